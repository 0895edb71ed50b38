//! The styles of a Word file: what their paragraphs and runs are.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::document::xml::{Xml, attribute};

/// What a paragraph or run is by its style. What a style does not say is absent.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name as Word has it in every language: "heading 1".
    pub name: String,
    /// The outline level, from 0.
    pub outline: Option<u8>,
    /// Which numbering counts its paragraphs.
    pub numbering: Option<String>,
    /// On which level, from 0.
    pub level: Option<usize>,
    /// Whether text is raised or lowered.
    pub superscript: Option<Raised>,
    /// Whether it is italic.
    pub italic: Option<bool>,
    /// Whether it is bold.
    pub bold: Option<bool>,
    /// Whether it is not shown.
    pub hidden: Option<bool>,
    based_on: Option<String>,
}

/// Where text stands to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Raised {
    /// On it.
    #[default]
    No,
    /// Above.
    Up,
    /// Below.
    Down,
}

/// The styles by their identifiers, each with what it takes over from those it is based on.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    normal: Style,
}

impl Styles {
    /// Reads the part `styles.xml`.
    pub(super) fn read(xml: &str) -> Styles {
        let mut events = Xml::all(xml);
        let mut raw: HashMap<String, Style> = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut normal = None;
        while let Ok(Some((event, _))) = events.next_event() {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == b"style" => {
                    let id = attribute(&tag, "styleId").unwrap_or_default();
                    let is = |name, value| attribute(&tag, name).as_deref() == Some(value);
                    if is("type", "paragraph") && (is("default", "1") || is("default", "true")) {
                        normal = Some(id.clone());
                    }
                    open = Some((id, Style::default()));
                }
                Event::Start(tag) | Event::Empty(tag) => {
                    if let Some((_, style)) = &mut open {
                        style.take(&tag);
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == b"style" => raw.extend(open.take()),
                _ => {}
            }
        }
        let styles: HashMap<String, Style> =
            raw.keys().map(|id| (id.clone(), resolved(&raw, id))).collect();
        let normal = normal.and_then(|id| styles.get(&id).cloned()).unwrap_or_default();
        Styles { styles, normal }
    }

    /// The style of this identifier; the normal one if there is none.
    pub(super) fn of(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.normal)
    }

    /// The style of this identifier, if there is one.
    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }
}

impl Style {
    /// Takes over what an element inside a style says.
    fn take(&mut self, tag: &BytesStart) {
        let value = || attribute(tag, "val");
        match tag.local_name().as_ref() {
            b"name" => self.name = value().unwrap_or_default().to_lowercase(),
            b"basedOn" => self.based_on = value(),
            b"outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            b"numId" => self.numbering = value(),
            b"ilvl" => self.level = value().and_then(|level| level.parse().ok()),
            b"vertAlign" => self.superscript = Some(superscript(tag)),
            b"i" => self.italic = Some(is_on(tag)),
            b"b" => self.bold = Some(is_on(tag)),
            b"vanish" => self.hidden = Some(is_on(tag)),
            _ => {}
        }
    }

    /// The level of the heading that its paragraphs are; 1 is the highest.
    pub(super) fn heading(&self) -> Option<u8> {
        let named = || self.name.strip_prefix("heading ")?.trim().parse::<u8>().ok();
        let title = (self.name == "title").then_some(1);
        title.or_else(named).or(self.outline.filter(|level| *level < 9).map(|level| level + 1))
    }

    /// Whether its paragraphs are lines of a table of contents or of figures.
    pub(super) fn is_contents(&self) -> bool {
        self.name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok())
            || self.name == "table of figures"
    }
}

/// Whether a switch (`<w:i/>`, `<w:b w:val="0"/>`) is on.
pub(super) fn is_on(tag: &BytesStart) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// What `<w:vertAlign>` says.
pub(super) fn superscript(tag: &BytesStart) -> Raised {
    match attribute(tag, "val").as_deref() {
        Some("superscript") => Raised::Up,
        Some("subscript") => Raised::Down,
        _ => Raised::No,
    }
}

/// A style with what it takes over from those it is based on.
fn resolved(raw: &HashMap<String, Style>, id: &str) -> Style {
    /// Styles that are based on each other in a circle end somewhere.
    const DEEPEST: usize = 16;
    let mut style = raw[id].clone();
    let mut base = style.based_on.clone();
    for _ in 0..DEEPEST {
        let Some(under) = base.as_deref().and_then(|id| raw.get(id)) else { break };
        style.outline = style.outline.or(under.outline);
        style.outline = style.outline.or_else(|| under.heading().map(|level| level - 1));
        style.numbering = style.numbering.or_else(|| under.numbering.clone());
        style.level = style.level.or(under.level);
        style.superscript = style.superscript.or(under.superscript);
        style.italic = style.italic.or(under.italic);
        style.bold = style.bold.or(under.bold);
        style.hidden = style.hidden.or(under.hidden);
        base = under.based_on.clone();
    }
    style
}
