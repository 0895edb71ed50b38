//! The title and some text of a PDF file, as far as they can be had without reading all of it.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pdf {
    /// Its title: XMP's `dc:title`, or else the `Title` of its information.
    pub title: Option<String>,
    /// Text of the first pages; empty where fonts are coded in a way of their own.
    pub text: String,
}

/// How much a stream may unpack to, and how many are unpacked.
const MOST_BYTES: u64 = 256 << 10;
const MOST_STREAMS: usize = 24;
const MOST_TEXT: usize = 16 << 10;

/// Reads the beginning of a file. Nothing of it is trusted: what cannot be read is skipped.
pub(crate) fn read(body: &[u8]) -> Pdf {
    let mut pdf = Pdf::default();
    let mut plain_title = info_title(body);
    pdf.title = xmp_title(body);
    for stream in streams(body).take(MOST_STREAMS) {
        let title = xmp_title(&stream);
        pdf.title = pdf.title.or(title);
        plain_title = plain_title.or_else(|| info_title(&stream));
        if pdf.text.len() < MOST_TEXT {
            shown_text(&stream, &mut pdf.text);
        }
    }
    pdf.title = pdf.title.or(plain_title);
    pdf
}

/// The streams of a file, unpacked where they are packed with Flate; the others as they are.
fn streams(body: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    memmem::find_iter(body, b"stream").filter_map(move |at| {
        if body[..at].ends_with(b"end") {
            return None;
        }
        let rest = &body[at + b"stream".len()..];
        let start = rest.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let content = &rest[start..];
        let mut unpacked = Vec::new();
        // A stream that breaks off gives what came before.
        let _ = ZlibDecoder::new(content).take(MOST_BYTES).read_to_end(&mut unpacked);
        if unpacked.is_empty() {
            let end = memmem::find(content, b"endstream").unwrap_or(content.len());
            unpacked.extend_from_slice(&content[..end.min(MOST_BYTES as usize)]);
        }
        (!unpacked.is_empty()).then_some(unpacked)
    })
}

fn xmp_title(bytes: &[u8]) -> Option<String> {
    let at = memmem::find(bytes, b"<dc:title")?;
    let end = bytes.len().min(at + 4096);
    let piece = String::from_utf8_lossy(&bytes[at..end]).into_owned();
    let inside = piece.split("</dc:title>").next()?;
    let text = inside.split("<rdf:li").nth(1)?.split_once('>')?.1.split("</rdf:li>").next()?;
    cleaned(&unescaped(text))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn info_title(bytes: &[u8]) -> Option<String> {
    let finder = memmem::find_iter(bytes, b"/Title");
    finder.take(64).find_map(|at| {
        let rest = bytes.get(at + b"/Title".len()..)?.trim_ascii_start();
        // Bookmarks have titles too; only the information stands among these.
        let around = &bytes[at.saturating_sub(600)..bytes.len().min(at + 600)];
        let info = [b"/Producer".as_slice(), b"/Creator", b"/CreationDate", b"/Author"]
            .iter()
            .any(|key| memmem::find(around, key).is_some());
        match (info, rest.first()?) {
            (true, b'(') => cleaned(&text_string(&literal(rest))),
            (true, b'<') => cleaned(&text_string(&hexadecimal(rest))),
            _ => None,
        }
    })
}

/// The bytes of a string in parentheses (ISO 32000 §7.3.4.2).
fn literal(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut depth = 0;
    let mut rest = bytes.iter().copied().take(2048);
    while let Some(byte) = rest.next() {
        match byte {
            b'(' => {
                depth += 1;
                if depth > 1 {
                    out.push(byte);
                }
            }
            b')' if depth == 1 => break,
            b')' => {
                depth -= 1;
                out.push(byte);
            }
            b'\\' => match rest.next() {
                Some(b'n' | b'r' | b't') => out.push(b' '),
                Some(digit @ b'0'..=b'7') => out.push(octal(digit, &mut rest)),
                Some(other) if other != b'\n' && other != b'\r' => out.push(other),
                _ => {}
            },
            _ => out.push(byte),
        }
    }
    out
}

/// A character of up to three octal digits; files write all three.
fn octal(first: u8, rest: &mut impl Iterator<Item = u8>) -> u8 {
    rest.take(2).fold(first - b'0', |code, digit| {
        code.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))
    })
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .skip(1)
        .take(4096)
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// The text of a string: UTF-16 or UTF-8 with their marks, or else near enough to Latin-1.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn cleaned(title: &str) -> Option<String> {
    let title: Vec<&str> = title
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let title = title.join(" ");
    title.chars().any(char::is_alphanumeric).then_some(title)
}

/// No string of a page is longer; what seems to be is no string, but other data.
const LONGEST_STRING: usize = 32 << 10;

/// Adds the strings that a page's stream shows; text in fonts with codes of their own is left out.
///
/// A stream is operands followed by operators (ISO 32000 §7.8.2). Each byte is passed once, whatever
/// the stream is.
fn shown_text(stream: &[u8], text: &mut String) {
    let mut operands = String::new();
    let mut at = 0;
    while at < stream.len() && text.len() <= MOST_TEXT {
        let rest = &stream[at..];
        let length =
            |wanted: fn(&u8) -> bool| rest.iter().skip(1).take_while(|b| wanted(b)).count();
        at += match rest[0] {
            b'(' => match string_length(rest) {
                Some(length) => {
                    operands.push_str(&text_string(&literal(rest)));
                    length
                }
                None => LONGEST_STRING,
            },
            b'-' => {
                let digits = length(u8::is_ascii_digit);
                // A wide step back is how many files write a space.
                if digits >= 3 {
                    operands.push(' ');
                }
                1 + digits
            }
            b'\'' | b'"' => {
                show(&mut operands, text);
                1
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                let length = 1 + length(u8::is_ascii_alphanumeric);
                match &rest[..length] {
                    b"Tj" | b"TJ" => show(&mut operands, text),
                    _ => operands.clear(),
                }
                length
            }
            _ => 1,
        };
    }
}

/// Adds what an operator shows.
fn show(operands: &mut String, text: &mut String) {
    if !operands.is_empty() {
        text.push_str(operands);
        text.push(' ');
        operands.clear();
    }
}

/// How long the string in parentheses is with which these bytes begin, if it ends.
fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let mut rest = bytes.iter().enumerate().take(LONGEST_STRING);
    while let Some((at, byte)) = rest.next() {
        match byte {
            b'\\' => drop(rest.next()),
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(content: &str) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content.as_bytes()).expect("writes");
        let packed = encoder.finish().expect("ends");
        [b"<< /Filter /FlateDecode >>\nstream\r\n".as_slice(), &packed, b"\nendstream"].concat()
    }

    #[test]
    fn titles_are_found_in_every_coding() {
        let title = |body: &[u8]| read(body).title;
        assert_eq!(
            title(b"%PDF-1.4 << /Title (Oil \\(and\\) water) /Producer (x) >>").as_deref(),
            Some("Oil (and) water")
        );
        assert_eq!(
            title(b"<< /Producer (x) /Title <FEFF041D04350444044204 4C> >>").as_deref(),
            Some("Нефть")
        );
        assert_eq!(title(b"<< /Title (M\\374ller) /Author (y) >>").as_deref(), Some("Müller"));
        assert_eq!(title(b"<< /Title (Chapter 1) /Dest [1 0 R] >>"), None);
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Oil &amp; water</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(title(xmp.as_bytes()).as_deref(), Some("Oil & water"));
        assert_eq!(title(&packed(xmp)).as_deref(), Some("Oil & water"));
        assert_eq!(title(b"%PDF-1.4 garbage stream stream endstream /Title ("), None);
    }

    /// Measured in bytes that are passed, not in time: a pattern that tries each beginning again does
    /// not end within the test's patience.
    #[test]
    fn what_never_becomes_a_string_is_passed_once() {
        for piece in ["[\\\\\\(x", "([", "((", "[(a", "(a\\)"] {
            let stream = packed(&piece.repeat((MOST_BYTES as usize) / piece.len()));
            let file = stream.repeat(MOST_STREAMS);
            assert!(read(&file).text.len() <= MOST_TEXT + 2048, "{piece}");
        }
    }

    #[test]
    fn shown_text_is_read() {
        let pdf = read(&packed(
            "BT /F1 12 Tf [(Oil)-333(and)-333(p)20(olitics)] TJ (in Kazakhstan) Tj ET",
        ));
        assert_eq!(pdf.text.trim(), "Oil and politics in Kazakhstan");
    }
}
