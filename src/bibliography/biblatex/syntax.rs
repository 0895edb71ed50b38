//! Cuts a .bib file into entries and fields, whatever is broken in it.
//!
//! BibTeX's grammar is that of btxdoc and Beebe's "Bibliography prettyprinting and syntax
//! checking" (TUGboat 14, 1993). Where a file departs from it, the damage is kept inside the
//! entry: an entry never reaches beyond the line on which the next one begins.

use super::marks::{
    balanced, begins_field, ends_value, entry_starts, is_name, is_word, looks_like_field,
};
use crate::text::span::Span;

/// The statements of a file, in order.
#[derive(Debug, Default)]
pub(crate) struct BibFile<'s> {
    /// Abbreviations: `@string{name = value}`.
    pub strings: Vec<RawField<'s>>,
    /// Bibliographic entries.
    pub entries: Vec<RawEntry<'s>>,
    /// What departs from the grammar.
    pub faults: Vec<SyntaxFault>,
}

/// An entry as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct RawEntry<'s> {
    /// The type as written: `Article`.
    pub kind: &'s str,
    /// The key; empty if there is none.
    pub key: &'s str,
    /// From the `@` to the closing brace.
    pub span: Span,
    /// The fields in order.
    pub fields: Vec<RawField<'s>>,
}

/// A field as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct RawField<'s> {
    /// The name as written.
    pub name: &'s str,
    /// The pieces of the value, joined by `#` in the file.
    pub pieces: Vec<Piece<'s>>,
    /// The value with its delimiters.
    pub span: Span,
}

/// A piece of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'s> {
    /// What stands between braces or quotation marks.
    Text(&'s str),
    /// A bare word: a number, or the name of an abbreviation.
    Word(&'s str),
}

/// A departure from the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    /// Where.
    pub span: Span,
    /// The key of the entry, if it stands in one.
    pub key: Option<String>,
    /// What is wrong and what was done.
    pub message: String,
}

/// Cuts `text` into its statements.
#[cfg(test)]
pub(crate) fn cut(text: &str) -> BibFile<'_> {
    let mut entries = Vec::new();
    let file = each_entry(text, |entry| entries.push(entry));
    BibFile { entries, ..file }
}

/// Hands on the entries of `text` one by one, in order; gives its other statements. Of a million
/// entries, held all at once, the fields take more room than what is made of them.
pub(crate) fn each_entry<'s>(text: &'s str, mut take: impl FnMut(RawEntry<'s>)) -> BibFile<'s> {
    let mut file = BibFile::default();
    let starts = entry_starts(text);
    let mut done = 0;
    for (index, &start) in starts.iter().enumerate() {
        if start < done {
            continue;
        }
        let limit = starts.get(index + 1).copied().unwrap_or(text.len());
        let mut cutter =
            Cutter { text, at: start + 1, limit, key: None, unclosed: 0, file: &mut file };
        done = cutter.statement(start);
        file.entries.drain(..).for_each(&mut take);
    }
    file
}

/// How many values of one entry are repaired that lack a closing brace.
const MOST_MENDED: usize = 8;

/// How far the end of a value is looked for once that many are not closed, so that the time that
/// damage costs stays in step with its size.
const NEAR: usize = 512;

struct Cutter<'s, 'f> {
    text: &'s str,
    at: usize,
    /// Where the next statement begins; nothing is read beyond it.
    limit: usize,
    key: Option<&'s str>,
    /// How many values were not closed.
    unclosed: usize,
    file: &'f mut BibFile<'s>,
}

impl<'s> Cutter<'s, '_> {
    /// Reads the statement whose `@` stands at `start`; gives the byte after it.
    fn statement(&mut self, start: usize) -> usize {
        self.space();
        let kind = self.take(is_word);
        self.space();
        let open = self.next();
        let close = if open == Some('(') { ')' } else { '}' };
        match kind.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => self.skip_block(close),
            "string" => {
                let mut fields = self.fields(close);
                self.file.strings.append(&mut fields);
            }
            _ => self.entry(kind, start, close),
        }
        self.at
    }

    fn entry(&mut self, kind: &'s str, start: usize, close: char) {
        self.space();
        let key = self.key(close);
        self.key = Some(key);
        if key.is_empty() {
            self.fault(start, "the entry has no key".to_owned());
        }
        let fields = self.fields(close);
        self.file.entries.push(RawEntry {
            kind,
            key,
            span: Span::new(start, self.at).trim(self.text),
            fields,
        });
    }

    /// The key: all up to the comma. Where a field follows without one, its name ends the key.
    fn key(&mut self, close: char) -> &'s str {
        let rest = self.rest();
        let end = rest.find([',', '\n', '=', close]).unwrap_or(rest.len());
        if !rest[end..].starts_with('=') {
            self.at += end;
            return rest[..end].trim();
        }
        let before_name = rest[..end].trim_end().trim_end_matches(is_name);
        self.at += before_name.len();
        if !before_name.is_empty() {
            self.fault(self.at, "a comma is missing after the key".to_owned());
        }
        before_name.trim()
    }

    /// The fields up to the closing bracket, which is eaten.
    fn fields(&mut self, close: char) -> Vec<RawField<'s>> {
        let mut fields = Vec::new();
        let mut repaired = 0;
        loop {
            self.separators();
            let start = self.at;
            let Some(c) = self.peek() else {
                if repaired < MOST_MENDED && self.give_back(fields.last_mut()) {
                    repaired += 1;
                    continue;
                }
                self.fault(start, "the entry is not closed; it was ended here".to_owned());
                return fields;
            };
            if c == close {
                self.next();
                if !self.closed_too_early() {
                    return fields;
                }
                self.fault(start, format!("a \"{close}\" too many; the entry goes on after it"));
            } else if let Some(field) = self.field() {
                fields.push(field);
                self.expect_separator(close);
            } else {
                self.skip_stray(close);
            }
        }
    }

    /// Takes back from the last field, in an entry that is not closed, the lines that look like
    /// further fields: its value lacks a closing brace and ended with one of theirs.
    fn give_back(&mut self, field: Option<&mut RawField<'s>>) -> bool {
        let Some(field) = field else { return false };
        let [Piece::Text(text)] = field.pieces[..] else {
            return false;
        };
        if !text.lines().skip(1).any(looks_like_field) {
            return false;
        }
        let text = self.unclosed(field.span.start + 1, "a closing brace is missing");
        field.pieces = vec![Piece::Text(text)];
        field.span.end = self.at;
        true
    }

    /// Commas and space between fields, and comments up to the end of their line.
    fn separators(&mut self) {
        loop {
            self.space();
            match self.peek() {
                Some(',') => {
                    self.next();
                }
                Some('%') => {
                    self.take(|c| c != '\n');
                }
                _ => return,
            }
        }
    }

    fn expect_separator(&mut self, close: char) {
        self.space();
        match self.peek() {
            None | Some(',' | '%') => {}
            Some(c) if c == close => {}
            Some(_) if self.field_follows() => {
                self.fault(self.at, "a comma is missing before this field".to_owned());
            }
            Some(_) => {}
        }
    }

    /// Whether the bracket just eaten cannot have been the entry's last: a further field follows.
    fn closed_too_early(&mut self) -> bool {
        let before = self.at;
        self.space();
        let comma = self.peek() == Some(',');
        self.separators();
        let goes_on = comma && self.field_follows();
        if !goes_on {
            self.at = before;
        }
        goes_on
    }

    fn field_follows(&self) -> bool {
        begins_field(self.rest())
    }

    /// A field: name, `=`, value. Nothing is eaten if there is none.
    fn field(&mut self) -> Option<RawField<'s>> {
        if !self.field_follows() {
            return None;
        }
        let name = self.take(is_name);
        self.space();
        self.next();
        self.space();
        let start = self.at;
        let mut pieces = Vec::new();
        loop {
            pieces.extend(self.piece());
            let end = self.at;
            self.space();
            if self.peek() != Some('#') {
                self.at = end;
                break;
            }
            self.next();
            self.space();
        }
        if pieces.is_empty() {
            self.fault(start, format!("the field \"{name}\" has no value"));
        }
        Some(RawField { name, pieces, span: Span::new(start, self.at) })
    }

    fn piece(&mut self) -> Option<Piece<'s>> {
        match self.peek()? {
            '{' => {
                self.next();
                Some(Piece::Text(self.braced()))
            }
            '"' => {
                self.next();
                Some(Piece::Text(self.quoted()))
            }
            _ => Some(self.take(is_name)).filter(|word| !word.is_empty()).map(Piece::Word),
        }
    }

    /// What stands up to the brace that closes the one just eaten.
    fn braced(&mut self) -> &'s str {
        let start = self.at;
        if let Some(end) = balanced(self.near(start), b'}') {
            self.at = start + end + 1;
            return &self.text[start..start + end];
        }
        self.unclosed(start, "a closing brace is missing")
    }

    /// What stands up to the quotation mark that ends the value. A mark inside the value is known
    /// by what follows it: neither a separator nor another field.
    fn quoted(&mut self) -> &'s str {
        let start = self.at;
        let mut from = start;
        let within = start + self.near(start).len();
        while let Some(end) = balanced(&self.text[from..within], b'"') {
            self.at = from + end + 1;
            if ends_value(self.rest()) {
                if from > start {
                    self.fault(start, "quotation marks inside a quoted value".to_owned());
                }
                return &self.text[start..from + end];
            }
            from = self.at;
        }
        self.at = start;
        self.unclosed(start, "a closing quotation mark is missing")
    }

    /// The value that begins at `start` and is never closed: it is ended before the next line that
    /// looks like a field, or else with the entry.
    fn unclosed(&mut self, start: usize, what: &str) -> &'s str {
        self.unclosed += 1;
        self.fault(start, format!("{what}; the value was ended where the next field begins"));
        let body = &self.text[start..self.limit];
        let mut line_start = 0;
        let mut end = body.len();
        for line in body.split_inclusive('\n') {
            if line_start > 0 && looks_like_field(line) {
                end = line_start;
                break;
            }
            line_start += line.len();
        }
        let value = body[..end].trim_end().trim_end_matches(',');
        self.at = start + value.len();
        value.trim_end_matches(['}', '"']).trim_end()
    }

    /// A block whose content does not matter.
    fn skip_block(&mut self, close: char) {
        match balanced(self.rest(), close as u8) {
            Some(end) => self.at += end + 1,
            None => self.at = self.limit,
        }
    }

    /// Something that is neither field nor bracket, up to the next comma or line.
    fn skip_stray(&mut self, close: char) {
        let start = self.at;
        let rest = self.rest();
        let end = rest.find([',', '\n', close]).unwrap_or(rest.len()).max(1);
        let end = (end..=rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        self.at += end;
        let stray = rest[..end].trim();
        if !stray.is_empty() && !stray.chars().all(|c| "}{\"".contains(c)) {
            let shown: String = stray.chars().take(40).collect();
            self.fault(start, format!("expected a field (name = value), found \"{shown}\""));
        } else {
            self.fault(start, "a bracket or quotation mark too many".to_owned());
        }
    }

    fn fault(&mut self, at: usize, message: String) {
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        self.file.faults.push(SyntaxFault {
            span: Span::new(at, at + width),
            key: self.key.filter(|key| !key.is_empty()).map(str::to_owned),
            message,
        });
    }

    /// Where the end of a value that begins at `start` is looked for.
    fn near(&self, start: usize) -> &'s str {
        let rest = self.text.get(start..self.limit).unwrap_or("");
        match self.unclosed < MOST_MENDED {
            true => rest,
            false => &rest[..rest.floor_char_boundary(NEAR)],
        }
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.at..self.limit).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, fits: fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The entries as `key: name=value|name=value`, and how many faults there are.
    fn check(text: &str, entries: &[&str], faults: usize) {
        let file = cut(text);
        let shown: Vec<String> = file.entries.iter().map(show).collect();
        assert_eq!(shown, entries, "{text}\n{:?}", file.faults);
        assert_eq!(file.faults.len(), faults, "{text}\n{:?}", file.faults);
    }

    fn show(entry: &RawEntry<'_>) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => format!("<{text}>"),
            Piece::Word(word) => (*word).to_owned(),
        };
        let field = |field: &RawField| {
            let pieces: Vec<String> = field.pieces.iter().map(piece).collect();
            format!("{}={}", field.name, pieces.join("#"))
        };
        let fields: Vec<String> = entry.fields.iter().map(field).collect();
        format!("{}: {}", entry.key, fields.join("|"))
    }

    #[test]
    fn sound_files() {
        check("@book{a, title = {T {x} y}, year = 1999}", &["a: title=<T {x} y>|year=1999"], 0);
        check("@book(a, title = \"T {\"}x\" # jan # {z},)", &["a: title=<T {\"}x>#jan#<z>"], 0);
        check("junk me@home.org\n@book{a}\n@misc{b,}", &["a: ", "b: "], 0);
        check("@comment{ @book{x, y={z}} }\n@preamble{\"x\"}\n@book{a, b=1}", &["a: b=1"], 0);
        check("@book{a, % a {comment\n b = 1,\n % c = 2\n}", &["a: b=1"], 0);
        check("@book{a,b=1}@book{c,d=2}", &["a: b=1", "c: d=2"], 0);
    }

    #[test]
    fn damage_stays_in_its_entry() {
        check("@book{a, b = {1} c = {2}}", &["a: b=<1>|c=<2>"], 1);
        check(
            "@book{a, b = {1},\n c = {2\n}\n@book{d, e = {3}}",
            &["a: b=<1>|c=<2\n>", "d: e=<3>"],
            1,
        );
        check("@book{a,\n b = {1,\n c = {2}\n}\n@book{d, e = 3}", &["a: b=<1>|c=<2>", "d: e=3"], 1);
        check("@book{a, b = \"1,\n c = {2}\n}\n@book{d, e = 3}", &["a: b=<1>|c=<2>", "d: e=3"], 1);
        check("@book{a, b = \"x \"y\" z\", c = 2}", &["a: b=<x \"y\" z>|c=2"], 1);
        check("@book{a, b = {1}}, c = {2}}\n@book{d, e=3}", &["a: b=<1>|c=<2>", "d: e=3"], 1);
        check("@book{k title = {T}}", &["k: title=<T>"], 1);
        check("@book{title = {T}}", &[": title=<T>"], 1);
        check("@book{a, b = , c = 2}", &["a: b=|c=2"], 1);
        check("@book{a, some words, c = 2}", &["a: c=2"], 1);
        check("@book{a, b = {1}", &["a: b=<1>"], 1);
    }

    proptest! {
        #[test]
        fn anything_can_be_cut(text in "(\\PC|@book\\{|[{}\"=,#\n]){0,60}") {
            cut(&text);
        }
    }
}
