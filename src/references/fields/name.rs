//! One name: from its words to family and given.

use crate::lexicon::lists::list;
use crate::model::entry::Name;
use crate::references::fields::bodies::is_body;
use crate::references::fields::particles::{is_particle, is_suffix};
use crate::text::short::ShortWord;

/// A name with its surname first.
pub(super) fn inverted(family: &str, given: &str) -> Name {
    let mut name = surname(family);
    let mut words: Vec<&str> = given.split_whitespace().collect();
    if words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
        name.set_suffix(words.pop().map(ShortWord::from));
    }
    let particles = words
        .iter()
        .rev()
        .take_while(|word| is_particle(word) && !word.starts_with(char::is_uppercase))
        .count();
    let particles = words.split_off(words.len() - particles);
    if !particles.is_empty() && !words.is_empty() {
        name.set_dropping_particle(Some(particles.join(" ").into()));
    }
    let given = if words.is_empty() { given.to_owned() } else { words.join(" ") };
    name.given = Some(given.into());
    name
}

/// A name in one piece.
pub(super) fn whole(text: &str) -> Name {
    if is_body(text) || has_short_form(text) {
        return Name::literal(text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [word] = words[..] {
        return match han_name(word) {
            Some(name) => name,
            None => Name::literal(word),
        };
    }
    if let [family, last] = words[..]
        && is_suffix(last)
        && last.chars().all(char::is_uppercase)
        && family.contains(char::is_lowercase)
    {
        // "Brekhman II": everyone has a given name, few a number.
        return inverted(family, last);
    }
    let mut name = if let Some((family, given)) = trailing_initials(text) {
        Name { given: Some(given.into()), ..surname(family) }
    } else if let Some((given, family)) = leading_initials(text) {
        Name { given: Some(given.into()), ..surname(family) }
    } else {
        full_name(text, &words)
    };
    if let Some((family, suffix)) =
        name.family.as_deref().and_then(|family| family.rsplit_once(' '))
        && is_suffix(suffix)
    {
        let (suffix, family) = (ShortWord::from(suffix), ShortWord::from(family));
        name.set_suffix(Some(suffix));
        name.family = Some(family);
    }
    name
}

/// Whether a name ends with its short form, as those of bodies do: "Sprachatlas von Niederbayern (SNiB)".
fn has_short_form(text: &str) -> bool {
    let short = text.rsplit_once(" (").map_or("", |(_, short)| short.trim_end_matches(')'));
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && short.chars().all(char::is_alphanumeric) && capitals * 2 >= short.len()
}

/// Given names before the surname, or a surname in capitals before or after them.
pub(super) fn full_name(text: &str, words: &[&str]) -> Name {
    let shouted = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2
            && word.chars().all(|c| !c.is_lowercase())
    };
    let capitals = words.iter().take_while(|word| shouted(word)).count();
    if capitals > 0 && capitals < words.len() {
        let family: usize =
            words[..capitals].iter().map(|word| word.len()).sum::<usize>() + capitals;
        let (family, given) = text.split_at(text.floor_char_boundary(family));
        return Name { given: Some(given.trim().into()), ..surname(family.trim()) };
    }
    if let [_, last] = words
        && capitals == 2
        && is_suffix(last)
    {
        // The given names got lost; a word of descent alone is no family name.
        return surname(text);
    }
    let suffix = usize::from(words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)));
    let mut first = words.len() - 1 - suffix;
    while first > 1 && is_particle(words[first - 1]) {
        first -= 1;
    }
    Name { given: Some(words[..first].join(" ").into()), ..surname(&words[first..].join(" ")) }
}

/// A surname, with its particles apart.
pub(super) fn surname(text: &str) -> Name {
    let lower_particle = |word: &&str| is_particle(word) && word.starts_with(char::is_lowercase);
    let words: Vec<&str> = text.split_whitespace().collect();
    let particles = words.iter().take_while(|word| lower_particle(word)).count();
    if particles == 0 || particles == words.len() {
        return Name::person(text.trim(), None);
    }
    let name = Name::person(words[particles..].join(" "), None);
    name.with_particle(words[..particles].join(" "))
}

/// "Smith JA", "Иванов И. И.": surname, then initials.
pub(super) fn trailing_initials(text: &str) -> Option<(&str, &str)> {
    let mut at = None;
    let mut end = text.len();
    for word in text.rsplit(' ') {
        let start = end - word.len();
        if !(is_initials(word) || (at.is_none() && is_suffix(word))) {
            break;
        }
        if start == 0 {
            // "WU X", but "X WU": initials are shorter than the surname.
            let given = at.map_or("", |at| &text[at..]);
            let shorter = !given.is_empty() && given.len() < word.len() && !word.contains('.');
            return at.filter(|_| shorter).map(|at| (text[..at].trim_end(), given));
        }
        at = is_initials(word).then_some(start).or(at);
        end = start.saturating_sub(1);
    }
    at.map(|at| (text[..at].trim_end(), &text[at..]))
}

/// "J. A. Smith", "JA Smith": initials, then a surname.
pub(crate) fn leading_initials(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        // "P.W. DE JONG": a particle in capitals before a surname in capitals is no initials.
        let rest = &text[end + word.len()..];
        let shouted = !rest.is_empty() && !rest.contains(char::is_lowercase);
        if end > 0 && shouted && is_particle(&bare.to_lowercase()) {
            break;
        }
        let goes_on =
            is_initials(bare) || (end > 0 && is_given_word(bare, &text[end + word.len()..]));
        if !goes_on {
            break;
        }
        end += word.len();
    }
    let (given, family) = text.split_at(end);
    (end > 0 && !family.trim().is_empty()).then(|| (given.trim_end(), family.trim_start()))
}

/// Whether a whole word after initials is a given name, because another name follows it.
pub(super) fn is_given_word(word: &str, rest: &str) -> bool {
    let mut after = rest.split_whitespace();
    !is_particle(word) && after.next().is_some_and(is_initials) && after.next().is_some()
}

/// Whether a piece is the given part of an inverted name: initials, a particle or suffix after
/// them at most.
pub(super) fn is_given_initials(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_initials)
        && words.all(|word| {
            is_initials(word)
                || is_suffix(word)
                || (is_particle(word) && word.starts_with(char::is_lowercase))
        })
}

/// Whether a word is made of initials: "J.", "J.-P.", "JP", "Yu.", "Ә.".
pub(crate) fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = word.chars().all(|c| c.is_alphabetic() || ".-‐‑–’'".contains(c));
    if letters == 0 || !plain || !word.starts_with(char::is_alphabetic) {
        return false;
    }
    let upper = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let dotted = word.ends_with('.');
    match (upper, dotted) {
        (true, true) => letters <= 4,
        (true, false) => letters <= 4 && !is_suffix(word),
        (false, true) => {
            word.split(['.', '-']).all(|part| part.chars().count() <= 2)
                && word.starts_with(char::is_uppercase)
                && !is_suffix(word)
        }
        (false, false) => word.split('-').all(|part| part.chars().count() == 1),
    }
}

/// How many words a surname has without its particles, which may be in capitals like the others:
/// "VAN DER ENDE".
pub(super) fn surname_words(text: &str) -> usize {
    let words = text.split_whitespace();
    let count = words.clone().filter(|word| !is_particle(word)).count();
    if count < 2 || text.contains(char::is_lowercase) {
        return count;
    }
    words.filter(|word| !is_particle(&word.to_lowercase())).count().max(1)
}

/// A name in Chinese characters: surname first, of one character, or two where it is a known
/// compound, or where it is one of four (most of these are Japanese); hangul likewise.
pub(super) fn han_name(word: &str) -> Option<Name> {
    let han = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{AC00}'..='\u{D7AF}');
    let count = word.chars().count();
    ((2..=4).contains(&count) && word.chars().all(han)).then_some(())?;
    let compound = list("compound-surname").iter().any(|name| word.starts_with(name)) && count > 2;
    let four = count == 4 && word.chars().all(|c| c < '\u{AC00}');
    let cut = word.char_indices().nth(if compound || four { 2 } else { 1 }).map(|(at, _)| at)?;
    Some(Name::person(&word[..cut], Some(word[cut..].to_owned())))
}

pub(super) fn attach_suffix(name: Option<&mut Name>, suffix: &str) {
    if let Some(name) = name {
        name.set_suffix(Some(suffix.into()));
    }
}

/// A surname and the initials after it, with what belongs to them: a particle, a word of descent.
pub(crate) fn surname_and_initials(text: &str) -> Option<(&str, &str)> {
    let mut at = text.len();
    let mut seen = false;
    for word in text.rsplit(' ') {
        let start = at - word.len();
        let particle = !seen && is_particle(word) && word.starts_with(char::is_lowercase);
        if start == 0 || !(is_initials(word) || particle || !seen && is_suffix(word)) {
            break;
        }
        seen |= is_initials(word) && word.starts_with(char::is_uppercase);
        at = start - 1;
    }
    let (family, given) = (text[..at].trim_end(), text[at..].trim_start());
    let long = family.chars().filter(|c| c.is_alphabetic()).count() > 1;
    (seen && long && !family.contains('.')).then_some((family, given))
}

/// A name whose given names stand before a surname in capitals, however short that is.
pub(super) fn shouted_last(text: &str) -> Option<Name> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (last, rest) = words.split_last()?;
    let capitals = last.len() > 1 && last.chars().all(char::is_uppercase);
    let given = rest.iter().any(|word| word.contains(char::is_lowercase) && !is_particle(word));
    (capitals && given).then(|| full_name(text, &words))
}
