//! Numbers and keys that stand before references.

use crate::lexicon::years::{is_year, year_of};
use crate::references::fields::particles::is_particle;
use crate::references::identifiers;
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::superscript;

/// A number or key at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// The number or key without brackets.
    pub label: String,
    /// Its value, if it is a number.
    pub value: Option<u32>,
    /// How it is set off.
    pub shape: Shape,
    /// How many bytes it takes up with its brackets and the white space after it.
    pub len: usize,
}

/// How a number is set off from the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// `[1]`, also around a key: `[Knu84]`.
    Brackets,
    /// `(1)`.
    Round,
    /// `1)`.
    Closed,
    /// `1.`
    Stop,
    /// `1 `.
    Bare,
    /// `¹`.
    Superscript,
    /// `•`, `-`, `*`: no number at all.
    Bullet,
}

/// The number, key or bullet with which `text` begins.
pub(crate) fn read(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    match first {
        '[' => enclosed(text, '[', ']', Shape::Brackets),
        '(' => enclosed(text, '(', ')', Shape::Round),
        '•' | '◦' | '▪' | '●' | '·' | '‣' | '–' | '*' | '-' => bullet(text, first),
        c if c.is_ascii_digit() => plain(text),
        c if superscript::digit(c).is_some() => superscript(text),
        _ => None,
    }
}

fn enclosed(text: &str, open: char, close: char, shape: Shape) -> Option<Number> {
    let inside = text.strip_prefix(open)?;
    let end = inside.find(close).filter(|end| *end <= LONGEST)?;
    let label = without_stop(inside[..end].trim());
    if label.contains(' ') {
        return named(text, label, shape, end + open.len_utf8() + close.len_utf8());
    }
    if end > 12 {
        return None;
    }
    let value: Option<u32> = label.parse().ok();
    let key = shape == Shape::Brackets
        && label.chars().all(|c| c.is_alphanumeric() || "+-:_".contains(c))
        && label.contains(|c: char| c.is_ascii_digit())
        && label.starts_with(char::is_alphabetic);
    let short = value.is_some_and(|value| value < 10_000 && (label.len() < 4 || value > 2100));
    (short || key).then_some(())?;
    let after = &inside[end + close.len_utf8()..];
    let blanks = after.len() - after.trim_start().len();
    Some(Number { label: label.to_owned(), value, shape, len: text.len() - after.len() + blanks })
}

/// A number without the full stop behind it: "[10.]".
fn without_stop(label: &str) -> &str {
    let number =
        label.strip_suffix('.').filter(|number| number.bytes().all(|b| b.is_ascii_digit()));
    number.unwrap_or(label)
}

/// The longest label, in bytes.
const LONGEST: usize = 40;

/// The names and the year by which a work is cited, before its reference: "(Krug 2014) Krug, S."
fn named(text: &str, label: &str, shape: Shape, len: usize) -> Option<Number> {
    let (names, year) = label.rsplit_once(' ')?;
    let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let dated = year_of(digits).is_some();
    let name = names.split([' ', ',']).next().unwrap_or_default();
    // A year in round brackets may belong to what stands before it.
    let repeated = shape == Shape::Brackets || text[len..].trim_start().starts_with(name);
    let blanks = text[len..].len() - text[len..].trim_start().len();
    (dated && repeated && names.starts_with(char::is_uppercase)).then(|| Number {
        label: label.to_owned(),
        value: None,
        shape,
        len: len + blanks,
    })
}

fn plain(text: &str) -> Option<Number> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = text[..digits].parse().ok()?;
    (digits <= 4 && !i32::try_from(value).is_ok_and(is_year)).then_some(())?;
    let after = &text[digits..];
    let shape = match after.chars().next()? {
        '.' => Shape::Stop,
        ')' => Shape::Closed,
        c if c.is_whitespace() => Shape::Bare,
        _ => return None,
    };
    let rest = after.trim_start_matches(['.', ')']);
    let set_off = rest.trim_start();
    let blanks = rest.len() - set_off.len();
    let particle = set_off.split(' ').next().is_some_and(is_particle);
    let begins = set_off.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit())
        || particle
        || shape != Shape::Bare && identifiers::leads(set_off)
        || (shape != Shape::Bare && blanks > 0);
    ((blanks > 0 || shape != Shape::Bare) && begins).then(|| Number {
        label: text[..digits].to_owned(),
        value: Some(value),
        shape,
        len: text.len() - set_off.len(),
    })
}

/// "¹ Smith", "¹⁰Smith".
fn superscript(text: &str) -> Option<Number> {
    let (digits, len) = superscript::number(text);
    let blanks = text[len..].len() - text[len..].trim_start().len();
    let value = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    Some(Number { label: digits, value: Some(value), shape: Shape::Superscript, len: len + blanks })
}

fn bullet(text: &str, bullet: char) -> Option<Number> {
    let after = &text[bullet.len_utf8()..];
    let set_off = after.trim_start();
    (set_off.len() < after.len() && !set_off.is_empty()).then(|| Number {
        label: String::new(),
        value: None,
        shape: Shape::Bullet,
        len: text.len() - set_off.len(),
    })
}

/// The shape in which a list numbers its references, if it numbers them: numbers of one shape
/// that go up by one for the most part.
pub(crate) fn shape_of(starts: &[&str]) -> Option<Shape> {
    let numbers: Vec<Number> = starts.iter().filter_map(|text| read(text)).collect();
    [Shape::Brackets, Shape::Stop, Shape::Closed, Shape::Round, Shape::Bare, Shape::Superscript]
        .into_iter()
        .map(|shape| (chain(&numbers, shape), shape))
        .filter(|(count, _)| *count >= 2)
        .max_by_key(|(count, _)| *count)
        .filter(|(count, _)| *count * 3 >= starts.len().min(numbers.len().max(1) * 2))
        // An entry has no more lines than a dozen, for the most part.
        .filter(|(count, _)| *count * 12 >= starts.len())
        .map(|(_, shape)| shape)
}

/// How many of the numbers of one shape follow the one before; keys count each. A list that begins
/// with a later number has to go on for longer before it counts as numbered.
fn chain(numbers: &[Number], shape: Shape) -> usize {
    /// So many numbers follow a first one that is not 1 or 2.
    const SURE: usize = 4;
    let numbers: Vec<&Number> = numbers.iter().filter(|number| number.shape == shape).collect();
    let begins = |number: &Number| number.value.is_none_or(|value| value <= 2);
    let from_start = numbers.iter().position(|number| begins(number));
    let from_start = from_start.map_or(0, |first| following(&numbers[first..], shape));
    let anywhere = following(&numbers, shape);
    match anywhere > from_start && anywhere >= SURE && shape != Shape::Bare {
        true => anywhere,
        false => from_start,
    }
}

/// How many of the numbers follow the one before, from the first on.
fn following(numbers: &[&Number], shape: Shape) -> usize {
    // Entries get lost, but not many in a row; numbers in square brackets are hardly anything else.
    let gap = if shape == Shape::Brackets { 100 } else { 12 };
    let mut last: Option<u32> = None;
    let mut count = 0;
    for number in numbers {
        let follows = match (last, number.value) {
            (Some(last), Some(value)) => value > last && value <= last + gap,
            _ => true,
        };
        if follows {
            count += 1;
            last = number.value.or(last);
        }
    }
    count
}

/// How long the key is that some styles print before an entry: the names and the year by which the
/// text cites it, and a colon or dash ("Doench, Sharp 2004 : DOENCH (J.), SHARP (P.) – …").
pub(crate) fn printed_key(text: &str) -> Option<(&str, usize)> {
    /// The longest key, in bytes.
    const LONGEST: usize = 80;
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let sign = [" : ", ": ", " – ", " — "];
    let (at, len) = sign.iter().filter_map(|sign| Some((head.find(sign)?, sign.len()))).min()?;
    let key = head[..at].trim();
    let (names, year) = key.rsplit_once(' ')?;
    let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let rest = &text[at + len..];
    let first = |text: &str| {
        fold(text.split([' ', ',', '(']).find(|word| !word.is_empty()).unwrap_or_default())
    };
    let repeated = first(names) == first(rest) && first(rest).chars().count() > 1;
    (year_of(digits).is_some() && repeated).then_some((key, at + len))
}

/// Where the year stands with which a key ends, before the signs that part it from its entry: "Hurd et
/// al. 1999a – ".
pub(crate) fn year_of_key(head: &str) -> Option<Span> {
    let key = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut words = key.rsplit(' ');
    let last = words.next()?;
    let letter = last.len() == 1 && last.bytes().all(|b| b.is_ascii_lowercase());
    let year = if letter { words.next()? } else { last };
    let known = year_of(year.trim_end_matches(|c: char| c.is_ascii_lowercase())).is_some();
    let start = key.len() - last.len() - if letter { year.len() + 1 } else { 0 };
    known.then(|| Span::new(start, key.len()))
}

/// How many bytes a lone small letter takes up with the space behind it, as after the year in "Hurd 2000 a Hurd I.".
fn lone_letter(text: &str) -> usize {
    match text.as_bytes() {
        [b'a'..=b'z', b' ', ..] => 2,
        _ => 0,
    }
}

/// The number of this shape with which a line begins, also behind the marks that some lists set before
/// entries of note: "* 8. Smith", "•• 12. Lee".
pub(crate) fn read_of(text: &str, shape: Shape) -> Option<Number> {
    /// More marks are none.
    const MOST: usize = 3;
    let mark = text.chars().next().filter(|c| ['*', '•', '●'].contains(c));
    let set_off = mark.map_or(text, |mark| text.trim_start_matches(mark).trim_start());
    let marks = text.len() - set_off.len();
    let few = text.chars().take(MOST + 1).filter(|c| Some(*c) == mark).count() <= MOST;
    let number = read(set_off).filter(|number| number.shape == shape && few)?;
    (marks == 0 || number.value.is_some()).then(|| Number { len: number.len + marks, ..number })
}

/// The number with which a line begins, set off in another way than those of its list, where it is the one
/// that is missing between the number `before` and the number `after`: "[10] Lee" behind "9. Kim", "13 dcm4che"
/// with the sign forgotten. Where no number follows, the next one of a new paragraph is it (`first`).
pub(crate) fn in_row(
    text: &str,
    shape: Option<Shape>,
    (before, after): (u32, Option<u32>),
    first: bool,
) -> Option<Number> {
    let between = after == Some(before + 2);
    let next = first && after.is_none_or(|after| after > before + 1);
    let signed = |number: &Number| !matches!(number.shape, Shape::Bare | Shape::Bullet);
    let number = read(text).filter(|number| between || next && before > 0 && signed(number));
    // No sign stands behind any number of such a list, and a small letter does behind this one.
    let small = || before_small_letter(text).filter(|_| between && shape == Some(Shape::Bare));
    number.or_else(small).filter(|number| number.value == Some(before + 1))
}

/// A number with a blank and a small letter behind it.
fn before_small_letter(text: &str) -> Option<Number> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start();
    let set_off = rest.len() < text.len() - digits && rest.starts_with(char::is_lowercase);
    set_off.then(|| Number {
        label: text[..digits].to_owned(),
        value: text[..digits].parse().ok(),
        shape: Shape::Bare,
        len: text.len() - rest.len(),
    })
}

/// `span` without the number or bullet at its start, and the number.
pub(crate) fn strip(text: &str, span: Span, shape: Option<Shape>) -> (Span, Option<String>) {
    let typed = shape.and_then(|shape| read_of(span.of(text), shape));
    match typed.or_else(|| read(span.of(text))) {
        Some(number) if number.shape == Shape::Bullet || Some(number.shape) == shape => {
            let label = (!number.label.is_empty()).then_some(number.label);
            (Span::new(span.start + number.len, span.end), label)
        }
        _ => (span, None),
    }
}

/// The key before a reference as some lists print it before each: its first author and year, or its
/// short authors and a sign, and the first author again: "Doench et al. 2004 A. Doench, B. Sharp …".
/// Said of one entry alone it may be a title. Also how many bytes it takes up.
pub(crate) fn repeated_key(text: &str) -> Option<(&str, usize)> {
    /// The longest key, and how far behind it the author stands at most, in bytes.
    const LONGEST: usize = 80;
    const NEAR: usize = 40;
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let year =
        |word: &str| year_of(word.trim_end_matches(|c: char| c.is_ascii_lowercase())).is_some();
    let mut at = 0;
    for word in head.split_inclusive(' ') {
        let bare = word.trim_end();
        let end = at + word.len();
        if at > 0 && (year(bare) || bare == "=") && word.len() > bare.len() {
            let end = end + lone_letter(&text[end..]);
            let first = text.split([' ', ',', '/']).next().filter(|word| word.len() > 1)?;
            let rest = &text[end..text.floor_char_boundary((end + NEAR).min(text.len()))];
            let named = rest.match_indices(first).any(|(at, _)| {
                let next = rest[at + first.len()..].chars().next();
                !rest[..at].ends_with(char::is_alphanumeric)
                    && next.is_none_or(|c| !c.is_alphanumeric())
            });
            let key = if bare == "=" { text[..at].trim() } else { text[..end].trim() };
            return named.then_some((key, end));
        }
        if bare.contains(['(', '“', '"', ':']) {
            return None;
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_shape() {
        for (text, label, shape) in [
            ("[12] Smith", "12", Shape::Brackets),
            ("[Knu84] Knuth", "Knu84", Shape::Brackets),
            ("(3) Smith", "3", Shape::Round),
            ("3) Smith", "3", Shape::Closed),
            ("3. Smith", "3", Shape::Stop),
            ("3.Smith", "3", Shape::Stop),
            ("3 Smith", "3", Shape::Bare),
            ("3 de Si", "3", Shape::Bare),
            ("(Smith 2014) Smith", "Smith 2014", Shape::Round),
            ("¹³ Smith", "13", Shape::Superscript),
            ("• Smith", "", Shape::Bullet),
            ("[10.] Smith", "10", Shape::Brackets),
        ] {
            let number = read(text).expect("a number");
            assert_eq!((number.label.as_str(), number.shape), (label, shape), "{text}");
            assert_eq!(&text[number.len..], text.split_at(text.len() - 5).1.trim_start(), "{text}");
        }
        for text in ["2010. Title", "(2010) Title", "[in press] x", "3 dogs", "10.1000/x", "-"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_among_those_of_another_shape() {
        let read_of = |text| read_of(text, Shape::Stop).map(|number| (number.value, number.len));
        assert_eq!(read_of("* 8. Smith"), Some((Some(8), 5)));
        assert_eq!(read_of("•• 12. Smith"), Some((Some(12), 11)));
        assert_eq!(read_of("8.https://example.org/a"), Some((Some(8), 2)));
        assert_eq!(read_of("**** 8. Smith"), None);
        assert_eq!(read_of("* Smith"), None);
        let value = |text, around, first| in_row(text, Some(Shape::Stop), around, first)?.value;
        assert_eq!(value("[2] Smith", (1, Some(3)), false), Some(2));
        assert_eq!(value("1) Smith", (0, Some(2)), false), Some(1));
        assert_eq!(value("[10] Smith", (9, None), true), Some(10));
        assert_eq!(value("[10] Smith", (9, None), false), None);
        assert_eq!(value("10 Smith", (9, None), true), None);
        assert_eq!(value("[12] Smith", (9, Some(13)), true), None);
    }

    #[test]
    fn keys_before_entries() {
        let text = "Doench, Sharp 2004 : DOENCH (J.), SHARP (P.) – Targets, 2004.";
        assert_eq!(printed_key(text), Some(("Doench, Sharp 2004", 21)));
        assert_eq!(printed_key("Hurd 1999: a year of lists. Oslo."), None);
        for (text, key) in [
            ("Hurd et al. 1999 I. Hurd, A. Lind, “Dry rivers”", "Hurd et al. 1999"),
            ("Hurd/Lind 1999a I. Hurd and A. Lind, Rivers", "Hurd/Lind 1999a"),
            ("Hurd et al. = I. Hurd - A. Lind, Rivers", "Hurd et al."),
        ] {
            assert_eq!(repeated_key(text).map(|(key, _)| key), Some(key), "{text}");
        }
        assert_eq!(year_of_key("Hurd et al. 1999a – "), Some(Span::new(12, 17)));
        assert_eq!(year_of_key("Hurd 2000 a "), Some(Span::new(5, 11)));
        assert_eq!(year_of_key("Hurd et al. = "), None);
        assert_eq!(year_of_key(""), None);
        assert_eq!(repeated_key("Hurd, I. 1999. Hurd’s lists. Oslo."), None);
    }

    #[test]
    fn a_list_is_numbered_when_its_numbers_go_up() {
        assert_eq!(shape_of(&["1. A", "2. B", "3. C"]), Some(Shape::Stop));
        assert_eq!(shape_of(&["1 A", "and 7 B", "2 B", "3 C"]), Some(Shape::Bare));
        assert_eq!(shape_of(&["Smith", "12. Aufl", "Lee"]), None);
        assert_eq!(shape_of(&["[20] A", "[30] B", "[32] C", "[64] D"]), Some(Shape::Brackets));
        assert_eq!(shape_of(&["31. A", "32. B", "33. C", "34. D"]), Some(Shape::Stop));
        assert_eq!(shape_of(&["31. A", "Lee", "Kim", "12. B"]), None);
    }
}
