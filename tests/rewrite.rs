//! Papers whose citations and list are rewritten in a style.
#![cfg(feature = "render")]

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
    assert!(skipped.expect("is told").why.contains("no entry of the list"));
}

#[test]
fn a_title_that_was_taken_for_a_name_is_not_written() {
    let paper = "So it is [3].\n\n## References\n\n3. Roe A. Hope. J Ex. 2002;1(1):1-9.\n";
    let anew = check_stable(paper, "apa");
    let whole = anew.text.contains("Roe, A. (2002). Hope. *J Ex*");
    assert!(whole || anew.text.contains("3. Roe A. Hope. J Ex. 2002;1(1):1-9."), "{}", anew.text);
}

#[test]
fn words_around_works_are_kept() {
    let paper = PAPER.replace(
        "1999, 12-14; see also Évrard 2004",
        "1999, respectively; for birds, Évrard 2004, this volume",
    );
    let anew = check_stable(&paper, "apa");
    let wanted = "(Brown & Doe, 1999, respectively; for birds, Évrard, 2004, this volume)";
    assert!(anew.text.contains(wanted), "{}", anew.text);
}

#[test]
fn words_around_numbers_are_kept() {
    let paper = "So it is [see 1, for birds]. So it was [1,2].\n\n## References\n\n\
        [1] J. Roe, \u{201c}Ends of threads,\u{201d} *Journal of Ends*, vol. 7, pp. 16–20, 2017.\n\n\
        [2] A. Doe, \u{201c}Threads of ends,\u{201d} *Journal of Ends*, vol. 8, pp. 1–9, 2018.\n";
    let anew = check_stable(paper, "vancouver");
    assert!(anew.text.contains("see 1") && anew.text.contains("for birds"), "{}", anew.text);
    assert!(anew.text.contains("(1,2)"), "{}", anew.text);
}

#[test]
fn names_that_go_on_go_on() {
    let paper = "So it is (Audry et al. 2015; Bell et al. 2016).\n\n## References\n\n\
        Audry, J., et al. (2015). Ends of threads. *Journal of Ends*, 34, 19–20.\n\n\
        Bell, K., Roe, J., et al. (2016). Threads of ends. *Journal of Ends*, 35, 1–9.\n";
    let apa = check_stable(paper, "apa").text;
    assert!(
        apa.contains("Audry, J. et al. (2015)") || apa.contains("Audry, J., et al. (2015)"),
        "{apa}"
    );
    assert!(apa.contains("Bell, K., Roe, J., et al. (2016)"), "{apa}");
    let ieee = check_stable(paper, "ieee").text;
    assert!(ieee.contains("K. Bell, J. Roe, *et al.*,"), "{ieee}");
}

#[test]
fn initials_are_parted_for_styles_that_set_stops() {
    let paper = "So it is [1].\n\n## References\n\n\
        1. Armstrong CA, Tomita K. Ends of threads. J Ends. 2017;7:16-20.\n";
    let apa = check_stable(paper, "apa").text;
    assert!(apa.contains("Armstrong, C. A., & Tomita, K. (2017)"), "{apa}");
    assert!(check_stable(paper, "vancouver").text.contains("Armstrong CA, Tomita K."));
}

/// Runs `cite render` on a paper in a folder of its own; gives how it ended, what it said, and the paper
/// afterwards.
fn in_place(text: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.md");
    std::fs::write(&path, text).expect("written");
    let mut command = assert_cmd::Command::cargo_bin("cite").expect("built");
    command.args(["render", "--style", "apa", "--in-place"]).args(more).arg(&path);
    let out = command.output().expect("runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    (out.status.code(), said, std::fs::read_to_string(&path).expect("reads"))
}

#[test]
fn a_paper_that_cannot_be_written_whole_is_told_and_left() {
    let (code, said, after) = in_place(PAPER, &[]);
    assert_eq!((code, after.as_str()), (Some(1), PAPER));
    assert!(said.contains("paper.md:4:") && said.contains("not written"), "{said}");
    let (code, _, after) = in_place(PAPER, &["--partial"]);
    assert_eq!(code, Some(1));
    assert!(after.contains("(Nobody 1950)") && after.contains("Brown & Doe, 1999"), "{after}");
    let whole = PAPER.replace(", and so does somebody else (Nobody 1950)", "");
    let (code, said, after) = in_place(&whole, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(after.contains("(Brown & Doe, 1999, pp. 12–14"), "{after}");
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
    let paper = "tests/corpus/papers/10.1590_0101_3173.2022.v45n1.p139/paper.md";
    check_stable(&std::fs::read_to_string(paper).expect("reads"), "apa");
}

#[test]
fn an_entry_whose_names_are_unlike_the_list_is_left() {
    let list: String = ["Abara", "Bolek", "Cidri", "Dovan", "Ewerk", "Fasul", "Gidor"]
        .map(|name| {
            format!("{name}, A. (2001). Ends of threads. *Journal of Ends*, 34, 19–20.\n\n")
        })
        .concat();
    for odd in [
        "Hope Marisol. (1993). Gardens in the north. York: Press.",
        "Onrey, M. Tides. Seas of the north. (1993). York: Press.",
    ] {
        let text = format!("So it is (Abara 2001).\n\n## References\n\n{list}{odd}\n");
        let written = anew(&text, "apa");
        assert!(written.text.contains(odd), "{}", written.text);
        assert!(written.text.contains("Gidor, A. (2001)"), "{}", written.text);
    }
}
