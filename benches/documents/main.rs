//! Documents in all formats: what is found in them, and how fast they are read.
//!
//! ```console
//! $ cargo bench --bench documents -- papers          # what papers say in each format, beside Markdown
//! $ cargo bench --bench documents -- fields          # citations in fields and links
//! $ cargo bench --bench documents -- speed [FILE…]   # Word, PDF and other files, beside pandoc
//! ```
//!
//! `papers` and `fields` take `half`, for every other paper, and names of formats.

#![allow(dead_code)]

mod agreement;
#[path = "../../tests/formats/docx.rs"]
mod docx;
#[path = "../../tests/formats/epub.rs"]
mod epub;
mod fields;
#[path = "../../tests/formats/jats.rs"]
mod jats;
#[path = "../../tests/formats/latex.rs"]
mod latex;
#[path = "../../tests/formats/odt.rs"]
mod odt;
#[path = "../../tests/formats/paper.rs"]
mod paper;
#[path = "../../tests/formats/pdf_file.rs"]
mod pdf_file;
#[path = "../../tests/formats/places.rs"]
mod places;
#[path = "../../tests/formats/reading.rs"]
mod reading;
#[path = "../../tests/support/score.rs"]
mod score;
mod speed;
#[path = "../../tests/formats/typst.rs"]
mod typst;

use std::path::{Path, PathBuf};

/// What was asked for besides the kind of figures.
struct Wanted {
    half: bool,
    names: Vec<String>,
}

impl Wanted {
    fn format(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|one| one == name)
    }

    /// The published papers with answers, in the order of their names; those in the repository where
    /// there are no others.
    fn papers(&self) -> Vec<PathBuf> {
        let beside = Path::new("../shared/data/papers");
        let folder = if beside.exists() { beside } else { Path::new("tests/corpus/papers") };
        let entries = std::fs::read_dir(folder).expect("papers");
        let paths = entries.map(|entry| entry.expect("readable").path());
        let mut papers: Vec<PathBuf> =
            paths.filter(|path| path.join("gold.json").exists()).collect();
        papers.sort();
        papers.into_iter().step_by(if self.half { 2 } else { 1 }).collect()
    }
}

fn main() {
    let mut arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let what = if arguments.is_empty() { "all".to_owned() } else { arguments.remove(0) };
    let half = arguments.iter().any(|argument| argument == "half");
    arguments.retain(|argument| argument != "half");
    let wanted = Wanted { half, names: arguments };
    let all = what == "all";
    if all || what == "papers" {
        agreement::print(&wanted);
    }
    if all || what == "fields" {
        fields::print(&wanted);
    }
    if all || what == "speed" {
        speed::print(if all { &[] } else { &wanted.names });
    }
}
