//! EndNote XML to values and back. A value's tag is the path of its element in the record.

use std::collections::HashMap;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::kinds;
use crate::bibliography::tagged::values::{Tagged, Values};
use crate::model::library::{Fault, FaultKind};
use crate::text::span::Span;

/// What stands before all records.
pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n";

/// What stands after all records.
pub(crate) const TAIL: &str = "</records></xml>\n";

/// The element of the reference type, whose name is an attribute.
pub(crate) const KIND: &str = "ref-type";

/// Elements nested deeper than this are skipped.
const DEEPEST: usize = 16;

/// Faces of `style` and the tags of CSL's markup.
const FACES: &[(&str, &str)] =
    &[("italic", "i"), ("bold", "b"), ("superscript", "sup"), ("subscript", "sub")];

/// Cuts a file into records. What is broken in one costs no other.
pub(crate) fn cut(text: &str) -> (Vec<Values>, Vec<Fault>) {
    let mut faults = Vec::new();
    let spans = record_spans(text);
    if spans.is_empty() && !text.contains("<records") {
        let message =
            "no <record> is in this file; expected the XML that EndNote exports".to_owned();
        let (kind, span) = (FaultKind::Syntax, Span::new(0, 0));
        faults.push(Fault { kind, source: 0, span, entry: None, message });
    }
    let records = spans
        .into_iter()
        .map(|span| {
            let mut record = RecordReader::new(text, span);
            if let Err(error) = record.all() {
                let at = Span::new(record.at(), span.end);
                let message =
                    format!("this record is no sound XML ({error}); it was read up to here");
                let kind = FaultKind::Syntax;
                faults.push(Fault { kind, source: 0, span: at, entry: None, message });
            }
            Values { span, values: record.values }
        })
        .collect();
    (records, faults)
}

/// From each `<record>` to its end, or to where the next one begins.
fn record_spans(text: &str) -> Vec<Span> {
    let opens = |at: &usize| text[at + "<record".len()..].starts_with(['>', ' ', '\t', '\n', '\r']);
    let starts: Vec<usize> = memmem::find_iter(text.as_bytes(), "<record").filter(opens).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let whole = |(&start, end): (&usize, usize)| {
        let close = "</record>";
        let found = memmem::find(&text.as_bytes()[start..end], close.as_bytes());
        Span::new(start, found.map_or(end, |at| start + at + close.len()))
    };
    starts.iter().zip(ends).map(whole).collect()
}

struct RecordReader<'t> {
    reader: Reader<&'t [u8]>,
    start: usize,
    /// The open elements below the record, `style` aside.
    path: Vec<String>,
    /// The open elements of style, each with the tag that closes it.
    styles: Vec<Option<&'static str>>,
    text: String,
    text_start: usize,
    values: Vec<Tagged>,
}

impl<'t> RecordReader<'t> {
    fn new(text: &'t str, span: Span) -> RecordReader<'t> {
        let mut reader = Reader::from_str(span.of(text));
        reader.config_mut().allow_dangling_amp = true;
        RecordReader {
            reader,
            start: span.start,
            path: Vec::new(),
            styles: Vec::new(),
            text: String::new(),
            text_start: span.start,
            values: Vec::new(),
        }
    }

    fn at(&self) -> usize {
        self.start + self.reader.buffer_position() as usize
    }

    fn all(&mut self) -> Result<(), quick_xml::Error> {
        let mut depth = 0;
        loop {
            let before = self.at();
            match self.reader.read_event()? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > 1 && depth <= DEEPEST {
                        self.open(&element);
                    }
                }
                Event::End(_) => {
                    if depth > 1 && depth <= DEEPEST {
                        self.close(before);
                    }
                    depth -= 1;
                }
                Event::Text(text) => self.text.push_str(&text.decode()?),
                Event::CData(text) => self.text.push_str(&text.decode()?),
                Event::GeneralRef(name) => self.text.push_str(&resolve(&name)),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let name = String::from_utf8_lossy(element.local_name().as_ref()).into_owned();
        if name == "style" {
            let face = attribute(element, "face").unwrap_or_default();
            let tag = FACES.iter().find(|(known, _)| *known == face).map(|(_, tag)| *tag);
            if let Some(tag) = tag {
                self.text.push_str(&format!("<{tag}>"));
            }
            return self.styles.push(tag);
        }
        if name == KIND
            && let Some(kind) = attribute(element, "name")
        {
            self.value(KIND.to_owned(), kind, self.at());
        }
        self.text.clear();
        self.path.push(name);
        self.text_start = self.at();
    }

    fn close(&mut self, end: usize) {
        if let Some(style) = self.styles.pop() {
            if let Some(tag) = style {
                self.text.push_str(&format!("</{tag}>"));
            }
            return;
        }
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.value(self.path.join("/"), text.trim().replace('\r', "\n"), end);
        }
        self.path.pop();
    }

    fn value(&mut self, tag: String, text: String, end: usize) {
        let span = Span::new(self.text_start.min(end), end);
        self.values.push(Tagged { tag, text, span });
    }
}

/// Whether each part of a path is a name that an element can have.
pub(crate) fn is_path(path: &str) -> bool {
    let is_name = |part: &str| {
        let rest = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        part.starts_with(char::is_alphabetic) && part.chars().all(rest)
    };
    path.split('/').all(is_name)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    attribute.unescape_value().ok().map(|value| value.into_owned())
}

/// The character that `&name;` stands for; the reference itself, where none is known.
fn resolve(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(name).into_owned();
    match name.as_str() {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => format!("&{name};"),
    }
}

/// A record's values as a `record` element.
pub(crate) fn print(values: &[(String, String)]) -> String {
    let mut xml = "<record>".to_owned();
    let mut open: Vec<&str> = Vec::new();
    for (path, value) in in_order(values) {
        let names: Vec<&str> = path.split('/').collect();
        let (parents, name) = names.split_at(names.len() - 1);
        let shared = open.iter().zip(parents).take_while(|(a, b)| a == b).count();
        close(&mut xml, &mut open, shared);
        for parent in &parents[shared..] {
            xml += &format!("<{parent}>");
            open.push(parent);
        }
        xml += &element(name[0], value);
    }
    close(&mut xml, &mut open, 0);
    xml + "</record>\n"
}

/// The values, those of one parent element together, in the order in which the parents come.
fn in_order(values: &[(String, String)]) -> Vec<(&str, &str)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (path, _) in values {
        for (at, _) in path.match_indices('/') {
            let next = places.len();
            places.entry(&path[..at]).or_insert(next);
        }
        let next = places.len();
        places.entry(path).or_insert(next);
    }
    let key = |path: &str| -> Vec<usize> {
        let parents = path.match_indices('/').map(|(at, _)| places[&path[..at]]);
        parents.chain(places.get(path).copied()).collect()
    };
    let mut sorted: Vec<(&str, &str)> =
        values.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
    sorted.sort_by_key(|(path, _)| key(path));
    sorted
}

fn close(xml: &mut String, open: &mut Vec<&str>, keep: usize) {
    while open.len() > keep {
        if let Some(name) = open.pop() {
            xml.push_str(&format!("</{name}>"));
        }
    }
}

fn element(name: &str, value: &str) -> String {
    if name == KIND {
        return format!("<{KIND} name=\"{}\">{}</{KIND}>", escape(value), kinds::number(value));
    }
    format!("<{name}>{}</{name}>", styled(&escape(without_controls(value))))
}

/// XML has no way to write most control characters.
fn without_controls(value: &str) -> String {
    value.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// CSL's markup, which was escaped, as elements of style, if all of it is closed in order.
fn styled(escaped: &str) -> String {
    let mut xml = String::with_capacity(escaped.len());
    let mut open = Vec::new();
    let mut rest = escaped;
    while let Some(at) = rest.find("&lt;") {
        xml.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = FACES.iter().find_map(|(face, tag)| {
            let named = |sign: &str| rest.strip_prefix(&format!("&lt;{sign}{tag}&gt;"));
            let opened = named("").map(|after| (*face, true, after));
            opened.or_else(|| named("/").map(|after| (*face, false, after)))
        });
        let (text, after) = match known {
            Some((face, true, after)) => {
                open.push(face);
                (format!("<style face=\"{face}\" font=\"default\" size=\"100%\">"), after)
            }
            Some((face, false, after)) if open.pop() == Some(face) => {
                ("</style>".to_owned(), after)
            }
            Some(_) => return escaped.to_owned(),
            None => ("&lt;".to_owned(), &rest["&lt;".len()..]),
        };
        xml += &text;
        rest = after;
    }
    if open.is_empty() { xml + rest } else { escaped.to_owned() }
}
