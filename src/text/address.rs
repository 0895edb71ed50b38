//! The addresses and DOIs in a text, print's damage repaired.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use url::Url;

use super::doi;
use super::extent::{self, Extent, Joined, Tongue};
use super::host::{is_bare_www, is_host};
use super::pattern::regex;
use super::repair::Repair;
use super::span::Span;

/// An address or DOI that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where it stands: scheme included; a label ("doi:", "URL:"), brackets and closing
    /// punctuation not.
    pub span: Span,
    /// The best reading, with a scheme. A DOI is read as `https://doi.org/…`.
    pub url: String,
    /// The DOI as its registry has it (`10.1000/182`), if it is one.
    pub doi: Option<String>,
    /// What had to be repaired, in text order, each kind once.
    pub repairs: Vec<Repair>,
    /// Other readings, likeliest first: what to try if the first leads nowhere.
    pub others: Vec<Reading>,
    /// What is wrong beyond repair, in a sentence.
    pub fault: Option<String>,
}

/// Another way to read an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The address under this reading.
    pub url: String,
    /// What is read otherwise, to stand after "works with": "the hyphen taken out".
    pub change: &'static str,
}

/// The addresses and DOIs in `text`, in order; they do not overlap.
///
/// ```
/// use cite::internals::text::address::find;
/// let found = find("See <URL: http://example.org/a\\_b>, doi: 10.1000/182.");
/// assert_eq!(found[0].url, "http://example.org/a_b");
/// assert_eq!(found[1].doi.as_deref(), Some("10.1000/182"));
/// ```
pub fn find(text: &str) -> Vec<Address> {
    find_wrapped(text, &[])
}

/// [`find`] in a text that knows where its source's lines ended: `breaks` are offsets in
/// ascending order, as in [`Document::breaks`](crate::model::document::Document::breaks). A line
/// feed in the text counts as a line end too.
pub fn find_wrapped(text: &str, breaks: &[usize]) -> Vec<Address> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(anchor) = ANCHOR.captures_at(text, from) {
        let address = at_anchor(text, &anchor, breaks);
        from = match (&address, anchor.get(0)) {
            (Some(address), Some(whole)) => address.span.end.max(whole.start() + 1),
            (None, Some(whole)) => whole.end(),
            (_, None) => break,
        };
        from = text.ceil_char_boundary(from);
        found.extend(address);
    }
    found
}

/// The one address that `text` is known to be: the target of a link, the field of a record.
///
/// What stands before and after it is left out. Absent if there is none.
pub fn read(text: &str) -> Option<Address> {
    if let Some(address) = find(text).into_iter().next() {
        return Some(address);
    }
    let start = text.len() - text.trim_start().len();
    let bare = text.trim();
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or("");
    let lone = !bare.contains(char::is_whitespace) && !bare.contains('@') && is_host(host);
    lone.then(|| web(text, start, start, "http://", &[])).flatten()
}

/// Where an address may begin; the group that matched says how. Every alternative ends in the
/// sign that makes it certain, so that the search never looks far beyond a match.
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    let scheme = r"(?<scheme>(?:https?|ftps?)\s{0,2}:\s{0,2}[/\\]\s?[/\\]\s{0,2})";
    let mistyped = r"\b(?<mistyped>(?:h{1,2}t{1,3}p{0,2}s?|ttps?)(?:\s?[:;.,]\s?/{1,3}|//:?))";
    let www = r"\b(?<host>www\s?\.\s?[\p{L}\p{N}]";
    let host = r"|[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)+(?::[0-9]+)?/)";
    let doi = r"\b(?<label>doi\]?[\s:.=/]{0,4}(?:doi:?\s?)?)[0-9lIO][0-9oO]?\s?[.,]?\s?[0-9]{3,}";
    let bare = r"\b(?<doi>10\s?\.\s?[0-9]{4,9}(?:\.[0-9]+)*\s?/)";
    regex(&format!("(?i)(?:{scheme}|{mistyped}|{doi}|{bare}|{www}{host})"))
});

/// The address that begins at an anchor, if it is one.
fn at_anchor(text: &str, anchor: &Captures, breaks: &[usize]) -> Option<Address> {
    let start = anchor.get(0)?.start();
    if let Some(scheme) = anchor.name("scheme") {
        return with_scheme(text, Span::from(scheme.range()), breaks);
    }
    if let Some(mistyped) = anchor.name("mistyped") {
        return with_mistyped_scheme(text, Span::from(mistyped.range()), breaks);
    }
    if let Some(label) = anchor.name("label") {
        return doi_at(text, label.end(), breaks);
    }
    let before = text[..start].chars().next_back();
    if anchor.name("doi").is_some() {
        let inside = |c: char| c.is_alphanumeric() || "./-=%".contains(c);
        return (!before.is_some_and(inside)).then(|| doi_at(text, start, breaks)).flatten();
    }
    let host = anchor.name("host")?.as_str().trim_end_matches('/');
    let www = host.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("www"));
    let inside = |c: char| c.is_alphanumeric() || "@/.-_:\\".contains(c);
    let begins = !before.is_some_and(inside) && (www || is_host(host.split(':').next()?));
    begins
        .then(|| web(text, start, start, "http://", breaks))
        .flatten()
        .filter(|address| address.fault.is_none())
}

/// An address whose scheme is spelt out, perhaps with white space or backslashes in it.
fn with_scheme(text: &str, scheme: Span, breaks: &[usize]) -> Option<Address> {
    let written = scheme.of(text);
    let name: String = written.chars().take_while(char::is_ascii_alphabetic).collect();
    let name = format!("{}://", name.to_ascii_lowercase());
    // "http:/// example" and "http:///example" have a slash too many.
    let slashes = text[scheme.end..].len() - text[scheme.end..].trim_start_matches('/').len();
    let mut address = web(text, scheme.start, scheme.end + slashes, &name, breaks)?;
    if written.contains('\\') || slashes > 0 {
        note(&mut address.repairs, Repair::Scheme);
    } else if written.contains(char::is_whitespace) {
        note(&mut address.repairs, Repair::Space);
    }
    Some(address)
}

/// An address whose scheme is one slip away from `http://` or `https://`.
fn with_mistyped_scheme(text: &str, scheme: Span, breaks: &[usize]) -> Option<Address> {
    let name = match scheme.of(text).contains(['s', 'S']) {
        true => "https://",
        false => "http://",
    };
    let mut address = web(text, scheme.start, scheme.end, name, breaks)?;
    note(&mut address.repairs, Repair::Scheme);
    address.fault.is_none().then_some(address)
}

/// A web address whose text goes from `body` on, and whose scheme is `scheme`.
fn web(text: &str, start: usize, body: usize, scheme: &str, breaks: &[usize]) -> Option<Address> {
    let extent = extent::of(text, body, breaks, Tongue::Web);
    if !extent.text.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let mut repairs = Vec::new();
    if start == body {
        repairs.push(Repair::NoScheme);
    }
    for repair in &extent.repairs {
        note(&mut repairs, *repair);
    }
    let span = Span::new(start, extent.end);
    let url = format!("{scheme}{}", extent.text);
    if let Some(name) = doi::in_url(&url) {
        let dress = |text: &str| {
            let url = format!("{scheme}{text}");
            doi::in_url(&url).map_or(url, |name| name.url())
        };
        return Some(of_doi(span, name, &extent, repairs, dress));
    }
    let fault = fault_of(&url);
    let others = others(&extent, |text| format!("{scheme}{text}"));
    Some(Address { span, url, doi: None, repairs, others, fault })
}

/// Why no program can follow this address.
fn fault_of(url: &str) -> Option<String> {
    match Url::parse(url) {
        Ok(parsed) => {
            let host = parsed.host_str().unwrap_or("");
            let whole = host.contains(['.', ':']) && !is_bare_www(host) || host == "localhost";
            (!whole).then(|| format!("\"{host}\" is not the whole name of a host"))
        }
        Err(error) => Some(format!("it cannot be read as an address: {error}")),
    }
}

/// A DOI that stands for itself, from `start` on.
fn doi_at(text: &str, start: usize, breaks: &[usize]) -> Option<Address> {
    let extent = extent::of(text, start, breaks, Tongue::Doi);
    let span = Span::new(start, extent.end);
    (!extent.text.is_empty()).then(|| {
        let dress = |text: &str| doi::name(text).url();
        of_doi(span, doi::name(&extent.text), &extent, extent.repairs.clone(), dress)
    })
}

/// The address of a DOI; `dress` makes an address of another reading of its extent.
fn of_doi(
    span: Span,
    name: doi::Name,
    extent: &Extent,
    mut repairs: Vec<Repair>,
    dress: impl Fn(&str) -> String,
) -> Address {
    for repair in &name.repairs {
        note(&mut repairs, *repair);
    }
    let mut others = others(extent, dress);
    others.extend(
        name.longer
            .as_ref()
            .map(|longer| Reading { url: doi::url(longer), change: "the last words kept" }),
    );
    others.retain(|other| other.url != name.url());
    Address { span, url: name.url(), doi: Some(name.text), repairs, others, fault: name.fault }
}

/// How many joins are doubted, counted from the end: each may cost a request.
const MOST_JOINS: usize = 3;

/// The other readings of an extent, dressed as addresses.
fn others(extent: &Extent, dress: impl Fn(&str) -> String) -> Vec<Reading> {
    let reading = |(text, change): (String, &'static str)| Reading { url: dress(&text), change };
    extent
        .joins
        .iter()
        .rev()
        .take(MOST_JOINS)
        .flat_map(|joined| joined_otherwise(extent, joined))
        .map(reading)
        .collect()
}

/// What an address is if a join was none, or a hyphen at it belongs to the line end.
fn joined_otherwise(extent: &Extent, joined: &Joined) -> Vec<(String, &'static str)> {
    match joined {
        Joined::Hyphen(at) => {
            let mut text = extent.text.clone();
            if text.get(*at..=*at) == Some("-") {
                text.remove(*at);
            }
            vec![(text, "the hyphen of the line end taken out")]
        }
        Joined::Space(at) => {
            let cut = extent.text.get(..*at).unwrap_or(&extent.text);
            let cut = cut.trim_end_matches(['.', ',', ';', ':']);
            vec![(cut.to_owned(), "what follows the white space left out")]
        }
        Joined::LeftOut(word) => {
            vec![(format!("{}{word}", extent.whole), "what follows the white space added")]
        }
    }
}

/// Adds a repair if it is not noted yet.
fn note(repairs: &mut Vec<Repair>, repair: Repair) {
    if !repairs.contains(&repair) {
        repairs.push(repair);
    }
}
