//! Adds the address of an archived copy to a record of a library file.

use std::path::Path;

use crate::library::formats::detect;
use crate::links::mend::Change;
use crate::model::evidence::ArchivedCopy;
use crate::text::source::Source;
use crate::text::span::Span;

/// What a record gets so that it names a copy; absent where its format has no place for it, or
/// where something stands in that place.
pub fn with_copy(source: &Source, record: Span, copy: &ArchivedCopy) -> Option<Change> {
    let text = record.of(source.text());
    let format = detect(Path::new(source.path()), source.text())?;
    let (sign, field) = match format.name {
        "biblatex" | "bibtex" => ("addendum", Field::Brace),
        "csl-json" => ("\"archive_location\"", Field::Json),
        "hayagriva" => ("archive-location:", Field::Yaml),
        _ => return None,
    };
    (!text.to_ascii_lowercase().contains(sign)).then(|| field.add(text, record, copy))?
}

/// How a format writes a field.
enum Field {
    Brace,
    Json,
    Yaml,
}

impl Field {
    fn add(&self, text: &str, record: Span, copy: &ArchivedCopy) -> Option<Change> {
        let body = match self {
            Field::Yaml => text.trim_end(),
            Field::Brace => text.trim_end().strip_suffix(['}', ')'])?.trim_end(),
            Field::Json => text.trim_end().strip_suffix('}')?.trim_end(),
        };
        let indent = indent(body);
        let comma = if body.ends_with([',', '{']) { "" } else { "," };
        let (day, url) = (copy.day(), &copy.url);
        let line = match self {
            Field::Brace => {
                format!("{comma}\n{indent}addendum = {{Archived {day} at \\url{{{url}}}}},")
            }
            Field::Json => {
                let gap = if body.contains('\n') { format!("\n{indent}") } else { " ".to_owned() };
                let archive = serde_json::Value::from(format!("archived {day}"));
                let location = serde_json::Value::from(url.as_str());
                format!("{comma}{gap}\"archive\": {archive},{gap}\"archive_location\": {location}")
            }
            Field::Yaml => {
                format!("\n{indent}archive: archived {day}\n{indent}archive-location: {url}")
            }
        };
        let end = record.start + body.len();
        Some(Change { span: Span::new(end, end), text: line })
    }
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
                "a:\n  type: web\n  url: http://a.example/\n  archive: archived 2015-03-01\n  archive-location: https://web.archive.org/web/20150301120000/http://a.example/\n"
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
