//! A paper says the same in every format.
//!
//! `cargo bench --bench documents -- papers` prints how many of the published papers do.

use std::fs;
use std::path::PathBuf;

use cite::Document;
use cite::internals::model::document::MarkKind;

use super::paper::Paper;
use super::reading::Reading;
#[cfg(feature = "rtf")]
use super::rtf;
use super::{docx, epub, jats, latex, odt, support, typst};

/// How a paper is written in a format.
type Write = fn(&Paper) -> Vec<u8>;

/// The formats and how a paper is written in each.
const FORMATS: &[(&str, Write)] = &[
    ("docx", |paper| docx::written(paper, 7)),
    ("odt", odt::written),
    ("epub", epub::written),
    ("jats", jats::written),
    #[cfg(feature = "rtf")]
    ("rtf", rtf::written),
];

/// Formats that are typeset.
const TYPESET: &[(&str, Write)] = &[("tex", latex::written), ("typ", typst::written)];

/// Documents in which links or typed code matter, which the writers of typeset papers leave out.
const WITH_LINKS: [&str; 3] = ["page.html", "printed-pages.md", "short-notes.md"];

/// Formats of which the text of a link is read and not where it leads, and the document that needs it.
const WITHOUT_TARGETS: (&str, &str) = ("rtf", "printed-pages.md");

#[test]
fn our_documents_say_the_same_typeset() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir("tests/documents").expect("documents") {
        let path = entry.expect("readable").path();
        if WITH_LINKS.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let document = Document::open(&path).expect("readable");
        if document.marks.iter().any(|mark| mark.kind == MarkKind::Code) {
            continue;
        }
        let paper = Paper::of(&document);
        for (name, write) in TYPESET {
            let read = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
            if let Some(what) = Reading::of(&document).difference(&Reading::of(&read)) {
                wrong.push(format!("{} as {name}: {what}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn our_documents_say_the_same_in_every_format() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir("tests/documents").expect("documents") {
        let path = entry.expect("readable").path();
        let document = Document::open(&path).expect("readable");
        // Word has no mark for program text.
        if document.marks.iter().any(|mark| mark.kind == MarkKind::Code) {
            continue;
        }
        let paper = Paper::of(&document);
        for (name, write) in FORMATS {
            if *name == WITHOUT_TARGETS.0 && path.ends_with(WITHOUT_TARGETS.1) {
                continue;
            }
            let read = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
            if let Some(what) = Reading::of(&document).difference(&Reading::of(&read)) {
                wrong.push(format!("{} as {name}: {what}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn published_papers_say_the_same_in_every_format() {
    // `cargo bench --bench documents -- papers` reads them all.
    let papers: Vec<PathBuf> = support::published_papers().into_iter().skip(1).step_by(9).collect();
    let mut wrong = Vec::new();
    for folder in &papers {
        let document = Document::open(folder.join("paper.md")).expect("readable");
        let reading = Reading::of(&document);
        let paper = Paper::of_gold(folder);
        for (name, write) in FORMATS.iter().chain(TYPESET) {
            let read = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
            if let Some(what) = reading.difference(&Reading::of(&read)) {
                wrong.push(format!("{} as {name}: {what}", folder.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
