//! Dates as a style writes them: ranges, seasons, years of any size.
//!
//! CSL 1.0.2, "Date" and "Date Ranges".

use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::citationberg::{
    Date as Format, DateDayForm, DateMonthForm, DatePart, DatePartName, DateStrongAnyForm,
    LongShortForm, TermForm, TextCase,
};

use super::marks::Mark;
use super::words::Words;

/// The delimiter of ranges where the style gives none.
const DASH: &str = "–";

/// A day, month, season or year: as much as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month from 1, or the season from 21.
    pub month: Option<i32>,
    /// The day of the month.
    pub day: Option<i32>,
}

impl Day {
    /// Year, month and day as CSL-JSON has them.
    pub fn of(parts: &[i32], season: Option<i32>) -> Option<Day> {
        let month = parts.get(1).copied().filter(|month| *month > 0);
        // Seasons are 1–4 by themselves; in the place of a month 13–16 and 21–24.
        let month = month.map(|month| if (13..=16).contains(&month) { month + 8 } else { month });
        let season = season.map(|season| season + 20).filter(|season| (21..=24).contains(season));
        let day = parts.get(2).copied().filter(|day| *day > 0 && month.is_some());
        Some(Day { year: *parts.first()?, month: month.or(season), day })
    }

    fn is_season(self) -> bool {
        self.month.is_some_and(|month| month > 12)
    }
}

/// A part of a date with what the style wants of it.
#[derive(Debug, Clone)]
struct Shown<'a> {
    part: &'a DatePart,
    form: DateStrongAnyForm,
    case: Option<TextCase>,
}

/// Writes a date, or a range that ends with `end`; a range without an end is open.
pub fn write(format: &Format, start: Day, end: Option<Option<Day>>, words: Words) -> String {
    let base = format.form.and_then(|form| {
        words.find(|locale| locale.date.iter().find(|date| date.form == Some(form)))
    });
    let source = base.unwrap_or(format);
    let kept = format.parts.or(base.and_then(|base| base.parts)).unwrap_or_default();
    let shows = |name: DatePartName| match name {
        DatePartName::Year => true,
        DatePartName::Month => kept.has_month(),
        DatePartName::Day => kept.has_day(),
    };
    let shown: Vec<Shown> = source
        .date_part
        .iter()
        .filter(|part| base.is_none() || shows(part.name))
        .map(|part| {
            let own = format.date_part.iter().find(|own| base.is_some() && own.name == part.name);
            let says = |own: &&DatePart| own.form() != DateStrongAnyForm::for_name(own.name, None);
            let form = own.filter(says).unwrap_or(part).form();
            let case = own.and_then(|own| own.text_case).or(part.text_case);
            Shown { part, form, case }
        })
        .collect();
    let delimiter = source.delimiter.as_deref().unwrap_or_default();
    match end {
        None => single(&shown, start, delimiter, words),
        Some(None) => format!("{}{DASH}", single(&shown, start, delimiter, words)),
        Some(Some(end)) => range(&shown, start, end, delimiter, words),
    }
}

fn single(shown: &[Shown], day: Day, delimiter: &str, words: Words) -> String {
    joined(shown, day, delimiter, words, Ends::default())
}

/// Which affixes at the ends of a run of parts are left out.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    no_prefix: bool,
    no_suffix: bool,
}

fn joined(shown: &[Shown], day: Day, delimiter: &str, words: Words, ends: Ends) -> String {
    let texts: Vec<(usize, String)> = shown
        .iter()
        .enumerate()
        .filter_map(|(place, one)| Some((place, text(one, day, words)?)))
        .collect();
    let last = texts.len().saturating_sub(1);
    let mut out = String::new();
    for (number, (place, text)) in texts.iter().enumerate() {
        let affixes = &shown[*place].part.affixes;
        let prefix = affixes.prefix.as_deref().filter(|_| !(ends.no_prefix && number == 0));
        let suffix = affixes.suffix.as_deref().filter(|_| !(ends.no_suffix && number == last));
        if number > 0 {
            out.push_str(delimiter);
        }
        out.push_str(prefix.unwrap_or_default());
        out.push_str(text);
        out.push_str(suffix.unwrap_or_default());
    }
    out
}

/// A range: what is the same in both dates is written once.
fn range(shown: &[Shown], start: Day, end: Day, delimiter: &str, words: Words) -> String {
    let differs = |name: DatePartName| match name {
        DatePartName::Year => start.year != end.year,
        DatePartName::Month => start.year != end.year || start.month != end.month,
        DatePartName::Day => start != end,
    };
    let first = shown.iter().position(|one| differs(one.part.name));
    let last = shown.iter().rposition(|one| differs(one.part.name));
    let Some((first, last)) = first.zip(last) else {
        return single(shown, start, delimiter, words);
    };
    let largest = shown[first..=last].iter().min_by_key(|one| match one.part.name {
        DatePartName::Year => 0,
        DatePartName::Month => 1,
        DatePartName::Day => 2,
    });
    let dash = largest.and_then(|one| one.part.range_delimiter.as_deref()).unwrap_or(DASH);
    let run = |shown: &[Shown], day, ends| joined(shown, day, delimiter, words, ends);
    let before = run(&shown[..first], start, Ends::default());
    let middle = &shown[first..=last];
    let from = run(middle, start, Ends { no_prefix: false, no_suffix: true });
    // The first of the two ends no year that a suffix could follow.
    let from = from.replace(Mark::YearEnds.char(), "");
    let to = run(middle, end, Ends { no_prefix: true, no_suffix: false });
    let after = run(&shown[last + 1..], start, Ends::default());
    let gap = |left: &str, right: &str| match left.is_empty() || right.is_empty() {
        true => String::new(),
        false => delimiter.to_owned(),
    };
    let gap_before = gap(&before, &from);
    let gap_after = gap(&to, &after);
    format!("{before}{gap_before}{from}{dash}{to}{gap_after}{after}")
}

/// One part's text; nothing if the date does not have it.
fn text(shown: &Shown, day: Day, words: Words) -> Option<String> {
    let text = match shown.form {
        DateStrongAnyForm::Year(form) => Some(year(day.year, form, words)),
        DateStrongAnyForm::Month(form) => month(day.month?, form, words),
        DateStrongAnyForm::Day(_) if day.is_season() => None,
        DateStrongAnyForm::Day(form) => {
            let number = day.day?;
            Some(match form {
                DateDayForm::NumericLeadingZeros => format!("{number:02}"),
                DateDayForm::Ordinal => ordinal(number, words),
                DateDayForm::Numeric => number.to_string(),
            })
        }
    }?;
    let text = if shown.part.strip_periods { text.replace('.', "") } else { text };
    Some(match shown.case {
        Some(case) => {
            format!("{}{text}{}", Mark::CaseOpens(case).char(), Mark::CaseCloses.char())
        }
        None => text,
    })
}

/// A year with its era before 1000, as CSL has it.
fn year(year: i32, form: LongShortForm, words: Words) -> String {
    if form == LongShortForm::Short && year >= 1000 {
        return format!("{:02}", year % 100);
    }
    let term = |term, or: &str| words.term(term, TermForm::Long).unwrap_or(or).to_owned();
    match year {
        1000.. => year.to_string(),
        1..1000 => format!("{year}{}", term(OtherTerm::Ad, "AD")),
        _ => format!("{}{}", year.unsigned_abs(), term(OtherTerm::Bc, "BC")),
    }
}

fn month(month: i32, form: DateMonthForm, words: Words) -> Option<String> {
    if month > 12 {
        use OtherTerm::{Season01, Season02, Season03, Season04};
        let seasons = [Season01, Season02, Season03, Season04];
        let season = *seasons.get(usize::try_from(month - 21).ok()?)?;
        return words.term(season, TermForm::Long).map(str::to_owned);
    }
    let name = |form| {
        let term = OtherTerm::month(u8::try_from(month - 1).ok()?)?;
        words.term(term, form).map(str::to_owned)
    };
    match form {
        DateMonthForm::Long => name(TermForm::Long),
        DateMonthForm::Short => name(TermForm::Short),
        DateMonthForm::Numeric => Some(month.to_string()),
        DateMonthForm::NumericLeadingZeros => Some(format!("{month:02}")),
    }
}

fn ordinal(day: i32, words: Words) -> String {
    let first_only =
        words.find(|locale| locale.style_options?.limit_day_ordinals_to_day_1).unwrap_or_default();
    if first_only && day > 1 {
        return day.to_string();
    }
    let ending = words.find(|locale| locale.ordinals()?.lookup(day, None));
    format!("{day}{}", ending.unwrap_or_default())
}
