//! How the names of a list are written, and which entries are unlike it: their names are hardly persons.

use super::plausible::has_small;
use crate::model::entry::Name;
use crate::model::reference::Reference;

/// How nearly all names of a list are written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// Entries begin with a family name.
    inverted: bool,
    /// Given names are initials.
    initials: bool,
}

impl Habits {
    /// The habits of a list, as far as it has enough names to tell.
    pub(crate) fn of(references: &[Reference]) -> Habits {
        let first = references.iter().filter_map(|reference| Some((reference, person(reference)?)));
        let (straight, persons) = share(first, |(reference, name)| is_straight(reference, name));
        let all = references.iter().flat_map(|reference| reference.entry.names("author"));
        let given = all.filter_map(|name| name.given.as_deref());
        let (spelt, names) = share(given, |given| has_small(given));
        Habits { inverted: rare(straight, persons), initials: rare(spelt, names) }
    }

    /// The name of an entry that is written as no other of its list is: "Hope Society" for a person in a list
    /// of "Roe, A.", a word of the title behind initials ("M. Tides").
    pub(crate) fn unlike<'r>(&self, reference: &'r Reference) -> Option<&'r str> {
        let straight =
            person(reference).filter(|name| self.inverted && is_straight(reference, name));
        let names = reference.entry.names("author");
        let longer = names.iter().find(|name| self.initials && is_followed(name));
        let acronym = names.iter().find(|name| begins_with_acronym(reference, name, names));
        straight.or(longer).or(acronym)?.family.as_deref()
    }
}

/// How many of all are so.
fn share<T>(all: impl Iterator<Item = T>, is_so: impl Fn(&T) -> bool) -> (usize, usize) {
    all.fold((0, 0), |(so, count), one| (so + usize::from(is_so(&one)), count + 1))
}

/// Whether so few of all are so that they are none of the list's habit.
fn rare(part: usize, all: usize) -> bool {
    const ENOUGH: usize = 6;
    all >= ENOUGH && (part <= 1 || part * 10 <= all)
}

/// The first author of an entry, if it is a person.
fn person(reference: &Reference) -> Option<&Name> {
    reference
        .entry
        .names("author")
        .first()
        .filter(|name| name.given.is_some() && name.family.is_some())
}

/// Whether an entry begins with the given name of its first author.
fn is_straight(reference: &Reference, name: &Name) -> bool {
    let given = name.given.as_deref().unwrap_or_default();
    let family = name.family.as_deref().unwrap_or_default();
    !given.is_empty() && reference.raw.starts_with(given) && !reference.raw.starts_with(family)
}

/// Whether initials are followed by a word: "M. Tides".
fn is_followed(name: &Name) -> bool {
    let given = name.given.as_deref().unwrap_or_default();
    given.split_once(". ").is_some_and(|(initial, rest)| {
        initial.chars().count() == 1 && has_small(rest) && !rest.contains(' ')
    })
}

/// Whether what was taken for initials stands before the family name as one word, and no other name of the
/// entry is written so: "ICE Limited" among bodies.
fn begins_with_acronym(reference: &Reference, name: &Name, names: &[Name]) -> bool {
    let is_acronym = |name: &Name| {
        let given = name.given.as_deref().unwrap_or_default();
        let family = name.family.as_deref().unwrap_or_default();
        given.chars().count() > 1
            && given.chars().all(char::is_uppercase)
            && has_small(family)
            && reference.raw.contains(&format!("{given} {family}"))
    };
    is_acronym(name) && names.iter().filter(|name| is_acronym(name)).count() == 1
}
