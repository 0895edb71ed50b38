//! How fast documents are read: document XML in megabytes a second, pages of PDF a second, and both
//! beside pandoc.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cite::Document;

use super::docx::zipped;
use super::pdf_file::written;

/// Runs that count; the fastest is printed.
const RUNS: usize = 5;

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"><w:body>";

/// A paragraph as Word writes it after a few edits: identifiers, properties, short runs.
const PARAGRAPH: &str = "<w:p w14:paraId=\"5F2A1C3B\" w14:textId=\"77777777\" w:rsidR=\"00A77427\" w:rsidRDefault=\"00A77427\">\
    <w:pPr><w:spacing w:line=\"480\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"720\"/><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
    w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"24\"/></w:rPr></w:pPr><w:r w:rsidRPr=\"00B12C34\"><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
    w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"24\"/></w:rPr><w:t xml:space=\"preserve\">Trust is local, and so is fear; what holds for one \
    harbour need not hold for the next </w:t></w:r><w:r><w:rPr><w:i/><w:sz w:val=\"24\"/></w:rPr><w:t>(Hurd 1999</w:t></w:r><w:r w:rsidR=\"00C41D77\">\
    <w:rPr><w:sz w:val=\"24\"/></w:rPr><w:t>, 12&amp;14).</w:t></w:r></w:p>";

/// Prints the speed of a Word file and a PDF of our own, and of the files that are named.
pub fn print(files: &[String]) {
    word();
    pages();
    for file in files {
        named(Path::new(file));
    }
}

fn word() {
    let file = |megabytes: usize| {
        let xml = format!(
            "{OPEN}{}</w:body></w:document>",
            PARAGRAPH.repeat(megabytes * 1_000_000 / PARAGRAPH.len())
        );
        (
            xml.len(),
            zipped(&[
                ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
                ("_rels/.rels", RELATIONSHIPS.to_owned()),
                ("word/document.xml", xml),
            ]),
        )
    };
    let (length, bytes) = file(50);
    let (time, document) = read("a.docx", &bytes);
    let speed = length as f64 / 1e6 / time.as_secs_f64();
    println!(
        "Word: {:.0} MB of document XML, {} paragraphs: {:.2} s, {speed:.0} MB/s",
        length as f64 / 1e6,
        document.blocks.len(),
        time.as_secs_f64()
    );
    let (length, bytes) = file(2);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.docx");
    std::fs::write(&path, &bytes).expect("written");
    let (time, _) = read("a.docx", &bytes);
    println!(
        "Word: {:.1} MB of document XML, {}",
        length as f64 / 1e6,
        beside(&path, "docx", time)
    );
}

/// A PDF with a font that every reader knows, as a typesetter writes it: a word at a time.
fn pages() {
    if !cfg!(feature = "pdf") {
        return println!("PDF: SKIPPED, since this build does not read it");
    }
    let bytes = pdf(400);
    let (time, document) = read("a.pdf", &bytes);
    let speed = 400.0 / time.as_secs_f64();
    println!(
        "PDF: 400 pages of 50 lines, {} blocks: {:.2} s, {speed:.0} pages/s",
        document.blocks.len(),
        time.as_secs_f64()
    );
}

fn named(path: &Path) {
    let bytes = std::fs::read(path).expect("readable");
    let (time, document) = read(path, &bytes);
    let pages = (0..document.text.len()).rev().find_map(|at| document.origin.as_ref()?.page(at));
    let pages = pages.map_or(String::new(), |pages| {
        format!("{pages} pages, {:.0} pages/s, ", pages as f64 / time.as_secs_f64())
    });
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    println!("{}: {pages}{}", path.display(), beside(path, &ending, time));
}

/// The shortest time of several readings, and what was read.
fn read(path: impl Into<PathBuf>, bytes: &[u8]) -> (Duration, Document) {
    let path = path.into();
    let mut fastest = Duration::MAX;
    let mut last = None;
    for _ in 0..RUNS {
        let own = bytes.to_vec();
        let start = Instant::now();
        let document = Document::read(&path, own, false).expect("readable");
        fastest = fastest.min(start.elapsed());
        last = Some(document);
    }
    (fastest, last.expect("was read"))
}

/// Our time beside that of pandoc, where it reads the format and is installed.
fn beside(path: &Path, format: &str, own: Duration) -> String {
    let ours = format!("{:.1} ms", own.as_secs_f64() * 1e3);
    let from = match format {
        "tex" => "latex",
        "typ" => "typst",
        other => other,
    };
    let pandoc = || {
        let start = Instant::now();
        let mut command = Command::new("pandoc");
        command.args(["-f", from, "-t", "plain"]).arg(path);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success()).then(|| start.elapsed())
    };
    match pandoc() {
        Some(theirs) => format!(
            "{ours}; pandoc {:.1} ms with its start, {:.0} times as long",
            theirs.as_secs_f64() * 1e3,
            theirs.as_secs_f64() / own.as_secs_f64()
        ),
        None => ours,
    }
}

fn pdf(pages: usize) -> Vec<u8> {
    let page = |page: usize| {
        let mut content = "BT\n/F1 11 Tf\n".to_owned();
        for line in 0..50 {
            let _ = writeln!(content, "1 0 0 1 60 {} Tm", 760 - 14 * line);
            let _ = writeln!(
                content,
                "[(T) 80 (rust) -333 (is) -333 (local,) -333 (and) -333 (so) -333 (is) -333 (f) 20 \
                 (ear;) -333 (what) -333 (holds) -333 (here) -333 (\\\\(Hurd) -333 (1999\\\\)) -333 ({page})] TJ"
            );
        }
        content + "ET"
    };
    written(&(0..pages).map(page).collect::<Vec<_>>(), "")
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
