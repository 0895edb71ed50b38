//! The terms that a style asks for, found beforehand.
//!
//! For each term that it writes the engine looks through the terms of the style and of all its
//! languages, one after another, and again in the next form if there is none in this one. Put first
//! among the style's own, a term is found at once.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    IndependentStyle, Locale, LocaleCode, LocalizedTerm, TermForm, Text, TextTarget,
};
use serde_json::json;

use super::elements::{self, Element};

/// What the engine asks for by itself, and what it writes if there is no such term.
const ALWAYS: &[(OtherTerm, Option<&str>)] = &[
    (OtherTerm::Ad, Some(" AD")),
    (OtherTerm::Bc, Some(" BC")),
    (OtherTerm::PageRangeDelimiter, Some("–")),
    (OtherTerm::And, None),
    (OtherTerm::EtAl, None),
];

/// Puts the terms that a style asks for first among its own.
pub fn put_first(style: &mut IndependentStyle, files: &[Locale], spoken: &LocaleCode) {
    let mut found: Vec<LocalizedTerm> = Vec::new();
    for (term, otherwise) in ALWAYS {
        let term = Term::Other(*term);
        let known = find(term, TermForm::Long, &style.locale, files, spoken);
        found.extend(known.or_else(|| written(term, (*otherwise)?)));
    }
    for (term, form) in asked(style) {
        // The ordinals of a language are all taken from where there is one.
        let is_new = !found.iter().any(|one| one.name == term && one.form == form);
        if is_new && !term.is_ordinal() {
            found.extend(find(term, form, &style.locale, files, spoken));
        }
    }
    elements::own_terms(&mut style.locale, spoken).splice(..0, found);
}

/// The terms that a style names, each with the form that it wants.
fn asked(style: &IndependentStyle) -> Vec<(Term, TermForm)> {
    let mut asked = Vec::new();
    let mut ask = |element: &Element| match element {
        Element::Text(Text { target: TextTarget::Term { term, form, .. }, .. }) => {
            asked.push((*term, *form));
        }
        Element::Label(label) => asked.push((label.variable.into(), label.label.form)),
        Element::Names(names) => {
            let form = names.label().map(|(label, _)| label.form);
            let of = |form| names.variable.iter().map(move |one| ((*one).into(), form));
            asked.extend(form.into_iter().flat_map(of));
        }
        _ => {}
    };
    elements::roots(style).for_each(|list| elements::look(list, &mut ask));
    asked
}

/// A term as the engine finds it, in the form that is asked for.
fn find(
    term: Term,
    form: TermForm,
    own: &[Locale],
    files: &[Locale],
    spoken: &LocaleCode,
) -> Option<LocalizedTerm> {
    let base = spoken.0.split('-').next().map(|base| LocaleCode(base.to_owned()));
    let mut places = vec![(own, Some(spoken.clone())), (own, base), (own, None)];
    places.push((files, Some(spoken.clone())));
    places.extend(spoken.fallback().map(|code| (files, Some(code))));
    places.push((files, Some(LocaleCode::en_us())));
    let mut next = Some(form);
    while let Some(in_form) = next {
        let of = |(locales, code): &(&[Locale], Option<LocaleCode>)| {
            locales.iter().find(|locale| locale.lang == *code)?.term(term, in_form).cloned()
        };
        if let Some(mut found) = places.iter().find_map(of) {
            found.name = term;
            found.form = form;
            return Some(found);
        }
        next = in_form.fallback();
    }
    None
}

/// A term with this text.
pub fn written(term: Term, text: &str) -> Option<LocalizedTerm> {
    serde_json::from_value(json!({"@name": term, "$text": text})).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::locale;

    #[test]
    fn terms_are_found_as_the_engine_finds_them() {
        let files = locale::needed(&LocaleCode("de-AT".to_owned()));
        let spoken = LocaleCode("de-AT".to_owned());
        let single = |term: OtherTerm, form| {
            let found = find(term.into(), form, &[], &files, &spoken).expect("is there");
            assert_eq!(found.form, form);
            found.single().map(str::to_owned)
        };
        assert_eq!(single(OtherTerm::And, TermForm::Long).as_deref(), Some("und"));
        let short = single(OtherTerm::Cited, TermForm::Short);
        assert_eq!(single(OtherTerm::Cited, TermForm::Symbol), short);
    }
}
