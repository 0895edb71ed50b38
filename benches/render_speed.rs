//! How long a bibliography takes, beside hayagriva's own path.
//!
//! `cargo bench --bench render_speed -- [COUNT…]`: for each style and each count of entries
//! (1000 and 10000 if none is given) the seconds that we take and that hayagriva takes with all
//! its locales loaded beforehand.

use std::time::Instant;

use cite::Entry;
use cite::render::bibliography::render;
use cite::render::style::Style;
use hayagriva::archive;
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use serde_json::{Value, json};

fn main() {
    let arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let mut counts: Vec<usize> = arguments.collect();
    if counts.is_empty() {
        counts = vec![1_000, 10_000];
    }
    for name in ["ieee", "apa", "chicago-author-date"] {
        let style = Style::find(name, &[]).expect("is in the archive");
        for &count in &counts {
            let values: Vec<Value> = (0..count).map(article).collect();
            println!("{name} {count}: ours {:.2} s", ours(&values, &style));
            println!("{name} {count}: hayagriva {:.2} s", hayagrivas(&values, &style));
        }
    }
}

/// An article that differs from the others in author, year and title.
fn article(number: usize) -> Value {
    let family = ["Abay", "Brown", "Cruz", "Doe", "Évrard", "Fischer", "García"][number % 7];
    json!({
        "id": format!("a{number}"), "type": "article-journal",
        "author": [{"family": format!("{family}{}", number / 40), "given": "Jane Anne"},
                   {"family": "Roe", "given": "Max"}],
        "title": format!("On the {number}th view of things and their names"),
        "container-title": "Journal of Things", "volume": (number % 90).to_string(),
        "page": format!("{number}-{}", number + 12),
        "issued": {"date-parts": [[1950 + number % 70]]},
    })
}

fn ours(values: &[Value], style: &Style) -> f64 {
    let read = |value: &Value| serde_json::from_value(value.clone()).expect("is an entry");
    let entries: Vec<Entry> = values.iter().map(read).collect();
    let entries: Vec<&Entry> = entries.iter().collect();
    let start = Instant::now();
    assert_eq!(render(&entries, style, None).bibliography.len(), values.len());
    start.elapsed().as_secs_f64()
}

fn hayagrivas(values: &[Value], style: &Style) -> f64 {
    let read = |value: &Value| serde_json::from_value(value.clone()).expect("is an item");
    let items: Vec<Item> = values.iter().map(read).collect();
    let locales = archive::locales();
    let start = Instant::now();
    let mut driver = BibliographyDriver::new();
    for item in &items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, &style.csl, None, &locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.csl, None, &locales));
    assert_eq!(rendered.bibliography.expect("has one").items.len(), values.len());
    start.elapsed().as_secs_f64()
}
