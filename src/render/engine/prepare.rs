//! A style made ready for the engine: its punctuation and wishes as marks.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    Citation, IndependentStyle, Locale, LocaleCode, Style as Csl, TermForm, TextCase,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::marks::{Mark, encode};
use super::mend;
use super::order::Keys;
use super::quotes::Quotes;
use super::substitute::Substitute;
use crate::render::locale;
use crate::render::style::Style;

/// A style and the words of its language.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The style with marks.
    pub csl: IndependentStyle,
    /// The words of the languages it may use.
    pub locales: Vec<Locale>,
    /// The language it speaks.
    pub spoken: LocaleCode,
    /// Its quotation marks.
    pub quotes: Quotes,
    /// Whether full stops and commas stand within quotation marks.
    pub punctuation_in_quote: bool,
    /// What its bibliography is sorted by.
    pub keys: Option<Keys>,
    /// What it puts for names that come again.
    pub substitute: Option<Substitute>,
    /// Whether it tells apart works that would be cited in the same words.
    pub tells_apart: bool,
}

impl Prepared {
    /// Makes a style ready to speak this language, or else its own.
    pub fn new(style: &Style, asked: Option<&str>) -> Prepared {
        let asked = asked.map(|code| LocaleCode(code.to_owned())).or(style.locale.clone());
        let spoken = locale::spoken(&style.csl, asked.as_ref());
        let locales = locale::needed(&spoken);
        let words = Words { style: &style.csl.locale, files: &locales, spoken: &spoken };
        let quotes = words.quotes();
        let punctuation_in_quote =
            words.find(|locale| locale.style_options?.punctuation_in_quote).unwrap_or(false);
        let mut csl = marked(&style.csl, &spoken).unwrap_or_else(|| style.csl.clone());
        let keys = Keys::of(&style.csl);
        let substitute = csl.bibliography.as_mut().and_then(|part| {
            part.sort = None;
            let rule = part.subsequent_author_substitute_rule;
            part.subsequent_author_substitute.take().map(|text| Substitute { text, rule })
        });
        let tells_apart = tells_apart(&csl.citation);
        Prepared {
            csl,
            locales,
            spoken,
            quotes,
            punctuation_in_quote,
            keys,
            substitute,
            tells_apart,
        }
    }
}

fn tells_apart(citation: &Citation) -> bool {
    citation.disambiguate_add_year_suffix
        || citation.disambiguate_add_names
        || citation.disambiguate_add_givenname
}

/// Where words are looked up: in the style, then in the files.
struct Words<'a> {
    style: &'a [Locale],
    files: &'a [Locale],
    spoken: &'a LocaleCode,
}

impl Words<'_> {
    /// The first that is found in the order of CSL 1.0.2, "Locale Fallback".
    fn find<R>(&self, find: impl Fn(&Locale) -> Option<R>) -> Option<R> {
        let base = self.spoken.0.split('-').next().unwrap_or_default();
        let is = |locale: &&Locale, code: &str| locale.lang.as_ref().is_some_and(|l| l.0 == code);
        let own = |code: &str| self.style.iter().filter(|l| is(l, code)).find_map(&find);
        own(&self.spoken.0)
            .or_else(|| own(base))
            .or_else(|| self.style.iter().filter(|l| l.lang.is_none()).find_map(&find))
            .or_else(|| self.files.iter().find_map(&find))
    }

    fn quotes(&self) -> Quotes {
        let term = |term: OtherTerm| {
            self.find(|locale| {
                let term = locale.term(Term::Other(term), TermForm::Long)?;
                Some(term.single().unwrap_or_default().to_owned())
            })
            .unwrap_or_default()
        };
        Quotes {
            outer: (term(OtherTerm::OpenQuote), term(OtherTerm::CloseQuote)),
            inner: (term(OtherTerm::OpenInnerQuote), term(OtherTerm::CloseInnerQuote)),
        }
    }
}

/// The style with its punctuation, quotation marks and cases as marks.
fn marked(style: &IndependentStyle, spoken: &LocaleCode) -> Option<IndependentStyle> {
    let mut tree = serde_json::to_value(Csl::Independent(style.clone())).ok()?;
    mend::mend(&mut tree);
    walk(&mut tree);
    quote(tree.as_object_mut()?, spoken);
    match Csl::deserialize(tree).ok()? {
        Csl::Independent(style) => Some(style),
        Csl::Dependent(_) => None,
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
