//! Locales: terms, dates and options of a language, with what a style changes.
//!
//! CSL 1.0.2, "Locale Fallback".

pub(crate) mod data;
pub(crate) mod fallback;
pub(crate) mod ordinals;

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::csl::style::Style;
use crate::csl::style::element::{Date, DateForm, TermForm};
use data::{Gender, LocaleData};

/// The locale files that a processor may use.
#[derive(Debug, Clone, Default)]
pub struct Locales {
    files: HashMap<String, LocaleData>,
}

impl Locales {
    /// Returns an empty collection.
    pub fn new() -> Locales {
        Locales::default()
    }

    /// Returns the locale files that a language may ask for, the most general first.
    #[doc(hidden)]
    pub fn needed(lang: &str) -> Vec<String> {
        fallback::needed(lang)
    }

    /// Adds a locale file.
    pub fn add(&mut self, data: LocaleData) {
        self.files.insert(data.lang.clone(), data);
    }

    /// Returns the locale of that language.
    pub(crate) fn get(&self, lang: &str) -> Option<&LocaleData> {
        self.files.get(lang)
    }
}

/// A locale as a processor uses it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Locale {
    pub lang: String,
    terms: HashMap<Box<str>, Term, FxBuildHasher>,
    text_date: Option<Date>,
    numeric_date: Option<Date>,
    pub punctuation_in_quote: bool,
    pub limit_day_ordinals: bool,
    pub ordinals: Vec<ordinals::Ordinal>,
}

type Wording = (Box<str>, Option<Box<str>>);
type Forms = [Option<Wording>; 5];

#[derive(Debug, Clone, Default)]
struct Term {
    neuter: Forms,
    masculine: Option<Box<Forms>>,
    feminine: Option<Box<Forms>>,
    gender: Option<Gender>,
}

impl Locale {
    /// Builds the locale of a style in a language: the language's base, the language itself, then
    /// what the style says for all, for the language, for the dialect.
    pub(super) fn build(style: &Style, locales: &Locales, lang: &str) -> Locale {
        let resolved = fallback::resolve(lang);
        let mut locale = Locale { lang: resolved.best.clone(), ..Locale::default() };
        let files = [resolved.base.as_str(), resolved.best.as_str()];
        let distinct = if files[0] == files[1] { &files[1..] } else { &files[..] };
        distinct.iter().filter_map(|lang| locales.get(lang)).for_each(|data| locale.add(data));
        if !distinct.iter().any(|lang| locales.get(lang).is_some()) {
            locales.get("en-US").into_iter().for_each(|data| locale.add(data));
        }
        let mut parts = vec!["", resolved.bare.as_str()];
        parts.extend(distinct);
        for lang in parts {
            let own = style.locales.iter().find(|data| data.lang == lang);
            own.into_iter().for_each(|data| locale.add(data));
        }
        locale
    }

    fn add(&mut self, data: &LocaleData) {
        let ordinals = data.terms.iter().any(|term| &*term.name == "ordinal");
        if ordinals {
            for ordinal in self.ordinals.drain(..) {
                self.terms.remove(&ordinal.term);
            }
            self.terms.remove("ordinal");
        }
        for entry in &data.terms {
            if ordinals {
                ordinals::add(&mut self.ordinals, entry);
            }
            let term = self.terms.entry(entry.name.clone()).or_default();
            term.gender = entry.gender.or(term.gender);
            let forms = match entry.gender_form {
                None => &mut term.neuter,
                Some(Gender::Masculine) => term.masculine.get_or_insert_default(),
                Some(Gender::Feminine) => term.feminine.get_or_insert_default(),
            };
            forms[entry.form as usize] = Some((entry.single.clone(), entry.multiple.clone()));
        }
        for (slot, form) in
            [(&mut self.text_date, DateForm::Text), (&mut self.numeric_date, DateForm::Numeric)]
        {
            if let Some(date) = data.date(form) {
                *slot = Some(date.clone());
            }
        }
        self.punctuation_in_quote = data.punctuation_in_quote.unwrap_or(self.punctuation_in_quote);
        self.limit_day_ordinals = data.limit_day_ordinals.unwrap_or(self.limit_day_ordinals);
    }

    /// Returns the wording of a term, in the nearest form that it has.
    pub(super) fn term(
        &self,
        name: &str,
        form: TermForm,
        plural: bool,
        gender: Option<Gender>,
    ) -> Option<&str> {
        let term = self.terms.get(name)?;
        let gendered = match gender {
            Some(Gender::Masculine) => term.masculine.as_deref(),
            Some(Gender::Feminine) => term.feminine.as_deref(),
            None => None,
        };
        gendered
            .and_then(|forms| wording(forms, form, plural))
            .or_else(|| wording(&term.neuter, form, plural))
            .or_else(|| {
                let any = term.feminine.as_deref().or(term.masculine.as_deref());
                any.and_then(|forms| wording(forms, form, plural))
            })
    }

    /// Returns the wording of a term in its long form.
    pub(super) fn long(&self, name: &str) -> &str {
        self.term(name, TermForm::Long, false, None).unwrap_or_default()
    }

    /// Returns whether there is such a term.
    pub(super) fn has(&self, name: &str) -> bool {
        self.terms.contains_key(name)
    }

    /// Returns the gender of a noun.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        self.terms.get(name)?.gender
    }

    /// Returns how dates are written in that form.
    pub(super) fn date(&self, form: DateForm) -> Option<&Date> {
        match form {
            DateForm::Text => self.text_date.as_ref(),
            DateForm::Numeric => self.numeric_date.as_ref(),
        }
    }

    /// Returns what stands between the pages of a range.
    pub(super) fn page_range_delimiter(&self) -> &str {
        let hyphen = ["fr", "pt"].iter().any(|lang| self.lang.starts_with(lang));
        let default = if hyphen { "-" } else { "–" };
        self.term("page-range-delimiter", TermForm::Long, false, None).unwrap_or(default)
    }

    /// Returns what stands between the years of a range.
    pub(super) fn year_range_delimiter(&self) -> &str {
        self.term("year-range-delimiter", TermForm::Long, false, None).unwrap_or("–")
    }

    /// Returns what stands between the citation numbers of a range.
    pub(super) fn citation_range_delimiter(&self) -> &str {
        self.term("citation-range-delimiter", TermForm::Long, false, None).unwrap_or("–")
    }
}

fn wording(forms: &Forms, form: TermForm, plural: bool) -> Option<&str> {
    use TermForm::{Long, Short, Symbol, Verb, VerbShort};
    let chain: &[TermForm] = match form {
        Long => &[Long],
        Short => &[Short, Long],
        Symbol => &[Symbol, Short, Long],
        Verb => &[Verb, Long],
        VerbShort => &[VerbShort, Verb, Long],
    };
    let (single, multiple) = chain.iter().find_map(|form| forms[*form as usize].as_ref())?;
    Some(match multiple {
        Some(multiple) if plural => multiple,
        _ => single,
    })
}
