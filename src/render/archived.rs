//! The archive's languages, read from CBOR (RFC 8949).
//!
//! Only what they are written in is read: maps, lists, text, numbers, yes, no and nothing. A term
//! is read by trying one kind after another, and a reader that says each time why it is not that
//! kind takes most of the time to say it; this one does not.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a value; nothing if the bytes are none of its kind.
pub fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    T::deserialize(&mut Reader { rest: bytes }).ok()
}

struct Reader<'de> {
    rest: &'de [u8],
}

/// It is not what was expected.
#[derive(Debug)]
struct Unlike;

impl fmt::Display for Unlike {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("unlike what was expected")
    }
}

impl std::error::Error for Unlike {}

impl de::Error for Unlike {
    fn custom<T: fmt::Display>(_: T) -> Unlike {
        Unlike
    }
}

/// Ends a list or map of which the length is not given.
const BREAK: u8 = 0xFF;

impl<'de> Reader<'de> {
    fn take(&mut self, count: usize) -> Result<&'de [u8], Unlike> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Unlike)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The kind of what follows, and its number or length if that is given.
    fn head(&mut self) -> Result<(u8, Option<u64>), Unlike> {
        let first = self.take(1)?[0];
        let number = match first & 0x1F {
            small @ 0..24 => Some(u64::from(small)),
            size @ 24..28 => {
                let bytes = self.take(1 << (size - 24))?;
                Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
            }
            31 => None,
            _ => return Err(Unlike),
        };
        Ok((first >> 5, number))
    }

    fn text(&mut self, length: Option<u64>) -> Result<&'de str, Unlike> {
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(Unlike)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Unlike)
    }
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Unlike;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unlike> {
        match self.head()? {
            (0, Some(number)) => visitor.visit_u64(number),
            (1, Some(number)) => visitor.visit_i64(-1 - i64::try_from(number).map_err(|_| Unlike)?),
            (3, length) => visitor.visit_borrowed_str(self.text(length)?),
            (4, left) => visitor.visit_seq(Parts { reader: self, left }),
            (5, left) => visitor.visit_map(Parts { reader: self, left }),
            (7, Some(20)) => visitor.visit_bool(false),
            (7, Some(21)) => visitor.visit_bool(true),
            (7, Some(22)) => visitor.visit_unit(),
            _ => Err(Unlike),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unlike> {
        const NULL: u8 = 0xF6;
        match self.rest.first() {
            Some(&NULL) => {
                self.take(1)?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unlike> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unlike> {
        match self.head()? {
            (3, length) => {
                visitor.visit_enum(BorrowedStrDeserializer::<Unlike>::new(self.text(length)?))
            }
            _ => Err(Unlike),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// What a list or a map holds, so many if it is known.
struct Parts<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: Option<u64>,
}

impl<'de> Parts<'_, 'de> {
    fn next<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unlike> {
        match &mut self.left {
            Some(0) => return Ok(None),
            Some(left) => *left -= 1,
            None if self.reader.rest.first() == Some(&BREAK) => {
                self.reader.take(1)?;
                return Ok(None);
            }
            None => {}
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> de::SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Unlike;

    fn next_element_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, Unlike>
    where
        S: DeserializeSeed<'de>,
    {
        self.next(seed)
    }
}

impl<'de> de::MapAccess<'de> for Parts<'_, 'de> {
    type Error = Unlike;

    fn next_key_seed<S>(&mut self, seed: S) -> Result<Option<S::Value>, Unlike>
    where
        S: DeserializeSeed<'de>,
    {
        self.next(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unlike> {
        seed.deserialize(&mut *self.reader)
    }
}
