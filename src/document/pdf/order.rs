//! The order in which the lines of a page are read, and the columns that they stand in.
//!
//! Programs draw text in the order in which it is read, as a rule. Where lines jump back up too often
//! they do not, and the columns tell the order.

use super::lines::{Line, Page};

/// A line in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub line: Line,
    pub page: usize,
    /// The column, from left to right; none where it spans several.
    pub column: Option<usize>,
    /// The left and right border of the column, or of what spans them.
    pub left: f32,
    pub right: f32,
}

impl Placed {
    /// How far it is set in, in its size.
    pub(super) fn indent(&self) -> f32 {
        (self.line.left - self.left) / self.line.size
    }

    /// Whether `next` has a first word that would have fitted on this line.
    pub(super) fn is_short_before(&self, next: &Placed) -> bool {
        let word = next.line.first_word.min((self.right - self.left) * 0.6);
        self.right - self.line.right > word + 0.3 * self.line.size
    }

    /// Whether both stand in one column of one page.
    pub(super) fn is_with(&self, other: &Placed) -> bool {
        self.page == other.page && self.column == other.column
    }
}

/// All lines in reading order.
pub(super) fn placed(pages: Vec<Page>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (index, page) in pages.into_iter().enumerate() {
        let gutters = gutters(&page);
        let lines = match in_order(&page.lines, &gutters) {
            true => page.lines,
            false => sorted(page.lines, &gutters),
        };
        let place = |line: Line| Placed {
            column: column(&line, &gutters),
            left: line.left,
            right: line.right,
            page: index,
            line,
        };
        placed.extend(lines.into_iter().map(place));
    }
    set_borders(&mut placed);
    with_wide_gaps(placed)
}

/// The lines, with those put together again that were set so wide that they looked like cells of a
/// table: they begin and end where the lines above or below them do, which have no such gaps.
fn with_wide_gaps(placed: Vec<Placed>) -> Vec<Placed> {
    /// How far a line may be set in, in its size.
    const FARTHEST: f32 = 4.0;
    /// How many lines in a row may be set wide.
    const MOST_WIDE: usize = 4;
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    for one in placed {
        let row = rows.last_mut().filter(|row| {
            let last = &row[row.len() - 1];
            last.is_with(&one) && last.line.is_beside(&one.line) && last.line.right <= one.line.left
        });
        match row {
            Some(row) => row.push(one),
            None => rows.push(vec![one]),
        }
    }
    // A few such lines may come one after the other; more are a table.
    let pieces = |at: usize| rows.get(at).is_some_and(|row| row.len() > 1);
    let wide = |at: usize| {
        let (first, last) = (&rows[at][0], &rows[at][rows[at].len() - 1]);
        let before = (0..at).rev().take_while(|at| pieces(*at)).take(MOST_WIDE).count();
        let after = (at + 1..).take_while(|at| pieces(*at)).take(MOST_WIDE).count();
        let is_whole = |other: Option<usize>| {
            let other = other.and_then(|other| Some(&rows.get(other)?[0]));
            other.is_some_and(|other| other.is_with(first) && other.indent() < FARTHEST)
        };
        rows[at].len() > 1
            && before + after < MOST_WIDE
            && (last.right - last.line.right).abs() < 0.7 * last.line.size
            && first.indent() < FARTHEST
            && (is_whole((at - before).checked_sub(1)) || is_whole(Some(at + after + 1)))
    };
    let wide: Vec<bool> = (0..rows.len()).map(wide).collect();
    let mut joined = Vec::new();
    for (row, wide) in rows.into_iter().zip(wide) {
        let mut row = row.into_iter();
        let Some(mut first) = row.next() else { continue };
        if wide {
            row.by_ref().for_each(|next| first.line.join(next.line));
        }
        joined.push(first);
        joined.extend(row);
    }
    joined
}

/// Whether lines hardly ever jump back up, nor to another column and back.
fn in_order(lines: &[Line], gutters: &[f32]) -> bool {
    let climbs = |pair: &&[Line]| {
        let (before, line) = (&pair[0], &pair[1]);
        line.base < before.base - 0.5 * line.size && before.is_over(line)
    };
    let across = |pair: &&[Line]| {
        pair[0].is_beside(&pair[1]) && column(&pair[0], gutters) != column(&pair[1], gutters)
    };
    let climbs = lines.windows(2).filter(climbs).count();
    let across = lines.windows(2).filter(across).count();
    climbs <= 3 + lines.len() / 12 && across <= 3 + lines.len() / 4
}

/// Where columns are parted, from left to right: segments of the width that few lines cross.
fn gutters(page: &Page) -> Vec<f32> {
    let mut gutters = Vec::new();
    let all: Vec<&Line> = page.lines.iter().filter(|line| line.signs.len() > 2).collect();
    find_gutters(&all, 0.0, page.width, &mut gutters);
    gutters.sort_by(f32::total_cmp);
    gutters
}

fn find_gutters(lines: &[&Line], from: f32, to: f32, gutters: &mut Vec<f32>) {
    /// How many lines make a column, and how far apart borders are tried.
    const FEWEST: usize = 6;
    const STEP: f32 = 2.0;
    if lines.len() < 2 * FEWEST || to - from < 120.0 {
        return;
    }
    let sides = |x: f32| {
        let left: Vec<&Line> = lines.iter().copied().filter(|line| line.right <= x + 1.0).collect();
        let right: Vec<&Line> = lines.iter().copied().filter(|line| line.left >= x - 1.0).collect();
        (left, right)
    };
    let count = ((to - from) * 0.6 / STEP) as usize;
    let tried = (0..count).map(|step| from + (to - from) * 0.2 + step as f32 * STEP);
    let crossing = |x: f32| {
        let (left, right) = sides(x);
        let few = left.len() < FEWEST || right.len() < FEWEST;
        (if few { usize::MAX } else { lines.len() - left.len() - right.len() }, x)
    };
    let tried: Vec<(usize, f32)> = tried.map(crossing).collect();
    let Some(least) = tried.iter().map(|(count, _)| *count).min() else { return };
    if least > lines.len() / 3 {
        return;
    }
    let best: Vec<f32> =
        tried.iter().filter(|(count, _)| *count == least).map(|(_, x)| *x).collect();
    let x = best[best.len() / 2];
    let (left, right) = sides(x);
    if !are_side_by_side(&left, &right) {
        return;
    }
    gutters.push(x);
    find_gutters(&left, from, x, gutters);
    find_gutters(&right, x, to, gutters);
}

/// Whether two groups of lines share most of the height of the smaller one.
fn are_side_by_side(left: &[&Line], right: &[&Line]) -> bool {
    let extent = |lines: &[&Line]| {
        let bases = lines.iter().map(|line| line.base);
        bases.fold((f32::MAX, f32::MIN), |(top, bottom), base| (top.min(base), bottom.max(base)))
    };
    let ((top, bottom), (other_top, other_bottom)) = (extent(left), extent(right));
    let shared = bottom.min(other_bottom) - top.max(other_top);
    shared > 0.4 * (bottom - top).min(other_bottom - other_top)
}

fn column(line: &Line, gutters: &[f32]) -> Option<usize> {
    if gutters.is_empty() {
        return None;
    }
    let first = gutters.partition_point(|gutter| *gutter <= line.left + 1.0);
    let last = gutters.partition_point(|gutter| *gutter < line.right - 1.0);
    (first >= last).then_some(first)
}

/// Lines column by column; what spans columns parts what is above it from what is below.
fn sorted(mut lines: Vec<Line>, gutters: &[f32]) -> Vec<Line> {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base));
    // Lines of one baseline go from left to right.
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut().filter(|row| row[0].is_beside(&line)) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    let mut sorted = Vec::new();
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); gutters.len() + 1];
    for mut row in rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        for line in row {
            match column(&line, gutters) {
                Some(column) => columns[column].push(line),
                None => {
                    sorted.extend(columns.iter_mut().flat_map(|lines| lines.drain(..)));
                    sorted.push(line);
                }
            }
        }
    }
    sorted.extend(columns.into_iter().flatten());
    sorted
}

/// Where lines end that are full, by the ends of all in ascending order: where most do in one place,
/// there; some run over it, with addresses that could not be broken.
fn border(rights: &[f32]) -> f32 {
    const NEAR: f32 = 1.0;
    let near = |right: f32| {
        rights.partition_point(|other| *other <= right + NEAR)
            - rights.partition_point(|other| *other < right - NEAR)
    };
    // The cells of a table end at one place too, but not so far to the right.
    let far = rights[rights.len() * 7 / 10..].iter().copied();
    let usual = far.max_by_key(|right| near(*right)).unwrap_or_default();
    match near(usual) * 4 >= rights.len() {
        true => usual,
        false => rights[(rights.len() - 1) * 17 / 20],
    }
}

/// Finds the borders of the columns. Where a page has too few lines to tell, those of another page are
/// taken, of one on the same side of a leaf if there is one.
fn set_borders(placed: &mut [Placed]) {
    /// How many lines tell.
    const FEWEST: usize = 6;
    let mut known: Vec<(usize, Option<usize>, f32, f32)> = Vec::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, one) in placed.iter().enumerate() {
        let group = groups.iter_mut().rev().take(8).find(|group| placed[group[0]].is_with(one));
        match group {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    for group in &groups {
        let mut lefts: Vec<f32> = group.iter().map(|at| placed[*at].line.left).collect();
        let mut rights: Vec<f32> = group.iter().map(|at| placed[*at].line.right).collect();
        lefts.sort_by(f32::total_cmp);
        rights.sort_by(f32::total_cmp);
        let left = lefts[lefts.len() / 20];
        let right = border(&rights);
        for at in group {
            (placed[*at].left, placed[*at].right) = (left.min(placed[*at].line.left), right);
        }
        if group.len() >= FEWEST {
            known.push((placed[group[0]].page, placed[group[0]].column, left, right));
        }
    }
    for group in groups.iter().filter(|group| group.len() < FEWEST) {
        let one = &placed[group[0]];
        let (page, column, size) = (one.page, one.column, one.line.size);
        let fits = |other: &&(usize, Option<usize>, f32, f32)| {
            other.1 == column && (one.left - other.2) > -size && (one.left - other.2) < 4.0 * size
        };
        let far = |other: &&(usize, Option<usize>, f32, f32)| {
            other.0.abs_diff(page) + 4 * (other.0.abs_diff(page) % 2)
        };
        let Some((_, _, left, right)) = known.iter().filter(fits).min_by_key(far).copied() else {
            continue;
        };
        for at in group {
            placed[*at].left = placed[*at].left.min(left);
            placed[*at].right = placed[*at].right.max(right);
        }
    }
}
