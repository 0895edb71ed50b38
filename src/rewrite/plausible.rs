//! Whether an entry says what a work says: a wrong reading may use all of its words.

use crate::lexicon::lists::list;
use crate::model::entry::{Entry, Name};
use crate::references::fields::bodies::is_body;

/// What is missing or odd in an entry, and what to do; nothing if it looks like a work.
pub(super) fn implausible(entry: &Entry) -> Option<String> {
    if entry.text("title").is_none() {
        return Some("no title was found in it; write it by hand".to_owned());
    }
    if begins_with_names(entry) {
        let why = "no author was found in it, and its title may begin with one; write it by hand";
        return Some(why.to_owned());
    }
    if let Some(text) =
        TEXTS.into_iter().find_map(|name| entry.text(name).filter(|text| is_torn(text)))
    {
        return Some(format!("\"{text}\" in it may be more than one thing; write it by hand"));
    }
    let has = |variable: &str| entry.variables.contains_key(variable);
    let in_journal = has("volume") || has("issue");
    let journal = entry.kind == "article-journal" && in_journal && has("page");
    if journal && !has("container-title") {
        return Some("it has a volume and pages, but no journal was found in it".to_owned());
    }
    let odd = ROLES.into_iter().find_map(|role| odd_among(entry.names(role)))?;
    Some(format!("\"{odd}\" in it does not look like a family name; write it as \"Doe, J.\""))
}

/// The texts that are looked at.
const TEXTS: [&str; 3] = ["title", "container-title", "publisher"];

/// Whether a text was hardly cut where it ends: a bracket in it is not closed, it goes on with the book that
/// holds the work (", in A book of seas"), or with a place and who published it ("Hope. York, England: Press").
fn is_torn(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    let inside = |rest: &str| {
        let (word, name) = rest.split_once(' ').unwrap_or_default();
        name.starts_with(char::is_uppercase) && list("inside").contains(&word)
    };
    let published = |sentence: &str| {
        let (place, name) = sentence.split_once(": ").unwrap_or_default();
        let words: Vec<&str> = place.split(' ').collect();
        name.starts_with(char::is_uppercase)
            && place.contains(", ")
            && words.len() <= MOST_OF_PLACE
            && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    count('(') != count(')')
        || text.split(", ").skip(1).any(inside)
        || text.split(". ").skip(1).any(published)
}

/// The words that the name of a place with its country has at most.
const MOST_OF_PLACE: usize = 4;

/// The roles of names that are looked at.
const ROLES: [&str; 3] = ["author", "editor", "translator"];

/// Whether somebody is named in an entry.
pub(super) fn is_named(entry: &Entry) -> bool {
    ROLES.into_iter().any(|role| !entry.names(role).is_empty())
}

/// Whether the title of an entry may begin with the name of a body: with its publisher ("Ministry of Hope.
/// Tides"), and where the entry names nobody "Hope Society. Tides", "Hope Society (no date) Tides", "Office of
/// Hope, Tides"; or is one: "The Hope Team", in "Tides. Archive".
fn begins_with_names(entry: &Entry) -> bool {
    let title = entry.text("title").unwrap_or_default();
    let container = entry.text("container-title").unwrap_or_default();
    let first = title.split_once(". ").map(|(first, _)| first);
    if first.is_some() && first == entry.text("publisher") {
        return true;
    }
    !is_named(entry)
        && (has_sentences(title)
            || is_undated(title)
            || title
                .split_once(", ")
                .is_some_and(|(first, _)| is_body(first) && is_capitalised(first))
            || is_body(title) && has_sentences(container) && entry.text("volume").is_none())
}

fn has_sentences(text: &str) -> bool {
    text.split(". ").skip(1).any(|part| part.starts_with(char::is_uppercase))
}

/// Whether the longer words of a text begin with capitals.
fn is_capitalised(text: &str) -> bool {
    text.split(' ')
        .filter(|word| word.chars().count() > 3)
        .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a text says that a work has no date, which is no part of a name or a title.
fn is_undated(text: &str) -> bool {
    list("no-date").iter().any(|words| text.contains(&format!("({words}")))
}

/// The first name of a list that looks like something else.
fn odd_among<'n>(names: &'n [Name]) -> Option<&'n str> {
    let persons = names.iter().any(|name| name.given.is_some());
    let bodies = names.iter().filter_map(|name| name.literal.as_deref());
    let body = bodies.into_iter().any(|name| name.contains(' ') && is_body(name));
    let in_list = |name| glued(name).or_else(|| alone(name)).filter(|_| persons || body);
    let dated = |name: &'n Name| name.literal.as_deref().filter(|name| is_undated(name));
    let found = |name| odd(name).or_else(|| dated(name)).or_else(|| in_list(name));
    names.iter().find_map(found).or_else(|| unlike(names))
}

/// The only person of a list whose given name is spelt out among several with initials: "Souza Bda"
/// for "B. da Souza".
fn unlike(names: &[Name]) -> Option<&str> {
    let persons = names.iter().filter(|name| name.given.is_some());
    let spelt = |name: &&Name| has_small(name.given.as_deref().unwrap_or_default());
    let (words, initials): (Vec<&Name>, Vec<&Name>) = persons.partition(spelt);
    let [only] = words[..] else { return None };
    (initials.len() > 1).then_some(only.family.as_deref()).flatten()
}

/// The family name of a person that looks like initials, ends in them, or is a word for a body.
fn odd(name: &Name) -> Option<&str> {
    let family = name.family.as_deref()?;
    let bare = family.trim_end_matches('.');
    let alone = bare.chars().count() == 1;
    let swapped = are_initials(bare) && has_small(name.given.as_deref().unwrap_or_default());
    let body = is_body(family) || family.contains('/');
    (alone || swapped || body || ends_in_initials(family)).then_some(family)
}

/// A word that stands alone among persons with given names: a part of the name of a body ("Office of
/// Seas and Skies").
fn alone(name: &Name) -> Option<&str> {
    let word = name.literal.as_deref().or(name.family.as_deref())?;
    let bare = name.given.is_none() && !word.contains(char::is_whitespace) && has_small(word);
    bare.then_some(word)
}

/// What was taken for the name of a body among persons, and looks like a person: "Roe SA", "P. Group".
fn glued(name: &Name) -> Option<&str> {
    let literal = name.literal.as_deref()?;
    let (first, last) = literal.split_once(' ')?;
    let initial = first.trim_end_matches('.').chars().count() == 1 && first.ends_with('.');
    let two = !last.contains(char::is_whitespace);
    (two && (initial || ends_in_initials(literal))).then_some(literal)
}

fn ends_in_initials(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(first, last)| has_small(first) && are_initials(last))
}

/// Whether a word is up to three capitals: "AG", "II".
fn are_initials(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_uppercase)
}

/// Whether a text has more than one small letter.
pub(super) fn has_small(text: &str) -> bool {
    text.chars().filter(|ch| ch.is_lowercase()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(json: serde_json::Value) -> Option<String> {
        implausible(&serde_json::from_value(json).expect("is an entry"))
    }

    #[test]
    fn works_are_plausible() {
        let author = |family: &str, given: &str| {
            why(serde_json::json!({"id": "a", "type": "book", "title": "Hope",
                "author": [{"family": family, "given": given}]}))
        };
        for (family, given) in
            [("Roe", "A."), ("Xu", "J."), ("LI", "W."), ("van der Berg", "J. K.")]
        {
            assert_eq!(author(family, given), None, "{family}");
        }
        for (family, given) in [("II", "Roe"), ("Roe AG", ""), ("U", "M."), ("Institute", "Hope")] {
            assert!(author(family, given).is_some(), "{family}");
        }
        let list = |literal: &str| {
            why(serde_json::json!({"id": "a", "type": "book", "title": "Hope",
                "author": [{"family": "Doe", "given": "J."}, {"literal": literal}]}))
        };
        assert!(list("Roe SA").is_some() && list("Institute of Hope").is_none());
        assert!(list("Seas").is_some() && list("WHO").is_none());
        assert!(list("P. Group").is_some());
    }

    #[test]
    fn names_that_are_read_as_others_are_not_plausible() {
        let authors = |json: serde_json::Value| {
            why(serde_json::json!({"id": "a", "type": "book", "title": "Hope", "author": json}))
        };
        let torn = serde_json::json!([{"literal": "Institute of Seas"}, {"literal": "Skies"}]);
        let unlike = serde_json::json!([{"family": "Doe", "given": "J"}, {"family": "Roe", "given": "M"},
            {"family": "Bda", "given": "Souza"}]);
        let group = serde_json::json!([{"family": "Group", "given": "P."}]);
        let slashed = serde_json::json!([{"family": "WHO/FAO", "given": "Hope Panel"}]);
        for wrong in [torn, unlike, group, slashed] {
            assert!(authors(wrong.clone()).is_some(), "{wrong}");
        }
        let spelt = serde_json::json!([{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Max"},
            {"family": "Poe", "given": "A."}]);
        assert_eq!(authors(spelt), None);
        assert!(authors(serde_json::json!([{"literal": "University of Hope (no date"}])).is_some());
    }

    #[test]
    fn a_title_may_hide_a_body() {
        let titled =
            |title: &str| why(serde_json::json!({"id": "a", "type": "webpage", "title": title}));
        assert!(titled("Hope Society. Tides of the north").is_some());
        assert!(titled("Hope Society (no date) Tides of the north").is_some());
        assert_eq!(titled("Tides of the north (a map)"), None);
        assert!(titled("Institute of Hope, Tides of the north").is_some());
        assert_eq!(titled("State of the tides, north and south"), None);
        let by = |title: &str| {
            why(serde_json::json!({"id": "a", "type": "book", "title": title,
                "publisher": "Ministry of Hope", "author": [{"literal": "Ruritania"}]}))
        };
        assert!(by("Ministry of Hope. Tides of the north").is_some());
        assert_eq!(by("Tides of the north. A study"), None);
    }

    #[test]
    fn texts_that_go_on_are_not_plausible() {
        let by = |title: &str, container: &str| {
            why(serde_json::json!({"id": "a", "type": "chapter", "title": title,
                "container-title": container, "author": [{"family": "Roe", "given": "A."}]}))
        };
        for title in
            ["Tides, in A Book of Seas", "Tides. York, England: Press of Hope", "Tides of S (A.109"]
        {
            assert!(by(title, "Seas").is_some() && by("Hope", title).is_some(), "{title}");
        }
        for title in ["Tides, in the north", "Tides. Hope and fear: A study", "Tides (and seas)"] {
            assert_eq!(by(title, "Seas"), None, "{title}");
        }
    }

    #[test]
    fn an_article_has_a_title_and_a_journal() {
        let article = serde_json::json!({"id": "a", "type": "article-journal", "title": "J Ex",
            "volume": "1", "issue": "1", "page": "1-9"});
        assert!(why(article.clone()).is_some_and(|why| why.contains("journal")));
        let mut whole = article;
        whole["container-title"] = "J Ex".into();
        whole["title"] = "Hope".into();
        assert_eq!(why(whole.clone()), None);
        whole.as_object_mut().expect("is one").remove("title");
        assert!(why(whole).is_some_and(|why| why.contains("title")));
    }
}
