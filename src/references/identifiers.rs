//! DOIs, addresses and numbers that a grammar knows.
//!
//! Whatever a labeller makes of the rest, these segments are certain: a DOI has the form that
//! the DOI Handbook gives it (§2.2), an address begins with a scheme or `www.` (RFC 3986), and
//! ISBN, ISSN, PMID and arXiv numbers carry their name.

use crate::lexicon::lists::list;
use crate::model::reference::Label;
use crate::text::span::Span;

/// An identifier: its value without the name or prefix before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identifier {
    /// DOI, address, ISBN, ISSN, PMID or arXiv number.
    pub label: Label,
    /// The value.
    pub span: Span,
    /// The value with what introduces it: `https://doi.org/`, `doi:`, `ISBN`.
    pub whole: Span,
}

/// Every identifier of `text` in text order; they do not overlap.
///
/// A DOI that is announced (`doi:`, `doi.org/`) is taken as it is written even where it is
/// damaged, so that a reader of the result can see the damage.
pub(crate) fn find(text: &str) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let mut inside_word = false;
    let mut next = 0;
    for (at, byte) in text.bytes().enumerate() {
        let in_word = byte.is_ascii_alphanumeric();
        if at >= next
            && in_word
            && !inside_word
            && let Some(identifier) = read(text, at)
        {
            next = identifier.whole.end;
            found.push(identifier);
        }
        inside_word = in_word;
    }
    found
}

/// Whether a text begins with an identifier, or a sign and an identifier.
pub(crate) fn leads(text: &str) -> bool {
    let word = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    word(0) && read(text, 0).is_some() || !word(0) && word(1) && read(text, 1).is_some()
}

/// Whether `text` has the form of a DOI: `10.`, digits, a slash and something.
pub(crate) fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text.split_once('/') else {
        return false;
    };
    let digits = registrant.strip_prefix("10.").unwrap_or("");
    let well_formed = digits.split('.').all(|part| {
        (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    well_formed && digits.len() >= 4 && !suffix.is_empty() && !suffix.contains(char::is_whitespace)
}

/// The identifier that begins at `at`.
fn read(text: &str, at: usize) -> Option<Identifier> {
    let rest = &text[at..];
    match rest.as_bytes().first()?.to_ascii_lowercase() {
        b'h' | b'f' | b'w' => address(text, at),
        b'd' => announced_doi(text, at),
        b'1' => bare_doi(text, at),
        b'i' | b'e' => serial(text, at, "isbn", Label::Isbn, 10)
            .or_else(|| serial(text, at, "eissn", Label::Issn, 8))
            .or_else(|| serial(text, at, "e-issn", Label::Issn, 8))
            .or_else(|| serial(text, at, "issn", Label::Issn, 8)),
        b'p' => serial(text, at, "pmid", Label::Pmid, 1)
            .or_else(|| serial(text, at, "pubmed id", Label::Pmid, 1))
            .or_else(|| serial(text, at, "pubmed", Label::Pmid, 1)),
        b'a' => arxiv(text, at),
        _ => None,
    }
}

/// `https://…`, `www.…`; the address of the DOI resolver gives the DOI.
fn address(text: &str, at: usize) -> Option<Identifier> {
    let mut scan = Scan { text, at };
    let scheme = ["https", "http", "ftp"].into_iter().any(|scheme| scan.word(scheme));
    if scheme {
        scan.space();
        scan.word(":").then_some(())?;
        scan.space();
        scan.word("/").then_some(())?;
        scan.space();
        scan.word("/").then_some(())?;
        scan.space();
    } else if !scan.ahead("www.") {
        return None;
    }
    let host = scan.at;
    if let Some(doi) = resolver(&mut scan) {
        return doi_value(text, at, doi);
    }
    let end = before_access(text, host, run_end(text, host, is_address_char, joins_address));
    let span = Span::new(at, trimmed_end(text, host, end));
    (span.end > host + 3).then_some(Identifier { label: Label::Url, span, whole: span })
}

/// Where an address ends that the bracket with the day of access follows without a space:
/// "https://example.org/a(accessed 19 May".
fn before_access(text: &str, host: usize, end: usize) -> usize {
    let bracket = text[host..end].rfind('(').map(|open| host + open);
    let says = |open: &usize| list("accessed").contains(&&*text[open + 1..end].to_lowercase());
    bracket.filter(says).unwrap_or(end)
}

/// `doi:10.…`, `DOI 10.…`, `doi.org/10.…`, `doi: doi.org/10.…`, `doi:https://doi.org/10.…`.
fn announced_doi(text: &str, at: usize) -> Option<Identifier> {
    let mut scan = Scan { text, at };
    if let Some(doi) = resolver(&mut scan) {
        return doi_value(text, at, doi);
    }
    scan.word("doi").then_some(())?;
    scan.space();
    let colon = scan.word(":") || scan.word("：");
    let dot = !colon && (scan.word(".") || scan.word("{"));
    scan.space();
    let _ = scan.word("\u{feff}") || scan.word("\u{200b}");
    let angled = text[scan.at..].starts_with("<10") && scan.word("<");
    let within = scan.at;
    if let Some(inner) = address(text, within) {
        let whole = Span::new(at, inner.whole.end);
        return (inner.label == Label::Doi).then_some(Identifier { whole, ..inner });
    }
    if let Some(doi) = resolver(&mut scan) {
        return doi_value(text, at, doi);
    }
    let announced = colon || dot || text[within..].starts_with("10");
    announced.then_some(())?;
    let mut doi = doi_value(text, at, within)
        .filter(|doi| doi.span.of(text).bytes().filter(u8::is_ascii_digit).count() >= 2)?;
    // "doi: <10.1000/a>"; the signs inside an old one are its own: "10.1002/(SICI)1097<1::A>3.0".
    let value = doi.span.of(text);
    let closes = value.matches('<').count() < value.matches('>').count();
    if angled && value.ends_with('>') && closes {
        doi.span.end -= 1;
    }
    Some(doi)
}

/// `10.1000/…` on its own.
fn bare_doi(text: &str, at: usize) -> Option<Identifier> {
    let registrant = text[at..].strip_prefix("10.")?;
    let digits = registrant.bytes().take_while(u8::is_ascii_digit).count();
    let slash = registrant.as_bytes().get(digits) == Some(&b'/');
    ((4..=9).contains(&digits) && slash).then_some(())?;
    doi_value(text, at, at)
}

/// Passes over `doi.org/` and gives where the DOI begins.
fn resolver(scan: &mut Scan) -> Option<usize> {
    let start = scan.at;
    let _ = scan.word("dx.") || scan.word("www.");
    if scan.word("doi.org/") || scan.word("doi.org:") {
        scan.space();
        return Some(scan.at);
    }
    scan.at = start;
    None
}

/// The DOI written at `doi`, introduced from `at` on.
fn doi_value(text: &str, at: usize, doi: usize) -> Option<Identifier> {
    let end = run_end(text, doi, is_doi_char, joins_doi);
    let span = Span::new(doi, trimmed_end(text, doi, end));
    (!span.is_empty()).then_some(Identifier {
        label: Label::Doi,
        span,
        whole: Span::new(at, span.end),
    })
}

/// `arXiv:2101.00001v2`, `arXiv:hep-th/9901001`.
fn arxiv(text: &str, at: usize) -> Option<Identifier> {
    let mut scan = Scan { text, at };
    scan.word("arxiv").then_some(())?;
    scan.space();
    if scan.word("preprint arxiv") {
        scan.space();
    }
    scan.word(":");
    scan.space();
    let start = scan.at;
    let end = run_end(text, start, is_arxiv_char, |_, _| false);
    let span = Span::new(start, trimmed_end(text, start, end));
    let digits = span.of(text).bytes().filter(u8::is_ascii_digit).count();
    (digits >= 7).then_some(Identifier {
        label: Label::Arxiv,
        span,
        whole: Span::new(at, span.end),
    })
}

/// A number with its name before it: `ISBN 978-…`, `PMID: 123`.
fn serial(text: &str, at: usize, name: &str, label: Label, least: usize) -> Option<Identifier> {
    let mut scan = Scan { text, at };
    scan.word(name).then_some(())?;
    if label == Label::Isbn {
        let _ = scan.word("-13") || scan.word("-10") || scan.word(" 13:") || scan.word(" 10:");
    }
    scan.space();
    scan.word(":");
    scan.space();
    let start = scan.at;
    let joins = match label {
        Label::Isbn => joins_isbn,
        _ => |_: &str, _: &str| false,
    };
    let end = run_end(text, start, is_serial_char, joins);
    let value = text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit() && c != 'X');
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let span = Span::new(start, start + value.len());
    (digits + 1 >= least && digits > 0).then_some(Identifier {
        label,
        span,
        whole: Span::new(at, span.end),
    })
}

/// Longer values are not looked at, so that time stays in step with the length of the text.
const LONGEST: usize = 4096;

/// The end of the run of `allowed` characters from `start`; a single space is passed where
/// `joins` says that the pieces before and after it are one.
fn run_end(
    text: &str,
    start: usize,
    allowed: fn(char) -> bool,
    joins: fn(&str, &str) -> bool,
) -> usize {
    let text = &text[..text.floor_char_boundary(start + LONGEST)];
    let mut end = start;
    loop {
        let rest = &text[end..];
        end += rest.find(|c| !allowed(c)).unwrap_or(rest.len());
        let Some(after) = text[end..].strip_prefix(' ') else {
            return end;
        };
        let piece = &after[..after.find(|c| !allowed(c)).unwrap_or(after.len())];
        if piece.is_empty() || end == start || !joins(&text[start..end], piece) {
            return end;
        }
        end += 1;
    }
}

/// `end` without closing punctuation that belongs to the sentence: full stops, commas, brackets
/// that were not opened inside.
fn trimmed_end(text: &str, start: usize, mut end: usize) -> usize {
    let piece = &text[start..end];
    let surplus = |open: char, close: char| {
        piece.matches(close).count().saturating_sub(piece.matches(open).count())
    };
    let mut closers =
        [(')', surplus('(', ')')), (']', surplus('[', ']')), ('}', surplus('{', '}'))];
    for last in piece.chars().rev() {
        let surplus = closers.iter_mut().find(|(closer, _)| *closer == last);
        match (last, surplus) {
            ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '’', _) => {}
            (_, Some((_, left))) if *left > 0 => *left -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

fn is_address_char(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|' | '。' | '，')
}

fn is_doi_char(c: char) -> bool {
    is_address_char(c) || matches!(c, '<' | '>')
}

fn is_arxiv_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')
}

fn is_serial_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '–' | '‐' | '‑' | 'X' | 'x')
}

/// A line end or a slip of the keyboard leaves a space after a slash, hyphen, underscore or the
/// like; what follows must itself look like a piece of an address.
fn joins_address(before: &str, after: &str) -> bool {
    let inside = after.trim_end_matches(['.', ',', ')']);
    let marks: &[char] = match before.ends_with('.') {
        true => &['/'],
        false => &['/', '_', '=', '%', '?', '.', '-'],
    };
    before.ends_with(['/', '-', '_', '=', '&', '?', '%', '#', '~', '.'])
        && inside.contains(marks)
        && !inside.contains(['(', '[', ','])
        && !inside.starts_with("http")
        && !inside.contains("doi.org")
}

/// A space after the slash of a DOI that has no suffix yet.
fn joins_doi(before: &str, after: &str) -> bool {
    before.ends_with('/')
        && before.matches('/').count() == 1
        && after.contains(|c: char| c.is_ascii_digit())
        && after.contains(['.', '-', '_', '('])
}

/// ISBNs are grouped with spaces; more than 13 digits are not one.
fn joins_isbn(before: &str, after: &str) -> bool {
    let digits = |piece: &str| piece.bytes().filter(u8::is_ascii_digit).count();
    before.len() < 20 && after.len() < 20 && digits(before) + digits(after) <= 13
}

/// Reads ahead in a text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    /// Whether `word` (ASCII lower case) comes next, in whatever case.
    fn ahead(&self, word: &str) -> bool {
        self.text
            .get(self.at..self.at + word.len())
            .is_some_and(|next| next.eq_ignore_ascii_case(word))
    }

    /// Passes over `word`, if it comes next.
    fn word(&mut self, word: &str) -> bool {
        let ahead = self.ahead(word);
        if ahead {
            self.at += word.len();
        }
        ahead
    }

    /// Passes over one space, if it comes next.
    fn space(&mut self) {
        let _ = self.word(" ") || self.word("\u{A0}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Label, &str)]) {
        let found = find(text);
        let found: Vec<(Label, &str)> =
            found.iter().map(|identifier| (identifier.label, identifier.span.of(text))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dois_in_every_dress() {
        for dress in [
            "See 10.1000/a.b_c(1)2.",
            "doi:10.1000/a.b_c(1)2",
            "DOI: 10.1000/a.b_c(1)2.",
            "https://doi.org/10.1000/a.b_c(1)2.",
            "(http://dx.doi.org/10.1000/a.b_c(1)2)",
            "doi: https://doi.org/10.1000/a.b_c(1)2,",
            "doi: doi.org/10.1000/a.b_c(1)2,",
            "doi: <10.1000/a.b_c(1)2>.",
        ] {
            check(dress, &[(Label::Doi, "10.1000/a.b_c(1)2")]);
        }
    }

    #[test]
    fn damaged_dois_are_kept_as_they_stand() {
        check("doi:1O.1016/j.x.2010", &[(Label::Doi, "1O.1016/j.x.2010")]);
        check("https://doi.org/10.1016.j.x.2010.", &[(Label::Doi, "10.1016.j.x.2010")]);
        check("doi:10.1016/ j.x.2010.01", &[(Label::Doi, "10.1016/ j.x.2010.01")]);
        check("doi.org/101016/j.x.2010", &[(Label::Doi, "101016/j.x.2010")]);
        check("https://doi.org/10.1016/", &[(Label::Doi, "10.1016/")]);
        assert!(is_doi("10.1016/j.x") && !is_doi("1O.1016/j.x") && !is_doi("10.1016/"));
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        check("Web (https://a.org/x_(y).pdf).", &[(Label::Url, "https://a.org/x_(y).pdf")]);
        check("www.a.org/b, accessed", &[(Label::Url, "www.a.org/b")]);
        check("http://a.org/ b/c.html Accessed", &[(Label::Url, "http://a.org/ b/c.html")]);
        check("http://a.org/b/ Accessed 3 May", &[(Label::Url, "http://a.org/b/")]);
        check("http://a.org/b. Smith and/or", &[(Label::Url, "http://a.org/b")]);
        check("http://a.org/b(accessed 3 May 2011)", &[(Label::Url, "http://a.org/b")]);
    }

    #[test]
    fn numbers_with_their_names() {
        check("ISBN 978-0-19-953556-9.", &[(Label::Isbn, "978-0-19-953556-9")]);
        check(
            "ISSN: 1234-567X; PMID: 123456",
            &[(Label::Issn, "1234-567X"), (Label::Pmid, "123456")],
        );
        check("arXiv:2101.00001v2 [cs.CL]", &[(Label::Arxiv, "2101.00001v2")]);
        check("arXiv preprint arXiv:hep-th/9901001", &[(Label::Arxiv, "hep-th/9901001")]);
    }

    #[test]
    fn ordinary_words_are_none() {
        check("Widow, doing things, 10.5 in pubs; doi unknown", &[]);
    }
}
