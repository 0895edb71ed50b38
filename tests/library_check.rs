//! `cite check` on library files: the same findings and reports as for papers.

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// Checks a library under this name.
fn check(name: &str, content: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("makes a folder");
    fs::write(folder.path().join(name), content).expect("writes");
    let mut command = Command::cargo_bin("cite").expect("built");
    command
        .current_dir(folder.path())
        .arg("check")
        .arg(name)
        .args(arguments)
        .output()
        .expect("runs")
}

/// What is found, as `line rule`, sorted.
fn found(name: &str, content: &str) -> Vec<String> {
    let out = check(name, content, &["--format", "json"]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("is JSON");
    let findings = report["documents"][0]["findings"].as_array().expect("a list");
    let line = |one: &Value| one["span"]["line"].as_u64().expect("a line");
    let rule = |one: &Value| one["rule"].as_str().expect("a name").to_owned();
    findings.iter().map(|one| format!("{} {}", line(one), rule(one))).collect()
}

const LIBRARY: &str = "\
@book{good, author = {Doe, Jane}, title = {A Good Book}, publisher = {P}, date = {1999}, isbn = {978-3-16-148410-0}}
@article{bare, author = {Roe, Kim}, title = {Bare}, year = {2001}}
@book{isbn,
  author = {Doe, Jane},
  title = {A Wrong Number},
  publisher = press,
  date = {2000},
  isbn = {978-3-16-148411-0},
}
@book{good, author = {Poe, Ann}, title = {Another}, publisher = {P}, date = {2002}}
@article{doi, author = {Roe, Kim}, title = {Doi}, journal = {J}, year = {in press}, doi = {1O.1000/x}}
";

#[test]
fn entries_are_judged_where_they_stand() {
    assert_eq!(
        found("refs.bib", LIBRARY),
        [
            "2 missing-field",
            "6 undefined-string",
            "8 invalid-identifier",
            "10 duplicate-key",
            "11 invalid-value",
            "11 invalid-doi",
        ]
    );
}

#[test]
fn other_formats_are_judged_by_the_same_rules() {
    let ris = "TY  - BOOK\nAU  - Doe, Jane\nTI  - T\nPY  - 1999\nSN  - 978-3-16-148411-0\nER  - \n";
    assert_eq!(found("refs.ris", ris), ["5 invalid-identifier"]);
}

#[test]
fn the_exit_status_and_the_report_are_those_of_papers() {
    let out = check("refs.bib", LIBRARY, &[]);
    assert_eq!(out.status.code(), Some(1));
    let report = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(report.contains("refs.bib:10:1"), "{report}");
    assert!(report.contains("5 records"), "{report}");
    let sound = "@book{good, author = {Doe, Jane}, title = {T}, publisher = {P}, date = {1999}}";
    assert_eq!(check("refs.bib", sound, &["--fail-on", "hint"]).status.code(), Some(0));
}

#[test]
fn a_comment_silences_a_rule() {
    let silenced = "% cite: ignore[missing-field] the journal is lost\n@article{bare, author = {Roe, Kim}, title = {Bare}, year = {2001}}\n";
    assert_eq!(found("refs.bib", silenced), Vec::<String>::new());
}
