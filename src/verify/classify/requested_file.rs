//! The kind of file that an address asks for, held against what came.

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;

use crate::text::fold::fold;
use crate::verify::content::page::Page;
use crate::verify::http::fetch::{Answer, text};

/// Endings of files that no page is called by.
const FILES: [&str; 34] = [
    "pdf", "ps", "doc", "docx", "odt", "rtf", "djvu", "epub", "xls", "xlsx", "ods", "csv", "ppt",
    "pptx", "odp", "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "png", "jpg", "jpeg",
    "gif", "tif", "tiff", "svg", "mp3", "mp4", "wav", "avi",
];

/// Endings of files that are read, not looked at.
const DOCUMENTS: [&str; 8] = ["pdf", "ps", "doc", "docx", "odt", "rtf", "djvu", "epub"];

/// Returns the ending and the name before it, if an address is that of a file.
fn file(url: &Url) -> Option<(String, String)> {
    let (stem, ending) = url.path().rsplit('/').next()?.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FILES.contains(&ending.as_str()).then(|| (ending, stem.to_owned()))
}

/// Returns whether an address is that of a file, to which a page is no answer.
pub(crate) fn is_file(url: &Url) -> bool {
    file(url).is_some()
}

/// Returns whether a page speaks of the file that was asked for: one that shows it, or lets its
/// reader take it.
pub(crate) fn names_file(page: &Page, url: &Url) -> bool {
    let Some((_, stem)) = file(url) else {
        return false;
    };
    let stem = percent_encoding::percent_decode_str(&stem).decode_utf8_lossy().into_owned();
    let key = fold(&stem);
    let titles = page.titles.iter().map(|title| title.text.as_str());
    let mut texts = titles.chain([page.text.as_str(), page.sources.as_str()]);
    key.len() >= 5 && texts.any(|text| fold(text).contains(&key))
}

/// Returns whether a small picture came in place of a document.
pub(crate) fn is_picture_of_document(url: &Url, answer: &Answer) -> bool {
    let document = file(url).is_some_and(|(ending, _)| DOCUMENTS.contains(&ending.as_str()));
    let magic: [&[u8]; 3] = [b"GIF8", b"\x89PNG", b"\xff\xd8\xff"];
    let named = text(&answer.headers, CONTENT_TYPE.as_str()).starts_with("image/");
    let picture = named || magic.iter().any(|bytes| answer.body.starts_with(bytes));
    document && picture && answer.body.len() < 20_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_endings() {
        let is_file = |url: &str| is_file(&Url::parse(url).expect("an address"));
        assert!(is_file("http://a.example/b/c.PDF?x=1"));
        assert!(is_file("http://a.example/data.tar.gz"));
        assert!(!is_file("http://a.example/pdf"));
        assert!(!is_file("http://a.pdf/"));
        assert!(!is_file("http://a.example/b.html"));
    }
}
