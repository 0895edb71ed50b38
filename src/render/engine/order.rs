//! The order of a bibliography: each entry's keys are written once, then compared.
//!
//! The engine writes the keys of two entries anew at each comparison, which takes most of its time
//! on long lists, and drops the article of a body's name, which citeproc-js does not.

use std::cmp::Ordering;

use hayagriva::BufWriteFormat;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::{DateVariable, NumberVariable, Variable};
use hayagriva::citationberg::{
    Date, DatePartName, DateParts, IndependentStyle, InheritableNameOptions, Layout, Name, Names,
    NamesChild, Sort, SortDirection, SortKey, Text, TextTarget,
};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use serde_json::{Map, Value, json};

use super::elements::{self, Element};
use super::fit::Fitting;
use super::marks::Mark;
use super::people::GAP;
use super::prepare::Prepared;
use super::{parts, write};

/// Stands between the keys of an entry; no text has it.
const BETWEEN: char = '\u{F8FF}';

/// What a style sorts by: a style that writes nothing but the keys, and which keys fall.
#[derive(Debug)]
pub struct Keys {
    style: Fitting,
    falls: Vec<bool>,
}

impl Keys {
    /// The keys by which a part of a style sorts, with its options for names, which they follow.
    pub fn of(style: &IndependentStyle, sort: &Sort, options: &InheritableNameOptions) -> Keys {
        let elements: Vec<Element> =
            sort.keys.iter().flat_map(|key| [element(key), value(BETWEEN)]).collect();
        let macros = parts::called_by(&elements, &style.macros).cloned().collect();
        let options = InheritableNameOptions {
            and: None,
            initialize: None,
            initialize_with: None,
            sort_separator: None,
            ..options.clone()
        };
        let mut alone = parts::alone(style, Layout::with_elements(elements), options, macros);
        for one in &mut alone.macros {
            elements::change(&mut one.children, &mut sortable);
        }
        let falls = sort.keys.iter().map(|key| key.sort_direction() == SortDirection::Descending);
        Keys { falls: falls.collect(), style: Fitting::new(alone) }
    }

    /// The places of the records in the order of the keys; `number` is that of a record so far.
    pub fn order(
        &self,
        items: &[&Item],
        style: &Prepared,
        number: impl Fn(usize) -> usize + Sync,
    ) -> Vec<usize> {
        let places: Vec<usize> = (0..items.len()).collect();
        let written =
            write::each(&places, |place| self.write(items[*place], number(*place), style));
        let collator = collator(&style.spoken.0);
        let mut order = places;
        order.sort_by(|a, b| self.compare(&written[*a], &written[*b], collator.as_ref()));
        order
    }

    fn write(&self, item: &Item, number: usize, style: &Prepared) -> Vec<String> {
        let mut text = String::new();
        if let Some(tree) = write::write(&self.style, style, item, None) {
            // Writing to a string cannot fail.
            let _ = tree.write_buf(&mut text, BufWriteFormat::Plain);
        }
        let text = text.replace(Mark::Number.char(), &number.to_string()).replace(GAP, "");
        let keys = text.split(BETWEEN).map(|key| key.trim().to_lowercase());
        keys.take(self.falls.len()).collect()
    }

    fn compare(&self, a: &[String], b: &[String], collator: Option<&CollatorBorrowed>) -> Ordering {
        for ((a, b), falls) in a.iter().zip(b).zip(&self.falls) {
            // What is unknown comes last in both directions (CSL 1.0.2, "Sorting").
            let order = match (a.is_empty(), b.is_empty()) {
                (true, true) => Ordering::Equal,
                (true, false) => return Ordering::Greater,
                (false, true) => return Ordering::Less,
                (false, false) => compare(a, b, collator),
            };
            if order != Ordering::Equal {
                return if *falls { order.reverse() } else { order };
            }
        }
        Ordering::Equal
    }
}

fn compare(a: &str, b: &str, collator: Option<&CollatorBorrowed>) -> Ordering {
    match (a.parse::<i64>(), b.parse::<i64>(), collator) {
        (Ok(a), Ok(b), _) => a.cmp(&b),
        (_, _, Some(collator)) => collator.compare(a, b),
        _ => a.cmp(b),
    }
}

fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale::Locale = language.parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// What writes a key.
fn element(key: &SortKey) -> Element {
    match key {
        SortKey::Variable { variable, .. } => match variable {
            Variable::Number(NumberVariable::CitationNumber) => value(Mark::Number.char()),
            Variable::Name(name) => {
                let mut names = Names::with_variables(vec![*name]);
                let mut name = Name::default();
                elements::change_attributes(&mut name, turn);
                names.children = vec![NamesChild::Name(name)];
                Element::Names(names)
            }
            Variable::Date(date) => Element::Date(sorted_date(*date, PARTS)),
            other => Element::Text(Text::with_target(*other)),
        },
        SortKey::MacroName { name, .. } => {
            Element::Text(Text::with_target(TextTarget::Macro { name: name.clone() }))
        }
    }
}

fn value(ch: char) -> Element {
    Element::Text(Text::with_target(TextTarget::Value { val: ch.to_string() }))
}

/// Makes names and dates of a style come out as they sort.
fn sortable(element: &mut Element) {
    match element {
        Element::Names(names) => {
            names.children.retain(|child| !matches!(child, NamesChild::Label(_)));
            if let Some(name) = elements::name_mut(names) {
                elements::change_attributes(name, sorted_name);
            }
        }
        Element::Date(date) => {
            if let Some(variable) = date.variable {
                *date = sorted_date(variable, &shown_parts(date));
            }
        }
        _ => {}
    }
}

/// Makes a name of a style come out as it sorts.
fn sorted_name(name: &mut Map<String, Value>) {
    for gone in ["@and", "@initialize-with"] {
        name.remove(gone);
    }
    if name.get("@form").and_then(Value::as_str) != Some("count") {
        name.insert("@form".to_owned(), json!("long"));
    }
    name.insert("name-part".to_owned(), json!([]));
    turn(name);
}

/// Turns all names around.
fn turn(name: &mut Map<String, Value>) {
    for (option, value) in
        [("@name-as-sort-order", "all"), ("@sort-separator", " "), ("@delimiter", " ")]
    {
        name.insert(option.to_owned(), json!(value));
    }
}

const PARTS: &[DatePartName] = &[DatePartName::Year, DatePartName::Month, DatePartName::Day];

/// The parts of a date that an element shows, largest first.
fn shown_parts(date: &Date) -> Vec<DatePartName> {
    let shows = |name: &DatePartName| match (date.form, date.parts.unwrap_or_default()) {
        (None, _) => date.date_part.iter().any(|part| part.name == *name),
        (Some(_), DateParts::Year) => *name == DatePartName::Year,
        (Some(_), DateParts::YearMonth) => *name != DatePartName::Day,
        (Some(_), DateParts::YearMonthDay) => true,
    };
    PARTS.iter().copied().filter(shows).collect()
}

/// A date with these parts, as it sorts.
fn sorted_date(variable: DateVariable, parts: &[DatePartName]) -> Date {
    let part = |name: &DatePartName| {
        let form = match name {
            DatePartName::Year => "long",
            DatePartName::Month | DatePartName::Day => "numeric-leading-zeros",
        };
        serde_json::from_value(json!({"@name": name, "@form": form})).ok()
    };
    Date {
        variable: Some(variable),
        form: None,
        parts: None,
        date_part: parts.iter().filter_map(part).collect(),
        formatting: Default::default(),
        affixes: Default::default(),
        delimiter: None,
        display: None,
        text_case: None,
    }
}
