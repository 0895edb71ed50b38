//! What a registry has on record about a DOI.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};

/// A work as its registry knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Its titles: with and without subtitle, in other languages.
    pub titles: Vec<String>,
    /// What it is part of.
    pub containers: Vec<String>,
    /// The surnames of its creators, or the names of bodies.
    pub creators: Vec<String>,
    /// Its years: in print, online.
    pub years: Vec<i32>,
    /// Volume and first page.
    pub numbers: Vec<String>,
    /// What was published about it afterwards.
    pub notices: Vec<Notice>,
}

/// A notice that changes a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Crossref's name of its kind: `retraction`, `correction` …
    pub kind: String,
    /// Its DOI.
    pub doi: String,
    /// The year in which it came.
    pub year: Option<i32>,
}

impl Notice {
    /// Whether it takes the work back. A correction or an expression of concern does not.
    pub(crate) fn retracts(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "retraction" | "partial_retraction" | "partial-retraction" | "removal" | "withdrawal"
        )
    }
}

/// What came of asking for a work.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Lookup {
    /// It is known.
    Known(Box<Metadata>),
    /// None of the registries that were asked knows it.
    Unknown,
    /// They could not be asked; why.
    Unavailable(String),
}

/// Everything but letters, digits and what is never mistaken in a path.
pub(crate) const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'(')
    .remove(b')')
    .remove(b':')
    .remove(b';');

/// Asks Crossref, and DataCite if Crossref does not know the DOI.
pub(crate) async fn look_up(network: &Network, services: &Services, doi: &str) -> Lookup {
    let bases = &network.settings.bases;
    let name = utf8_percent_encode(doi, PATH);
    let contact = network
        .settings
        .contact
        .as_ref()
        .map(|mail| format!("?mailto={}", utf8_percent_encode(mail, NON_ALPHANUMERIC)));
    let contact = contact.unwrap_or_default();
    let crossref = format!("{}/works/{name}{contact}", bases.crossref);
    let first = services.get(network, Service::Crossref, &crossref, "application/json").await;
    if let Some(known) = read(&first, of_crossref) {
        return Lookup::Known(Box::new(known));
    }
    let datacite = format!("{}/dois/{name}", bases.datacite);
    let second =
        services.get(network, Service::DataCite, &datacite, "application/vnd.api+json").await;
    if let Some(known) = read(&second, of_datacite) {
        return Lookup::Known(Box::new(known));
    }
    match (first, second) {
        (Reply::Unavailable(why), _) | (_, Reply::Unavailable(why)) => Lookup::Unavailable(why),
        _ => Lookup::Unknown,
    }
}

fn read(reply: &Reply, of: fn(&Value) -> Option<Metadata>) -> Option<Metadata> {
    match reply {
        Reply::Answered(200, body) => of(&serde_json::from_str(body).ok()?),
        _ => None,
    }
}

/// Reads Crossref's record of a work. A component is a figure or a table of a work, and carries a
/// title of its own: what it is part of is not told.
fn of_crossref(reply: &Value) -> Option<Metadata> {
    let work = reply.get("message").filter(|work| work["type"] != "component")?;
    let mut titles = strings(&work["title"]);
    if let (Some(title), Some(subtitle)) = (titles.first(), strings(&work["subtitle"]).first()) {
        titles.push(format!("{title}: {subtitle}"));
    }
    titles.extend(strings(&work["original-title"]));
    titles.extend(strings(&work["short-title"]));
    let name =
        |person: &Value| person["family"].as_str().or(person["name"].as_str()).map(str::to_owned);
    let people = ["author", "editor"].into_iter().find_map(|role| work[role].as_array());
    let dates = ["issued", "published", "published-print", "published-online"];
    Some(Metadata {
        titles,
        containers: strings(&work["container-title"]),
        creators: people.into_iter().flatten().filter_map(name).collect(),
        years: dates.iter().filter_map(|date| year(&work[*date])).collect(),
        numbers: ["volume", "page"]
            .iter()
            .filter_map(|number| first_number(&work[*number]))
            .collect(),
        notices: work["updated-by"].as_array().into_iter().flatten().filter_map(notice).collect(),
    })
}

fn notice(update: &Value) -> Option<Notice> {
    Some(Notice {
        kind: update["type"].as_str()?.to_ascii_lowercase().replace(' ', "_"),
        doi: update["DOI"].as_str().unwrap_or("").to_owned(),
        year: year(&update["updated"]),
    })
}

/// Reads DataCite's record of a work.
fn of_datacite(reply: &Value) -> Option<Metadata> {
    let work = reply.get("data")?.get("attributes")?;
    let title = |title: &Value| title["title"].as_str().map(str::to_owned);
    let creator =
        |creator: &Value| creator["familyName"].as_str().or(creator["name"].as_str()).map(surname);
    let published =
        work["publicationYear"].as_i64().or_else(|| work["publicationYear"].as_str()?.parse().ok());
    let related = work["relatedItems"].as_array().into_iter().flatten();
    Some(Metadata {
        titles: work["titles"].as_array()?.iter().filter_map(title).collect(),
        containers: work["container"]["title"]
            .as_str()
            .map(str::to_owned)
            .into_iter()
            .chain(related.filter_map(|item| title(&item["titles"][0])))
            .collect(),
        creators: work["creators"].as_array().into_iter().flatten().filter_map(creator).collect(),
        years: published.and_then(|year| i32::try_from(year).ok()).into_iter().collect(),
        numbers: Vec::new(),
        notices: Vec::new(),
    })
}

/// "Family, Given" without the given name.
fn surname(name: &str) -> String {
    name.split(',').next().unwrap_or(name).trim().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list
            .iter()
            .filter_map(|item| item.as_str())
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn year(date: &Value) -> Option<i32> {
    i32::try_from(date["date-parts"][0][0].as_i64()?).ok()
}

fn first_number(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(text.split(['-', '–']).next().unwrap_or(text).trim().to_owned())
}
