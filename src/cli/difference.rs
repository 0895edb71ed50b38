//! What was changed in a text, as a unified diff; on a terminal with colour, the words that change are
//! marked.

use std::path::Path;

use similar::{ChangeTag, InlineChange, TextDiff};

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;

/// What begins a line that is gone, and one that came.
const GONE: &str = "\u{1b}[31m";
const CAME: &str = "\u{1b}[32m";

/// What begins and what ends the mark of a word that changes.
const WORD: (&str, &str) = ("\u{1b}[7m", "\u{1b}[27m");

/// What ends a line in colour.
const END: &str = "\u{1b}[0m";

/// Returns what was changed in the text of the file at `path`, as a unified diff; empty if nothing was.
pub(super) fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = path.display().to_string();
    let lines = TextDiff::from_lines(before, after);
    lines.unified_diff().header(&name, &name).to_string()
}

/// Returns the same for a terminal: escaped, in colours, with the words marked that change.
pub(super) fn coloured(path: &Path, before: &str, after: &str) -> String {
    let lines = TextDiff::from_lines(before, after);
    let unified = lines.unified_diff();
    let name = Escaped::<Terminal>::line(&path.display().to_string()).into_string();
    let mut out = String::new();
    for hunk in unified.iter_hunks() {
        if out.is_empty() {
            out = format!("--- {name}\n+++ {name}\n");
        }
        out.push_str(&format!("{}\n", hunk.header()));
        let changes = hunk.ops().iter().flat_map(|op| lines.iter_inline_changes(op));
        out.extend(changes.map(|change| line(&change)));
    }
    out
}

/// A line of the difference, with its end.
fn line(change: &InlineChange<str>) -> String {
    let sign = change.tag().to_string();
    let words: String =
        change.iter_strings_lossy().map(|(marked, text)| word(marked, &text)).collect();
    match change.tag() {
        ChangeTag::Equal => format!("{sign}{words}\n"),
        ChangeTag::Delete => format!("{GONE}{sign}{words}{END}\n"),
        ChangeTag::Insert => format!("{CAME}{sign}{words}{END}\n"),
    }
}

fn word(marked: bool, text: &str) -> String {
    let text = text.trim_end_matches(['\r', '\n']);
    let text = Escaped::<Terminal>::text(text).into_string();
    match marked && !text.is_empty() {
        true => format!("{}{text}{}", WORD.0, WORD.1),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_are_marked() {
        let (before, after) = ("one\nSo it is. (Hurd 1999).\n", "one\nSo it is (Hurd 1999).\n");
        let shown = coloured(Path::new("a.md"), before, after);
        assert!(shown.starts_with("--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n one\n"), "{shown}");
        let gone = shown.lines().find(|line| line.contains("\u{1b}[31m")).expect("a line");
        assert!(gone.contains("\u{1b}[7m") && gone.contains("(Hurd 1999)."), "{gone}");
        assert_eq!(coloured(Path::new("a.md"), after, after), "");
    }

    #[test]
    fn what_would_control_the_terminal_is_shown() {
        let shown = coloured(Path::new("a\u{1b}.md"), "x\u{1b}[2J\n", "y\u{1b}[2J\n");
        assert!(!shown.contains("\u{1b}[2J") && shown.contains('␛'), "{shown}");
    }
}
