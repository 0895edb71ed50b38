//! The parts of a Word file and how they refer to each other (OPC, ECMA-376 part 2).

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::events::Event;

use crate::document::archive::Archive;
use crate::document::xml::{self, Xml, attribute};
use crate::model::error::Error;

/// A Word file in memory.
pub(super) struct Package {
    archive: Archive,
    path: PathBuf,
}

/// What a part refers to, by the identifiers of its references.
pub(super) type Relationships = HashMap<String, Relationship>;

/// A reference to another part or an address.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    /// The last word of its type: `footnotes`, `hyperlink`.
    pub kind: String,
    /// The name of the part, or the address.
    pub target: String,
}

impl Package {
    /// Opens the package in these bytes.
    pub(super) fn open(path: &Path, bytes: &Arc<[u8]>) -> Result<Package, Error> {
        Ok(Package { archive: Archive::open(path, bytes)?, path: path.to_owned() })
    }

    /// The name of the part that holds the text.
    ///
    /// # Errors
    ///
    /// There is none.
    pub(super) fn main(&mut self) -> Result<String, Error> {
        let named = self.relationships("")?;
        let main = named.into_values().find(|one| one.kind == "officeDocument");
        let usual = "word/document.xml".to_owned();
        let name = main.map_or(usual, |one| one.target);
        match self.archive.has(&name) {
            true => Ok(name),
            false => Err(Error::Content {
                path: self.path.clone(),
                message: format!(
                    "there is no text in it ({name} is missing); save it again in Word"
                ),
            }),
        }
    }

    /// The text of a part; none if there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.archive.part(&self.path, name)?.map(xml::text))
    }

    /// The text of a part whose bytes are to be kept.
    ///
    /// # Errors
    ///
    /// It is not there, or not in UTF-8.
    pub(super) fn utf8(&mut self, name: &str) -> Result<String, Error> {
        let message = format!("{name} in it is missing or not in UTF-8; save it again in Word");
        self.utf8_or_none(name)?.ok_or(Error::Content { path: self.path.clone(), message })
    }

    /// The text of a part whose bytes are to be kept; none if it is not there or not in UTF-8.
    pub(super) fn utf8_or_none(&mut self, name: &str) -> Result<Option<String>, Error> {
        let bytes = self.archive.part(&self.path, name)?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// What the part `name` refers to; the package itself has no name.
    pub(super) fn relationships(&mut self, name: &str) -> Result<Relationships, Error> {
        let text = self.text(&relationships_of(name))?.unwrap_or_default();
        let mut found = Relationships::new();
        let mut events = Xml::all(&text);
        while let Ok(Some((event, _))) = events.next_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            let value = |name| attribute(&tag, name);
            let (Some(id), Some(kind), Some(target)) =
                (value("Id"), value("Type"), value("Target"))
            else {
                continue;
            };
            let target = match value("TargetMode").as_deref() {
                Some("External") => target,
                _ => beside(name, &target),
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(id, Relationship { kind, target });
        }
        Ok(found)
    }
}

/// The name of the part that holds the references of the part `name`.
pub(super) fn relationships_of(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{name}.rels"),
    }
}

/// The name of the part that `target` names in the references of the part `name`.
pub(super) fn beside(name: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved() {
        assert_eq!(beside("word/document.xml", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(beside("word/document.xml", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(beside("", "/word/document.xml"), "word/document.xml");
        assert_eq!(relationships_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relationships_of(""), "_rels/.rels");
    }
}
