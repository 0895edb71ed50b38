//! Names with a year that cite no work: places, lives, species, cases.

use crate::citations::name::{Context, NameForm};
use crate::citations::names::Names;
use crate::citations::words::WORDS;
use crate::citations::year::{Year, is_year};
use crate::lexicon::inflection::base_forms;
use crate::lexicon::lists::list;
use crate::text::fold::is_apostrophe;

/// No work printed before has a letter after its year: "1028b" is a place in Aristotle. (As text,
/// since years are compared as written.)
const FIRST_YEAR: &str = "1500";

/// Works from before are named in a sentence by the year in which they came out, and cited by that
/// of an edition: "said Leibniz (1666)".
const FIRST_LIST: &str = "1800";

/// How far before a bracket the event whose place and year it gives is named, in tokens.
const EVENT_TOKENS: usize = 8;

/// Whether a word is that of a conference or its proceedings.
fn is_conference(word: &str) -> bool {
    let word = word.to_lowercase();
    list("conference-name").iter().any(|start| word.starts_with(start))
}

impl Context<'_> {
    /// Whether the index has a work of these names and this year.
    pub(crate) fn is_listed(self, names: &Names, year: &str) -> bool {
        let has = |name: &str, year: &str| self.citation_index.has(name, year);
        let parts = || year.split(['/', '[']).map(|part| part.trim_matches([' ', ']']));
        names.list.first().is_some_and(|first| {
            has(&first.text, year) || parts().any(|part| has(&first.text, part))
        })
    }

    /// Whether names with a year are rather something else than a citation that the list lacks.
    pub(crate) fn is_doubtful(self, names: &Names, year: &Year) -> bool {
        let cited = year.span.of(self.tokens.source());
        if self.is_listed(names, cited) {
            return false;
        }
        let early = cited < FIRST_YEAR && !year.suffixes.is_empty();
        let known = names.known && !names.misspelled;
        let lived = (!self.bracketed || !known) && is_span_of_years(cited);
        let old = !self.bracketed && cited < FIRST_LIST && !names.misspelled;
        self.is_place(names)
            || lived
            || (!known
                && (early
                    || old
                    || self.is_label(names)
                    || self.is_authority(names)
                    || is_author_oneself(names)
                    || self.is_named_thing(names)
                    || self.is_event(names)
                    || self.is_abbreviated(names, year)
                    || self.is_located(names)
                    || self.is_noun(names)
                    || self.is_maker(names)
                    || (self.is_end_of_name(names) && !self.has_body(cited))))
    }

    /// "in Germany (2010)", "Астанада (2001)".
    fn is_place(self, names: &Names) -> bool {
        let [name] = names.list.as_slice() else { return false };
        let inflected = || {
            let lower = name.text.to_lowercase();
            base_forms(&lower).any(|base| WORDS.place.has_word(&base))
        };
        !name.text.contains(' ') && (WORDS.place.has_word(&name.text) || inflected())
    }

    /// "(Reaff. 2012)": a short word with a full stop right before the year says what happened then.
    fn is_abbreviated(self, names: &Names, year: &Year) -> bool {
        const LONGEST: usize = 6;
        let tokens = self.tokens;
        let [name] = names.list.as_slice() else { return false };
        let short = name.text.chars().count() <= LONGEST && name.text.contains(char::is_lowercase);
        let stop = year.from > 1 && tokens.is(year.from - 1, '.');
        let named = WORDS.name_abbreviation.has_word(&name.text);
        stop && short && !named && names.form == NameForm::Surname && names.et_al.is_none()
    }

    /// "the Third Conference (2004)", "in the Proceedings (2012)"; and the place of one in a bracket
    /// after its name, or after what it is: "at the Third Conference on Wells (Lyon, 2004)", "het congres (Gent, 2015)".
    fn is_event(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let [name] = names.list.as_slice() else { return false };
        let last = name.text.rsplit(' ').next().unwrap_or_default();
        let opens = names.from > 0 && tokens.is(names.from - 1, '(');
        let before = (0..names.from.saturating_sub(1)).rev().take(EVENT_TOKENS);
        let mut before = before.take_while(|&at| !tokens.is_any(at, &['.', ';', '(', ')']));
        let alone = opens && names.et_al.is_none();
        is_conference(last)
            || alone
                && before.any(|at| {
                    let adjoins = at + 2 == names.from && tokens.is(names.from + 1, ',');
                    (adjoins || tokens.is_capitalised(at)) && is_conference(tokens.text(at))
                })
    }

    /// A name in a sentence that is set in a place: "w Lublinie (1918)", "Lublin'de (1918)". Authors
    /// stand with other words.
    fn is_located(self, names: &Names) -> bool {
        let [name] = names.list.as_slice() else { return false };
        let single = !self.bracketed && names.et_al.is_none() && !name.text.contains(' ');
        let placed = || {
            let before = names.from.checked_sub(1);
            before.is_some_and(|before| WORDS.locative.has(self.tokens, before))
        };
        let ending = || {
            let cited = self.tokens.text(names.from).rsplit_once(is_apostrophe);
            cited.is_some_and(|(_, ending)| WORDS.locative_ending.has_word(ending))
        };
        single && (placed() || ending())
    }

    /// A noun in a sentence, where these are written with capitals: "der Aufstand (1953)", "Im Krieg
    /// (1914)". An article in capitals that begins no sentence may be part of a name.
    fn is_noun(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let is_article = |&at: &usize| {
            let begins = at == 0 || tokens.is_any(at - 1, &['.', '!', '?', ':']);
            WORDS.noun_article.has(tokens, at) && (begins || !tokens.is_capitalised(at))
        };
        let single = !self.bracketed && names.list.len() == 1 && names.et_al.is_none();
        let mut places = [Some(names.from), names.from.checked_sub(1)].into_iter().flatten();
        single && names.form != NameForm::Organisation && places.any(|at| is_article(&at))
    }

    /// Whether a bracket names who made the product right before it, a name or the number of its version: "Stata 12.0
    /// (StataCorp, 2011)".
    fn is_maker(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let [name] = names.list.as_slice() else { return false };
        let Some(before) = names.from.checked_sub(2).filter(|open| tokens.is(open + 1, '(')) else {
            return false;
        };
        let product = tokens.is_number(before) || tokens.is_capitalised(before);
        let last = name.text.rsplit(' ').next().unwrap_or_default();
        let inner = last.rfind(char::is_uppercase).unwrap_or_default();
        let company = WORDS.company.has_word(last) || WORDS.company.has_word(&last[inner..]);
        product && company && names.et_al.is_none()
    }

    /// "Plot B (2013)", "HEK293 (2012)": a name has several letters and no digits.
    fn is_label(self, names: &Names) -> bool {
        names.list.iter().any(|name| {
            // The initials behind a name are no name of their own: "Li, Y."
            let surname = name.text.split(',').next().unwrap_or_default();
            let last = surname.rsplit(' ').next().unwrap_or_default();
            let letters = last.chars().filter(|c| c.is_alphabetic()).count();
            let caseless = last.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
            (letters < 2 && !caseless) || name.text.contains(|c: char| c.is_ascii_digit())
        })
    }

    /// Who named a species, after its name: "*Homo sapiens* Linnaeus (1758)", "*Aedes aegypti*
    /// (Linnaeus, 1762)". (International Code of Zoological Nomenclature, articles 51 and 22.) It goes
    /// with the genus in full, and names all its authors.
    fn is_authority(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let opens = names.from > 0 && tokens.is(names.from - 1, '(');
        let Some(last) = names.from.checked_sub(1 + usize::from(opens)) else {
            return false;
        };
        let end = tokens.span(last).end;
        let before = self.title_ending(end);
        names.et_al.is_none() && before.is_some_and(|title| is_binomial(title.of(tokens.source())))
    }

    /// "the Treaty of Rome (1957)": a capitalised word and "of" before the name.
    fn is_end_of_name(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let of = names.from.checked_sub(1).filter(|&of| tokens.says(of, &["of"]));
        of.is_some_and(|of| of > 0 && tokens.is_capitalised(of - 1))
    }

    /// Whether the index has a work of that year that is not by persons.
    fn has_body(self, year: &str) -> bool {
        self.citation_index.works().iter().any(|work| work.given.is_empty() && work.is_of(year))
    }

    /// "Roe v. Wade (1973)", "Mr. Jones (2012)", "the film Titanic (1997)": what stands before the
    /// name says what it is; and the place of what happened, "the massacre of Harrow (1932)".
    fn is_named_thing(self, names: &Names) -> bool {
        let tokens = self.tokens;
        let Some(mut before) = names.from.checked_sub(1) else {
            return false;
        };
        before -= usize::from(before > 0 && tokens.is(before, '.'));
        // "of", "di", "bei": the name may have it for its own.
        const SMALL: usize = 4;
        let joint = tokens.is_word(before)
            && !tokens.is_capitalised(before)
            && tokens.text(before).chars().count() <= SMALL;
        let head = before.saturating_sub(usize::from(joint));
        tokens.says(before, &["v", "vs"])
            || WORDS.thing.has(tokens, before)
            || WORDS.happening.has(tokens, head) && names.list.len() == 1
    }
}

/// "Source: Author, 2012", "Fonte: Os autores (2020)": who wrote the document made the figure.
fn is_author_oneself(names: &Names) -> bool {
    let [name] = names.list.as_slice() else { return false };
    let last = name.text.rsplit(' ').next().unwrap_or_default();
    WORDS.author_oneself.has_word(last) && names.et_al.is_none()
}

/// "1685–1750": the years of a life or a reign; a stroke parts the years of two editions.
fn is_span_of_years(text: &str) -> bool {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| is_year(part));
    years.next().is_some() && years.next().is_some() && !text.contains(['[', '/'])
}

/// A capitalised word or initial and one or two words in lower case.
fn is_binomial(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let full = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with('.');
    let genus = words.next().is_some_and(full);
    let rest: Vec<&str> = words.collect();
    let lower = |word: &&str| word.chars().all(|c| c.is_lowercase() || c == '-' || c == '.');
    genus && (1..=3).contains(&rest.len()) && rest.iter().all(lower)
}

/// Whether one lower-case word is all that follows the year: "(Qiagen 2012 batch)".
pub(crate) fn is_batch(context: Context, year: &Year, end: usize) -> bool {
    let tokens = context.tokens;
    let word = tokens.text(year.end);
    year.end + 1 == end && tokens.is_word(year.end) && word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binomials_and_spans() {
        for text in ["Homo sapiens", "Canis lupus familiaris", "Quercus sp."] {
            assert!(is_binomial(text), "{text}");
        }
        for text in ["Trust in Practice", "Homo", "the sea", "A. aegypti", "Der Mut zum Sein"] {
            assert!(!is_binomial(text), "{text}");
        }
        assert!(is_span_of_years("1685–1750") && is_span_of_years("2009-2017"));
        for text in ["1999", "1990 [1867]", "1936/1991"] {
            assert!(!is_span_of_years(text), "{text}");
        }
    }
}
