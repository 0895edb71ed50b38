//! Citations and their bibliography, from records to rows.

use hayagriva::citationberg::Display;
use hayagriva::citationberg::json::Item;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta};

use super::apart::tell_apart;
use super::carry::Carried;
use super::cell::{Cell, Row};
use super::cluster::{Laid, join};
use super::fill::{Fill, fill, letters};
use super::flatten::words;
use super::marks::Mark;
use super::position::Positions;
use super::prepare::{Part, Prepared};
use super::writer::{Shown, Writer};
use super::{flatten, item, settle, terms, write};
use crate::render::citation::{Citation, Cite, Form, Position};

/// What comes out: rows of marked text.
#[derive(Debug, Default)]
pub struct Rows {
    /// The entries in the style's order, each with the place of its record.
    pub bibliography: Vec<(usize, Row)>,
    /// The citations in the order of the text.
    pub citations: Vec<Row>,
    /// The records that could not be written.
    pub failed: Vec<usize>,
}

/// Renders citations of records, and a bibliography of all records. `english` says of each record
/// whether it is in English.
pub fn cited(style: &Prepared, items: &[Item], citations: &[Citation], english: &[bool]) -> Rows {
    let all: Vec<&Item> = items.iter().collect();
    let places = || (0..items.len()).collect();
    let keys = style.listing.as_ref().and_then(|part| part.keys.as_ref());
    let order: Vec<usize> = keys.map_or_else(places, |keys| keys.order(&all, style, |n| n + 1));
    let mut number = vec![0; items.len()];
    for (place, work) in order.iter().enumerate() {
        number[*work] = place + 1;
    }
    let writer = Writer::new(style, items);
    let shown = tell_apart(&writer, style, &order);
    let text = Text { style, items, english, number, shown, writer };
    let mut rows = text.bibliography(&order);
    let mut positions = Positions::new(items.len(), style.citation.near_note_distance as usize);
    let sorted: Vec<(Citation, Vec<Position>)> = citations
        .iter()
        .map(|citation| {
            let citation = text.sorted(citation);
            let positions = positions.next(&citation);
            (citation, positions)
        })
        .collect();
    let written = write::each(&sorted, |(citation, positions)| text.citation(citation, positions));
    for (row, failed) in written {
        rows.citations.push(row);
        rows.failed.extend(failed);
    }
    rows.failed.sort_unstable();
    rows.failed.dedup();
    rows
}

/// All that is known of the works when they are written.
struct Text<'a> {
    style: &'a Prepared,
    items: &'a [Item],
    english: &'a [bool],
    number: Vec<usize>,
    shown: Vec<Shown>,
    writer: Writer<'a>,
}

impl Text<'_> {
    fn bibliography(&self, order: &[usize]) -> Rows {
        let Some(part) = &self.style.listing else { return Rows::default() };
        let trees = write::each(order, |work| {
            write::write(&part.csl, self.style, &self.listed(*work), None)
        });
        let mut rows = Rows::default();
        rows.failed
            .extend(order.iter().zip(&trees).filter(|(_, tree)| tree.is_none()).map(|p| *p.0));
        let mut entries: Vec<(usize, ElemChildren)> = order
            .iter()
            .copied()
            .zip(trees)
            .filter_map(|(work, tree)| Some((work, tree?)))
            .collect();
        if let Some(substitute) = &self.style.substitute {
            substitute.apply(entries.iter_mut().map(|(_, tree)| tree));
        }
        let row = |(work, tree): &(usize, ElemChildren)| (*work, self.entry(*work, tree, part));
        rows.bibliography = write::each(&entries, row);
        rows
    }

    /// The record as the bibliography has it.
    fn listed(&self, work: usize) -> Item {
        let shown = &self.shown[work];
        let mark = || (Carried::YearSuffix, Mark::YearSuffix.char().to_string());
        let mut carried: Vec<_> = shown.suffix.map(|_| mark()).into_iter().collect();
        carried.extend(shown.condition.then(|| (Carried::Disambiguate, "1".to_owned())));
        item::carrying(&self.items[work], &self.style.carriers, &carried)
    }

    /// An entry of the bibliography as a row.
    fn entry(&self, work: usize, tree: &ElemChildren, part: &Part) -> Row {
        let mut row = Row::default();
        let affixes = &part.affixes;
        flatten::add_text(&affixes.prefix, affixes.face, &mut row);
        let mut tree = tree.clone();
        match self.style.aligned.then(|| take_first(&mut tree)).flatten() {
            Some(first) => {
                flatten::add_block(&first, Display::LeftMargin, &mut row);
                flatten::add_rest(&tree, Display::RightInline, &mut row);
                if let Some(last) = row.cells.last().copied() {
                    flatten::add_text(&affixes.suffix, affixes.face, &mut row);
                    let length = affixes.suffix.chars().count();
                    row.cells
                        .iter_mut()
                        .rev()
                        .take(length)
                        .for_each(|cell| cell.block = last.block);
                }
            }
            None => {
                row.append(flatten::row(&tree));
                flatten::add_text(&affixes.suffix, affixes.face, &mut row);
            }
        }
        fill(&mut row, self.fill(work, &self.suffix(work), part));
        terms::apply(&mut row, true);
        settle::case(row, self.english[work])
    }

    fn suffix(&self, work: usize) -> String {
        self.shown[work].suffix.map(letters).unwrap_or_default()
    }

    fn fill<'s>(&'s self, work: usize, suffix: &'s str, part: &Part) -> Fill<'s> {
        let et_al = &self.style.et_al;
        Fill { number: self.number[work], suffix, et_al, placed: part.places_suffix }
    }

    /// The citation with its cites in the style's order.
    fn sorted(&self, citation: &Citation) -> Citation {
        let cites: Vec<Cite> =
            citation.cites.iter().filter(|cite| cite.entry < self.items.len()).cloned().collect();
        let Some(keys) = &self.style.citing.keys else {
            return Citation { cites, note: citation.note };
        };
        let items: Vec<&Item> = cites.iter().map(|cite| &self.items[cite.entry]).collect();
        let order = keys.order(&items, self.style, |place| self.number[cites[place].entry]);
        let cites = order.into_iter().map(|place| cites[place].clone()).collect();
        Citation { cites, note: citation.note }
    }

    /// A citation as a row, and the works of it that could not be written.
    fn citation(&self, citation: &Citation, positions: &[Position]) -> (Row, Vec<usize>) {
        let mut failed = Vec::new();
        let mut laid = Vec::new();
        for (cite, position) in citation.cites.iter().zip(positions) {
            let tree = self.writer.cite(
                cite.entry,
                &self.shown[cite.entry],
                position,
                cite.locator.as_ref(),
            );
            match tree {
                Some(tree) => laid.push(self.laid(cite, tree, laid.is_empty())),
                None => failed.push(cite.entry),
            }
        }
        laid.retain(|cite| !cite.row.cells.is_empty());
        if laid.is_empty() {
            return (Row::default(), failed);
        }
        let names_alone = citation.cites.iter().all(|cite| cite.form == Form::AuthorOnly);
        let mut affixes = self.style.citing.affixes.clone();
        if names_alone {
            affixes.prefix.clear();
            affixes.suffix.clear();
        }
        (join(laid, &self.style.citation, &affixes), failed)
    }

    fn laid(&self, cite: &Cite, tree: ElemChildren, starts: bool) -> Laid {
        let names = tree.find_names().cloned();
        let nameless = names.as_ref().map(|_| {
            let mut tree = tree.clone();
            drop_names(&mut tree);
            tree
        });
        let words_of_names = names.as_ref().map(|names| words(&names.children)).unwrap_or_default();
        let whole = match (cite.form, &names, &nameless) {
            (Form::AuthorOnly, Some(names), _) => {
                ElemChildren(vec![ElemChild::Elem(names.clone())])
            }
            (Form::SuppressAuthor, _, Some(nameless)) => nameless.clone(),
            _ => tree.clone(),
        };
        let mut row = self.row(cite, &whole, starts);
        let letters: Vec<Cell> =
            row.cells.iter().filter(|cell| cell.year_suffix).copied().collect();
        let suffix = self.shown[cite.entry].suffix.filter(|_| !letters.is_empty());
        let suffix = suffix.map(|number| (number, Row { cells: letters, ..Row::default() }));
        if cite.form == Form::SuppressAuthor {
            strip_start(&mut row);
        }
        let nameless = nameless.map(|tree| {
            let mut row = self.row(cite, &tree, starts);
            strip_start(&mut row);
            row
        });
        let dated = nameless.as_ref().unwrap_or(&row).cells.iter();
        let year = dated.filter(|cell| !cell.year_suffix).map(|cell| cell.ch).collect();
        let number = words(&whole).contains(Mark::Number.char()).then(|| self.number[cite.entry]);
        let alone = cite.locator.is_some() || !cite.prefix.is_empty() || !cite.suffix.is_empty();
        let row = self.with_affixes(cite, row);
        let nameless = nameless.map(|row| self.with_affixes(cite, row));
        Laid { row, nameless, suffix, names: words_of_names, year, number, alone }
    }

    fn row(&self, cite: &Cite, tree: &ElemChildren, starts: bool) -> Row {
        let mut row = flatten::row(tree);
        let suffix = self.suffix(cite.entry);
        fill(&mut row, self.fill(cite.entry, &suffix, &self.style.citing));
        let starts =
            if cite.prefix.is_empty() { starts } else { terms::ends_sentence(&cite.prefix) };
        terms::apply(&mut row, self.style.in_notes && starts);
        settle::case(row, self.english[cite.entry])
    }

    /// The words of the text around a cite.
    fn with_affixes(&self, cite: &Cite, row: Row) -> Row {
        let mut out = Row::default();
        let face = self.style.citing.affixes.face;
        flatten::add_text(&spaced_prefix(&cite.prefix), face, &mut out);
        out.append(row);
        flatten::add_text(&spaced_suffix(&cite.suffix), face, &mut out);
        out
    }
}

/// A prefix with a space after it, unless it ends in something that takes none.
fn spaced_prefix(prefix: &str) -> String {
    let text = item::tagged(prefix);
    let space = Mark::Style(' ').char();
    match prefix.trim_end().chars().last() {
        None => text,
        Some(_) if prefix.ends_with(char::is_whitespace) => text,
        Some('(' | '[' | '“' | '‘' | '\'' | '"' | '/' | '’' | '«') => text,
        Some(_) => format!("{text}{space}"),
    }
}

/// A suffix with a space before it, if it begins with a word.
fn spaced_suffix(suffix: &str) -> String {
    let text = item::tagged(suffix);
    let space = Mark::Style(' ').char();
    match suffix.chars().next() {
        Some(ch) if ch.is_alphanumeric() || matches!(ch, '(' | '[' | '“' | '<' | '&') => {
            format!("{space}{text}")
        }
        _ => text,
    }
}

/// Takes the first field of an entry out of its tree.
fn take_first(tree: &mut ElemChildren) -> Option<ElemChild> {
    for place in 0..tree.0.len() {
        if let ElemChild::Elem(elem) = &mut tree.0[place] {
            if elem.meta.is_some() {
                return Some(tree.0.remove(place));
            }
            if let Some(first) = take_first(&mut elem.children) {
                return Some(first);
            }
        }
    }
    None
}

/// Takes the first names out of a tree.
fn drop_names(tree: &mut ElemChildren) -> bool {
    let is_names = |child: &ElemChild| {
        matches!(child, ElemChild::Elem(Elem { meta: Some(ElemMeta::Names(_)), .. }))
    };
    if let Some(place) = tree.0.iter().position(is_names) {
        tree.0.remove(place);
        return true;
    }
    tree.0.iter_mut().any(|child| match child {
        ElemChild::Elem(elem) => drop_names(&mut elem.children),
        _ => false,
    })
}

/// Takes away the punctuation that followed the names.
fn strip_start(row: &mut Row) {
    let loose = |ch: char| ch.is_whitespace() || matches!(ch, ',' | ';' | ':' | '.');
    let kept = row.cells.iter().position(|cell| !(cell.by_style && loose(cell.ch)));
    row.cells.drain(..kept.unwrap_or(row.cells.len()));
}
