//! What a file is that is no text.

use std::path::Path;

use crate::model::error::Error;

/// A kind of file that is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The usual ending of its files, without the dot; empty where nothing tells.
    pub extension: &'static str,
    /// What it is: "a Word document".
    pub name: String,
}

/// Kinds with their endings and names. What a file holds is recognised by its bytes; those of them that
/// are text themselves, and so tell nothing, by the ending.
const NAMES: &[(&str, &str)] = &[
    ("docx", "a Word document"),
    ("doc", "a Word document"),
    ("odt", "an OpenDocument text"),
    ("epub", "an e-book (EPUB)"),
    ("pdf", "a PDF document"),
    ("rtf", "a Rich Text document"),
    ("xlsx", "a spreadsheet"),
    ("ods", "a spreadsheet"),
    ("pptx", "a presentation"),
    ("pages", "a Pages document"),
    ("zip", "a ZIP archive"),
    ("gz", "a gzip archive"),
    ("ipynb", "a Jupyter notebook"),
];

/// How much of a file is looked at.
const SAMPLE: usize = 64 * 1024;

/// How many control characters a text of any length may have.
const STRAY: usize = 3;

/// Returns what a file is that is no text: by its bytes, or else by its name.
pub(crate) fn of(path: &Path, bytes: &[u8]) -> Option<Kind> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let named = NAMES.iter().find(|(extension, _)| *extension == ending);
    if sample.starts_with(b"%PDF-") {
        return Some(by_extension("pdf"));
    }
    if sample.starts_with(b"{\\rtf") {
        return Some(by_extension("rtf"));
    }
    let binary = |found: &infer::Type| found.matcher_type() != infer::MatcherType::Text;
    let known = infer::get(sample).filter(binary).filter(|_| begins_as_no_text(sample));
    if known.is_none() && is_text(sample) {
        let (extension, _) = named.filter(|(extension, _)| *extension == "ipynb")?;
        return Some(by_extension(extension));
    }
    match (infer::get(sample), named) {
        // A file in a container, as most documents are, is what its name says of the container.
        (Some(found), Some((extension, _))) if found.extension() == "zip" => {
            Some(by_extension(extension))
        }
        (Some(found), _) => Some(found_kind(&found)),
        (None, Some((extension, _))) => Some(by_extension(extension)),
        (None, None) => Some(Kind { extension: "", name: "no text".to_owned() }),
    }
}

/// Returns what files with this ending are called, if they are no text.
pub(crate) fn name_of(extension: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == extension).map(|(_, name)| *name)
}

/// Returns why a file of this kind gives nothing.
pub(crate) fn refused(path: &Path, kind: &Kind) -> Error {
    let message =
        format!("this is {}, which cannot be read; save it as Markdown, text or HTML", kind.name);
    Error::Content { path: path.to_owned(), message }
}

fn by_extension(extension: &'static str) -> Kind {
    let named = NAMES.iter().find(|(known, _)| *known == extension);
    Kind { extension, name: named.map_or(extension, |(_, name)| name).to_owned() }
}

fn found_kind(found: &infer::Type) -> Kind {
    let extension = found.extension();
    if NAMES.iter().any(|(known, _)| *known == extension) {
        return by_extension(extension);
    }
    let class = match found.matcher_type() {
        infer::MatcherType::App => "a program",
        infer::MatcherType::Archive => "an archive",
        infer::MatcherType::Audio => "a sound file",
        infer::MatcherType::Book => "an e-book",
        infer::MatcherType::Doc => "a document",
        infer::MatcherType::Font => "a font",
        infer::MatcherType::Image => "an image",
        infer::MatcherType::Video => "a film",
        infer::MatcherType::Text | infer::MatcherType::Custom => "a file",
    };
    Kind { extension, name: format!("{class} ({})", extension.to_uppercase()) }
}

/// Whether bytes begin as no text does, so that what they are known by is no chance: "BM" begins
/// pictures and words.
fn begins_as_no_text(sample: &[u8]) -> bool {
    let head = &sample[..sample.len().min(4)];
    let control = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 0x7F);
    // A letter that the end of the head cuts through is no damage.
    let damaged = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    (head.iter().any(control) || damaged) && !super::encoding::is_utf16(sample)
}

/// Whether bytes are text: nearly all of them are no control characters, and most are ASCII or
/// UTF-8, or UTF-16 by a mark or by its look.
fn is_text(sample: &[u8]) -> bool {
    if super::encoding::is_utf16(sample) {
        return true;
    }
    let control = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31);
    let controls = sample.iter().filter(control).count();
    let damaged: usize = sample.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let nul = sample.contains(&0);
    controls <= STRAY + sample.len() / 50 && damaged * 5 <= sample.len() && !(nul && damaged > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, bytes: &[u8]) -> Option<String> {
        of(Path::new(path), bytes).map(|kind| kind.name)
    }

    #[test]
    fn text_is_text() {
        for text in [
            "",
            "Trust is local.",
            "BM is a firm.",
            "Қазақ",
            "<p>Қазақ</p>",
            "ÿØÿ",
            "PK said so.",
            "Қазақ\u{0}\n",
        ] {
            assert_eq!(name("a.md", text.as_bytes()), None, "{text}");
        }
        assert_eq!(name("a.md", b"caf\xe9 society"), None);
        assert_eq!(name("a.docx", b"Trust is local."), None, "a text that is only called so");
    }

    #[test]
    fn what_is_no_text_has_its_name() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
        for (path, bytes, expected) in [
            ("a.md", &b"%PDF-1.7\n"[..], "a PDF document"),
            ("a.txt", b"{\\rtf1 Trust}", "a Rich Text document"),
            ("a.docx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0", "a Word document"),
            ("a.md", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0", "a ZIP archive"),
            ("a.md", png, "an image (PNG)"),
            ("a.md", b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
            ("a.docx", b"PK\x03\x04text", "a Word document"),
            ("a.md", b"\x01\x02\x03\xff\xfe\x00\x10", "no text"),
            ("a.ipynb", b"{\"cells\": []}", "a Jupyter notebook"),
        ] {
            assert_eq!(name(path, bytes).as_deref(), Some(expected), "{path}");
        }
    }
}
