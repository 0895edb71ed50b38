//! RIS, which most databases and reference managers export.
//!
//! Tags and types are those of "RIS Format Specifications" (Thomson Reuters, 2012); where programs
//! differ from it in practice, as Zotero and EndNote read them.

use super::format::Format;
use super::format::has_line;
use super::tagged::dates;
use super::tagged::form::{self, Form};
use super::tagged::lines::{self, Lines};
use super::tagged::putter::Putter;
use super::tagged::taker::Taker;
use crate::model::entry::Date;

/// RIS.
pub const FORMAT: Format = Format {
    name: "ris",
    about: "RIS (.ris), as most databases export it",
    extensions: &["ris"],
    claims: |text| has_line(text, "TY  -") || has_line(text, "TY -"),
    read: |source| form::read(&FORM, source),
    write: |entries| form::write(&FORM, entries),
};

const FORM: Form = Form {
    room: "ris",
    rest: "U5",
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

/// Lines of notes and abstracts are paragraphs; others were wrapped.
fn joint(tag: &str) -> &'static str {
    if matches!(tag, "N1" | "N2" | "AB") { "\n" } else { " " }
}

fn take(taker: &mut Taker) {
    let kind = taker.take(&["TY"]).map(|value| value.text.to_uppercase()).unwrap_or_default();
    let known = KINDS.iter().find(|(ris, _)| *ris == kind);
    taker.record.entry.kind = known.map_or("document", |(_, csl)| csl).to_owned();
    if let Some(id) = taker.take(&["ID"]) {
        taker.record.entry.id = id.text;
    }
    taker.names("author", &["AU", "A1"]);
    taker.names("editor", &["A2", "ED"]);
    taker.names("collection-editor", &["A3"]);
    taker.names("translator", &["A4", "TA"]);
    TEXTS.iter().for_each(|(variable, tags)| taker.text(variable, tags));
    take_containers(taker);
    take_numbers(taker);
    take_dates(taker);
    taker.joined("keyword", &["KW"], ", ");
    taker.joined("note", &["N1"], "\n\n");
    taker.text("genre", &["M3"]);
}

/// What the work is part of.
fn take_containers(taker: &mut Taker) {
    let kind = taker.record.entry.kind.clone();
    if kind == "paper-conference" && taker.has(&["C3"]) {
        taker.text("event-title", &["T2"]);
        taker.text("container-title", &["C3"]);
    }
    match is_part(&kind) {
        true => {
            taker.text("container-title", &["T2", "JF", "JO", "BT", "JA"]);
            taker.text("collection-title", &["T3"]);
        }
        false => {
            taker.text("title", &["BT"]);
            taker.text("collection-title", &["T2", "T3"]);
        }
    }
    taker.text("container-title-short", &["J2", "JA", "J1", "JO"]);
}

/// Issues, pages and standard numbers, which share tags.
fn take_numbers(taker: &mut Taker) {
    let kind = taker.record.entry.kind.clone();
    match kind.as_str() {
        "report" | "patent" | "standard" | "bill" | "legislation" => {
            taker.text("number", &["SN", "M1", "IS"]);
        }
        _ if is_part(&kind) => {
            taker.text("issue", &["IS", "CP"]);
            taker.text("number", &["M1"]);
            let number = if kind == "chapter" { "ISBN" } else { "ISSN" };
            take_standard_number(taker, number);
        }
        _ => {
            taker.text("collection-number", &["IS"]);
            taker.text("number", &["M1"]);
            take_standard_number(taker, "ISBN");
        }
    }
    let (from, to) = (taker.take(&["SP"]), taker.take(&["EP"]));
    match (from, to) {
        (Some(from), Some(to)) if from.text != to.text => {
            taker.set("page", format!("{}-{}", from.text, to.text), from.span);
        }
        (Some(one), _) | (None, Some(one)) => {
            let whole = matches!(kind.as_str(), "book" | "report" | "thesis");
            let is_count = whole && one.text.bytes().all(|byte| byte.is_ascii_digit());
            let variable = if is_count { "number-of-pages" } else { "page" };
            taker.set(variable, one.text, one.span);
        }
        (None, None) => taker.text("page", &["C7"]),
    }
    if kind == "article-journal" {
        taker.text("PMCID", &["C2"]);
    }
}

/// `SN` is an ISSN or an ISBN: what has the other's length goes there.
fn take_standard_number(taker: &mut Taker, usual: &str) {
    let Some(value) = taker.take(&["SN"]) else { return };
    let digits =
        value.text.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).count();
    let variable = match digits {
        8 => "ISSN",
        10 | 13 => "ISBN",
        _ => usual,
    };
    taker.set(variable, value.text, value.span);
}

fn take_dates(taker: &mut Taker) {
    let (year, day) = (taker.take(&["PY", "Y1"]), taker.take(&["DA"]));
    if let Some(value) = year.as_ref().or(day.as_ref()) {
        let mut date = dates::read(&value.text);
        let exact = day.as_ref().map(|day| dates::read(&day.text));
        if let Some(exact) = exact.filter(|exact| is_closer(exact, &date)) {
            date = exact;
        }
        taker.set("issued", date, value.span);
    }
    if let Some(value) = taker.take(&["Y2", "RD"]) {
        taker.set("accessed", dates::read(&value.text), value.span);
    }
}

/// Whether a date says more than another, and nothing else.
fn is_closer(date: &Date, than: &Date) -> bool {
    let parts = |date: &Date| date.date_parts.first().map_or(0, Vec::len);
    date.literal.is_none()
        && (than.year().is_none() || date.year() == than.year())
        && (parts(date) > parts(than) || date.season.is_some())
}

fn put(putter: &mut Putter) {
    let entry = putter.entry;
    let kind = KINDS.iter().find(|(_, csl)| *csl == entry.kind).map_or("GEN", |(ris, _)| ris);
    putter.put("TY", kind);
    for (variable, tag) in
        [("author", "AU"), ("editor", "A2"), ("collection-editor", "A3"), ("translator", "A4")]
    {
        putter.names(variable, tag);
    }
    TEXTS.iter().for_each(|(variable, tags)| putter.text(variable, tags[0]));
    let is_event = entry.kind == "paper-conference" && entry.text("event-title").is_some();
    let in_series = if is_part(&entry.kind) { "T3" } else { "T2" };
    match is_event {
        true => {
            putter.text("event-title", "T2");
            putter.text("container-title", "C3");
        }
        false if is_part(&entry.kind) => putter.text("container-title", "T2"),
        false => {}
    }
    putter.text("collection-title", in_series);
    putter.text("container-title-short", "J2");
    put_numbers(putter);
    put_dates(putter);
    putter.parts("keyword", "KW", ", ");
    putter.text("note", "N1");
    putter.text("genre", "M3");
    putter.put("ID", &*entry.id);
}

fn put_numbers(putter: &mut Putter) {
    let entry = putter.entry;
    putter.text("issue", "IS");
    putter.text("collection-number", "IS");
    match entry.kind.as_str() {
        "report" | "patent" | "standard" | "bill" | "legislation" => putter.text("number", "SN"),
        _ => putter.text("number", "M1"),
    }
    let number = entry.text("ISBN").or(entry.text("ISSN"));
    putter.put("SN", number.unwrap_or(""));
    match entry.text("page").map(|page| page.split_once(['-', '–']).ok_or(page)) {
        Some(Ok((from, to))) => {
            putter.put("SP", from);
            putter.put("EP", to);
        }
        Some(Err(page)) => putter.put("SP", page),
        None => putter.text("number-of-pages", "SP"),
    }
    if entry.kind == "article-journal" {
        putter.text("PMCID", "C2");
    }
}

fn put_dates(putter: &mut Putter) {
    if let Some(date) = putter.entry.date("issued") {
        let year = date.year().map(|year| format!("{year:04}"));
        putter.put("PY", year.or(date.literal.clone()).unwrap_or_default());
        let is_exact = date.date_parts.first().is_some_and(|parts| parts.len() > 1);
        if is_exact || date.season.is_some() {
            putter.put("DA", dates::write(date).unwrap_or_default());
        }
    }
    if let Some(date) = putter.entry.date("accessed") {
        putter.put("Y2", dates::write(date).or(date.literal.clone()).unwrap_or_default());
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
        text.push(if tag(line).is_some() { ' ' } else { '\n' });
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
