//! A report of a page for each paper, and an index: `--format html -o out/`.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::report::checked::Summary;
use crate::report::format::Format;
use crate::report::html::{self, Row};

use super::failure::Failure;
use super::files::Files;
use super::output;
use super::paper::Outcome;
use super::selection::Selection;

/// The pages so far.
pub(super) struct Pages {
    folder: PathBuf,
    /// Whether files that are there already are replaced.
    replace: bool,
    rows: Vec<Row>,
    names: HashSet<String>,
}

impl Pages {
    /// Begins them, if that is what the arguments ask for: pages, and a folder to put them in. The
    /// folder is made.
    pub(super) fn wanted(format: &Format, selection: &Selection) -> Result<Option<Pages>, Failure> {
        let Some(folder) = selection.output.as_ref().filter(|path| is_folder(path)) else {
            return Ok(None);
        };
        if format.name != html::FORMAT.name {
            return Ok(None);
        }
        let made = fs::create_dir_all(folder);
        made.map_err(|error| Failure::Input(format!("{}: {error}", folder.display())))?;
        Ok(Some(Pages {
            folder: folder.clone(),
            replace: selection.force,
            rows: Vec::new(),
            names: HashSet::from(["index.html".to_owned()]),
        }))
    }

    /// The name of the page of a paper, which no other has: that of its path.
    fn name(&mut self, path: &Path) -> String {
        let plain = |ch: char| if ch.is_alphanumeric() || ch == '.' { ch } else { '-' };
        let path: String = path.display().to_string().chars().map(plain).collect();
        let base = path.trim_matches(['-', '.']).to_owned();
        let numbers = (2..).map(|number| format!("{base}-{number}.html"));
        let names = std::iter::once(format!("{base}.html")).chain(numbers);
        let free = names.into_iter().find(|name| self.names.insert(name.clone()));
        free.unwrap_or_default()
    }
}

impl Files for Pages {
    /// Writes the page of a paper.
    fn add(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        let file = self.name(&outcome.path);
        let Format { head, tail, .. } = html::FORMAT;
        let page = format!("{}{}{}", head(), outcome.part, tail(&outcome.summary));
        output::write(page.as_bytes(), Some(&self.folder.join(&file)), self.replace)?;
        let paper = outcome.path.display().to_string();
        self.rows.push(Row { file, paper, summary: outcome.summary });
        Ok(())
    }

    /// Writes the index.
    fn end(&mut self, total: &Summary) -> Result<(), Failure> {
        let index = html::index(&self.rows, total);
        output::write(index.as_bytes(), Some(&self.folder.join("index.html")), self.replace)
    }
}

/// Whether a path is that of a folder: there is one, or it ends in a slash.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}
