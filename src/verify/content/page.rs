//! What an HTML page says of itself.

use std::collections::HashSet;
use std::sync::LazyLock;

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use regex::Regex;

use crate::text::pattern::regex;

/// What is read off a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Page {
    /// The host that it came from.
    pub host: String,
    /// Its titles, the surest first: `citation_title`, Open Graph, Dublin Core, `title`, `h1`.
    pub titles: Vec<Title>,
    /// Its `h1` and `h2`.
    pub headings: Vec<String>,
    /// The text that is seen, white space joined, up to [`MOST_TEXT`] bytes.
    pub text: String,
    /// The language that it says it is in.
    pub language: Option<String>,
    /// The DOI that it gives itself.
    pub doi: Option<String>,
    /// The address that it calls its own.
    pub canonical: Option<String>,
    /// Where it sends its reader by itself, and after how many seconds.
    pub refresh: Option<(f64, String)>,
    /// Where a script sends its reader.
    pub script_target: Option<String>,
    /// Whether it has a field for a password.
    pub password: bool,
    /// How many scripts it has.
    pub scripts: usize,
    /// How many frames it has.
    pub frames: usize,
    /// Addresses and names of scripts, frames and forms, for telling who built it.
    pub sources: String,
    /// The places in it that a fragment can name.
    pub anchors: HashSet<String>,
    /// Short texts that fill an element by themselves, up to [`MOST_LABELS`].
    pub labels: Vec<Label>,
}

/// A short text that fills an element by itself: a badge, a button, an item of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// What it says.
    pub text: String,
    /// How many headings stand before it.
    pub headings: usize,
    /// How much text stands between it and the heading before it, or the beginning.
    pub distance: usize,
}

/// A title and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    /// Where it stood.
    pub place: Place,
    /// What it says.
    pub text: String,
}

/// Where a title may stand, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// `citation_title`, made for programs that cite.
    Citation,
    /// Open Graph or its like.
    Card,
    /// Dublin Core.
    DublinCore,
    /// The `title` element.
    Element,
    /// The first headings.
    Heading,
}

/// How many labels are kept.
pub(crate) const MOST_LABELS: usize = 200;

/// No label is longer.
const LONGEST_LABEL: usize = 40;

/// How much text is kept.
pub(crate) const MOST_TEXT: usize = 128 << 10;

/// How long a title may be; what is longer was not closed.
const LONGEST_TITLE: usize = 600;

/// Reads a page; `anchors` says whether the places that fragments can name are wanted.
pub(crate) fn read(html: &str, anchors: bool) -> Page {
    let mut reader = Reader { anchors, ..Reader::default() };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.finish()
}

/// The state of reading a page.
#[derive(Default)]
struct Reader {
    page: Page,
    anchors: bool,
    /// The element whose text is not seen.
    hidden: Option<Vec<u8>>,
    /// The title or heading that is open, and its text so far.
    open: Option<(Vec<u8>, String)>,
    in_svg: bool,
    /// How long the text was when the last heading ended.
    headed: usize,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        if self.anchors {
            let own = attribute(tag, "id").or_else(|| attribute(tag, "name"));
            self.page.anchors.extend(own);
            self.page.anchors.extend(attribute(tag, "name"));
        }
        match name {
            b"html" => {
                self.page.language = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang"))
            }
            b"meta" => self.meta(tag),
            b"link" => self.link(tag),
            b"input" => {
                self.page.password |=
                    attribute(tag, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
            }
            b"frame" | b"iframe" => {
                self.page.frames += 1;
                self.source(tag, "src");
            }
            b"form" => self.source(tag, "action"),
            b"svg" => self.in_svg = true,
            b"script" => {
                self.page.scripts += 1;
                self.source(tag, "src");
            }
            b"title" if !self.in_svg => self.open = Some((b"title".to_vec(), String::new())),
            b"h1" | b"h2" => self.open = Some((name.to_vec(), String::new())),
            _ => {}
        }
        if matches!(
            name,
            b"script"
                | b"style"
                | b"svg"
                | b"template"
                | b"noscript"
                | b"iframe"
                | b"textarea"
                | b"select"
        ) && !tag.self_closing
            && self.hidden.is_none()
        {
            self.hidden = Some(name.to_vec());
        }
        push_text(&mut self.page.text, " ");
    }

    fn end(&mut self, name: &[u8]) {
        if self.hidden.as_deref() == Some(name) {
            self.hidden = None;
        }
        if name == b"svg" {
            self.in_svg = false;
        }
        if self.open.as_ref().is_some_and(|(open, _)| open == name) {
            self.close();
        }
        push_text(&mut self.page.text, " ");
    }

    fn text(&mut self, text: &str) {
        if self.hidden.as_deref() == Some(b"script") {
            self.script(text);
        }
        if self.hidden.is_some() {
            return;
        }
        match &mut self.open {
            Some((name, open)) if open.len() < LONGEST_TITLE => {
                open.push_str(text);
                if name != b"title" {
                    push_text(&mut self.page.text, text);
                }
            }
            Some((name, _)) if name == b"title" => {}
            _ => {
                self.label(text);
                push_text(&mut self.page.text, text);
            }
        }
    }

    fn label(&mut self, text: &str) {
        let text = text.trim();
        let is_label = (3..=LONGEST_LABEL).contains(&text.len());
        if is_label && self.page.labels.len() < MOST_LABELS {
            let distance = self.page.text.len() - self.headed;
            let (text, headings) = (text.to_owned(), self.page.headings.len());
            self.page.labels.push(Label { text, headings, distance });
        }
    }

    /// Ends the title or heading that is open.
    fn close(&mut self) {
        let Some((name, text)) = self.open.take() else {
            return;
        };
        let text = joined(&text);
        if text.is_empty() {
            return;
        }
        if name != b"title" {
            self.page.headings.push(text.clone());
            self.headed = self.page.text.len();
        }
        let heading = self.page.headings.len() == 1 && name != b"title" || name == b"h1";
        match name.as_slice() {
            b"title" => self.title(Place::Element, text),
            _ if heading => self.title(Place::Heading, text),
            _ => {}
        }
    }

    fn title(&mut self, place: Place, text: String) {
        if self.page.titles.len() < 12 && !text.is_empty() {
            self.page.titles.push(Title { place, text });
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let name = attribute(tag, "name")
            .or_else(|| attribute(tag, "property"))
            .or_else(|| attribute(tag, "itemprop"));
        let content = attribute(tag, "content").map(|content| joined(&content));
        let equivalent = attribute(tag, "http-equiv");
        if let (Some(header), Some(content)) = (equivalent, &content)
            && header.eq_ignore_ascii_case("refresh")
            && self.hidden.is_none()
        {
            self.page.refresh = self.page.refresh.take().or_else(|| refresh(content));
        }
        let (Some(name), Some(content)) = (name, content) else {
            return;
        };
        match name.to_ascii_lowercase().as_str() {
            "citation_title" | "bepress_citation_title" | "eprints.title" => {
                self.title(Place::Citation, content)
            }
            "og:title" | "twitter:title" => self.title(Place::Card, content),
            "dc.title" | "dcterms.title" => self.title(Place::DublinCore, content),
            "citation_doi" | "dc.identifier" | "prism.doi" | "bepress_citation_doi" => {
                self.identifier(&content)
            }
            _ => {}
        }
    }

    fn identifier(&mut self, content: &str) {
        let doi = crate::text::address::read(content).and_then(|address| address.doi);
        self.page.doi = self.page.doi.take().or(doi);
    }

    fn link(&mut self, tag: &StartTag<()>) {
        if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.page.canonical = attribute(tag, "href");
        }
    }

    fn source(&mut self, tag: &StartTag<()>, name: &str) {
        if let Some(source) = attribute(tag, name).filter(|_| self.page.sources.len() < 8 << 10) {
            self.page.sources.push_str(&source);
            self.page.sources.push('\n');
        }
    }

    /// Looks for where a script sends the reader.
    fn script(&mut self, text: &str) {
        static LOCATION: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r#"(?:^|[^\w.$])(?:(?:window|document|top|self|parent)\.){0,2}location(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\(\s*)["']([^"'\s]+)["']"#,
            )
        });
        if self.page.script_target.is_none() && text.len() < 4096 {
            let found = LOCATION.captures(text).and_then(|found| found.get(1));
            self.page.script_target = found.map(|target| target.as_str().to_owned());
        }
        self.headline(text);
        if self.page.sources.len() < 8 << 10 {
            self.page.sources.push_str(&text[..text.floor_char_boundary(1024.min(text.len()))]);
        }
    }

    /// Reads the headline of the linked data (JSON-LD, schema.org) that a page describes itself by.
    fn headline(&mut self, text: &str) {
        static HEADLINE: LazyLock<Regex> =
            LazyLock::new(|| regex(r#""headline"\s*:\s*("(?:[^"\\]|\\.){1,500}")"#));
        if text.contains("schema.org")
            && let Some(found) = HEADLINE.captures(text)
            && let Ok(headline) = serde_json::from_str::<String>(&found[1])
        {
            self.title(Place::Card, joined(&headline));
        }
    }

    fn finish(mut self) -> Page {
        self.close();
        self.page.titles.sort_by_key(|title| title.place);
        self.page.text = joined(&self.page.text);
        self.page
    }
}

/// The value of an attribute.
fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Reads `5; url='target'` (<https://html.spec.whatwg.org/#shared-declarative-refresh-steps>).
pub(crate) fn refresh(content: &str) -> Option<(f64, String)> {
    static REFRESH: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"(?i)^\s*([0-9]*\.?[0-9]*)\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)"#)
    });
    let found = REFRESH.captures(content)?;
    Some((found[1].parse().unwrap_or(0.0), found[2].trim().to_owned()))
}

/// Adds text up to the limit.
fn push_text(all: &mut String, text: &str) {
    let room = MOST_TEXT.saturating_sub(all.len());
    all.push_str(&text[..text.floor_char_boundary(room.min(text.len()))]);
}

/// Returns a text trimmed, with all white space as single spaces.
pub(crate) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut push = |word: &str| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    };
    match text.is_ascii() {
        true => text.split_ascii_whitespace().for_each(&mut push),
        false => text.split_whitespace().for_each(&mut push),
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_come_surest_first() {
        let page = read(
            "<html lang=kk><head><title> A &amp; B |\n Site</title><meta name=citation_title content='A and B'>\
             <meta property='og:title' content='A'></head><body><svg><title>x</title></svg><h1>A <i>and</i> B</h1><h2>Two</h2>\
             <script>var t = 'hidden';</script><p>ClassifiedVisit&nbsp;text</p><style>p{}</style></body>",
            false,
        );
        let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_str()).collect();
        assert_eq!(titles, ["A and B", "A", "A & B | Site", "A and B"]);
        assert_eq!(page.headings, ["A and B", "Two"]);
        assert_eq!(page.text, "A and B Two ClassifiedVisit text");
        assert_eq!(page.language.as_deref(), Some("kk"));
    }

    #[test]
    fn ways_to_send_a_reader_on_are_seen() {
        let refresh = |html| read(html, false).refresh;
        assert_eq!(
            refresh("<meta http-equiv=Refresh content='0; URL=/b'>"),
            Some((0.0, "/b".to_owned()))
        );
        assert_eq!(
            refresh("<meta http-equiv=refresh content=\"3;url='/b?c=d'\">"),
            Some((3.0, "/b?c=d".to_owned()))
        );
        assert_eq!(
            refresh("<noscript><meta http-equiv=refresh content='0;url=/b'></noscript>"),
            None
        );
        assert_eq!(refresh("<!-- <meta http-equiv=refresh content='0;url=/b'> -->"), None);
        let script = |html| read(html, false).script_target;
        assert_eq!(script("<script>window.location.href = '/b';</script>").as_deref(), Some("/b"));
        assert_eq!(script("<script>location.replace(\"/b\")</script>").as_deref(), Some("/b"));
        assert_eq!(script("<script>var mylocation = '/b';</script>"), None);
    }

    #[test]
    fn anchors_are_gathered_on_demand() {
        let html = "<h2 id='a b'>x</h2><a name=c></a>";
        assert!(read(html, false).anchors.is_empty());
        let anchors = read(html, true).anchors;
        assert!(anchors.contains("a b") && anchors.contains("c"));
    }

    #[test]
    fn a_page_s_doi_is_read() {
        let page = read("<meta name='citation_doi' content='doi:10.1000/182'>", false);
        assert_eq!(page.doi.as_deref(), Some("10.1000/182"));
    }
}
