//! Text that is escaped for a language.

use std::fmt;
use std::marker::PhantomData;

/// An output language.
pub trait Language {
    /// Returns the text so that it stands for itself where the language has running text.
    fn escape(raw: &str) -> String;
}

/// Text of the language `L`: foreign text that was escaped for it, and markup of our own.
pub struct Escaped<L> {
    text: String,
    language: PhantomData<L>,
}

impl<L: Language> Escaped<L> {
    /// Returns no text.
    pub fn new() -> Escaped<L> {
        Escaped::assembled(String::new())
    }

    /// Returns foreign text, escaped.
    pub fn text(raw: &str) -> Escaped<L> {
        Escaped::assembled(L::escape(raw))
    }

    /// Returns markup as it is. Only what is written in the program's own source can be given.
    pub fn markup(code: &'static str) -> Escaped<L> {
        Escaped::assembled(code.to_owned())
    }

    /// Appends text of the same language.
    pub fn push(&mut self, more: &Escaped<L>) {
        self.text.push_str(&more.text);
    }

    /// Returns it followed by text of the same language.
    pub fn then(mut self, more: &Escaped<L>) -> Escaped<L> {
        self.push(more);
        self
    }

    /// Returns it between two pieces of markup of the program's own source.
    pub fn between(self, before: &'static str, after: &'static str) -> Escaped<L> {
        Escaped::assembled(format!("{before}{}{after}", self.text))
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns it as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns it as it is written.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Returns text that a function of this room has made fit for the language.
    pub(super) fn assembled(text: String) -> Escaped<L> {
        Escaped { text, language: PhantomData }
    }
}

impl<L: Language> Default for Escaped<L> {
    fn default() -> Self {
        Escaped::new()
    }
}

impl<L> Clone for Escaped<L> {
    fn clone(&self) -> Self {
        Escaped { text: self.text.clone(), language: PhantomData }
    }
}

impl<L> fmt::Debug for Escaped<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<L> fmt::Display for Escaped<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<L: Language> FromIterator<Escaped<L>> for Escaped<L> {
    fn from_iter<I: IntoIterator<Item = Escaped<L>>>(parts: I) -> Self {
        parts.into_iter().fold(Escaped::new(), |all, part| all.then(&part))
    }
}
