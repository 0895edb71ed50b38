//! Volumes, issues, pages and numbers of periodicals.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lists::list;
use crate::model::reference::{Field, Label};
use crate::text::check_digits::is_issn;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// The number of a periodical that a program put behind the pages: "116–29.0002-9092".
pub(super) fn part_serial_number(text: &str, fields: &mut Vec<Field>) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"[.,;] ?([0-9]{4}-[0-9]{3}[0-9Xx])\.?$"));
    let Some(at) = fields.iter().position(|field| field.label == Label::Pages) else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let Some(found) = NUMBER.captures(span.of(text)) else {
        return;
    };
    let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else {
        return;
    };
    if whole.start() == 0 || !is_issn(number.as_str()) {
        return;
    }
    fields[at].span = Span::new(span.start, span.start + whole.start());
    let span = Span::from(number.range()).shift(span.start);
    fields.insert(at + 1, Field { label: Label::Issn, span, confidence });
}

/// Parts the issue from the volume to which a point or colon joins it, where pages stand elsewhere:
/// "23.33, pp. 6119–27", "175:3 New Phytol 425–438".
pub(super) fn part_joined_issue(text: &str, fields: &mut Vec<Field>) {
    static JOINED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^([0-9]{1,4})[.:]([0-9]{1,3})(?:[,.;]? |[,.;]?$)"));
    let Some(at) = fields.iter().position(|field| field.label == Label::Volume) else {
        return;
    };
    let start = fields[at].span.start;
    let Some(found) = JOINED.captures(&text[start..]) else {
        return;
    };
    let (Some(volume), Some(issue)) = (found.get(1), found.get(2)) else {
        return;
    };
    let volume = Span::from(volume.range()).shift(start);
    let issue = Span::from(issue.range()).shift(start);
    let paged =
        fields.iter().any(|field| field.label == Label::Pages && !field.span.overlaps(issue));
    let has_issue = fields.iter().any(|field| field.label == Label::Issue);
    let taken = |field: &Field| {
        let serial = matches!(field.label, Label::Volume | Label::Pages);
        field.span.overlaps(issue) && !(serial && volume.join(issue).contains(field.span))
    };
    if !paged || has_issue || fields.iter().any(taken) {
        return;
    }
    let confidence = fields[at].confidence;
    fields[at].span = volume;
    fields.retain(|field| !field.span.overlaps(issue));
    let next = fields.partition_point(|field| field.span.start < issue.start);
    fields.insert(next, Field { label: Label::Issue, span: issue, confidence });
}

/// A supplement or a part belongs to the issue before it: "1 Pt 1", "12 Suppl"; in a bracket behind the
/// volume it is one: "14(Special Issue)".
pub(super) fn widen_issue(text: &str, fields: &mut Vec<Field>) {
    let serial = |fields: &[Field], label| fields.iter().position(|field| field.label == label);
    if let Some(at) = serial(fields, Label::Issue) {
        let end = fields[at].span.end;
        let Some(len) = part_behind(&text[end..]) else {
            return;
        };
        let span = Span::new(end, end + len);
        let inside = |field: &Field| span.contains(field.span);
        let taken = fields.iter().any(|field| field.span.overlaps(span) && !inside(field));
        if !taken {
            fields[at].span.end = span.end;
            fields.retain(|field| field.label == Label::Issue || !inside(field));
        }
    } else if let Some(at) = serial(fields, Label::Volume) {
        let Field { span, confidence, .. } = fields[at];
        let Some(inside) = bracketed_part(&text[span.end..]) else {
            return;
        };
        let inside = inside.shift(span.end);
        let note = |field: &Field| field.label == Label::Note && inside.contains(field.span);
        let taken = fields.iter().any(|field| field.span.overlaps(inside) && !note(field));
        if !taken {
            fields.retain(|field| !note(field));
            fields.insert(at + 1, Field { label: Label::Issue, span: inside, confidence });
        }
    }
}

/// The length of the word that names a part of an issue, with which a text begins.
fn part_word(text: &str) -> Option<usize> {
    /// No such word is longer.
    const LONGEST: usize = 10;
    let letters = text.chars().take(LONGEST).take_while(|c| c.is_alphabetic());
    let len = letters.map(char::len_utf8).sum();
    list("issue-part").contains(&text[..len].to_lowercase().as_str()).then_some(len)
}

/// The length of a part that is named behind an issue, with its number: " Pt 1", " Suppl.".
fn part_behind(text: &str) -> Option<usize> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\.?(?: ?[0-9]{1,2})?(?:[,.:;) ]|$)"));
    let text = text.strip_prefix(' ')?;
    let len = part_word(text)?;
    let number = NUMBER.find(&text[len..])?.as_str();
    Some(1 + len + number.trim_end_matches([',', '.', ':', ';', ')', ' ']).len())
}

/// The inside of a bracket with which a text begins and that names a part: "(Special Issue 2)".
fn bracketed_part(text: &str) -> Option<Span> {
    /// How many letters and digits may follow the word.
    const MOST: (usize, usize) = (14, 3);
    let inside = text.strip_prefix(' ').unwrap_or(text).strip_prefix('(')?.split_once(')')?.0;
    let start = text.find('(')? + 1;
    let rest = &inside[part_word(inside)?..];
    let letters = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let plain = letters.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ' '));
    let fits = letters.chars().count() <= MOST.0 && rest.len() - letters.len() <= MOST.1;
    (plain && fits).then(|| Span::new(start, start + inside.len()))
}

/// The issue and the article number after a volume, where nothing was read: "370(1668), 20140167".
pub(super) fn after_volume(text: &str, fields: &[Field]) -> Vec<Field> {
    static SERIAL: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^ ?\(([0-9]{1,5})\)[,:] ?([Ee]?[0-9]{3,9})[.,;]?(?: |$)"));
    let Some(volume) = fields.iter().find(|field| field.label == Label::Volume) else {
        return Vec::new();
    };
    let Some(found) = SERIAL.captures(&text[volume.span.end..]) else {
        return Vec::new();
    };
    let parts = [(Label::Issue, found.get(1)), (Label::Pages, found.get(2))];
    let parts =
        parts.into_iter().filter_map(|(label, part)| Some((label, Span::from(part?.range()))));
    let parts = parts.map(|(label, span)| (label, span.shift(volume.span.end)));
    let free = |label: Label, span: Span| {
        !fields.iter().any(|field| field.label == label || field.span.overlaps(span))
    };
    parts
        .filter(|(label, span)| free(*label, *span))
        .map(|(label, span)| Field { label, span, confidence: 0.5 })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    fn read(text: &str, variable: &str) -> Option<String> {
        parse_one(text).entry.text(variable).map(str::to_owned)
    }

    #[test]
    fn an_article_number_stands_after_the_issue() {
        let text = "Tonelli, G., & Kern, C. (2015). *Wakefulness: here and everywhere?* *Philosophical Transactions of the Royal Society B*, 370(1668), 20140167.";
        assert_eq!(read(text, "page").as_deref(), Some("20140167"));
    }

    #[test]
    fn an_issue_may_be_joined_to_the_volume() {
        for text in [
            "Wang, FR, and ZJ Han. 2017. ‘Dry Rivers’, *World J Water*, 23.4, pp. 6119–27",
            "Major, IT et al, “Dry rivers” (2010) 23:4 Water Res 41–48.",
        ] {
            assert_eq!(read(text, "volume").as_deref(), Some("23"), "{text}");
            assert_eq!(read(text, "issue").as_deref(), Some("4"), "{text}");
        }
        let text = "Lee AB, Kim C. Sorting things. J Order. 2011;12:19.";
        assert_eq!(read(text, "issue"), None);
    }

    #[test]
    fn what_stands_behind_journals_and_pages_is_apart() {
        let text = "Lind AB, Kim C. Sorting things. J Order. 2005;87:116–29.0002-9092";
        assert_eq!(read(text, "page").as_deref(), Some("116–29"));
        assert_eq!(read(text, "ISSN").as_deref(), Some("0002-9092"));
        let text = "LIND, A. Rios secos do norte. Revista de Rios, São Paulo, v. 26, n. 3, p. 488-498, 2009.";
        assert_eq!(read(text, "container-title").as_deref(), Some("Revista de Rios"));
    }

    #[test]
    fn supplements_belong_to_the_issue() {
        for (text, issue) in [
            ("Lind AB, Moe C. Sorting things. J Order. 2009;122(12 Suppl):22–30.", "12 Suppl"),
            (
                "Lind, A. “Sorting Things.” *J Order*, vol. 10, no. 7 Pt 1, 2024, pp. 39–51.",
                "7 Pt 1",
            ),
            ("Lind, A. 2001. Sorting things. *J Order* 14(Special Issue): 48–63.", "Special Issue"),
        ] {
            assert_eq!(read(text, "issue").as_deref(), Some(issue), "{text}");
        }
    }
}
