//! The report as a page: it says what was found, leads from place to place, and runs nothing foreign.

mod support;

use std::collections::{BTreeSet, HashMap};
use std::fs;

use assert_cmd::Command;
use html5gum::{Token, Tokenizer};
use serde_json::Value;

/// The report on papers in a format.
fn report(format: &str, papers: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in papers {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let names = papers.iter().map(|(name, _)| name);
    let mut command = Command::cargo_bin("cite").expect("built");
    command.current_dir(folder.path()).args(["check", "--format", format]).args(names);
    let out = command.output().expect("runs").stdout;
    String::from_utf8(out).expect("text")
}

/// What the program says of a paper in JSON.
fn findings(text: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(&report("json", &[("a.md", text)])).expect("JSON");
    report["documents"][0]["findings"].as_array().expect("findings").clone()
}

/// An element of a page: its name and attributes.
type Element = (String, HashMap<String, String>);

fn elements(page: &str) -> Vec<Element> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let start = |token| match token {
        Ok(Token::StartTag(tag)) => {
            let attributes = tag.attributes.iter();
            let attributes = attributes.map(|(name, value)| (text(name), text(value))).collect();
            Some((text(&tag.name), attributes))
        }
        _ => None,
    };
    Tokenizer::new(page).filter_map(start).collect()
}

fn values<'a>(elements: &'a [Element], attribute: &str) -> Vec<&'a str> {
    elements.iter().filter_map(|(_, with)| with.get(attribute)).map(String::as_str).collect()
}

const PAPER: &str = "# On *order*

So it is (Hurd 1998), *as [@x] says*. Others do not think so. (Hurd 1999; Lake 2001).

| a (Hurd 1999) | b |
|---|---|
| c | d |

### Deep

- an item[^1]

[^1]: A note on Hurd (1999).

## References

Hurd, I. 1999. \"Legitimacy & Authority <script>alert(1)</script>.\" *Order* 53 (2): 379–408.

Zorn, A. 2003. *\"><img src=x onerror=alert(1)>*. York: Press.
";

#[test]
fn every_link_leads_to_a_place_of_the_page() {
    let page = report("html", &[("a.md", PAPER), ("b.md", PAPER)]);
    let elements = elements(&page);
    let ids = values(&elements, "id");
    let names: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), names.len(), "a name stands twice");
    let links = values(&elements, "href");
    assert!(links.len() > 20, "{links:?}");
    for link in links {
        let name = link.strip_prefix('#').expect("no place elsewhere");
        assert!(names.contains(name), "{link}");
    }
    for label in values(&elements, "aria-labelledby").iter().flat_map(|names| names.split(' ')) {
        assert!(names.contains(label), "{label}");
    }
}

#[test]
fn each_finding_is_told_and_marked() {
    let findings = findings(PAPER);
    let page = report("html", &[("a.md", PAPER)]);
    let elements = elements(&page);
    let told = elements.iter().filter(|(_, with)| with.contains_key("data-rule")).count();
    assert_eq!(told, findings.len());
    let marked = elements.iter().filter(|(name, with)| name == "mark" && with.contains_key("id"));
    assert_eq!(marked.count(), findings.iter().filter(|one| !one["span"].is_null()).count());
    for finding in &findings {
        let rule = finding["rule"].as_str().expect("a rule");
        assert!(page.contains(&format!("-{rule}\"")), "{rule} is not explained");
    }
}

/// Elements close in the order in which they were opened, and no link stands in another.
#[test]
fn elements_are_nested() {
    const EMPTY: [&[u8]; 2] = [b"meta", b"input"];
    let page = report("html", &[("a.md", PAPER)]);
    let mut open: Vec<Vec<u8>> = Vec::new();
    for token in Tokenizer::new(&page).flatten() {
        match token {
            Token::StartTag(tag) if tag.self_closing || EMPTY.contains(&&**tag.name) => {}
            Token::StartTag(tag) => {
                let link_in_link = &**tag.name == b"a" && open.iter().any(|name| name == b"a");
                assert!(!link_in_link, "{tag:?}");
                open.push(tag.name.to_vec());
            }
            Token::EndTag(tag) => assert_eq!(open.pop().as_deref(), Some(&**tag.name)),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn foreign_text_stays_text() {
    let page = report("html", &[("\"><script>alert(2)<.md", PAPER)]);
    let elements = elements(&page);
    let count = |wanted: &str| elements.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((count("script"), count("img"), count("style")), (1, 0, 1));
    let events =
        elements.iter().flat_map(|(_, with)| with.keys()).filter(|at| at.starts_with("on"));
    assert_eq!(events.count(), 0);
    assert!(!elements.iter().any(|(_, with)| with.contains_key("style")));
    assert!(page.contains("alert(2)"));
}

/// What the page may run and look like is named by its SHA-256; a change of either changes that.
#[test]
fn the_policy_names_style_and_script() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = report("html", &[("a.md", PAPER)]);
    for (opening, closing, directive) in
        [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
    {
        let (_, rest) = page.split_once(opening).expect(opening);
        let (inside, _) = rest.split_once(closing).expect(closing);
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside));
        let wanted = format!("{directive} 'sha256-{digest}'");
        assert!(page.contains(&wanted), "POLICY of src/report/html/mod.rs is to say {wanted}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_paper_without_faults_has_a_page_too() {
    let text = "So it is (Hurd 1999).\n\n## References\n\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n";
    assert!(report("html", &[("a.md", text)]).contains("Nothing to report"));
}

/// The longest of the measured papers: at most three times its text. The time is measured by
/// `cargo bench --bench page`.
#[test]
fn the_page_of_a_long_paper_is_not_much_longer() {
    let papers = support::published_papers().into_iter();
    let texts = papers.filter_map(|paper| fs::read_to_string(paper.join("paper.md")).ok());
    let longest = texts.max_by_key(String::len).expect("papers");
    let page = report("html", &[("a.md", &longest)]);
    println!("{} bytes of text, {} of page", longest.len(), page.len());
    assert!(page.len() <= 3 * longest.len());
}

#[test]
fn rows_and_items_hold_each_finding() {
    let findings = findings(PAPER);
    let rows = report("csv", &[("a.md", PAPER)]);
    assert_eq!(rows.lines().count(), findings.len() + 1, "{rows}");
    assert!(rows.starts_with("path,line,column,severity,rule,message,help,text,fix,id\r\n"));
    let issue = report("markdown", &[("a.md", PAPER)]);
    assert_eq!(issue.matches("\n- line ").count(), findings.len(), "{issue}");
    assert!(!issue.contains("<script>"), "{issue}");
}

/// A page for each paper, and an index that leads to them.
#[test]
fn a_folder_holds_a_page_for_each_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.md", "b ü.md"] {
        fs::write(folder.path().join(name), PAPER).expect("written");
    }
    let check = |more: &[&str]| {
        let mut command = Command::cargo_bin("cite").expect("built");
        command.current_dir(folder.path()).args(["check", "--format", "html", "-o", "out/", "."]);
        command.args(more).output().expect("runs").status.code()
    };
    assert_eq!(check(&[]), Some(1));
    let index = fs::read_to_string(folder.path().join("out/index.html")).expect("an index");
    let elements = elements(&index);
    let links = values(&elements, "href");
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        let file = percent_encoding::percent_decode_str(link).decode_utf8().expect("text");
        let page = fs::read_to_string(folder.path().join("out").join(&*file)).expect("a page");
        assert!(page.contains("class=\"findings\""));
    }
    // What is there is kept, unless it may be replaced.
    assert_eq!(check(&[]), Some(2));
    assert_eq!(check(&["--force"]), Some(1));
}
