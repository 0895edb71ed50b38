//! Texts of which most are short.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Makes a type of texts that are held in place up to a length; longer ones in what is given for them.
macro_rules! short {
    ($(#[$doc:meta])* $name:ident, $held:ident, $most:literal, $long:ty, $make:expr) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name($held);

        #[derive(Clone)]
        enum $held {
            Short { length: u8, bytes: [u8; $most] },
            Long($long),
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                match &self.0 {
                    $held::Short { length, bytes } => {
                        let held = bytes.get(..usize::from(*length)).unwrap_or_default();
                        // The bytes are those of a text.
                        std::str::from_utf8(held).unwrap_or_default()
                    }
                    $held::Long(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                let mut bytes = [0; $most];
                match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
                    (Some(room), Ok(length)) => {
                        room.copy_from_slice(text.as_bytes());
                        $name($held::Short { length, bytes })
                    }
                    _ => $name($held::Long($make(text.into()))),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> $name {
                match text.len() > $most {
                    true => $name($held::Long($make(text.into()))),
                    false => $name::from(text.as_str()),
                }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                **self == **other
            }
        }

        impl Eq for $name {}

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                **self == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                **self == **other
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::from("")
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &$name) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &$name) -> Ordering {
                (**self).cmp(&**other)
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                (**self).hash(state);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                String::deserialize(deserializer).map($name::from)
            }
        }
    };
}

short! {
    /// A text that takes no room of its own where it is short: most values of a record are numbers.
    // As large as a `String`.
    ShortText, HeldText, 22, Box<str>, std::convert::identity
}

short! {
    /// A word or two that take no room of their own where they are short: most names are.
    ShortWord, HeldWord, 14, Box<Box<str>>, Box::new
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_no_larger_than_a_string() {
        assert_eq!(size_of::<ShortText>(), size_of::<String>());
        assert_eq!(size_of::<Option<ShortText>>(), size_of::<String>());
        assert_eq!(size_of::<Option<ShortWord>>(), size_of::<&str>());
    }

    proptest! {
        #[test]
        fn it_holds_any_text(text in "\\PC{0,30}") {
            prop_assert_eq!(&*ShortText::from(text.as_str()), text.as_str());
            prop_assert_eq!(&*ShortText::from(text.clone()), text.as_str());
            prop_assert_eq!(&*ShortWord::from(text.as_str()), text.as_str());
            prop_assert_eq!(&*ShortWord::from(text.clone()), text.as_str());
            prop_assert_eq!(ShortText::from(text.clone()), ShortText::from(text.as_str()));
        }
    }
}
