//! Names as `Family, Given, Suffix`.

use crate::model::entry::Name;
use crate::text::short::ShortWord;

/// Reads one name. What has no comma is a body, unless it is one word; a comma at the end says
/// that the whole is one name, as EndNote has it.
pub(crate) fn read(text: &str) -> Name {
    let text = text.trim();
    if let Some(whole) = text.strip_suffix(',') {
        return Name::literal(whole.trim_end());
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts[..] {
        [whole] if whole.contains(char::is_whitespace) => Name::literal(whole),
        [word] => Name::person(word, None),
        [family, given] => person(family, given),
        [family, given, suffix] => {
            let mut name = person(family, given);
            name.set_suffix(some(suffix));
            name
        }
        _ => Name::literal(text),
    }
}

/// Writes one name.
pub(crate) fn write(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        let one_word = !literal.contains(char::is_whitespace);
        return if one_word { format!("{literal},") } else { literal.to_string() };
    }
    let family = match name.non_dropping_particle() {
        Some(particle) => format!("{particle} {}", name.family.as_deref().unwrap_or("")),
        None => name.family.as_deref().unwrap_or_default().to_owned(),
    };
    match (&name.given, name.suffix()) {
        (None, None) => family,
        (given, None) => format!("{family}, {}", given.as_deref().unwrap_or("")),
        (given, Some(suffix)) => format!("{family}, {}, {suffix}", given.as_deref().unwrap_or("")),
    }
}

/// A person whose family name may begin with a particle in lower case.
fn person(family: &str, given: &str) -> Name {
    let is_particle = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let mut start = 0;
    for word in family.split_inclusive(' ') {
        if !is_particle(word) {
            break;
        }
        start += word.len();
    }
    let (particle, rest) = match start < family.len() {
        true => family.split_at(start),
        false => ("", family),
    };
    let mut name = Name { family: some(rest), given: some(given), ..Name::default() };
    name.set_non_dropping_particle(some(particle.trim_end()));
    name
}

fn some(text: &str) -> Option<ShortWord> {
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for text in [
            "Watson, James D.",
            "van der Berg, Jan",
            "King, Martin L., Jr.",
            "World Health Organization",
            "Plato",
            "WHO,",
            "Нұрғалиев, Асқар",
        ] {
            assert_eq!(write(&read(text)), text);
        }
        assert_eq!(read("van der Berg, Jan").cited(), "van der Berg");
        assert_eq!(
            read("World Health Organization,").literal.as_deref(),
            Some("World Health Organization")
        );
    }
}
