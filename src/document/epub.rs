//! EPUB: the chapters of a book, which are HTML.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::document::archive::Archive;
use crate::document::format::{File, Format, Reading};
use crate::document::html;
use crate::document::xml::{self, Xml, attribute};
use crate::model::document::{Document, DocumentWriter};
use crate::model::error::Error;
use crate::model::origin::Origin;
use crate::text::source::Source;

/// EPUB.
pub(crate) const FORMAT: Format = Format {
    name: "epub",
    extensions: &["epub"],
    walked: true,
    reader: Reading::File(read),
    writer: None,
};

/// Reads a book: its chapters in the order of its spine.
///
/// # Errors
///
/// It is cut off, or has no list of chapters.
pub(crate) fn read(file: File) -> Result<Document, Error> {
    let mut archive = Archive::open(&file.path, &file.bytes)?;
    let mut part = |name: &str| archive.part(&file.path, name);
    let container = part("META-INF/container.xml")?.map(xml::text).unwrap_or_default();
    let Some(package) = first(&container, b"rootfile", "full-path") else {
        let message = "there is no list of chapters in it; convert it again".to_owned();
        return Err(Error::Content { path: file.path, message });
    };
    let folder = package.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let list = part(&package)?.map(xml::text).unwrap_or_default();
    let names: Vec<String> =
        spine(&list).into_iter().map(|name| format!("{folder}{name}")).collect();
    let origin = Origin {
        bytes: file.bytes.clone(),
        parts: names.clone(),
        original: file.original,
        ..Origin::default()
    };
    let mut writer = DocumentWriter::extracted(file.path.clone(), origin);
    for (index, name) in names.iter().enumerate() {
        let text = part(name)?.map(xml::text).unwrap_or_default();
        writer.append(index, &html::read(Source::new(name, text)));
    }
    Ok(writer.finish())
}

/// The value of an attribute of the first element of this name.
fn first(text: &str, element: &[u8], name: &str) -> Option<String> {
    let mut events = Xml::all(text);
    while let Ok(Some((event, _))) = events.next_event() {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == element
        {
            return attribute(&tag, name);
        }
    }
    None
}

/// The names of the chapters in order; the table of contents is none.
fn spine(list: &str) -> Vec<String> {
    let mut items: HashMap<String, String> = HashMap::new();
    let mut spine = Vec::new();
    let mut events = Xml::all(list);
    while let Ok(Some((event, _))) = events.next_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
        let value = |name| attribute(&tag, name).unwrap_or_default();
        match tag.local_name().as_ref() {
            b"item" if !value("properties").split(' ').any(|it| it == "nav") => {
                let name = percent_encoding::percent_decode_str(&value("href"))
                    .decode_utf8_lossy()
                    .into_owned();
                items.insert(value("id"), name);
            }
            b"itemref" => spine.extend(items.get(&value("idref")).cloned()),
            _ => {}
        }
    }
    spine
}
