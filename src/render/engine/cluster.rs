//! Cites that stand together: grouped, collapsed and set off from each other.
//!
//! CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".

use hayagriva::citationberg::{Citation as Options, Collapse};

use super::cell::Row;
use super::flatten;
use super::marks::{Mark, encode};
use super::prepare::Affixes;

/// A cite that is written, and what grouping and collapsing look at.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// All of it.
    pub row: Row,
    /// It without its names, if it has names.
    pub nameless: Option<Row>,
    /// The year suffix alone, if it has one.
    pub suffix: Option<(usize, Row)>,
    /// Its names.
    pub names: String,
    /// What is left without names and year suffix.
    pub year: String,
    /// The number of the work, if it is all that the cite says.
    pub number: Option<usize>,
    /// Whether words or a place of its own stand with it.
    pub alone: bool,
}

/// Joins cites to a citation.
pub fn join(cites: Vec<Laid>, options: &Options, affixes: &Affixes) -> Row {
    let mut row = Row::default();
    flatten::add_text(&affixes.prefix, affixes.face, &mut row);
    let cites = grouped(cites, options);
    let parts = match options.collapse {
        Some(Collapse::CitationNumber) => by_number(cites, options, affixes),
        Some(collapse) => by_year(cites, collapse, options, affixes),
        None => plain(cites, options, affixes),
    };
    for (number, (delimiter, cite)) in parts.into_iter().enumerate() {
        if number > 0 {
            flatten::add_text(delimiter_between(&row, &delimiter, &cite), affixes.face, &mut row);
        }
        row.append(cite);
    }
    flatten::add_text(&affixes.suffix, affixes.face, &mut row);
    row
}

/// The delimiter, or as much of it as is due: words around a cite may bring their own.
fn delimiter_between<'d>(before: &Row, delimiter: &'d str, after: &Row) -> &'d str {
    let is_stop = |ch: char| matches!(ch, ',' | ';' | '.' | ':');
    let own = |cell: &super::cell::Cell| !cell.by_style && is_stop(cell.ch);
    if after.cells.first().is_some_and(own) {
        return "";
    }
    match before.cells.last() {
        Some(cell) if !cell.by_style && matches!(cell.ch, ',' | ';') => " ",
        _ => delimiter,
    }
}

/// Brings cites of the same names together, if the style groups.
fn grouped(cites: Vec<Laid>, options: &Options) -> Vec<Laid> {
    let by_names = matches!(
        options.collapse,
        Some(Collapse::Year | Collapse::YearSuffix | Collapse::YearSuffixRanged)
    );
    if !by_names && options.cite_group_delimiter.is_none() {
        return cites;
    }
    let mut groups: Vec<Vec<Laid>> = Vec::new();
    for cite in cites {
        let same = |group: &&mut Vec<Laid>| !cite.names.is_empty() && group[0].names == cite.names;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(cite),
            None => groups.push(vec![cite]),
        }
    }
    groups.into_iter().flatten().collect()
}

fn plain(cites: Vec<Laid>, options: &Options, affixes: &Affixes) -> Vec<(String, Row)> {
    let within = options.cite_group_delimiter.as_deref().map(encode);
    let mut names = String::new();
    let each = |cite: Laid| {
        let same = !cite.names.is_empty() && cite.names == names;
        names.clone_from(&cite.names);
        let delimiter = within.clone().filter(|_| same);
        (delimiter.unwrap_or_else(|| affixes.delimiter.clone()), cite.row)
    };
    cites.into_iter().map(each).collect()
}

/// Three numbers and more that follow each other stand as a range.
fn by_number(cites: Vec<Laid>, options: &Options, affixes: &Affixes) -> Vec<(String, Row)> {
    let after = options.after_collapse_delimiter.as_deref().map(encode);
    let mut out = Vec::new();
    let mut rest = cites.as_slice();
    let mut collapsed = false;
    while let Some(first) = rest.first() {
        let follows = |pair: &[Laid]| {
            let number = |cite: &Laid| cite.number.filter(|_| !cite.alone);
            number(&pair[0]).zip(number(&pair[1])).is_some_and(|(a, b)| a + 1 == b)
        };
        let length = 1 + rest.windows(2).take_while(|pair| follows(pair)).count();
        let delimiter = after.clone().filter(|_| collapsed);
        out.push((delimiter.unwrap_or_else(|| affixes.delimiter.clone()), first.row.clone()));
        collapsed = length > 2;
        if collapsed {
            out.push((Mark::Style('–').char().to_string(), rest[length - 1].row.clone()));
        }
        rest = &rest[if collapsed { length } else { 1 }..];
    }
    out
}

/// Names that were just written are not written again; with suffixes, neither are years.
fn by_year(
    cites: Vec<Laid>,
    collapse: Collapse,
    options: &Options,
    affixes: &Affixes,
) -> Vec<(String, Row)> {
    let grouping = options.cite_group_delimiter.as_deref().map(encode);
    let suffixes = options.year_suffix_delimiter.as_deref().map(encode);
    let suffixes = suffixes.or_else(|| grouping.clone());
    let suffixes = suffixes.unwrap_or_else(|| affixes.delimiter.clone());
    let within = grouping.unwrap_or_else(|| encode(", "));
    let after = options.after_collapse_delimiter.as_deref().map(encode);
    let mut out: Vec<(String, Row)> = Vec::new();
    let mut before: Option<Laid> = None;
    let mut collapsed = false;
    // The last suffix of a range that is not written yet.
    let mut range: Option<(usize, Row)> = None;
    for cite in cites {
        let same = before.as_ref().filter(|last| {
            !cite.names.is_empty() && last.names == cite.names && cite.nameless.is_some()
        });
        let same_year = same.filter(|last| {
            collapse != Collapse::Year
                && last.year == cite.year
                && last.suffix.is_some()
                && !last.alone
                && !cite.alone
        });
        let ranged = same_year.filter(|last| {
            let number = |cite: &Laid| cite.suffix.as_ref().map(|(number, _)| *number);
            collapse == Collapse::YearSuffixRanged
                && number(last).zip(number(&cite)).is_some_and(|(a, b)| a + 1 == b)
        });
        match (&cite.suffix, ranged.is_some()) {
            (Some((_, suffix)), true) => {
                range = Some((range.map_or(1, |(count, _)| count + 1), suffix.clone()));
            }
            _ => {
                end_range(&mut range, &suffixes, &mut out);
                let (delimiter, row) = match (&cite.suffix, same_year.is_some(), same.is_some()) {
                    (Some((_, suffix)), true, _) => (suffixes.clone(), suffix.clone()),
                    (_, _, true) => {
                        // What has a place within the work must not be taken for one more year.
                        let placed = cite.alone || before.as_ref().is_some_and(|last| last.alone);
                        let delimiter = after.clone().filter(|_| placed);
                        let delimiter = delimiter.unwrap_or_else(|| within.clone());
                        (delimiter, cite.nameless.clone().unwrap_or_default())
                    }
                    _ => {
                        let due = collapsed || collapse == Collapse::Year;
                        let delimiter = after.clone().filter(|_| due);
                        let delimiter = delimiter.unwrap_or_else(|| affixes.delimiter.clone());
                        (delimiter, cite.row.clone())
                    }
                };
                out.push((delimiter, row));
            }
        }
        collapsed = same.is_some();
        before = Some(cite);
    }
    end_range(&mut range, &suffixes, &mut out);
    out
}

/// Writes the end of a range: "a–c", but "a, b".
fn end_range(range: &mut Option<(usize, Row)>, between: &str, out: &mut Vec<(String, Row)>) {
    if let Some((count, row)) = range.take() {
        let dash = Mark::Style('–').char().to_string();
        out.push((if count > 1 { dash } else { between.to_owned() }, row));
    }
}
