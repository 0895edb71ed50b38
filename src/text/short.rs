//! Words of which most are short.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest text that is held in place, in bytes.
const MOST: usize = 14;

/// A word or two that take no room of their own where they are short: most names are.
#[derive(Clone)]
pub struct ShortWord(Held);

#[derive(Clone)]
enum Held {
    Short { length: u8, bytes: [u8; MOST] },
    Long(Box<Box<str>>),
}

impl Deref for ShortWord {
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

impl From<&str> for ShortWord {
    fn from(text: &str) -> ShortWord {
        let mut bytes = [0; MOST];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(text.as_bytes());
                ShortWord(Held::Short { length, bytes })
            }
            _ => ShortWord(Held::Long(Box::new(text.into()))),
        }
    }
}

impl From<String> for ShortWord {
    fn from(text: String) -> ShortWord {
        match text.len() > MOST {
            true => ShortWord(Held::Long(Box::new(text.into()))),
            false => ShortWord::from(text.as_str()),
        }
    }
}

impl PartialEq for ShortWord {
    fn eq(&self, other: &ShortWord) -> bool {
        **self == **other
    }
}

impl Eq for ShortWord {}

impl PartialEq<str> for ShortWord {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for ShortWord {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl Default for ShortWord {
    fn default() -> ShortWord {
        ShortWord::from("")
    }
}

impl PartialOrd for ShortWord {
    fn partial_cmp(&self, other: &ShortWord) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ShortWord {
    fn cmp(&self, other: &ShortWord) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for ShortWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for ShortWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for ShortWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl Serialize for ShortWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for ShortWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ShortWord, D::Error> {
        String::deserialize(deserializer).map(ShortWord::from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_takes_sixteen_bytes() {
        assert_eq!(size_of::<Option<ShortWord>>(), 16);
    }

    proptest! {
        #[test]
        fn it_holds_any_text(text in "\\PC{0,30}") {
            prop_assert_eq!(&*ShortWord::from(text.as_str()), text.as_str());
            prop_assert_eq!(&*ShortWord::from(text.clone()), text.as_str());
        }
    }
}
