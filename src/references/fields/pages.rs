//! Pages, volumes and other numbers as written to numbers as known.

use crate::lexicon::lists::list;

/// The pages without what introduces them: "pp. 12–15" is "12–15".
pub(crate) fn pages(text: &str) -> String {
    bare(text, list("pages-label"))
}

/// A volume without what introduces it: "Vol. 3" is "3".
pub(crate) fn volume(text: &str) -> String {
    bare(text, list("volume-label"))
}

/// An issue without what introduces it and without brackets: "(2)", "no. 2" are "2".
pub(crate) fn issue(text: &str) -> String {
    bare(text, list("issue-label"))
}

/// An edition without the word: "3rd ed." is "3rd", "2., überarb. Aufl." stays as it is.
pub(crate) fn edition(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "()[],;.".contains(c));
    let lower = text.to_lowercase();
    let words = list("edition-label");
    let word = words.iter().find(|word| lower.ends_with(&format!(" {word}")));
    match word.and_then(|word| text.get(..text.len().saturating_sub(word.len()))) {
        Some(number) => number.trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// Words for a kind of work, and the number at their end: "Working Paper No. 12", "Report 12/3"; or the
/// number alone.
pub(crate) fn numbered(text: &str) -> (String, Option<String>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "[],;.".contains(c));
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return (String::new(), Some(text.to_owned()));
    }
    let whole = || (text.to_owned(), None);
    let Some((words, number)) = text.rsplit_once([' ', '#']) else {
        return whole();
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || "-/._".contains(c);
    if !number.contains(|c: char| c.is_ascii_digit()) || !number.chars().all(fits) {
        return whole();
    }
    let words = words.trim_end_matches([' ', ',', '#']);
    let (before, last) = words.rsplit_once(' ').unwrap_or(("", words));
    let announced =
        list("issue-label").contains(&last.trim_matches(['.', ',', ':']).to_lowercase().as_str());
    let words = if announced { before } else { words };
    (words.trim_end_matches([' ', ',', '.']).to_owned(), Some(number.to_owned()))
}

/// `text` without one of the `words` before it, with its full stop, and without brackets.
fn bare(text: &str, words: &[&str]) -> String {
    let around = |c: char| c.is_whitespace() || "()[],;:.".contains(c);
    let text = text.trim_matches(around);
    let word = text.find(|c: char| !c.is_alphabetic() && c != '№').unwrap_or(text.len());
    let (word, number) = text.split_at(word);
    let known = words.contains(&word.to_lowercase().as_str());
    match known
        && number.contains(|c: char| c.is_alphanumeric())
        && !number.starts_with(char::is_numeric)
    {
        true => number.trim_start_matches(around).to_owned(),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_names() {
        assert_eq!(pages("pp. 271–4"), "271–4");
        assert_eq!(pages("S. 12-15."), "12-15");
        assert_eq!(pages("S12–S15"), "S12–S15");
        assert_eq!(pages("e1000"), "e1000");
        assert_eq!(volume("Vol. XII"), "XII");
        assert_eq!(volume("B"), "B");
        assert_eq!(issue("(2–3)"), "2–3");
        assert_eq!(issue("No. 2"), "2");
        assert_eq!(issue("№ 2"), "2");
        assert_eq!(edition("(3rd ed.)"), "3rd");
        let numbered = |text| {
            let (words, number) = numbered(text);
            (words, number.unwrap_or_default())
        };
        assert_eq!(numbered("Working Paper No. 12"), ("Working Paper".to_owned(), "12".to_owned()));
        assert_eq!(numbered("Report R-12/3"), ("Report".to_owned(), "R-12/3".to_owned()));
        assert_eq!(numbered("301"), (String::new(), "301".to_owned()));
        assert_eq!(numbered("PhD thesis"), ("PhD thesis".to_owned(), String::new()));
    }
}
