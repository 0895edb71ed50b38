//! Citations by number: [3, 5–7], (3), raised³.

use std::collections::HashSet;

use crate::citations::bracket::Bracket;
use crate::citations::locator::locator;
use crate::citations::passage::Passage;
use crate::citations::power::{Power, is_isotope, power};
use crate::citations::tokens::{Kind, Tokens, tokens_of};
use crate::citations::words::WORDS;
use crate::citations::{unicode_superscripts, unmarked_numbers};
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::document::{BlockKind, MarkKind};
use crate::text::cover::Cover;
use crate::text::fold::{fold, is_dash};
use crate::text::span::Span;

/// How numbers are set apart from the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NumberStyle {
    /// \[3\]
    Square,
    /// (3)
    Round,
    /// Superscript.
    Superscript,
    /// Glued to the word before, or after a caret that nothing closes: a conversion lost the
    /// superscript.
    Unmarked,
}

/// A citation by number that may be one, with its dress.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    /// How it is set apart.
    pub number_style: NumberStyle,
    /// The citation.
    pub citation: Citation,
    /// The word before it that may be what the number counts, folded: "section (1)".
    pub label: Option<String>,
    /// Whether it looks like a power, though a name may end so too: "R²", "subunit 4B³".
    pub like_power: bool,
}

/// The highest number that a list can have.
const HIGHEST: u32 = 9999;

/// The most works that one range can stand for.
const WIDEST: u32 = 200;

/// Finds what may be a citation by number in a passage.
pub(crate) fn scan(passage: &Passage, tokens: &Tokens, brackets: &[Bracket]) -> Vec<Numbered> {
    let text = passage.text;
    let mut found = Vec::new();
    let enumerated = enumerated(tokens, brackets);
    for pair in brackets {
        if enumerated.contains(&pair.open) {
            continue;
        }
        let number_style = match tokens.is(pair.open, '[') {
            true => NumberStyle::Square,
            false => NumberStyle::Round,
        };
        let other = is_interval(tokens, pair.open, pair.close)
            || is_equated(tokens, pair.close)
            || (number_style == NumberStyle::Round && is_confidence(tokens, pair.open, pair.close))
            || (number_style == NumberStyle::Round && is_spread(tokens, pair))
            || (number_style == NumberStyle::Round && is_argument(tokens, pair.floor, pair.open))
            || (*passage.kind == BlockKind::TableCell && is_share(tokens, pair));
        if pair.close - pair.open > 400 || other {
            continue;
        }
        if let Some(items) = items(tokens, pair.open + 1, pair.close) {
            let span = tokens.span_of(pair.open, pair.close + 1);
            let label = match number_style {
                NumberStyle::Round => label(tokens, pair.floor, pair.open),
                _ => None,
            };
            found.push(Numbered { label, ..numbered(number_style, span, items) });
        }
    }
    let marks = passage.marks_in(passage.whole());
    for (raised, _) in marks.filter(|(_, kind)| **kind == MarkKind::Superscript) {
        let power = power(text, raised);
        if power == Power::Sure || is_isotope(text, raised) {
            continue;
        }
        // A note that begins with a raised number repeats its own.
        if matches!(passage.kind, BlockKind::Note { .. }) && raised.start == 0 {
            continue;
        }
        let inside = tokens_of(text, raised.into());
        let (from, end) = without_brackets(&inside);
        if let Some(items) = items(&inside, from, end) {
            let like_power = power == Power::Likely;
            found
                .push(Numbered { like_power, ..numbered(NumberStyle::Superscript, raised, items) });
        }
    }
    found.extend(unicode(text));
    found.extend(spelt_tags(text));
    let marked = Cover::of(found.iter().map(|one| one.citation.span));
    let unmarked = unmarked(text).into_iter();
    found.extend(unmarked.filter(|one| !marked.overlaps(one.citation.span)));
    found.sort_by_key(|numbered| numbered.citation.span.start);
    with_wide_ranges(text, found)
}

/// The brackets whose numbers count what follows them: "(1) one, (2) another, and (3) a third", where
/// each but the first stands behind a sign or an "and", and the one with which a block begins.
fn enumerated(tokens: &Tokens, brackets: &[Bracket]) -> HashSet<usize> {
    let lone = |pair: &&Bracket| {
        let words = tokens.is_word(pair.close + 1) || tokens.is_any(pair.close + 1, &['"']);
        tokens.is(pair.open, '(') && pair.close == pair.open + 2 && words
    };
    let led = |open: usize| {
        open == 0
            || tokens.is_any(open - 1, &[',', ';', ':', '.'])
            || WORDS.and.ending(tokens, 0, open).is_some()
    };
    let mut all: HashSet<usize> = HashSet::new();
    let mut run: Vec<usize> = Vec::new();
    for pair in brackets.iter().filter(lone) {
        let Some(value) = number(tokens, pair.open + 1) else { continue };
        if value as usize == run.len() + 1 && (run.is_empty() || led(pair.open)) {
            run.push(pair.open);
        } else if value == 1 {
            run = vec![pair.open];
        }
        if run.len() > 1 {
            all.extend(&run);
        }
        if pair.open == 0 {
            all.insert(0);
        }
    }
    all
}

/// Superscripts whose tags were escaped, and so are text: "\<sup>1,2</sup>".
fn spelt_tags(text: &str) -> Vec<Numbered> {
    const OPEN: &str = "<sup>";
    let read = |(at, _): (usize, &str)| {
        let start = at + OPEN.len();
        let other = |c: char| !(c.is_ascii_digit() || ",;–-.:()[]pPsS".contains(c));
        let inside = text[start..].split(other).next()?.trim_end_matches(['.', ',', ';', ':']);
        let span = Span::new(start, start + inside.len());
        let tokens = tokens_of(text, span.into());
        let (from, end) = without_brackets(&tokens);
        let items = items(&tokens, from, end)?;
        Some(numbered(NumberStyle::Superscript, span, items))
    };
    text.match_indices(OPEN).filter_map(read).collect()
}

/// The tokens of a superscript that a bracket is all around: "^(4 - 5)^".
fn without_brackets(tokens: &Tokens) -> (usize, usize) {
    let end = tokens.len();
    let around = end > 2 && tokens.is_any(0, &['(', '[']) && tokens.is_any(end - 1, &[')', ']']);
    let one = around && (1..end - 1).all(|at| !tokens.is_any(at, &[')', ']']));
    if one { (1, end - 1) } else { (0, end) }
}

/// What may be a citation whose superscript was lost.
fn unmarked(text: &str) -> Vec<Numbered> {
    let read = |span: Span| {
        let tokens = tokens_of(text, span.into());
        Some(numbered(NumberStyle::Unmarked, span, items(&tokens, 0, tokens.len())?))
    };
    unmarked_numbers::places(text).into_iter().filter_map(read).collect()
}

/// Joins ranges whose ends stand in brackets of their own: "\[1\]–\[4\]" (IEEE), "(5)–(8)".
fn with_wide_ranges(text: &str, found: Vec<Numbered>) -> Vec<Numbered> {
    let mut joined: Vec<Numbered> = Vec::with_capacity(found.len());
    for next in found {
        let wide = joined.last().and_then(|before| wide_range(text, before, &next));
        match (wide, joined.last_mut()) {
            (Some(range), Some(before)) => {
                before.citation.span = before.citation.span.join(next.citation.span);
                before.citation.items.pop();
                before.citation.items.push(range);
                before.citation.items.extend(next.citation.items.into_iter().skip(1));
            }
            _ => joined.push(next),
        }
    }
    joined
}

/// The range from the last number of one citation to the first of the next, if only a dash parts
/// them.
fn wide_range(text: &str, before: &Numbered, next: &Numbered) -> Option<CitedItem> {
    let (left, right) = (before.citation.span, next.citation.span);
    let between = text.get(left.end..right.start)?.trim();
    let mut signs = between.chars();
    let dash = signs.next().is_some_and(is_dash) && signs.next().is_none();
    let (last, first) = (before.citation.items.last()?, next.citation.items.first()?);
    let ([low], [high]) = (last.numbers.as_slice(), first.numbers.as_slice()) else {
        return None;
    };
    let range = low < high && high - low <= WIDEST;
    let same = before.number_style == next.number_style
        && matches!(next.number_style, NumberStyle::Square | NumberStyle::Round);
    (dash && range && same).then(|| CitedItem {
        span: last.span.join(first.span),
        numbers: (*low..=*high).collect(),
        locator: first.locator.clone(),
        ..CitedItem::default()
    })
}

fn numbered(number_style: NumberStyle, span: Span, items: Vec<CitedItem>) -> Numbered {
    let citation = Citation { span, kind: CitationKind::Numeric, items };
    Numbered { number_style, citation, label: None, like_power: false }
}

/// The numbers between tokens `from` and `end`, if there is nothing else but a locator.
fn items(tokens: &Tokens, from: usize, end: usize) -> Option<Vec<CitedItem>> {
    let mut items: Vec<CitedItem> = Vec::new();
    let mut at = past_words(tokens, from, end);
    loop {
        let (item, next) = item(tokens, at, end)?;
        items.push(item);
        at = next;
        if at == end {
            return Some(items);
        }
        // "7^,8": the caret of a superscript that was half lost.
        at += usize::from(tokens.is(at, '^') && tokens.is(at + 1, ',') && at + 1 < end);
        // "7.2" is one number.
        let stop = tokens.is(at, '.') && !tokens.touches(at + 1);
        let parted =
            stop || tokens.is_any(at, &[',', ';', '&']) || WORDS.and.is(tokens, at, at + 1);
        if !parted {
            return None;
        }
        // "^6,8,^ and": a comma of the sentence within the superscript.
        if at + 1 == end && tokens.is_any(at, &[',', ';']) {
            return Some(items);
        }
        let after =
            at + 1 + usize::from(tokens.is(at, ',') && WORDS.and.is(tokens, at + 1, at + 2));
        // "[13,16, see 18]"
        let after = next_work(tokens, after, end);
        if !tokens.is_number(after) {
            let (cited, close) = locator(tokens, at, end)?;
            let last = items.last_mut()?;
            let (cited, close) = up_to_next(tokens, at, close, last).unwrap_or((cited, close));
            last.span = last.span.join(cited.span);
            last.locator = Some(cited);
            at = close;
            if at == end {
                return Some(items);
            }
            at = next_work(tokens, at + 1, end);
            continue;
        }
        at = after;
    }
}

/// The part of a locator before the number of another work: one that is lower than the page before it,
/// "p. 1460" of "2, p. 1460, 5", or the next after that of the work, "p. 86–88" of "109, p. 86–88, 110".
/// A range with its tens left out goes on: "1107–8".
fn up_to_next(
    tokens: &Tokens,
    from: usize,
    end: usize,
    work: &CitedItem,
) -> Option<(Cited, usize)> {
    let next = work.numbers.last().map(|number| number + 1);
    let start = (from..end).find(|&at| !tokens.is_any(at, &[',', ':', '-']))?;
    let mut page = 0;
    for at in start..end {
        let cited = number(tokens, at);
        let number = cited.or_else(|| glued_page(tokens, at));
        let other = |number: u32| number < page || page > 0 && Some(number) == next;
        if tokens.is(at.saturating_sub(1), ',') && cited.is_some_and(other) {
            return Some((Cited::of(tokens.source(), tokens.span_of(start, at - 1)), at - 1));
        }
        // "22–4": the tens of the last page are left out.
        let shortened = tokens.is(at.saturating_sub(1), '-');
        page = number.map_or(page, |number| if shortened { number.max(page) } else { number });
    }
    None
}

/// Words that may stand before the numbers: "see", "e.g.,", "Refs."
fn past_words(tokens: &Tokens, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        if let Some(after) = WORDS.prefix.starting(tokens, at, end) {
            at = after;
        } else if WORDS.reference_word.has(tokens, at) || tokens.is_any(at, &[',', '.']) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Past the words before the number of a further work, if no page follows: "[1, S. 85]" is a page, though
/// "s." is "see" in German.
fn next_work(tokens: &Tokens, from: usize, end: usize) -> usize {
    let page = WORDS.page.starting(tokens, from, end);
    let paged = page.is_some_and(|after| after < end && tokens.is_number(after));
    if paged { from } else { past_words(tokens, from, end) }
}

/// One number, or a range of them.
fn item(tokens: &Tokens, at: usize, end: usize) -> Option<(CitedItem, usize)> {
    if let Some((number, stop)) = glued_locator(tokens, at, end) {
        let span = tokens.span_of(at, stop);
        let locator = Some(Cited::of(tokens.source(), tokens.span_of(at + 1, stop)));
        return Some((
            CitedItem { span, numbers: vec![number], locator, ..Default::default() },
            stop,
        ));
    }
    let first = number(tokens, at).filter(|_| at < end)?;
    let mut last = first;
    // "^3)–7)^": in Japanese journals a bracket closes each number.
    let closed = |at: usize| at + usize::from(at < end && tokens.is(at, ')') && tokens.touches(at));
    let mut after = closed(at + 1);
    let dashes = (after..end).take_while(|&at| tokens.is(at, '-')).count();
    if (1..=3).contains(&dashes) && after + dashes < end {
        last = number(tokens, after + dashes)?;
        // "1–3" is a range; "[12–4]" is one with the tens left out, or a slip.
        after = closed(after + dashes + 1);
    }
    let (low, high) = (first.min(last), first.max(last));
    let numbers = match high - low <= WIDEST {
        true => (low..=high).collect(),
        false => vec![first, last],
    };
    let mut item = CitedItem { numbers, ..CitedItem::default() };
    let placed = bracketed_place(tokens, after, end, &item);
    let after = placed.as_ref().map_or(after, |(_, close)| *close);
    item.locator = placed.map(|(cited, _)| cited);
    item.span = tokens.span_of(at, after);
    Some((item, after))
}

/// The place in a work right after its number: "4(p976)", "10(pp285-287)", "17:277", "10 p. 131".
fn bracketed_place(
    tokens: &Tokens,
    at: usize,
    end: usize,
    work: &CitedItem,
) -> Option<(Cited, usize)> {
    const LONGEST: usize = 8;
    // "[17:277, 19]"
    if tokens.is(at, ':') && tokens.touches(at) && tokens.touches(at + 1) && at + 1 < end {
        let page = |at: &usize| number(tokens, *at).is_some() || tokens.is(*at, '-');
        let stop = (at + 1..end).find(|at| !page(at)).unwrap_or(end);
        let cited = Cited::of(tokens.source(), tokens.span_of(at + 1, stop));
        return (stop > at + 1).then_some((cited, stop));
    }
    // "[4 pp. 1688–1690]"
    if at < end && WORDS.page.starting(tokens, at, end).is_some() {
        let whole = locator(tokens, at, end)?;
        return Some(up_to_next(tokens, at, whole.1, work).unwrap_or(whole));
    }
    if !tokens.is(at, '(') || !tokens.touches(at) {
        return None;
    }
    let close = (at + 2..end.min(at + LONGEST)).find(|&close| tokens.is(close, ')'))?;
    let paged = tokens.is_word(at + 1) || tokens.is_number(at + 1);
    let numbered =
        tokens.span_of(at + 1, close).of(tokens.source()).contains(|c: char| c.is_ascii_digit());
    (paged && numbered)
        .then(|| (Cited::of(tokens.source(), tokens.span_of(at + 1, close)), close + 1))
}

/// The number of a work and the token after its pages, where nothing but the word for pages parts the
/// two: "2S43", "16p198–200".
fn glued_locator(tokens: &Tokens, at: usize, end: usize) -> Option<(u32, usize)> {
    let text = tokens.text(at);
    let digits = text.trim_end_matches(char::is_alphabetic);
    let glued = at + 1 < end && tokens.is_number(at + 1) && tokens.touches(at + 1);
    let paged = tokens.is_number(at) && WORDS.page.has_word(&text[digits.len()..]);
    let number = digits.parse().ok().filter(|number| *number <= HIGHEST && glued && paged)?;
    let page = |at: &usize| tokens.is_number(*at) || tokens.is(*at, '-');
    Some((number, (at + 1..end).find(|at| !page(at)).unwrap_or(end)))
}

/// The page of "p258".
fn glued_page(tokens: &Tokens, at: usize) -> Option<u32> {
    let text = tokens.text(at);
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let paged = tokens.is_word(at) && word.len() < text.len() && WORDS.page.has_word(word);
    text[word.len()..].parse().ok().filter(|_| paged)
}

fn number(tokens: &Tokens, at: usize) -> Option<u32> {
    let text = tokens.text(at);
    let number: u32 = text.parse().ok()?;
    (tokens.is_number(at) && !text.starts_with('0') && number <= HIGHEST).then_some(number)
}

/// Whether a value is given for what the bracket ends: "F (4, 25) = 30.99".
fn is_equated(tokens: &Tokens, close: usize) -> bool {
    tokens.is_any(close + 1, &['=', '<', '>', '≈', '≤', '≥'])
}

/// "x ∈ \[2, 7\]", "in the interval \[2, 7\]"; a lone number is none, nor are several ranges.
fn is_interval(tokens: &Tokens, open: usize, close: usize) -> bool {
    let lone = tokens.is_any(open + 2, &[')', ']']);
    let several = (open..close).filter(|&at| tokens.is_any(at, &[',', ';', '-'])).count() > 1;
    // "across its range (14, p. 202)", "the same age range [16:1121]"
    let placed = (open..close).any(|at| tokens.is_word(at) || tokens.is(at, ':'));
    let Some(before) = open.checked_sub(1).filter(|_| !(lone || several || placed)) else {
        return false;
    };
    tokens.is_any(before, &['∈', '=', '≈', '∉']) || WORDS.interval.has(tokens, before)
}

/// The numbers of "F(1, 34)", "Eq. (3)" or "53(2)": they belong to what stands before the bracket.
fn is_argument(tokens: &Tokens, floor: usize, open: usize) -> bool {
    let Some(before) = open.checked_sub(1) else {
        return false;
    };
    // "(5)–(8)" is a range of two brackets.
    let range = before > 0 && tokens.is(before, '-') && tokens.is(before - 1, ')');
    let short = tokens.is_number(before) || !range && tokens.text(before).chars().count() <= 2;
    let glued = tokens.touches(open) && short && !tokens.is_any(before, &[',', ';', '.', ')', ']']);
    let labelled = WORDS.division.ending(tokens, floor, open).is_some();
    // "cross sections (1, 2)", "the algorithm (14)": an ordinary word may stand there too.
    glued || (labelled && label(tokens, floor, open).is_none())
}

/// The word before a bracket that may be what its number counts, folded, if it is no abbreviation and
/// has no capital.
fn label(tokens: &Tokens, floor: usize, open: usize) -> Option<String> {
    WORDS.division.ending(tokens, floor, open)?;
    let word = tokens.text(open - 1);
    let spelt = tokens.is_word(open - 1) && word.chars().all(char::is_lowercase);
    spelt.then(|| fold(word))
}

/// The percentage of the count before it, where the two are all of a table's cell: "16 (42)".
fn is_share(tokens: &Tokens, pair: &Bracket) -> bool {
    let before = (0..pair.open).all(|at| !tokens.is_word(at)) && tokens.is_number(0);
    before && pair.close + 1 == tokens.len()
}

/// The interval after an estimate, with commas for decimal points: "1,44 (1,19-1,73)".
fn is_confidence(tokens: &Tokens, open: usize, close: usize) -> bool {
    let after_number = open > 0 && tokens.is_number(open - 1);
    let sign = |at: usize| match tokens.kind(at) {
        Kind::Number => '0',
        Kind::Sign('.') => ',',
        Kind::Sign(sign) => sign,
        Kind::Word => '?',
    };
    let form: String = (open + 1..close).map(sign).collect();
    after_number && matches!(form.as_str(), "0,0-0,0" | "0,0,0,0")
}

/// Two numbers alone between which the number before the bracket lies: "a median age of 42 (26, 61)".
fn is_spread(tokens: &Tokens, pair: &Bracket) -> bool {
    let two = pair.close == pair.open + 4 && tokens.is_any(pair.open + 2, &[',', '-', ';']);
    let value = |at: usize| tokens.text(at).parse::<u32>().ok().filter(|_| tokens.is_number(at));
    let between = || {
        let middle = value(pair.open.checked_sub(1)?)?;
        Some((value(pair.open + 1)?..=value(pair.open + 3)?).contains(&middle))
    };
    two && between() == Some(true)
}

/// Superscripts of Unicode: "rises.⁶ Shade³⁻⁵".
fn unicode(text: &str) -> Vec<Numbered> {
    let read = |(span, plain): (Span, String)| {
        let power = power(text, span);
        if power == Power::Sure || is_isotope(text, span) {
            return None;
        }
        let tokens = tokens_of(&plain, 0..plain.len());
        let items = items(&tokens, 0, tokens.len())?;
        let items = items.into_iter().map(|item| CitedItem { span, ..item }).collect();
        let like_power = power == Power::Likely;
        Some(Numbered { like_power, ..numbered(NumberStyle::Superscript, span, items) })
    };
    unicode_superscripts::places(text).into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::bracket::brackets;
    use crate::document::markdown;
    use crate::text::source::Source;

    fn numbers(markdown: &str) -> Vec<(NumberStyle, Vec<u32>)> {
        let document = markdown::read(Source::new("a.md", markdown.to_owned()));
        let block = &document.blocks[0];
        let passage = Passage::of(&document, block, block.span);
        let tokens = tokens_of(passage.text, passage.whole().into());
        let all = |n: Numbered| {
            (n.number_style, n.citation.items.into_iter().flat_map(|i| i.numbers).collect())
        };
        let pairs = brackets(&tokens);
        let found = scan(&passage, &tokens, &pairs).into_iter();
        found.filter(|one| !one.like_power).map(all).collect()
    }

    #[test]
    fn numbers_in_every_dress() {
        for (text, wanted) in [
            ("So [3,6,7].", (NumberStyle::Square, vec![3, 6, 7])),
            ("So [12–14].", (NumberStyle::Square, vec![12, 13, 14])),
            ("So [1, 3–5; 7].", (NumberStyle::Square, vec![1, 3, 4, 5, 7])),
            ("So [13, pp. 1107–1108].", (NumberStyle::Square, vec![13])),
            ("So [2, p. 1460, 5].", (NumberStyle::Square, vec![2, 5])),
            ("So [1, S. 85].", (NumberStyle::Square, vec![1])),
            ("So [16, S. 29–31,27].", (NumberStyle::Square, vec![16, 27])),
            ("So²⁶,³⁴(p¹⁷⁴),³⁵.", (NumberStyle::Superscript, vec![26, 34, 35])),
            ("So *(lin-3)*²⁷.", (NumberStyle::Superscript, vec![27])),
            ("So [14, pp. 22–4,15].", (NumberStyle::Square, vec![14, 15])),
            ("So [1,25, pp397-399].", (NumberStyle::Square, vec![1, 25])),
            ("So [108,109,p.86–88,110].", (NumberStyle::Square, vec![108, 109, 110])),
            ("So (14 p. 3, 15).", (NumberStyle::Round, vec![14, 15])),
            ("for 3 min<sup>18</sup>", (NumberStyle::Superscript, vec![18])),
            ("at 350 nm<sup>26,41</sup>", (NumberStyle::Superscript, vec![26, 41])),
            ("in range [1–3, 15–16].", (NumberStyle::Square, vec![1, 2, 3, 15, 16])),
            ("with Example 2024.4<sup>9</sup>", (NumberStyle::Superscript, vec![9])),
            (r"So \[4, 5\].", (NumberStyle::Square, vec![4, 5])),
            ("So (1,2).", (NumberStyle::Round, vec![1, 2])),
            ("So.^1,2^", (NumberStyle::Superscript, vec![1, 2])),
            ("So<sup>3–5</sup>.", (NumberStyle::Superscript, vec![3, 4, 5])),
            ("So.⁶", (NumberStyle::Superscript, vec![6])),
            ("So.³⁻⁵", (NumberStyle::Superscript, vec![3, 4, 5])),
            ("So<sup>3–5)</sup>.", (NumberStyle::Superscript, vec![3, 4, 5])),
            ("So<sup>1),3)–5)</sup>.", (NumberStyle::Superscript, vec![1, 3, 4, 5])),
            (r"So\<sup>1(p976),2</sup>.", (NumberStyle::Superscript, vec![1, 2])),
            ("So<sup>(1S30–32)</sup>.", (NumberStyle::Superscript, vec![1])),
            ("So (5)–(8).", (NumberStyle::Round, vec![5, 6, 7, 8])),
            ("So [5, p404,6,7,8, p491,9–11].", (NumberStyle::Square, vec![5, 6, 7, 8, 9, 10, 11])),
        ] {
            assert_eq!(numbers(text), [wanted], "{text}");
        }
    }

    #[test]
    fn what_is_no_citation() {
        for text in [
            "in [0, 1]",
            "x ∈ [2, 7]",
            "5 cm<sup>3</sup>",
            "10<sup>5</sup>",
            "10⁵ m²",
            "[0.5, 2]",
            "(n = 3)",
            "F(1, 34) = 2",
            "F (1, 34) = 2",
            "a median of 42 (26, 61) years",
            "a median of 42 (26-61) years",
            "Eq. (3)",
            "Tables (1) and",
            "pH [7.2]",
            "fats [16:2n6, 16:3n4]",
            "as in Fig.1, and",
            "They had to (1) speak, (2) write, and (3) sing.",
            "(2) the dog sleeps",
            "a <sup>14</sup>C date",
            "R<sup>2</sup>",
        ] {
            assert_eq!(numbers(text), [], "{text}");
        }
    }
}
