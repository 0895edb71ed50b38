//! The styles and locales that are built into the program: hayagriva's archive of official ones, converted to
//! compressed XML when the program is built.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// A style of the archive.
pub(super) struct ArchivedStyle {
    /// The names under which it is found, the first of them its own.
    pub names: &'static [&'static str],
    /// Its title.
    pub title: &'static str,
    xml: &'static [u8],
}

/// A locale of the archive.
pub(super) struct ArchivedLocale {
    lang: &'static str,
    xml: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/archive.rs"));

impl ArchivedStyle {
    /// Returns the style of this name.
    pub(super) fn by_name(name: &str) -> Option<&'static ArchivedStyle> {
        STYLES.iter().find(|style| style.names.contains(&name))
    }

    /// Returns all styles.
    pub(super) fn all() -> &'static [ArchivedStyle] {
        STYLES
    }

    /// Returns the style's XML.
    pub(super) fn xml(&self) -> String {
        unpacked(self.xml)
    }
}

/// Returns the XML of exactly this locale, if the archive has it.
pub(super) fn locale(lang: &str) -> Option<String> {
    let locale = LOCALES.iter().find(|locale| locale.lang == lang)?;
    Some(unpacked(locale.xml))
}

/// The text that was compressed when the program was built.
fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    // What the build wrote is whole: a test reads all of it.
    let _ = DeflateDecoder::new(bytes).read_to_string(&mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csl::{CslError, LocaleData, Style};

    #[test]
    fn all_of_the_archive_can_be_read() {
        for style in ArchivedStyle::all() {
            match Style::parse(&style.xml()) {
                Ok(_) | Err(CslError::Dependent { .. }) => {}
                Err(error) => panic!("{:?}: {error}", style.names),
            }
        }
        for archived in LOCALES {
            let xml = locale(archived.lang).expect("is there");
            let read = LocaleData::parse(&xml).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read.lang(), archived.lang);
        }
    }
}
