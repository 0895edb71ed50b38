//! OpenDocument texts (ISO/IEC 26300), as LibreOffice writes them.
//!
//! - [`styles`]: what text and lists look like
//! - [`read`]: the text
//! - [`answers`]: comments and tracked changes

mod answers;
mod read;
mod styles;

use crate::document::format::{Format, Reading, Writer};

/// OpenDocument.
pub(crate) const FORMAT: Format = Format {
    name: "odt",
    extensions: &["odt", "ott"],
    walked: true,
    reader: Reading::File(read::read),
    writer: Some(&Writer { annotate: answers::annotate, edit: Some(answers::edit) }),
};
