//! Comparing texts in the order of a language.

#[cfg(feature = "render")]
use std::sync::OnceLock;

#[cfg(feature = "render")]
use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
#[cfg(feature = "render")]
use icu_collator::preferences::CollationNumericOrdering;
#[cfg(feature = "render")]
use icu_collator::{Collator as IcuCollator, CollatorBorrowed, CollatorPreferences};

/// Makes keys that compare bytewise as the texts do in a language: letters before case and
/// accents, punctuation ignored, digits as numbers.
pub(crate) struct Collation {
    #[cfg(feature = "render")]
    lang: String,
    /// Made when the first key is: many styles do not sort.
    #[cfg(feature = "render")]
    collator: OnceLock<Option<CollatorBorrowed<'static>>>,
}

#[cfg(feature = "render")]
impl Collation {
    /// The collation of a language; that of the root where the language is unknown.
    pub(super) fn new(lang: &str) -> Collation {
        Collation { lang: lang.to_owned(), collator: OnceLock::new() }
    }

    fn collator(&self) -> Option<&CollatorBorrowed<'static>> {
        self.collator.get_or_init(|| Collation::made(&self.lang)).as_ref()
    }

    fn made(lang: &str) -> Option<CollatorBorrowed<'static>> {
        let locale = lang.parse::<icu_locale::Locale>().unwrap_or(icu_locale::Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        options.alternate_handling = Some(AlternateHandling::Shifted);
        IcuCollator::try_new(preferences, options).ok()
    }

    /// Writes the key of a text after what is in `keys`.
    pub(super) fn write_key(&self, text: &str, keys: &mut Vec<u8>) {
        let text = text.to_lowercase();
        let text = text.trim_start_matches(['[', ']', '\'', '"']);
        let written =
            self.collator().is_some_and(|collator| collator.write_sort_key_to(text, keys).is_ok());
        if !written {
            keys.extend(text.bytes());
        }
    }
}

#[cfg(not(feature = "render"))]
impl Collation {
    /// The collation of a language.
    pub(super) fn new(_lang: &str) -> Collation {
        Collation {}
    }

    /// Writes the key of a text after what is in `keys`: without accents and case, in the order of code
    /// points.
    pub(super) fn write_key(&self, text: &str, keys: &mut Vec<u8>) {
        use unicode_normalization::UnicodeNormalization;
        use unicode_normalization::char::is_combining_mark;
        let letters = text.nfd().filter(|ch| !is_combining_mark(*ch));
        let kept = letters.filter(|ch| ch.is_alphanumeric() || *ch == '|');
        keys.extend(kept.flat_map(char::to_lowercase).collect::<String>().bytes());
    }
}
