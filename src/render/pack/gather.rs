//! The styles and locales of folders, archives and packs, gathered to be packed.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use zip::ZipArchive;

use super::{INDEX, LARGEST, LARGEST_INDEX, Line, bounded, damaged};
use crate::csl::{CslError, LocaleData, Style};
use crate::files::{read, regular};
use crate::model::error::Error;

/// Folders within folders are read no deeper than this.
const DEEPEST: usize = 8;

/// What may lie in all files together, in bytes: eight times the official styles.
const LARGEST_WHOLE: usize = 512 << 20;

/// Styles and locales that were found.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Independent styles by name.
    pub(super) styles: BTreeMap<String, Independent>,
    /// Dependent styles and former names, by name.
    pub(super) children: BTreeMap<String, Child>,
    /// The XML of locales by language.
    pub(super) locales: BTreeMap<String, String>,
    /// What could not be used, each with the reason.
    pub refused: Vec<String>,
}

/// An independent style.
#[derive(Debug)]
pub(super) struct Independent {
    pub title: String,
    pub xml: String,
}

/// A dependent style, or a former name of a style.
#[derive(Debug)]
pub(super) struct Child {
    pub title: String,
    pub parent: String,
    pub language: String,
}

/// One file that may hold something.
struct Found {
    place: String,
    stem: String,
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Style,
    Locale,
    Renamed,
    Index,
}

enum Read {
    Style(String, Independent),
    Child(String, Child),
    Locale(String, String),
    Several(Vec<(String, Child)>),
    Refused(String),
}

impl Gathered {
    /// Adds what lies in a folder (a checkout of the official repositories, an unpacked package), an
    /// archive (`.zip`, `.whl`), a pack or a single style. What has the name of something that is
    /// there already takes its place.
    ///
    /// # Errors
    ///
    /// The path cannot be read, or holds more than any collection of styles. A style in it that is
    /// broken is left out and listed in `refused`.
    pub(crate) fn add(&mut self, path: &Path) -> Result<(), Error> {
        let mut found = Vec::new();
        if path.is_dir() {
            folder(path, 0, &mut found)?;
        } else if let Some(kind) = kind(&path.to_string_lossy()) {
            found.push(file(path, kind)?);
        } else {
            archive(path, &mut found)?;
        }
        let whole: usize = found.iter().map(|file| file.text.len()).sum();
        if whole > LARGEST_WHOLE {
            let message =
                format!("it holds more than {} MB, which no styles do", LARGEST_WHOLE >> 20);
            return Err(Error::Content { path: path.to_owned(), message });
        }
        found.into_par_iter().map(read).collect::<Vec<Read>>().into_iter().for_each(|read| {
            self.take(read);
        });
        Ok(())
    }

    /// Adds what another has; what has the name of something that is there already takes its place.
    pub(crate) fn merge(&mut self, other: Gathered) {
        for (name, style) in other.styles {
            self.take(Read::Style(name, style));
        }
        for (name, child) in other.children {
            self.take(Read::Child(name, child));
        }
        self.locales.extend(other.locales);
        self.refused.extend(other.refused);
    }

    /// Returns how many styles can be named.
    pub(crate) fn len(&self) -> usize {
        self.styles.len() + self.children.len()
    }

    /// Whether there is no style and no locale.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0 && self.locales.is_empty()
    }

    /// Returns how many of the names are those of dependent styles, or former names.
    pub(crate) fn dependent(&self) -> usize {
        self.children.len()
    }

    /// Returns how many locales there are.
    pub(crate) fn locales(&self) -> usize {
        self.locales.len()
    }

    fn take(&mut self, read: Read) {
        match read {
            Read::Style(name, style) => {
                self.children.remove(&name);
                self.styles.insert(name, style);
            }
            Read::Child(name, child) => {
                self.styles.remove(&name);
                self.children.insert(name, child);
            }
            Read::Locale(lang, xml) => {
                self.locales.insert(lang, xml);
            }
            Read::Several(children) => {
                for (name, child) in children {
                    if !self.styles.contains_key(&name) {
                        self.children.entry(name).or_insert(child);
                    }
                }
            }
            Read::Refused(why) => self.refused.push(why),
        }
    }
}

/// What a file of this name may hold.
fn kind(path: &str) -> Option<Kind> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    match name {
        INDEX => Some(Kind::Index),
        "renamed-styles.json" => Some(Kind::Renamed),
        _ if name.ends_with(".csl") => Some(Kind::Style),
        _ if name.ends_with(".xml")
            && (name.starts_with("locales-") || path.contains("locales/")) =>
        {
            Some(Kind::Locale)
        }
        _ => None,
    }
}

fn folder(path: &Path, depth: usize, found: &mut Vec<Found>) -> Result<(), Error> {
    let failed = |error| Error::File { path: path.to_owned(), error };
    let mut members: Vec<PathBuf> = Vec::new();
    for member in fs::read_dir(path).map_err(failed)? {
        members.push(member.map_err(failed)?.path());
    }
    members.sort();
    for member in members {
        let hidden = member.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_folder = fs::symlink_metadata(&member).is_ok_and(|about| about.is_dir());
        if hidden {
            continue;
        }
        if is_folder {
            if depth < DEEPEST {
                folder(&member, depth + 1, found)?;
            }
        } else if let Some(kind) = kind(&member.to_string_lossy()) {
            found.push(file(&member, kind)?);
        }
    }
    Ok(())
}

fn file(path: &Path, kind: Kind) -> Result<Found, Error> {
    let text = read::text(path)?;
    Ok(Found { place: path.display().to_string(), stem: stem(&path.to_string_lossy()), text, kind })
}

fn archive(path: &Path, found: &mut Vec<Found>) -> Result<(), Error> {
    let file = regular::open(path)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(path, &error))?;
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut whole = 0;
    for name in names {
        let Some(kind) = kind(&name) else { continue };
        let largest = if kind == Kind::Index { LARGEST_INDEX } else { LARGEST };
        let member = zip.by_name(&name).map_err(|error| damaged(path, &error))?;
        let text = bounded(member, largest).map_err(|why| Error::Content {
            path: path.to_owned(),
            message: format!("{name} in it cannot be read: {why}"),
        })?;
        whole += text.len();
        if whole > LARGEST_WHOLE {
            break;
        }
        let place = format!("{}: {name}", path.display());
        found.push(Found { place, stem: stem(&name), text, kind });
    }
    // What an index says of a name holds only where nothing else does.
    found.sort_by_key(|file| file.kind == Kind::Index);
    Ok(())
}

/// The name of a file without its folders and its ending.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn read(found: Found) -> Read {
    let Found { place, stem, text, kind } = found;
    if text.len() as u64 > LARGEST && kind != Kind::Index {
        return Read::Refused(format!("{place}: larger than a style can be (4 MB)"));
    }
    match kind {
        Kind::Style => match Style::parse(&text) {
            Ok(style) => {
                let title = style.title().to_owned();
                Read::Style(stem, Independent { title, xml: text })
            }
            Err(CslError::Dependent { parent, default_locale, title }) => {
                let parent = parent.rsplit('/').next().unwrap_or_default().to_owned();
                let language = default_locale.unwrap_or_default();
                Read::Child(stem, Child { title, parent, language })
            }
            Err(error) => Read::Refused(format!("{place}: {error}")),
        },
        Kind::Locale => match LocaleData::parse(&text) {
            Ok(locale) => Read::Locale(locale.lang().to_owned(), text),
            Err(error) => Read::Refused(format!("{place}: {error}")),
        },
        Kind::Renamed => match serde_json::from_str::<BTreeMap<String, String>>(&text) {
            Ok(renamed) => Read::Several(renamed.into_iter().map(former).collect()),
            Err(error) => Read::Refused(format!("{place}: {error}")),
        },
        Kind::Index => {
            let children =
                text.lines().filter_map(Line::read).filter(|line| !line.parent.is_empty());
            Read::Several(children.map(listed).collect())
        }
    }
}

/// A former name, which stands for the present one.
fn former((name, parent): (String, String)) -> (String, Child) {
    (name, Child { title: String::new(), parent, language: String::new() })
}

fn listed(line: Line<'_>) -> (String, Child) {
    let Line { name, title, parent, language } = line;
    let child = Child { title: title.into(), parent: parent.into(), language: language.into() };
    (name.to_owned(), child)
}
