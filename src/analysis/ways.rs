//! The ways of citing as hypotheses: the one counts that explains most.

use std::collections::HashMap;
use std::sync::Arc;

use tracing::{debug, info};

use crate::analysis::explained::Explained;
use crate::analysis::listed::Listed;
use crate::analysis::tied::Tied;
use crate::citations::candidates::Candidates;
use crate::citations::scan::ScanInput;
use crate::model::citation::{Citation, CitationKind, CitedItem, System};
use crate::model::document::Document;
use crate::model::ids::ReferenceId;
use crate::resolve::resolution::resolve;

/// A way of citing, what it costs, and how much of the list it has to reach.
struct Way {
    system: System,
    /// What the way costs as a whole.
    cost: f64,
    /// What each of its citations costs besides: in a form that other things have too, one more or less
    /// says little.
    each: f64,
    /// The part of the list that has to be reached before the way counts at all.
    reach: f64,
    /// Whether the numbers have to rise with their first mentions.
    rising: bool,
}

/// How much of the list a way of citing must reach whose form other things have too.
const ENOUGH: f64 = 0.3;

/// How much of a list without numbers has to be reached before it is taken to be cited by order.
const MOST: f64 = 0.5;

/// How many entries with numbers at least make a list that is cited by number.
const FEWEST: usize = 3;

/// How many times as much may be cited as there are works by notes or pages that are worth a trial.
const BESIDE: usize = 4;

/// What it costs that entries without numbers are cited by their order.
const BY_ORDER: f64 = 4.0;

/// The part of the numbers that rise with their first mentions in a list that is cited in order.
const RISING: f64 = 0.8;

const fn plain(system: System) -> Way {
    Way { system, cost: 0.0, each: 0.0, reach: 0.0, rising: false }
}

const WAYS: [Way; 8] = [
    plain(System::AuthorDate),
    plain(System::Numeric),
    plain(System::NumericRaised),
    plain(System::Key),
    plain(System::Note),
    Way { cost: 2.0, ..plain(System::AuthorPage) },
    Way { cost: 2.0, each: 1.0, reach: ENOUGH, ..plain(System::NumericRound) },
    Way { cost: 4.0, each: 1.0, reach: ENOUGH, rising: true, ..plain(System::NumericUnmarked) },
];

/// What is cited in the way that explains most of the list; without a list, in the way that is
/// there most.
pub(crate) fn best(
    document: &Document,
    listed: &Listed,
    input: ScanInput,
    candidates: &Candidates,
) -> Tied {
    let trial = Trial { document, listed, input, candidates };
    let counts = candidates.counts();
    let most = counts.first().filter(|(count, _)| *count > 0);
    let most = most.map_or(System::None, |(_, system)| *system);
    if listed.list.references.is_empty() {
        return trial.without_list(most);
    }
    let mut best: Option<Tied> = None;
    let ways =
        counts.iter().filter_map(|(_, system)| WAYS.iter().find(|way| way.system == *system));
    // What other things look like too is tried last.
    let (rare, usual): (Vec<&Way>, Vec<&Way>) = ways.partition(|way| way.reach > 0.0);
    for way in usual.into_iter().chain(rare) {
        // Where all is explained, only numbers beside it are worth a trial.
        let count = counts.iter().find(|(_, system)| *system == way.system);
        let besides = matches!(way.system, System::Note | System::AuthorPage);
        let many =
            |best: &Tied| count.is_some_and(|(many, _)| many * BESIDE >= best.explained.cited);
        let whole = best.as_ref().filter(|best| best.explained.is_whole());
        if whole.is_some_and(|best| !(besides && many(best))) {
            continue;
        }
        let tied = trial.of_way(way);
        tell(way, tied.as_ref());
        if let Some(tied) = tied {
            let better = |before: &Tied| tied.explained.score() > before.explained.score();
            if best.as_ref().is_none_or(better) {
                best = Some(tied);
            }
        }
    }
    // Nothing names any entry: what is there most is cited, as far as it can be. What other things look
    // like too is then those: the numbers of equations.
    let rare = |system: &System| WAYS.iter().any(|way| way.system == *system && way.reach > 0.0);
    let usable =
        |system: &System| !rare(system) && (!system.is_numeric() || listed.numbers.len() >= FEWEST);
    let most = Some(most).filter(usable).unwrap_or(System::AuthorDate);
    let best = best.unwrap_or_else(|| trial.tied(most, &listed.numbers, 0.0, 0.0));
    info!(way = best.system.described(), score = best.explained.score(), "way of citing chosen");
    best
}

/// Tells who asks for it how much a way of citing explains.
fn tell(way: &Way, tied: Option<&Tied>) {
    let way = way.system.described();
    let Some(Explained { cited, tied, listed, reached, cost }) = tied.map(|tied| tied.explained)
    else {
        debug!(way, "way of citing tried; it does not fit the list");
        return;
    };
    let score = Explained { cited, tied, listed, reached, cost }.score();
    debug!(way, score, cited, tied, listed, reached, cost, "way of citing tried");
}

/// What a way of citing is tried on.
#[derive(Clone, Copy)]
struct Trial<'a> {
    document: &'a Document,
    listed: &'a Listed<'a>,
    input: ScanInput<'a>,
    candidates: &'a Candidates,
}

impl Trial<'_> {
    /// What is cited in this way, if it reaches enough of the list: by the numbers that are printed
    /// in it or, where there are none, by their order.
    fn of_way(self, way: &Way) -> Option<Tied> {
        let by_order = if way.system.is_numeric() { self.listed.by_order() } else { None };
        let Some(numbers) = by_order else {
            let tied = self.tied(way.system, &self.listed.numbers, way.cost, way.each);
            return Some(tied).filter(|tied| is_admitted(way, tied, way.reach));
        };
        let tied = self.tied(way.system, numbers, way.cost + BY_ORDER, way.each);
        let begins = tied.cited_numbers().contains(&1);
        // Numbers in round brackets count examples and equations as often as works: those rise beside a
        // sorted list too.
        let round = way.system == System::NumericRound;
        let ordered = !round || (tied.rising() >= RISING && !self.listed.is_sorted());
        Some(tied).filter(|tied| begins && ordered && is_admitted(way, tied, MOST))
    }

    /// What is cited in a way of citing, with what it costs.
    fn tied(
        self,
        system: System,
        numbers: &Arc<HashMap<u32, ReferenceId>>,
        cost: f64,
        each: f64,
    ) -> Tied {
        let highest = numbers.keys().copied().max().unwrap_or(0);
        let mut citations = self.candidates.select(self.document, self.input, system, highest);
        resolve(&mut citations, &self.listed.targets(numbers));
        let listed = self.listed.list.references.len();
        let mut explained = Explained::of(&citations, listed);
        let unexplained = self.candidates.dated_left_out(&citations);
        let odd = citations.iter().filter(|citation| is_odd(system, citation)).count();
        explained.cost = cost + each * explained.cited as f64 + (unexplained + odd) as f64;
        Tied { system, numbers: Arc::clone(numbers), citations, explained }
    }

    /// What may be cited where there is no list. Keys and notes tell by their form; of the rest all
    /// is taken that stands on its own.
    fn without_list(self, system: System) -> Tied {
        let by_key = system == System::Key && !self.input.keys.is_empty();
        if by_key || system == System::Note {
            return self.tied(system, &self.listed.numbers, 0.0, 0.0);
        }
        let mut citations = self.candidates.without_list(self.document, self.input);
        resolve(&mut citations, &self.listed.targets(&self.listed.numbers));
        let explained = Explained::of(&citations, 0);
        Tied { system, citations, explained, ..Tied::default() }
    }
}

/// Whether an item gives a year, or needs none.
fn is_dated(item: &CitedItem) -> bool {
    item.year.is_some() || item.exempt.is_some()
}

/// Whether a citation is rare in a way of citing: names alone where years are the rule, and years where
/// pages are.
fn is_odd(system: System, citation: &Citation) -> bool {
    let dated = citation.items.iter().any(is_dated);
    match system {
        System::AuthorDate => citation.kind != CitationKind::Ibid && !dated,
        System::AuthorPage => citation.kind != CitationKind::Ibid && dated,
        _ => false,
    }
}

/// Whether a citation is of the form that a way of citing is called after.
fn is_own(system: System, citation: &Citation) -> bool {
    match system {
        System::Key => citation.kind == CitationKind::Key,
        System::Note => matches!(citation.kind, CitationKind::Note | CitationKind::Ibid),
        System::AuthorPage => !citation.items.iter().any(is_dated),
        _ => (citation.kind == CitationKind::Numeric) == system.is_numeric(),
    }
}

/// Whether a way of citing is what most citations are in, ties some, and reaches enough of the list.
fn is_admitted(way: &Way, tied: &Tied, reach: f64) -> bool {
    let rises = !way.rising || tied.rising() >= RISING;
    let counts = way.reach > 0.0 && (tied.enumerates() || tied.counts_by_chapter());
    let own = tied.citations.iter().filter(|citation| is_own(way.system, citation)).count();
    // Beside pages and titles, works are cited in full where they are named first.
    let least = if way.system == System::AuthorPage { 4 } else { 2 };
    let usual = own * least >= tied.citations.len();
    // Where the numbers are printed in the list, those beyond it are slips, as many as they are.
    let printed = reach == way.reach;
    let sound = !way.system.is_numeric() || tied.stays_in_list(if printed { 1 } else { 3 });
    let reaches = tied.explained.tied > 0 && tied.explained.reach() >= reach;
    reaches && rises && usual && sound && !counts
}
