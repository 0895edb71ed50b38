//! Whatever the text: reading and writing libraries ends, and places lie in the text.

use cite::Library;
use cite::internals::bibliography::formats::{self, FORMATS};
use cite::{Entry, ReferenceId, Span};
use proptest::prelude::*;

/// A small file in each format that is read.
const SAMPLES: [(&str, &str); 6] = [
    (
        "biblatex",
        "@string{p = {Press}}\n@book{a, author = {M\\\"uller, Karl and {The Body} and others}, title = \"On {DNA}: a\" # { b}, \
         date = {1999-03/2000~}, publisher = p, pages = {1--9}, doi = {10.1000/x}, crossref = {b}}\n@proceedings{b, title = {P}}\n",
    ),
    (
        "ris",
        "TY  - JOUR\nAU  - Müller, Karl, Jr.\nTI  - On it\nPY  - 1999/03/04/spring\nSP  - 1\nEP  - 9\nDO  - 10.1000/x\nID  - a\nER  - \n",
    ),
    (
        "nbib",
        "PMID- 1\nFAU - Smith, John A\nAU  - Smith JA\nTI  - On the nature\n      of things.\nDP  - 2010 Mar-Apr\nPG  - 1-9\nLID - 10.1/x [doi]\n\n",
    ),
    (
        "endnote",
        "<xml><records><record><ref-type name=\"Book\">6</ref-type><contributors><authors><author>Smith, J.</author></authors></contributors>\
         <titles><title><style face=\"italic\">On</style> it &amp; that</title></titles><dates><year>2010</year></dates></record></records></xml>",
    ),
    (
        "csl-json",
        r#"[{"id": "a", "type": "book", "author": [{"family": "Gaulle", "non-dropping-particle": "de"}], "title": "T<i>x</i>", "issued": {"date-parts": [[2010, 3], [2011]], "season": 1, "circa": true}, "custom": {"k": [1, {"l": null}]}}]"#,
    ),
    (
        "hayagriva",
        "a:\n  type: article\n  title: &t On it\n  author: [\"Smith, John\", {name: Body}]\n  date: 2010-03\n  parent:\n    type: periodical\n    title: *t\n    volume: 5\n",
    ),
];

/// Pieces that formats are made of.
const PIECES: [&str; 48] = [
    "@book{",
    "@string{",
    "@comment",
    "a",
    "k1",
    ",",
    "=",
    "{",
    "}",
    "\"",
    "#",
    "\\\"",
    "\\emph",
    "%",
    "\n",
    "\r\n",
    " and ",
    "2010",
    "1999-03-04/..",
    "~",
    "TY  - BOOK",
    "ER  - ",
    "AU  - ",
    "PMID- ",
    "      ",
    "<record>",
    "</record>",
    "<titles>",
    "<title>",
    "</title>",
    "&amp;",
    "<![CDATA[",
    "]]>",
    "[",
    "]",
    ":",
    "null",
    "1e999",
    "\\u0000",
    "- ",
    "&x ",
    "*x",
    "  ",
    "'",
    "ü",
    "漢",
    "\u{feff}",
    "\u{0}",
];

/// Reads a text as every format does, writes what was read in every format, and judges it.
fn check(text: &str) {
    for format in FORMATS {
        check_as(format.name, text);
    }
}

fn check_as(format: &str, text: &str) {
    let format = formats::by_name(format).expect("is a format");
    let library = Library::of_text("library", text.to_owned(), format);
    let lies_in = |span: Span| {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} of {} in {text:?}",
            format.name
        );
    };
    for record in &library.records {
        lies_in(record.span);
        record.places.iter().for_each(|(_, place)| lies_in(place.span()));
    }
    library.faults.iter().for_each(|fault| lies_in(fault.span));
    let entries: Vec<&Entry> = library.entries().collect();
    for other in FORMATS {
        (other.write)(&entries);
    }
    let findings = cite::check_library(&library);
    findings.iter().flat_map(|(_, found)| found).filter_map(|found| found.span).for_each(lies_in);
}

/// A sample with some pieces put in the place of others.
fn damaged() -> impl Strategy<Value = (usize, Vec<(prop::sample::Index, usize, &'static str)>)> {
    let damage = (any::<prop::sample::Index>(), 0..9_usize, prop::sample::select(&PIECES[..]));
    (0..SAMPLES.len(), prop::collection::vec(damage, 1..6))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn anything_like_a_library(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80)) {
        check(&pieces.concat());
    }

    #[test]
    fn a_damaged_library((sample, damages) in damaged()) {
        let (format, text) = SAMPLES[sample];
        let mut text = text.to_owned();
        for (at, length, piece) in damages {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, piece);
        }
        check_as(format, &text);
    }
}

#[test]
fn samples_are_read_without_a_fault() {
    for (format, text) in SAMPLES {
        let library = Library::of_text(
            "library",
            text.to_owned(),
            formats::by_name(format).expect("is a format"),
        );
        assert!(
            !library.records.is_empty() && library.faults.is_empty(),
            "{format}: {:?}",
            library.faults
        );
    }
}

#[test]
fn aliases_of_aliases_come_to_an_end() {
    let mut yaml = "a:\n  type: book\n  title: x\n  x:\n    l0: &l0 [ha, ha, ha]\n".to_owned();
    for at in 0..30 {
        yaml += &format!("    l{0}: &l{0} [*l{at}, *l{at}, *l{at}]\n", at + 1);
    }
    yaml += "b:\n  type: book\n  title: Kept\n";
    let library =
        Library::of_text("a.yaml", yaml, formats::by_name("hayagriva").expect("is a format"));
    assert!(
        library.faults.iter().any(|fault| fault.message.contains("aliases")),
        "{:?}",
        library.faults
    );
    assert_eq!(library.get("b").and_then(|record| record.entry.text("title")), Some("Kept"));
}

#[test]
fn keys_of_records_that_look_alike_differ() {
    let ris = "TY  - JOUR\nAU  - Smith, John\nPY  - 2010\nER  - \n".repeat(2_000);
    let library = Library::of_text("a.ris", ris, formats::by_name("ris").expect("is a format"));
    let keys: std::collections::HashSet<&str> =
        library.entries().map(|entry| entry.id.as_str()).collect();
    assert_eq!(keys.len(), 2_000);
    assert!(
        ["smith2010", "smith2010a", "smith2010z", "smith2010aa"]
            .iter()
            .all(|key| keys.contains(key))
    );
}

/// A library with a work that stands in it twice, far apart: records are judged in parts.
#[test]
fn a_work_that_comes_again_far_below_is_found() {
    let other = |at: usize| {
        format!(
            "@book{{k{at}, author = {{Maker{at}, A.}}, title = {{Work number {at}}}, year = 2010, publisher = {{P}}}}\n"
        )
    };
    let twice = "@book{x1, author = {Hurd, Ian}, title = {On the order of things}, year = 1999, publisher = {P}}\n";
    let again = twice.replace("x1", "x2");
    let text = format!("{twice}{}{again}", (0..9_000).map(other).collect::<String>());
    let library =
        Library::of_text("a.bib", text, formats::by_name("biblatex").expect("is a format"));
    let (document, findings) = cite::check_library(&library).remove(0);
    let found: Vec<_> =
        findings.iter().filter(|found| found.rule == "duplicate-reference").collect();
    assert_eq!(found.len(), 1, "{findings:?}");
    assert_eq!(found[0].reference, Some(ReferenceId::new(9_001)));
    assert_eq!(document.source.position(found[0].span.expect("has a place").start).line, 9_002);
    assert_eq!(document.source.position(found[0].related[0].span.start).line, 1);
}
