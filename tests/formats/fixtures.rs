//! Files of LibreOffice.

use cite::internals::fix::annotate::annotated;
use cite::internals::model::document::BlockKind;
use cite::{Document, Library};

/// The papers, made by LibreOffice from one text.
const PAPERS: [&str; 2] = ["tests/formats/fixtures/paper.docx", "tests/formats/fixtures/paper.odt"];

#[test]
fn files_of_a_word_processor_are_read() {
    for path in PAPERS {
        let document = Document::open(path).expect("readable");
        let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
        let item = |number| BlockKind::ListItem { ordinal: Some(number) };
        assert_eq!(
            kinds[..6],
            [
                &BlockKind::Heading(1),
                &item(1),
                &item(2),
                &BlockKind::TableCell,
                &BlockKind::TableCell,
                &BlockKind::Paragraph
            ],
            "{path}"
        );
        let rules: Vec<&str> =
            cite::check(&document, &Library::none()).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["year-mismatch", "et-al", "missing-reference"], "{path}");
    }
}

#[test]
fn comments_are_written_once_and_change_no_text() {
    for path in PAPERS {
        let document = Document::open(path).expect("readable");
        let findings = cite::check(&document, &Library::none());
        let once = annotated(&document, &findings).expect("written");
        let again = Document::read(path, once.clone(), false).expect("readable");
        assert_eq!(again.text, document.text);
        assert_eq!(annotated(&again, &findings).expect("written"), once, "{path}");
    }
}

#[test]
fn a_finding_says_where_it_is_in_words() {
    let document = Document::open(PAPERS[0]).expect("readable");
    let finding = &cite::check(&document, &Library::none())[0];
    let start = finding.span.expect("a place").start;
    let place = document.place(start).expect("no lines");
    assert_eq!(place, "paragraph 5 of *Trust and order*");
}
