//! How long a bibliography takes, beside hayagriva's own path.
//!
//! `cargo bench --bench render_speed -- [COUNT…]`: for each style and each count of entries
//! (1000 and 10000 if none is given) the seconds that we take and that hayagriva takes with all
//! its locales loaded beforehand; up to 1000 entries, also those of `cite render` and of pandoc as
//! whole processes, if pandoc is installed. Then the time in several styles at once, beside the sum
//! of their times.

use std::process::{Command, Stdio};
use std::time::Instant;

use cite::Entry;
use cite::internals::render::bibliography::{at_once, render};
use cite::internals::render::style::Style;
use hayagriva::archive;
use hayagriva::citationberg::Style as Csl;
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
            if count <= 1_000 {
                processes(&values, name, &style);
            }
        }
    }
    several(&(0..1_000).map(article).collect::<Vec<Value>>());
}

/// Times `cite render` and pandoc as whole processes.
fn processes(values: &[Value], name: &str, style: &Style) {
    let folder = tempfile::tempdir().expect("a folder");
    let (entries, csl) = (folder.path().join("entries.json"), folder.path().join("style.csl"));
    std::fs::write(&entries, Value::from(values.to_vec()).to_string()).expect("written");
    let xml = archived(&style.name).to_xml().expect("is a style");
    std::fs::write(&csl, xml).expect("written");
    let seconds = |command: &mut Command| {
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success()).then(|| start.elapsed().as_secs_f64())
    };
    let cite = env!("CARGO_BIN_EXE_cite");
    let ours = seconds(Command::new(cite).arg("render").arg(&entries).args(["--style", name]));
    println!("{name} {}: cite render {:.2} s", values.len(), ours.expect("renders"));
    let mut pandoc = Command::new("pandoc");
    pandoc
        .args(["--from", "csljson", "--to", "plain", "--citeproc", "--csl"])
        .arg(&csl)
        .arg(&entries);
    match seconds(&mut pandoc) {
        Some(theirs) => println!("{name} {}: pandoc {theirs:.2} s", values.len()),
        None => println!("{name} {}: pandoc is not installed or fails", values.len()),
    }
}

/// Times several styles at once, and one after another.
fn several(values: &[Value]) {
    let names = ["ieee", "apa", "chicago-author-date", "vancouver"];
    let styles = names.map(|name| Style::find(name, &[]).expect("is in the archive"));
    let sum: f64 = styles.iter().map(|style| ours(values, style)).sum();
    let start = Instant::now();
    at_once(&styles, |style| ours(values, style));
    let together = start.elapsed().as_secs_f64();
    println!(
        "{} styles, {}: {together:.2} s at once, {sum:.2} s in turn",
        names.len(),
        values.len()
    );
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
    let Csl::Independent(csl) = archived(&style.name) else { panic!("is independent") };
    let start = Instant::now();
    let mut driver = BibliographyDriver::new();
    for item in &items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, &csl, None, &locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(&csl, None, &locales));
    assert_eq!(rendered.bibliography.expect("has one").items.len(), values.len());
    start.elapsed().as_secs_f64()
}

/// The style of this name as hayagriva has it.
fn archived(name: &str) -> Csl {
    archive::ArchivedStyle::by_name(name).expect("is in the archive").get()
}
