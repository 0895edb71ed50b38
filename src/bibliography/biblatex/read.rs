//! Entries and fields of a .bib file to records.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::inherit::inherit;
use super::item::{Item, TexValue};
use super::reader::{Reader, fault};
use super::strings::Strings;
#[cfg(test)]
use super::syntax::cut;
use super::syntax::{RawEntry, RawField, SyntaxFault, each_entry};
use super::{fields, guess, kinds};
use crate::model::entry::Entry;
use crate::model::library::{Fault, FaultKind, Library, Record};
use crate::text::source::Source;

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

fn syntax_fault(raw: SyntaxFault) -> Fault {
    Fault {
        kind: FaultKind::Syntax,
        source: 0,
        span: raw.span,
        entry: raw.key,
        message: raw.message,
    }
}
