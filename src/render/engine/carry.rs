//! What only we know travels through the engine in variables that the style does not use.
//!
//! The engine writes one cite at a time; the number of a work, its year suffix and the place of the
//! cite among the others are known here. Where the style asks for them, it is made to ask for a
//! variable that it does not use otherwise, which the record then holds or not.

use std::collections::HashSet;
use std::iter::once;

use hayagriva::citationberg::taxonomy::{NumberVariable, StandardVariable as V, Variable};
use hayagriva::citationberg::{
    ChooseBranch, IndependentStyle, Number, SortKey, TestPosition, Text, TextTarget,
};

use super::elements::{self, Element};
use super::mend::NEVER;

/// What is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// The number of the work in the bibliography.
    Number,
    /// The letter after the year.
    YearSuffix,
    /// That the cite would be ambiguous.
    Disambiguate,
    /// The number of the note that cites the work first.
    FirstNote,
    /// The work is cited for the first time.
    First,
    /// It was cited before.
    Subsequent,
    /// It was cited just before.
    Ibid,
    /// It was cited just before, at another place.
    IbidWithLocator,
    /// It was cited a few notes before.
    NearNote,
}

const ALL: &[Carried] = &[
    Carried::Number,
    Carried::YearSuffix,
    Carried::Disambiguate,
    Carried::FirstNote,
    Carried::First,
    Carried::Subsequent,
    Carried::Ibid,
    Carried::IbidWithLocator,
    Carried::NearNote,
];

/// Variables to choose from, the rarest first.
const FREE: &[V] = &[
    V::Annote,
    V::CitationKey,
    V::ReviewedGenre,
    V::OriginalPublisherPlace,
    V::PartTitle,
    V::License,
    V::Scale,
    V::ArchiveCollection,
    V::VolumeTitle,
    V::Source,
    V::Keyword,
    V::Division,
    V::ArchivePlace,
    V::Dimensions,
    V::CallNumber,
    V::Abstract,
    V::OriginalPublisher,
    V::Medium,
    V::Status,
    V::Jurisdiction,
    V::Authority,
    V::OriginalTitle,
    V::ReviewedTitle,
    V::ArchiveLocation,
    V::Archive,
    V::TitleShort,
    V::ContainerTitleShort,
    V::EventPlace,
    V::ISSN,
    V::ISBN,
    V::Genre,
];

/// The variables that carry.
#[derive(Debug, Clone)]
pub struct Carriers(Vec<V>);

impl Carriers {
    /// The variable that carries this.
    pub fn variable(&self, carried: Carried) -> V {
        let place = ALL.iter().position(|one| *one == carried).unwrap_or(0);
        self.0.get(place).copied().unwrap_or(NEVER)
    }

    /// All of them; a record's own values in them are never shown.
    pub fn variables(&self) -> &[V] {
        &self.0
    }

    /// What carries a variable that we alone know.
    fn of(&self, variable: Variable) -> Option<V> {
        let carried = match variable {
            Variable::Number(NumberVariable::CitationNumber) => Carried::Number,
            Variable::Number(NumberVariable::FirstReferenceNoteNumber) => Carried::FirstNote,
            Variable::Standard(V::YearSuffix) => Carried::YearSuffix,
            _ => return None,
        };
        Some(self.variable(carried))
    }

    fn replace(&self, variable: &mut Variable) {
        if let Some(carrier) = self.of(*variable) {
            *variable = carrier.into();
        }
    }
}

/// Makes a style ask the carriers.
pub fn carry(style: &mut IndependentStyle) -> Carriers {
    let carriers = Carriers(free(style).into_iter().take(ALL.len()).collect());
    elements::change_all(style, &mut |element| ask(element, &carriers));
    carriers
}

/// The variables that a style does not use.
pub fn free(style: &IndependentStyle) -> Vec<V> {
    let mut used = HashSet::new();
    for list in elements::roots(style) {
        elements::look(list, &mut |element| used_by(element, &mut used));
    }
    let bibliography = style.bibliography.as_ref().and_then(|part| part.sort.as_ref());
    let sorts = style.citation.sort.iter().chain(bibliography);
    for key in sorts.flat_map(|sort| &sort.keys) {
        if let SortKey::Variable { variable, .. } = key {
            used.insert(*variable);
        }
    }
    // A short form stands for the long one, which the style may use.
    let long = |variable: V| match variable {
        V::TitleShort => V::Title,
        V::ContainerTitleShort => V::ContainerTitle,
        other => other,
    };
    let used = |variable: V| used.contains(&Variable::Standard(variable));
    FREE.iter().copied().filter(|variable| !used(*variable) && !used(long(*variable))).collect()
}

fn used_by(element: &Element, used: &mut HashSet<Variable>) {
    match element {
        Element::Text(Text { target: TextTarget::Variable { var, .. }, .. }) => {
            used.insert(*var);
        }
        Element::Choose(choose) => {
            let tests = choose.branches().flat_map(|branch| [&branch.variable, &branch.is_numeric]);
            used.extend(tests.flatten().flatten());
        }
        _ => {}
    }
}

fn ask(element: &mut Element, carriers: &Carriers) {
    match element {
        // A label's variable must be a number, and stays.
        Element::Number(number) => {
            if let Some(carrier) = carriers.of(number.variable.into()) {
                *element = Element::Text(as_text(number, carrier));
            }
        }
        Element::Text(Text { target: TextTarget::Variable { var, .. }, .. }) => {
            carriers.replace(var);
            // The year suffix is no variable: a group is not empty for want of it.
            let suffix = carriers.variable(Carried::YearSuffix);
            if *var == Variable::Standard(suffix) {
                *element = elements::if_has(suffix, element.clone(), None);
            }
        }
        Element::Choose(choose) => {
            let branches = once(&mut choose.if_).chain(&mut choose.else_if);
            branches.for_each(|branch| test(branch, carriers));
        }
        _ => {}
    }
}

/// A number that is carried, as text.
fn as_text(number: &Number, carrier: V) -> Text {
    Text {
        formatting: number.formatting,
        affixes: number.affixes.clone(),
        display: number.display,
        text_case: number.text_case,
        ..Text::with_target(Variable::Standard(carrier))
    }
}

/// Turns tests of position and ambiguity into tests of variables.
fn test(branch: &mut ChooseBranch, carriers: &Carriers) {
    branch.variable.iter_mut().flatten().for_each(|variable| carriers.replace(variable));
    let positions = branch.position.take().into_iter().flatten();
    let mut asked: Vec<Carried> = positions
        .map(|position| match position {
            TestPosition::First => Carried::First,
            TestPosition::Subsequent => Carried::Subsequent,
            TestPosition::Ibid => Carried::Ibid,
            TestPosition::IbidWithLocator => Carried::IbidWithLocator,
            TestPosition::NearNote => Carried::NearNote,
        })
        .collect();
    asked.extend(branch.disambiguate.take_if(|asks| *asks).map(|_| Carried::Disambiguate));
    if !asked.is_empty() {
        let asked = asked.into_iter().map(|carried| carriers.variable(carried));
        branch.variable.get_or_insert_default().extend(asked.map(Variable::Standard));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn carried(mut element: Value) -> (Value, Carriers) {
        let carriers = Carriers(FREE[1..].to_vec());
        let mut changed: Element = serde_json::from_value(element.take()).expect("is an element");
        ask(&mut changed, &carriers);
        (serde_json::to_value(&changed).expect("can be written"), carriers)
    }

    #[test]
    fn positions_become_variables() {
        let branch = json!({"@position": ["ibid"], "@match": "all", "$value": []});
        let (choose, carriers) = carried(json!({"choose": {"if": branch}}));
        let asked = &choose["choose"]["if"];
        assert_eq!(asked["@variable"], json!([carriers.variable(Carried::Ibid)]));
        assert!(asked.get("@position").is_none());
    }

    #[test]
    fn numbers_become_text() {
        let number = json!({"number": {"@variable": "citation-number", "@form": "numeric"}});
        let (text, carriers) = carried(number);
        assert_eq!(text["text"]["@variable"], json!(carriers.variable(Carried::Number)));
    }

    #[test]
    fn what_a_style_uses_does_not_carry() {
        let text = json!({"text": {"@variable": "annote"}});
        let title = json!({"text": {"@variable": "title"}});
        let style = json!({
            "@version": "1.0", "@class": "in-text",
            "info": {"id": "a", "title": {"$value": "A"}},
            "citation": {"layout": {"$value": [text, title]}},
        });
        let style: IndependentStyle = serde_json::from_value(style).expect("is a style");
        let free = free(&style);
        assert!(free.contains(&V::Genre));
        assert!(!free.contains(&V::Annote));
        assert!(!free.contains(&V::TitleShort));
    }
}
