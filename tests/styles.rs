//! The styles of this project, on works of many kinds.
#![cfg(feature = "render")]

use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;

/// What the house style makes of an entry.
#[track_caller]
fn check(entry: serde_json::Value, expected: &str) {
    let entry: Entry = serde_json::from_value(entry).expect("is an entry");
    let style = Style::find("author-date-accessed", &[]).expect("is there");
    let rendered = render(&[&entry], &style, None);
    assert_eq!(rendered.bibliography[0].text.plain(), expected);
}

#[test]
fn journal_article() {
    check(
        serde_json::json!({"id": "a", "type": "article-journal", "title": "A title?",
            "author": [{"family": "Doe", "given": "Jane Anne"}, {"family": "Roe", "given": "Max"}],
            "issued": {"date-parts": [[2004]]}, "container-title": "Journal of Things",
            "volume": "5", "issue": "1", "page": "61-79"}),
        "Doe, J. A., and M. Roe. 2004. “A title?” Journal of Things 5 (1): 61–79.",
    );
}

#[test]
fn edited_book() {
    check(
        serde_json::json!({"id": "a", "type": "book", "title": "A book",
            "editor": [{"family": "Doe", "given": "J."}], "issued": {"date-parts": [[2002]]},
            "publisher": "A Press", "publisher-place": "Almaty"}),
        "Doe, J., ed. 2002. A book. Almaty: A Press.",
    );
}

#[test]
fn page_with_an_access_date() {
    check(
        serde_json::json!({"id": "a", "type": "webpage", "title": "A page",
            "author": [{"literal": "OSCE"}], "issued": {"date-parts": [[2010]]},
            "URL": "https://example.org/a", "accessed": {"date-parts": [[2019, 12, 22]]}}),
        "OSCE. 2010. “A page.” Accessed December 22, 2019. https://example.org/a.",
    );
}

#[test]
fn newspaper() {
    check(
        serde_json::json!({"id": "a", "type": "article-newspaper", "title": "News",
            "author": [{"family": "Doe", "given": "J."}], "container-title": "The Daily",
            "issued": {"date-parts": [[2009, 10, 27]]}}),
        "Doe, J. 2009. “News.” The Daily, October 27, 2009.",
    );
}
