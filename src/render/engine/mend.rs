//! Where the engine misreads a style: the style is rewritten into what the engine reads right.

use hayagriva::citationberg::taxonomy::{Locator, PageVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Affixes, Formatting, Group, IndependentStyle, Label, LabelPluralize, Name, NameAsSortOrder,
    Names, NamesChild, Substitute, Text, TextTarget, ToFormatting,
};
use serde_json::{Value, json};

use super::elements::{self, Element};

/// A variable that no record has (it is taken from the engine's records).
pub const NEVER: StandardVariable = StandardVariable::References;

/// Mends a style.
pub fn mend(style: &mut IndependentStyle) {
    elements::roots_mut(style).for_each(|list| mend_list(list, false));
}

/// `substitute` says whether the elements stand directly in a `cs:substitute`, where names without
/// children take those of the names they stand for.
fn mend_list(list: &mut [Element], substitute: bool) {
    for element in list {
        let in_names = matches!(element, Element::Names(_));
        elements::within_mut(element).into_iter().for_each(|list| mend_list(list, in_names));
        match element {
            Element::Names(names) => {
                names_affixes(names);
                if substitute {
                    continue;
                }
                names_count(names);
            }
            Element::Label(label) => {
                if let Some(text) = label_as_text(label) {
                    *element = elements::if_has(PageVariable::Page, text, None);
                    continue;
                }
            }
            _ => {}
        }
        affixes_outside(element);
    }
}

/// Names that are empty count as a variable that is empty, so that a term beside them is not
/// written alone; the engine counts them only if they have a substitute.
fn names_count(names: &mut Names) {
    if names.name().is_none() {
        names.children.push(NamesChild::Name(Name::default()));
    }
    if names.substitute().is_none() {
        let never = Element::Text(Text::with_target(Variable::Standard(NEVER)));
        names.children.push(NamesChild::Substitute(Substitute { children: vec![never] }));
    }
}

/// What stands after each name, which the engine leaves out, stands after the name's last part.
fn names_affixes(names: &mut Names) {
    let Some(name) = elements::name_mut(names) else { return };
    let Some(suffix) = name.affixes.suffix.take() else { return };
    let turned = name.options(&Default::default()).name_as_sort_order == Some(NameAsSortOrder::All);
    let last = if turned { "given" } else { "family" };
    elements::change_attributes(name, |name| {
        let parts = name.entry("name-part").or_insert_with(|| json!([]));
        let Some(parts) = parts.as_array_mut() else { return };
        match parts.iter_mut().find(|part| part["@name"] == last) {
            Some(part) => {
                let own = part.get("@suffix").and_then(Value::as_str).unwrap_or_default();
                part["@suffix"] = json!(format!("{own}{suffix}"));
            }
            None => parts.push(json!({"@name": last, "@suffix": suffix})),
        }
    });
}

/// A label of pages that is always or never plural, as the term; the engine always goes by the
/// pages.
fn label_as_text(label: &Label) -> Option<Element> {
    let plural = match label.label.plural {
        LabelPluralize::Always => true,
        LabelPluralize::Never => false,
        LabelPluralize::Contextual => return None,
    };
    if Variable::from(label.variable) != Variable::Page(PageVariable::Page) {
        return None;
    }
    let label = &label.label;
    let target = TextTarget::Term { term: Locator::Page.into(), form: label.form, plural };
    Some(Element::Text(Text {
        formatting: label.formatting,
        affixes: label.affixes.clone(),
        strip_periods: label.strip_periods,
        text_case: label.text_case,
        ..Text::with_target(target)
    }))
}

/// Prefix and suffix are not set as the element is: they go around it; the engine sets them too.
fn affixes_outside(element: &mut Element) {
    let Some((face, [prefix, suffix])) = face_and_affixes(element) else { return };
    if face.is_empty() || (prefix.is_none() && suffix.is_none()) {
        return;
    }
    let around = Affixes { prefix: prefix.take(), suffix: suffix.take() };
    *element = Element::Group(group(vec![element.clone()], around));
}

/// How an element is set and what stands around it, unless it is displayed as a block.
fn face_and_affixes(element: &mut Element) -> Option<(Formatting, [&mut Option<String>; 2])> {
    let (display, face, affixes) = match element {
        Element::Text(text) => (text.display, text.formatting, &mut text.affixes),
        Element::Number(number) => (number.display, number.formatting, &mut number.affixes),
        Element::Date(date) => (date.display, date.formatting, &mut date.affixes),
        Element::Names(names) => {
            let face = names.to_formatting();
            let affixes = [&mut names.prefix, &mut names.suffix];
            return names.display.is_none().then_some((face, affixes));
        }
        Element::Group(group) => {
            let face = group.to_formatting();
            let affixes = [&mut group.prefix, &mut group.suffix];
            return group.display.is_none().then_some((face, affixes));
        }
        Element::Label(_) | Element::Choose(_) => return None,
    };
    display.is_none().then_some((face, [&mut affixes.prefix, &mut affixes.suffix]))
}

/// A group with nothing of its own but affixes.
fn group(children: Vec<Element>, affixes: Affixes) -> Group {
    Group {
        children,
        font_style: None,
        font_variant: None,
        font_weight: None,
        text_decoration: None,
        vertical_align: None,
        prefix: affixes.prefix,
        suffix: affixes.suffix,
        delimiter: None,
        display: None,
    }
}
