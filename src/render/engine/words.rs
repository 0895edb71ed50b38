//! The words of a style and of its language.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};

use super::quotes::Quotes;

/// Where words are looked up: in the style, then in the files.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The style's own.
    pub style: &'a [Locale],
    /// Those of the languages.
    pub files: &'a [Locale],
    /// The language it speaks.
    pub spoken: &'a LocaleCode,
}

impl<'a> Words<'a> {
    /// The first that is found in the order of CSL 1.0.2, "Locale Fallback".
    pub fn find<R>(&self, find: impl Fn(&'a Locale) -> Option<R>) -> Option<R> {
        let base = self.spoken.0.split('-').next().unwrap_or_default();
        let is = |locale: &&Locale, code: &str| locale.lang.as_ref().is_some_and(|l| l.0 == code);
        let own = |code: &str| self.style.iter().filter(|l| is(l, code)).find_map(&find);
        own(&self.spoken.0)
            .or_else(|| own(base))
            .or_else(|| self.style.iter().filter(|l| l.lang.is_none()).find_map(&find))
            .or_else(|| self.files.iter().find_map(&find))
    }

    /// A term in the singular; its long form if it has no short one.
    pub fn term(&self, term: OtherTerm, form: TermForm) -> Option<&'a str> {
        let term = Term::Other(term);
        let find = |form| self.find(|locale| locale.term(term, form)?.single());
        find(form).or_else(|| find(TermForm::Long))
    }

    /// The quotation marks.
    pub fn quotes(&self) -> Quotes {
        let term = |term: OtherTerm| self.term(term, TermForm::Long).unwrap_or_default().to_owned();
        Quotes {
            outer: (term(OtherTerm::OpenQuote), term(OtherTerm::CloseQuote)),
            inner: (term(OtherTerm::OpenInnerQuote), term(OtherTerm::CloseInnerQuote)),
        }
    }
}
