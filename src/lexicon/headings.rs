//! How reference lists and notes are headed in many languages.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::lists::list;
use crate::text::fold::fold;

/// Whether a heading announces a reference list, whatever its case, number and colon.
pub(crate) fn heads_references(text: &str) -> bool {
    if text.len() > 120 || leads_to_page(text) {
        return false;
    }
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    if ![Some(words), Some(without_roman(words)), after_part(words)]
        .into_iter()
        .flatten()
        .any(may_head)
    {
        return false;
    }
    let bibliography =
        words.split_whitespace().count() <= 4 && fold(words).starts_with("bibliogra");
    bibliography
        || [words, without_roman(words)].into_iter().any(|words| {
            HEADINGS.contains(&fold(words)) || HEADINGS.contains(&fold(without_remark(words)))
        })
        || [without_part(words), after_part(words)]
            .into_iter()
            .flatten()
            .any(|words| HEADINGS.contains(&fold(words)))
        || heads_several(without_remark(words))
        || heads_twice(words)
}

/// Whether a heading says the same in two languages: "References/Referenties".
fn heads_twice(words: &str) -> bool {
    let Some((one, other)) = words.split_once(['/', '|']) else { return false };
    [one, other].iter().all(|part| HEADINGS.contains(&fold(part)))
}

/// Whether each of several words in a row, joined by "and", announces a list: "Further reading and
/// sources".
fn heads_several(words: &str) -> bool {
    const MOST: usize = 6;
    let all: Vec<&str> = words.split_whitespace().collect();
    let is_and = |word: &&&str| {
        **word == "&" || list("and").iter().any(|and| and.eq_ignore_ascii_case(word))
    };
    let joined = all.iter().any(|word| is_and(&word));
    let mut parts = all.split(|word| is_and(&word));
    let known = |part: &[&str]| !part.is_empty() && HEADINGS.contains(&fold(&part.concat()));
    joined && all.len() <= MOST && parts.all(known)
}

/// Whether a heading is one of these, whatever its case, number and colon.
pub(crate) fn is_named(text: &str, names: &[String]) -> bool {
    let key = |name: &str| fold(name.trim_start_matches(|c: char| !c.is_alphabetic()));
    !names.is_empty() && names.iter().any(|name| key(name) == key(text))
}

/// Whether a heading announces works that are worth reading, cited or not: "Further reading".
pub(crate) fn heads_selection(text: &str) -> bool {
    let key = fold(text.trim_start_matches(|c: char| !c.is_alphabetic()));
    list("heading-of-selection").iter().any(|heading| fold(heading) == key)
}

/// Whether a heading announces notes at the end of a text or a chapter.
pub(crate) fn heads_notes(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    text.len() < 60 && list("notes-heading").contains(&fold(words).as_str())
}

/// Whether a heading begins something that follows reference lists: an appendix, tables, notes.
pub(crate) fn heads_something_else(text: &str) -> bool {
    if text.len() >= 200 {
        return false;
    }
    let key = fold(text.trim_start_matches(|c: char| !c.is_alphabetic()));
    list("heading-after-list").iter().any(|start| key.starts_with(start))
}

/// Whether these words before a colon begin what journals print after the list: "Received: …".
pub(crate) fn heads_back_matter(words: &str) -> bool {
    let key = fold(words);
    list("back-matter").contains(&key.as_str())
}

/// Whether dots lead from the words to the number of a page, as in a table of contents.
fn leads_to_page(text: &str) -> bool {
    /// So many dots are a line, and not the end of a sentence.
    const FEWEST: usize = 4;
    let words = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = words.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | ' ' | '\t'));
    let dots: usize = dots.map(|c| if c == '…' { 3 } else { usize::from(c != ' ') }).sum();
    words.len() < text.trim_end().len() && dots >= FEWEST
}

/// Without the Roman number before a heading: "VII. References".
fn without_roman(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| "IVXivx".contains(c));
    match rest.strip_prefix(['.', ')', ' ']) {
        Some(rest) => rest.trim_start(),
        None => words,
    }
}

/// Without the remark in brackets after a heading: "Bibliography (selected)", "References\[edit\]".
fn without_remark(words: &str) -> &str {
    let inside = words.trim_end_matches(['.', ':', ' ']).strip_suffix([')', '）', ']', '}']);
    let open = inside.and_then(|rest| rest.rfind(['(', '（', '[', '{']));
    open.map_or(words, |open| words[..open].trim_end())
}

/// Without the part of the text that the list belongs to: "References for Chapter 3",
/// "Bibliografia Sezione 2.1".
fn without_part(words: &str) -> Option<&str> {
    let (rest, number) = words.trim_end().rsplit_once(' ')?;
    let digits = number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.len() < 4;
    let (rest, _part) = rest.trim_end().rsplit_once(' ').filter(|_| digits)?;
    let joint = rest.rsplit_once(' ').filter(|(_, word)| word.chars().count() < 4);
    Some(joint.map_or(rest, |(rest, _)| rest))
}

/// Without the part of the text before the word: "Chapter 2 References".
fn after_part(words: &str) -> Option<&str> {
    let (_part, rest) = words.split_once(' ')?;
    let (number, rest) = rest.trim_start().split_once(' ')?;
    let digits = number.chars().all(|c| c.is_ascii_digit() || ".:".contains(c)) && number.len() < 5;
    digits.then_some(rest)
}

/// Whether words begin with the letters of a heading: hardly any line does.
fn may_head(words: &str) -> bool {
    let start = fold(&words[..words.floor_char_boundary(NEAR)]);
    let mut ends = start.char_indices().map(|(at, _)| at).skip(1).take(LETTERS);
    start.chars().count() <= LETTERS || ends.any(|end| BEGINNINGS.contains(&start[..end]))
}

/// How many letters of a heading are compared first, and in how many bytes they are looked for.
const LETTERS: usize = 3;
const NEAR: usize = 12;

/// The first letters of the headings.
static BEGINNINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let start = |heading: &'static String| {
        let end = heading.char_indices().nth(LETTERS).map_or(heading.len(), |(end, _)| end);
        &heading[..end]
    };
    HEADINGS.iter().map(start).collect()
});

static HEADINGS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| list("references-heading").iter().map(|heading| fold(heading)).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_lists() {
        for text in [
            "REFERENCES:",
            "7. References",
            "VII. Literature cited",
            "Referências bibliográficas",
            "Список литературы:",
            "Пайдаланылған әдебиеттер тізімі",
            "参考文献",
            "  Works Cited.",
            "Bibliografia Sezione 2.1",
            "References for Chapter 3",
            "Literature (selected)",
            "REFERÊNCIAS (formato da norma).",
            "References[edit]",
            "Bibliografía nuclear (37 fuentes)",
            "Further reading and references",
            "Nadaljnje branje in viri",
            "References/Referenties",
            "7. Kaynakça / References",
        ] {
            assert!(heads_references(text), "{text}");
        }
        for text in [
            "Reference values of blood",
            "Literature in 2010",
            "",
            "Sources of error",
            "12",
            "Sources and methods",
            "References/methods",
            "Bibliografia ……………………………………………51",
            "References .......... 51",
        ] {
            assert!(!heads_references(text), "{text}");
        }
    }
}
