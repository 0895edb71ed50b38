//! What a plain CRF looks at: words, shapes and positions; no lists, no grammar, no pieces.

use cite::internals::references::features::Features;
use cite::internals::references::hash::{hash, mix};
use cite::internals::references::tokens::Token;

/// The features of each token of a reference. Whether a field begins or ends at a token is judged by
/// all of them too, as a chain does whose labels tell the first token of a field from the others.
pub fn features(text: &str, tokens: &[Token]) -> Features {
    let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
    let word = |index: usize, distance: isize| {
        let at = index.checked_add_signed(distance);
        at.and_then(|at| words.get(at)).copied().unwrap_or("")
    };
    let mut features = Features::default();
    for (index, token) in tokens.iter().enumerate() {
        let mut add = |template: u64, value: &str| {
            features.content.push(mix(template, hash(value)));
        };
        for distance in -2..=2 {
            let near = word(index, distance);
            add(
                10 + distance.unsigned_abs() as u64 + u64::from(distance > 0) * 5,
                &near.to_lowercase(),
            );
            add(30 + distance.unsigned_abs() as u64 + u64::from(distance > 0) * 5, &shape(near));
        }
        let lower: Vec<char> = words[index].to_lowercase().chars().collect();
        for length in 1..=4.min(lower.len()) {
            add(50 + length as u64, &lower[..length].iter().collect::<String>());
            add(60 + length as u64, &lower[lower.len() - length..].iter().collect::<String>());
        }
        let before = index.checked_sub(1).map_or(0, |before| tokens[before].whole.end);
        let after = tokens.get(index + 1).map_or(text.len(), |next| next.whole.start);
        add(70, text.get(before..token.whole.start).unwrap_or(""));
        add(71, text.get(token.whole.end..after).unwrap_or(""));
        add(72, &(index * 10 / tokens.len()).to_string());
        features.content.end();
    }
    features.border = features.content.clone();
    features
}

/// Capitals, small letters, digits and other signs, runs made one: "Xx", "9-9".
fn shape(word: &str) -> String {
    let mut shape = String::new();
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '9',
            _ => c,
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}
