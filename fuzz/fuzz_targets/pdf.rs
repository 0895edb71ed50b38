//! Any bytes are read as the content of a page and as a whole PDF file, and checked: `fuzz/run pdf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cite_fuzz::typeset(bytes));
