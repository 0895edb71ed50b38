//! One `cs:locale`: a locale file, or the part of a style that changes one.
//!
//! CSL 1.0.2, "Locale Files", "Locale".

use crate::csl::error::CslError;
use crate::csl::style::attributes::flag;
use crate::csl::style::element::{Date, DateForm, TermForm};
use crate::csl::style::shared::{date, term_form, term_name};
use crate::csl::style::xml::Xml;

/// The terms, date formats and options of one `cs:locale`.
#[derive(Debug, Clone, Default)]
pub struct LocaleData {
    pub(crate) lang: String,
    pub(crate) terms: Vec<TermEntry>,
    pub(crate) dates: Vec<Date>,
    pub(crate) punctuation_in_quote: Option<bool>,
    pub(crate) limit_day_ordinals: Option<bool>,
}

/// One `cs:term`.
#[derive(Debug, Clone)]
pub(crate) struct TermEntry {
    pub name: Box<str>,
    pub form: TermForm,
    pub gender_form: Option<Gender>,
    pub gender: Option<Gender>,
    pub matching: Option<OrdinalMatch>,
    pub single: Box<str>,
    pub multiple: Option<Box<str>>,
}

/// Grammatical genders of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// Which digits of a number an ordinal term is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

impl LocaleData {
    /// Reads a locale file; fails with the line where it is not one.
    pub fn parse(source: &str) -> Result<LocaleData, CslError> {
        let xml = Xml::parse(source)?;
        if xml.name != "locale" {
            return Err(CslError::Root { expected: "locale", found: xml.name.to_owned() });
        }
        LocaleData::read(&xml)
    }

    /// Returns the language of the file, such as `en-GB`.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    pub(crate) fn read(xml: &Xml<'_>) -> Result<LocaleData, CslError> {
        let mut data = LocaleData {
            lang: xml.get("lang").unwrap_or_default().replace('_', "-"),
            ..LocaleData::default()
        };
        for child in &xml.children {
            match child.name {
                "terms" => {
                    let terms = child.children.iter().filter(|term| term.name == "term");
                    data.terms.extend(terms.map(term).collect::<Result<Vec<_>, _>>()?);
                }
                "date" => data.dates.push(date(child)?),
                "style-options" => {
                    data.punctuation_in_quote =
                        flag(child, "punctuation-in-quote")?.or(data.punctuation_in_quote);
                    data.limit_day_ordinals =
                        flag(child, "limit-day-ordinals-to-day-1")?.or(data.limit_day_ordinals);
                }
                _ => {}
            }
        }
        Ok(data)
    }

    pub(crate) fn date(&self, form: DateForm) -> Option<&Date> {
        self.dates.iter().rev().find(|date| date.form == Some(form))
    }
}

fn term(xml: &Xml<'_>) -> Result<TermEntry, CslError> {
    let name = term_name(xml.get("name").unwrap_or_default());
    let (single, multiple) = match xml.child("multiple") {
        Some(multiple) => {
            let single = xml.child("single").map_or("", |single| single.text.as_str());
            (single.into(), Some(multiple.text.as_str().into()))
        }
        None => (worded(&xml.text), None),
    };
    Ok(TermEntry {
        name: name.into(),
        form: term_form(xml)?,
        gender_form: xml.get("gender-form").and_then(gender),
        gender: xml.get("gender").and_then(gender),
        matching: xml.get("match").and_then(|matching| match matching {
            "last-digit" => Some(OrdinalMatch::LastDigit),
            "last-two-digits" => Some(OrdinalMatch::LastTwoDigits),
            "whole-number" => Some(OrdinalMatch::WholeNumber),
            _ => None,
        }),
        single,
        multiple,
    })
}

/// A wording; none where there are only spaces.
fn worded(text: &str) -> Box<str> {
    if text.trim().is_empty() { "".into() } else { text.into() }
}

fn gender(name: &str) -> Option<Gender> {
    match name {
        "masculine" => Some(Gender::Masculine),
        "feminine" => Some(Gender::Feminine),
        _ => None,
    }
}
