//! Adds the address of an archived copy to a record of a library file.

use std::path::Path;

use crate::bibliography::formats::detect;
use crate::links::change::Change;
use crate::model::evidence::ArchivedCopy;
use crate::text::source::Source;
use crate::text::span::Span;

/// Where the records of a format have room for a copy.
struct Room {
    formats: &'static [&'static str],
    /// What stands in a record whose room is taken, in small letters.
    taken: &'static str,
    /// The place in the text of a record, and what is added there; absent if the record is written
    /// in a way that leaves no sure place.
    add: fn(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)>,
}

const ROOMS: &[Room] = &[
    Room { formats: &["biblatex", "bibtex"], taken: "addendum", add: in_braces },
    Room { formats: &["csl-json"], taken: "\"archive_location\"", add: in_json },
    Room { formats: &["hayagriva"], taken: "note:", add: in_yaml },
    Room { formats: &["ris"], taken: "\nav ", add: in_ris },
    Room { formats: &["endnote"], taken: "<notes", add: in_endnote },
];

/// What a record gets so that it names a copy; absent where its format has no place for it, or
/// where something stands in that place.
pub(crate) fn with_copy(source: &Source, record: Span, copy: &ArchivedCopy) -> Option<Change> {
    let text = record.of(source.text());
    let format = detect(Path::new(source.path()), source.text())?;
    let room = ROOMS.iter().find(|room| room.formats.contains(&format.name))?;
    if text.to_ascii_lowercase().contains(room.taken) {
        return None;
    }
    let (at, added) = (room.add)(text, copy)?;
    let added = if text.contains("\r\n") { added.replace('\n', "\r\n") } else { added };
    let at = record.start + at;
    Some(Change { span: Span::new(at, at), text: added })
}

/// "Archived 2015-03-01 at …"
fn words(copy: &ArchivedCopy) -> String {
    format!("Archived {} at {}", copy.day(), copy.url)
}

/// A comma, unless one stands there or nothing needs one.
fn comma(body: &str) -> &'static str {
    if body.ends_with([',', '{']) { "" } else { "," }
}

fn in_braces(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)> {
    let body = text.trim_end().strip_suffix(['}', ')'])?.trim_end();
    let (comma, indent) = (comma(body), indent(body));
    let (day, url) = (copy.day(), &copy.url);
    let field = format!("{comma}\n{indent}addendum = {{Archived {day} at \\url{{{url}}}}},");
    Some((body.len(), field))
}

fn in_json(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)> {
    let body = text.trim_end().strip_suffix('}')?.trim_end();
    let gap = if body.contains('\n') { format!("\n{}", indent(body)) } else { " ".to_owned() };
    let archive = serde_json::Value::from(format!("archived {}", copy.day()));
    let location = serde_json::Value::from(copy.url.as_str());
    let comma = comma(body);
    let members =
        format!("{comma}{gap}\"archive\": {archive},{gap}\"archive_location\": {location}");
    Some((body.len(), members))
}

/// A record in braces has its end where this cannot tell.
fn in_yaml(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)> {
    let body = text.trim_end();
    let indent = indent(body);
    let known = !indent.is_empty() && !body.ends_with('}');
    known.then(|| (body.len(), format!("\n{indent}note: {}", words(copy))))
}

/// Before the line that ends the record: `DB` and `AV` are the archive and the place in it.
fn in_ris(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)> {
    let at = text.rfind("\nER")? + 1;
    Some((at, format!("DB  - archived {}\nAV  - {}\n", copy.day(), copy.url)))
}

fn in_endnote(text: &str, copy: &ArchivedCopy) -> Option<(usize, String)> {
    let at = text.rfind("</record>")?;
    let words = words(copy).replace('&', "&amp;").replace('<', "&lt;");
    Some((at, format!("<notes>{words}</notes>")))
}

/// The white space before the second line, where the first field stands.
fn indent(body: &str) -> &str {
    let line = body.lines().nth(1).unwrap_or_default();
    &line[..line.len() - line.trim_start().len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(name: &str, text: &str) -> Option<String> {
        let source = Source::new(name, text.to_owned());
        let copy = ArchivedCopy {
            url: "https://web.archive.org/web/20150301120000/http://a.example/".to_owned(),
            timestamp: "20150301120000".to_owned(),
        };
        let start = text.find(['@', '{', 'a'])?;
        let change = with_copy(&source, Span::new(start, text.trim_end_matches(']').len()), &copy)?;
        Some(format!("{}{}{}", &text[..change.span.start], change.text, &text[change.span.end..]))
    }

    #[test]
    fn every_format_has_its_own_place() {
        assert_eq!(
            added("a.bib", "@online{a,\n  url = {http://a.example/}\n}").as_deref(),
            Some(
                "@online{a,\n  url = {http://a.example/},\n  addendum = {Archived 2015-03-01 at \\url{https://web.archive.org/web/20150301120000/http://a.example/}},\n}"
            )
        );
        assert_eq!(
            added("a.json", "[{\"id\": \"a\", \"URL\": \"http://a.example/\"}]").as_deref(),
            Some(
                "[{\"id\": \"a\", \"URL\": \"http://a.example/\", \"archive\": \"archived 2015-03-01\", \"archive_location\": \"https://web.archive.org/web/20150301120000/http://a.example/\"}]"
            )
        );
        assert_eq!(
            added("a.yaml", "a:\n  type: web\n  url: http://a.example/\n").as_deref(),
            Some(
                "a:\n  type: web\n  url: http://a.example/\n  note: Archived 2015-03-01 at https://web.archive.org/web/20150301120000/http://a.example/\n"
            )
        );
    }

    #[test]
    fn what_stands_there_is_left_alone() {
        assert_eq!(
            added("a.bib", "@online{a,\n  url = {http://a.example/},\n  addendum = {x}\n}"),
            None
        );
    }
}
