//! Names as the engine's records: particles parted from them, initials set apart.

use hayagriva::citationberg::json::{LiteralName, NameItem, NameValue};

use crate::model::entry::Name;

/// Stands between initials that are written together ("J.R.R."), so that the engine tells them
/// apart; it is taken out of the text.
pub const GAP: char = '\u{2005}';

/// A name as a record has it.
pub fn name(name: &Name) -> NameValue {
    if let Some(literal) = &name.literal {
        return NameValue::Literal(LiteralName { literal: literal.clone() });
    }
    let family = name.family.clone().unwrap_or_default();
    let Some(given) = name.given.as_deref().filter(|given| !given.trim().is_empty()) else {
        return NameValue::Item(item(name, unquoted(&family), None));
    };
    if family.trim().is_empty() {
        // Who has but one name is not shortened to an initial.
        return NameValue::Literal(LiteralName { literal: given.to_owned() });
    }
    NameValue::Item(item(name, unquoted(&family), Some(given)))
}

fn item(name: &Name, family: (&str, bool), given: Option<&str>) -> NameItem {
    let (family, quoted) = family;
    let parted = name.non_dropping_particle.is_some() || name.dropping_particle.is_some();
    let (particle, rest) = match quoted || parted {
        true => (None, family),
        false => leading_particle(family),
    };
    let (given, dropping) = match given {
        Some(given) if !parted => trailing_particle(given),
        given => (given.unwrap_or_default(), None),
    };
    NameItem {
        family: rest.to_owned(),
        given: (!given.is_empty()).then(|| spaced(given)),
        non_dropping_particle: name.non_dropping_particle.clone().or(particle),
        dropping_particle: name.dropping_particle.clone().or(dropping),
        suffix: name.suffix.clone(),
        comma_suffix: name.comma_suffix,
    }
}

/// A family name in quotes is not to be parted.
fn unquoted(family: &str) -> (&str, bool) {
    match family.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => (inner, true),
        None => (family, false),
    }
}

fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// The small words before a family name: "van der" Vlist.
fn leading_particle(family: &str) -> (Option<String>, &str) {
    let mut rest = family;
    while let Some((word, after)) = rest.split_once(' ') {
        if !is_particle(word) || after.trim().is_empty() {
            break;
        }
        rest = after;
    }
    let particle = family[..family.len() - rest.len()].trim_end();
    match particle.is_empty() {
        true => (None, family),
        false => (Some(particle.to_owned()), rest),
    }
}

/// The small words after given names: Alexander "von".
fn trailing_particle(given: &str) -> (&str, Option<String>) {
    let mut rest = given.trim_end();
    while let Some((before, word)) = rest.rsplit_once(' ') {
        if !is_particle(word) || word.contains('.') {
            break;
        }
        rest = before.trim_end();
    }
    let particle = given[rest.len()..].trim();
    match particle.is_empty() {
        true => (given, None),
        false => (rest, Some(particle.to_owned())),
    }
}

/// Given names with a gap between initials that are written together.
fn spaced(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    let mut before = ' ';
    for ch in given.chars() {
        if before == '.' && ch.is_uppercase() {
            out.push(GAP);
        }
        out.push(ch);
        before = ch;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(family: &str, given: &str) -> [String; 4] {
        let NameValue::Item(item) = name(&Name::person(family, Some(given.to_owned()))) else {
            panic!("is no person")
        };
        let text = |text: Option<String>| text.unwrap_or_default();
        let particles = (text(item.dropping_particle), text(item.non_dropping_particle));
        [text(item.given), particles.0, particles.1, item.family]
    }

    #[test]
    fn particles_are_parted() {
        assert_eq!(parts("van der Vlist", "Eric"), ["Eric", "", "van der", "Vlist"]);
        assert_eq!(parts("Humboldt", "Alexander von"), ["Alexander", "von", "", "Humboldt"]);
        assert_eq!(parts("Van Dyke", "Dick"), ["Dick", "", "", "Van Dyke"]);
        assert_eq!(parts("\"van Dyke\"", "Dick"), ["Dick", "", "", "van Dyke"]);
    }

    #[test]
    fn initials_are_set_apart() {
        assert_eq!(parts("Tolkien", "J.R.R.")[0], format!("J.{GAP}R.{GAP}R."));
        assert_eq!(parts("Sartre", "Jean-Paul")[0], "Jean-Paul");
    }
}
