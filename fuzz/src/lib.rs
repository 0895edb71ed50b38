//! What every reader promises of any text.

use cite::Library;
use cite::internals::bibliography::formats;
use cite::{Document, Span};

/// Reads a text as a manuscript of this name, and checks it: places lie in the text, and all ends.
pub fn document(name: &str, text: &str) {
    let document = Document::from_bytes(name, text.as_bytes().to_vec());
    for span in document.blocks.iter().map(|block| block.span) {
        lies_in(&document.text, span);
        lies_in(document.source.text(), document.in_source(span));
    }
    for finding in cite::check(&document, &Library::none()) {
        finding.span.into_iter().for_each(|span| lies_in(&document.text, span));
    }
}

/// Reads a zip file of these members as a manuscript, checks it, and writes what is found into it.
pub fn extracted(members: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        std::io::Write::write_all(&mut zip, content.as_bytes()).expect("in memory");
    }
    let bytes = zip.finish().expect("in memory").into_inner();
    let Ok(document) = Document::read("a", bytes, false) else { return };
    let findings = cite::check(&document, &Library::none());
    findings
        .iter()
        .filter_map(|finding| finding.span)
        .for_each(|span| lies_in(&document.text, span));
    let Ok(once) = cite::internals::fix::annotate::annotated(&document, &findings) else { return };
    let again = Document::read("a", once, false).expect("what was written can be read");
    assert_eq!(again.text, document.text);
}

/// Reads a PDF file whose page draws this content, and these bytes as a whole file, and checks both.
pub fn typeset(content: &[u8]) {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> /XObject << /X 5 0 R >> >> /Contents 5 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>".to_vec(),
        [format!("<< /Subtype /Form /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend(
        format!("{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    for bytes in [file, content.to_vec()] {
        let Ok(document) = Document::read("a.pdf", bytes, false) else { continue };
        for finding in cite::check(&document, &Library::none()) {
            finding.span.into_iter().for_each(|span| lies_in(&document.text, span));
        }
    }
}

/// Reads what follows the first signs of a Rich Text file as one, and checks it.
pub fn rich(text: &str) {
    let bytes = format!("{{\\rtf1{text}}}").into_bytes();
    let Ok(document) = Document::read("a.rtf", bytes, false) else { return };
    for finding in cite::check(&document, &Library::none()) {
        finding.span.into_iter().for_each(|span| lies_in(&document.text, span));
    }
}

/// Reads a text as a library of this format, writes it in every format, and checks it.
pub fn library(format: &str, text: &str) {
    let format = formats::by_name(format).expect("is a format");
    let library = Library::of_text("library", text.to_owned(), format);
    for record in &library.records {
        lies_in(text, record.span);
        record.places.iter().for_each(|(_, place)| lies_in(text, place.span()));
    }
    library.faults.iter().for_each(|fault| lies_in(text, fault.span));
    let entries: Vec<_> = library.entries().collect();
    for format in formats::FORMATS {
        (format.write)(&entries);
    }
    cite::check_library(&library);
}

/// Reads a text as a style, and renders an entry with it.
pub fn style(text: &str) {
    let mut entry = cite::Entry::new("a", "book");
    entry.set("title", "On the nature of things");
    entry.set("author", vec![cite::Name::person("Smith", Some("John".to_owned()))]);
    if let Ok(style) = cite::internals::render::style::Style::from_xml("style", text, &[]) {
        cite::internals::render::bibliography::render(&[&entry], &style, None);
    }
}

fn lies_in(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} of {} bytes", text.len());
}
