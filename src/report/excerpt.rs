//! The beginning of a text on one line.

/// How many characters of a place are shown at most.
pub(crate) const LONGEST: usize = 60;

/// Returns a text on one line, cut to `longest` characters where it is longer.
pub(crate) fn excerpt(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
