//! The styles that can be found by name.

use std::path::PathBuf;

use super::archive::ArchivedStyle;
use super::pack::{Line, Pack};
use super::style::{ALIASES, OWN, Style, packs};

/// A style that can be found by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its name.
    pub name: String,
    /// Its title; empty for a former name.
    pub title: String,
    /// The style that it follows, of a dependent style.
    pub parent: Option<String>,
}

/// Returns all styles that can be found by name, in the order of their names. Packs that cannot be
/// read, and places that are not there, are skipped.
pub(crate) fn list(places: &[PathBuf]) -> Vec<Listed> {
    let mut all: Vec<Listed> = in_folders(places);
    let own = OWN.iter().filter_map(|(name, xml)| Style::from_xml(name, xml, &[]).ok());
    all.extend(own.map(listed));
    for path in packs(places) {
        let index = Pack::open(path).and_then(|mut pack| pack.index()).unwrap_or_default();
        all.extend(index.lines().filter_map(Line::read).map(in_pack));
    }
    all.extend(ArchivedStyle::all().iter().map(|style| Listed {
        name: style.names.first().copied().unwrap_or_default().to_owned(),
        title: style.title.to_owned(),
        parent: None,
    }));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.dedup_by(|a, b| a.name == b.name);
    all
}

fn listed(style: Style) -> Listed {
    Listed { title: style.title().to_owned(), name: style.name, parent: None }
}

fn in_pack(line: Line<'_>) -> Listed {
    let parent = Some(line.parent.to_owned()).filter(|parent| !parent.is_empty());
    Listed { name: line.name.to_owned(), title: line.title.to_owned(), parent }
}

fn in_folders(places: &[PathBuf]) -> Vec<Listed> {
    let files = places.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let paths = files.flatten().map(|file| file.path());
    let styles = paths.filter(|path| path.extension().is_some_and(|ending| ending == "csl"));
    styles.filter_map(|path| Style::open_for(&path, places, 0).ok()).map(listed).collect()
}

/// The three names nearest to one that is not known.
pub(super) fn nearest(name: &str, places: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = list(places).into_iter().map(|style| style.name).collect();
    names.extend(ALIASES.iter().map(|(alias, _)| (*alias).to_owned()));
    let distance = |known: &str| match known.contains(name) && name.len() > 2 {
        true => 0.0,
        false => 1.0 - strsim::jaro_winkler(name, known),
    };
    let mut names: Vec<(f64, String)> =
        names.into_iter().map(|name| (distance(&name), name)).collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    names.truncate(3);
    names.into_iter().map(|(_, name)| name).collect()
}
