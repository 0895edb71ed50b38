//! What sets formats of tagged values apart; reading and writing them.

use super::reader::TaggedReader;
use super::values::Values;
use super::writer::TaggedWriter;
use super::{keys, remainder};
use crate::bibliography::extras;
use crate::bibliography::format::{Loss, Written};
use crate::model::entry::Entry;
use crate::model::library::{Fault, Library, Record};
use crate::text::source::Source;

/// A format whose records are lists of tagged values.
#[derive(Debug)]
pub(crate) struct TaggedFormat {
    /// Its room in `custom`, for values that CSL has no variable for.
    pub namespace: &'static str,
    /// The tag under which what no other tag holds is written, for this program alone.
    pub rest: &'static str,
    /// Whether a tag that is no constant may be written.
    pub is_tag: fn(&str) -> bool,
    /// Cuts a text into records.
    pub cut: fn(&str) -> (Vec<Values>, Vec<Fault>),
    /// Takes the values of a record off and sets its variables.
    pub take: fn(&mut TaggedReader),
    /// Puts the variables of a record as values.
    pub put: fn(&mut TaggedWriter),
    /// A record's values as text.
    pub print: fn(&[(String, String)]) -> String,
    /// What stands before all records.
    pub head: &'static str,
    /// What stands after all records.
    pub tail: &'static str,
}

/// Reads a file of this form.
pub(crate) fn read(form: &TaggedFormat, source: Source) -> Library {
    let (cut, faults) = (form.cut)(source.text());
    let mut records: Vec<Record> = cut.into_iter().map(|values| record(form, values)).collect();
    keys::fill(&mut records);
    Library { sources: vec![source], records, faults }
}

fn record(form: &TaggedFormat, values: Values) -> Record {
    let mut reader = TaggedReader::new(values);
    let rest = reader.take_if(form.rest, |text| remainder::read(text).is_some());
    (form.take)(&mut reader);
    let mut record = reader.finish(form.namespace);
    if let Some(rest) = rest.and_then(|rest| remainder::read(&rest.text)) {
        remainder::apply(&mut record.entry, rest);
    }
    record
}

/// Writes entries in order.
///
/// What was written of each is read again: what that does not give back goes under
/// [`TaggedFormat::rest`], and is reported as a loss.
pub(crate) fn write(form: &TaggedFormat, entries: &[&Entry]) -> Written {
    let mut written = Written { text: form.head.to_owned(), losses: Vec::new() };
    for entry in entries {
        let mut values = values(form, entry);
        let rest = remainder::of(entry, &again(form, &values));
        let lose = |message| Loss { entry: entry.id.to_string(), message };
        written.losses.extend(rest.keys().map(|variable| {
            lose(format!("\"{variable}\" is written under {}, which only cite reads", form.rest))
        }));
        let namespaces = extras::other_namespaces(entry, form.namespace);
        written.losses.extend(
            namespaces
                .map(|namespace| lose(format!("what only {namespace} files hold was left out"))),
        );
        if !rest.is_empty() {
            values.push((form.rest.to_owned(), remainder::write(rest)));
        }
        written.text += &(form.print)(&values);
    }
    written.text += form.tail;
    written
}

/// The values of an entry, without those that would be read as something that the entry does not
/// say.
fn values(form: &TaggedFormat, entry: &Entry) -> Vec<(String, String)> {
    let mut writer = TaggedWriter::new(entry);
    (form.put)(&mut writer);
    let mapped = writer.values.clone();
    writer.kept(form.namespace, form.is_tag);
    let back = again(form, &writer.values);
    let kept = |entry: &Entry, tag: &str| {
        extras::kept(entry, form.namespace)
            .find(|(kept, _)| *kept == tag)
            .map(|(_, value)| value.clone())
    };
    let is_read = |(tag, _): &(String, String)| kept(&back, tag) == kept(entry, tag);
    if mapped.iter().all(is_read) {
        return writer.values;
    }
    writer.values = mapped.into_iter().filter(is_read).collect();
    writer.kept(form.namespace, form.is_tag);
    writer.values
}

/// The entry that these values are read as.
fn again(form: &TaggedFormat, values: &[(String, String)]) -> Entry {
    let text = [form.head, &(form.print)(values), form.tail].concat();
    let library = read(form, Source::new("", text));
    library.records.into_iter().next().map(|record| record.entry).unwrap_or_default()
}
