//! Any text is read as a style: `fuzz/run style`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| cite_fuzz::style(text));
