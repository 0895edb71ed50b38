//! Raised numbers that are powers of units or masses of isotopes.

use crate::citations::year::is_year;
use crate::text::span::Span;
use crate::text::superscript::digit;

/// One letter more than the longest unit has: a word may be as long as the text.
const LONGEST_UNIT: usize = 8;

/// Whether what is raised is a power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Power {
    Sure,
    /// A name may end so as well as a quantity.
    Likely,
    No,
}

/// Whether a superscript is the power of a unit or a number: "cm³", "R²", "10⁵".
pub(super) fn power(text: &str, superscript: Span) -> Power {
    // Emphasis ends before the number: "*let-60*³⁹".
    let before = text[..superscript.start].trim_end_matches(['*', '_']);
    let high = superscript.of(text).chars().filter(char::is_ascii_digit).count() > 1
        || superscript.of(text).chars().filter_map(digit).count() > 1;
    match before.chars().next_back() {
        // "10⁵" is a power; "vitamin D3¹³" has a name that ends with a digit.
        Some(c) if c.is_ascii_digit() => {
            let named = ends_name(before) || ends_version(before) || ends_year(before);
            match before.ends_with("10") {
                _ if named => Power::No,
                true => Power::Sure,
                false if high => Power::No,
                false => Power::Likely,
            }
        }
        Some('−' | '×') => Power::Sure,
        Some(c) if c.is_alphabetic() => {
            let letters = before.chars().rev().take_while(|c| c.is_alphabetic());
            let word: String = letters.take(LONGEST_UNIT).collect();
            let unit: String = word.chars().rev().collect();
            match unit.as_str() {
                "log" | "Ca" | "Mg" => Power::Sure,
                // No power of a unit has two digits: "for 3 min¹⁸".
                "cm" | "mm" | "km" | "dm" | "nm" | "µm" | "μm" | "kg" | "sec" | "min" => {
                    if high {
                        Power::No
                    } else {
                        Power::Sure
                    }
                }
                // Hardly anything is raised to the tenth.
                _ if unit.chars().count() == 1 && !high => Power::Likely,
                _ => Power::No,
            }
        }
        _ => Power::No,
    }
}

/// Whether a text ends with a year.
fn ends_year(text: &str) -> bool {
    let digits = &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let before = text[..text.len() - digits.len()].chars().next_back();
    is_year(digits) && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '-' | '–'))
}

/// Whether a text ends with the number of a version: "2024.4", "1.9.4". Decimals have no powers in
/// prose.
fn ends_version(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let stem = text.trim_end_matches(number);
    let version = &text[stem.len()..];
    version.trim_matches('.').contains('.') && stem.ends_with(' ')
}

/// Whether the digits that end a text belong to a name: "D3", "IL-6".
fn ends_name(text: &str) -> bool {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = stem.strip_suffix('-').unwrap_or(stem);
    let letters = stem.chars().rev().take_while(|c| c.is_alphabetic()).take(2).count();
    letters > 1 || stem.ends_with(|c: char| c.is_uppercase())
}

/// The mass of an isotope before its element: "¹⁴C".
pub(super) fn is_isotope(text: &str, superscript: Span) -> bool {
    let before = text[..superscript.start].chars().next_back();
    let element = text[superscript.end..].starts_with(char::is_uppercase);
    element && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '‑' | '–'))
}
