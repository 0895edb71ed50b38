//! Papers whose expected findings are marked in the text: `{rule}` at the end of a line, or
//! `<!-- {rule} -->`, which leaves the paper as it is.

#[allow(dead_code)]
pub mod score;

use std::path::{Path, PathBuf};

use cite::internals::links::document::of_document;
use cite::internals::model::evidence::{Evidence, VerifiedLink};
use cite::internals::{Analysis, judge};
use cite::{Document, Finding, Levels, Library};

/// Checks a marked paper: each mark must be found on its line, and nothing else may be found.
/// Gives what is wrong, a line each; empty if all is right.
#[allow(dead_code)]
pub fn differences(name: &str, marked: &str) -> Vec<String> {
    let (text, expected) = parted(marked);
    let document = Document::from_bytes(name, text.into_bytes());
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let findings = judge(&analysis, &evidence(&analysis), &Levels::new());
    unlike(name, &document, findings, &expected)
}

/// Checks a marked library in BibLaTeX in the same way.
#[allow(dead_code)]
pub fn differences_of_library(name: &str, marked: &str) -> Vec<String> {
    let (text, expected) = parted(marked);
    let format = cite::internals::bibliography::formats::by_name("biblatex").expect("is a format");
    let library = Library::of_text(name, text, format);
    let files = cite::check_library(&library).into_iter();
    files.flat_map(|(document, found)| unlike(name, &document, found, &expected)).collect()
}

/// What was found and not expected, and the other way round.
#[allow(dead_code)]
fn unlike(
    name: &str,
    document: &Document,
    findings: Vec<Finding>,
    expected: &[(usize, String)],
) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for finding in findings {
        let place = finding.span.map(|span| document.in_source(span).start);
        // What concerns the whole is marked on the first line.
        let line = place.map_or(1, |start| document.source.position(start).line);
        found.push((line, finding.rule.to_owned()));
    }
    let mut wrong = Vec::new();
    for (line, rule) in expected {
        match found.iter().position(|one| one == &(*line, rule.clone())) {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("{name}:{line}: {rule} was not found")),
        }
    }
    wrong.extend(found.iter().map(|(line, rule)| format!("{name}:{line}: {rule} is not marked")));
    wrong
}

/// What a paper says in comments of its own that the network said: `<!-- network: {…} -->` with the
/// address and what was found.
#[allow(dead_code)]
fn evidence(analysis: &Analysis) -> Evidence {
    let said: Vec<serde_json::Value> = analysis
        .document
        .comments
        .iter()
        .filter_map(|comment| comment.text.trim().strip_prefix("network:"))
        .map(|json| serde_json::from_str(json).expect("evidence"))
        .collect();
    let links = of_document(analysis.document, &analysis.list).into_iter();
    let verified = links.filter_map(|link| {
        let said = said.iter().find(|said| said["url"] == link.url.as_str())?;
        let evidence = serde_json::from_value(said.clone()).expect("evidence");
        Some(VerifiedLink { link, evidence })
    });
    Evidence { links: verified.collect() }
}

/// The paper without its marks, and the marks: line from 1, rule.
#[allow(dead_code)]
fn parted(marked: &str) -> (String, Vec<(usize, String)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (index, line) in marked.lines().enumerate() {
        let mut rest = line.trim_end();
        if let Some((_, comment)) =
            rest.strip_suffix("-->").and_then(|line| line.rsplit_once("<!--"))
        {
            let mut inside = comment.trim_end();
            while let Some((before, rule)) = mark_at_end(inside) {
                marks.push((index + 1, rule.to_owned()));
                inside = before.trim_end();
            }
        }
        while let Some((before, rule)) = mark_at_end(rest) {
            marks.push((index + 1, rule.to_owned()));
            rest = before.trim_end();
        }
        text.push_str(rest);
        text.push('\n');
    }
    (text, marks)
}

#[allow(dead_code)]
fn mark_at_end(line: &str) -> Option<(&str, &str)> {
    let (before, rule) = line.strip_suffix('}')?.rsplit_once('{')?;
    let named = rule.starts_with(|c: char| c.is_ascii_lowercase())
        && rule.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    named.then_some((before, rule))
}

/// A corpus of ours: texts with known answers (`NOTICE.md` there says whose they are).
#[allow(dead_code)]
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// A larger corpus beside the repository, which is not on every machine.
#[allow(dead_code)]
pub fn beside(what: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(what)
}

/// The folders of the published papers in the repository.
#[allow(dead_code)]
pub fn corpus_papers() -> Vec<PathBuf> {
    papers_in(&corpus().join("papers"))
}

/// The folders of the published papers beside the repository; of those in it where they are not at hand.
#[allow(dead_code)]
pub fn published_papers() -> Vec<PathBuf> {
    let beside = beside("data/papers");
    if beside.exists() { papers_in(&beside) } else { corpus_papers() }
}

/// The folders that hold a paper with its answers, by name.
#[allow(dead_code)]
pub fn papers_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("papers");
    let folders = entries.map(|entry| entry.expect("readable").path());
    let mut papers: Vec<PathBuf> = folders.filter(|path| path.join("gold.json").exists()).collect();
    papers.sort();
    papers
}
