//! The words of a language, read one language at a time.
//!
//! The archive of hayagriva holds the official CSL locales; to read all of them takes longer than
//! a whole run of the program should.

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};

use super::archived;

/// The languages of the archive, in its order.
const CODES: &[&str] = &[
    "af-ZA",
    "ar",
    "bal-PK",
    "bg-BG",
    "brh-PK",
    "ca-AD",
    "cs-CZ",
    "cy-GB",
    "da-DK",
    "de-AT",
    "de-CH",
    "de-DE",
    "el-GR",
    "en-GB",
    "en-US",
    "es-CL",
    "es-ES",
    "es-MX",
    "et-EE",
    "eu",
    "fa-IR",
    "fi-FI",
    "fr-CA",
    "fr-FR",
    "gl-ES",
    "he-IL",
    "hi-IN",
    "hr-HR",
    "hu-HU",
    "hy-AM",
    "id-ID",
    "is-IS",
    "it-IT",
    "ja-JP",
    "km-KH",
    "ko-KR",
    "la",
    "lij-IT",
    "lt-LT",
    "lv-LV",
    "mn-MN",
    "ms-MY",
    "nb-NO",
    "nl-NL",
    "nn-NO",
    "pa-PK",
    "pl-PL",
    "pt-BR",
    "pt-PT",
    "ro-RO",
    "ru-RU",
    "sk-SK",
    "sl-SI",
    "sr-Cyrl-RS",
    "sr-Latn-RS",
    "sv-SE",
    "th-TH",
    "tl-PH",
    "tr-TR",
    "uk-UA",
    "vi-VN",
    "zh-CN",
    "zh-TW",
];

/// The words of exactly this language, if the archive has it.
pub fn archived(code: &str) -> Option<Locale> {
    let index = CODES.iter().position(|known| *known == code)?;
    archived::read(LOCALES.get(index)?)
}

/// The language that a style is to speak: the one asked for, or the style's own, or American
/// English, as CSL has it.
pub fn spoken(style: &IndependentStyle, asked: Option<&LocaleCode>) -> LocaleCode {
    asked.or(style.default_locale.as_ref()).cloned().unwrap_or_else(LocaleCode::en_us)
}

/// The languages whose words may be used: the one spoken, its main dialect, American English.
pub fn needed(spoken: &LocaleCode) -> Vec<Locale> {
    let mut codes = vec![spoken.0.clone()];
    codes.extend(main_dialect(spoken));
    codes.push("en-US".to_owned());
    let mut seen: Vec<String> = Vec::new();
    codes.retain(|code| {
        !seen.contains(code) && {
            seen.push(code.clone());
            true
        }
    });
    codes.iter().filter_map(|code| archived(code)).collect()
}

/// The dialect that stands for a language: `de-DE` for `de-LU`.
fn main_dialect(code: &LocaleCode) -> Option<String> {
    // All others end in American English; it needs no other.
    if *code == LocaleCode::en_us() {
        return None;
    }
    if let Some(fallback) = code.fallback() {
        return Some(fallback.0);
    }
    let base = code.0.split('-').next()?;
    let same = |known: &&&str| known.split('-').next() == Some(base);
    CODES.iter().find(same).map(|known| (*known).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_archive() {
        let locales = hayagriva::archive::locales();
        assert_eq!(CODES.len(), locales.len());
        for (code, locale) in CODES.iter().zip(locales) {
            assert_eq!(locale.lang.as_ref().expect("has a language").0, *code);
            assert_eq!(archived(code).expect("reads"), locale);
        }
    }

    #[test]
    fn few_are_needed() {
        let codes = |code: &str| -> Vec<String> {
            let found = needed(&LocaleCode(code.to_owned()));
            found.into_iter().filter_map(|locale| locale.lang).map(|lang| lang.0).collect()
        };
        assert_eq!(codes("en-US"), ["en-US"]);
        assert_eq!(codes("de-LU"), ["de-DE", "en-US"]);
        assert_eq!(codes("hy"), ["hy-AM", "en-US"]);
        assert_eq!(codes("xx"), ["en-US"]);
    }
}
