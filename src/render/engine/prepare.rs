//! A style made ready for the engine: its punctuation and wishes as marks.

use hayagriva::Formatting;
use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::citationberg::{
    Citation, IndependentStyle, Locale, LocaleCode, Style as Csl, StyleClass, TermForm, TextCase,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::carry::{self, Carriers};
use super::dates::Dates;
use super::marks::{Mark, encode};
use super::order::Keys;
use super::quotes::Quotes;
use super::substitute::Substitute;
use super::words::Words;
use super::{mend, parts};
use crate::render::locale;
use crate::render::style::Style;

/// A style and the words of its language.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// What writes cites.
    pub citing: Part,
    /// What writes the entries of the bibliography.
    pub listing: Option<Part>,
    /// How cites stand together and are told apart.
    pub citation: Citation,
    /// What the bibliography puts for names that come again.
    pub substitute: Option<Substitute>,
    /// Whether the first field of an entry of the bibliography stands in the margin.
    pub aligned: bool,
    /// The words of the languages it may use.
    pub locales: Vec<Locale>,
    /// The language it speaks.
    pub spoken: LocaleCode,
    /// Its quotation marks.
    pub quotes: Quotes,
    /// "et al." in its language.
    pub et_al: String,
    /// Whether full stops and commas stand within quotation marks.
    pub punctuation_in_quote: bool,
    /// Whether its citations stand in notes.
    pub in_notes: bool,
    /// Whether it asks whether a cite is ambiguous.
    pub tests_ambiguity: bool,
    /// The variables that carry numbers, year suffixes and positions.
    pub carriers: Carriers,
    /// The dates that are written for the engine.
    pub dates: Dates,
    /// The words of the style itself.
    pub own_words: Vec<Locale>,
    /// The style with marks as a tree; its citation writes cites.
    tree: Value,
}

/// What writes cites or entries: a style whose citation has no affixes and no delimiter.
#[derive(Debug, Clone)]
pub struct Part {
    /// The style.
    pub csl: IndependentStyle,
    /// What stands before, after and between, as marks.
    pub affixes: Affixes,
    /// What it is sorted by.
    pub keys: Option<Keys>,
    /// Whether it says itself where the year suffix stands.
    pub places_suffix: bool,
}

/// What stands around and between the cites of a citation, or around an entry.
#[derive(Debug, Clone, Default)]
pub struct Affixes {
    /// Before.
    pub prefix: String,
    /// After.
    pub suffix: String,
    /// Between.
    pub delimiter: String,
    /// How these are set.
    pub face: Formatting,
}

/// How a style's cites are to differ from what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Variant {
    /// At least so many names of a list are shown.
    pub names: usize,
    /// Given names are shown: 1 as the style shows them elsewhere, 2 in full.
    pub given: u8,
    /// The work was cited before.
    pub subsequent: bool,
}

impl Prepared {
    /// Makes a style ready to speak this language, or else its own.
    pub fn new(style: &Style, asked: Option<&str>) -> Prepared {
        let asked = asked.map(|code| LocaleCode(code.to_owned())).or(style.locale.clone());
        let spoken = locale::spoken(&style.csl, asked.as_ref());
        let mut locales = locale::needed(&spoken);
        let words = Words { style: &style.csl.locale, files: &locales, spoken: &spoken };
        let quotes = words.quotes();
        let et_al = words.term(OtherTerm::EtAl, TermForm::Long).unwrap_or("et al.").to_owned();
        let punctuation_in_quote =
            words.find(|locale| locale.style_options?.punctuation_in_quote).unwrap_or(false);
        let mut tree =
            serde_json::to_value(Csl::Independent(style.csl.clone())).unwrap_or_default();
        let places_suffix = |part: &str| parts::uses(&tree, part, "year-suffix");
        let placed = (places_suffix("citation"), places_suffix("bibliography"));
        let tests_ambiguity = parts::asks_anywhere(&tree, "@disambiguate");
        let carriers = carry::carry(&mut tree);
        let citation_keys = Keys::of(&tree, "citation");
        let bibliography_keys = Keys::of(&tree, "bibliography");
        mend::mend(&mut tree);
        walk(&mut tree);
        if let Some(tree) = tree.as_object_mut() {
            quote(tree, &spoken);
        }
        parts::mark_years(&mut tree);
        locales.iter_mut().for_each(parts::mark_locale);
        let taken = carriers.names();
        let mut free = carry::free(&tree);
        free.retain(|name| !taken.contains(name));
        free.reverse();
        let dates = Dates::carry(&mut tree, &mut free);
        let mut own_words = style.csl.locale.clone();
        own_words.iter_mut().for_each(parts::mark_locale);
        let bibliography = tree.as_object_mut().and_then(|tree| tree.remove("bibliography"));
        let listing = bibliography.and_then(|part| {
            Some(Part {
                keys: bibliography_keys,
                places_suffix: placed.1,
                ..parts::part(&tree, &part, Variant::default())?
            })
        });
        let citing = parts::part(&tree, &tree["citation"], Variant::default());
        let citing =
            citing.map(|part| Part { keys: citation_keys, places_suffix: placed.0, ..part });
        let options = style.csl.bibliography.as_ref();
        Prepared {
            citing: citing.unwrap_or_else(|| Part::unmarked(&style.csl)),
            listing,
            citation: style.csl.citation.clone(),
            substitute: options.and_then(|options| {
                let rule = options.subsequent_author_substitute_rule;
                let text = encode(options.subsequent_author_substitute.as_ref()?);
                Some(Substitute { text, rule })
            }),
            aligned: options.is_some_and(|options| options.second_field_align.is_some()),
            locales,
            spoken,
            quotes,
            et_al,
            punctuation_in_quote,
            in_notes: style.csl.settings.class == StyleClass::Note,
            tests_ambiguity,
            carriers,
            dates,
            own_words,
            tree,
        }
    }

    /// The style that writes cites in another way.
    pub fn variant(&self, variant: Variant) -> Option<IndependentStyle> {
        Some(parts::part(&self.tree, &self.tree["citation"], variant)?.csl)
    }
}

impl Part {
    /// The citation of a style that could not be marked.
    fn unmarked(style: &IndependentStyle) -> Part {
        let csl = style.clone();
        Part { csl, affixes: Affixes::default(), keys: None, places_suffix: false }
    }
}

/// The attributes that hold punctuation of the style's own. `initialize-with` is left out: the
/// engine trims it itself between hyphened initials.
const PUNCTUATION: &[&str] = &[
    "@prefix",
    "@suffix",
    "@delimiter",
    "@value",
    "@sort-separator",
    "@names-delimiter",
    "@name-delimiter",
    "@cite-group-delimiter",
    "@year-suffix-delimiter",
    "@after-collapse-delimiter",
];

fn walk(node: &mut Value) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(walk),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::String(text) if PUNCTUATION.contains(&key.as_str()) => {
                        *text = encode(text);
                    }
                    _ => walk(value),
                }
            }
            for element in ["text", "number", "label", "date"] {
                if let Some(Value::Object(element)) = object.get_mut(element) {
                    wrap_case(element);
                    mark_term(element);
                }
            }
        }
        _ => {}
    }
}

/// Puts marks of case around an element, in place of the attribute.
fn wrap_case(element: &mut Map<String, Value>) {
    let Some(case) = element.remove("@text-case") else { return };
    let Ok(case) = TextCase::deserialize(case) else { return };
    let part =
        |name: &str| element.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (prefix, suffix) = (part("@prefix"), part("@suffix"));
    let opens = Mark::CaseOpens(case).char();
    let closes = Mark::CaseCloses.char();
    element.insert("@prefix".to_owned(), json!(format!("{prefix}{opens}")));
    element.insert("@suffix".to_owned(), json!(format!("{closes}{suffix}")));
}

/// Marks where a term of the style begins.
fn mark_term(element: &mut Map<String, Value>) {
    // "page" may be a label's, which is written as it is.
    if element.get("@term").is_some_and(|term| term != "page") {
        let prefix = element.get("@prefix").and_then(Value::as_str).unwrap_or_default();
        let prefix = format!("{prefix}{}", Mark::Term.char());
        element.insert("@prefix".to_owned(), json!(prefix));
    }
}

/// Makes every quotation mark of the style's language a mark.
fn quote(style: &mut Map<String, Value>, spoken: &LocaleCode) {
    let locales = style.entry("locale").or_insert_with(|| json!([]));
    let Some(locales) = locales.as_array_mut() else { return };
    let speaks = |locale: &Value| locale["@xml:lang"].as_str() == Some(spoken.0.as_str());
    if !locales.iter().any(speaks) {
        locales.push(json!({"@xml:lang": spoken.0, "date": []}));
    }
    for locale in locales.iter_mut().filter_map(Value::as_object_mut) {
        let terms = locale.entry("terms").or_insert_with(|| json!({"term": []}));
        let Some(terms) = terms["term"].as_array_mut() else { continue };
        terms.retain(|term| !term["@name"].as_str().is_some_and(|name| name.ends_with("-quote")));
        for (name, mark) in [
            ("open-quote", Mark::QuoteOpens),
            ("close-quote", Mark::QuoteCloses),
            ("open-inner-quote", Mark::QuoteOpens),
            ("close-inner-quote", Mark::QuoteCloses),
        ] {
            let mark = mark.char().to_string();
            terms.push(json!({"@name": name, "$text": mark, "@form": "long"}));
        }
    }
}
