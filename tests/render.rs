//! `cite render` and `cite styles` as they are run.
#![cfg(feature = "render")]

use std::path::Path;

use assert_cmd::Command;
use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;

fn cite(arguments: &[&str]) -> (String, String, i32) {
    let output = Command::cargo_bin("cite")
        .expect("is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("is UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("ends"))
}

#[test]
fn a_library_in_a_style() {
    let (out, err, code) = cite(&["render", "refs/library.bib", "--style", "apa"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.lines().count() > 3, "{out}");
    assert!(!out.contains("?."), "{out}");
}

#[test]
fn a_paper_with_a_typed_list() {
    let (out, err, code) = cite(&["render", "tests/documents/steppe.md"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.lines().count() >= 2, "{out}");
}

#[test]
fn json_holds_each_style() {
    let arguments = ["render", "refs/library.bib", "-s", "apa", "-s", "ieee", "--to", "json"];
    let (out, _, code) = cite(&arguments);
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).expect("is JSON");
    assert_eq!(json["styles"][0]["style"], "apa");
    assert_eq!(json["styles"][1]["style"], "ieee");
    let entries = json["styles"][1]["bibliography"].as_array().expect("is a list");
    assert!(entries[0]["text"].as_str().expect("is text").starts_with("[1]"));
    assert_eq!(json["styles"][0]["citations"].as_array().map(Vec::len), Some(entries.len()));
}

#[test]
fn an_unknown_style_names_the_nearest() {
    let (_, err, code) = cite(&["render", "refs/library.bib", "--style", "chicgo"]);
    assert_eq!(code, 2);
    assert!(err.contains("chicago"), "{err}");
}

#[test]
fn a_file_that_is_no_style_is_told_of() {
    let folder = tempfile::tempdir().expect("is made");
    let path = folder.path().join("broken.csl");
    std::fs::write(&path, "<style>").expect("is written");
    let path = path.to_string_lossy();
    let (_, err, code) = cite(&["render", "refs/library.bib", "--style", &path]);
    assert_eq!(code, 2);
    assert!(err.contains("broken.csl") && err.contains("no CSL"), "{err}");
}

#[test]
fn a_dependent_style_finds_its_parent_beside_it() {
    let folder = tempfile::tempdir().expect("is made");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parent = root.join("styles/author-date-accessed.csl");
    std::fs::copy(parent, folder.path().join("parent.csl")).expect("is copied");
    let child = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
        <info><title>Child</title><id>child</id><updated>2026-01-01T00:00:00+00:00</updated>
        <link href="http://www.zotero.org/styles/parent" rel="independent-parent"/></info></style>"#;
    let path = folder.path().join("child.csl");
    std::fs::write(&path, child).expect("is written");
    let (out, err, code) =
        cite(&["render", "refs/library.bib", "--style", &path.to_string_lossy()]);
    assert_eq!(code, 0, "{err}");
    assert!(out.lines().count() > 3, "{out}");
}

#[test]
fn styles_are_searched() {
    let (out, _, code) = cite(&["styles", "chicago", "author"]);
    assert_eq!(code, 0);
    assert!(out.contains("chicago-author-date") && out.contains("Watson"), "{out}");
    let (_, err, code) = cite(&["styles", "no such style"]);
    assert_eq!(code, 2);
    assert!(err.contains("no such style"), "{err}");
}

#[test]
fn output_files_are_not_replaced_unasked() {
    let folder = tempfile::tempdir().expect("is made");
    let path = folder.path().join("out.html");
    std::fs::write(&path, "mine").expect("is written");
    let path = path.to_string_lossy();
    let (_, err, code) = cite(&["render", "refs/library.bib", "--to", "html", "-o", &path]);
    assert_eq!(code, 2);
    assert!(err.contains("--force"), "{err}");
}

#[test]
fn lists_that_are_cut_say_so_in_the_styles_of_the_archive() {
    let author: Vec<serde_json::Value> =
        ["Abay", "Brown", "Cruz", "Doe", "Evans", "Fox", "Gray", "Hill"]
            .iter()
            .map(|family| serde_json::json!({"family": family, "given": "J."}))
            .collect();
    let entry: Entry = serde_json::from_value(
        serde_json::json!({"id": "a", "type": "book", "title": "Ends", "author": author}),
    )
    .expect("is an entry");
    let text = |style: &str| {
        let style = Style::find(style, &[]).expect("is there");
        render(&[&entry], &style, None).bibliography[0].text.plain()
    };
    assert!(text("ieee").contains("J. Abay et al."), "{}", text("ieee"));
    assert!(text("vancouver").contains("Fox J, et al."), "{}", text("vancouver"));
}

#[test]
fn a_name_with_an_unknown_key_loses_nothing() {
    let entry = |name: serde_json::Value| -> Entry {
        let json = serde_json::json!({"id": "a", "type": "book", "title": "Ends",
            "author": [{"family": "Abay", "given": "J."}, name]});
        serde_json::from_value(json).expect("is an entry")
    };
    let style = Style::find("apa", &[]).expect("is there");
    for name in [
        serde_json::json!({"family": "Brown", "given": "K.", "orcid": "0000-0001"}),
        serde_json::json!({"family": "Brown", "given": "K.", "parse-names": true, "isInstitution": 0}),
        serde_json::json!({"family": "Brown", "given": "K.", "comma-suffix": 1}),
        serde_json::json!({"family": "Brown", "given": "K.", "multi": {"_key": {}}}),
    ] {
        let text = render(&[&entry(name.clone())], &style, None).bibliography[0].text.plain();
        assert!(text.starts_with("Abay, J., & Brown, K."), "{name}: {text}");
    }
}
