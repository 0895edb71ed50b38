//! The names before a year: several authors, "et al.".

use crate::citations::name::{Context, Name, NameForm};
use crate::citations::words::WORDS;
use crate::lexicon::months::month;
use crate::lexicon::numerals::is_small_roman;
use crate::model::citation::Cited;
use crate::model::ids::ReferenceId;
use crate::text::fold::fold;
use crate::text::span::Span;

/// The names that a citation begins with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// The names in order; never empty.
    pub list: Vec<Cited>,
    /// "et al." or its like.
    pub et_al: Option<Cited>,
    /// The first token of the first name.
    pub from: usize,
    /// Whether some work of the index begins with the first name.
    pub known: bool,
    /// Whether the first name is but for a slip that of a work of the year that is cited with it.
    pub misspelled: bool,
    /// What the form of the names says.
    pub form: NameForm,
}

/// How many tokens the name of a body has at most, its short form included.
const MOST_TOKENS: usize = 64;

/// The longest word for "and" of a language that is not known, in characters.
const LONGEST_JOINT: usize = 3;

/// The most names that are read for one work.
const MOST: usize = 60;

impl Context<'_> {
    /// The names that end just before token `end` and begin at or after `from`. `year` is the year
    /// cited with them: by it the index can decide where the names begin.
    pub(crate) fn names_before(self, from: usize, end: usize, year: Option<&str>) -> Option<Names> {
        let mut end = self.without_signs(from, end);
        let mut et_al = WORDS.et_al.ending(self.tokens, from, end);
        if et_al.is_none() {
            // "Hurd et al,. 2021", "Hurd et al.; 2021": slips of the hand.
            let sign = |at: &usize| self.tokens.is_any(*at, &['.', ',', ';']);
            let bare = end - (from..end).rev().take_while(sign).count();
            et_al = WORDS.et_al.ending(self.tokens, from, bare);
            end = if et_al.is_some() { bare } else { end };
        }
        let et_al = et_al.filter(|&start| start > from && !self.are_bare_letters(start, end));
        let et_al_span = et_al.map(|start| self.tokens.span_of(start, end));
        if let Some(start) = et_al {
            end = start - usize::from(self.tokens.is(start - 1, ','));
            end = self.before_generation(from, self.before_short_form(from, end));
        }
        let names = self.list_before(from, end, et_al.is_some());
        let names = self.select_listed(names, year, et_al.is_some());
        let mut names = without_initials_alone(self, names);
        let first = names.first_mut()?;
        first.from = self.past_middle_initials(from, first);
        let known = self.begins_work(first);
        let year = year.filter(|_| !known);
        let slip = year.and_then(|year| self.misspelled_from(&names, year, et_al.is_some()));
        names[0].from = slip.unwrap_or(names[0].from);
        let first = names.first()?;
        Some(Names {
            from: first.from,
            known: known || slip.is_some(),
            misspelled: slip.is_some(),
            form: match names.len() > 1 || et_al.is_some() {
                true => NameForm::Persons,
                false => first.form,
            },
            list: names.iter().map(|name| self.cited(self.span_of(name))).collect(),
            et_al: et_al_span.map(|span| self.cited(span)),
        })
    }

    /// Names just as an entry begins, with commas, stops and short forms in brackets.
    pub(crate) fn as_listed(self, from: usize, end: usize) -> Option<Names> {
        let tokens = self.tokens;
        let end = end - usize::from(end > from && tokens.is(end - 1, ','));
        let inside = |at: usize| tokens.is_any(at, &['(', ',', '.']);
        if end > from + MOST_TOKENS || !(from..end).any(inside) {
            return None;
        }
        let cited = self.cited(tokens.span_of(from, end));
        let known = !self.citation_index.with_first(&fold(&cited.text)).is_empty();
        known.then(|| Names {
            list: vec![cited],
            et_al: None,
            from,
            known: true,
            misspelled: false,
            form: NameForm::Organisation,
        })
    }

    /// The token with which a name begins, without the initial that stands for a middle name: where
    /// the first given name is spelt out before it, the list may have that one alone.
    fn past_middle_initials(self, from: usize, name: &Name) -> usize {
        let tokens = self.tokens;
        let given = name.from > from
            && tokens.is_word(name.from - 1)
            && tokens.is_capitalised(name.from - 1)
            && !tokens.is_initial(name.from - 1)
            && (!self.bracketed || self.is_given(name.from - 1, name));
        let ordinary = || {
            WORDS.not_names.has(tokens, name.from - 1)
                || WORDS.preposition.has(tokens, name.from - 1)
        };
        let initial = tokens.is_initial(name.from) && tokens.is(name.from + 1, '.');
        let rest = name.from + 2 < name.end;
        if given && initial && rest && !ordinary() { name.from + 2 } else { name.from }
    }

    /// Whether the list has a creator of this name whose given names begin with the letter of this word:
    /// "(Ian A. Hurd, Lind, et al. 2000)".
    fn is_given(self, at: usize, name: &Name) -> bool {
        let initial = self.tokens.text(at).to_lowercase().chars().next();
        initial.is_some_and(|initial| self.citation_index.has_given(&self.key(name), initial))
    }

    /// Whether all that stands here is single letters without a stop: "e a" are words of Portuguese,
    /// "e.a." is Dutch for "and others". A script without capitals says 等 in one sign.
    fn are_bare_letters(self, from: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let bare = |at: usize| tokens.text(at).chars().count() == 1 && !tokens.is_caseless(at);
        (from..end).all(|at| bare(at) && !tokens.is(at, '.'))
    }

    /// Whether some work of the index begins with this name.
    fn begins_work(self, name: &Name) -> bool {
        !self.citation_index.with_first(&self.key(name)).is_empty()
    }

    /// Where the surname begins in the first of these names, if it is but for a slip that of the first
    /// creator of a work of this year, and the others fit: "his friend Yves Keohan (1999)".
    fn misspelled_from(self, names: &[Name], year: &str, et_al: bool) -> Option<usize> {
        let year = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let (first, rest) = names.split_first()?;
        let rest: Vec<String> = rest.iter().map(|name| self.key(name)).collect();
        let is_near = |from: &usize| {
            let mut keys = vec![self.key(&Name { from: *from, ..first.clone() })];
            keys.extend_from_slice(&rest);
            let mut works = self.citation_index.near_first(&keys[0], year);
            works.any(|id| self.citation_index.work(id).is_misspelt(&keys, et_al))
        };
        let last = first.end.checked_sub(1)?;
        let word = self.tokens.text(last);
        let named = month(word).is_none() && !WORDS.place.has_word(word);
        let mut starts = (first.from..=last).rev().filter(|&at| self.tokens.is_word(at));
        named.then(|| starts.find(is_near)).flatten()
    }

    fn cited(self, span: Span) -> Cited {
        Cited::of(self.tokens.source(), span)
    }

    /// Whether the names of two segments are those of one work: the index has it, or has none of
    /// either alone.
    pub(crate) fn are_creators(self, first: &Names, rest: &Names, year: &str) -> bool {
        let all = first.list.iter().chain(&rest.list);
        let keys: Vec<String> = all.map(|name| self.citation_index.key_of(&name.text)).collect();
        let alone = first.known
            || self.name_match(&keys[first.list.len()..], Some(year), false) >= NameMatch::Part;
        let fits = self.name_match(&keys, Some(year), rest.et_al.is_some()) >= NameMatch::Part;
        // "(FRANCO; ACOSTA PEREIRA, 2019)": the list may spell, or have read, the second otherwise.
        let others = first.list.iter().skip(1).chain(&rest.list);
        let of_year = |name: &Cited| self.citation_index.has(&name.text, year);
        let of_first = keys.first().is_some_and(|key| self.citation_index.has(key, year))
            && !others.into_iter().any(of_year);
        let in_a_row =
            || keys.windows(2).all(|two| self.citation_index.are_coauthors(&two[0], &two[1]));
        fits || of_first || in_a_row() || (!alone && rest.list.len() == 1)
    }

    /// All names in a row before `end`, the last first.
    fn list_before(self, from: usize, end: usize, et_al: bool) -> Vec<Name> {
        let mut names = Vec::new();
        let mut listing = et_al;
        let mut end = end;
        while let Some(name) = self.name_before(from, end).filter(|_| names.len() < MOST) {
            end = self.before_given(from, &name);
            names.push(name);
            let last = names.last().map(|name| self.key(name)).unwrap_or_default();
            let joint = self.joint_before(from, end, &mut listing);
            let Some(before) = joint.or_else(|| self.coauthor_before(from, end, &last)) else {
                break;
            };
            end = before;
        }
        names
    }

    /// The token with which the given names before a surname begin, of which the list has the initials:
    /// "Ian Hurd and Mary Ann Lake (1999)" for "Hurd, I., & Lake, M. A." Something has to join them to
    /// the name before.
    fn before_given(self, from: usize, name: &Name) -> usize {
        const MOST: usize = 3;
        let tokens = self.tokens;
        let given = |at: &usize| {
            tokens.is_capitalised(*at) || tokens.is(*at, '.') && tokens.is_initial(*at - 1)
        };
        let places = (from + 1..name.from).rev().take(MOST).take_while(given);
        let is_joint =
            |end: usize| tokens.is(end - 1, ',') || WORDS.and.ending(tokens, from, end).is_some();
        let Some(first) = places.last().filter(|&first| name.known && is_joint(first)) else {
            return name.from;
        };
        // "(Pollard, Peru, and Pontes Reis 2022)": the list may have the first part with the given names.
        let doubled = self.bracketed
            && name.from == first + 1
            && first > from + 2
            && WORDS.and.ending(tokens, from, first).is_some();
        if doubled {
            return first;
        }
        let initial = tokens.text(first).to_lowercase();
        let initial = initial.chars().next().unwrap_or_default();
        if self.citation_index.has_given(&self.key(name), initial) { first } else { name.from }
    }

    /// The end of the name before `end`, past the comma or the "and" between the two.
    fn joint_before(self, from: usize, end: usize, listing: &mut bool) -> Option<usize> {
        let tokens = self.tokens;
        if end <= from + 1 {
            return None;
        }
        if let Some(joint) = WORDS.and.ending(tokens, from, end).filter(|joint| *joint > from) {
            *listing = true;
            return Some(joint - usize::from(tokens.is(joint - 1, ',')));
        }
        let known = || self.known_before(from, end - 1).is_some();
        let comma = tokens.is(end - 1, ',') && (*listing || self.bracketed || known());
        let dash = tokens.is(end - 1, '-') && self.bracketed && tokens.touches(end - 1);
        let glued = self.bracketed || tokens.touches(end - 1);
        let slash = tokens.is(end - 1, '/') && glued && tokens.is_capitalised(end);
        // "SANTOS; SOUZA (2019)": Brazilian authors part names by semicolons (ABNT NBR 10520).
        let semicolon =
            tokens.is(end - 1, ';') && !self.bracketed && tokens.is_acronym(end - 2) && known();
        (comma || dash || slash || semicolon).then_some(end - 1)
    }

    /// The end of the name before `end` that the list has right before the name `next`, whatever sign or
    /// small word the document puts between the two: "Frota/Santos 2007", "Farley; Morgenroth (1999)",
    /// "Kuhl Miller 1975", "Horák a Nagy 1959".
    fn coauthor_before(self, from: usize, end: usize, next: &str) -> Option<usize> {
        let tokens = self.tokens;
        let sign = end > from && tokens.is_any(end - 1, &['/', ';', ',', '-', '+', '·', '|']);
        let small = end > from
            && tokens.is_word(end - 1)
            && !tokens.is_capitalised(end - 1)
            && tokens.text(end - 1).chars().count() <= LONGEST_JOINT;
        let before = end - usize::from(sign || small);
        if before <= from {
            return None;
        }
        let name = self.known_before(from, before)?;
        self.citation_index.are_coauthors(&self.key(&name), next).then_some(before)
    }

    /// Settles where the list begins: with the entry that the names fit best. `names` has the last
    /// first; what is given has the first first.
    fn select_listed(self, mut names: Vec<Name>, year: Option<&str>, et_al: bool) -> Vec<Name> {
        names.reverse();
        let keys: Vec<String> = names.iter().map(|name| self.key(name)).collect();
        // Whom "and" joins to the first that the index knows is an author too.
        let parted = |start: &usize| {
            *start == 0
                || !self.has_and(&names[start - 1], &names[*start])
                || (!self.bracketed
                    && self.name_match(&keys[*start..], year, et_al) == NameMatch::Exact)
        };
        let best = (0..names.len()).filter(parted).max_by_key(|&start| {
            let fit = self.name_match(&keys[start..], year, et_al);
            (fit, std::cmp::Reverse(start))
        });
        // A bracket that lists its authors begins with the first of them; that a later one begins an
        // entry of that year is chance.
        let chance = |start: usize| {
            start > 0
                && self.bracketed
                && self.name_match(&keys[start..], year, et_al) == NameMatch::First
                && self.is_list(&names, et_al)
                && names.iter().all(|name| name.form >= NameForm::Surname)
        };
        match best {
            Some(start) if chance(start) => names,
            Some(start) if self.name_match(&keys[start..], year, et_al) > NameMatch::None => {
                names.split_off(start)
            }
            _ => self.select_unlisted(names, et_al),
        }
    }

    /// The names of a list that fits no entry. In running text only those stay that are joined to
    /// the last one beyond doubt; what stands before a comma there may belong to the sentence.
    fn select_unlisted(self, names: Vec<Name>, et_al: bool) -> Vec<Name> {
        if let Some(body) = self.one_body(&names) {
            return vec![body];
        }
        if names.len() < 2 || (self.bracketed && self.is_list(&names, et_al)) {
            return names;
        }
        let mut names = names;
        let mut start = names.len() - 1;
        while start > 0 && self.joined(&names[start - 1], &names[start], names.len() - start, et_al)
        {
            start -= 1;
        }
        names.split_off(start)
    }

    /// A body that is named by what it is for, in a list: "Ministry of Food, Agriculture and
    /// Forestry".
    fn one_body(self, names: &[Name]) -> Option<Name> {
        let [first, .., last] = names else { return None };
        let of_body = |name: &Name| !name.known && name.form < NameForm::Organisation;
        let lists = WORDS.and.find(self.tokens, last.from, last.end).is_some();
        let one = self.bracketed && lists && first.form == NameForm::Organisation;
        (one && names[1..].iter().all(of_body)).then(|| Name { end: last.end, ..first.clone() })
    }

    /// Whether "and" or "et al." says that the names are those of one work.
    fn is_list(self, names: &[Name], et_al: bool) -> bool {
        let (Some(last), Some(before)) =
            (names.last(), names.len().checked_sub(2).and_then(|i| names.get(i)))
        else {
            return true;
        };
        // The Chinese enumeration comma parts the items of one list, not clauses.
        let listed =
            self.tokens.span_of(before.end, last.from).of(self.tokens.source()).contains('、');
        et_al || listed || self.has_and(before, last) || names.iter().all(|name| name.known)
    }

    fn has_and(self, first: &Name, second: &Name) -> bool {
        let slash = second.from == first.end + 1 && self.tokens.is(first.end, '/');
        slash || WORDS.and.find(self.tokens, first.end, second.from).is_some()
    }

    /// Whether a name goes with the next one, which is number `count` from the end.
    fn joined(self, name: &Name, next: &Name, count: usize, et_al: bool) -> bool {
        let tokens = self.tokens;
        let single = name.known || name.form != NameForm::Capitalised || self.bracketed;
        if self.has_and(name, next) {
            let sign = tokens.is(next.from - 1, '&') && next.from - name.from <= 4;
            return count == 1 && (single || sign);
        }
        // "Rutter, Kim-Cohen, and Maughan": the comma before "and" makes a list of three; "In Paris,
        // Smith and Jones" has none, and a preposition before its first name.
        let placed = name.from > 0 && WORDS.preposition.has(tokens, name.from - 1);
        let listed = single && !placed && self.has_series_comma(next);
        (count > 1 || et_al) && (name.known || listed)
    }

    /// Whether a comma stands before the "and" that follows this name.
    fn has_series_comma(self, name: &Name) -> bool {
        let tokens = self.tokens;
        let mut after = name.end..tokens.len().min(name.end + 60);
        let and = after.find(|&at| WORDS.and.is(tokens, at, at + 1));
        and.is_some_and(|and| tokens.is(and - 1, ','))
    }

    /// How well the keys fit the best entry that begins with the first of them.
    fn name_match(self, keys: &[String], year: Option<&str>, et_al: bool) -> NameMatch {
        let Some(first) = keys.first() else {
            return NameMatch::None;
        };
        let like = |&index: &ReferenceId| {
            let work = self.citation_index.work(index);
            let dated = year.is_some() && work.year.as_deref() == year;
            // Names beyond those that the list gives before its own "et al." cannot be judged.
            let there = if work.more_creators { work.creators.len() } else { usize::MAX };
            let all = keys.iter().take(there).enumerate().all(|(i, key)| work.is_creator(i, key));
            let complete = keys.len() == work.creators.len() || et_al || keys.len() > there;
            match (all && complete, dated, all) {
                (true, true, _) => NameMatch::Exact,
                (true, false, _) => NameMatch::Names,
                (false, true, true) => NameMatch::Part,
                (false, true, false) => NameMatch::First,
                _ => NameMatch::None,
            }
        };
        self.citation_index.with_first(first).iter().map(like).max().unwrap_or(NameMatch::None)
    }
}

/// The names without those that are initials alone: those of the name before, set off by a comma as
/// a bibliography has them, "Pontell, M. E. et al.".
fn without_initials_alone(context: Context, names: Vec<Name>) -> Vec<Name> {
    let tokens = context.tokens;
    let alone = |name: &Name| {
        (name.from..name.end).all(|at| tokens.is(at, '.') || tokens.text(at).chars().count() == 1)
    };
    let spelt = |name: &Name| name.known || !alone(name);
    match names.first().is_some_and(spelt) {
        true => names.into_iter().filter(spelt).collect(),
        false => names,
    }
}

/// Whether a word is a number in Roman capitals; a single letter may be an initial.
pub(crate) fn is_roman(word: &str) -> bool {
    word.len() > 1 && is_small_roman(word)
}

/// How a list of names is like the creators of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameMatch {
    None,
    /// The first and the year.
    First,
    /// All that are named, of more, and the year.
    Part,
    /// All, but another year.
    Names,
    /// All, and the year.
    Exact,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;
    use crate::model::citation_index::CitationIndex;
    use crate::model::entry::{Date, Entry, Name as Person};

    fn citation_index(works: &[(&[&str], i32)]) -> CitationIndex {
        let entry = |(names, year): &(&[&str], i32)| {
            let mut entry = Entry::new("x", "book");
            entry.set("author", names.iter().map(|n| Person::person(*n, None)).collect::<Vec<_>>());
            entry.set("issued", Date::of_year(*year));
            entry
        };
        let entries: Vec<Entry> = works.iter().map(entry).collect();
        CitationIndex::new(entries.iter().map(|entry| (entry, "")), &[])
    }

    fn names(text: &str, citation_index: &CitationIndex, bracketed: bool) -> Vec<String> {
        let tokens = tokens_of(text, 0..text.len());
        let context = Context {
            tokens: &tokens,
            citation_index,
            brackets: &[],
            closings: &[],
            titles: &[],
            bracketed,
            latest: 2030,
        };
        let year = tokens.text(tokens.len() - 1);
        let names = context.names_before(0, tokens.len() - 1, Some(year)).unwrap_or_default();
        names.list.into_iter().map(|n| n.text).chain(names.et_al.map(|n| n.text)).collect()
    }

    #[test]
    fn lists_of_names() {
        let none = CitationIndex::default();
        for (text, wanted) in [
            ("Smith, Jones, Lee, and Kim 2011", &["Smith", "Jones", "Lee", "Kim"][..]),
            ("Hurd, et al. 1999", &["Hurd", "et al."]),
            ("Nussbaum und Müller 2003", &["Nussbaum", "Müller"]),
            ("Әбдікәрімов және т.б., 2018", &["Әбдікәрімов", "және т.б."]),
            ("Bai 和 Lee，2019", &["Bai", "Lee"]),
            ("李四、王五，2018", &["李四", "王五"]),
            ("Graber and colleagues 2005", &["Graber", "and colleagues"]),
            ("van der Vorst & Ye, 2000", &["van der Vorst", "Ye"]),
        ] {
            assert_eq!(names(text, &none, true), wanted, "{text}");
        }
    }

    #[test]
    fn the_roster_settles_where_names_begin() {
        let list = citation_index(&[(&["Smith", "Jones"], 2010), (&["Maynard Smith"], 1982)]);
        assert_eq!(names("In Paris, Smith and Jones 2010", &list, false), ["Smith", "Jones"]);
        assert_eq!(names("with Maynard Smith 1982", &list, false), ["Maynard Smith"]);
        assert_eq!(names("While Smith and Jones 2011", &list, false), ["Smith", "Jones"]);
    }

    #[test]
    fn a_misspelt_first_author_stays() {
        let list = citation_index(&[(&["Smith", "Jones"], 2010)]);
        assert_eq!(names("by Smyth and Jones 2010", &list, false), ["Smyth", "Jones"]);
    }
}
