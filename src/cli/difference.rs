//! What was changed in a text, as a unified diff; on a terminal with colour, the words that change are
//! marked.

use std::ops::Range;
use std::path::Path;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput};

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;

/// Lines that are shown around what changes.
const CONTEXT: u32 = 3;

/// What begins a line that is gone, and one that came.
const GONE: &str = "\u{1b}[31m";
const CAME: &str = "\u{1b}[32m";

/// What begins and what ends the mark of a word that changes.
const WORD: (&str, &str) = ("\u{1b}[7m", "\u{1b}[27m");

/// What ends a line in colour.
const END: &str = "\u{1b}[0m";

/// Returns what was changed in the text of the file at `path`, as a unified diff; empty if nothing was.
pub(super) fn unified(path: &Path, before: &str, after: &str) -> String {
    let whole = |sign: char, lines: &[&str]| -> String {
        lines.iter().map(|line| ended(format!("{sign}{line}"))).collect()
    };
    let changed = |gone: &[&str], came: &[&str]| whole('-', gone) + &whole('+', came);
    written(&path.display().to_string(), before, after, |line| whole(' ', &[line]), changed)
}

/// Returns the same for a terminal: escaped, in colours, with the words marked that change.
pub(super) fn coloured(path: &Path, before: &str, after: &str) -> String {
    let name = Escaped::<Terminal>::line(&path.display().to_string()).into_string();
    written(&name, before, after, |line| format!(" {}\n", shown(line)), marked)
}

/// Returns a unified diff whose parts are written by `same`, a line that stays, and `changed`, lines that
/// are gone and those that came for them.
fn written(
    name: &str,
    before: &str,
    after: &str,
    same: impl Fn(&str) -> String,
    changed: impl Fn(&[&str], &[&str]) -> String,
) -> String {
    let [before, after] =
        [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let hunks = hunks(&before, &after);
    let near = |one: &Hunk, next: &Hunk| next.before.start - one.before.end <= 2 * CONTEXT;
    let mut out = String::new();
    for group in hunks.chunk_by(near) {
        let [Some(first), Some(last)] = [group.first(), group.last()] else { continue };
        let above = first.before.start.min(CONTEXT);
        let below = (before.len() as u32 - last.before.end).min(CONTEXT);
        let around = |of: fn(&Hunk) -> &Range<u32>| of(first).start - above..of(last).end + below;
        let (whole, new) = (around(|hunk| &hunk.before), around(|hunk| &hunk.after));
        if out.is_empty() {
            out = format!("--- {name}\n+++ {name}\n");
        }
        out.push_str(&format!("@@ -{} +{} @@\n", numbers(&whole), numbers(&new)));
        let mut at = whole.start;
        for hunk in group {
            out.extend(slice(&before, &(at..hunk.before.start)).iter().map(|line| same(line)));
            out.push_str(&changed(slice(&before, &hunk.before), slice(&after, &hunk.after)));
            at = hunk.before.end;
        }
        out.extend(slice(&before, &(at..whole.end)).iter().map(|line| same(line)));
    }
    out
}

/// Returns where two sequences differ.
fn hunks(before: &[&str], after: &[&str]) -> Vec<Hunk> {
    let input = interned(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    diff.hunks().collect()
}

fn interned<'a>(before: &[&'a str], after: &[&'a str]) -> InternedInput<&'a str> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    input
}

fn slice<'a, 'b>(lines: &'b [&'a str], range: &Range<u32>) -> &'b [&'a str] {
    &lines[range.start as usize..range.end as usize]
}

/// The lines of a part in its header. An empty part is said to lie behind the line before it, and one
/// line is said without its count (POSIX, `diff -u`).
fn numbers(lines: &Range<u32>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

/// Returns a line with its end; a last line without one says so.
fn ended(line: String) -> String {
    match line.ends_with('\n') {
        true => line,
        false => line + "\n\\ No newline at end of file\n",
    }
}

/// Returns lines in colours. Where most words stay, those that do not are marked.
fn marked(gone: &[&str], came: &[&str]) -> String {
    let (gone, came) = (gone.concat(), came.concat());
    let (old, new) = (words(&gone), words(&came));
    let diff = Diff::compute(Algorithm::Myers, &interned(&old, &new));
    let removed = diff.count_removals() as usize;
    let alike = 2 * (old.len() - removed) >= old.len().max(new.len());
    let side = |words: &[&str], sign: &str, changes: &dyn Fn(u32) -> bool| -> String {
        let marks: Vec<(bool, &str)> =
            (0..).zip(words).map(|(index, word)| (alike && changes(index), *word)).collect();
        let lines = marks.split_inclusive(|(_, word)| *word == "\n");
        lines.map(|line| format!("{sign}{}{END}\n", with_marks(line))).collect()
    };
    let gone = side(&old, &format!("{GONE}-"), &|index| diff.is_removed(index));
    gone + &side(&new, &format!("{CAME}+"), &|index| diff.is_added(index))
}

/// Splits a text into words, and single signs between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(word.max(first.len_utf8()));
        words.push(word);
        rest = behind;
    }
    words
}

/// Returns the words of a line, those side by side that change under one mark.
fn with_marks(line: &[(bool, &str)]) -> String {
    let runs = line.chunk_by(|(one, _), (next, _)| one == next);
    let text = |run: &[(bool, &str)]| shown(&run.iter().map(|(_, word)| *word).collect::<String>());
    runs.map(|run| match (run.first(), text(run)) {
        (Some((true, _)), text) if !text.is_empty() => format!("{}{text}{}", WORD.0, WORD.1),
        (_, text) => text,
    })
    .collect()
}

/// Returns a part of a line for a terminal, without the line's end.
fn shown(text: &str) -> String {
    Escaped::<Terminal>::text(text.trim_end_matches(['\r', '\n'])).into_string()
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
    fn a_difference_is_what_diff_writes() {
        let lines = |changed: &[(usize, &str)]| -> String {
            let line = |at: usize| changed.iter().find(|(place, _)| *place == at);
            (1..=20)
                .map(|at| line(at).map_or(format!("{at}\n"), |(_, to)| (*to).to_owned()))
                .collect()
        };
        let (before, after) = (lines(&[]), lines(&[(5, "five\n"), (13, ""), (20, "20")]));
        let expected = "--- a.md\n+++ a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n\
            @@ -10,11 +10,10 @@\n 10\n 11\n 12\n-13\n 14\n 15\n 16\n 17\n 18\n 19\n-20\n+20\n\
            \\ No newline at end of file\n";
        assert_eq!(unified(Path::new("a.md"), &before, &after), expected);
        let all = unified(Path::new("a.md"), "", "one\n");
        assert_eq!(all, "--- a.md\n+++ a.md\n@@ -0,0 +1 @@\n+one\n");
    }

    #[test]
    fn what_would_control_the_terminal_is_shown() {
        let shown = coloured(Path::new("a\u{1b}.md"), "x\u{1b}[2J\n", "y\u{1b}[2J\n");
        assert!(!shown.contains("\u{1b}[2J") && shown.contains('␛'), "{shown}");
    }
}
