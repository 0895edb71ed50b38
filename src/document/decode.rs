//! Bytes to text.

/// A text and what it took to get it.
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether it is not the bytes themselves: positions then do not count bytes of the file.
    pub changed: bool,
    /// Byte offsets in `text` at which something could not be decoded (U+FFFD stands there).
    pub damaged: Vec<usize>,
}

/// Decodes UTF-8, or UTF-16 if a byte order mark says so. What cannot be decoded becomes U+FFFD.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Decoded { changed: true, ..utf8(rest.to_vec()) },
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Decoded { text, changed: false, damaged: Vec::new() };
        }
        Err(error) => error.into_bytes(),
    };
    let mut decoded = Decoded { text: String::new(), changed: true, damaged: Vec::new() };
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            decoded.damaged.push(decoded.text.len());
            decoded.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    decoded
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut decoded = Decoded { text: String::new(), changed: true, damaged: Vec::new() };
    for c in char::decode_utf16(units) {
        if c.is_err() {
            decoded.damaged.push(decoded.text.len());
        }
        decoded.text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        decoded.damaged.push(decoded.text.len());
        decoded.text.push(char::REPLACEMENT_CHARACTER);
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_taken_as_it_is() {
        let decoded = decode("Қазақ".as_bytes().to_vec());
        assert_eq!(decoded.text, "Қазақ");
        assert!(!decoded.changed && decoded.damaged.is_empty());
    }

    #[test]
    fn damage_is_marked_and_costs_only_itself() {
        let decoded = decode(b"caf\xe9 (Smith 2010)".to_vec());
        assert_eq!(decoded.text, "caf\u{FFFD} (Smith 2010)");
        assert_eq!(decoded.damaged, vec![3]);
        assert!(decoded.changed);
    }

    #[test]
    fn byte_order_marks_are_read() {
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()).text, "a");
        assert_eq!(decode(b"\xFF\xFEa\0\xE9\0".to_vec()).text, "aé");
        assert_eq!(decode(b"\xFE\xFF\0a\0".to_vec()).text, "a\u{FFFD}");
    }
}
