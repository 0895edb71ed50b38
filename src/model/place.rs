//! Where something is in an extracted document, in words.

use std::iter::successors;

use crate::model::document::{BlockKind, Document};
use crate::model::ids::BlockId;

impl Document {
    /// The place of the byte at `offset` of the running text, as a person looks for it in a file
    /// without lines: "page 4, paragraph 3 of *Introduction*". Text files have lines: none.
    pub fn place(&self, offset: usize) -> Option<String> {
        let origin = self.origin.as_ref()?;
        let at = self.block_at(offset)?;
        let inside = match &self.block(at).kind {
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
    fn counted(&self, at: BlockId) -> String {
        let is_heading = |id: &BlockId| matches!(self.block(*id).kind, BlockKind::Heading(_));
        let heading = successors(at.before(), |id| id.before()).find(is_heading);
        let number = at.index() + 1 - heading.map_or(0, |heading| heading.index() + 1);
        match heading {
            Some(heading) => format!("paragraph {number} of *{}*", self.title(heading)),
            None => format!("paragraph {number}"),
        }
    }

    /// The words of a heading, the first of many.
    fn title(&self, block: BlockId) -> String {
        const LONGEST: usize = 60;
        let text = self.slice(self.block(block).span).trim();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.to_owned(),
        }
    }
}
