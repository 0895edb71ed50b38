//! What tells an item from others, and the register of names that need given names.
//!
//! CSL 1.0.2, "Disambiguation".

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;

use crate::csl::element::initials::{Initials, initialize};
use crate::csl::item::name::Name;
use crate::csl::style::options::{GivenNameRule, Options};

/// How many names of each list are shown, and how much of each given name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Ambiguity {
    pub names: Vec<usize>,
    pub givens: Vec<Vec<u8>>,
    /// How many of the style's `disambiguate` tests hold.
    pub disambiguate: u32,
}

impl Ambiguity {
    pub(crate) fn given(&self, list: usize, at: usize) -> Option<u8> {
        self.givens.get(list)?.get(at).copied()
    }

    pub(crate) fn set_names(&mut self, list: usize, count: usize) {
        if self.names.len() <= list {
            self.names.resize(list + 1, 0);
        }
        self.names[list] = count;
    }

    pub(crate) fn set_given(&mut self, list: usize, at: usize, level: u8) {
        if self.givens.len() <= list {
            self.givens.resize(list + 1, Vec::new());
        }
        let givens = &mut self.givens[list];
        if givens.len() <= at {
            givens.resize(at + 1, 0);
        }
        givens[at] = level;
    }

    /// Gives each shown name a level.
    pub(crate) fn pad(&mut self) {
        for list in 0..self.names.len() {
            if self.givens.len() <= list {
                self.givens.push(Vec::new());
            }
            let count = self.names[list];
            if self.givens[list].len() < count {
                self.givens[list].resize(count, 0);
            }
        }
    }
}

impl Options {
    pub(crate) fn by_cite(&self) -> bool {
        self.given_name_rule == GivenNameRule::ByCite
    }
}

/// All names by family name, with their initials and given names.
#[derive(Debug, Default)]
pub(crate) struct NameRegister {
    families: HashMap<String, Family, FxBuildHasher>,
    demote_never: bool,
}

type Family = HashMap<String, HashSet<String, FxBuildHasher>, FxBuildHasher>;

impl NameRegister {
    pub(crate) fn new(demote_never: bool) -> NameRegister {
        NameRegister { demote_never, ..NameRegister::default() }
    }

    /// Adds the name of an item, the one at `place` in its list.
    pub(crate) fn add(&mut self, rules: &Options, id: &str, name: &Name, place: usize) {
        if !rules.add_given_name || (rules.given_name_rule.primary() && place > 0) {
            return;
        }
        let (family, initials, given) = self.keys(rules, id, name);
        if initials.is_empty() {
            return;
        }
        let entry = self.families.entry(family).or_default().entry(initials).or_default();
        if !given.is_empty() {
            entry.insert(given);
        }
    }

    /// How much of a given name is shown to tell the person from others: nothing, initials, all.
    ///
    /// `plain` is what the style shows without need, `asked` what is asked for.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn level(
        &self,
        rules: &Options,
        id: &str,
        name: &Name,
        place: usize,
        asked: u8,
        plain: u8,
        initials: bool,
    ) -> u8 {
        if !rules.add_given_name {
            return plain;
        }
        if rules.by_cite() && plain <= asked {
            return asked;
        }
        if rules.given_name_rule.primary() && place > 0 {
            return plain;
        }
        let (family, own, _) = self.keys(rules, id, name);
        let Some(family) = self.families.get(&family) else { return plain };
        let Some(same) = family.get(&own) else { return plain };
        let several = family.len() > 1;
        if rules.given_name_rule.with_initials() {
            return u8::from(several);
        }
        if same.len() > 1 || (several && !initials) {
            2
        } else if several {
            1
        } else {
            plain
        }
    }

    fn keys(&self, rules: &Options, id: &str, name: &Name) -> (String, String, String) {
        let mut family = without_stops(&name.family);
        if self.demote_never && !name.non_dropping_particle.is_empty() && !family.is_empty() {
            family = format!("{family} {}", name.non_dropping_particle);
        }
        if rules.by_cite() {
            family = format!("{id}\u{0}{family}");
        }
        let given = without_stops(&name.given);
        let how = Initials { with: "", hyphen: true, only_initials: false };
        let initials = initialize(&given, how);
        (family, initials, given)
    }
}

fn without_stops(text: &str) -> String {
    let text = text.replace('.', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
