//! Any text is read as Rich Text: `fuzz/run rtf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| cite_fuzz::rich(text));
