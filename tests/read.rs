//! Whatever the bytes and the format: blocks and marks lie in the text, and every segment of it
//! stands somewhere in the source.

use cite::Document;
use cite::Span;
use proptest::prelude::*;

/// Pieces of which manuscripts are made, so that texts come near them.
const PIECES: [&str; 44] = [
    "Smith 2010",
    "(",
    ")",
    "[",
    "]",
    "Қазақ",
    "王小明",
    "e\u{301}",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "*",
    "_",
    "^3^",
    "[^1]",
    "[^1]: ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "`",
    "```\n",
    "---\n",
    "|",
    "$",
    "<p>",
    "</p>",
    "<i>",
    "</i>",
    "<sup>",
    "</sup>",
    "<li id='n'>",
    "<ol role=doc-endnotes>",
    "<!-- a",
    "-->",
    "<script>",
    "</script>",
    "<a href='#n' role=doc-noteref>",
    "</a>",
    "&uuml;",
    "&#8211;",
];

fn check(text: &str) {
    for name in ["a.md", "a.txt", "a.html"] {
        let document = Document::from_bytes(name, text.as_bytes().to_vec());
        let blocks = document.blocks.iter().map(|block| block.span);
        let marks = document.marks.iter().map(|mark| mark.span);
        for span in blocks.chain(marks) {
            assert!(document.text.get(span.start..span.end).is_some(), "{name}: {span:?}");
        }
        let mut last = 0;
        for (at, c) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let stands = document.in_source(Span::new(at, at + c.len_utf8()));
            let written = document.source.text().get(stands.start..stands.end);
            assert!(written.is_some_and(|it| !it.is_empty()), "{name}: {c:?} of {text:?}");
            assert!(stands.start >= last, "{name}: {c:?} of {text:?} stands before {last}");
            last = stands.start;
        }
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn anything_like_a_manuscript(pieces in prop::collection::vec(prop::sample::select(&PIECES), 0..60)) {
        check(&pieces.concat());
    }
}
