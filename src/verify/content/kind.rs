//! What kind of file a body is, by its headers and its first bytes.

use reqwest::header::CONTENT_TYPE;

use crate::verify::http::fetch::{Answer, text};

/// The kinds that are read in their own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// HTML or XHTML, whatever its headers call it.
    Html,
    /// PDF.
    Pdf,
    /// Other text: plain, JSON, XML.
    Text,
    /// Anything else.
    Other,
}

/// The kind of an answer's body. Headers lie: the first bytes of HTML and PDF are believed first.
pub(crate) fn of(answer: &Answer) -> Kind {
    let head = &answer.body[..answer.body.len().min(1024)];
    let named = text(&answer.headers, CONTENT_TYPE.as_str()).to_ascii_lowercase();
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        return Kind::Pdf;
    }
    let html_named = named.contains("html") || named.is_empty();
    let start = String::from_utf8_lossy(head)
        .trim_start_matches(['\u{feff}', '\0'])
        .trim_start()
        .to_ascii_lowercase();
    let looks = ["<!doctype html", "<html", "<head", "<title", "<body", "<meta ", "<script"]
        .iter()
        .any(|tag| start.starts_with(tag));
    let binary =
        named.starts_with("image/") || named.starts_with("video/") || named.starts_with("audio/");
    match () {
        () if binary => Kind::Other,
        () if html_named && !(named.is_empty() && is_binary(head)) => Kind::Html,
        () if looks || start.starts_with("<?xml") && start.contains("<html") => Kind::Html,
        () if named.starts_with("text/") || named.contains("json") || named.contains("xml") => {
            Kind::Text
        }
        () => Kind::Other,
    }
}

/// Whether bytes are no text in any encoding that is likely.
fn is_binary(head: &[u8]) -> bool {
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    !utf16 && head.contains(&0)
}
