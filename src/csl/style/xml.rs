//! XML as a tree of elements, borrowed from the text where possible.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::csl::error::CslError;

/// Elements nested deeper than this are refused.
const MAX_DEPTH: usize = 60;

/// One element with its attributes, children and text.
#[derive(Debug, Default)]
pub(crate) struct Xml<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
    pub children: Vec<Xml<'a>>,
    pub text: String,
    pub line: usize,
}

impl<'a> Xml<'a> {
    /// Reads a document; fails where it is not well-formed or nested too deeply.
    pub(crate) fn parse(source: &'a str) -> Result<Xml<'a>, CslError> {
        let source = source.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(source);
        let mut place = Place { source, at: 0, line: 1 };
        let mut open: Vec<Xml<'a>> = Vec::new();
        loop {
            let line = place.line_at(reader.buffer_position() as usize);
            let event = reader
                .read_event()
                .map_err(|error| CslError::Xml { line, message: error.to_string() })?;
            match event {
                Event::Start(tag) => {
                    let element = element(source, &tag, line)?;
                    if open.len() > MAX_DEPTH {
                        return Err(CslError::TooDeep { line, element: element.name.to_owned() });
                    }
                    open.push(element);
                }
                Event::Empty(tag) => {
                    let element = element(source, &tag, line)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
                Event::End(_) => {
                    let Some(element) = open.pop() else { continue };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
                Event::Text(text) => {
                    if let Some(parent) = open.last_mut() {
                        let raw = String::from_utf8_lossy(text.as_ref());
                        parent.text.push_str(&raw);
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some(parent) = open.last_mut() {
                        let name = String::from_utf8_lossy(reference.as_ref()).into_owned();
                        parent.text.push_str(&entity(&name));
                    }
                }
                Event::CData(text) => {
                    if let Some(parent) = open.last_mut() {
                        parent.text.push_str(&String::from_utf8_lossy(text.as_ref()));
                    }
                }
                Event::Eof => {
                    let message = "the file ends before its elements do".to_owned();
                    return Err(CslError::Xml { line, message });
                }
                _ => {}
            }
        }
    }

    /// Returns the value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// Returns the first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Xml<'a>> {
        self.children.iter().find(|child| child.name == name)
    }
}

struct Place<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl Place<'_> {
    fn line_at(&mut self, position: usize) -> usize {
        let bytes = self.source.as_bytes();
        let to = position.min(bytes.len());
        if to > self.at {
            self.line += memchr::memchr_iter(b'\n', &bytes[self.at..to]).count();
            self.at = to;
        }
        self.line
    }
}

fn element<'a>(source: &'a str, tag: &BytesStart<'_>, line: usize) -> Result<Xml<'a>, CslError> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute =
            attribute.map_err(|error| CslError::Xml { line, message: error.to_string() })?;
        let key = borrowed(source, local(attribute.key.as_ref()));
        let value: Cow<'a, str> = match attribute.value.contains(&b'&') {
            false => Cow::Borrowed(borrowed(source, &attribute.value)),
            true => {
                let value = attribute
                    .unescape_value()
                    .map_err(|error| CslError::Xml { line, message: error.to_string() })?;
                Cow::Owned(decoded(value.into_owned()))
            }
        };
        attributes.push((key, value));
    }
    let name = borrowed(source, local(tag.name().0));
    Ok(Xml { name, attributes, line, ..Xml::default() })
}

/// A value in which references were written twice over: `&amp;#8211;`.
fn decoded(value: String) -> String {
    if !value.contains("&#") {
        return value;
    }
    let mut out = String::new();
    let mut rest = value.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').map(|(name, tail)| (entity(name), tail)) {
            Some((text, tail)) if !text.is_empty() => {
                out.push_str(&text);
                rest = tail;
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

/// A name without its namespace prefix, `xml:lang` as `lang`.
fn local(name: &[u8]) -> &[u8] {
    name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// A part of the source again, with the lifetime of the source.
fn borrowed<'a>(source: &'a str, part: &[u8]) -> &'a str {
    let start = (part.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    source.get(start..start.wrapping_add(part.len())).unwrap_or_default()
}

fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (name, number.and_then(char::from_u32)) {
        (_, Some(ch)) => ch.to_string(),
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        _ => String::new(),
    }
}
