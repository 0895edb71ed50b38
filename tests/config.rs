//! Projects: `cite.toml`, which documents are read, and in what order.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const LIST: &str =
    "\n\n## References\n\nHurd, I. 1999. \"Legitimacy and Authority.\" *Order* 53 (2): 379–408.\n";

/// A folder with these files.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

fn cite(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("cite")
        .expect("built")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The findings, one a line, as path and rule.
fn findings(out: &Output) -> Vec<String> {
    let line = |line: &str| {
        let (place, rest) = line.split_once(": ").expect("a place");
        let path = place.split(':').next().expect("a path");
        let rule = rest.split(['[', ']']).nth(1).expect("a rule");
        format!("{path} {rule}")
    };
    said(&out.stdout).lines().map(line).collect()
}

#[test]
fn without_a_path_the_project_is_read_in_order_and_gitignore_honoured() {
    let missing = format!("So it is (Lake 2001; Hurd 1999).{LIST}");
    let folder = project(&[
        (".gitignore", "drafts/\n"),
        ("cite.toml", "ignore = [\"old/*\"]\n"),
        ("b.md", &missing),
        ("a/z.txt", &missing),
        ("a/c.md", &missing),
        ("a/data.csv", &missing),
        ("drafts/d.md", &missing),
        ("old/e.md", &missing),
        (".hidden/f.md", &missing),
        ("README.md", "# A project\n\nNothing is cited here.\n"),
    ]);
    let wanted =
        ["a/c.md missing-reference", "a/z.txt missing-reference", "b.md missing-reference"];
    let out = cite(folder.path(), &["check", "--format", "short"]);
    assert_eq!(findings(&out), wanted, "{}", said(&out.stderr));
    assert!(said(&out.stderr).contains("1 file without citations and list skipped"));
    // From a folder below, the project is the same.
    let out = cite(&folder.path().join("a"), &["check", "--format", "short"]);
    assert_eq!(findings(&out), wanted.map(|line| format!("../{line}")));
    // What is named is read, ignored or not.
    let out = cite(folder.path(), &["check", "old/e.md", "README.md", "--format", "short"]);
    assert_eq!(findings(&out), ["old/e.md missing-reference"]);
}

#[test]
fn a_hundred_papers_are_reported_in_order() {
    let names: Vec<String> = (0..100).map(|number| format!("{number:03}.md")).collect();
    let paper = format!("So it is (Lake 2001; Hurd 1999).{LIST}");
    let files: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), paper.as_str())).collect();
    let folder = project(&files);
    let out = cite(folder.path(), &["check", ".", "--format", "short"]);
    let wanted: Vec<String> =
        names.iter().map(|name| format!("{name} missing-reference")).collect();
    assert_eq!(findings(&out), wanted);
    let report = cite(folder.path(), &["check", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(100));
    assert_eq!(report["summary"]["errors"], 100);
}

#[test]
fn the_file_sets_what_the_command_line_leaves_open() {
    let folder = project(&[
        (
            "cite.toml",
            "paths = [\"paper.md\"]\nfail-on = \"warning\"\nheadings = [\"What we read\"]\n\
             [rules]\nmissing-reference = \"warning\"\n",
        ),
        (
            "paper.md",
            &format!("So (Lake 2001; Hurd 1999).{LIST}").replace("References", "What We Read:"),
        ),
        ("other.md", "So (Lake 2001).\n"),
    ]);
    let code = |arguments: &[&str]| cite(folder.path(), arguments).status.code();
    let out = cite(folder.path(), &["check", "--format", "short"]);
    assert_eq!(findings(&out), ["paper.md missing-reference"]);
    assert!(said(&out.stdout).contains("warning[missing-reference]"));
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(code(&["check", "--fail-on", "error"]), Some(0));
    assert_eq!(code(&["check", "--rule", "missing-reference=off"]), Some(0));
    assert_eq!(
        code(&["check", "--fail-on", "error", "--rule", "missing-reference=error"]),
        Some(1)
    );
}

#[test]
fn what_is_wrong_in_the_file_is_named_with_its_place() {
    let folder = project(&[("cite.toml", "[rules]\nmissing-refrence = \"off\"\n"), ("a.md", "x")]);
    let out = cite(folder.path(), &["check"]);
    assert_eq!(out.status.code(), Some(2));
    let wanted = "cite: cite.toml:2:1: there is no setting \"rules.missing-refrence\"; nearest: missing-reference\n";
    assert_eq!(said(&out.stderr), wanted);
    let out = cite(folder.path(), &["check", "--config", "other.toml", "a.md"]);
    assert_eq!(said(&out.stderr), "cite: no such file: other.toml\n");
}

#[test]
fn the_schema_for_editors_knows_every_rule_and_setting() {
    let printed = said(&cite(Path::new("."), &["schema"]).stdout);
    let schema: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let known = &schema["properties"];
    let rules = known["rules"]["properties"].as_object().expect("rules");
    assert_eq!(rules.len(), cite::internals::rules::RULES.len());
    assert!(rules["year-mismatch"]["description"].as_str().is_some_and(|says| says.len() > 20));
    for setting in ["paths", "ignore", "library", "headings", "fail-on", "baseline", "links"] {
        assert!(known[setting]["description"].is_string(), "{setting}: {}", known[setting]);
    }
}

#[test]
fn a_baseline_silences_what_is_known_and_nothing_else() {
    let folder = project(&[("a.md", &format!("So (Lake 2001; Hurd 1999).{LIST}"))]);
    let check = |arguments: &[&str]| {
        cite(folder.path(), &[&["check", "a.md", "--format", "short"], arguments].concat())
    };
    assert_eq!(check(&["--write-baseline", "known.json"]).status.code(), Some(0));
    let out = check(&["--baseline", "known.json"]);
    assert_eq!((findings(&out).len(), out.status.code()), (0, Some(0)));
    // Other text moves the known finding and adds one.
    let paper = format!("It is so.\n\nAnd so (Keohane 1984). So (Lake 2001; Hurd 1999).{LIST}");
    fs::write(folder.path().join("a.md"), paper).expect("written");
    let out = check(&["--baseline", "known.json"]);
    assert_eq!(findings(&out), ["a.md missing-reference"]);
    assert!(said(&out.stdout).contains("Keohane"));
    // What is repaired is said to be gone.
    fs::write(folder.path().join("a.md"), format!("So (Hurd 1999).{LIST}")).expect("written");
    let out = check(&["--baseline", "known.json"]);
    assert_eq!(findings(&out).len(), 0);
    assert!(said(&out.stderr).contains("1 finding of the baseline gone"), "{}", said(&out.stderr));
    // A file that is no baseline is neither read as one nor replaced.
    let out = check(&["--write-baseline", "a.md"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("this is no baseline"), "{}", said(&out.stderr));
}

#[test]
fn keys_are_looked_up_in_the_library() {
    let library = "@book{hurd1999, author = {Hurd, Ian}, title = {Order}, year = 1999}\n\
                   @book{lake2001, author = {Lake, D.}, title = {Trust}, year = 2001}\n";
    let text = "So it is [@hurd1999, p. 4], says @lake2001, and not [@lake2010] [@lake2010].\n\n\
                See @fig-map and `@sample`.\n";
    let folder = project(&[
        ("refs.bib", library),
        ("header.md", &format!("---\ntitle: T\nbibliography: refs.bib\n---\n\n{text}")),
        ("plain.md", text),
        ("broken.md", &format!("---\nbibliography: [none.bib]\n---\n\n{text}")),
    ]);
    let check = |arguments: &[&str]| {
        cite(folder.path(), &[&["check", "--format", "json"], arguments].concat())
    };
    for arguments in [&["header.md"][..], &["plain.md", "--library", "refs.bib"]] {
        let out = check(arguments);
        let report: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let document = &report["documents"][0];
        let findings = document["findings"].as_array().expect("a list");
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0]["rule"], "undefined-key");
        assert!(findings[0]["help"].as_str().expect("help").contains("lake2001"));
        assert_eq!(findings[0]["related"].as_array().map(Vec::len), Some(1));
        let item = &document["citations"][0]["items"][0];
        assert_eq!((&item["key"], &item["match"]), (&"hurd1999".into(), &"exact".into()));
        assert_eq!(
            (&item["record"]["path"], &item["record"]["line"]),
            (&"refs.bib".into(), &1.into())
        );
        assert_eq!(out.status.code(), Some(1));
    }
    let out = check(&["plain.md"]);
    assert!(said(&out.stdout).contains("no library is named"), "{}", said(&out.stdout));
    let out = check(&["broken.md"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("none.bib"), "{}", said(&out.stderr));
}

#[test]
fn comments_silence_in_every_format() {
    let paper = |comment: &str| {
        format!("Бұл жерде бәрі солай дейді (Lake 2001; Hurd 1999). {comment}{LIST}")
    };
    let silent = "<!-- cite: ignore[missing-reference] in press -->";
    let idle = "<!-- cite: ignore[missing-reference, ibid] in press -->";
    for name in ["a.md", "a.txt", "a.html"] {
        let folder = project(&[(name, &paper(silent)), ("cite.toml", "")]);
        let path = folder.path().join(name);
        if name.ends_with("html") {
            let html = format!(
                "<p>Бұл солай (Lake 2001; Hurd 1999). {silent}</p>\n<h2>References</h2>\n\
                 <p>Hurd, I. 1999. Legitimacy and Authority. Order 53 (2): 379–408.</p>\n"
            );
            fs::write(&path, html).expect("written");
        }
        let out = cite(folder.path(), &["check", name, "--format", "short"]);
        assert_eq!(findings(&out), Vec::<String>::new(), "{name}");
        let text = fs::read_to_string(&path).expect("text").replace(silent, idle);
        fs::write(&path, text).expect("written");
        let out = cite(folder.path(), &["check", name, "--format", "short"]);
        assert_eq!(findings(&out), [format!("{name} unused-ignore")], "{name}");
    }
}
