//! `cite render` and `cite styles` as they are run.
#![cfg(feature = "render")]

use std::path::Path;

use assert_cmd::Command;
use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;
use serde_json::json;

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
fn a_list_goes_to_word_and_to_search_engines() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a name").to_owned();
    let items = r#"[{"id": "a", "type": "book", "title": "Ends", "author": [{"family": "Roe"}]}]"#;
    std::fs::write(path("a.json"), items).expect("written");
    let (html, _, code) = cite(&["render", &path("a.json"), "--to", "html", "--structured"]);
    assert_eq!(code, 0);
    assert!(html.contains("csl-entry") && html.contains(r#""@type":"Book""#), "{html}");
    let (_, said, code) = cite(&["render", &path("a.json"), "--to", "text", "--structured"]);
    assert!(code == 2 && said.contains("--to html"), "{said}");
    let (_, said, code) = cite(&["render", &path("a.json"), "--to", "docx", "-o", &path("a.docx")]);
    assert_eq!(code, 0, "{said}");
    // The program itself reads what it wrote.
    let (read, said, code) = cite(&["read", &path("a.docx")]);
    assert!(code == 0 && read.contains("Ends"), "{said}");
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

#[test]
fn citations_of_a_file_are_written_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (items, cited) = (path("items.json"), path("cited.jsonl"));
    let work = |id: &str, family: &str| {
        json!({"id": id, "type": "book", "title": "Hope", "issued": {"date-parts": [[1999]]},
            "author": [{"family": family, "given": "AB"}]})
    };
    let works = json!([work("a", "Roe"), work("b", "Doe"), work("c", "Poe")]);
    std::fs::write(&items, works.to_string()).expect("written");
    let citations = json!({"style": "apa", "citations": [
        {"citationItems": [{"id": "b", "locator": "3-5", "label": "page"}], "noteIndex": 0},
        {"citationItems": [{"id": "a", "suppress-author": true}, {"id": "nobody"}]},
    ]});
    let other = json!({"style": "ieee", "citations": [{"citationItems": [{"id": "c"}]}]});
    std::fs::write(&cited, format!("{other}\n{citations}\n")).expect("written");
    let arguments = ["render", &items, "--style", "apa", "--citations", &cited, "--to", "json"];
    let (out, err, code) = cite(&arguments);
    assert_eq!((code, err.contains("nobody")), (1, true), "{err}");
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let texts = |part: &str| -> Vec<String> {
        let lines = json["styles"][0][part].as_array().expect("lines").iter();
        lines.map(|line| line["text"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(texts("citations"), ["(Doe, 1999, pp. 3–5)", "(1999)"]);
    // What CSL-JSON has as one name is one.
    assert_eq!(texts("bibliography"), ["Doe, A. (1999). Hope.", "Roe, A. (1999). Hope."]);
    let (out, _, code) = cite(&["render", "--citations", &items, "--style", "apa"]);
    assert_eq!(code, 0);
    assert!(out.contains("(Poe, 1999)"), "{out}");
}

#[test]
fn terms_of_the_built_in_locales_have_the_names_of_csl() {
    let style = |body: &str| {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
            <info><title>Example</title><id>example</id><updated>2026-01-01T00:00:00+00:00</updated></info>
            <citation><layout><text variable="title"/></layout></citation>
            <bibliography><layout>{body}</layout></bibliography></style>"#
        );
        let style = Style::from_xml("example", &xml, &[]).expect("a style");
        let names = json!([{"family": "Roe", "given": "A."}, {"family": "Doe", "given": "J."}]);
        let entry: Entry =
            serde_json::from_value(json!({"id": "a", "type": "book", "title": "Hope",
            "editor": names, "translator": names}))
            .expect("an entry");
        render(&[&entry], &style, None).bibliography[0].text.plain()
    };
    let others = style(
        r#"<names variable="editor"><name et-al-min="1" et-al-use-first="1"/><et-al term="and others"/></names>"#,
    );
    assert_eq!(others, "A. Roe and others");
    let both = style(
        r#"<names variable="editor translator"><name and="text"/><label form="short" prefix=", "/></names>"#,
    );
    assert_eq!(both, "A. Roe and J. Doe, eds. & trans.");
}
