//! Files in PDF: what `check` needs of them, and comments written into them.

use cite::internals::document::pdf::{PlacedNote, packed, written};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;

/// Comments for a file.
#[derive(Deserialize)]
pub(crate) struct Write {
    /// What the file is called.
    name: String,
    /// The comments, as `check` places them.
    notes: Vec<PlacedNote>,
}

/// What the pages of a file draw, and what of it could not be read.
pub(crate) fn draw(name: &str, bytes: &[u8]) -> Answer {
    let (pages, faults) =
        packed(name.as_ref(), bytes.to_vec()).map_err(|error| error.to_string())?;
    Ok((json!({"faults": faults}), pages))
}

/// The file with comments.
pub(crate) fn write(write: Write, bytes: &[u8]) -> Answer {
    let file = written(write.name.as_ref(), bytes, &write.notes);
    Ok((json!({}), file.map_err(|error| error.to_string())?))
}
