//! Rendering elements: each renders one item, or one cite of it, into nodes.
//!
//! CSL 1.0.2, "Rendering Elements". One file for each element.

pub(crate) mod choose;
pub(crate) mod date;
pub(crate) mod date_part;
pub(crate) mod et_al;
pub(crate) mod group;
pub(crate) mod initials;
pub(crate) mod label;
pub(crate) mod name;
pub(crate) mod name_list;
pub(crate) mod name_part;
pub(crate) mod name_style;
pub(crate) mod names;
pub(crate) mod number;
pub(crate) mod page_range;
pub(crate) mod substitute;
pub(crate) mod text;

use crate::csl::cite::ambiguity::{Ambiguity, NameRegister};
use crate::csl::cite::cluster::Cite;
use crate::csl::item::Item;
use crate::csl::locale::Locale;
use crate::csl::output::markup::{self, QuoteMarks};
use crate::csl::output::tree::{Content, Node};
use crate::csl::output::{characters, text_case};
use crate::csl::style::Style;
use crate::csl::style::element::{Area, Common, Decor, Element, Source, Text, TextCase};
use crate::csl::style::options::SecondFieldAlign;
use crate::csl::variable::Variable;

/// Where an item is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Citation,
    Bibliography,
}

/// Why an item is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be read.
    Print,
    /// To be compared with other cites.
    Compare,
    /// To be sorted.
    Sort,
}

/// What does not change while a processor works.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub style: &'a Style,
    pub locale: &'a Locale,
    pub marks: &'a QuoteMarks,
    pub register: &'a NameRegister,
    /// Whether the variables of the item are told in what comes out.
    pub fields: bool,
}

/// Whether a group called variables and found them. CSL 1.0.2, "Group".
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Calls {
    pub term: bool,
    pub attempted: bool,
    pub found: bool,
}

/// Names and years of the cite before, and whether this one repeats them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repetition {
    pub active: bool,
    pub last_names: Option<String>,
    pub last_years: Vec<String>,
    pub years: Vec<String>,
    /// Whether nothing but what the cite before had was rendered so far.
    pub collapsed: bool,
    pub same_names: bool,
}

/// The limits of name lists that a sort key sets.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct KeyLimits {
    pub min: Option<usize>,
    pub use_first: Option<usize>,
    pub use_last: Option<bool>,
}

/// Renders one item.
pub(crate) struct Renderer<'a> {
    pub setting: Setting<'a>,
    pub area: &'a Area,
    pub place: Place,
    pub purpose: Purpose,
    pub item: &'a Item,
    pub cite: Option<&'a Cite>,
    /// The number of the item in the bibliography, from 1.
    pub number: usize,
    pub year_suffix: Option<usize>,
    /// What is asked for to tell the item from others.
    pub request: Option<&'a Ambiguity>,
    /// How many names and which forms of given names were rendered.
    pub settings: Ambiguity,
    /// How many names there are, for each list.
    pub name_counts: Vec<usize>,
    pub calls: Calls,
    pub term_predecessor: bool,
    /// Variables that a substitution has rendered.
    pub done: Vec<Variable>,
    pub in_substitute: bool,
    pub strip_periods: bool,
    pub rendered_something: bool,
    pub suppressed: bool,
    pub name_lists: usize,
    pub disambiguate_met: u32,
    pub disambiguate_used: u32,
    pub repetition: Repetition,
    pub year_suffix_done: bool,
    pub limits: KeyLimits,
    /// In a sort key: only dates of a macro that has dates are keys, and names.
    pub only_dates: bool,
    pub depth: usize,
    pub first_field_done: bool,
    /// Names as data, to compare with the entry before.
    pub rendered_names: Option<Vec<String>>,
    pub substitute_names: Option<names::AuthorSubstitute<'a>>,
    /// Whether names within a substitute were rendered.
    pub substituted: bool,
    /// Whether the value of a text variable was met.
    pub text_met: bool,
    /// The names that names within a substitute take their parts from.
    pub inherited_names: Option<&'a crate::csl::style::element::Names>,
    /// The persons of all lists, with their places.
    pub met_names: Vec<(usize, &'a crate::csl::item::name::Name)>,
}

impl<'a> Renderer<'a> {
    /// A renderer of an item in an area of a style.
    pub(super) fn new(
        setting: Setting<'a>,
        area: &'a Area,
        place: Place,
        purpose: Purpose,
        item: &'a Item,
    ) -> Renderer<'a> {
        Renderer {
            setting,
            area,
            place,
            purpose,
            item,
            cite: None,
            number: 0,
            year_suffix: None,
            request: None,
            settings: Ambiguity::default(),
            name_counts: Vec::new(),
            calls: Calls::default(),
            term_predecessor: false,
            done: Vec::new(),
            in_substitute: false,
            strip_periods: false,
            rendered_something: false,
            suppressed: false,
            name_lists: 0,
            disambiguate_met: 0,
            disambiguate_used: 0,
            repetition: Repetition::default(),
            year_suffix_done: false,
            limits: KeyLimits::default(),
            only_dates: false,
            depth: 0,
            first_field_done: false,
            rendered_names: None,
            substitute_names: None,
            substituted: false,
            text_met: false,
            inherited_names: None,
            met_names: Vec::new(),
        }
    }

    /// Renders the layout of the area.
    pub(super) fn layout(&mut self) -> Vec<Node> {
        let mut out = Vec::new();
        let area = self.area;
        self.elements(&area.layout.children, &mut out);
        out
    }

    pub(super) fn elements(&mut self, elements: &'a [Element], out: &mut Vec<Node>) {
        for element in elements {
            self.element(element, out);
        }
    }

    pub(super) fn element(&mut self, element: &'a Element, out: &mut Vec<Node>) {
        if let Element::Choose(branches) = element {
            return self.choose(branches, out);
        }
        let from = out.len();
        let common = element.common();
        let periods = self.strip_periods;
        self.strip_periods |= common.strip_periods;
        self.depth += 1;
        match element {
            Element::Text(text) => self.text(text, out),
            Element::Number(number) => self.number_element(number, out),
            Element::Label(label) => self.label(label, out),
            Element::Date(date) => self.date(date, out),
            Element::Names(names) => self.names(names, out),
            Element::Group(group) => self.group(group, out),
            Element::Choose(_) => {}
        }
        self.depth -= 1;
        self.strip_periods = periods;
        if let (true, Some(variable)) = (self.setting.fields, element.variable()) {
            out[from..].iter_mut().for_each(|node| node.field = Some(variable));
        }
        if self.depth == 0 && self.place == Place::Bibliography && self.purpose == Purpose::Print {
            let called = matches!(element, Element::Text(Text { source: Source::Macro(_), .. }));
            self.display(common, called, from, out);
        }
    }

    /// Sets the block of what a top element rendered.
    fn display(
        &mut self,
        common: &Common,
        element_is_macro: bool,
        from: usize,
        out: &mut Vec<Node>,
    ) {
        use crate::csl::style::element::Display;
        let align: Option<SecondFieldAlign> = self.area.options.second_field_align;
        let display = match align {
            Some(_) if !self.first_field_done => Some(Display::LeftMargin),
            Some(_) => None,
            None => common.display,
        };
        self.first_field_done = true;
        if out.len() == from && element_is_macro {
            out.push(Node::default());
        }
        if let Some(display) = display {
            let nodes = out.split_off(from);
            out.push(Node { display: Some(display), ..Node::group(nodes) });
        }
    }

    /// A node of text with the formatting of an element: case, quotes and HTML in it are read.
    pub(super) fn leaf(&mut self, common: &Common, text: &str) -> Node {
        if !text.is_empty() {
            self.term_predecessor = true;
        }
        let text = spaced(text);
        let text = text.strip_prefix('\'').map(|rest| format!(" '{rest}")).unwrap_or(text);
        self.leaf_of(common, &text, common.text_case)
    }

    /// The same for an address, of which nothing is changed.
    pub(super) fn address(&mut self, common: &Common, text: &str, target: String) -> Node {
        self.term_predecessor = true;
        let node = Node::with(common, Content::Text(text.to_owned()));
        Node { link: Some(target.into()), ..node }
    }

    /// The same without what only whole fields need.
    pub(super) fn leaf_of(&self, common: &Common, text: &str, case: TextCase) -> Node {
        let mut node = Node::with(common, Content::default());
        let body = text.trim_start_matches([':', '.', ';', '!', '?']);
        let (lead, body) = match body.is_empty() || text.starts_with(' ') {
            true => ("", text),
            false => text.split_at(text.len() - body.len()),
        };
        node.prefix.push_str(lead);
        if self.purpose == Purpose::Compare {
            node.content = Content::Text(body.to_owned());
            return node;
        }
        // Titles of laws are capitalised as they are; so is all of their entries.
        let case = match case {
            TextCase::Title if self.item.text(Variable::Jurisdiction).is_some() => TextCase::None,
            case => case,
        };
        let mut body = text_case::apply(case, body, self.lang());
        if self.strip_periods || common.strip_periods {
            body = without_periods(&body);
        }
        if !characters::has_alphabetic_script(&body) {
            node.decor.retain(|decor| {
                !matches!(decor, Decor::Italic | Decor::Oblique | Decor::NormalStyle)
            });
        }
        node.content = markup::read(&body, self.setting.marks);
        trim_opening(&mut node.content);
        node
    }

    /// The language of the item, or of the style.
    pub(super) fn lang(&self) -> &'a str {
        self.item.language.as_deref().unwrap_or(&self.setting.locale.lang)
    }

    pub(super) fn printing(&self) -> bool {
        self.purpose == Purpose::Print
    }

    /// The variable that an element is to write, unless a substitution has written it; within one, no
    /// later element writes it again. CSL 1.0.2, "Substitute".
    pub(super) fn claimed(&mut self, variable: Option<Variable>) -> Option<Variable> {
        let free = variable.filter(|variable| !self.done.contains(variable));
        match free {
            Some(variable) if self.in_substitute => self.done.push(variable),
            Some(_) => {}
            None => self.calls.attempted = true,
        }
        free
    }

    pub(super) fn called(&mut self, found: bool) {
        if found {
            self.calls.found = true;
        } else {
            self.calls.attempted = true;
        }
    }

    /// Whether the cite leaves its author out.
    pub(super) fn suppresses_author(&self) -> bool {
        self.printing() && self.cite.is_some_and(|cite| cite.suppresses_author())
    }

    pub(super) fn author_only(&self) -> bool {
        self.printing() && self.cite.is_some_and(|cite| cite.author_only())
    }
}

/// Spaces before high punctuation and within guillemets do not break.
fn spaced(text: &str) -> String {
    if !text.contains([' ', '\u{a0}']) || !text.contains([':', ';', '?', '!', '»', '«']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        let high = matches!(chars.peek(), Some(':' | ';' | '?' | '!' | '»'));
        if ch == ' ' && (high || out.ends_with('«')) {
            out.push('\u{202f}');
        } else {
            out.push(ch);
        }
    }
    out
}

/// Without stops, but for those before small letters.
pub(crate) fn without_periods(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(ch) = chars.next() {
        if ch != '.' || chars.peek().is_some_and(char::is_ascii_lowercase) {
            out.push(ch);
        }
    }
    out
}

/// Takes away the space that was set before a quotation mark at the start.
fn trim_opening(content: &mut Content) {
    if let Content::Nodes(nodes) = content
        && let Some(Node { content: Content::Text(text), .. }) = nodes.first_mut()
        && text == " "
    {
        nodes.remove(0);
    }
}

impl Element {
    /// The variable that an element writes, but for names, of which one list stands for another.
    fn variable(&self) -> Option<Variable> {
        match self {
            Element::Text(Text { source: Source::Variable { variable, .. }, .. }) => {
                Some(*variable)
            }
            Element::Number(number) => number.variable,
            Element::Date(date) => date.variable,
            _ => None,
        }
    }

    pub(crate) fn common(&self) -> &Common {
        match self {
            Element::Text(text) => &text.common,
            Element::Number(number) => &number.common,
            Element::Label(label) => &label.common,
            Element::Date(date) => &date.common,
            Element::Names(names) => &names.common,
            Element::Group(group) => &group.common,
            Element::Choose(_) => &EMPTY,
        }
    }
}

/// No affixes and no formatting.
pub(crate) static EMPTY: std::sync::LazyLock<Common> = std::sync::LazyLock::new(Common::default);
