//! The date element: a date or a range of dates.
//!
//! CSL 1.0.2, "Date", "Localized", "Non-localized Dates", "Date Ranges".

use super::{Purpose, Renderer};
use crate::csl::item::dates::{Date as Value, Day};
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::{Common, Date, DatePart, DateParts, Part};

impl<'a> Renderer<'a> {
    pub(super) fn date(&mut self, date: &'a Date, out: &mut Vec<Node>) {
        let Some(variable) = self.claimed(date.variable) else { return };
        let item = self.item;
        let Some(value) = item.date(variable) else { return self.called(false) };
        let parts = self.parts(date);
        let value = Some(value).filter(|value| has_any(value, &parts));
        self.called(value.is_some());
        let Some(value) = value else { return };
        if self.author_only() && self.rendered_something {
            return;
        }
        if self.purpose == Purpose::Sort {
            if let Some(key) = key(value, &parts) {
                out.push(Node::text(key));
            }
            return;
        }
        if self.purpose == Purpose::Compare && variable == crate::csl::variable::Variable::Accessed
        {
            return;
        }
        self.rendered_something |= self.printing();
        let (common, delimiter) = self.around(date);
        let nodes = self.date_parts(value, &parts, &delimiter);
        let mut node = Node::with(&common, Content::Nodes(nodes));
        node.delimiter = delimiter.into();
        out.push(node);
    }

    /// The affixes and the delimiter of a date, of the locale where the style has none.
    fn around(&self, date: &Date) -> (Common, Box<str>) {
        let locale = date.form.and_then(|form| self.setting.locale.date(form));
        let Some(locale) = locale else { return (date.common.clone(), date.delimiter.clone()) };
        let mut common = date.common.clone();
        if common.prefix.is_empty() {
            common.prefix = locale.common.prefix.clone();
        }
        if common.suffix.is_empty() {
            common.suffix = locale.common.suffix.clone();
        }
        (common, locale.delimiter.clone())
    }

    /// The parts of a date in order: the style's, or the locale's with what the style changes.
    fn parts(&self, date: &'a Date) -> Vec<DatePart> {
        let Some(form) = date.form else { return date.parts.clone() };
        let Some(locale) = self.setting.locale.date(form) else { return Vec::new() };
        let mut parts = locale.parts.clone();
        for part in &mut parts {
            let own = date.parts.iter().find(|own| own.part == part.part);
            own.into_iter().for_each(|own| change(part, own));
            if part.common.text_case == Default::default() {
                part.common.text_case = date.common.text_case;
            }
        }
        if date.show == DateParts::MonthDay {
            let year = parts.iter().position(|part| part.part == Part::Year);
            if let Some(before) = year.and_then(|year| year.checked_sub(1)) {
                parts[before].common.suffix = "".into();
            }
        }
        parts.retain(|part| match date.show {
            DateParts::YearMonthDay => true,
            DateParts::YearMonth => part.part != Part::Day,
            DateParts::Year => part.part == Part::Year,
            DateParts::MonthDay => part.part != Part::Year,
        });
        parts
    }

    fn date_parts(&mut self, value: &Value, parts: &[DatePart], delimiter: &str) -> Vec<Node> {
        let ranged = ranged(value, parts);
        let mut seen: Vec<Part> = Vec::new();
        let mut out = Vec::new();
        let mut end_nodes: Vec<Node> = Vec::new();
        let mut open = !ranged.is_empty();
        for part in parts {
            seen.push(part.part);
            let in_range = ranged.contains(&part.part);
            let ready = open && ranged.iter().all(|part| seen.contains(part));
            let start = self.part(value, &value.start, part);
            let mut nodes: Vec<Node> = Vec::new();
            if open && (in_range || ready) {
                let end = value.end.as_ref().unwrap_or(&value.start);
                let mut end_part = self.part(value, end, part);
                if part.part == Part::Year {
                    self.shorten_year(value, &start, &mut end_part);
                }
                if end_nodes.is_empty()
                    && let Some(first) = end_part.first_mut()
                {
                    first.prefix.clear();
                }
                if !end_part.is_empty() {
                    end_nodes.push(Node::group(end_part));
                }
            }
            nodes.extend(start);
            if ready {
                if let Some(last) = nodes.first_mut() {
                    last.suffix.clear();
                }
                let dash = part.range_delimiter.as_deref();
                let dash = dash.unwrap_or(self.setting.locale.year_range_delimiter());
                nodes.push(Node::text(dash));
                let mut end = Node::group(std::mem::take(&mut end_nodes));
                end.delimiter = delimiter.to_owned();
                nodes.push(end);
                open = false;
            }
            if part.part == Part::Year {
                self.add_year_suffix(part, value, &mut nodes);
            }
            out.push(Node::group(nodes));
        }
        out
    }
}

fn change(part: &mut DatePart, own: &DatePart) {
    let common = &own.common;
    if own.written.prefix {
        part.common.prefix = common.prefix.clone();
    }
    if own.written.suffix {
        part.common.suffix = common.suffix.clone();
    }
    if own.written.form {
        part.form = own.form;
    }
    if !common.decor.is_empty() {
        part.common.decor = common.decor.clone();
    }
    if common.text_case != Default::default() {
        part.common.text_case = common.text_case;
    }
    part.common.strip_periods |= common.strip_periods;
    if own.range_delimiter.is_some() {
        part.range_delimiter = own.range_delimiter.clone();
    }
}

/// Whether one of the parts is set.
fn has_any(value: &Value, parts: &[DatePart]) -> bool {
    let set = |part: &DatePart| match part.part {
        Part::Year => value.start.year.is_some_and(|year| year != 0),
        Part::Month => value.start.month.is_some() || value.season.is_some(),
        Part::Day => value.start.day.is_some(),
    };
    value.literal.is_some() || parts.iter().any(set)
}

pub(super) fn value_of(day: &Day, part: Part) -> Option<i32> {
    match part {
        Part::Year => day.year,
        Part::Month => day.month,
        Part::Day => day.day,
    }
}

/// The parts in which the ends of a range differ, from the first that does.
fn ranged(value: &Value, parts: &[DatePart]) -> Vec<Part> {
    let Some(end) = &value.end else { return Vec::new() };
    let shown = [Part::Year, Part::Month, Part::Day]
        .into_iter()
        .filter(|part| parts.iter().any(|shown| shown.part == *part))
        .filter(|part| value_of(end, *part).is_some());
    let shown: Vec<Part> = shown.collect();
    let differs = |part: &Part| value_of(&value.start, *part) != value_of(end, *part);
    match shown.iter().position(differs) {
        Some(at) => shown[at..].to_vec(),
        None => Vec::new(),
    }
}

/// A date as a key: the parts that are shown, in the order of time.
pub(crate) fn key(value: &Value, parts: &[DatePart]) -> Option<String> {
    let shown = |part: Part| parts.iter().any(|shown| shown.part == part);
    key_of(value, shown)
}

/// The same with a test of which parts count.
pub(crate) fn key_of(value: &Value, shown: impl Fn(Part) -> bool) -> Option<String> {
    value.start.year.filter(|year| *year != 0)?;
    let mut key = String::new();
    let end = value.end.unwrap_or_default();
    for day in [value.start, end] {
        for part in [Part::Year, Part::Month, Part::Day] {
            let number = value_of(&day, part).filter(|_| shown(part)).unwrap_or(0);
            match part {
                Part::Year if number < 0 => key.push_str(&format!("0{:04}", 9999 + number)),
                Part::Year => key.push_str(&format!("1{number:04}")),
                _ => key.push_str(&format!("{number:02}")),
            }
        }
    }
    Some(key)
}
