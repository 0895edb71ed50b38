//! The locales of the archive and of packs, as the processor asks for them.

use super::archive;
use super::pack::Pack;
use super::style::Style;
use crate::csl::{LocaleData, Locales};

/// Returns the locales that a language stands on, as far as the archive has them, or a pack.
pub(super) fn needed(style: &Style, lang: &str) -> Locales {
    let mut locales = Locales::new();
    for name in Locales::needed(lang) {
        let xml = archive::locale(&name).or_else(|| packed(style, &name));
        if let Some(data) = xml.and_then(|xml| LocaleData::parse(&xml).ok()) {
            locales.add(data);
        }
    }
    locales
}

fn packed(style: &Style, lang: &str) -> Option<String> {
    style.packs.iter().find_map(|path| Pack::open(path).ok()?.locale(lang).ok()?)
}
