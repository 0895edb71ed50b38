//! Formulas, and numbers that are raised by one.

use super::reader::Reader;
use crate::model::document::MarkKind;
use crate::text::span::Span;

impl Reader<'_> {
    pub(super) fn math(&mut self) {
        let start = self.scanner.at;
        let fence = if self.scanner.rest().starts_with("$$") { "$$" } else { "$" };
        self.scanner.at += fence.len();
        let inside = self.scanner.at;
        let mut from = inside;
        let close = loop {
            let Some(at) = self.scanner.source[from..self.scanner.end].find(fence) else {
                break None;
            };
            match self.scanner.source[..from + at].ends_with('\\') {
                true => from += at + 1,
                false => break Some(from + at),
            }
        };
        // A lone dollar is an amount, not a formula without end.
        let close = close.filter(|close| !self.scanner.source[inside..*close].contains("\n\n"));
        let Some(close) = close else {
            self.scanner.at = start;
            return self.decoded("$", 1);
        };
        self.scanner.at = close + fence.len();
        self.formula(Span::new(inside, close));
    }

    /// A formula. One that only raises numbers is a citation or the call of a note: `$^{3,4}$`.
    pub(super) fn formula(&mut self, inside: Span) {
        let text = inside.of(self.scanner.source);
        self.open_block();
        let superscript =
            text.trim().strip_prefix('^').map(|superscript| superscript.trim_matches(['{', '}']));
        let numbers = superscript.filter(|superscript| {
            let allowed = |c: char| c.is_ascii_digit() || ",-–* ".contains(c);
            superscript.starts_with(|c: char| c.is_ascii_digit())
                && superscript.chars().all(allowed)
        });
        let start = self.writer.here();
        match numbers.and_then(|numbers| Some((numbers, text.find(numbers)?))) {
            Some((numbers, at)) => {
                let from = inside.start + at;
                self.writer.push_source(Span::new(from, from + numbers.len()));
                self.writer.mark(MarkKind::Superscript, start);
            }
            None => {
                self.writer.push_source(inside);
                self.writer.mark(MarkKind::Math, start);
            }
        }
    }

    pub(super) fn fenced_math(&mut self, close: &str) {
        let from = self.scanner.at;
        let Some(len) = self.scanner.rest().find(close) else { return };
        self.scanner.at = from + len + close.len();
        self.formula(Span::new(from, from + len));
    }
}
