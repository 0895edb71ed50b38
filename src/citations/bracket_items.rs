//! What stands in a bracket, read as works with their years.

use crate::citations::locator::locator;
use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::prefix::{past_prefix, past_separators};
use crate::citations::rejections::is_batch;
use crate::citations::words::WORDS;
use crate::citations::year::{MODERN, Year, damaged_year_at, year_at};
use crate::model::citation::{Cited, CitedItem, Exemption};
use crate::model::citation_index::TELLING;
use crate::text::fold::fold;
use crate::text::span::Span;

/// Reads the works that are cited between tokens `from` and `end` of a bracket.
///
/// What stands in a bracket inside is read with that one alone. `inherits_names` says that a year without
/// names belongs to the names before the bracket.
pub(crate) fn works(
    context: Context,
    from: usize,
    end: usize,
    inherits_names: bool,
) -> Vec<CitedItem> {
    let mut reader =
        Reader { context, items: Vec::new(), inherits_names, pending_names: Vec::new() };
    let mut start = from;
    while start < end {
        let stop = reader.segment_end(start, end);
        reader.segment(start, stop);
        start = stop + 1;
    }
    reader.leave_undated();
    reader.items
}

/// How many commas are looked at for the end of the names before a title.
const MOST_COMMAS: usize = 8;

/// How many creators of one work a bracket names at most, each before a semicolon.
const MOST_CREATORS: usize = 16;

struct Reader<'a> {
    context: Context<'a>,
    items: Vec<CitedItem>,
    inherits_names: bool,
    pending_names: Vec<PendingNames>,
}

/// Names of a segment without a year: with the next ones they may be those of one work, as in
/// "Silva; Souza; Lima, 2015" (ABNT NBR 10520).
struct PendingNames {
    names: Names,
    /// How many items stand before them.
    place: usize,
    /// The token after the segment.
    end: usize,
}

/// The names of all these segments as those of one work; there is at least one.
fn joined(pending_names: &[PendingNames]) -> Names {
    let list = pending_names.iter().flat_map(|one| one.names.list.clone()).collect();
    let known = pending_names.iter().any(|one| one.names.known);
    Names { list, known, ..pending_names[0].names.clone() }
}

impl Reader<'_> {
    /// The next semicolon, or the end.
    fn segment_end(&self, from: usize, end: usize) -> usize {
        let tokens = self.context.tokens;
        // "Hurd et al.; 1999": a slip for the comma.
        let slip = |at: usize| {
            WORDS.et_al.ending(tokens, from, at).is_some()
                && year_at(tokens, at + 1, end).is_some_and(|year| year.from == at + 1)
        };
        let mut at = from;
        while at < end && (!tokens.is(at, ';') || slip(at)) {
            at = self.after(at);
        }
        at.min(end)
    }

    /// The next token, past a bracket that opens here.
    fn after(&self, at: usize) -> usize {
        self.context.closing(at).unwrap_or(at) + 1
    }

    /// Reads one segment: the names and years between two semicolons.
    fn segment(&mut self, from: usize, end: usize) {
        let tokens = self.context.tokens;
        let count = self.items.len();
        if WORDS.own_data.find(tokens, from, end).is_some() {
            return;
        }
        if let Some((phrase, after)) = WORDS.personal.find(tokens, from, end) {
            self.personal(from, phrase, after, end);
            return;
        }
        if self.further_suffix(from, end) {
            return;
        }
        let mut done = from;
        let mut at = from;
        while at < end {
            match self.year(at, from, end) {
                Some(year) => {
                    done = self.dated(done, from, &year, end).unwrap_or(done);
                    at = year.end.max(done);
                }
                None => at = self.after(at),
            }
        }
        let halved = self.through(done, end);
        if self.items.len() == count {
            self.damaged(from, end);
        }
        let start = past_prefix(tokens, from, end);
        let named = self.context.names_before(start, end, None).filter(|names| names.from == start);
        let named =
            named.filter(|names| self.items.len() == count && names.form >= NameForm::Surname);
        let named = named.map(|names| PendingNames { names, place: self.items.len(), end });
        let pending_names = halved.or(named);
        if pending_names.is_none() || self.items.len() > count {
            self.leave_undated();
        }
        self.pending_names.extend(pending_names);
    }

    /// Cites the names that still wait for a year without one, if they are beyond doubt those of a
    /// work: other works of the bracket have years, and the index knows them.
    fn leave_undated(&mut self) {
        let pending_names = std::mem::take(&mut self.pending_names);
        if self.items.is_empty() {
            return;
        }
        for PendingNames { names, place, end } in
            pending_names.into_iter().rev().filter(|one| one.names.known)
        {
            let span = self.context.tokens.span_of(names.from, end);
            let (names, et_al) = (names.list, names.et_al);
            let item = CitedItem { span, names, et_al, ..CitedItem::default() };
            self.items.insert(place.min(self.items.len()), item);
        }
    }

    /// A year that begins at `at` and is no page.
    fn year(&self, at: usize, from: usize, end: usize) -> Option<Year> {
        let tokens = self.context.tokens;
        let year = year_at(tokens, at, end)?;
        if tokens.is_number(at) && at > from {
            let paged = WORDS.page.ending(tokens, from, at).is_some();
            // "et al.2021" and "et al,.2021" lack a blank.
            let slip = || tokens.is(at - 1, '.') && self.is_after_et_al(from, at - 1);
            let joined = tokens.is_any(at - 1, &['-', '/', '.']) && tokens.touches(at) && !slip();
            return (!paged && !joined).then_some(year);
        }
        Some(year)
    }

    /// Whether "et al." ends before this sign, a comma aside.
    fn is_after_et_al(&self, from: usize, sign: usize) -> bool {
        let tokens = self.context.tokens;
        let ends = |end: usize| WORDS.et_al.ending(tokens, from, end).is_some();
        ends(sign) || ends(sign + 1) || tokens.is(sign - 1, ',') && ends(sign - 1)
    }

    /// Reads the work whose year this is; what stands before `done` is read already. Gives the
    /// token after the work, or nothing if the year cites none.
    fn dated(&mut self, done: usize, from: usize, year: &Year, end: usize) -> Option<usize> {
        let tokens = self.context.tokens;
        let lead = match done > from {
            true => past_separators(tokens, done, year.from),
            false => done,
        };
        if lead == year.from {
            let inherits_names = self.inherits_names || !self.items.is_empty();
            let item = CitedItem { inherits_names: true, ..CitedItem::default() };
            return inherits_names.then(|| self.push(item, lead, year, end));
        }
        if self.is_idem(lead, year.from) {
            let item = CitedItem { inherits_names: true, ..CitedItem::default() };
            return Some(self.push(item, lead, year, end));
        }
        let cited = year.span.of(tokens.source());
        if let Some(title) = self.title(lead, year.from, cited) {
            let item = CitedItem { title: Some(title), ..CitedItem::default() };
            return Some(self.push(item, lead, year, end));
        }
        let read = self.context.names_before(lead, year.from, Some(cited));
        let whole = read.as_ref().is_some_and(|names| names.known && names.from == lead);
        let listed = if whole { None } else { self.context.as_listed(lead, year.from) };
        let before_title = self.names_before_title(lead, year.from);
        let names = before_title.or(listed).or(read);
        let names = names.or_else(|| self.names_at(lead, year.from))?;
        let creators = self.waiting_creators(&names, lead, cited);
        // Who goes with others is no place: "Silva; França, 2017".
        if creators.is_none() && !self.is_acceptable(&names, lead, year, end) {
            return None;
        }
        let names = self.with_waiting(names, creators);
        Some(self.named(names, done, lead, year, end))
    }

    /// "idem, 2004": whether words that stand for the author named just before are all there is.
    fn is_idem(&self, lead: usize, end: usize) -> bool {
        let tokens = self.context.tokens;
        let start = past_prefix(tokens, lead, end);
        let after = WORDS.idem.starting(tokens, start, end);
        after.is_some_and(|after| (after..end).all(|at| tokens.is_any(at, &['.', ','])))
    }

    /// Adds the work of these names.
    fn named(&mut self, names: Names, done: usize, lead: usize, year: &Year, end: usize) -> usize {
        self.finish_before(done, names.from);
        let (prefix, through) = self.prefix(lead, names.from);
        if through {
            self.known_through_next(done);
        }
        let start = names.from;
        let item =
            CitedItem { names: names.list, et_al: names.et_al, prefix, ..CitedItem::default() };
        self.push(item, start, year, end)
    }

    /// The first of the segments before that had no year and name creators of one work with `names`,
    /// which the index does not know alone.
    fn waiting_creators(&self, names: &Names, lead: usize, year: &str) -> Option<usize> {
        let waiting = self.pending_names.len();
        (waiting.saturating_sub(MOST_CREATORS)..waiting).find(|&start| {
            let before = joined(&self.pending_names[start..]);
            names.from == lead && self.context.are_creators(&before, names, year)
        })
    }

    /// The names with those of the segments that wait from `start` on.
    fn with_waiting(&mut self, names: Names, start: Option<usize>) -> Names {
        let Some(start) = start else {
            return names;
        };
        let mut all = joined(&self.pending_names.split_off(start));
        all.list.extend(names.list);
        all.et_al = names.et_al;
        all
    }

    /// Names at the start of the segment, with a title between them and the year: "Dennett, *Breaking
    /// the Spell*, 2006".
    fn names_before_title(&self, from: usize, end: usize) -> Option<Names> {
        let tokens = self.context.tokens;
        let start = past_prefix(tokens, from, end);
        let last = end.checked_sub(2).filter(|&last| tokens.is(last + 1, ','))?;
        let commas = (start..last).filter(|&at| tokens.is(at, ','));
        commas.take(MOST_COMMAS).find_map(|comma| {
            let inside = tokens.span_of(comma + 1, last + 1);
            if WORDS.et_al.is(tokens, comma + 1, last + 1) {
                return None;
            }
            let quoted = last > comma + 2 && tokens.is(comma + 1, '"') && tokens.is(last, '"');
            if !quoted && !self.context.titles.contains(&inside) && !self.is_listed_title(inside) {
                return None;
            }
            let names = self.context.names_before(start, comma, None)?;
            let whole = names.from == start && (names.known || names.form >= NameForm::Surname);
            whole.then_some(names)
        })
    }

    /// Whether a segment is a title of the list, or begins one and is long enough to tell.
    fn is_listed_title(&self, span: Span) -> bool {
        let text = span.of(self.context.tokens.source());
        let key = if text.len() < TELLING { String::new() } else { fold(text) };
        key.len() >= TELLING && self.context.citation_index.begins_title(&key)
    }

    /// Names at the start of the segment, with something between them and the year: "van der Vorst
    /// & Ye, SISC 22(3), 2000".
    fn names_at(&self, from: usize, end: usize) -> Option<Names> {
        let tokens = self.context.tokens;
        let start = past_prefix(tokens, from, end);
        let comma = (start..end).find(|&at| tokens.is(at, ','))?;
        let source = (comma..end).any(|at| tokens.is_number(at)) && tokens.is(end - 1, ',');
        let names = self.context.names_before(start, comma, None)?;
        let sure = names.known || names.form == NameForm::Persons;
        (source && names.from == start && sure).then_some(names)
    }

    /// The title that fills the segment: in quotes, or in another type if the list has a work of this
    /// year that is called so.
    fn title(&self, from: usize, end: usize, year: &str) -> Option<Cited> {
        let tokens = self.context.tokens;
        let end = (from..end).rev().find(|&at| !tokens.is(at, ',')).map_or(from, |last| last + 1);
        let whole = tokens.span_of(from, end);
        if self.context.titles.contains(&whole) || self.is_listed_title(whole) {
            let title = Cited::of(tokens.source(), whole);
            return self
                .context
                .citation_index
                .is_called(&fold(&title.text), year)
                .then_some(title);
        }
        if let Some(title) = self.title_cut_short(from, end, year) {
            return Some(title);
        }
        let quoted = end > from + 2 && tokens.is(from, '"') && tokens.is(end - 1, '"');
        let inside = (from + 1..end.max(1) - 1).any(|at| tokens.is(at, '"'));
        if !quoted || inside {
            return None;
        }
        let last = end - 1 - usize::from(tokens.is(end - 2, ','));
        Some(Cited::of(tokens.source(), tokens.span_of(from + 1, last)))
    }

    /// The first words of a title of this year before dots that stand for the rest: "TIDES..., 2018"
    /// (ABNT NBR 10520).
    fn title_cut_short(&self, from: usize, end: usize, year: &str) -> Option<Cited> {
        let tokens = self.context.tokens;
        let dots = (from..end).rev().take_while(|&at| tokens.is_any(at, &['.', '…'])).count();
        let stop = end - dots;
        let short = stop > from && (dots == 3 || tokens.is(stop, '…'));
        let title = short.then(|| Cited::of(tokens.source(), tokens.span_of(from, stop)))?;
        self.context.citation_index.has_title_of(&fold(&title.text), year).then_some(title)
    }

    /// Whether these names with this year are a citation, given what stands before them.
    fn is_acceptable(&self, names: &Names, lead: usize, year: &Year, end: usize) -> bool {
        let tokens = self.context.tokens;
        if self.context.is_doubtful(names, year) {
            return false;
        }
        let article = usize::from(tokens.says(names.from.max(1) - 1, &["the"]));
        let first = past_prefix(tokens, lead, names.from) + article >= names.from;
        match names.form {
            _ if names.known => true,
            NameForm::Persons => first || names.et_al.is_some() || !tokens.is(names.from - 1, ','),
            NameForm::Surname | NameForm::Organisation => {
                first && !is_batch(self.context, year, end)
            }
            NameForm::Capitalised => first && year.plain && self.context.is_past(year),
        }
    }

    /// What stands before the names, and whether it says that the work before is known through
    /// this one.
    fn prefix(&self, from: usize, end: usize) -> (Option<Cited>, bool) {
        let tokens = self.context.tokens;
        if from >= end {
            return (None, false);
        }
        let through = WORDS.cited_in.find(tokens, from, end).is_some();
        (Some(Cited::of(tokens.source(), tokens.span_of(from, end))), through)
    }

    /// Says that the work before is known through the next, whose words begin at `from`; behind a
    /// semicolon these speak of all before them: "Hurd 1999; Cook 2004; cited in Lind 2010".
    fn known_through_next(&mut self, from: usize) {
        let behind_semicolon = from > 0 && self.context.tokens.is(from - 1, ';');
        let known = if behind_semicolon { self.items.len() } else { 1 };
        for item in self.items.iter_mut().rev().take(known) {
            item.exempt = Some(Exemption::Secondary);
        }
    }

    /// Gives the last item the locator that stands before the next one.
    fn finish_before(&mut self, done: usize, end: usize) {
        let tokens = self.context.tokens;
        let Some(item) = self.items.last_mut().filter(|item| item.locator.is_none()) else {
            return;
        };
        if let Some((cited, _)) = locator(tokens, done, end) {
            item.span = item.span.join(cited.span);
            item.locator = Some(cited);
        }
    }

    /// Adds the item with its year, its suffixes and its locator; gives the token after it.
    fn push(&mut self, item: CitedItem, start: usize, year: &Year, end: usize) -> usize {
        self.items.extend(year.works(self.context.tokens, start, item));
        self.locate(year, end)
    }

    /// Whether all that stands between two semicolons is a later letter of the year before, which is
    /// another work of its names: "2014c; d".
    fn further_suffix(&mut self, from: usize, end: usize) -> bool {
        let tokens = self.context.tokens;
        let letter = tokens.text(from);
        let lone = from + 1 == end && letter.len() == 1 && tokens.is_word(from);
        let Some(before) = self.items.last().filter(|_| lone) else { return false };
        let later = before.suffix.as_deref().is_some_and(|suffix| suffix < letter);
        if !later || before.year.is_none() {
            return false;
        }
        self.items.push(CitedItem {
            span: tokens.span(from),
            year: before.year.clone(),
            suffix: Some(letter.to_owned()),
            inherits_names: true,
            ..CitedItem::default()
        });
        true
    }

    /// Reads the locator after a year, unless it could be a further year of the same names.
    fn locate(&mut self, year: &Year, end: usize) -> usize {
        let tokens = self.context.tokens;
        let next = (year.end..end).find(|&at| !tokens.is_any(at, &[',', ':'])).unwrap_or(end);
        if let Some(next) = year_at(tokens, next, end)
            && !self.is_page(year, &next)
        {
            return year.end;
        }
        let Some((cited, after)) = locator(tokens, year.end, end) else {
            return year.end;
        };
        let (cited, after) = self.up_to_year(cited, after, end);
        if let Some(item) = self.items.last_mut() {
            item.span = item.span.join(cited.span);
            item.locator = Some(cited);
        }
        after
    }

    /// The part of a locator before a year of another work by these names: "2002, p. 652, 2003".
    fn up_to_year(&self, cited: Cited, after: usize, end: usize) -> (Cited, usize) {
        let tokens = self.context.tokens;
        let start = tokens.index_at(cited.span.start);
        let name = self.items.iter().rev().find_map(|item| item.names.first());
        let is_year = |at: &usize| {
            let year = year_at(tokens, *at, end).filter(|_| tokens.is(at - 1, ','));
            year.zip(name).is_some_and(|(year, name)| {
                let years = year.span.of(tokens.source());
                let edition = years.split(" [").next().unwrap_or_default();
                self.context.citation_index.has(&name.text, edition)
            })
        };
        match (start + 2..after).find(is_year) {
            Some(at) => (Cited::of(tokens.source(), tokens.span_of(start, at - 1)), at - 1),
            None => (cited, after),
        }
    }

    /// Whether a number after a year that may be one too is a page: "2009: 1535", or "2003, 1451"
    /// where the list has a work of the first year by these names, and none of the second.
    fn is_page(&self, year: &Year, next: &Year) -> bool {
        let tokens = self.context.tokens;
        if !next.plain || !next.suffixes.is_empty() {
            return false;
        }
        let name = self.items.iter().rev().find_map(|item| item.names.first());
        let has = |year: &Year| {
            let year = year.span.of(tokens.source());
            name.is_some_and(|name| self.context.citation_index.has(&name.text, year))
        };
        let colon = tokens.is(year.end, ':');
        // "(2011, 1712)" after names: nobody cites a work by later and much earlier years in this order.
        let early = self.inherits_names
            && name.is_none()
            && next.span.of(tokens.source()) < MODERN
            && year.span.of(tokens.source()) >= MODERN;
        !has(next) && (colon || has(year) || early)
    }

    /// "…, as cited in Yates, p. 83": the work through which the one before is known, without year.
    ///
    /// Names that a semicolon follows are given back: they may go on there.
    fn through(&mut self, from: usize, end: usize) -> Option<PendingNames> {
        let tokens = self.context.tokens;
        let (_, after) = WORDS.cited_in.find(tokens, from, end)?;
        let upto = (after..end).find(|&at| tokens.is_any(at, &[',', ':'])).unwrap_or(end);
        let names = self.context.names_before(after, upto, None)?;
        self.known_through_next(from);
        if upto == end && tokens.is(end, ';') {
            return Some(PendingNames { names, place: self.items.len(), end });
        }
        let found = locator(tokens, upto, end);
        let last = found.as_ref().map_or(upto, |(_, close)| *close);
        self.items.push(CitedItem {
            span: tokens.span_of(names.from, last),
            names: names.list,
            et_al: names.et_al,
            locator: found.map(|(cited, _)| cited),
            prefix: Some(Cited::of(tokens.source(), tokens.span_of(from, names.from))),
            ..CitedItem::default()
        });
        None
    }

    /// A segment that is names and a year with a slip in its digits: "Hurd 19999", "Hurd l999".
    fn damaged(&mut self, from: usize, end: usize) {
        let tokens = self.context.tokens;
        let Some(year) = (from..end).find_map(|at| damaged_year_at(tokens, at, end)) else {
            return;
        };
        let lead = past_prefix(tokens, from, year.from);
        let Some(names) = self.context.names_before(lead, year.from, None) else {
            return;
        };
        let known = names.known
            || (self.context.citation_index.is_empty() && names.form >= NameForm::Surname);
        let short = year.span.len() < 4;
        if names.from == lead && known && !(short && self.context.citation_index.is_empty()) {
            self.named(names, from, lead, &year, end);
        }
    }

    /// "A. Perdikoulias, personal communication, March 13, 2026".
    fn personal(&mut self, from: usize, phrase: usize, after: usize, end: usize) {
        let tokens = self.context.tokens;
        // "Hurd, 2001, personal communication": the year may stand before the words.
        let year_in = |at: usize, end: usize| year_at(tokens, at, end).filter(|year| year.plain);
        let before = (from..phrase).find_map(|at| year_in(at, phrase));
        let mut upto = before.as_ref().map_or(phrase, |year| year.from);
        while upto > from && tokens.is_any(upto - 1, &[',', '-', ':', '(']) {
            upto -= 1;
        }
        let Some(names) = self.context.names_before(from, upto, None) else {
            return;
        };
        let year = before.or_else(|| (after..end).find_map(|at| year_in(at, end)));
        self.items.push(CitedItem {
            span: tokens.span_of(names.from, end),
            names: names.list,
            et_al: names.et_al,
            year: year.map(|year| Cited::of(tokens.source(), year.span)),
            exempt: Some(Exemption::PersonalCommunication),
            ..CitedItem::default()
        });
    }
}
