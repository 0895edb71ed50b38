//! Volumes, issues, pages and numbers of periodicals.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lists::list;
use crate::lexicon::years::year_of;
use crate::model::reference::{Field, Label};
use crate::text::check_digits::is_issn;
use crate::text::pattern::{LETTER, regex};
use crate::text::span::Span;

use super::insert::insert;
use super::press::word_before;

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
/// "23.33, pp. 6119–27", "175:3 New Phytol 425–438", "33.sp1 (2010), pp. 231–43".
pub(super) fn part_joined_issue(text: &str, fields: &mut Vec<Field>) {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^([0-9]{{1,4}})[.:]((?:[0-9]{{1,3}}|{LETTER}(?:{LETTER}| ){{3,20}}|{LETTER}{{2,5}}[0-9]{{1,3}}))(?:[,.;]? |[,.;]?$)"
        ))
    });
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
    let has_issue =
        fields.iter().any(|field| field.label == Label::Issue && !issue.contains(field.span));
    let taken = |field: &Field| {
        use Label::{Issue, Note, Pages, Volume};
        let serial = matches!(field.label, Volume | Issue | Pages | Note);
        field.span.overlaps(issue) && !(serial && volume.join(issue).contains(field.span))
    };
    let named = found[2].chars().all(|c| c.is_alphanumeric())
        || found[2].split(' ').any(|word| list("issue-part").contains(&word));
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let begun = found[2].starts_with(begins) || found[2].ends_with(|c: char| c.is_ascii_digit());
    if !paged || !named || !begun || has_issue || fields.iter().any(taken) {
        return;
    }
    let confidence = fields[at].confidence;
    fields[at].span = volume;
    replace_by_issue(fields, issue, confidence);
}

/// Makes a segment the issue, in the place of all fields that share a byte with it.
fn replace_by_issue(fields: &mut Vec<Field>, span: Span, confidence: f32) {
    fields.retain(|field| !field.span.overlaps(span));
    insert(fields, [Field { label: Label::Issue, span, confidence }]);
}

/// A number in brackets between the volume and the pages is the issue, whatever word announces it and
/// though it may look like a year: "152. vol. (3). pp. 9", "369(1955), 45"; not where it is the date.
pub(super) fn issue_in_bracket(text: &str, fields: &mut Vec<Field>) {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^([., ]*(?:{LETTER}{{1,5}}\.? ?)?)\(({LETTER}{{0,4}}[0-9]{{1,4}}[0-9–/-]{{0,5}})\)[.,:; ]*(?:{LETTER}{{1,6}}\.? ?)?$"
        ))
    });
    let position = |label| fields.iter().position(|field| field.label == label);
    let (Some(volume), Some(pages)) = (position(Label::Volume), position(Label::Pages)) else {
        return;
    };
    let start = fields[volume].span.end;
    let gap = text.get(start..fields[pages].span.start).filter(|gap| gap.contains('('));
    let between = gap.and_then(|gap| BETWEEN.captures(gap));
    let Some((gap, inside)) = between.and_then(|found| found.get(1).zip(found.get(2))) else {
        return;
    };
    let span = Span::from(inside.range()).shift(start);
    let known = position(Label::Issue).is_some();
    let dated = |field: &&Field| field.label == Label::Date && !field.span.overlaps(span);
    let other_year = fields
        .iter()
        .find(dated)
        .is_some_and(|date| gap.is_empty() && !date.span.of(text).contains(inside.as_str()));
    let takes = |field: &Field| match field.label {
        Label::Date => other_year && span.contains(field.span),
        label => matches!(label, Label::Note | Label::Volume) && span.contains(field.span),
    };
    let year = year_of(inside.as_str()).is_some() && !other_year;
    if known || year || fields.iter().any(|field| field.span.overlaps(span) && !takes(field)) {
        return;
    }
    let confidence = fields[volume].confidence;
    replace_by_issue(fields, span, confidence);
}

/// The number behind a journal that its volume stands before is a page, as lawyers write: "(1993) 98 Journal
/// of Rivers 5648".
pub(super) fn page_behind_journal(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.windows(2).position(|pair| {
        let labels = [pair[0].label, pair[1].label];
        let gap = text.get(pair[0].span.end..pair[1].span.start);
        labels == [Label::Volume, Label::Container] && gap == Some(" ")
    }) else {
        return;
    };
    let Field { span, confidence, .. } = fields[at + 1];
    let Some((name, number)) = span.of(text).rsplit_once(' ') else {
        return;
    };
    let page = number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    if !page || fields.iter().any(|field| field.label == Label::Pages) {
        return;
    }
    fields[at + 1].span.end = span.start + name.len();
    let span = Span::new(span.end - number.len(), span.end);
    insert(fields, [Field { label: Label::Pages, span, confidence }]);
}

/// A number that the word for editions follows is no volume, "6 版", and with the word it is no note: "3rd
/// ed".
pub(super) fn numbered_edition(text: &str, fields: &mut [Field]) {
    let numbered = |field: &&mut Field| {
        let words = field.span.of(text).trim_end_matches(['.', ',']);
        let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
        field.label == Label::Note
            && words.starts_with(|c: char| c.is_ascii_digit())
            && words.split(' ').count() < 4
            && list("edition-label").contains(&last.as_str())
    };
    if fields.iter().any(|field| field.label == Label::Edition) {
        return;
    }
    if let Some(note) = fields.iter_mut().find(numbered) {
        note.label = Label::Edition;
        return;
    }
    let Some(volume) = fields.iter_mut().find(|field| field.label == Label::Volume) else {
        return;
    };
    let after = text[volume.span.end..].trim_start_matches([' ', '.']);
    let len = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    if len > 0 && list("edition-label").contains(&&*after[..len].to_lowercase()) {
        volume.label = Label::Edition;
    }
}

/// A supplement or a part belongs to the issue before it: "1 Pt 1", "12 Suppl"; in a bracket behind the
/// volume it is one: "14(Special Issue)".
pub(super) fn widen_issue(text: &str, fields: &mut Vec<Field>) {
    let serial = |fields: &[Field], label| fields.iter().position(|field| field.label == label);
    if let Some(at) = serial(fields, Label::Issue) {
        widen_back(text, fields, at);
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
    is_part(&text[..len]).then_some(len)
}

/// Whether a word names a part of an issue: "Suppl", "Pt".
fn is_part(word: &str) -> bool {
    list("issue-part").contains(&word.to_lowercase().as_str())
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
    let inside = text.trim_start_matches([' ', ',', '.']).strip_prefix('(')?.split_once(')')?.0;
    let start = text.find('(')? + 1;
    // "Special Issue 2", "Database issue".
    let named = || inside.split(' ').any(is_part).then_some(0);
    let rest = &inside[part_word(inside).or_else(named)?..];
    let letters = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let plain = letters.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ' '));
    let fits = letters.chars().count() <= MOST.0 && rest.len() - letters.len() <= MOST.1;
    (plain && fits).then(|| Span::new(start, start + inside.len()))
}

/// What a word for issues announces behind the volume is the issue, though it looks like a page: "Vol.
/// 7, № 2387", "n° Pt 7, pp. 3–9".
pub(super) fn announced_issue(text: &str, fields: &mut Vec<Field>) {
    static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(r"^[,.; ]{{1,3}}(№|{LETTER}{{1,8}}?)[°º]?\.? ?([^,;:()\[\]]{{1,40}})"))
    });
    let Some(volume) = fields.iter().find(|field| field.label == Label::Volume) else {
        return;
    };
    let Field { span: Span { end, .. }, confidence, .. } = *volume;
    let next = text[end..].trim_start_matches([',', '.', ';', ' ']);
    if !next.starts_with(|c: char| c.is_alphabetic() || c == '№') {
        return;
    }
    let found = ANNOUNCED.captures(&text[end..]);
    let Some((word, said)) = found.and_then(|found| found.get(1).zip(found.get(2))) else {
        return;
    };
    let word = word.as_str().to_lowercase();
    let announces = list("marker-issue").contains(&&*word);
    let Some(len) = issue_len(said.as_str()).filter(|_| announces) else {
        return;
    };
    let span = Span::new(said.start(), said.start() + len).shift(end);
    let free = |field: &Field| {
        let other = matches!(field.label, Label::Pages | Label::Volume | Label::Note);
        !field.span.overlaps(span) || other && span.contains(field.span)
    };
    if fields.iter().any(|field| field.label == Label::Issue) || !fields.iter().all(free) {
        return;
    }
    replace_by_issue(fields, span, confidence);
}

/// A lone number that a word for issues announces is the issue of a periodical without volumes, and no page:
/// "Secuencia, n. 45, pp. 5–26".
pub(super) fn issue_without_volume(text: &str, fields: &mut [Field]) {
    let position = |label| fields.iter().position(|field| field.label == label);
    let paged = position(Label::Container).is_some() && position(Label::Pages).is_some();
    let at = match position(Label::Volume) {
        Some(volume) => paged.then_some(volume),
        None => position(Label::Pages),
    };
    let Some(at) = at.filter(|_| position(Label::Issue).is_none()) else { return };
    let end = text[..fields[at].span.start].trim_end_matches(['.', ' ', '°', 'º']).len();
    let word = match word_before(text, end) {
        (before, "") if before.ends_with('№') => "№",
        (_, word) => word,
    };
    let number = fields[at].span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    if number && list("marker-issue").contains(&&*word.to_lowercase()) {
        fields[at].label = Label::Issue;
    }
}

/// How far an issue goes with which a text begins: to its number, or a few words of which one names a
/// part: "Pt 7", "Database issue".
fn issue_len(text: &str) -> Option<usize> {
    let mut named = false;
    let mut words = text.split(' ').take(3).scan(0, |end, word| {
        *end += word.len() + 1;
        Some((*end - 1, word.trim_end_matches('.')))
    });
    let number = words.find(|(_, word)| {
        named |= is_part(word);
        word.contains(|c: char| c.is_ascii_digit())
    });
    let len = number.map_or(text.len(), |(end, _)| end);
    let words = text.get(..len)?.trim_end_matches(['.', ' ']);
    let alone = !words.contains(' ');
    (number.is_some() && alone || named).then_some(words.len())
}

/// The word for a part or a supplement before the number of an issue belongs to it, and so do letters
/// that are joined to it: "no. Suppl. 1", "33, sp1".
fn widen_back(text: &str, fields: &mut Vec<Field>, at: usize) {
    let start = fields[at].span.start;
    let (before, word) = word_before(text, start);
    let span = Span::new(before.len() - word.len(), start);
    let inside = |field: &Field| field.label == Label::Note && span.contains(field.span);
    let taken = fields.iter().any(|field| field.span.overlaps(span) && !inside(field));
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let joined = before.len() == start && letters && (1..=4).contains(&word.len());
    if (joined || start - before.len() <= 2 && is_part(word)) && !taken {
        fields[at].span.start = span.start;
        fields.retain(|field| !inside(field));
    }
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
    fn numbers_without_volumes_are_issues() {
        for text in [
            "Hurd, I. Ponds of old. Secuencia, n. 45, p. 5-26. 1999.",
            "HURD, I. Ponds of old and of late (2003-2015). _Polis_, São Paulo, n. 45, 2017.",
        ] {
            assert_eq!(read(text, "issue").as_deref(), Some("45"), "{text}");
        }
        let placed = "HURD, I. Os lagos antigos do norte do Brasil. RLAG, Campinas, SP, v. 18, p. 1-17, 2020.";
        assert_eq!(read(placed, "container-title").as_deref(), Some("RLAG"));
    }

    #[test]
    fn an_article_number_stands_after_the_issue() {
        let text = "Tonelli, G., & Kern, C. (2015). *Wakefulness: here and everywhere?* *Philosophical Transactions of the Royal Society B*, 370(1668), 20140167.";
        assert_eq!(read(text, "page").as_deref(), Some("20140167"));
    }

    #[test]
    fn a_bracket_between_volume_and_pages_is_the_issue() {
        for (text, issue) in [
            (
                "Zeng, S./ Yang, J. (2005). Sorting of wells. In: Plant Order. 138. vol. (1). pp. 297–303.",
                Some("1"),
            ),
            (
                "Fermi, M., & Moe, V. (2011). Sorting of wells. *Journal of Order*, 369(1955), 4577–4590.",
                Some("1955"),
            ),
            ("Lee AB, Kim C. Sorting things. J Order 12 (2009): 19–23.", None),
        ] {
            assert_eq!(read(text, "issue").as_deref(), issue, "{text}");
        }
    }

    #[test]
    fn an_issue_is_what_is_announced_as_one() {
        for (text, issue) in [
            ("Orum S. et al. Sorting of wells // Biowells. 2017. Vol. 7, № 2387.", "2387"),
            ("Orum S. et al. Sorting of wells // Biowells. 2017. Vol. 7, № e1510.", "e1510"),
            (
                "Lind, A. (2009), “Sorting of wells,” J. Order, vol. 587, n° Pt 7, pp. 1535–1546.",
                "Pt 7",
            ),
            ("Lind, A. 2010, “Sorting of wells,” *Water*, *33*, sp1, pp. 231–243.", "sp1"),
        ] {
            assert_eq!(read(text, "issue").as_deref(), Some(issue), "{text}");
        }
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
    fn a_page_behind_a_journal() {
        let text = "Lind AD, “Thermochemistry of Rivers. III. The Role of Wells” (1993) 98 The Journal of Chemical Rivers 5648 <https://doi.org/10.1063/1.464913>";
        assert_eq!(
            read(text, "container-title").as_deref(),
            Some("The Journal of Chemical Rivers")
        );
        assert_eq!(read(text, "page").as_deref(), Some("5648"));
    }

    #[test]
    fn an_edition_is_no_volume() {
        let text = "KVARN F, LIND H. Dry rivers: a review[M]. 6 版. Berlin: Steppe Press, 1974.";
        assert_eq!(read(text, "edition").as_deref(), Some("6"));
        assert_eq!(read(text, "volume"), None);
        let text =
            "D. Lind, Wells as witnesses of air quality, 3rd ed., Lakeside Press, Chicago, 1981.";
        assert_eq!(read(text, "edition").as_deref(), Some("3rd"));
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
            (
                "Lind, A (2014): Sorting all things. J Order Res. 42, (Database issue).",
                "Database issue",
            ),
            (
                "Lind, A. 2011 “Sorting things,” *J. Order*, vol. 32, no. Suppl. 1, pp. S31–S40",
                "Suppl. 1",
            ),
            ("Lind, A., and others, ‘Sorting Things’, *J Order*, 33.sp1 (2010), pp. 231–43", "sp1"),
        ] {
            assert_eq!(read(text, "issue").as_deref(), Some(issue), "{text}");
        }
    }
}
