//! All ways of citing, and which of them a document uses.

use crate::lexicon::scripts::is_unspaced;
use std::collections::HashSet;

use crate::citations::bracket::{brackets, closings};
use crate::citations::name::Context;
use crate::citations::numeric::{NumberStyle, Numbered};
use crate::citations::tokens::tokens_of;
use crate::citations::{
    author_date, author_mention, author_page, ibid, key, names_only, note, numeric,
};
use crate::model::citation::{Citation, CitationKind, CitedItem, System};
use crate::model::citation_index::CitationIndex;
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;

/// What the list says before the text is scanned.
#[derive(Debug, Clone, Copy)]
pub struct ScanInput<'a> {
    /// Who is in the list.
    pub citation_index: &'a CitationIndex,
    /// The highest number in the list; 0 if its items are not numbered.
    pub highest: u32,
    /// The keys of works: those printed in the list, and those of a library.
    pub keys: &'a HashSet<&'a str>,
    /// Stretches that are not scanned: the list itself.
    pub skip: &'a [Span],
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// The citations in text order.
    pub citations: Vec<Citation>,
    /// The way of citing that the document uses most.
    pub system: System,
}

/// Finds all citations of a document.
pub fn scan_document(document: &Document, input: ScanInput) -> Scan {
    let mut found = Candidates::default();
    // The title of the paper may name another work: "Comment on Hurd (1999)".
    let title = document.blocks.iter().position(|block| !matches!(block.kind, BlockKind::Metadata));
    let is_title =
        |at: usize| title == Some(at) && matches!(document.blocks[at].kind, BlockKind::Heading(1));
    let blocks = document.blocks.iter().enumerate().filter(|(at, _)| !is_title(*at));
    for block in blocks.map(|(_, block)| block).filter(|block| is_prose(block, input)) {
        found.block(document, input, block);
    }
    let system = found.system(input);
    let no_list = input.citation_index.is_empty() && input.highest == 0;
    let by_key = system == System::Key && !input.keys.is_empty();
    let mut citations = match no_list && !by_key && system != System::Note {
        true => found.without_list(document, input),
        false => found.select(document, input, system),
    };
    citations.sort_by_key(|citation| (citation.span.start, citation.span.end));
    Scan { citations, system }
}

/// What each way of citing finds.
#[derive(Debug, Default)]
struct Candidates {
    dated: Vec<Citation>,
    undated: Vec<Citation>,
    author_mentions: Vec<Citation>,
    paged: Vec<Citation>,
    classics: Vec<Citation>,
    numbered: Vec<Numbered>,
    keyed: Vec<Citation>,
    noted: Vec<Citation>,
    again: Vec<Citation>,
}

impl Candidates {
    fn block(&mut self, document: &Document, input: ScanInput, block: &Block) {
        let tokens = tokens_of(&document.text, block.span.into());
        let tokens = match input.citation_index.is_unspaced() {
            true => tokens.cut(|span| known_end(document.slice(span), input.citation_index)),
            false => tokens,
        };
        let ends = type_ends(document, block);
        let tokens = match ends.is_empty() {
            true => tokens,
            false => tokens.cut(|span| {
                ends.iter()
                    .find(|end| span.start < **end && **end < span.end)
                    .map(|end| end - span.start)
            }),
        };
        let closings = closings(&tokens, &brackets(&tokens));
        let titles = titles(document, block);
        let context = Context {
            tokens: &tokens,
            citation_index: input.citation_index,
            closings: &closings,
            titles: &titles,
            bracketed: false,
        };
        let code = code(document, block);
        let is_prose_text = |citation: &Citation| !code.contains(citation.span);
        let mut dated = author_date::scan(context);
        dated.retain(is_prose_text);
        // A heading speaks of authors without citing them.
        if !matches!(block.kind, BlockKind::Heading(_)) {
            self.undated.extend(names_only::scan(context, &dated));
            self.author_mentions.extend(author_mention::author_mentions(context));
        }
        self.dated.extend(dated);
        self.paged.extend(author_page::scan(context));
        self.classics.extend(author_page::classics(context));
        let numbered = numeric::scan(document, block, &tokens);
        self.numbered.extend(numbered.into_iter().filter(|one| is_prose_text(&one.citation)));
        self.keyed.extend(key::scan(document, block));
        self.noted.extend(note::scan(context, document, block));
        self.again.extend(ibid::scan(context));
    }

    /// The citations of a document whose way of citing is known.
    fn select(self, document: &Document, input: ScanInput, system: System) -> Vec<Citation> {
        let keyed =
            self.keyed.into_iter().filter(|one| is_key(one, input.keys) || system == System::Key);
        let mut citations: Vec<Citation> = self.again.into_iter().chain(keyed).collect();
        let number_style = match system {
            System::Numeric => NumberStyle::Square,
            System::NumericRound => NumberStyle::Round,
            System::NumericRaised => NumberStyle::Superscript,
            System::Key => return citations,
            System::Note => {
                citations.extend(self.noted);
                let noted = Cover::of(citations.iter().map(|citation| citation.span));
                let by_name = |one: &Citation| {
                    is_known(one, input.citation_index) && !noted.overlaps(one.span)
                };
                citations.extend(self.dated.into_iter().filter(by_name));
                return citations;
            }
            _ => {
                let text = &document.text;
                let paged = if system == System::AuthorPage { self.paged } else { Vec::new() };
                let taken = Cover::of(paged.iter().map(|citation| citation.span));
                let undated = names_only::drop_topic_names(
                    self.undated,
                    &self.dated,
                    input.citation_index,
                    text,
                );
                let others = undated.into_iter().chain(self.dated).chain(self.classics);
                citations.extend(others.filter(|citation| !taken.overlaps(citation.span)));
                citations.extend(paged);
                if system == System::AuthorDate {
                    citations.extend(author_mention::uncited_authors(
                        self.author_mentions,
                        &citations,
                        input.citation_index,
                        text,
                    ));
                }
                return citations;
            }
        };
        let reaches =
            |one: &Numbered| one.number_style == number_style && is_in_reach(one, input.highest);
        citations.extend(self.numbered.into_iter().filter(reaches).map(|one| one.citation));
        let numbered = Cover::of(citations.iter().map(|citation| citation.span));
        let by_name =
            |one: &Citation| is_listed(one, input.citation_index) && !numbered.overlaps(one.span);
        citations.extend(self.dated.into_iter().filter(by_name));
        citations
    }

    /// Without a list nothing can be ruled out by it: all that stands on its own is taken. Where two
    /// readings overlap, the one that needs more signs goes first.
    fn without_list(self, document: &Document, input: ScanInput) -> Vec<Citation> {
        let none_dated = self.dated.is_empty();
        let paged = self.paged.into_iter().filter(|_| none_dated);
        let numbered = self.numbered.into_iter().filter(stands_alone).map(|one| one.citation);
        let undated = names_only::drop_topic_names(
            self.undated,
            &self.dated,
            input.citation_index,
            &document.text,
        );
        let sure = self.again.into_iter().chain(self.keyed).chain(self.classics);
        let mut citations: Vec<Citation> = sure.chain(self.dated).collect();
        let taken = Cover::of(citations.iter().map(|citation| citation.span));
        let doubtful = numbered.chain(paged).chain(undated);
        citations.extend(doubtful.filter(|citation| !taken.overlaps(citation.span)));
        citations
    }

    /// The way of citing that reaches most of the list, or that is there most if there is no list.
    fn system(&self, input: ScanInput) -> System {
        let citation_index = input.citation_index;
        let numbers = |number_style| numbered(&self.numbered, number_style, input);
        // The year of a whole reference in a note is not cited by itself.
        let noted = Cover::of(self.noted.iter().map(|citation| citation.span));
        let dated = self.dated.iter().filter(|citation| !noted.overlaps(citation.span));
        let ways = [
            (named(dated, citation_index, is_dated), System::AuthorDate),
            (numbers(NumberStyle::Square), System::Numeric),
            (numbers(NumberStyle::Superscript), System::NumericRaised),
            (keyed(&self.keyed, input.keys), System::Key),
            (named(self.noted.iter(), citation_index, |_| true), System::Note),
            (numbers(NumberStyle::Round), System::NumericRound),
            (named(self.paged.iter(), citation_index, |_| true), System::AuthorPage),
        ];
        // Numbers in round brackets and names with a number are often no citations: another way
        // that reaches a good part of the list goes before them.
        let size = f64::from(input.highest.max(1)).max(citation_index.works().len() as f64);
        let sure = ways[..5].iter().rev().max_by_key(|(count, _)| *count);
        let sure = sure.filter(|(count, _)| *count as f64 >= ENOUGH * size);
        let best = sure.or_else(|| ways.iter().rev().max_by_key(|(count, _)| *count));
        best.filter(|(count, _)| *count > 0).map_or(System::None, |(_, system)| *system)
    }
}

/// Whether a bracket names works of the index with their years, and nothing else: a text that cites
/// by number has some of them where two authors wrote it.
fn is_listed(citation: &Citation, citation_index: &CitationIndex) -> bool {
    let listed = |item: &CitedItem| {
        let named = item.names.first().zip(item.year.as_ref());
        named.is_some_and(|(first, year)| citation_index.has(&first.text, &year.text))
    };
    citation.kind == CitationKind::Parenthetical && citation.items.iter().all(listed)
}

/// Whether a bracket names authors of the index with years, and nothing else: a text that cites by
/// notes has some of them under its figures.
fn is_known(citation: &Citation, citation_index: &CitationIndex) -> bool {
    let known = |item: &CitedItem| {
        let first = item.names.first().filter(|_| item.year.is_some());
        first.is_some_and(|first| {
            !citation_index.with_first(&citation_index.key_of(&first.text)).is_empty()
        })
    };
    citation.kind == CitationKind::Parenthetical && citation.items.iter().all(known)
}

/// Where the longest name of the index begins that ends a word of a script without spaces: 世界银行
/// in 见世界银行.
fn known_end(word: &str, citation_index: &CitationIndex) -> Option<usize> {
    let unspaced = word.starts_with(is_unspaced);
    if !unspaced || citation_index.knows(&fold(word)) {
        return None;
    }
    let places = word.char_indices().skip(1).map(|(at, _)| at);
    places
        .into_iter()
        .find(|&at| word[at..].chars().count() > 1 && citation_index.knows(&fold(&word[at..])))
}

/// How much of the list a way of citing must reach before one that stands out less can be it.
const ENOUGH: f64 = 0.3;

fn is_prose(block: &Block, input: ScanInput) -> bool {
    let prose = !matches!(block.kind, BlockKind::Code | BlockKind::Metadata | BlockKind::Math);
    prose && !input.skip.iter().any(|skipped| skipped.overlaps(block.span))
}

/// The program text and the formulas of a block: nothing in them is a citation.
fn code(document: &Document, block: &Block) -> Cover {
    let marks = document.marks_in(block.span);
    let marks = marks.filter(|mark| matches!(mark.kind, MarkKind::Code | MarkKind::Math));
    Cover::of(marks.map(|mark| mark.span))
}

/// Where emphasis ends within a word and a capital follows: a space was lost there, as in
/// "*apud*Hurd".
fn type_ends(document: &Document, block: &Block) -> Vec<usize> {
    let marks = document.marks_in(block.span).filter(|mark| mark.kind == MarkKind::Emphasis);
    let glued = |end: &usize| {
        let (before, after) =
            (document.text[..*end].chars().next_back(), document.text[*end..].chars().next());
        before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase)
    };
    marks.map(|mark| mark.span.end).filter(glued).collect()
}

/// What is set off by emphasis.
fn titles(document: &Document, block: &Block) -> Vec<Span> {
    let marks = document.marks_in(block.span).filter(|mark| mark.kind == MarkKind::Emphasis);
    marks.map(|mark| mark.span).collect()
}

/// Whether numbers can be a citation though no list tells: no year, and in round brackets a list of
/// them.
fn stands_alone(numbered: &Numbered) -> bool {
    let numbers: Vec<u32> =
        numbered.citation.items.iter().flat_map(|item| item.numbers.clone()).collect();
    let small = numbers.iter().all(|number| *number < 1000);
    small && (numbered.number_style != NumberStyle::Round || numbers.len() > 1)
}

/// Whether numbers can be meant for a list that ends at `highest`, or ended not much later once:
/// others are years and amounts.
fn is_in_reach(numbered: &Numbered, highest: u32) -> bool {
    let mut numbers = numbered.citation.items.iter().flat_map(|item| &item.numbers);
    numbers.all(|number| *number <= 2 * highest + 50)
}

fn is_key(citation: &Citation, keys: &HashSet<&str>) -> bool {
    citation.items.iter().filter_map(|item| item.key.as_deref()).any(|key| keys.contains(key))
}

/// Whether an item has a year without a slip in it: "Carlson 274" may name a page.
fn is_dated(item: &CitedItem) -> bool {
    item.year.as_ref().is_some_and(|year| year.text.len() > 3)
}

/// How many works are cited by names that the index knows; without an index, how many names.
fn named<'a>(
    citations: impl Iterator<Item = &'a Citation>,
    citation_index: &CitationIndex,
    counts: fn(&CitedItem) -> bool,
) -> usize {
    let items = citations.flat_map(|citation| &citation.items);
    let items = items.filter(|item| counts(item));
    let names = items.filter_map(|item| item.names.first());
    let keys: HashSet<String> = names.map(|name| citation_index.key_of(&name.text)).collect();
    let works: HashSet<usize> =
        keys.iter().flat_map(|key| citation_index.with_first(key)).copied().collect();
    if citation_index.is_empty() { keys.len() } else { works.len() }
}

/// How many numbers of the list are cited in this dress; without a list, how many numbers. To a list
/// whose items have no numbers none of them can point.
fn numbered(found: &[Numbered], number_style: NumberStyle, input: ScanInput) -> usize {
    if input.highest == 0 && !input.citation_index.is_empty() {
        return 0;
    }
    let of_dress = found
        .iter()
        .filter(|one| one.number_style == number_style && (input.highest > 0 || stands_alone(one)));
    let items = of_dress.flat_map(|one| &one.citation.items);
    let numbers: HashSet<u32> = items.flat_map(|item| &item.numbers).copied().collect();
    numbers.into_iter().filter(|number| input.highest == 0 || *number <= input.highest).count()
}

/// How many of the keys that are known are cited; if none is known, how many keys.
fn keyed(found: &[Citation], keys: &HashSet<&str>) -> usize {
    let items = found.iter().flat_map(|citation| &citation.items);
    let cited: HashSet<&str> = items.filter_map(|item| item.key.as_deref()).collect();
    cited.into_iter().filter(|key| keys.is_empty() || keys.contains(key)).count()
}
