//! Hyphens at the ends of lines: whether they belong to the word.

use std::collections::HashSet;

use super::lines::{Place, Sign};
use super::order::Placed;

/// The words that stand whole in the document, in lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: HashSet<String>,
}

impl Words {
    /// Gathers the words of these lines; those that a line's end may have cut are left out.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Placed>) -> Words {
        let mut words = Words::default();
        let mut cut = false;
        for placed in lines {
            let text = placed.line.text();
            let hyphenated = ends_with_hyphen(&placed.line.signs);
            let mut pieces: Vec<&str> = text.split(is_border).collect();
            if hyphenated {
                pieces.pop();
            }
            let first = usize::from(cut).min(pieces.len());
            let whole = pieces[first..].iter().filter(|word| word.len() > 2);
            words.known.extend(whole.map(|word| word.to_lowercase()));
            cut = hyphenated;
        }
        words
    }

    /// Whether the hyphen at the end of a line is part of the word that goes on at the next.
    pub(super) fn keeps_hyphen(&self, line: &[Sign], next: &[Sign]) -> bool {
        let Some(hyphen) = line.last() else { return false };
        if hyphen.sign == '\u{AD}' {
            return false;
        }
        let before: String = tail(line);
        let after: String =
            next.iter().map(|sign| sign.sign).take_while(|c| !is_border(*c)).collect();
        if is_address(line) || !after.starts_with(char::is_alphabetic) {
            return true;
        }
        let joined = format!("{before}{after}").to_lowercase();
        let with_hyphen = format!("{before}-{after}").to_lowercase();
        match (self.known.contains(&joined), self.known.contains(&with_hyphen)) {
            (true, false) => false,
            (false, true) => true,
            // A name of two, or a number, is written with one; so is what has a hyphen already.
            _ => {
                let upper = after.starts_with(char::is_uppercase);
                upper && !before.chars().all(char::is_uppercase)
                    || before.ends_with(|c: char| c.is_ascii_digit())
                    || before.chars().count() < 2
            }
        }
    }
}

/// Whether a line ends with a hyphen after a letter or digit.
pub(super) fn ends_with_hyphen(signs: &[Sign]) -> bool {
    let [.., before, last] = signs else { return false };
    is_hyphen(last.sign) && last.place == Place::Level && before.sign.is_alphanumeric()
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{AD}' | '\u{2010}')
}

/// Whether a sign is no part of a word; a hyphen is.
fn is_border(sign: char) -> bool {
    !(sign.is_alphanumeric() || matches!(sign, '-' | '’' | '\''))
}

/// The word before the hyphen that ends a line.
fn tail(line: &[Sign]) -> String {
    let signs = line[..line.len() - 1].iter().rev().map(|sign| sign.sign);
    let word: Vec<char> = signs.take_while(|c| !is_border(*c)).collect();
    word.into_iter().rev().collect()
}

/// Whether the last word of a line is an address or a DOI.
fn is_address(line: &[Sign]) -> bool {
    let signs = line.iter().rev().map(|sign| sign.sign);
    let word: Vec<char> = signs.take_while(|c| *c != ' ').collect();
    let word: String = word.into_iter().rev().collect();
    word.contains("://") || word.starts_with("www.") || word.contains('/') && word.contains("10.")
}
