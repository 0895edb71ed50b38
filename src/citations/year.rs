//! Years, and the words that stand for them.

use crate::citations::tokens::Tokens;
use crate::citations::words::WORDS;
use crate::lexicon::years::PRINTED;
use crate::model::citation::{Cited, CitedItem};
use crate::text::span::Span;

/// The first year of which a number after names is rather a year than a page.
pub(crate) const MODERN: &str = "1850";

/// A year in a citation, or what stands for it, with its suffixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Year {
    /// The first token.
    pub from: usize,
    /// The token after the last, suffixes included.
    pub end: usize,
    /// The year itself, without suffixes.
    pub span: Span,
    /// The letters after it, each with where it stands: `a` and `b` of "2015a, b".
    pub suffixes: Vec<(String, Span)>,
    /// Whether it is a plain year of four digits.
    pub plain: bool,
}

impl Year {
    /// Whether a work can have it where the list does not know the names: digits up to `latest`, or
    /// words that stand for a date.
    pub(crate) fn is_by(&self, latest: u32, tokens: &Tokens) -> bool {
        let text = self.span.of(tokens.source());
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().map_or(true, |year: u32| year <= latest)
    }

    /// Returns the works with this year: `item`, which begins at the token `start`, with the first letter,
    /// and one under its names for each further letter.
    pub(crate) fn works(&self, tokens: &Tokens, start: usize, item: CitedItem) -> Vec<CitedItem> {
        let year = Cited::of(tokens.source(), self.span);
        let mut letters = self.suffixes.iter().map(|(letter, span)| (Some(letter.clone()), *span));
        let (suffix, end) = letters.next().unwrap_or((None, self.span));
        let span = tokens.span(start).join(self.span).join(end);
        let first = CitedItem { span, year: Some(year.clone()), suffix, ..item };
        let further = letters.map(|(suffix, span)| CitedItem {
            span,
            year: Some(year.clone()),
            suffix,
            inherits_names: true,
            ..CitedItem::default()
        });
        std::iter::once(first).chain(further).collect()
    }
}

/// A year with a slip in it that is the whole of token `at`: three or five digits, or a letter that
/// looks like a digit. Three digits after a colon, or with more after a dash, are a page: "Nübling: 119".
pub(crate) fn damaged_year_at(tokens: &Tokens, at: usize, end: usize) -> Option<Year> {
    let text = tokens.text(at);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let like_digit = |c: char| c.is_ascii_digit() || matches!(c, 'l' | 'I' | 'O' | 'o');
    let begins = text.starts_with(['1', '2', 'l', 'I']);
    let slip = match text.len() {
        3 | 5 => digits == text.len(),
        4 => digits == 3 && text.chars().all(like_digit),
        _ => false,
    };
    let range = tokens.is(at + 1, '-') && tokens.is_number(at + 2);
    let page = text.len() == 3 && (range || at > 0 && tokens.is(at - 1, ':'));
    let span = tokens.span(at);
    let year = Year { from: at, end: at + 1, span, suffixes: Vec::new(), plain: true };
    (slip && begins && !page && at < end).then_some(year)
}

/// The year that begins at token `at` and ends by token `end`.
pub(crate) fn year_at(tokens: &Tokens, at: usize, end: usize) -> Option<Year> {
    if tokens.is_number(at) {
        return numeric(tokens, at, at, end);
    }
    if !tokens.is_word(at) && !tokens.is(at, '[') {
        return None;
    }
    if tokens.is(at, '[') {
        return original(tokens, at, end).or_else(|| supplied(tokens, at, end));
    }
    if let Some(number) = WORDS.about.starting(tokens, at, end)
        && tokens.is_number(number)
    {
        return numeric(tokens, at, number, end);
    }
    if let Some(year) = hyphenated(tokens, at) {
        return Some(year);
    }
    let after = WORDS
        .no_date
        .starting(tokens, at, end)
        .or_else(|| WORDS.coming.starting(tokens, at, end))?;
    let mut year = Year {
        from: at,
        end: after,
        span: tokens.span_of(at, after),
        suffixes: Vec::new(),
        plain: false,
    };
    let dash = usize::from(tokens.is(after, '-') && tokens.touches(after));
    if let Some(letter) = letter(tokens, after + dash)
        && tokens.touches(after + dash)
        && after + dash < end
    {
        year.suffixes.push((letter, tokens.span(after + dash)));
        year.end = after + dash + 1;
    }
    Some(year)
}

/// "forthcoming-b": one word with its suffix.
fn hyphenated(tokens: &Tokens, at: usize) -> Option<Year> {
    let (word, letter) = tokens.text(at).rsplit_once('-')?;
    let suffix = letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_lowercase());
    let stands = WORDS.no_date.has_word(word) || WORDS.coming.has_word(word);
    if !suffix || !stands {
        return None;
    }
    let whole = tokens.span(at);
    let span = Span::new(whole.start, whole.start + word.len());
    let suffixes = vec![(letter.to_owned(), Span::new(whole.end - 1, whole.end))];
    Some(Year { from: at, end: at + 1, span, suffixes, plain: false })
}

/// A year of digits whose first token is `from` ("ca.") and whose digits are at `at`.
fn numeric(tokens: &Tokens, from: usize, at: usize, end: usize) -> Option<Year> {
    let text = tokens.text(at);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, tail) = text.split_at(digits);
    // "19--": the year of the century is not known.
    let unknown = |at: usize| tokens.is(at, '-') && tokens.touches(at);
    let century = number.len() == 2 && matches!(number, "15" | "16" | "17" | "18" | "19" | "20");
    if century && tail.is_empty() && at + 3 <= end && unknown(at + 1) && unknown(at + 2) {
        let span = tokens.span_of(from, at + 3);
        return Some(Year { from, end: at + 3, span, suffixes: Vec::new(), plain: false });
    }
    if !is_year(number) || !is_suffix(tail) {
        return None;
    }
    // "2016-066" is the number of a grant.
    let numbered =
        tokens.is_any(at + 1, &['-', '/']) && tokens.touches(at + 1) && tokens.touches(at + 2);
    let digits_follow = numbered && tokens.is_number(at + 2) && range(tokens, at, end).is_none();
    if digits_follow {
        return None;
    }
    // "1997Q1" is a quarter.
    if !tail.is_empty() && tokens.is_number(at + 1) && tokens.touches(at + 1) {
        return None;
    }
    // "1024×2048" is a size.
    if tokens.is_any(at + 1, &['×', '*']) && tokens.is_number(at + 2) {
        return None;
    }
    // "2018.12" is a version.
    let stop = tokens.is(at + 1, '.') && tokens.touches(at + 1) && tokens.touches(at + 2);
    if stop && tokens.is_number(at + 2) {
        return None;
    }
    let span = tokens.span(at);
    let mut year = Year {
        from,
        end: at + 1,
        span: Span::new(tokens.span(from).start, span.start + digits),
        suffixes: Vec::new(),
        plain: from == at,
    };
    if tail == "ff" {
        // "2008ff.": and the years after it.
    } else if at + 1 < end && WORDS.calendar.has(tokens, at + 1) {
        // "١٤٢٥ هـ"
        year.end = at + 2;
    } else if !tail.is_empty() {
        year.suffixes.push((tail.to_ascii_lowercase(), Span::new(span.start + digits, span.end)));
        further_suffixes(tokens, &mut year, end);
    } else if let Some(after) = range(tokens, at, end) {
        year.end = after;
        year.span = Span::new(year.span.start, tokens.span(after - 1).end);
        year.plain = false;
    } else if let Some(letter) =
        letter(tokens, at + 1).filter(|_| at + 1 < end && letter_stands_alone(tokens, at + 1))
    {
        year.suffixes.push((letter, tokens.span(at + 1)));
        year.end = at + 2;
        further_suffixes(tokens, &mut year, end);
    }
    Some(year)
}

/// "2010 a": a letter one space after the year, before a comma, a bracket or the end.
fn letter_stands_alone(tokens: &Tokens, at: usize) -> bool {
    tokens.is_any(at + 1, &[',', ';', ')', ']', ':']) || at + 1 == tokens.len()
}

/// "\[1867\] 1990": the original's year before that of the edition used.
fn original(tokens: &Tokens, at: usize, end: usize) -> Option<Year> {
    let inside = tokens.is_number(at + 1) && is_year(tokens.text(at + 1)) && tokens.is(at + 2, ']');
    if !inside || at + 3 >= end || !tokens.is_number(at + 3) {
        return None;
    }
    let mut year = numeric(tokens, at + 3, at + 3, end)?;
    year.from = at;
    Some(year)
}

/// "\[ca. 1770\]", "\[n.d.\]", "\[19--\]": a date that the work itself does not give. A plain year in
/// brackets of its own stands after a name in the sentence.
fn supplied(tokens: &Tokens, at: usize, end: usize) -> Option<Year> {
    if tokens.is(at + 1, '[') {
        return None;
    }
    let inside = year_at(tokens, at + 1, end)?;
    let is_range =
        tokens.is_number(at + 1) && inside.end > at + 2 && tokens.is_number(inside.end - 1);
    let whole = !inside.plain && !is_range && inside.end < end && tokens.is(inside.end, ']');
    whole.then(|| Year { from: at, end: inside.end + 1, ..inside })
}

/// "a, b", "a,b", "a and b", "a–c" after a year.
fn further_suffixes(tokens: &Tokens, year: &mut Year, end: usize) {
    loop {
        let mut next = year.end;
        let dash = tokens.is(next, '-');
        while next < end
            && (tokens.is_any(next, &[',', '-', '&', '/']) || tokens.says(next, &["and"]))
        {
            next += 1;
        }
        let Some(last) = year.suffixes.last().and_then(|(letter, _)| letter.chars().next()) else {
            return;
        };
        let Some(letter) = letter(tokens, next) else {
            return;
        };
        let Some(this) = letter.chars().next() else {
            return;
        };
        if next >= end || next == year.end || this <= last || this as u32 - last as u32 > 12 {
            return;
        }
        if !dash && !follows_suffix(tokens, next) {
            return;
        }
        let span = tokens.span(next);
        if dash {
            let between =
                (last as u8 + 1..this as u8).map(|byte| (char::from(byte).to_string(), span));
            year.suffixes.extend(between);
        }
        year.suffixes.push((letter, span));
        year.end = next + 1;
    }
}

/// Whether a letter after a suffix can be a suffix too: what follows is no word ("2010a, b" but
/// not "2010a, b Smith").
fn follows_suffix(tokens: &Tokens, at: usize) -> bool {
    !tokens.is_word(at + 1) || tokens.says(at + 1, &["and"]) || tokens.text(at + 1).len() == 1
}

/// The end of "1999–2001", "1999/2000", "1999-00" from the token of the first year.
fn range(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    if at + 2 >= end || !tokens.is_any(at + 1, &['-', '/']) || !tokens.is_number(at + 2) {
        return bracketed(tokens, at, end);
    }
    let (first, second) = (tokens.text(at), tokens.text(at + 2));
    let four = second.len() == 4 && is_year(second);
    let two = second.len() == 2
        && second.bytes().all(|b| b.is_ascii_digit())
        && first.get(2..).is_some_and(|tens| second > tens);
    (four || two).then_some(at + 3)
}

/// The end of "1990 \[1867\]", "2015 \[1934–1935\]".
fn bracketed(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    let is_span = tokens.is(at + 3, '-') && is_year(tokens.text(at + 4));
    let close = if is_span { at + 5 } else { at + 3 };
    let inside = tokens.is(at + 1, '[') && is_year(tokens.text(at + 2)) && tokens.is(close, ']');
    (inside && close < end).then_some(close + 1)
}

/// Whether digits are a year: four of them, from 1000 on; works from before prints are cited too.
pub(crate) fn is_year(digits: &str) -> bool {
    let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    four && digits.parse().is_ok_and(|year: i32| (1000..=*PRINTED.end()).contains(&year))
}

/// Whether the letters after a year's digits are a suffix: none or one, but not the s of decades.
fn is_suffix(tail: &str) -> bool {
    tail.is_empty() || tail == "ff" || (tail.len() == 1 && tail != "s")
}

/// A token that is one lower-case Latin letter.
fn letter(tokens: &Tokens, at: usize) -> Option<String> {
    let text = tokens.text(at);
    (text.len() == 1 && text.bytes().all(|b| b.is_ascii_lowercase())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citations::tokens::tokens_of;

    fn read(text: &str) -> Option<(String, String, String)> {
        let tokens = tokens_of(text, 0..text.len());
        let year = year_at(&tokens, 0, tokens.len())?;
        let suffixes: Vec<String> =
            year.suffixes.iter().map(|(letter, _)| letter.clone()).collect();
        Some((
            year.span.of(text).to_owned(),
            suffixes.concat(),
            tokens.span_of(0, year.end).of(text).to_owned(),
        ))
    }

    #[test]
    fn years_and_their_suffixes() {
        for (text, year, suffixes, whole) in [
            ("2010", "2010", "", "2010"),
            ("2010a", "2010", "a", "2010a"),
            ("2015a, b; Chen", "2015", "ab", "2015a, b"),
            ("2014c,d)", "2014", "cd", "2014c,d"),
            ("1999a–c", "1999", "abc", "1999a–c"),
            ("1999a and b)", "1999", "ab", "1999a and b"),
            ("1999–2001", "1999–2001", "", "1999–2001"),
            ("1999/2000", "1999/2000", "", "1999/2000"),
            ("1990 [1867]", "1990 [1867]", "", "1990 [1867]"),
            ("2015 [1934-1935], 9", "2015 [1934-1935]", "", "2015 [1934-1935]"),
            ("[1867] 1990", "1990", "", "[1867] 1990"),
            ("[ca. 1770], p. 4", "ca. 1770", "", "[ca. 1770]"),
            ("[n.d.])", "n.d.", "", "[n.d.]"),
            ("[19--])", "19--", "", "[19--]"),
            ("ca. 1890", "ca. 1890", "", "ca. 1890"),
            ("n.d.", "n.d.", "", "n.d."),
            ("n.d.-b", "n.d.", "b", "n.d.-b"),
            ("forthcoming-b", "forthcoming", "b", "forthcoming-b"),
            ("in press", "in press", "", "in press"),
            ("б. г.", "б. г.", "", "б. г."),
            ("2010a, 2010b", "2010", "a", "2010a"),
        ] {
            assert_eq!(read(text), Some((year.into(), suffixes.into(), whole.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_year() {
        for text in [
            "[1770])",
            "[1999–2001])",
            "2016-066",
            "2018.12",
            "62nd",
            "1990s",
            "199",
            "19999",
            "2500",
            "0999",
            "page",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
