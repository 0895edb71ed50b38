//! A paper says the same in every format.
//!
//! `cargo test --test formats -- --nocapture` prints how many of the published papers do.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cite::internals::model::document::MarkKind;
use cite::internals::{Analysis, Evidence, judge};
use cite::{Document, Levels, Library};

use super::paper::Paper;
use super::{docx, epub, jats, latex, odt, support, typst};

/// What is compared.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    entries: Vec<String>,
    citations: Vec<String>,
    links: Vec<String>,
    findings: BTreeSet<String>,
}

impl Reading {
    fn of(document: &Document) -> Reading {
        let library = Library::none();
        let analysis = Analysis::gather(document, &library);
        let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let findings = judge(&analysis, &Evidence::none(), &Levels::new());
        Reading {
            entries: analysis.references().iter().map(|one| bare(&one.raw)).collect(),
            citations: analysis
                .cited_works()
                .map(|one| bare(analysis.text(one.item.span)))
                .collect(),
            links: analysis
                .cited_works()
                .map(|one| {
                    format!(
                        "{} {:?}",
                        bare(analysis.text(one.item.span)),
                        one.resolution().references
                    )
                })
                .collect(),
            findings: findings.iter().map(|one| format!("{}: {}", one.rule, one.message)).collect(),
        }
    }

    /// The first thing that is not the same.
    fn difference(&self, other: &Reading) -> Option<String> {
        let first = |what: &str, a: &[String], b: &[String]| {
            let at = (0..a.len().max(b.len())).find(|&at| a.get(at) != b.get(at))?;
            Some(format!(
                "{what} {at} of {}, {}: {:?} / {:?}",
                a.len(),
                b.len(),
                a.get(at),
                b.get(at)
            ))
        };
        first("entry", &self.entries, &other.entries)
            .or_else(|| first("citation", &self.citations, &other.citations))
            .or_else(|| first("link", &self.links, &other.links))
            .or_else(|| {
                let mut other = self.findings.symmetric_difference(&other.findings);
                other.next().map(|finding| format!("finding {finding}"))
            })
    }
}

/// How a paper is written in a format.
type Write = fn(&Paper) -> Vec<u8>;

/// The formats and how a paper is written in each.
const FORMATS: &[(&str, Write)] = &[
    ("docx", |paper| docx::written(paper, 7)),
    ("odt", odt::written),
    ("epub", epub::written),
    ("jats", jats::written),
];

/// Formats that are typeset.
const TYPESET: &[(&str, Write)] = &[("tex", latex::written), ("typ", typst::written)];

/// Documents in which links or typed code matter, which the writers of typeset papers leave out.
const WITH_LINKS: [&str; 3] = ["page.html", "printed-pages.md", "short-notes.md"];

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
    let mut papers = support::published_papers();
    // While the readers are tuned, half of the papers stay away: FORMATS_HALF=1.
    if std::env::var_os("FORMATS_HALF").is_some() {
        papers = papers.into_iter().step_by(2).collect();
    }
    // One format alone: FORMATS_ONLY=tex.
    let only = std::env::var("FORMATS_ONLY").ok();
    let formats = FORMATS.iter().chain(TYPESET.iter().filter(|_| only.is_some()));
    for (name, write) in formats.filter(|(name, _)| only.as_ref().is_none_or(|only| only == name)) {
        let mut same = 0;
        for folder in &papers {
            let document = Document::open(folder.join("paper.md")).expect("readable");
            let paper = Paper::of_gold(folder);
            let read = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
            match Reading::of(&document).difference(&Reading::of(&read)) {
                None => same += 1,
                Some(what) => println!("{}: {what}", folder.display()),
            }
        }
        println!("{name}: {same} of {} papers say the same", papers.len());
        // Two of the 55 papers differ.
        assert!(same + papers.len() / 27 >= papers.len(), "{name}: {same} of {}", papers.len());
    }
}
