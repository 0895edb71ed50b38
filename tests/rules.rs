//! The pages of the rules: their examples are run, and every rule is in the list.

mod support;

use std::collections::BTreeSet;

use cite::internals::rules::RULES;

#[test]
fn the_examples_of_every_page_find_what_they_mark() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let examples = rule.examples();
        let (libraries, articles) = (rule.libraries(), rule.articles());
        if examples.is_empty() && libraries.is_empty() && articles.is_empty() {
            wrong.push(format!("{} has no example", rule.name));
        }
        for library in &libraries {
            wrong.extend(support::differences_of_library(rule.name, library));
        }
        for article in &articles {
            wrong.extend(support::differences("article.jats", article));
        }
        for (number, example) in examples.iter().enumerate() {
            wrong.extend(support::differences(&format!("{}#{number}", rule.name), example));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_says_what_its_rule_is_for() {
    for rule in RULES {
        let summary = rule.summary();
        assert!(
            summary.ends_with('.') && summary.split_whitespace().count() <= 16,
            "{}: {summary}",
            rule.name
        );
        assert!(rule.page().lines().count() > 6, "{}", rule.name);
    }
}

#[test]
fn every_file_of_the_room_is_in_the_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the room is there")
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_suffix(".rs").map(|name| name.replace('_', "-"))
        })
        .filter(|name| !matches!(name.as_str(), "mod" | "rule" | "merge-by-cause" | "words"))
        .collect();
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files, listed);
}

#[test]
fn a_number_with_a_digit_too_many_is_no_year() {
    let paper = "So it is (Hurd 20003).\n\n# References\n\nHurd, I. 2003. *Hope*. London: Ex.\n";
    let document = cite::Document::from_bytes("paper.md", paper.as_bytes().to_vec());
    let found = cite::check(&document, &cite::Library::none());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.ends_with("20003 is no year"), "{}", found[0].message);
}
