//! Finds the fields of a record in its rendering.

use cite::Entry;
use cite::Span;
use cite::internals::model::reference::Label;
use cite::internals::references::tokens::{Token, tokens};
use cite::internals::text::fold::fold;

use crate::render::Rendering;
use crate::strings::Labelled;

/// The variables that are looked for as they are, in this order: what was found is not looked at
/// again.
const VARIABLES: [(&str, Label); 12] = [
    ("title", Label::Title),
    ("container-title", Label::Container),
    ("collection-title", Label::Series),
    ("publisher", Label::Publisher),
    ("publisher-place", Label::Location),
    ("event-place", Label::Location),
    ("genre", Label::Genre),
    ("page", Label::Pages),
    ("number-of-pages", Label::Pages),
    ("volume", Label::Volume),
    ("issue", Label::Issue),
    ("edition", Label::Edition),
];

/// Words after an edition's number that belong to it.
const EDITION_WORDS: [&str; 9] =
    ["ed", "edition", "edn", "aufl", "auflage", "st", "nd", "rd", "th"];

/// Words after a number of pages that belong to it.
const PAGE_WORDS: [&str; 6] = ["p", "pp", "pages", "s", "c", "seiten"];

/// A rendering in which fields are found one after the other.
struct Alignment {
    text: String,
    tokens: Vec<Token>,
    words: Vec<String>,
    taken: Vec<bool>,
    fields: Vec<(Label, Span)>,
}

/// The rendering as a labelled string; nothing where a field is there but cannot be placed, such
/// as a title that the style shortens.
pub fn align(rendering: Rendering, entry: &Entry) -> Option<Labelled> {
    let tokens = tokens(&rendering.text);
    if !(4..=250).contains(&tokens.len()) {
        return None;
    }
    let words: Vec<String> = tokens.iter().map(|t| fold(t.span.of(&rendering.text))).collect();
    let taken = vec![false; tokens.len()];
    let mut alignment =
        Alignment { text: rendering.text, tokens, words, taken, fields: Vec::new() };
    if let Some(number) = rendering.number {
        alignment.take_span(Label::CitationNumber, number);
    }
    for (label, span) in rendering.named {
        alignment.take_span(label, span);
    }
    alignment.dates(&rendering.dates, entry);
    for (variable, label) in VARIABLES {
        alignment.variable(entry, variable, label)?;
    }
    alignment.finish()
}

impl Alignment {
    /// Takes the tokens inside a span, if none of them is taken.
    fn take_span(&mut self, label: Label, span: Span) {
        let inside = (0..self.tokens.len()).filter(|at| span.contains(self.tokens[*at].span));
        let inside: Vec<usize> = inside.collect();
        if !inside.iter().any(|at| self.taken[*at]) {
            self.take(label, &inside);
        }
    }

    /// Takes tokens that follow one another.
    fn take(&mut self, label: Label, tokens: &[usize]) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        for at in tokens {
            self.taken[*at] = true;
        }
        let span = self.tokens[*first].span.join(self.tokens[*last].span);
        self.fields.push((label, span));
    }

    /// Takes the dates that are no access dates, and the letter after a year.
    fn dates(&mut self, dates: &[Span], entry: &Entry) {
        let year_of = |variable: &str| {
            entry.date(variable).and_then(|date| date.year()).map(|year| year.to_string())
        };
        let (issued, accessed) = (year_of("issued"), year_of("accessed"));
        for &span in dates {
            let mut inside: Vec<usize> = (0..self.tokens.len())
                .filter(|at| span.contains(self.tokens[*at].span) && !self.taken[*at])
                .collect();
            let has = |year: &Option<String>| {
                let year = year.as_deref();
                year.is_some_and(|year| inside.iter().any(|at| self.words[*at].starts_with(year)))
            };
            let known = inside.first().is_some_and(|at| self.tokens[*at].known.is_some());
            if inside.is_empty() || known || !has(&issued) && has(&accessed) {
                continue;
            }
            if let Some(suffix) =
                inside.last().map(|last| last + 1).filter(|at| self.is_suffix(*at))
            {
                inside.push(suffix);
            }
            self.take(Label::Date, &inside);
        }
        let literal =
            entry.date("issued").and_then(|date| date.literal.as_deref().map(str::to_owned));
        let dated = self.fields.iter().any(|(label, _)| *label == Label::Date);
        if let Some(value) = issued.or(literal).filter(|_| !dated)
            && let Some(found) = self.find(&value)
        {
            self.take(Label::Date, &found);
        }
    }

    /// Whether a token is a letter joined to the token before.
    fn is_suffix(&self, at: usize) -> bool {
        let joined = |token: &Token| {
            token.span.len() == 1 && self.tokens[at - 1].span.end == token.span.start
        };
        self.tokens.get(at).is_some_and(joined)
    }

    /// Finds a variable; nothing if it is there but not in its own words.
    fn variable(&mut self, entry: &Entry, variable: &str, label: Label) -> Option<()> {
        let Some(value) = entry.text(variable) else {
            return Some(());
        };
        let found = match label {
            Label::Pages => self.find(value).or_else(|| self.find_pages(value)),
            _ => self.find(value),
        };
        match found {
            Some(mut found) => {
                match variable {
                    "edition" => self.extend(&mut found, &EDITION_WORDS),
                    "number-of-pages" => self.extend(&mut found, &PAGE_WORDS),
                    _ => {}
                }
                self.take(label, &found);
                Some(())
            }
            None => (!self.may_hide(entry, value, label)).then_some(()),
        }
    }

    /// Whether a title that was not found stands there in other words: no style leaves out the
    /// title of a work that has no container, and a long word of it is there.
    fn may_hide(&self, entry: &Entry, value: &str, label: Label) -> bool {
        let words = tokens(value);
        let words = words.iter().map(|token| fold(token.span.of(value)));
        let longest = words.max_by_key(String::len).unwrap_or_default();
        let there = self.words.contains(&longest);
        match label {
            Label::Title => there || entry.text("container-title").is_none(),
            Label::Container => there && longest.len() > 4,
            _ => false,
        }
    }

    /// Takes words of a list that follow to what was found.
    fn extend(&self, found: &mut Vec<usize>, words: &[&str]) {
        while let Some(next) = found.last().map(|last| last + 1)
            && self.words.get(next).is_some_and(|word| words.contains(&word.as_str()))
        {
            found.push(next);
        }
    }

    /// Where the words of a value stand first that are not taken.
    fn find(&self, value: &str) -> Option<Vec<usize>> {
        let wanted: Vec<String> = tokens(value)
            .iter()
            .map(|token| fold(token.whole.of(value)))
            .filter(|word| !word.is_empty())
            .collect();
        let last = self.words.len().checked_sub(wanted.len())?;
        let fits = |start: &usize| {
            (0..wanted.len())
                .all(|at| self.words[start + at] == wanted[at] && !self.taken[start + at])
        };
        let start = (0..=last).find(fits).filter(|_| !wanted.is_empty())?;
        Some((start..start + wanted.len()).collect())
    }

    /// The first page, and what a dash joins to it: styles shorten ranges.
    fn find_pages(&self, value: &str) -> Option<Vec<usize>> {
        let mut found = self.find(value.split(['-', '–']).next()?)?;
        let last = *found.last()?;
        let next = self.tokens.get(last + 1)?;
        let between = self.text.get(self.tokens[last].span.end..next.span.start)?;
        if between.contains(['-', '–']) && next.span.of(&self.text).parse::<u32>().is_ok() {
            found.push(last + 1);
        }
        Some(found)
    }

    /// The string, if no two fields overlap.
    fn finish(mut self) -> Option<Labelled> {
        self.fields.sort_by_key(|(_, span)| *span);
        let apart = self.fields.windows(2).all(|pair| pair[0].1.end <= pair[1].1.start);
        apart.then(|| Labelled::new(self.text, self.fields))
    }
}
