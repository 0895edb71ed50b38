//! Links by the JSON contract.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::evidence::{ArchivedCopy, LinkEvidence, Verdict};
use crate::model::ids::ReferenceId;
use crate::report::json::VERSION;
use crate::report::links::format::Format;
use crate::report::links::listed::{Listed, counts};

/// JSON by the contract.
pub(crate) const FORMAT: Format = Format {
    name: "json",
    about: "for programs",
    shown: false,
    each: None,
    whole: |links, _, out| {
        write!(out, "{{\"version\":{VERSION},\"links\":[")?;
        for (index, link) in links.iter().enumerate() {
            out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &object(link))?;
        }
        writeln!(out, "],\n\"summary\":{}}}", summary(links))
    },
};

/// A line of JSON for each link, as soon as it is known.
pub(crate) const LINES: Format = Format {
    name: "json-lines",
    about: "for programs that read while the run goes on",
    shown: false,
    each: Some(|link| serde_json::to_string(&object(link)).unwrap_or_default() + "\n"),
    whole: |_, _, _| Ok(()),
};

/// One link with all that is known of it, in the order of the contract.
#[derive(Serialize)]
struct Object<'a> {
    url: &'a str,
    as_written: &'a str,
    doi: Option<&'a str>,
    repairs: Vec<String>,
    path: Cow<'a, str>,
    span: Place,
    reference: Option<ReferenceId>,
    accessed: Option<String>,
    verdict: Verdict,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    extracted: bool,
    #[serde(flatten)]
    known: Option<Known<'a>>,
}

/// Where a link stands in its file.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

/// What is known of a link, but for its verdict.
#[derive(Serialize)]
struct Known<'a> {
    reason: &'a str,
    status: Option<u16>,
    final_url: Option<&'a str>,
    redirects: &'a [String],
    moved_to: Option<&'a str>,
    repaired: Option<&'a str>,
    /// The DOI of the page is not the DOI in the text.
    page_doi: Option<&'a str>,
    title: Option<&'a str>,
    title_similarity: Option<f32>,
    archive: Option<&'a ArchivedCopy>,
    retry_after: Option<&'a str>,
    checked: Option<&'a str>,
}

fn object<'a>(listed: &Listed<'a>) -> Object<'a> {
    let link = listed.link;
    let span = listed.standing.span;
    let position = listed.standing.source.position(span.start);
    Object {
        url: &link.url,
        as_written: listed.as_written(),
        doi: link.doi.as_deref(),
        repairs: link.repairs.iter().map(ToString::to_string).collect(),
        path: listed.path().to_string_lossy(),
        span: Place {
            start: span.start,
            end: span.end,
            line: position.line,
            column: position.column,
        },
        reference: link.reference,
        accessed: link.accessed.as_ref().map(ToString::to_string),
        verdict: listed.verdict(),
        extracted: listed.extracted,
        known: listed.evidence.map(known),
    }
}

fn known(evidence: &LinkEvidence) -> Known<'_> {
    Known {
        reason: &evidence.reason,
        status: evidence.status,
        final_url: evidence.final_url.as_deref(),
        redirects: &evidence.redirects,
        moved_to: evidence.moved_to.as_deref(),
        repaired: evidence.repaired.as_deref(),
        page_doi: evidence.doi.as_deref(),
        title: evidence.title.as_deref(),
        title_similarity: evidence.title_similarity,
        archive: evidence.archive.as_deref(),
        retry_after: evidence.retry_after.as_deref(),
        checked: evidence.checked.as_deref(),
    }
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
