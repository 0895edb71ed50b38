//! Works as structured data for search engines and readers: JSON-LD in the words of schema.org.

use serde_json::{Map, Value as Json, json};

use crate::escape::address::Address;
use crate::model::entry::{Entry, Name};

/// Returns an HTML element that describes works; it is not shown.
pub(crate) fn script(entries: &[&Entry]) -> String {
    let graph: Vec<Json> = entries.iter().map(|entry| work(entry)).collect();
    let text = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    // "</script>" within a title would end the element.
    let text = text.replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>\n")
}

fn work(entry: &Entry) -> Json {
    let mut work = Map::new();
    let mut set = |name: &str, value: Json| {
        if !value.is_null() {
            work.insert(name.to_owned(), value);
        }
    };
    let text = |variable: &str| entry.text(variable).map_or(Json::Null, |text| json!(text));
    set("@type", json!(kind(&entry.kind)));
    set("@id", entry.text("DOI").map_or(Json::Null, |doi| json!(address(doi))));
    set("name", text("title"));
    for (property, role) in
        [("author", "author"), ("editor", "editor"), ("translator", "translator")]
    {
        let names: Vec<Json> = entry.names(role).iter().map(person).collect();
        set(property, if names.is_empty() { Json::Null } else { json!(names) });
    }
    set(
        "datePublished",
        entry
            .date("issued")
            .and_then(|date| {
                let parts = date.date_parts.first()?;
                let digits = |(at, part): (usize, &i32)| match at {
                    0 => format!("{part:04}"),
                    _ => format!("{part:02}"),
                };
                Some(json!(parts.iter().enumerate().map(digits).collect::<Vec<_>>().join("-")))
            })
            .unwrap_or(Json::Null),
    );
    set("isPartOf", container(entry));
    set("pagination", text("page"));
    set(
        "publisher",
        entry
            .text("publisher")
            .map_or(Json::Null, |name| json!({"@type": "Organization", "name": name})),
    );
    set("isbn", text("ISBN"));
    set(
        "url",
        entry.text("URL").and_then(Address::of).map_or(Json::Null, |url| json!(url.as_str())),
    );
    set("inLanguage", text("language"));
    Json::Object(work)
}

/// What a work appeared in, with its volume and issue.
fn container(entry: &Entry) -> Json {
    let Some(name) = entry.text("container-title") else { return Json::Null };
    let journal = entry.kind.starts_with("article");
    let kind = if journal { "Periodical" } else { "Book" };
    let mut container = json!({"@type": kind, "name": name});
    for (property, variable) in
        [("issn", "ISSN"), ("volumeNumber", "volume"), ("issueNumber", "issue")]
    {
        if let Some(value) = entry.text(variable) {
            container[property] = json!(value);
        }
    }
    container
}

fn person(name: &Name) -> Json {
    match &name.literal {
        Some(literal) => json!({"@type": "Organization", "name": literal}),
        None => {
            let family = [name.non_dropping_particle(), name.family.as_deref()];
            let family: Vec<&str> = family.into_iter().flatten().collect();
            let mut person = json!({"@type": "Person", "familyName": family.join(" ")});
            if let Some(given) = &name.given {
                person["givenName"] = json!(given);
            }
            person
        }
    }
}

/// The kind of a work in the words of schema.org.
fn kind(kind: &str) -> &'static str {
    match kind {
        "article-journal" | "paper-conference" | "article" | "preprint" => "ScholarlyArticle",
        "article-newspaper" | "article-magazine" => "NewsArticle",
        "book" | "classic" => "Book",
        "chapter" | "entry-dictionary" | "entry-encyclopedia" => "Chapter",
        "dataset" => "Dataset",
        "software" => "SoftwareSourceCode",
        "thesis" => "Thesis",
        "report" => "Report",
        "webpage" | "post" | "post-weblog" => "WebPage",
        "legislation" | "bill" | "regulation" => "Legislation",
        "map" => "Map",
        "motion_picture" => "Movie",
        _ => "CreativeWork",
    }
}

fn address(doi: &str) -> String {
    match doi.starts_with("http") {
        true => doi.to_owned(),
        false => format!("https://doi.org/{doi}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_described() {
        let entry: Entry = serde_json::from_value(json!({"id": "a", "type": "article-journal",
            "title": "Ends </script> & threads", "author": [{"family": "Roe", "given": "Max"},
            {"literal": "Office"}], "container-title": "Journal of Ends", "volume": "7",
            "issued": {"date-parts": [[2017, 4]]}, "DOI": "10.1000/ends"}))
        .expect("is an entry");
        let script = script(&[&entry]);
        assert_eq!(script.matches("</script>").count(), 1, "{script}");
        for wanted in [
            r#""@type":"ScholarlyArticle","@id":"https://doi.org/10.1000/ends""#,
            r#"{"@type":"Person","familyName":"Roe","givenName":"Max"},{"@type":"Organization","name":"Office"}"#,
            r#""datePublished":"2017-04""#,
            r#""isPartOf":{"@type":"Periodical","name":"Journal of Ends","volumeNumber":"7"}"#,
        ] {
            assert!(script.contains(wanted), "{wanted}: {script}");
        }
    }
}
