//! Which locale files stand behind a language.
//!
//! CSL 1.0.2, "Locale Fallback".

/// A language with the locale files to read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// The main dialect of the language.
    pub base: String,
    /// The dialect itself.
    pub best: String,
    /// The language without its region.
    pub bare: String,
}

/// Resolves a language: `de` is `de-DE`; `de-AT` stands on `de-DE`; an unknown one on `en-US`.
pub(crate) fn resolve(lang: &str) -> Resolved {
    let lang = if lang.is_empty() { "en-US" } else { lang };
    let mut parts = lang.split(['-', '_']);
    let bare = parts.next().unwrap_or_default().to_lowercase();
    let region = parts.next().filter(|region| *region != "x");
    let Some(base) = base(&bare) else {
        let best = region.map_or(bare.clone(), |region| format!("{bare}-{}", cased(region)));
        return Resolved { base: "en-US".to_owned(), best, bare };
    };
    let best = match region {
        None => base.to_owned(),
        Some(region) => format!("{bare}-{}", cased(region)),
    };
    Resolved { base: base.to_owned(), best, bare }
}

/// The locale files that a processor of a style may ask for, the most general first.
pub(crate) fn needed(lang: &str) -> Vec<String> {
    let resolved = resolve(lang);
    let mut all = vec!["en-US".to_owned(), resolved.base, resolved.best];
    all.dedup();
    all
}

fn cased(region: &str) -> String {
    if region.len() == 2 { region.to_uppercase() } else { region.to_owned() }
}

fn base(bare: &str) -> Option<&'static str> {
    let known = [
        "af-ZA", "ar", "bg-BG", "ca-AD", "cs-CZ", "da-DK", "de-DE", "el-GR", "en-US", "es-ES",
        "et-EE", "eu", "fa-IR", "fi-FI", "fr-FR", "he-IL", "hr-HR", "hu-HU", "is-IS", "it-IT",
        "ja-JP", "km-KH", "ko-KR", "lt-LT", "lv-LV", "mn-MN", "nb-NO", "nl-NL", "nn-NO", "pl-PL",
        "pt-PT", "ro-RO", "ru-RU", "sk-SK", "sl-SI", "sv-SE", "th-TH", "tr-TR", "uk-UA", "vi-VN",
        "zh-CN",
    ];
    known.into_iter().find(|locale| locale.split('-').next() == Some(bare))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn languages_stand_on_their_main_dialect() {
        let cases = [
            ("de", "de-DE", "de-DE"),
            ("de-AT", "de-DE", "de-AT"),
            ("en", "en-US", "en-US"),
            ("eu", "eu", "eu"),
            ("cy-GB", "en-US", "cy-GB"),
            ("", "en-US", "en-US"),
        ];
        for (lang, base, best) in cases {
            let resolved = resolve(lang);
            assert_eq!((resolved.base.as_str(), resolved.best.as_str()), (base, best), "{lang}");
        }
    }
}
