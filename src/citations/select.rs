//! Which candidates are citations, where the document's way of citing is known.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::citations::candidates::Candidates;
use crate::citations::numeric::{NumberStyle, Numbered};
use crate::citations::scan::{ScanInput, titled};
use crate::citations::words::WORDS;
use crate::citations::{author_mention, names_only, press};
use crate::lexicon::lists::list;
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem, System};
use crate::model::citation_index::CitationIndex;
use crate::model::document::Document;
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;

impl Candidates {
    /// The citations of a document that cites in this way, in text order; `highest` is the highest
    /// number in the list.
    pub(crate) fn select(
        &self,
        document: &Document,
        input: ScanInput,
        system: System,
        highest: u32,
    ) -> Vec<Citation> {
        let keyed =
            self.keyed.iter().filter(|one| is_key(one, input.keys) || system == System::Key);
        let mut citations: Vec<Citation> = self.again.iter().chain(keyed).cloned().collect();
        match system {
            System::Key => {}
            System::Note => self.in_notes(input, &mut citations),
            System::AuthorPage => self.by_page(document, input, &mut citations),
            System::AuthorDate | System::None => self.by_date(document, input, &mut citations),
            _ => self.by_number(document, input, system, highest, &mut citations),
        }
        citations.sort_by_key(|citation| (citation.span.start, citation.span.end));
        citations
    }

    /// What notes name, and beside it names and years of the list.
    fn in_notes(&self, input: ScanInput, citations: &mut Vec<Citation>) {
        // Who is named with a title of the list needs no "op. cit." besides.
        let titled = |one: &&Citation| one.items.iter().any(|item| is_titled(item, input));
        let titled = Cover::of(self.noted.iter().filter(titled).map(|citation| citation.span));
        citations.retain(|one| !titled.overlaps(one.span));
        let again = Cover::of(citations.iter().map(|citation| citation.span));
        citations.extend(self.noted.iter().filter(|one| !again.overlaps(one.span)).cloned());
        let noted = Cover::of(citations.iter().map(|citation| citation.span));
        let by_name = |one: &&Citation| {
            let in_note = self.notes.contains(one.span);
            let form = in_note || one.kind == CitationKind::Parenthetical;
            form && are_known(one, input.citation_index) && !noted.overlaps(one.span)
        };
        citations.extend(self.dated.iter().filter(by_name).cloned());
    }

    /// Names with pages or titles, and beside them names with years.
    fn by_page(&self, document: &Document, input: ScanInput, citations: &mut Vec<Citation>) {
        let mut taken = Cover::of(self.paged.iter().map(|citation| citation.span));
        let paged: HashSet<usize> = self.paged.iter().map(|one| one.span.start).collect();
        let again = std::mem::replace(citations, self.paged.clone());
        for others in [&titled(document, input), &self.dated, &self.classics] {
            // "Carlson 274" is no year with a slip in it where pages are cited, and "(Stata, 2011)" no
            // work that the list has to name.
            let sound = |citation: &&Citation| {
                let slip = |item: &CitedItem| item.year.is_some() && !is_dated(item);
                !citation.items.iter().any(slip)
                    && (are_known(citation, input.citation_index) || !has_year(citation))
            };
            // "Carlson (2004) (Carlson et al.)" cites once.
            let led = |one: &&Citation| {
                let end = one.span.end;
                let narrative = one.kind == CitationKind::Narrative;
                narrative && (paged.contains(&end) || paged.contains(&(end + 1)))
            };
            let free =
                others.iter().filter(sound).filter(|one| !taken.overlaps(one.span) && !led(one));
            citations.extend(free.cloned());
            taken = Cover::of(citations.iter().map(|citation| citation.span));
        }
        // Who is named with a title needs no "op. cit." besides.
        citations.extend(again.into_iter().filter(|one| !taken.overlaps(one.span)));
    }

    /// Names with years, and names whose year was forgotten.
    fn by_date(&self, document: &Document, input: ScanInput, citations: &mut Vec<Citation>) {
        let index = input.citation_index;
        let press = press::habitual(&self.press, index);
        let by_day = Cover::of(press.iter().flat_map(|one| one.items.iter().map(|item| item.span)));
        let undated =
            names_only::drop_topic_names(self.undated.clone(), &self.dated, index, &document.text);
        citations.extend(undated.into_iter().filter(|one| !by_day.overlaps(one.span)));
        // The label of an entry may be but its names and year: "[Hurd 1999]".
        let dated = Cover::of(self.dated.iter().map(|citation| citation.span));
        citations.retain(|one| one.kind != CitationKind::Key || !dated.overlaps(one.span));
        citations.extend(self.dated.iter().chain(&self.classics).cloned());
        press::add(press, citations);
        let mentions = self.author_mentions.clone();
        let uncited = author_mention::uncited_authors(
            mentions,
            citations,
            input.citation_index,
            input.skip,
            &document.text,
        );
        citations.extend(uncited);
    }

    /// Numbers in the dress that goes with the way of citing, and beside them works of the list by
    /// name and year.
    fn by_number(
        &self,
        document: &Document,
        input: ScanInput,
        system: System,
        highest: u32,
        citations: &mut Vec<Citation>,
    ) {
        let style = number_style(system);
        let labels = lone_labels(&self.numbered, style, highest);
        let reaches = |one: &&Numbered| {
            let counts = one.label.as_ref().is_none_or(|label| labels.contains(label));
            let paged = system == System::Numeric && is_paged(&one.citation, highest);
            Some(one.number_style) == style && counts && (paged || is_in_reach(one, highest))
        };
        let intervals = system == System::Numeric && writes_intervals(&document.text);
        let cited =
            |one: &&Numbered| !(intervals && is_interval(&document.text, &one.citation, highest));
        let numbered = self.numbered.iter().filter(reaches).filter(cited).collect();
        let numbered = without_powers(with_pages(numbered, highest), highest);
        match system {
            System::NumericUnmarked => {
                let names = names_with_numbers(&self.numbered, &document.text);
                // "Python3.6" is a version.
                let is_version = |one: &Citation| {
                    let behind = document.text[one.span.end..].strip_prefix('.');
                    behind.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                };
                let cites = |one: &Citation| !names.contains(&one.span) && !is_version(one);
                let within = |one: &Citation| {
                    one.items.iter().all(|item| item.numbers.iter().all(|n| *n <= highest))
                };
                let (within, beyond): (Vec<Citation>, Vec<Citation>) =
                    numbered.filter(cites).partition(within);
                let within = in_order(within, highest);
                // What lies beyond the list is rarely a number of a work, where nothing marks it as one.
                if within.len() >= MANY_UNMARKED {
                    citations.extend(glued_to_words(&document.text, beyond));
                }
                citations.extend(within);
            }
            _ => citations.extend(numbered),
        }
        let numbered = Cover::of(citations.iter().map(|citation| citation.span));
        let by_name =
            |one: &&Citation| are_listed(one, input.citation_index) && !numbered.overlaps(one.span);
        citations.extend(self.dated.iter().filter(by_name).cloned());
    }

    /// Without a list nothing can be ruled out by it: all that stands on its own is taken. Where two
    /// readings overlap, the one that needs more signs goes first.
    pub(crate) fn without_list(&self, document: &Document, input: ScanInput) -> Vec<Citation> {
        let none_dated = self.dated.is_empty();
        let paged = self.paged.iter().filter(|_| none_dated);
        let numbered = self.numbered.iter().filter(|one| stands_alone(one));
        let undated = names_only::drop_topic_names(
            self.undated.clone(),
            &self.dated,
            input.citation_index,
            &document.text,
        );
        let sure = self.again.iter().chain(&self.keyed).chain(&self.classics);
        let mut citations: Vec<Citation> = sure.chain(&self.dated).cloned().collect();
        let taken = Cover::of(citations.iter().map(|citation| citation.span));
        let doubtful = numbered.map(|one| &one.citation).chain(paged).chain(&undated);
        citations.extend(doubtful.filter(|citation| !taken.overlaps(citation.span)).cloned());
        citations.sort_by_key(|citation| (citation.span.start, citation.span.end));
        citations
    }

    /// How many works, numbers or keys are there in each way of citing, as far as that does not depend on the list,
    /// the likeliest first.
    pub(crate) fn counts(&self) -> Vec<(usize, System)> {
        let numbers = |style| numbers(&self.numbered, style);
        // The year of a whole reference in a note is not cited by itself.
        let noted = Cover::of(self.noted.iter().map(|citation| citation.span));
        let dated = self.dated.iter().filter(|citation| !noted.overlaps(citation.span));
        let dated = dated.filter(|citation| citation.items.iter().any(is_dated));
        let mut counts = vec![
            (names(dated), System::AuthorDate),
            (numbers(NumberStyle::Square), System::Numeric),
            (numbers(NumberStyle::Superscript), System::NumericRaised),
            (keys(&self.keyed), System::Key),
            (names(self.noted.iter()), System::Note),
            (numbers(NumberStyle::Round), System::NumericRound),
            (names(self.paged.iter()), System::AuthorPage),
            (numbers(NumberStyle::Unmarked), System::NumericUnmarked),
        ];
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        counts
    }
}

/// Whether an item names authors of the list and a title of theirs.
fn is_titled(item: &CitedItem, input: ScanInput) -> bool {
    let index = input.citation_index;
    item.names.first().zip(item.title.as_ref()).is_some_and(|(name, title)| {
        let title = fold(&title.text);
        let works = index.with_first(&index.key_of(&name.text)).iter();
        works.into_iter().any(|&id| index.work(id).is_called(&title))
    })
}

/// Where numbers that nothing marks belong to names: a word with capitals inside stands with numbers
/// again and again, and more often than without: "BM10", "BM22", but not "AD".
fn names_with_numbers(numbered: &[Numbered], text: &str) -> HashSet<Span> {
    let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
    for one in numbered.iter().filter(|one| one.number_style == NumberStyle::Unmarked) {
        let span = one.citation.span;
        let before = &text[..span.start];
        let word = &before[before.trim_end_matches(char::is_alphanumeric).len()..];
        if word.chars().skip(1).any(char::is_uppercase) {
            places.entry(word).or_default().push(span);
        }
    }
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let bare = |word: &str| {
        let places = text.match_indices(word);
        let alone = |(at, word): &(usize, &str)| {
            let (before, after) = (&text[..*at], &text[at + word.len()..]);
            !inside(before.chars().next_back()) && !inside(after.chars().next())
        };
        places.filter(alone).count()
    };
    let counted =
        places.into_iter().filter(|(word, spans)| spans.len() > 1 && bare(word) < spans.len());
    counted.flat_map(|(_, spans)| spans).collect()
}

/// How many numbers that nothing marks cite the list, so that one beyond it may be a slip.
const MANY_UNMARKED: usize = 10;

/// Of numbers that nothing marks, those that are glued to a word of the text, or to the sign behind it, as
/// numbers are that lost their superscript: the word stands without a number too, is too long for a name with a
/// number, or is "et al."; with this number it stands nowhere else.
fn glued_to_words(text: &str, numbers: Vec<Citation>) -> Vec<Citation> {
    const SHORTEST: usize = 4;
    const LONG: usize = 8;
    let before = |one: &Citation| text[..one.span.start].trim_end_matches(['.', ',', ')']);
    let word_before = |one: &Citation| {
        let before = before(one);
        &before[before.trim_end_matches(char::is_alphabetic).len()..]
    };
    let glued = |one: &Citation| (word_before(one), one.span.of(text));
    let mut times: HashMap<(&str, &str), usize> = HashMap::new();
    for one in &numbers {
        *times.entry(glued(one)).or_default() += 1;
    }
    let words: HashSet<String> = match numbers.is_empty() {
        true => HashSet::new(),
        false => text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect(),
    };
    let group_words: Vec<&str> =
        list("et-al").iter().map(|phrase| phrase.trim_end_matches('.')).collect();
    let is_slip = |one: &Citation| {
        let (word, _) = glued(one);
        let small = word.chars().filter(|c| c.is_lowercase()).count();
        let long = small >= LONG && small == word.chars().count();
        let is_word = small >= SHORTEST && (long || words.contains(&word.to_lowercase()));
        let is_grouped_by = |phrase: &&str| {
            let names = before(one).strip_suffix(phrase);
            names.is_some_and(|names| !names.ends_with(char::is_alphanumeric))
        };
        let grouped = || group_words.iter().any(is_grouped_by);
        (is_word && times[&glued(one)] == 1) || grouped()
    };
    numbers.into_iter().filter(is_slip).collect()
}

/// Of numbers that nothing marks, those that can be meant for a list in the order of first mention:
/// a new one follows on those before, and no range is a good part of the list. The "2" of a name comes too
/// early; "Aβ1–42" names a substance.
fn in_order(mut citations: Vec<Citation>, highest: u32) -> Vec<Citation> {
    const AHEAD: u32 = 3;
    let widest = (highest as usize / 3).max(6);
    citations.retain(|citation| citation.items.iter().all(|item| item.numbers.len() <= widest));
    citations.sort_by_key(|citation| citation.span.start);
    let mut next = 1;
    citations.retain(|citation| {
        let numbers = || citation.items.iter().flat_map(|item| item.numbers.iter().copied());
        let ahead = AHEAD + numbers().count() as u32;
        let low = numbers().min().is_some_and(|low| low <= next + AHEAD);
        let fits = low && numbers().max().is_some_and(|high| high < next + ahead);
        if fits {
            next = numbers().max().map_or(next, |high| next.max(high + 1));
        }
        fits
    });
    citations
}

/// The highest power that is usual: squares and cubes.
const USUAL_POWER: u32 = 3;

/// Of raised numbers those that are no powers: what looks like one is a citation where it follows on the
/// numbers before it and stays in the list; if it may be a square or a cube, nothing else cites its works.
fn without_powers(numbered: Vec<Cow<Numbered>>, highest: u32) -> impl Iterator<Item = Citation> {
    let numbers = |one: &Numbered| -> Vec<u32> {
        one.citation.items.iter().flat_map(|item| item.numbers.iter().copied()).collect()
    };
    let sure = numbered.iter().filter(|one| !one.like_power);
    let mut cited: HashSet<u32> = sure.flat_map(|one| numbers(one)).collect();
    let mut next = 1;
    let follows = move |one: &Cow<Numbered>| {
        let of_one = numbers(one);
        let (low, high) = (of_one.iter().min().copied(), of_one.iter().max().copied());
        if one.like_power {
            let lone = low > Some(USUAL_POWER) || of_one.iter().all(|n| cited.insert(*n));
            let free = low == Some(next) && high <= Some(highest) && lone;
            if !free {
                return false;
            }
        }
        next = high.map_or(next, |high| next.max(high + 1));
        true
    };
    numbered.into_iter().filter(follows).map(|one| match one {
        Cow::Borrowed(one) => one.citation.clone(),
        Cow::Owned(one) => one.citation,
    })
}

/// How numbers look where works are cited in this way.
fn number_style(system: System) -> Option<NumberStyle> {
    match system {
        System::Numeric => Some(NumberStyle::Square),
        System::NumericRound => Some(NumberStyle::Round),
        System::NumericRaised => Some(NumberStyle::Superscript),
        System::NumericUnmarked => Some(NumberStyle::Unmarked),
        _ => None,
    }
}

/// Whether a bracket names works of the index with their years, and nothing else: a text that cites
/// by number has some of them where two authors wrote it.
fn are_listed(citation: &Citation, citation_index: &CitationIndex) -> bool {
    let listed = |item: &CitedItem| {
        let named = item.names.first().zip(item.year.as_ref());
        named.is_some_and(|(first, year)| citation_index.has(&first.text, &year.text))
    };
    citation.kind == CitationKind::Parenthetical && citation.items.iter().all(listed)
}

/// Whether a citation names authors of the index with years, and nothing else: a text that cites by
/// notes has some of them under its figures.
fn are_known(citation: &Citation, citation_index: &CitationIndex) -> bool {
    let known = |item: &CitedItem| {
        let first = item.names.first().filter(|_| item.year.is_some());
        first.is_some_and(|first| {
            !citation_index.with_first(&citation_index.key_of(&first.text)).is_empty()
        })
    };
    citation.items.iter().all(known)
}

/// The words before numbers that count nothing: they stand so once, with numbers of the list that are not
/// cited otherwise; or again and again with several numbers or pages. "Equation (1)" and "equation (2)" are
/// equations, "pure lines (7, 17)" and "lines (13, p. 86)" end before works.
fn lone_labels(numbered: &[Numbered], style: Option<NumberStyle>, highest: u32) -> HashSet<String> {
    let of_style = || numbered.iter().filter(|one| Some(one.number_style) == style);
    let numbers = |one: &Numbered| -> Vec<u32> {
        one.citation.items.iter().flat_map(|item| item.numbers.iter().copied()).collect()
    };
    let cited: HashSet<u32> =
        of_style().filter(|one| one.label.is_none()).flat_map(numbers).collect();
    let mut times: HashMap<&str, (usize, usize)> = HashMap::new();
    for one in of_style() {
        let Some(label) = one.label.as_deref() else { continue };
        let (all, several) = times.entry(label).or_default();
        let paged = one.citation.items.iter().any(|item| item.locator.is_some());
        *all += 1;
        *several += usize::from(numbers(one).len() > 1 || paged);
    }
    let free = |one: &&Numbered| {
        numbers(one).iter().all(|number| *number <= highest && !cited.contains(number))
    };
    let labels = of_style().filter(free).filter_map(|one| one.label.clone());
    let once = labels.filter(|label| times[label.as_str()].0 == 1);
    let before_works = times
        .iter()
        .filter(|(_, (all, several))| *all > 1 && several * 2 >= *all)
        .map(|(label, _)| (*label).to_owned());
    once.chain(before_works).collect()
}

/// Whether numbers can be a citation though no list tells: no year, and in round brackets a list of
/// them.
fn stands_alone(numbered: &Numbered) -> bool {
    let numbers: Vec<u32> =
        numbered.citation.items.iter().flat_map(|item| item.numbers.clone()).collect();
    let small = numbers.iter().all(|number| *number < 1000);
    let plain = small && numbered.label.is_none() && !numbered.like_power;
    plain
        && match numbered.number_style {
            NumberStyle::Square | NumberStyle::Superscript => true,
            NumberStyle::Round => numbers.len() > 1,
            NumberStyle::Unmarked => false,
        }
}

/// Whether the second of two numbers may be the page of the first: "\[1, 45\]" where the list has no such
/// number, as books in Russian have it.
fn is_paged(citation: &Citation, highest: u32) -> bool {
    let number = |item: &CitedItem| match item.numbers.as_slice() {
        [number] => Some(*number),
        _ => None,
    };
    match citation.items.as_slice() {
        [work, page] => {
            number(work).is_some_and(|work| (1..=highest).contains(&work))
                && number(page).is_some_and(|page| page > highest)
        }
        _ => false,
    }
}

/// Whether a text has intervals in square brackets, which no works can be: "\[0, 1\]", "\[0.5, 2\]".
fn writes_intervals(text: &str) -> bool {
    text.split('[').skip(1).any(|after| {
        let inside = after.split([']', ')']).next().unwrap_or_default();
        inside.split_once(',').is_some_and(|(low, high)| {
            let low = low.trim().trim_start_matches(['-', '−']);
            let whole = low.split_once('.').map_or(low, |(whole, _)| whole);
            let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let none = whole == "0" || low.len() > whole.len();
            none && number(whole) && high.trim().starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Whether two rising numbers are all of a citation behind a preposition, and the second lies beyond the
/// list: "losses in \[1, 10\]".
fn is_interval(text: &str, citation: &Citation, highest: u32) -> bool {
    let before = text[..citation.span.start].trim_end();
    let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    if !WORDS.preposition.has_word(word) {
        return false;
    }
    let numbers: Vec<&[u32]> = citation.items.iter().map(|item| &item.numbers[..]).collect();
    matches!(numbers[..], [[low], [high]] if low < high && *high > highest)
}

/// The citations by number, with pages for numbers where that is a habit: one alone may be a slip, or an
/// interval.
fn with_pages(numbered: Vec<&Numbered>, highest: u32) -> Vec<Cow<'_, Numbered>> {
    const HABIT: usize = 2;
    let beyond = |one: &&&Numbered| {
        let mut numbers = one.citation.items.iter().flat_map(|item| &item.numbers);
        is_in_reach(one, highest) && numbers.any(|number| *number > highest)
    };
    let lost = numbered.iter().filter(beyond).count();
    let paged = numbered.iter().filter(|one| is_paged(&one.citation, highest));
    let paged: HashSet<Vec<u32>> = paged
        .map(|one| one.citation.items.iter().flat_map(|item| item.numbers.clone()).collect())
        .collect();
    let habit = paged.len() >= HABIT && paged.len() >= lost;
    let read = numbered.into_iter().filter_map(|one| {
        if !habit || !is_paged(&one.citation, highest) {
            return is_in_reach(one, highest).then_some(Cow::Borrowed(one));
        }
        let mut one = one.clone();
        let page = one.citation.items.pop()?;
        let text = page.numbers.iter().map(u32::to_string).collect();
        one.citation.items.last_mut()?.locator = Some(Cited { span: page.span, text });
        Some(Cow::Owned(one))
    });
    read.collect()
}

/// Whether numbers can be meant for a list that ends at `highest`, or ended not much later once:
/// others are years and amounts.
fn is_in_reach(numbered: &Numbered, highest: u32) -> bool {
    let mut numbers = numbered.citation.items.iter().flat_map(|item| &item.numbers);
    numbers.all(|number| *number <= highest.saturating_mul(2).saturating_add(50))
}

fn is_key(citation: &Citation, keys: &HashSet<&str>) -> bool {
    citation.items.iter().filter_map(|item| item.key.as_deref()).any(|key| keys.contains(key))
}

/// Whether an item has a year without a slip in it: "Carlson 274" may name a page.
fn is_dated(item: &CitedItem) -> bool {
    item.year.as_ref().is_some_and(|year| year.text.len() > 3)
}

/// Whether a citation gives the year of some work.
fn has_year(citation: &Citation) -> bool {
    citation.items.iter().any(|item| item.year.is_some())
}

/// How many first authors these citations name.
fn names<'a>(citations: impl Iterator<Item = &'a Citation>) -> usize {
    let items = citations.flat_map(|citation| &citation.items);
    let names = items.filter_map(|item| item.names.first());
    names.map(|name| name.text.as_str()).collect::<HashSet<&str>>().len()
}

/// How many numbers are there in this dress that can stand alone.
fn numbers(found: &[Numbered], style: NumberStyle) -> usize {
    let of_style = found
        .iter()
        .filter(|one| one.number_style == style && one.label.is_none() && !one.like_power);
    let items = of_style.flat_map(|one| &one.citation.items);
    items.flat_map(|item| &item.numbers).collect::<HashSet<&u32>>().len()
}

/// How many keys are cited.
fn keys(found: &[Citation]) -> usize {
    let items = found.iter().flat_map(|citation| &citation.items);
    items.filter_map(|item| item.key.as_deref()).collect::<HashSet<&str>>().len()
}
