//! Why each citation was tied to what it was tied to, what was not taken for a citation, and what
//! speaks for and against each finding, those too that were too unsure to be made.

use crate::analysis::grounds::described;
use crate::analysis::{Analysis, CitedWork};
use crate::confidence::level;
use crate::judge::weighed;
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::model::finding::Finding;
use crate::model::ids::ReferenceId;
use crate::report::checked::Checked;
use crate::report::format::Format;
use crate::report::json::Place;
use crate::text::span::Span;

/// One line for each cited work, with its reasons, one for each candidate that was left out, and one
/// for each finding that was weighed.
pub(crate) const FORMAT: Format = Format {
    name: "matches",
    about: "why each citation was tied, or not",
    head: String::new,
    shown: false,
    document: |checked, _| document(checked),
    unreadable: |_, _| String::new(),
    between: "",
    tail: |_| String::new(),
};

fn document(checked: &Checked) -> String {
    let analysis = &checked.analysis;
    let explained = &analysis.explained;
    let mut lines = vec![format!(
        "{}: cites by {}; {} of {} cited works tied, {} of {} entries reached",
        analysis.document.path().display(),
        analysis.system.described(),
        explained.tied,
        explained.cited,
        explained.reached,
        explained.listed,
    )];
    if !analysis.list_choice.is_empty() {
        lines.push(format!("  the list was read otherwise than first: {}", analysis.list_choice));
    }
    lines.extend(analysis.cited_works().map(|cited_work| matched(analysis, &cited_work)));
    lines.extend(analysis.left_out.iter().map(|one| {
        let place = place(analysis.document, one.span);
        let text = one_line(analysis.text(one.span));
        format!("{place}: \"{text}\" is not taken for a citation: {}", one.reason)
    }));
    let said = checked.findings.iter().filter(|one| one.confidence.is_some());
    lines.extend(said.map(|one| weighed_finding(analysis.document, one, one.severity.to_string())));
    let found = weighed(analysis, &Evidence::none());
    let unsaid = found.iter().filter(|one| level(one).is_none());
    let unsaid = unsaid.map(|one| weighed_finding(analysis.document, one, "not said".to_owned()));
    lines.extend(unsaid);
    lines.join("\n") + "\n"
}

/// A finding with how sure it is, and what speaks for and against it.
fn weighed_finding(document: &Document, finding: &Finding, level: String) -> String {
    let place = place(document, finding.span.unwrap_or_default());
    let facts: Vec<&str> = finding.grounds.iter().map(|name| described(name)).collect();
    let sure = finding.confidence.unwrap_or(1.0) * 100.0;
    let (rule, message) = (finding.rule, &finding.message);
    format!("{place}: {level}: {message} ({rule}, {sure:.0} % sure): {}", facts.join("; "))
}

/// What a cited work was tied to, and why.
fn matched(analysis: &Analysis, cited_work: &CitedWork) -> String {
    let (item, resolution) = (cited_work.item, cited_work.resolution());
    let entries: Vec<String> =
        resolution.references.iter().map(|index| entry(analysis, *index)).collect();
    let target = match (entries.as_slice(), resolution.record, item.exempt) {
        ([], Some(_), _) => "a record of the library".to_owned(),
        ([], None, Some(_)) => "needs no entry".to_owned(),
        ([], None, None) => "no entry".to_owned(),
        _ => entries.join(" or "),
    };
    let kind =
        resolution.match_kind.map_or(String::new(), |kind| format!(" ({})", kind.described()));
    let found = analysis.signals(cited_work);
    let reasons: Vec<&str> = found.into_iter().map(|signal| signal.described()).collect();
    let place = place(analysis.document, item.span);
    let text = one_line(analysis.text(item.span));
    format!("{place}: \"{text}\" -> {target}{kind}: {}", reasons.join("; "))
}

/// An entry by its number in the list and its first words.
fn entry(analysis: &Analysis, id: ReferenceId) -> String {
    let raw = &analysis.reference(id).raw;
    format!("entry {} \"{}\"", id.index() + 1, one_line(raw))
}

/// The beginning of a text, on one line.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn place(document: &Document, span: Span) -> String {
    let place = Place::of(document, span);
    format!("  {}:{}", place.line, place.column)
}
