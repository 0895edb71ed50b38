//! Any text is read as the list of chapters of an EPUB: `fuzz/run epub`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let container = "<rootfile full-path=\"a.opf\"/>";
    let mime = "application/epub+zip";
    cite_fuzz::extracted(&[
        ("mimetype", mime),
        ("META-INF/container.xml", container),
        ("a.opf", text),
        ("a.xhtml", text),
    ]);
});
