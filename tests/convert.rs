//! `cite convert` as a person meets it.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

fn convert(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cite").expect("built");
    command.current_dir(folder).arg("convert").args(arguments).output().expect("runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const BIB: &str = "@article{b, author = {M\\\"uller, Karl and others}, title = {On {DNA}}, journal = {J}, year = 1999, groups = {mine}}\n";
const RIS: &str = "TY  - BOOK\nAU  - Watson, James D.\nTI  - Genes\nPY  - 1965\nPB  - Benjamin\nID  - a\nER  - \n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("makes a folder");
    fs::write(folder.path().join("a.bib"), BIB).expect("writes");
    // The name says nothing: the content does.
    fs::write(folder.path().join("export.txt"), RIS).expect("writes");
    folder
}

#[test]
fn several_files_become_one_in_order_or_sorted() {
    let folder = folder();
    let out = convert(folder.path(), &["a.bib", "export.txt", "--to", "bibtex"]);
    let text = said(&out.stdout);
    assert_eq!(out.status.code(), Some(0));
    assert!(text.find("@article{b,") < text.find("@book{a,"), "{text}");
    assert!(text.contains("author = {M{\\\"{u}}ller, Karl and others}"), "{text}");
    assert!(text.contains("title = {On {DNA}}") && text.contains("groups = {mine}"), "{text}");
    let sorted =
        said(&convert(folder.path(), &["a.bib", "export.txt", "--to", "bibtex", "--sort"]).stdout);
    assert!(sorted.find("@article{b,") > sorted.find("@book{a,"), "{sorted}");
    let unicode = said(&convert(folder.path(), &["a.bib", "--to", "bibtex-unicode"]).stdout);
    assert!(
        unicode.contains("author = {Müller, Karl and others}") && unicode.contains("journal = {J}")
    );
}

#[test]
fn the_name_of_the_output_says_the_format_and_nothing_is_replaced_unasked() {
    let folder = folder();
    let out = convert(folder.path(), &["a.bib", "-o", "out.ris"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out.stderr));
    let written = fs::read_to_string(folder.path().join("out.ris")).expect("is there");
    assert!(written.starts_with("TY  - JOUR\nAU  - Müller, Karl\n"), "{written}");
    assert_eq!(convert(folder.path(), &["a.bib", "-o", "out.ris"]).status.code(), Some(2));
    assert_eq!(
        convert(folder.path(), &["a.bib", "-o", "out.ris", "--force"]).status.code(),
        Some(0)
    );
}

#[test]
fn losses_and_faults_are_told() {
    let folder = folder();
    let out = convert(folder.path(), &["a.bib", "--to", "ris"]);
    assert!(
        said(&out.stderr).contains("b: what only biblatex files hold was left out"),
        "{}",
        said(&out.stderr)
    );
    fs::write(folder.path().join("bad.bib"), "@book{a,\n title = {T}\n year = 1999}")
        .expect("writes");
    let out = convert(folder.path(), &["bad.bib", "--to", "csl-json"]);
    assert_eq!(out.status.code(), Some(0));
    assert!(said(&out.stderr).contains("bad.bib:3:2: a comma is missing"), "{}", said(&out.stderr));
    let out = convert(folder.path(), &["a.bib", "--to", "marc"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("unknown format \"marc\""), "{}", said(&out.stderr));
}

#[test]
fn a_range_in_both_fields_of_ris_is_one_range() {
    let folder = folder();
    let ris = "TY  - JOUR\nAU  - Lind, A.\nTI  - Dry wells\nJO  - J Wells\nPY  - 2020\nSP  - 5-9\nEP  - 9\nER  - \n";
    fs::write(folder.path().join("a.ris"), ris).expect("writes");
    let out = convert(folder.path(), &["a.ris", "--to", "csl-json"]);
    assert!(said(&out.stdout).contains("\"page\": \"5-9\""), "{}", said(&out.stdout));
}
