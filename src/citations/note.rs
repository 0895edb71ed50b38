//! Citations in footnotes and endnotes, in full or in short: Hurd, *After Anarchy*, 12.

use crate::citations::author_page::{self, pages_before};
use crate::citations::locator::locator;
use crate::citations::name::{Context, Name, NameForm};
use crate::citations::passage::Passage;
use crate::citations::prefix::past_prefix;
use crate::citations::titles::TitleMatch;
use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::citations::year::{Year, year_at};
use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::model::document::BlockKind;
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::text::address::find;
use crate::text::cover::Cover;
use crate::text::fold::fold;
use crate::text::span::Span;

/// How far behind the title the bracket with the year can stand, in tokens.
const FARTHEST: usize = 40;

/// How far before the title the names begin at most, in tokens.
const LONGEST: usize = 60;

/// How long a folded title tells by itself which work is meant, in bytes.
const TELLING: usize = 24;

/// Finds the works that a note names: by the titles of the list, by the names of its authors, and by
/// author and title where the list lacks them (Chicago Manual of Style, "notes and bibliography").
/// `find` finds the titles.
pub(crate) fn scan<'a>(
    context: Context,
    passage: &Passage,
    find: impl FnOnce() -> Vec<TitleMatch<'a>>,
) -> Vec<Citation> {
    if !matches!(passage.kind, BlockKind::Note { .. }) {
        return Vec::new();
    }
    let mut found: Vec<Citation> = in_short(context).collect();
    let short = Cover::of(found.iter().map(|citation| citation.span));
    let matches = find().into_iter().filter(|one| !short.overlaps(one.span)).collect();
    found.extend(listed(context, matches));
    let taken = Cover::of(found.iter().map(|citation| citation.span));
    found.extend(by_year(context, &taken).into_iter().filter(|one| !taken.overlaps(one.span)));
    let taken = Cover::of(found.iter().map(|citation| citation.span));
    let mut unlisted = unlisted(context, passage);
    unlisted.retain(|citation| !taken.overlaps(citation.span));
    let addressed = addressed(context, &found, &mut unlisted);
    found.extend(unlisted);
    let taken = Cover::of(found.iter().map(|citation| citation.span));
    found.extend(by_name(context).filter(|citation| !taken.overlaps(citation.span)));
    found.extend(addressed);
    found.sort_by_key(|citation| citation.span.start);
    found
}

/// The segments of a note that semicolons part, without the signs at their ends.
fn segments<'a>(tokens: &'a Tokens) -> impl Iterator<Item = (usize, usize)> + 'a {
    let stops: Vec<usize> = (0..tokens.len()).filter(|&at| tokens.is(at, ';')).collect();
    let starts = std::iter::once(0).chain(stops.clone().into_iter().map(|at| at + 1));
    let ends = stops.into_iter().chain(std::iter::once(tokens.len()));
    starts.zip(ends).map(|(from, end)| {
        let last = (from..end).rev().find(|&at| !tokens.is_any(at, &['.', ',']));
        (from, last.map_or(from, |at| at + 1))
    })
}

/// The works of the list that are named by their authors and the words of their title, and nothing else
/// but a page: "Hurd, *Anarchy*, 15; Keohane, Order".
fn in_short<'a>(context: Context<'a>) -> impl Iterator<Item = Citation> + 'a {
    let index = context.citation_index;
    segments(context.tokens).filter_map(move |(from, end)| {
        let item = author_page::item(context.in_bracket(), from, end)?;
        let title = fold(&item.title.as_ref()?.text);
        let mut works = index.with_first(&index.key_of(&item.names.first()?.text)).iter();
        let whole = works.any(|&id| index.work(id).title.contains(&title));
        whole.then(|| Citation { span: item.span, kind: CitationKind::Note, items: vec![item] })
    })
}

/// The works of the list whose titles the note has.
fn listed(context: Context, matches: Vec<TitleMatch>) -> Vec<Citation> {
    let tokens = context.tokens;
    let starts: Vec<usize> = matches.iter().map(|one| tokens.index_at(one.span.start)).collect();
    let mut found = Vec::new();
    let mut floor = 0;
    for (place, one) in matches.iter().enumerate() {
        let first = starts[place];
        if first < floor {
            continue;
        }
        let limit = starts.get(place + 1).copied().unwrap_or(tokens.len());
        let name = creator_before(context, floor.max(first.saturating_sub(LONGEST)), first, one);
        if name.is_none() && (one.length < TELLING || holds(context, floor, first)) {
            continue;
        }
        let (item, end) = titled(context, name, one, first, limit);
        floor = end;
        found.push(Citation { span: item.span, kind: CitationKind::Note, items: vec![item] });
    }
    found
}

/// Whether the title that begins at token `first` is that of the book which holds the work named before
/// it, which ends at token `floor`: "Bianchi, *Voices*, in *Rooms and Voices*".
fn holds(context: Context, floor: usize, first: usize) -> bool {
    let tokens = context.tokens;
    let word = (floor..first).rev().find(|&at| tokens.is_word(at));
    let parted = (floor..first).any(|at| tokens.is(at, ';'));
    floor > 0 && !parted && word.is_some_and(|word| WORDS.inside.has(tokens, word))
}

/// The works of the list that running text names by author and title, with at most a few signs and
/// words such as "et al." between the two.
pub(crate) fn named_and_titled(context: Context, matches: Vec<TitleMatch>) -> Vec<Citation> {
    const FARTHEST: usize = 24;
    let tokens = context.tokens;
    let near = |citation: &Citation| {
        let item = &citation.items[0];
        let Some(title) = &item.title else { return false };
        let before = tokens.source()[..title.span.start].trim_end_matches([' ', '“', '"', '‘']);
        let parted = before.ends_with([',', ':']);
        match item.names.first() {
            Some(name) => {
                let between = Span::new(name.span.end.min(title.span.start), title.span.start);
                parted && between.len() <= FARTHEST
            }
            None => parted,
        }
    };
    listed(context, matches).into_iter().filter(near).collect()
}

/// The last name between two tokens that is the first creator of one of the works of this title.
fn creator_before(context: Context, from: usize, end: usize, one: &TitleMatch) -> Option<Name> {
    let creates = |name: &Name| {
        let key = context.key(name);
        one.works.iter().any(|&index| context.citation_index.work(index).is_creator(0, &key))
    };
    (from..end)
        .rev()
        .filter(|&at| context.tokens.is_word(at))
        .find_map(|at| context.name_before(from, at + 1).filter(|name| name.known && creates(name)))
}

/// The item of a title of the list, and the token after it: with the year that one of the works has,
/// and with the page that follows.
fn titled(
    context: Context,
    name: Option<Name>,
    one: &TitleMatch,
    first: usize,
    limit: usize,
) -> (CitedItem, usize) {
    let tokens = context.tokens;
    let mut after = tokens.index_at(one.span.end);
    after += (after..limit).take_while(|&at| is_quote(tokens, at) || tokens.is(at, '.')).count();
    let stop = (after..limit).find(|&at| tokens.is(at, ';')).unwrap_or(limit);
    let work = |index: ReferenceId| context.citation_index.work(index);
    let of_work = |year: &str| one.works.iter().any(|&index| work(index).is_of(year));
    let from = name.as_ref().map_or(first, |name| name.from);
    let mut years =
        (from..stop).filter(|&at| tokens.is_number(at)).filter_map(|at| year_at(tokens, at, stop));
    let year = years.rfind(|year| of_work(year.span.of(tokens.source())));
    // "After Anarchy, op. cit., 12"
    let comma = usize::from(tokens.is(after, ','));
    let again = WORDS.op_cit.starting(tokens, after + comma, stop);
    let back = again.map(|again| tokens.span_of(after + comma, again));
    let behind = year.as_ref().map(|year| past_bracket(tokens, year.end)).or(again);
    let located = place(tokens, behind.unwrap_or(after), stop);
    let parts = year.iter().map(|year| year.span).chain(located.iter().map(|cited| cited.span));
    let parts = parts.chain(back);
    let item = CitedItem {
        span: parts.fold(tokens.span(from).join(one.span), Span::join),
        names: name
            .map(|name| Cited::of(tokens.source(), context.span_of(&name)))
            .into_iter()
            .collect(),
        suffix: year.as_ref().and_then(|year| Some(year.suffixes.first()?.0.clone())),
        year: year.map(|year| Cited::of(tokens.source(), year.span)),
        title: Some(Cited::of(tokens.source(), one.span)),
        locator: located,
        ..CitedItem::default()
    };
    // The names of the next work may stand before its title.
    (item, after)
}

fn past_bracket(tokens: &Tokens, at: usize) -> usize {
    at + usize::from(tokens.is_any(at, &[')', ']']))
}

fn is_quote(tokens: &Tokens, at: usize) -> bool {
    tokens.is(at, '"') || matches!(tokens.text(at), "‘" | "’" | "'")
}

/// Works of the list by their authors and their year, in whatever form a bibliography has them:
/// "Gedroc, J., K. McConnaughay, and J. Coleman, 1996". What is `taken` is read already.
fn by_year(context: Context, taken: &Cover) -> Vec<Citation> {
    let tokens = context.tokens;
    let mut found = Vec::new();
    let mut floor = 0;
    for at in 0..tokens.len() {
        let free = tokens.is_number(at) && !taken.overlaps(tokens.span(at));
        let Some(year) = year_at(tokens, at, tokens.len()).filter(|_| free) else { continue };
        let from = floor.max(at.saturating_sub(LONGEST));
        let before = found.last().and_then(|before: &Citation| before.items.first());
        let item = authors_before(context, from, &year);
        let item = item.or_else(|| same_authors(context, floor, &year, before?));
        if let Some(mut item) = item {
            floor = year.end;
            let stop = (year.end..tokens.len()).find(|&at| tokens.is(at, ';'));
            let stop = stop.unwrap_or(tokens.len());
            item.locator = place(tokens, past_bracket(tokens, year.end), stop);
            item.span = item.locator.iter().fold(item.span, |span, one| span.join(one.span));
            found.push(Citation { span: item.span, kind: CitationKind::Note, items: vec![item] });
        }
    }
    found
}

/// The item of the first author between a token and a year who has a work of that year, with the
/// further authors of the one of these works that has most of those named, in their order.
fn authors_before(context: Context, from: usize, year: &Year) -> Option<CitedItem> {
    let tokens = context.tokens;
    let index = context.citation_index;
    let cited = year.span.of(tokens.source());
    let name_at = |at: usize| context.name_before(from, at + 1).filter(|name| name.known);
    let words = (from..year.from).filter(|&at| tokens.is_word(at));
    let named: Vec<Name> = words.filter_map(name_at).collect();
    let of_year = |name: &Name| {
        let works = index.with_first(&context.key(name)).iter();
        works.map(|&work| index.work(work)).filter(|work| work.is_of(cited)).collect()
    };
    let works = named.iter().map(of_year).enumerate();
    let (first, works): (usize, Vec<&IndexedWork>) =
        works.into_iter().find(|(_, works): &(usize, Vec<_>)| !works.is_empty())?;
    let creators = works.into_iter().map(|work| in_order(context, &named[first..], work));
    // Of several that fit as well the first counts.
    let names = creators.reduce(|best, next| if next.len() > best.len() { next } else { best })?;
    let end = names[names.len() - 1].end;
    let end = past_initials(tokens, end + usize::from(tokens.is(end, ',')));
    let et_al = WORDS.et_al.starting(tokens, end, year.from).map(|after| (end, after));
    let source = tokens.source();
    Some(CitedItem {
        span: tokens.span(names[0].from).join(year.span),
        names: names.iter().map(|name| Cited::of(source, context.span_of(name))).collect(),
        et_al: et_al.map(|(start, end)| Cited::of(source, tokens.span_of(start, end))),
        year: Some(Cited::of(source, year.span)),
        suffix: year.suffixes.first().map(|(letter, _)| letter.clone()),
        ..CitedItem::default()
    })
}

/// The token after the initials at `at`, which stand behind their surname: "Zhang, X. et al. 2012",
/// "Castle, GD et al. 2017".
fn past_initials(tokens: &Tokens, at: usize) -> usize {
    const MOST: usize = 4;
    let joined = |at| tokens.is_acronym(at) && tokens.text(at).chars().count() <= MOST;
    let initial = |at| tokens.is_initial(at) || joined(at);
    let behind = (at..).take_while(|&at| initial(at) || tokens.is_any(at, &['.', '-'])).count();
    at + if initial(at) { behind } else { 0 }
}

/// The first of these names, and those after it that are the further creators of a work in their order.
fn in_order<'a>(context: Context, named: &'a [Name], work: &IndexedWork) -> Vec<&'a Name> {
    let mut names: Vec<&Name> = named.iter().take(1).collect();
    for name in named.iter().skip(1) {
        let next = work.is_creator(names.len(), &context.key(name));
        if next && name.from >= names[names.len() - 1].end {
            names.push(name);
        }
    }
    names
}

/// A further year of the work before, with nothing but a semicolon or a comma before it: "Jin et al.
/// 2008; 2009".
fn same_authors(
    context: Context,
    floor: usize,
    year: &Year,
    before: &CitedItem,
) -> Option<CitedItem> {
    let tokens = context.tokens;
    let signs = |at: usize| tokens.is_any(at, &[';', ',']);
    let after = tokens.index_at(before.span.end);
    let follows = floor > 0 && year.from > after && (after..year.from).all(signs);
    let name = before.names.first()?;
    let cited = year.span.of(tokens.source());
    (follows && context.citation_index.has(&name.text, cited)).then(|| CitedItem {
        span: year.span,
        names: before.names.clone(),
        et_al: before.et_al.clone(),
        year: Some(Cited::of(tokens.source(), year.span)),
        suffix: year.suffixes.first().map(|(letter, _)| letter.clone()),
        ..CitedItem::default()
    })
}

/// Names of the list alone, with or without a page or the note of the full reference, between
/// semicolons: "Hurd, 15; Keohane; Duncan (n 10)".
fn by_name<'a>(context: Context<'a>) -> impl Iterator<Item = Citation> + 'a {
    let tokens = context.tokens;
    segments(tokens).filter_map(move |(from, stop)| {
        let start = past_prefix(tokens, from, stop);
        // "Brewer and Gross 1413."
        let bare = || {
            let page = pages_before(tokens, start, stop)?;
            Some((page, Cited::of(tokens.source(), tokens.span_of(page, stop))))
        };
        let back = said_before(tokens, start, stop);
        let located = match &back {
            Some(back) => locator(tokens, back.end, stop).map(|(cited, _)| (back.from, cited)),
            None => (start + 1..stop)
                .find_map(|at| Some((at, locator(tokens, at, stop)?.0)))
                .or_else(bare),
        };
        let names_end = back.as_ref().map(|back| back.from);
        let names_end = names_end.or(located.as_ref().map(|(at, _)| *at)).unwrap_or(stop);
        let names = context.in_bracket().names_before(start, names_end, None)?;
        let end = back.as_ref().map_or(names_end, |back| back.end);
        let last = located.as_ref().map_or(tokens.span(end.max(1) - 1), |(_, cited)| cited.span);
        let item = CitedItem {
            span: tokens.span(names.from).join(last),
            names: names.list,
            et_al: names.et_al,
            locator: located.map(|(_, cited)| cited),
            in_note: back.and_then(|back| back.note),
            ..CitedItem::default()
        };
        (names.known && names.from == start).then(|| Citation {
            span: item.span,
            kind: CitationKind::Note,
            items: vec![item],
        })
    })
}

/// Where a note says that its work was cited before.
struct SaidBefore {
    /// The first token of it, the bracket around it included.
    from: usize,
    /// The token after it.
    end: usize,
    /// The number of the note in which the work was cited in full.
    note: Option<usize>,
}

/// Where it is said that a work was cited before, and in which note: "Duncan (n 10)", "Mitra et al,
/// supra note 10", "Lind [see note 2]", "Moe, cited, p. 5".
fn said_before(tokens: &Tokens, from: usize, end: usize) -> Option<SaidBefore> {
    let numbered = |at: usize| {
        let after = WORDS.note_number.starting(tokens, at, end)?;
        let note = tokens.text(after).parse().ok().filter(|_| tokens.is_number(after))?;
        Some((Some(note), after + 1))
    };
    let plain = |at: usize| Some((None, WORDS.cited_above.starting(tokens, at, end)?));
    let said = |at: usize| {
        let (note, end) = numbered(at).or_else(|| plain(at))?;
        Some(SaidBefore { from: at, end, note })
    };
    let mut said = (from + 1..end).find_map(said)?;
    // "(s. Anm. 1)"
    let opens = |at: &usize| tokens.is_any(*at, &['(', '[']);
    let open = (from + 1..said.from).rev().take(MOST_WORDS_BEFORE).find(opens);
    if let Some(open) = open.filter(|open| past_prefix(tokens, open + 1, said.from) == said.from) {
        said.from = open;
        said.end += usize::from(tokens.is_any(said.end, &[')', ']']));
    }
    Some(said)
}

/// How many words and signs stand at most between a bracket and the number of a note in it.
const MOST_WORDS_BEFORE: usize = 5;

/// The works that are named by author and title, whether the list has them or not.
fn unlisted(context: Context, passage: &Passage) -> Vec<Citation> {
    let mut titles = quoted(context);
    titles.extend(passage.emphasis());
    titles.sort_by_key(|title| title.start);
    let mut found: Vec<Citation> = Vec::new();
    for title in titles {
        // The journal that a title is followed by is another title, and "supra" is none.
        let inside = found.last().is_some_and(|before| title.start < before.span.end);
        let points_back = points_back(context.tokens, title);
        found.extend(if inside || points_back { None } else { work(context, title) });
    }
    found
}

/// Gives the addresses of the note that the list has to the works named before them which the list does
/// not have under these names: "Wikipedia, “Tides”, https://…". Where its segment cites nothing else, an
/// address cites by itself: "History, “Tides”, at https://…".
fn addressed(context: Context, found: &[Citation], unlisted: &mut [Citation]) -> Vec<Citation> {
    if !context.citation_index.has_addresses() {
        return Vec::new();
    }
    let tokens = context.tokens;
    let mut alone = Vec::new();
    for address in find(tokens.source()) {
        if context.citation_index.with_address(&address.url).is_empty() {
            continue;
        }
        let at = tokens.index_at(address.span.start);
        let from = (0..at).rev().find(|&at| tokens.is(at, ';')).map_or(0, |at| tokens.span(at).end);
        let segment = Span::new(from, address.span.end);
        let cited = Cited { span: address.span, text: address.url };
        let named = unlisted.iter_mut().rfind(|one| segment.contains(one.span));
        match named.and_then(|one| one.items.last_mut()) {
            Some(item) => item.address = Some(cited),
            None if !found.iter().any(|one| segment.overlaps(one.span)) => {
                let span = cited.span;
                let item = CitedItem { span, address: Some(cited), ..CitedItem::default() };
                alone.push(Citation { span, kind: CitationKind::Note, items: vec![item] });
            }
            None => {}
        }
    }
    alone
}

/// Whether what is set off says that a work was cited before: "*supra* note 3", "*op. cit.*".
fn points_back(tokens: &Tokens, span: Span) -> bool {
    let (from, end) = (tokens.index_at(span.start), tokens.index_at(span.end));
    [&WORDS.note_number, &WORDS.op_cit, &WORDS.ibid]
        .iter()
        .any(|phrases| phrases.starting(tokens, from, end).is_some())
}

/// What stands in quotes, quotes left out.
fn quoted(context: Context) -> Vec<Span> {
    let tokens = context.tokens;
    let quotes: Vec<usize> = (0..tokens.len()).filter(|&at| tokens.is(at, '"')).collect();
    let pairs = quotes.chunks_exact(2).filter(|pair| pair[0] + 1 < pair[1]);
    let double = pairs.map(|pair| tokens.span_of(pair[0] + 1, pair[1]));
    let opens =
        |at: &usize| tokens.text(*at) == "‘" || tokens.text(*at) == "'" && !tokens.touches(*at);
    let single = (0..tokens.len()).filter(opens).filter_map(|open| {
        // An apostrophe ends no quotation that a comma, a stop or a bracket does not follow.
        let ends = |at: &usize| {
            matches!(tokens.text(*at), "’" | "'")
                && (tokens.is_any(at + 1, &[',', '.', ';', '(', ')'])
                    || tokens.is_any(at - 1, &[',', '.']))
        };
        let close = (open + 2..tokens.len().min(open + LONGEST)).find(ends)?;
        Some(tokens.span_of(open + 1, close))
    });
    double.chain(single).collect()
}

/// The work of this title, if names stand before it.
fn work(context: Context, title: Span) -> Option<Citation> {
    let tokens = context.tokens;
    let first = tokens.index_at(title.start);
    let before = first - usize::from(first > 0 && tokens.is_any(first - 1, &['"', '\'']));
    let comma = before.checked_sub(1).filter(|&at| tokens.is_any(at, &[',', ':']))?;
    let quote = |at: usize| tokens.is(at, '"') || matches!(tokens.text(at), "‘" | "’" | "'");
    if comma > 0 && quote(comma - 1) {
        // The title of an article before the journal.
        return None;
    }
    let from = (comma.saturating_sub(LONGEST)..comma).rev().find(|&at| tokens.is(at, ';'));
    let from = past_prefix(tokens, from.map_or(0, |at| at + 1), comma);
    let names = context.names_before(from, comma, None)?;
    if (names.from.saturating_sub(1)..comma).any(quote) {
        return None;
    }
    let mut after = tokens.index_at(title.end);
    after += usize::from(tokens.is_any(after, &['"', '\'']));
    let year = bracketed_year(context, after);
    let end = year.as_ref().map_or(after, |(_, close)| close + 1);
    let stop = (end..tokens.len()).find(|&at| tokens.is(at, ';')).unwrap_or(tokens.len());
    let located = place(tokens, end, stop);
    // Names that the list does not know are an author's where a whole reference, or a page, goes
    // with them.
    let short = names.from == from && located.is_some() && names.form >= NameForm::Surname;
    if !(names.known || year.is_some() || short) {
        return None;
    }
    let last = located.as_ref().map_or(tokens.span(end.max(1) - 1), |cited| cited.span);
    let text = Cited::of(tokens.source(), title).text;
    // "Hurd and Cook, *cited*": a small word is no title.
    let named = names.known && year.is_none() && !text.contains(' ');
    let no_title = named && text.starts_with(char::is_lowercase);
    let text = text.trim_end_matches([',', '.']).to_owned();
    let item = CitedItem {
        span: tokens.span(names.from).join(last),
        names: names.list,
        et_al: names.et_al,
        year: year.map(|(year, _)| year),
        title: (!no_title).then_some(Cited { span: title, text }),
        locator: located,
        ..CitedItem::default()
    };
    Some(Citation { span: item.span, kind: CitationKind::Note, items: vec![item] })
}

/// The page after a title or a bracket, without the full stop of the sentence. A comma inside the
/// quotes of the title sets it off too: "Order," 385.
fn place(tokens: &Tokens, end: usize, stop: usize) -> Option<Cited> {
    let quoted = end > 1 && tokens.is(end - 1, '"') && tokens.is(end - 2, ',');
    let digit = |at: &usize| tokens.is_number(*at) || tokens.is(*at, '-');
    let bare = (end..stop).take_while(digit).last().filter(|_| quoted);
    let span = match bare {
        Some(last) => tokens.span_of(end, last + 1),
        None => locator(tokens, end, stop)?.0.span,
    };
    let text = span.of(tokens.source()).trim_end_matches('.');
    Some(Cited::of(tokens.source(), Span::new(span.start, span.start + text.len())))
}

/// The year that ends the next bracket, and the token that closes it: "(Princeton: Princeton
/// University Press, 1984)", "53, no. 2 (1999)".
fn bracketed_year(context: Context, from: usize) -> Option<(Cited, usize)> {
    let tokens = context.tokens;
    let end = (from + FARTHEST).min(tokens.len());
    let stop = (from..end).find(|&at| tokens.is(at, ';')).unwrap_or(end);
    (from..stop).filter_map(|at| context.closing(at)).find_map(|close| {
        let year = year_at(tokens, close - 1, close).filter(|year| year.plain)?;
        Some((Cited::of(tokens.source(), year.span), close))
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;
    use crate::model::document::Document;
    use crate::model::ids::ReferenceId;
    use crate::model::library::Library;

    #[test]
    fn notes_name_works_in_full_and_in_short() {
        let text = "Here.[^1] There.[^2]\n\n[^1]: Ian Hurd, *After Anarchy* (Princeton: PUP, 2007), 12.\n\
                    [^2]: Hurd, *Anarchy*, 15; and Robert Keohane, \"Order,\" *Acta* 5 (1984): 3.\n\n\
                    ## Bibliography\n\nHurd, Ian. *After Anarchy*. Princeton: PUP, 2007.\n\n\
                    Keohane, Robert. \"Order.\" *Acta* 5 (1984): 1–9.\n";
        let document = Document::from_bytes("a.md", text.as_bytes().to_vec());
        let library = Library::none();
        let analysis = Analysis::gather(&document, &library);
        let tied: Vec<&[ReferenceId]> =
            analysis.cited_works().map(|one| &one.resolution().references[..]).collect();
        let (first, second) = (ReferenceId::new(0), ReferenceId::new(1));
        assert_eq!(tied, [&[first][..], &[first], &[second]]);
        let places: Vec<&str> = analysis
            .cited_works()
            .map(|one| one.item.locator.as_ref().map_or("", |locator| locator.text.as_str()))
            .collect();
        assert_eq!(places, ["12", "15", "3"]);
    }
}
