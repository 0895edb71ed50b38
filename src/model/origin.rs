//! Where extracted text is written in a file that is not text itself.

use std::sync::Arc;

use crate::model::source_map::SourceMap;

/// The file that a text was extracted from, and which of its bytes say what.
///
/// A Word file, an e-book or a project of several files has parts; the text is made of segments of
/// them. [`SourceMap::mappings_in`] names the parts and the bytes behind a segment of the text.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The whole file.
    pub bytes: Arc<[u8]>,
    /// The names of the parts that were read: members of an archive, files of a project.
    pub parts: Vec<String>,
    /// From the text to the parts, which are counted as in [`Origin::parts`].
    pub map: SourceMap<usize>,
    /// Where in the text pages begin, from the second on, as far as the file says.
    pub pages: Vec<usize>,
    /// Whether the parts are the pages. Their bytes are then those of the signs on the page, one after
    /// the other.
    pub paged: bool,
    /// Whether tracked changes were read as rejected.
    pub original: bool,
}

impl Origin {
    /// The page on which the byte at `offset` of the text is, if the file has pages.
    pub fn page(&self, offset: usize) -> Option<usize> {
        if self.paged {
            return Some(self.map.mapping_at(offset)?.part + 1);
        }
        let before = self.pages.partition_point(|start| *start <= offset);
        (!self.pages.is_empty()).then_some(before + 1)
    }
}
