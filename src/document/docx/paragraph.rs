//! What a paragraph is, by its properties and its style.

use quick_xml::events::BytesStart;

use crate::document::docx::numbering::Numbering;
use crate::document::docx::styles::{Style, Styles};
use crate::document::xml::attribute;
use crate::model::document::BlockKind;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// What it is; absent before its properties are known.
    pub kind: Option<BlockKind>,
    /// Whether its end was deleted: the next goes on with it.
    pub end_deleted: bool,
    /// Whether it goes on with the one before.
    pub joined: bool,
    /// Whether it is a line of a table of contents.
    pub contents: bool,
    /// Whether what its properties say now is about its end.
    pub at_end: bool,
    style: Option<String>,
    outline: Option<u8>,
    numbering: Option<String>,
    level: Option<usize>,
}

impl Paragraph {
    /// A paragraph whose properties are not known; whether it goes on with the one before.
    pub(super) fn new(joined: bool) -> Paragraph {
        Paragraph { joined, ..Paragraph::default() }
    }

    /// Takes over what an element of its properties says.
    pub(super) fn take(&mut self, name: &[u8], tag: &BytesStart) {
        let value = || attribute(tag, "val");
        match name {
            b"pStyle" => self.style = value(),
            b"outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            b"numId" => self.numbering = value(),
            b"ilvl" => self.level = value().and_then(|level| level.parse().ok()),
            b"rPr" => self.at_end = true,
            _ => {}
        }
    }

    /// Tells what it is, and counts it. `otherwise` is what the paragraphs of the part are; `cell`
    /// says that it is in a table.
    pub(super) fn settle(
        &mut self,
        styles: &Styles,
        numbering: &mut Numbering,
        otherwise: &BlockKind,
        cell: bool,
    ) {
        let style = styles.of(self.style.as_deref());
        self.contents = style.is_contents();
        let number = match self.joined || self.end_deleted {
            true => None,
            false => self.count(style, styles, numbering),
        };
        let note = matches!(otherwise, BlockKind::Note { .. });
        let heading = match self.outline {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => style.heading(),
        };
        self.kind = Some(match (heading, number) {
            _ if note => otherwise.clone(),
            _ if cell => BlockKind::TableCell,
            (Some(level), _) => BlockKind::Heading(level),
            _ if style.name == "caption" => BlockKind::Caption,
            _ if matches!(&*style.name, "source code" | "html preformatted" | "macro") => {
                BlockKind::Code
            }
            (None, Some(ordinal)) => BlockKind::ListItem { ordinal },
            (None, None) => otherwise.clone(),
        });
    }

    fn count(
        &self,
        style: &Style,
        styles: &Styles,
        numbering: &mut Numbering,
    ) -> Option<Option<u64>> {
        let of_style = self.numbering.is_none();
        let id = self.numbering.as_ref().or(style.numbering.as_ref()).filter(|id| *id != "0")?;
        let level = self.level.or(style.level.filter(|_| of_style));
        numbering.count(id, level, self.style.as_deref(), styles)
    }
}
