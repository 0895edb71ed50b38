//! Citations that the file itself ties: fields of Word, links of JATS.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use cite::internals::Analysis;
use cite::internals::model::field::FieldWork;
use cite::{Document, Library};

use super::Wanted;
use super::paper::{Fields, Paper, Run};
use super::{docx, jats};

/// A format that has fields: how a paper is written in it, and what its fields hold.
type Fielded = (&'static str, Fields, fn(&Paper) -> Vec<u8>);

const FORMATS: [Fielded; 2] = [
    ("docx", Fields::Groups, |paper| docx::written(paper, 7)),
    ("jats", Fields::Citations, jats::written),
];

/// Works that fields cite.
#[derive(Default)]
struct Counted {
    /// All of them.
    works: usize,
    /// Those that were read.
    read: usize,
    /// Those whose entry was found.
    listed: usize,
    /// Those that the citations inside point to.
    tied: usize,
    /// What citations inside point to that the field does not cite.
    wrong: usize,
}

/// Prints a line for each format.
pub fn print(wanted: &Wanted) {
    println!("works that fields cite: their entries found, and citations tied as the field says");
    for (name, kind, write) in FORMATS.iter().filter(|(name, ..)| wanted.format(name)) {
        let mut all = Counted::default();
        for folder in wanted.papers() {
            let own = counted(name, &folder, *kind, *write);
            let share = own.tied as f64 / own.works.max(1) as f64;
            if share < 0.98 {
                println!("  {name} {}: {} of {}", folder.display(), own.tied, own.works);
            }
            all.works += own.works;
            all.read += own.read;
            all.listed += own.listed;
            all.tied += own.tied;
            all.wrong += own.wrong;
        }
        let share = |part: usize| 100.0 * part as f64 / all.works.max(1) as f64;
        println!(
            "{name:5} {} works: {:.2} % read, {:.2} % with their entry, {:.2} % tied, {:.2} % tied wrongly",
            all.works,
            share(all.read),
            share(all.listed),
            share(all.tied),
            share(all.wrong)
        );
    }
}

fn counted(name: &str, folder: &Path, kind: Fields, write: fn(&Paper) -> Vec<u8>) -> Counted {
    let paper = Paper::with_fields(folder, kind);
    let document = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let entries = entries(&paper, &analysis);
    let works = paper.fields.iter().map(Vec::len).sum();
    let mut counted = Counted { works, ..Counted::default() };
    for (field, ties) in document.fields.iter().zip(&analysis.fields) {
        let meant: Vec<Option<usize>> =
            field.works.iter().map(|work| meant(work, &analysis, &entries)).collect();
        let inside = analysis.cited_works().filter(|one| one.item.span.overlaps(field.span));
        let shown: BTreeSet<usize> =
            inside.flat_map(|one| &one.resolution().references).map(|id| id.index()).collect();
        counted.read += field.works.len();
        let ties = ties.iter().map(|tie| tie.map(|id| id.index()));
        let pairs = meant.iter().zip(ties);
        counted.listed += pairs.filter(|(meant, tie)| meant.is_some() && *meant == tie).count();
        counted.tied += meant.iter().flatten().filter(|work| shown.contains(work)).count();
        let wanted: BTreeSet<usize> = meant.into_iter().flatten().collect();
        counted.wrong += shown.difference(&wanted).count();
    }
    counted
}

/// The reference that a work of a field is, by its number in the answers or by where the field points.
fn meant(work: &FieldWork, analysis: &Analysis, entries: &HashMap<usize, usize>) -> Option<usize> {
    if let Some(listed) = work.listed {
        return analysis.references().iter().position(|one| one.span.overlaps(listed));
    }
    let place = work.entry.as_ref()?.id.parse().ok()?;
    entries.get(&place).copied()
}

/// The references that were read, by their places in the answers.
fn entries(paper: &Paper, analysis: &Analysis) -> HashMap<usize, usize> {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let read: HashMap<String, usize> =
        analysis.references().iter().map(|one| bare(&one.raw)).zip(0..).collect();
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let blocks = paper.blocks.iter();
    blocks.filter_map(|block| Some((block.entry?, *read.get(&bare(&text(&block.runs)))?))).collect()
}
