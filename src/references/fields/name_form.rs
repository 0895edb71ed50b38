//! Which word of a name is the surname where no sign tells, by all names of a list: "Köhler Otto".

use crate::model::entry::Name;
use crate::references::attributes::list_key;
use crate::references::fields::bodies::is_body;
use crate::references::fields::name::{inverted, is_initials};
use crate::references::fields::particles::is_particle;
use crate::references::lists::built_in;
use crate::text::fold::fold;

/// How the names of a list are written where no comma parts surname and given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NameForm {
    /// Each name is read by itself, and given names come first where it does not show its surname.
    #[default]
    Individual,
    /// The first name of each entry begins with the surname.
    FirstInverted,
    /// All do.
    AllInverted,
    /// A comma or initials mark each surname: what has neither is no person.
    Marked {
        /// Whether a colon follows the authors: the words before the first colon of an entry name them.
        colon: bool,
    },
}

/// Fewer names tell nothing.
const FEWEST: usize = 5;

/// How the names are written in a list whose entries have these authors,
/// and a colon after so many of them.
pub(crate) fn of(authors: &[&str], colons: usize) -> NameForm {
    if are_marked(authors) {
        return NameForm::Marked { colon: colons * 20 > authors.len() * 19 };
    }
    let leads: Vec<(&str, &str)> = authors.iter().filter_map(|words| ends(first(words))).collect();
    if leads.len() < FEWEST || leads.len() * 2 < authors.len() {
        return NameForm::Individual;
    }
    let by_first = ordered(leads.iter().map(|(first, _)| *first));
    let by_last = ordered(leads.iter().map(|(_, last)| *last));
    let sorted = by_first > 0.85 && by_last < 0.75;
    let straight = leads.iter().filter(|(first, last)| is_given(first) && !is_given(last)).count();
    let turned = leads.iter().filter(|(first, last)| is_given(last) && !is_given(first)).count();
    let unsorted = by_first < 0.75 && by_last < 0.75;
    if !(sorted && turned >= straight || unsorted && turned >= FEWEST && turned > straight * 4) {
        return NameForm::Individual;
    }
    let others: Vec<(&str, &str)> =
        authors.iter().flat_map(|words| parts(words).skip(1)).filter_map(ends).collect();
    let turned = others.iter().filter(|(first, last)| is_given(last) && !is_given(first)).count();
    let straight = others.iter().filter(|(first, last)| is_given(first) && !is_given(last)).count();
    if turned > straight { NameForm::AllInverted } else { NameForm::FirstInverted }
}

/// Whether nearly all first authors of a list are written with initials or with the surname before a
/// comma.
fn are_marked(authors: &[&str]) -> bool {
    const FEWEST: usize = 10;
    let marked = |words: &&&str| {
        let surname = words.split(',').next().unwrap_or_default();
        let lone = surname.split_whitespace().filter(|word| !is_particle(word)).count() == 1;
        let mut all = words.split_whitespace().map(|word| word.trim_end_matches([',', ';']));
        all.any(is_initials) || lone && words.contains(',')
    };
    authors.len() >= FEWEST && authors.iter().filter(marked).count() * 20 > authors.len() * 17
}

/// A name of several words that is no person's in a list of marked names: "Open Tide Data". A word
/// that is known as a given name tells a person, and a short one in capitals may be initials.
pub(super) fn unmarked(text: &str) -> Option<Name> {
    let text = text.trim_end_matches('.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let shouted = !text.contains(char::is_lowercase);
    let shortest = if shouted { 4 } else { 3 };
    let plain = |word: &&str| {
        word.chars().count() >= shortest
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && word.starts_with(char::is_uppercase)
            && (shouted || !word.chars().all(char::is_uppercase) && !is_initials(word))
            && !built_in().given.contains(list_key(word))
            && !is_particle(word)
    };
    (words.len() > 1 && words.iter().all(plain)).then(|| Name::literal(text))
}

/// A name with its surname first and no sign after it; nothing if it cannot be one.
pub(super) fn bare(text: &str) -> Option<Name> {
    ends(text)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let particles = words.iter().take_while(|word| is_particle(word)).count();
    let end = particles + 1;
    (end < words.len()).then(|| inverted(&words[..end].join(" "), &words[end..].join(" ")))
}

/// The names of a list of authors.
fn parts(authors: &str) -> impl Iterator<Item = &str> {
    authors.split([',', ';', '&']).flat_map(|part| part.split(" und ")).map(str::trim)
}

fn first(authors: &str) -> &str {
    parts(authors).next().unwrap_or_default()
}

/// The first and the last word of a name of two or three words, of which one is no initials.
fn ends(name: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let capital =
        words.iter().all(|word| word.starts_with(char::is_uppercase) || is_particle(word));
    let told = is_initials(first) || rest.iter().all(|word| is_initials(word));
    let fits = (2..=4).contains(&words.len()) && capital && !told && !is_body(name);
    let last = rest.iter().rfind(|word| !is_initials(word))?;
    fits.then_some((first, last))
}

fn is_given(word: &str) -> bool {
    let lists = built_in();
    let key = list_key(word);
    lists.given.contains(key) && !lists.surnames.contains(key)
}

/// Which share of words follow the one before them in the alphabet.
fn ordered<'a>(words: impl Iterator<Item = &'a str>) -> f32 {
    let words: Vec<String> = words.map(fold).collect();
    let pairs = words.len().saturating_sub(1).max(1);
    let up = words.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    up as f32 / pairs as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_marks_among_marked_ones_are_bodies() {
        let mut authors =
            ["Fischer, Ulrich", "Hock HH, Moe BB, *et al", "O. Köhler", "van Dam, A."].repeat(3);
        authors.push("Open Tide Data");
        assert_eq!(of(&authors, 0), NameForm::Marked { colon: false });
        assert_eq!(of(&authors, 13), NameForm::Marked { colon: true });
        assert_eq!(unmarked("Open Tide Data."), Some(Name::literal("Open Tide Data")));
        assert_eq!(unmarked("OPEN TIDE DATA"), Some(Name::literal("OPEN TIDE DATA")));
        assert_eq!(unmarked("TIDE ABC"), None);
        assert_eq!(unmarked("Hock J-P"), None);
        assert_eq!(unmarked("Ulrich Fischer"), None);
        assert_eq!(unmarked("Fischer"), None);
        let straight = ["Ulrich Fischer, Anna Hock", "Hans Hock"].repeat(6);
        assert_eq!(of(&straight, 0), NameForm::Individual);
    }

    #[test]
    fn a_sorted_list_tells_surnames() {
        let turned =
            ["Fischer Ulrich", "Hock Hans H.", "Köhler Otto", "Lameli Alfred", "Zimmermann Ralf"];
        assert_eq!(of(&turned, 0), NameForm::FirstInverted);
        let straight =
            ["Ulrich Fischer", "Hans Hock", "Otto Köhler", "Alfred Lameli", "Ralf Zimmermann"];
        assert_eq!(of(&straight, 0), NameForm::Individual);
        let name = bare("Hock Hans H.").unwrap_or_default();
        assert_eq!((name.cited().as_str(), name.given.as_deref()), ("Hock", Some("Hans H.")));
    }
}
