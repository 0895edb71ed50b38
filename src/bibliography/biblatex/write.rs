//! Records to entries and fields of a .bib file.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value as Json;

use super::item::NAMESPACE;
use super::read::read;
use super::{dates, fields, kinds, names, valid};
use crate::bibliography::format::{Format, Loss, Written};
use crate::bibliography::tex::encode::{Letters, encode, encode_verbatim};
use crate::bibliography::variables::{Holds, holds};
use crate::bibliography::{edtf, extras};
use crate::lexicon::lists::list;
use crate::model::entry::{Date, Entry, Value};

/// BibLaTeX, as biber reads it.
pub(crate) const BIBLATEX: Format = Format {
    name: "biblatex",
    about: "BibLaTeX (.bib)",
    extensions: &["bib"],
    claims: has_entry,
    read,
    write: |entries| write(entries, Dialect::BibLaTex, Letters::Unicode),
};

/// BibLaTeX for which biber has no warning: only the fields that its data model has for each type. For
/// records that were read from text, in which a field may be what was misread.
pub(crate) const BIBLATEX_VALID: Format =
    Format { write: |entries| write(entries, Dialect::Valid, Letters::Unicode), ..BIBLATEX };

/// BibLaTeX in ASCII.
pub(crate) const BIBLATEX_ASCII: Format = Format {
    name: "biblatex-ascii",
    about: "BibLaTeX (.bib), ASCII with TeX's accents",
    extensions: &[],
    claims: |_| false,
    read,
    write: |entries| write(entries, Dialect::BibLaTex, Letters::Ascii),
};

/// BibTeX in Unicode.
pub(crate) const BIBTEX_UNICODE: Format = Format {
    name: "bibtex-unicode",
    about: "BibTeX (.bib) in Unicode",
    extensions: &[],
    claims: |_| false,
    read,
    write: |entries| write(entries, Dialect::BibTex, Letters::Unicode),
};

/// BibTeX, as the old styles read it.
pub(crate) const BIBTEX: Format = Format {
    name: "bibtex",
    about: "BibTeX (.bib), ASCII with TeX's accents",
    extensions: &[],
    claims: |_| false,
    read,
    write: |entries| write(entries, Dialect::BibTex, Letters::Ascii),
};

/// Whose field names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    BibLaTex,
    /// BibLaTeX with nothing outside its data model.
    Valid,
    BibTex,
}

/// The order in which fields are written; others follow.
const ORDER: &[&str] = &[
    "entrysubtype",
    "author",
    "editor",
    "editortype",
    "translator",
    "bookauthor",
    "title",
    "shorttitle",
    "booktitle",
    "maintitle",
    "journaltitle",
    "journal",
    "shortjournal",
    "series",
    "date",
    "year",
    "month",
    "volume",
    "volumes",
    "part",
    "number",
    "issue",
    "edition",
    "chapter",
    "pages",
    "eid",
    "publisher",
    "institution",
    "school",
    "organization",
    "location",
    "address",
    "type",
    "howpublished",
    "version",
    "doi",
    "url",
    "urldate",
    "eprint",
    "eprinttype",
    "isbn",
    "issn",
    "pmid",
    "pmcid",
    "langid",
    "language",
    "note",
];

/// BibLaTeX's names for which BibTeX has others.
const OLD_NAMES: &[(&str, &str)] = &[
    ("journaltitle", "journal"),
    ("location", "address"),
    ("maintitle", "booktitle"),
    ("eprinttype", "archiveprefix"),
    ("annotation", "annote"),
];

/// Whether a line of `text` begins an entry.
fn has_entry(text: &str) -> bool {
    text.lines().any(|line| {
        let Some(rest) = line.trim_start_matches([' ', '\t', '\u{FEFF}']).strip_prefix('@') else {
            return false;
        };
        let rest = rest.trim_start();
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        word > 0 && rest[word..].trim_start().starts_with(['{', '('])
    })
}

fn write(entries: &[&Entry], dialect: Dialect, letters: Letters) -> Written {
    let mut written = Written::default();
    let mut keys = HashSet::new();
    for entry in entries {
        let mut writer = Writer {
            entry,
            dialect,
            letters,
            done: HashSet::new(),
            fields: BTreeMap::new(),
            losses: &mut written.losses,
        };
        let key = writer.key(&mut keys);
        writer.all();
        let kind = writer.kind();
        let kind = if dialect == Dialect::Valid { writer.fit(&kind) } else { kind };
        if !written.text.is_empty() {
            written.text.push('\n');
        }
        written.text += &format!("@{kind}{{{key},\n{}}}\n", body(&writer.fields));
    }
    written
}

/// The fields in their order, each on a line.
fn body(fields: &BTreeMap<String, String>) -> String {
    let known = ORDER.iter().filter_map(|name| fields.get_key_value(*name));
    let others = fields.iter().filter(|(name, _)| !ORDER.contains(&name.as_str()));
    known.chain(others).map(|(name, value)| format!("  {name} = {value},\n")).collect()
}

struct Writer<'e, 'l> {
    entry: &'e Entry,
    dialect: Dialect,
    letters: Letters,
    done: HashSet<&'e str>,
    /// Field name and value with its delimiters.
    fields: BTreeMap<String, String>,
    losses: &'l mut Vec<Loss>,
}

impl<'e> Writer<'e, '_> {
    fn lose(&mut self, message: String) {
        self.losses.push(Loss { entry: self.entry.id.to_string(), message });
    }

    /// The entry's key without what .bib files cannot have in one, and unlike those before it.
    fn key(&mut self, taken: &mut HashSet<String>) -> String {
        let bad = |c: char| c.is_whitespace() || "{}(),=\"#%~\\'".contains(c);
        let plain = self.entry.id.replace(bad, "_");
        let stem = if plain.is_empty() { "entry".to_owned() } else { plain };
        let mut key = stem.clone();
        let mut number = 2;
        while !taken.insert(key.clone()) {
            key = format!("{stem}_{number}");
            number += 1;
        }
        if key != self.entry.id {
            self.lose(format!("the key is written as \"{key}\""));
        }
        key
    }

    fn kind(&self) -> String {
        let kept = extras::kept(self.entry, NAMESPACE).find(|(name, _)| *name == "entrytype");
        let kind = kinds::biblatex(&self.entry.kind);
        match (self.dialect, kept) {
            (Dialect::BibTex, _) => kinds::bibtex(kind, self.entry.text("genre")).to_owned(),
            (_, Some((_, Json::String(kind)))) if is_name(kind) => kind.clone(),
            _ => kind.to_owned(),
        }
    }

    /// Puts everything where BibLaTeX's data model has a place for it, and gives the type to write.
    fn fit(&mut self, kind: &str) -> String {
        let kind = valid::kind(kind).to_owned();
        for name in valid::fit(&kind, &mut self.fields) {
            self.lose(format!("\"{name}\" has no place in @{kind} and was left out"));
        }
        kind
    }

    /// Says CSL's type where the entry's type would be read as another.
    fn subtype(&mut self) {
        let kind = self.entry.kind.as_str();
        let has = |variable| self.entry.variables.contains_key(variable);
        let read_back = match kinds::csl(kinds::biblatex(kind)).0 {
            "document" if has("archive_location") => "article",
            "document" if has("URL") => "webpage",
            other => other,
        };
        match kind.strip_prefix("article-") {
            Some("magazine" | "newspaper") => {
                let subtype = kind.trim_start_matches("article-").to_owned();
                self.put("entrysubtype", &subtype);
            }
            _ if read_back != kind && kinds::is_csl(kind) => {
                self.put("entrysubtype", kind);
            }
            _ => {}
        }
    }

    fn all(&mut self) {
        self.subtype();
        self.titles();
        self.names();
        self.dates();
        self.numbers();
        self.creators();
        self.archive();
        self.texts();
        self.rest();
        self.kept();
    }

    /// Puts a value in braces under a name that is still free.
    fn put(&mut self, name: &str, tex: &str) -> bool {
        self.put_bare(name, in_braces(tex))
    }

    fn put_bare(&mut self, name: &str, value: String) -> bool {
        let old = OLD_NAMES.iter().find(|(new, _)| *new == name);
        let name = match (self.dialect, old) {
            (Dialect::BibTex, Some((_, old))) => old,
            _ => name,
        };
        let free = !self.fields.contains_key(name);
        if free {
            self.fields.insert(name.to_owned(), value);
        }
        free
    }

    /// Writes a text variable as a field, once.
    fn text(&mut self, variable: &'static str, field: &str) {
        if let Some(text) = self.entry.text(variable)
            && self.put(field, &encode(text, self.letters))
        {
            self.done.insert(variable);
        }
    }

    fn titles(&mut self) {
        let container = match self.entry.kind.as_str() {
            kind if kind.starts_with("article-") || kind.starts_with("review") => "journaltitle",
            "periodical" => "journaltitle",
            "chapter" | "paper-conference" | "entry" | "entry-encyclopedia"
            | "entry-dictionary" => "booktitle",
            "report" => "series",
            _ => "maintitle",
        };
        // Proceedings are called after their conference.
        if self.entry.text("event-title") == self.entry.text("container-title") {
            self.done.insert("event-title");
        }
        self.text("title", "title");
        self.text("container-title", container);
        for (field, variable) in fields::TITLES {
            if *variable != "container-title" && !self.done.contains(variable) {
                self.text(variable, field);
            }
        }
    }

    fn names(&mut self) {
        for (field, variable) in fields::NAMES {
            self.name_list(variable, field);
        }
        for (kind, variable) in fields::EDITORS {
            if *variable == "compiler" && !self.fields.contains_key("editor") {
                self.name_list(variable, "editor");
                if self.done.contains(variable) {
                    self.put("editortype", kind);
                }
            }
        }
    }

    fn name_list(&mut self, variable: &'static str, field: &str) {
        let list = self.entry.names(variable);
        if !list.is_empty()
            && self.put(field, &names::write(list, self.entry.has_others(variable), self.letters))
        {
            self.done.insert(variable);
        }
    }

    fn dates(&mut self) {
        if let Some(date) = self.entry.date("issued") {
            self.done.insert("issued");
            self.issued(date);
        }
        for (field, variable) in fields::DATES {
            if let Some(date) = self.entry.date(variable) {
                let text = self.date(date);
                self.put(field, &text);
                self.done.insert(variable);
            }
        }
    }

    /// A date as EDTF, or its words.
    fn date(&self, date: &Date) -> String {
        let words = || encode(date.literal.as_deref().unwrap_or(""), self.letters);
        self.edtf(date).unwrap_or_else(words)
    }

    /// A date as EDTF; words in the place of one, as TeX.
    fn edtf(&self, date: &Date) -> Option<String> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "-+/.:?~%[], ".contains(c);
        let text = edtf::write(date)?;
        Some(if text.chars().all(fits) { text } else { encode(&text, self.letters) })
    }

    fn issued(&mut self, date: &Date) {
        match (self.dialect, self.edtf(date)) {
            (Dialect::BibTex, Some(_)) => {
                let (year, month) = dates::to_parts(date);
                if let Some(year) = year {
                    self.put("year", &year);
                }
                if let Some(month) = month {
                    self.put_bare("month", month);
                }
            }
            (_, Some(text)) => {
                self.put("date", &text);
            }
            (Dialect::Valid, None) => {
                // A year is a number there; what says that there is none is no state of publication.
                let words = date.literal.as_deref().unwrap_or("");
                let coming = list("forthcoming").contains(&words.to_lowercase().as_str());
                if coming {
                    self.put("pubstate", &encode(words, self.letters));
                }
            }
            (_, None) => {
                let words = encode(date.literal.as_deref().unwrap_or(""), self.letters);
                self.put("year", &words);
            }
        }
    }

    fn numbers(&mut self) {
        let named_issue = |issue: &str| !issue.contains(|c: char| c.is_ascii_digit());
        match self.entry.text("issue") {
            Some(issue) if named_issue(issue) && self.dialect != Dialect::BibTex => {
                self.text("issue", "issue");
            }
            _ => self.text("issue", "number"),
        }
        if fields::NUMBERED.contains(&self.entry.kind.as_str()) {
            self.text("number", "number");
            self.text("collection-number", "number");
        } else {
            self.text("collection-number", "number");
            self.text("number", "number");
        }
        if let Some(page) = self.entry.text("page") {
            self.put("pages", &double_dashes(&encode(page, self.letters)));
            self.done.insert("page");
        }
    }

    fn creators(&mut self) {
        let field = match (self.entry.kind.as_str(), self.dialect) {
            ("thesis", Dialect::BibTex) => "school",
            ("thesis" | "report", _) => "institution",
            ("webpage" | "post" | "post-weblog", _) => "organization",
            _ => "publisher",
        };
        for (variable, field) in [("publisher", field), ("publisher-place", "location")] {
            if let Some(text) = self.entry.text(variable) {
                let parts = text.split("; ").map(|part| {
                    let tex = encode(part, self.letters);
                    let parted = tex.split_whitespace().any(|w| w.eq_ignore_ascii_case("and"));
                    if parted { format!("{{{tex}}}") } else { tex }
                });
                let list = parts.collect::<Vec<_>>().join(" and ");
                self.put(field, &list);
                self.done.insert(variable);
            }
        }
    }

    fn archive(&mut self) {
        let (Some(archive), Some(id)) =
            (self.entry.text("archive"), self.entry.text("archive_location"))
        else {
            return;
        };
        let kind = match archive {
            "arXiv" => "arxiv".to_owned(),
            other => encode(other, self.letters),
        };
        self.put("eprinttype", &kind);
        self.put("eprint", &encode_verbatim(id));
        self.done.extend(["archive", "archive_location"]);
    }

    fn texts(&mut self) {
        for (field, variable) in fields::NUMBERS.iter().chain(fields::TEXTS).chain(fields::LISTS) {
            if !self.done.contains(variable) {
                self.text(variable, field);
            }
        }
        for (field, variable) in fields::VERBATIM {
            if let Some(text) = self.entry.text(variable) {
                let text = encode_verbatim(text);
                // An address has no backslash; in TeX it begins a command.
                let address = *variable == "URL";
                let text = if address { text.replace('\\', "%5C") } else { text };
                self.put(field, &text);
                self.done.insert(variable);
            }
        }
        if let Some(genre) = self.entry.text("genre") {
            self.done.insert("genre");
            let key = kinds::GENRES.iter().find(|(_, text)| *text == genre);
            match (key, self.dialect) {
                (Some(_), Dialect::BibTex) if self.entry.kind == "thesis" => true,
                (Some((key, _)), Dialect::BibLaTex | Dialect::Valid) => self.put("type", key),
                (None, Dialect::Valid)
                    if let Some(key) = kinds::thesis(&self.entry.kind, genre) =>
                {
                    self.put("type", key)
                }
                _ => self.put("type", &encode(genre, self.letters)),
            };
        }
        if let Some(tag) = self.entry.text("language") {
            self.done.insert("language");
            let babel = fields::LANGUAGES.iter().find(|(_, known)| *known == tag);
            match babel {
                Some((babel, _)) => self.put("langid", babel),
                None => self.put("language", &encode(tag, self.letters)),
            };
        }
    }

    /// Variables without a field of their own stand under their CSL names.
    fn rest(&mut self) {
        let entry = self.entry;
        for (variable, value) in &entry.variables {
            // BibLaTeX finds out itself which works need a letter behind the year.
            let counted = self.dialect == Dialect::Valid && variable == "year-suffix";
            if self.done.contains(variable.as_str()) || variable == extras::CUSTOM || counted {
                continue;
            }
            let tex = match value {
                Value::Text(text) => encode(text, self.letters),
                Value::Names(list) => names::write(list, entry.has_others(variable), self.letters),
                Value::Date(date) => self.date(date),
                Value::Other(json) => encode(&json.to_string(), self.letters),
            };
            if !is_name(variable) || !self.put(variable, &tex) {
                self.lose(format!("\"{variable}\" has no place in a .bib file and was left out"));
            } else if self.dialect == Dialect::BibLaTex
                || self.dialect == Dialect::BibTex && holds(variable) != Some(Holds::Text)
            {
                self.lose(format!(
                    "\"{variable}\" is written under that name, which styles ignore"
                ));
            }
        }
    }

    /// Fields that came from a .bib file go back as they were.
    fn kept(&mut self) {
        let entry = self.entry;
        for (name, value) in extras::kept(entry, NAMESPACE).filter(|(name, _)| *name != "entrytype")
        {
            if let (Json::String(tex), true) = (value, is_name(name)) {
                self.fields.entry(name.to_owned()).or_insert_with(|| in_braces(tex));
            }
        }
        for namespace in extras::other_namespaces(entry, NAMESPACE) {
            self.lose(format!("what only {namespace} files hold was left out"));
        }
    }
}

/// Whether a word can be the name of a field or of a type.
fn is_name(word: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    !word.is_empty() && word.chars().all(fits)
}

/// A value in braces. BibTeX counts all braces, whatever stands before them: where they are not in
/// pairs the value would end early, so it is written without.
fn in_braces(tex: &str) -> String {
    let mut open = 0_usize;
    let mut counted = tex.chars().filter(|c| matches!(c, '{' | '}'));
    let closed = counted.all(|brace| match brace {
        '{' => {
            open += 1;
            true
        }
        _ => open.checked_sub(1).is_some_and(|left| {
            open = left;
            true
        }),
    });
    match closed && open == 0 {
        true => format!("{{{tex}}}"),
        false => format!("{{{}}}", tex.replace(['{', '}'], "")),
    }
}

/// BibTeX's `--` for a range.
fn double_dashes(pages: &str) -> String {
    let mut text = String::with_capacity(pages.len() + 2);
    for c in pages.chars() {
        let dash = c == '–' || (c == '-' && text.ends_with(|c: char| c.is_ascii_digit()));
        match dash {
            true => text.push_str("--"),
            false => text.push(c),
        }
    }
    text.replace("{\\textendash}", "--")
}
