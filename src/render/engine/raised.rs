//! Raised letters and digits of Unicode as plain ones that are set high, as citeproc-js has them.

use hayagriva::citationberg::VerticalAlign;
use unicode_normalization::UnicodeNormalization;

use super::cell::Cell;

/// Turns raised characters into plain ones that are set high.
pub fn apply(cells: Vec<Cell>, closes: Vec<bool>) -> (Vec<Cell>, Vec<bool>) {
    if !cells.iter().any(|cell| is_raised(cell.ch)) {
        return (cells, closes);
    }
    let mut out = Vec::with_capacity(cells.len());
    let mut kept = Vec::with_capacity(cells.len());
    for (mut cell, close) in cells.into_iter().zip(closes) {
        if !is_raised(cell.ch) {
            out.push(cell);
            kept.push(close);
            continue;
        }
        cell.face.vertical_align = VerticalAlign::Sup;
        for ch in plain(cell.ch) {
            out.push(Cell { ch, ..cell });
            kept.push(close);
        }
    }
    (out, kept)
}

fn is_raised(ch: char) -> bool {
    matches!(ch,
        'ª' | '²' | '³' | '¹' | 'º' | 'ʰ'..='ʸ' | 'ˀ' | 'ˁ' | 'ˠ'..='ˤ' | 'ᴬ'..='ᵡ' | '⁰' | 'ⁱ'
        | '⁴'..='ⁿ' | '℠' | '™' | '㆒'..='㆟' | 'ۥ' | 'ۦ')
}

fn plain(ch: char) -> Vec<char> {
    match ch {
        // These have no decomposition.
        'ˀ' => vec!['ʔ'],
        'ˁ' => vec!['ʕ'],
        'ۥ' => vec!['و'],
        'ۦ' => vec!['ي'],
        _ => ch.nfkd().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_characters_have_plain_ones() {
        assert_eq!(plain('ᵉ'), ['e']);
        assert_eq!(plain('™'), ['T', 'M']);
        assert!(!is_raised('e') && !is_raised('₂'));
    }
}
