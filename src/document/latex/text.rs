//! Characters, words and commands inside a block.

use super::commands::{Effect, effect};
use super::reader::Reader;
use super::scanner::Scanner;
use crate::bibliography::tex::decode::{Braces, decode, decode_verbatim};
use crate::bibliography::tex::symbols;
use crate::model::document::MarkKind;
use crate::text::span::Span;

impl Reader<'_> {
    /// Skips what a preamble holds besides commands.
    pub(super) fn skip_text(&mut self) {
        let rest = self.scanner.rest();
        let next = rest.find(['\\', '%', '{', '}']).unwrap_or(rest.len());
        self.scanner.at += next.max(rest.chars().next().map_or(0, char::len_utf8));
    }

    /// Plain text up to the next sign that means something.
    pub(super) fn text(&mut self) {
        let rest = self.scanner.rest();
        let special = |c: char| {
            matches!(c, '\\' | '%' | '{' | '}' | '$' | '&' | '~' | '`' | '\'' | '-' | ',')
                || (c.is_whitespace() && c != '\u{A0}')
        };
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let len = rest[first..].find(special).map_or(rest.len(), |at| at + first);
        let span = Span::new(self.scanner.at, self.scanner.at + len);
        self.scanner.at = span.end;
        self.open_block();
        self.writer.push_source(span);
    }

    /// Appends `text` for the next `len` bytes of source.
    pub(super) fn decoded(&mut self, text: &str, len: usize) {
        let span = Span::new(self.scanner.at, (self.scanner.at + len).min(self.scanner.end));
        self.scanner.at = span.end;
        self.open_block();
        self.writer.push(text, span);
    }

    /// Quotation marks and dashes that are typed with several signs.
    pub(super) fn ligature(&mut self, c: char) {
        let rest = self.scanner.rest();
        let known = [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), (",,", "„"), ("`", "‘")];
        match known.iter().find(|(typed, _)| rest.starts_with(typed)) {
            Some((typed, text)) => self.decoded(text, typed.len()),
            None => self.decoded(c.encode_utf8(&mut [0; 4]), c.len_utf8()),
        }
    }

    /// White space: a space, the end of a line, or the end of a paragraph.
    pub(super) fn space(&mut self) {
        let start = self.scanner.at;
        let rest = self.scanner.rest();
        let blank = |c: char| c.is_whitespace() && c != '\u{A0}';
        let len = rest.find(|c| !blank(c)).unwrap_or(rest.len());
        let lines = rest[..len].matches('\n').count();
        self.scanner.at += len;
        let span = Span::new(start, self.scanner.at);
        match lines {
            _ if !self.writer.is_open() => {}
            0 | 1 if self.writer.block_text().ends_with([' ', '\u{A0}']) => {}
            0 => self.writer.push(" ", span),
            1 => self.writer.push_break(span),
            _ => self.end_block(),
        }
    }

    /// A comment goes up to the first sign of the next line; one to this program is kept.
    pub(super) fn comment(&mut self) {
        let start = self.scanner.at;
        self.scanner.skip_line();
        let span = Span::new(start, self.scanner.at).trim(self.scanner.source);
        let inside = span.of(self.scanner.source).trim_start_matches('%').trim();
        if inside.starts_with("cite:") {
            self.writer.comment(inside, span);
        }
        let rest = self.scanner.rest();
        self.scanner.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// A command that stands for a character; of others nothing is left.
    pub(super) fn symbol(&mut self, name: &str, start: usize) {
        let text = match name {
            "," | ";" | ":" | " " | "\n" | "\t" | "quad" | "qquad" | "enspace" | "thinspace" => {
                Some(" ")
            }
            "(" | "[" => return self.fenced_math(if name == "(" { "\\)" } else { "\\]" }),
            "&" | "%" | "$" | "#" | "_" | "{" | "}" => Some(name),
            _ => symbols::symbol(name),
        };
        let word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let Some(text) = text else {
            // Unknown commands leave the text of their arguments, not their options.
            if word {
                while self.scanner.rest().starts_with('[') && self.scanner.bracketed().is_some() {}
            }
            return;
        };
        if word && !self.scanner.eat("{}") {
            self.skip_space();
        }
        let span = Span::new(start, self.scanner.at);
        if text == " " && self.writer.block_text().ends_with([' ', '\u{A0}']) {
            return;
        }
        self.open_block();
        self.writer.push(text, span);
    }

    /// An accent with the letter that it goes on.
    pub(super) fn accent(&mut self, start: usize) {
        let named = self.scanner.source[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
        if named {
            self.skip_space();
        }
        if self.scanner.braced().is_none() {
            match self.scanner.peek() {
                Some('\\') => {
                    self.scanner.at += 1;
                    self.scanner.command_name();
                }
                Some(c) if c.is_alphabetic() => self.scanner.at += c.len_utf8(),
                _ => {}
            }
        }
        let span = Span::new(start, self.scanner.at);
        self.open_block();
        self.writer.push(&decode(span.of(self.scanner.source), Braces::Group), span);
    }

    /// Puts the body of the document's own command in place of its call.
    pub(super) fn expanded(&mut self, text: &str, start: usize) {
        if matches!(text, "" | "{}") {
            return;
        }
        let span = Span::new(start, self.scanner.at);
        let text = with_citations(text);
        if !text.trim().is_empty() {
            self.open_block();
            self.writer.push(&text, span);
        }
    }

    pub(super) fn verbatim(&mut self) {
        self.scanner.bracketed();
        let Some(fence) = self.scanner.peek() else { return };
        let close = if fence == '{' { '}' } else { fence };
        let from = self.scanner.at + fence.len_utf8();
        let Some(len) = self.scanner.source[from..self.scanner.end].find(close) else { return };
        self.open_block();
        let start = self.writer.here();
        self.writer.push_source(Span::new(from, from + len));
        self.writer.mark(MarkKind::Code, start);
        self.scanner.at = from + len + close.len_utf8();
    }

    pub(super) fn address(&mut self) {
        let Some(inside) = self.scanner.braced() else { return };
        self.open_block();
        let start = self.writer.here();
        let target = decode_verbatim(inside.of(self.scanner.source));
        self.writer.push(&target, inside);
        self.writer.mark(MarkKind::Link { target }, start);
    }

    pub(super) fn link(&mut self) {
        let Some(inside) = self.scanner.braced() else { return };
        let target = decode_verbatim(inside.of(self.scanner.source));
        self.marked_argument(MarkKind::Link { target });
    }

    /// A command that cites by keys stays as it is typed, on one line.
    pub(super) fn cite(&mut self, start: usize) {
        while self.scanner.bracketed().is_some() {}
        if self.scanner.braced().is_none() {
            return;
        }
        // Commands for several works (`\cites`) go on with more notes and keys.
        let plural = self.scanner.source[start..self.scanner.at].split(['[', '{', '*']).next();
        if plural.is_some_and(|name| name.ends_with("cites")) {
            loop {
                let before = self.scanner.at;
                while self.scanner.bracketed().is_some() {}
                if self.scanner.braced().is_none() {
                    self.scanner.at = before;
                    break;
                }
            }
        }
        let span = Span::new(start, self.scanner.at);
        self.open_block();
        self.writer.push(&one_line(span.of(self.scanner.source)), span);
    }
}

/// A piece of source on one line, comments taken out.
fn one_line(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let comment = line.match_indices('%').find(|(at, _)| !line[..*at].ends_with('\\'));
        line[..comment.map_or(line.len(), |(at, _)| at)].trim()
    });
    let joined: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    joined.join(" ").replace("~", " ")
}

/// The text of a definition's body; the commands in it that cite stay as they are typed.
fn with_citations(body: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    for (at, _) in body.match_indices('\\').filter(|(at, _)| *at >= from).collect::<Vec<_>>() {
        if at < from {
            continue;
        }
        let mut scanner = Scanner::new(body, Span::new(at + 1, body.len()));
        if effect(scanner.command_name()) != Effect::Cite {
            continue;
        }
        scanner.eat("*");
        while scanner.bracketed().is_some() {}
        if scanner.braced().is_some() {
            text.push_str(&plain(&body[from..at]));
            text.push_str(&one_line(&body[at..scanner.at]));
            from = scanner.at;
        }
    }
    text.push_str(&plain(&body[from..]));
    text
}

/// The text of a piece of TeX, without markup; white space at its ends is kept.
fn plain(source: &str) -> String {
    let text = decode(source, Braces::Group);
    let mut out = String::with_capacity(text.len());
    if source.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    let mut tag = false;
    for c in text.trim().chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if !tag => out.push(c),
            _ => {}
        }
    }
    if source.ends_with(char::is_whitespace) && !text.trim().is_empty() {
        out.push(' ');
    }
    out
}
