//! Walks XML with the place of each event in bytes.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::escape::escaped::Escaped;
use crate::escape::xml;
use crate::files::encoding::decode;
use crate::text::span::Span;

/// The events of a segment of XML.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    base: usize,
}

impl<'a> Xml<'a> {
    /// The events of `segment` of `xml`; their places count from the start of `xml`.
    pub(crate) fn new(xml: &'a str, segment: Span) -> Xml<'a> {
        // The reader would leave a byte order mark out of its count.
        let mark = if segment.of(xml).starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let segment = Span::new(segment.start + mark, segment.end);
        let mut reader = Reader::from_str(segment.of(xml));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { reader, base: segment.start }
    }

    /// The events of a whole text.
    pub(crate) fn all(xml: &'a str) -> Xml<'a> {
        Xml::new(xml, Span::new(0, xml.len()))
    }

    /// The next event and its place; none at the end.
    ///
    /// # Errors
    ///
    /// It is no XML from here on: what is wrong.
    pub(crate) fn next_event(&mut self) -> Result<Option<(Event<'a>, Span)>, quick_xml::Error> {
        let start = self.base + self.reader.buffer_position() as usize;
        match self.reader.read_event() {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => {
                let end = self.base + self.reader.buffer_position() as usize;
                Ok(Some((event, Span::new(start, end))))
            }
            Err(error) => Err(error),
        }
    }
}

/// The value of the attribute of this local name, whatever its prefix.
pub(crate) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    let raw = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&raw).map_or(raw.clone(), |value| value.into_owned()))
}

/// What a reference (`&amp;`, `&#x20;`) stands for; U+FFFD if nobody knows.
pub(crate) fn referred(reference: &BytesRef) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.unwrap_or("\u{FFFD}").to_owned()
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
pub(crate) fn text(bytes: Vec<u8>) -> String {
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => decode(bytes).text,
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// `text` as the content of an element or an attribute.
pub(crate) fn escaped(text: &str) -> String {
    Escaped::<xml::Xml>::text(text).into_string()
}
