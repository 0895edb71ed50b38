//! The prefixes under which a part names the elements of Word and of mathematics.

use quick_xml::events::Event;

use crate::document::xml::Xml;

/// Whose element it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// WordprocessingML.
    Word,
    /// Mathematics.
    Maths,
    /// Any other.
    Other,
}

/// The prefixes of a part, as its first element declares them.
#[derive(Debug, Clone)]
pub(super) struct Prefixes {
    word: Vec<u8>,
    maths: Vec<u8>,
}

impl Prefixes {
    /// The prefixes of a part.
    pub(super) fn of(xml: &str) -> Prefixes {
        let mut prefixes = Prefixes { word: b"w".to_vec(), maths: b"m".to_vec() };
        let mut events = Xml::all(xml);
        while let Ok(Some((event, _))) = events.next_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            for attribute in tag.attributes().with_checks(false).flatten() {
                let prefix = match attribute.key.as_ref() {
                    b"xmlns" => Vec::new(),
                    name => match name.strip_prefix(b"xmlns:") {
                        Some(prefix) => prefix.to_vec(),
                        None => continue,
                    },
                };
                // Both the first edition's addresses and those of Strict end so.
                if attribute.value.ends_with(b"/wordprocessingml/main")
                    || attribute.value.ends_with(b"/wordprocessingml/2006/main")
                {
                    prefixes.word = prefix;
                } else if attribute.value.ends_with(b"/officeDocument/2006/math")
                    || attribute.value.ends_with(b"/officeDocument/math")
                {
                    prefixes.maths = prefix;
                }
            }
            break;
        }
        prefixes
    }

    /// A qualified name as a vocabulary and a local name.
    pub(super) fn parted<'n>(&self, name: &'n [u8]) -> (Vocabulary, &'n [u8]) {
        let (prefix, local) = match memchr::memchr(b':', name) {
            Some(colon) => (&name[..colon], &name[colon + 1..]),
            None => (&[][..], name),
        };
        let vocabulary = match prefix {
            _ if prefix == self.word => Vocabulary::Word,
            _ if prefix == self.maths => Vocabulary::Maths,
            _ => Vocabulary::Other,
        };
        (vocabulary, local)
    }

    /// The prefix of Word's elements, with its colon; empty if they have none.
    pub(super) fn word(&self) -> String {
        match self.word.is_empty() {
            true => String::new(),
            false => format!("{}:", String::from_utf8_lossy(&self.word)),
        }
    }
}
