//! One name of an author, read leftwards.

use crate::citations::bracket::Bracket;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::Year;
use crate::model::citation_index::CitationIndex;
use crate::text::fold::{fold, is_apostrophe};
use crate::text::span::Span;

/// What the reading of names rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The tokens.
    pub tokens: &'a Tokens<'a>,
    /// Who is in the list.
    pub citation_index: &'a CitationIndex,
    /// The pairs of brackets, by the tokens that open them.
    pub brackets: &'a [Bracket],
    /// For each token that opens a bracket, the one that closes it; 0 for all others.
    pub closings: &'a [usize],
    /// Segments in another type, in the order of their ends: titles, for the most part.
    pub titles: &'a [Span],
    /// Whether the names stand in a bracket of their own, where little else is expected.
    pub bracketed: bool,
    /// The last year that a work can have.
    pub latest: u32,
}

/// A name: which tokens, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub end: usize,
    /// Whether some work of the index has a creator of this name.
    pub known: bool,
    /// What its form says.
    pub form: NameForm,
}

/// What the form of a name alone says of it, from the least to the most telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum NameForm {
    /// Several capitalised words; could be anything.
    #[default]
    Capitalised,
    /// One capitalised word, perhaps with a particle.
    Surname,
    /// A body that could write: "World Bank", "IPCC".
    Organisation,
    /// Several surnames, a surname with initials, or one with "et al.".
    Persons,
}

/// The most tokens that a name is looked for in.
const LONGEST: usize = 24;

impl Context<'_> {
    /// The same inside a bracket.
    pub(crate) fn in_bracket(self) -> Self {
        Context { bracketed: true, ..self }
    }

    /// Whether a work can have this year already.
    pub(crate) fn is_past(self, year: &Year) -> bool {
        year.is_by(self.latest, self.tokens)
    }

    /// The token that closes the bracket that opens at `at`.
    pub(crate) fn closing(self, at: usize) -> Option<usize> {
        self.closings.get(at).copied().filter(|close| *close > at)
    }

    /// What may be a title and ends here; the longest, where one stands in another.
    pub(crate) fn title_ending(self, end: usize) -> Option<Span> {
        let at = self.titles.partition_point(|title| title.end < end);
        self.titles.get(at).copied().filter(|title| title.end == end)
    }

    /// Whether a span lies in what may be a title.
    pub(crate) fn is_title(self, span: Span) -> bool {
        self.titles.iter().any(|title| title.contains(span))
    }

    /// The name that ends just before token `end` and begins at or after `from`.
    pub(crate) fn name_before(self, from: usize, end: usize) -> Option<Name> {
        if end <= from {
            return None;
        }
        self.inverted_before(from, end)
            .or_else(|| self.known_with_initials(from, end))
            .or_else(|| self.known_before(from, end))
            .or_else(|| self.unknown_before(from, end))
    }

    /// A name in a bracket with its initials behind it, set off by a comma: "Wada, H.", "Chen, L".
    fn inverted_before(self, from: usize, end: usize) -> Option<Name> {
        const MOST: usize = 4;
        let tokens = self.tokens;
        let mut at = end;
        let mut initials = 0;
        while at > from + 2 && initials <= MOST {
            // "Dias, M. O. da S."
            if initials > 0 && self.is_particle(at - 1) {
                at -= 1;
                continue;
            }
            let stop = usize::from(tokens.is(at - 1, '.'));
            let hyphen = usize::from(initials > 0 && tokens.is(at - 1, '-'));
            if !tokens.is_initial(at - 1 - stop - hyphen) {
                break;
            }
            initials += 1;
            at -= 1 + stop + hyphen;
        }
        let inverted = self.bracketed && initials > 0 && at > from + 1 && tokens.is(at - 1, ',');
        if !inverted || !self.is_name_word(at - 2) || tokens.is_initial(at - 2) {
            return None;
        }
        let known = self.known_before(from, at - 1);
        let name = known.or_else(|| self.unknown_before(from, at - 1))?;
        Some(Name { end, form: NameForm::Persons, ..name })
    }

    /// A name of the list in a bracket with its initials behind it in one word: "Wada HB". The name ends
    /// before them.
    fn known_with_initials(self, from: usize, end: usize) -> Option<Name> {
        const MOST: usize = 3;
        let tokens = self.tokens;
        let initials = tokens.text(end - 1);
        let behind = self.bracketed
            && end > from + 1
            && tokens.is_acronym(end - 1)
            && initials.chars().count() <= MOST;
        if !behind {
            return None;
        }
        let name = self.known_before(from, end - 1)?;
        let initial = initials.chars().next()?.to_lowercase().next()?;
        self.citation_index.has_given(&self.key(&name), initial).then_some(name)
    }

    /// What the name says, without the sign of the possessive.
    pub(crate) fn span_of(self, name: &Name) -> Span {
        let span = self.tokens.span_of(name.from, name.end);
        let whole = span.of(self.tokens.source());
        let kept =
            if self.citation_index.knows(&fold(whole)) { whole } else { strip_possessive(whole) };
        Span::new(span.start, span.start + kept.len())
    }

    /// The key of the name, without initials.
    pub(crate) fn key(self, name: &Name) -> String {
        self.citation_index.key_of(self.span_of(name).of(self.tokens.source()))
    }

    /// The key of the one word at a token, without the sign of the possessive.
    pub(crate) fn key_at(self, at: usize) -> String {
        self.citation_index.key_of(strip_possessive(self.tokens.text(at)))
    }

    /// The longest name of the index that ends just before `end`.
    pub(super) fn known_before(self, from: usize, end: usize) -> Option<Name> {
        let whole = self.tokens.text(end - 1);
        let bare = strip_possessive(whole);
        let inflected =
            || self.citation_index.base_form(&fold(bare)).filter(|_| self.can_begin(end - 1));
        let start = self
            .known_start(from, end, fold(whole))
            .or_else(|| self.known_start(from, end, fold(bare)).filter(|_| bare != whole))
            .or_else(|| inflected().map(|_| end - 1))?;
        let start = self.with_initials(from, start, end);
        Some(Name { from: start, end, known: true, form: NameForm::Surname })
    }

    /// Where the longest name of the index begins that ends just before `end`, the last word with
    /// this key.
    fn known_start(self, from: usize, end: usize, last: String) -> Option<usize> {
        let tokens = self.tokens;
        let mut key = last;
        let mut start = None;
        for at in (from.max(end.saturating_sub(LONGEST))..end).rev() {
            if tokens.is_any(at, &[';', '(', ')', '[', ']', '"', ':'])
                || key.len() > self.citation_index.longest_key()
            {
                break;
            }
            if at + 1 < end {
                key.insert_str(0, &fold(tokens.text(at)));
            }
            if self.can_begin(at) && self.citation_index.knows(&key)
                || at + 1 < end && self.is_elided(at, end)
            {
                start = Some(at);
            }
        }
        start
    }

    /// Whether a name of several words that the index knows begins here, after an elided word: "l’Office
    /// des ponts".
    fn is_elided(self, at: usize, end: usize) -> bool {
        let apostrophe = self.tokens.is_word(at) && self.tokens.text(at).contains(is_apostrophe);
        apostrophe && {
            let name = self.tokens.span_of(at, end).of(self.tokens.source());
            self.citation_index.knows(&self.citation_index.key_of(name))
        }
    }

    /// Whether a name of the index can begin here. Capitals are not required in a bracket: some
    /// write without them.
    fn can_begin(self, at: usize) -> bool {
        let tokens = self.tokens;
        // A name with a digit in it is one that a person took: "nick42".
        let taken = || tokens.text(at).bytes().any(|b| b.is_ascii_digit());
        tokens.is_capitalised(at)
            || (tokens.is_word(at)
                && (taken() || self.bracketed || self.is_particle(at) || self.has_particle(at)))
    }

    /// A name that the index does not know, by its form.
    fn unknown_before(self, from: usize, end: usize) -> Option<Name> {
        if let Some(body) = self.body_before(from, end) {
            return Some(body);
        }
        let tokens = self.tokens;
        let last = self.before_initials(from, end);
        if !self.is_name_word(last) && !self.ends_body(from, last) {
            return None;
        }
        let mut start = last;
        // "Friston's REBUS": what belongs to someone has another name.
        let owner = |at: usize| {
            let word = tokens.text(at);
            strip_possessive(word) != word && self.citation_index.knows(&self.key_at(at))
        };
        while let Some(before) =
            self.word_before(from, start).filter(|&at| end - at < LONGEST && !owner(at))
        {
            start = before;
        }
        start += (start..last).take_while(|&at| !self.begins_name(at)).count();
        Some(Name { from: start, end, known: false, form: self.form(start, last, end) })
    }

    /// A body whose noun is written small, alone in a bracket: "The pandas development team".
    fn body_before(self, from: usize, end: usize) -> Option<Name> {
        let tokens = self.tokens;
        let noun = WORDS.body.has(tokens, end - 1) && !tokens.is_capitalised(end - 1);
        let words = (from..end).all(|at| tokens.is_word(at));
        let alone = self.bracketed && noun && words && tokens.is_capitalised(from);
        let whole = alone && (2..=8).contains(&(end - from));
        whole.then_some(Name { from, end, known: false, form: NameForm::Organisation })
    }

    /// The last token of the surname in "Yang J. C.", or of any other name.
    fn before_initials(self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut last = end - 1;
        let mut initials = 0;
        while last > from
            && (tokens.is_initial(last) || (tokens.is(last, '.') && tokens.is_initial(last - 1)))
        {
            initials += usize::from(tokens.is_initial(last));
            last -= 1;
        }
        match (1..=4).contains(&initials) && self.is_name_word(last) {
            true => last,
            false => end - 1,
        }
    }

    /// The token from which the name goes on to the left of `start`.
    fn word_before(self, from: usize, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        let before = start.checked_sub(1).filter(|before| *before >= from)?;
        if tokens.is(before, '.') {
            let abbreviation = before.checked_sub(1).filter(|at| *at >= from)?;
            return self.is_abbreviation(abbreviation).then_some(abbreviation);
        }
        if self.is_and_in_capitals(before) {
            return None;
        }
        let goes_on = self.is_particle(before)
            || self.is_name_word(before)
            || (self.bracketed && self.inside_body(from, before));
        goes_on.then_some(before)
    }

    /// Whether a single letter is "and" in capitals, like the names that it joins: "LIND E MOE".
    fn is_and_in_capitals(self, at: usize) -> bool {
        let tokens = self.tokens;
        let letter = tokens.text(at).chars().count() == 1 && WORDS.and.is(tokens, at, at + 1);
        letter && at > 0 && tokens.is_acronym(at - 1) && tokens.is_acronym(at + 1)
    }

    /// What the tokens of a name look like.
    fn form(self, start: usize, last: usize, end: usize) -> NameForm {
        let tokens = self.tokens;
        let surname =
            |&at: &usize| self.is_name_word(at) && !self.is_particle(at) && !tokens.is_initial(at);
        let words = (start..=last).filter(surname).count();
        if (start..end).any(|at| tokens.is_initial(at) && !self.is_particle(at)) && words <= 2 {
            NameForm::Persons
        } else if (start..=last).any(|at| WORDS.body.has(tokens, at))
            || (start == last && tokens.is_acronym(last))
        {
            NameForm::Organisation
        } else if words <= 1 {
            NameForm::Surname
        } else {
            NameForm::Capitalised
        }
    }

    /// A word that can be (part of) a name.
    fn is_name_word(self, at: usize) -> bool {
        let tokens = self.tokens;
        let word = strip_possessive(tokens.text(at));
        let joint = || WORDS.and.has_word(word) || WORDS.et_al.has_word(word);
        // "UN" is not the French "un".
        let mut parts = word.split(['-', '–', '/']);
        let mut ordinary =
            || !tokens.is_acronym(at) && parts.all(|part| WORDS.not_names.has_word(part));
        (tokens.is_capitalised(at) && !ordinary() && !(tokens.is_caseless(at) && joint()))
            || self.has_particle(at)
    }

    /// A noun of bodies that alone is no name: the "Group" of "The Open Group", not of "Group 2".
    fn ends_body(self, from: usize, at: usize) -> bool {
        let noun = self.tokens.is_capitalised(at) && WORDS.body.has(self.tokens, at);
        noun && at > from && self.is_name_word(at - 1)
    }

    /// "al-Rasheed", "d’Ancona": the particle is part of the word.
    fn has_particle(self, at: usize) -> bool {
        let mut parts = self.tokens.text(at).splitn(2, |c: char| !c.is_alphabetic());
        let (Some(first), Some(rest)) = (parts.next(), parts.next()) else {
            return false;
        };
        self.tokens.is_word(at)
            && rest.starts_with(char::is_uppercase)
            && WORDS.particle.has_word(first)
    }

    fn is_particle(self, at: usize) -> bool {
        self.tokens.is_word(at) && WORDS.particle.has(self.tokens, at)
    }

    /// An abbreviation with a full stop inside a name: an initial, "St.", "Anon.".
    fn is_abbreviation(self, at: usize) -> bool {
        let short = self.tokens.is_word(at) && WORDS.name_abbreviation.has(self.tokens, at);
        self.tokens.is_initial(at) || short
    }

    /// A lower-case word or sign inside the name of a body, such as the "of" of "Ministry of
    /// Justice": a capitalised word stands before it, and what stands there names a body.
    fn inside_body(self, from: usize, at: usize) -> bool {
        let tokens = self.tokens;
        let joint = |at: usize| {
            tokens.is_any(at, &['/', '&', '\''])
                || (tokens.is_word(at) && WORDS.body_inside.has(tokens, at))
        };
        if !joint(at) {
            return false;
        }
        let Some(word) = (from..at).rev().find(|&before| !joint(before)) else {
            return false;
        };
        self.is_name_word(word)
            && (from.max(word.saturating_sub(8))..=word).any(|i| WORDS.body.has(tokens, i))
    }

    /// Whether a name can begin with this token: not with "of" or "and".
    fn begins_name(self, at: usize) -> bool {
        let particle = self.is_particle(at) && !WORDS.and.is(self.tokens, at, at + 1);
        particle || self.is_name_word(at) || self.tokens.is_initial(at)
    }

    /// The start of the initials before a surname that ends just before `end`, if there are any.
    fn with_initials(self, from: usize, start: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut at = start;
        // "z. B. Klinger": a small letter with a stop before makes an abbreviation of it.
        let abbreviates = |at: usize| {
            let small =
                |text: &str| text.chars().count() == 1 && text.chars().all(char::is_lowercase);
            at >= from + 4 && tokens.is(at - 3, '.') && small(tokens.text(at - 4))
        };
        while at >= from + 2
            && tokens.is(at - 1, '.')
            && tokens.is_initial(at - 2)
            && !abbreviates(at)
        {
            at -= 2;
        }
        // "R D King": a single letter without a stop may be the name of a thing.
        let bare = (from..start).rev().take_while(|&at| tokens.is_initial(at)).count();
        // "YH Han": initials without stops in one word, where only names are expected.
        let joined = self.bracketed
            && start > from
            && tokens.is_acronym(start - 1)
            && tokens.text(start - 1).chars().count() <= 3;
        // "(R Hurd et al.)", where the list has more of that name.
        let given = || {
            let name = self.tokens.span_of(start, end).of(self.tokens.source());
            let letter = tokens.text(start - 1).to_lowercase().chars().next();
            letter.is_some_and(|letter| {
                self.citation_index.has_given(&self.citation_index.key_of(name), letter)
            })
        };
        match at == start {
            true if (2..=3).contains(&bare) => start - bare,
            true if joined || self.bracketed && bare == 1 && given() => start - 1,
            _ => at,
        }
    }
}

/// A name without the sign of the possessive, or the Turkish case ending that an apostrophe sets
/// off: "Hurd's", "Yılmaz'a", "Şahin'in".
pub(crate) fn strip_possessive(name: &str) -> &str {
    let bare = ["'s", "’s", "ʼs", "´s", "`s"].iter().find_map(|sign| name.strip_suffix(sign));
    let bare = bare.unwrap_or(name).trim_end_matches(['\'', '’', 'ʼ']);
    let ending = bare.rsplit_once(['\'', '’']).filter(|(stem, ending)| {
        let short = (1..=5).contains(&ending.chars().count());
        short && ending.chars().all(char::is_lowercase) && stem.chars().count() > 2
    });
    ending.map_or(bare, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    fn last_name(text: &str, bracketed: bool) -> Option<(String, NameForm)> {
        let tokens = tokens_of(text, 0..text.len());
        let context = Context {
            tokens: &tokens,
            citation_index: &CitationIndex::default(),
            brackets: &[],
            closings: &[],
            titles: &[],
            bracketed,
            latest: 2030,
        };
        let name = context.name_before(0, tokens.len())?;
        Some((context.span_of(&name).of(text).to_owned(), name.form))
    }

    #[test]
    fn names_are_told_by_their_form() {
        for (text, name, form) in [
            ("as noted by de Lacey", "de Lacey", NameForm::Surname),
            ("see Ó Tuathail", "Ó Tuathail", NameForm::Surname),
            ("and K.K. Sullivan", "K.K. Sullivan", NameForm::Persons),
            ("in Yang J. C.", "Yang J. C.", NameForm::Persons),
            ("the World Bank", "World Bank", NameForm::Organisation),
            ("per IPCC", "IPCC", NameForm::Organisation),
            ("As Hurd’s", "Hurd", NameForm::Surname),
            ("St. John", "St. John", NameForm::Surname),
            ("al-Rasheed", "al-Rasheed", NameForm::Surname),
            ("Çelik ve Şahin'in", "Şahin", NameForm::Surname),
            ("Heating Allowance", "Heating Allowance", NameForm::Capitalised),
        ] {
            assert_eq!(last_name(text, false), Some((name.to_owned(), form)), "{text}");
        }
    }

    #[test]
    fn bodies_in_brackets_have_small_words() {
        let name = "Ministry of Foreign Affairs of the Republic of Kazakhstan";
        assert_eq!(last_name(name, true), Some((name.to_owned(), NameForm::Organisation)));
        let name = "Instituto Nacional de Estadística e Informática";
        assert_eq!(last_name(name, true), Some((name.to_owned(), NameForm::Organisation)));
    }

    #[test]
    fn months_and_ordinary_words_are_no_names() {
        for text in ["in September", "in January-February", "Figure", "However", "lower case", "12"]
        {
            assert_eq!(last_name(text, true), None, "{text}");
        }
    }
}
