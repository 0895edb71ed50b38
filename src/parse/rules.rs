//! Says which stretch of a reference is what, by rules.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::reference::{Field, Label};
use crate::parse::fields::bodies::is_body;
use crate::parse::fields::date::year_of;
use crate::parse::fields::particles::is_particle;
use crate::parse::identifiers;
use crate::text::span::Span;

/// Labels the stretches of one reference. `emphasis` are its italic stretches; all spans count
/// bytes of `text`.
pub fn label(text: &str, emphasis: &[Span]) -> Vec<Field> {
    let mut reader = Reader { text, emphasis, fields: Vec::new(), masked: Vec::new() };
    reader.identifiers();
    reader.access_dates();
    let year = reader.year();
    let authors_end = reader.authors(year);
    let title_end = reader.title(authors_end, year);
    reader.rest(title_end);
    let mut fields = reader.fields;
    fields.retain(|field| !field.span.is_empty());
    fields.sort_by_key(|field| (field.span.start, field.span.end));
    fields
}

/// A day on which a page was read; then volume, issue and pages in four dresses.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)(?:accessed|retrieved|viewed|last visited|visited|cited|available|acesso em|acessado em|consultado el|consultado em|consulté le|zugriff am|abgerufen am|geraadpleegd|дата обращения|қаралған күні)\b\s*(?:date|on|em|el|le|am)?\s*:?\s*((?:[0-9]{1,2}(?:st|nd|rd|th)?[./\s-]+)?(?:de\s+)?(?:[0-9]{1,2}[./-]|\p{L}{3,12}\.?)?\s*(?:[0-9]{1,2},)?\s*(?:de\s+)?[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)",
            r"(?i)\b(?:vol(?:ume)?s?\.?|v\.|т\.|bd\.|jg\.)\s*(?P<volume>[0-9]+(?:[-–/][0-9]+)?)(?:\s*[,(]?\s*(?:no?s?\.?|nr\.?|n[º°]\.?|issue|№|вып\.)\s*(?P<issue>[0-9]+(?:[-–/][0-9]+)?))?\)?(?:.{0,30}?\b(?:pp?\.|с\.|s\.)\s*(?P<pages>[A-Za-z]?[0-9]+(?:\s?[-–]\s?[A-Za-z]?[0-9]+)?))?",
            r"(?P<volume>[0-9]+)\s*\((?P<issue>[^()]{1,14})\)(?:\s*[,:;]\s*(?:pp?\.\s*)?(?P<pages>[A-Za-z]{0,2}[0-9]+(?:\s?[-–]\s?[A-Za-z]?[0-9]+)?))?",
            r"(?P<volume>[0-9]+)\s*[:,]\s*(?:pp?\.\s*)?(?P<pages>[A-Za-z]{0,2}[0-9]+(?:\s?[-–]\s?[A-Za-z]?[0-9]+)?)\b",
            r"\b(?:pp?\.|S\.|с\.)\s*(?P<pages>[A-Za-z]?[0-9]+(?:\s?[-–]\s?[A-Za-z]?[0-9]+)?)",
    ]
    .into_iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

struct Reader<'a> {
    text: &'a str,
    emphasis: &'a [Span],
    fields: Vec<Field>,
    /// Stretches that are read already.
    masked: Vec<Span>,
}

impl<'a> Reader<'a> {
    fn push(&mut self, label: Label, span: Span) {
        let span = trim(self.text, span);
        if !span.is_empty() {
            self.fields.push(Field { label, span, confidence: 0.5 });
        }
    }

    fn identifiers(&mut self) {
        for found in identifiers::find(self.text) {
            self.fields.push(Field { label: found.label, span: found.span, confidence: 1.0 });
            self.masked.push(found.whole);
        }
    }

    fn access_dates(&mut self) {
        let Some(regex) = PATTERNS.first() else {
            return;
        };
        for found in regex.captures_iter(self.text) {
            if let (Some(whole), Some(date)) = (found.get(0), found.get(1)) {
                self.push(Label::Accessed, Span::new(date.start(), date.end()));
                self.masked.push(Span::new(whole.start(), whole.end()));
            }
        }
    }

    fn is_masked(&self, span: Span) -> bool {
        self.masked.iter().any(|masked| masked.overlaps(span))
    }

    /// Finds the date of publication: one in brackets, or one set off by full stops early in the
    /// reference, or the last one.
    fn year(&mut self) -> Option<Span> {
        let mut years: Vec<Span> = Vec::new();
        let mut at = 0;
        for piece in self.text.split(|c: char| !c.is_ascii_digit()) {
            let span = Span::new(at, at + piece.len());
            at += piece.len() + 1;
            while !self.text.is_char_boundary(at.min(self.text.len())) {
                at += 1;
            }
            if year_of(piece).is_some() && !self.is_masked(span) && self.stands_alone(span) {
                years.push(span);
            }
        }
        let bracketed = |span: &&Span| {
            self.text[..span.start].ends_with(['(', '['])
                || self.text[..span.start].ends_with("(c. ")
        };
        let set_off = |span: &&Span| {
            let before = self.text[..span.start].trim_end();
            let after = self.text[span.end..].trim_start_matches(|c: char| c.is_lowercase());
            span.start < 400
                && before.ends_with(['.', ',', 'l'])
                && after.starts_with(". ")
                && !self.text[..span.start].contains(['“', '"', '‘'])
        };
        let vancouver = |span: &&Span| self.text[span.end..].starts_with(';');
        let chosen = years
            .iter()
            .find(set_off)
            .or_else(|| years.iter().find(bracketed))
            .or_else(|| years.iter().find(vancouver))
            .or_else(|| years.iter().find(|span| self.follows_names(**span)))
            .or_else(|| years.last())
            .copied();
        let Some(span) = chosen else {
            return self.no_year();
        };
        let span = self.widen_date(span);
        self.push(Label::Date, span);
        self.masked.push(span);
        Some(span)
    }

    /// Whether only names can stand before a year without punctuation: "Barron, A. B 2001 The".
    fn follows_names(&self, span: Span) -> bool {
        let before = &self.text[..span.start];
        before.len() < 300 && small_words(before) == 0 && !before.contains(['“', '"', ':'])
    }

    fn stands_alone(&self, span: Span) -> bool {
        let before = self.text[..span.start].chars().next_back();
        let after = self.text[span.end..].chars().next();
        let joined =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "–-/:_".contains(c));
        let suffix = after.is_some_and(|c| c.is_ascii_lowercase())
            && !self.text[span.end..].chars().nth(1).is_some_and(char::is_alphanumeric);
        !joined(before) && (!joined(after) || suffix || after == Some(':'))
    }

    fn widen_date(&self, span: Span) -> Span {
        let mut span = span;
        if self.text[span.end..].starts_with(|c: char| c.is_ascii_lowercase()) {
            span.end += 1;
        }
        if self.text[..span.start].ends_with('(')
            && let Some(close) = self.text[span.end..].find(')').filter(|close| *close < 24)
        {
            span.end += close;
        }
        span
    }

    fn no_year(&mut self) -> Option<Span> {
        let lower = self.text.to_ascii_lowercase();
        let words = [
            "n.d.",
            "no date",
            "in press",
            "forthcoming",
            "to appear",
            "s.f.",
            "s.d.",
            "en prensa",
            "no prelo",
            "im druck",
        ];
        let (at, len) =
            words.iter().find_map(|words| lower.find(words).map(|at| (at, words.len())))?;
        let span = Span::new(at, at + len);
        self.fields.push(Field { label: Label::Date, span, confidence: 0.5 });
        Some(span)
    }

    /// Takes the names at the start and gives where they end.
    fn authors(&mut self, year: Option<Span>) -> usize {
        let names_first = year.filter(|year| self.is_name_zone(year.start));
        let end = match names_first {
            Some(year) => year.start,
            None => self.names_end(),
        };
        let mut span = Span::new(0, end);
        while let Some(open) = self.text[..span.end].strip_suffix(['(', '[']) {
            span.end = open.len();
        }
        self.push(Label::Author, span);
        match names_first {
            Some(year) => year.end,
            None => end,
        }
    }

    fn is_name_zone(&self, end: usize) -> bool {
        let zone = &self.text[..end];
        let opened = self.emphasis.iter().any(|span| span.start < end);
        !opened
            && !zone.contains(['“', '"', '«'])
            && !zone.trim().is_empty()
            && (small_words(zone) < 2
                || is_body(zone) && !zone.trim_end().trim_end_matches('.').contains(". "))
    }

    /// Where a list of names ends that no year follows.
    fn names_end(&self) -> usize {
        let quote = self.text.find(['“', '"', '«', '‘']).unwrap_or(self.text.len());
        let emphasis = self.emphasis.first().map_or(self.text.len(), |span| span.start);
        let limit = quote.min(emphasis);
        for (at, stop) in self.text[..limit].match_indices(['.', ':']).filter(|(at, _)| *at < 2500)
        {
            let rest = &self.text[at + stop.len()..];
            if !rest.starts_with(' ') || !title_begins(rest.trim_start()) {
                continue;
            }
            return at;
        }
        match limit < self.text.len() {
            true => limit,
            false => 0,
        }
    }

    /// Takes the title that begins after `start` and gives where it ends.
    fn title(&mut self, start: usize, year: Option<Span>) -> usize {
        let rest = &self.text[start..];
        let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || ")].,:;".contains(c));
        let start = self.text.len() - skipped.len();
        let mut end = self.title_end(start);
        if let Some(year) = year.filter(|year| year.start > start && year.start < end) {
            end = year.start;
        }
        self.push(Label::Title, Span::new(start, end));
        end
    }

    fn title_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let first = rest.chars().next();
        let closing = match first {
            Some('“') => Some(vec!['”']),
            Some('"') => Some(vec!['"']),
            Some('«') => Some(vec!['»']),
            Some('‘') | Some('\'') => Some(vec!['’', '\'']),
            _ => None,
        };
        if let Some(closing) = closing {
            let open = first.map_or(1, char::len_utf8);
            let mut last = None;
            for (at, c) in rest[open..].char_indices() {
                let after = &rest[open + at + c.len_utf8()..];
                let ends = after.is_empty() || after.starts_with([' ', ',', '.', ';', '(']);
                if closing.contains(&c)
                    && ends
                    && rest[open..open + at].matches(['“']).count()
                        <= rest[open..open + at].matches(['”']).count() + usize::from(c == '’')
                {
                    last = Some(open + at + c.len_utf8());
                    break;
                }
            }
            if let Some(last) = last {
                return start + last;
            }
        }
        if let Some(span) =
            self.emphasis.iter().find(|span| span.start <= start + 1 && span.end > start)
        {
            return span.end;
        }
        let emphasis = self.emphasis.iter().find(|span| span.start > start).map(|span| span.start);
        let masked =
            self.masked.iter().filter(|span| span.start > start).map(|span| span.start).min();
        let limit = masked.unwrap_or(self.text.len());
        for (at, _) in self.text[start..limit].match_indices(['.', '?', '!']) {
            let at = start + at;
            let after = &self.text[at + 1..];
            let initial = self.text[..at].chars().nth_back(1).is_none_or(|c| !c.is_alphanumeric());
            let begins = after.trim_start().starts_with(|c: char| !c.is_lowercase() && c != '(');
            if after.starts_with(' ') && begins && !initial {
                // Up to the emphasis if that begins in the same breath.
                return at + 1;
            }
        }
        emphasis.unwrap_or(limit)
    }

    /// Takes what stands after the title.
    fn rest(&mut self, start: usize) {
        let container =
            self.emphasis.iter().find(|span| span.start >= start && span.len() > 2).copied();
        let numbers_from = container.map_or(start, |span| span.end);
        let numbers_at = self.numbers(numbers_from);
        match container {
            Some(span) => {
                self.push(Label::Container, span);
                self.tail(span.end.max(self.last_end()));
            }
            None if self.text[start..].contains("presented at ") => {
                self.publisher(Span::new(start, self.next_masked(start)))
            }
            None => {
                let end = numbers_at.unwrap_or(self.next_masked(start));
                let piece = Span::new(start, end.max(start));
                self.leftover(piece, numbers_at.is_some());
                if numbers_at.is_some() {
                    self.tail(self.last_end());
                }
            }
        }
    }

    fn next_masked(&self, start: usize) -> usize {
        self.masked
            .iter()
            .filter(|span| span.start >= start)
            .map(|span| span.start)
            .min()
            .unwrap_or(self.text.len())
    }

    fn last_end(&self) -> usize {
        self.fields
            .iter()
            .filter(|field| {
                matches!(
                    field.label,
                    Label::Volume | Label::Issue | Label::Pages | Label::Container
                )
            })
            .map(|field| field.span.end)
            .max()
            .unwrap_or(0)
    }

    /// Finds volume, issue and pages after `from`; gives where they begin.
    fn numbers(&mut self, from: usize) -> Option<usize> {
        let rest = &self.text[from..];
        for regex in &PATTERNS[1..] {
            for found in regex.captures_iter(rest) {
                let Some(whole) = found.get(0) else {
                    continue;
                };
                let at = Span::new(from + whole.start(), from + whole.end());
                if self.is_masked(at) {
                    continue;
                }
                for (name, label) in
                    [("volume", Label::Volume), ("issue", Label::Issue), ("pages", Label::Pages)]
                {
                    if let Some(value) = found.name(name) {
                        self.push(label, Span::new(from + value.start(), from + value.end()));
                    }
                }
                self.masked.push(at);
                return Some(at.start);
            }
        }
        None
    }

    /// What stands between title and numbers is a container; without numbers it is a publisher.
    fn leftover(&mut self, piece: Span, journal: bool) {
        let piece = trim(self.text, piece);
        let inside = piece.of(self.text);
        if let Some(book) = inside.strip_prefix("In ").or(inside.strip_prefix("In: ")) {
            let start = piece.end - book.len();
            return self.push(Label::Container, Span::new(start, piece.end));
        }
        match journal {
            true => self.push(Label::Container, piece),
            false => self.publisher(piece),
        }
    }

    /// What stands behind container and numbers.
    fn tail(&mut self, start: usize) {
        let mut start = start;
        for masked in self.masked.clone() {
            if masked.start <= start + 3 && masked.end > start {
                start = masked.end;
            }
        }
        let end = self.next_masked(start);
        self.publisher(Span::new(start.min(end), end));
    }

    /// "Place: Publisher", "Publisher, Place" or "Publisher".
    fn publisher(&mut self, piece: Span) {
        let piece = trim(self.text, piece);
        let inside = piece.of(self.text);
        let date = inside.split(|c: char| !c.is_alphabetic()).find(|word| {
            word.chars().count() > 2 && crate::parse::fields::months::month(word).is_some()
        });
        if date.is_some() && inside.len() < 24 {
            return self.push(Label::Date, piece);
        }
        if let Some(event) = inside.split_once("presented at ") {
            let start = piece.end - event.1.len();
            return self.event(Span::new(start, piece.end));
        }
        if !inside.chars().any(char::is_alphabetic) || inside.len() > 160 {
            return;
        }
        match inside.split_once(": ") {
            Some((place, _)) if place.len() < 60 => {
                let cut = piece.start + place.len();
                self.push(Label::Location, Span::new(piece.start, cut));
                self.push(Label::Publisher, Span::new(cut + 2, piece.end));
            }
            _ => {
                let (name, date) = trailing_date(inside);
                self.push(Label::Publisher, Span::new(piece.start, piece.start + name.len()));
                if let Some(at) = date {
                    self.push(Label::Date, Span::new(piece.start + at, piece.end));
                }
            }
        }
    }

    /// "the 10th Conference on X, Bern, January 12–14".
    fn event(&mut self, piece: Span) {
        let inside = piece.of(self.text);
        let mut parts = inside.split(", ");
        let name = parts.next().unwrap_or("");
        let bare = name.strip_prefix("the ").unwrap_or(name);
        let end = piece.start + name.len();
        self.push(Label::Container, Span::new(end - bare.len(), end));
        if let Some(place) = parts.next() {
            self.push(Label::Location, Span::new(end + 2, end + 2 + place.len()));
            let date = end + 2 + place.len();
            self.push(Label::Date, Span::new(date, piece.end));
        }
    }
}

/// A month and year at the end of a publisher: "Research Service, January 2019".
fn trailing_date(inside: &str) -> (&str, Option<usize>) {
    let Some((name, date)) = inside.rsplit_once(", ") else {
        return (inside, None);
    };
    let month = date.split_whitespace().next().unwrap_or("");
    match crate::parse::fields::months::month(month) {
        Some(_) => (name, Some(inside.len() - date.len())),
        None => (inside, None),
    }
}

/// How many words in lower case there are that no list of names has.
fn small_words(zone: &str) -> usize {
    zone.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.starts_with(char::is_lowercase) && !is_particle(word))
        .filter(|word| {
            !matches!(
                *word,
                "and"
                    | "et"
                    | "al"
                    | "und"
                    | "ed"
                    | "eds"
                    | "others"
                    | "e"
                    | "with"
                    | "editors"
                    | "editor"
            )
        })
        .count()
}

/// Whether a text begins like a title and not like another name.
fn title_begins(rest: &str) -> bool {
    let words: Vec<&str> = rest.split_whitespace().take(7).collect();
    let Some(first) = words.first() else {
        return false;
    };
    let letters = first.chars().filter(|c| c.is_alphanumeric()).count();
    let name_goes_on = first.ends_with('.') && letters <= 2
        || first.ends_with(',')
            && words.get(1).is_some_and(|word| word.contains('.') || word.len() <= 3)
        || matches!(*first, "and" | "&" | "et" | ";" | "und" | "y" | "e");
    !name_goes_on && !first.starts_with("et") && small_words(&words.join(" ")) >= 1
}

/// A span without separators, quotation marks and open brackets around it.
fn trim(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let around = |c: char| c.is_whitespace() || ".,:;–—[](“”\"«»".contains(c);
    let front = inside.trim_start_matches(|c: char| around(c) || c == ')' || c == '‘');
    let start = span.end - front.len();
    let mut end = start + front.trim_end_matches(|c: char| around(c) && c != ']' || c == '’').len();
    let inside = &text[start..end];
    if text[end..].starts_with('.')
        && inside.chars().nth_back(1).is_none_or(|c| !c.is_alphabetic())
        && inside.chars().next_back().is_some_and(char::is_uppercase)
    {
        end += 1;
    }
    let inside = &text[start..end];
    if text[end..].starts_with(')') && inside.contains('(') && !inside.contains(')') {
        end += 1;
    }
    Span::new(start, end)
}
