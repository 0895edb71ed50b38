//! Styles packed into one file, installed, and found by name.
#![cfg(feature = "render")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

/// An independent style that prints `mark`, then the term "and".
fn independent(title: &str, mark: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>{title}</title><id>http://x/{mark}</id></info>
  <citation><layout><text value="{mark}"/></layout></citation>
  <bibliography><layout><group delimiter=" ">
    <text value="{mark}"/><text term="and"/><text variable="title"/>
  </group></layout></bibliography>
</style>"#
    )
}

fn dependent(title: &str, parent: &str, language: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="{language}">
  <info><title>{title}</title><id>http://x/{title}</id>
  <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>"#
    )
}

/// A language that the program does not carry.
const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="qaa">
  <terms><term name="and">ando</term></terms></locale>"#;

/// A folder laid out like the official repositories.
fn checkout(root: &Path) {
    let styles = root.join("styles");
    fs::create_dir_all(styles.join("dependent")).expect("made");
    fs::create_dir_all(root.join("locales")).expect("made");
    let put = |path: &str, text: &str| fs::write(root.join(path), text).expect("written");
    put("styles/quayside-letters.csl", &independent("Quayside Letters", "QQ"));
    put("styles/broken-style.csl", "<style><info/></style>");
    put(
        "styles/dependent/harbour-notes.csl",
        &dependent("Harbour Notes", "quayside-letters", "qaa"),
    );
    put("styles/renamed-styles.json", r#"{"old-quay": "quayside-letters"}"#);
    put("locales/locales-qaa.xml", LOCALE);
}

fn cite(installed: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cite").expect("built");
    command.current_dir(installed).env("CITE_STYLES_DIR", installed).args(arguments);
    command.output().expect("runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn check_renders(installed: &Path, style: &str, expected: &str) {
    let items = r#"[{"id": "a", "type": "book", "title": "Tides"}]"#;
    fs::write(installed.join("a.json"), items).expect("written");
    let out = cite(installed, &["render", "a.json", "--style", style]);
    assert_eq!(said(&out.stdout).trim(), expected, "{}", said(&out.stderr));
}

#[test]
fn what_is_installed_is_found_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, home) = (folder.path().join("source"), folder.path().join("home"));
    checkout(&source);
    fs::create_dir(&home).expect("made");
    let unknown = cite(&home, &["render", "a.json", "--style", "quayside-letter"]);
    assert_eq!(unknown.status.code(), Some(2));
    let message = said(&unknown.stderr);
    assert!(message.contains("styles at hand") && message.contains("--install"), "{message}");

    let out = cite(&home, &["styles", "--install", source.to_str().expect("a name")]);
    let message = said(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{message}");
    assert!(message.contains("left out: ") && message.contains("broken-style.csl"), "{message}");
    assert!(message.contains("3 styles (2 of them dependent"), "{message}");

    check_renders(&home, "quayside-letters", "QQ and Tides");
    check_renders(&home, "harbour-notes", "QQ ando Tides");
    check_renders(&home, "old-quay", "QQ and Tides");
    check_renders(&home, "Quayside-Letters", "QQ and Tides");
    let near = cite(&home, &["render", "a.json", "--style", "quayside-letter"]);
    assert!(said(&near.stderr).contains("nearest: quayside-letters"), "{}", said(&near.stderr));
    let listed = said(&cite(&home, &["styles", "quay"]).stdout);
    assert!(listed.contains("quayside-letters  (Quayside Letters)\n    QQ and"), "{listed}");
    assert!(listed.contains("old-quay  (now quayside-letters)"), "{listed}");
}

#[test]
fn more_can_be_installed_later_and_newer_takes_the_place_of_older() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, home) = (folder.path().join("source"), folder.path().join("home"));
    checkout(&source);
    let name = |path: &Path| path.to_str().expect("a name").to_owned();
    // The folder is made where it is missing.
    let mut command = Command::cargo_bin("cite").expect("built");
    command.env("CITE_STYLES_DIR", &home).args(["styles", "--install", &name(&source)]);
    assert!(command.output().expect("runs").status.success());
    let newer = folder.path().join("quayside-letters.csl");
    fs::write(&newer, independent("Quayside Letters", "NEW")).expect("written");
    assert!(cite(&home, &["styles", "--install", &name(&newer)]).status.success());
    check_renders(&home, "quayside-letters", "NEW and Tides");
    check_renders(&home, "harbour-notes", "NEW ando Tides");
}

#[test]
fn a_pack_is_the_same_each_time_and_can_be_installed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, home) = (folder.path().join("source"), folder.path().join("home"));
    checkout(&source);
    fs::create_dir(&home).expect("made");
    let source = source.to_str().expect("a name");
    for name in ["one.zip", "two.zip"] {
        let out = cite(&home, &["styles", "--pack", source, "-o", name]);
        assert!(out.status.success(), "{}", said(&out.stderr));
    }
    let bytes = |name: &str| fs::read(home.join(name)).expect("is there");
    assert_eq!(bytes("one.zip"), bytes("two.zip"));
    let again = cite(&home, &["styles", "--pack", source, "-o", "one.zip"]);
    assert_eq!(again.status.code(), Some(2), "a file is not replaced without --force");
    let mut zip = zip::ZipArchive::new(fs::File::open(home.join("one.zip")).expect("opens"))
        .expect("is an archive");
    let mut licence = String::new();
    let mut member = zip.by_name("LICENSE.txt").expect("is there");
    std::io::Read::read_to_string(&mut member, &mut licence).expect("reads");
    assert!(licence.contains("Attribution-ShareAlike"), "{licence}");
    assert!(cite(&home, &["styles", "--install", "one.zip"]).status.success());
    check_renders(&home, "harbour-notes", "QQ ando Tides");
}

#[test]
fn a_damaged_pack_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("styles.zip"), "no zip").expect("written");
    fs::write(folder.path().join("a.json"), "[]").expect("written");
    let out = cite(folder.path(), &["render", "a.json", "--style", "plos-one"]);
    assert_eq!(out.status.code(), Some(2));
    let message = said(&out.stderr);
    assert!(message.contains("styles.zip") && message.contains("--install"), "{message}");
    let nothing = cite(folder.path(), &["styles", "--install", "a.json"]);
    assert_eq!(nothing.status.code(), Some(2));
}
