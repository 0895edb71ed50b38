//! The language of a text, to know which texts can be compared.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A language or, where the script leaves no choice, a script.
pub(crate) type Language = &'static str;

/// The language of a text; absent where too few of its words tell.
///
/// Scripts that are written in few languages tell by themselves; Latin and Cyrillic text is told
/// by its commonest words.
pub(crate) fn of(text: &str) -> Option<Language> {
    let text = &text[..text.floor_char_boundary(text.len().min(8 << 10))];
    match script(text)? {
        script @ ("Latn" | "Cyrl") => by_words(text, script),
        script => Some(script),
    }
}

/// Whether the words of a title could be expected in a text: not if they are in different
/// languages, and not if the title's is unknown and the text is not English, in which most titles
/// of mixed lists are given.
pub(crate) fn comparable(title: &str, text: &str) -> bool {
    let scripts = (script(title), script(text));
    if let (Some(a), Some(b)) = scripts
        && a != b
    {
        return false;
    }
    match (of(title), of(text)) {
        (Some(title), Some(text)) => title == text,
        (None, Some(text)) => text == "en",
        (_, None) => true,
    }
}

/// The script of most letters, by its ISO 15924 code.
pub(crate) fn script(text: &str) -> Option<Language> {
    let mut counts: [(Language, usize); 9] =
        ["Latn", "Cyrl", "Grek", "Arab", "Hebr", "Jpan", "Kore", "Hani", "Other"]
            .map(|script| (script, 0));
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        counts[index_of(c)].1 += 1;
    }
    // A few kana make a text Japanese, though most of it may be Chinese characters.
    if counts[5].1 * 10 > counts[7].1 && counts[5].1 > 1 {
        counts[5].1 += counts[7].1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map(|(script, _)| script)
}

fn index_of(c: char) -> usize {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => 0,
        '\u{400}'..='\u{52F}' => 1,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => 2,
        '\u{600}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => 3,
        '\u{590}'..='\u{5FF}' => 4,
        '\u{3040}'..='\u{30FF}' => 5,
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => 6,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => 7,
        _ => 8,
    }
}

/// Languages and their commonest words.
static STOP_WORDS: LazyLock<Vec<(Language, Vec<&'static str>)>> = LazyLock::new(|| {
    let file = include_str!("../../../refs/links/stop-words.txt");
    let line = |line: &'static str| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words.collect()))
    };
    file.lines().filter(|line| !line.starts_with('#')).filter_map(line).collect()
});

fn by_words(text: &str, wanted: &str) -> Option<Language> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut scores: Vec<(usize, Language)> = STOP_WORDS
        .iter()
        .filter(|(_, own)| own.first().and_then(|word| script(word)) == Some(wanted))
        .map(|(language, own)| (words.iter().filter(|word| own.contains(word)).count(), *language))
        .collect();
    scores.sort_by_key(|score| std::cmp::Reverse(score.0));
    match scores.as_slice() {
        [(first, language), (second, _), ..]
            if *first >= 2 && first > second && first * 12 > words.len() =>
        {
            Some(language)
        }
        _ => None,
    }
}

/// Whether a word is so common in any of the languages that it says nothing of a subject.
pub(crate) fn is_stop_word(word: &str) -> bool {
    static ALL: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| STOP_WORDS.iter().flat_map(|(_, own)| own).copied().collect());
    ALL.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_words() {
        assert_eq!(of("The history of the region and its people"), Some("en"));
        assert_eq!(of("Die Geschichte der Region und ihrer Menschen ist lang"), Some("de"));
        assert_eq!(of("История региона и его народов"), Some("ru"));
        assert_eq!(of("新しい歴史の教科書"), Some("Jpan"));
        assert_eq!(of("中亚历史"), Some("Hani"));
        assert_eq!(of("Oil politics"), None);
    }

    #[test]
    fn only_one_language_can_be_compared() {
        let german = "Die Geschichte der Region und ihrer Menschen ist lang und wird hier erzählt";
        assert!(!comparable("The history of the region", german));
        assert!(!comparable("Oil politics", german));
        assert!(comparable("Eine Geschichte der Region und des Landes", german));
        assert!(!comparable("История региона", "The history of the region and its people"));
        assert!(comparable(
            "Oil politics",
            "Garden chairs for the summer and the winter of this year"
        ));
    }
}
