//! The numbers that Word counts before paragraphs.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use crate::document::docx::styles::Styles;
use crate::document::xml::{Xml, attribute};

/// How many levels a numbering has.
const LEVELS: usize = 9;

/// The numberings of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    instances: HashMap<String, Instance>,
    counters: HashMap<String, [Option<u64>; LEVELS]>,
    /// The instances and levels whose restart was done.
    restarted: HashSet<(String, usize)>,
}

/// An abstract numbering.
#[derive(Debug, Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The style whose numbering is meant instead.
    style: Option<String>,
}

/// A use of an abstract numbering, with its own changes.
#[derive(Debug, Default)]
struct Instance {
    definition: String,
    starts: HashMap<usize, u64>,
    levels: HashMap<usize, Level>,
}

/// A level of a numbering.
#[derive(Debug, Clone)]
struct Level {
    start: u64,
    /// Whether it counts in digits.
    counts: bool,
    /// Whether it restarts after a higher level.
    restarts: bool,
    /// The style whose paragraphs are on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, counts: true, restarts: true, style: None }
    }
}

impl Numbering {
    /// Reads the part `numbering.xml`.
    pub(super) fn read(xml: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let mut reading = Reading::default();
        let mut events = Xml::all(xml);
        while let Ok(Some((event, _))) = events.next_event() {
            match event {
                Event::Start(tag) | Event::Empty(tag) => reading.take(&mut numbering, &tag),
                Event::End(tag) if tag.local_name().as_ref() == b"lvlOverride" => {
                    reading.overridden = None;
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts a paragraph of the numbering `id`. Its number, or none inside where it has a bullet or
    /// letters; nothing if there is no such numbering.
    pub(super) fn count(
        &mut self,
        id: &str,
        level: Option<usize>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Option<u64>> {
        let instance = self.instances.get(id)?;
        let definition = self.definition(&instance.definition, styles)?;
        let levels = &self.definitions.get(&definition)?.levels;
        let of_style =
            || style.and_then(|id| levels.iter().position(|it| it.style.as_deref() == Some(id)));
        let at = level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let this = instance.levels.get(&at).unwrap_or(&levels[at]);
        let restart = instance.starts.get(&at).copied();
        let restart = restart.filter(|_| self.restarted.insert((id.to_owned(), at)));
        let counters = self.counters.entry(definition.clone()).or_default();
        let number = match (restart, counters[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => this.start,
        };
        counters[at] = Some(number);
        for (lower, level) in levels.iter().enumerate().skip(at + 1) {
            if level.restarts {
                counters[lower] = None;
            }
        }
        Some(this.counts.then_some(number))
    }

    /// The abstract numbering that is meant by `id`: itself, or that of the style it names.
    fn definition(&self, id: &str, styles: &Styles) -> Option<String> {
        let Some(style) = self.definitions.get(id)?.style.as_deref() else {
            return Some(id.to_owned());
        };
        let of_style = styles.get(style).and_then(|style| style.numbering.as_ref());
        let instance = of_style.and_then(|id| self.instances.get(id));
        Some(instance.map_or_else(|| id.to_owned(), |instance| instance.definition.clone()))
    }
}

/// Where the reading of a numbering has come to.
#[derive(Default)]
struct Reading {
    definition: Option<String>,
    instance: Option<String>,
    overridden: Option<usize>,
    level: usize,
}

impl Reading {
    fn take(&mut self, numbering: &mut Numbering, tag: &BytesStart) {
        let value = || attribute(tag, "val").unwrap_or_default();
        let level =
            || attribute(tag, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0usize);
        match tag.local_name().as_ref() {
            b"abstractNum" => {
                self.definition = attribute(tag, "abstractNumId");
                self.instance = None;
            }
            b"num" => {
                self.instance = attribute(tag, "numId");
                self.definition = None;
            }
            b"abstractNumId" => {
                if let Some(id) = &self.instance {
                    numbering.instances.entry(id.clone()).or_default().definition = value();
                }
            }
            b"numStyleLink" => {
                if let Some(id) = &self.definition {
                    numbering.definitions.entry(id.clone()).or_default().style = Some(value());
                }
            }
            b"lvlOverride" => self.overridden = Some(level()),
            b"startOverride" => {
                if let (Some(id), Some(at)) = (&self.instance, self.overridden)
                    && let Ok(start) = value().parse()
                {
                    numbering.instances.entry(id.clone()).or_default().starts.insert(at, start);
                }
            }
            b"lvl" => self.level = level(),
            name => {
                if let Some(level) = self.place(numbering) {
                    level.take(name, tag);
                }
            }
        }
    }

    /// The level that is being read.
    fn place<'a>(&self, numbering: &'a mut Numbering) -> Option<&'a mut Level> {
        if let Some(id) = &self.definition {
            let definition = numbering.definitions.entry(id.clone()).or_default();
            return definition.levels.get_mut(self.level);
        }
        let at = self.overridden?;
        let instance = numbering.instances.entry(self.instance.clone()?).or_default();
        Some(instance.levels.entry(at).or_default())
    }
}

impl Level {
    fn take(&mut self, name: &[u8], tag: &BytesStart) {
        let value = attribute(tag, "val").unwrap_or_default();
        match name {
            b"start" => self.start = value.parse().unwrap_or(1),
            b"numFmt" => self.counts = value.starts_with("decimal") || value.starts_with("ordinal"),
            b"lvlRestart" => self.restarts = value != "0",
            b"pStyle" => self.style = Some(value),
            _ => {}
        }
    }
}
