//! Pairs of brackets among tokens.

use crate::citations::tokens::{Kind, Tokens};

/// A pair of brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The token of the opening one.
    pub open: usize,
    /// The token of the closing one.
    pub close: usize,
    /// The first token inside the pair around this one; 0 if there is none.
    pub floor: usize,
}

/// All pairs, ordered by their opening; brackets without a partner are left out.
pub fn brackets(tokens: &Tokens) -> Vec<Bracket> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut waiting = [0usize; 2];
    let mut pairs = Vec::new();
    for at in 0..tokens.len() {
        match tokens.kind(at) {
            Kind::Sign(sign @ ('(' | '[')) => {
                waiting[usize::from(sign == '[')] += 1;
                open.push((sign, at));
            }
            Kind::Sign(close @ (')' | ']')) => {
                let kind = usize::from(close == ']');
                if waiting[kind] == 0 {
                    continue;
                }
                while let Some((sign, from)) = open.pop() {
                    waiting[usize::from(sign == '[')] -= 1;
                    if usize::from(sign == '[') == kind {
                        pairs.push(Bracket {
                            open: from,
                            close: at,
                            floor: open.last().map_or(0, |(_, around)| around + 1),
                        });
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
pub fn closings(tokens: &Tokens, pairs: &[Bracket]) -> Vec<usize> {
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
    fn thousands_of_open_brackets_take_no_time() {
        assert!(pairs(&"(".repeat(200_000)).is_empty());
        assert_eq!(pairs(&format!("{}a{}", "(".repeat(9), ")".repeat(9))).len(), 9);
        assert!(pairs(&"([".repeat(100_000)).is_empty());
    }
}
