//! NBIB: the MEDLINE form in which PubMed exports records.
//!
//! Tags: "MEDLINE/PubMed Data Element (Field) Descriptions",
//! <https://www.nlm.nih.gov/bsd/mms/medlineelements.html>.

use super::format::Format;
use super::format::has_line;
use super::tagged::format::{self, TaggedFormat};
use super::tagged::lines::{self, Lines};
use super::tagged::reader::TaggedReader;
use super::tagged::values::{Tagged, Values};
use super::tagged::writer::TaggedWriter;
use super::tagged::{dates, names};
use crate::model::entry::Name;
use crate::model::library::Fault;

/// NBIB.
pub(crate) const FORMAT: Format = Format {
    name: "nbib",
    about: "NBIB (.nbib), the MEDLINE form of PubMed",
    extensions: &["nbib", "medline"],
    claims: |text| has_line(text, "PMID-") || (has_line(text, "OWN -") && has_line(text, "TI  -")),
    read: |source| format::read(&FORM, source),
    write: |entries| format::write(&FORM, entries),
};

const FORM: TaggedFormat = TaggedFormat {
    namespace: "nbib",
    rest: "CSL",
    is_tag,
    cut,
    take,
    put,
    print,
    head: "",
    tail: "",
};

const LINES: Lines = Lines { tag, first: "PMID", last: None, joint: |_| " " };

/// Text variables and their tags.
const TEXTS: &[(&str, &[&str])] = &[
    ("PMID", &["PMID"]),
    ("volume", &["VI"]),
    ("issue", &["IP"]),
    ("page", &["PG"]),
    ("container-title", &["JT"]),
    ("container-title-short", &["TA"]),
    ("collection-title", &["CTI"]),
    ("abstract", &["AB"]),
    ("publisher", &["PB"]),
    ("publisher-place", &["PL"]),
    ("edition", &["EN"]),
    ("PMCID", &["PMC"]),
    ("original-title", &["TT"]),
];

/// Publication types and CSL's item types; what is in none of them is an article.
const KINDS: &[(&str, &str)] = &[
    ("Journal Article", "article-journal"),
    ("Book", "book"),
    ("Book Chapter", "chapter"),
    ("Preprint", "article"),
    ("Dataset", "dataset"),
    ("Newspaper Article", "article-newspaper"),
    ("Technical Report", "report"),
    ("Academic Dissertation", "thesis"),
    ("Video-Audio Media", "motion_picture"),
    ("Webcast", "broadcast"),
    ("Interview", "interview"),
    ("Legal Case", "legal_case"),
    ("Legislation", "legislation"),
];

/// Languages as MARC names them, and their tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("ger", "de"),
    ("fre", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("dut", "nl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("kaz", "kk"),
    ("pol", "pl"),
    ("cze", "cs"),
    ("hun", "hu"),
    ("dan", "da"),
    ("swe", "sv"),
    ("nor", "no"),
    ("fin", "fi"),
    ("gre", "el"),
    ("tur", "tr"),
    ("per", "fa"),
    ("heb", "he"),
    ("ara", "ar"),
    ("chi", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
];

/// Lines are wrapped, so that one space is as good as several.
fn cut(text: &str) -> (Vec<Values>, Vec<Fault>) {
    let (mut records, faults) = lines::cut(text, &LINES);
    for value in records.iter_mut().flat_map(|record| &mut record.values) {
        value.text = words(&value.text).collect::<Vec<_>>().join(" ");
    }
    (records, faults)
}

/// The words of a value; a no-break space parts none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty())
}

/// `PMID- 123`: four places for the tag, a hyphen, a space.
/// Whether a tag may stand in a record, which it does not begin.
fn is_tag(tag: &str) -> bool {
    let upper = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (2..=4).contains(&tag.len()) && upper && tag != "PMID"
}

fn tag(line: &str) -> Option<(&str, usize)> {
    let tag = line.get(..4).filter(|_| line[4..].starts_with('-'))?.trim_end();
    let fits = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (tag.len() > 1 && fits).then_some((tag, 5))
}

fn take(reader: &mut TaggedReader) {
    take_kind(reader);
    TEXTS.iter().for_each(|(variable, tags)| reader.text(variable, tags));
    take_titles(reader);
    take_names(reader);
    for (variable, tag) in [("issued", "DP"), ("available-date", "DEP")] {
        if let Some(value) = reader.take(&[tag]) {
            reader.set(variable, dates::read(&spaced(&value.text)), value.span);
        }
    }
    take_identifiers(reader);
    reader.joined("keyword", &["OT"], ", ");
    if let Some(value) = reader.take(&["LA"]) {
        let known = LANGUAGES.iter().find(|(marc, _)| *marc == value.text);
        reader.set("language", known.map_or(&*value.text, |(_, tag)| tag), value.span);
    }
    match reader.record.entry.text("PMID").map(|pmid| format!("pmid{pmid}")) {
        Some(id) if reader.record.entry.id.is_empty() => reader.record.entry.id = id.into(),
        _ => {}
    }
}

fn take_kind(reader: &mut TaggedReader) {
    let mut kind = "article-journal";
    for (name, csl) in KINDS.iter().rev() {
        if reader.take_if("PT", |text| text == *name).is_some() {
            kind = csl;
        }
    }
    reader.record.entry.kind = kind.into();
}

/// Titles end with a full stop in MEDLINE, which is none of theirs.
fn take_titles(reader: &mut TaggedReader) {
    if let Some(value) = reader.take(&["TI"]) {
        let text = value.text.strip_suffix('.').filter(|text| !text.ends_with('.'));
        reader.set("title", text.unwrap_or(&value.text), value.span);
    }
    match reader.record.entry.text("title").is_some() {
        true => reader.text("container-title", &["BTI"]),
        false => reader.text("title", &["BTI"]),
    }
}

/// Full names, or else the short ones; bodies stand beside them.
fn take_names(reader: &mut TaggedReader) {
    for (variable, full, short) in [("author", "FAU", "AU"), ("editor", "FED", "ED")] {
        match reader.has(&[full]) {
            true => {
                reader.names(
                    variable,
                    &[full, "CN"].map(|tag| if variable == "editor" { full } else { tag }),
                );
                reader.take_all(&[short]);
            }
            false if variable == "author" => reader.names_by(variable, &[short, "CN"], short_name),
            false => reader.names_by(variable, &[short], short_name),
        }
    }
}

/// `Watson JD`: initials without full stops after the family name.
fn short_name(text: &str) -> Name {
    let initials = |word: &str| word.len() <= 4 && word.chars().all(char::is_uppercase);
    match text.rsplit_once(' ') {
        Some((family, given)) if initials(given) && !text.contains(',') => {
            names::read(&format!("{family}, {given}"))
        }
        _ => names::read(text),
    }
}

/// `20190325` as `2019/03/25`.
fn spaced(date: &str) -> String {
    match date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{}/{}/{}", &date[..4], &date[4..6], &date[6..]),
        false => date.to_owned(),
    }
}

/// `10.1000/x [doi]`, `1234-5678 (Print)`.
fn take_identifiers(reader: &mut TaggedReader) {
    let found =
        ["LID", "AID"].iter().find_map(|tag| reader.take_if(tag, |text| text.ends_with("[doi]")));
    if let Some(Tagged { text, span, .. }) = found {
        reader.take_if("AID", |other| other == text);
        reader.set("DOI", text.trim_end_matches("[doi]").trim(), span);
    }
    for (variable, tag) in [("ISSN", "IS"), ("ISBN", "ISBN")] {
        let value = reader
            .take_if(tag, |text| text.contains("(Print)"))
            .or_else(|| reader.take_if(tag, |text| !text.contains("(Electronic)")))
            .or_else(|| reader.take(&[tag]));
        if let Some(value) = value {
            let number = value.text.split('(').next().unwrap_or("").trim().to_owned();
            reader.set(variable, number, value.span);
        }
    }
}

fn put(writer: &mut TaggedWriter) {
    let entry = writer.entry;
    // A record begins with this tag, whether there is a number or not.
    writer.values.push(("PMID".to_owned(), entry.text("PMID").unwrap_or("").to_owned()));
    let is_part = entry.kind == "chapter" && entry.text("container-title").is_some();
    let title = entry.text("title").unwrap_or("");
    let stop = if title.ends_with(['.', '?', '!']) || title.is_empty() { "" } else { "." };
    writer.put("TI", format!("{title}{stop}"));
    for (variable, tag) in [("author", "FAU"), ("editor", "FED")] {
        for name in entry.names(variable) {
            let tag = if name.literal.is_some() && variable == "author" { "CN" } else { tag };
            writer.put(tag, names::write(name));
        }
    }
    for (variable, tags) in TEXTS.iter().filter(|(variable, _)| *variable != "PMID") {
        let tag = if is_part && *variable == "container-title" { "BTI" } else { tags[0] };
        writer.text(variable, tag);
    }
    for (variable, tag) in [("issued", "DP"), ("available-date", "DEP")] {
        if let Some(date) = entry.date(variable) {
            writer.put(tag, medline_date(date));
        }
    }
    if let Some(doi) = entry.text("DOI") {
        writer.put("LID", format!("{doi} [doi]"));
    }
    writer.text("ISSN", "IS");
    writer.text("ISBN", "ISBN");
    writer.parts("keyword", "OT", ", ");
    if let Some(language) = entry.text("language") {
        let known = LANGUAGES.iter().find(|(_, tag)| *tag == language);
        writer.put("LA", known.map_or(language, |(marc, _)| marc));
    }
    let kind = KINDS.iter().find(|(_, csl)| *csl == entry.kind);
    writer.put("PT", kind.map_or("", |(name, _)| name));
}

/// `2019 Mar 25`, `2019 Spring`; ranges of months as `2019 Mar-Apr`.
fn medline_date(date: &crate::model::entry::Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some(year) = date.year() else {
        return date.literal.as_deref().unwrap_or_default().to_owned();
    };
    let name = |month: i32| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied();
    let mut text = format!("{year:04}");
    if let Some(month) = date.month().and_then(name).or(dates::season(date)) {
        text += &format!(" {month}");
    }
    let end = date.date_parts.get(1).and_then(|end| end.get(1)).copied().and_then(name);
    match (date.day(), end) {
        (Some(day), _) => text + &format!(" {day}"),
        (None, Some(end)) => text + &format!("-{end}"),
        (None, None) => text,
    }
}

/// How long a line may be.
const WIDTH: usize = 88;

fn print(values: &[(String, String)]) -> String {
    // Each record begins with this tag, whether or not it has such a number.
    let begun = values.first().is_some_and(|(tag, _)| tag == "PMID");
    let mut text = if begun { String::new() } else { "PMID-\n".to_owned() };
    for (tag, value) in values {
        let mut line = format!("{tag:<4}-");
        for word in words(value) {
            if line.chars().count() + word.chars().count() >= WIDTH && line.trim() != "" {
                text += line.trim_end();
                line = "\n     ".to_owned();
            }
            line += " ";
            line += word;
        }
        text += line.trim_end();
        text.push('\n');
    }
    text + "\n"
}
