//! Signs, roles and short forms between names and their year, which belong to neither.

use crate::citations::name::Context;
use crate::citations::names::is_roman;
use crate::citations::words::WORDS;

impl Context<'_> {
    /// Leaves out commas, colons and the sign of the possessive before the year.
    pub(super) fn without_signs(self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut end = end;
        loop {
            let possessive = end > from + 1 && tokens.is(end - 2, '\'') && tokens.touches(end - 1);
            if end > from && tokens.is_any(end - 1, &[',', ':', '\'']) {
                end -= 1;
            } else if let Some(before) = self.before_role(from, end) {
                end = before;
            } else if possessive && tokens.says(end - 1, &["s"]) {
                end -= 2;
            } else {
                break;
            }
        }
        let end = self.before_generation(from, self.before_short_form(from, end));
        let end = self.before_division(from, end);
        // "SLOTERDIJK. 2003": a full stop for a comma; that of an initial belongs to the name.
        let stop = end > from + 1
            && tokens.is(end - 1, '.')
            && self.bracketed
            && tokens.text(end - 2).chars().count() > 3;
        end - usize::from(stop)
    }

    /// Leaves out the role of editors after their names: "Hurd & Cook eds.", "Hurd (Hg.)".
    fn before_role(self, from: usize, end: usize) -> Option<usize> {
        let tokens = self.tokens;
        let closed = usize::from(end > from && tokens.is_any(end - 1, &[')', ']']));
        let stop = end.checked_sub(closed + 1).filter(|&last| tokens.is(last, '.'));
        let role = stop.or(end.checked_sub(closed))?.checked_sub(1).filter(|&role| role > from)?;
        let opened = closed > 0 && tokens.is_any(role - 1, &['(', '[']);
        let small = stop.is_some() || opened || !tokens.is_capitalised(role);
        let whole = tokens.is_word(role) && WORDS.role.has(tokens, role) && small;
        let start = role - usize::from(opened);
        (whole && (closed > 0) == opened && start > from).then_some(start)
    }

    /// Leaves out a short form in brackets after the name: "World Health Organization \[WHO\]".
    pub(super) fn before_short_form(self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        if end <= from + 3 || !tokens.is_any(end - 1, &[')', ']']) {
            return end;
        }
        let mut inside = (from.max(end.saturating_sub(6))..end - 1).rev();
        let open = inside.find(|&at| tokens.is_any(at, &['(', '[']));
        open.filter(|&open| open > from && tokens.is_capitalised(open + 1)).unwrap_or(end)
    }

    /// Leaves out the part of a work between a name that the index knows and the year: "Epictetus,
    /// III, 1993", "Diogenes VI 40, 2010".
    fn before_division(self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let part = |&at: &usize| {
            let number = tokens.is_number(at) && tokens.text(at).len() <= 3;
            number || is_roman(tokens.text(at)) || tokens.is_any(at, &[',', '-', '.'])
        };
        let start = (from..end).rev().take_while(part).last().unwrap_or(end);
        let numbered = (start..end).any(|at| !tokens.is_any(at, &[',', '-', '.']));
        let known = |at: usize| self.name_before(from, at).is_some_and(|name| name.known);
        if numbered && !known(end) && known(start) { start } else { end }
    }

    /// Leaves out "Jr." and the like after the name: the list has it with the given names.
    pub(super) fn before_generation(self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut at = end - usize::from(end > from && tokens.is(end - 1, '.'));
        let generation = at > from + 1
            && tokens.is_word(at - 1)
            && WORDS.generation.has(tokens, at - 1)
            && self.name_before(from, end).is_none_or(|name| !name.known);
        at -= usize::from(generation);
        let comma = generation && tokens.is(at - 1, ',');
        if generation { at - usize::from(comma) } else { end }
    }
}
