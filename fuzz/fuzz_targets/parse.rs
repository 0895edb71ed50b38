//! Any text gives fields that lie in it: `fuzz/run parse`.

#![no_main]

use cite::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for field in cite::internals::references::parse_one(text).fields.iter() {
        assert!(text.get(field.span.start..field.span.end).is_some(), "{field:?}");
    }
    let document = Document::from_bytes("list.md", text.as_bytes().to_vec());
    for field in cite::internals::references::parse_list(&document)
        .references
        .iter()
        .flat_map(|one| one.fields.iter())
    {
        assert!(document.text.get(field.span.start..field.span.end).is_some(), "{field:?}");
    }
});
