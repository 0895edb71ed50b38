//! Any text is read as a library and written again: `fuzz/run hayagriva`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| cite_fuzz::library("hayagriva", text));
