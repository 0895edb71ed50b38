//! Particles and suffixes written within family names and given names.
//!
//! CSL 1.0.2, "Name-part order": "van der" before a family name, "de" after a given name.

use super::name::Name;

/// Takes leading particles out of the family name, trailing ones and a suffix out of the given.
pub(super) fn split(name: &mut Name) {
    let (particle, family) = leading(&name.family);
    let particle = trimmed(particle);
    if !particle.is_empty() && !family.is_empty() {
        name.family = family.into();
        name.non_dropping_particle = particle.into();
    }
    suffix(name);
    let (given, particle) = trailing(&name.given);
    if !particle.is_empty() {
        let particle = particle.trim().into();
        name.given = given.into();
        name.dropping_particle = particle;
    }
}

/// The particles at the start of a family name, and the rest.
fn leading(family: &str) -> (&str, &str) {
    let mut at = 0;
    while let Some(len) = particle_len(&family[at..]) {
        at += len;
    }
    family.split_at(at)
}

/// The length of one particle: a word in lower case up to a space, or to a hyphen or apostrophe.
fn particle_len(text: &str) -> Option<usize> {
    let word = text.find(' ').unwrap_or(text.len());
    let mut end = match word < text.len() {
        true => word + 1,
        false => {
            let (at, ch) = text[..word]
                .char_indices()
                .filter(|(at, ch)| *at > 0 && matches!(ch, '-' | 'ʻ' | '’' | '\''))
                .rfind(|(at, ch)| at + ch.len_utf8() < text.len())?;
            at + ch.len_utf8()
        }
    };
    if word == 0 {
        return None;
    }
    end += text[end..].len() - text[end..].trim_start_matches(' ').len();
    (end < text.len() && starts_low(&text[..end])).then_some(end)
}

fn starts_low(text: &str) -> bool {
    let first = text.trim_start_matches(['-', '\'', 'ʻ', '’', ' ']).chars().next();
    first.is_some_and(|ch| ch.to_uppercase().next() != Some(ch))
}

/// The given name without the particles at its end, and these.
fn trailing(given: &str) -> (&str, &str) {
    let mut at = given.len();
    loop {
        let head = given[..at].trim_end_matches(' ');
        let Some(space) = head.rfind(' ') else { break };
        let word = &head[space + 1..];
        if word.is_empty() || !starts_low(word) || head[..space].trim().is_empty() {
            break;
        }
        at = space + 1;
    }
    if at == given.len() {
        return (given, "");
    }
    (given[..at].trim_end(), &given[at..])
}

/// Without spaces at the end, but for the one after an apostrophe.
fn trimmed(particle: &str) -> String {
    let trim = particle.trim();
    let spaced = particle.ends_with(' ') && (trim.ends_with('\'') || trim.ends_with('’'));
    if spaced { format!("{trim} ") } else { trim.to_owned() }
}

fn suffix(name: &mut Name) {
    if !name.suffix.is_empty() {
        return;
    }
    let Some(comma) = name.given.find(',') else { return };
    let rest = name.given[comma + 1..].trim_start_matches('!');
    let forced = rest.len() < name.given.len() - comma - 1;
    let rest = rest.trim_start();
    if rest.replace('.', "") == "et al" && name.dropping_particle.is_empty() {
        name.dropping_particle = rest.into();
        name.comma_dropping = true;
    } else {
        name.comma_suffix |= forced;
        name.suffix = rest.into();
    }
    name.given = name.given[..comma].trim_end().into();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_and_suffixes_are_told_from_names() {
        let cases = [
            ("van der Berg", "Jan", "van der|Berg|Jan||"),
            ("d’Aubignac", "François", "d’|Aubignac|François||"),
            ("al-Rashid", "Harun", "al-|Rashid|Harun||"),
            ("Fontaine", "Jean de la", "|Fontaine|Jean|de la|"),
            ("Saint-Exupéry", "Antoine de", "|Saint-Exupéry|Antoine|de|"),
            ("King", "Martin Luther, Jr.", "|King|Martin Luther||Jr."),
            ("van", "Jan", "|van|Jan||"),
        ];
        for (family, given, want) in cases {
            let name = Name::person(family, given);
            let have = [
                &name.non_dropping_particle,
                &name.family,
                &name.given,
                &name.dropping_particle,
                &name.suffix,
            ];
            assert_eq!(have.map(|part| part.to_string()).join("|"), want);
        }
    }
}
