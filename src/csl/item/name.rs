//! A name with its parts.

/// A name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub family: Box<str>,
    pub given: Box<str>,
    pub dropping_particle: Box<str>,
    pub non_dropping_particle: Box<str>,
    pub suffix: Box<str>,
    pub comma_suffix: bool,
    /// A comma stands before what was taken for a dropping particle: "et al.".
    pub comma_dropping: bool,
    pub static_ordering: bool,
    /// Whether the list goes on after this name: more people than are known.
    pub goes_on: bool,
    /// The name of an institution, or any name that has no parts.
    pub literal: Option<Box<str>>,
    /// The name as written, to compare names of two entries.
    pub raw: Box<str>,
}

impl Name {
    /// A name without parts.
    pub(crate) fn literal(text: &str) -> Name {
        Name { literal: Some(text.into()), raw: text.into(), ..Name::default() }
    }

    /// Whether it is a person's name.
    pub(crate) fn is_person(&self) -> bool {
        self.literal.is_none()
    }
}
