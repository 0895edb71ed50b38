//! Finds the days on which pages were read: "Accessed March 3, 2020".

use std::sync::LazyLock;

use crate::lexicon::beginnings::Beginnings;
use crate::lexicon::lists::list;
use crate::lexicon::months::month;
use crate::lexicon::years::year_of;
use crate::text::span::Span;

/// An access date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Access {
    /// The date alone.
    pub date: Span,
}

/// Every access date of a text, in order: a word that announces one, then a date with a year; or a
/// day alone in square brackets, as Chinese lists have it (GB/T 7714-2015, 8.5.2).
pub(crate) fn find(text: &str) -> Vec<Access> {
    let mut found: Vec<Access> = Vec::new();
    let mut next = 0;
    let mut boundary = true;
    for (at, c) in text.char_indices() {
        if boundary
            && at >= next
            && c.is_alphabetic()
            && let Some(after) = announcement(&text[at..])
            && let Some(date) = date(text, at + after)
        {
            next = date.end;
            found.push(Access { date });
        }
        if c == '['
            && at >= next
            && let Some(date) = bracketed_day(text, at + 1)
        {
            next = date.end;
            found.push(Access { date });
        }
        boundary = !c.is_alphanumeric();
    }
    found
}

/// The day in numbers that fills the square bracket whose inside begins at `at`: "\[2023-08-28\]".
fn bracketed_day(text: &str, at: usize) -> Option<Span> {
    let inside = text[at..].split_once(']')?.0;
    let mut parts = inside.split(['-', '.', '/']);
    let year = parts.next().and_then(year_of).is_some();
    let number = |part: Option<&str>| {
        part.is_some_and(|part| part.parse::<u8>().is_ok_and(|number| (1..=31).contains(&number)))
    };
    let day = year && number(parts.next()) && number(parts.next()) && parts.next().is_none();
    day.then(|| Span::new(at, at + inside.len()))
}

/// `text` without an announcement of an access date at its end: the date itself is read apart.
pub(crate) fn without_announcement(text: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || ".,;:()[]".contains(c);
    let text = text.trim_matches(marks);
    let words = text.char_indices().filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric));
    let announced = words
        .map(|(at, _)| at)
        .find(|at| announcement(&text[*at..]).is_some_and(|len| at + len == text.len()));
    announced.map_or(text, |at| text[..at].trim_matches(marks))
}

/// Whether a text begins with an access date, which no reference does.
pub(crate) fn leads(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[']);
    announcement(text).is_some_and(|after| date(text, after).is_some())
}

/// Words that announce an access date. "Cited" and "retrieved" may announce other things too; then no
/// date follows.
static WORDS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(list("accessed").iter().copied()));

/// How long the announcement is with which `rest` begins.
fn announcement(rest: &str) -> Option<usize> {
    WORDS.candidates(rest).iter().find_map(|word| {
        let head = rest.get(..word.len())?;
        let same = match word.is_ascii() {
            true => head.eq_ignore_ascii_case(word),
            false => head.to_lowercase() == *word,
        };
        let ends = !rest[word.len()..].starts_with(char::is_alphanumeric);
        (same && ends).then_some(word.len())
    })
}

/// The date that begins at `at`, after small words and colons: at most seven pieces, with a year,
/// and with a month, a day in numbers or nothing else.
fn date(text: &str, at: usize) -> Option<Span> {
    let mut start = None;
    let mut end = at;
    let mut year = false;
    for piece in pieces(&text[at..]).take(8) {
        let span = piece.shift(at);
        let word = span.of(text);
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let between = &text[end..span.start];
        if between.contains(['(', ')', '[', ']', ';', '"', '“'])
            || between.contains(". ") && start.is_none()
        {
            break;
        }
        let belongs = number && word.len() <= 4 || month(word).is_some() || is_ordinal(word);
        match (belongs, start) {
            (true, None) => start = Some(span.start),
            (true, Some(_)) => {}
            (false, None) if is_small(word) => continue,
            (false, Some(_)) if is_inside(word) => continue,
            _ => break,
        }
        end = span.end;
        year |= number && year_of(word).is_some();
        if year && !goes_on(&text[end..]) {
            break;
        }
    }
    start.filter(|_| year).map(|start| Span::new(start, end))
}

/// Whether a date goes on after its year: "2020-03-12", "2011 May 3".
fn goes_on(after: &str) -> bool {
    let word = after.split_whitespace().next().unwrap_or("");
    let number = after.trim_start_matches(['-', '.', '/', ' ']);
    after.starts_with(['-', '/', '.']) && number.starts_with(|c: char| c.is_ascii_digit())
        || month(word.trim_matches([',', '.'])).is_some()
        || is_day(word) && !after.starts_with([',', '.', ';'])
}

/// Whether a word is a day of the month, with what may close it.
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches([',', '.', ';', ']', ')']);
    digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && digits.len() <= 2
}

/// Runs of letters and digits.
fn pieces(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let end = start + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        at = end;
        Some(Span::new(start, end))
    })
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(&word[digits..], "st" | "nd" | "rd" | "th" | "º" | "er")
}

/// Words between the announcement and the date.
fn is_small(word: &str) -> bool {
    list("accessed-filler").contains(&word.to_lowercase().as_str())
}

/// Small words inside a date: "12 de marzo de 2010".
fn is_inside(word: &str) -> bool {
    list("date-word").iter().any(|known| known.trim_end_matches('.') == word.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).iter().map(|access| access.date.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn access_dates_of_many_languages() {
        check(
            "Accessed March 3, 2020. http://a (accessed 10 March 2023)",
            &["March 3, 2020", "10 March 2023"],
        );
        check("Retrieved 2020-03-12 from", &["2020-03-12"]);
        check("Retrieved September 5, 2019, from", &["September 5, 2019"]);
        check("[cited 2011 May 3]", &["2011 May 3"]);
        check("Acesso em: 12 mar. 2020.", &["12 mar. 2020"]);
        check("(дата обращения: 12.03.2020)", &["12.03.2020"]);
        check("Consultado el 15 de marzo de 2019", &["15 de marzo de 2019"]);
        check("accessed on 2019-08-20.", &["2019-08-20"]);
        check("[EB/OL]. (2020-09-10)[2023-08-28]. http://a", &["2023-08-28"]);
    }

    #[test]
    fn announcements_are_cut_off() {
        assert_eq!(without_announcement("Accessed"), "");
        assert_eq!(without_announcement("EEAS). Accessed on"), "EEAS). Accessed on");
        assert_eq!(without_announcement("EEAS). Accessed"), "EEAS");
        assert_eq!(without_announcement("Report 3"), "Report 3");
    }

    #[test]
    fn other_uses_of_the_words() {
        check("The accessed memory. J. Mem. 2010; 3", &[]);
        check("Works cited in Smith (2010)", &[]);
        check("Retrieved from https://a.org", &[]);
        check("[2011] FCA 136, [3-4]", &[]);
    }
}
