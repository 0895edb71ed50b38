//! The comments of a Word file.

use std::collections::{BTreeMap, HashSet};

use quick_xml::events::Event;

use crate::document::docx::names::Prefixes;
use crate::document::docx::package::{Package, beside, relationships_of};
use crate::document::splice::{Replacement, spliced};
use crate::document::xml::{Xml, attribute, escaped};
use crate::model::error::Error;
use crate::text::span::Span;

/// The author of the comments and changes that are written.
pub(super) const AUTHOR: &str = "cite";

/// Word counts comments in 31 bits. Those of a file have small numbers; after one that has not, none
/// could follow.
pub(super) const HIGHEST_ID: u64 = 1 << 30;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The comments of a file, to which more are added.
pub(super) struct Comments {
    name: String,
    xml: String,
    prefix: String,
    /// The identifiers of the comments of this program that are replaced.
    pub replaced: HashSet<String>,
    gone: Vec<Replacement>,
    next: u64,
    added: String,
    /// Other parts that must know of a part of comments that was not there.
    others: BTreeMap<String, Vec<u8>>,
}

impl Comments {
    /// The comments of the file whose main part has this name and text.
    pub(super) fn open(
        package: &mut Package,
        main: &str,
        main_xml: &str,
    ) -> Result<Comments, Error> {
        let links = package.relationships(main)?;
        let there = links.values().find(|link| link.kind == "comments").map(|link| &link.target);
        let name = there.cloned().unwrap_or_else(|| beside(main, "comments.xml"));
        let strict = main_xml.contains(STRICT_WORD);
        let others = match there {
            Some(_) => BTreeMap::new(),
            None => registered(package, main, &name, strict)?,
        };
        let text = if there.is_some() { package.utf8_or_none(&name)? } else { None };
        let root = if strict { STRICT_WORD } else { WORD };
        let empty = || {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{root}\"></w:comments>"
            )
        };
        let xml = text.filter(|text| text.contains('<')).unwrap_or_else(empty);
        let mut comments = Comments {
            prefix: Prefixes::of(&xml).word(),
            name,
            xml,
            replaced: HashSet::new(),
            gone: Vec::new(),
            next: 0,
            added: String::new(),
            others,
        };
        comments.look_through();
        Ok(comments)
    }

    /// Finds the comments of this program, and the highest identifier of the others.
    fn look_through(&mut self) {
        let mut open: Option<usize> = None;
        let mut events = Xml::all(&self.xml);
        while let Ok(Some((event, span))) = events.next_event() {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == b"comment" => {
                    let id = attribute(&tag, "id").unwrap_or_default();
                    if attribute(&tag, "author").as_deref() == Some(AUTHOR) {
                        open = Some(span.start);
                        self.replaced.insert(id);
                    } else {
                        let id = id.parse().ok().filter(|id| *id < HIGHEST_ID);
                        self.next = self.next.max(id.map_or(0, |id: u64| id + 1));
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == b"comment" => {
                    if let Some(start) = open.take() {
                        self.gone.push((Span::new(start, span.end), String::new()));
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds a comment of these paragraphs and gives its identifier.
    pub(super) fn add(&mut self, paragraphs: &[String]) -> u64 {
        let (id, w) = (self.next, &self.prefix);
        self.next += 1;
        self.added.push_str(&format!(
            "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"c\">"
        ));
        for paragraph in paragraphs {
            self.added.push_str(&format!(
                "<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escaped(paragraph)
            ));
        }
        self.added.push_str(&format!("</{w}comment>"));
        id
    }

    /// The parts that change: the comments, and what must know of them.
    pub(super) fn parts(self) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let mut replacements = self.gone;
        let close = format!("</{}comments>", self.prefix);
        match self.xml.rfind(&close) {
            Some(end) => replacements.push((Span::new(end, end), self.added)),
            None => {
                // The element is empty: <w:comments …/>.
                let end = self.xml.rfind("/>").unwrap_or(self.xml.len());
                let whole = Span::new(end, (end + 2).min(self.xml.len()));
                replacements.push((whole, format!(">{}{close}", self.added)));
            }
        }
        let mut parts = self.others;
        parts.insert(
            self.name,
            spliced(&self.xml, replacements).unwrap_or(self.xml.clone()).into_bytes(),
        );
        Ok(parts)
    }
}

/// The parts that say that there is a part of comments: the list of types, and the references of the
/// main part.
fn registered(
    package: &mut Package,
    main: &str,
    name: &str,
    strict: bool,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut parts = BTreeMap::new();
    let types = package.utf8(CONTENT_TYPES)?;
    let kind = format!("<Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>");
    parts.insert(CONTENT_TYPES.to_owned(), before_end(&types, "</Types>", &kind).into_bytes());
    let references = relationships_of(main);
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    let links = package.utf8_or_none(&references)?.unwrap_or_else(|| empty.to_owned());
    let id = (0..).map(|n| format!("rIdCite{n}")).find(|id| !links.contains(&format!("\"{id}\"")));
    let target = name.rsplit('/').next().unwrap_or(name);
    let family = if strict { STRICT } else { TRANSITIONAL };
    let link = format!(
        "<Relationship Id=\"{}\" Type=\"{family}/comments\" Target=\"{target}\"/>",
        id.unwrap_or_default()
    );
    parts.insert(references, before_end(&links, "</Relationships>", &link).into_bytes());
    Ok(parts)
}

/// `xml` with `what` before its last `end`.
fn before_end(xml: &str, end: &str, what: &str) -> String {
    match xml.rfind(end) {
        Some(at) => format!("{}{what}{}", &xml[..at], &xml[at..]),
        None => xml.to_owned(),
    }
}
