//! How fast Word files are read: megabytes of document XML a second.
//!
//! `cargo bench --no-default-features --bench documents -- [MEGABYTES]`

use std::io::{Cursor, Write};
use std::time::Instant;

use cite::Document;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

/// A paragraph as Word writes it after a few edits: identifiers, properties, short runs.
const PARAGRAPH: &str = "<w:p w14:paraId=\"5F2A1C3B\" w14:textId=\"77777777\" w:rsidR=\"00A77427\" w:rsidRDefault=\"00A77427\">\
    <w:pPr><w:spacing w:line=\"480\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"720\"/><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
    w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"24\"/></w:rPr></w:pPr><w:r w:rsidRPr=\"00B12C34\"><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
    w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"24\"/></w:rPr><w:t xml:space=\"preserve\">Trust is local, and so is fear; what holds for one \
    harbour need not hold for the next </w:t></w:r><w:r><w:rPr><w:i/><w:sz w:val=\"24\"/></w:rPr><w:t>(Hurd 1999</w:t></w:r><w:r w:rsidR=\"00C41D77\">\
    <w:rPr><w:sz w:val=\"24\"/></w:rPr><w:t>, 12&amp;14).</w:t></w:r></w:p>";

fn main() {
    let size = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(50);
    let times = size * 1_000_000 / PARAGRAPH.len();
    let xml = format!("{OPEN}{}</w:body></w:document>", PARAGRAPH.repeat(times));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(content.as_bytes()).expect("in memory");
    }
    let bytes = zip.finish().expect("in memory").into_inner();
    let start = Instant::now();
    let document = Document::read("a.docx", bytes, false).expect("readable");
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:.0} MB of document XML, {} paragraphs: {seconds:.2} s, {:.0} MB/s",
        xml.len() as f64 / 1e6,
        document.blocks.len(),
        xml.len() as f64 / 1e6 / seconds
    );
}
