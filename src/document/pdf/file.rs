//! The pages of a file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::format::{File, Format, Reading, Writer};
use crate::model::document::Document;
use crate::model::error::Error;
use crate::model::origin::Origin;

use super::drawn::Drawn;
use super::fonts::Fonts;
use super::{Layout, Refused, annotate, bounds, glyphs};

/// PDF.
pub(crate) const FORMAT: Format = Format {
    name: "pdf",
    extensions: &["pdf"],
    walked: false,
    reader: Reading::File(read),
    writer: Some(&WRITER),
};

const WRITER: Writer = Writer { annotate: annotate::annotated, edit: None };

/// The most pages that are read, and the most signs.
const MOST_PAGES: usize = 5_000;
const MOST_SIGNS: usize = 6_000_000;

/// Reads a PDF file.
///
/// # Errors
///
/// It is damaged beyond reading or locked, it has no text (a scan), or its fonts do not tell what its
/// signs mean.
fn read(file: File) -> Result<Document, Error> {
    let path = file.path.clone();
    guarded(&path, || {
        let mut layout = Layout::default();
        let faults = pages(&file.bytes, |page| layout.add(page))?;
        let origin = Origin { bytes: file.bytes, original: file.original, ..Origin::default() };
        layout.document(file.path, origin, faults)
    })
}

/// What the pages of a PDF draw, as bytes for [`unpacked`](super::unpacked), and what could not be read.
///
/// # Errors
///
/// It is damaged beyond reading, or locked.
pub fn packed(path: &Path, bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<String>), Error> {
    guarded(path, || {
        let mut packed = Vec::new();
        let faults = pages(&bytes.into(), |page| page.pack(&mut packed))?;
        Ok((packed, faults))
    })
}

/// The crates below read foreign bytes; a fault of theirs must not end the program.
fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T, Refused>) -> Result<T, Error> {
    let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refused::Damaged));
    read.map_err(|refused| refused.of(path.to_owned()))
}

/// Gives the pages of a file one after the other, and returns what could not be read.
fn pages(bytes: &Arc<[u8]>, mut give: impl FnMut(Drawn)) -> Result<Vec<String>, Refused> {
    if bounds::is_cut_off(bytes) {
        return Err(Refused::Damaged);
    }
    if bounds::is_too_large(bytes) {
        return Err(Refused::TooLarge(bounds::MOST >> 20));
    }
    let pdf = Pdf::new(Arc::new(bytes.clone()))?;
    let mut fonts = Fonts::new();
    let (mut signs, mut content) = (0, 0);
    let mut faults = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        if index == MOST_PAGES || signs > MOST_SIGNS || content > bounds::MOST {
            faults.push(format!(
                "the PDF is too long; page {} and those after it are not read",
                index + 1
            ));
            break;
        }
        let read = glyphs::of_page(page, &mut fonts);
        if !read.complete {
            faults.push(format!("page {} holds too much; not all of it is read", index + 1));
        }
        signs += read.drawn.glyphs.len();
        content += read.content;
        give(read.drawn);
    }
    Ok(faults)
}

impl From<LoadPdfError> for Refused {
    fn from(error: LoadPdfError) -> Refused {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refused::Password,
            LoadPdfError::Decryption(_) => Refused::Encrypted,
            LoadPdfError::Invalid => Refused::Damaged,
        }
    }
}
