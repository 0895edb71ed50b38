//! The published papers as PDF: written for typesetting, and measured.
//!
//! ```console
//! $ FORMATS_OUT=FOLDER cargo test --test formats -- --ignored papers_are_written
//! $ tests/formats/typeset.sh FOLDER
//! $ FORMATS_PDF=FOLDER cargo test --test formats -- --ignored --nocapture papers_in_pdf
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use cite::internals::Analysis;
use cite::internals::model::document::BlockKind;
use cite::{Document, Library, Span};

use super::paper::{Block, Paper};
use super::places::Places;
use super::support::score;
use super::{docx, latex, support, typst};

/// A layout: its name, the ending of the file that is typeset, and how a paper is written for it.
type Layout = (&'static str, &'static str, fn(&Paper) -> Vec<u8>);

/// The layouts.
const LAYOUTS: [Layout; 5] = [
    ("typst1", "typ", |paper| of_typst(paper, 1)),
    ("typst2", "typ", |paper| of_typst(paper, 2)),
    ("latex1", "tex", |paper| of_latex(paper, "11pt")),
    ("latex2", "tex", |paper| of_latex(paper, "twocolumn")),
    ("word", "docx", |paper| docx::written(paper, 7)),
];

/// The head of every page, itself a citation.
const HEAD: &str = "A. Author et al. (2019)";

fn name(paper: &Path) -> String {
    paper.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
#[ignore = "writes files for typesetting"]
fn papers_are_written() {
    let Some(out) = std::env::var_os("FORMATS_OUT").map(PathBuf::from) else { return };
    for folder in support::published_papers() {
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
            format!("#par(hanging-indent: 2em, first-line-indent: 0pt)[{number}\\. {text}]")
        }
        _ => format!("#par(hanging-indent: 1.5em, first-line-indent: 0pt)[{text}]"),
    };
    typst::laid_out(paper, &preamble, &entry).into_bytes()
}

fn of_latex(paper: &Paper, option: &str) -> Vec<u8> {
    let preamble = format!(
        "\\documentclass[{option}]{{report}}\n\\usepackage[utf8]{{inputenc}}\n\
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
        for folder in support::published_papers() {
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
            if figures.tied.is_nan() || figures.tied < 0.985 || figures.false_alarms > 0 {
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
