//! How similar the title of a page is to the cited one.

use std::collections::HashSet;

use crate::text::fold::fold;

use crate::verify::classify::language::is_stop_word;
use crate::verify::classify::signal_phrases::is_spaceless;

/// From this similarity on, two titles are of the same work.
pub(crate) const SAME: f32 = 0.75;

/// Below this similarity, two titles are unrelated.
pub(crate) const UNRELATED: f32 = 0.3;

/// Returns how similar `found`, the title of a page, is to `cited`: 0 to 1.
///
/// A page adds the name of its site, leaves the subtitle out or cuts the title short; none of
/// these makes it another work.
pub(crate) fn of(cited: &str, found: &str) -> f32 {
    let whole = of_piece(cited, found);
    let pieces = pieces(found);
    pieces.iter().map(|piece| of_piece(cited, piece)).fold(whole, f32::max)
}

/// A title's parts between the signs that sites put between title and name.
fn pieces(title: &str) -> Vec<&str> {
    let separators = [
        " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " › ", " ‹ ", " / ", "｜",
        " -- ", " ~ ", "_",
    ];
    let mut pieces = Vec::new();
    for separator in separators {
        if title.contains(separator) {
            pieces.extend(title.split(separator));
            if let Some((first, _)) = title.rsplit_once(separator) {
                pieces.push(first);
            }
            if let Some((_, last)) = title.split_once(separator) {
                pieces.push(last);
            }
        }
    }
    pieces
}

fn of_piece(cited: &str, found: &str) -> f32 {
    let (a, b) = (fold(cited), fold(found));
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    if long_a == 0 || long_b == 0 {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let wide = a.chars().any(is_spaceless);
    let enough = if wide { 4 } else { 12 };
    if long_a >= enough && b.contains(&a) {
        return 0.97;
    }
    let cut = found.trim_end().ends_with('…') || found.trim_end().ends_with("...");
    let prefix = if wide { 6 } else { 18 };
    if long_b >= prefix && a.starts_with(&b) && (cut || long_b * 5 >= long_a * 2) {
        return 0.95;
    }
    let letters = strsim::sorensen_dice(&a, &b) as f32;
    // Letters in pairs are alike by chance; only near agreement says something.
    let letters = if letters > 0.6 { letters } else { letters * 0.5 };
    words(cited, found).max(letters)
}

/// How many of the words that say something are in both.
fn words(cited: &str, found: &str) -> f32 {
    let (a, b) = (content_words(cited), content_words(found));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let common = a.iter().filter(|word| b.contains(*word)).count() as f32;
    let (in_a, in_b) = (common / a.len() as f32, common / b.len() as f32);
    let both = 2.0 * common / (a.len() + b.len()) as f32;
    let covered = if a.len() >= 3 { in_a * 0.95 } else { 0.0 };
    let shortened = if b.len() >= 3 && in_a >= 0.4 { in_b * 0.9 } else { 0.0 };
    both.max(covered).max(shortened)
}

/// The share of a title's words that a text has, in any order and with any ending.
pub(crate) fn coverage(title: &str, text: &str) -> f32 {
    let wanted = content_words(title);
    if wanted.is_empty() {
        return 0.0;
    }
    let there: HashSet<String> = content_words(text).into_iter().map(|word| stem(&word)).collect();
    let found = wanted.iter().filter(|word| there.contains(&stem(word))).count();
    found as f32 / wanted.len() as f32
}

/// The folded words of a text that are not among the commonest of their language; scripts without
/// spaces are cut into pairs of letters.
pub(crate) fn content_words(text: &str) -> HashSet<String> {
    let mut words = HashSet::new();
    for word in text.split(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{AD}')
    }) {
        if word.chars().any(is_spaceless) {
            let letters: Vec<char> = word.chars().collect();
            words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
            continue;
        }
        let lower = word.to_lowercase();
        if !lower.is_empty() && !is_stop_word(&lower) {
            words.insert(fold(&lower));
        }
    }
    words.remove("");
    words
}

/// A word without its ending, as far as one can say in any language: its first six letters.
fn stem(word: &str) -> String {
    word.chars().take(6).collect()
}

/// Whether a text holds a title word for word, as far as letters and digits go. Titles of a word
/// or two stand in any text.
pub(crate) fn is_in(title: &str, folded_text: &str) -> bool {
    let main = title.split([':', '—', '–', '?']).next().unwrap_or(title);
    [title, main].into_iter().any(|title| {
        let key = fold(title);
        let wide = key.chars().any(is_spaceless);
        let words = title.split_whitespace().count();
        let long = if wide { key.chars().count() >= 6 } else { words >= 3 && key.len() >= 15 };
        long && folded_text.contains(&key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dressed_titles_are_the_same() {
        for (cited, found) in [
            ("Oil and Politics in Kazakhstan", "Oil and Politics in Kazakhstan | Caspian Review"),
            ("Oil and Politics in Kazakhstan", "Caspian Review – OIL AND POLITICS IN KAZAKHSTAN"),
            (
                "Oil and Politics in Kazakhstan: A Story of Two Decades",
                "Oil and Politics in Kazakhstan",
            ),
            ("Oil and Politics in Kazakhstan: A Story of Two Decades", "Oil and Politics in Kaz…"),
            ("Müller’s “Theory” of Everything", "Muller's 'Theory' of everything"),
            ("中亚地区的历史与现状", "中亚地区的历史与现状_新闻网"),
            ("История Центральной Азии", "История Центральной Азии - Библиотека"),
            ("Oil, politics and water in Kazakhstan", "Oil, Politics & Water in Kazakhstan (PDF)"),
        ] {
            assert!(of(cited, found) >= SAME, "{cited} / {found}: {}", of(cited, found));
        }
    }

    #[test]
    fn other_works_are_not() {
        for (cited, found) in [
            ("Oil and Politics in Kazakhstan", "Garden Chairs for the Summer"),
            ("Oil and Politics in Kazakhstan", "Caspian Review"),
            ("Oil and Politics in Kazakhstan", "404 Not Found"),
            ("中亚地区的历史与现状", "欧洲杯足球赛程表"),
            ("История Центральной Азии", "Купить диван недорого"),
        ] {
            assert!(of(cited, found) < UNRELATED, "{cited} / {found}: {}", of(cited, found));
        }
    }

    #[test]
    fn words_are_found_with_other_endings() {
        assert!(
            coverage(
                "Kazakh politics of oil",
                "About oil: the Kazakhs and their political parties"
            ) > 0.6
        );
        assert!(coverage("Kazakh politics of oil", "Garden chairs for sale") < 0.1);
        assert!(is_in(
            "Oil and Politics in Kazakhstan: A Story",
            &fold("Read: oil and politics in Kazakhstan, by us")
        ));
        assert!(!is_in("Annual Report", &fold("the annual report")));
    }
}
