//! DOIs in any dress.

use std::borrow::Cow;
use std::sync::LazyLock;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use regex::Regex;

use super::pattern::regex;
use super::repair::Repair;

/// A DOI as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// `10.1000/182`: prefix, slash, suffix; letters as written (DOIs ignore the case of ASCII).
    pub text: String,
    /// What was repaired.
    pub repairs: Vec<Repair>,
    /// The reading in which words at its end belong to it, if words were cut off.
    pub longer: Option<String>,
    /// What is wrong beyond repair.
    pub fault: Option<String>,
}

impl Name {
    /// Its address at the DOI resolver.
    pub(crate) fn url(&self) -> String {
        url(&self.text)
    }
}

/// The address of a DOI at its resolver (DOI Handbook §3.2: reserved characters are encoded).
pub(crate) fn url(doi: &str) -> String {
    const RESERVED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b']')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    format!("https://doi.org/{}", utf8_percent_encode(doi, RESERVED))
}

/// Whether `doi` is well formed: `10.`, a registrant of four to nine digits with or without
/// parts, a slash, a suffix, which may begin with a slash too (10.1037//0022-3514.69.4.719).
pub(crate) fn is_valid(doi: &str) -> bool {
    VALID.is_match(doi)
}

static VALID: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^10\.[0-9]{4,9}(?:\.[0-9]+)*//?[^\s/]\S*$"));

/// Reads the text of a DOI, without a label, as [`Name`].
pub(crate) fn name(written: &str) -> Name {
    let mut repairs = Vec::new();
    let text = repair_prefix(written, &mut repairs);
    let (text, longer) = match cut_page_words(&text) {
        Some(cut) => {
            repairs.push(Repair::Suffix);
            (cut.to_owned(), Some(text.into_owned()))
        }
        None => (text.into_owned(), None),
    };
    let fault = fault_of(&text);
    Name { text, repairs, longer, fault }
}

/// The DOI that the address of a resolver names: doi.org, dx.doi.org, a library's proxy of it.
pub(crate) fn in_url(url: &str) -> Option<Name> {
    static RESOLVER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^https?://(?:www\.|dx\.|oa\.)?(?P<host>doi\.org|doi\.dx\.org|dx\.org|doi\.com|doi\.og|dio\.org)(?::(?:80|443))?/+(?P<doi>.+)$",
        )
    });
    static PROXY: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^https?://(?:dx[.-])?doi[.-]org\.[\w.:-]+/+(?P<doi>(?:10\.|doi:).+)$")
    });
    let found = RESOLVER.captures(url).or_else(|| PROXY.captures(url))?;
    let path = found.name("doi")?.as_str();
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let (path, twice) = strip_dress(path);
    let decoded = percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path));
    let mut name = name(decoded.trim());
    let host = found.name("host").map(|host| host.as_str().to_ascii_lowercase());
    if twice || host.is_some_and(|host| host != "doi.org") {
        name.repairs.push(Repair::Resolver);
    }
    Some(name)
}

/// A DOI that is part of the address of a page: `https://publisher.example/doi/abs/10.1000/182`.
///
/// Publishers put the DOI into the path of their pages; it names the same work.
pub(crate) fn in_path(url: &str) -> Option<String> {
    static IN_PATH: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)[/=](?P<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2f)[^?#&\s]+)"));
    let found = IN_PATH.captures(url)?.name("doi")?.as_str();
    let decoded = percent_decode_str(found).decode_utf8().ok()?;
    let name = name(&decoded);
    name.fault.is_none().then_some(name.text)
}

/// Takes resolver addresses and labels off that stand inside a resolver's address; says whether
/// there were any.
fn strip_dress(path: &str) -> (&str, bool) {
    static DRESS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^(?:https?:/*)?(?:(?:dx\.|www\.)?doi\.org/+|doi(?::|%3a)?[/\s]*)+")
    });
    match DRESS.find(path) {
        Some(found) => (&path[found.end()..], true),
        None => (path, false),
    }
}

/// The prefix with letters for digits, commas for points and lost signs put right.
fn repair_prefix<'t>(written: &'t str, repairs: &mut Vec<Repair>) -> Cow<'t, str> {
    if VALID.is_match(written) || written.starts_with("10.") && written.contains('/') {
        return Cow::Borrowed(written);
    }
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:[1lI]?[0Oo][.,:;]|10)?(?P<registrant>[0-9]{4,9}(?:\.[0-9]+)*)[/\\](?P<suffix>\S+)$",
        )
    });
    match PARTS.captures(written) {
        Some(parts) => {
            repairs.push(Repair::Prefix);
            Cow::Owned(format!("10.{}/{}", &parts["registrant"], &parts["suffix"]))
        }
        None => Cow::Borrowed(written),
    }
}

/// A DOI without the words of a page's address at its end.
fn cut_page_words(doi: &str) -> Option<&str> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:/(?:abstract|full|fulltext|full\.pdf|pdf|epdf|meta|summary|references|html)|\.pdf|\.full|\.short|\.abstract)/?$",
        )
    });
    let found = WORDS.find(doi)?;
    let cut = &doi[..found.start()];
    VALID.is_match(cut).then_some(cut)
}

fn fault_of(doi: &str) -> Option<String> {
    if VALID.is_match(doi) {
        return None;
    }
    let message = match doi.split_once('/') {
        None => "a DOI has a slash between prefix and suffix, and here is none",
        Some((_, "")) => "nothing stands after the slash of the DOI",
        Some((prefix, _)) if !prefix.starts_with("10.") => "a DOI begins with \"10.\"",
        Some(_) => "after \"10.\" a DOI has a registrant's number of four to nine digits",
    };
    Some(message.to_owned())
}
