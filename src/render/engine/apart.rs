//! Tells works apart that would be cited in the same words.
//!
//! CSL 1.0.2, "Disambiguation", in its four steps: more names, more of the given names, the style's
//! own test, year suffixes; as citeproc-js does it where the specification leaves a choice.

use std::collections::{HashMap, HashSet};

use hayagriva::ElemChildren;
use hayagriva::citationberg::DisambiguationRule as Rule;
use hayagriva::types::Person;

use super::flatten::words;
use super::prepare::Prepared;
use super::writer::{Shown, Writer, names_of, people_of};
use crate::render::citation::Position;

/// More names of a list than this are not tried.
const MOST_NAMES: usize = 50;

/// What each work's cites show. `order` lists the works as the bibliography has them; suffixes
/// follow it.
pub fn tell_apart(writer: &Writer, style: &Prepared, order: &[usize]) -> Vec<Shown> {
    let mut works =
        Works { writer, shown: vec![Shown::default(); order.len()], known: HashMap::new() };
    let citation = &style.citation;
    let by_cite = citation.givenname_disambiguation_rule == Rule::ByCite;
    if !tells(style) {
        return works.shown;
    }
    if citation.disambiguate_add_givenname && !by_cite {
        works.names_apart(order, citation.givenname_disambiguation_rule);
    }
    let more_given = citation.disambiguate_add_givenname && by_cite;
    if citation.disambiguate_add_names || more_given {
        for group in works.alike(order) {
            works.by_names(&group, citation.disambiguate_add_names, more_given);
        }
    }
    for group in works.alike(order) {
        group.iter().for_each(|work| works.shown[*work].condition = true);
    }
    if citation.disambiguate_add_year_suffix {
        for group in works.alike(order) {
            for (number, work) in group.into_iter().enumerate() {
                works.shown[work].suffix = Some(number);
            }
        }
    }
    works.shown
}

/// Whether the style tells works apart at all.
fn tells(style: &Prepared) -> bool {
    let citation = &style.citation;
    citation.disambiguate_add_year_suffix
        || citation.disambiguate_add_names
        || citation.disambiguate_add_givenname
        || style.tests_ambiguity
}

struct Works<'a> {
    writer: &'a Writer<'a>,
    shown: Vec<Shown>,
    known: HashMap<(usize, Shown), String>,
}

impl Works<'_> {
    /// The words of a cite by itself.
    fn words(&mut self, work: usize, shown: &Shown) -> String {
        if let Some(words) = self.known.get(&(work, shown.clone())) {
            return words.clone();
        }
        let words = self.tree(work, shown).map(|tree| words(&tree)).unwrap_or_default();
        self.known.insert((work, shown.clone()), words.clone());
        words
    }

    fn tree(&self, work: usize, shown: &Shown) -> Option<ElemChildren> {
        self.writer.cite(work, shown, &Position::default(), None)
    }

    /// The groups of works that are cited in the same words, each in order.
    fn alike(&mut self, order: &[usize]) -> Vec<Vec<usize>> {
        let missing: Vec<(usize, Shown)> = order
            .iter()
            .map(|work| (*work, self.shown[*work].clone()))
            .filter(|key| !self.known.contains_key(key))
            .collect();
        let written = super::write::each(&missing, |(work, shown)| {
            self.tree(*work, shown).map(|tree| words(&tree)).unwrap_or_default()
        });
        self.known.extend(missing.into_iter().zip(written));
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &work in order {
            let shown = self.shown[work].clone();
            let words = self.words(work, &shown);
            if words.is_empty() {
                continue;
            }
            let place = *places.entry(words).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(work);
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// Shows more names and given names of works that are alike, as far as it helps.
    fn by_names(&mut self, group: &[usize], names: bool, given: bool) {
        let found: Vec<Shown> =
            group.iter().map(|work| self.best(*work, group, names, given)).collect();
        for (work, shown) in group.iter().zip(found) {
            self.shown[*work] = shown;
        }
    }

    /// The least that tells a work from as many as possible of a group.
    fn best(&mut self, work: usize, group: &[usize], names: bool, given: bool) -> Shown {
        let mut best = self.shown[work].clone();
        let mut clashes = self.clashes(work, &best, group);
        let mut current = best.clone();
        let count = self.all_names(work).min(MOST_NAMES);
        for place in 0..count {
            if names && place + 1 > current.names {
                current.names = place + 1;
                self.keep_better(work, group, &current, &mut best, &mut clashes);
            }
            if given && clashes > 0 {
                for level in 1..=2 {
                    let mut more = current.clone();
                    more.given.resize(more.given.len().max(place + 1), 0);
                    more.given[place] = level;
                    if self.keep_better(work, group, &more, &mut best, &mut clashes) {
                        current = more;
                        break;
                    }
                }
            }
            if clashes == 0 {
                break;
            }
        }
        best
    }

    /// Takes what is tried for the best if it clashes with fewer.
    fn keep_better(
        &mut self,
        work: usize,
        group: &[usize],
        tried: &Shown,
        best: &mut Shown,
        clashes: &mut usize,
    ) -> bool {
        let now = self.clashes(work, tried, group);
        let better = now < *clashes;
        if better {
            *best = tried.clone();
            *clashes = now;
        }
        better
    }

    /// How many others of a group read the same if all are shown so.
    fn clashes(&mut self, work: usize, shown: &Shown, group: &[usize]) -> usize {
        let own = self.words(work, shown);
        let others = group.iter().filter(|other| **other != work);
        others.filter(|other| self.words(**other, shown) == own).count()
    }

    fn all_names(&self, work: usize) -> usize {
        let all = Shown { names: MOST_NAMES, ..Shown::default() };
        let tree = self.tree(work, &all).unwrap_or_default();
        let mut names = Vec::new();
        names_of(&tree, &mut names);
        names.len()
    }

    /// Shows more of the given names of different people of one surname, wherever they are cited.
    fn names_apart(&mut self, order: &[usize], rule: Rule) {
        let primary = matches!(rule, Rule::PrimaryName | Rule::PrimaryNameWithInitials);
        let initials = matches!(rule, Rule::AllNamesWithInitials | Rule::PrimaryNameWithInitials);
        let mut people: HashMap<String, Vec<[String; 2]>> = HashMap::new();
        let mut cited: Vec<Vec<[String; 3]>> = vec![Vec::new(); self.shown.len()];
        let shared = self.shared(order);
        for &(work, _) in shared.iter().filter(|(_, shared)| *shared) {
            let mut names = self.three_forms(work);
            names.truncate(if primary { 1 } else { usize::MAX });
            for [short, some, all] in &names {
                let known = people.entry(short.clone()).or_default();
                let person = [some.clone(), all.clone()];
                if !known.contains(&person) {
                    known.push(person);
                }
            }
            cited[work] = names;
        }
        for (work, names) in cited.into_iter().enumerate() {
            let level = |[short, some, all]: &[String; 3]| {
                let others: Vec<_> =
                    people[short].iter().filter(|other| other[1] != *all).collect();
                match (others.is_empty(), others.iter().any(|other| other[0] == *some)) {
                    (true, _) => 0,
                    (false, true) if !initials => 2,
                    (false, true) if others.iter().all(|other| other[0] == *some) => 0,
                    (false, _) => 1,
                }
            };
            let given: Vec<u8> = names.iter().map(level).collect();
            if given.iter().any(|level| *level > 0) {
                self.shown[work].given = given;
            }
        }
    }

    /// Of each work, whether one of its names is written like that of another person.
    fn shared(&self, order: &[usize]) -> Vec<(usize, bool)> {
        let cited: Vec<Vec<(String, Option<Person>)>> = super::write::each(order, |work| {
            let mut found = Vec::new();
            people_of(&self.tree(*work, &Shown::default()).unwrap_or_default(), &mut found);
            found
        });
        let mut people: HashMap<&str, HashSet<Option<&Person>>> = HashMap::new();
        for (name, person) in cited.iter().flatten() {
            people.entry(name).or_default().insert(person.as_ref());
        }
        let is_shared = |(name, _): &(String, Option<Person>)| people[name.as_str()].len() > 1;
        let of = |(work, names): (&usize, &Vec<_>)| (*work, names.iter().any(is_shared));
        order.iter().zip(&cited).map(of).collect()
    }

    /// Each name of a cite as the style has it, with initials or so, and in full.
    fn three_forms(&self, work: usize) -> Vec<[String; 3]> {
        let forms: Vec<Vec<String>> = (0..=2)
            .map(|level| {
                let given = vec![level; MOST_NAMES];
                let tree = self.tree(work, &Shown { given, ..Shown::default() });
                let tree = tree.unwrap_or_default();
                let mut names = Vec::new();
                names_of(&tree, &mut names);
                names.iter().map(|name| words(&name.children)).collect()
            })
            .collect();
        let [short, some, all] = forms.as_slice() else { return Vec::new() };
        let rest = some.iter().zip(all);
        short.iter().zip(rest).map(|(a, (b, c))| [a.clone(), b.clone(), c.clone()]).collect()
    }
}
