//! Works as records, and what rules mean.

use cite::{Document, Entry, Library};
use serde_json::json;

use crate::answer::Answer;
use crate::paper::said;

/// What a rule means, in Markdown.
pub(crate) fn explain(rule: &str) -> Answer {
    let page = cite::explain(rule).ok_or_else(|| format!("there is no rule {rule}"))?;
    Ok((json!({}), page.into_bytes()))
}

/// Reads a library, a paper's list, or lines that are a reference each, as records.
pub(crate) fn read(name: &str, to: &str, bytes: &[u8]) -> Answer {
    if let Ok(library) = Library::from_bytes(name, bytes.to_vec())
        && !library.is_empty()
    {
        return answered(&library, to);
    }
    let document = Document::read(name, bytes.to_vec(), false).map_err(said)?;
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
