//! Blocks: headings, items, notes and environments.

use super::commands::{Environment, environment};
use super::reader::{Close, Item, Reader};
use super::scanner::Scanner;
use crate::model::document::{BlockKind, MarkKind};
use crate::text::span::Span;

/// The heading that stands over a typed reference list (`thebibliography`), where the class prints it.
const LIST_HEADING: &str = "References";

impl Reader<'_> {
    pub(super) fn begin(&mut self, start: usize) {
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
                    let from = self.writer.here();
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
    pub(super) fn begin_list(&mut self, source: Span) {
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

    pub(super) fn raw_block(&mut self, name: &str, kind: BlockKind) {
        self.end_block();
        self.scanner.bracketed();
        let inside = self.scanner.environment(name);
        self.writer.begin(kind);
        self.writer.push_source(inside.trim(self.scanner.source));
        self.writer.end();
    }

    pub(super) fn end(&mut self) {
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
    pub(super) fn open_block(&mut self) {
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
            let start = self.writer.here();
            self.writer.mark(MarkKind::Anchor { key }, start);
        }
    }

    pub(super) fn end_block(&mut self) {
        self.writer.end();
    }

    /// Begins a block that is the argument of a command.
    pub(super) fn block_argument(&mut self, kind: BlockKind) {
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

    pub(super) fn call_note(&mut self) {
        let label = self.scanner.bracketed().map(|label| label.of(self.scanner.source).to_owned());
        let Some(text) = self.scanner.braced() else { return };
        self.note_count += 1;
        let label = label.unwrap_or_else(|| self.note_count.to_string());
        self.open_block();
        let at = self.writer.here();
        self.writer.mark(MarkKind::NoteCall { label: label.clone() }, at);
        self.notes.push_back((label, text));
    }

    /// Reads a note as a block of its own.
    pub(super) fn note(&mut self, label: String, span: Span) {
        let inner = Scanner::new(self.scanner.source, span);
        let outer = std::mem::replace(&mut self.scanner, inner);
        let groups = std::mem::take(&mut self.groups);
        let item = self.item.take();
        self.writer.begin(BlockKind::Note { label });
        self.segment();
        self.writer.end();
        (self.scanner, self.groups, self.item) = (outer, groups, item);
    }

    pub(super) fn item(&mut self) {
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

    pub(super) fn bib_item(&mut self) {
        self.end_block();
        self.scanner.bracketed();
        let key = self.scanner.braced().map(|key| key.of(self.scanner.source).trim().to_owned());
        self.item = Some(Item { ordinal: None, key });
    }

    pub(super) fn bibliography(&mut self) {
        self.scanner.bracketed();
        let Some(names) = self.scanner.braced() else { return };
        for name in names.of(self.scanner.source).split(',').map(str::trim) {
            let ending = if name.ends_with(".bib") { "" } else { ".bib" };
            self.writer.library(format!("{name}{ending}"));
        }
    }
}
