//! Finds what may be a citation in a document, by every way of citing.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::citations::bracket::{brackets, closings};
use crate::citations::candidates::Candidates;
use crate::citations::cross_reference::works_alone;
use crate::citations::further_years::with_further_years;
use crate::citations::name::Context;
use crate::citations::notes::Notes;
use crate::citations::numeric::{NumberStyle, Numbered};
use crate::citations::passage::Passage;
use crate::citations::passage_memo::Scanned;
use crate::citations::sentence_words::without_sentence_words;
use crate::citations::titles::Titles;
use crate::citations::tokens::Tokens;
use crate::citations::{
    author_date, author_mention, author_page, ibid, key, names_only, note, numeric, press,
};
use crate::lexicon::lists::list;
use crate::lexicon::scripts::is_unspaced;
use crate::model::citation::{Citation, Cited};
use crate::model::citation_index::CitationIndex;
use crate::model::document::{Block, BlockKind, Document, Mark, MarkKind};
use crate::model::ids::BlockId;
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::superscript;

/// What the list says before the text is scanned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScanInput<'a> {
    /// Who is in the list.
    pub citation_index: &'a CitationIndex,
    /// The keys of works: those printed in the list, and those of a library.
    pub keys: &'a HashSet<&'a str>,
    /// Segments that are not scanned: the list itself.
    pub skip: &'a [Span],
    /// The last year that a work can have whose names the list does not know.
    pub latest: u32,
    /// The notes of the document.
    pub notes: &'a Notes,
    /// The titles of the list, once they are looked for.
    pub titles: &'a OnceCell<Titles>,
    /// What is known of passages that were scanned before.
    pub scanned: Scanned<'a>,
}

impl<'a> ScanInput<'a> {
    /// The titles of the list.
    pub(super) fn titles(self) -> &'a Titles {
        self.titles.get_or_init(|| Titles::new(self.citation_index))
    }
}

/// Finds what may be a citation in a document.
pub(crate) fn scan_document(document: &Document, input: ScanInput) -> Candidates {
    let notes = Cover::of(input.notes.spans.iter().copied());
    let mut found = Candidates { notes, ..Candidates::default() };
    for passage in passages(document, input.skip) {
        let scan = || {
            let mut found = Candidates::default();
            in_context(&passage, input, |context| found.add(&passage, input, context));
            found
        };
        found.extend(input.scanned.candidates(&passage, scan), passage.start);
    }
    without_sentence_words(&document.text, input.citation_index, &mut found.dated);
    without_sentence_words(&document.text, input.citation_index, &mut found.undated);
    found.dated = with_names_before(found.dated, input.citation_index);
    found.dated = with_further_years(found.dated, input.latest, &document.text);
    found.numbered = without_own_notes(document, input.skip, found.numbered);
    found.numbered = without_calls(document, found.numbered);
    found.numbered = without_column_numbers(document, found.numbered);
    found
}

/// Leaves out raised numbers with which paragraphs begin, and those shortly before them that call them:
/// they lead from an author to the place of work, from a cell to the note under its table.
fn without_own_notes(document: &Document, skip: &[Span], numbered: Vec<Numbered>) -> Vec<Numbered> {
    /// How many blocks before it a note of that kind is called at most.
    const NEAR: usize = 12;
    let notes: Vec<(usize, u32)> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !skip.iter().any(|skipped| skipped.overlaps(block.span)))
        .filter_map(|(at, block)| Some((at, raised_first(document, block)?)))
        .collect();
    if notes.is_empty() {
        return numbered;
    }
    let leads = |one: &Numbered| {
        let block = document.block_at(one.citation.span.start).map(BlockId::index);
        let mut items = one.citation.items.iter().flat_map(|item| &item.numbers);
        let called = |number: &u32| {
            let is_note = |(note, own): &(usize, u32)| {
                own == number && block.is_some_and(|at| (at..=at + NEAR).contains(note))
            };
            notes.iter().any(is_note)
        };
        one.number_style == NumberStyle::Superscript && items.all(called)
    };
    numbered.into_iter().filter(|one| !leads(one)).collect()
}

/// Leaves out the numbers in square brackets that call notes which are typed with such numbers.
fn without_calls(document: &Document, mut numbered: Vec<Numbered>) -> Vec<Numbered> {
    let typed = |block: &Block| match &block.kind {
        BlockKind::Note { label } => {
            let before = document.text[..block.span.start].trim_end();
            let number = label.parse::<u32>().ok();
            number.filter(|_| before.ends_with(&format!("[{label}]")))
        }
        _ => None,
    };
    let notes: HashSet<u32> = document.blocks.iter().filter_map(typed).collect();
    let calls = |one: &Numbered| {
        let mut numbers = one.citation.items.iter().flat_map(|item| &item.numbers);
        one.number_style == NumberStyle::Square && numbers.all(|number| notes.contains(number))
    };
    if !notes.is_empty() {
        numbered.retain(|one| !calls(one));
    }
    numbered
}

/// Leaves out the numbers of columns: cells side by side that hold nothing but a number in round brackets,
/// each one more than the one before, "(1) | (2) | (3)".
fn without_column_numbers(document: &Document, numbered: Vec<Numbered>) -> Vec<Numbered> {
    let cell = |one: &Numbered| {
        let [item] = one.citation.items.as_slice() else { return None };
        let ([number], NumberStyle::Round) = (item.numbers.as_slice(), one.number_style) else {
            return None;
        };
        let at = document.block_at(one.citation.span.start)?;
        let block = document.block(at);
        let whole = document.slice(block.span).trim() == document.slice(one.citation.span);
        (block.kind == BlockKind::TableCell && whole).then_some((at.index(), *number))
    };
    let cells: HashSet<(usize, u32)> = numbered.iter().filter_map(cell).collect();
    let counts = |one: &Numbered| {
        cell(one).is_some_and(|(at, number)| {
            let before = at.checked_sub(1).zip(number.checked_sub(1));
            cells.contains(&(at + 1, number + 1)) || before.is_some_and(|it| cells.contains(&it))
        })
    };
    numbered.into_iter().filter(|one| !counts(one)).collect()
}

/// The raised number with which a paragraph begins, if words follow it.
fn raised_first(document: &Document, block: &Block) -> Option<u32> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. }) {
        return None;
    }
    let text = document.slice(block.span);
    let (typed, len) = superscript::number(text);
    let marked = || {
        let start = Span::new(block.span.start, block.span.start + 1);
        let raised = |mark: &&Mark| {
            mark.kind == MarkKind::Superscript && mark.span.start == block.span.start
        };
        let mark = document.marks_in(start).find(raised)?;
        (mark.span.len() < text.len()).then(|| document.slice(mark.span).trim().to_owned())
    };
    match typed.is_empty() || len == text.len() {
        true => marked()?.parse().ok(),
        false => typed.parse().ok(),
    }
}

/// Gives a citation that begins with "idem" the names that were cited last; it is none if the list
/// has no work of theirs and that year.
fn with_names_before(citations: Vec<Citation>, citation_index: &CitationIndex) -> Vec<Citation> {
    let mut last: Option<(Vec<Cited>, Option<Cited>)> = None;
    let mut kept = Vec::with_capacity(citations.len());
    for mut citation in citations {
        if let Some(first) = citation.items.first_mut().filter(|first| first.inherits_names) {
            let Some((names, et_al)) = last.clone() else { continue };
            let cited = (names.first(), &first.year);
            let (Some(name), Some(year)) = cited else { continue };
            if !citation_index.has(&name.text, &year.text) {
                continue;
            }
            (first.names, first.et_al) = (names, et_al);
        }
        let named = citation.items.iter().rev().find(|item| !item.names.is_empty());
        last = named.map(|item| (item.names.clone(), item.et_al.clone())).or(last);
        kept.push(citation);
    }
    kept
}

/// What a segment of a document is to the scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// It is scanned for citations.
    Prose,
    /// It belongs to the reference list.
    List,
    /// It is the title of the document, which may name another work: "Comment on Hurd (1999)".
    Title,
    /// Program text, mathematics or the header: nothing in it is a citation.
    Silent,
}

/// All of a document, block by block, with what each segment is to the scan; `skip` are the
/// segments of the list.
pub fn segments<'a>(
    document: &'a Document,
    skip: &'a [Span],
) -> impl Iterator<Item = (&'a Block, Span, Segment)> {
    let title = document.blocks.iter().position(|block| !matches!(block.kind, BlockKind::Metadata));
    document.blocks.iter().enumerate().flat_map(move |(at, block)| {
        let is_title = title == Some(at) && matches!(block.kind, BlockKind::Heading(1));
        let whole = match is_title {
            true => Some(Segment::Title),
            false => (!is_prose(block)).then_some(Segment::Silent),
        };
        let parts = match whole {
            Some(kind) => vec![(block.span, kind)],
            None => parts(block.span, skip),
        };
        parts.into_iter().map(move |(span, kind)| (block, span, kind))
    })
}

/// The segments that are scanned.
fn passages<'a>(
    document: &'a Document,
    skip: &'a [Span],
) -> impl Iterator<Item = Passage<'a>> + 'a {
    let segments = segments(document, skip).filter(|(_, _, kind)| *kind == Segment::Prose);
    segments.map(|(block, span, _)| Passage::of(document, block, span))
}

impl Candidates {
    /// Adds what may be a citation in a passage.
    fn add(&mut self, passage: &Passage, input: ScanInput, context: Context) {
        let code = code(passage);
        let is_prose_text = |citation: &Citation| !code.contains(citation.span);
        let mut dated = author_date::scan(context);
        dated.retain(is_prose_text);
        dated.retain(|one| !is_place_of_title_page(passage, context, one));
        // A heading speaks of authors without citing them.
        if !matches!(passage.kind, BlockKind::Heading(_)) {
            let undated = names_only::scan(context, &dated);
            // Who names a page cites, whatever the note says.
            let cited_by_mark =
                |one: &Citation| one.items[0].locator.is_none() && is_marked(passage, one.span.end);
            self.undated.extend(undated.into_iter().filter(|one| !cited_by_mark(one)));
            self.author_mentions.extend(author_mention::author_mentions(context));
        }
        self.dated.extend(dated);
        self.paged.extend(author_page::scan(context));
        self.classics.extend(author_page::classics(context));
        self.press.extend(press::scan(context));
        let numbered = numeric::scan(passage, context.tokens, context.brackets);
        self.numbered.extend(numbered.into_iter().filter(|one| is_prose_text(&one.citation)));
        self.keyed.extend(works_alone(key::scan(passage.text, input.keys), input.keys));
        let find = || input.titles().find(&input.scanned.folded(passage.text));
        self.noted.extend(note::scan(context, passage, find));
        self.again.extend(ibid::scan(context));
    }
}

/// Whether a heading holds nothing but a name that no work has and a year, "LUND (2024)": where and when the
/// document came out.
fn is_place_of_title_page(passage: &Passage, context: Context, citation: &Citation) -> bool {
    let heading = matches!(passage.kind, BlockKind::Heading(_));
    let whole = || Span::new(0, passage.text.len()).trim(passage.text) == citation.span;
    let known = |name: &Cited| {
        let key = context.citation_index.key_of(&name.text);
        !context.citation_index.with_first(&key).is_empty()
    };
    let [item] = citation.items.as_slice() else { return false };
    heading && whole() && !item.names.is_empty() && !item.names.iter().any(known)
}

/// Works of the list that running text names by author and title, one right after the other.
pub(crate) fn titled(document: &Document, input: ScanInput) -> Vec<Citation> {
    let mut found = Vec::new();
    for passage in passages(document, input.skip) {
        let find = || {
            let folded = input.scanned.folded(passage.text);
            let matches = input.titles().find(&folded);
            if matches.is_empty() {
                return Vec::new();
            }
            let named = |context: Context| note::named_and_titled(context, matches);
            in_context(&passage, input, named)
        };
        let known = found.len();
        found.extend_from_slice(&input.scanned.titled(&passage, find));
        found[known..].iter_mut().for_each(|one: &mut Citation| one.shift(passage.start));
    }
    found
}

/// What `read` makes of a passage.
fn in_context<T>(passage: &Passage, input: ScanInput, read: impl FnOnce(Context) -> T) -> T {
    let tokens = tokens_in(passage, input);
    let brackets = brackets(&tokens);
    let closings = closings(&tokens, &brackets);
    let mut emphasis: Vec<Span> = passage.emphasis().collect();
    emphasis.sort_by_key(|title| (title.end, title.start));
    read(Context {
        tokens: &tokens,
        citation_index: input.citation_index,
        brackets: &brackets,
        closings: &closings,
        titles: &emphasis,
        bracketed: false,
        latest: input.latest,
    })
}

/// The tokens of a passage.
fn tokens_in<'a>(passage: &Passage<'a>, input: ScanInput) -> Tokens<'a> {
    let text = passage.text;
    let tokens = input.scanned.tokens(text);
    let tokens = match input.citation_index.is_unspaced() {
        true => tokens
            .cut(|span| known_end(span.of(text), input.citation_index))
            .cut(|span| after_name(span.of(text), input.citation_index)),
        false => tokens,
    };
    let ends = type_ends(passage);
    match ends.is_empty() {
        true => tokens,
        false => tokens.cut(|span| {
            ends.iter()
                .find(|end| span.start < **end && **end < span.end)
                .map(|end| end - span.start)
        }),
    }
}

/// Whether a note is called, or a superscript stands, right after `end`: that is the citation.
fn is_marked(passage: &Passage, end: usize) -> bool {
    const FARTHEST: usize = 3;
    passage.marks_in(Span::new(end, end + FARTHEST)).any(|(mark, kind)| {
        let cites = matches!(kind, MarkKind::NoteCall { .. } | MarkKind::Superscript);
        cites && mark.start >= end
    })
}

/// The parts of a block inside and outside the segments of the list.
fn parts(block: Span, skip: &[Span]) -> Vec<(Span, Segment)> {
    let mut parts = vec![(block, Segment::Prose)];
    for skipped in skip.iter().filter(|skipped| skipped.overlaps(block)) {
        let cut = |(part, kind): (Span, Segment)| {
            let (start, end) = (
                skipped.start.clamp(part.start, part.end),
                skipped.end.clamp(part.start, part.end),
            );
            match kind == Segment::Prose && part.overlaps(*skipped) {
                true => vec![
                    (Span::new(part.start, start), kind),
                    (Span::new(start, end), Segment::List),
                    (Span::new(end, part.end), kind),
                ],
                false => vec![(part, kind)],
            }
        };
        parts = parts.into_iter().flat_map(cut).filter(|(part, _)| !part.is_empty()).collect();
    }
    parts
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

/// Where "et al." begins that a script without spaces runs into a name of the index: 等 in 赵六等.
fn after_name(word: &str, citation_index: &CitationIndex) -> Option<usize> {
    let phrases = list("et-al").iter().filter(|phrase| phrase.starts_with(is_unspaced));
    let mut names = phrases.filter_map(|phrase| word.strip_suffix(*phrase));
    names.find(|name| citation_index.knows(&fold(name))).map(str::len)
}

fn is_prose(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Code | BlockKind::Metadata | BlockKind::Math)
}

/// The program text and the formulas of a passage: nothing in them is a citation.
fn code(passage: &Passage) -> Cover {
    let marks = passage.marks_in(passage.whole());
    let marks = marks.filter(|(_, kind)| matches!(kind, MarkKind::Code | MarkKind::Math));
    Cover::of(marks.map(|(span, _)| span))
}

/// Where emphasis ends within a word and a capital follows: a space was lost there, as in
/// "*apud*Hurd".
fn type_ends(passage: &Passage) -> Vec<usize> {
    let glued = |end: &usize| {
        let (before, after) = passage.text.split_at(*end);
        before.ends_with(char::is_lowercase) && after.starts_with(char::is_uppercase)
    };
    passage.emphasis().map(|span| span.end).filter(glued).collect()
}
