//! Whether an entry says what a work says: a wrong reading may use all of its words.

use crate::lexicon::lists::list;
use crate::model::entry::{Entry, Name};

/// What is missing or odd in an entry, and what to do; nothing if it looks like a work.
pub(super) fn implausible(entry: &Entry) -> Option<String> {
    if entry.text("title").is_none() {
        return Some("no title was found in it; write it by hand".to_owned());
    }
    let has = |variable: &str| entry.variables.contains_key(variable);
    let in_journal = has("volume") || has("issue");
    let journal = entry.kind == "article-journal" && in_journal && has("page");
    if journal && !has("container-title") {
        return Some("it has a volume and pages, but no journal was found in it".to_owned());
    }
    let mut lists = ["author", "editor", "translator"].into_iter().map(|role| entry.names(role));
    let odd = lists.find_map(|names| {
        let persons = names.iter().any(|name| name.given.is_some());
        names.iter().find_map(|name| {
            odd(name).or_else(|| glued(name).or_else(|| alone(name)).filter(|_| persons))
        })
    })?;
    Some(format!("\"{odd}\" in it does not look like a family name; write it as \"Doe, J.\""))
}

/// The family name of a person that looks like initials, ends in them, or is a word for a body.
fn odd(name: &Name) -> Option<&str> {
    let family = name.family.as_deref()?;
    let bare = family.trim_end_matches('.');
    let alone = bare.chars().count() == 1;
    let swapped = are_initials(bare) && has_small(name.given.as_deref().unwrap_or_default());
    let lower = family.to_lowercase();
    let body = list("body-stem").iter().any(|stem| lower.starts_with(stem));
    (alone || swapped || body || ends_in_initials(family)).then_some(family)
}

/// A word that stands alone among persons with given names: a part of the name of a body ("Office of
/// Seas and Skies").
fn alone(name: &Name) -> Option<&str> {
    let word = name.literal.as_deref().or(name.family.as_deref())?;
    let bare = name.given.is_none() && !word.contains(char::is_whitespace) && has_small(word);
    bare.then_some(word)
}

/// What was taken for the name of a body among persons, and looks like a person: "Roe SA".
fn glued(name: &Name) -> Option<&str> {
    let literal = name.literal.as_deref()?;
    let two = literal.split_whitespace().count() == 2;
    (two && ends_in_initials(literal)).then_some(literal)
}

fn ends_in_initials(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(first, last)| has_small(first) && are_initials(last))
}

/// Whether a word is up to three capitals: "AG", "II".
fn are_initials(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_uppercase)
}

fn has_small(text: &str) -> bool {
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
