//! The styles of an OpenDocument text.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use crate::document::xml::{Xml, attribute};
use crate::model::document::MarkKind;

/// The styles, by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    marks: HashMap<String, Vec<MarkKind>>,
    /// The lists whose items are numbered.
    numbered: HashSet<String>,
    /// The outline levels of paragraphs.
    outlines: HashMap<String, u8>,
    parents: HashMap<String, String>,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, xml: &str) {
        let mut events = Xml::all(xml);
        let (mut style, mut list) = (None, None);
        while let Ok(Some((event, _))) = events.next_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            match tag.local_name().as_ref() {
                b"style" => {
                    style = attribute(&tag, "name");
                    self.paragraph(&tag, style.as_deref().unwrap_or_default());
                }
                b"list-style" => list = attribute(&tag, "name"),
                b"list-level-style-number" if attribute(&tag, "level").as_deref() == Some("1") => {
                    let counts = attribute(&tag, "num-format").as_deref() == Some("1");
                    self.numbered.extend(list.clone().filter(|_| counts));
                }
                b"text-properties" => {
                    if let Some(name) = &style {
                        self.marks.insert(name.clone(), marks(&tag));
                    }
                }
                b"body" => break,
                _ => {}
            }
        }
    }

    /// Keeps the outline level of a style, and what it is based on.
    fn paragraph(&mut self, tag: &BytesStart, name: &str) {
        let shown = attribute(tag, "display-name").unwrap_or_default();
        let named = shown.strip_prefix("Heading ").and_then(|level| level.parse().ok());
        let outline = attribute(tag, "default-outline-level").and_then(|level| level.parse().ok());
        if let Some(level) = outline.or(named) {
            self.outlines.insert(name.to_owned(), level);
        }
        if let Some(parent) = attribute(tag, "parent-style-name") {
            self.parents.insert(name.to_owned(), parent);
        }
    }

    /// The level of the heading that paragraphs of a style are; 1 is the highest.
    pub(super) fn heading(&self, style: Option<&str>) -> Option<u8> {
        /// Styles that are based on each other in a circle end somewhere.
        const DEEPEST: usize = 16;
        let up = |style: &&str| self.parents.get(*style).map(String::as_str);
        let mut all = std::iter::successors(style, up).take(DEEPEST);
        all.find_map(|style| self.outlines.get(style).copied())
            .filter(|level| (1..=10).contains(level))
    }

    /// What text of a style is marked with.
    pub(super) fn marks(&self, style: Option<&str>) -> &[MarkKind] {
        style.and_then(|name| self.marks.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether the items of a list of this style are numbered.
    pub(super) fn is_numbered(&self, style: &str) -> bool {
        self.numbered.contains(style)
    }
}

fn marks(tag: &BytesStart) -> Vec<MarkKind> {
    let value = |name| attribute(tag, name).unwrap_or_default();
    let mut marks = Vec::new();
    let position = value("text-position");
    let lowered = position.starts_with("sub") || position.starts_with('-');
    let superscript = position.starts_with("super")
        || position.starts_with(|c: char| c.is_ascii_digit()) && !position.starts_with("0%");
    if lowered {
        marks.push(MarkKind::Subscript);
    } else if superscript {
        marks.push(MarkKind::Superscript);
    }
    if value("font-style") == "italic" {
        marks.push(MarkKind::Emphasis);
    }
    if value("font-weight") == "bold" {
        marks.push(MarkKind::Strong);
    }
    marks
}
