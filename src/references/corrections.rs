//! Settles labels that the words alone cannot tell.

use crate::lexicon::lists::{list, lists};
use std::sync::LazyLock;

use regex::Regex;

use crate::model::creator::initials;
use crate::model::reference::{Field, Label};
use crate::references::attributes::list_key;
use crate::references::fields::bodies::is_body;
use crate::references::fields::roles::translator_phrase;
use crate::references::genres;
use crate::references::lists::built_in;
use crate::text::fold::fold;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// The fields of a reference after a second look at those whose place in it decides what they are.
pub(crate) fn correct(text: &str, mut fields: Vec<Field>) -> Vec<Field> {
    end_names_with_initials(text, &mut fields);
    part_introduced_body(text, &mut fields);
    name_creators(text, &mut fields);
    end_shouted_names(text, &mut fields);
    name_hosts(text, &mut fields);
    part_places(text, &mut fields);
    part_serial_number(text, &mut fields);
    part_status(text, &mut fields);
    part_roles(text, &mut fields);
    genres::part(text, &mut fields);
    join_places(text, &mut fields);
    let container = container_after_editors(text, &fields);
    insert(&mut fields, container);
    let has = |fields: &[Field], label| fields.iter().any(|field| field.label == label);
    let serial = [Label::Volume, Label::Issue, Label::Pages, Label::Doi];
    let serial = serial.into_iter().any(|label| has(&fields, label));
    let author = fields.iter().find(|field| field.label == Label::Author).map(|field| field.span);
    let author = author.map_or("", |span| span.of(text)).to_owned();
    if !serial && has(&fields, Label::Url) && !has(&fields, Label::Publisher) {
        for field in fields.iter_mut().filter(|field| field.label == Label::Container) {
            if is_publishing_body(field.span.of(text), &author) {
                field.label = Label::Publisher;
            }
        }
    }
    if !serial && !has(&fields, Label::Publisher) && !has(&fields, Label::Editor) {
        let publishes =
            |field: &&mut Field| field.label == Label::Container && is_publisher(text, field.span);
        fields.iter_mut().filter(publishes).for_each(|field| field.label = Label::Publisher);
    }
    for field in fields.iter_mut().filter(|field| field.label == Label::Container) {
        field.span = without_announcement(text, field.span);
    }
    let several_titles = fields.iter().filter(|field| field.label == Label::Title).count() > 1;
    if !serial && !has(&fields, Label::Publisher) {
        match fields.last_mut().filter(|_| several_titles) {
            Some(last) if last.label == Label::Title && is_body(last.span.of(text)) => {
                last.label = Label::Publisher;
            }
            _ => {
                let body = body_at_end(text, &fields);
                insert(&mut fields, body);
            }
        }
    }
    let parts = after_volume(text, &fields);
    insert(&mut fields, parts);
    part_joined_issue(text, &mut fields);
    widen_issue(text, &mut fields);
    end_titles(text, &mut fields);
    fields
}

/// Puts fields to their places in the text.
fn insert(fields: &mut Vec<Field>, more: impl IntoIterator<Item = Field>) {
    for field in more {
        let at = fields.partition_point(|other| other.span.start < field.span.start);
        fields.insert(at, field);
    }
}

/// Of two titles around a date, the first names who made the work: "The Open Group (2017). Reference
/// architecture".
fn name_creators(text: &str, fields: &mut [Field]) {
    let made = fields.iter().any(|field| matches!(field.label, Label::Author | Label::Editor));
    if let [first, date, title, ..] = fields
        && !made
        && first.label == Label::Title
        && date.label == Label::Date
        && title.label == Label::Title
        && first.span.len() < title.span.len()
        // "Act no. 4, of 2 October 2009. Rules for wells" is no one.
        && !first.span.of(text).contains(|c: char| c.is_ascii_digit())
        && text
            .get(first.span.end..date.span.start)
            .is_some_and(|gap| matches!(gap.trim(), "(" | "[" | "."))
    {
        first.label = Label::Author;
    }
}

/// Names with surnames in capitals end with the initials of the last: "LIND, A.; MOE, B. Rios secos". What
/// follows begins a title.
fn end_shouted_names(text: &str, fields: &mut Vec<Field>) {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:\p{Lu}{2}[\p{Lu}\p{M}'’ -]*, (?:\p{Lu}\.[ -]?)+(?:\p{Ll}{1,3}\b ?)?\.?(?:[;&] ?| [;&] |$)?)+",
        )
    });
    for at in 0..fields.len() {
        let Field { label: Label::Author | Label::Editor, span, confidence } = fields[at] else {
            continue;
        };
        let words = span.of(text);
        let Some(names) = NAMES.find(words) else {
            continue;
        };
        let rest = Span::new(span.start + names.end(), span.end).trim(text);
        let begins = rest.of(text);
        let title = begins.starts_with(char::is_uppercase)
            && begins.contains(char::is_lowercase)
            && !begins.contains([',', ';', '&'])
            && names.as_str().trim_end().ends_with('.');
        if !title {
            continue;
        }
        fields[at].span = Span::new(span.start, span.start + names.end()).trim(text);
        match fields.get_mut(at + 1).filter(|next| next.label == Label::Title) {
            Some(next) => next.span = rest.join(next.span),
            None => {
                fields.insert(at + 1, Field { label: Label::Title, span: rest, confidence });
            }
        }
    }
}

/// The title behind the editors of a volume, or behind its authors, is that of the volume: "Rios secos.
/// In: MOE, B. (org.). Águas do sul".
fn name_hosts(text: &str, fields: &mut [Field]) {
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    let Some(host) = fields.iter().position(|field| {
        matches!(field.label, Label::Editor | Label::Author) && is_inside(&text[..field.span.start])
    }) else {
        return;
    };
    let titled = fields[..host].iter().any(|field| field.label == Label::Title);
    if let Some(title) = fields.get_mut(host + 1)
        && titled
        && title.label == Label::Title
    {
        title.label = Label::Container;
        fields[host].label = Label::Editor;
    }
}

/// Whether a text ends with a word such as "In", which what holds the work follows.
fn is_inside(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    list("inside").contains(&word.to_lowercase().as_str())
}

/// The place behind the name of a periodical is no part of it: "Zoologia, Curitiba, v. 26".
fn part_places(text: &str, fields: &mut Vec<Field>) {
    let serial = [Label::Volume, Label::Issue];
    let Some(at) = fields
        .windows(2)
        .position(|pair| pair[0].label == Label::Container && serial.contains(&pair[1].label))
    else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let Some((name, _place)) = span.of(text).rsplit_once(',') else {
        return;
    };
    let place = Span::new(span.start + name.len() + 1, span.end).trim(text);
    if name.is_empty() || !built_in().places.contains(list_key(place.of(text))) {
        return;
    }
    fields[at].span = Span::new(span.start, span.start + name.len());
    if !fields.iter().any(|field| field.label == Label::Location) {
        fields.insert(at + 1, Field { label: Label::Location, span: place, confidence });
    }
}

/// The number of a periodical that a program put behind the pages: "116–29.0002-9092".
fn part_serial_number(text: &str, fields: &mut Vec<Field>) {
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
    if whole.start() == 0 || !is_serial_number(number.as_str()) {
        return;
    }
    fields[at].span = Span::new(span.start, span.start + whole.start());
    let span = Span::from(number.range()).shift(span.start);
    fields.insert(at + 1, Field { label: Label::Issn, span, confidence });
}

/// Whether the last digit of an ISSN fits the others (ISO 3297).
fn is_serial_number(text: &str) -> bool {
    let digits = text.chars().filter_map(|c| match c {
        'X' | 'x' => Some(10),
        _ => c.to_digit(10),
    });
    digits.zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0
}

/// Words in place of a date that the names or the title took in: "(no prelo). Poços e rios".
fn part_status(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().any(|field| field.label == Label::Date) {
        return;
    }
    let Some(at) = fields.iter().position(|field| field.label == Label::Title) else {
        return;
    };
    let title = fields[at].span;
    let from = fields[..at].iter().map(|field| field.span.end).max().unwrap_or(0);
    let Some(open) = text[from..].find('(').map(|open| from + open) else {
        return;
    };
    let Some(close) = text[open..].find(')').map(|close| open + close) else {
        return;
    };
    let words = text[open + 1..close].to_lowercase();
    let dates = lists(&["forthcoming", "no-date"]).any(|known| known == words);
    let start = text[close..].find(char::is_alphanumeric).map_or(text.len(), |at| close + at);
    let between = !text[from..open].contains(char::is_alphanumeric);
    if !dates || !between || open > title.start || start >= title.end || title.start > start {
        return;
    }
    let confidence = fields[at].confidence;
    fields[at].span = Span::new(start, title.end);
    fields.insert(at, Field { label: Label::Date, span: Span::new(open + 1, close), confidence });
}

/// Those who translated a work, where the title took them in: "Wells. Translated by Bo Moe".
fn part_roles(text: &str, fields: &mut Vec<Field>) {
    let whole = |field: &&mut Field| {
        let words = field.span.of(text);
        matches!(field.label, Label::Title | Label::Container | Label::Note)
            && translator_phrase(words).is_some_and(|phrase| names_someone(words.get(phrase..)))
    };
    if let Some(field) = fields.iter_mut().skip(1).find(whole) {
        field.label = Label::Translator;
    }
    if fields.iter().any(|field| field.label == Label::Translator) {
        return;
    }
    let titles = [Label::Title, Label::Container];
    let found = fields.iter().enumerate().filter(|(_, field)| titles.contains(&field.label));
    let found = found.into_iter().find_map(|(at, field)| {
        let words = field.span.of(text);
        let mut stops = words.match_indices(". ").map(|(stop, _)| stop);
        let stop = stops.find(|stop| {
            let phrase = translator_phrase(&words[stop + 2..]);
            phrase.is_some_and(|phrase| names_someone(words.get(stop + 2 + phrase..)))
        })?;
        Some((at, stop))
    });
    let Some((at, stop)) = found else {
        return;
    };
    let Field { span: title, confidence, .. } = fields[at];
    fields[at].span = Span::new(title.start, title.start + stop);
    let span = Span::new(title.start + stop + 2, title.end);
    fields.insert(at + 1, Field { label: Label::Translator, span, confidence });
}

/// Whether a few capitalised words stand there.
fn names_someone(text: Option<&str>) -> bool {
    let names = text.unwrap_or_default().trim();
    names.split_whitespace().count() <= 8 && names.starts_with(char::is_uppercase)
}

/// A place that was taken for a publisher, before the country: "Oslo, Norway".
fn join_places(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.windows(2).position(|pair| {
        pair[0].label == Label::Publisher
            && pair[1].label == Label::Location
            && text.get(pair[0].span.end..pair[1].span.start).is_some_and(|gap| gap.trim() == ",")
            && !is_body(pair[0].span.of(text))
            && built_in().places.contains(list_key(pair[0].span.of(text)))
            && built_in().places.contains(list_key(pair[1].span.of(text)))
    }) else {
        return;
    };
    fields[at + 1].span = fields[at].span.join(fields[at + 1].span);
    fields.remove(at);
}

/// What names the volume that editors stand before, where nothing was read: "In: MOE, B. (org.). Águas
/// do sul. São Paulo".
fn container_after_editors(text: &str, fields: &[Field]) -> Option<Field> {
    let editors = fields.iter().position(|field| field.label == Label::Editor)?;
    let has_container = fields.iter().any(|field| field.label == Label::Container);
    if has_container || !is_inside(&text[..fields[editors].span.start]) {
        return None;
    }
    let end = fields[editors].span.end;
    let next = fields.get(editors + 1).map_or(text.len(), |next| next.span.start);
    // Behind the bracket that says who they are.
    let close = text.get(end..next)?.find(')').map_or(end, |close| end + close + 1);
    let start = text[close..next].find(char::is_alphanumeric).map(|at| close + at)?;
    let stop = text[start..next].find(". ").map_or(next, |stop| start + stop);
    let span = Span::new(start, stop).trim(text);
    let words = span.of(text).trim_end_matches(|c: char| !c.is_alphanumeric());
    let span = Span::new(span.start, span.start + words.len());
    (words.starts_with(char::is_uppercase) && words.contains(' ')).then_some(Field {
        label: Label::Container,
        span,
        confidence: 0.5,
    })
}

/// Whether a word of publishers stands in a name.
fn is_publisher(text: &str, span: Span) -> bool {
    let words = span.of(text).to_lowercase();
    if words.contains('(') {
        return false;
    }
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "International Journal of Press and Politics" is none.
    let ends = [words.next(), words.next_back()];
    let publishes = |word: &str| list("publisher-word").contains(&word);
    ends.into_iter().flatten().any(publishes)
}

/// A body that begins a reference without authors and gives its short form is its author: "Bureau of
/// Wells (BW). Dry rivers".
fn part_introduced_body(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().any(|field| field.label == Label::Author) {
        return;
    }
    let Some(title) = fields.first_mut().filter(|field| field.label == Label::Title) else {
        return;
    };
    let before = &text[..title.span.start];
    let words = title.span.of(text);
    let Some((body, rest)) = words.split_once(')') else {
        return;
    };
    let Some((long, short)) = body.split_once(" (") else {
        return;
    };
    let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
    let parted = rest[..start].starts_with(['.', ',', ':']) && start < rest.len();
    if before.contains(char::is_alphanumeric) || !parted || !is_short_form(long, short) {
        return;
    }
    let span = Span::new(title.span.start, title.span.start + body.len() + 1);
    title.span.start = span.end + start;
    let confidence = title.confidence;
    fields.insert(0, Field { label: Label::Author, span, confidence });
}

/// Whether capitals are made of the letters of a name, in order, the first with its first.
fn is_short_form(long: &str, short: &str) -> bool {
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let plain = short.chars().all(char::is_alphanumeric) && (2..=10).contains(&short.len());
    let (long, short) = (long.to_lowercase(), short.to_lowercase());
    let mut letters = long.chars();
    long.split_whitespace().count() > 1
        && plain
        && capitals > 1
        && long.chars().next() == short.chars().next()
        && short.chars().all(|c| letters.any(|letter| letter == c))
}

/// Parts the issue from the volume to which a point or colon joins it, where pages stand elsewhere:
/// "23.33, pp. 6119–27", "175:3 New Phytol 425–438".
fn part_joined_issue(text: &str, fields: &mut Vec<Field>) {
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
fn widen_issue(text: &str, fields: &mut Vec<Field>) {
    static PART: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^ (\p{L}{2,10})\.?(?: ?\d{1,2})?(?:[,.:;) ]|$)"));
    static BRACKET: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^ ?\(((\p{L}{2,10})[\p{L}. ]{0,14}(?: ?\d{1,3})?)\)"));
    let is_part = |word: &str| list("issue-part").contains(&word.to_lowercase().as_str());
    let serial = |fields: &[Field], label| fields.iter().position(|field| field.label == label);
    if let Some(at) = serial(fields, Label::Issue) {
        let end = fields[at].span.end;
        let Some(found) = PART.captures(&text[end..]) else {
            return;
        };
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        let len = whole.trim_end_matches([',', '.', ':', ';', ')', ' ']).len();
        let span = Span::new(end, end + len);
        let inside = |field: &Field| span.contains(field.span);
        let taken = fields.iter().any(|field| field.span.overlaps(span) && !inside(field));
        if found.get(1).is_some_and(|word| is_part(word.as_str())) && !taken {
            fields[at].span.end = span.end;
            fields.retain(|field| field.label == Label::Issue || !inside(field));
        }
    } else if let Some(at) = serial(fields, Label::Volume) {
        let Field { span, confidence, .. } = fields[at];
        let Some(found) = BRACKET.captures(&text[span.end..]) else {
            return;
        };
        let (Some(inside), Some(word)) = (found.get(1), found.get(2)) else {
            return;
        };
        let inside = Span::from(inside.range()).shift(span.end);
        let note = |field: &Field| field.label == Label::Note && inside.contains(field.span);
        let taken = fields.iter().any(|field| field.span.overlaps(inside) && !note(field));
        if is_part(word.as_str()) && !taken {
            fields.retain(|field| !note(field));
            fields.insert(at + 1, Field { label: Label::Issue, span: inside, confidence });
        }
    }
}

/// A title does not end with the word that its container follows: "Dry rivers in: Water".
fn end_titles(text: &str, fields: &mut [Field]) {
    for at in 1..fields.len() {
        let [title, container] = &mut fields[at - 1..=at] else { continue };
        let between = text.get(title.span.end..container.span.start).unwrap_or_default();
        let follows = between.trim_start().starts_with(':');
        let words = title.span.of(text);
        if title.label == Label::Title
            && container.label == Label::Container
            && follows
            && let Some((rest, last)) = words.rsplit_once(' ')
            && list("inside").contains(&last.to_lowercase().as_str())
        {
            title.span.end = title.span.start + rest.trim_end_matches([' ', ',', '.']).len();
        }
    }
}

/// The issue and the article number after a volume, where nothing was read: "370(1668), 20140167".
fn after_volume(text: &str, fields: &[Field]) -> Vec<Field> {
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

/// Where all authors but the last have initials after their surnames, and the last has too, what
/// follows his begins the title: "Hurd, I. & Lind, A. Trust: a history".
fn end_names_with_initials(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Author) else {
        return;
    };
    let author = fields[at].span;
    let Some(end) = after_last_initials(author.of(text)).map(|end| author.start + end) else {
        return;
    };
    let rest = Span::new(end, author.end).trim(text);
    fields[at].span = Span::new(author.start, end);
    match fields.get_mut(at + 1).filter(|next| next.label == Label::Title) {
        Some(title) => title.span = rest.join(title.span),
        None => {
            let confidence = fields[at].confidence;
            fields.insert(at + 1, Field { label: Label::Title, span: rest, confidence });
        }
    }
}

/// Where the initials of the last of several names end, if words follow them that are no name: the
/// names before it are "Surname, I." too.
fn after_last_initials(names: &str) -> Option<usize> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        let surname = r"\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?";
        let first = format!(r"^{surname}, (?:\p{{Lu}}\.[ -]?)+");
        let last = format!(r"(?:;|&|,|\b(?:and|und|et|y|e)) {surname}, ((?:\p{{Lu}}\.[ -]?)+)");
        regex(&format!(r"{first}(?:[,;]? .*?)?{last}\p{{Lu}}[\p{{L}}’'-]+[:, ]?[^;&]*$"))
    });
    // Hardly any names have a word behind initials after a comma: the pattern need not be made.
    let word_after_initials = |part: &str| {
        let begins = |(c, next): (char, char)| c.is_uppercase() && next != '.';
        let mut pairs = part.chars().zip(part.chars().skip(1));
        pairs.next().is_some_and(|(_, next)| next == '.') && pairs.any(begins)
    };
    if !names.split(", ").skip(1).any(word_after_initials) {
        return None;
    }
    let found = LAST.captures(names)?;
    let initials = found.get(1)?;
    let rest = names[initials.end()..].trim();
    let words = rest.split_whitespace().count();
    let is_title = !rest.contains(',') && (words > 2 || rest.ends_with(':'));
    (is_title || words == 1 && rest.chars().count() > 4 && !rest.ends_with('.'))
        .then_some(initials.end() - usize::from(initials.as_str().ends_with(' ')))
}

/// Whether what an address is followed by is the body that answers for the page: the author once
/// more, or a name with its own short form in brackets.
fn is_publishing_body(words: &str, author: &str) -> bool {
    let words = words.trim_end_matches(['.', ',']);
    let bracketed = words.strip_suffix(')').and_then(|words| words.rsplit_once('('));
    let introduced =
        bracketed.is_some_and(|(long, short)| initials(long.trim()).as_deref() == Some(short));
    introduced || !author.is_empty() && fold(words) == fold(author)
}

/// The name of a conference alone: "Paper presented at the 10th Conference …".
fn without_announcement(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let after = |announcement: &&str| {
        let at = words.find(&format!("{announcement} "))?;
        Some(at + announcement.len() + 1)
    };
    let found = list("presented-at").iter().find_map(after);
    let Some(name) = found.filter(|name| *name < 40) else {
        return span;
    };
    let article = if words[name..].starts_with("the ") { 4 } else { 0 };
    Span::new(span.start + name + article, span.end)
}

/// The name of a body that nothing else follows and that no field holds.
fn body_at_end(text: &str, fields: &[Field]) -> Option<Field> {
    let end = fields.iter().map(|field| field.span.end).max()?;
    let span = Span::new(end, text.len());
    let start = span.of(text).find(|c: char| c.is_alphanumeric())?;
    let words = text[end + start..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let named = words.starts_with(char::is_uppercase) && is_body(words);
    let plain = !words.contains(|c: char| c.is_ascii_digit() || ".:;".contains(c));
    let span = Span::new(end + start, end + start + words.len());
    (named && plain && words.len() < 80).then_some(Field {
        label: Label::Publisher,
        span,
        confidence: 0.5,
    })
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    fn read(text: &str, variable: &str) -> Option<String> {
        parse_one(text).entry.text(variable).map(str::to_owned)
    }

    #[test]
    fn a_body_that_answers_for_a_page_is_its_publisher() {
        let text = "OECD. 2015. \"Water Prices.\" Organisation for Economic Development (OED). https://example.org/water";
        assert_eq!(
            read(text, "publisher").as_deref(),
            Some("Organisation for Economic Development (OED)")
        );
        assert_eq!(read(text, "container-title"), None);
    }

    #[test]
    fn the_initials_of_the_last_author_end_the_names() {
        let text =
            "Konrad, J. R., Lexow, A. & Gehl, N. SetPlot: a package for sets. Acta 33, 1–8 (2017).";
        assert_eq!(read(text, "title").as_deref(), Some("SetPlot: a package for sets"));
        let text =
            "Birch, E., Small, M., Yorke, J.M., Jr., 2015. Preferences for maize. Acta 33, 1–8.";
        assert_eq!(read(text, "title").as_deref(), Some("Preferences for maize"));
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
    fn the_title_behind_editors_is_that_of_the_volume() {
        for text in [
            "PRADO, A. X. Rios secos. In: PRADO, A. Y. (org.). Águas do sul. São Paulo: Editora Sul, 2010. p. 11-29.",
            "PRADO, A. X. Rios secos. In: PRADO, A. Y. Águas do sul. Tradução de Paulo Moe. São Paulo: Editora Sul, 2010. p. 11-29.",
        ] {
            assert_eq!(read(text, "container-title").as_deref(), Some("Águas do sul"), "{text}");
            assert_eq!(read(text, "title").as_deref(), Some("Rios secos"), "{text}");
            assert_eq!(parse_one(text).entry.names("editor").len(), 1, "{text}");
        }
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
    fn creators_stand_before_the_date_and_laws_do_not() {
        let text =
            "The Open Wells (2017). Reference architecture of wells, version 2.1. The Open Wells.";
        assert_eq!(parse_one(text).entry.names("author").len(), 1);
        let text =
            "Lei nº 13.146, de 6 de julho de 2015. Institui a lei brasileira dos poços. Brasília.";
        assert_eq!(parse_one(text).entry.names("author").len(), 0);
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

    #[test]
    fn a_conference_is_named_without_its_announcement() {
        let text = "Lind, A. 2012. \"Dry Years.\" Paper presented at the 4th Conference on Steppe Rivers, Oslo, May 3–5, 2012.";
        assert_eq!(
            read(text, "container-title").as_deref(),
            Some("4th Conference on Steppe Rivers")
        );
    }
}
