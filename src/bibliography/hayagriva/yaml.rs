//! YAML to entries with their places, and values to YAML.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser};
use serde_json::{Map, Value as Json};

use crate::text::span::Span;

/// Values nested deeper than this are refused.
const DEEPEST: usize = 64;

/// How much aliases may repeat (values and bytes of text), for each byte of the file and in all of a short one. An alias
/// that repeats aliases doubles what it names: a file of a kilobyte would fill the memory.
const REPEATED: usize = 8;
const REPEATED_IN_SHORT: usize = 1 << 16;

/// A member of the file's mapping.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its key.
    pub key: String,
    /// From the key to the end of the value.
    pub span: Span,
    /// Its value; all scalars are text, as written.
    pub value: Json,
    /// Where the values of its own fields stand.
    pub places: Vec<(String, Span)>,
}

/// What a file holds, and where it could not be read.
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// The members of the mapping in order.
    pub members: Vec<Member>,
    /// Places and reasons.
    pub faults: Vec<(Span, String)>,
}

/// The members of a YAML mapping. After a fault reading goes on at the next line that is not
/// indented.
pub(crate) fn read(text: &str) -> Members {
    let mut found = Members::default();
    let mut from = text.len() - text.trim_start_matches('\u{FEFF}').len();
    while from < text.len() {
        let mut builder = Builder::new(text, from);
        let Some(message) = builder.run() else {
            found.members.append(&mut builder.members);
            return found;
        };
        let at = builder.cursor.byte;
        builder.finish_broken(at);
        found.members.append(&mut builder.members);
        found.faults.push((Span::new(at, at), message));
        from = next_member(text, at.max(from + 1));
    }
    found
}

/// The first byte after `at` of a line that begins with a key.
fn next_member(text: &str, at: usize) -> usize {
    let at = (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let is_key = |line: &str| !line.starts_with([' ', '\t', '#', '-', '\n', '\r', '}', ']', '%']);
    let mut start = at;
    for line in text[at..].split_inclusive('\n') {
        if start > at && is_key(line) {
            return start;
        }
        start += line.len();
    }
    text.len()
}

/// From characters, which the parser counts, to bytes; only ever forwards.
struct Cursor<'t> {
    text: &'t str,
    index: usize,
    byte: usize,
}

impl Cursor<'_> {
    fn go(&mut self, marker: Marker) -> usize {
        if marker.index() > self.index {
            let steps = marker.index() - self.index;
            let rest = &self.text[self.byte..];
            self.byte += rest.char_indices().nth(steps).map_or(rest.len(), |(at, _)| at);
            self.index = marker.index();
        }
        self.byte
    }
}

/// A collection that is not closed yet.
enum Open {
    List(Vec<Json>, usize),
    /// The members, and the key that waits for its value.
    Map(Map<String, Json>, Option<String>, usize),
}

/// What a file has too much of to be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Excess {
    #[error("the aliases (*) here repeat too much; write the values out")]
    Aliases,
    #[error("values are nested more than {DEEPEST} deep")]
    Depth,
}

struct Builder<'t> {
    text: &'t str,
    from: usize,
    cursor: Cursor<'t>,
    open: Vec<Open>,
    anchors: HashMap<usize, Json>,
    /// How much aliases may still repeat.
    repeats: usize,
    members: Vec<Member>,
    /// Where the key of the member at hand begins.
    key_start: usize,
    places: Vec<(String, Span)>,
    field_start: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, from: usize) -> Builder<'t> {
        Builder {
            text,
            from,
            cursor: Cursor { text, index: 0, byte: from },
            open: Vec::new(),
            anchors: HashMap::new(),
            repeats: (text.len().saturating_mul(REPEATED)).max(REPEATED_IN_SHORT),
            members: Vec::new(),
            key_start: from,
            places: Vec::new(),
            field_start: from,
        }
    }

    /// Reads to the end, or to the first fault, whose message it gives.
    fn run(&mut self) -> Option<String> {
        for event in Parser::new_from_str(&self.text[self.from..]) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    self.cursor.go(*error.marker());
                    return Some(format!("this is not sound YAML: {}", error.info()));
                }
            };
            let start = self.cursor.go(span.start);
            let end = self.cursor.go(span.end);
            if let Err(excess) = self.event(event, start, end) {
                return Some(excess.to_string());
            }
        }
        None
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Result<(), Excess> {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                self.value(Json::String(text.into_owned()), anchor, start, end);
            }
            Event::Alias(anchor) => {
                let value = self.repeat(anchor)?;
                self.value(value, 0, start, end);
            }
            Event::SequenceStart(anchor, _) => self.begin(Open::List(Vec::new(), anchor), start)?,
            Event::MappingStart(anchor, _) => {
                self.begin(Open::Map(Map::new(), None, anchor), start)?
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(items, anchor)) => {
                    self.value(Json::Array(items), anchor, start, end)
                }
                Some(Open::Map(map, _, anchor)) => {
                    self.value(Json::Object(map), anchor, start, end)
                }
                None => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// What an alias stands for.
    fn repeat(&mut self, anchor: usize) -> Result<Json, Excess> {
        let Some(value) = self.anchors.get(&anchor) else {
            return Ok(Json::Null);
        };
        let left = self.repeats.checked_sub(size(value));
        self.repeats = left.ok_or(Excess::Aliases)?;
        Ok(value.clone())
    }

    fn begin(&mut self, open: Open, start: usize) -> Result<(), Excess> {
        if self.open.len() >= DEEPEST {
            return Err(Excess::Depth);
        }
        if self.open.len() == 2 {
            self.field_start = start;
        }
        self.open.push(open);
        Ok(())
    }

    /// Puts a value where it belongs: into the list, after its key, or as a key.
    fn value(&mut self, value: Json, anchor: usize, start: usize, end: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        let depth = self.open.len();
        let is_scalar = value.is_string();
        match self.open.last_mut() {
            None => {}
            Some(Open::List(items, _)) => items.push(value),
            Some(Open::Map(_, waiting @ None, _)) => {
                *waiting = Some(text_of(value));
                if depth == 1 {
                    self.key_start = start;
                }
            }
            Some(Open::Map(map, waiting, _)) => {
                let key = waiting.take().unwrap_or_default();
                if depth == 1 {
                    self.members.push(Member {
                        key,
                        span: Span::new(self.key_start, end).trim(self.text),
                        value,
                        places: std::mem::take(&mut self.places),
                    });
                } else {
                    if depth == 2 {
                        let start = if is_scalar { start } else { self.field_start };
                        self.places.push((key.clone(), Span::new(start, end).trim(self.text)));
                    }
                    map.insert(key, value);
                }
            }
        }
    }

    /// Keeps what was read of the member in which a fault stands.
    fn finish_broken(&mut self, end: usize) {
        while self.open.len() > 1 {
            let value = match self.open.pop() {
                Some(Open::List(items, _)) => Json::Array(items),
                Some(Open::Map(map, _, _)) => Json::Object(map),
                None => return,
            };
            self.value(value, 0, end, end);
        }
    }
}

/// How much room a value takes: its parts, and the bytes of its text.
fn size(value: &Json) -> usize {
    match value {
        Json::String(text) => 1 + text.len(),
        Json::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Json::Object(map) => {
            1 + map.iter().map(|(key, value)| key.len() + size(value)).sum::<usize>()
        }
        _ => 1,
    }
}

fn text_of(value: Json) -> String {
    match value {
        Json::String(text) => text,
        other => other.to_string(),
    }
}

/// A mapping as block YAML. Scalars stand plain where that cannot be misread, else in quotation
/// marks.
pub(crate) fn write(map: &Map<String, Json>, indent: usize, yaml: &mut String) {
    for (key, value) in map {
        yaml.extend(std::iter::repeat_n(' ', indent));
        write_scalar(key, yaml);
        yaml.push(':');
        write_value(value, indent, yaml);
    }
}

fn write_value(value: &Json, indent: usize, yaml: &mut String) {
    match value {
        Json::Object(map) if !map.is_empty() => {
            yaml.push('\n');
            write(map, indent + 2, yaml);
        }
        Json::Array(items) if !items.is_empty() => {
            yaml.push('\n');
            for item in items {
                yaml.extend(std::iter::repeat_n(' ', indent + 2));
                yaml.push('-');
                match item {
                    // JSON is YAML: what stands in lists in lists is written in one line.
                    Json::Object(_) | Json::Array(_) => {
                        yaml.push_str(&format!(" {item}\n"));
                    }
                    scalar => write_value(scalar, indent + 2, yaml),
                }
            }
        }
        Json::String(text) => {
            yaml.push(' ');
            write_scalar(text, yaml);
            yaml.push('\n');
        }
        other => yaml.push_str(&format!(" {other}\n")),
    }
}

fn write_scalar(text: &str, yaml: &mut String) {
    let first = text.chars().next();
    let plain = first.is_some_and(char::is_alphanumeric)
        && text.chars().all(|c| {
            c.is_alphanumeric() || " -_.,;()/'’–&+".contains(c) || is_inner_colon(c, text)
        })
        && !text.ends_with([' ', ':'])
        && !text.contains("  ")
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_ascii_lowercase().as_str());
    match plain {
        true => yaml.push_str(text),
        false => yaml.push_str(&Json::String(text.to_owned()).to_string()),
    }
}

/// A colon that no space follows: `https://…`, `10:30`.
fn is_inner_colon(c: char, text: &str) -> bool {
    c == ':' && !text.contains(": ") && !text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_know_their_places() {
        let text = "# c\na:\n  type: Book\n  title: Ä b\n\nb: {type: Web, author: [X, Y]}\n";
        let found = read(text);
        let spans: Vec<&str> = found.members.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(spans, ["a:\n  type: Book\n  title: Ä b", "b: {type: Web, author: [X, Y]}"]);
        assert_eq!(found.members[0].places[1].1.of(text), "Ä b");
        assert_eq!(found.members[1].places[1].1.of(text), "[X, Y]");
    }

    #[test]
    fn a_fault_costs_one_member() {
        let text = "a:\n  title: x\nb:\n  title: \"open\n  x: [\nc:\n  title: z\n";
        let found = read(text);
        assert!(!found.faults.is_empty());
        let keys: Vec<&str> = found.members.iter().map(|m| m.key.as_str()).collect();
        assert!(keys.contains(&"a"), "{keys:?}");
        let damaged = "a:\n  t: x\nb:\n  t: [1, 2\n  u: }\nc:\n  t: z\n";
        let keys: Vec<String> = read(damaged).members.into_iter().map(|m| m.key).collect();
        assert_eq!(keys, ["a", "b", "c"]);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let found = read(&format!("a: {}", "[".repeat(100_000)));
        assert_eq!(found.faults.len(), 1);
    }

    #[test]
    fn values_read_back() {
        for text in [
            "plain",
            "10",
            "a: b",
            "- x",
            "\"q\"",
            "yes",
            "https://a.b/c?d=e#f",
            "Қазақ",
            " x",
            "#",
            "12:30",
            "x:",
            "{DNA}",
            "2017-05-12",
            "a\nb",
            "",
        ] {
            let map = Map::from_iter([("k".to_owned(), Json::String(text.to_owned()))]);
            let mut yaml = String::from("e:\n");
            write(&map, 2, &mut yaml);
            assert_eq!(read(&yaml).members[0].value["k"], *text, "{yaml}");
        }
    }
}
