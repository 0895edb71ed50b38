//! Any text is read as a manuscript and checked: `fuzz/run typst`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| cite_fuzz::document("a.typ", text));
