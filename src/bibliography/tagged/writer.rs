//! Puts the variables of a record as tagged values.

use serde_json::Value as Json;

use super::names;
use crate::bibliography::extras;
use crate::model::entry::Entry;

/// A record on its way out.
#[derive(Debug)]
pub(crate) struct TaggedWriter<'e> {
    /// The record.
    pub entry: &'e Entry,
    /// Tags and values in order.
    pub values: Vec<(String, String)>,
}

impl<'e> TaggedWriter<'e> {
    /// A record of which nothing is written yet.
    pub(crate) fn new(entry: &'e Entry) -> TaggedWriter<'e> {
        TaggedWriter { entry, values: Vec::new() }
    }

    /// Puts a value under a tag; one that is blank is left out.
    pub(crate) fn put(&mut self, tag: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.values.push((tag.to_owned(), text));
        }
    }

    /// Puts the text of a variable under a tag.
    pub(crate) fn text(&mut self, variable: &str, tag: &str) {
        if let Some(text) = self.entry.text(variable) {
            self.put(tag, without_nocase(text));
        }
    }

    /// Puts each part of a variable under the tag.
    pub(crate) fn parts(&mut self, variable: &str, tag: &str, joint: &str) {
        for part in self.entry.text(variable).into_iter().flat_map(|text| text.split(joint)) {
            self.put(tag, part);
        }
    }

    /// Puts each name of a variable under the tag.
    pub(crate) fn names(&mut self, variable: &str, tag: &str) {
        for name in self.entry.names(variable) {
            self.put(tag, names::write(name));
        }
        if self.entry.has_others(variable) {
            self.put(tag, "et al.");
        }
    }

    /// Puts what was kept of the format with this namespace as it was; under no tag that the format does not have,
    /// since another file can claim to have kept anything.
    pub(crate) fn kept(&mut self, namespace: &str, is_tag: fn(&str) -> bool) {
        let kept = extras::kept(self.entry, namespace);
        for (tag, value) in kept.filter(|(tag, _)| is_tag(tag)) {
            match value {
                Json::String(text) => self.put(tag, text),
                Json::Array(texts) => {
                    texts.iter().filter_map(Json::as_str).for_each(|text| self.put(tag, text));
                }
                _ => {}
            }
        }
    }
}

/// CSL's mark for protected capitals, which no program that reads these formats knows.
const NOCASE: &str = "<span class=\"nocase\">";

/// The text without the marks for protected capitals; other spans keep theirs.
fn without_nocase(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut open: Vec<bool> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("<span").into_iter().chain(rest.find("</span>")).min() {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_nocase = rest.starts_with(NOCASE);
        let tag = rest.find('>').map_or(rest.len(), |end| end + 1);
        let dropped = match rest.starts_with("</span>") {
            true => open.pop().unwrap_or(false),
            false => {
                open.push(is_nocase);
                is_nocase
            }
        };
        if !dropped {
            plain.push_str(&rest[..tag]);
        }
        rest = &rest[tag..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_marks_of_capitals_go() {
        let text = format!("a {NOCASE}B <span style=\"x\">c</span></span> </span>d");
        assert_eq!(without_nocase(&text), "a B <span style=\"x\">c</span> </span>d");
    }
}
