//! The keys under which a person or body can be cited.

use crate::lexicon::lists::list;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::entry::Name;
use crate::text::fold::fold;

/// The keys under which a person or body can be cited, the usual one first.
pub(crate) fn keys_of(name: &Name, shorts: &HashMap<String, Vec<String>>) -> Vec<String> {
    let mut keys = vec![fold(&name.cited())];
    match &name.literal {
        Some(literal) => keys.extend(body_keys(literal)),
        None => keys.extend(person_keys(name)),
    }
    let known: Vec<String> =
        keys.iter().filter_map(|key| shorts.get(key)).flatten().cloned().collect();
    keys.extend(known);
    let mut seen = HashSet::new();
    keys.retain(|key| !key.is_empty() && seen.insert(key.clone()));
    keys
}

/// Other forms of a person's name: with or without the particle.
fn person_keys(name: &Name) -> Vec<String> {
    let Some(family) = &name.family else {
        return Vec::new();
    };
    let with = |particle: Option<&str>| particle.map(|p| fold(&format!("{p}{family}")));
    let mut keys = vec![fold(family)];
    // "PIAGETTI JÚNIOR" is cited as "Piagetti" too.
    let parted = family.rsplit_once(' ').filter(|(_, last)| is_suffix(last));
    keys.extend(parted.map(|(family, _)| fold(family)));
    // "M. de O. FERREIRA" has an initial behind the particle.
    let unmarked = family.split_whitespace().skip_while(|word| word.ends_with('.'));
    keys.push(fold(&unmarked.collect::<String>()));
    keys.extend(name.suffix().map(|suffix| fold(&format!("{family}{suffix}"))));
    if let Some(body) = inverted_body(name) {
        keys.push(body);
    }
    keys.extend(with(name.non_dropping_particle()));
    keys.extend(with(name.dropping_particle()));
    keys.extend(full_names(name, family));
    let particle = name.non_dropping_particle().or(name.dropping_particle());
    keys.extend(particle.into_iter().flat_map(|it| full_names(name, &format!("{it}{family}"))));
    keys
}

/// Whether a word is one of descent after a family name: "Jr.", "Filho".
fn is_suffix(word: &str) -> bool {
    let key = fold(word);
    list("name-suffix").iter().any(|suffix| fold(suffix) == key)
}

/// The first characters of a name without spaces, which may be the surname that the list does not
/// set off: 田中 of 田中太郎.
fn first_characters(name: &str) -> impl Iterator<Item = String> {
    let count = name.chars().count();
    let lengths = [2, 3].into_iter().filter(move |length| count > *length && count <= 6);
    lengths.map(|length| fold(&name.chars().take(length).collect::<String>()))
}

/// A person's name in full, in both orders: a compound surname that was taken apart is known by it
/// ("BRACHT BRANHAM"), and so are names cited as they stand (田中太郎).
fn full_names(name: &Name, family: &str) -> Vec<String> {
    let given = name.given.as_deref().unwrap_or_default();
    let spelt = given.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
        || given.chars().any(|c| c as u32 >= 0x2E80);
    if !spelt {
        return Vec::new();
    }
    let mut names = vec![fold(&format!("{given}{family}")), fold(&format!("{family}{given}"))];
    // "Gabriel García Márquez" is cited by the last two.
    let last = given.rsplit_once(' ').map(|(_, last)| last).filter(|last| !last.ends_with('.'));
    names.extend(last.map(|last| fold(&format!("{last}{family}"))));
    if family.chars().all(|c| c as u32 >= 0x2E80) {
        names.extend(first_characters(&format!("{family}{given}")));
    }
    names
}

/// A body whose name a formatter took for a person's and turned round: "Team, R. C." for "R Core
/// Team". Its key is that of [`short_key`].
fn inverted_body(name: &Name) -> Option<String> {
    let initials = given_initials(name);
    (!initials.is_empty())
        .then(|| format!("{initials} {}", fold(name.family.as_deref().unwrap_or_default())))
}

/// The key of a name of several words by its initials and last word: "rc team" of "R Core Team".
pub(crate) fn short_key(name: &str) -> Option<String> {
    let (first, last) = name.rsplit_once(char::is_whitespace)?;
    let initials: String = first
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    Some(format!("{initials} {}", fold(last)))
}

/// Other forms of a body's name: without what stands in brackets, that alone, and its initials.
fn body_keys(literal: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut name = literal.to_owned();
    if let Some((long, short)) = in_brackets(literal) {
        keys.push(fold(&long));
        keys.push(fold(&short));
        name = long;
    }
    if let Some(rest) = name.strip_prefix("The ") {
        keys.push(fold(rest));
    }
    keys.extend(initials(&name).map(|short| fold(&short)));
    keys
}

/// "World Health Organization (WHO)" parted into the two names.
fn in_brackets(literal: &str) -> Option<(String, String)> {
    let open = literal.find(['(', '['])?;
    let close = literal[open..].find([')', ']']).map_or(literal.len(), |length| open + length);
    let short = literal[open + 1..close].trim();
    let rest = literal[close..].trim_start_matches([')', ']', ' ', ',', '.']);
    let long = format!("{} {rest}", literal[..open].trim());
    (!short.is_empty()).then(|| (long.trim().to_owned(), short.to_owned()))
}

/// The initials of the capitalised words of a body's name, if there are at least two.
pub(crate) fn initials(name: &str) -> Option<String> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
    let short: String =
        words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    (short.chars().count() > 1).then_some(short)
}

/// The first letters of the given names, in lower case.
pub(crate) fn given_initials(name: &Name) -> String {
    let given = name.given.as_deref().unwrap_or_default();
    let words = given.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "JC" without stops stands for two names, "Joan" for one.
    let letters = words.flat_map(|word| match word.chars().all(char::is_uppercase) {
        true => word.chars().collect::<Vec<_>>(),
        false => word.chars().take(1).collect(),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The word for names left out, folded; "others" is BibTeX's word for it.
static OTHERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let phrases = list("et-al").iter().copied();
    phrases.chain(["others"]).map(fold).collect()
});

/// Whether the name stands for those left out.
pub(crate) fn is_others(name: &Name) -> bool {
    let others = |text: &str| OTHERS.contains(&fold(text));
    name.literal.as_deref().is_some_and(others) || name.family.as_deref().is_some_and(others)
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}
