//! Who made a work, where the labels of names, titles and bodies are not where they belong.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::inside::{is_inside, opens_host};
use crate::lexicon::lists::list;
use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_body;
use crate::references::fields::particles::is_particle;
use crate::references::fields::roles::{joint_translator_phrase, roles, translator_phrase};
use crate::text::pattern::regex;
use crate::text::span::Span;

use super::insert::insert;

/// Of two titles around a date, the first names who made the work: "The Open Group (2017). Reference
/// architecture".
pub(super) fn name_creators(text: &str, fields: &mut [Field]) {
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

/// What begins a reference that has neither authors nor a title is the title, though it was taken for
/// editors, if nothing says that they edited: "Dry Wells. Dir. Bo Moe".
pub(super) fn title_of_editors(text: &str, fields: &mut [Field]) {
    let has = |label| fields.iter().any(|field: &Field| field.label == label);
    let known = has(Label::Author) || has(Label::Title);
    let Some(first) = fields.first_mut().filter(|first| first.label == Label::Editor && !known)
    else {
        return;
    };
    let words = first.span.of(text);
    let begins = !text[..first.span.start].contains(char::is_alphanumeric);
    if begins && roles(words, "", &text[first.span.end..]).is_empty() {
        first.label = Label::Title;
    }
}

/// A body that begins a reference without authors, straight before the date: "The wells development
/// team, 2021. Wells", "Institute of Wells (IW) (2006) Dry rivers". Its own short form in brackets shows one,
/// too: "Dry Rivers Scheme (DRS). 2009. Rivers".
pub(super) fn name_body_before_date(text: &str, fields: &mut Vec<Field>) {
    let made = fields.iter().any(|field| matches!(field.label, Label::Author | Label::Editor));
    let [first, date, next, ..] = &mut fields[..] else {
        return;
    };
    let begins = !text[..first.span.start].contains(char::is_alphanumeric);
    let named = matches!(first.label, Label::Title | Label::Publisher);
    let words = first.span.of(text);
    let gap = text.get(first.span.end..date.span.start).unwrap_or("-").trim();
    let straight = matches!(gap, "," | "." | "(" | "[" | ".," | ", (")
        || gap.is_empty() && words.ends_with(')');
    let plain = !words.contains(|c: char| c.is_ascii_digit() || c == ':') && !words.contains(". ");
    let shortened = words.strip_suffix(')').and_then(|words| words.rsplit_once(" ("));
    let shortened = shortened.is_some_and(|(long, short)| is_short_form(long, short));
    let body = plain && (shortened || is_body(words));
    if made || !begins || !named || !straight || !body || date.label != Label::Date {
        return;
    }
    // A title of one word may be what no field holds.
    let between = Span::new(date.span.end, next.span.start.max(date.span.end));
    let rest = between.of(text);
    let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
    let word = rest[start..].split([':', ',', '.', '(', '[']).next().unwrap_or_default().trim_end();
    if next.label == Label::Title {
        first.label = Label::Author;
    } else if first.label == Label::Title && word.starts_with(char::is_uppercase) {
        first.label = Label::Author;
        let confidence = first.confidence;
        let span = Span::new(between.start + start, between.start + start + word.len());
        insert(fields, [Field { label: Label::Title, span, confidence }]);
    }
}

/// In a list in which a colon follows the authors, a name of capitalised words before the first colon is
/// the author: "Open Tide Data: Women in guilds". With small words inside it may be a title, unless a
/// further colon follows.
pub(crate) fn part_body_before_colon(text: &str, fields: &mut Vec<Field>) {
    const MOST_WORDS: usize = 8;
    if fields.iter().any(|field| matches!(field.label, Label::Author | Label::Editor)) {
        return;
    }
    let Some(title) = fields.first_mut().filter(|field| field.label == Label::Title) else {
        return;
    };
    let Field { span, confidence, .. } = *title;
    let Some((body, rest)) = span.of(text).split_once(": ") else {
        return;
    };
    let begins = !text[..span.start].contains(char::is_alphanumeric);
    let words: Vec<&str> = body.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let small = words.iter().filter(|word| !capital(word)).count();
    let named = small == 0 || rest.contains(": ") && small * 2 < words.len();
    let plain = !body.contains(|c: char| c.is_ascii_digit() || ",;.?!“\"".contains(c));
    if !begins || !named || !plain || words.len() > MOST_WORDS {
        return;
    }
    title.span.start = span.end - rest.len();
    let span = Span::new(span.start, span.start + body.len());
    fields.insert(0, Field { label: Label::Author, span, confidence });
}

/// The particles before the first surname belong to the names: "in de Souza, D., Moe, I. (Eds)".
pub(super) fn widen_to_particles(text: &str, fields: &mut [Field]) {
    for at in 0..fields.len() {
        let Field { label: Label::Author | Label::Editor, span, .. } = fields[at] else {
            continue;
        };
        let from = at.checked_sub(1).map_or(0, |before| fields[before].span.end);
        let Some(before) = text.get(from..span.start) else {
            continue;
        };
        let mut start = before.len();
        for word in before.rsplit_terminator(' ') {
            let particle = word.starts_with(char::is_lowercase) && is_particle(word);
            if !particle || is_inside(word) {
                break;
            }
            start -= word.len() + 1;
        }
        let head = text[..from + start.min(before.len())].trim_end();
        let free = head.is_empty() || head.ends_with([',', ';', '(']) || opens_host(head);
        if start < before.len() && free {
            fields[at].span.start = from + start;
        }
    }
}

/// "Et al." and the particle of the last name belong to the names, not to the title behind them: "LIND, R. B.
/// DE et al. Rios secos".
pub(super) fn widen_to_et_al(text: &str, fields: &mut [Field]) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Author) else {
        return;
    };
    let Some(title) = fields.get(at + 1).filter(|next| next.label == Label::Title) else {
        return;
    };
    let words = title.span.of(text);
    let rest = match words.split_once(' ') {
        Some((word, rest)) if is_particle(&word.to_lowercase()) => rest,
        _ => words,
    };
    let lower = rest.to_lowercase();
    let begins = |phrase: &&&str| {
        let tail = lower.strip_prefix(&phrase.to_lowercase());
        tail.is_some_and(|tail| tail.starts_with([',', ' ']))
    };
    // No title begins with an abbreviation of this kind; with "and others" some do.
    let mut phrases = list("et-al").iter().filter(|phrase| phrase.ends_with('.'));
    let Some(phrase) = phrases.find(begins).filter(|_| lower.len() == rest.len()) else {
        return;
    };
    let end = title.span.end - rest.len() + phrase.len();
    let left = Span::new(end, title.span.end).of(text);
    let start = end + left.find(char::is_alphanumeric).unwrap_or(left.len());
    if start < title.span.end {
        fields[at].span.end = end;
        fields[at + 1].span.start = start;
    }
}

/// Names with surnames in capitals end with the initials of the last: "LIND, A.; MOE, B. Rios secos". What
/// follows begins a title.
pub(super) fn end_shouted_names(text: &str, fields: &mut Vec<Field>) {
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
        // Hardly any names are followed by a title: the pattern, a large one, is rarely made.
        let shouted = words.chars().take(2).all(char::is_uppercase) && words.contains(", ");
        if !shouted || !words.contains(char::is_lowercase) {
            continue;
        }
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

/// A body that begins a reference without authors and gives its short form is its author: "Bureau of
/// Wells (BW). Dry rivers".
pub(super) fn part_introduced_body(text: &str, fields: &mut Vec<Field>) {
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

/// Where all authors but the last have initials after their surnames, and the last has too, what
/// follows his begins the title: "Hurd, I. & Lind, A. Trust: a history".
pub(super) fn end_names_with_initials(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Author) else {
        return;
    };
    let author = fields[at].span;
    let names = author.of(text);
    let goes_on = fields.get(at + 1).is_some_and(|next| {
        next.label == Label::Title
            && next.span.of(text).starts_with(char::is_lowercase)
            && text.get(author.end..next.span.start) == Some(", ")
    });
    let end = after_last_initials(names)
        .or_else(|| before_lone_word(names).filter(|_| goes_on))
        .map(|end| author.start + end);
    let Some(end) = end else {
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

/// What follows the initial with which a text begins.
fn after_initial(text: &str) -> Option<&str> {
    let after = text.strip_prefix(char::is_uppercase)?.strip_prefix('.')?;
    Some(after.strip_prefix([' ', '-']).unwrap_or(after))
}

/// Where the initials of the only name end, if one word follows them: "Lind, G. E. Wells".
fn before_lone_word(names: &str) -> Option<usize> {
    let (name, word) = names.rsplit_once(' ')?;
    let (surname, mut rest) = name.split_once(", ")?;
    while let Some(after) = after_initial(rest) {
        rest = after;
    }
    let lone = word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase);
    (rest.is_empty() && lone && !surname.contains(',')).then_some(name.len())
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
        let mut rest = part;
        while let Some(after) = after_initial(rest) {
            rest = after;
        }
        rest.len() < part.len() && rest.starts_with(char::is_uppercase)
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

/// Those who translated a work, where the title took them in: "Wells. Translated by Bo Moe", "Wells.
/// Translation and notes by Bo Moe".
pub(super) fn part_roles(text: &str, fields: &mut Vec<Field>) {
    let whole = fields.iter_mut().skip(1).find_map(|field| {
        let named = translators(field.span.of(text))?;
        let may = matches!(field.label, Label::Title | Label::Container | Label::Note);
        may.then_some((field, named))
    });
    if let Some((field, named)) = whole {
        field.label = Label::Translator;
        field.span = named.shift(field.span.start);
    }
    if fields.iter().any(|field| field.label == Label::Translator) {
        return;
    }
    let titles = [Label::Title, Label::Container];
    let found = fields.iter().enumerate().filter(|(_, field)| titles.contains(&field.label));
    let found = found.into_iter().find_map(|(at, field)| {
        let words = field.span.of(text);
        let mut stops = words.match_indices(". ").map(|(stop, _)| stop);
        let (stop, named) = stops
            .find_map(|stop| Some((stop, translators(&words[stop + 2..])?.shift(stop + 2))))?;
        Some((at, stop, named))
    });
    let Some((at, stop, named)) = found else {
        return;
    };
    let Field { span: title, confidence, .. } = fields[at];
    fields[at].span = Span::new(title.start, title.start + stop);
    let span = named.shift(title.start);
    fields.insert(at + 1, Field { label: Label::Translator, span, confidence });
}

/// The part of a text that names translators, if the text begins with words for their role. The words for
/// one role are read with the names; of joint ones, and what others did behind a semicolon, nothing is.
fn translators(text: &str) -> Option<Span> {
    if let Some(phrase) = translator_phrase(text) {
        return names_someone(text.get(phrase..)).then(|| Span::new(0, text.len()));
    }
    let start = joint_translator_phrase(text)?;
    let end = text[start..].find(';').map_or(text.len(), |len| start + len);
    names_someone(text.get(start..end)).then(|| Span::new(start, end))
}

/// Whether a few capitalised words stand there.
fn names_someone(text: Option<&str>) -> bool {
    let names = text.unwrap_or_default().trim();
    names.split_whitespace().count() <= 8 && names.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::parse_one;

    fn read(text: &str, variable: &str) -> Option<String> {
        parse_one(text).entry.text(variable).map(str::to_owned)
    }

    #[test]
    fn translators_who_did_more_are_no_title() {
        for (text, title) in [
            (
                "Moe, Bo. Wells and paths. Translation and notes by Ines Lund. London: Example, 1999.",
                "Wells and paths",
            ),
            (
                "Moe, B. Os poços. Tradução, notas e glossário de Ines Lund; posfácio de Bo Ek. São Paulo: Exemplo, 2022.",
                "Os poços",
            ),
            (
                "MOE, B. Os poços. Organização, tradução e notas de Ines Lund. São Paulo: Exemplo, 2022.",
                "Os poços",
            ),
            (
                "Moe, Bo. Los pozos y sus dueños. Traducción, prólogo y notas de Ines Lund. Madrid: Ejemplo, 1999.",
                "Los pozos y sus dueños",
            ),
            (
                "Moe, Bo. Les puits. Traduction et notes de Ines Lund. Paris: Exemple, 1999.",
                "Les puits",
            ),
            (
                "Moe, Bo. Brunnen und Wege. Übersetzung und Nachwort von Ines Lund. Berlin: Beispiel, 1999.",
                "Brunnen und Wege",
            ),
        ] {
            assert_eq!(read(text, "title").as_deref(), Some(title), "{text}");
            let entry = parse_one(text).entry;
            let translators = entry.names("translator");
            let family = translators.first().and_then(|name| name.family.as_deref());
            assert_eq!((translators.len(), family), (1, Some("Lund")), "{text}");
        }
        // What is translated is the title's own matter.
        for text in [
            "Moe, Bo. Literatura. Tradução e recepção de Ibsen no Brasil. São Paulo: Exemplo, 1999.",
            "Moe, Bo. Notas sobre a tradução de Ibsen. São Paulo: Exemplo, 1999.",
            "Moe, Bo. Notes on the translation by Garnett. London: Example, 1999.",
        ] {
            assert!(parse_one(text).entry.names("translator").is_empty(), "{text}");
        }
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
    fn a_colon_may_end_the_creators() {
        let read = |text: &str| {
            let mut fields = vec![Field {
                label: Label::Title,
                span: Span::new(0, text.len()),
                confidence: 1.0,
            }];
            part_body_before_colon(text, &mut fields);
            fields.first().filter(|_| fields.len() > 1).map(|field| field.span.of(text).to_owned())
        };
        assert_eq!(read("Open Tide Data: Women in guilds").as_deref(), Some("Open Tide Data"));
        assert_eq!(read("Guild of Bells: Wells: a survey").as_deref(), Some("Guild of Bells"));
        assert_eq!(read("Trust in wells: a survey"), None);
    }

    #[test]
    fn particles_belong_to_the_names() {
        let text = "Quint, A.: ‘Fatigue of joints’, in de Souza, D., Moe, Y. (Eds): ‘Crafts of Wells’ (Springer, 1975), pp. 13–31";
        let entry = parse_one(text).entry;
        let names: Vec<String> = entry.names("editor").iter().map(|name| name.cited()).collect();
        assert_eq!(names, ["de Souza", "Moe"]);
        assert_eq!(entry.text("container-title"), Some("Crafts of Wells"));
    }

    #[test]
    fn creators_stand_before_the_date_and_laws_do_not() {
        let text =
            "The Open Wells (2017). Reference architecture of wells, version 2.1. The Open Wells.";
        assert_eq!(parse_one(text).entry.names("author").len(), 1);
        for text in [
            "Institute of Steppe Relics and Wells (IRW) (2006) Wells in Moe – Report on a Site (Oslo: Steppe Press).",
            "The wells development team, 2021. Wells: , doi: 10.5281/wells.4572994.",
            "Guild of Bell Ringers, 1986, “Sparse Methods for Tides.” [Online]. Available: https://example.org/g/8.",
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.names("author").len(), 1, "{text}");
            assert!(entry.text("title").is_some(), "{text}");
        }
        let text =
            "Lei nº 13.146, de 6 de julho de 2015. Institui a lei brasileira dos poços. Brasília.";
        assert_eq!(parse_one(text).entry.names("author").len(), 0);
    }

    #[test]
    fn a_body_before_the_date_is_known_by_its_short_form() {
        let text = "Trans-Coastal Common Gull Monitoring Scheme (TCGMS). 2009. The state of gulls 2008. Oslo: Harbour Books.";
        let entry = parse_one(text).entry;
        let name = entry.names("author").first().map(|name| name.cited());
        assert!(name.is_some_and(|name| name.starts_with("Trans-Coastal")));
        assert_eq!(entry.text("title"), Some("The state of gulls 2008"));
    }
}
