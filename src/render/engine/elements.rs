//! The elements of a style, gone through one by one.

use std::iter::once;

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, LayoutRenderingElement,
    Locale, LocaleCode, LocalizedTerm, Name, Names, NamesChild, Terms,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A text, a date, a group …
pub type Element = LayoutRenderingElement;

/// The lists of elements of a style: of its citation, its bibliography and its macros.
pub fn roots(style: &IndependentStyle) -> impl Iterator<Item = &[Element]> {
    let parts = style.bibliography.iter().map(|part| part.layout.elements.as_slice());
    let macros = style.macros.iter().map(|one| one.children.as_slice());
    once(style.citation.layout.elements.as_slice()).chain(parts).chain(macros)
}

/// The lists of elements of a style, to be changed.
pub fn roots_mut(style: &mut IndependentStyle) -> impl Iterator<Item = &mut Vec<Element>> {
    let parts = style.bibliography.iter_mut().map(|part| &mut part.layout.elements);
    let macros = style.macros.iter_mut().map(|one| &mut one.children);
    once(&mut style.citation.layout.elements).chain(parts).chain(macros)
}

/// The terms that a style has of its own in this language.
pub fn own_terms<'a>(
    locales: &'a mut Vec<Locale>,
    language: &LocaleCode,
) -> &'a mut Vec<LocalizedTerm> {
    let is = |locale: &Locale| locale.lang.as_ref() == Some(language);
    let place = locales.iter().position(is).unwrap_or_else(|| {
        let lang = Some(language.clone());
        locales.push(Locale { lang, info: None, terms: None, date: vec![], style_options: None });
        locales.len() - 1
    });
    &mut locales[place].terms.get_or_insert(Terms { terms: Vec::new() }).terms
}

/// The lists of elements that stand in an element.
fn within(element: &Element) -> Vec<&[Element]> {
    match element {
        Element::Group(group) => vec![&group.children],
        Element::Choose(choose) => {
            let branches = choose.branches().map(|branch| branch.children.as_slice());
            branches.chain(choose.otherwise.iter().map(|rest| rest.children.as_slice())).collect()
        }
        Element::Names(names) => {
            names.substitute().into_iter().map(|instead| instead.children.as_slice()).collect()
        }
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => Vec::new(),
    }
}

/// The lists of elements that stand in an element, to be changed.
pub fn within_mut(element: &mut Element) -> Vec<&mut Vec<Element>> {
    match element {
        Element::Group(group) => vec![&mut group.children],
        Element::Choose(choose) => {
            let branches = once(&mut choose.if_).chain(&mut choose.else_if);
            let branches = branches.map(|branch| &mut branch.children);
            branches.chain(choose.otherwise.iter_mut().map(|rest| &mut rest.children)).collect()
        }
        Element::Names(names) => {
            let instead = names.children.iter_mut().filter_map(|child| match child {
                NamesChild::Substitute(instead) => Some(&mut instead.children),
                _ => None,
            });
            instead.collect()
        }
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => Vec::new(),
    }
}

/// Looks at each element of a list, and at what stands in it.
pub fn look<'a>(list: &'a [Element], at: &mut impl FnMut(&'a Element)) {
    for element in list {
        at(element);
        within(element).into_iter().for_each(|list| look(list, at));
    }
}

/// Whether the test is true of any element of a list, or of what stands in it.
pub fn any(list: &[Element], test: &impl Fn(&Element) -> bool) -> bool {
    let is = |element| test(element) || within(element).into_iter().any(|list| any(list, test));
    list.iter().any(is)
}

/// Changes each element of a list, first what stands in it.
pub fn change(list: &mut [Element], by: &mut impl FnMut(&mut Element)) {
    for element in list {
        within_mut(element).into_iter().for_each(|list| change(list, by));
        by(element);
    }
}

/// Changes each element of a style, first what stands in it.
pub fn change_all(style: &mut IndependentStyle, by: &mut impl FnMut(&mut Element)) {
    roots_mut(style).for_each(|list| change(list, by));
}

/// An element that is written if a record has this variable, and another one if not.
pub fn if_has(variable: impl Into<Variable>, then: Element, otherwise: Option<Element>) -> Element {
    let variable = Some(vec![variable.into()]);
    let if_ = ChooseBranch { variable, children: vec![then], ..untested() };
    let otherwise = otherwise.map(|element| ElseBranch { children: vec![element] });
    Element::Choose(Choose { if_, else_if: Vec::new(), otherwise })
}

/// A branch that is always taken and writes nothing.
pub fn untested() -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children: Vec::new(),
    }
}

/// The `cs:name` of names, if they have one of their own.
pub fn name_mut(names: &mut Names) -> Option<&mut Name> {
    names.children.iter_mut().find_map(|child| match child {
        NamesChild::Name(name) => Some(name),
        _ => None,
    })
}

/// Changes the attributes of names, some of which citationberg keeps to itself.
pub fn change_names(names: &mut Names, by: impl FnOnce(&mut Map<String, Value>)) {
    let children = std::mem::take(&mut names.children);
    change_attributes(names, by);
    names.children = children;
}

/// Changes what citationberg keeps to itself by way of its attributes, as a style writes them.
pub fn change_attributes<T>(value: &mut T, by: impl FnOnce(&mut Map<String, Value>))
where
    T: Serialize + DeserializeOwned,
{
    let Ok(Value::Object(old)) = serde_json::to_value(&*value) else { return };
    let mut new = old.clone();
    by(&mut new);
    if new != old
        && let Ok(changed) = serde_json::from_value(Value::Object(new))
    {
        *value = changed;
    }
}
