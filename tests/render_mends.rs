//! Where the engine departs from citeproc-js and is repaired, one case each.
#![cfg(feature = "render")]

use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;
use serde_json::{Value, json};

/// What a bibliography with this layout makes of an entry.
#[track_caller]
fn check(layout: &str, entry: Value, expected: &str) {
    check_all("", layout, &[entry], &[expected]);
}

#[track_caller]
fn check_all(attributes: &str, layout: &str, entries: &[Value], expected: &[&str]) {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography {attributes}>{layout}</bibliography></style>"#
    );
    let style = Style::from_xml("t", &xml, &[]).expect("is a style");
    let read = |entry: &Value| serde_json::from_value(entry.clone()).expect("is an entry");
    let entries: Vec<Entry> = entries.iter().map(read).collect();
    let entries: Vec<&Entry> = entries.iter().collect();
    let rendered = render(&entries, &style, None);
    let texts: Vec<String> = rendered.bibliography.iter().map(|line| line.text.plain()).collect();
    assert_eq!(texts, expected);
}

fn titled(title: &str) -> Value {
    json!({"id": "a", "type": "book", "title": title})
}

#[test]
fn a_question_mark_swallows_the_full_stop() {
    let layout = r#"<layout suffix="."><text variable="title"/></layout>"#;
    check(layout, titled("Who?"), "Who?");
    check(layout, titled("This."), "This.");
}

#[test]
fn stops_stand_within_quotes() {
    let layout = r#"<layout suffix="."><text variable="title" quotes="true"/></layout>"#;
    check(layout, titled("That"), "“That.”");
    check(layout, titled("Who?"), "“Who?”");
}

#[test]
fn quotes_within_quotes_turn() {
    let layout = r#"<layout><text variable="title" quotes="true"/></layout>"#;
    check(layout, titled("The \"good\" one"), "“The ‘good’ one”");
    check(layout, titled("The “good” one"), "“The ‘good’ one”");
    check(
        r#"<layout><text variable="title"/></layout>"#,
        titled("The “good” one"),
        "The “good” one",
    );
    check(layout, titled("Bob's"), "“Bob’s”");
}

#[test]
fn title_case_is_word_by_word() {
    let layout = r#"<layout><text variable="title" text-case="title"/></layout>"#;
    check(layout, titled("the art of few-shot DNA: a view"), "The Art of Few-Shot DNA: A View");
    check(layout, titled("the 10th day"), "The 10th Day");
}

#[test]
fn a_label_that_is_never_plural() {
    let layout = r#"<layout><label variable="page" form="short" plural="never"/>
        <text variable="page"/></layout>"#;
    let entry = json!({"id": "a", "type": "book", "page": "1-9"});
    check(layout, entry, "p.1–9");
}

#[test]
fn a_term_is_not_written_for_names_that_are_absent() {
    let layout = r#"<layout><text variable="title"/><group prefix=". "><text term="in" suffix=" "/>
        <names variable="editor"/></group></layout>"#;
    check(layout, titled("Alone"), "Alone");
}

#[test]
fn names_that_come_again() {
    let layout =
        r#"<layout><names variable="author"/><text variable="title" prefix=". "/></layout>"#;
    let book = |id: &str, title: &str| json!({"id": id, "type": "book", "title": title, "author": [{"family": "Doe", "given": "J."}]});
    check_all(
        r#"subsequent-author-substitute="———""#,
        layout,
        &[book("a", "One"), book("b", "Two")],
        &["J. Doe. One", "———. Two"],
    );
}

#[test]
fn bodies_sort_with_their_article() {
    let layout =
        r#"<sort><key variable="author"/></sort><layout><names variable="author"/></layout>"#;
    let by = |name: &str| json!({"id": name, "type": "book", "author": [{"literal": name}]});
    check_all("", layout, &[by("The Ant"), by("Smith"), by("Zoo")], &["Smith", "The Ant", "Zoo"]);
}
