//! Segments in quotation marks or italics: a field that begins with one ends with it.

use crate::references::crf::Scores;
use crate::references::tokens::Token;
use crate::text::span::Span;

/// A segment that quotation marks or italics enclose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The text between the marks.
    pub span: Span,
    /// Whether quotation marks stand around it; else it is emphasised.
    pub quoted: bool,
}

/// Longer segments are no titles: a mark was left out.
const LONGEST: usize = 500;

/// The segments of a text in order: those in quotation marks, and of `emphasised` those that lie
/// outside these.
pub(crate) fn frames(text: &str, emphasised: &[Span]) -> Vec<Frame> {
    let mut frames: Vec<Frame> =
        quoted(text).into_iter().map(|span| Frame { span, quoted: true }).collect();
    for &span in emphasised {
        if !frames.iter().any(|frame| frame.span.overlaps(span)) {
            frames.push(Frame { span, quoted: false });
        }
    }
    frames.sort_by_key(|frame| frame.span);
    frames
}

/// The segments in quotation marks that no other such segment holds.
fn quoted(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, open) in text.char_indices() {
        if at < from || !opens(text, at, open) {
            continue;
        }
        let start = at + open.len_utf8();
        if let Some(end) = closing(text, start, open) {
            found.push(Span::new(start, end));
            from = end + 1;
        }
    }
    found
}

/// Whether a quotation begins with the character at `at`.
fn opens(text: &str, at: usize, open: char) -> bool {
    let after_space =
        || text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([".contains(c));
    match open {
        '“' | '„' | '«' | '「' | '『' | '《' => true,
        '‘' | '”' | '"' | '\'' => after_space(),
        _ => false,
    }
}

/// Where the quotation that begins at `start` ends.
fn closing(text: &str, start: usize, open: char) -> Option<usize> {
    let closes = |(at, c): &(usize, char)| match open {
        '“' | '”' => *c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => *c == '»',
        '「' => *c == '」',
        '『' => *c == '』',
        '《' => *c == '》',
        '"' => *c == '"',
        '‘' => *c == '’' && (ends_word(&text[start..], *at, *c) || is_glued(&text[start..], *at)),
        _ => *c == '\'' && ends_word(&text[start..], *at, *c),
    };
    let near = &text[start..text.floor_char_boundary(start + LONGEST)];
    near.char_indices().find(closes).map(|(at, _)| start + at).filter(|end| *end > start)
}

/// Whether a mark that may be an apostrophe ends a quotation: a sign stands on one of its sides.
fn ends_word(text: &str, at: usize, mark: char) -> bool {
    let signs = |c: char| ".,;:?!)]".contains(c);
    let before = text[..at].chars().next_back().is_some_and(signs);
    let mut after = text[at + mark.len_utf8()..].chars();
    match after.next() {
        None => true,
        Some(c) => signs(c) || before && c.is_whitespace(),
    }
}

/// Whether the mark at `at` closes a quotation though a word follows straight: "‘Dry rivers’Steppe
/// Journal". In "d’Arc" and "O’Neil" it is an apostrophe.
fn is_glued(text: &str, at: usize) -> bool {
    /// No elided word has as many letters.
    const WORD: usize = 3;
    let before = text[..at].chars().rev().take_while(|c| c.is_lowercase()).take(WORD).count();
    let capital = |after: &str| after.starts_with(char::is_uppercase);
    before == WORD && text[at..].strip_prefix('’').is_some_and(capital)
}

/// How unlikely it is that a field ends inside a quotation, and inside an emphasised segment.
const INSIDE: [f32; 2] = [4.0, 3.0];

/// How much likelier a field begins or ends where a segment does than elsewhere.
const EDGE: [f32; 2] = [3.0, 2.5];

/// Weighs what the segments say about where fields begin and end.
pub(crate) fn weigh(text: &str, tokens: &[Token], frames: &[Frame], scores: &mut [Scores]) {
    for frame in frames {
        let first = tokens.partition_point(|token| token.whole.start < frame.span.start);
        let end = tokens.partition_point(|token| token.whole.end <= frame.span.end);
        // What is emphasised before a number is the journal, though no sign parts it from the title: "Wells
        // of the south *Steppe Rivers*, 8".
        let number = tokens.get(end).is_some_and(|next| is_number(text, next));
        let journal = !frame.quoted && number && first > 0 && end > first;
        if end < first + 2 && !journal {
            continue;
        }
        let kind = usize::from(!frame.quoted);
        let inside = (first + 1..end).filter(|at| !is_number(text, &tokens[*at]));
        inside.for_each(|at| add(scores, at, -INSIDE[kind]));
        let before = first.checked_sub(1).map_or(0, |before| tokens[before].whole.end);
        // A segment may begin inside a token: an address with a quotation mark in it.
        let between = text.get(before..frame.span.start);
        // What is emphasised within a bracket of a title is no field: "Vines (*Vitis vinifera* L.)".
        let bounds = |between: &str| match frame.quoted {
            true => between.contains(is_border),
            false => between.trim_end().trim_end_matches(['(', '[']).contains(is_border),
        };
        if first == 0 || journal || between.is_some_and(bounds) {
            add(scores, first, EDGE[kind]);
            let next = tokens.get(end).map_or(text.len(), |next| next.whole.start);
            let after = &text[tokens[end - 1].whole.end..next];
            let glued = frame.quoted && after == "’";
            if number || glued || after.contains(is_border) && !after.contains(':') {
                add(scores, end, EDGE[kind]);
            }
        }
    }
}

/// Makes it likelier or less likely that a field begins with a token.
fn add(scores: &mut [Scores], at: usize, what: f32) {
    if let Some(score) = scores.get_mut(at) {
        score.start.iter_mut().for_each(|start| *start += what);
    }
}

/// Whether a sign may stand between two fields.
fn is_border(c: char) -> bool {
    ".,:;()[]?!–—".contains(c)
}

fn is_number(text: &str, token: &Token) -> bool {
    token.known.is_some() || token.span.of(text).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn quotations_of_many_kinds() {
        assert_eq!(found("Lind, A. “Dry ‘rivers’,” J 3"), ["Dry ‘rivers’,"]);
        assert_eq!(found("Lind A. „Trockene Flüsse“, «Acta»"), ["Trockene Flüsse", "Acta"]);
        assert_eq!(found("Lind, ”Dry rivers,” J"), ["Dry rivers,"]);
        assert_eq!(found("Lind, A. ‘The farmers’ wells’, J"), ["The farmers’ wells"]);
        assert_eq!(found("O'Neil, J. 'Wells of the poor', J"), ["Wells of the poor"]);
        assert_eq!(found("Lind, A.: ‘The O’Neil wells’Steppe J., 2010"), ["The O’Neil wells"]);
        assert!(found("O'Neil's and d’Arc’s wells, 5\" wide").is_empty());
    }
}
