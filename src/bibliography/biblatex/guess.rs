//! What the fields of an entry say without saying it: preprints, web pages, dates of access.

use super::item::NAMESPACE;
use super::reader::Reader;
use super::{dates, kinds};
use crate::bibliography::extras;
use crate::bibliography::tex::decode::{Braces, decode, decode_verbatim};
use crate::lexicon::lists::list;
use crate::text::span::{ShortSpan, Span};

/// Identifiers in archives: arXiv, PubMed and others.
pub(crate) fn eprint(reader: &mut Reader<'_, '_>) {
    let Some(eprint) = reader.take("eprint") else {
        return;
    };
    let id = decode_verbatim(&eprint.tex);
    let archive = reader.take("eprinttype").map(|kind| decode(&kind.tex, Braces::Group));
    let looks_like_arxiv = || id.starts_with("arXiv:") || is_arxiv(&id);
    match archive.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("pubmed") if !reader.has("PMID") => reader.set("PMID", id, eprint.span),
        Some("arxiv") => archived(reader, "arXiv", &id, eprint.span),
        None if looks_like_arxiv() => archived(reader, "arXiv", &id, eprint.span),
        _ => archived(reader, &archive.unwrap_or_default(), &id, eprint.span),
    }
}

fn archived(reader: &mut Reader<'_, '_>, archive: &str, id: &str, span: Option<Span>) {
    let id = id.strip_prefix("arXiv:").unwrap_or(id);
    reader.set("archive", archive, None);
    reader.set("archive_location", id, span);
}

/// An identifier of arXiv's as given since 2007: `1706.03762v5`.
fn is_arxiv(id: &str) -> bool {
    let Some((month, number)) = id.split_once('.') else {
        return false;
    };
    let number = number.split('v').next().unwrap_or("");
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    month.len() == 4 && digits(month) && (4..=5).contains(&number.len()) && digits(number)
}

/// Settles CSL's item type where the entry's type alone cannot: preprints, pages, newspapers.
/// `entrysubtype` may name one of CSL's types.
pub(crate) fn kind(reader: &mut Reader<'_, '_>) {
    if let Some(kind) = subtype(reader) {
        reader.take("entrysubtype");
        reader.record.entry.kind = kind.into();
        return;
    }
    let is_preprint = reader.record.entry.text("archive") == Some("arXiv");
    let kind = match reader.item.kind.as_str() {
        "misc" if reader.has("archive_location") => "article",
        "unpublished" if is_preprint => "article",
        "misc" => {
            address_in_howpublished(reader);
            match reader.has("URL") {
                true => "webpage",
                false => return,
            }
        }
        _ => return,
    };
    reader.record.entry.kind = kind.into();
}

fn subtype(reader: &Reader<'_, '_>) -> Option<String> {
    let subtype = decode(&reader.item.fields.get("entrysubtype")?.tex, Braces::Group);
    match (reader.item.kind.as_str(), subtype.as_str()) {
        ("article", "magazine" | "newspaper") => Some(format!("article-{subtype}")),
        _ => kinds::is_csl(&subtype).then_some(subtype),
    }
}

/// `howpublished = {\url{…}}` is an address.
fn address_in_howpublished(reader: &mut Reader<'_, '_>) {
    let Some(text) = reader.record.entry.text("medium").map(str::to_owned) else {
        return;
    };
    let is_address = |word: &&str| word.starts_with("http://") || word.starts_with("https://");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let Some(at) = words.iter().position(is_address).filter(|_| !reader.has("URL")) else {
        return;
    };
    let address = words.remove(at).trim_end_matches([',', '.', ';']).to_owned();
    let span = reader.record.places.remove("medium").map(ShortSpan::span);
    reader.record.entry.variables.remove("medium");
    let others = words.join(" ");
    reader.set("medium", others.trim_end_matches([':', ',']), None);
    reader.set("URL", address, span);
}

/// The genre: `type`, in which BibLaTeX's keys stand for words, or what the entry's type implies.
pub(crate) fn genre(reader: &mut Reader<'_, '_>, implied: Option<&str>) {
    if let Some(kind) = reader.take("type") {
        let text = decode(&kind.tex, Braces::Group);
        let known = kinds::GENRES.iter().find(|(key, _)| *key == text);
        let genre = known.map_or(text.as_str(), |(_, genre)| genre);
        reader.set("genre", genre, kind.span);
    } else if let Some(genre) = implied {
        reader.set("genre", genre, None);
    }
    if !kinds::is_known(&reader.item.kind) {
        let kind = reader.item.kind.clone();
        extras::keep(&mut reader.record.entry, NAMESPACE, "entrytype", kind);
    }
}

/// `note = {Accessed: 2020-01-31}` is a date of access.
pub(crate) fn access_date(reader: &mut Reader<'_, '_>) {
    if reader.has("accessed") {
        return;
    }
    let Some(text) = reader.record.entry.text("note").map(str::to_lowercase) else {
        return;
    };
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let announced = list("accessed").iter().filter_map(|words| bare.strip_prefix(words));
    // The longest announcement: "accessed on" rather than "accessed".
    let Some(rest) = announced.min_by_key(|rest| rest.len()) else { return };
    let rest = rest.trim_start_matches([':', ' ', ',']);
    let filler = list("accessed-filler").iter();
    let after = filler.filter_map(|word| rest.strip_prefix(*word)?.strip_prefix(' '));
    let date = dates::of_text(after.min_by_key(|rest| rest.len()).unwrap_or(rest));
    if let Some(date) = date.filter(|date| date.literal.is_none()) {
        let span = reader.record.places.remove("note").map(ShortSpan::span);
        reader.record.entry.variables.remove("note");
        reader.set("accessed", date, span);
    }
}
