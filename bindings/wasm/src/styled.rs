//! Lists in a style.

use cite::Entry;
use serde_json::json;

use crate::answer::Answer;

/// Records (CSL-JSON) as a list in a style.
pub(crate) fn render(style: &str, to: &str, body: &[u8]) -> Answer {
    let entries: Vec<Entry> = serde_json::from_slice(body)
        .map_err(|error| format!("these are no records in CSL-JSON: {error}"))?;
    let list = cite::render(&entries, style, to).map_err(|error| error.to_string())?;
    Ok((json!({}), list.into_bytes()))
}

/// The styles that have names, with their titles.
pub(crate) fn styles() -> Answer {
    Ok((json!({"styles": cite::styles()}), Vec::new()))
}
