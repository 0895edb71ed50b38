//! The works that Word itself keeps for its citations (`b:Sources`).

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::document::xml::{Xml, referred};
use crate::model::entry::{Date, Entry, Name};
use crate::model::field::FieldWork;

/// The works by their tags.
#[derive(Debug, Default)]
pub(super) struct Sources {
    works: HashMap<String, Entry>,
}

impl Sources {
    /// Adds the works of a part, if it holds any.
    pub(super) fn read(&mut self, xml: &str) {
        if !xml.contains("officeDocument/2006/bibliography")
            && !xml.contains("officeDocument/bibliography")
        {
            return;
        }
        let mut open: Vec<String> = Vec::new();
        let mut source = Source::default();
        let mut events = Xml::all(xml);
        while let Ok(Some((event, span))) = events.next_event() {
            match event {
                Event::Start(tag) => {
                    let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                    match name.as_str() {
                        "Source" => source = Source::default(),
                        "Person" => source.people.push((String::new(), String::new())),
                        _ => {}
                    }
                    open.push(name);
                }
                Event::End(_) if open.pop().as_deref() == Some("Source") => {
                    self.works.insert(source.tag.clone(), source.entry());
                }
                Event::Text(_) => source.take(&open, span.of(xml)),
                Event::GeneralRef(reference) => source.take(&open, &referred(&reference)),
                _ => {}
            }
        }
    }

    /// The works that the instruction of a field names: `Smi04 \l 1033 \m Doe10`.
    pub(super) fn cited(&self, instruction: &str) -> Vec<FieldWork> {
        let mut words = instruction.split_whitespace();
        let mut tags: Vec<&str> = words.next().into_iter().collect();
        while let Some(word) = words.next() {
            if word == "\\m" {
                tags.extend(words.next());
            }
        }
        let suppresses_author = instruction.contains("\\n");
        let works = tags.into_iter().filter_map(|tag| self.works.get(tag).cloned());
        works
            .map(|entry| FieldWork {
                entry: Some(entry),
                suppresses_author,
                ..FieldWork::default()
            })
            .collect()
    }
}

/// A work that is being read.
#[derive(Default)]
struct Source {
    tag: String,
    title: String,
    year: String,
    body: String,
    people: Vec<(String, String)>,
}

impl Source {
    fn take(&mut self, open: &[String], text: &str) {
        let author = open.iter().filter(|name| *name == "Author").count() > 1;
        match open.last().map(String::as_str) {
            Some("Tag") => self.tag.push_str(text.trim()),
            Some("Title") => self.title.push_str(text),
            Some("Year") => self.year.push_str(text.trim()),
            Some("Corporate") if author => self.body.push_str(text),
            Some(part @ ("Last" | "First")) if author => {
                if let Some((last, first)) = self.people.last_mut() {
                    (if part == "Last" { last } else { first }).push_str(text);
                }
            }
            _ => {}
        }
    }

    fn entry(&self) -> Entry {
        let mut entry = Entry::new(self.tag.clone(), "document");
        let people = self.people.iter().filter(|(last, _)| !last.is_empty());
        let mut names: Vec<Name> =
            people.map(|(last, first)| Name::person(last.as_str(), Some(first.clone()))).collect();
        if !self.body.is_empty() {
            names.push(Name::literal(self.body.as_str()));
        }
        if !names.is_empty() {
            entry.set("author", names);
        }
        if !self.title.is_empty() {
            entry.set("title", self.title.clone());
        }
        if let Ok(year) = self.year.parse() {
            entry.set("issued", Date::of_year(year));
        }
        entry
    }
}
