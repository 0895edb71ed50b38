//! Writes cites of works as they are told apart.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::NameVariable;
use hayagriva::types::Person;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta};

use super::carry::Carried;
use super::fit::Fitting;
use super::flatten::words;
use super::item;
use super::marks::Mark;
use super::prepare::{Prepared, Variant};
use super::write::write;
use crate::render::citation::{Locator, Position};

/// What a work's cites show so that they are not taken for those of another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Shown {
    /// At least so many names.
    pub names: usize,
    /// Of each name in order, how much of the given name: 0 as the style has it, 1 more, 2 all.
    pub given: Vec<u8>,
    /// Whether the style's own test for ambiguity is true.
    pub condition: bool,
    /// The number of the year suffix, from 0.
    pub suffix: Option<usize>,
}

/// Writes cites of records.
pub struct Writer<'a> {
    style: &'a Prepared,
    items: &'a [Item],
    variants: Mutex<HashMap<Variant, Arc<Fitting>>>,
    /// The cites that most others are: by themselves, with nothing more shown.
    bare: Vec<OnceLock<Option<ElemChildren>>>,
}

impl<'a> Writer<'a> {
    /// Writes cites of these records in this style.
    pub fn new(style: &'a Prepared, items: &'a [Item]) -> Writer<'a> {
        let bare = items.iter().map(|_| OnceLock::new()).collect();
        Writer { style, items, variants: Mutex::default(), bare }
    }

    /// A cite; nothing if the engine cannot write it.
    pub fn cite(
        &self,
        work: usize,
        shown: &Shown,
        position: &Position,
        locator: Option<&Locator>,
    ) -> Option<ElemChildren> {
        let is_bare = *shown == Shown::default() && *position == Position::default();
        match is_bare && locator.is_none() {
            true => self.bare[work].get_or_init(|| self.drawn(work, shown, position, None)).clone(),
            false => self.drawn(work, shown, position, locator),
        }
    }

    fn drawn(
        &self,
        work: usize,
        shown: &Shown,
        position: &Position,
        locator: Option<&Locator>,
    ) -> Option<ElemChildren> {
        let item = self.carrying(work, shown, position);
        let variant =
            |given: u8| Variant { names: shown.names, given, subsequent: position.subsequent };
        let mut tree = self.write(variant(0), &item, locator)?;
        for level in 1..=2 {
            if shown.given.contains(&level) {
                let more = self.write(variant(level), &item, locator)?;
                let mut names = Vec::new();
                names_of(&more, &mut names);
                replace_names(&mut tree, &names, &shown.given, level, &mut 0);
            }
        }
        Some(tree)
    }

    fn carrying(&self, work: usize, shown: &Shown, position: &Position) -> Item {
        let yes = |carried: Carried| (carried, "1".to_owned());
        let tests = [
            (Carried::First, !position.subsequent),
            (Carried::Subsequent, position.subsequent),
            (Carried::Ibid, position.ibid),
            (Carried::IbidWithLocator, position.ibid_with_locator),
            (Carried::NearNote, position.near_note),
        ];
        let holding = tests.into_iter().filter(|(_, holds)| *holds);
        let mut carried: Vec<(Carried, String)> = holding.map(|(what, _)| yes(what)).collect();
        carried.extend(position.first_note.map(|note| (Carried::FirstNote, note.to_string())));
        carried.extend(shown.condition.then(|| yes(Carried::Disambiguate)));
        let mark = || (Carried::YearSuffix, Mark::YearSuffix.char().to_string());
        carried.extend(shown.suffix.map(|_| mark()));
        item::carrying(&self.items[work], &self.style.carriers, &carried)
    }

    fn write(
        &self,
        variant: Variant,
        item: &Item,
        locator: Option<&Locator>,
    ) -> Option<ElemChildren> {
        if variant == Variant::default() {
            return write(&self.style.citing.csl, self.style, item, locator);
        }
        let style = {
            let mut variants = self.variants.lock().unwrap_or_else(PoisonError::into_inner);
            let build = || Arc::new(self.style.variant(variant));
            variants.entry(variant).or_insert_with(build).clone()
        };
        write(&style, self.style, item, locator)
    }
}

/// The names in a tree, in order.
pub fn names_of<'t>(tree: &'t ElemChildren, found: &mut Vec<&'t Elem>) {
    for child in &tree.0 {
        if let ElemChild::Elem(elem) = child {
            match elem.meta {
                Some(ElemMeta::Name(..)) => found.push(elem),
                _ => names_of(&elem.children, found),
            }
        }
    }
}

/// The names in a tree, in order, each with the person it stands for.
pub fn people_of(tree: &ElemChildren, found: &mut Vec<(String, Option<Person>)>) {
    collect(tree, &[], found);
}

fn collect(
    tree: &ElemChildren,
    people: &[(Vec<Person>, NameVariable)],
    found: &mut Vec<(String, Option<Person>)>,
) {
    for child in &tree.0 {
        let ElemChild::Elem(elem) = child else { continue };
        match &elem.meta {
            Some(ElemMeta::Name(variable, place)) => {
                let list = people.iter().find(|(_, one)| one == variable);
                let person = list.and_then(|(list, _)| list.get(*place)).cloned();
                found.push((words(&elem.children), person));
            }
            Some(ElemMeta::Names(people)) => collect(&elem.children, people, found),
            _ => collect(&elem.children, people, found),
        }
    }
}

/// Puts the names of this level in the place of those that are to have it.
fn replace_names(
    tree: &mut ElemChildren,
    names: &[&Elem],
    given: &[u8],
    level: u8,
    place: &mut usize,
) {
    for child in &mut tree.0 {
        let ElemChild::Elem(elem) = child else { continue };
        if !matches!(elem.meta, Some(ElemMeta::Name(..))) {
            replace_names(&mut elem.children, names, given, level, place);
            continue;
        }
        if let (Some(name), true) = (names.get(*place), given.get(*place) == Some(&level)) {
            *elem = (*name).clone();
        }
        *place += 1;
    }
}
