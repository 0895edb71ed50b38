//! Superscripts typed with carets: `help.^1,2^`.

use std::ops::Range;

use crate::model::document::{DocumentWriter, MarkKind};
use crate::text::span::Span;

/// The longest segment between carets that is taken as a superscript, in bytes.
const LONGEST: usize = 60;

/// Appends a segment of the source as it stands, with carets around superscripts taken off.
///
/// As in Pandoc there may be no white space between the carets, so "10^5 and 10^6" is left alone; but
/// numbers that are listed after a word may have spaces between them: "so.^(4 - 5)^".
pub(crate) fn push_source(writer: &mut DocumentWriter, source: Span) {
    let mut from = source.start;
    while let Some(superscript) = next(writer.source().text(), from..source.end) {
        writer.push_source(Span::new(from, superscript.start - 1));
        let start = writer.here();
        writer.push_source(superscript.clone().into());
        writer.mark(MarkKind::Superscript, start);
        from = superscript.end + 1;
    }
    writer.push_source(Span::new(from, source.end));
}

/// The next segment between carets.
fn next(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let mut open: Option<usize> = None;
    for (at, _) in piece.match_indices('^') {
        if let Some(start) = open
            && at > start
            && at - start <= LONGEST
            && (!piece[start..at].contains(char::is_whitespace) || is_list(piece, start, at))
        {
            return Some(range.start + start..range.start + at);
        }
        open = Some(at + 1);
    }
    None
}

/// Whether there are but numbers with commas, dashes and brackets between two carets, the first of which
/// follows a word or the sign after one: "x^2 - 3^2" is arithmetic.
fn is_list(text: &str, start: usize, end: usize) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '–' | '(' | ')');
    let listed = text[start..end].chars().all(sign) && text[start..end].contains([',', '-', '–']);
    let mut before = text[..start - 1].chars().rev().filter(|c| !c.is_whitespace());
    let word = match before.next() {
        Some(c) if c.is_alphabetic() => before.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric() && c != ')' && c != '^',
        None => false,
    };
    let after = text[end + 1..].chars().next();
    listed && word && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::BlockKind;
    use crate::text::source::Source;

    fn superscript(text: &str) -> (String, Vec<String>) {
        let mut writer = DocumentWriter::new(Source::new("a", text.to_owned()));
        writer.begin(BlockKind::Paragraph);
        push_source(&mut writer, Span::new(0, text.len()));
        let document = writer.finish();
        let marks = document.marks.iter().map(|m| document.slice(m.span).to_owned()).collect();
        (document.text.to_string(), marks)
    }

    #[test]
    fn carets_make_superscripts() {
        assert_eq!(
            superscript("help.^1,2^ So^3^"),
            ("help.1,2 So3\n".into(), vec!["1,2".into(), "3".into()])
        );
    }

    #[test]
    fn powers_are_left_alone() {
        assert_eq!(superscript("10^5 and 10^6"), ("10^5 and 10^6\n".into(), vec![]));
        assert_eq!(superscript("a ^ b ^^ c"), ("a ^ b ^^ c\n".into(), vec![]));
        for sum in ["x^2 - 3^2", "2^3, 4^5", "(a + b)^2, 3^2"] {
            assert_eq!(superscript(sum), (format!("{sum}\n"), vec![]), "{sum}");
        }
    }

    #[test]
    fn listed_numbers_may_have_spaces() {
        assert_eq!(
            superscript("help.^(4 - 5)^"),
            ("help.(4 - 5)\n".into(), vec!["(4 - 5)".into()])
        );
        assert_eq!(superscript("why ^9 ,10^."), ("why 9 ,10.\n".into(), vec!["9 ,10".into()]));
    }
}
