//! Packs: many styles and locales in one file, of which each is read alone.
//!
//! A pack is a zip file. Any program can look into it:
//!
//! | member | what |
//! | --- | --- |
//! | `styles/NAME.csl` | an independent style, byte for byte |
//! | `locales/LANG.xml` | a locale, byte for byte |
//! | `index.tsv` | all names, also those of dependent styles, which have no member of their own |
//! | `LICENSE.txt` | whose they are, and on what terms they may be passed on |
//!
//! - [`gather`]: the styles of folders and archives
//! - [`mod@write`]: what was gathered as a pack
//! - `index`: the lines of `index.tsv`

pub(crate) mod gather;
mod index;
pub(crate) mod write;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

pub(super) use index::Line;

use crate::files::regular;
use crate::model::error::Error;

/// The largest style or locale that is read, in bytes: twenty times the largest of the official ones.
pub(super) const LARGEST: u64 = 4 << 20;

/// The largest index that is read, in bytes: a hundred times that of all official styles.
const LARGEST_INDEX: u64 = 128 << 20;

/// A pack that is open for reading.
pub(super) struct Pack {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
}

/// What a pack has under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Packed {
    /// The XML of an independent style.
    Style(String),
    /// What a dependent style, or one that was renamed, stands for.
    Child {
        /// The style that it follows.
        parent: String,
        /// The language that it asks that style to speak.
        language: Option<String>,
    },
}

impl Pack {
    /// Opens a pack; fails where it is none that can be read.
    pub(super) fn open(path: &Path) -> Result<Pack, Error> {
        let file = regular::open(path)?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(path, &error))?;
        Ok(Pack { path: path.to_owned(), zip })
    }

    /// Returns what the pack has under this name, if anything.
    pub(super) fn get(&mut self, name: &str) -> Result<Option<Packed>, Error> {
        if let Some(xml) = self.member(&style_member(name), LARGEST)? {
            return Ok(Some(Packed::Style(xml)));
        }
        let index = self.member(INDEX, LARGEST_INDEX)?.unwrap_or_default();
        let line = index.lines().filter_map(Line::read).find(|line| line.name == name);
        let child = line.and_then(|line| {
            let language = Some(line.language.to_owned()).filter(|language| !language.is_empty());
            let parent = Some(line.parent.to_owned()).filter(|parent| !parent.is_empty())?;
            Some(Packed::Child { parent, language })
        });
        Ok(child)
    }

    /// Returns the XML of a locale, if the pack has it.
    pub(super) fn locale(&mut self, lang: &str) -> Result<Option<String>, Error> {
        self.member(&locale_member(lang), LARGEST)
    }

    /// Returns the text of the index.
    pub(super) fn index(&mut self) -> Result<String, Error> {
        Ok(self.member(INDEX, LARGEST_INDEX)?.unwrap_or_default())
    }

    /// The text of a member; nothing where there is none of that name.
    fn member(&mut self, name: &str, largest: u64) -> Result<Option<String>, Error> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&self.path, &error)),
        };
        let text = bounded(file, largest).map_err(|why| Error::Content {
            path: self.path.clone(),
            message: format!("{name} in it cannot be read: {why}; {REMEDY}"),
        })?;
        Ok(Some(text))
    }
}

/// The member that lists all names.
const INDEX: &str = "index.tsv";

const REMEDY: &str = "install it again with \"cite styles --install\"";

fn style_member(name: &str) -> String {
    format!("styles/{name}.csl")
}

fn locale_member(lang: &str) -> String {
    format!("locales/{lang}.xml")
}

/// Why a member cannot be read.
#[derive(Debug, thiserror::Error)]
enum MemberError {
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error("it unpacks to more than {0} MB")]
    TooLarge(u64),
    #[error("it is not UTF-8")]
    NotUtf8,
}

/// The text of a member that is no larger than that.
fn bounded(file: impl Read, largest: u64) -> Result<String, MemberError> {
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(MemberError::TooLarge(largest >> 20));
    }
    String::from_utf8(bytes).map_err(|_| MemberError::NotUtf8)
}

fn damaged(path: &Path, error: &ZipError) -> Error {
    let message = format!("this is no pack of styles, or a damaged one ({error}); {REMEDY}");
    Error::Content { path: path.to_owned(), message }
}
