//! Of every byte of a document it is known whether it was scanned for citations.

use cite::Span;
use cite::internals::Analysis;
use cite::internals::citations::scan::{Segment, segments};
use cite::{Document, Library};

const PAPER: &str = "---\ntitle: x\n---\n\n# On Hurd (1999)\n\nText (Hurd 1999).\n\n| a |\n| - |\n| b | (Keohane \
                     2001) | c |\n\n```\ncode (Lake 2003)\n```\n\n[^1]: A note (Hurd 1999).\n\n## References\n\nHurd, I. \
                     1999. *Legitimacy*. Acta 1: 1–2.\n\nKeohane, R. 2001. *Order*. Acta 2: 3–4.\n\n## Appendix\n\nMore (Hurd \
                     1999).\n";

#[test]
fn every_byte_is_read_or_known_not_to_be() {
    let document = Document::from_bytes("a.md", PAPER.as_bytes().to_vec());
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let skip: Vec<Span> = analysis.list.sections.iter().map(|section| section.span).collect();
    let mut at = 0;
    for (_, span, _) in segments(&document, &skip) {
        let between = &document.text[at..span.start];
        assert!(between.trim().is_empty(), "nobody knows of {between:?}");
        at = span.end;
    }
    assert!(document.text[at..].trim().is_empty());
    let of = |wanted: Segment| {
        let all = segments(&document, &skip).filter(|(_, _, kind)| *kind == wanted);
        all.map(|(_, span, _)| document.slice(span).to_owned()).collect::<Vec<_>>()
    };
    assert!(of(Segment::Prose).iter().any(|text| text.contains("Keohane 2001")), "a cell too many");
    assert!(of(Segment::Prose).iter().any(|text| text.contains("More (Hurd")));
    assert!(of(Segment::List).iter().all(|text| !text.contains("Appendix")));
}
