//! PDF: the text of pages, put together from where its signs stand.
//!
//! - `glyphs`: the signs of a page; `fonts`, `matrix`: what they are read with
//! - `lines`: signs side by side
//! - `running`: heads, feet and numbers that stand on every page
//! - `order`: columns, and the order of lines
//! - `notes`, `blocks`: what lines make up
//! - `words`: hyphens at the ends of lines
//! - `write`: the document
//! - `bounds`: files that would unpack to too much
//! - `annotate`, `increment`: notes, and how they are appended to the file

mod annotate;
mod blocks;
mod bounds;
mod fonts;
mod glyphs;
mod increment;
mod lines;
mod matrix;
mod notes;
mod order;
mod running;
mod words;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::format::{File, Format, Reading, Writer};
use crate::model::document::{Document, Fault};
use crate::model::error::Error;
use crate::model::origin::Origin;

use self::fonts::Fonts;
use self::lines::Page;

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

/// The share of signs without meaning beyond which a text is not read.
const MOST_UNKNOWN: f32 = 0.3;

/// Reads a PDF file.
///
/// # Errors
///
/// It is damaged beyond reading or locked, it has no text (a scan), or its fonts do not tell what its
/// signs mean.
pub(crate) fn read(file: File) -> Result<Document, Error> {
    // The crates below read foreign bytes; a fault of theirs must not end the program.
    let extracted = catch_unwind(AssertUnwindSafe(|| extract(&file)));
    let extracted = extracted.unwrap_or(Err(Refused::Damaged));
    extracted.map_err(|refused| {
        let message = refused.to_string();
        Error::Content { path: file.path.clone(), message }
    })
}

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

impl From<LoadPdfError> for Refused {
    fn from(error: LoadPdfError) -> Refused {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refused::Password,
            LoadPdfError::Decryption(_) => Refused::Encrypted,
            LoadPdfError::Invalid => Refused::Damaged,
        }
    }
}

fn extract(file: &File) -> Result<Document, Refused> {
    if bounds::is_cut_off(&file.bytes) {
        return Err(Refused::Damaged);
    }
    if bounds::is_too_large(&file.bytes) {
        return Err(Refused::TooLarge(bounds::MOST >> 20));
    }
    let pdf = Pdf::new(Arc::new(file.bytes.clone()))?;
    let mut fonts = Fonts::new();
    let mut pages: Vec<Page> = Vec::new();
    let (mut signs, mut unknown, mut content) = (0, 0, 0);
    let mut faults = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        if index == MOST_PAGES || signs > MOST_SIGNS || content > bounds::MOST {
            faults.push(format!(
                "the PDF is too long; page {} and those after it are not read",
                index + 1
            ));
            break;
        }
        let drawn = glyphs::of_page(page, &mut fonts);
        if !drawn.complete {
            faults.push(format!("page {} holds too much; not all of it is read", index + 1));
        }
        signs += drawn.glyphs.len();
        content += drawn.content;
        unknown += drawn.glyphs.iter().filter(|glyph| is_unknown(glyph.sign)).count();
        pages.push(lines::of_page(drawn));
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(Refused::Scanned);
    }
    if unknown as f32 > MOST_UNKNOWN * signs as f32 {
        return Err(Refused::Unreadable);
    }
    running::take_off(&mut pages);
    for page in &mut pages {
        lines::join_labels(&mut page.lines);
    }
    let parts = (1..=pages.len()).map(|page| format!("page {page}")).collect();
    let origin = Origin {
        bytes: file.bytes.clone(),
        parts,
        paged: true,
        original: file.original,
        ..Origin::default()
    };
    let blocks = blocks::blocks(order::placed(pages));
    let mut document = write::document(file.path.clone(), origin, &blocks);
    document.faults.extend(faults.into_iter().map(|message| Fault { source: None, message }));
    Ok(document)
}

/// Whether a sign says nothing: its font does not tell, or gives it a meaning of its own.
fn is_unknown(sign: char) -> bool {
    matches!(sign, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}
