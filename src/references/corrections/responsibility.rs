//! Who is responsible for a work, where ISBD's signs say it: "Dry rivers // Wells / ed. by C. Moe. Oslo".

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lists::lists;
use crate::model::reference::{Field, Label};
use crate::references::fields::roles::roles;
use crate::text::pattern::{CAPITAL, LETTER, regex};
use crate::text::span::Span;

use super::insert::insert;

/// The sign before what holds a work, and the sign before those who are responsible for something.
const HOST: &str = " // ";
const RESPONSIBLE: &str = " / ";

/// The lists of phrases that say what people did whose names follow.
const ROLES: [&str; 3] = ["leading-role", "editor-role", "translator-role"];

/// Gives those a field of their own who edited or translated a work or its host, behind a slash and the
/// word for it, and makes the words between the signs the container.
pub(super) fn part_responsible(text: &str, fields: &mut Vec<Field>) {
    let stated = text.match_indices(RESPONSIBLE).find_map(|(at, _)| {
        let named = Span::new(at + RESPONSIBLE.len(), text.len());
        let end = named.start + named_end(named.of(text))?;
        Some((at, Span::new(named.start, end)))
    });
    let Some((slash, named)) = stated else { return };
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
            let rest = text.get(named.end..field.span.end).unwrap_or_default();
            let start = field.span.end - rest.trim_start_matches([' ', '.', ',', ':', ';']).len();
            field.span.start = start;
        }
    }
    fields.retain(|field| !field.span.is_empty());
    let field = |label, span| Field { label, span, confidence: 0.9 };
    insert(fields, host.map(|host| field(Label::Container, host)));
    insert(fields, [field(label, named)]);
}

/// Where names end that follow a word for a role, with which a text begins: "под ред. Лунд А. М., Moe C."
fn named_end(text: &str) -> Option<usize> {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        let initials = format!(r"{CAPITAL}\.(?:[ -]?{CAPITAL}\.)*");
        let surname = format!(r"(?:{LETTER}{{1,4}} ){{0,2}}{CAPITAL}(?:{LETTER}|[’'-])+");
        let name = format!("(?:{surname},? {initials}|{initials} ?{surname})");
        regex(&format!("^{name}(?:(?:, | & | and | и | та ){name})*(?:[ .,:;]|$)"))
    });
    let said = |phrase: &&str| {
        let words = text.get(..phrase.len()).is_some_and(|words| words.to_lowercase() == **phrase);
        words && text[phrase.len()..].starts_with(['.', ' '])
    };
    let phrase = lists(&ROLES).filter(said).max_by_key(|phrase| phrase.len())?;
    let rest = text[phrase.len()..].trim_start_matches(['.', ' ']);
    let names = NAMES.find(rest)?.as_str().trim_end_matches([' ', ',', ':', ';']);
    Some(text.len() - rest.len() + names.len())
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

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
