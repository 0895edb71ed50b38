//! Bytes to text, and back.

/// How a text is written in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// The form of Unicode.
    pub form: Form,
    /// Whether a byte order mark stands before the text.
    pub mark: bool,
}

/// A form in which Unicode is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
}

/// A text and what it took to get it.
pub(crate) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How it is written in the file.
    pub encoding: Encoding,
    /// Whether it is not the bytes themselves: positions then do not count bytes of the file.
    pub changed: bool,
    /// Byte offsets in `text` at which something could not be decoded (U+FFFD stands there).
    pub damaged: Vec<usize>,
}

impl Encoding {
    /// Returns the bytes of a text in a file that is written like this.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.mark { "\u{FEFF}" } else { "" };
        match self.form {
            Form::Utf8 => [mark, text].concat().into_bytes(),
            Form::Utf16Le => units(mark, text).flat_map(u16::to_le_bytes).collect(),
            Form::Utf16Be => units(mark, text).flat_map(u16::to_be_bytes).collect(),
        }
    }
}

fn units(mark: &str, text: &str) -> impl Iterator<Item = u16> {
    mark.encode_utf16().chain(text.encode_utf16())
}

/// Decodes UTF-8, or UTF-16 if a byte order mark or the look of the bytes says so. What cannot be
/// decoded becomes U+FFFD.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let encoding = |form, mark| Encoding { form, mark };
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            Decoded { changed: true, encoding: encoding(Form::Utf8, true), ..utf8(rest.to_vec()) }
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, encoding(Form::Utf16Le, true)),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, encoding(Form::Utf16Be, true)),
        _ => match bare_utf16(&bytes) {
            Some(form) => utf16(&bytes, encoding(form, false)),
            None => utf8(bytes),
        },
    }
}

/// Whether a byte order mark stands before a text.
pub(crate) fn is_marked(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xEF, 0xBB, 0xBF])
        || bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
}

/// What the bytes 0x80 to 0x9F stand for in Windows-1252; five stand for nothing and are what they
/// are in Latin-1 (WHATWG, Encoding, index-windows-1252.txt).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// What a byte stands for in Windows-1252, the superset of Latin-1.
pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Whether bytes are UTF-16, by a byte order mark or by their look.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bare_utf16(bytes).is_some()
}

/// Returns the form of UTF-16 without a mark: every other byte of most of its beginning is nought,
/// and hardly any of the others.
fn bare_utf16(bytes: &[u8]) -> Option<Form> {
    let (pairs, _) = bytes[..bytes.len().min(2048)].as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let plain =
        |noughts: usize, others: usize| noughts * 4 > pairs.len() * 3 && others * 20 <= pairs.len();
    match (plain(second, first), plain(first, second)) {
        _ if pairs.len() < 4 => None,
        (true, _) => Some(Form::Utf16Le),
        (_, true) => Some(Form::Utf16Be),
        _ => None,
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    let encoding = Encoding { form: Form::Utf8, mark: false };
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Decoded { text, encoding, changed: false, damaged: Vec::new() };
        }
        Err(error) => error.into_bytes(),
    };
    let mut decoded = Decoded { text: String::new(), encoding, changed: true, damaged: Vec::new() };
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            decoded.damaged.push(decoded.text.len());
            decoded.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    decoded
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let unit = match encoding.form {
        Form::Utf16Be => u16::from_be_bytes,
        _ => u16::from_le_bytes,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut decoded = Decoded { text: String::new(), encoding, changed: true, damaged: Vec::new() };
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

    #[test]
    fn what_is_decoded_is_encoded_as_it_was() {
        let text = "Trust, Қазақ 👩";
        for form in [Form::Utf8, Form::Utf16Le, Form::Utf16Be] {
            let encoding = Encoding { form, mark: true };
            let decoded = decode(encoding.encode(text));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        let bare = Encoding { form: Form::Utf16Le, mark: false };
        let decoded = decode(bare.encode("Trust is local (Hurd 1999)."));
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            ("Trust is local (Hurd 1999).", bare)
        );
    }
}
