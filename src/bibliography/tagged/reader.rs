//! Takes the tagged values of a record off and sets its variables.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::names;
use super::values::{Tagged, Values};
use crate::bibliography::extras;
use crate::model::entry::{Entry, Name, Value};
use crate::model::library::Record;
use crate::text::span::Span;

/// A record on its way: what is left of its values, and what was made of them.
#[derive(Debug)]
pub(crate) struct TaggedReader {
    left: BTreeMap<String, Vec<Tagged>>,
    /// What was made of the values.
    pub record: Record,
}

impl TaggedReader {
    /// A record of which nothing is known yet; blank values are as good as none.
    pub(crate) fn new(values: Values) -> TaggedReader {
        let mut left: BTreeMap<String, Vec<Tagged>> = BTreeMap::new();
        for value in values.values {
            if !value.text.trim().is_empty() {
                left.entry(value.tag.clone()).or_default().push(value);
            }
        }
        let entry = Entry::new("", "document");
        TaggedReader { left, record: Record { entry, span: values.span, ..Record::default() } }
    }

    /// Takes the first value under the first of these tags that there is.
    pub(crate) fn take(&mut self, tags: &[&str]) -> Option<Tagged> {
        tags.iter().find_map(|tag| self.take_if(tag, |_| true))
    }

    /// Takes the first value under a tag whose text fits.
    pub(crate) fn take_if(&mut self, tag: &str, fits: impl Fn(&str) -> bool) -> Option<Tagged> {
        let values = self.left.get_mut(tag)?;
        let at = values.iter().position(|value| fits(&value.text))?;
        let value = values.remove(at);
        if values.is_empty() {
            self.left.remove(tag);
        }
        Some(value)
    }

    /// Takes all values under these tags, in the order of the file.
    pub(crate) fn take_all(&mut self, tags: &[&str]) -> Vec<Tagged> {
        let mut all: Vec<Tagged> =
            tags.iter().flat_map(|tag| self.left.remove(*tag).unwrap_or_default()).collect();
        all.sort_by_key(|value| value.span.start);
        all
    }

    /// Whether there is a value under one of these tags.
    pub(crate) fn has(&self, tags: &[&str]) -> bool {
        tags.iter().any(|tag| self.left.contains_key(*tag))
    }

    /// Sets a variable.
    pub(crate) fn set(&mut self, variable: &str, value: impl Into<Value>, span: Span) {
        self.record.entry.set(variable, value);
        self.record.places.insert(variable, span.into());
    }

    /// Sets a variable that is not set yet to the first value under these tags.
    pub(crate) fn text(&mut self, variable: &str, tags: &[&str]) {
        if !self.record.entry.variables.contains_key(variable)
            && let Some(value) = self.take(tags)
        {
            self.set(variable, value.text, value.span);
        }
    }

    /// Sets a variable to all values under these tags, joined.
    pub(crate) fn joined(&mut self, variable: &str, tags: &[&str], joint: &str) {
        let all = self.take_all(tags);
        if let [first, ..] = &all[..] {
            let texts: Vec<&str> = all.iter().map(|value| value.text.as_str()).collect();
            self.set(variable, texts.join(joint), first.span);
        }
    }

    /// Sets a variable to the names under these tags.
    pub(crate) fn names(&mut self, variable: &str, tags: &[&str]) {
        self.names_by(variable, tags, names::read);
    }

    /// Sets a variable to the names under these tags, each read by `read`.
    pub(crate) fn names_by(&mut self, variable: &str, tags: &[&str], read: fn(&str) -> Name) {
        let all = self.take_all(tags);
        let Some(span) = all.iter().map(|value| value.span).reduce(Span::join) else {
            return;
        };
        let goes_on = |text: &str| matches!(text.trim(), "et al." | "et al" | "others");
        let (others, all): (Vec<Tagged>, Vec<Tagged>) =
            all.into_iter().partition(|value| goes_on(&value.text));
        let names: Vec<Name> = all.iter().map(|value| read(&value.text)).collect();
        self.set(variable, names, span);
        if !others.is_empty() {
            self.record.entry.set_others(variable);
        }
    }

    /// The record; what is left is kept as it stands.
    pub(crate) fn finish(self, namespace: &str) -> Record {
        let mut record = self.record;
        for (tag, values) in self.left {
            let mut texts: Vec<Json> = values.into_iter().map(|value| value.text.into()).collect();
            let kept = if texts.len() == 1 { texts.remove(0) } else { Json::Array(texts) };
            extras::keep(&mut record.entry, namespace, &tag, kept);
        }
        record
    }
}
