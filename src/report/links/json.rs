//! Links by the JSON contract.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::report::json::VERSION;
use crate::report::links::format::Format;
use crate::report::links::listed::{Listed, counts};

/// JSON by the contract.
pub const FORMAT: Format = Format {
    name: "json",
    about: "for programs",
    each: None,
    whole: |links, _| {
        let mut out = format!("{{\"version\":{VERSION},\"links\":[");
        for (index, link) in links.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let _ = write!(out, "{comma}\n{}", object(link));
        }
        let _ = writeln!(out, "],\n\"summary\":{}}}", summary(links));
        out
    },
};

/// A line of JSON for each link, as soon as it is known.
pub const LINES: Format = Format {
    name: "json-lines",
    about: "for programs that read while the run goes on",
    each: Some(|link| format!("{}\n", object(link))),
    whole: |_, _| String::new(),
};

/// One link with all that is known of it.
fn object(listed: &Listed) -> Value {
    let link = listed.link;
    let span = listed.standing.span;
    let position = listed.standing.source.position(span.start);
    let repairs: Vec<String> = link.repairs.iter().map(ToString::to_string).collect();
    let mut value = json!({
        "url": link.url,
        "as_written": listed.as_written(),
        "doi": link.doi,
        "repairs": repairs,
        "path": listed.path(),
        "span": {"start": span.start, "end": span.end, "line": position.line, "column": position.column},
        "reference": link.reference,
        "accessed": link.accessed.as_ref().map(ToString::to_string),
        "verdict": listed.verdict(),
    });
    if listed.extracted {
        value["extracted"] = Value::Bool(true);
    }
    if let Some(evidence) = listed.evidence {
        let known = serde_json::to_value(evidence).unwrap_or_default();
        // The DOI of the page is not the DOI in the text.
        let known = known.as_object().cloned().unwrap_or_default().into_iter();
        let name = |name: String| if name == "doi" { "page_doi".to_owned() } else { name };
        let known: Map<String, Value> = known.map(|(key, value)| (name(key), value)).collect();
        value.as_object_mut().into_iter().for_each(|object| object.extend(known.clone()));
    }
    value
}

/// How many links there are, and how many of each verdict.
fn summary(links: &[Listed]) -> Value {
    let verdicts: Map<String, Value> = counts(links)
        .into_iter()
        .map(|(verdict, count)| (verdict.name().to_owned(), count.into()))
        .collect();
    let dois = links.iter().filter(|listed| listed.link.doi.is_some()).count();
    json!({"links": links.len(), "dois": dois, "verdicts": verdicts})
}
