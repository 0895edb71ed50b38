//! Sort keys of items.
//!
//! CSL 1.0.2, "Sorting", "Sorting Dates", "Sort Key Ordering of Names".

use std::cmp::Ordering;

use crate::csl::citation_label;
use crate::csl::collation::Collation;
use crate::csl::element::date::key_of;
use crate::csl::element::{KeyLimits, Place, Purpose, Renderer, Setting};
use crate::csl::item::Item;
use crate::csl::output::markup::{self, QuoteMarks};
use crate::csl::output::tree::Node;
use crate::csl::style::element::{Area, Name, Names, SortBy, SortKey};
use crate::csl::style::options::{NameOptions, SortOrder};
use crate::csl::variable::{Kind, Variable};

/// The keys of an item; `None` where a key is empty.
pub(crate) type Keys = Box<[Option<Box<[u8]>>]>;

/// What sort keys are made with.
pub(crate) struct Sorter<'a> {
    pub setting: Setting<'a>,
    pub area: &'a Area,
    pub place: Place,
    pub collation: &'a Collation,
    names: Vec<Option<Names>>,
    /// Which of the keys of an item fall.
    falling: Vec<bool>,
}

impl<'a> Sorter<'a> {
    /// A sorter by the keys of an area.
    pub(crate) fn new(
        setting: Setting<'a>,
        area: &'a Area,
        place: Place,
        collation: &'a Collation,
    ) -> Sorter<'a> {
        let names = area.sort.iter().map(key_names).collect();
        let mut falling = Vec::new();
        for key in &area.sort {
            falling.push(key.descending);
            falling.extend(suffixed(key, place).then_some(false));
        }
        Sorter { setting, area, place, collation, names, falling }
    }

    /// Whether there is anything to sort by.
    pub(crate) fn is_empty(&self) -> bool {
        self.area.sort.is_empty()
    }

    /// Makes the keys of an item that has that number in the bibliography.
    pub(crate) fn keys(&self, item: &Item, number: usize, year_suffix: Option<usize>) -> Keys {
        let mut keys = Vec::new();
        for (key, names) in self.area.sort.iter().zip(&self.names) {
            let text = self.text(key, names.as_ref(), item, number);
            keys.push(text.map(|text| self.collation.key(&joined(&text))));
            if suffixed(key, self.place) {
                let suffix = format!("{:020}", year_suffix.unwrap_or(0));
                keys.push(Some(suffix.into_bytes().into()));
            }
        }
        keys.into()
    }

    /// Compares the keys of two items.
    pub(crate) fn compare(&self, one: &Keys, other: &Keys) -> Ordering {
        for ((one, other), descending) in one.iter().zip(other).zip(&self.falling) {
            let order = match (one, other) {
                (None, None) => Ordering::Equal,
                (None, Some(_)) => Ordering::Greater,
                (Some(_), None) => Ordering::Less,
                (Some(one), Some(other)) if *descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }

    fn text<'b>(
        &'b self,
        key: &SortKey,
        names: Option<&'b Names>,
        item: &'b Item,
        number: usize,
    ) -> Option<String> {
        let text = match key.by {
            SortBy::Macro(definition) => {
                let mut renderer = self.renderer(key, item, number);
                let definition = &self.setting.style.macros[definition];
                renderer.only_dates = definition.has_date;
                plain(renderer.grouped(&definition.children).unwrap_or_default())
            }
            SortBy::Variable(None) => String::new(),
            SortBy::Variable(Some(variable)) => match (variable.kind(), names) {
                (Kind::Names, Some(names)) => {
                    let mut out = Vec::new();
                    let variables = [variable];
                    let mut renderer = self.renderer(key, item, number);
                    if !item.names(variable).is_empty() {
                        renderer.names_of(names, names, &variables, &mut out);
                    }
                    plain(out)
                }
                (Kind::Date, _) => {
                    item.date(variable).and_then(|date| key_of(date, |_| true)).unwrap_or_default()
                }
                _ => self.value(variable, item, number),
            },
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn value(&self, variable: Variable, item: &Item, number: usize) -> String {
        match variable {
            Variable::CitationNumber => format!("{number:020}"),
            Variable::CitationLabel => match item.text(variable) {
                Some(label) => label.to_owned(),
                None => citation_label::label(item, self.setting.locale),
            },
            _ => {
                let text = item.text(variable).unwrap_or_default();
                let number = variable.kind() == Kind::Number && variable != Variable::PageFirst;
                if number { padded(text) } else { plain_field(text, self.setting.marks) }
            }
        }
    }

    fn renderer<'b>(&'b self, key: &SortKey, item: &'b Item, number: usize) -> Renderer<'b> {
        let mut renderer = Renderer::new(self.setting, self.area, self.place, Purpose::Sort, item);
        renderer.number = number;
        renderer.limits =
            KeyLimits { min: key.min, use_first: key.use_first, use_last: key.use_last };
        renderer
    }
}

/// Whether a key is followed by the year suffix: dates of cites are.
fn suffixed(key: &SortKey, place: Place) -> bool {
    let date = matches!(key.by, SortBy::Variable(Some(variable)) if variable.kind() == Kind::Date);
    date && place == Place::Citation
}

/// Names as a key has them: family names first.
fn key_names(key: &SortKey) -> Option<Names> {
    let SortBy::Variable(Some(variable)) = key.by else { return None };
    let options = NameOptions {
        name_as_sort_order: Some(SortOrder::All),
        sort_separator: Some(" ".into()),
        ..NameOptions::default()
    };
    let name = Name { options, ..Name::default() };
    (variable.kind() == Kind::Names).then(|| Names {
        variables: vec![variable],
        name: Some(name),
        ..Names::default()
    })
}

fn plain(nodes: Vec<Node>) -> String {
    let mut node = Node::group(nodes);
    node.purge();
    let mut text = String::new();
    node.plain(&mut text);
    text
}

fn plain_field(text: &str, marks: &QuoteMarks) -> String {
    let node = Node { content: markup::read(text, marks), ..Node::default() };
    let mut out = String::new();
    node.plain(&mut out);
    out
}

/// A text that begins with a number, with zeros before it.
fn padded(text: &str) -> String {
    let start = text.find(|ch: char| ch.is_ascii_digit());
    let number = start.and_then(|start| {
        let digits: String = text[start..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().ok().map(|number| (start, number))
    });
    match number {
        Some((start, number)) if start > 0 && text[..start].ends_with('-') => {
            format!("{:020}", u64::MAX - number)
        }
        Some((_, number)) => format!("{number:020}"),
        None => text.to_owned(),
    }
}

/// The words of a key, each ended by a sign that sorts before all letters.
fn joined(text: &str) -> String {
    text.replace(' ', "|") + "|"
}
