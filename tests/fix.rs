//! Fixes: what they do, what they leave alone, and that they come to an end.

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use cite::Safety;
use cite::internals::fix::edits::done;
use cite::internals::fix::repair::repair;
use cite::internals::rules::RULES;
use cite::{Document, Levels, Library, check};

fn document(name: &str, text: &str) -> Document {
    Document::from_bytes(name, text.as_bytes().to_vec())
}

fn repaired(text: &str, safety: Safety) -> String {
    let document = document("a.md", text);
    repair(&document, &Library::none(), None, &Levels::new(), safety)
        .document
        .source
        .text()
        .to_owned()
}

/// The text and the list of a paper with this sentence.
fn paper(sentence: &str, list: &str) -> String {
    format!("# A\n\n*So* it is:\n{sentence}\n\n## References\n\n{list}")
}

const HURD: &str = "Hurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n";

#[test]
fn safe_fixes_change_form_only() {
    let url = "Hurd, I. 1999. \"Legitimacy.\" Order Institute. <http://example.org/on\\_trust>. (accessed May 10, 2023).\n";
    let mended_url = "Hurd, I. 1999. \"Legitimacy.\" Order Institute. <http://example.org/on_trust> (accessed May 10, 2023).\n";
    let three = "Hurd, I., J. Doe, and K. Roe. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n";
    for (sentence, list, new_sentence, new_list) in [
        ("Trust is local. (Hurd 1999).", HURD, "Trust is local (Hurd 1999).", HURD),
        ("Trust is local (Hurd et. al. 1999).", three, "Trust is local (Hurd et al. 1999).", three),
        ("Trust is *local*\n(Hurd 1999).", url, "Trust is *local*\n(Hurd 1999).", mended_url),
    ] {
        let wanted = paper(new_sentence, new_list);
        assert_eq!(repaired(&paper(sentence, list), Safety::Safe), wanted);
    }
}

#[test]
fn names_years_and_order_are_changed_only_when_asked() {
    let lists = [
        (
            "Trust (Hurd et al. 1999), fear (Lake and Doe 2001).",
            "Hurd, I., and J. Roe. 1999. *Order*. York: Press.\n\nLake, D., and J. Doe. 2001. *Trust*. York: Press.\n",
            "Trust (Hurd and Roe 1999), fear (Lake and Doe 2001).",
        ),
        ("Trust (Hurd 1999a).", "Hurd, I. 1999. *Order*. York: Press.\n", "Trust (Hurd 1999)."),
        // The second author, joined as the text joins others; of more than two "et al.".
        (
            "Trust (Lake and Doe 2001), fear (Hurd 1999), hope (Roe 2003).",
            "Hurd, I., and J. Roe. 1999. *Order*. York: Press.\n\nLake, D., and J. Doe. 2001. *Trust*. York: Press.\n\nRoe, A., B. Fox, and C. Elm. 2003. *Hope*. York: Press.\n",
            "Trust (Lake and Doe 2001), fear (Hurd and Roe 1999), hope (Roe et al. 2003).",
        ),
        (
            "Trust is local (Hurd 1999, 12). It is earned (ibid., 15).",
            "Hurd, I. 1999. *Order*. York: Press.\n",
            "Trust is local (Hurd 1999, 12). It is earned (Hurd 1999, 15).",
        ),
    ];
    for (sentence, list, wanted) in lists {
        let text = paper(sentence, list);
        assert_eq!(repaired(&text, Safety::Safe), text);
        assert_eq!(repaired(&text, Safety::Unsafe), paper(wanted, list));
    }
}

#[test]
fn one_of_two_access_dates_is_dropped() {
    for (list, wanted) in [
        (
            "Hurd, I. 1999. \"Trust.\" Order Institute. http://example.org/a (accessed May 10, 2021) (accessed June 1, 2023).\n",
            "Hurd, I. 1999. \"Trust.\" Order Institute. http://example.org/a (accessed June 1, 2023).\n",
        ),
        (
            "Hurd, I. 1999. \"Trust.\" Order Institute. Accessed May 10, 2021. http://example.org/a. Accessed June 1, 2023.\n",
            "Hurd, I. 1999. \"Trust.\" Order Institute. http://example.org/a. Accessed June 1, 2023.\n",
        ),
    ] {
        let text = paper("Trust is local (Hurd 1999).", list);
        assert_eq!(repaired(&text, Safety::Safe), text);
        assert_eq!(repaired(&text, Safety::Unsafe), paper("Trust is local (Hurd 1999).", wanted));
    }
}

#[test]
fn a_list_is_sorted_whole() {
    let names = ["Allen", "Baker", "Giddens", "Clark", "Davis", "Evans", "Frank"];
    let entry = |name: &&str| format!("{name}, A. 2001. *On {name}*.\nYork: Press.\n");
    let list = |names: &[&str]| names.iter().map(entry).collect::<Vec<_>>().join("\n");
    let cited = names.map(|name| format!("{name} 2001")).join("; ");
    let sentence = format!("Trust ({cited}).");
    let mut sorted = names;
    sorted.sort_unstable();
    let text = paper(&sentence, &list(&names));
    assert_eq!(repaired(&text, Safety::Safe), text);
    assert_eq!(repaired(&text, Safety::Unsafe), paper(&sentence, &list(&sorted)));
}

/// The papers of this repository, with what their marks say left in.
fn own_papers() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents");
    let files = fs::read_dir(folder).expect("papers").filter_map(|entry| {
        let path = entry.ok()?.path();
        Some((path.display().to_string(), fs::read_to_string(path).ok()?))
    });
    let examples = RULES.iter().flat_map(|rule| {
        let papers = rule.examples().into_iter();
        papers.map(|paper| {
            (format!("{}.md", rule.name), paper.replace(&format!("{{{}}}", rule.name), ""))
        })
    });
    files.chain(examples).collect()
}

/// Published papers.
fn published_papers() -> Vec<(String, String)> {
    support::published_papers()
        .into_iter()
        .chain([support::beside("papers/kazakhstan")])
        .filter_map(|folder| {
            let path = folder.join("paper.md");
            Some((path.display().to_string(), fs::read_to_string(&path).ok()?))
        })
        .collect()
}

#[test]
fn a_second_run_finds_nothing_more_to_fix() {
    let own = own_papers();
    let safe = own.iter().map(|paper| (paper.clone(), Safety::Safe));
    let published = published_papers().into_iter();
    let all = own.iter().cloned().chain(published).map(|paper| (paper, Safety::Unsafe));
    let mut done = 0;
    for ((name, text), safety) in safe.chain(all) {
        let repair =
            |document: &Document| repair(document, &Library::none(), None, &Levels::new(), safety);
        let first = repair(&document(&name, &text));
        let second = repair(&document(&name, first.document.source.text()));
        assert_eq!(second.done, 0, "{name}: {safety:?}");
        assert_eq!(second.document.source.text(), first.document.source.text(), "{name}");
        done += first.done;
    }
    assert!(done > 4, "{done} fixes");
}

#[test]
fn bytes_outside_the_edits_stay() {
    for (name, text) in own_papers().into_iter().chain(published_papers().into_iter().step_by(9)) {
        let before = document(&name, &text);
        for finding in check(&before, &Library::none()) {
            let Some(fix) = &finding.fix else { continue };
            let Some(after) = done(&before, &[fix]) else { continue };
            // The text between the edits, taken from both ends, is that of before.
            let spans = fix.edits.iter().map(|edit| before.to_replace(edit.span));
            let first = spans.clone().map(|span| span.start).min().expect("an edit");
            let last = spans.map(|span| span.end).max().expect("an edit");
            let new = after.source.text();
            assert!(new.starts_with(&text[..first]), "{name}: {finding}");
            assert!(new.ends_with(&text[last..]), "{name}: {finding}");
        }
    }
}

fn cite(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cite").expect("built");
    command.current_dir(folder).args(arguments).output().expect("runs")
}

#[test]
fn the_difference_is_shown_and_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.md");
    let text = paper("Trust is local. (Hurd 1999).", HURD);
    fs::write(&file, &text).expect("written");
    let out = cite(folder.path(), &["check", "--diff", "a.md"]);
    let diff = String::from_utf8(out.stdout).expect("text");
    assert!(diff.starts_with("--- a.md\n+++ a.md\n@@"), "{diff}");
    assert!(diff.contains("\n-Trust is local. (Hurd 1999).\n+Trust is local (Hurd 1999).\n"));
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).expect("text"), text);

    let out = cite(folder.path(), &["check", "--fix", "a.md"]);
    assert_eq!(out.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&out.stderr).contains("1 finding repaired"));
    assert_eq!(
        fs::read_to_string(&file).expect("text"),
        paper("Trust is local (Hurd 1999).", HURD)
    );
    assert_eq!(cite(folder.path(), &["check", "--diff", "a.md"]).status.code(), Some(0));
}

#[test]
fn what_is_not_plain_text_is_not_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.md");
    let mut bytes = paper("Trust is local. (Hurd 1999).", HURD).into_bytes();
    bytes.extend_from_slice(b"\ncaf\xe9\n");
    fs::write(&file, &bytes).expect("written");
    let out = cite(folder.path(), &["check", "--fix", "a.md"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("this file was not changed"));
    assert_eq!(fs::read(&file).expect("bytes"), bytes);
    let out = cite(folder.path(), &["check", "--fix", "-"]);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(cite(folder.path(), &["check", "--unsafe-fixes", "a.md"]).status.code(), Some(2));
}

#[cfg(feature = "render")]
#[test]
fn titles_are_put_in_sentence_case_where_the_manual_asks_for_it() {
    let text = paper(
        "The growth of local trust and its limits in cities (Hurd 1999).",
        "Hurd, I. (1999). The Growth of Local Trust: Its Limits in Bergen. *Order*, *53*(2), 379–408.\n",
    );
    let after = |style: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, &text).expect("written");
        cite(folder.path(), &["check", "--style", style, "--fix", "--unsafe-fixes", "a.md"]);
        fs::read_to_string(&path).expect("reads")
    };
    // "Bergen" is nowhere in small letters: it may be a name.
    let apa = after("apa");
    assert!(apa.contains("The growth of local trust: Its limits in Bergen."), "{apa}");
    assert!(after("chicago-author-date").contains("The Growth of Local Trust: Its Limits"));
}
