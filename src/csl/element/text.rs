//! The text element: a variable, a macro, a term or a text of the style.
//!
//! CSL 1.0.2, "Text".

use super::{Place, Purpose, Renderer};
use crate::csl::citation_label;
use crate::csl::cite::year_suffix;
use crate::csl::locale::data::Gender;
use crate::csl::output::text_case;
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{Common, NumberForm, Source, TermForm, Text, TextCase};
use crate::csl::variable::Variable;

impl<'a> Renderer<'a> {
    pub(super) fn text(&mut self, text: &'a Text, out: &mut Vec<Node>) {
        match &text.source {
            Source::Macro(number) => self.macro_call(*number, &text.common, out),
            Source::Nothing => self.calls.attempted = true,
            _ if self.suppress_text() => {}
            Source::Term { name, form, plural } => {
                self.term(name, *form, *plural, &text.common, out);
            }
            Source::Value(value) => {
                self.calls.term = true;
                if !self.only_dates {
                    let node = self.leaf(&text.common, value);
                    out.push(node);
                }
            }
            Source::Variable { variable, short } => {
                self.text_variable(*variable, *short, &text.common, out);
            }
        }
    }

    /// A cite of the author only stops after what it begins with.
    fn suppress_text(&self) -> bool {
        self.author_only() && (self.rendered_something || !self.in_substitute)
    }

    /// Renders a macro like a group.
    pub(super) fn macro_call(&mut self, number: usize, common: &'a Common, out: &mut Vec<Node>) {
        let definition = &self.setting.style.macros[number];
        let before = self.only_dates;
        self.only_dates |= self.purpose == Purpose::Sort && definition.has_date;
        let inherited = self.inherited_names.take();
        let nodes = self.grouped(&definition.children);
        self.inherited_names = inherited;
        self.only_dates = before;
        if let Some(nodes) = nodes {
            out.push(Node::with(common, Content::Nodes(nodes)));
        }
    }

    fn term(
        &mut self,
        name: &str,
        form: TermForm,
        plural: bool,
        common: &Common,
        out: &mut Vec<Node>,
    ) {
        let gender: Option<Gender> = None;
        let term = self.setting.locale.term(name, form, plural, gender).unwrap_or_default();
        if term.is_empty() || self.only_dates {
            return;
        }
        self.calls.term = true;
        let in_text = !self.setting.style.note && self.place == Place::Citation;
        let mut term = match self.term_predecessor || in_text {
            true => term.to_owned(),
            false => text_case::apply(TextCase::CapitalizeFirst, term, self.lang()),
        };
        if self.strip_periods || common.strip_periods {
            term = term.replace('.', "");
        }
        let node = self.leaf(common, &term);
        out.push(node);
    }

    fn text_variable(
        &mut self,
        variable: Variable,
        short: bool,
        common: &'a Common,
        out: &mut Vec<Node>,
    ) {
        let Some(variable) = self.claimed(Some(variable)) else { return };
        match variable {
            Variable::CitationNumber => return self.citation_number(common, out),
            Variable::YearSuffix => return self.year_suffix_variable(common, out),
            Variable::CitationLabel => return self.citation_label(common, out),
            Variable::Locator | Variable::FirstReferenceNoteNumber => {
                return self.number_variable(variable, NumberForm::Numeric, common, out);
            }
            _ => {}
        }
        let value = self.text_value(variable, short);
        self.called(value.is_some());
        let Some(value) = value else { return };
        self.text_met = true;
        self.repetition.collapsed = false;
        if self.suppresses_author() && !self.rendered_something && self.in_substitute {
            return;
        }
        if self.only_dates {
            return;
        }
        if counts_as_number(variable) {
            self.write_number(variable, NumberForm::Numeric, common, out);
            self.rendered_something |= self.printing();
            return;
        }
        let value = match variable {
            Variable::Doi => doi(value, &common.prefix),
            Variable::Url if short => short_address(value),
            _ if is_titled(variable) => value.to_owned(),
            _ => value.replace('\\', ""),
        };
        let case = self.case_of(variable, common.text_case);
        let node = self.field(common, &value, case, variable);
        if is_titled(variable) {
            self.rendered_something = true;
        }
        out.push(node);
    }

    /// The value of a variable, in its short form if there is one and it is asked for.
    pub(super) fn text_value(&self, variable: Variable, short: bool) -> Option<&'a str> {
        let item = self.item;
        let shorter = match variable {
            Variable::Title => Some(Variable::TitleShort),
            Variable::ContainerTitle => Some(Variable::ContainerTitleShort),
            _ => None,
        };
        let shorter = shorter.filter(|_| short).and_then(|variable| item.text(variable));
        shorter.or_else(|| item.text(variable)).filter(|text| !text.is_empty())
    }

    /// Title case is for English only.
    fn case_of(&self, variable: Variable, case: TextCase) -> TextCase {
        let english = match &self.item.language {
            Some(language) => language.to_lowercase().starts_with("en"),
            None => self.setting.locale.lang.starts_with("en"),
        };
        match case {
            TextCase::Title if !english && is_titled(variable) => TextCase::None,
            case => case,
        }
    }

    fn field(&mut self, common: &Common, value: &str, case: TextCase, variable: Variable) -> Node {
        let plain = matches!(variable, Variable::Doi | Variable::Url);
        let changed = case != common.text_case;
        let mut own = None;
        if changed {
            own = Some(Common { text_case: case, ..common.clone() });
        }
        let common = own.as_ref().unwrap_or(common);
        if plain {
            let target = match variable {
                Variable::Doi if !value.starts_with("http") => format!("https://doi.org/{value}"),
                _ => self.item.text(variable).unwrap_or(value).to_owned(),
            };
            return self.address(common, value, target);
        }
        self.leaf(common, value)
    }

    fn citation_number(&mut self, common: &Common, out: &mut Vec<Node>) {
        self.called(true);
        if self.purpose == Purpose::Compare {
            return;
        }
        let text = match self.purpose {
            Purpose::Sort => format!("{:020}", self.number),
            _ => self.number.to_string(),
        };
        let mut node = Node::with(common, Content::Text(text));
        node.mark = Mark::CitationNumber(self.number);
        self.rendered_something = true;
        out.push(node);
    }

    fn year_suffix_variable(&mut self, common: &Common, out: &mut Vec<Node>) {
        self.called(true);
        if self.purpose == Purpose::Compare {
            return;
        }
        if let Some(number) = self.year_suffix {
            let mut node = Node::with(common, Content::Text(year_suffix::letters(number)));
            node.mark = Mark::YearSuffix(number);
            out.push(node);
        }
    }

    fn citation_label(&mut self, common: &Common, out: &mut Vec<Node>) {
        self.called(true);
        let mut label = match self.item.text(Variable::CitationLabel) {
            Some(label) => label.to_owned(),
            None => citation_label::label(self.item, self.setting.locale),
        };
        if let Some(number) = self.year_suffix.filter(|_| self.purpose != Purpose::Compare) {
            label.push_str(&year_suffix::letters(number));
        }
        let node = self.leaf(common, &label);
        out.push(node);
    }
}

/// Whether a text element writes a variable like a number element.
fn counts_as_number(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Page
            | Variable::PageFirst
            | Variable::ChapterNumber
            | Variable::CollectionNumber
            | Variable::Issue
            | Variable::Number
            | Variable::NumberOfPages
            | Variable::NumberOfVolumes
            | Variable::Volume
    )
}

/// Variables that are words of a language.
fn is_titled(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Archive
            | Variable::ArchivePlace
            | Variable::Authority
            | Variable::CollectionTitle
            | Variable::ContainerTitle
            | Variable::Country
            | Variable::Division
            | Variable::Edition
            | Variable::Event
            | Variable::EventPlace
            | Variable::EventTitle
            | Variable::Genre
            | Variable::Jurisdiction
            | Variable::Medium
            | Variable::Publisher
            | Variable::PublisherPlace
            | Variable::Section
            | Variable::OriginalTitle
            | Variable::PartTitle
            | Variable::ReviewedTitle
            | Variable::Title
            | Variable::TitleShort
            | Variable::VolumeTitle
    )
}

/// The host of an address; without its scheme where it begins with "www.".
fn short_address(address: &str) -> String {
    let scheme = address.find("//").map_or(0, |at| at + 2);
    let host = match address[scheme..].find('/') {
        Some(end) if address[scheme..scheme + end].contains('.') => &address[..scheme + end],
        _ => address,
    };
    match host[scheme..].starts_with("www.") {
        true => host[scheme..].to_owned(),
        false => host.to_owned(),
    }
}

/// A DOI, with what may not stand in an address escaped where it is written as one.
fn doi(value: &str, prefix: &str) -> String {
    if value.starts_with("http") || !prefix.ends_with("https://doi.org/") {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    for ch in value.chars() {
        match ch {
            '%' | '"' | '#' | ' ' | '<' | '>' | '{' | '}' | '^' | '[' | ']' | '`' | '|' | '\\'
            | '+' => out.push_str(&format!("%{:02X}", ch as u32)),
            _ => out.push(ch),
        }
    }
    out
}
