//! Cuts running text into words, numbers and signs.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::lists::lists;
use crate::lexicon::scripts::is_unspaced;
use crate::text::fold::{is_apostrophe, is_dash};
use crate::text::letters::is_alphabetic;
use crate::text::span::Span;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with apostrophes and hyphens inside.
    Word,
    /// Digits, with Latin letters directly after them: `2010a`, `62nd`.
    Number,
    /// One other character; those of full width, and kinds of brackets, quotes and dashes that
    /// mean the same, are given as one.
    Sign(char),
}

/// The pieces of `text` within `range`, white space left out; spans count in `text`.
pub(crate) fn pieces(text: &str, range: Range<usize>) -> impl Iterator<Item = (Kind, Span)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..range.end)?;
            let c = rest.chars().next()?;
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            let (kind, length) = if c.is_ascii_digit() {
                (Kind::Number, number_length(rest))
            } else if is_letter(c) {
                (Kind::Word, word_length(rest))
            } else {
                (Kind::Sign(plain(c)), c.len_utf8())
            };
            let span = Span::new(at, at + length);
            at += length;
            return Some((kind, span));
        }
    })
}

fn is_letter(c: char) -> bool {
    is_alphabetic(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn number_length(rest: &str) -> usize {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let tail = &rest[digits..];
    // "3Ackerman": the number of a note is glued to a word.
    let mut letters = tail.chars();
    if letters.next().is_some_and(char::is_uppercase)
        && letters.take(2).filter(|c| c.is_lowercase()).count() == 2
    {
        return digits;
    }
    digits + tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len())
}

/// The length of the word that `rest` begins with.
///
/// Chinese and Japanese put no spaces between words: their characters make a word of their own,
/// which ends at the signs for "and" and "et al.".
fn word_length(rest: &str) -> usize {
    // Most words of most texts are of plain letters, with a space after them.
    let plain = rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
    if plain > 0
        && rest.as_bytes().get(plain).is_none_or(|b| matches!(b, b' ' | b',' | b'.' | b')'))
    {
        return plain;
    }
    let mut chars = rest.char_indices().peekable();
    let ideographic = rest.chars().next().is_some_and(is_ideographic);
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let joins = is_apostrophe(c) || (is_dash(c) && !matches!(c, '–' | '—' | '―'));
        let inside = match c {
            _ if ideographic && c == '・' => rest[..at].ends_with(is_katakana),
            _ if ideographic => is_ideographic(c) && (at == 0 || !is_joint(rest, at)),
            _ if is_letter(c) => !is_ideographic(c),
            _ if is_invisible(c) => true,
            _ if c.is_ascii_digit() => at > 0,
            _ => joins && chars.peek().is_some_and(|(_, next)| is_alphabetic(*next)),
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
        if ideographic && at == 0 && is_joint(rest, 0) {
            return joint_length(rest);
        }
    }
    end.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

/// Whether what begins at `at` joins or cuts short a list of names.
fn is_joint(rest: &str, at: usize) -> bool {
    // から says "from", and has nothing of ら ("and others").
    let from = rest[..at].ends_with('か') && rest[at..].starts_with('ら');
    joint_length(&rest[at..]) > 0 && !from
}

/// What joins names, or stands for those left out, in scripts without spaces.
static JOINTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lists(&["and", "et-al"]).filter(|joint| joint.starts_with(is_unspaced)).collect()
});

fn joint_length(rest: &str) -> usize {
    let joints = JOINTS.iter().filter(|joint| rest.starts_with(**joint));
    joints.map(|joint| joint.len()).max().unwrap_or(0)
}

/// One character for all that mean the same.
fn plain(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '［' | '【' | '〔' => '[',
        '］' | '】' | '〕' => ']',
        '，' | '、' | '،' | '・' => ',',
        '；' | '؛' => ';',
        '：' => ':',
        '。' | '．' => '.',
        '＆' => '&',
        '／' => '/',
        '“' | '”' | '„' | '«' | '»' | '"' | '「' | '」' | '『' | '』' | '《' | '》' | '〈'
        | '〉' | '‟' => '"',
        c if is_apostrophe(c) => '\'',
        c if is_dash(c) => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        pieces(text, 0..text.len()).map(|(_, span)| span.of(text)).collect()
    }

    #[test]
    fn names_are_one_word() {
        assert_eq!(
            texts("O'Neil and d’Ancona, Kim‐Cohen"),
            ["O'Neil", "and", "d’Ancona", ",", "Kim‐Cohen"]
        );
        assert_eq!(texts("Baeza-Yates–Gonnet"), ["Baeza-Yates", "–", "Gonnet"]);
        assert_eq!(texts("Williams’ (2010a)"), ["Williams", "’", "(", "2010a", ")"]);
    }

    #[test]
    fn numbers_of_notes_part_from_names() {
        assert_eq!(
            texts("3Ackerman 2010a 62nd 3D 16S"),
            ["3", "Ackerman", "2010a", "62nd", "3D", "16S"]
        );
    }

    #[test]
    fn ideographs_part_from_letters_and_joints() {
        assert_eq!(texts("Lee等，2019"), ["Lee", "等", "，", "2019"]);
        assert_eq!(texts("李四和王五，第45页"), ["李四", "和", "王五", "，", "第", "45", "页"]);
    }

    #[test]
    fn middle_dots_part_names_but_not_their_words() {
        assert_eq!(texts("鈴木・佐藤（2015）"), ["鈴木", "・", "佐藤", "（", "2015", "）"]);
        assert_eq!(texts("高橋ほか，2018"), ["高橋", "ほか", "，", "2018"]);
        assert_eq!(texts("ジョン・スミス"), ["ジョン・スミス"]);
    }

    #[test]
    fn decomposed_letters_stay_together() {
        assert_eq!(texts("Mu\u{308}ller 2010"), ["Mu\u{308}ller", "2010"]);
    }
}
