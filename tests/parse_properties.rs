//! Whatever the text: fields are segments of it, in order, and nothing panics.

use cite::Document;
use cite::internals::model::reference::{Field, Label};
use proptest::prelude::*;

/// Says that fields are segments of the text, in order and without overlaps.
fn check(text: &str, fields: impl Iterator<Item = Field>) {
    let mut end = 0;
    for field in fields {
        let segment = text.get(field.span.start..field.span.end);
        assert!(segment.is_some_and(|segment| !segment.is_empty()), "{field:?} of {text:?}");
        assert!(field.span.start >= end, "{field:?} begins before {end} in {text:?}");
        assert!((0.0..=1.0).contains(&field.confidence), "{field:?}");
        end = field.span.end;
    }
}

fn check_all(text: &str) {
    let reference = cite::internals::references::parse_one(text);
    check(text, reference.fields.iter());
    assert!((0.0..=1.0).contains(&reference.confidence));
    let document = Document::from_bytes("list.md", text.as_bytes().to_vec());
    for reference in cite::internals::references::parse_list(&document).references {
        check(&document.text, reference.fields.iter());
    }
}

/// Pieces of which references are made, so that texts come near them.
const PIECES: [&str; 40] = [
    "Smith, J.",
    "et al.",
    "van der ",
    "(2010a)",
    "2010",
    "n.d.",
    ". ",
    ", ",
    "; ",
    ": ",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "«",
    "»",
    "—",
    "–",
    "-",
    "___",
    "12(3)",
    "pp. 1–9",
    "e7",
    "vol. 3",
    "https://a.org/b_(c",
    "doi:10.1000/ x",
    "ISBN 978-",
    "Accessed 3 May ",
    "In: ",
    "Қазақ",
    "王小明",
    "『日本』",
    "دار",
    "e\u{301}",
    "\u{200d}",
    "\n",
    "\n\n- ",
];

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn anything_like_a_reference(pieces in prop::collection::vec(prop::sample::select(&PIECES), 0..60)) {
        check_all(&pieces.concat());
    }
}

#[test]
fn what_is_found_late_stands_in_its_place() {
    check_all(
        "”)–In: Smith, J.(Accessed 3 May Smith, J.Smith, J.et al.»e7et al.Accessed 3 May 12(3)pp. 1–9",
    );
}

#[test]
fn particles_may_be_all_of_a_title() {
    check_all("Smith, J.et al.van der In: e\u{301}—Smith, J.: van der Smith, J.. , vol. 3");
}

#[test]
fn long_texts() {
    for piece in
        PIECES.iter().chain(&["a ", "A. ", "1 ", "1–", "(a ", "𝒜", "\u{301}", "doi.org/", "1999; "])
    {
        check_all(&piece.repeat(100_000 / piece.len()));
    }
}

#[test]
fn records_say_nothing_that_the_text_does_not() {
    let text = "Zürn, M., and M. Ecker-Ehrhardt. 2013. Die Politisierung der Weltpolitik. Berlin: Suhrkamp.";
    let reference = cite::internals::references::parse_one(text);
    for variable in ["title", "publisher", "publisher-place"] {
        assert!(
            reference.entry.text(variable).is_some_and(|value| text.contains(value)),
            "{variable}"
        );
    }
    assert!(reference.field(Label::Volume).is_none());
}
