//! The date-part element: a year, a month, a day.
//!
//! CSL 1.0.2, "Date-part", "AD and BC", "Seasons", "Approximate Dates".

use super::Renderer;
use super::date::value_of;
use super::page_range::minimal;
use crate::csl::cite::year_suffix;
use crate::csl::item::dates::{Date, Day};
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{DatePart, Part, PartForm, TermForm};
use crate::csl::style::options::{Collapse, PageRange};

impl<'a> Renderer<'a> {
    /// Renders a part of one end of a date, with its era.
    pub(super) fn part(&mut self, date: &Date, day: &Day, part: &DatePart) -> Vec<Node> {
        let mut nodes = Vec::new();
        if part.part == Part::Year
            && let Some(literal) = &date.literal
        {
            nodes.push(self.leaf(&part.common, literal));
        }
        let value = value_of(day, part.part);
        let value = match (part.part, value) {
            (Part::Year, Some(0)) => None,
            (Part::Year, Some(year)) if self.repeats_year(year) => None,
            (_, value) => value,
        };
        match value {
            Some(value) => self.value(value, day, part, &mut nodes),
            None if part.part == Part::Month && day.month.is_none() => {
                if let Some(season) = &date.season {
                    nodes.push(self.season(season, part));
                }
            }
            None => {}
        }
        nodes
    }

    fn value(&mut self, value: i32, day: &Day, part: &DatePart, nodes: &mut Vec<Node>) {
        let text = self.part_text(value, day, part);
        let mut text = text;
        if part.part == Part::Month && (self.strip_periods || part.common.strip_periods) {
            text = text.replace('.', "");
        }
        let mut node = self.leaf(&part.common, &text);
        if part.part == Part::Year {
            node.mark = Mark::Year;
        }
        nodes.push(node);
        if part.part == Part::Year {
            let era = match value {
                ..=-1 => self.setting.locale.long("bc"),
                1..500 => self.setting.locale.long("ad"),
                _ => "",
            };
            if !era.is_empty() {
                nodes.push(Node::text(era));
            }
        }
    }

    fn part_text(&self, value: i32, day: &Day, part: &DatePart) -> String {
        let locale = self.setting.locale;
        match (part.part, part.form) {
            (Part::Year, PartForm::Short) => {
                let year = value.unsigned_abs().to_string();
                if year.len() == 4 { year[2..].to_owned() } else { year }
            }
            (Part::Year, PartForm::Numeric) => format!("{:04}", value.unsigned_abs()),
            (Part::Year, _) => value.unsigned_abs().to_string(),
            (Part::Month, form) => self.month(value, form),
            (Part::Day, PartForm::LeadingZeros) => format!("{value:02}"),
            (Part::Day, PartForm::Ordinal) if value == 1 || !locale.limit_day_ordinals => {
                let month = day.month.unwrap_or_default();
                let gender = locale.gender(&format!("month-{month:02}"));
                locale.ordinal(value.unsigned_abs().into(), gender)
            }
            (Part::Day, _) => value.to_string(),
        }
    }

    fn month(&self, value: i32, form: PartForm) -> String {
        let month = if (1..=12).contains(&value) { Some(value) } else { None };
        match form {
            PartForm::Numeric => month.map(|month| month.to_string()).unwrap_or_default(),
            PartForm::LeadingZeros => month.map(|m| format!("{m:02}")).unwrap_or_default(),
            _ => {
                let term = match value {
                    1..=12 => format!("month-{value:02}"),
                    13..=24 => format!("season-{:02}", (value - 1) % 4 + 1),
                    _ => return String::new(),
                };
                let form = match form {
                    PartForm::Short => TermForm::Short,
                    _ => TermForm::Long,
                };
                let term = self.setting.locale.term(&term, form, false, None);
                term.unwrap_or_default().to_owned()
            }
        }
    }

    fn season(&mut self, season: &str, part: &DatePart) -> Node {
        let text = match season {
            "1" | "2" | "3" | "4" => self.setting.locale.long(&format!("season-0{season}")),
            other => other,
        };
        let text = text.to_owned();
        self.leaf(&part.common, &text)
    }

    /// Leaves out what the second year of a range shares with the first, where the style asks so.
    pub(super) fn shorten_year(&self, date: &Date, start: &[Node], end: &mut [Node]) {
        let format = self.setting.style.year_range;
        let only_years = date.start.month.is_none() && date.season.is_none();
        if !only_years || matches!(format, PageRange::None | PageRange::Expanded) {
            return;
        }
        if let (Some(start), Some(end)) = (start.first(), end.first_mut())
            && let (Content::Text(first), Content::Text(second)) =
                (&start.content, &mut end.content)
        {
            let least = if format == PageRange::Minimal { 0 } else { 2 };
            *second = minimal(first, second, least);
        }
    }

    /// Whether a year was given in the cite before and is not repeated.
    fn repeats_year(&mut self, year: i32) -> bool {
        let suffixes = matches!(
            self.area.options.collapse,
            Some(Collapse::YearSuffix | Collapse::YearSuffixRanged)
        );
        if !self.repetition.active
            || !suffixes
            || !self.printing()
            || !self.area.options.add_year_suffix
        {
            return false;
        }
        let repetition = &mut self.repetition;
        repetition.years.push(year.to_string());
        let at = repetition.years.len() - 1;
        repetition.collapsed
            && repetition.last_years.get(at).is_some_and(|last| *last == repetition.years[at])
    }

    /// Adds the letter that tells works of one year apart, where the style does not place it.
    pub(super) fn add_year_suffix(&mut self, part: &DatePart, date: &Date, out: &mut Vec<Node>) {
        let shown = date.start.year.is_some_and(|year| year != 0)
            || self.repetition.collapsed
            || date.literal.is_some();
        if self.setting.style.explicit_year_suffix || self.year_suffix_done || !shown {
            return;
        }
        let Some(number) = self.year_suffix.filter(|_| self.printing()) else { return };
        self.year_suffix_done = true;
        let text = Content::Text(year_suffix::letters(number));
        let mut node = Node::with(&part.common, text);
        node.mark = Mark::YearSuffix(number);
        out.push(node);
    }
}
