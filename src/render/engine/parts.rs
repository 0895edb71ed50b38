//! The two parts of a style, each as a style of its own that writes one cite or entry.

use std::collections::HashSet;

use hayagriva::Formatting;
use hayagriva::citationberg::taxonomy::{StandardVariable, Variable};
use hayagriva::citationberg::{
    Citation, CslMacro, IndependentStyle, InheritableNameOptions, Layout, Names, Text, TextTarget,
};
use serde_json::{Map, Value, json};

use super::elements::{self, Element};
use super::fit::Fitting;
use super::prepare::{Affixes, Part, Variant};

/// A part as a style: the layout of a citation or a bibliography with its options for names.
pub fn part(
    style: &IndependentStyle,
    layout: &Layout,
    options: &InheritableNameOptions,
    variant: Variant,
) -> Part {
    let macros = called_by(&layout.elements, &style.macros).cloned().collect();
    let mut csl = alone(style, layout.clone(), options.clone(), macros);
    let delimiter = options.names_delimiter.as_ref();
    let delimiter = delimiter.or(style.settings.options.names_delimiter.as_ref());
    elements::change_all(&mut csl, &mut |element| {
        if let Element::Names(names) = element {
            change_names(names, delimiter, variant);
        }
    });
    for options in [&mut csl.settings.options, &mut csl.citation.name_options] {
        elements::change_attributes(options, |options| vary(options, variant));
    }
    let layout = &mut csl.citation.layout;
    let affixes = Affixes {
        prefix: layout.prefix.take().unwrap_or_default(),
        suffix: layout.suffix.take().unwrap_or_default(),
        delimiter: layout.delimiter.take().unwrap_or_default(),
        face: face(layout),
    };
    Part { csl: Fitting::new(csl), affixes, keys: None, places_suffix: false }
}

/// A style that has this layout for its citation, these macros, and no bibliography.
pub fn alone(
    style: &IndependentStyle,
    layout: Layout,
    name_options: InheritableNameOptions,
    macros: Vec<CslMacro>,
) -> IndependentStyle {
    IndependentStyle {
        info: style.info.clone(),
        default_locale: style.default_locale.clone(),
        version: style.version.clone(),
        citation: Citation { name_options, ..Citation::with_layout(layout) },
        bibliography: None,
        settings: style.settings.clone(),
        macros,
        locale: style.locale.clone(),
    }
}

/// The macros that elements call, themselves or by other macros, in the style's order. Of a large
/// style a part calls few.
pub fn called_by<'a>(
    list: &'a [Element],
    macros: &'a [CslMacro],
) -> impl Iterator<Item = &'a CslMacro> {
    let mut called = HashSet::new();
    calls(list, macros, &mut called);
    macros.iter().filter(move |one| called.contains(one.name.as_str()))
}

/// Adds the names of the macros that elements call, themselves or by other macros.
fn calls<'a>(list: &'a [Element], macros: &'a [CslMacro], called: &mut HashSet<&'a str>) {
    elements::look(list, &mut |element| {
        if let Element::Text(Text { target: TextTarget::Macro { name }, .. }) = element
            && called.insert(name)
        {
            let same = macros.iter().filter(|one| one.name == *name);
            same.for_each(|one| calls(&one.children, macros, called));
        }
    });
}

/// Gives names the delimiter that they inherit, which the engine does not look for, and makes them
/// come out as the variant wants them.
fn change_names(names: &mut Names, delimiter: Option<&String>, variant: Variant) {
    let own = names.options();
    let inherits = own.names_delimiter.is_none() && delimiter.is_some();
    let later = own.et_al_subsequent_min.or(own.et_al_subsequent_use_first);
    let varies = |later: Option<u32>| later.is_some() || variant != Variant::default();
    if inherits || varies(later) {
        elements::change_names(names, |names| {
            vary(names, variant);
            if let Some(delimiter) = delimiter {
                names.entry("@delimiter").or_insert_with(|| json!(delimiter));
            }
        });
    }
    if let Some(name) = elements::name_mut(names) {
        let plain = InheritableNameOptions::default();
        let own = name.options(&plain);
        if varies(own.et_al_subsequent_min.or(own.et_al_subsequent_use_first)) {
            elements::change_attributes(name, |name| vary(name, variant));
        }
    }
}

/// Makes options for names those that the variant wants.
fn vary(options: &mut Map<String, Value>, variant: Variant) {
    for name in ["min", "use-first"] {
        let later = options.remove(&format!("@et-al-subsequent-{name}"));
        if let (true, Some(later)) = (variant.subsequent, later) {
            options.insert(format!("@et-al-{name}"), later);
        }
    }
    if let Some(first) = options.get_mut("@et-al-use-first")
        && first.as_u64().is_some_and(|number| (number as usize) < variant.names)
    {
        *first = json!(variant.names);
    }
    if variant.given > 0 {
        for form in ["@name-form", "@form"] {
            if options.get(form).is_some_and(|form| form == "short") {
                options.insert(form.to_owned(), json!("long"));
            }
        }
    }
    if variant.given > 1 {
        options.remove("@initialize-with");
    }
}

/// How the affixes of a layout are set.
fn face(layout: &Layout) -> Formatting {
    let plain = Formatting::default();
    Formatting {
        font_style: layout.font_style.unwrap_or(plain.font_style),
        font_variant: layout.font_variant.unwrap_or(plain.font_variant),
        font_weight: layout.font_weight.unwrap_or(plain.font_weight),
        text_decoration: layout.text_decoration.unwrap_or(plain.text_decoration),
        vertical_align: layout.vertical_align.unwrap_or(plain.vertical_align),
    }
}

/// Whether a layout says where the year suffix stands, itself or by its macros.
pub fn places_suffix(layout: &Layout, style: &IndependentStyle) -> bool {
    let suffix = Variable::Standard(StandardVariable::YearSuffix);
    let places = |list| {
        elements::any(list, &|element| {
            matches!(
                element,
                Element::Text(Text { target: TextTarget::Variable { var, .. }, .. })
                if *var == suffix
            )
        })
    };
    places(&layout.elements)
        || called_by(&layout.elements, &style.macros).any(|one| places(&one.children))
}

/// Whether anything in a style asks whether a cite is ambiguous.
pub fn tests_ambiguity(style: &IndependentStyle) -> bool {
    let asks = |element: &Element| match element {
        Element::Choose(choose) => {
            choose.branches().any(|branch| branch.disambiguate == Some(true))
        }
        _ => false,
    };
    elements::roots(style).any(|list| elements::any(list, &asks))
}
