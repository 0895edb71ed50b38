//! Texts of which most are short.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that takes no room of its own where it is short: most values of a record are numbers.
#[derive(Clone)]
pub struct ShortText(Held);

/// How many bytes a short text has at most: as many as leave it as large as a `String`.
const MOST: usize = 22;

#[derive(Clone)]
enum Held {
    Short { length: u8, bytes: [u8; MOST] },
    Long(Box<str>),
}

impl Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Held::Short { length, bytes } => {
                let held = bytes.get(..usize::from(*length)).unwrap_or_default();
                // The bytes are those of a text.
                std::str::from_utf8(held).unwrap_or_default()
            }
            Held::Long(text) => text,
        }
    }
}

impl From<&str> for ShortText {
    fn from(text: &str) -> ShortText {
        let mut bytes = [0; MOST];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(text.as_bytes());
                ShortText(Held::Short { length, bytes })
            }
            _ => ShortText(Held::Long(text.into())),
        }
    }
}

impl From<String> for ShortText {
    fn from(text: String) -> ShortText {
        match text.len() > MOST {
            true => ShortText(Held::Long(text.into())),
            false => ShortText::from(text.as_str()),
        }
    }
}

impl PartialEq for ShortText {
    fn eq(&self, other: &ShortText) -> bool {
        **self == **other
    }
}

impl Eq for ShortText {}

impl fmt::Debug for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for ShortText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for ShortText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ShortText, D::Error> {
        String::deserialize(deserializer).map(ShortText::from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_no_larger_than_a_string() {
        assert_eq!(size_of::<ShortText>(), size_of::<String>());
        assert_eq!(size_of::<Option<ShortText>>(), size_of::<String>());
    }

    proptest! {
        #[test]
        fn it_holds_any_text(text in "\\PC{0,30}") {
            prop_assert_eq!(&*ShortText::from(text.as_str()), text.as_str());
            prop_assert_eq!(&*ShortText::from(text.clone()), text.as_str());
            prop_assert_eq!(ShortText::from(text.clone()), ShortText::from(text.as_str()));
        }
    }
}
