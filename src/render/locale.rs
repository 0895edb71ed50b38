//! The locales of the archive, as the processor asks for them.

use super::archive;
use crate::csl::{LocaleData, Locales};

/// Returns the locales that a language stands on, as far as the archive has them.
pub(super) fn needed(lang: &str) -> Locales {
    let mut locales = Locales::new();
    for name in Locales::needed(lang) {
        let data = archive::locale(&name).and_then(|xml| LocaleData::parse(&xml).ok());
        if let Some(data) = data {
            locales.add(data);
        }
    }
    locales
}
