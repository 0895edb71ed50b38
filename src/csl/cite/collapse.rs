//! Cites that are joined: ranges of numbers and of year suffixes.
//!
//! CSL 1.0.2, "Cite Grouping", "Cite Collapsing".

use crate::csl::output::tree::{Content, Mark, Node};

/// What the last thing of a cite is, where nothing stands after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tail {
    pub mark: Mark,
    /// Whether the cite is nothing else.
    pub bare: bool,
}

/// Returns the number at the end of a cite.
pub(crate) fn tail(node: &Node) -> Option<Tail> {
    if matches!(node.mark, Mark::CitationNumber(_) | Mark::YearSuffix(_)) {
        return Some(Tail { mark: node.mark, bare: true });
    }
    let Content::Nodes(nodes) = &node.content else { return None };
    let last = nodes.last()?;
    let tail = tail(last)?;
    let only = nodes.len() == 1;
    if !only && (!node.suffix.is_empty() || !node.decor.is_empty()) {
        return None;
    }
    Some(Tail { bare: tail.bare && only, ..tail })
}

fn number(mark: Mark) -> usize {
    match mark {
        Mark::CitationNumber(number) | Mark::YearSuffix(number) => number,
        _ => 0,
    }
}

/// What is done with a cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// It stands after a delimiter.
    Apart,
    /// It stands after the delimiter of numbers.
    Next,
    /// It ends a range.
    RangeEnd,
    /// It is within a range.
    Hidden,
}

/// Finds runs of numbers that follow each other.
pub(crate) fn joints(tails: &[Option<Tail>], ranged: bool) -> Vec<Joint> {
    let mut joints = vec![Joint::Apart; tails.len()];
    let mut start = 0;
    while start < tails.len() {
        let mut end = start + 1;
        while end < tails.len() && follows(tails[end - 1], tails[end]) {
            end += 1;
        }
        let range = ranged && end - start > 2;
        joints[start + 1..end].fill(if range { Joint::Hidden } else { Joint::Next });
        if range {
            joints[end - 1] = Joint::RangeEnd;
        }
        start = end;
    }
    for at in 1..tails.len() {
        let suffix =
            |tail: &Option<Tail>| tail.is_some_and(|tail| matches!(tail.mark, Mark::YearSuffix(_)));
        let bare = tails[at].is_some_and(|tail| tail.bare);
        if joints[at] == Joint::Apart && bare && suffix(&tails[at]) && suffix(&tails[at - 1]) {
            joints[at] = Joint::Next;
        }
    }
    joints
}

fn follows(one: Option<Tail>, next: Option<Tail>) -> bool {
    let (Some(one), Some(next)) = (one, next) else { return false };
    let alike = matches!(
        (one.mark, next.mark),
        (Mark::CitationNumber(_), Mark::CitationNumber(_))
            | (Mark::YearSuffix(_), Mark::YearSuffix(_))
    );
    next.bare && alike && number(next.mark) == number(one.mark) + 1
}
