//! Citations by key: `[@smith04]`, `\cite{smith04}`, `#cite(<smith04>)`, `[Smi04]`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::citation::{Citation, CitationKind, Cited, CitedItem};
use crate::text::pattern::regex;
use crate::text::span::Span;

/// Pandoc's and Typst's `@key`, with a locator in brackets after it.
/// (Pandoc User's Guide, "Citation syntax"; the key ends with a letter, a digit or an underscore.)
static AT: LazyLock<Regex> = LazyLock::new(|| {
    let key = r"\{[^}\s]+\}|[\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&\-+?<>~/]*[\p{L}\p{N}_])?";
    regex(&format!(r"(?:^|[\s\[(;,–—-])-?@({key})(?: ?\[([^\]@]+)\])?"))
});

/// LaTeX's commands, with notes in brackets and keys in braces, several times over in multicites.
static LATEX: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\\(?:no)?[A-Za-z]*cite[A-Za-z]*\*?((?: ?\[[^\]]*\]| ?\([^)]*\))*(?: ?\{[^}]*\})(?:(?:\[[^\]]*\])*\{[^}]*\})*)",
    )
});

/// The parts of a LaTeX command: notes, then keys.
static LATEX_PART: LazyLock<Regex> = LazyLock::new(|| regex(r"((?:\[[^\]]*\])*)\s*\{([^}]*)\}"));

/// Typst's function.
static TYPST: LazyLock<Regex> = LazyLock::new(|| regex(r"#cite\(<([^>\s]+)>[^)]*\)"));

/// Finds citations by key in a text; `keys` are those that are known.
pub(crate) fn scan(text: &str, keys: &HashSet<&str>) -> Vec<Citation> {
    let reader = Reader { text };
    let mut found = Vec::new();
    // A pattern is compiled only where the sign that it begins with is seen.
    for (seen, form) in [(has_at(text), &AT), (text.contains("#cite"), &TYPST)] {
        if seen {
            found.extend(form.captures_iter(text).filter_map(|captures| reader.single(&captures)));
        }
    }
    let mut found = reader.in_brackets(found);
    found.extend(brackets(text).filter_map(|inside| reader.labels(inside, keys)));
    found.sort_by_key(|citation| citation.span.start);
    if !(text.contains('\\') && text.contains("cite")) {
        return found;
    }
    for captures in
        LATEX.captures_iter(text).filter(|captures| !captures[0].starts_with("\\nocite"))
    {
        found.extend(reader.latex(&captures));
    }
    found.sort_by_key(|citation| citation.span.start);
    found
}

/// Whether an `@` stands somewhere that is not part of a mail address.
fn has_at(text: &str) -> bool {
    let inside = |at: usize| text[..at].ends_with(char::is_alphanumeric);
    text.match_indices('@').any(|(at, _)| !inside(at))
}

/// The insides of square brackets that hold no other bracket. A long one holds more than keys.
fn brackets(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('[').filter_map(|(open, _)| {
        let inside = &text[open + 1..];
        let close = inside.find(['[', ']'])?;
        let closed = inside[close..].starts_with(']');
        let fits = closed && (2..=400).contains(&inside[..close].chars().count());
        fits.then(|| Span::new(open + 1, open + 1 + close))
    })
}

/// How long the place in a work is at most, in bytes: "pp. 251–253", "chapter 12".
const LONGEST_PLACE: usize = 24;

/// Whether a word is a key that is known, or looks like one that is made of names and a year.
fn is_label(word: &str, keys: &HashSet<&str>) -> bool {
    let numeric = word.bytes().all(|b| b.is_ascii_digit());
    let known = || keys.contains(word) && !numeric;
    !word.is_empty() && (known() || is_alpha(word))
}

/// Whether a word is made of names and a year, as styles of this kind print keys: Knu84, ABC+10.
fn is_alpha(word: &str) -> bool {
    let unlettered = word.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(word);
    let names = unlettered.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = names.strip_suffix('+').unwrap_or(names);
    unlettered.len() - names.len() == 2
        && letters.starts_with(char::is_uppercase)
        && letters.chars().count() <= 6
        && letters.chars().all(char::is_alphabetic)
}

struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    /// A key that a sign marks, with a locator.
    fn single(&self, captures: &Captures) -> Option<Citation> {
        let key = captures.get(1)?;
        let locator = captures.get(2).map(|note| Span::from(note.range()));
        let whole = Span::from(captures.get(0)?.range());
        let at = key.start();
        // What stands before an `@` is no part of the citation; brackets around a key are.
        let marked = self.text[..at].ends_with('@');
        let span = Span::new(if marked { at - 1 } else { whole.start }, whole.end);
        let end = locator.map_or(key.end(), |locator| locator.end);
        let item = CitedItem {
            span: if marked { span } else { Span::new(at, end) },
            key: Some(key.as_str().trim_matches(['{', '}']).to_owned()),
            locator: locator.map(|span| Cited::of(self.text, span)),
            ..CitedItem::default()
        };
        Some(Citation { span, kind: CitationKind::Key, items: vec![item] })
    }

    /// A bracket that holds labels and nothing else but places: \[Knu84\], \[ABC+10, §3; BöPC08\].
    fn labels(&self, inside: Span, keys: &HashSet<&str>) -> Option<Citation> {
        let mut items: Vec<CitedItem> = Vec::new();
        let mut start = inside.start;
        for part in inside.of(self.text).split([',', ';']) {
            let span = Span::new(start, start + part.len()).trim(self.text);
            let word = span.of(self.text);
            start += part.len() + 1;
            if is_label(word, keys) {
                let key = Some(word.to_owned());
                items.push(CitedItem { span, key, ..CitedItem::default() });
                continue;
            }
            let located =
                word.contains(|c: char| c.is_ascii_digit()) && word.len() <= LONGEST_PLACE;
            let last = items.last_mut().filter(|last| located && last.locator.is_none())?;
            last.span = last.span.join(span);
            last.locator = Some(Cited::of(self.text, span));
        }
        let span = Span::new(inside.start - 1, inside.end + 1);
        (!items.is_empty()).then_some(Citation { span, kind: CitationKind::Key, items })
    }

    /// The citations, of which those that share a bracket are one: `[see @a, p. 3; @b]`.
    fn in_brackets(&self, found: Vec<Citation>) -> Vec<Citation> {
        let mut joined: Vec<Citation> = Vec::with_capacity(found.len());
        for citation in found {
            let around = self.bracket_around(citation.span);
            let before = joined.last_mut().filter(|before| Some(before.span) == around);
            match (around, before) {
                (Some(_), Some(before)) => before.items.extend(citation.items),
                (Some(span), None) => joined.push(Citation { span, ..citation }),
                (None, _) => joined.push(citation),
            }
        }
        for citation in &mut joined {
            self.add_words(citation);
        }
        joined
    }

    /// The square brackets around a key that is marked with an `@`.
    fn bracket_around(&self, key: Span) -> Option<Span> {
        let (text, from, end) = (self.text, key.start, key.end);
        let marked = text[from..].starts_with('@');
        let open = text[..from].rfind(['[', ']']).filter(|&at| text[at..].starts_with('['))?;
        let close = text[end..].find(['[', ']']).map(|at| end + at)?;
        let whole = marked && text[close..].starts_with(']');
        whole.then(|| Span::new(open, close + 1))
    }

    /// Gives the items of a bracket the words before their keys and the places after them.
    fn add_words(&self, citation: &mut Citation) {
        let whole = citation.span;
        if !self.text[whole.start..].starts_with('[') || !self.text[..whole.end].ends_with(']') {
            return;
        }
        for item in citation.items.iter_mut().filter(|item| item.key.is_some()) {
            let rest = Span::new(item.span.end, whole.end - 1);
            let ends = rest.of(self.text).find(';').map_or(rest.end, |at| rest.start + at);
            let place = Span::new(rest.start, ends).trim(self.text);
            let place =
                Span::new(place.start + usize::from(place.of(self.text).starts_with(',')), ends);
            let place = place.trim(self.text);
            if item.locator.is_none() && !place.is_empty() {
                item.locator = Some(Cited::of(self.text, place));
                item.span = item.span.join(place);
            }
            let lead = Span::new(whole.start + 1, item.span.start);
            let begins = lead.of(self.text).rfind(';').map_or(lead.start, |at| lead.start + at + 1);
            let words = Span::new(begins, item.span.start).of(self.text).trim_matches([' ', '-']);
            if !words.is_empty() {
                item.prefix = Some(Cited {
                    span: Span::new(begins, item.span.start),
                    text: words.to_owned(),
                });
            }
        }
    }

    /// A command with one or several groups of notes and keys.
    fn latex(&self, captures: &Captures) -> Option<Citation> {
        let whole = captures.get(0)?;
        let parts = captures.get(1)?;
        let mut items = Vec::new();
        for part in LATEX_PART.captures_iter(parts.as_str()) {
            let keys = part.get(2)?;
            let notes: Vec<&str> =
                part.get(1)?.as_str().split(['[', ']']).filter(|note| !note.is_empty()).collect();
            let before = items.len();
            let mut at = parts.start() + keys.start();
            for key in keys.as_str().split(',') {
                let start = at + (key.len() - key.trim_start().len());
                let span = Span::new(start, start + key.trim().len());
                items.push(CitedItem {
                    span,
                    key: Some(key.trim().to_owned()),
                    ..CitedItem::default()
                });
                at += key.len() + 1;
            }
            self.add_notes(&mut items[before..], &notes);
        }
        items.retain(|item: &CitedItem| !item.span.is_empty());
        let span = Span::from(whole.range());
        (!items.is_empty()).then_some(Citation { span, kind: CitationKind::Key, items })
    }

    /// One note is the locator of the last key; of two the first is the prefix of the first key.
    fn add_notes(&self, items: &mut [CitedItem], notes: &[&str]) {
        let cited = |note: &str| Cited { span: Span::default(), text: note.trim().to_owned() };
        if let ([prefix, _], Some(first)) = (notes, items.first_mut()) {
            first.prefix = Some(cited(prefix));
        }
        if let (Some(locator), Some(last)) = (notes.last(), items.last_mut()) {
            last.locator = Some(cited(locator));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Option<String>)> {
        let found = scan(text, &HashSet::new());
        let items = found.into_iter().flat_map(|citation| citation.items);
        items.map(|item| (item.key.unwrap_or_default(), item.locator.map(|l| l.text))).collect()
    }

    fn plain(text: &str) -> Vec<String> {
        keys(text).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn keys_of_many_systems() {
        for (text, wanted) in [
            ("so [-@smith04; @doe:99, p. 3].", &["smith04", "doe:99"][..]),
            ("@smith04 says", &["smith04"]),
            ("see @{a b}", &[]),
            (r"\citep*[p.~4]{a,b}", &["a", "b"]),
            (r"\parencites[3]{d}[4]{e}", &["d", "e"]),
            (r"\nocite{*}", &[]),
            ("#cite(<a>, form: \"prose\")", &["a"]),
            ("as in [Knu84] and [ABC+10, §3]", &["Knu84", "ABC+10"]),
            ("mail me@example.org", &[]),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
    }

    #[test]
    fn citations_are_whole() {
        for (text, wanted) in [
            ("so [@smith04, p. 3]", "[@smith04, p. 3]"),
            ("so [see @smith04; @doe:99, p. 3].", "[see @smith04; @doe:99, p. 3]"),
            ("so @smith04 [p. 3].", "@smith04 [p. 3]"),
            ("as in [ABC+10, §3].", "[ABC+10, §3]"),
            ("#cite(<a>, form: \"prose\").", "#cite(<a>, form: \"prose\")"),
        ] {
            let found = scan(text, &HashSet::new());
            assert_eq!(found[0].span.of(text), wanted, "{text}");
        }
    }

    #[test]
    fn locators_of_keys() {
        let locators = |text: &str| keys(text).into_iter().map(|(_, l)| l).collect::<Vec<_>>();
        assert_eq!(locators("@c[p. 7]"), [Some("p. 7".to_owned())]);
        assert_eq!(locators("[@c; see @d, p. 7]"), [None, Some("p. 7".to_owned())]);
        assert_eq!(locators(r"\textcite[see][12]{c}"), [Some("12".to_owned())]);
        assert_eq!(locators("[ABC+10, §3]"), [Some("§3".to_owned())]);
    }
}
