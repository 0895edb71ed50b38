//! The published papers as PDF: written for typesetting, and measured.
//!
//! ```console
//! $ FORMATS_OUT=FOLDER cargo test --test formats -- --ignored papers_are_written
//! $ tests/formats/typeset.sh FOLDER
//! $ FORMATS_PDF=FOLDER cargo test --test formats -- --ignored --nocapture papers_in_pdf
//! ```

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use cite::internals::Analysis;
use cite::internals::model::document::BlockKind;
use cite::{Document, Library, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::paper::{Block, Paper};
use super::support::score;
use super::{docx, latex, support, typst};

/// The layouts: how a paper is written for each, and the ending of the file.
const LAYOUTS: [(&str, &str, fn(&Paper) -> Vec<u8>); 5] = [
    ("typst1", "typ", |paper| of_typst(paper, 1)),
    ("typst2", "typ", |paper| of_typst(paper, 2)),
    ("latex1", "tex", |paper| of_latex(paper, "11pt")),
    ("latex2", "tex", |paper| of_latex(paper, "twocolumn")),
    ("word", "docx", |paper| docx::written(paper, 7)),
];

/// What stands at the head of every page: a citation of its own.
const HEAD: &str = "A. Author et al. (2019)";

fn papers() -> Vec<PathBuf> {
    let Some(folder) = support::shared("data/papers") else { return Vec::new() };
    let entries = fs::read_dir(folder).expect("papers");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let mut papers: Vec<PathBuf> = paths.filter(|path| path.join("gold.json").exists()).collect();
    papers.sort();
    papers
}

fn name(paper: &Path) -> String {
    paper.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
#[ignore = "writes files for typesetting"]
fn papers_are_written() {
    let Some(out) = std::env::var_os("FORMATS_OUT").map(PathBuf::from) else { return };
    for folder in papers() {
        let paper = Paper::of_gold(&folder);
        for (layout, ending, write) in LAYOUTS {
            fs::create_dir_all(out.join(layout)).expect("made");
            let file = out.join(layout).join(format!("{}.{ending}", name(&folder)));
            fs::write(file, write(&paper)).expect("written");
        }
    }
}

fn of_typst(paper: &Paper, columns: usize) -> Vec<u8> {
    let size = if columns == 1 { 11 } else { 9 };
    let indent = if columns == 1 { "1.5em" } else { "1em" };
    let preamble = format!(
        "#set page(paper: \"a4\", margin: 2cm, columns: {columns}, header: [{HEAD} #h(1fr) \
         Journal of Trade 12], footer: context align(center)[#counter(page).display()])\n\
         #set text(size: {size}pt, hyphenate: true)\n\
         #set par(justify: true, first-line-indent: {indent}, spacing: 0.65em)\n\
         #show heading: set block(above: 1.4em, below: 1em)\n"
    );
    let entry = |block: &Block, text: &str| match &block.kind {
        BlockKind::ListItem { ordinal: Some(number) } => {
            format!("#par(hanging-indent: 2em, first-line-indent: 0pt)[{number}. {text}]")
        }
        _ => format!("#par(hanging-indent: 1.5em, first-line-indent: 0pt)[{text}]"),
    };
    typst::laid_out(paper, &preamble, &entry).into_bytes()
}

fn of_latex(paper: &Paper, option: &str) -> Vec<u8> {
    let preamble = format!(
        "\\documentclass[{option}]{{report}}\n\\usepackage[utf8]{{inputenc}}\n\\usepackage[T1]{{fontenc}}\n\
         \\usepackage{{fancyhdr}}\n\\usepackage[margin=2.2cm]{{geometry}}\n\\pagestyle{{fancy}}\n\
         \\fancyhead[L]{{{HEAD}}}\\fancyhead[R]{{Journal of Trade 12}}\n\
         \\renewcommand{{\\chapter}}{{\\section}}\n\\begin{{document}}\n"
    );
    let entry = |block: &Block, text: &str| match &block.kind {
        BlockKind::ListItem { ordinal: Some(number) } => {
            format!("{{\\par\\noindent\\hangindent=2em [{number}]\\ {text}\\par}}")
        }
        _ => format!("{{\\par\\noindent\\hangindent=1.5em {text}\\par}}"),
    };
    latex::laid_out(paper, &preamble, &entry).into_bytes()
}

#[test]
#[ignore = "needs the typeset papers"]
fn papers_in_pdf() {
    let Some(typeset) = std::env::var_os("FORMATS_PDF").map(PathBuf::from) else { return };
    let only = std::env::var("FORMATS_ONLY").unwrap_or_default();
    for (layout, ..) in LAYOUTS.iter().filter(|(layout, ..)| layout.contains(&only)) {
        let mut all = score::Counts::default();
        let mut count = 0;
        for folder in papers() {
            let file = typeset.join(layout).join(format!("{}.pdf", name(&folder)));
            let Ok(document) = Document::open(&file) else { continue };
            let paper = score::Paper::open(&folder);
            let library = Library::none();
            let analysis = Analysis::gather(&document, &library);
            let places = Places::of(&document, &paper.document);
            let place = |span: Span| paper.document.in_source(places.of_span(span));
            let mut own = score::Counts::default();
            own.add(&paper, &analysis, &place);
            all.add(&paper, &analysis, &place);
            count += 1;
            let figures = own.figures();
            if figures.tied < 0.985 || figures.false_alarms > 0 {
                println!("  {layout} {}: {figures:?}", name(&folder));
            }
        }
        let figures = all.figures();
        let alarms = figures.false_alarms as f64 / f64::from(count.max(1));
        println!(
            "{layout}: {count} papers, citations F1 {:.4}, links F1 {:.4}, {alarms:.2} false alarms a paper",
            figures.found, figures.tied
        );
    }
}

/// Where the words of one document stand in another.
struct Places {
    words: Vec<Span>,
    others: Vec<Span>,
    pairs: Vec<Option<usize>>,
}

impl Places {
    fn of(document: &Document, other: &Document) -> Places {
        let (words, said) = words_of(document);
        let (others, other_said) = words_of(other);
        let mut pairs: Vec<Option<usize>> = vec![None; words.len()];
        let rows = unique_rows(&said);
        let other_rows = unique_rows(&other_said);
        for (row, at) in &rows {
            if let Some(other) = other_rows.get(row) {
                (0..ROW).for_each(|step| pairs[at + step] = Some(other + step));
            }
        }
        fill(&mut pairs, &said, &other_said);
        Places { words, others, pairs }
    }

    fn of_span(&self, span: Span) -> Span {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let last = self.words.partition_point(|word| word.start < span.end);
        let inside = self.pairs[first..last.max(first)].iter().flatten();
        let (low, high) = (inside.clone().min(), inside.max());
        if let (Some(low), Some(high)) = (low, high)
            && high - low <= 2 * (last - first) + 4
        {
            return self.others[*low].join(self.others[*high]);
        }
        let before = self.pairs[..first].iter().flatten().next_back();
        let near = low.or(before).and_then(|at| self.others.get(at + 1));
        near.map_or(Span::default(), |word| Span::new(word.start, word.start + 1))
    }
}

/// How many words in a row are a row.
const ROW: usize = 4;

fn unique_rows(words: &[String]) -> HashMap<&[String], usize> {
    let mut rows: HashMap<&[String], (usize, usize)> = HashMap::new();
    for (at, row) in words.windows(ROW).enumerate() {
        let entry = rows.entry(row).or_insert((at, 0));
        entry.1 += 1;
    }
    rows.into_iter().filter(|(_, (_, count))| *count == 1).map(|(row, (at, _))| (row, at)).collect()
}

/// Pairs the words between pairs.
fn fill(pairs: &mut [Option<usize>], said: &[String], other: &[String]) {
    let mut from = 0;
    while let Some(start) = (from..pairs.len()).find(|at| pairs[*at].is_none()) {
        let end = (start..pairs.len()).find(|at| pairs[*at].is_some()).unwrap_or(pairs.len());
        let low = start.checked_sub(1).and_then(|at| pairs[at]).map_or(0, |at| at + 1);
        let high = pairs.get(end).copied().flatten().unwrap_or(other.len());
        if low < high && high - low < 1000 && end - start < 1000 {
            for op in capture_diff_slices(Algorithm::Myers, &said[start..end], &other[low..high]) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    (0..len)
                        .for_each(|at| pairs[start + old_index + at] = Some(low + new_index + at));
                }
            }
        }
        from = end;
    }
}

fn words_of(document: &Document) -> (Vec<Span>, Vec<String>) {
    let text: &str = &document.text;
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                spans.push(Span::new(first, at));
                start = None;
            }
            _ => {}
        }
    }
    let said = spans.iter().map(|span| span.of(text).to_lowercase()).collect();
    (spans, said)
}
