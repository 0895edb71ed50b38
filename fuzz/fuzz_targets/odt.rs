//! Any text is read as that of an OpenDocument file, checked and annotated: `fuzz/run odt`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mime = "application/vnd.oasis.opendocument.text";
    cite_fuzz::extracted(&[("mimetype", mime), ("content.xml", text)]);
});
