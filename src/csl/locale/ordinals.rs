//! Ordinal numbers by the terms of a locale.
//!
//! CSL 1.0.2, "Ordinal Suffixes", "Long Ordinals".

use super::Locale;
use super::data::{Gender, OrdinalMatch, TermEntry};
use crate::csl::style::element::TermForm;

/// Which numbers an ordinal term is for.
#[derive(Debug, Clone)]
pub(crate) struct Ordinal {
    pub term: Box<str>,
    digits: Box<str>,
    matching: OrdinalMatch,
    gender: Option<Gender>,
}

/// Adds a term to the ordinals, if it is one.
pub(crate) fn add(ordinals: &mut Vec<Ordinal>, entry: &TermEntry) {
    let Some(digits) = entry.name.strip_prefix("ordinal-") else { return };
    let default = match digits.starts_with('0') {
        true => OrdinalMatch::LastDigit,
        false => OrdinalMatch::LastTwoDigits,
    };
    let matching = entry.matching.unwrap_or(default);
    let digits = match digits.len() {
        2 => digits.strip_prefix('0').unwrap_or(digits),
        _ => digits,
    };
    ordinals.retain(|old| !(old.term == entry.name && old.gender == entry.gender_form));
    ordinals.push(Ordinal {
        term: entry.name.clone(),
        digits: digits.into(),
        matching,
        gender: entry.gender_form,
    });
}

impl Locale {
    /// Returns a number with its ordinal suffix, `2nd`.
    pub(crate) fn ordinal(&self, number: u64, gender: Option<Gender>) -> String {
        let digits = number.to_string();
        let mut suffix = None;
        if self.has("ordinal") {
            for gender in [gender, None] {
                suffix = self.ordinal_term(&digits, gender).and_then(|term| {
                    self.term(term, TermForm::Long, false, gender).filter(|s| !s.is_empty())
                });
                if suffix.is_some() {
                    break;
                }
            }
            let general = || self.term("ordinal", TermForm::Long, false, gender);
            suffix = suffix.or_else(general);
        } else {
            let term = match (number % 10, number % 100) {
                (_, 11..=13) => "ordinal-04",
                (1, _) => "ordinal-01",
                (2, _) => "ordinal-02",
                (3, _) => "ordinal-03",
                _ => "ordinal-04",
            };
            suffix = suffix.or_else(|| self.term(term, TermForm::Long, false, gender));
        }
        digits + suffix.unwrap_or_default()
    }

    fn ordinal_term(&self, digits: &str, gender: Option<Gender>) -> Option<&str> {
        let tail = |count: usize| &digits[digits.len().saturating_sub(count)..];
        let find = |matching, digits: &str| {
            let fits = |ordinal: &&Ordinal| {
                ordinal.matching == matching
                    && &*ordinal.digits == digits
                    && ordinal.gender == gender
            };
            self.ordinals.iter().find(fits).map(|ordinal| &*ordinal.term)
        };
        find(OrdinalMatch::WholeNumber, digits)
            .or_else(|| find(OrdinalMatch::LastTwoDigits, tail(2)))
            .or_else(|| find(OrdinalMatch::LastDigit, tail(1)))
    }

    /// Returns a number in words, `second`, or with its suffix where there is no word.
    pub(crate) fn long_ordinal(&self, number: u64, gender: Option<Gender>) -> String {
        let term = format!("long-ordinal-{number:02}");
        match self.term(&term, TermForm::Long, false, gender) {
            Some(word) if !word.is_empty() => word.to_owned(),
            _ => self.ordinal(number, gender),
        }
    }
}
