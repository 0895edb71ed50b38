//! Any text is read as the text of a Word file, checked and annotated: `fuzz/run word`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    cite_fuzz::extracted(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", text)]);
});
