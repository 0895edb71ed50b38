//! RIS, which most databases and reference managers export.
//!
//! Tags and types are those of "RIS Format Specifications" (Thomson Reuters, 2012); where programs
//! differ from it in practice, as Zotero and EndNote read them.

use super::format::Format;
use super::format::has_line;
use super::tagged::dates;
use super::tagged::format::{self, TaggedFormat};
use super::tagged::lines::{self, Lines};
use super::tagged::reader::TaggedReader;
use super::tagged::writer::TaggedWriter;
use crate::model::entry::Date;

/// RIS.
pub(crate) const FORMAT: Format = Format {
    name: "ris",
    about: "RIS (.ris), as most databases export it",
    extensions: &["ris"],
    claims: |text| has_line(text, "TY  -") || has_line(text, "TY -"),
    read: |source| format::read(&FORM, source),
    write: |entries| format::write(&FORM, entries),
};

const FORM: TaggedFormat = TaggedFormat {
    namespace: "ris",
    rest: "U5",
    is_tag,
    cut: |text| lines::cut(text, &LINES),
    take,
    put,
    print,
    head: "",
    tail: "",
};

const LINES: Lines = Lines { tag, first: "TY", last: Some("ER"), joint };

/// Types of RIS and CSL's item types. Of several for one, the first is written.
const KINDS: &[(&str, &str)] = &[
    ("JOUR", "article-journal"),
    ("EJOUR", "article-journal"),
    ("INPR", "article-journal"),
    ("ABST", "article-journal"),
    ("MGZN", "article-magazine"),
    ("NEWS", "article-newspaper"),
    ("BOOK", "book"),
    ("EBOOK", "book"),
    ("EDBOOK", "book"),
    ("SER", "book"),
    ("CTLG", "book"),
    ("CHAP", "chapter"),
    ("ECHAP", "chapter"),
    ("CONF", "paper-conference"),
    ("CPAPER", "paper-conference"),
    ("RPRT", "report"),
    ("GOVDOC", "report"),
    ("THES", "thesis"),
    ("ELEC", "webpage"),
    ("WEB", "webpage"),
    ("BLOG", "post-weblog"),
    ("UNPB", "manuscript"),
    ("MANSCPT", "manuscript"),
    ("DATA", "dataset"),
    ("AGGR", "dataset"),
    ("DBASE", "dataset"),
    ("COMP", "software"),
    ("PAT", "patent"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("CASE", "legal_case"),
    ("BILL", "bill"),
    ("UNBILL", "bill"),
    ("HEAR", "hearing"),
    ("JFULL", "periodical"),
    ("ENCYC", "entry-encyclopedia"),
    ("DICT", "entry-dictionary"),
    ("PAMP", "pamphlet"),
    ("ANCIENT", "classic"),
    ("CLSWK", "classic"),
    ("PCOMM", "personal_communication"),
    ("ICOMM", "personal_communication"),
    ("MAP", "map"),
    ("MPCT", "motion_picture"),
    ("VIDEO", "motion_picture"),
    ("ADVS", "motion_picture"),
    ("SOUND", "song"),
    ("MUSIC", "musical_score"),
    ("ART", "graphic"),
    ("FIGURE", "figure"),
    ("CHART", "figure"),
    ("SLIDE", "speech"),
    ("GEN", "document"),
];

/// Text variables and the tags that hold them; of several tags the first that there is is read, and
/// the first is written.
const TEXTS: &[(&str, &[&str])] = &[
    ("title", &["TI", "T1"]),
    ("title-short", &["ST"]),
    ("original-title", &["OP"]),
    ("volume", &["VL"]),
    ("edition", &["ET"]),
    ("number-of-volumes", &["NV"]),
    ("section", &["SE"]),
    ("publisher", &["PB"]),
    ("publisher-place", &["CY", "PP"]),
    ("DOI", &["DO"]),
    ("URL", &["UR"]),
    ("abstract", &["AB", "N2"]),
    ("language", &["LA"]),
    ("call-number", &["CN"]),
    ("archive", &["DB"]),
    ("archive_location", &["AV"]),
    ("source", &["DP"]),
];

/// The tag and where the value begins: `TI  - `, of which some programs lose a space.
fn tag(line: &str) -> Option<(&str, usize)> {
    let line_start = line.len() - line.trim_start_matches([' ', '\u{FEFF}']).len();
    let tag = line.get(line_start..line_start + 2)?;
    let upper = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let rest = &line[line_start + 2..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let dash = rest[spaces..].starts_with("- ") || rest[spaces..].trim_end() == "-";
    (upper && (1..=3).contains(&spaces) && dash).then_some((tag, line_start + 2 + spaces + 1))
}

/// Whether a tag may stand in a record, where it neither begins nor ends one.
fn is_tag(tag: &str) -> bool {
    let upper = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    tag.len() == 2 && upper && !matches!(tag, "TY" | "ER")
}

/// Lines of notes and abstracts are paragraphs; others were wrapped.
fn joint(tag: &str) -> &'static str {
    if matches!(tag, "N1" | "N2" | "AB") { "\n" } else { " " }
}

fn take(reader: &mut TaggedReader) {
    let kind = reader.take(&["TY"]).map(|value| value.text.to_uppercase()).unwrap_or_default();
    let known = KINDS.iter().find(|(ris, _)| *ris == kind);
    reader.record.entry.kind = known.map_or("document", |(_, csl)| csl).into();
    if let Some(id) = reader.take(&["ID"]) {
        reader.record.entry.id = id.text.into();
    }
    reader.names("author", &["AU", "A1"]);
    reader.names("editor", &["A2", "ED"]);
    reader.names("collection-editor", &["A3"]);
    reader.names("translator", &["A4", "TA"]);
    TEXTS.iter().for_each(|(variable, tags)| reader.text(variable, tags));
    take_containers(reader);
    take_numbers(reader);
    take_dates(reader);
    reader.joined("keyword", &["KW"], ", ");
    reader.joined("note", &["N1"], "\n\n");
    reader.text("genre", &["M3"]);
}

/// What the work is part of.
fn take_containers(reader: &mut TaggedReader) {
    let kind = reader.record.entry.kind.clone();
    if kind == "paper-conference" && reader.has(&["C3"]) {
        reader.text("event-title", &["T2"]);
        reader.text("container-title", &["C3"]);
    }
    match is_part(&kind) {
        true => {
            reader.text("container-title", &["T2", "JF", "JO", "BT", "JA"]);
            reader.text("collection-title", &["T3"]);
        }
        false => {
            reader.text("title", &["BT"]);
            reader.text("collection-title", &["T2", "T3"]);
        }
    }
    reader.text("container-title-short", &["J2", "JA", "J1", "JO"]);
}

/// Issues, pages and standard numbers, which share tags.
fn take_numbers(reader: &mut TaggedReader) {
    let kind = reader.record.entry.kind.clone();
    match kind.as_str() {
        "report" | "patent" | "standard" | "bill" | "legislation" => {
            reader.text("number", &["SN", "M1", "IS"]);
        }
        _ if is_part(&kind) => {
            reader.text("issue", &["IS", "CP"]);
            reader.text("number", &["M1"]);
            let number = if kind == "chapter" { "ISBN" } else { "ISSN" };
            take_standard_number(reader, number);
        }
        _ => {
            reader.text("collection-number", &["IS"]);
            reader.text("number", &["M1"]);
            take_standard_number(reader, "ISBN");
        }
    }
    let (from, to) = (reader.take(&["SP"]), reader.take(&["EP"]));
    // Some databases put the whole range into both fields, or into the first.
    let ranged = from.as_ref().is_some_and(|from| from.text.contains(['-', '–']));
    match (from, to) {
        (Some(from), Some(to)) if from.text != to.text && !ranged => {
            reader.set("page", format!("{}-{}", from.text, to.text), from.span);
        }
        (Some(one), _) | (None, Some(one)) => {
            let whole = matches!(kind.as_str(), "book" | "report" | "thesis");
            let is_count = whole && one.text.bytes().all(|byte| byte.is_ascii_digit());
            let variable = if is_count { "number-of-pages" } else { "page" };
            reader.set(variable, one.text, one.span);
        }
        (None, None) => reader.text("page", &["C7"]),
    }
    if kind == "article-journal" {
        reader.text("PMCID", &["C2"]);
    }
}

/// `SN` is an ISSN or an ISBN: what has the other's length goes there.
fn take_standard_number(reader: &mut TaggedReader, usual: &str) {
    let Some(value) = reader.take(&["SN"]) else { return };
    let digits =
        value.text.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).count();
    let variable = match digits {
        8 => "ISSN",
        10 | 13 => "ISBN",
        _ => usual,
    };
    reader.set(variable, value.text, value.span);
}

fn take_dates(reader: &mut TaggedReader) {
    let (year, day) = (reader.take(&["PY", "Y1"]), reader.take(&["DA"]));
    if let Some(value) = year.as_ref().or(day.as_ref()) {
        let mut date = dates::read(&value.text);
        let exact = day.as_ref().map(|day| dates::read(&day.text));
        if let Some(exact) = exact.filter(|exact| is_closer(exact, &date)) {
            date = exact;
        }
        reader.set("issued", date, value.span);
    }
    if let Some(value) = reader.take(&["Y2", "RD"]) {
        reader.set("accessed", dates::read(&value.text), value.span);
    }
}

/// Whether a date says more than another, and nothing else.
fn is_closer(date: &Date, than: &Date) -> bool {
    let parts = |date: &Date| date.date_parts.first().map_or(0, |parts| parts.len());
    date.literal.is_none()
        && (than.year().is_none() || date.year() == than.year())
        && (parts(date) > parts(than) || date.season.is_some())
}

fn put(writer: &mut TaggedWriter) {
    let entry = writer.entry;
    let kind = KINDS.iter().find(|(_, csl)| *csl == entry.kind).map_or("GEN", |(ris, _)| ris);
    writer.put("TY", kind);
    for (variable, tag) in
        [("author", "AU"), ("editor", "A2"), ("collection-editor", "A3"), ("translator", "A4")]
    {
        writer.names(variable, tag);
    }
    TEXTS.iter().for_each(|(variable, tags)| writer.text(variable, tags[0]));
    let is_event = entry.kind == "paper-conference" && entry.text("event-title").is_some();
    let in_series = if is_part(&entry.kind) { "T3" } else { "T2" };
    match is_event {
        true => {
            writer.text("event-title", "T2");
            writer.text("container-title", "C3");
        }
        false if is_part(&entry.kind) => writer.text("container-title", "T2"),
        false => {}
    }
    writer.text("collection-title", in_series);
    writer.text("container-title-short", "J2");
    put_numbers(writer);
    put_dates(writer);
    writer.parts("keyword", "KW", ", ");
    writer.text("note", "N1");
    writer.text("genre", "M3");
    writer.put("ID", &*entry.id);
}

fn put_numbers(writer: &mut TaggedWriter) {
    let entry = writer.entry;
    writer.text("issue", "IS");
    writer.text("collection-number", "IS");
    match entry.kind.as_str() {
        "report" | "patent" | "standard" | "bill" | "legislation" => writer.text("number", "SN"),
        _ => writer.text("number", "M1"),
    }
    let number = entry.text("ISBN").or(entry.text("ISSN"));
    writer.put("SN", number.unwrap_or(""));
    match entry.text("page").map(|page| page.split_once(['-', '–']).ok_or(page)) {
        Some(Ok((from, to))) => {
            writer.put("SP", from);
            writer.put("EP", to);
        }
        Some(Err(page)) => writer.put("SP", page),
        None => writer.text("number-of-pages", "SP"),
    }
    if entry.kind == "article-journal" {
        writer.text("PMCID", "C2");
    }
}

fn put_dates(writer: &mut TaggedWriter) {
    if let Some(date) = writer.entry.date("issued") {
        let year = date.year().map(|year| format!("{year:04}"));
        writer.put("PY", year.as_deref().or(date.literal.as_deref()).unwrap_or_default());
        let is_exact = date.date_parts.first().is_some_and(|parts| parts.len() > 1);
        if is_exact || date.season.is_some() {
            writer.put("DA", dates::write(date).unwrap_or_default());
        }
    }
    if let Some(date) = writer.entry.date("accessed") {
        writer.put(
            "Y2",
            dates::write(date).as_deref().or(date.literal.as_deref()).unwrap_or_default(),
        );
    }
}

/// Whether works of this kind are part of something else.
fn is_part(kind: &str) -> bool {
    kind.starts_with("article")
        || kind.starts_with("entry")
        || kind.starts_with("post")
        || ["chapter", "paper-conference", "webpage", "periodical"].contains(&kind)
}

/// A value whose further lines would not be taken for tags.
fn unlike_tags(value: &str) -> String {
    let mut lines = value.split(['\n', '\r']);
    let mut text = lines.next().unwrap_or("").to_owned();
    for line in lines {
        match tag(line).is_some() {
            true => {
                text.truncate(text.trim_end().len());
                text.push(' ');
            }
            false => text.push('\n'),
        }
        text.push_str(line);
    }
    text
}

fn print(values: &[(String, String)]) -> String {
    let mut text = String::new();
    for (tag, value) in values {
        text += &format!("{tag}  - {}\n", unlike_tags(value.trim()));
    }
    text + "ER  - \n\n"
}
