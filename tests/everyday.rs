//! Files that people have beside their papers: what is no paper is left in peace, and what a project of chapters names
//! is found.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn checked(folder: &Path, name: &str) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("cite").expect("built");
    let out = command.current_dir(folder).args(["check", name, "--format", "short"]).output();
    let out = out.expect("runs");
    let said = [out.stdout, out.stderr].concat();
    (out.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn quiet(name: &str, text: &str) {
    let here = tempfile::tempdir().expect("a folder");
    fs::write(here.path().join(name), text).expect("written");
    assert_eq!(checked(here.path(), name), (Some(0), String::new()), "{text}");
}

#[test]
fn what_is_no_paper_is_left_in_peace() {
    for text in [
        "# Tool\n\nReleased under MIT (see LICENSE). Protocols (such as HTTP) and errors (e.g. EINVAL).\n",
        "# Changes\n\n- Faster (thanks @alice and @bob)\n- Drops old systems (Windows 2000)\n",
        "# Tool\n\nUse `a[0]` and a[1]. See [1].\n\n## References\n\nNone so far.\n",
        "# Notes\n\nSo it is (Hurd 1999).\n",
        "See (README), (TODO: Fix), (via SSH), (aka Node), (cf. RFC 2119) and (see below).\n",
    ] {
        quiet("README.md", text);
    }
}

#[test]
fn a_text_that_names_a_library_is_no_list() {
    quiet("a.qmd", "---\ntitle: Sources\nbibliography: []\n---\n\nA note.\n");
    let here = tempfile::tempdir().expect("a folder");
    let list = "Hurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n\nLake, D. 2010. \"Order.\" *Order* \
                12 (1): 1–20.\n\nReus, C. 2011. \"Norms.\" *Order* 13 (1): 1–20.\n";
    fs::write(
        here.path().join("refs.bib"),
        "@book{a, title = {A}, author = {B, C}, year = 1999}\n",
    )
    .expect("written");
    let text = format!("---\nbibliography: refs.bib\n---\n\n{list}");
    fs::write(here.path().join("a.md"), text).expect("written");
    assert_eq!(checked(here.path(), "a.md"), (Some(0), String::new()));
}

#[test]
fn chapters_cite_into_the_library_of_their_project() {
    for (file, text) in [
        ("_quarto.yml", "project:\n  type: book\nbibliography: refs.bib\n"),
        ("_bookdown.yml", "book_filename: x\nbibliography: [refs.bib]\n"),
    ] {
        let here = tempfile::tempdir().expect("a folder");
        let chapters = here.path().join("chapters");
        fs::create_dir(&chapters).expect("made");
        fs::write(here.path().join(file), text).expect("written");
        fs::write(
            here.path().join("refs.bib"),
            "@book{hurd, title = {A}, author = {Hurd, I}, publisher = {P}, year = 1999}\n",
        )
        .expect("written");
        fs::write(chapters.join("one.Rmd"), "So [@hurd], see @fig-map and [@tbl-rates; @lake].\n")
            .expect("written");
        let (code, said) = checked(here.path(), "chapters/one.Rmd");
        assert_eq!(code, Some(1), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("\"lake\""), "{said}");
    }
}

/// `render` knows cross-references, too.
#[cfg(feature = "render")]
#[test]
fn cross_references_are_no_works_to_render() {
    let here = tempfile::tempdir().expect("a folder");
    fs::write(
        here.path().join("refs.bib"),
        "@book{hurd, title = {A}, author = {Hurd, I}, year = 1999}\n",
    )
    .expect("written");
    fs::write(
        here.path().join("a.md"),
        "---\nbibliography: refs.bib\n---\n\nSo [@hurd], see @fig-map and @tbl:rates.\n",
    )
    .expect("written");
    let out = Command::cargo_bin("cite")
        .expect("built")
        .current_dir(here.path())
        .args(["render", "a.md"])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(out.stderr.is_empty());
}

/// The hooks see every kind of file that is read.
#[test]
fn hooks_see_all_kinds_of_papers() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").expect("reads");
    let patterns = hooks.lines().filter_map(|line| line.trim().strip_prefix("files: "));
    let patterns: Vec<regex::Regex> = patterns
        .map(|form| regex::Regex::new(form.trim_matches('\'')).expect("a pattern"))
        .collect();
    assert_eq!(patterns.len(), 2);
    for name in ["a.md", "a.qmd", "a.Rmd", "a.rmd", "b/a.txt", "a.html"] {
        assert!(patterns.iter().all(|form| form.is_match(name)), "{name}");
    }
    assert!(patterns[0].is_match("refs.bib"));
    assert!(!patterns[0].is_match("LICENSE"));
}

/// A year or an access date after the day of the run is reported, by that day and no other.
#[test]
fn days_to_come_are_told_by_the_day_of_the_run() {
    use cite::internals::text::day::Day;
    use cite::internals::{Analysis, Evidence, judge};
    use cite::{Document, Levels, Library};
    let text = "Trust is local (Hurd 2031), and so on (Lake 2010).\n\n## References\n\n\
                Hurd, I. 2031. \"Trust and Its Limits.\" *International Organization* 53 (2): 379–408.\n\n\
                Lake, D. 2010. \"Order and Its Costs.\" *The Example Journal* 12 (1): 1–20. \
                <http://example.org/order> (accessed May 11, 2029).\n";
    let document = Document::from_bytes("a.md", text.as_bytes().to_vec());
    let library = Library::none();
    let found = |year| {
        let today = Day { year, month: 5, day: 11 };
        let analysis = Analysis::gather_on(&document, &library, Some(today));
        let findings = judge(&analysis, &Evidence::none(), &Levels::new());
        findings.iter().filter(|finding| finding.rule == "date-conflict").count()
    };
    assert_eq!([found(2026), found(2029), found(2030)], [2, 1, 0]);
}
