//! A style by name, alias, address or file.

use std::path::{Path, PathBuf};

use super::archive::ArchivedStyle;
use super::pack::{Pack, Packed};
use crate::csl::{self, CslError, Remark};
use crate::files::read;
use crate::model::error::Error;

/// The styles of this project, by name.
pub(super) const OWN: &[(&str, &str)] =
    &[("author-date-accessed", include_str!("../../styles/author-date-accessed.csl"))];

/// Names that people use, and the styles that they mean.
pub(super) const ALIASES: &[(&str, &str)] = &[
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
    /// The parts of the style's file that CSL does not know; none of styles that come with
    /// the program or a pack.
    pub remarks: Vec<Remark>,
    /// The packs that may have the locales that are not built into the program.
    pub(super) packs: Vec<PathBuf>,
}

/// The largest style that is read, in bytes: twenty times the largest of the official ones.
const LARGEST: usize = 4 << 20;

/// The longest row of styles that depend on each other. CSL asks for one step.
const MOST_CHILDREN: usize = 4;

impl Style {
    /// The style of this name or at this path, as the last of a row of `children` that each depend on
    /// the next; one that is not there is told without the names nearest to it.
    pub(super) fn find_for(
        name: &str,
        places: &[PathBuf],
        children: usize,
    ) -> Result<Style, Error> {
        let path = Path::new(name);
        if path.extension().is_some_and(|extension| extension == "csl" || extension == "xml") {
            return Style::open_for(path, places, children);
        }
        for folder in places {
            let path = folder.join(format!("{name}.csl"));
            if path.is_file() {
                return Style::open_for(&path, places, children).map(|style| style.named(name));
            }
        }
        let lower = name.to_lowercase();
        let known = [lower.as_str(), meant(&lower)];
        for name in if known[0] == known[1] { &known[1..] } else { &known[..] } {
            if let Some(style) = Style::built_in(name, places, children)? {
                return Ok(style);
            }
        }
        Err(Error::Unknown { kind: "style", name: name.to_owned(), nearest: Vec::new() })
    }

    /// A style of this project, of a pack or of the archive.
    fn built_in(name: &str, places: &[PathBuf], children: usize) -> Result<Option<Style>, Error> {
        if let Some((name, xml)) = OWN.iter().find(|(own, _)| *own == name) {
            return Style::from_xml_for(name, xml, places, children).map(Some);
        }
        for path in packs(places) {
            let style = match Pack::open(path)?.get(name)? {
                Some(Packed::Style(xml)) => Style::from_xml_for(name, &xml, places, children),
                Some(Packed::Child { parent, language }) => {
                    Style::child(name, &parent, language, places, children)
                }
                None => continue,
            };
            return style.map(Some);
        }
        let Some(archived) = ArchivedStyle::by_name(name) else { return Ok(None) };
        Style::from_xml_for(name, &archived.xml(), places, children).map(Some)
    }

    /// Reads a style from a file, as the last of a row of `children`.
    pub(super) fn open_for(
        path: &Path,
        places: &[PathBuf],
        children: usize,
    ) -> Result<Style, Error> {
        let text = read::text(path)?;
        if text.len() > LARGEST {
            let message = "this is larger than a CSL style can be (4 MB)".to_owned();
            return Err(Error::Content { path: path.to_owned(), message });
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let beside = path.parent().map(Path::to_owned);
        let places: Vec<PathBuf> = beside.into_iter().chain(places.iter().cloned()).collect();
        let style = Style::from_xml_for(&name, &text, &places, children);
        let style = style.map_err(|error| match error {
            Error::Content { message, .. } => Error::Content { path: path.to_owned(), message },
            other => other,
        })?;
        let remarks = csl::Style::remarks(&text).unwrap_or_default();
        Ok(Style { remarks, ..style })
    }

    /// Reads a style from text; the parent of a dependent style is looked for in `places` and by
    /// name.
    ///
    /// # Errors
    ///
    /// If it is no CSL style, or its parent is not found.
    pub fn from_xml(name: &str, xml: &str, places: &[PathBuf]) -> Result<Style, Error> {
        Style::from_xml_for(name, xml, places, 0)
    }

    fn from_xml_for(
        name: &str,
        xml: &str,
        places: &[PathBuf],
        children: usize,
    ) -> Result<Style, Error> {
        match csl::Style::parse(xml) {
            Ok(csl) => {
                let packs = packs(places).cloned().collect();
                Ok(Style { name: name.to_owned(), locale: None, csl, remarks: Vec::new(), packs })
            }
            Err(CslError::Dependent { parent, default_locale, .. }) => {
                Style::child(name, parent_name(&parent), default_locale, places, children)
            }
            Err(error) => Err(broken(name, &error.to_string())),
        }
    }

    /// A style that is rendered as its parent is, perhaps in another language.
    fn child(
        name: &str,
        parent: &str,
        language: Option<String>,
        places: &[PathBuf],
        children: usize,
    ) -> Result<Style, Error> {
        if children >= MOST_CHILDREN {
            let why = format!("it depends on the style \"{parent}\", which leads back to it");
            return Err(broken(name, &why));
        }
        let found = Style::find_for(parent, places, children + 1);
        let found = found.map_err(|error| match error {
            Error::Unknown { .. } => broken(name, &format!(
                "it depends on the style \"{parent}\", which is not known; put {parent}.csl beside it"
            )),
            other => other,
        })?;
        let locale = language.or(found.locale);
        Ok(Style { name: name.to_owned(), locale, ..found })
    }

    /// Returns the language that it is to speak: the one requested, or its own, or American English,
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

/// The style that people mean by a name.
fn meant(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, meant)| meant)
}

/// Those of some places that are packs.
pub(super) fn packs(places: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    places.iter().filter(|place| place.is_file())
}

fn broken(name: &str, why: &str) -> Error {
    Error::Content {
        path: PathBuf::from(name),
        message: format!("this is no CSL 1.0 style that can be used: {why}"),
    }
}

/// The name of a parent: what its address ends in.
fn parent_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
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
