//! What speaks for and against what is said of a place: facts about the citation, its entry and the
//! document.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::analysis::{Analysis, CitedWork};
use crate::citations::words::WORDS;
use crate::lexicon::years::year_of;
use crate::model::citation::{CitationKind, MatchKind, System};
use crate::model::document::BlockKind;
use crate::model::entry::Name;
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::model::reference::{Label, Reference};
use crate::text::fold::fold;
use crate::text::span::Span;

/// A fact that speaks for or against a finding; how much it weighs is fitted (`refs/confidence.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Ground {
    /// Its name in the data.
    pub(crate) name: &'static str,
    /// What it says, in words.
    pub(crate) described: &'static str,
}

macro_rules! grounds {
    ($($constant:ident $name:literal $described:literal;)*) => {
        $(const $constant: Ground = Ground { name: $name, described: $described };)*
        /// All there are.
        pub(crate) const ALL: &[Ground] = &[$($constant),*];
    };
}

grounds! {
    NO_CREATOR "no-creator" "the entry names no creator that could be read";
    CREATOR_IN_DOUBT "creator-in-doubt" "a creator of the entry is hardly a name";
    CREATORS_WHOLE "creators-whole" "all that stands before the title or the year was read as creators";
    BARE_CREATORS "bare-creators" "none of the creators that were read has a given name";
    NAME_UNWRITTEN "name-unwritten" "a further name that is cited stands nowhere in the entry";
    ONLINE "online" "the entry has an address";
    BY_PERSON "by-person" "the entry begins with the name of a person";
    UNDATED "undated" "the entry has no year that could be read";
    UNTITLED "untitled" "the entry has no title that could be read";
    READ_IN_DOUBT "read-in-doubt" "the entry was read with doubts";
    LONG_ENTRY "long-entry" "the entry is very long";
    SHORT_ENTRY "short-entry" "the entry is very short";
    NAMESAKE "namesake" "the list has another work of this creator and year";
    WITH_ISSUE "with-issue" "the entry has the issue of a journal";
    VOLUME_ELSEWHERE "volume-elsewhere" "the volume does not stand beside the journal";
    COMMON_JOURNAL "common-journal" "another entry names this journal";
    FURTHER_LIST "further-list" "the entry stands in a further list";
    CITED_ELSEWHERE "cited-elsewhere" "the entry is cited elsewhere as it stands";
    BESIDE_TIED "beside-tied" "a work beside it in the bracket is in the list";
    IN_SENTENCE "in-sentence" "the name is part of the sentence";
    PLACED "placed" "a preposition of places stands before the name in the sentence";
    SEVERAL_NAMES "several-names" "several names are cited, or \"et al.\"";
    WITH_PLACE "with-place" "a page or a letter stands with the year";
    NAME_LISTED "name-listed" "a work of the list has this creator";
    NAME_WRITTEN "name-written" "the name stands in the text of an entry, though not as a creator's";
    SHORT_FORM "short-form" "the name is a short form in capitals";
    MANY_WORDS "many-words" "the name has several words";
    IN_TABLE "in-table" "it stands in a table";
    IN_NOTE "in-note" "it stands in a note";
    REPEATED "repeated" "it is cited so more than once";
    MANY_YEARS "many-years" "the name stands with several years, none of them listed";
    ODD_YEAR "odd-year" "the year is none of a modern work";
    UNNAMED_ENTRY "unnamed-entry" "an entry of this year has no creator that could be read";
    WELL_TIED "well-tied" "nearly all that is cited is in the list";
    BADLY_TIED "badly-tied" "much of what is cited is not in the list";
    WELL_REACHED "well-reached" "nearly all of the list is cited";
    BADLY_REACHED "badly-reached" "much of the list is not cited";
    BY_NUMBER "by-number" "works are cited by number";
    RARE_FORM "rare-form" "the numbers stand in a form that other things have too";
    OFTEN_BARE "often-bare" "names stand in brackets without a year in several places";
}

/// What a fact says, by its name; the name itself where a rule found it out.
pub(crate) fn described(name: &'static str) -> &'static str {
    ALL.iter().find(|ground| ground.name == name).map_or(name, |ground| ground.described)
}

/// The facts of one document.
pub(crate) struct Grounds<'a> {
    analysis: &'a Analysis<'a>,
    /// What is cited, by where it stands.
    cited: Vec<CitedWork<'a>>,
    /// The entries that are cited as they stand.
    exact: HashSet<ReferenceId>,
    /// How often a work is cited in the same words.
    times: HashMap<String, usize>,
    /// With how many years a name stands that ties to nothing.
    lost_years: HashMap<String, HashSet<String>>,
    /// The years of entries that are cited nowhere and name no creator.
    unnamed: HashSet<&'a str>,
    /// The words of the list, folded.
    words: OnceCell<HashSet<String>>,
    /// How many entries name each journal or book.
    containers: HashMap<String, usize>,
    of_document: Vec<Ground>,
}

impl<'a> Grounds<'a> {
    /// The facts of a document.
    pub(crate) fn new(analysis: &'a Analysis<'a>) -> Grounds<'a> {
        let cited: Vec<CitedWork> = analysis.cited_works().collect();
        let exact = analysis.cited(MatchKind::Exact);
        let (mut times, mut lost_years) = (HashMap::new(), HashMap::new());
        for one in cited.iter().filter(|one| one.is_by_name()) {
            *times.entry(one.label()).or_default() += 1;
            if let (Some(name), Some(year), None) =
                (one.named.names.first(), &one.item.year, one.resolution().match_kind)
            {
                let years: &mut HashSet<String> = lost_years.entry(fold(&name.text)).or_default();
                years.insert(year.text.clone());
            }
        }
        let named: HashSet<ReferenceId> =
            cited.iter().flat_map(|one| one.resolution().references.iter().copied()).collect();
        let unnamed = analysis
            .each_reference()
            .filter(|(id, reference)| !named.contains(id) && creators_in_doubt(reference));
        let unnamed = unnamed
            .filter_map(|(id, _)| analysis.citation_index.work(id).year.as_deref())
            .collect();
        let of_document = of_document(analysis);
        let mut containers = HashMap::new();
        for title in
            analysis.references().iter().filter_map(|one| one.entry.text("container-title"))
        {
            *containers.entry(fold(title)).or_default() += 1;
        }
        Grounds {
            analysis,
            cited,
            exact,
            times,
            lost_years,
            unnamed,
            words: OnceCell::new(),
            containers,
            of_document,
        }
    }

    /// What speaks for and against a finding on a place and an entry.
    pub(crate) fn of(&self, span: Option<Span>, reference: Option<ReferenceId>) -> Vec<Ground> {
        let cited = span.and_then(|span| self.cited_at(span));
        let tied = || cited.and_then(|one| one.resolution().references.first().copied());
        let mut found = self.of_document.clone();
        if let Some(index) = reference.or_else(tied) {
            found.extend(self.of_entry(index));
            found.extend(cited.filter(|_| self.exact.contains(&index)).map(|_| CITED_ELSEWHERE));
            let unwritten = cited.filter(|one| self.has_unwritten_name(one, index));
            found.extend(unwritten.map(|_| NAME_UNWRITTEN));
        }
        if let Some(cited) = cited {
            found.extend(self.of_citation(cited));
        }
        found
    }

    fn cited_at(&self, span: Span) -> Option<&CitedWork<'a>> {
        let at = self.cited.partition_point(|one| one.item.span.start < span.start);
        let near = &self.cited[at.saturating_sub(1)..self.cited.len().min(at + 2)];
        let is = |one: &&CitedWork| one.item.span == span;
        near.iter().find(is).or_else(|| near.iter().find(|one| one.item.span.contains(span)))
    }

    fn of_entry(&self, index: ReferenceId) -> Vec<Ground> {
        const LONG: usize = 600;
        const SHORT: usize = 40;
        const SURE: f32 = 0.6;
        let Some((reference, work)) = self.analysis.work(index) else { return Vec::new() };
        let entry = &reference.entry;
        let sections = &self.analysis.list.sections;
        let section = sections.iter().position(|one| one.span.overlaps(reference.span));
        let length = reference.raw.chars().count();
        let in_doubt = !reference.doubts.is_empty() || reference.confidence < SURE;
        [
            (entry.creators().is_empty(), NO_CREATOR),
            (!entry.creators().is_empty() && creators_in_doubt(reference), CREATOR_IN_DOUBT),
            (has_whole_creators(reference), CREATORS_WHOLE),
            (has_bare_creators(reference), BARE_CREATORS),
            (entry.variables.contains_key("URL"), ONLINE),
            (begins_with_person(reference), BY_PERSON),
            (work.year.is_none(), UNDATED),
            (entry.text("title").is_none(), UNTITLED),
            (in_doubt, READ_IN_DOUBT),
            (length > LONG, LONG_ENTRY),
            (length < SHORT, SHORT_ENTRY),
            (self.has_namesake(index, work), NAMESAKE),
            (entry.variables.contains_key("issue"), WITH_ISSUE),
            (volume_elsewhere(reference), VOLUME_ELSEWHERE),
            (self.is_common(reference), COMMON_JOURNAL),
            (section.is_some_and(|section| section > 0), FURTHER_LIST),
        ]
        .into_iter()
        .filter_map(|(holds, ground)| holds.then_some(ground))
        .collect()
    }

    fn words(&self) -> &HashSet<String> {
        let parts = |c: char| !c.is_alphanumeric();
        self.words.get_or_init(|| {
            let raw = self.analysis.references().iter().flat_map(|one| one.raw.split(parts));
            raw.filter(|word| word.len() > 1).map(fold).collect()
        })
    }

    /// Whether a name after the first one that is cited stands nowhere in the entry.
    fn has_unwritten_name(&self, one: &CitedWork, index: ReferenceId) -> bool {
        let Some((reference, _)) = self.analysis.work(index) else { return false };
        let raw = fold(&reference.raw);
        let mut further = one.named.names.iter().skip(1);
        further.any(|name| !name.text.split_whitespace().all(|word| raw.contains(&fold(word))))
    }

    /// Whether other entries name the journal or book of this one.
    fn is_common(&self, reference: &Reference) -> bool {
        let container = reference.entry.text("container-title");
        container
            .is_some_and(|title| self.containers.get(&fold(title)).is_some_and(|many| *many > 1))
    }

    /// Whether the list has another work of the same first creator and year.
    fn has_namesake(&self, index: ReferenceId, work: &IndexedWork) -> bool {
        let citation_index = &self.analysis.citation_index;
        let key = work.creators.first(0);
        let with_first = |key: &str| citation_index.with_first(key).iter();
        key.is_some_and(|key| {
            with_first(key)
                .any(|other| *other != index && citation_index.work(*other).year == work.year)
        })
    }

    /// Whether one name stands in a sentence where a place may: "in Hurd (1999)".
    fn is_placed(&self, one: &CitedWork) -> bool {
        let before = &self.analysis.document.text[..one.item.span.start];
        let word = before.split_whitespace().next_back().unwrap_or_default();
        let single = one.named.names.len() == 1 && !one.named.leaves_out_names();
        let narrative = one.citation.kind == CitationKind::Narrative;
        narrative && single && WORDS.preposition.has_word(word)
    }

    fn of_citation(&self, one: &CitedWork) -> Vec<Ground> {
        const SHORT: usize = 6;
        let first = one.named.names.first().map_or("", |name| name.text.as_str());
        let key = self.analysis.citation_index.key_of(first);
        let listed = self.analysis.citation_index.knows(&key);
        let year = one.item.year.as_ref().map_or("", |year| year.text.as_str());
        let capitals = !first.is_empty() && first.chars().all(char::is_uppercase);
        let cited = one.citation.span;
        let beside =
            |other: &&CitedWork| other.citation.span == cited && other.item.span != one.item.span;
        let start = self.cited.partition_point(|one| one.citation.span.start < cited.start);
        let beside = self.cited[start..]
            .iter()
            .take_while(|other| other.citation.span.start == cited.start)
            .filter(beside)
            .any(|one| one.is_match(MatchKind::Exact));
        let in_note = self.analysis.document.block_at(one.item.span.start).is_some_and(|at| {
            matches!(self.analysis.document.block(at).kind, BlockKind::Note { .. })
        });
        let several = one.named.names.len() > 1 || one.named.leaves_out_names();
        let lost = self.lost_years.get(&fold(first)).map_or(0, HashSet::len);
        let modern = year_of(year).is_some_and(|year| year > 1900);
        let unnamed = one.resolution().match_kind.is_none() && self.unnamed.contains(year);
        [
            (beside, BESIDE_TIED),
            (one.citation.kind == CitationKind::Narrative, IN_SENTENCE),
            (self.is_placed(one), PLACED),
            (several, SEVERAL_NAMES),
            (one.item.locator.is_some() || one.item.suffix.is_some(), WITH_PLACE),
            (listed, NAME_LISTED),
            (!listed && self.words().contains(&key), NAME_WRITTEN),
            (capitals && first.chars().count() <= SHORT, SHORT_FORM),
            (first.contains(' '), MANY_WORDS),
            (self.analysis.is_in_table(one.item.span), IN_TABLE),
            (in_note, IN_NOTE),
            (self.times.get(&one.label()).is_some_and(|times| *times > 1), REPEATED),
            (lost > 1, MANY_YEARS),
            (!year.is_empty() && !modern, ODD_YEAR),
            (unnamed, UNNAMED_ENTRY),
        ]
        .into_iter()
        .filter_map(|(holds, ground)| holds.then_some(ground))
        .collect()
    }
}

/// What the document as a whole says.
fn of_document(analysis: &Analysis) -> Vec<Ground> {
    const WELL: f64 = 0.9;
    const BADLY: f64 = 0.7;
    const ENOUGH: usize = 8;
    /// Of how many citations in brackets one has no year where that is often so.
    const OFTEN: usize = 2;
    /// How many of them at least make a habit.
    const SEVERAL: usize = 3;
    let explained = &analysis.explained;
    let share = |part: usize, whole: usize| match whole < ENOUGH {
        true => None,
        false => Some(part as f64 / whole as f64),
    };
    let bracketed =
        |one: &CitedWork| one.is_by_name() && one.citation.kind == CitationKind::Parenthetical;
    let (dated, bare): (Vec<CitedWork>, Vec<CitedWork>) = analysis
        .cited_works()
        .filter(bracketed)
        .partition(|one| one.item.year.is_some() || one.item.title.is_some());
    let often = bare.len() >= SEVERAL && bare.len() * OFTEN > dated.len();
    let tied = share(explained.tied, explained.cited);
    let reached = share(explained.reached, explained.listed);
    let is = |share: Option<f64>, test: fn(f64) -> bool| share.is_some_and(test);
    [
        (is(tied, |share| share >= WELL), WELL_TIED),
        (is(tied, |share| share < BADLY), BADLY_TIED),
        (is(reached, |share| share >= WELL), WELL_REACHED),
        (is(reached, |share| share < BADLY), BADLY_REACHED),
        (analysis.system.is_numeric(), BY_NUMBER),
        (matches!(analysis.system, System::NumericRound | System::NumericUnmarked), RARE_FORM),
        (often, OFTEN_BARE),
    ]
    .into_iter()
    .filter_map(|(holds, ground)| holds.then_some(ground))
    .collect()
}

/// Whether the creators of an entry can hardly be what was read: there is none, or one is no name.
fn creators_in_doubt(reference: &Reference) -> bool {
    let creators = reference.entry.creators();
    // A title behind the names was taken for one: "Arthur Pereira. WEB DESIGN: TECHNIQUES".
    let holds_title = |name: &Name| name.given.as_deref().is_some_and(|given| given.contains(':'));
    creators.is_empty() || creators.iter().any(|name| is_no_name(name) || holds_title(name))
}

/// Whether several creators were read and none has a given name: "Lessig, Lawrence, Republic, Lost" may
/// have been taken for three.
fn has_bare_creators(reference: &Reference) -> bool {
    let creators = reference.entry.creators();
    creators.len() > 1 && creators.iter().all(|name| name.given.is_none())
}

/// Whether a name has a sign or a digit in it that names do not have, is an initial alone, begins in
/// lower case without being a particle, or is as long as a sentence.
fn is_no_name(name: &Name) -> bool {
    const LONGEST: usize = 9;
    let cited = name.cited();
    let letters = cited.chars().filter(|c| c.is_alphabetic()).count();
    let cased = cited.contains(char::is_uppercase);
    let small = cased && letters < 2;
    let initials = cased && cited.contains('.') && cited.split(['.', ' ', '-']).all(is_short);
    let signs = cited.contains(['(', ')', '[', ']', '/', '"', '“', ':', ';', '?', '=']);
    let long = cited.split_whitespace().count() > LONGEST;
    small || initials || letters == 0 || signs || long
}

fn is_short(word: &str) -> bool {
    word.chars().count() < 3
}

/// Whether more than a sign stands between the journal and the volume, so that the number may be
/// another's.
fn volume_elsewhere(reference: &Reference) -> bool {
    let field = |label: Label| reference.field(label).map(|field| field.span);
    let (Some(container), Some(volume)) = (field(Label::Container), field(Label::Volume)) else {
        return false;
    };
    let start = reference.span.start;
    let between = container.end.max(start) - start..volume.start.max(start) - start;
    let between = reference.raw.get(between).unwrap_or_default();
    !between.chars().all(|c| matches!(c, ' ' | ',' | '*' | '_' | '\u{a0}'))
}

/// Whether an entry begins with the family name of a person.
fn begins_with_person(reference: &Reference) -> bool {
    let first = reference.entry.creators().first().filter(|name| name.given.is_some());
    first.is_some_and(|name| {
        let family = name.family.as_deref();
        let begins = |name: &str| reference.raw.starts_with(name);
        family.is_some_and(begins) || begins(&name.cited())
    })
}

/// Whether all the words before the title and the year of an entry are those of its creators, small ones
/// and initials left out.
fn has_whole_creators(reference: &Reference) -> bool {
    let creators = reference.entry.creators();
    let start = |label: Label| reference.field(label).map(|field| field.span.start);
    let ends = [start(Label::Title), start(Label::Date)].into_iter().flatten();
    let end = ends.filter(|end| *end > reference.span.start).min();
    let lead = end.and_then(|end| reference.raw.get(..end - reference.span.start));
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(fold).collect()
    };
    let named = |name: &Name| {
        let given = name.given.as_deref().unwrap_or_default();
        parts(&format!("{} {given}", name.cited()))
    };
    let named: HashSet<String> = creators.iter().flat_map(named).collect();
    lead.is_some_and(|lead| {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let words = lead.split(|c: char| !c.is_alphanumeric()).filter(capital);
        let mut words = words.filter(|word| word.chars().count() > 2).peekable();
        words.peek().is_some() && words.all(|word| named.contains(&fold(word)))
    })
}
