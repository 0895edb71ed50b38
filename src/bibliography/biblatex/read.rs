//! Entries and fields of a .bib file to records.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::inherit::inherit;
use super::strings::Strings;
#[cfg(test)]
use super::syntax::cut;
use super::syntax::{RawEntry, RawField, SyntaxFault, each_entry};
use super::{dates, fields, guess, kinds, names};
use crate::bibliography::extras;
use crate::bibliography::tex::decode::{Braces, decode, decode_verbatim};
use crate::bibliography::variables::{Holds, holds};
use crate::model::entry::{Date, Entry, Value};
use crate::model::library::{Fault, FaultKind, Library, Record};
use crate::text::source::Source;
use crate::text::span::Span;

/// The room in `custom` for fields that CSL has no name for.
pub(crate) const NAMESPACE: &str = "biblatex";

/// An entry with its fields by BibLaTeX's names.
#[derive(Debug, Clone)]
pub(crate) struct Item<'s> {
    /// The type in lower case.
    pub kind: String,
    /// The key.
    pub key: String,
    /// The whole entry.
    pub span: Span,
    /// The fields; names are in lower case.
    pub fields: BTreeMap<String, TexValue<'s>>,
}

/// A field's value.
#[derive(Debug, Clone)]
pub(crate) struct TexValue<'s> {
    /// The TeX source, abbreviations resolved.
    pub tex: Cow<'s, str>,
    /// Where it stands; absent for what a parent gave.
    pub span: Option<Span>,
}

/// Reads a .bib file. No fault costs more than its field.
pub(crate) fn read(source: Source) -> Library {
    let mut faults = Vec::new();
    let mut records;
    {
        let text = source.text();
        let (mut count, mut naming) = (0, Vec::new());
        let file = each_entry(text, |entry| {
            count += 1;
            naming.extend(entry.fields.into_iter().filter(|field| is_parent_field(field.name)));
        });
        let strings = Strings::collect(&file.strings);
        faults.extend(file.faults.into_iter().map(syntax_fault));
        let mut family = match naming.is_empty() {
            true => HashMap::new(),
            false => family(text, &naming, &strings, &mut faults),
        };
        records = Vec::with_capacity(count);
        each_entry(text, |entry| {
            let kin = family.remove(&records.len());
            let item = kin.unwrap_or_else(|| item(entry, &strings, &mut faults));
            records.push(record(item, &mut faults));
        });
    }
    faults.sort_by_key(|fault| fault.span);
    Library { sources: vec![source], records, faults }
}

/// The entries that have parents or are some, by their indexes, with what they inherit; `naming` are
/// the fields that name parents. All others become records one by one: of a million entries few are
/// held as items.
fn family<'s>(
    text: &'s str,
    naming: &[RawField<'s>],
    strings: &Strings<'s>,
    faults: &mut Vec<Fault>,
) -> HashMap<usize, Item<'s>> {
    let mut parents: HashSet<String> = HashSet::new();
    for field in naming {
        let keys = strings.join(&field.pieces).tex;
        parents.extend(keys.split(',').map(|key| key.trim().to_lowercase()));
    }
    let is_kin = |entry: &RawEntry| {
        entry.fields.iter().any(|field| is_parent_field(field.name))
            || parents.contains(&entry.key.to_lowercase())
    };
    let (mut indexes, mut items, mut at) = (Vec::new(), Vec::new(), 0);
    each_entry(text, |entry| {
        if is_kin(&entry) {
            indexes.push(at);
            items.push(item(entry, strings, faults));
        }
        at += 1;
    });
    for (at, message) in inherit(&mut items) {
        faults.push(fault(FaultKind::Inheritance, items[at].span, &items[at].key, message));
    }
    indexes.into_iter().zip(items).collect()
}

/// Whether a field names parents.
fn is_parent_field(name: &str) -> bool {
    name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata")
}

/// The entries of a text, before inheritance.
#[cfg(test)]
pub(crate) fn items_of(text: &str) -> Vec<Item<'_>> {
    let file = cut(text);
    let strings = Strings::collect(&file.strings);
    file.entries.into_iter().map(|entry| item(entry, &strings, &mut Vec::new())).collect()
}

fn item<'s>(raw: RawEntry<'s>, strings: &Strings<'s>, faults: &mut Vec<Fault>) -> Item<'s> {
    let mut item = Item {
        kind: raw.kind.to_ascii_lowercase(),
        key: raw.key.to_owned(),
        span: raw.span,
        fields: BTreeMap::new(),
    };
    let mut repeats = HashMap::new();
    for field in &raw.fields {
        let joined = strings.join(&field.pieces);
        for name in joined.undefined.iter().filter(|_| field.name != "month") {
            let message = format!("\"{name}\" is not defined by any @string; kept as it stands");
            faults.push(fault(FaultKind::UndefinedString, field.span, raw.key, message));
        }
        let value = TexValue { tex: joined.tex, span: Some(field.span) };
        insert(&mut item, field.name.to_lowercase(), value, &mut repeats, faults);
    }
    rename_aliases(&mut item);
    item
}

/// Adds a field; a second one of the same name is kept under a name of its own.
fn insert<'s>(
    item: &mut Item<'s>,
    name: String,
    value: TexValue<'s>,
    repeats: &mut HashMap<String, usize>,
    faults: &mut Vec<Fault>,
) {
    let Some(first) = item.fields.get(&name) else {
        item.fields.insert(name, value);
        return;
    };
    if first.tex == value.tex {
        return;
    }
    let message = format!("\"{name}\" is given twice; the first is used, the other kept");
    let span = value.span.unwrap_or(item.span);
    faults.push(fault(FaultKind::Syntax, span, &item.key, message));
    let number = repeats.entry(name.clone()).or_insert(1);
    *number += 1;
    while item.fields.contains_key(&format!("{name}_{number}")) {
        *number += 1;
    }
    item.fields.insert(format!("{name}_{number}"), value);
}

fn rename_aliases(item: &mut Item<'_>) {
    for (alias, name) in fields::ALIASES {
        if !item.fields.contains_key(*name)
            && let Some(value) = item.fields.remove(*alias)
        {
            item.fields.insert((*name).to_owned(), value);
        }
    }
}

fn record(item: Item<'_>, faults: &mut Vec<Fault>) -> Record {
    let (kind, genre) = kinds::csl(&item.kind);
    let mut reader = Reader {
        record: Record {
            entry: Entry::new(item.key.clone(), kind),
            span: item.span,
            ..Record::default()
        },
        item,
        faults,
    };
    reader.titles();
    reader.names();
    reader.dates();
    reader.tables();
    reader.number();
    guess::eprint(&mut reader);
    guess::kind(&mut reader);
    guess::genre(&mut reader, genre);
    guess::access_date(&mut reader);
    reader.rest();
    reader.record
}

/// An entry on its way: fields are taken from the item and set in the record.
pub(crate) struct Reader<'s, 'f> {
    /// What is left of the entry.
    pub item: Item<'s>,
    /// What was made of it.
    pub record: Record,
    faults: &'f mut Vec<Fault>,
}

impl<'s> Reader<'s, '_> {
    /// Takes a field off the item; one that is blank is as good as none.
    pub(crate) fn take(&mut self, field: &str) -> Option<TexValue<'s>> {
        let value = self.item.fields.remove(field)?;
        (!value.tex.trim().is_empty()).then_some(value)
    }

    /// Whether the record has the variable.
    pub(crate) fn has(&self, variable: &str) -> bool {
        self.record.entry.variables.contains_key(variable)
    }

    /// Sets a variable of the record.
    pub(crate) fn set(&mut self, variable: &str, value: impl Into<Value>, span: Option<Span>) {
        self.record.entry.set(variable, value);
        if let Some(span) = span {
            self.record.places.insert(variable, span);
        }
    }

    /// The title, and all titles with their subtitles put behind them.
    fn titles(&mut self) {
        for (subtitle, title) in fields::SUBTITLES {
            let both = self.item.fields.contains_key(*title);
            if let (true, Some(sub)) = (both, self.take(subtitle))
                && let Some(value) = self.item.fields.get_mut(*title)
            {
                let joined = match value.tex.trim_end().ends_with(['?', '!', ':']) {
                    true => format!("{} {}", value.tex.trim_end(), sub.tex),
                    false => format!("{}: {}", value.tex.trim_end(), sub.tex),
                };
                value.tex = Cow::Owned(joined);
            }
        }
        if let Some(title) = self.take("title") {
            self.set("title", decode(&title.tex, Braces::Protect), title.span);
        }
    }

    fn names(&mut self) {
        if let Some(kind) = self.item.fields.get("editortype")
            && let Some((_, variable)) = fields::EDITORS.iter().find(|(k, _)| *k == kind.tex)
            && let Some(editors) = self.take("editor")
        {
            self.take("editortype");
            self.name_list(variable, &editors);
        }
        for (field, variable) in fields::NAMES {
            if !self.has(variable)
                && let Some(list) = self.take(field)
            {
                self.name_list(variable, &list);
            }
        }
    }

    fn name_list(&mut self, variable: &str, list: &TexValue<'_>) {
        let (names, goes_on) = names::read(&list.tex);
        self.set(variable, names, list.span);
        if goes_on {
            self.record.entry.set_others(variable);
        }
    }

    fn dates(&mut self) {
        for (field, variable) in fields::DATES {
            if !self.has(variable)
                && let Some(value) = self.take(field)
            {
                self.date(variable, dates::of_text(&value.tex), value.span);
            }
        }
        if let Some(value) = self.take("date") {
            self.date("issued", dates::of_text(&value.tex), value.span);
            return;
        }
        let year = self.take("year");
        let parts = [self.item.fields.get("month"), self.item.fields.get("day")];
        let [month, day] = parts.map(|part| part.map(|value| value.tex.as_ref()));
        let date = dates::of_parts(year.as_ref().map(|year| year.tex.as_ref()), month, day);
        if date.as_ref().is_some_and(|date| is_given(date, month, day)) {
            self.item.fields.remove("month");
            self.item.fields.remove("day");
        }
        self.date("issued", date, year.and_then(|year| year.span));
    }

    fn date(&mut self, variable: &str, date: Option<Date>, span: Option<Span>) {
        let Some(date) = date else { return };
        if let Some(words) = &date.literal {
            let message = format!("\"{words}\" is no date; kept as words");
            let span = span.unwrap_or(self.item.span);
            self.faults.push(fault(FaultKind::Value, span, &self.item.key, message));
        }
        self.set(variable, date, span);
    }

    /// All that goes from one field to one variable.
    fn tables(&mut self) {
        self.table(fields::TITLES, |tex| decode(tex, Braces::Protect));
        self.table(fields::NUMBERS, number);
        self.table(fields::TEXTS, |tex| decode(tex, Braces::Group));
        self.table(fields::LISTS, |tex| {
            let parts = names::split_outside_braces(tex, &["and"]);
            let parts = parts.iter().map(|part| decode(part, Braces::Group));
            parts.collect::<Vec<_>>().join("; ")
        });
        self.table(fields::VERBATIM, decode_verbatim);
        if self.has("DOI") {
            let bare = self.record.entry.text("DOI").map(bare_doi).map(str::to_owned);
            self.record.entry.set("DOI", bare.unwrap_or_default());
        }
        let language = self.take("langid").or_else(|| self.take("language"));
        if let Some(value) = language {
            let name = decode(&value.tex, Braces::Group);
            self.set("language", language_tag(&name), value.span);
        }
    }

    fn table(&mut self, table: &[(&str, &str)], text: impl Fn(&str) -> String) {
        for (field, variable) in table {
            if !self.has(variable)
                && let Some(value) = self.take(field)
            {
                self.set(variable, text(&value.tex), value.span);
            }
        }
    }

    /// `number`: of the work itself, of a journal's issue, or in a series.
    fn number(&mut self) {
        let variable = match self.record.entry.kind.as_str() {
            kind if fields::NUMBERED.contains(&kind) => "number",
            "article-journal" | "article-magazine" | "article-newspaper" | "periodical"
                if !self.has("issue") =>
            {
                "issue"
            }
            _ if self.has("collection-title") => "collection-number",
            _ => "number",
        };
        if !self.has(variable)
            && let Some(value) = self.take("number")
        {
            self.set(variable, number(&value.tex), value.span);
        }
    }

    /// What is left goes to the variable of its own name, or is kept as it stands.
    fn rest(&mut self) {
        for (name, value) in std::mem::take(&mut self.item.fields) {
            let variable = match name.as_str() {
                "doi" | "url" | "isbn" | "issn" | "pmid" | "pmcid" => name.to_uppercase(),
                _ => name.clone(),
            };
            match holds(&variable).filter(|_| !self.has(&variable)) {
                Some(Holds::Text) => {
                    self.set(&variable, decode(&value.tex, Braces::Group), value.span);
                }
                Some(Holds::Names) => self.name_list(&variable, &value),
                Some(Holds::Date) => {
                    self.date(&variable, dates::of_text(&value.tex), value.span);
                }
                None => extras::keep(&mut self.record.entry, NAMESPACE, &name, value.tex.as_ref()),
            }
        }
    }
}

/// A number or range; CSL's data have hyphens in ranges.
fn number(tex: &str) -> String {
    decode(tex, Braces::Group).replace('–', "-")
}

/// Whether the date holds all that the fields for month and day say.
fn is_given(date: &Date, month: Option<&str>, day: Option<&str>) -> bool {
    let known = date.date_parts.first().map_or(0, Vec::len) + usize::from(date.season.is_some());
    match (month, day) {
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => known > 1,
        (Some(_), Some(_)) => known > 2,
    }
}

/// A DOI without the address or the label that is often put before it.
fn bare_doi(doi: &str) -> &str {
    match doi.find("10.") {
        Some(at) if at > 0 && !doi[..at].contains(char::is_whitespace) => &doi[at..],
        _ => doi,
    }
}

/// The tag for a language that Babel names; other names stay as they are.
fn language_tag(name: &str) -> String {
    let folded = name.to_lowercase();
    fields::LANGUAGES
        .iter()
        .find(|(babel, _)| *babel == folded)
        .map_or_else(|| name.to_owned(), |(_, tag)| (*tag).to_owned())
}

fn syntax_fault(raw: SyntaxFault) -> Fault {
    Fault {
        kind: FaultKind::Syntax,
        source: 0,
        span: raw.span,
        entry: raw.key,
        message: raw.message,
    }
}

fn fault(kind: FaultKind, span: Span, key: &str, message: String) -> Fault {
    Fault { kind, source: 0, span, entry: (!key.is_empty()).then(|| key.to_owned()), message }
}
