//! What an entry takes over from its parents: `crossref` and `xdata`.
//!
//! The rules are those of the BibLaTeX manual, appendix B ("Inheritance Setup"). A parent that
//! leads back to its child is left out, and so is what lies beyond `MOST_PARENTS`.

use std::collections::{BTreeMap, HashMap};

use super::item::{Item, TexValue};

/// How many parents, with theirs, one entry may have.
const MOST_PARENTS: usize = 64;

/// Fields that belong to an entry alone.
const OWN: &[&str] = &[
    "ids",
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
    "keywords",
    "abstract",
    "doi",
    "url",
    "urldate",
    "file",
];

/// A parent's fields and the child's that take them over.
type Names = &'static [(&'static str, &'static str)];

/// Renamings on the way from a parent's field to a child's, by the child's type.
const RENAMED: &[(&[&str], Names)] = &[
    (
        &["inbook", "bookinbook", "suppbook"],
        &[
            ("author", "bookauthor"),
            ("title", "booktitle"),
            ("subtitle", "booksubtitle"),
            ("titleaddon", "booktitleaddon"),
        ],
    ),
    (
        &["incollection", "inreference", "inproceedings", "conference", "suppcollection"],
        &[("title", "booktitle"), ("subtitle", "booksubtitle"), ("titleaddon", "booktitleaddon")],
    ),
    (&["article", "suppperiodical"], &[("title", "journaltitle"), ("subtitle", "journalsubtitle")]),
    (
        &["book", "collection", "proceedings", "reference"],
        &[("title", "maintitle"), ("subtitle", "mainsubtitle"), ("titleaddon", "maintitleaddon")],
    ),
];

/// Gives each entry what it lacks and its parents have. Tells of parents that are missing or lead
/// back, as (index of the entry, message).
pub(crate) fn inherit(items: &mut [Item<'_>]) -> Vec<(usize, String)> {
    let index: HashMap<String, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (item.key.to_lowercase(), at)).collect();
    let mut faults = Vec::new();
    let mut gifts = Vec::new();
    for child in 0..items.len() {
        if parents(&items[child]).next().is_some() {
            let mut walk = Walk { items, index: &index, seen: vec![child], faults: Vec::new() };
            gifts.push((child, walk.from(child)));
            faults.extend(walk.faults.into_iter().map(|message| (child, message)));
        }
    }
    for (child, gift) in gifts {
        for (name, value) in gift {
            items[child].fields.entry(name).or_insert(value);
        }
    }
    faults
}

/// The keys that an entry names as parents, and whether each is a container of data only.
fn parents<'i>(item: &'i Item<'_>) -> impl Iterator<Item = (String, bool)> + 'i {
    let keys = |field: &str| {
        let value = item.fields.get(field).map(|value| value.tex.as_ref());
        value.unwrap_or("").split(',').map(|key| key.trim().to_lowercase())
    };
    let xdata = keys("xdata").map(|key| (key, true));
    let crossref = keys("crossref").map(|key| (key, false));
    xdata.chain(crossref).filter(|(key, _)| !key.is_empty())
}

struct Walk<'a, 's> {
    items: &'a [Item<'s>],
    index: &'a HashMap<String, usize>,
    seen: Vec<usize>,
    faults: Vec<String>,
}

impl<'s> Walk<'_, 's> {
    /// What the parents of an entry give it, nearest first.
    fn from(&mut self, child: usize) -> BTreeMap<String, TexValue<'s>> {
        let items = self.items;
        let mut gift = BTreeMap::new();
        for (key, is_data) in parents(&items[child]) {
            let Some(&parent) = self.index.get(&key) else {
                self.faults.push(format!("its parent \"{key}\" is not in this file"));
                continue;
            };
            if self.seen.contains(&parent) || self.seen.len() > MOST_PARENTS {
                let message = format!("its parent \"{key}\" leads back to it; left out");
                self.faults.push(message);
                continue;
            }
            self.seen.push(parent);
            let mut fields = self.from(parent);
            fields.extend(items[parent].fields.clone());
            for (name, value) in fields {
                let name = match is_data {
                    true => Some(name.as_str()),
                    false => renamed(&name, &items[parent].kind, &items[child].kind),
                };
                if let Some(name) = name.filter(|name| *name != "crossref" && *name != "xdata") {
                    let value = TexValue { span: None, ..value };
                    gift.entry(name.to_owned()).or_insert(value);
                }
            }
        }
        gift
    }
}

/// The name under which a child takes over a field, if it does.
fn renamed<'n>(name: &'n str, parent: &str, child: &str) -> Option<&'n str> {
    if OWN.contains(&name) {
        return None;
    }
    let same_kind = parent == child;
    let rule = RENAMED.iter().find(|(kinds, _)| kinds.contains(&child));
    let new = rule
        .filter(|_| !same_kind)
        .and_then(|(_, names)| names.iter().find(|(from, _)| *from == name))
        .map(|(_, to)| *to);
    match new {
        Some(new) => Some(new),
        None if name == "shorttitle" || name == "sorttitle" || name == "indextitle" => None,
        None => Some(name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::items_of;
    use super::*;

    fn resolve(text: &str) -> (Vec<Item<'_>>, usize) {
        let mut items = items_of(text);
        let faults = inherit(&mut items).len();
        (items, faults)
    }

    #[test]
    fn a_parents_title_is_its_childs_booktitle() {
        let (items, faults) = resolve(
            "@inproceedings{a, crossref = {P}, title = {A}}
             @proceedings{p, title = {Proc}, year = 1999, doi = {10.1/x}, crossref = {q}}
             @book{q, publisher = {Pub}}",
        );
        let child = &items[0].fields;
        assert_eq!(child["booktitle"].tex, "Proc");
        assert_eq!(child["title"].tex, "A");
        assert_eq!(child["publisher"].tex, "Pub");
        assert!(!child.contains_key("doi"));
        assert_eq!(faults, 0);
    }

    #[test]
    fn cycles_and_missing_parents_are_told() {
        let (items, faults) = resolve(
            "@book{a, crossref = {b}} @book{b, crossref = {a}, year = 1} @book{c, xdata = {c, d}}",
        );
        assert_eq!(items[0].fields["year"].tex, "1");
        assert_eq!(faults, 4);
    }
}
