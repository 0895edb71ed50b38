//! Takes the fields of an entry off and sets the variables of its record.

use std::borrow::Cow;

use super::item::{Item, NAMESPACE, TexValue};
use super::{dates, fields, names};
use crate::bibliography::extras;
use crate::bibliography::tex::decode::{Braces, decode, decode_verbatim};
use crate::bibliography::variables::{Holds, holds};
use crate::model::entry::{Date, Value};
use crate::model::library::{Fault, FaultKind, Record};
use crate::text::span::Span;

/// An entry on its way: fields are taken from the item and set in the record.
pub(crate) struct Reader<'s, 'f> {
    /// What is left of the entry.
    pub item: Item<'s>,
    /// What was made of it.
    pub record: Record,
    /// What was wrong with its values.
    pub faults: &'f mut Vec<Fault>,
}

impl<'s> Reader<'s, '_> {
    /// Takes a field off the item; one that is blank is as good as none.
    pub(crate) fn take(&mut self, field: &str) -> Option<TexValue<'s>> {
        let value = self.item.fields.remove(field)?;
        (!value.tex.trim().is_empty()).then_some(value)
    }

    /// Whether the record has the variable.
    pub(crate) fn has(&self, variable: &str) -> bool {
        self.record.entry.variables.contains_key(variable)
    }

    /// Sets a variable of the record.
    pub(crate) fn set(&mut self, variable: &str, value: impl Into<Value>, span: Option<Span>) {
        self.record.entry.set(variable, value);
        if let Some(span) = span {
            self.record.places.insert(variable, span.into());
        }
    }

    /// The title, and all titles with their subtitles put behind them.
    pub(super) fn titles(&mut self) {
        for (subtitle, title) in fields::SUBTITLES {
            let both = self.item.fields.contains_key(*title);
            if let (true, Some(sub)) = (both, self.take(subtitle))
                && let Some(value) = self.item.fields.get_mut(*title)
            {
                let joined = match value.tex.trim_end().ends_with(['?', '!', ':']) {
                    true => format!("{} {}", value.tex.trim_end(), sub.tex),
                    false => format!("{}: {}", value.tex.trim_end(), sub.tex),
                };
                value.tex = Cow::Owned(joined);
            }
        }
        if let Some(title) = self.take("title") {
            self.set("title", decode(&title.tex, Braces::Protect), title.span);
        }
    }

    pub(super) fn names(&mut self) {
        if let Some(kind) = self.item.fields.get("editortype")
            && let Some((_, variable)) = fields::EDITORS.iter().find(|(k, _)| *k == kind.tex)
            && let Some(editors) = self.take("editor")
        {
            self.take("editortype");
            self.name_list(variable, &editors);
        }
        for (field, variable) in fields::NAMES {
            if !self.has(variable)
                && let Some(list) = self.take(field)
            {
                self.name_list(variable, &list);
            }
        }
    }

    fn name_list(&mut self, variable: &str, list: &TexValue<'_>) {
        let (names, goes_on) = names::read(&list.tex);
        self.set(variable, names, list.span);
        if goes_on {
            self.record.entry.set_others(variable);
        }
    }

    pub(super) fn dates(&mut self) {
        for (field, variable) in fields::DATES {
            if !self.has(variable)
                && let Some(value) = self.take(field)
            {
                self.date(variable, dates::of_text(&value.tex), value.span);
            }
        }
        if let Some(value) = self.take("date") {
            self.date("issued", dates::of_text(&value.tex), value.span);
            return;
        }
        let year = self.take("year");
        let parts = [self.item.fields.get("month"), self.item.fields.get("day")];
        let [month, day] = parts.map(|part| part.map(|value| value.tex.as_ref()));
        let date = dates::of_parts(year.as_ref().map(|year| year.tex.as_ref()), month, day);
        if date.as_ref().is_some_and(|date| is_given(date, month, day)) {
            self.item.fields.remove("month");
            self.item.fields.remove("day");
        }
        self.date("issued", date, year.and_then(|year| year.span));
    }

    fn date(&mut self, variable: &str, date: Option<Date>, span: Option<Span>) {
        let Some(date) = date else { return };
        if let Some(words) = &date.literal {
            let message = format!("\"{words}\" is no date; kept as words");
            let span = span.unwrap_or(self.item.span);
            self.faults.push(fault(FaultKind::Value, span, &self.item.key, message));
        }
        self.set(variable, date, span);
    }

    /// All that goes from one field to one variable.
    pub(super) fn tables(&mut self) {
        self.table(fields::TITLES, |tex| decode(tex, Braces::Protect));
        self.table(fields::NUMBERS, number);
        self.table(fields::TEXTS, |tex| decode(tex, Braces::Group));
        self.table(fields::LISTS, |tex| {
            let parts = names::split_outside_braces(tex, &["and"]);
            let parts = parts.iter().map(|part| decode(part, Braces::Group));
            parts.collect::<Vec<_>>().join("; ")
        });
        self.table(fields::VERBATIM, decode_verbatim);
        if self.has("DOI") {
            let bare = self.record.entry.text("DOI").map(bare_doi).map(str::to_owned);
            self.record.entry.set("DOI", bare.unwrap_or_default());
        }
        let language = self.take("langid").or_else(|| self.take("language"));
        if let Some(value) = language {
            let name = decode(&value.tex, Braces::Group);
            self.set("language", language_tag(&name), value.span);
        }
    }

    fn table(&mut self, table: &[(&str, &str)], text: impl Fn(&str) -> String) {
        for (field, variable) in table {
            if !self.has(variable)
                && let Some(value) = self.take(field)
            {
                self.set(variable, text(&value.tex), value.span);
            }
        }
    }

    /// `number`: of the work itself, of a journal's issue, or in a series.
    pub(super) fn number(&mut self) {
        let variable = match self.record.entry.kind.as_str() {
            kind if fields::NUMBERED.contains(&kind) => "number",
            "article-journal" | "article-magazine" | "article-newspaper" | "periodical"
                if !self.has("issue") =>
            {
                "issue"
            }
            _ if self.has("collection-title") => "collection-number",
            _ => "number",
        };
        if !self.has(variable)
            && let Some(value) = self.take("number")
        {
            self.set(variable, number(&value.tex), value.span);
        }
    }

    /// What is left goes to the variable of its own name, or is kept as it stands.
    pub(super) fn rest(&mut self) {
        for (name, value) in std::mem::take(&mut self.item.fields) {
            let variable = match name.as_str() {
                "doi" | "url" | "isbn" | "issn" | "pmid" | "pmcid" => name.to_uppercase(),
                _ => name.clone(),
            };
            match holds(&variable).filter(|_| !self.has(&variable)) {
                Some(Holds::Text) => {
                    self.set(&variable, decode(&value.tex, Braces::Group), value.span);
                }
                Some(Holds::Names) => self.name_list(&variable, &value),
                Some(Holds::Date) => {
                    self.date(&variable, dates::of_text(&value.tex), value.span);
                }
                None => extras::keep(&mut self.record.entry, NAMESPACE, &name, value.tex.as_ref()),
            }
        }
    }
}

/// A number or range; CSL's data have hyphens in ranges.
fn number(tex: &str) -> String {
    decode(tex, Braces::Group).replace('–', "-")
}

/// Whether the date holds all that the fields for month and day say.
fn is_given(date: &Date, month: Option<&str>, day: Option<&str>) -> bool {
    let known =
        date.date_parts.first().map_or(0, |parts| parts.len()) + usize::from(date.season.is_some());
    match (month, day) {
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => known > 1,
        (Some(_), Some(_)) => known > 2,
    }
}

/// A DOI without the address or the label that is often put before it.
fn bare_doi(doi: &str) -> &str {
    match doi.find("10.") {
        Some(at) if at > 0 && !doi[..at].contains(char::is_whitespace) => &doi[at..],
        _ => doi,
    }
}

/// The tag for a language that Babel names; other names stay as they are.
fn language_tag(name: &str) -> String {
    let folded = name.to_lowercase();
    fields::LANGUAGES
        .iter()
        .find(|(babel, _)| *babel == folded)
        .map_or_else(|| name.to_owned(), |(_, tag)| (*tag).to_owned())
}

pub(super) fn fault(kind: FaultKind, span: Span, key: &str, message: String) -> Fault {
    Fault { kind, source: 0, span, entry: (!key.is_empty()).then(|| key.to_owned()), message }
}
