//! PDF: the text of pages, put together from where its signs stand.
//!
//! - `drawn`: the signs of pages, which are all that the layout needs of a file
//! - `lines`: signs side by side
//! - `running`: heads, feet and numbers that stand on every page
//! - `order`: columns, and the order of lines
//! - `notes`, `blocks`: what lines make up
//! - `words`: hyphens at the ends of lines
//! - `write`: the document
//! - `places`: where in the file stands what a note is about
//!
//! What reads and writes files, with the feature `pdf`:
//!
//! - `file`: the pages of a file
//! - `glyphs`: the signs of a page; `fonts`, `matrix`: what they are read with
//! - `bounds`: files that would unpack to too much
//! - `annotate`, `increment`: notes, and how they are appended to the file

#[cfg(feature = "pdf")]
mod annotate;
mod blocks;
#[cfg(feature = "pdf")]
mod bounds;
mod drawn;
#[cfg(feature = "pdf")]
mod file;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod increment;
mod lines;
#[cfg(feature = "pdf")]
mod matrix;
mod notes;
mod order;
mod places;
mod running;
mod words;
mod write;

use std::path::PathBuf;

use crate::document;
use crate::model::document::{Document, Fault};
use crate::model::error::Error;
use crate::model::origin::Origin;

use self::drawn::Drawn;
use self::lines::Page;

#[cfg(feature = "pdf")]
pub use self::annotate::written;
#[cfg(feature = "pdf")]
pub(crate) use self::file::FORMAT;
#[cfg(feature = "pdf")]
pub use self::file::packed;
pub use self::places::{PlacedNote, placed};

/// The share of signs without meaning beyond which a text is not read.
const MOST_UNKNOWN: f32 = 0.3;

/// Why a PDF is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Refused {
    #[error("this PDF is damaged; open it in the program that wrote it, and save it again")]
    Damaged,
    #[error("this PDF is protected by a password; save a copy without it")]
    Password,
    #[error("this PDF is encrypted in a way that is not known; save a copy without a password")]
    Encrypted,
    #[error("a part of this PDF unpacks to more than {0} MB; it is not read")]
    TooLarge(usize),
    #[error(
        "this PDF has no text, only pictures of it; run it through OCR (ocrmypdf), and check what \
         that gives"
    )]
    Scanned,
    #[error(
        "the fonts of this PDF do not tell what their signs mean; export it again from its source, \
         or run it through OCR (ocrmypdf --force-ocr)"
    )]
    Unreadable,
}

impl Refused {
    /// The error, with the name of the file.
    fn of(self, path: PathBuf) -> Error {
        Error::Content { path, message: self.to_string() }
    }
}

/// The document of a PDF whose pages were drawn elsewhere, as [`packed`] gives them. It has the text
/// and the places of the file, not its bytes.
///
/// # Errors
///
/// It has no text (a scan), its fonts do not tell what its signs mean, or these are no such bytes.
pub fn unpacked(path: PathBuf, pages: &[u8], faults: Vec<String>) -> Result<Document, Error> {
    let mut layout = Layout::default();
    let mut rest = pages;
    while !rest.is_empty() {
        let Some((page, behind)) = Drawn::unpack(rest) else {
            return Err(Refused::Damaged.of(path));
        };
        layout.add(page);
        rest = behind;
    }
    let document = layout.document(path.clone(), Origin::default(), faults);
    document.map(document::notes::told).map_err(|refused| refused.of(path))
}

/// Pages in lines, as they come.
#[derive(Default)]
struct Layout {
    pages: Vec<Page>,
    signs: usize,
    unknown: usize,
}

impl Layout {
    /// Takes the next page.
    fn add(&mut self, page: Drawn) {
        self.signs += page.glyphs.len();
        self.unknown += page.glyphs.iter().filter(|glyph| is_unknown(glyph.sign)).count();
        self.pages.push(lines::of_page(page));
    }

    /// The document that the pages are.
    fn document(
        mut self,
        path: PathBuf,
        origin: Origin,
        faults: Vec<String>,
    ) -> Result<Document, Refused> {
        if self.pages.iter().all(|page| page.lines.is_empty()) {
            return Err(Refused::Scanned);
        }
        if self.unknown as f32 > MOST_UNKNOWN * self.signs as f32 {
            return Err(Refused::Unreadable);
        }
        running::take_off(&mut self.pages);
        for page in &mut self.pages {
            lines::join_labels(&mut page.lines);
        }
        let parts = (1..=self.pages.len()).map(|page| format!("page {page}")).collect();
        let origin = Origin { parts, paged: true, ..origin };
        let blocks = blocks::blocks(order::placed(self.pages));
        let mut document = write::document(path, origin, &blocks);
        let faults = faults.into_iter().map(|message| Fault { source: None, message });
        document.faults.extend(faults);
        Ok(document)
    }
}

/// Whether a sign says nothing: its font does not tell, or gives it a meaning of its own.
fn is_unknown(sign: char) -> bool {
    matches!(sign, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}
