//! Lists of names as BibTeX parts them.
//!
//! The rules are those of btxdoc, section 4: `First von Last`, `von Last, First` and
//! `von Last, Jr, First`, where the lower-case words are the particle.

use crate::bibliography::tex::decode::{Braces, decode};
use crate::bibliography::tex::encode::{Letters, encode};
use crate::model::entry::Name;
use crate::text::short::ShortWord;

/// The names in a field, parted at every ` and ` outside braces, and whether "others" stands last.
pub(crate) fn read(tex: &str) -> (Vec<Name>, bool) {
    let mut parts = split_outside_braces(tex, &["and"]);
    parts.iter_mut().for_each(|part| *part = part.trim());
    parts.retain(|part| !part.is_empty());
    let goes_on = parts.last().is_some_and(|last| *last == "others" || *last == "et al.");
    if goes_on {
        parts.pop();
    }
    (parts.into_iter().map(read_one).collect(), goes_on)
}

/// The names as a field.
pub(crate) fn write(names: &[Name], goes_on: bool, letters: Letters) -> String {
    let mut names: Vec<String> = names.iter().map(|name| write_one(name, letters)).collect();
    if goes_on {
        names.push("others".to_owned());
    }
    names.join(" and ")
}

/// Splits at words that stand outside braces, whatever their case and the space around them.
pub(crate) fn split_outside_braces<'t>(tex: &'t str, words: &[&str]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, word) in outside_words(tex) {
        if words.iter().any(|w| word.eq_ignore_ascii_case(w)) {
            parts.push(&tex[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&tex[start..]);
    parts
}

fn read_one(tex: &str) -> Name {
    if let Some(inner) = whole_group(tex) {
        return Name::literal(decode(inner, Braces::Group));
    }
    if let Some(name) = by_parts(tex) {
        return name;
    }
    let commas = split_commas(tex);
    match commas[..] {
        [only] => first_last(only),
        [last, first] => last_first(last, None, first),
        [last, suffix, first, ..] => last_first(last, Some(suffix), first),
        [] => Name::default(),
    }
}

/// BibLaTeX's extended form: `family=Berg, given=Jan, prefix=van den, useprefix=true`.
fn by_parts(tex: &str) -> Option<Name> {
    let mut name = Name::default();
    let mut prefix = None;
    let mut use_prefix = true;
    for part in split_commas(tex) {
        let (key, value) = part.split_once('=')?;
        let value = text(value.trim().trim_matches('"'));
        match key.trim().to_ascii_lowercase().as_str() {
            "family" => name.family = value,
            "given" => name.given = value,
            "suffix" => name.set_suffix(value),
            "prefix" => prefix = value,
            "useprefix" => use_prefix = value.as_deref() != Some("false"),
            key if key.ends_with("-i") || key == "id" => {}
            _ => return None,
        }
    }
    match use_prefix {
        true => name.set_non_dropping_particle(prefix),
        false => name.set_dropping_particle(prefix),
    }
    name.family.is_some().then_some(name)
}

/// `First von Last`.
fn first_last(tex: &str) -> Name {
    let words: Vec<&str> = words(tex);
    let Some((_, before_last)) = words.split_last() else {
        return Name::default();
    };
    let first_end = before_last.iter().position(|word| is_particle(word));
    let Some(von_start) = first_end else {
        return person(&words[..before_last.len()], &[], &words[before_last.len()..]);
    };
    let von_end =
        before_last.iter().rposition(|word| is_particle(word)).map_or(von_start, |last| last + 1);
    person(&words[..von_start], &words[von_start..von_end], &words[von_end..])
}

/// `von Last, Jr, First`.
fn last_first(last: &str, suffix: Option<&str>, first: &str) -> Name {
    let words: Vec<&str> = words(last);
    let von_end = match words.split_last() {
        Some((_, before_last)) => {
            before_last.iter().rposition(|word| is_particle(word)).map_or(0, |last| last + 1)
        }
        None => 0,
    };
    let mut name = person(&[], &words[..von_end], &words[von_end..]);
    name.given = text(first);
    name.set_suffix(suffix.and_then(text));
    name
}

fn person(first: &[&str], von: &[&str], last: &[&str]) -> Name {
    let join = |words: &[&str]| text(&words.join(" "));
    let mut name = Name { family: join(last), given: join(first), ..Name::default() };
    name.set_non_dropping_particle(join(von));
    name
}

fn text(tex: &str) -> Option<ShortWord> {
    let text = decode(tex, Braces::Group);
    (!text.is_empty()).then(|| text.into())
}

/// Whether a word is part of the particle: its first letter outside braces is lower case, accents
/// aside.
fn is_particle(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") {
        return false;
    }
    decode(word, Braces::Group).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// What one pair of braces holds, if it holds all.
fn whole_group(tex: &str) -> Option<&str> {
    let inner = tex.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (!inner.starts_with('\\')).then_some(inner)
}

fn split_commas(tex: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in tex.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(tex[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(tex[start..].trim());
    parts
}

/// The words outside braces; `~` and `\ ` part words as space does.
fn words(tex: &str) -> Vec<&str> {
    outside_words(tex).into_iter().map(|(_, word)| word).collect()
}

/// The words with their places; a group in braces never parts a word.
fn outside_words(tex: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let (mut depth, mut start) = (0_usize, None);
    for (at, c) in tex.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // `\~` sets a tilde on the letter that follows.
        let tie = c == '~' && !tex[..at].ends_with('\\');
        let parts = depth == 0 && (c.is_whitespace() || tie);
        match (parts, start) {
            (true, Some(from)) => {
                words.push((from, &tex[from..at]));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, &tex[from..])));
    words
}

fn write_one(name: &Name, letters: Letters) -> String {
    let tex = |text: &str| encode(text, letters);
    if let Some(literal) = &name.literal {
        return format!("{{{}}}", tex(literal));
    }
    let guard = |text: &str| match text.contains(',') || has_and(text) {
        true => format!("{{{}}}", tex(text)),
        false => tex(text),
    };
    let family = name.family.as_deref().map(family_guard(&guard));
    let Some(family) = family else {
        return name.given.as_deref().map_or(String::new(), |given| format!("{{{}}}", tex(given)));
    };
    let particle = name.non_dropping_particle().or(name.dropping_particle());
    let last = match particle {
        Some(particle) => format!("{} {family}", tex(particle)),
        None => family,
    };
    let suffix = name.suffix().map(guard);
    let given = name.given.as_deref().map(guard).unwrap_or_default();
    match suffix {
        Some(suffix) => format!("{last}, {suffix}, {given}"),
        // Without the comma the last word alone would be the family name.
        None if given.is_empty() && last.contains([' ', '{']) => format!("{last},"),
        None if given.is_empty() => last,
        None => format!("{last}, {given}"),
    }
}

/// Braces around a family name whose own lower-case words would be taken for a particle, or whose
/// words for a first name.
fn family_guard<'g>(guard: &'g dyn Fn(&str) -> String) -> impl Fn(&str) -> String + 'g {
    move |family| {
        let inner: Vec<&str> = family.split_whitespace().collect();
        let misread = inner
            .split_last()
            .is_some_and(|(_, before)| before.iter().any(|word| is_particle(word)));
        match misread {
            true => format!("{{{}}}", guard(family)),
            false => guard(family),
        }
    }
}

fn has_and(text: &str) -> bool {
    text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &Name) -> String {
        let (given, family) = (name.given.as_deref(), name.family.as_deref());
        let parts = [given, name.non_dropping_particle(), family, name.suffix()];
        match &name.literal {
            Some(literal) => format!("={literal}"),
            None => parts.map(Option::unwrap_or_default).join("|"),
        }
    }

    fn check(tex: &str, names: &[&str]) {
        let (list, goes_on) = read(tex);
        let more = goes_on.then(|| "+".to_owned());
        let read: Vec<String> = list.iter().map(shown).chain(more).collect();
        assert_eq!(read, names, "{tex}");
    }

    #[test]
    fn parts_of_names() {
        check("Donald E. Knuth", &["Donald E.||Knuth|"]);
        check("Knuth, Donald E.", &["Donald E.||Knuth|"]);
        check("Ludwig van Beethoven", &["Ludwig|van|Beethoven|"]);
        check(
            "de la Cruz, María and Brinch Hansen, Per",
            &["María|de la|Cruz|", "Per||Brinch Hansen|"],
        );
        check("King, Jr., Martin Luther", &["Martin Luther||King|Jr."]);
        check("{World Health Organization}", &["=World Health Organization"]);
        check("{Barnes and Noble} AND Smith, J.", &["=Barnes and Noble", "J.||Smith|"]);
        check("Brown, T. and others", &["T.||Brown|", "+"]);
        check("{\\'E}mile Zola and {\\\"O}zg\\\"ur, A.", &["Émile||Zola|", "A.||Özgür|"]);
        check("Trevi\\~{n}o, Ana and Gil\\~ao, J.", &["Ana||Treviño|", "J.||Gilão|"]);
        check("张三 and Нұрғалиев, Қ.", &["||张三|", "Қ.||Нұрғалиев|"]);
        check("family=Berg, given=Jan, prefix=van den, useprefix=true", &["Jan|van den|Berg|"]);
        check("  and ", &[]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let names = [
            Name::person("Knuth", Some("Donald E.".to_owned())),
            Name::person("Gaulle", Some("C.".to_owned())).with_particle("de"),
            Name::person("King", Some("M.".to_owned())).with_suffix("Jr."),
            Name::literal("Barnes and Noble, Inc."),
            Name::person("la Fontaine", None),
        ];
        for letters in [Letters::Unicode, Letters::Ascii] {
            for goes_on in [true, false] {
                let tex = write(&names, goes_on, letters);
                assert_eq!(read(&tex), (names.to_vec(), goes_on));
            }
        }
    }
}
