//! What every page repeats beside the text: running heads and feet, page and line numbers.

use std::collections::HashMap;

use super::lines::{Line, Page};

/// How many rows at the top and at the bottom of a page may be running ones.
const DEEPEST: usize = 4;

/// How far the same row may move from page to page, in points.
const WOBBLE: f32 = 3.0;

/// Takes running heads and feet, page numbers and line numbers off the pages.
pub(super) fn take_off(pages: &mut [Page]) {
    for page in pages.iter_mut() {
        take_line_numbers(page);
    }
    for edge in [Edge::Top, Edge::Bottom] {
        let rows: Vec<Vec<Row>> = pages.iter().map(|page| rows(page, edge)).collect();
        let running = Running::of(&rows);
        for (index, (page, rows)) in pages.iter_mut().zip(&rows).enumerate() {
            let count = rows.iter().take_while(|row| running.is(row, index)).count();
            let gone: Vec<usize> =
                rows[..count].iter().flat_map(|row| row.lines.iter().copied()).collect();
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

/// The lines of one baseline at an edge of a page.
struct Row {
    /// Which lines of the page.
    lines: Vec<usize>,
    base: f32,
    /// What they say, in lower case, each digit as `#`.
    masked: String,
    /// The number that is all that they say.
    number: Option<i64>,
    /// How far the next row is, in their size.
    gap: f32,
}

/// The rows at an edge of a page, the outermost first.
fn rows(page: &Page, edge: Edge) -> Vec<Row> {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    let base = |at: usize| page.lines[at].base;
    order.sort_by(|a, b| base(*a).total_cmp(&base(*b)));
    if edge == Edge::Bottom {
        order.reverse();
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let full = groups.len() > DEEPEST;
        match groups.last_mut().filter(|group| (base(group[0]) - base(at)).abs() < 2.0) {
            Some(group) => group.push(at),
            None if full => break,
            None => groups.push(vec![at]),
        }
    }
    let next: Vec<f32> = groups.iter().skip(1).map(|group| base(group[0])).collect();
    let rows = groups.into_iter().enumerate().map(|(index, mut group)| {
        group.sort_by(|a, b| page.lines[*a].left.total_cmp(&page.lines[*b].left));
        let texts: Vec<String> = group.iter().map(|at| page.lines[*at].text()).collect();
        let text = texts.join(" ").to_lowercase();
        let size = page.lines[group[0]].size.max(1.0);
        let here = base(group[0]);
        Row {
            base: here,
            masked: text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect(),
            number: number(&text),
            gap: next.get(index).map_or(f32::MAX, |next| (next - here).abs() / size),
            lines: group,
        }
    });
    rows.take(DEEPEST).collect()
}

/// What is known of the running rows of a document at one edge.
struct Running {
    /// How often a text stands at the edge, and its baselines.
    texts: HashMap<String, Vec<f32>>,
    /// Number less page, and how many pages have it.
    shifts: HashMap<i64, usize>,
    /// Baselines at which most pages have a row that is set off.
    bases: Vec<f32>,
    /// How many pages have rows.
    pages: usize,
}

impl Running {
    fn of(pages: &[Vec<Row>]) -> Running {
        let mut texts: HashMap<String, Vec<f32>> = HashMap::new();
        let mut shifts: HashMap<i64, usize> = HashMap::new();
        let mut set_off: Vec<f32> = Vec::new();
        for (index, rows) in pages.iter().enumerate() {
            for row in rows {
                texts.entry(row.masked.clone()).or_default().push(row.base);
                if let Some(number) = row.number {
                    *shifts.entry(number - index as i64).or_default() += 1;
                }
            }
            set_off.extend(rows.first().filter(|row| row.gap > FAR).map(|row| row.base));
        }
        let near =
            |base: f32| set_off.iter().filter(|other| (*other - base).abs() < WOBBLE).count();
        let pages = pages.iter().filter(|rows| !rows.is_empty()).count();
        let bases = set_off
            .iter()
            .copied()
            .filter(|base| near(*base) >= MOST_FEW && near(*base) * 5 >= pages * 2);
        Running { bases: bases.collect(), texts, shifts, pages }
    }

    fn is(&self, row: &Row, page: usize) -> bool {
        let near = |base: &&f32| (**base - row.base).abs() < WOBBLE;
        let says = row.masked.chars().any(|c| c.is_alphanumeric() || c == '#');
        // A note may be said twice ("ibid."), but not set off from the text.
        let least = if row.gap > SET_OFF { 2 } else { MOST_FEW.max(self.pages / 3) };
        let repeated = self
            .texts
            .get(&row.masked)
            .is_some_and(|bases| bases.iter().filter(near).count() >= least);
        let counts = row.number.is_some_and(|number| {
            let shift = number - page as i64;
            self.shifts.get(&shift).is_some_and(|pages| *pages > 1) || shift == 1 && row.gap > FAR
        });
        let usual = row.gap > FAR && self.bases.iter().any(|base| (base - row.base).abs() < WOBBLE);
        !says || repeated || counts || usual
    }
}

/// How far a running row is from the text at least, in its size: one that says the same elsewhere,
/// and any.
const SET_OFF: f32 = 1.4;
const FAR: f32 = 1.7;

/// How many pages at least tell where running rows stand.
const MOST_FEW: usize = 3;

/// The number of a page, if a text is nothing else: "12", "– 12 –", "page 12 of 30", "xii".
fn number(text: &str) -> Option<i64> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let first = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    let words = text.split_whitespace().count();
    match first {
        Some(digits) if words <= 4 && text.len() <= 20 => digits.parse().ok(),
        None => roman(text),
        _ => None,
    }
}

/// What a Roman number in lower case stands for.
fn roman(text: &str) -> Option<i64> {
    let value = |c: char| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let values: Vec<i64> = text.chars().map(value).collect::<Option<_>>()?;
    let next = values.iter().skip(1).copied().chain([0]);
    let signed =
        values.iter().zip(next).map(|(here, next)| if *here < next { -here } else { *here });
    (!values.is_empty() && values.len() <= 8).then(|| signed.sum())
}

/// Takes the numbers of lines off a page: they stand left of all else, and go up by one step.
fn take_line_numbers(page: &mut Page) {
    /// How many make a page of numbered lines.
    const FEWEST: usize = 5;
    let value = |line: &Line| line.text().parse::<u32>().ok().filter(|_| line.signs.len() <= 4);
    let left = |line: &&Line| value(line).is_none() && line.signs.len() > 10;
    let text = page.lines.iter().filter(left).map(|line| line.left).fold(f32::MAX, f32::min);
    let mut numbers: Vec<(f32, u32)> = Vec::new();
    for line in page.lines.iter().filter(|line| line.right < text) {
        numbers.extend(value(line).map(|value| (line.base, value)));
    }
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let steps: Vec<i64> =
        numbers.windows(2).map(|pair| i64::from(pair[1].1) - i64::from(pair[0].1)).collect();
    let even =
        steps.first().is_some_and(|step| *step > 0 && steps.iter().all(|other| other == step));
    if numbers.len() >= FEWEST && even {
        page.lines.retain(|line| value(line).is_none() || line.right >= text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        assert_eq!(number("12"), Some(12));
        assert_eq!(number("– 12 –"), Some(12));
        assert_eq!(number("page 3 of 30"), Some(3));
        assert_eq!(number("xiv"), Some(14));
        assert_eq!(number("a. author et al. (2019) in the journal"), None);
        assert_eq!(number("introduction"), None);
    }
}
