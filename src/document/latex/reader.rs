//! From LaTeX source to running text.

use std::collections::VecDeque;

use super::commands::{Effect, Environment, effect, environment};
use super::macros::Macros;
use super::scanner::Scanner;
use crate::bibliography::tex::decode::{Braces, decode, decode_verbatim};
use crate::bibliography::tex::symbols;
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind};
use crate::text::source::Source;
use crate::text::span::Span;

/// The heading that stands over a typed reference list (`thebibliography`), where the class prints it.
const LIST_HEADING: &str = "References";

/// Reads LaTeX. Citation commands stay in the running text as they are typed, since they are found by
/// their keys later; comments, labels and layout are taken off, accents and symbols decoded.
pub(crate) fn read(source: Source) -> Document {
    let text = source.text().to_owned();
    let mut reader = Reader {
        scanner: Scanner::new(&text, Span::new(0, text.len())),
        macros: Macros::of(&text),
        writer: DocumentWriter::new(source),
        groups: Vec::new(),
        notes: VecDeque::new(),
        note_count: 0,
        item: None,
        preamble: text.contains("\\begin{document}"),
        documents: 0,
        tables: 0,
        lists: Vec::new(),
    };
    reader.run();
    reader.writer.finish()
}

/// What happens when a group closes.
#[derive(Debug)]
enum Close {
    /// The text since this byte gets a mark.
    Mark(MarkKind, usize),
    /// The block ends, and the preamble goes on where it held the block.
    Block {
        /// Whether it did.
        preamble: bool,
    },
}

/// A list item whose first words have not been read.
#[derive(Debug, Clone)]
struct Item {
    ordinal: Option<u64>,
    /// The key of a `\bibitem`.
    key: Option<String>,
}

struct Reader<'s> {
    scanner: Scanner<'s>,
    macros: Macros,
    writer: DocumentWriter,
    /// The groups that are open, innermost last.
    groups: Vec<Vec<Close>>,
    /// Footnotes, which are read after the text: label and text.
    notes: VecDeque<(String, Span)>,
    note_count: usize,
    item: Option<Item>,
    /// Whether the text has not begun.
    preamble: bool,
    /// How many `\begin{document}` are open: subfiles have their own.
    documents: usize,
    /// How many tables are open.
    tables: usize,
    /// The lists that are open, with the number of the last item where they are numbered.
    lists: Vec<Option<u64>>,
}

impl<'s> Reader<'s> {
    fn run(&mut self) {
        self.stretch();
        self.end_block();
        // A note can call a note; those are read in their turn.
        while let Some((label, span)) = self.notes.pop_front() {
            self.note(label, span);
        }
    }

    /// Reads up to the end of the scanner's stretch.
    fn stretch(&mut self) {
        while let Some(c) = self.scanner.peek() {
            let start = self.scanner.at;
            match c {
                '\\' => {
                    self.scanner.at += 1;
                    self.command(start);
                }
                '%' => self.comment(),
                '{' => {
                    self.scanner.at += 1;
                    self.groups.push(Vec::new());
                }
                '}' => {
                    self.scanner.at += 1;
                    self.close_group();
                }
                '$' if !self.preamble => self.math(),
                '&' if self.tables > 0 => {
                    self.scanner.at += 1;
                    self.end_block();
                }
                _ if self.preamble => self.skip_text(),
                '~' => self.decoded("\u{A0}", 1),
                '`' | '\'' | '-' | ',' => self.ligature(c),
                c if c.is_whitespace() && c != '\u{A0}' => self.space(),
                _ => self.text(),
            }
        }
        while !self.groups.is_empty() {
            self.close_group();
        }
    }

    /// Skips what a preamble holds besides commands.
    fn skip_text(&mut self) {
        let rest = self.scanner.rest();
        let next = rest.find(['\\', '%', '{', '}']).unwrap_or(rest.len());
        self.scanner.at += next.max(rest.chars().next().map_or(0, char::len_utf8));
    }

    /// Plain text up to the next sign that means something.
    fn text(&mut self) {
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
    fn decoded(&mut self, text: &str, len: usize) {
        let span = Span::new(self.scanner.at, (self.scanner.at + len).min(self.scanner.end));
        self.scanner.at = span.end;
        self.open_block();
        self.writer.push(text, span);
    }

    /// Quotation marks and dashes that are typed with several signs.
    fn ligature(&mut self, c: char) {
        let rest = self.scanner.rest();
        let known = [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), (",,", "„"), ("`", "‘")];
        match known.iter().find(|(typed, _)| rest.starts_with(typed)) {
            Some((typed, text)) => self.decoded(text, typed.len()),
            None => self.decoded(c.encode_utf8(&mut [0; 4]), c.len_utf8()),
        }
    }

    /// White space: a space, the end of a line, or the end of a paragraph.
    fn space(&mut self) {
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
    fn comment(&mut self) {
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

    fn math(&mut self) {
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
    fn formula(&mut self, inside: Span) {
        let text = inside.of(self.scanner.source);
        self.open_block();
        let superscript =
            text.trim().strip_prefix('^').map(|superscript| superscript.trim_matches(['{', '}']));
        let numbers = superscript.filter(|superscript| {
            let allowed = |c: char| c.is_ascii_digit() || ",-–* ".contains(c);
            superscript.starts_with(|c: char| c.is_ascii_digit())
                && superscript.chars().all(allowed)
        });
        let start = self.writer.len();
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

    fn command(&mut self, start: usize) {
        let name = self.scanner.command_name();
        match name {
            "begin" => return self.begin(start),
            "end" => return self.end(),
            "documentclass" => self.preamble |= self.scanner.rest().contains("\\begin{document}"),
            _ => {}
        }
        if self.preamble && !matches!(name, "title" | "addbibresource" | "bibliography") {
            return self.definition(name);
        }
        if let Some(text) = self.macros.expand(name, &mut self.scanner) {
            return self.expanded(&text, start);
        }
        if symbols::accent(name).is_some() {
            return self.accent(start);
        }
        match effect(name) {
            Effect::Transparent => self.symbol(name, start),
            effect => self.effect(effect, start),
        }
    }

    /// Skips the definition of a command, so that its body is not taken for text.
    fn definition(&mut self, name: &str) {
        if matches!(name, "newcommand" | "renewcommand" | "providecommand") {
            self.drop_arguments(2);
        }
    }

    fn effect(&mut self, effect: Effect, start: usize) {
        self.scanner.eat("*");
        match effect {
            Effect::Heading(level) => self.block_argument(BlockKind::Heading(level)),
            Effect::Caption => self.block_argument(BlockKind::Caption),
            Effect::Mark(kind) => self.marked_argument(kind),
            Effect::Switch(kind) => {
                self.skip_space();
                let from = self.writer.len();
                if let Some(group) = self.groups.last_mut() {
                    group.push(Close::Mark(kind, from));
                }
            }
            Effect::Note => self.call_note(),
            Effect::Address => self.address(),
            Effect::Link => self.link(),
            Effect::Cite => self.cite(start),
            Effect::Bibliography => self.bibliography(),
            Effect::Item => self.item(),
            Effect::BibItem => self.bib_item(),
            Effect::Break => {
                self.scanner.bracketed();
                match self.tables {
                    0 if self.writer.is_open() => {
                        self.writer.push_break(Span::new(start, self.scanner.at));
                        self.skip_space();
                    }
                    0 => {}
                    _ => self.end_block(),
                }
            }
            Effect::Paragraph => self.end_block(),
            Effect::Verbatim => self.verbatim(),
            Effect::Drop(count) => self.drop_arguments(count),
            Effect::Transparent => {}
        }
    }

    /// White space after a command's name is not printed.
    fn skip_space(&mut self) {
        let rest = self.scanner.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        if rest[..blank].matches('\n').count() < 2 {
            self.scanner.at += blank;
        }
    }

    fn drop_arguments(&mut self, count: u8) {
        while self.scanner.bracketed().is_some() {}
        for _ in 0..count {
            if self.scanner.braced().is_none() {
                // `\newcommand\name{…}` and `\input name`: the argument stands without braces.
                let before = self.scanner.at;
                self.scanner.skip_blank();
                match self.scanner.eat("\\") {
                    true => drop(self.scanner.command_name()),
                    false => self.scanner.at = before,
                }
            }
            while self.scanner.bracketed().is_some() {}
        }
    }

    /// Begins a block that is the argument of a command.
    fn block_argument(&mut self, kind: BlockKind) {
        while self.scanner.bracketed().is_some() {}
        self.skip_space();
        if self.scanner.eat("{") {
            self.end_block();
            self.writer.begin(kind);
            // The title is given in the preamble, which holds no other text.
            let preamble = std::mem::take(&mut self.preamble);
            self.groups.push(vec![Close::Block { preamble }]);
        }
    }

    fn marked_argument(&mut self, kind: MarkKind) {
        self.scanner.bracketed();
        self.skip_space();
        if self.scanner.eat("{") {
            self.open_block();
            self.groups.push(vec![Close::Mark(kind, self.writer.len())]);
        }
    }

    fn close_group(&mut self) {
        for close in self.groups.pop().unwrap_or_default().into_iter().rev() {
            match close {
                Close::Mark(kind, start) => self.writer.mark(kind, start),
                Close::Block { preamble } => {
                    self.end_block();
                    self.preamble |= preamble;
                }
            }
        }
    }

    fn call_note(&mut self) {
        let label = self.scanner.bracketed().map(|label| label.of(self.scanner.source).to_owned());
        let Some(text) = self.scanner.braced() else { return };
        self.note_count += 1;
        let label = label.unwrap_or_else(|| self.note_count.to_string());
        self.open_block();
        let at = self.writer.len();
        self.writer.mark(MarkKind::NoteCall { label: label.clone() }, at);
        self.notes.push_back((label, text));
    }

    /// Reads a note as a block of its own.
    fn note(&mut self, label: String, span: Span) {
        let inner = Scanner::new(self.scanner.source, span);
        let outer = std::mem::replace(&mut self.scanner, inner);
        let groups = std::mem::take(&mut self.groups);
        let item = self.item.take();
        self.writer.begin(BlockKind::Note { label });
        self.stretch();
        self.writer.end();
        (self.scanner, self.groups, self.item) = (outer, groups, item);
    }

    fn end_block(&mut self) {
        self.writer.end();
    }

    fn address(&mut self) {
        let Some(inside) = self.scanner.braced() else { return };
        self.open_block();
        let start = self.writer.len();
        let target = decode_verbatim(inside.of(self.scanner.source));
        self.writer.push(&target, inside);
        self.writer.mark(MarkKind::Link { target }, start);
    }

    fn link(&mut self) {
        let Some(inside) = self.scanner.braced() else { return };
        let target = decode_verbatim(inside.of(self.scanner.source));
        self.marked_argument(MarkKind::Link { target });
    }

    /// A command that cites by keys stays as it is typed, on one line.
    fn cite(&mut self, start: usize) {
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

    fn bibliography(&mut self) {
        self.scanner.bracketed();
        let Some(names) = self.scanner.braced() else { return };
        for name in names.of(self.scanner.source).split(',').map(str::trim) {
            let ending = if name.ends_with(".bib") { "" } else { ".bib" };
            self.writer.library(format!("{name}{ending}"));
        }
    }

    fn item(&mut self) {
        self.end_block();
        // A label is printed before the item, in the place of its number or bullet.
        let label = self.scanner.bracketed().map(|label| label.of(self.scanner.source));
        let typed = label.map(|label| label.trim_matches(|c: char| !c.is_ascii_digit()).parse());
        let counted = match self.lists.last_mut() {
            Some(Some(count)) if label.is_none() => {
                *count += 1;
                Some(*count)
            }
            _ => None,
        };
        let ordinal = typed.and_then(Result::ok).or(counted);
        self.item = Some(Item { ordinal, key: None });
    }

    fn bib_item(&mut self) {
        self.end_block();
        self.scanner.bracketed();
        let key = self.scanner.braced().map(|key| key.of(self.scanner.source).trim().to_owned());
        self.item = Some(Item { ordinal: None, key });
    }

    fn verbatim(&mut self) {
        self.scanner.bracketed();
        let Some(fence) = self.scanner.peek() else { return };
        let close = if fence == '{' { '}' } else { fence };
        let from = self.scanner.at + fence.len_utf8();
        let Some(len) = self.scanner.source[from..self.scanner.end].find(close) else { return };
        self.open_block();
        let start = self.writer.len();
        self.writer.push_source(Span::new(from, from + len));
        self.writer.mark(MarkKind::Code, start);
        self.scanner.at = from + len + close.len_utf8();
    }

    /// An accent with the letter that it goes on.
    fn accent(&mut self, start: usize) {
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

    /// A command that stands for a character; of others nothing is left.
    fn symbol(&mut self, name: &str, start: usize) {
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

    fn fenced_math(&mut self, close: &str) {
        let from = self.scanner.at;
        let Some(len) = self.scanner.rest().find(close) else { return };
        self.scanner.at = from + len + close.len();
        self.formula(Span::new(from, from + len));
    }

    /// Puts the body of the document's own command in place of its call.
    fn expanded(&mut self, text: &str, start: usize) {
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

    fn begin(&mut self, start: usize) {
        let Some(name) = self.scanner.braced().map(|name| name.of(self.scanner.source)) else {
            return;
        };
        if name == "document" {
            self.preamble = false;
            self.documents += 1;
            return self.end_block();
        }
        let kind = environment(name);
        if self.preamble && kind != Environment::Hidden {
            return;
        }
        match kind {
            Environment::Hidden => drop(self.scanner.environment(name)),
            Environment::Code => self.raw_block(name, BlockKind::Code),
            Environment::Math => {
                let inside = self.scanner.environment(name);
                if self.writer.is_open() {
                    // A formula inside a sentence does not end it.
                    self.writer.push_break(Span::new(start, inside.start));
                    let from = self.writer.len();
                    self.writer.push_source(inside);
                    self.writer.mark(MarkKind::Math, from);
                    self.writer.push_break(Span::new(inside.end, self.scanner.at));
                }
            }
            Environment::Table(arguments) => {
                self.tables += 1;
                self.end_block();
                self.drop_arguments(arguments);
            }
            Environment::Bibliography => {
                let before = Span::new(start, self.scanner.at);
                self.drop_arguments(1);
                self.begin_list(before);
            }
            Environment::List { numbered } => {
                self.end_block();
                self.drop_arguments(0);
                self.lists.push(numbered.then_some(0));
            }
            Environment::Text(arguments) => {
                self.end_block();
                self.drop_arguments(arguments);
            }
        }
    }

    /// The class prints a heading over `thebibliography`, unless the author typed one just before.
    fn begin_list(&mut self, source: Span) {
        self.end_block();
        let headed = self
            .writer
            .last_block()
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
        if !headed {
            self.writer.begin(BlockKind::Heading(2));
            self.writer.push(LIST_HEADING, source);
            self.writer.end();
        }
    }

    fn raw_block(&mut self, name: &str, kind: BlockKind) {
        self.end_block();
        self.scanner.bracketed();
        let inside = self.scanner.environment(name);
        self.writer.begin(kind);
        self.writer.push_source(inside.trim(self.scanner.source));
        self.writer.end();
    }

    fn end(&mut self) {
        let Some(name) = self.scanner.braced().map(|name| name.of(self.scanner.source)) else {
            return;
        };
        match environment(name) {
            _ if self.preamble => return,
            _ if name == "document" => {
                self.documents = self.documents.saturating_sub(1);
                if self.documents == 0 {
                    self.scanner.at = self.scanner.end;
                }
            }
            Environment::Table(_) => self.tables = self.tables.saturating_sub(1),
            Environment::List { .. } => drop(self.lists.pop()),
            _ => {}
        }
        self.end_block();
    }

    /// Makes sure that there is a block to write to.
    fn open_block(&mut self) {
        if self.writer.is_open() {
            return;
        }
        let item = self.item.take();
        self.writer.begin(match &item {
            Some(item) => BlockKind::ListItem { ordinal: item.ordinal },
            None if self.tables > 0 => BlockKind::TableCell,
            None => BlockKind::Paragraph,
        });
        if let Some(key) = item.and_then(|item| item.key) {
            let start = self.writer.len();
            self.writer.mark(MarkKind::Anchor { key }, start);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str) -> Document {
        read(Source::new("a.tex", source.to_owned()))
    }

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let document = document(source);
        let text = |span| document.slice(span).to_owned();
        document.blocks.iter().map(|block| (block.kind.clone(), text(block.span))).collect()
    }

    fn plain(source: &str) -> String {
        document(source).text.to_string()
    }

    #[test]
    fn running_text() {
        for (source, wanted) in [
            (
                "As M\\\"uller~(2010, 3--4) says,\nso it is.",
                "As Müller\u{A0}(2010, 3–4) says, so it is.\n",
            ),
            (r"``So'' \& \emph{on} {\it and} off\footnotemark", "“So” & on and off\n"),
            ("a % comment\n  b", "a b\n"),
            (r"50\% of \$3, \O rsted, \'Emile \c{C}a", "50% of $3, Ørsted, Émile Ça\n"),
            ("see \\citep[p.~4]{a,\n b} there", "see \\citep[p. 4]{a, b} there\n"),
            (r"Figure~\ref{fig:a} shows \label{x}it", "Figure\u{A0}shows it\n"),
            (r"\unknown{kept}, \textcolor{red}{kept}", "kept, kept\n"),
            ("costs $5 and no more", "costs $5 and no more\n"),
        ] {
            assert_eq!(plain(source), wanted, "{source}");
        }
    }

    #[test]
    fn structure() {
        let source = r"\documentclass{article}\title{On \emph{Trust}}
\newcommand{\x}{no}\begin{document}
\maketitle
\section*{One}
Text\footnote{A note (Hurd 1999).} goes on.

\begin{itemize}\item First\item Second\end{itemize}
\begin{tabular}{ll}a & b \\ c & d\end{tabular}\begin{verbatim}
\cite{x}
\end{verbatim}
\end{document} rest";
        let item = BlockKind::ListItem { ordinal: None };
        let wanted = [
            (BlockKind::Heading(1), "On Trust"),
            (BlockKind::Heading(2), "One"),
            (BlockKind::Paragraph, "Text goes on."),
            (item.clone(), "First"),
            (item, "Second"),
            (BlockKind::TableCell, "a "),
            (BlockKind::TableCell, "b "),
            (BlockKind::TableCell, "c "),
            (BlockKind::TableCell, "d"),
            (BlockKind::Code, r"\cite{x}"),
            (BlockKind::Note { label: "1".to_owned() }, "A note (Hurd 1999)."),
        ];
        assert_eq!(blocks(source), wanted.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn typed_lists_have_keys() {
        let document = document(
            r"So \cite{hurd}.
\begin{thebibliography}{9}
\bibitem[Hurd(1999)]{hurd} Hurd, I. 1999. \newblock Legitimacy.
\end{thebibliography}",
        );
        let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
        let item = BlockKind::ListItem { ordinal: None };
        assert_eq!(kinds, [&BlockKind::Paragraph, &BlockKind::Heading(2), &item]);
        assert_eq!(document.slice(document.blocks[2].span), "Hurd, I. 1999. Legitimacy. ");
        let anchor = MarkKind::Anchor { key: "hurd".to_owned() };
        assert!(document.marks.iter().any(|mark| mark.kind == anchor));
    }

    #[test]
    fn items_have_their_numbers() {
        let source = r"\begin{enumerate}\item A\item[7.] B\begin{itemize}\item C\end{itemize}\item D\end{enumerate}";
        let ordinals: Vec<Option<u64>> = document(source)
            .blocks
            .iter()
            .map(|block| match block.kind {
                BlockKind::ListItem { ordinal } => ordinal,
                _ => None,
            })
            .collect();
        assert_eq!(ordinals, [Some(1), Some(7), None, Some(2)]);
    }

    #[test]
    fn own_commands_are_replaced() {
        let source = r"\newcommand{\pc}[1]{(see \citealp{#1})}\newcommand{\WHO}{World Health Organization}\begin{document}So \pc{a} of the \WHO{}.\end{document}";
        assert_eq!(plain(source), "So (see \\citealp{a}) of the World Health Organization.\n");
    }

    #[test]
    fn numbers_that_a_formula_raises() {
        let document = document("So it is$^{3,4}$, and $x^2$.");
        assert_eq!(document.text, "So it is3,4, and x^2.\n");
        let kinds: Vec<&MarkKind> = document.marks.iter().map(|mark| &mark.kind).collect();
        assert_eq!(kinds, [&MarkKind::Superscript, &MarkKind::Math]);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = r"So \emph{Andr\'e} says.";
        let document = document(source);
        let start = document.text.find("André").expect("decoded");
        let span = document.in_source(Span::new(start, start + "André".len()));
        assert_eq!(span.of(source), r"Andr\'e");
    }

    #[test]
    fn broken_input_is_read() {
        for source in [
            "\\",
            "{",
            "}",
            "$",
            "\\emph{",
            "\\begin{",
            "\\footnote{",
            "\\cite{",
            "%",
            "\\verb",
            "\\'",
            "\\begin{verbatim}",
            "\\newcommand{\\a}",
        ] {
            plain(source);
        }
    }
}
