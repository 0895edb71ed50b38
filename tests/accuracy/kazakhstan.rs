//! The paper that the project began with, against its hand-made answers.

use std::fs;

use cite::internals::Analysis;
use cite::{Document, Library, ReferenceId, Severity, check};
use serde_json::Value;

use super::support;
use super::support::score::fields;

struct Paper {
    document: Document,
    gold: Value,
    truth: Value,
}

/// The paper with its answers.
fn paper() -> Paper {
    let folder = support::beside("papers/kazakhstan");
    let json = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).expect("readable");
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let document = Document::open(folder.join("paper.md")).expect("readable");
    Paper { document, gold: json("gold.json"), truth: json("truth.json") }
}

/// Offsets in Unicode scalar values to bytes of the source.
fn bytes(document: &Document, from: &Value, to: &Value) -> (usize, usize) {
    let text = document.source.text();
    let at = |value: &Value| {
        let count = value.as_u64().expect("a number") as usize;
        text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
    };
    (at(from), at(to))
}

pub fn all_entries_are_read_right() {
    let paper = paper();
    let library = Library::none();
    let analysis = Analysis::gather(&paper.document, &library);
    let gold = paper.gold["references"].as_array().expect("a list");
    assert_eq!(analysis.references().len(), gold.len());
    let mut wrong = Vec::new();
    for (reference, gold) in analysis.references().iter().zip(gold) {
        let entry = &reference.entry;
        let fields = fields(gold, Some(entry));
        let unlike = fields.iter().filter(|(wanted, read)| wanted != read);
        wrong.extend(
            unlike.map(|(wanted, read)| format!("{}: {read:?}, not {wanted:?}", gold["id"])),
        );
        let place = entry.text("publisher-place").or(entry.text("event-place"));
        if place != gold["place"].as_str() {
            wrong.push(format!("{}: place {place:?}", gold["id"]));
        }
        if entry.text("URL") != gold["url"].as_str() {
            wrong.push(format!("{}: URL {:?}", gold["id"], entry.text("URL")));
        }
        let accessed: Vec<&str> = reference
            .fields(cite::internals::model::reference::Label::Accessed)
            .map(|field| analysis.text(field.span))
            .collect();
        let wanted: Vec<&str> =
            gold["accessed"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if accessed != wanted {
            wrong.push(format!("{}: accessed {accessed:?}, not {wanted:?}", gold["id"]));
        }
        let kind = match gold["type"].as_str().unwrap_or_default() {
            "journal" => "article-journal",
            "newspaper" => "article-newspaper",
            "conference-paper" => "paper-conference",
            other => other,
        };
        if entry.kind != kind {
            wrong.push(format!("{}: type {}, not {kind}", gold["id"], entry.kind));
        }
        if entry.variables.contains_key("note") {
            wrong.push(format!("{}: note {:?}", gold["id"], entry.text("note")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every citation points to its entry, and no trap is a citation.
pub fn citations_and_traps() {
    let paper = paper();
    let library = Library::none();
    let analysis = Analysis::gather(&paper.document, &library);
    let found: Vec<((usize, usize), Vec<ReferenceId>)> = analysis
        .cited_works()
        .map(|cited_work| {
            let span = paper.document.in_source(cited_work.item.span);
            ((span.start, span.end), cited_work.resolution().references.clone())
        })
        .collect();
    let overlaps = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    let ids: Vec<&str> = paper.gold["references"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|reference| reference["id"].as_str().expect("an id"))
        .collect();
    for citation in paper.gold["citations"].as_array().expect("a list") {
        let place = bytes(&paper.document, &citation["start"], &citation["end"]);
        let there: Vec<_> = found.iter().filter(|(span, _)| overlaps(*span, place)).collect();
        let optional = citation["optional"].as_bool() == Some(true);
        assert!(optional || there.len() == 1, "{citation}: {there:?}");
        for target in citation["targets"].as_array().expect("a list") {
            let index = ids.iter().position(|id| Some(*id) == target.as_str()).expect("an entry");
            assert_eq!(there[0].1, [ReferenceId::new(index)], "{citation}");
        }
    }
    for trap in paper.gold["not_citations"].as_array().expect("a list") {
        let place = bytes(&paper.document, &trap["start"], &trap["end"]);
        assert!(!found.iter().any(|(span, _)| overlaps(*span, place)), "{trap}");
    }
}

pub fn every_wanted_finding_is_made_once() {
    let paper = paper();
    let library = Library::none();
    let analysis = Analysis::gather(&paper.document, &library);
    let findings = check(&paper.document, &library);
    for wanted in paper.truth.as_array().expect("a list") {
        if wanted["optional"].as_bool() == Some(true) {
            continue;
        }
        let rules: &[&str] = match wanted["kind"].as_str().expect("a kind") {
            "s_coauthor" => &["author-mismatch"],
            "s_missing_or_year" => &["missing-reference", "year-mismatch"],
            "s_missing" => &["missing-reference"],
            "s_missing_name" => &["mention-without-citation"],
            "s_org_no_year" => &["missing-year"],
            "s_style" => &["citation-style"],
            "s_two_access_dates" => &["access-date"],
            "s_date_conflict" => &["date-conflict"],
            "s_url_escaped" => &["invalid-url"],
            "s_pages_missing" => &["missing-field"],
            other => panic!("a kind that is not known: {other}"),
        };
        let (start, end) = bytes(&paper.document, &wanted["start"], &wanted["end"]);
        let there = findings.iter().filter(|finding| {
            let span = finding.span.map(|span| paper.document.in_source(span));
            rules.contains(&finding.rule)
                && span.is_some_and(|span| span.start < end && start < span.end)
        });
        assert_eq!(there.count(), 1, "{wanted}");
    }
    assert_eq!(analysis.references().len(), 13);
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error
        || matches!(finding.rule, "missing-reference" | "year-mismatch" | "ibid")));
}

/// Rewritten in a style twice, the second time changes nothing.
#[cfg(feature = "render")]
pub fn rewriting_is_stable() {
    use cite::internals::render::{style::Style, write::markdown};
    use cite::internals::rewrite::paper::rewrite;

    let style = Style::find("apa", &[]).expect("is a style");
    let once = rewrite(&paper().document, &style, None, &markdown::FORMAT).text;
    let document = Document::from_bytes("paper.md", once.clone().into_bytes());
    let twice = rewrite(&document, &style, None, &markdown::FORMAT).text;
    let unlike = once.lines().zip(twice.lines()).find(|(a, b)| a != b);
    assert!(once == twice, "a second time changes {unlike:?}");
}
