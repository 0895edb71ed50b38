//! Whether a style can be read and used within bounds: size, depth, and what its macros come to.
//!
//! CSL forbids a macro to call itself. One that does, or that calls another twice that calls a third
//! twice, and so on, would be unfolded without end.

use std::collections::HashMap;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::files::read::bytes;
use crate::model::error::Error;

/// The largest style that is read, in bytes: twenty times the largest of the official ones.
const LARGEST: usize = 4 << 20;

/// Elements nested deeper than this are refused; the official styles go to 20.
const DEEPEST: usize = 100;

/// To how many elements a macro, with all that it calls, may come, one way through each choice; the
/// largest of the official styles comes to 26 000.
const MOST_ELEMENTS: usize = 250_000;

/// The text of a style's file.
///
/// # Errors
///
/// If there is no such file, it is none of text, or larger than a style is.
pub fn read(path: &Path) -> Result<String, Error> {
    let refused = |why: &str| Error::Content { path: path.to_owned(), message: why.to_owned() };
    let bytes = bytes(path)?;
    if bytes.len() > LARGEST {
        return Err(refused("this is larger than a CSL style can be (4 MB)"));
    }
    String::from_utf8(bytes).map_err(|_| refused("this is no CSL style: it is not UTF-8 text"))
}

/// Looks through the text of a style, before it is read for use.
///
/// # Errors
///
/// What is out of bounds, with the name of the macro. Text that is no XML is left to who reads it.
pub fn check(xml: &str) -> Result<(), String> {
    let style = tree(xml)?;
    let named = style.children.iter().filter(|element| element.is_macro);
    let macros = named.filter_map(|one| Some((one.name.as_deref()?, one))).collect();
    let mut sizes = Sizes { macros, known: HashMap::new(), open: Vec::new() };
    match sizes.of(&style)? > MOST_ELEMENTS {
        true => Err(format!(
            "its parts come to more than {MOST_ELEMENTS} elements with the macros that they call"
        )),
        false => Ok(()),
    }
}

/// An element of a style.
#[derive(Default)]
struct Element {
    name: Option<String>,
    is_macro: bool,
    /// Whether one of its children is used, and not all.
    is_choice: bool,
    /// The macro that it calls.
    calls: Option<String>,
    children: Vec<Element>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Element {
        let local = start.local_name();
        Element {
            name: attribute(start, "name"),
            is_macro: local.as_ref() == b"macro",
            is_choice: local.as_ref() == b"choose",
            calls: attribute(start, "macro"),
            children: Vec::new(),
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    attribute.unescape_value().ok().map(|value| value.into_owned())
}

/// The root of a style with all that is in it, as far as it is XML.
fn tree(xml: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = vec![Element::default()];
    let close = |open: &mut Vec<Element>| {
        if open.len() > 1
            && let Some(element) = open.pop()
            && let Some(around) = open.last_mut()
        {
            around.children.push(element);
        }
    };
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => open.push(Element::of(&element)),
            Event::Empty(element) => {
                open.push(Element::of(&element));
                close(&mut open);
            }
            Event::End(_) => close(&mut open),
            Event::Eof => break,
            _ => {}
        }
        if open.len() > DEEPEST {
            let inside = open.iter().find(|element| element.is_macro);
            let name = inside.and_then(|element| element.name.as_deref());
            let place = name.map(|name| format!(" in the macro \"{name}\"")).unwrap_or_default();
            return Err(format!("its elements are nested more than {DEEPEST} deep{place}"));
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let document = open.pop().unwrap_or_default();
    Ok(document.children.into_iter().next().unwrap_or_default())
}

/// To how many elements macros come.
struct Sizes<'t> {
    macros: HashMap<&'t str, &'t Element>,
    known: HashMap<&'t str, usize>,
    /// The macros whose size is being counted, each called by the one before.
    open: Vec<&'t str>,
}

impl<'t> Sizes<'t> {
    fn of(&mut self, element: &'t Element) -> Result<usize, String> {
        let mut inside = 0_usize;
        for child in &element.children {
            let size = self.of(child)?;
            inside = if element.is_choice { inside.max(size) } else { inside.saturating_add(size) };
        }
        let called = match &element.calls {
            Some(name) => self.of_macro(name)?,
            None => 0,
        };
        Ok(inside.saturating_add(called).saturating_add(1))
    }

    fn of_macro(&mut self, name: &'t str) -> Result<usize, String> {
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        let Some(&element) = self.macros.get(name) else {
            return Ok(0);
        };
        if self.open.contains(&name) {
            return Err(format!("the macro \"{name}\" calls itself"));
        }
        if self.open.len() >= DEEPEST {
            return Err(format!(
                "macros call each other more than {DEEPEST} deep; the last is \"{name}\""
            ));
        }
        self.open.push(name);
        let size = self.of(element)?;
        self.open.pop();
        if size > MOST_ELEMENTS {
            return Err(format!(
                "the macro \"{name}\" comes to more than {MOST_ELEMENTS} elements with those that it calls"
            ));
        }
        self.known.insert(name, size);
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(inside: &str) -> String {
        check(&format!("<style>{inside}</style>")).expect_err("is out of bounds")
    }

    #[test]
    fn macros_that_lead_back_are_named() {
        let own = r#"<macro name="own"><text macro="own"/></macro>"#;
        assert_eq!(fault(own), "the macro \"own\" calls itself");
        let two = r#"<macro name="a"><group><text macro="b"/></group></macro><macro name="b"><text macro="a"/></macro>"#;
        assert_eq!(fault(two), "the macro \"a\" calls itself");
    }

    #[test]
    fn macros_that_double_are_named() {
        let doubling: String = (0..40)
            .map(|at| {
                format!(
                    r#"<macro name="m{at}"><text macro="m{0}"/><text macro="m{0}"/></macro>"#,
                    at + 1
                )
            })
            .collect();
        assert!(fault(&doubling).contains("comes to more than"));
    }

    #[test]
    fn deep_groups_are_refused() {
        let deep = format!("<layout>{}{}</layout>", "<group>".repeat(200), "</group>".repeat(200));
        assert!(fault(&deep).contains("nested more than"));
    }

    #[test]
    fn a_macro_may_be_called_often() {
        let text = r#"<text macro="a"/>"#.repeat(500);
        let style = format!(
            r#"<style><macro name="a"><text value="x"/></macro><layout>{text}</layout></style>"#
        );
        assert_eq!(check(&style), Ok(()));
    }
}
