//! Tells what document a file is by its content.

use std::path::Path;
use std::sync::Arc;

use crate::document::archive::Archive;
use crate::document::jats;
use crate::files::kind;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A document of the format of this name.
    Document(&'static str),
    /// Something that is not read, or not as it is: what it is, in words, and what to do.
    Other(String),
}

/// What the file `path` with these bytes is; nothing where its content names no document.
pub(crate) fn kind(path: &Path, bytes: &Arc<[u8]>) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(path, bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(Kind::Other(compound(bytes).to_owned()));
    }
    let head = &bytes[..bytes.len().min(4096)];
    // Some programs write a few bytes before it. A build without this format refuses it by its name.
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Some(Kind::Document("pdf"));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Kind::Document("rtf"));
    }
    jats::claims(&String::from_utf8_lossy(head)).then_some(Kind::Document("jats"))
}

/// What a zip archive is: its members tell.
fn archive(path: &Path, bytes: &Arc<[u8]>) -> Option<Kind> {
    let Ok(mut archive) = Archive::open(path, bytes) else {
        let name = kind::of(path, bytes).map_or_else(|| "an archive".to_owned(), |kind| kind.name);
        return Some(Kind::Other(format!(
            "{name} that is cut off or damaged; open it in the program that wrote it, and save it again"
        )));
    };
    let mime = archive.part(path, "mimetype").ok().flatten().unwrap_or_default();
    match mime.trim_ascii() {
        b"application/vnd.oasis.opendocument.text"
        | b"application/vnd.oasis.opendocument.text-template" => {
            return Some(Kind::Document("odt"));
        }
        b"application/epub+zip" => return Some(Kind::Document("epub")),
        _ => {}
    }
    let names = archive.names();
    let has_folder = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    match archive.has("[Content_Types].xml") {
        true if has_folder("xl/") => {
            Some(Kind::Other("a spreadsheet, which is not read".to_owned()))
        }
        true if has_folder("ppt/") => {
            Some(Kind::Other("a presentation, which is not read".to_owned()))
        }
        true => Some(Kind::Document("docx")),
        false => None,
    }
}

/// What a compound file (the format of Office before 2007, and the shell around locked files) is.
fn compound(bytes: &[u8]) -> &'static str {
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let has = |name: &str| memchr::memmem::find(bytes, &wide(name)).is_some();
    if has("EncryptedPackage") {
        "protected by a password; open it in Word, remove the password, and save it again"
    } else if has("WordDocument") {
        "a file of Word 97–2003 (.doc); open it in Word, and save it as .docx"
    } else {
        "a file of an Office before 2007; save it in a newer format"
    }
}
