//! Comparing texts in the order of a language.

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
    collator: Option<CollatorBorrowed<'static>>,
}

#[cfg(feature = "render")]
impl Collation {
    /// The collation of a language; that of the root where the language is unknown.
    pub(super) fn new(lang: &str) -> Collation {
        let locale = lang.parse::<icu_locale::Locale>().unwrap_or(icu_locale::Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        options.alternate_handling = Some(AlternateHandling::Shifted);
        Collation { collator: IcuCollator::try_new(preferences, options).ok() }
    }

    /// Returns the key of a text.
    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        let text = text.to_lowercase();
        let text = text.trim_start_matches(['[', ']', '\'', '"']);
        let mut key = Vec::with_capacity(text.len() * 2);
        let written = self
            .collator
            .as_ref()
            .is_some_and(|collator| collator.write_sort_key_to(text, &mut key).is_ok());
        if written { key } else { text.as_bytes().to_vec() }
    }
}

#[cfg(not(feature = "render"))]
impl Collation {
    /// The collation of a language.
    pub(super) fn new(_lang: &str) -> Collation {
        Collation {}
    }

    /// Returns the key of a text: without accents and case, in the order of code points.
    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        use unicode_normalization::UnicodeNormalization;
        use unicode_normalization::char::is_combining_mark;
        let letters = text.nfd().filter(|ch| !is_combining_mark(*ch));
        let kept = letters.filter(|ch| ch.is_alphanumeric() || *ch == '|');
        kept.flat_map(char::to_lowercase).collect::<String>().into_bytes()
    }
}
