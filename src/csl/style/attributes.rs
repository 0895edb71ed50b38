//! Attributes of elements, read into types.
//!
//! CSL 1.0.2, "Style Behavior", "Affixes", "Formatting", "Display", "Text-case".

use std::sync::Arc;

use super::element::{Common, Decor, Display, TextCase};
use super::options::{
    And, Collapse, GivenNameRule, NameForm, NameOptions, Options, PageRange, Precedes,
    SecondFieldAlign, SortOrder, SubstituteRule,
};
use super::xml::Xml;
use crate::csl::error::CslError;

/// Reads one attribute with the values that it may have.
pub(crate) fn choice<T: Copy>(
    xml: &Xml<'_>,
    attribute: &'static str,
    values: &[(&str, T)],
) -> Result<Option<T>, CslError> {
    let Some(value) = xml.get(attribute) else { return Ok(None) };
    if let Some((_, found)) = values.iter().find(|(name, _)| *name == value) {
        return Ok(Some(*found));
    }
    if value.is_empty() {
        return Ok(None);
    }
    Err(CslError::BadValue {
        line: xml.line,
        element: xml.name.to_owned(),
        attribute,
        value: value.to_owned(),
    })
}

pub(crate) fn number(xml: &Xml<'_>, attribute: &'static str) -> Result<Option<usize>, CslError> {
    let Some(value) = xml.get(attribute) else { return Ok(None) };
    value.trim().parse().map(Some).map_err(|_| CslError::BadValue {
        line: xml.line,
        element: xml.name.to_owned(),
        attribute,
        value: value.to_owned(),
    })
}

pub(crate) fn flag(xml: &Xml<'_>, attribute: &'static str) -> Result<Option<bool>, CslError> {
    choice(xml, attribute, &[("true", true), ("false", false)])
}

pub(crate) fn text(xml: &Xml<'_>, attribute: &str) -> Option<Box<str>> {
    xml.get(attribute).map(Box::from)
}

/// Affixes, formatting, quotes, text case, display: of each attribute that is there, once.
pub(crate) fn common(xml: &Xml<'_>) -> Result<Common, CslError> {
    let mut common = Common::default();
    let mut decor = [None; 5];
    for (name, value) in &xml.attributes {
        match *name {
            "prefix" => common.prefix = value.as_ref().into(),
            "suffix" => common.suffix = value.as_ref().into(),
            "quotes" => common.quotes = flag(xml, "quotes")?,
            "strip-periods" => common.strip_periods = flag(xml, "strip-periods")?.unwrap_or(false),
            "text-case" => {
                common.text_case = choice(xml, "text-case", &TEXT_CASES)?.unwrap_or_default();
            }
            "display" => common.display = choice(xml, "display", &DISPLAYS)?,
            "font-style" => decor[0] = choice(xml, "font-style", &FONT_STYLES)?,
            "font-variant" => decor[1] = choice(xml, "font-variant", &FONT_VARIANTS)?,
            "font-weight" => decor[2] = choice(xml, "font-weight", &FONT_WEIGHTS)?,
            "text-decoration" => decor[3] = choice(xml, "text-decoration", &TEXT_DECORATIONS)?,
            "vertical-align" => decor[4] = choice(xml, "vertical-align", &VERTICAL_ALIGNS)?,
            _ => {}
        }
    }
    common.decor = decor.into_iter().flatten().collect();
    Ok(common)
}

const TEXT_CASES: [(&str, TextCase); 7] = [
    ("lowercase", TextCase::Lowercase),
    ("uppercase", TextCase::Uppercase),
    ("capitalize-first", TextCase::CapitalizeFirst),
    ("capitalize-all", TextCase::CapitalizeAll),
    ("sentence", TextCase::Sentence),
    ("title", TextCase::Title),
    ("normal", TextCase::None),
];

const DISPLAYS: [(&str, Display); 4] = [
    ("block", Display::Block),
    ("left-margin", Display::LeftMargin),
    ("right-inline", Display::RightInline),
    ("indent", Display::Indent),
];

const FONT_STYLES: [(&str, Decor); 3] =
    [("normal", Decor::NormalStyle), ("italic", Decor::Italic), ("oblique", Decor::Oblique)];
const FONT_VARIANTS: [(&str, Decor); 2] =
    [("normal", Decor::NormalVariant), ("small-caps", Decor::SmallCaps)];
const FONT_WEIGHTS: [(&str, Decor); 3] =
    [("normal", Decor::NormalWeight), ("bold", Decor::Bold), ("light", Decor::Light)];
const TEXT_DECORATIONS: [(&str, Decor); 2] =
    [("none", Decor::NoLine), ("underline", Decor::Underline)];
const VERTICAL_ALIGNS: [(&str, Decor); 3] =
    [("baseline", Decor::Baseline), ("sup", Decor::Superscript), ("sub", Decor::Subscript)];

const PRECEDES: [(&str, Precedes); 4] = [
    ("contextual", Precedes::Contextual),
    ("after-inverted-name", Precedes::AfterInvertedName),
    ("always", Precedes::Always),
    ("never", Precedes::Never),
];

/// Name options on `cs:style`, `cs:citation`, `cs:bibliography` (`inherited`) or on `cs:name`.
pub(crate) fn names(xml: &Xml<'_>, inherited: bool) -> Result<NameOptions, CslError> {
    let (form, delimiter) =
        if inherited { ("name-form", "name-delimiter") } else { ("form", "delimiter") };
    Ok(NameOptions {
        and: choice(xml, "and", &[("text", And::Text), ("symbol", And::Symbol)])?,
        delimiter: text(xml, delimiter).map(Arc::from),
        delimiter_precedes_et_al: choice(xml, "delimiter-precedes-et-al", &PRECEDES)?,
        delimiter_precedes_last: choice(xml, "delimiter-precedes-last", &PRECEDES)?,
        et_al_min: number(xml, "et-al-min")?,
        et_al_use_first: number(xml, "et-al-use-first")?,
        et_al_subsequent_min: number(xml, "et-al-subsequent-min")?,
        et_al_subsequent_use_first: number(xml, "et-al-subsequent-use-first")?,
        et_al_use_last: flag(xml, "et-al-use-last")?,
        form: choice(
            xml,
            form,
            &[("long", NameForm::Long), ("short", NameForm::Short), ("count", NameForm::Count)],
        )?,
        initialize: flag(xml, "initialize")?.filter(|initialize| !initialize),
        initialize_with: text(xml, "initialize-with").map(Arc::from),
        name_as_sort_order: choice(
            xml,
            "name-as-sort-order",
            &[("first", SortOrder::First), ("all", SortOrder::All)],
        )?,
        sort_separator: text(xml, "sort-separator").map(Arc::from),
        names_delimiter: text(xml, "names-delimiter").map(Arc::from),
    })
}

/// The options of `cs:citation` and `cs:bibliography`.
pub(crate) fn options(xml: &Xml<'_>) -> Result<Options, CslError> {
    Ok(Options {
        names: names(xml, true)?,
        add_names: flag(xml, "disambiguate-add-names")?.unwrap_or_default(),
        add_given_name: flag(xml, "disambiguate-add-givenname")?.unwrap_or_default(),
        add_year_suffix: flag(xml, "disambiguate-add-year-suffix")?.unwrap_or_default(),
        given_name_rule: choice(
            xml,
            "givenname-disambiguation-rule",
            &[
                ("all-names", GivenNameRule::AllNames),
                ("all-names-with-initials", GivenNameRule::AllNamesWithInitials),
                ("primary-name", GivenNameRule::PrimaryName),
                ("primary-name-with-initials", GivenNameRule::PrimaryNameWithInitials),
                ("by-cite", GivenNameRule::ByCite),
            ],
        )?
        .unwrap_or_default(),
        cite_group_delimiter: text(xml, "cite-group-delimiter"),
        collapse: choice(
            xml,
            "collapse",
            &[
                ("citation-number", Collapse::CitationNumber),
                ("year", Collapse::Year),
                ("year-suffix", Collapse::YearSuffix),
                ("year-suffix-ranged", Collapse::YearSuffixRanged),
            ],
        )?,
        year_suffix_delimiter: text(xml, "year-suffix-delimiter"),
        after_collapse_delimiter: text(xml, "after-collapse-delimiter"),
        near_note_distance: number(xml, "near-note-distance")?.unwrap_or(5) as u64,
        second_field_align: choice(
            xml,
            "second-field-align",
            &[
                ("flush", SecondFieldAlign::Flush),
                ("margin", SecondFieldAlign::Margin),
                ("true", SecondFieldAlign::Flush),
            ],
        )?,
        hanging_indent: flag(xml, "hanging-indent")?.unwrap_or_default(),
        line_spacing: number(xml, "line-spacing")?.unwrap_or(1) as u32,
        entry_spacing: number(xml, "entry-spacing")?.unwrap_or(1) as u32,
        subsequent_author_substitute: text(xml, "subsequent-author-substitute"),
        subsequent_author_substitute_rule: choice(
            xml,
            "subsequent-author-substitute-rule",
            &[
                ("complete-all", SubstituteRule::CompleteAll),
                ("complete-each", SubstituteRule::CompleteEach),
                ("partial-each", SubstituteRule::PartialEach),
                ("partial-first", SubstituteRule::PartialFirst),
            ],
        )?
        .unwrap_or_default(),
    })
}

/// How ranges of pages or years are written.
pub(crate) fn range(xml: &Xml<'_>, attribute: &'static str) -> Result<PageRange, CslError> {
    let values = [
        ("expanded", PageRange::Expanded),
        ("minimal", PageRange::Minimal),
        ("minimal-two", PageRange::MinimalTwo),
        ("chicago", PageRange::Chicago15),
        ("chicago-15", PageRange::Chicago15),
        ("chicago-16", PageRange::Chicago16),
    ];
    Ok(choice(xml, attribute, &values)?.unwrap_or_default())
}
