//! What `cite links` lists without asking anyone.

use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const PAPER: &str = "\
# On wells

So it is said (Hurd 2009), as in <https://example.org/steppe/map>.

## References

Almagambet, D. 2014. \"Oil Rents.\" Steppe Papers. http://example.org/oil\\_rents?a=1&amp;b=2. Accessed 2 March 2015.

Hurd, I. 2009. \"Trust and Its Limits.\" *Order* 3 (2): 1–9. doi:10.1000/182.
";

fn links(name: &str, content: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("written");
    let mut command = Command::cargo_bin("cite").expect("built");
    command.arg("links").args(arguments).arg(path.file_name().expect("a name"));
    command.current_dir(folder.path()).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn addresses_and_dois_are_listed_by_the_contract() {
    let output = links("paper.md", PAPER, &["--format", "json"]);
    let report: Value = serde_json::from_str(&said(&output)).expect("JSON");
    let links = report["links"].as_array().expect("links");
    let urls: Vec<&str> = links.iter().map(|link| link["url"].as_str().expect("one")).collect();
    assert_eq!(
        urls,
        [
            "https://example.org/steppe/map",
            "http://example.org/oil_rents?a=1&b=2",
            "https://doi.org/10.1000/182"
        ]
    );
    assert_eq!(links[1]["accessed"], "2015-03-02");
    assert_eq!(links[1]["reference"], 0);
    assert_eq!(links[1]["as_written"], "http://example.org/oil\\_rents?a=1&amp;b=2");
    assert_eq!(links[1]["verdict"], "unchecked");
    assert_eq!(links[2]["doi"], "10.1000/182");
    assert_eq!(links[0]["reference"], Value::Null);
    let span = &links[2]["span"];
    let place =
        span["start"].as_u64().expect("one") as usize..span["end"].as_u64().expect("one") as usize;
    assert_eq!(&PAPER[place], "10.1000/182");
    assert_eq!((span["line"].as_u64(), span["column"].as_u64()), (Some(9), Some(64)));
    assert_eq!(report["summary"]["links"], 3);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_person_sees_places_and_repairs() {
    let text = said(&links("paper.md", PAPER, &[]));
    assert!(text.contains("paper.md\n     3:35  https://example.org/steppe/map\n"), "{text}");
    assert!(text.contains("  (read 2015-03-02)"), "{text}");
    assert!(text.ends_with("3 links, 1 DOI among them; --verify tests them\n"), "{text}");
}

#[test]
fn json_lines_are_one_link_each() {
    let text = said(&links("paper.md", PAPER, &["--format", "json-lines"]));
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
}

#[test]
fn library_files_are_read_too() {
    let bib = "@article{hurd2009,\n  title = {Trust},\n  doi = {10.1000/182},\n  \
        url = {https://doi.org/10.1000/182},\n}\n\
        @online{oil, title = {Oil}, url = {http://example.org/a_b}, urldate = {2015-03-02}}\n";
    let output = links("works.bib", bib, &["--format", "json"]);
    let report: Value = serde_json::from_str(&said(&output)).expect("JSON");
    let links = report["links"].as_array().expect("links");
    assert_eq!(links.len(), 2, "{report}");
    assert_eq!(links[0]["as_written"], "10.1000/182");
    assert_eq!(links[1]["url"], "http://example.org/a_b");
    assert_eq!(links[1]["accessed"], "2015-03-02");
    assert_eq!(links[1]["span"]["line"], 6);
}

#[test]
fn a_document_without_links_says_so() {
    let text = said(&links("paper.md", "Nothing here.\n", &[]));
    assert_eq!(text, "0 links; --verify tests them\n");
}

/// The addresses that are listed in a folder of these files, in order, and the exit status.
fn listed_in(files: &[(&str, &str)], arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, content).expect("written");
    }
    let mut command = Command::cargo_bin("cite").expect("built");
    command.args(["links", "--format", "json"]).args(arguments).current_dir(folder.path());
    let output = command.output().expect("runs");
    let report: Value = serde_json::from_str(&said(&output)).expect("JSON");
    let links = report["links"].as_array().expect("links").iter();
    let urls = links.map(|link| link["url"].as_str().expect("one").to_owned());
    (urls.collect(), output.status.code())
}

#[test]
fn without_a_path_the_project_is_taken() {
    let project = [
        ("draft/paper.md", "See <http://paper.example>.\n"),
        ("draft/works.bib", "@online{a, title = {A}, url = {http://bib.example}}\n"),
        (
            "refs/works.json",
            "[{\"id\": \"b\", \"title\": \"B\", \"URL\": \"http://json.example\"}]\n",
        ),
        ("refs/works.yaml", "c:\n  type: web\n  title: C\n  url: http://yaml.example\n"),
        ("refs/works.ris", "TY  - ELEC\nTI  - D\nUR  - http://ris.example\nER  -\n"),
        ("refs/notes.md", "See <http://notes.example>.\n"),
        // Files of other programs are no libraries, whatever they look like.
        ("site.yml", "theme:\n  name: plain\n  url: http://site.example\n"),
    ];
    let (urls, code) = listed_in(&project, &[]);
    let hosts = ["paper", "bib", "notes", "ris", "json", "yaml"];
    assert_eq!(urls, hosts.map(|host| format!("http://{host}.example")));
    assert_eq!(code, Some(0));
}

#[test]
fn the_settings_say_what_belongs_to_a_project() {
    let settings = "paths = [\"draft\"]\nlibrary = [\"works/all.json\"]\nignore = [\"old.md\"]\n";
    let project = [
        ("cite.toml", settings),
        ("draft/paper.md", "See <http://paper.example>.\n"),
        ("draft/old.md", "See <http://old.example>.\n"),
        ("elsewhere.md", "See <http://elsewhere.example>.\n"),
        (
            "works/all.json",
            "[{\"id\": \"b\", \"title\": \"B\", \"URL\": \"http://json.example\"}]\n",
        ),
        ("refs/other.bib", "@online{a, title = {A}, url = {http://other.example}}\n"),
    ];
    let (urls, _) = listed_in(&project, &[]);
    assert_eq!(urls, ["http://paper.example", "http://json.example"]);
    let (urls, _) = listed_in(&project, &["refs", "elsewhere.md"]);
    assert_eq!(urls, ["http://other.example", "http://elsewhere.example"]);
}

#[test]
fn a_file_that_is_not_there_costs_the_others_nothing() {
    let (urls, code) = listed_in(&[("a.md", "See <http://a.example>.\n")], &["gone.md", "a.md"]);
    assert_eq!(urls, ["http://a.example"]);
    assert_eq!(code, Some(2));
}
