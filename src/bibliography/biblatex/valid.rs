//! What BibLaTeX's data model has for each type: biber, asked to validate, warns of all else.
//!
//! After `blx-dm.def` of BibLaTeX 3.18; types that it gives no fields to are written as `misc`.

use std::collections::BTreeMap;

use super::fields;

/// The fields of each type besides those that all have.
const FIELDS: &[(&str, &str)] = &[
    (
        "article",
        "author editor editortype translator issn issue issuetitle journaltitle number pages eid series version volume",
    ),
    (
        "book",
        "author edition editor editortype translator eid isbn location maintitle number pages pagetotal part publisher series volume volumes chapter",
    ),
    (
        "collection",
        "edition editor editortype translator eid isbn location maintitle number pages pagetotal part publisher series volume volumes chapter",
    ),
    (
        "inbook",
        "author bookauthor booktitle edition editor editortype translator eid isbn location maintitle number pages part publisher series volume volumes chapter",
    ),
    (
        "incollection",
        "author booktitle edition editor editortype translator eid isbn location maintitle number pages part publisher series volume volumes chapter",
    ),
    (
        "inreference",
        "author booktitle edition editor editortype translator eid isbn location maintitle number pages part publisher series volume volumes chapter",
    ),
    (
        "inproceedings",
        "author booktitle editor editortype eid eventdate eventtitle isbn location maintitle number organization pages part publisher series venue volume volumes chapter",
    ),
    ("booklet", "author editor editortype eid howpublished location pages pagetotal type chapter"),
    (
        "dataset",
        "author edition editor editortype location number organization publisher series type version",
    ),
    (
        "manual",
        "author edition editor editortype eid isbn location number organization pages pagetotal publisher series type version chapter",
    ),
    ("misc", "author editor editortype howpublished location organization type version"),
    ("software", "author editor editortype howpublished location organization type version"),
    ("online", "author editor editortype organization version"),
    ("patent", "author holder location number type version"),
    ("periodical", "editor editortype issn issue issuetitle number series volume"),
    ("report", "author eid institution isrn location number pages pagetotal type version chapter"),
    ("thesis", "author eid institution location pages pagetotal type chapter"),
    ("unpublished", "author eventdate eventtitle howpublished location type venue"),
];

/// The fields of all types.
const ALL: &str = "abstract annotation date doi entrysubtype eprint eprinttype keywords langid language library \
                   note origdate origlocation origpublisher origtitle pubstate shortjournal shorttitle title url \
                   urldate year";

/// Where what a type has no field for may stand instead, in order of preference.
const PLACES: &[(&str, &[&str])] = &[
    ("journaltitle", &["howpublished", "organization", "type"]),
    ("booktitle", &["howpublished", "organization", "type"]),
    ("maintitle", &["organization", "howpublished", "titleaddon"]),
    ("series", &["type", "titleaddon"]),
    ("publisher", &["organization", "institution"]),
    ("organization", &["publisher", "institution"]),
    ("institution", &["organization", "publisher"]),
    ("type", &["titleaddon"]),
    ("howpublished", &["titleaddon"]),
    ("venue", &["location"]),
    ("volume", &["number"]),
];

/// The type that is written for one that may have no fields of its own.
pub(super) fn kind(kind: &str) -> &str {
    if FIELDS.iter().any(|(known, _)| *known == kind) { kind } else { "misc" }
}

/// Puts fields that the type does not have where it has a place for them, and gives the names of
/// those that it has none for and that were left out.
pub(super) fn fit(kind: &str, entry: &mut BTreeMap<String, String>) -> Vec<String> {
    let own = FIELDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, fields)| fields);
    let has = |name: &str| {
        let mut known = own.split(' ').chain(ALL.split_whitespace()).chain(["titleaddon"]);
        known.any(|known| known == name)
    };
    if let Some(value) = entry.remove("pmid")
        && !entry.contains_key("eprint")
    {
        entry.insert("eprint".to_owned(), value);
        entry.insert("eprinttype".to_owned(), "{pubmed}".to_owned());
    }
    for (name, role) in fields::EDITORS.iter().map(|(role, variable)| (*variable, *role)) {
        let free = !entry.contains_key("editor") && has("editortype");
        if name != "editor"
            && free
            && let Some(value) = entry.remove(name)
        {
            entry.insert("editor".to_owned(), value);
            entry.insert("editortype".to_owned(), format!("{{{role}}}"));
        }
    }
    let unknown: Vec<String> = entry.keys().filter(|name| !has(name)).cloned().collect();
    let mut lost = Vec::new();
    for name in unknown {
        let Some(value) = entry.remove(&name) else { continue };
        let places =
            PLACES.iter().find(|(known, _)| *known == name).map_or(&[][..], |known| known.1);
        // What is said already need not be said again.
        if entry.values().any(|known| *known == value) {
            continue;
        }
        match places.iter().find(|place| has(place) && !entry.contains_key(**place)) {
            Some(place) => {
                entry.insert((*place).to_owned(), value);
            }
            None => lost.push(name),
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_place_or_is_told() {
        let mut entry: BTreeMap<String, String> = [
            ("title", "{Wells}"),
            ("maintitle", "{Site}"),
            ("volume", "{3}"),
            ("director", "{Moe, B.}"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        assert_eq!(kind("movie"), "misc");
        assert_eq!(fit("online", &mut entry), ["volume"]);
        let shown: Vec<String> = entry.iter().map(|(name, value)| name.clone() + value).collect();
        assert_eq!(
            shown,
            ["editor{Moe, B.}", "editortype{director}", "organization{Site}", "title{Wells}"]
        );
    }
}
