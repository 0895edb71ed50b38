//! Places within works as they are typed: "pp. 12–14", "chap. 3", "§ 4".

use crate::lexicon::lists::list;
use crate::render::citation::{Label, Locator};

/// The lists of words for divisions, and what they mean.
const LISTS: [(&str, Label); 8] = [
    ("page", Label::Page),
    ("chapter-word", Label::Chapter),
    ("section-word", Label::Section),
    ("paragraph-word", Label::Paragraph),
    ("figure-word", Label::Figure),
    ("volume-word", Label::Volume),
    ("note-word", Label::Note),
    ("line-word", Label::Line),
];

/// What a word for a division means, without its full stop.
fn label(word: &str) -> Option<Label> {
    let means = |name: &str| {
        list(name).iter().any(|known| known.trim_end_matches('.').to_lowercase() == word)
    };
    LISTS.iter().find(|(name, _)| means(name)).map(|(_, label)| *label)
}

/// A place as typed; nothing if it is not understood: what is counted, then one number or range.
pub(crate) fn read(text: &str) -> Option<Locator> {
    let text = text.trim().trim_start_matches([',', ':', ';']).trim();
    let digits = text.find(|ch: char| ch.is_ascii_digit())?;
    let word = text[..digits].trim().trim_end_matches('.').to_lowercase();
    let label = match word.as_str() {
        "" => Label::Page,
        word => label(word)?,
    };
    let numbers = text[digits..].trim();
    let plain = |ch: char| ch.is_ascii_digit() || matches!(ch, '-' | '–' | '—' | ',' | ' ');
    numbers.chars().all(plain).then(|| Locator { label, text: dashed(numbers) })
}

/// Ranges with a hyphen, which the style writes in its own way.
fn dashed(numbers: &str) -> String {
    numbers.replace(['–', '—'], "-").replace("--", "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let read = |text: &str| read(text).map(|found| (found.label, found.text));
        assert_eq!(read("pp. 12–14"), Some((Label::Page, "12-14".into())));
        assert_eq!(read("271–4"), Some((Label::Page, "271-4".into())));
        assert_eq!(read("chap. 3"), Some((Label::Chapter, "3".into())));
        assert_eq!(read("§ 4"), Some((Label::Section, "4".into())));
        assert_eq!(read("с. 5"), Some((Label::Page, "5".into())));
        assert_eq!(read("Kap. 5"), Some((Label::Chapter, "5".into())));
        assert_eq!(read("pp. 12 and passim"), None);
        assert_eq!(read("table 3"), None);
    }
}
