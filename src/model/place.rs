//! Where something is in an extracted document, in words.

use crate::model::document::{BlockKind, Document};

impl Document {
    /// The place of the byte at `offset` of the running text, as a person looks for it in a file
    /// without lines: "page 4, paragraph 3 of *Introduction*". Text files have lines: none.
    pub fn place(&self, offset: usize) -> Option<String> {
        let origin = self.origin.as_ref()?;
        let at = self.block_at(offset)?;
        let inside = match &self.blocks[at].kind {
            BlockKind::Note { label } => format!("note {label}"),
            BlockKind::Heading(_) => format!("heading *{}*", self.title(at)),
            _ => self.counted(at),
        };
        Some(match origin.page(offset) {
            Some(page) => format!("page {page}, {inside}"),
            None => inside,
        })
    }

    /// A block as the n-th under its heading.
    fn counted(&self, at: usize) -> String {
        let is_heading = |index: &usize| matches!(self.blocks[*index].kind, BlockKind::Heading(_));
        let heading = (0..at).rev().find(is_heading);
        let first = heading.map_or(0, |heading| heading + 1);
        let number = at - first + 1;
        match heading {
            Some(heading) => format!("paragraph {number} of *{}*", self.title(heading)),
            None => format!("paragraph {number}"),
        }
    }

    /// The words of a heading, the first of many.
    fn title(&self, block: usize) -> String {
        const LONGEST: usize = 60;
        let text = self.slice(self.blocks[block].span).trim();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.to_owned(),
        }
    }
}
