//! Which lines of a list can be part of an entry.

use crate::model::document::{BlockKind, Document, MarkKind};
use crate::references::lines::Line;
use crate::references::reference_score::{has_year, score};

/// A text that scores as much as this looks like a reference.
const LIKE: f32 = 3.0;

/// The lines that can be part of an entry: no sub-headings, page numbers and lines drawn under
/// headings. What follows a label of its own line begins again.
pub(super) fn parts(document: &Document, lines: &[Line]) -> Vec<Line> {
    let headings = headings_are_entries(document, lines);
    let mut parts = Vec::with_capacity(lines.len());
    let mut after_label = false;
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| lines[before].block);
        after_label &= before == Some(line.block);
        if is_label(document, line) || is_underlined(document, lines, at) {
            after_label = true;
        } else if is_part(document, line, headings) {
            parts.push(Line { first: line.first || after_label, ..*line });
            after_label = false;
        }
    }
    parts
}

/// Whether a list has its entries set as headings: most of its headings read as entries.
fn headings_are_entries(document: &Document, lines: &[Line]) -> bool {
    let is_heading =
        |line: &&Line| matches!(document.block(line.block).kind, BlockKind::Heading(_));
    let headings: Vec<&Line> = lines.iter().filter(is_heading).collect();
    let like = headings.iter().filter(|line| score(document.slice(line.span)) >= LIKE);
    headings.len() > 1 && like.count() * 2 > headings.len()
}

fn is_part(document: &Document, line: &Line, headings: bool) -> bool {
    let text = document.slice(line.span);
    let kind = match document.block(line.block).kind {
        BlockKind::Paragraph | BlockKind::ListItem { .. } => true,
        BlockKind::Heading(_) => headings,
        _ => false,
    };
    let number = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    kind && !is_drawn(text)
        && !(is_links(document, line) && text.len() < 100 && !has_year(text))
        && !(line.first && text.len() < 6 && number)
}

/// Whether a line is set bold as a whole and names a part of the list: "**Books:**".
fn is_label(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span).trim_end_matches([':', '：']);
    let bold = document.marks_in(line.span).any(|mark| {
        mark.kind == MarkKind::Strong
            && mark.span.len() >= text.len()
            && mark.span.overlaps(line.span)
    });
    line.first && bold && text.len() < 60 && !has_year(text)
}

/// Whether a line is drawn and not written: "-----".
fn is_drawn(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '~' | '_' | '*' | '─' | '═'))
}

/// Whether a line names a part of the list: a line is drawn under it.
fn is_underlined(document: &Document, lines: &[Line], at: usize) -> bool {
    let text = document.slice(lines[at].span);
    let under = lines.get(at + 1).map_or("", |line| document.slice(line.span));
    is_drawn(under) && text.len() < 60 && !has_year(text) && !is_drawn(text)
}

/// Whether nothing but links stands on a line: "\[Online\](…). \[Preprint\](…)."
pub(super) fn is_links(document: &Document, line: &Line) -> bool {
    let text = document.slice(line.span);
    let linked: usize = document
        .marks_in(line.span)
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .map(|mark| mark.span.len())
        .sum();
    let rest = text.len().saturating_sub(linked);
    linked > 0 && rest <= text.chars().filter(|c| !c.is_alphanumeric()).count()
}
