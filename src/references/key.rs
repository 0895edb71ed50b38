//! Keys for records: `tallberg2017`, or by a pattern.

use std::collections::HashMap;

use compact_str::format_compact;

use crate::model::creator::initials;
use crate::model::entry::{Entry, Name};
use crate::model::reference::Reference;
use crate::text::fold::fold;

/// How keys are made: words in braces stand for what the record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<Piece>);

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Author,
    Authors,
    Year,
    Title,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PatternError {
    /// A brace is not closed.
    #[error("{0}: a closing brace is missing")]
    OpenBrace(String),
    /// The word in braces is none of those that there are.
    #[error(
        "{{{0}}} stands for nothing; there are {{author}}, {{authors}}, {{year}} and {{title}}"
    )]
    UnknownWord(String),
    /// What it makes is no key in every format, or the same for all records.
    #[error("{0}: a key is made of letters, digits, -_:.+/ and {{author}} and the like")]
    NoKey(String),
}

impl Pattern {
    /// Reads a pattern such as `{author}{year}{title}`.
    ///
    /// # Errors
    ///
    /// A brace is left open, a word in braces is none of those that there are, or the key could not be
    /// written everywhere.
    pub(crate) fn read(text: &str) -> Result<Pattern, PatternError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) =
                after.split_once('}').ok_or_else(|| PatternError::OpenBrace(text.to_owned()))?;
            pieces.extend((!before.is_empty()).then(|| Piece::Text(before.to_owned())));
            pieces.push(match name {
                "author" => Piece::Author,
                "authors" => Piece::Authors,
                "year" => Piece::Year,
                "title" => Piece::Title,
                _ => return Err(PatternError::UnknownWord(name.to_owned())),
            });
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Text(rest.to_owned())));
        let plain = |piece: &Piece| match piece {
            Piece::Text(text) => text.chars().all(|c| c.is_alphanumeric() || "-_:.+/".contains(c)),
            _ => true,
        };
        match pieces.iter().all(plain)
            && pieces.iter().any(|piece| !matches!(piece, Piece::Text(_)))
        {
            true => Ok(Pattern(pieces)),
            false => Err(PatternError::NoKey(text.to_owned())),
        }
    }

    /// The key of a record, before keys that are the same get a counter.
    fn key(&self, entry: &Entry) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Author => author(entry),
            Piece::Authors => entry.creators().iter().take(3).map(short).collect(),
            Piece::Year => year(entry),
            Piece::Title => title(entry),
        });
        let key: String = pieces.collect();
        if key.is_empty() { "reference".to_owned() } else { key }
    }
}

impl Default for Pattern {
    /// The first creator and the year.
    fn default() -> Self {
        Pattern(vec![Piece::Author, Piece::Year])
    }
}

/// Gives every record of a list a key of its own: the first creator and the year, with the letter
/// that the list gives, or a counter.
pub(crate) fn assign(references: &mut [Reference]) {
    assign_by(&Pattern::default(), references);
}

/// Gives every record of a list a key of its own by a pattern, with a counter where two are the same.
pub(crate) fn assign_by(pattern: &Pattern, references: &mut [Reference]) {
    let mut used: HashMap<String, usize> = HashMap::new();
    for reference in references {
        let base = pattern.key(&reference.entry);
        let count = used.entry(base.clone()).or_insert(0);
        *count += 1;
        reference.entry.id = match *count {
            1 => base.into(),
            count => format_compact!("{base}-{count}"),
        };
    }
}

/// How many characters of a name or a word a key has at most.
const LONGEST: usize = 24;

/// The first creator, or else the first word of the title.
fn author(entry: &Entry) -> String {
    let creator = entry.creators().first().map(short).filter(|name| !name.is_empty());
    let title = || Some(title(entry)).filter(|title| !title.is_empty());
    creator.or_else(title).unwrap_or_else(|| "reference".to_owned())
}

/// A creator in a word: bodies of several words by their initials.
fn short(name: &Name) -> String {
    /// Bodies of fewer words are named in full.
    const WORDS: usize = 3;
    let whole = name.literal.as_deref().filter(|body| body.split_whitespace().count() >= WORDS);
    let initials = whole.and_then(|body| initials(body.split(" (").next()?));
    let name = initials.map_or_else(|| fold(&name.cited()), |initials| fold(&initials));
    name.chars().take(LONGEST).collect()
}

/// The year with the letter after it, or the words in its place.
fn year(entry: &Entry) -> String {
    let year = match entry.year() {
        Some(year) => year.to_string(),
        None => entry.date("issued").map(|date| fold(&date.to_string())).unwrap_or_default(),
    };
    format!("{year}{}", entry.text("year-suffix").unwrap_or(""))
}

/// The first word of the title, or else of the container, with more than three letters.
fn title(entry: &Entry) -> String {
    let title = entry.text("title").or(entry.text("container-title")).unwrap_or("");
    let word = title.split_whitespace().map(fold).find(|word| word.chars().count() > 3);
    word.map(|word| word.chars().take(LONGEST).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::parse_all;

    fn keys(pattern: &str, texts: &[&str]) -> Vec<String> {
        let mut references = parse_all(texts);
        assign_by(&Pattern::read(pattern).expect("a pattern"), &mut references);
        references.into_iter().map(|reference| reference.entry.id.into()).collect()
    }

    #[test]
    fn keys_by_a_pattern() {
        let texts = [
            "Lind, A., & Moe, B. (2003a). The dry rivers. Water Policy, 7(2), 47–59.",
            "Lind, A., & Moe, B. (2003a). The dry rivers. Water Policy, 7(2), 47–59.",
            "World Well Association. (2010). Wells and law. Oslo: Steppe Press.",
        ];
        assert_eq!(keys("{author}{year}", &texts), ["lind2003a", "lind2003a-2", "wwa2010"]);
        assert_eq!(
            keys("{authors}_{title}", &texts),
            ["lindmoe_rivers", "lindmoe_rivers-2", "wwa_wells"]
        );
    }

    #[test]
    fn patterns_that_are_none() {
        for pattern in ["{writer}", "{author", "key", "{author} {year}", ""] {
            assert!(Pattern::read(pattern).is_err(), "{pattern}");
        }
    }
}
