//! A style by name, alias, address or file.

use std::path::{Path, PathBuf};

use super::archive::ArchivedStyle;
use crate::csl::{self, CslError};
use crate::files::read;
use crate::model::error::Error;

/// The styles of this project, by name.
const OWN: &[(&str, &str)] =
    &[("author-date-accessed", include_str!("../../styles/author-date-accessed.csl"))];

/// Names that people use, and the styles that they mean.
const ALIASES: &[(&str, &str)] = &[
    ("acs", "american-chemical-society"),
    ("ama", "american-medical-association"),
    ("apa7", "apa"),
    ("apa-7", "apa"),
    ("asa", "american-sociological-association"),
    ("chicago", "chicago-author-date"),
    ("chicago-note-bibliography", "chicago-notes"),
    ("harvard", "harvard-cite-them-right"),
    ("icmje", "vancouver"),
    ("mla", "modern-language-association"),
    ("mla9", "modern-language-association"),
    ("turabian", "chicago-author-date"),
];

/// A style that can be rendered with.
#[derive(Debug, Clone)]
pub struct Style {
    /// The name under which it was found.
    #[doc(hidden)]
    pub name: String,
    /// The language that a dependent style asks its parent to speak.
    #[doc(hidden)]
    pub locale: Option<String>,
    /// The style itself; of a dependent style, its parent.
    #[doc(hidden)]
    pub csl: csl::Style,
}

/// The largest style that is read, in bytes: twenty times the largest of the official ones.
const LARGEST: usize = 4 << 20;

/// The longest row of styles that depend on each other. CSL asks for one step.
const MOST_CHILDREN: usize = 4;

/// A style that can be found by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
}

impl Style {
    /// The style of this name or at this path.
    ///
    /// Looked for, in order: a file; `NAME.csl` in one of `folders`; the styles of this project;
    /// those of the archive; what is known by that name in daily speech.
    ///
    /// # Errors
    ///
    /// If there is no such style (with the nearest names), or it is none that can be read.
    pub fn find(name: &str, folders: &[PathBuf]) -> Result<Style, Error> {
        Style::find_for(name, folders, 0)
    }

    /// The same, for the last of a row of `children` that each depend on the next.
    fn find_for(name: &str, folders: &[PathBuf], children: usize) -> Result<Style, Error> {
        let path = Path::new(name);
        if path.extension().is_some_and(|extension| extension == "csl" || extension == "xml") {
            return Style::open_for(path, folders, children);
        }
        for folder in folders {
            let path = folder.join(format!("{name}.csl"));
            if path.is_file() {
                return Style::open_for(&path, folders, children).map(|style| style.named(name));
            }
        }
        let lower = name.to_lowercase();
        named(&lower).transpose()?.ok_or_else(|| Error::Unknown {
            kind: "style",
            name: name.to_owned(),
            nearest: nearest(&lower, folders),
        })
    }

    /// Reads a style from a file; the parent of a dependent style is looked for beside it, in
    /// `folders`, and by name.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no CSL style, or its parent is not found.
    pub fn open(path: &Path, folders: &[PathBuf]) -> Result<Style, Error> {
        Style::open_for(path, folders, 0)
    }

    fn open_for(path: &Path, folders: &[PathBuf], children: usize) -> Result<Style, Error> {
        let text = read::text(path)?;
        if text.len() > LARGEST {
            let message = "this is larger than a CSL style can be (4 MB)".to_owned();
            return Err(Error::Content { path: path.to_owned(), message });
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let beside = path.parent().map(Path::to_owned);
        let folders: Vec<PathBuf> = beside.into_iter().chain(folders.iter().cloned()).collect();
        Style::from_xml_for(&name, &text, &folders, children).map_err(|error| match error {
            Error::Content { message, .. } => Error::Content { path: path.to_owned(), message },
            other => other,
        })
    }

    /// Reads a style from text; the parent of a dependent style is looked for in `folders` and by
    /// name.
    ///
    /// # Errors
    ///
    /// If it is no CSL style, or its parent is not found.
    pub fn from_xml(name: &str, xml: &str, folders: &[PathBuf]) -> Result<Style, Error> {
        Style::from_xml_for(name, xml, folders, 0)
    }

    fn from_xml_for(
        name: &str,
        xml: &str,
        folders: &[PathBuf],
        children: usize,
    ) -> Result<Style, Error> {
        let broken = |error: String| Error::Content {
            path: PathBuf::from(name),
            message: format!("this is no CSL 1.0 style that can be used: {error}"),
        };
        match csl::Style::parse(xml) {
            Ok(csl) => Ok(Style { name: name.to_owned(), locale: None, csl }),
            Err(CslError::Dependent { parent, default_locale }) => {
                let parent = parent_name(&parent);
                if children >= MOST_CHILDREN {
                    let why =
                        format!("it depends on the style \"{parent}\", which leads back to it");
                    return Err(broken(why));
                }
                let unknown = || {
                    broken(format!(
                        "it depends on the style \"{parent}\", which is not known; put {parent}.csl beside it"
                    ))
                };
                let found = Style::find_for(parent, folders, children + 1);
                let found = found.map_err(|error| match error {
                    Error::Unknown { .. } => unknown(),
                    other => other,
                })?;
                let locale = default_locale.or(found.locale);
                Ok(Style { name: name.to_owned(), locale, csl: found.csl })
            }
            Err(error) => Err(broken(error.to_string())),
        }
    }

    /// Returns the language that it is to speak: the one asked for, or its own, or American English,
    /// as CSL has it.
    pub fn language<'a>(&'a self, asked: Option<&'a str>) -> &'a str {
        let own = self.locale.as_deref().or(self.csl.default_locale());
        asked.or(own).unwrap_or("en-US")
    }

    /// Its title.
    pub fn title(&self) -> &str {
        self.csl.title()
    }

    fn named(self, name: &str) -> Style {
        Style { name: name.to_owned(), ..self }
    }
}

/// All styles that can be found by name, in the order of their names.
pub fn list(folders: &[PathBuf]) -> Vec<Listed> {
    let mut all: Vec<Listed> = in_folders(folders);
    let own = OWN.iter().filter_map(|(name, xml)| Style::from_xml(name, xml, &[]).ok());
    all.extend(own.map(|style| Listed { title: style.title().to_owned(), name: style.name }));
    all.extend(ArchivedStyle::all().iter().map(|style| Listed {
        name: style.names.first().copied().unwrap_or_default().to_owned(),
        title: style.title.to_owned(),
    }));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.dedup_by(|a, b| a.name == b.name);
    all
}

fn in_folders(folders: &[PathBuf]) -> Vec<Listed> {
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let paths = files.flatten().map(|file| file.path());
    let styles = paths.filter(|path| path.extension().is_some_and(|ending| ending == "csl"));
    styles
        .filter_map(|path| Style::open(&path, folders).ok())
        .map(|style| Listed { title: style.title().to_owned(), name: style.name })
        .collect()
}

/// A style of this project or of the archive, by name or alias.
fn named(name: &str) -> Option<Result<Style, Error>> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let name = alias.map_or(name, |(_, meant)| meant);
    if let Some((name, xml)) = OWN.iter().find(|(own, _)| *own == name) {
        return Some(Style::from_xml(name, xml, &[]));
    }
    Some(Style::from_xml(name, &ArchivedStyle::by_name(name)?.xml(), &[]))
}

/// The name of a parent: what its address ends in.
fn parent_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// The three names nearest to one that is not known.
fn nearest(name: &str, folders: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = list(folders).into_iter().map(|style| style.name).collect();
    names.extend(ALIASES.iter().map(|(alias, _)| (*alias).to_owned()));
    let distance = |known: &str| match known.contains(name) && name.len() > 2 {
        true => 0.0,
        false => 1.0 - strsim::jaro_winkler(name, known),
    };
    names.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then_with(|| a.cmp(b)));
    names.truncate(3);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_lead_to_styles() {
        for (alias, meant) in ALIASES {
            let style = Style::find(alias, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(!style.title().is_empty(), "{meant}");
        }
    }

    #[test]
    fn unknown_names_get_the_nearest() {
        let error = Style::find("chicagoo", &[]).expect_err("is unknown").to_string();
        assert!(error.contains("chicago"), "{error}");
    }

    #[test]
    fn every_style_of_the_project_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles");
        for file in std::fs::read_dir(folder).expect("is there").flatten() {
            let path = file.path();
            let name = path.file_stem().expect("has a name").to_string_lossy().into_owned();
            assert!(OWN.iter().any(|(own, _)| *own == name), "{name} is not in OWN");
        }
    }

    #[test]
    fn a_style_that_depends_on_itself_is_no_style() {
        let folder = tempfile::tempdir().expect("a folder");
        let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info>
            <title>Me</title><id>http://x/me</id><updated>2020-01-01T00:00:00Z</updated>
            <link href="http://www.zotero.org/styles/me" rel="independent-parent"/></info></style>"#;
        let path = folder.path().join("me.csl");
        std::fs::write(&path, xml).expect("written");
        let error = Style::open(&path, &[]).expect_err("has no end").to_string();
        assert!(error.contains("\"me\""), "{error}");
    }

    #[test]
    fn a_broken_style_is_told_of() {
        let error = Style::from_xml("x", "<style><info/></style>", &[]).expect_err("is broken");
        assert!(error.to_string().contains("no CSL 1.0 style"), "{error}");
    }
}
