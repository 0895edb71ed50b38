//! Places within works as they are typed: "pp. 12–14", "chap. 3", "§ 4".

use crate::render::citation::{Label, Locator};

/// Words for divisions, without their full stops, and what they mean.
const WORDS: &[(&str, Label)] = &[
    ("p", Label::Page),
    ("pp", Label::Page),
    ("page", Label::Page),
    ("pages", Label::Page),
    ("pg", Label::Page),
    ("с", Label::Page),
    ("стр", Label::Page),
    ("б", Label::Page),
    ("s", Label::Page),
    ("pág", Label::Page),
    ("págs", Label::Page),
    ("chap", Label::Chapter),
    ("ch", Label::Chapter),
    ("chapter", Label::Chapter),
    ("chapters", Label::Chapter),
    ("cap", Label::Chapter),
    ("sec", Label::Section),
    ("section", Label::Section),
    ("§", Label::Section),
    ("§§", Label::Section),
    ("para", Label::Paragraph),
    ("paras", Label::Paragraph),
    ("paragraph", Label::Paragraph),
    ("fig", Label::Figure),
    ("figure", Label::Figure),
    ("vol", Label::Volume),
    ("volume", Label::Volume),
    ("n", Label::Note),
    ("note", Label::Note),
    ("l", Label::Line),
    ("line", Label::Line),
    ("lines", Label::Line),
];

/// A place as typed; nothing if it is not understood: what is counted, then one number or range.
pub(crate) fn read(text: &str) -> Option<Locator> {
    let text = text.trim().trim_start_matches([',', ':', ';']).trim();
    let digits = text.find(|ch: char| ch.is_ascii_digit())?;
    let word = text[..digits].trim().trim_end_matches('.').to_lowercase();
    let label = match word.as_str() {
        "" => Label::Page,
        word => WORDS.iter().find(|(known, _)| *known == word)?.1,
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
        assert_eq!(read("pp. 12 and passim"), None);
        assert_eq!(read("table 3"), None);
    }
}
