//! CSL's variables by name, and what each holds.

use citationberg::taxonomy::Variable;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// What a CSL variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Text or a number.
    Text,
    /// A list of names.
    Names,
    /// A date.
    Date,
}

/// What the variable of this name holds; nothing for names that CSL 1.0.2 does not have.
pub(crate) fn holds(name: &str) -> Option<Holds> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Some(match Variable::deserialize(name).ok()? {
        Variable::Name(_) => Holds::Names,
        Variable::Date(_) => Holds::Date,
        _ => Holds::Text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_csl() {
        assert_eq!(holds("title"), Some(Holds::Text));
        assert_eq!(holds("DOI"), Some(Holds::Text));
        assert_eq!(holds("volume"), Some(Holds::Text));
        assert_eq!(holds("series-creator"), Some(Holds::Names));
        assert_eq!(holds("original-date"), Some(Holds::Date));
        assert_eq!(holds("groups"), None);
    }
}
