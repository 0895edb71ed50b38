//! Who is responsible for a work, where ISBD's signs say it: "Dry rivers // Wells / ed. by C. Moe. Oslo".

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lists::{list, lists};
use crate::model::reference::{Field, Label};
use crate::references::fields::particles::is_particle;
use crate::references::fields::roles::{is_and, roles};
use crate::text::pattern::{CAPITAL, LETTER, regex};
use crate::text::span::Span;

use super::insert::{begin_behind, insert};

/// The sign before what holds a work, and the sign before those who are responsible for something.
const HOST: &str = " // ";
const RESPONSIBLE: &str = " / ";

/// The lists of phrases that say what people did whose names follow.
const ROLES: [&str; 3] = ["leading-role", "editor-role", "translator-role"];

/// Gives those a field of their own who edited or translated a work or its host, behind a slash and the
/// word for it, and makes the words between the signs the container. Authors who are named once more behind a
/// slash are left out of the title: "Dry rivers / G. Moe".
pub(super) fn part_responsible(text: &str, fields: &mut Vec<Field>) {
    let stated = text.match_indices(RESPONSIBLE).find_map(|(at, _)| {
        let named = Span::new(at + RESPONSIBLE.len(), text.len());
        let end = named.start + named_end(named.of(text))?;
        Some((at, Span::new(named.start, end)))
    });
    let Some((slash, named)) = stated else {
        leave_out_authors(text, fields);
        return;
    };
    let label = match roles(named.of(text), "", "").first() {
        Some(&"translator") => Label::Translator,
        _ => Label::Editor,
    };
    let host = text[..slash].rfind(HOST).map(|sign| Span::new(sign + HOST.len(), slash));
    let from = host.map_or(slash, |host| host.start - HOST.len());
    for field in fields.iter_mut().filter(|field| field.span.overlaps(Span::new(from, named.end))) {
        if field.span.start < from {
            field.span.end = from;
        } else {
            begin_behind(text, field, named.end);
        }
    }
    fields.retain(|field| !field.span.is_empty());
    let field = |label, span| Field { label, span, confidence: 0.9 };
    insert(fields, host.map(|host| field(Label::Container, host)));
    insert(fields, [field(label, named)]);
}

/// Ends the title at the slash behind which its authors are named once more.
fn leave_out_authors(text: &str, fields: &mut [Field]) {
    let author = fields.iter().find(|field| field.label == Label::Author);
    let author = author.map_or("", |field| field.span.of(text));
    let is_named = |names: &str| {
        let mut words = names.split([' ', ',']).map(|word| word.trim_end_matches('.'));
        words.any(|word| word.chars().count() > 2 && author.contains(word))
    };
    for title in fields.iter_mut().filter(|field| field.label == Label::Title) {
        let words = title.span.of(text);
        let slash = words.rfind(RESPONSIBLE).filter(|slash| {
            let named = &text[title.span.start + slash + RESPONSIBLE.len()..];
            names_end(named).is_some_and(|end| is_named(&named[..end]))
        });
        if let Some(slash) = slash {
            title.span.end = title.span.start + slash;
        }
    }
}

/// Gives those a field of their own who edited what a title names, behind a full stop or a comma and the words for
/// it: "Dry rivers. Organizado por Bo Moe e Ida Lind".
pub(super) fn part_editors(text: &str, fields: &mut Vec<Field>) {
    if fields.iter().any(|field| field.label == Label::Editor) {
        return;
    }
    let titles = [Label::Title, Label::Container];
    let named = fields.iter().enumerate().filter(|(_, field)| titles.contains(&field.label));
    let named = named.into_iter().find_map(|(at, field)| {
        let words = field.span.of(text);
        let mut stops = words.match_indices([',', '.']).map(|(stop, _)| stop);
        let stop = stops.find(|stop| words[stop + 1..].strip_prefix(' ').is_some_and(edits))?;
        Some((at, stop))
    });
    let Some((at, stop)) = named else { return };
    let Field { span, confidence, .. } = fields[at];
    fields[at].span.end = span.start + stop;
    let editors = Span::new(span.start + stop + ", ".len(), span.end);
    fields.insert(at + 1, Field { label: Label::Editor, span: editors, confidence });
}

/// Whether a text is words that say that somebody edited a work, and names: "herausgegeben von Bo Moe".
fn edits(text: &str) -> bool {
    const MOST_WORDS: usize = 16;
    let mut phrases = list("leading-role").iter().filter(|phrase| phrase.contains(' '));
    let names = phrases.find_map(|phrase| after(text, phrase)?.strip_prefix(' '));
    let Some(names) = names else { return false };
    let words: Vec<&str> = names.split_whitespace().collect();
    let in_name =
        |word: &&str| word.starts_with(char::is_uppercase) || is_and(word) || is_particle(word);
    let editor = roles(text, "", "").first().is_none_or(|role| *role == "editor");
    editor && (2..=MOST_WORDS).contains(&words.len()) && words.iter().all(in_name)
}

/// What follows a phrase in lower case with which a text begins, in whatever case.
fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let (words, rest) = text.split_at_checked(phrase.len())?;
    words.chars().flat_map(char::to_lowercase).eq(phrase.chars()).then_some(rest)
}

/// Names with initials, with which a text begins, and the sign behind them.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let initials = format!(r"{CAPITAL}\.(?:[ -]?{CAPITAL}\.)*");
    let particles = any_of(lists(&["family-particle", "capitalised-particle"]));
    let surname = format!(r"(?:{particles} ){{0,3}}{CAPITAL}(?:{LETTER}|[’'-])+");
    let name = format!("(?:{surname},? {initials}|{initials} ?{surname})");
    let joint = format!("(?:, |,? {} )", any_of(list("and").iter().copied()));
    regex(&format!("^{name}(?:{joint}{name})*(?:[ .,:;]|$)"))
});

/// A pattern of one of these words.
fn any_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(regex::escape).collect();
    format!("(?:{})", words.join("|"))
}

/// Where names with initials end with which a text begins.
pub(super) fn names_end(text: &str) -> Option<usize> {
    let names = NAMES.find(text)?.as_str();
    Some(names.trim_end_matches([' ', ',', ':', ';']).len())
}

/// Where names end that follow a word for a role, with which a text begins: "под ред. Лунд А. М., Moe C."
fn named_end(text: &str) -> Option<usize> {
    let said = |phrase: &&str| after(text, phrase).is_some_and(|rest| rest.starts_with(['.', ' ']));
    let phrase = lists(&ROLES).filter(said).max_by_key(|phrase| phrase.len())?;
    let rest = text[phrase.len()..].trim_start_matches(['.', ' ']);
    Some(text.len() - rest.len() + names_end(rest)?)
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::references::parse_one;

    #[test]
    fn authors_behind_a_slash_are_no_part_of_the_title() {
        let text = "Bakke G. Die Flüsse im Norden: Laute / G. Bakke, Oslo: Harbour, 1967.";
        assert_eq!(parse_one(text).entry.text("title"), Some("Die Flüsse im Norden: Laute"));
    }

    #[test]
    fn letters_that_grow_in_lower_case_are_read() {
        assert!(edits("Hrsg. von İnci İnci İİİİİİİİİİİİİİİİİİ"));
        assert!(!edits("Hrsg. von"));
    }

    #[test]
    fn editors_behind_a_title_are_no_part_of_it() {
        for text in [
            "Lind, Celia e Laura Moe. Dry rivers of the north. Organizado por Dana Moe. Oslo: Harbour Books, 2008.",
            "Lind, Laurence B. Dry rivers of the north. Organizado por Dana Moe Cecile McKay e Helen Strand. Oslo: Harbour Books, 1998.",
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.text("title"), Some("Dry rivers of the north"), "{text}");
            assert!(!entry.names("editor").is_empty(), "{text}");
        }
    }

    #[test]
    fn those_behind_a_slash_are_editors_and_the_place_follows() {
        for (text, host, place, editors) in [
            (
                "Moe P. J. Learning to read // Rivers, Land and Power / под ред. Lund Y. Oslo: Harbour Books, 1995. С. 391–402.",
                "Rivers, Land and Power",
                "Oslo",
                1,
            ),
            (
                "Moe B., van der Berg E. The price of bread: a study // Crafts in Motion / под ред. de Lund K., Moe-Dahl H. Chicago: Lakeside Press, 2012. С. 733–771.",
                "Crafts in Motion",
                "Chicago",
                2,
            ),
            (
                "Лунд А. М. Реки севера // Колодцы степи / отв. ред. И. П. Моев. М.: Наука, 1990. С. 5–12.",
                "Колодцы степи",
                "М.",
                1,
            ),
            (
                "Әлиев Қ. Дала өзендері // Құдықтар / ред. Ғабитов Ә. Қ., Šimek Ž. Алматы: Ғылым, 1990. Б. 5–12.",
                "Құдықтар",
                "Алматы",
                2,
            ),
        ] {
            let entry = parse_one(text).entry;
            assert_eq!(entry.text("container-title"), Some(host), "{text}");
            assert_eq!(entry.text("publisher-place"), Some(place), "{text}");
            assert_eq!(entry.names("editor").len(), editors, "{text}");
        }
        let slash = "Moe B. Wells / rivers // Water. 1990. Т. 3. С. 5–12.";
        assert_eq!(parse_one(slash).entry.names("editor").len(), 0);
    }
}
