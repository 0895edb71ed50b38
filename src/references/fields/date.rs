//! Dates as written to dates as known.

use smallvec::smallvec;

use crate::lexicon::lists::list;
use crate::lexicon::months::{month, season};
use crate::lexicon::years::year_of;
use crate::model::entry::{Date, DateParts};
use crate::text::fold::is_dash;

/// What the words of a date say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dating {
    /// When the work appeared; words where there is no year ("n.d.", "in press").
    pub issued: Date,
    /// The letter that tells works of one year apart.
    pub suffix: Option<String>,
    /// When it first appeared, for a reprint.
    pub original: Option<Date>,
}

/// Reads the segments that were found to be dates of publication, in text order: "2018" and
/// "December 6" are one date.
pub(crate) fn published(texts: &[&str]) -> Option<Dating> {
    let mut all = texts.iter().map(|text| Parts::read(text));
    let mut parts = all.next()?;
    for more in all {
        parts.complete(more);
    }
    let literal = texts.first().map(|text| bare_words(text))?;
    Some(parts.dating(&literal)).filter(|dating| dating.issued != Date::default())
}

/// Reads one date, such as the day on which a page was seen. Absent if no year is in it.
pub(crate) fn day(text: &str) -> Option<Date> {
    let dating = Parts::read(text).dating("");
    (!dating.issued.date_parts.is_empty()).then_some(dating.issued)
}

/// Words in place of a date, without brackets.
fn bare_words(text: &str) -> String {
    let words = text.trim_matches(|c: char| c.is_whitespace() || "()[],;:".contains(c));
    words.to_owned()
}

/// The numbers and names in a date, in text order.
#[derive(Debug, Default)]
struct Parts {
    years: Vec<i32>,
    months: Vec<i32>,
    days: Vec<i32>,
    season: Option<i32>,
    suffix: Option<String>,
    /// What stands between the first two years.
    between: Option<char>,
    circa: bool,
}

/// A piece of a date's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

impl Parts {
    fn read(text: &str) -> Parts {
        let pieces = pieces(text);
        let mut parts = Parts::default();
        let mut at = 0;
        while at < pieces.len() {
            at += parts.numeric(&pieces[at..]).unwrap_or_else(|| {
                parts.piece(&pieces, at);
                1
            });
        }
        parts
    }

    /// Takes a date all in numbers, and gives how many pieces it has: `2020-03-12`, `12.03.2020`,
    /// `3/12/2020`, `2020年3月`.
    fn numeric(&mut self, pieces: &[Piece]) -> Option<usize> {
        let number = |at: usize| match pieces.get(at) {
            Some(Piece::Number(digits)) => digits.parse::<i32>().ok(),
            _ => None,
        };
        if let (Some(Piece::Number(digits)), Some(Piece::Word("年"))) =
            (pieces.first(), pieces.get(1))
        {
            self.years.push(year_of(digits)?);
            self.months.extend(number(2));
            self.days.extend(number(4));
            return Some(pieces.len().min(6));
        }
        let (Piece::Number(first), Piece::Sign(sign), Piece::Sign(second)) =
            (pieces.first()?, pieces.get(1)?, pieces.get(3)?)
        else {
            return None;
        };
        if sign != second || !(matches!(sign, '.' | '/') || is_dash(*sign)) {
            return None;
        }
        let Piece::Number(last) = pieces.get(4)? else {
            return None;
        };
        let (a, b, c) = (number(0)?, number(2)?, number(4)?);
        let (year, month, day) = match (year_of(first), year_of(last)) {
            (Some(year), None) => (year, b, c),
            (None, Some(year)) if *sign == '/' && b > 12 => (year, a, b),
            (None, Some(year)) if *sign != '/' || a > 12 => (year, b, a),
            // 3/4/2020 is a day of March or of April: only the year is sure.
            (None, Some(year)) if a <= 12 && b <= 12 => {
                self.years.push(year);
                return Some(5);
            }
            _ => return None,
        };
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
        self.years.push(year);
        self.months.push(month);
        self.days.push(day);
        Some(5)
    }

    fn piece(&mut self, pieces: &[Piece], at: usize) {
        match pieces[at] {
            Piece::Number(digits) => self.number(digits, pieces, at),
            Piece::Word(word) => self.word(word, pieces, at),
            Piece::Sign('?') => self.circa = true,
            Piece::Sign(sign) => {
                if self.years.len() == 1 && self.between.is_none_or(|before| before == ' ') {
                    self.between = Some(sign);
                }
            }
        }
    }

    fn number(&mut self, digits: &str, pieces: &[Piece], at: usize) {
        if let Some(year) = year_of(digits) {
            return self.years.push(year);
        }
        let Ok(number) = digits.parse::<i32>() else {
            return;
        };
        let after_dash = matches!(pieces.get(at.wrapping_sub(1)), Some(Piece::Sign(c)) if is_dash(*c) || *c == '/');
        match self.years.last() {
            // 2010–11 ends in 2011.
            Some(year) if after_dash && digits.len() == 2 && self.months.is_empty() => {
                let end = year - year % 100 + number;
                if end > *year {
                    self.years.push(end);
                }
            }
            _ if (1..=31).contains(&number) => self.days.push(number),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, pieces: &[Piece], at: usize) {
        let before = at.checked_sub(1).map(|before| pieces[before]);
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_lowercase()
            && matches!(before, Some(Piece::Number(digits)) if year_of(digits).is_some())
        {
            self.suffix = Some(word.to_owned());
            return;
        }
        if let Some(month) = month(word) {
            self.months.push(month);
        } else if let Some(season) = season(word) {
            self.season = Some(season);
        } else if is_about(word) {
            self.circa = true;
        }
    }

    /// Takes month and day from a later segment, if it does not speak of another year.
    fn complete(&mut self, more: Parts) {
        let same_year = more.years.is_empty() || more.years.first() == self.years.first();
        if self.years.is_empty() {
            self.years = more.years;
        } else if !same_year {
            return;
        }
        if self.months.is_empty() {
            self.months = more.months;
            self.days = more.days;
            self.season = self.season.or(more.season);
        }
        self.suffix = self.suffix.take().or(more.suffix);
    }

    fn dating(mut self, words: &str) -> Dating {
        let Some(&first) = self.years.first() else {
            return Dating {
                issued: literal(words),
                suffix: trailing_letter(words),
                original: None,
            };
        };
        self.years.dedup();
        let second = self.years.get(1).copied();
        let reprint = second.filter(|second| {
            let range = self.between.is_some_and(is_dash)
                || (self.between == Some('/') && (second - first).abs() <= 1);
            !range && *second != first
        });
        let (issued, original) = match reprint {
            Some(second) => (first.max(second), Some(first.min(second))),
            None => (first, None),
        };
        let end = second.filter(|second| reprint.is_none() && *second > first);
        Dating {
            issued: self.date(issued, end),
            suffix: self.suffix,
            original: original.map(Date::of_year),
        }
    }

    fn date(&self, year: i32, end: Option<i32>) -> Date {
        let part = |index: usize, year: i32| {
            let month = self.months.get(index).or(self.months.first());
            let day = self.days.get(index);
            let parts = [Some(year), month.copied(), month.and(day).copied()];
            parts.into_iter().flatten().collect::<DateParts>()
        };
        let range = end.is_some()
            || self.months.len() == 2
            || (self.days.len() == 2 && self.months.len() == 1);
        let mut date_parts = smallvec![part(0, year)];
        if range {
            date_parts.push(part(1, end.unwrap_or(year)));
        }
        Date {
            date_parts,
            season: self.season.map(|season| Box::new(season.into())),
            circa: self.circa.then(|| Box::new(true.into())),
            ..Date::default()
        }
    }
}

/// Words in place of a date; nothing for no words.
fn literal(words: &str) -> Date {
    let words = words
        .rsplit_once('-')
        .filter(|(_, letter)| letter.len() == 1)
        .map_or(words, |(words, _)| words);
    match words {
        "" => Date::default(),
        _ => Date::of_literal(words),
    }
}

/// The `a` of "n.d.-a".
fn trailing_letter(words: &str) -> Option<String> {
    let (_, letter) = words.rsplit_once('-')?;
    let lone = letter.chars().count() == 1 && letter.chars().all(char::is_lowercase);
    lone.then(|| letter.to_owned())
}

/// Cuts a date's text into numbers, words and signs; white space is dropped.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = |holds: fn(char) -> bool| rest.find(|c| !holds(c)).unwrap_or(rest.len());
        let len = if c.is_ascii_digit() {
            let len = end(|c| c.is_ascii_digit());
            pieces.push(Piece::Number(&rest[..len]));
            len
        } else if matches!(c, '年' | '月' | '日') {
            pieces.push(Piece::Word(&rest[..c.len_utf8()]));
            c.len_utf8()
        } else if c.is_alphabetic() {
            let len = end(char::is_alphabetic);
            pieces.push(Piece::Word(&rest[..len]));
            len
        } else {
            if !c.is_whitespace() {
                pieces.push(Piece::Sign(c));
            }
            c.len_utf8()
        };
        rest = &rest[len..];
    }
    pieces
}

/// Whether a word says that the date is not exact.
fn is_about(word: &str) -> bool {
    let word = word.to_lowercase();
    list("circa").iter().any(|about| about.trim_end_matches('.') == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &str) {
        let dating = published(texts).unwrap_or_default();
        let suffix = dating.suffix.unwrap_or_default();
        let original = dating.original.map_or(String::new(), |date| format!(" < {date}"));
        assert_eq!(format!("{}{suffix}{original}", dating.issued), expected, "{texts:?}");
    }

    #[test]
    fn one_date() {
        for (text, expected) in [
            ("2017", "2017"),
            ("(2017a)", "2017a"),
            ("March 3, 2020", "2020-03-03"),
            ("3rd of March 2020", "2020-03-03"),
            ("2020, Mar. 3", "2020-03-03"),
            ("12.03.2020", "2020-03-12"),
            ("2020-03-12", "2020-03-12"),
            ("25/12/2020", "2020-12-25"),
            ("4/3/2020", "2020"),
            ("2020年3月12日", "2020-03-12"),
            ("12 наурыз 2020", "2020-03-12"),
            ("15 de março de 2019", "2019-03-15"),
        ] {
            check(&[text], expected);
        }
    }

    #[test]
    fn spans_of_time_and_reprints() {
        for (text, expected) in [
            ("January 12–14, 2017", "2017-01-12/2017-01-14"),
            ("30 June – 2 July 2017", "2017-06-30/2017-07-02"),
            ("2010–11", "2010/2011"),
            ("1994-1996", "1994/1996"),
            ("1865/1998", "1998 < 1865"),
            ("1998 [1865]", "1998 < 1865"),
            ("2010/2011", "2010/2011"),
        ] {
            check(&[text], expected);
        }
    }

    #[test]
    fn dates_in_two_places_are_one() {
        check(&["2018", "December 6, 2018"], "2018-12-06");
        check(&["2009b", "October 27"], "2009-10-27b");
        check(&["2017", "March 2019"], "2017");
    }

    #[test]
    fn words_in_place_of_a_date() {
        check(&["n.d."], "n.d.");
        check(&["(n.d.-b)"], "n.d.b");
        check(&["in press"], "in press");
        assert_eq!(day("yesterday"), None);
    }
}
