//! Which words of one form of a paper are which of another.

use std::collections::HashMap;

use cite::{Document, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where the words of one document stand in another.
pub struct Places {
    words: Vec<Span>,
    others: Vec<Span>,
    pairs: Vec<Option<usize>>,
}

impl Places {
    /// Pairs the words of two documents.
    pub fn of(document: &Document, other: &Document) -> Places {
        let (words, said) = words_of(document);
        let (others, other_said) = words_of(other);
        let mut pairs: Vec<Option<usize>> = vec![None; words.len()];
        let rows = unique_rows(&said);
        let other_rows = unique_rows(&other_said);
        for (row, at) in &rows {
            if let Some(other) = other_rows.get(row) {
                (0..ROW).for_each(|step| pairs[at + step] = Some(other + step));
            }
        }
        fill(&mut pairs, &said, &other_said);
        Places { words, others, pairs }
    }

    /// The place in the other document of a span of the first.
    pub fn of_span(&self, span: Span) -> Span {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let last = self.words.partition_point(|word| word.start < span.end);
        let inside = self.pairs[first..last.max(first)].iter().flatten();
        let (low, high) = (inside.clone().min(), inside.max());
        if let (Some(low), Some(high)) = (low, high)
            && high - low <= 2 * (last - first) + 4
        {
            return self.others[*low].join(self.others[*high]);
        }
        let before = self.pairs[..first].iter().flatten().next_back();
        let near = low.or(before).and_then(|at| self.others.get(at + 1));
        near.map_or(Span::default(), |word| Span::new(word.start, word.start + 1))
    }
}

/// How many words in a row are a row.
const ROW: usize = 4;

fn unique_rows(words: &[String]) -> HashMap<&[String], usize> {
    let mut rows: HashMap<&[String], (usize, usize)> = HashMap::new();
    for (at, row) in words.windows(ROW).enumerate() {
        let entry = rows.entry(row).or_insert((at, 0));
        entry.1 += 1;
    }
    rows.into_iter().filter(|(_, (_, count))| *count == 1).map(|(row, (at, _))| (row, at)).collect()
}

/// Pairs the words between pairs.
fn fill(pairs: &mut [Option<usize>], said: &[String], other: &[String]) {
    let mut from = 0;
    while let Some(start) = (from..pairs.len()).find(|at| pairs[*at].is_none()) {
        let end = (start..pairs.len()).find(|at| pairs[*at].is_some()).unwrap_or(pairs.len());
        let low = start.checked_sub(1).and_then(|at| pairs[at]).map_or(0, |at| at + 1);
        let high = pairs.get(end).copied().flatten().unwrap_or(other.len());
        if low < high && high - low < 1000 && end - start < 1000 {
            for op in capture_diff_slices(Algorithm::Myers, &said[start..end], &other[low..high]) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    (0..len)
                        .for_each(|at| pairs[start + old_index + at] = Some(low + new_index + at));
                }
            }
        }
        from = end;
    }
}

fn words_of(document: &Document) -> (Vec<Span>, Vec<String>) {
    let text: &str = &document.text;
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                spans.push(Span::new(first, at));
                start = None;
            }
            _ => {}
        }
    }
    let said = spans.iter().map(|span| span.of(text).to_lowercase()).collect();
    (spans, said)
}
