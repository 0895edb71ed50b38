//! How an address is written into a file: valid, and without any sign of the file's own markup.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Position, Url};

use crate::model::evidence::ArchivedCopy;
use crate::text::span::Span;

/// The language of the text around an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Markup {
    /// Markdown, in running text.
    Markdown,
    /// Markdown, in angle brackets or as the target of a link.
    MarkdownTarget,
    /// HTML or XML.
    Xml,
    /// LaTeX and BibTeX, in running text.
    Tex,
    /// LaTeX, in `\url{…}` and the like, which may stand in the argument of another command.
    TexTarget,
    /// YAML, where a comma may end a value.
    Yaml,
    /// Text in which no sign that an address can have means anything else: plain text, the strings of
    /// JSON and YAML, RIS, the verbatim fields of BibTeX.
    Plain,
}

/// Signs of addresses that some markup takes for its own. As `%5B` they mean the same to servers.
const ACTIVE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// No address that is worth citing is longer.
const LONGEST: usize = 2000;

/// Returns `address` spelt for `markup` in place of `like`: a bare DOI for a bare DOI, with the same
/// signs escaped.
///
/// # Errors
///
/// It cannot be written; why, in words that follow "it".
pub(crate) fn spelled(address: &str, like: &str, markup: Markup) -> Result<String, &'static str> {
    let bare = like.starts_with("10.").then(|| address.strip_prefix("https://doi.org/")).flatten();
    let plain = match bare {
        Some(doi) if doi.chars().all(is_plain_in_doi) => doi.to_owned(),
        Some(_) => return Err("has signs that a bare DOI cannot be written with here"),
        None => valid(address)?,
    };
    let escape = |(at, c): (usize, char)| escaped(c, &plain, at, like, markup);
    Ok(plain.char_indices().map(escape).collect())
}

/// Returns an address as servers understand it, without active signs.
///
/// # Errors
///
/// It is none that may be written.
pub(crate) fn valid(address: &str) -> Result<String, &'static str> {
    if address.chars().any(char::is_control) {
        return Err("holds control characters");
    }
    let url = Url::parse(address).map_err(|_| "is no address")?;
    match () {
        () if !matches!(url.scheme(), "http" | "https" | "ftp") => Err("is no address on the web"),
        () if !url.has_host() => Err("names no host"),
        () if !url.username().is_empty() || url.password().is_some() => {
            Err("holds a user's name or password")
        }
        () if url.as_str().len() > LONGEST => Err("is too long"),
        () => Ok(format!(
            "{}{}",
            &url[..Position::BeforePath],
            utf8_percent_encode(&url[Position::BeforePath..], ACTIVE)
        )),
    }
}

/// Returns a copy whose address and moment can be written anywhere.
///
/// # Errors
///
/// As [`valid`].
pub(crate) fn valid_copy(copy: &ArchivedCopy) -> Result<ArchivedCopy, &'static str> {
    let is_moment =
        copy.timestamp.len() == 14 && copy.timestamp.bytes().all(|b| b.is_ascii_digit());
    match is_moment {
        true => Ok(ArchivedCopy { url: valid(&copy.url)?, timestamp: copy.timestamp.clone() }),
        false => Err("has no date"),
    }
}

fn is_plain_in_doi(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._;()/:+".contains(c)
}

/// Returns the sign at `at` of an address as the markup has it.
fn escaped(c: char, address: &str, at: usize, like: &str, markup: Markup) -> String {
    let same_as_before = c.is_ascii_punctuation() && like.contains(&format!("\\{c}"));
    match (markup, c) {
        (Markup::Xml, '&') => "&amp;".to_owned(),
        (Markup::Markdown | Markup::MarkdownTarget, '&')
            if like.contains("&amp;") || begins_entity(&address[at..]) =>
        {
            "&amp;".to_owned()
        }
        (Markup::Markdown | Markup::Tex, _) if same_as_before => format!("\\{c}"),
        (Markup::Tex, '_' | '%' | '#' | '&' | '$') => format!("\\{c}"),
        (Markup::Tex, '~') => "\\%7E".to_owned(),
        (Markup::TexTarget, '%' | '#') => format!("\\{c}"),
        (Markup::Yaml, ',') if !like.contains(c) => "%2C".to_owned(),
        (Markup::Markdown, '_') if is_loose(address, at) => "%5F".to_owned(),
        (Markup::Markdown, '~' | '$' | '@') if !like.contains(c) => format!("%{:02X}", c as u32),
        _ => c.to_string(),
    }
}

/// Returns whether `rest` begins with what Markdown reads as a character: `&copy;`, `&#42;`.
fn begins_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(['&', '#']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// Returns whether an underscore is not inside a word, and so may be read as emphasis.
fn is_loose(address: &str, at: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(address[..at].chars().next_back()) || !inside(address[at + 1..].chars().next())
}

/// Returns the language around a segment of a file of this format.
pub(crate) fn markup_at(format: &str, text: &str, span: Span) -> Markup {
    let before = text.get(..span.start).unwrap_or_default();
    match format {
        "markdown" if before.ends_with(['<', '"', '\'']) || before.ends_with("](") => {
            Markup::MarkdownTarget
        }
        "markdown" => Markup::Markdown,
        "html" | "jats" | "endnote" => Markup::Xml,
        "latex" if is_running_tex(before) => Markup::Tex,
        "latex" => Markup::TexTarget,
        "hayagriva" => Markup::Yaml,
        "biblatex" | "bibtex" if is_running_tex(before) => Markup::Tex,
        _ => Markup::Plain,
    }
}

/// Returns whether what follows is running text in a file of BibTeX: not in `\url{`, nor in a field
/// that is read as it stands.
fn is_running_tex(before: &str) -> bool {
    let value = before.trim_end_matches(|c: char| !matches!(c, '{' | '"' | '='));
    let head = value.trim_end_matches(['{', '"', '=', ' ', '\t', '\r', '\n']);
    let name = head.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let verbatim = ["url", "href", "path", "doi", "eprint", "file", "pdf", "urlraw"];
    !verbatim.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(address: &str, like: &str, markup: Markup) -> String {
        spelled(address, like, markup).expect("can be written")
    }

    #[test]
    fn addresses_keep_the_dress_of_those_they_replace() {
        let markdown = |address, like| plain(address, like, Markup::Markdown);
        assert_eq!(
            markdown("http://b.example/a_b", r"http://a.example/x\_y"),
            r"http://b.example/a\_b"
        );
        assert_eq!(
            markdown("http://b.example/a_b", "http://a.example/x_y"),
            "http://b.example/a_b"
        );
        assert_eq!(
            markdown("http://b.example/?a&b", "http://a.example/?x&amp;y"),
            "http://b.example/?a&amp;b"
        );
        assert_eq!(markdown("https://doi.org/10.1000/2", "10.1000/ 2"), "10.1000/2");
    }

    /// Every language, with addresses that mean something else in it.
    #[test]
    fn nothing_of_an_address_is_markup() {
        let evil = "http://b.example/x)[click](http://evil.example)<script>\"'`{}\\input|^*_a_";
        let like = "http://a.example/";
        let encoded = "http://b.example/x%29%5Bclick%5D%28http://evil.example%29%3Cscript%3E%22%27%60%7B%7D/input%7C%5E%2A";
        for (markup, end) in [
            (Markup::Markdown, "_a%5F"),
            (Markup::MarkdownTarget, "_a_"),
            (Markup::Xml, "_a_"),
            (Markup::Plain, "_a_"),
            (Markup::Yaml, "_a_"),
            (Markup::TexTarget, "_a_"),
            (Markup::Tex, r"\_a\_"),
        ] {
            let wanted = match markup {
                Markup::Tex | Markup::TexTarget => encoded.replace('%', r"\%"),
                _ => encoded.to_owned(),
            };
            assert_eq!(plain(evil, like, markup), format!("{wanted}{end}"), "{markup:?}");
        }
        assert_eq!(
            plain("http://b.example/x,note:", like, Markup::Yaml),
            "http://b.example/x%2Cnote:"
        );
        let entity = "http://b.example/?a=1&copy;=2&lt=3";
        assert_eq!(plain(entity, like, Markup::Xml), "http://b.example/?a=1&amp;copy;=2&amp;lt=3");
        assert_eq!(
            plain(entity, like, Markup::MarkdownTarget),
            "http://b.example/?a=1&amp;copy;=2&lt=3"
        );
        assert_eq!(
            plain("http://b.example/~u/@v/$x", like, Markup::Markdown),
            "http://b.example/%7Eu/%40v/%24x"
        );
    }

    #[test]
    fn what_is_no_address_is_not_written() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "http://user:word@b.example/",
            "http://b.example/\n# Heading",
            "b.example",
            "http://",
        ] {
            assert!(spelled(address, "http://a.example/", Markup::Plain).is_err(), "{address}");
        }
        let long = format!("http://b.example/{}", "x".repeat(3000));
        assert!(valid(&long).is_err());
        assert!(spelled("https://doi.org/10.1000/[x]*", "10.1000/2", Markup::Markdown).is_err());
        let copy = ArchivedCopy {
            url: "https://web.archive.org/web/1/http://a.example/".to_owned(),
            timestamp: "2015}\\in".to_owned(),
        };
        assert!(valid_copy(&copy).is_err());
    }

    #[test]
    fn fields_that_are_read_as_they_stand_are_known() {
        let at = |text: &str| markup_at("bibtex", text, Span::new(text.len(), text.len()));
        assert_eq!(at("@misc{a,\n  url = {"), Markup::Plain);
        assert_eq!(at("@misc{a, URL=\""), Markup::Plain);
        assert_eq!(at("@misc{a, note = {see \\url{"), Markup::Plain);
        assert_eq!(at("@misc{a, note = {see "), Markup::Tex);
    }
}
