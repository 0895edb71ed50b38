//! A style fitted to a record: what cannot be written of it is left out.
//!
//! The engine asks the tests of a style anew for each group that they stand in, and again for each
//! group around that; so it does for variables that a record does not have. Of which type a record
//! is and which variables it has does not change while it is written: what follows from that is
//! found once, and the engine is given what is left. Records of one type that have the same
//! variables share it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::{
    Kind, NumberVariable, PageVariable, StandardVariable, Variable,
};
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, CslMacro, ElseBranch, Group, IndependentStyle, Layout,
    Names, Text, TextTarget, ToAffixes, ToFormatting,
};
use rustc_hash::FxHashMap;

use super::elements::{self, Element};
use super::mend::NEVER;
use super::parts;

/// So many fitted styles are kept.
const KEPT: usize = 64;

/// A style and how it is fitted to records.
#[derive(Debug)]
pub struct Fitting {
    style: IndependentStyle,
    fitted: Mutex<HashMap<String, Arc<IndependentStyle>>>,
}

impl Fitting {
    /// A style that is to be fitted.
    pub fn new(style: IndependentStyle) -> Fitting {
        Fitting { style, fitted: Mutex::default() }
    }

    /// The style as far as it can write a record.
    pub fn to(&self, item: &Item) -> Arc<IndependentStyle> {
        let known = || self.fitted.lock().unwrap_or_else(PoisonError::into_inner);
        let alike = alike(item);
        if let Some(style) = known().get(&alike) {
            return style.clone();
        }
        let style = Arc::new(fitted(&self.style, item));
        let mut known = known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(alike, style.clone());
        style
    }
}

/// What is the same of records that a style fits alike: their type and the names of their variables.
fn alike(item: &Item) -> String {
    let mut text = item.type_().unwrap_or_default().into_owned();
    for name in item.0.keys() {
        text.push(' ');
        text.push_str(name);
    }
    text
}

fn fitted(style: &IndependentStyle, item: &Item) -> IndependentStyle {
    let mut fit = Fit {
        item,
        kind: item.type_().and_then(|kind| kind.parse().ok()),
        all: &style.macros,
        called: Vec::new(),
        known: FxHashMap::default(),
        has: FxHashMap::default(),
    };
    let whole = &style.citation.layout;
    let elements = fit.list(&whole.elements, Within::Other).elements;
    let (face, affixes) = (whole.to_formatting(), Some(whole.to_affixes()));
    let layout = Layout::new(elements, face, affixes, whole.delimiter.clone());
    parts::alone(style, layout, style.citation.name_options.clone(), fit.called)
}

/// What an element comes to.
enum To {
    /// Nothing, and it counts for nothing.
    Nothing,
    /// Nothing, but it asks for a variable, so that words beside it are not written alone. The
    /// element is for where the engine does not ask first whether there is anything to write.
    Void(Element),
    /// Words of the style, which count for nothing.
    Words(Element),
    /// What the record says.
    Text(Element),
}

/// What elements come to together.
#[derive(Default)]
struct List {
    elements: Vec<Element>,
    has_void: bool,
    has_words: bool,
    has_text: bool,
}

impl List {
    /// Whether a group of them is not written for want of a variable.
    fn is_void(&self) -> bool {
        self.has_void && !self.has_text
    }
}

/// Where elements stand. In groups and choices the engine asks first whether they will be written.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Group,
    Choice,
    Other,
}

/// What comes of the tests of a branch.
enum Outcome {
    Holds,
    Fails,
    /// It depends on the tests of this branch, which has no children.
    Open(ChooseBranch),
}

/// How a style is fitted to one record.
struct Fit<'a> {
    item: &'a Item,
    kind: Option<Kind>,
    /// The macros of the style.
    all: &'a [CslMacro],
    /// Those that are called, fitted.
    called: Vec<CslMacro>,
    /// Whether a macro that is called is void.
    known: FxHashMap<&'a str, bool>,
    /// Whether the record may have a variable, as far as it was asked.
    has: FxHashMap<Variable, bool>,
}

impl<'a> Fit<'a> {
    fn list(&mut self, list: &'a [Element], within: Within) -> List {
        let mut out = List::default();
        for element in list {
            match self.element(element, within) {
                To::Nothing => {}
                To::Void(element) if within == Within::Other => {
                    out.elements.push(element);
                    out.has_void = true;
                }
                // One stands for all.
                To::Void(_) if out.has_void => {}
                To::Void(_) => {
                    out.elements.push(never());
                    out.has_void = true;
                }
                To::Words(element) => {
                    out.elements.push(element);
                    out.has_words = true;
                }
                To::Text(element) => {
                    out.elements.push(element);
                    out.has_text = true;
                }
            }
        }
        out
    }

    fn element(&mut self, element: &'a Element, within: Within) -> To {
        match element {
            Element::Choose(choose) => self.choose(choose, within),
            Element::Group(group) => self.group(group),
            Element::Names(names) => self.names(names),
            Element::Text(text) => self.text(text),
            Element::Date(date) => match date.variable {
                Some(variable) if !self.may_have(variable) => To::Void(never()),
                _ => To::Text(element.clone()),
            },
            Element::Number(number) => match self.may_have(number.variable) {
                true => To::Text(element.clone()),
                false => To::Void(element.clone()),
            },
            Element::Label(label) => match self.may_have(label.variable) {
                true => To::Words(element.clone()),
                false => To::Nothing,
            },
        }
    }

    fn text(&mut self, text: &'a Text) -> To {
        let own = || Element::Text(text.clone());
        match &text.target {
            TextTarget::Variable { var, .. } => {
                // Its short form may be written.
                let short = *var == Variable::Standard(StandardVariable::Title)
                    && self.may_have(StandardVariable::TitleShort);
                if short || self.may_have(*var) { To::Text(own()) } else { To::Void(never()) }
            }
            TextTarget::Macro { name } => {
                self.call(name);
                match self.known.get(name.as_str()) {
                    Some(true) => To::Void(never()),
                    _ => To::Text(own()),
                }
            }
            TextTarget::Term { .. } | TextTarget::Value { .. } => To::Words(own()),
        }
    }

    /// Fits a macro, if that is not yet done.
    fn call(&mut self, name: &'a str) {
        let is_new = !self.known.contains_key(name);
        let Some(one) = self.all.iter().find(|one| is_new && one.name == name) else { return };
        // A macro that calls itself must come to an end.
        self.known.insert(name, false);
        let list = self.list(&one.children, Within::Other);
        self.known.insert(name, list.is_void());
        if !list.is_void() {
            self.called.push(CslMacro { name: name.to_owned(), children: list.elements });
        }
    }

    fn group(&mut self, group: &'a Group) -> To {
        let list = self.list(&group.children, Within::Group);
        if list.is_void() {
            return To::Void(never());
        }
        if list.elements.is_empty() && group.display.is_none() {
            return To::Nothing;
        }
        To::Text(Element::Group(Group {
            children: list.elements,
            prefix: group.prefix.clone(),
            suffix: group.suffix.clone(),
            delimiter: group.delimiter.clone(),
            ..*group
        }))
    }

    fn names(&mut self, names: &'a Names) -> To {
        let has_any = names.variable.iter().any(|variable| self.may_have(*variable));
        let Some(instead) = names.substitute() else {
            return if has_any { To::Text(Element::Names(names.clone())) } else { To::Nothing };
        };
        let list = self.list(&instead.children, Within::Other);
        let is_void = !has_any && list.is_void() && !list.has_words;
        let mut names = Element::Names(names.clone());
        for substitute in elements::within_mut(&mut names) {
            substitute.clone_from(&list.elements);
        }
        if is_void { To::Void(names) } else { To::Text(names) }
    }

    fn choose(&mut self, choose: &'a Choose, within: Within) -> To {
        let mut open = Vec::new();
        let mut otherwise = choose.otherwise.as_ref().map(|rest| rest.children.as_slice());
        for branch in choose.branches() {
            match self.outcome(branch) {
                Outcome::Holds => {
                    otherwise = Some(&branch.children);
                    break;
                }
                Outcome::Fails => {}
                Outcome::Open(tests) => {
                    let children = self.list(&branch.children, Within::Choice).elements;
                    open.push(ChooseBranch { children, ..tests });
                }
            }
        }
        let otherwise = otherwise.map(|list| self.list(list, Within::Choice)).unwrap_or_default();
        let mut open = open.into_iter();
        match open.next() {
            None => decided(otherwise, within),
            Some(if_) => {
                let children = otherwise.elements;
                let otherwise = (!children.is_empty()).then_some(ElseBranch { children });
                To::Text(Element::Choose(Choose { if_, else_if: open.collect(), otherwise }))
            }
        }
    }

    fn outcome(&mut self, branch: &ChooseBranch) -> Outcome {
        let types = || branch.type_.iter().flatten().map(|kind| self.kind == Some(*kind));
        let holds = types().any(|is| is);
        let mut fails = types().any(|is| !is);
        match branch.match_ {
            ChooseMatch::All if fails => return Outcome::Fails,
            ChooseMatch::Any if holds => return Outcome::Holds,
            ChooseMatch::None if holds => return Outcome::Fails,
            _ => {}
        }
        let open = ChooseBranch {
            disambiguate: branch.disambiguate,
            is_numeric: self.open(&branch.is_numeric, &mut fails),
            is_uncertain_date: self.open(&branch.is_uncertain_date, &mut fails),
            locator: branch.locator.clone(),
            position: branch.position.clone(),
            variable: self.open(&branch.variable, &mut fails),
            match_: branch.match_,
            ..elements::untested()
        };
        let depends = open.disambiguate.is_some()
            || open.is_numeric.is_some()
            || open.is_uncertain_date.is_some()
            || open.locator.is_some()
            || open.position.is_some()
            || open.variable.is_some();
        match branch.match_ {
            ChooseMatch::All if fails => Outcome::Fails,
            _ if depends => Outcome::Open(open),
            ChooseMatch::All | ChooseMatch::None => Outcome::Holds,
            ChooseMatch::Any => Outcome::Fails,
        }
    }

    /// The variables of a test that the record may have; of the others the test fails.
    fn open<V>(&mut self, asked: &Option<Vec<V>>, fails: &mut bool) -> Option<Vec<V>>
    where
        V: Copy + Into<Variable>,
    {
        let asked = asked.as_deref()?;
        let may: Vec<V> = asked.iter().copied().filter(|one| self.may_have(*one)).collect();
        *fails |= may.len() < asked.len();
        (!may.is_empty()).then_some(may)
    }

    /// Whether the record may have a variable; what it has may yet be used up by a substitute.
    fn may_have(&mut self, variable: impl Into<Variable>) -> bool {
        let variable = variable.into();
        let item = self.item;
        *self.has.entry(variable).or_insert_with(|| may_have(item, variable))
    }
}

fn may_have(item: &Item, variable: Variable) -> bool {
    let has = |variable: Variable| item.0.contains_key(&variable.to_string());
    match variable {
        // These are not, or not only, the record's.
        Variable::Standard(StandardVariable::YearSuffix | StandardVariable::CitationLabel)
        | Variable::Number(
            NumberVariable::CitationNumber
            | NumberVariable::FirstReferenceNoteNumber
            | NumberVariable::Locator,
        ) => true,
        Variable::Number(NumberVariable::PageFirst) => {
            has(variable) || has(PageVariable::Page.into())
        }
        other => has(other),
    }
}

/// What a choice comes to of which this branch is taken.
fn decided(taken: List, within: Within) -> To {
    if taken.is_void() && !taken.has_words {
        return To::Void(never());
    }
    // Words beside a void are written, but count for what they stand in as a void does.
    let has_text = taken.has_text || taken.has_void;
    let mut children = taken.elements;
    let stands_alone = match (children.as_slice(), within) {
        ([], _) => return To::Nothing,
        ([Element::Choose(_)], _) => true,
        // A group counts for more in a group than in a choice.
        ([Element::Group(_)], Within::Group) => false,
        ([_], Within::Group | Within::Choice) => true,
        _ => false,
    };
    let element = match children.pop() {
        Some(child) if stands_alone => child,
        last => {
            children.extend(last);
            let if_ = ChooseBranch { children, ..elements::untested() };
            Element::Choose(Choose { if_, else_if: Vec::new(), otherwise: None })
        }
    };
    if has_text { To::Text(element) } else { To::Words(element) }
}

/// Asks for a variable that no record has.
fn never() -> Element {
    Element::Text(Text::with_target(Variable::Standard(NEVER)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What is left of a layout for a book that has a title alone.
    fn left(layout: Value, macros: Value) -> Vec<Element> {
        let style = json!({
            "@version": "1.0", "@class": "in-text",
            "info": {"id": "a", "title": {"$value": "A"}},
            "citation": {"layout": {"$value": layout}},
            "macro": macros,
        });
        let style: IndependentStyle = serde_json::from_value(style).expect("is a style");
        let item = json!({"id": "a", "type": "book", "title": "T"});
        let item: Item = serde_json::from_value(item).expect("is a record");
        Fitting::new(style).to(&item).citation.layout.elements.clone()
    }

    #[track_caller]
    fn check(element: Value, expected: Value) {
        let expected: Vec<Element> = serde_json::from_value(expected).expect("are elements");
        assert_eq!(left(json!([element]), json!([])), expected);
    }

    fn text(variable: &str) -> Value {
        json!({"text": {"@variable": variable}})
    }

    fn term() -> Value {
        json!({"text": {"@term": "in"}})
    }

    fn choose(test: Value, then: Value, otherwise: Value) -> Value {
        let mut branch = test;
        branch["$value"] = json!([then]);
        json!({"choose": {"if": branch, "else": {"$value": [otherwise]}}})
    }

    #[test]
    fn what_is_known_of_a_record_is_not_asked() {
        let always = |element: Value| json!([{"choose": {"if": {"$value": [element]}}}]);
        let is_book = json!({"@type": ["book"]});
        check(choose(is_book, text("title"), text("URL")), always(text("title")));
        let has_page = json!({"@variable": ["page"]});
        check(choose(has_page, text("page"), text("title")), always(text("title")));
        let none = json!({"@variable": ["page", "volume"], "@match": "none"});
        check(choose(none, text("title"), text("URL")), always(text("title")));
        let any = json!({"@type": ["chapter"], "@variable": ["page", "title"], "@match": "any"});
        let open = choose(json!({"@variable": ["title"], "@match": "any"}), term(), term());
        check(choose(any, term(), term()), json!([open]));
    }

    #[test]
    fn words_beside_what_a_record_lacks_are_left_out_in_groups_only() {
        let never = json!([text("references")]);
        check(json!({"group": {"$value": [term(), text("publisher"), text("URL")]}}), never);
        let both = json!({"$value": [term(), text("publisher")]});
        let kept = json!({"$value": [term(), text("references")]});
        check(json!({"choose": {"if": both}}), json!([{"choose": {"if": kept}}]));
        let group = |list: Value| json!({"group": {"$value": list}});
        let written = json!([term(), text("title"), text("references")]);
        check(
            group(json!([term(), text("title"), text("URL"), text("page")])),
            json!([group(written)]),
        );
    }

    #[test]
    fn macros_that_write_nothing_are_not_called() {
        let call = |name: &str| json!({"text": {"@macro": name}});
        let one = |name: &str, list: Value| json!({"@name": name, "$value": list});
        let macros =
            json!([one("a", json!([term(), text("URL")])), one("b", json!([text("title")]))]);
        let elements = left(json!([call("a"), call("b")]), macros);
        let expected = json!([text("references"), call("b")]);
        let expected: Vec<Element> = serde_json::from_value(expected).expect("are elements");
        assert_eq!(elements, expected);
    }
}
