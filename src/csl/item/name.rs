//! A name with its parts.

use ecow::EcoString;

/// A name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub family: EcoString,
    pub given: EcoString,
    pub dropping_particle: EcoString,
    pub non_dropping_particle: EcoString,
    pub suffix: EcoString,
    pub comma_suffix: bool,
    /// A comma stands before what was taken for a dropping particle: "et al.".
    pub comma_dropping: bool,
    pub static_ordering: bool,
    /// Whether the list goes on after this name: more people than are known.
    pub goes_on: bool,
    /// The name of an institution, or any name that has no parts.
    pub literal: Option<Box<str>>,
}

impl Name {
    /// A name without parts.
    pub(crate) fn literal(text: &str) -> Name {
        Name { literal: Some(text.into()), ..Name::default() }
    }

    /// All of it in one text, to compare names of two entries.
    pub(crate) fn whole(&self) -> String {
        let parts = [
            &self.non_dropping_particle,
            &self.family,
            &self.given,
            &self.dropping_particle,
            &self.suffix,
        ];
        let parts = parts.map(|part| part.as_str());
        self.literal.as_deref().into_iter().chain(parts).collect()
    }

    /// Whether it is a person's name.
    pub(crate) fn is_person(&self) -> bool {
        self.literal.is_none()
    }
}
