//! Plain text.

use super::format::Format;
use crate::render::formatted::Formatted;

/// Plain text: an entry a paragraph.
pub(crate) const FORMAT: Format =
    Format { name: "text", inline: Formatted::plain, paragraph: Formatted::plain, list };

fn list(entries: &[(&str, &Formatted)]) -> String {
    entries.iter().map(|(_, text)| format!("{}\n", text.plain())).collect()
}
