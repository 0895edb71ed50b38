//! Commands, groups and arguments in LaTeX source.

use crate::text::span::Span;

/// A position in LaTeX source, with the ways to step over its constructs. Never moves past the end.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'s> {
    /// The whole source.
    pub source: &'s str,
    /// The byte that is read next.
    pub at: usize,
    /// Where reading ends.
    pub end: usize,
}

impl<'s> Scanner<'s> {
    /// A scanner over a segment of source.
    pub(crate) fn new(source: &'s str, span: Span) -> Scanner<'s> {
        Scanner { source, at: span.start, end: span.end }
    }

    /// What is left to read.
    pub(crate) fn rest(&self) -> &'s str {
        &self.source[self.at..self.end]
    }

    /// The next character, which is not consumed.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Consumes `prefix` if it comes next.
    pub(crate) fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }

    /// The name of the command at the cursor, which is just after a backslash: a run of ASCII letters
    /// (and `@`), or one other character. White space after it is left.
    pub(crate) fn command_name(&mut self) -> &'s str {
        let rest = self.rest();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '@');
        let end = match letters.unwrap_or(rest.len()) {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        self.at += end;
        &rest[..end]
    }

    /// Goes behind the next backslash outside comments, where the name of a command may begin. Returns
    /// where the backslash is; none at the end of the source.
    pub(crate) fn next_command(&mut self) -> Option<usize> {
        while let Some(at) = self.rest().find(['\\', '%']) {
            let start = self.at + at;
            self.at = start + 1;
            match self.source[start..].starts_with('%') {
                true => self.skip_line(),
                false => return Some(start),
            }
        }
        None
    }

    /// Skips white space that does not hold an empty line, and comments to their line ends.
    pub(crate) fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            if rest[..blank].matches('\n').count() > 1 {
                return;
            }
            self.at += blank;
            if self.peek() != Some('%') {
                return;
            }
            self.skip_line();
        }
    }

    /// Moves past the end of the line.
    pub(crate) fn skip_line(&mut self) {
        self.at = match self.rest().find('\n') {
            Some(at) => self.at + at + 1,
            None => self.end,
        };
    }

    /// The inside of the argument in braces that comes next, which is consumed. A brace that is never
    /// closed ends with the paragraph.
    pub(crate) fn braced(&mut self) -> Option<Span> {
        self.enclosed('{', '}')
    }

    /// The inside of the argument in square brackets that comes next, which is consumed.
    pub(crate) fn bracketed(&mut self) -> Option<Span> {
        self.enclosed('[', ']')
    }

    fn enclosed(&mut self, open: char, close: char) -> Option<Span> {
        let before = self.at;
        self.skip_blank();
        if self.peek() != Some(open) {
            self.at = before;
            return None;
        }
        let start = self.at + 1;
        let Some(end) = self.closing(start, close) else {
            self.at = before;
            return None;
        };
        self.at = end + 1;
        Some(Span::new(start, end))
    }

    /// Where the `close` stands that ends the argument which begins at `start`.
    fn closing(&self, start: usize, close: char) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let (mut at, mut depth) = (start, 0_usize);
        while at < self.end {
            match bytes[at] {
                b'\\' => at += 1,
                b'%' => at += self.source[at..self.end].find('\n')?,
                c if depth == 0 && c == close as u8 => return Some(at),
                b'{' => depth += 1,
                b'}' if depth == 0 => return None,
                b'}' => depth -= 1,
                // An argument does not go beyond its paragraph: the brace was never closed.
                b'\n' if self.is_blank_line(at + 1) => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn is_blank_line(&self, at: usize) -> bool {
        let rest = self.source.get(at..self.end).unwrap_or("");
        rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    /// The inside of the environment `name`, whose `\begin{…}` was consumed; its end is consumed. An
    /// environment without end goes to the end of the source.
    pub(crate) fn environment(&mut self, name: &str) -> Span {
        let start = self.at;
        let close = format!("\\end{{{name}}}");
        let (end, after) = match self.rest().find(&close) {
            Some(at) => (start + at, start + at + close.len()),
            None => (self.end, self.end),
        };
        self.at = after;
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanner(source: &str) -> Scanner<'_> {
        Scanner::new(source, Span::new(0, source.len()))
    }

    #[test]
    fn arguments() {
        let source = "  [see] {a{b}\\}c} x";
        let mut scanner = scanner(source);
        assert_eq!(scanner.braced(), None);
        assert_eq!(scanner.bracketed().map(|span| span.of(source)), Some("see"));
        assert_eq!(scanner.braced().map(|span| span.of(source)), Some("a{b}\\}c"));
        assert_eq!(scanner.rest(), " x");
    }

    #[test]
    fn an_open_brace_ends_with_its_paragraph() {
        assert_eq!(scanner("{a\n\nb}").braced(), None);
        assert_eq!(scanner("{a % }\n b").braced(), None);
    }

    #[test]
    fn names() {
        let mut one = scanner("citep*{a}");
        assert_eq!((one.command_name(), one.rest()), ("citep", "*{a}"));
        let mut two = scanner("é");
        assert_eq!((two.command_name(), two.rest()), ("é", ""));
    }
}
