//! From the bytes of a page to its text.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use crate::text::pattern::bytes_regex;

/// The text of a body, and whether its letters were guessed at.
///
/// As browsers do it (<https://html.spec.whatwg.org/#determining-the-character-encoding>): a byte
/// order mark, the header, a `meta` tag, and else UTF-8 if it is that, or what the letters look
/// like. A name that cannot hold the bytes is not believed where UTF-8 can.
pub(crate) fn decode<'b>(body: &'b [u8], content_type: &str) -> Cow<'b, str> {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return encoding.decode(body).0;
    }
    let named = label_in(content_type).or_else(|| in_meta(body));
    // The last character may have been cut through.
    let whole_utf8 = match std::str::from_utf8(body) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error.error_len().is_none(),
    };
    match named {
        Some(encoding) if encoding != UTF_8 && !whole_utf8 => encoding.decode(body).0,
        _ if whole_utf8 => String::from_utf8_lossy(body),
        _ => guess(body).decode(body).0,
    }
}

fn label_in(content_type: &str) -> Option<&'static Encoding> {
    let after = content_type.to_ascii_lowercase();
    let (_, label) = after.split_once("charset=")?;
    let label = label.trim_matches(['"', '\'', ' ']);
    let end = label.find([';', ' ', '"', '\'', ',']).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// The encoding that a `meta` tag or an XML declaration in the first bytes names.
fn in_meta(body: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        bytes_regex(
            r#"(?i-u)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]+)"#,
        )
    });
    let head = &body[..body.len().min(4096)];
    let found = CHARSET.captures(head)?;
    let encoding = Encoding::for_label(found.get(1)?.as_bytes())?;
    // A tag that could be read says that the text is not in UTF-16.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn guess(body: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&body[..body.len().min(64 << 10)], true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_name_an_encoding_is_heard() {
        let russian =
            encoding_rs::WINDOWS_1251.encode("Центральная Азия: история и современность").0;
        assert!(decode(&russian, "text/html; charset=windows-1251").contains("Азия"));
        assert!(decode(&russian, "text/html").contains("Азия"));
        assert!(decode(&russian, "text/html; charset=utf-8").contains("Азия"));
        let meta = [
            b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">"
                .as_slice(),
            &russian,
        ]
        .concat();
        assert!(decode(&meta, "text/html").contains("Азия"));
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Азия".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&utf16, ""), "Азия");
        assert_eq!(decode("Азия".as_bytes(), "text/html; charset=iso-8859-1"), "Азия");
        assert!(decode(&"Азия".as_bytes()[..7], "text/html").starts_with("Ази"));
    }
}
