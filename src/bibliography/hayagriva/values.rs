//! Names, dates and titles as Hayagriva writes them.

use serde_json::{Map, Value as Json, json};

use crate::bibliography::edtf;
use crate::bibliography::tex::decode::NOCASE;
use crate::model::entry::{Date, Name};
use crate::text::short::ShortWord;

/// The names in a value: one or a list, each a string or a mapping.
pub(crate) fn names(value: &Json) -> Vec<Name> {
    match value {
        Json::Array(items) => items.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

fn name(value: &Json) -> Option<Name> {
    match value {
        Json::String(text) => name_of_text(text),
        Json::Object(map) => {
            let part = |key: &str| map.get(key).and_then(Json::as_str).map(ShortWord::from);
            let family = part("name")?;
            let given = part("given-name");
            if given.is_none() {
                return Some(Name::literal(&*family));
            }
            let mut name = Name { family: Some(family), given, ..Name::default() };
            name.set_non_dropping_particle(part("prefix"));
            name.set_suffix(part("suffix"));
            Some(name)
        }
        _ => None,
    }
}

/// `Family, Given`, `Family, Suffix, Given`, or the whole name of a body.
fn name_of_text(text: &str) -> Option<Name> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    match parts[..] {
        [] => None,
        [whole] if whole.contains(char::is_whitespace) => Some(Name::literal(whole)),
        [word] => Some(Name::person(word, None)),
        [family, given] => Some(person(family, given)),
        [family, suffix, given, ..] => Some(person(family, given).with_suffix(suffix)),
    }
}

/// A person whose family name may begin with a particle in lower case.
fn person(family: &str, given: &str) -> Name {
    let is_particle = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = words.iter().take_while(|word| is_particle(word)).count();
    if particles == 0 || particles == words.len() {
        return Name::person(family, Some(given.to_owned()));
    }
    Name::person(words[particles..].join(" "), Some(given.to_owned()))
        .with_particle(words[..particles].join(" "))
}

/// Names as a value: one alone, several as a list.
pub(crate) fn write_names(names: &[Name]) -> Json {
    match names {
        [one] => write_name(one),
        several => several.iter().map(write_name).collect(),
    }
}

fn write_name(name: &Name) -> Json {
    // In a plain string Hayagriva takes words in lower case for the particle of a person.
    if let Some(literal) = &name.literal {
        return json!({ "name": literal });
    }
    let has_comma = |text: &str| text.contains(',');
    let family = name.family.as_deref().or(name.given.as_deref()).unwrap_or_default();
    let given = name.given.as_deref().filter(|_| name.family.is_some());
    let prefix = name.non_dropping_particle().or(name.dropping_particle());
    match (given, prefix, name.suffix()) {
        (Some(given), None, suffix) if !has_comma(family) && !has_comma(given) => {
            let suffix = suffix.map_or(String::new(), |suffix| format!(", {suffix}"));
            json!(format!("{family}{suffix}, {given}"))
        }
        (None, None, None) if !family.contains([',', ' ']) => json!(family),
        (given, prefix, suffix) => {
            let mut map = Map::new();
            map.insert("name".to_owned(), json!(family));
            let parts = [("given-name", given), ("prefix", prefix), ("suffix", suffix)];
            for (key, part) in parts {
                if let Some(part) = part {
                    map.insert(key.to_owned(), json!(part));
                }
            }
            Json::Object(map)
        }
    }
}

/// The date in a value: `2017-05-12`, `~1850`.
pub(crate) fn date(value: &Json) -> Option<Date> {
    let text = value.as_str()?.trim();
    let (text, circa) = match text.strip_prefix('~') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let mut date = edtf::read(text).unwrap_or_else(|| Date::of_literal(text));
    if circa {
        date.circa = Some(Box::new(json!(true)));
    }
    Some(date)
}

/// The date as Hayagriva writes it, and whether that says all of it.
pub(crate) fn write_date(date: &Date) -> (Option<String>, bool) {
    let Some(parts) = date.date_parts.first() else {
        return (None, false);
    };
    let start = Date::of_parts(parts);
    let text = edtf::write(&start).map(|text| match edtf::is_circa(date) {
        true => format!("~{text}"),
        false => text,
    });
    let plain = Date { circa: date.circa.clone(), ..start };
    (text, plain == *date)
}

/// A title with Hayagriva's marks: braces keep capitals.
pub(crate) fn text(value: &Json) -> Option<String> {
    let source = match value {
        Json::String(text) => text,
        Json::Object(map) => map.get("value")?.as_str()?,
        _ => return None,
    };
    let mut text = String::with_capacity(source.len());
    let mut depth = 0_usize;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|c| "\\{}$".contains(*c)) => text.extend(chars.next()),
            '{' => {
                if depth == 0 {
                    text.push_str(NOCASE);
                }
                depth += 1;
            }
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    text.push_str("</span>");
                }
            }
            '$' => {}
            _ => text.push(c),
        }
    }
    if depth > 0 {
        text.push_str("</span>");
    }
    Some(text)
}

/// The text with Hayagriva's marks, and whether all markup could be kept.
pub(crate) fn write_text(text: &str) -> (String, bool) {
    const OTHER: [&str; 10] =
        ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "<sc>", "</sc>"];
    let mut marked = String::with_capacity(text.len());
    let mut all = true;
    let mut rest = text;
    let mut open = 0_usize;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(NOCASE) {
            marked.push('{');
            open += 1;
            rest = after;
        } else if let (true, Some(after)) = (open > 0, rest.strip_prefix("</span>")) {
            marked.push('}');
            open -= 1;
            rest = after;
        } else if let Some(tag) = OTHER.iter().find(|tag| rest.starts_with(**tag)) {
            all = false;
            rest = &rest[tag.len()..];
        } else {
            if "\\{}$".contains(c) {
                marked.push('\\');
            }
            marked.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    marked.extend(std::iter::repeat_n('}', open));
    (marked, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in [
            Name::person("Knuth", Some("Donald E.".to_owned())),
            Name::literal("World Health Organization"),
            Name::literal("Barnes, Inc."),
            Name::person("King", Some("M.".to_owned())).with_suffix("Jr."),
            Name::person("Gaulle", Some("C.".to_owned())).with_particle("de"),
            Name::person("Plato", None),
        ] {
            assert_eq!(names(&write_names(std::slice::from_ref(&name))), [name]);
        }
    }

    #[test]
    fn titles_read_back() {
        let title = "The <span class=\"nocase\">DNA</span> of $5 {x}";
        assert_eq!(write_text(title), ("The {DNA} of \\$5 \\{x\\}".to_owned(), true));
        assert_eq!(text(&json!(write_text(title).0)).as_deref(), Some(title));
    }
}
