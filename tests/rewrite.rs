//! Papers whose citations and list are written anew in a style.
#![cfg(feature = "render")]

use std::path::Path;

use cite::Document;
use cite::internals::render::style::Style;
use cite::internals::render::write::markdown;
use cite::internals::rewrite::paper::{Rewritten, rewrite};

fn anew(text: &str, style: &str) -> Rewritten {
    let document = Document::from_bytes("paper.md", text.as_bytes().to_vec());
    let style = Style::find(style, &[]).expect("is a style");
    rewrite(&document, &style, None, &markdown::FORMAT)
}

/// Writes a paper anew twice: the second time changes nothing, and what is not edited stays.
#[track_caller]
fn check_stable(text: &str, style: &str) -> Rewritten {
    let once = anew(text, style);
    let twice = anew(&once.text, style);
    similar_asserted(&once.text, &twice.text);
    let mut rest = once.text.as_str();
    let mut from = 0;
    for edit in &once.edits {
        let kept = &text[from..edit.span.start];
        rest = rest.strip_prefix(kept).expect("what stands between edits stays");
        rest = rest.strip_prefix(edit.text.as_str()).expect("then comes the edit");
        from = edit.span.end;
    }
    assert_eq!(rest, &text[from..]);
    once
}

#[track_caller]
fn similar_asserted(once: &str, twice: &str) {
    let unlike = once.lines().zip(twice.lines()).find(|(a, b)| a != b);
    assert!(once == twice, "a second time changes {unlike:?}");
}

const PAPER: &str = "\
# On tides

Tides were measured early (Brown and Doe 1999, 12-14; see also Évrard 2004).
Brown and Doe (1999) say so, and so does somebody else (Nobody 1950).

## References

Évrard, Anne. 2004. *Tides of the north*. Almaty: Sea Press.

Brown, John, and Jane Doe. 1999. \"On tides.\" *Journal of Seas* 12 (3): 10-20.
";

#[test]
fn citations_and_list_are_written_anew() {
    let anew = check_stable(PAPER, "apa");
    assert!(anew.text.contains("(Brown & Doe, 1999, pp. 12–14"), "{}", anew.text);
    assert!(anew.text.contains("see also Évrard, 2004"), "{}", anew.text);
    assert!(anew.text.contains("Brown and Doe (1999) say so"), "{}", anew.text);
    assert!(anew.text.contains("Brown, J., & Doe, J. (1999). On tides. *Journal of Seas*"));
    let list = anew.text.split("## References").nth(1).expect("is there");
    assert!(list.find("Brown").expect("listed") < list.find("Évrard").expect("listed"));
}

#[test]
fn what_is_not_understood_stays_and_is_told() {
    let anew = check_stable(PAPER, "apa");
    assert!(anew.text.contains("(Nobody 1950)"));
    let skipped = anew.skipped.iter().find(|skipped| skipped.span.of(PAPER).contains("Nobody"));
    assert!(skipped.expect("is told").why.contains("not sure"));
}

#[test]
fn our_own_papers_are_stable() {
    for (name, style) in [("steppe", "apa"), ("tides", "chicago"), ("numbers", "ieee")] {
        let path = format!("tests/documents/{name}.md");
        let text = std::fs::read_to_string(path).expect("reads");
        check_stable(&text, style);
    }
}

#[test]
fn numbers_follow_the_text() {
    let anew = check_stable(PAPER, "ieee");
    assert!(anew.text.contains("early [1, pp. 12–14], see also [2]"), "{}", anew.text);
    let list = anew.text.split("## References").nth(1).expect("is there");
    assert!(list.find("Doe").expect("listed") < list.find("Évrard").expect("listed"));
}

#[test]
fn a_long_paper_is_stable() {
    let path = Path::new("../shared/papers/kazakhstan/paper.md");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    check_stable(&text, "apa");
}
