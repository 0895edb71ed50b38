//! Names of items: persons with their parts, and institutions.
//!
//! CSL-JSON, "Name variables"; particles and suffixes are told from the rest once, on reading.

use serde_json::Value as Json;

use super::name::Name;
use super::particles;
use super::scalar;

impl Name {
    /// A person with family name and given name, particles in them.
    pub(crate) fn person(family: &str, given: &str) -> Name {
        let mut name = Name { family: family.into(), given: given.into(), ..Name::default() };
        particles::split(&mut name);
        name
    }
}

/// The member of a name after which the list goes on. CSL-JSON has no word for it.
const GOES_ON: &str = "goes-on";

/// Reads a list of names; `None` where there is none.
pub(super) fn read(json: &Json) -> Option<Vec<Name>> {
    let names: Vec<Name> = match json {
        Json::Array(list) => list.iter().filter_map(name).collect(),
        Json::Object(_) | Json::String(_) => name(json).into_iter().collect(),
        _ => Vec::new(),
    };
    Some(names).filter(|names| !names.is_empty())
}

fn name(json: &Json) -> Option<Name> {
    if let Json::String(text) = json {
        return Some(Name::literal(text)).filter(|_| !text.is_empty());
    }
    let object = json.as_object()?;
    let part = |key: &str| object.get(key).and_then(scalar).unwrap_or_default();
    let flag = |key: &str| object.get(key).is_some_and(truthy);
    let literal = part("literal");
    let (family, given) = (part("family"), part("given"));
    let goes_on = flag(GOES_ON);
    if !literal.is_empty() {
        return Some(Name { goes_on, ..Name::literal(&literal) });
    }
    if given.is_empty() && !family.is_empty() && flag("isInstitution") {
        return Some(Name { goes_on, ..Name::literal(&family) });
    }
    if family.is_empty() && given.is_empty() {
        return None;
    }
    let mut name = Name {
        dropping_particle: part("dropping-particle").into(),
        non_dropping_particle: part("non-dropping-particle").into(),
        suffix: part("suffix").into(),
        comma_suffix: flag("comma-suffix"),
        static_ordering: flag("static-ordering"),
        goes_on: flag(GOES_ON),
        ..Name::default()
    };
    let no_parse = object.get("parse-names").is_some_and(|value| !truthy(value));
    let quoted = family.len() > 1 && family.starts_with('"') && family.ends_with('"');
    name.family = if quoted { family[1..family.len() - 1].into() } else { family.into() };
    name.given = given.into();
    let parse = !no_parse && !quoted && !flag("static-particles");
    if parse && name.non_dropping_particle.is_empty() && !name.given.is_empty() {
        particles::split(&mut name);
    }
    Some(name)
}

/// Whether two names of a list have the same family name.
pub(crate) fn shares_families(names: &[Name]) -> bool {
    let mut rest = names;
    while let Some((first, others)) = rest.split_first() {
        if others.iter().any(|other| other.family == first.family) {
            return true;
        }
        rest = others;
    }
    false
}

fn truthy(json: &Json) -> bool {
    match json {
        Json::Bool(value) => *value,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !text.is_empty() && text != "false",
        _ => false,
    }
}
