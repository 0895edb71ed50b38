//! What every reader promises of any text.

use cite::internals::bibliography::formats;
use cite::Library;
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
    findings.iter().filter_map(|finding| finding.span).for_each(|span| lies_in(&document.text, span));
    let Ok(once) = cite::internals::fix::annotate::annotated(&document, &findings) else { return };
    let again = Document::read("a", once, false).expect("what was written can be read");
    assert_eq!(again.text, document.text);
}

/// Reads a text as a library of this format, writes it in every format, and checks it.
pub fn library(format: &str, text: &str) {
    let format = formats::by_name(format).expect("is a format");
    let library = Library::of_text("library", text.to_owned(), format);
    for record in &library.records {
        lies_in(text, record.span);
        record.places.iter().for_each(|(_, span)| lies_in(text, *span));
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
