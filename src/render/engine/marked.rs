//! What a style writes of its own becomes marks: punctuation, case, terms, quotes, ends of years.

use hayagriva::citationberg::taxonomy::{Locator, OtherTerm, Term};
use hayagriva::citationberg::{
    Affixes, Date, DatePartName, IndependentStyle, InheritableNameOptions, Layout, Locale,
    LocaleCode, LocalizedTerm, Names, NamesChild, Terms, Text, TextCase, TextTarget,
};
use serde_json::{Map, Value};

use super::asked;
use super::elements::{self, Element};
use super::marks::{Mark, encode};

/// Marks a style that speaks this language.
pub fn mark(style: &mut IndependentStyle, spoken: &LocaleCode) {
    elements::change_all(style, &mut mark_element);
    mark_layout(&mut style.citation.layout);
    mark_options(&mut style.citation.name_options);
    mark_options(&mut style.settings.options);
    if let Some(part) = &mut style.bibliography {
        mark_layout(&mut part.layout);
        mark_options(&mut part.name_options);
    }
    for date in style.locale.iter_mut().flat_map(|locale| &mut locale.date) {
        mark_date(date);
    }
    style.locale.iter_mut().for_each(mark_years);
    quote(&mut style.locale, spoken);
}

/// Marks where the years of a language's dates end.
pub fn mark_years(locale: &mut Locale) {
    locale.date.iter_mut().for_each(mark_year);
}

fn mark_year(date: &mut Date) {
    for part in date.date_part.iter_mut().filter(|part| part.name == DatePartName::Year) {
        let suffix = part.affixes.suffix.take().unwrap_or_default();
        part.affixes.suffix = Some(format!("{}{suffix}", Mark::YearEnds.char()));
    }
}

fn mark_element(element: &mut Element) {
    match element {
        Element::Text(text) => mark_text(text),
        Element::Number(number) => mark_cased(&mut number.affixes, &mut number.text_case),
        Element::Label(label) => {
            mark_cased(&mut label.label.affixes, &mut label.label.text_case);
        }
        Element::Date(date) => {
            mark_date(date);
            mark_year(date);
            wrap_case(&mut date.affixes, &mut date.text_case);
        }
        Element::Names(names) => mark_names(names),
        Element::Group(group) => {
            [&mut group.prefix, &mut group.suffix, &mut group.delimiter]
                .into_iter()
                .for_each(mark_own);
        }
        Element::Choose(_) => {}
    }
}

fn mark_text(text: &mut Text) {
    if let TextTarget::Value { val } = &mut text.target {
        *val = encode(val);
    }
    mark_cased(&mut text.affixes, &mut text.text_case);
    // "page" may be a label's, which is written as it is.
    const PAGE: Term = Term::Locator(Locator::Page);
    if matches!(text.target, TextTarget::Term { term, .. } if term != PAGE) {
        text.affixes.prefix.get_or_insert_default().push(Mark::Term.char());
    }
}

fn mark_cased(affixes: &mut Affixes, case: &mut Option<TextCase>) {
    mark_affixes(affixes);
    wrap_case(affixes, case);
}

/// Puts marks of case around an element, in place of the attribute.
fn wrap_case(affixes: &mut Affixes, case: &mut Option<TextCase>) {
    let Some(case) = case.take() else { return };
    affixes.prefix.get_or_insert_default().push(Mark::CaseOpens(case).char());
    affixes.suffix.get_or_insert_default().insert(0, Mark::CaseCloses.char());
}

fn mark_date(date: &mut Date) {
    mark_affixes(&mut date.affixes);
    mark_own(&mut date.delimiter);
    date.date_part.iter_mut().for_each(|part| mark_affixes(&mut part.affixes));
}

fn mark_names(names: &mut Names) {
    elements::change_names(names, mark_attributes);
    for child in &mut names.children {
        match child {
            NamesChild::Name(name) => elements::change_attributes(name, mark_attributes),
            NamesChild::Label(label) => mark_cased(&mut label.affixes, &mut label.text_case),
            NamesChild::EtAl(_) | NamesChild::Substitute(_) => {}
        }
    }
}

/// Marks the attributes that hold punctuation of the style's own. `initialize-with` is left out:
/// the engine trims it itself between hyphened initials.
fn mark_attributes(attributes: &mut Map<String, Value>) {
    const PUNCTUATION: &[&str] = &["@prefix", "@suffix", "@delimiter", "@sort-separator"];
    for (name, value) in attributes {
        match value {
            Value::String(text) if PUNCTUATION.contains(&name.as_str()) => *text = encode(text),
            // The parts of a name.
            Value::Array(parts) => {
                parts.iter_mut().filter_map(Value::as_object_mut).for_each(mark_attributes);
            }
            _ => {}
        }
    }
}

fn mark_layout(layout: &mut Layout) {
    [&mut layout.prefix, &mut layout.suffix, &mut layout.delimiter].into_iter().for_each(mark_own);
}

fn mark_options(options: &mut InheritableNameOptions) {
    let own =
        [&mut options.name_delimiter, &mut options.names_delimiter, &mut options.sort_separator];
    own.into_iter().for_each(mark_own);
}

fn mark_affixes(affixes: &mut Affixes) {
    [&mut affixes.prefix, &mut affixes.suffix].into_iter().for_each(mark_own);
}

fn mark_own(text: &mut Option<String>) {
    if let Some(text) = text {
        *text = encode(text);
    }
}

/// Makes every quotation mark of the style's language a mark.
fn quote(locales: &mut Vec<Locale>, spoken: &LocaleCode) {
    let marks = [
        (OtherTerm::OpenQuote, Mark::QuoteOpens),
        (OtherTerm::CloseQuote, Mark::QuoteCloses),
        (OtherTerm::OpenInnerQuote, Mark::QuoteOpens),
        (OtherTerm::CloseInnerQuote, Mark::QuoteCloses),
    ];
    let is_quote = |term: Term| marks.iter().any(|(quote, _)| term == Term::Other(*quote));
    let term = |(name, mark): &(OtherTerm, Mark)| {
        asked::written(Term::Other(*name), &mark.char().to_string())
    };
    let marks: Vec<LocalizedTerm> = marks.iter().filter_map(term).collect();
    elements::own_terms(locales, spoken);
    for locale in locales {
        let terms = &mut locale.terms.get_or_insert(Terms { terms: Vec::new() }).terms;
        terms.retain(|term| !is_quote(term.name));
        terms.extend(marks.iter().cloned());
    }
}
