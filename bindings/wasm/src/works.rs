//! Works as records.

use cite::{Entry, Library};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::paper::{Drawn, document, said};

/// What is to be read besides its bytes.
#[derive(Deserialize)]
pub(crate) struct Read {
    /// What the file is called; its ending tells the format.
    name: String,
    /// Where it is a PDF: the bytes are what its pages draw.
    drawn: Option<Drawn>,
    /// The format of the records.
    to: String,
}

/// Reads a library, a paper's list, or lines that are a reference each, as records.
pub(crate) fn read(read: Read, bytes: &[u8]) -> Answer {
    let to = &read.to;
    if read.drawn.is_none()
        && let Ok(library) = Library::from_bytes(&read.name, bytes.to_vec())
        && !library.is_empty()
    {
        return answered(&library, to);
    }
    let document = document(read.name, read.drawn, bytes)?;
    let listed = document.references();
    if !listed.is_empty() {
        return written(listed, to);
    }
    let lines: Vec<&str> =
        document.text().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    written(cite::parse_references(&lines), to)
}

/// Records in a format, and what has no place there.
pub(crate) fn written(entries: Vec<Entry>, to: &str) -> Answer {
    answered(&entries.into_iter().collect(), to)
}

fn answered(library: &Library, to: &str) -> Answer {
    let (text, lost) = library.write(to).map_err(said)?;
    Ok((json!({"entries": library.entries().count(), "lost": lost}), text.into_bytes()))
}
