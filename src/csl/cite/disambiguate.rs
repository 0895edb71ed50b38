//! Disambiguation: cites that look alike are told apart.
//!
//! CSL 1.0.2, "Disambiguation". Works on classes of items that look alike: at each step all items
//! of a class are rendered once, those that now look different part, and a step that parts none
//! is taken back.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use super::ambiguity::Ambiguity;
use crate::csl::style::Style;

/// What a rendered cite looks like, and what its lists of names allow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Look {
    pub text: String,
    pub settings: Ambiguity,
    /// How many names each list has.
    pub counts: Vec<usize>,
    /// How many `disambiguate` tests were met.
    pub tests: u32,
}

/// What was found for an item.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub item: usize,
    pub ambiguity: Ambiguity,
    /// The place among those that only a year suffix tells apart.
    pub same: Option<Vec<usize>>,
}

/// The looks that were met, and the items that share one.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    met: HashMap<Box<str>, Met>,
    classes: Vec<Vec<usize>>,
}

/// Who has a look.
#[derive(Debug, Clone, Copy)]
enum Met {
    Once(usize),
    Class(usize),
}

impl Classes {
    /// Adds an item of that look.
    pub(crate) fn add(&mut self, item: usize, look: String) {
        let met = self.met.entry(look.into());
        match met {
            Vacant(vacant) => drop(vacant.insert(Met::Once(item))),
            Occupied(mut occupied) => match *occupied.get() {
                Met::Once(first) => {
                    occupied.insert(Met::Class(self.classes.len()));
                    self.classes.push(vec![first, item]);
                }
                Met::Class(class) => self.classes[class].push(item),
            },
        }
    }

    /// The items that look like others, in classes.
    pub(crate) fn ambiguous(self) -> Vec<Vec<usize>> {
        self.classes
    }
}

/// Tells the items of a class apart; `render` gives the look of an item.
pub(crate) fn resolve(
    style: &Style,
    class: Vec<usize>,
    looks: &HashMap<usize, Look>,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
) -> Vec<Found> {
    let options = &style.citation.options;
    let mut items = class;
    items.sort_by_key(|item| looks[item].counts.first().copied().unwrap_or(0));
    let first = &looks[&items[0]];
    let mut base = first.settings.clone();
    for item in &items[1..] {
        widen(&mut base, &looks[item].settings);
    }
    base.pad();
    let steps = Steps {
        names: options.add_names,
        givens: options.add_given_name && options.by_cite(),
        lists: base.names.len(),
    };
    let active = (steps.names || steps.givens) && can_part(&items, looks, render);
    let state = State { base: base.clone(), better: base, list: 0, name: 0, fresh: true };
    let mut found = Vec::new();
    let mut work = vec![(items, state)];
    let mut rest = Vec::new();
    while let Some((items, state)) = work.pop() {
        match items[..] {
            [item] => found.push(Found { item, ambiguity: state.better, same: None }),
            _ if active => part(&steps, items, state, looks, render, &mut work, &mut rest),
            _ => rest.push((items, state.better)),
        }
    }
    for (items, better) in rest {
        last_steps(style, items, better, render, &mut found);
    }
    found
}

/// Whether all names in full would part the items at all.
fn can_part(
    items: &[usize],
    looks: &HashMap<usize, Look>,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
) -> bool {
    let mut full = |item: usize| {
        let counts = looks[&item].counts.clone();
        let givens = counts.iter().map(|count| vec![2; *count]).collect();
        render(item, &Ambiguity { names: counts, givens, disambiguate: 0 }).text
    };
    let first = full(items[0]);
    items[1..].iter().any(|item| full(*item) != first)
}

struct Steps {
    names: bool,
    givens: bool,
    lists: usize,
}

#[derive(Debug, Clone)]
struct State {
    /// What is tried.
    base: Ambiguity,
    /// What has helped.
    better: Ambiguity,
    list: usize,
    name: usize,
    fresh: bool,
}

fn widen(base: &mut Ambiguity, other: &Ambiguity) {
    if other.names.len() < base.names.len() {
        *base = other.clone();
        return;
    }
    for (list, count) in other.names.iter().enumerate().take(base.names.len()) {
        if *count > base.names[list] {
            base.names[list] = *count;
            if let Some(givens) = other.givens.get(list) {
                base.givens[list] = givens.clone();
            }
        }
    }
}

/// Goes on until a class parts or all steps are taken.
fn part(
    steps: &Steps,
    items: Vec<usize>,
    mut state: State,
    looks: &HashMap<usize, Look>,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
    work: &mut Vec<(Vec<usize>, State)>,
    rest: &mut Vec<(Vec<usize>, Ambiguity)>,
) {
    let most = looks[&items[0]].counts.first().copied().unwrap_or(0);
    loop {
        let maxed = increment(steps, &mut state, most);
        let classes = classes(&items, &state.base, render);
        raise_level(&items, &mut state, render);
        if classes.len() > 1 {
            capture(steps, &mut state);
            for class in classes.into_iter().rev() {
                let mut state = state.clone();
                state.fresh = class.len() < items.len();
                work.push((class, state));
            }
            return;
        }
        if maxed {
            rest.push((items, state.better));
            return;
        }
    }
}

/// Takes over the level of the given name that the items were rendered with: where a style has no
/// initials, the whole name stands for them.
fn raise_level(
    items: &[usize],
    state: &mut State,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
) {
    let State { base, list, name, .. } = state;
    if base.given(*list, *name) == Some(1) {
        let rendered = render(items[0], base).settings.given(*list, *name);
        if let Some(level) = rendered.filter(|level| *level > 1) {
            base.set_given(*list, *name, level);
        }
    }
}

/// The items in classes of the same look, in order.
fn classes(
    items: &[usize],
    base: &Ambiguity,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
) -> Vec<Vec<usize>> {
    let mut texts: HashMap<String, usize> = HashMap::new();
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for &item in items {
        let class = *texts.entry(render(item, base).text).or_insert_with(|| {
            classes.push(Vec::new());
            classes.len() - 1
        });
        classes[class].push(item);
    }
    classes
}

/// Takes the next step: more of a given name, one name more, the next list. Returns whether it
/// was the last.
fn increment(steps: &Steps, state: &mut State, most: usize) -> bool {
    if std::mem::replace(&mut state.fresh, false) {
        return false;
    }
    let State { base, list, name, .. } = state;
    let last_list = steps.lists.saturating_sub(1);
    let mut next_name = true;
    if steps.givens
        && let Some(level) = base.givens.get_mut(*list).and_then(|givens| givens.get_mut(*name))
        && *level < 2
    {
        *level += 1;
        next_name = false;
    }
    let mut next_list = false;
    if next_name {
        if steps.names && *name < most {
            if let Some(count) = base.names.get_mut(*list) {
                *count += 1;
            }
            *name += 1;
        } else {
            next_list = true;
        }
    }
    if next_list && *list < last_list {
        *list += 1;
        base.set_names(*list, 1);
        *name = 0;
    }
    base.pad();
    let level = base.given(*list, *name);
    *list >= last_list
        && (!steps.names || *name >= most)
        && (!steps.givens || level.is_none_or(|level| level >= 2))
}

fn capture(steps: &Steps, state: &mut State) {
    let State { base, better, list, name, .. } = state;
    if steps.givens
        && let Some(level) = base.given(*list, *name)
    {
        better.set_given(*list, *name, level);
    }
    if let Some(count) = base.names.get(*list) {
        better.set_names(*list, *count);
    }
    better.pad();
}

/// What names do not tell apart: year suffixes, or the tests of the style.
fn last_steps(
    style: &Style,
    items: Vec<usize>,
    better: Ambiguity,
    render: &mut dyn FnMut(usize, &Ambiguity) -> Look,
    found: &mut Vec<Found>,
) {
    if style.citation.options.add_year_suffix {
        for &item in &items {
            let same = Some(items.clone()).filter(|_| item == items[0]);
            found.push(Found { item, ambiguity: better.clone(), same });
        }
        return;
    }
    let mut work = vec![(items, better)];
    while let Some((items, mut ambiguity)) = work.pop() {
        let tests = if style.tests_disambiguate { render(items[0], &ambiguity).tests } else { 0 };
        if ambiguity.disambiguate >= tests || items.len() == 1 {
            let same = |item| Found { item, ambiguity: ambiguity.clone(), same: None };
            found.extend(items.into_iter().map(same));
            continue;
        }
        ambiguity.disambiguate += 1;
        let parted = classes(&items, &ambiguity, render);
        work.extend(parted.into_iter().map(|class| (class, ambiguity.clone())));
    }
}
