//! Whole papers of our own with their findings marked in the text.

mod support;

use std::fs;

#[test]
fn papers_have_the_findings_that_they_mark_and_no_others() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the papers are there") {
        let path = entry.expect("readable").path();
        let marked = fs::read_to_string(&path).expect("text");
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        wrong.extend(support::differences(name, &marked));
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 3, "only {count} papers");
}
