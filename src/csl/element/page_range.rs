//! Ranges of pages, shortened as a style asks for.
//!
//! CSL 1.0.2, "Appendix V - Page Range Formats".

use crate::csl::item::numbers::Token;
use crate::csl::style::options::PageRange;

/// Whether two tokens are the ends of a range: both end in digits, with the same letters before.
pub(super) fn is_range(from: &Token, to: &Token) -> bool {
    let number = |text: &str| {
        let letters = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
        letters.len() < text.len() && letters.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    number(&from.value) && number(&to.value) && from.particle == to.particle
}

/// Expands the second number of a range, then shortens it.
pub(super) fn shorten(from: &Token, to: &mut Token, format: PageRange) {
    let (begin, begin_tail) = split(&from.value);
    let (end, end_tail) = split(&to.value);
    if end_tail.chars().any(|ch| !ch.is_ascii_lowercase())
        || begin_tail.chars().any(|ch| !ch.is_ascii_lowercase())
    {
        return;
    }
    let mut end_digits = end.to_owned();
    if to.value.len() < from.value.len() && end.len() < begin.len() {
        end_digits = format!("{}{end}", &begin[..begin.len() - end.len()]);
    }
    let (first, second) = (number(begin), number(&end_digits));
    if first >= second || (format == PageRange::None && number(begin) > number(end)) {
        return;
    }
    let expanded = format!("{end_digits}{end_tail}");
    let short = match format {
        PageRange::None | PageRange::Expanded => {
            to.particle = from.particle.clone();
            expanded
        }
        PageRange::Minimal => minimal(&from.value, &expanded, 0),
        PageRange::MinimalTwo => minimal(&from.value, &expanded, 2),
        PageRange::Chicago15 | PageRange::Chicago16 => chicago(first, second, format, &expanded),
    };
    if !matches!(format, PageRange::None | PageRange::Expanded) {
        to.particle = String::new();
    }
    to.value = short;
}

fn split(value: &str) -> (&str, &str) {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value.split_at(digits)
}

fn number(digits: &str) -> u64 {
    digits.parse().unwrap_or(u64::MAX)
}

/// Leaves out what the second number shares with the first, but for `least` digits.
pub(crate) fn minimal(begin: &str, end: &str, least: usize) -> String {
    if begin.len() != end.len() {
        return end.to_owned();
    }
    let same = begin.bytes().zip(end.bytes()).take_while(|(a, b)| a == b).count();
    let keep = (end.len() - same).max(least).min(end.len());
    end[end.len() - keep..].to_owned()
}

fn chicago(begin: u64, end: u64, format: PageRange, expanded: &str) -> String {
    let same = |divisor: u64| begin / divisor == end / divisor;
    if begin <= 100 || begin.is_multiple_of(100) {
        return expanded.to_owned();
    }
    if format == PageRange::Chicago15 {
        if same(100) {
            return (end % 100).to_string();
        }
        if begin < 10_000 {
            return expanded.to_owned();
        }
    }
    let from = if format == PageRange::Chicago15 { 3 } else { 2 };
    (from..expanded.len() as u32)
        .map(|digits| 10_u64.saturating_pow(digits))
        .find(|divisor| same(*divisor))
        .map_or_else(|| expanded.to_owned(), |divisor| (end % divisor).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_shortened() {
        let cases = [
            ("321", "328", PageRange::Minimal, "8"),
            ("321", "328", PageRange::MinimalTwo, "28"),
            ("42", "5", PageRange::Expanded, "45"),
            ("107", "108", PageRange::Chicago15, "8"),
            ("321", "325", PageRange::Chicago15, "25"),
            ("100", "104", PageRange::Chicago15, "104"),
            ("1496", "1504", PageRange::Chicago15, "1504"),
            ("11564", "11615", PageRange::Chicago16, "615"),
            ("71", "72", PageRange::Chicago16, "72"),
        ];
        for (begin, end, format, want) in cases {
            let token = |value: &str| Token { value: value.into(), ..Token::default() };
            let mut to = token(end);
            shorten(&token(begin), &mut to, format);
            assert_eq!(to.value, want, "{begin}-{end}");
        }
    }
}
