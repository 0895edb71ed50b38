//! Sort keys of items.
//!
//! CSL 1.0.2, "Sorting", "Sorting Dates", "Sort Key Ordering of Names".

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

/// The keys of an item, one after another: bytes that compare as the items are sorted.
pub(crate) type Keys = Box<[u8]>;

/// What begins a key, and what begins an empty one: it comes last, whether the key rises or falls.
const PRESENT: u8 = 1;
const EMPTY: u8 = u8::MAX;

/// What ends a key that rises: lower than all bytes of a key.
const END: u8 = 0;

/// What sort keys are made with.
pub(crate) struct Sorter<'a> {
    pub setting: Setting<'a>,
    pub area: &'a Area,
    pub place: Place,
    pub collation: &'a Collation,
    names: Vec<Option<Names>>,
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
        Sorter { setting, area, place, collation, names }
    }

    /// Whether there is anything to sort by.
    pub(crate) fn is_empty(&self) -> bool {
        self.area.sort.is_empty()
    }

    /// Makes the keys of an item that has that number in the bibliography.
    pub(crate) fn keys(&self, item: &Item, number: usize, year_suffix: Option<usize>) -> Keys {
        let mut keys = Vec::new();
        for (key, names) in self.area.sort.iter().zip(&self.names) {
            match self.text(key, names.as_ref(), item, number) {
                None => keys.push(EMPTY),
                Some(text) => {
                    keys.push(PRESENT);
                    let start = keys.len();
                    self.collation.write_key(&joined(&text), &mut keys);
                    keys.push(END);
                    if key.descending {
                        keys[start..].iter_mut().for_each(|byte| *byte = !*byte);
                    }
                }
            }
            if suffixed(key, self.place) {
                keys.extend(format!("{:020}", year_suffix.unwrap_or(0)).bytes());
            }
        }
        keys.into()
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
