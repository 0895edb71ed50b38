//! In the reference list, but never cited.
//!
//! The entry may be left over from an earlier draft, or its citation was lost or misspelt. Manuals
//! that ask for a list of references (APA, Chicago author-date, Harvard, IEEE, Vancouver) want it to
//! hold the works cited and no others; a bibliography may hold more. Where most of a list is not
//! cited, `unreadable-list` says so once. Of lists that are headed as a selection ("Further reading")
//! nothing is said.
//!
//! ```paper
//! Trust is local (Hurd 1999).
//!
//! ## References
//!
//! Hurd, I. 1999. "Legitimacy and Authority in International Politics." *International Organization* 53 (2): 379–408.
//!
//! Keohane, R. 1984. *After Hegemony*. Princeton: Princeton University Press. {uncited-reference}
//! ```

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;

use crate::analysis::Analysis;
use crate::lexicon::headings::heads_selection;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::ids::ReferenceId;
use crate::model::reference::Reference;
use crate::references::fields::particles::is_particle;
use crate::rules::rule::Rule;
use crate::rules::words::name_of;
use crate::text::cover::Cover;
use crate::text::fold::{fold, is_dash};
use crate::text::span::Span;

/// In the reference list, but never cited.
pub(crate) const RULE: Rule = Rule {
    name: "uncited-reference",
    severity: Severity::Warning,
    head: head!("uncited_reference.rs"),
    check,
};

/// How long a name must be to be known by itself, in bytes.
const SHORTEST: usize = 4;

/// How many places of a name are looked at: where it stands more often, they are not all telling.
const MOST_PLACES: usize = 256;

/// How long a title must be to be known by itself, in bytes.
const LONG: usize = 12;

fn check(analysis: &Analysis, _: &Evidence) -> Vec<Finding> {
    let cited: HashSet<ReferenceId> = analysis
        .cited_works()
        .flat_map(|cited_work| cited_work.resolution().references.iter().copied())
        .collect();
    // Where each part of a list counts from 1, a number stands for several entries.
    let numbers: HashSet<u32> = analysis
        .cited_works()
        .flat_map(|cited_work| cited_work.item.numbers.iter().copied())
        .collect();
    // An entry that stands in the list twice is cited where its double is.
    let is_cited = |index: ReferenceId| {
        let number = analysis.reference(index).label.as_ref().and_then(|label| label.parse().ok());
        cited.contains(&index)
            || analysis.duplicate_of[index.index()].is_some_and(|first| cited.contains(&first))
            || number.is_some_and(|number| numbers.contains(&number))
    };
    let all = ReferenceId::all(analysis.references().len());
    let selections = selections(analysis);
    let selected = |index| selections.overlaps(analysis.reference(index).span);
    let uncited =
        all.filter(|&index| !is_cited(index) && !is_torn_off(analysis, index) && !selected(index));
    let uncited: Vec<ReferenceId> = uncited.collect();
    if uncited.is_empty() {
        return Vec::new();
    }
    let text = Text {
        names: names_in_text(analysis),
        owners: owners(analysis),
        titles: titles_in_text(analysis, &uncited),
        creators: creators_in_text(analysis, &uncited),
    };
    uncited.into_iter().map(|index| finding(analysis, index, &text)).collect()
}

/// The lists that hold what is worth reading, by their headings.
fn selections(analysis: &Analysis) -> Cover {
    let sections = analysis.list.sections.iter();
    let headed = |heading: Span| heads_selection(analysis.text(heading));
    let selected = sections.filter(|section| section.heading.is_some_and(headed));
    Cover::of(selected.map(|section| section.span))
}

/// Whether an entry without a number stands between two that have their numbers one after the other: it
/// is the end of the one before.
fn is_torn_off(analysis: &Analysis, index: ReferenceId) -> bool {
    let number =
        |at: usize| -> Option<u32> { analysis.references().get(at)?.label.as_ref()?.parse().ok() };
    let at = index.index();
    let before = at.checked_sub(1).and_then(number);
    let last = at + 1 == analysis.references().len();
    let follows = || last || number(at + 1) == before.map(|before| before + 1);
    let unnumbered = analysis.reference(index).label.is_none();
    analysis.system.is_numeric() && unnumbered && before.is_some() && follows()
}

/// What the running text outside the list says of works that are not cited.
struct Text<'a> {
    /// Its capitalised words, folded, each with its first place.
    names: HashMap<String, Span>,
    /// How many works of the list have a creator of this key.
    owners: HashMap<&'a str, usize>,
    /// Where it names the titles of references, by their ids.
    titles: HashMap<ReferenceId, Span>,
    /// Where it has the names of first creators outside its citations.
    creators: HashMap<String, Vec<Span>>,
}

fn finding(analysis: &Analysis, index: ReferenceId, text: &Text) -> Finding {
    let reference = analysis.reference(index);
    let name = name_of(reference);
    let message = format!("\"{name}\" is in the list, but no citation of it was found");
    let finding = RULE.finding(message).at(reference.span).reference(index);
    let named =
        named_alone(analysis, index, text).or_else(|| classic(analysis, index, &text.names));
    let help = "if this work is meant there, cite it in the way of the others";
    let places = [
        (named, "author-named", "its author is named here", help),
        (
            named_with_year(analysis, index, text),
            "author-dated",
            "its author and year stand here",
            help,
        ),
        // Named by its title it reaches the reader; whether that is enough is for the author to say.
        (
            text.titles.get(&index).copied(),
            "title-named",
            "its title is named here",
            "cite it here in the way of the others",
        ),
    ];
    let grounds: Vec<&str> =
        places.iter().filter_map(|(place, ground, ..)| place.and(Some(*ground))).collect();
    match places.into_iter().find_map(|(place, _, what, help)| Some((place?, what, help))) {
        Some((span, what, help)) => {
            let finding = Finding { severity: Severity::Hint, grounds, ..finding };
            finding.related(span, what).help(help)
        }
        None => finding.help("cite it, or take it out of the list"),
    }
}

/// The capitalised words of the running text outside the list, folded, each with its first place.
fn names_in_text(analysis: &Analysis) -> HashMap<String, Span> {
    let document = analysis.document;
    let in_list =
        |span: Span| analysis.list.sections.iter().any(|section| section.span.overlaps(span));
    let mut names = HashMap::new();
    for block in document.blocks.iter().filter(|block| !in_list(block.span)) {
        let parts = |c: char| !c.is_alphanumeric() && !is_dash(c);
        let mut at = block.span.start;
        for piece in document.slice(block.span).split_inclusive(parts) {
            let word = piece.trim_end_matches(parts);
            let short = word.len() > 1 && word.chars().all(char::is_uppercase);
            if short || word.len() >= SHORTEST && word.starts_with(char::is_uppercase) {
                names.entry(fold(word)).or_insert(Span::new(at, at + word.len()));
            }
            at += piece.len();
        }
    }
    names
}

/// Where the text names the author of a reference whose name no other work of the list shares, and
/// the second author, if there is one.
fn named_alone(analysis: &Analysis, index: ReferenceId, text: &Text) -> Option<Span> {
    let creators = &analysis.citation_index.work(index).creators;
    let key = creators.first(0)?;
    // A list in capitals may have particles that the text leaves out: "DA SILVA".
    let creator = analysis.reference(index).entry.creators().first()?.cited().to_lowercase();
    let bare = creator.rsplit_once(' ').filter(|(before, _)| is_particle(before));
    let bare = bare.map(|(_, name)| fold(name)).filter(|bare| text.names.contains_key(bare));
    let shared = text.owners.get(key).is_some_and(|owners| *owners > 1);
    let second = creators.first(1);
    let all = second.is_none_or(|second| text.names.contains_key(second));
    let named = text.names.get(bare.as_deref().unwrap_or(key));
    named.copied().filter(|_| !shared && all)
}

/// Where the text names the author of a classic, who has a name without a family name: "Augustine of
/// Hippo", also where the place was read as one ("DION DE PRUSA"). Such works are cited by their titles
/// and divisions.
fn classic(analysis: &Analysis, index: ReferenceId, names: &HashMap<String, Span>) -> Option<Span> {
    let (reference, work) = analysis.work(index)?;
    let creators = reference.entry.creators();
    let creator = creators.first()?;
    let cited = creator.cited();
    let given = creator.given.as_deref().filter(|given| !given.contains([' ', '.']));
    let of_place =
        cited.split_whitespace().next().is_some_and(|word| is_particle(&word.to_lowercase()));
    let name = match given {
        Some(given) if of_place && given.len() >= SHORTEST => {
            format!("{given} {}", cited.to_lowercase())
        }
        _ => cited,
    };
    let mut words = name.split_whitespace();
    let first = fold(words.next()?);
    let by_place = words.next().is_some_and(|word| word.starts_with(char::is_lowercase));
    let span = names.get(&first).copied()?;
    (by_place || work.year.is_none()).then_some(span)
}

/// Where the running text outside the list has the first author of a reference with its year soon
/// after, in whatever form.
fn named_with_year(analysis: &Analysis, index: ReferenceId, text: &Text) -> Option<Span> {
    const NEAR: usize = 30;
    let (reference, work) = analysis.work(index)?;
    let year = work.year.as_deref()?;
    let places = text.creators.get(&creator(reference)?)?;
    let with_year = |span: &&Span| {
        let after: String = analysis.document.text[span.end..].chars().take(NEAR).collect();
        after.contains(year)
    };
    places.iter().find(with_year).copied()
}

/// The name of the first creator of a reference, if it is long enough to be known by.
fn creator(reference: &Reference) -> Option<String> {
    let name = reference.entry.creators().first()?.cited();
    (name.len() >= SHORTEST).then_some(name)
}

/// Where the running text outside the list and the citations has the names of the first creators of
/// these references: one search for all.
fn creators_in_text(analysis: &Analysis, indexes: &[ReferenceId]) -> HashMap<String, Vec<Span>> {
    let names = indexes.iter().filter_map(|&index| creator(analysis.reference(index)));
    let names: Vec<String> = names.collect::<HashSet<_>>().into_iter().collect();
    let mut places: HashMap<String, Vec<Span>> = HashMap::new();
    // A list may have names in capitals, or the text.
    let spelt = names.iter().cloned().chain(names.iter().map(|name| title_case(name)));
    let Ok(search) = AhoCorasick::new(spelt) else { return places };
    let in_list = Cover::of(analysis.list.sections.iter().map(|section| section.span));
    let cited = Cover::of(analysis.citations.iter().map(|citation| citation.span));
    for place in search.find_overlapping_iter(&*analysis.document.text) {
        let span = Span::from(place.range());
        if in_list.overlaps(span) || cited.overlaps(span) {
            continue;
        }
        let own =
            places.entry(names[place.pattern().as_usize() % names.len()].clone()).or_default();
        if own.len() < MOST_PLACES && !own.contains(&span) {
            own.push(span);
        }
    }
    places
}

/// A name with capitals at the beginning of its words only.
fn title_case(name: &str) -> String {
    let mut inside = false;
    let mut title = String::with_capacity(name.len());
    for c in name.chars() {
        match inside {
            true => title.extend(c.to_lowercase()),
            false => title.push(c),
        }
        inside = c.is_alphabetic();
    }
    title
}

/// How many works of the list have a creator of each key.
fn owners<'a>(analysis: &'a Analysis) -> HashMap<&'a str, usize> {
    let mut owners = HashMap::new();
    for work in analysis.citation_index.works() {
        let keys: HashSet<&str> = work.creators.all().collect();
        keys.into_iter().for_each(|key| *owners.entry(key).or_default() += 1);
    }
    owners
}

/// Where the running text outside the list first names the title of each of these references, without
/// its subtitle: one search for all.
fn titles_in_text(analysis: &Analysis, indexes: &[ReferenceId]) -> HashMap<ReferenceId, Span> {
    let titled = indexes.iter().filter_map(|&index| Some((index, short_title(analysis, index)?)));
    let titled: Vec<(ReferenceId, &str)> = titled.collect();
    let titles: Vec<&str> =
        titled.iter().map(|(_, title)| *title).collect::<HashSet<_>>().into_iter().collect();
    let Ok(search) = AhoCorasick::new(&titles) else {
        return HashMap::new();
    };
    let mut places: HashMap<&str, Span> = HashMap::new();
    let in_list =
        |span: Span| analysis.list.sections.iter().any(|section| section.span.overlaps(span));
    for place in search.find_overlapping_iter(&*analysis.document.text) {
        let span = Span::from(place.range());
        if !in_list(span) {
            places.entry(titles[place.pattern().as_usize()]).or_insert(span);
        }
    }
    titled.iter().filter_map(|(index, title)| Some((*index, *places.get(title)?))).collect()
}

/// The title of a reference without its subtitle, if it is long enough to be known by.
fn short_title<'a>(analysis: &'a Analysis, index: ReferenceId) -> Option<&'a str> {
    let title = analysis.reference(index).entry.text("title")?;
    let title = title.split([':', '?', '.']).next().unwrap_or(title).trim();
    (title.len() >= LONG && title.contains(' ')).then_some(title)
}
