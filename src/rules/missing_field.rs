//! A field that this kind of work needs is not there.
//!
//! A journal article needs its pages (or an article number) beside volume and issue, unless a DOI
//! or an address leads to it; a chapter the book it is in; a thesis its school or place. Without them the
//! work is hard to find and to tell from others. In a library, what the BibLaTeX manual (§ 2.1.1)
//! requires of each type is looked for too: title, creators, date, journal, institution, address.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2). {missing-field}
//! ```
//!
//! ```bib
//! @article{hurd1999, author = {Hurd, Ian}, title = {Legitimacy}, date = {1999}, doi = {10.1162/002081899550913}} {missing-field}
//! ```

use crate::analysis::Analysis;
use crate::lexicon::lists::list;
use crate::lexicon::scripts::is_unspaced;
use crate::model::entry::{Entry, Value};
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::{Label, Reference};
use crate::rules::rule::Rule;
use crate::rules::words::kind_name;
use crate::text::fold::{fold, is_dash};

/// A field that this kind of work needs is not there.
pub(crate) const RULE: Rule = Rule {
    name: "missing-field",
    severity: Severity::Warning,
    head: head!("missing_field.rs"),
    check,
};

/// A lack: which kind of work, what it lacks, and how sure it is that this is a fault.
struct Lack {
    kind: &'static str,
    what: &'static str,
    severity: Severity,
    is_lacking: fn(&Entry) -> bool,
}

/// What works of each kind may lack, the most severe first.
const LACKS: &[Lack] = &[
    Lack {
        kind: "article-journal",
        what: "pages or an article number",
        severity: Severity::Warning,
        is_lacking: |entry| has(entry, "volume") && lacks(entry, &["page", "number", "DOI", "URL"]),
    },
    Lack {
        kind: "article-journal",
        what: "volume, issue and pages",
        severity: Severity::Hint,
        is_lacking: |entry| lacks(entry, &["volume", "issue", "page", "DOI"]),
    },
    Lack {
        kind: "chapter",
        what: "the book it is in",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["container-title"]),
    },
    Lack {
        kind: "thesis",
        what: "its school",
        severity: Severity::Hint,
        // Russian abstracts of theses have their place alone (GOST 7.1).
        is_lacking: |entry| lacks(entry, &["publisher"]) && lacks(entry, &["publisher-place"]),
    },
];

/// What records of a library may lack besides; where no kind is given, those of all kinds. A typed
/// list is too often read wrong to ask it for this.
const RECORD_LACKS: &[Lack] = &[
    Lack {
        kind: "",
        what: "a title",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["title"]),
    },
    Lack {
        kind: "article-journal",
        what: "the journal",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["container-title"]),
    },
    Lack {
        kind: "paper-conference",
        what: "the proceedings",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["container-title", "event-title"]),
    },
    Lack {
        kind: "report",
        what: "the institution",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["publisher"]),
    },
    Lack {
        kind: "webpage",
        what: "its address",
        severity: Severity::Warning,
        is_lacking: |entry| lacks(entry, &["URL", "DOI"]),
    },
    Lack {
        kind: "",
        what: "an author or editor",
        severity: Severity::Hint,
        is_lacking: |entry| is_printed(entry) && entry.creators().is_empty(),
    },
    Lack {
        kind: "",
        what: "a date",
        severity: Severity::Warning,
        is_lacking: |entry| is_printed(entry) && lacks(entry, &["issued", "status"]),
    },
];

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    if analysis.library_file.is_some() {
        return check_records(analysis);
    }
    let references = analysis.each_reference();
    let lacking = references.filter_map(|(index, reference)| {
        let of_kind =
            |lack: &&Lack| lack.kind == reference.entry.kind && (lack.is_lacking)(&reference.entry);
        let lack = LACKS.iter().find(of_kind).filter(|_| !is_coming(analysis, index))?;
        let in_doubt = !is_surely_of_kind(reference)
            || has_range(&reference.raw)
            || has_further_number(reference)
            // Scripts without spaces say by form what others say by words: "[D].兰州大学".
            || reference.raw.chars().any(is_unspaced);
        if in_doubt {
            return None;
        }
        let finding = RULE
            .finding(format!("this {} lacks {}", kind_name(&reference.entry.kind), lack.what))
            .at(reference.span)
            .reference(index)
            .help("add it");
        Some(Finding { severity: lack.severity, ..finding })
    });
    lacking.collect()
}

/// A kind that is less sure than this is in doubt.
const SURE: f32 = 0.95;

/// Whether the entry has what only works of its kind have: a volume and a journal, or their like. A
/// typed entry whose kind is in doubt cannot be said to lack fields.
fn is_surely_of_kind(reference: &Reference) -> bool {
    let entry = &reference.entry;
    if reference.kind_confidence < SURE {
        return false;
    }
    match entry.kind.as_str() {
        "article-journal" => {
            let by_person = entry.creators().first().is_some_and(|name| name.given.is_some());
            // A place and its publisher, or an edition, were taken for a journal: the volume is one of a
            // series.
            let is_edition = |word: &str| list("edition-label").contains(&fold(word).as_str());
            let journal = entry.text("container-title").is_some_and(|title| {
                let last = title.split(' ').next_back().unwrap_or_default();
                let series =
                    title.split(' ').any(|word| list("series-word").contains(&&*fold(word)));
                let in_series = series && !has(entry, "issue");
                has(entry, "volume") && !in_series && !title.contains(": ") && !is_edition(last)
            });
            by_person && journal && !has(entry, "publisher")
        }
        "chapter" => has(entry, "page"),
        _ => true,
    }
}

/// Whether a range of numbers stands in the entry: its pages, though they were not read as such.
fn has_range(raw: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    raw.char_indices().filter(|(_, c)| is_dash(*c)).any(|(at, dash)| {
        let before = raw[..at].trim_end().chars().next_back();
        let after =
            raw[at + dash.len_utf8()..].trim_start_matches(|c: char| is_dash(c) || c == ' ');
        digit(before) && digit(after.chars().next())
    })
}

/// Whether a number stands behind the volume that is neither the issue nor the year: an article number,
/// a page with letters, or a date on which it was read online.
fn has_further_number(reference: &Reference) -> bool {
    let Some(volume) = reference.field(Label::Volume) else { return false };
    let after = volume.span.end.saturating_sub(reference.span.start);
    let rest = reference.raw.get(after..).unwrap_or_default();
    let issue = reference.field(Label::Issue).map(|field| field.span);
    let issue = issue.map_or("", |span| {
        let start = reference.span.start;
        let inside = span.start.saturating_sub(start)..span.end.saturating_sub(start);
        reference.raw.get(inside).unwrap_or_default()
    });
    // The issue may stand in a bracket that was not read.
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((_, rest)) => rest,
        None => rest,
    };
    let year = reference.entry.date("issued").and_then(|date| date.year());
    let year = year.map_or(String::new(), |year| year.to_string());
    let mut numbers = rest.split(|c: char| !c.is_alphanumeric());
    numbers.any(|number| {
        number.contains(|c: char| c.is_ascii_digit())
            && (year.is_empty() || !number.starts_with(&year))
            && !issue.contains(number)
    })
}

/// All that each record lacks, in one finding.
fn check_records(analysis: &Analysis) -> Vec<Finding> {
    let records = analysis.each_reference();
    let lacking = records.filter(|(_, record)| !holds_data_only(&record.entry));
    let findings = lacking.filter_map(|(index, record)| {
        let entry = &record.entry;
        let of_kind = |lack: &&Lack| lack.kind.is_empty() || lack.kind == entry.kind;
        let all = LACKS.iter().chain(RECORD_LACKS).filter(of_kind);
        let all: Vec<&Lack> = all.filter(|lack| (lack.is_lacking)(entry)).collect();
        let severity = all.iter().map(|lack| lack.severity).max()?;
        let what: Vec<&str> = all.iter().map(|lack| lack.what).collect();
        let finding = RULE
            .finding(format!("\"{}\" lacks {}", entry.id, what.join("; ")))
            .at(record.span)
            .reference(index)
            .help("add it");
        Some(Finding { severity, ..finding })
    });
    findings.collect()
}

/// Entries of a .bib file from which others take fields, or which only group others.
fn holds_data_only(entry: &Entry) -> bool {
    let Some(Value::Other(custom)) = entry.variables.get("custom") else {
        return false;
    };
    matches!(custom["biblatex"]["entrytype"].as_str(), Some("xdata" | "set"))
}

/// Of a kind that comes out on a day and has creators.
fn is_printed(entry: &Entry) -> bool {
    let kind = entry.kind.as_str();
    kind.starts_with("article")
        || ["book", "chapter", "paper-conference", "report", "thesis"].contains(&kind)
}

fn has(entry: &Entry, variable: &str) -> bool {
    entry.variables.contains_key(variable)
}

fn lacks(entry: &Entry, variables: &[&str]) -> bool {
    !variables.iter().any(|variable| has(entry, variable))
}

/// Not out yet, so without volume and pages: its year is a word, such as "in press".
fn is_coming(analysis: &Analysis, index: ReferenceId) -> bool {
    let year = analysis.citation_index.work(index).year.as_deref();
    year.is_some_and(|year| !year.starts_with(|c: char| c.is_ascii_digit()))
}
