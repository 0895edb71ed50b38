//! Abbreviations (`@string`) and values joined by `#`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::syntax::{Piece, RawField};

/// Longer abbreviations are cut: those made of abbreviations can grow without end.
const LONGEST: usize = 1 << 12;

/// What abbreviations stand for, by lower-case name.
#[derive(Debug, Default)]
pub(crate) struct Strings<'s> {
    defined: HashMap<String, Cow<'s, str>>,
}

/// A field's value in TeX, and the abbreviations in it that nothing defines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Joined<'s> {
    /// The value; undefined abbreviations stand in it by name.
    pub tex: Cow<'s, str>,
    /// Names without a definition.
    pub undefined: Vec<&'s str>,
}

impl<'s> Strings<'s> {
    /// Collects definitions in order; a later one may use earlier ones.
    pub(crate) fn collect(definitions: &[RawField<'s>]) -> Strings<'s> {
        let mut strings = Strings::default();
        for definition in definitions {
            let mut value = strings.join(&definition.pieces).tex;
            if definition.pieces.len() > 1 && value.len() > LONGEST {
                let end = value.floor_char_boundary(LONGEST);
                value = Cow::Owned(value[..end].to_owned());
            }
            strings.defined.insert(definition.name.to_ascii_lowercase(), value);
        }
        strings
    }

    /// The value that the pieces of a field make.
    pub(crate) fn join(&self, pieces: &[Piece<'s>]) -> Joined<'s> {
        let mut joined = Joined { tex: Cow::Borrowed(""), undefined: Vec::new() };
        for &piece in pieces {
            let text = match piece {
                Piece::Text(text) => Cow::Borrowed(text),
                Piece::Word(word) => self.resolve(word, &mut joined.undefined),
            };
            if joined.tex.is_empty() {
                joined.tex = text;
            } else {
                joined.tex.to_mut().push_str(&text);
            }
        }
        joined
    }

    fn resolve(&self, word: &'s str, undefined: &mut Vec<&'s str>) -> Cow<'s, str> {
        let name = word.to_ascii_lowercase();
        if let Some(value) = self.defined.get(&name) {
            return value.clone();
        }
        if word.starts_with(|c: char| c.is_alphabetic()) && !is_month(&name) {
            undefined.push(word);
        }
        Cow::Borrowed(word)
    }
}

/// The abbreviations that every BibTeX style defines.
fn is_month(name: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::syntax::cut;
    use super::*;

    #[test]
    fn definitions_build_on_each_other() {
        let file = cut("@string{a = {x}}@string{B = a # {y}}@book{k, t = b # jan # { z} # none}");
        let strings = Strings::collect(&file.strings);
        let joined = strings.join(&file.entries[0].fields[0].pieces);
        assert_eq!(joined.tex, "xyjan znone");
        assert_eq!(joined.undefined, ["none"]);
    }

    #[test]
    fn doubling_comes_to_an_end() {
        let mut text = "@string{a0 = {xxxxxxxxxx}}".to_owned();
        for n in 0..60 {
            text += &format!("@string{{a{} = a{n} # a{n}}}", n + 1);
        }
        let file = cut(&text);
        let strings = Strings::collect(&file.strings);
        assert!(strings.join(&[Piece::Word("a60")]).tex.len() <= LONGEST);
    }
}
