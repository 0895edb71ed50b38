//! Any text is read as an article in JATS and checked: `fuzz/run jats`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| cite_fuzz::document("a.jats", text));
