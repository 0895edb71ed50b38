//! The beginning of a text on one line.

use crate::text::span::Span;

/// How many characters of a place are shown at most.
pub(crate) const LONGEST: usize = 60;

/// Returns a text on one line, cut to `longest` characters where it is longer.
pub(crate) fn excerpt(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Returns the beginning of a place of a text: of a longer one the first line, cut to
/// [`LONGEST`] characters at a word.
pub(crate) fn underlined(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let line = said.find('\n').unwrap_or(said.len());
    let Some((cut, _)) = said[..line].char_indices().nth(LONGEST) else {
        return Span::new(span.start, span.start + line);
    };
    let word = said[..cut].rfind(char::is_whitespace).filter(|at| *at > 0);
    Span::new(span.start, span.start + word.unwrap_or(cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_at_a_word() {
        let text = format!("{} end", "Қазақ word ".repeat(10));
        let span = underlined(&text, Span::new(0, text.len()));
        assert!(span.of(&text).ends_with("word") || span.of(&text).ends_with("Қазақ"));
        assert!(span.of(&text).chars().count() <= LONGEST);
        assert_eq!(underlined("one\ntwo", Span::new(0, 7)), Span::new(0, 3));
        assert_eq!(underlined("one two", Span::new(4, 7)), Span::new(4, 7));
        assert_eq!(excerpt(" a\n b ", 9), "a b");
        assert_eq!(excerpt("abcdef", 3), "abc…");
    }
}
