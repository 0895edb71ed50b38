//! Words that belong to a surname: particles and suffixes.

/// Whether a word is a particle of a surname in some language ("van", "de la", "al").
///
/// Only words in lower case count where the same word is a surname as well (Dos, Le, San).
pub fn is_particle(word: &str) -> bool {
    let word = word.trim_end_matches(['\'', '’']);
    PARTICLES.contains(&word)
        || OFTEN_CAPITALISED.iter().any(|(capitalised, _)| *capitalised == word)
}

/// The suffix that a word is, if it is one: "Jr.", "III", "Filho".
pub fn is_suffix(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let shouted = |suffix: &str| suffix.len() > 3 && suffix.to_uppercase() == bare;
    SUFFIXES.iter().any(|suffix| *suffix == bare || shouted(suffix))
}

const PARTICLES: [&str; 46] = [
    "af", "al", "am", "auf", "av", "bar", "ben", "bin", "bint", "da", "das", "de", "degli", "dei",
    "del", "della", "delle", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la",
    "las", "le", "los", "lo", "mac", "op", "of", "'t", "t", "ten", "ter", "van", "vom", "von",
    "zu", "zum", "zur", "y", "uit",
];

/// Particles that are often typed with a capital, and their plain form.
const OFTEN_CAPITALISED: [(&str, &str); 10] = [
    ("Van", "van"),
    ("Von", "von"),
    ("De", "de"),
    ("Der", "der"),
    ("Den", "den"),
    ("Del", "del"),
    ("Della", "della"),
    ("Di", "di"),
    ("Du", "du"),
    ("Ter", "ter"),
];

const SUFFIXES: [&str; 16] = [
    "Jr", "Sr", "jr", "sr", "Jnr", "Snr", "II", "III", "IV", "Filho", "Neto", "Júnior", "Junior",
    "Sobrinho", "2nd", "3rd",
];
