//! Pairs of brackets among tokens.

use crate::citations::tokens::{Kind, Tokens};

/// A pair of brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// The token of the opening one.
    pub open: usize,
    /// The token of the closing one.
    pub close: usize,
    /// The first token inside the pair around this one; 0 if there is none.
    pub floor: usize,
}

/// The most pairs one inside the other that are given, counted from the innermost: what is around
/// them cites nothing, and each word would be read once for each bracket around it.
const DEEPEST: usize = 16;

/// An opening bracket that waits for its partner.
struct Open {
    sign: char,
    at: usize,
    /// How many pairs stand inside it, one in the other.
    depth: usize,
}

/// All pairs, ordered by their opening; brackets without a partner, and pairs around more than
/// [`DEEPEST`] others, are left out.
pub(crate) fn brackets(tokens: &Tokens) -> Vec<Bracket> {
    let mut open: Vec<Open> = Vec::new();
    let mut waiting = [0usize; 2];
    let mut pairs = Vec::new();
    for at in 0..tokens.len() {
        match tokens.kind(at) {
            Kind::Sign(sign @ ('(' | '[')) => {
                waiting[usize::from(sign == '[')] += 1;
                open.push(Open { sign, at, depth: 0 });
            }
            Kind::Sign(close @ (')' | ']')) => {
                let kind = usize::from(close == ']');
                if waiting[kind] == 0 {
                    continue;
                }
                while let Some(Open { sign, at: from, depth }) = open.pop() {
                    waiting[usize::from(sign == '[')] -= 1;
                    let is_pair = usize::from(sign == '[') == kind;
                    if is_pair && depth < DEEPEST {
                        let floor = open.last().map_or(0, |around| around.at + 1);
                        pairs.push(Bracket { open: from, close: at, floor });
                    }
                    if let Some(around) = open.last_mut() {
                        around.depth = around.depth.max(depth + usize::from(is_pair));
                    }
                    if is_pair {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pairs.sort_by_key(|pair| pair.open);
    pairs
}

/// For each token that opens a pair, the token that closes it; 0 for all others.
pub(crate) fn closings(tokens: &Tokens, pairs: &[Bracket]) -> Vec<usize> {
    let mut closings = vec![0; tokens.len()];
    for pair in pairs {
        closings[pair.open] = pair.close;
    }
    closings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    fn pairs(text: &str) -> Vec<String> {
        let tokens = tokens_of(text, 0..text.len());
        brackets(&tokens)
            .iter()
            .map(|b| tokens.span_of(b.open, b.close + 1).of(text).to_owned())
            .collect()
    }

    #[test]
    fn pairs_nest_and_strays_are_left_out() {
        assert_eq!(pairs("a (b [c] d) e"), ["(b [c] d)", "[c]"]);
        assert_eq!(pairs("(a] b) c) (d"), ["(a] b)"]);
        assert_eq!(pairs("（甲）"), ["（甲）"]);
    }

    #[test]
    fn of_pairs_in_pairs_the_inner_ones_are_given() {
        let nested = |count: usize| format!("{}a{}", "[".repeat(count), "]".repeat(count));
        assert_eq!(pairs(&nested(DEEPEST)).len(), DEEPEST);
        assert_eq!(pairs(&nested(1000)).len(), DEEPEST);
        assert_eq!(pairs(&format!("[(b) {}]", nested(DEEPEST))).len(), DEEPEST + 1);
    }

    #[test]
    fn thousands_of_open_brackets_take_no_time() {
        assert!(pairs(&"(".repeat(200_000)).is_empty());
        assert_eq!(pairs(&format!("{}a{}", "(".repeat(9), ")".repeat(9))).len(), 9);
        assert!(pairs(&"([".repeat(100_000)).is_empty());
    }
}
