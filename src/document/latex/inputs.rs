//! The commands of LaTeX that bring in other files.

use std::path::{Path, PathBuf};

use super::commands::{Environment, environment};
use super::scanner::Scanner;
use crate::document::project::{Input, Inputs};
use crate::files::read::is_file;
use crate::text::span::Span;

/// The files that a LaTeX project is made of, seen from its main file.
#[derive(Debug)]
pub(crate) struct LatexInputs {
    /// The main file: TeX looks for inputs from its folder.
    pub main: PathBuf,
}

impl Inputs for LatexInputs {
    fn inputs(&self, path: &Path, text: &str) -> Vec<Input> {
        let mut scanner = Scanner::new(text, Span::new(0, text.len()));
        let mut found = Vec::new();
        while let Some(start) = scanner.next_command() {
            if let Some((paths, needed)) = self.named(path, &mut scanner) {
                found.push(Input { span: Span::new(start, scanner.at), paths, needed });
            }
        }
        found
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tex", "ltx", "latex", "bbl", "tikz"]
    }
}

/// Whether a text is that of a whole document: it begins one, outside comments, which is more than a
/// figure by itself.
pub(crate) fn is_whole(text: &str) -> bool {
    let mut class = None;
    let mut scanner = Scanner::new(text, Span::new(0, text.len()));
    while scanner.next_command().is_some() {
        match scanner.command_name() {
            "documentclass" | "documentstyle" => {
                scanner.bracketed();
                class = scanner.braced().map(|class| class.of(text).trim());
            }
            "begin" if scanner.braced().is_some_and(|name| name.of(text) == "document") => {
                return class != Some("standalone");
            }
            _ => {}
        }
    }
    // A class may hide where the document begins.
    class.is_some_and(|class| !matches!(class, "standalone" | "subfiles"))
}

impl LatexInputs {
    fn root(&self) -> &Path {
        self.main.parent().unwrap_or(Path::new(""))
    }

    /// The files that the command at the cursor brings in.
    fn named(&self, path: &Path, scanner: &mut Scanner) -> Option<(Vec<PathBuf>, bool)> {
        let argument = |scanner: &mut Scanner| {
            let span = scanner.braced()?;
            Some(span.of(scanner.source).trim().trim_matches('"').to_owned())
        };
        match scanner.command_name() {
            "begin" => {
                let name = argument(scanner)?;
                if matches!(environment(&name), Environment::Code | Environment::Hidden) {
                    scanner.environment(&name);
                }
                None
            }
            "input" | "include" | "subfile" | "subfileinclude" => {
                let name = argument(scanner)?;
                Some((self.candidates(path, &name), true))
            }
            "import" | "subimport" | "includefrom" => {
                let folder = argument(scanner)?;
                let name = argument(scanner)?;
                Some((self.candidates(path, &format!("{folder}/{name}")), true))
            }
            // The list as BibTeX typeset it takes the place of a library that was not sent along.
            "bibliography" => {
                let names = argument(scanner)?;
                let library = |name: &str| self.root().join(format!("{}.bib", name.trim()));
                let there = names.split(',').any(|name| is_file(&library(name)));
                (!there).then(|| (vec![self.main.with_extension("bbl")], false))
            }
            _ => None,
        }
    }

    /// Where a named file can be: from the main file's folder, then from that of the file itself.
    fn candidates(&self, path: &Path, name: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        if Path::new(name).is_absolute() {
            return found;
        }
        for folder in [self.root(), path.parent().unwrap_or(Path::new(""))] {
            let typed = folder.join(name);
            if typed.extension().is_some() {
                found.push(typed.clone());
            }
            found.push(PathBuf::from(format!("{}.tex", typed.display())));
        }
        found.dedup();
        found
    }
}
