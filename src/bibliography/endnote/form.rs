//! EndNote's elements and CSL's variables.

use super::{kinds, xml};
use crate::bibliography::format::Format;
use crate::bibliography::tagged::format::{self, TaggedFormat};
use crate::bibliography::tagged::reader::TaggedReader;
use crate::bibliography::tagged::writer::TaggedWriter;
use crate::bibliography::tagged::{dates, names};
use crate::model::entry::Date;

/// EndNote XML.
pub(crate) const FORMAT: Format = Format {
    name: "endnote",
    about: "EndNote XML (.xml)",
    extensions: &["xml"],
    claims: |text| text.trim_start().starts_with('<') && text.contains("<record"),
    read: |source| format::read(&FORM, source),
    write: |entries| format::write(&FORM, entries),
};

const FORM: TaggedFormat = TaggedFormat {
    namespace: "endnote",
    rest: "custom7",
    is_tag: xml::is_path,
    cut: xml::cut,
    take,
    put,
    print: xml::print,
    head: xml::HEAD,
    tail: xml::TAIL,
};

/// Text variables and the paths of their elements; of several paths the first that there is is
/// read, and the first is written.
const TEXTS: &[(&str, &[&str])] = &[
    ("title", &["titles/title"]),
    ("title-short", &["titles/short-title"]),
    ("original-title", &["orig-pub"]),
    ("volume", &["volume"]),
    ("edition", &["edition"]),
    ("section", &["section"]),
    ("number-of-volumes", &["num-vols"]),
    ("publisher", &["publisher"]),
    ("publisher-place", &["pub-location"]),
    ("DOI", &["electronic-resource-num"]),
    ("URL", &["urls/related-urls/url", "urls/web-urls/url"]),
    ("abstract", &["abstract"]),
    ("language", &["language"]),
    ("call-number", &["call-num"]),
    ("annote", &["research-notes"]),
    ("source", &["remote-database-provider"]),
    ("archive", &["remote-database-name"]),
    ("genre", &["work-type"]),
];

/// Lists of names and the elements of each name.
const NAMES: &[(&str, &str)] = &[
    ("author", "contributors/authors/author"),
    ("editor", "contributors/secondary-authors/author"),
    ("collection-editor", "contributors/tertiary-authors/author"),
    ("translator", "contributors/translated-authors/author"),
];

fn take(reader: &mut TaggedReader) {
    let named = reader.take(&[xml::KIND]).map(|value| value.text).unwrap_or_default();
    reader.take_all(&[xml::KIND]);
    reader.record.entry.kind = kinds::csl(&named).into();
    if let Some(label) = reader.take(&["label"]) {
        reader.record.entry.id = label.text.into();
    }
    NAMES.iter().for_each(|(variable, path)| reader.names(variable, &[path]));
    TEXTS.iter().for_each(|(variable, paths)| reader.text(variable, paths));
    take_containers(reader);
    take_numbers(reader);
    take_dates(reader);
    reader.joined("keyword", &["keywords/keyword"], ", ");
    reader.joined("note", &["notes"], "\n\n");
}

fn take_containers(reader: &mut TaggedReader) {
    let container =
        if is_part(&reader.record.entry.kind) { "container-title" } else { "collection-title" };
    reader.text(container, &["titles/secondary-title", "periodical/full-title"]);
    // EndNote gives the name of a journal twice.
    let same = reader.record.entry.text(container).map(str::to_owned);
    reader.take_if("periodical/full-title", |text| Some(text) == same.as_deref());
    reader.text("collection-title", &["titles/tertiary-title"]);
    reader.text(
        "container-title-short",
        &["titles/alt-title", "periodical/abbr-1", "alt-periodical/full-title"],
    );
}

fn take_numbers(reader: &mut TaggedReader) {
    let kind = reader.record.entry.kind.clone();
    reader.text(number_of(&kind), &["number"]);
    match kind.as_str() {
        "report" | "patent" | "standard" => reader.text("number", &["isbn"]),
        _ => {
            if let Some(value) = reader.take(&["isbn"]) {
                let digits = value.text.chars().filter(|c| c.is_ascii_digit() || *c == 'X').count();
                let variable = if digits == 8 { "ISSN" } else { "ISBN" };
                reader.set(variable, value.text, value.span);
            }
        }
    }
    reader.text("page", &["pages"]);
    if kind == "article-journal" {
        reader.text("PMCID", &["custom2"]);
    }
    let from_pubmed = reader.record.entry.text("source") == Some("NLM");
    if from_pubmed {
        reader.text("PMID", &["accession-num"]);
    }
}

/// What `number` holds.
fn number_of(kind: &str) -> &'static str {
    match kind {
        "report" | "patent" | "standard" | "bill" | "legislation" => "number",
        _ if is_part(kind) => "issue",
        _ => "collection-number",
    }
}

fn take_dates(reader: &mut TaggedReader) {
    let (year, day) = (reader.take(&["dates/year"]), reader.take(&["dates/pub-dates/date"]));
    if let Some(value) = year.as_ref().or(day.as_ref()) {
        let date = match (&year, &day) {
            (Some(year), Some(day)) => exact(&year.text, &day.text),
            _ => dates::read(&value.text),
        };
        reader.set("issued", date, value.span);
    }
    if let Some(value) = reader.take(&["access-date"]) {
        reader.set("accessed", dates::read(&value.text), value.span);
    }
}

/// A year, and a date that may lack it: `2019` and `Mar 25`.
fn exact(year: &str, day: &str) -> Date {
    let only_year = dates::read(year);
    let with_year = [dates::read(day), dates::read(&format!("{year} {day}"))];
    let fits = |date: &Date| date.year() == only_year.year() && date.literal.is_none();
    with_year.into_iter().find(fits).unwrap_or(only_year)
}

fn put(writer: &mut TaggedWriter) {
    let entry = writer.entry;
    writer.put(xml::KIND, kinds::endnote(&entry.kind));
    for (variable, path) in NAMES {
        for name in entry.names(variable) {
            // A comma at the end keeps EndNote from taking a body's name apart.
            let comma = if name.literal.as_ref().is_some_and(|whole| whole.contains(' ')) {
                ","
            } else {
                ""
            };
            writer.put(path, names::write(name) + comma);
        }
        if entry.has_others(variable) {
            writer.put(path, "et al.");
        }
    }
    TEXTS.iter().for_each(|(variable, paths)| writer.text(variable, paths[0]));
    let is_part = is_part(&entry.kind);
    if is_part {
        writer.text("container-title", "titles/secondary-title");
        if entry.kind.starts_with("article") {
            writer.text("container-title", "periodical/full-title");
        }
    }
    writer.text(
        "collection-title",
        if is_part { "titles/tertiary-title" } else { "titles/secondary-title" },
    );
    writer.text("container-title-short", "titles/alt-title");
    writer.text(number_of(&entry.kind), "number");
    writer.put("isbn", entry.text("ISBN").or(entry.text("ISSN")).unwrap_or(""));
    writer.text("page", "pages");
    if entry.kind == "article-journal" {
        writer.text("PMCID", "custom2");
    }
    if entry.text("source") == Some("NLM") {
        writer.text("PMID", "accession-num");
    }
    put_dates(writer);
    writer.parts("keyword", "keywords/keyword", ", ");
    writer.text("note", "notes");
    writer.put("label", &*entry.id);
}

fn put_dates(writer: &mut TaggedWriter) {
    if let Some(date) = writer.entry.date("issued") {
        let year = date.year().map(|year| format!("{year:04}"));
        writer.put("dates/year", year.as_deref().or(date.literal.as_deref()).unwrap_or_default());
        let is_exact = date.date_parts.first().is_some_and(|parts| parts.len() > 1);
        if is_exact || date.season.is_some() {
            writer.put("dates/pub-dates/date", dates::write(date).unwrap_or_default());
        }
    }
    if let Some(date) = writer.entry.date("accessed") {
        writer.put(
            "access-date",
            dates::write(date).as_deref().or(date.literal.as_deref()).unwrap_or_default(),
        );
    }
}

/// Whether works of this kind are part of something else.
fn is_part(kind: &str) -> bool {
    kind.starts_with("article")
        || kind.starts_with("entry")
        || ["chapter", "paper-conference", "webpage", "post-weblog"].contains(&kind)
}
