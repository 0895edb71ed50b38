//! The language of a title, by its small words, the endings of its words and its letters.
//!
//! Titles are too short for statistics of letters; their articles and prepositions tell. What does
//! not tell surely is left open.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::languages::LANGUAGES;
use crate::lexicon::lists::by_language;

/// What each language has: whole words and endings, in lower case.
#[derive(Debug, Default)]
struct Words {
    /// For each word, the languages that have it, by their place in `LANGUAGES`.
    whole: FxHashMap<&'static str, Vec<usize>>,
    endings: Vec<(&'static str, usize)>,
    /// First and last letter of ranges, those of the last language first.
    letters: Vec<(char, char, usize)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let list = |name: &str| {
        let place = |code: &str| LANGUAGES.iter().position(|(known, _)| *known == code);
        by_language(name).filter_map(move |(code, word)| Some((place(code)?, word)))
    };
    for (language, word) in list("title-word") {
        words.whole.entry(word).or_default().push(language);
    }
    words.endings.extend(list("title-ending").map(|(language, end)| (end, language)));
    let range = |(language, all): (usize, &str)| {
        Some((all.chars().next()?, all.chars().next_back()?, language))
    };
    words.letters.extend(list("own-letters").filter_map(range));
    words.letters.reverse();
    words
});

/// A word that several languages have says less.
const SHARED: f32 = 0.6;
/// What an ending says, and how long a word must be for it.
const ENDING: (f32, usize) = (0.5, 6);
/// The least that must speak for a language, and how much more than for any other.
const LEAST: (f32, f32) = (1.6, 0.7);
/// The same for English, whose small words hardly any other language has.
const LEAST_ENGLISH: f32 = 1.0;

/// The code of the language of a title (BCP 47), if it can be told surely.
pub(crate) fn language(title: &str) -> Option<&'static str> {
    by_letters(title).or_else(|| by_words(title))
}

/// The language whose own letters stand in a title.
fn by_letters(title: &str) -> Option<&'static str> {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let other = title.chars().filter(|c| c.is_alphabetic() && *c as u32 > 0x36F).count();
    if other * 2 <= letters {
        return None;
    }
    let lower = title.to_lowercase();
    let holds =
        |(first, last, _): &&(char, char, usize)| lower.contains(|c| (*first..=*last).contains(&c));
    WORDS.letters.iter().find(holds).map(|(_, _, language)| LANGUAGES[*language].0)
}

fn by_words(title: &str) -> Option<&'static str> {
    let lower = title.to_lowercase();
    let mut scores = [0.0_f32; LANGUAGES.len()];
    let mut words = 0;
    for word in lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if let Some(languages) = WORDS.whole.get(word) {
            let worth = if languages.len() == 1 { 1.0 } else { SHARED };
            languages.iter().for_each(|language| scores[*language] += worth);
        }
        if word.chars().count() >= ENDING.1 {
            let mut seen = None;
            for (ending, language) in &WORDS.endings {
                if word.ends_with(ending) && seen != Some(*language) {
                    scores[*language] += ENDING.0;
                    seen = Some(*language);
                }
            }
        }
    }
    let (best, score) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let others = scores.iter().enumerate().filter(|(other, _)| *other != best);
    let second = others.map(|(_, score)| *score).fold(0.0, f32::max);
    let code = LANGUAGES[best].0;
    let least = if code == "en" { LEAST_ENGLISH } else { LEAST.0 };
    // In a long title a few words of another language are quoted ones.
    let share = score / (words as f32).sqrt().max(1.0);
    (*score >= least && score - second >= LEAST.1 && share > 0.35).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_their_language() {
        for (title, expected) in [
            ("The price of water in dry years", Some("en")),
            ("Biosynthesis of resins", Some("en")),
            ("Zur Entstehung und Struktur der Brunnen", Some("de")),
            ("Les origines de la réduction chez Husserl", Some("fr")),
            ("A formação de professores na escola", Some("pt")),
            ("La evaluación del desarrollo de los pozos", Some("es")),
            ("Saussure e gli strutturalismi nel Novecento", Some("it")),
            ("Het water in de polders van het noorden", Some("nl")),
            ("Экономика водных ресурсов", Some("ru")),
            ("Су қорларын басқару", Some("kk")),
            ("Водні ресурси України", Some("uk")),
            ("河流研究", Some("zh")),
            ("川のながれ", Some("ja")),
            ("In vitro de novo assembly", None),
            ("Rio de Janeiro", None),
            ("Agave tequilana", None),
            ("", None),
        ] {
            assert_eq!(language(title), expected, "{title}");
        }
    }
}
