//! What the published papers say in each format, beside what they say as Markdown.

use cite::internals::Analysis;
use cite::{Document, Library, Span};

use super::Wanted;
use super::paper::Paper;
use super::places::Places;
use super::reading::Reading;
use super::score::{self, Counts};
use super::{docx, epub, jats, latex, odt, typst};

/// How a paper is written in a format.
type Write = fn(&Paper) -> Vec<u8>;

const FORMATS: [(&str, Write); 6] = [
    ("docx", |paper| docx::written(paper, 7)),
    ("odt", odt::written),
    ("tex", latex::written),
    ("typ", typst::written),
    ("jats", jats::written),
    ("epub", epub::written),
];

/// What of the papers is the same in a format.
#[derive(Default)]
struct Row {
    papers: usize,
    entries: usize,
    citations: usize,
    links: usize,
    findings: usize,
    all: usize,
    counts: Counts,
}

impl Row {
    /// Compares two forms of a paper; gives the first difference.
    fn add(&mut self, markdown: &Reading, other: &Reading) -> Option<String> {
        self.papers += 1;
        self.entries += usize::from(markdown.entries == other.entries);
        self.citations += usize::from(markdown.citations == other.citations);
        self.links += usize::from(markdown.links == other.links);
        self.findings += usize::from(markdown.findings == other.findings);
        let difference = markdown.difference(other);
        self.all += usize::from(difference.is_none());
        difference
    }

    fn print(&self, name: &str, markdown: f64) {
        let tied = self.counts.figures().tied;
        println!(
            "{name:8} {:>6} {:>8} {:>10} {:>6} {:>9} {:>6} {tied:>10.4} {:>+8.4}",
            self.papers,
            self.entries,
            self.citations,
            self.links,
            self.findings,
            self.all,
            tied - markdown
        );
    }
}

/// Prints a line for each format.
pub fn print(wanted: &Wanted) {
    let papers = wanted.papers();
    let mut markdown = Counts::default();
    let formats = FORMATS.iter().filter(|(name, _)| wanted.format(name));
    let mut rows: Vec<(&str, Write, Row)> =
        formats.map(|(name, write)| (*name, *write, Row::default())).collect();
    for folder in &papers {
        let gold = score::Paper::open(folder);
        let reading = Reading::of(&gold.document);
        count(&mut markdown, &gold, &gold.document, &|span| gold.document.in_source(span));
        let paper = Paper::of_gold(folder);
        for (name, write, row) in &mut rows {
            let read = Document::read(format!("a.{name}"), write(&paper), false).expect("readable");
            if let Some(what) = row.add(&reading, &Reading::of(&read)) {
                let what: String = what.chars().take(240).collect();
                println!("  {name} {}: {what}", folder.display());
            }
            let places = Places::of(&read, &gold.document);
            let place = |span: Span| gold.document.in_source(places.of_span(span));
            count(&mut row.counts, &gold, &read, &place);
        }
    }
    let tied = markdown.figures().tied;
    println!("papers in each format, and how many say the same as in Markdown (link F1 {tied:.4})");
    println!("format   papers  entries  citations  links  findings    all    link F1   differs");
    rows.iter().for_each(|(name, _, row)| row.print(name, tied));
}

fn count(
    counts: &mut Counts,
    gold: &score::Paper,
    document: &Document,
    place: &dyn Fn(Span) -> Span,
) {
    let library = Library::none();
    counts.add(gold, &Analysis::gather(document, &library), place);
}
