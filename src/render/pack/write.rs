//! What was gathered, as a pack.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::gather::Gathered;
use super::{INDEX, Line, locale_member, style_member};

/// Whose the styles are.
const LICENCE: &str = "\
The styles (styles/*.csl) and locales (locales/*.xml) in this file are unchanged copies. Each names its
authors, its contributors and its licence (element \"info\").

Those of the Citation Style Language project (https://citationstyles.org,
https://github.com/citation-style-language/styles, https://github.com/citation-style-language/locales) are
under the Creative Commons Attribution-ShareAlike 3.0 Unported licence:
https://creativecommons.org/licenses/by-sa/3.0/

You may copy, change and pass them on, also for money, if you name their authors and pass on what you make
of them under the same licence. They come without any warranty.

index.tsv lists the names, titles, parents and languages of all styles, also of the dependent ones, which
say no more than that.
";

impl Gathered {
    /// Returns the bytes of a pack: the same for the same styles.
    ///
    /// # Errors
    ///
    /// They do not fit into a zip file.
    pub(crate) fn pack(&self) -> Result<Vec<u8>, ZipError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        // The time of writing is left out.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(zip::DateTime::default());
        let mut add = |name: String, text: &str| {
            out.start_file(name, options)?;
            out.write_all(text.as_bytes()).map_err(ZipError::from)
        };
        add("LICENSE.txt".to_owned(), LICENCE)?;
        add(INDEX.to_owned(), &self.index())?;
        for (lang, xml) in &self.locales {
            add(locale_member(lang), xml)?;
        }
        for (name, style) in &self.styles {
            add(style_member(name), &style.xml)?;
        }
        Ok(out.finish()?.into_inner())
    }

    fn index(&self) -> String {
        let own = self.styles.iter().map(|(name, style)| {
            Line { name, title: &style.title, parent: "", language: "" }.write()
        });
        let children = self.children.iter().map(|(name, child)| {
            let (title, parent, language) = (&child.title, &child.parent, &child.language);
            Line { name, title, parent, language }.write()
        });
        own.chain(children).collect()
    }
}
