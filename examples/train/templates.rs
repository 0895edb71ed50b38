//! Fills templates of kinds and languages that the sources lack.
//!
//! `templates.txt` has sections `[language]`; each line of one is a reference with gaps
//! (`{author}`, `{date}` …). The gaps are filled with words of `words.txt`, where each language has
//! a line for every kind of word, or, for English, with titles and names of the known strings.

use std::collections::BTreeMap;
use std::error::Error;

use cite::Span;
use cite::internals::model::reference::Label;

use crate::dice::Dice;
use crate::strings::Labelled;

const TEMPLATES: &str = include_str!("templates.txt");
const WORDS: &str = include_str!("words.txt");

/// Words by `language kind`.
type Words<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// So many strings.
pub fn fill(
    known: &[Labelled],
    count: usize,
    dice: &mut Dice,
) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let words = words();
    let known = values(known);
    let templates = templates();
    let mut made = Vec::new();
    for _ in 0..count {
        if let Some((language, template)) = dice.pick(&templates) {
            made.push(filled(language, template, &words, &known, dice)?);
        }
    }
    Ok(made)
}

fn words() -> Words<'static> {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    let kinds = lines.filter_map(|line| line.split_once(": "));
    kinds.map(|(kind, words)| (kind, words.split(", ").collect())).collect()
}

fn templates() -> Vec<(&'static str, &'static str)> {
    let mut language = "";
    let mut templates = Vec::new();
    for line in TEMPLATES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) if !name.contains(' ') => language = name,
            _ => templates.push((language, line)),
        }
    }
    templates
}

/// What the known strings have in their fields.
fn values(known: &[Labelled]) -> BTreeMap<Label, Vec<&str>> {
    let mut values: BTreeMap<Label, Vec<&str>> = BTreeMap::new();
    for string in known {
        for (label, span) in &string.fields {
            let value = span.of(&string.text);
            if value.is_ascii() && (4..=160).contains(&value.len()) {
                values.entry(*label).or_default().push(value);
            }
        }
    }
    values
}

fn filled(
    language: &str,
    template: &str,
    words: &Words,
    known: &BTreeMap<Label, Vec<&str>>,
    dice: &mut Dice,
) -> Result<Labelled, Box<dyn Error>> {
    let mut text = String::new();
    let mut fields = Vec::new();
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once('{') {
        let (name, after) = inside.split_once('}').ok_or("a gap that is not closed")?;
        text.push_str(before);
        let start = text.len();
        text.push_str(&value(name, language, words, known, dice));
        // A name with a hyphen after the label says what the value is like: "date-day".
        if let Some(label) = Label::from_name(name.split('-').next().unwrap_or(name)) {
            fields.push((label, Span::new(start, text.len())));
        }
        rest = after;
    }
    text.push_str(rest);
    Ok(Labelled::new(text, fields))
}

/// A value for a gap.
fn value(
    name: &str,
    language: &str,
    words: &Words,
    known: &BTreeMap<Label, Vec<&str>>,
    dice: &mut Dice,
) -> String {
    let kind = format!("{language} {name}");
    if let Some(words) = words.get(kind.as_str()) {
        return dice.pick(words).copied().unwrap_or_default().to_owned();
    }
    let number = |low: usize, high: usize, dice: &mut Dice| low + dice.below(high - low);
    match name {
        "date" => number(1900, 2026, dice).to_string(),
        "volume" => number(1, 130, dice).to_string(),
        "issue" => number(1, 13, dice).to_string(),
        "pages" => {
            let first = number(1, 900, dice);
            format!(
                "{first}{}{}",
                if dice.chance(50) { "–" } else { "-" },
                first + number(2, 40, dice)
            )
        }
        "count" => number(40, 900, dice).to_string(),
        "number" => {
            format!("{},{},{}", number(1, 12, dice), number(100, 999, dice), number(100, 999, dice))
        }
        "day" => number(1, 29, dice).to_string(),
        "author" if language != "en" => names(language, words, dice),
        "author-inverted" => inverted_names(language, words, dice),
        "title" if language != "en" => title(language, words, dice),
        _ => {
            let label = Label::from_name(name.split('-').next().unwrap_or(name));
            let values = label.and_then(|label| known.get(&label));
            values.and_then(|values| dice.pick(values)).copied().unwrap_or("Anonymous").to_owned()
        }
    }
}

/// One to four names, surnames first, with a semicolon between them.
fn inverted_names(language: &str, words: &Words, dice: &mut Dice) -> String {
    let families = words.get(format!("{language} family").as_str()).map_or(&[][..], Vec::as_slice);
    let initial = |dice: &mut Dice| char::from(b'A' + dice.below(26) as u8);
    let name = |dice: &mut Dice| {
        let family = dice.pick(families).copied().unwrap_or_default();
        let first = initial(dice);
        match dice.chance(60) {
            true => format!("{family}, {first}. {}.", initial(dice)),
            false => format!("{family}, {first}."),
        }
    };
    let count = 1 + dice.below(4);
    (0..count).map(|_| name(dice)).collect::<Vec<_>>().join("; ")
}

/// One to three names in the order and with the marks of the language.
fn names(language: &str, words: &Words, dice: &mut Dice) -> String {
    let one_of = |kind: &str, dice: &mut Dice| {
        let words = words.get(format!("{language} {kind}").as_str());
        words.and_then(|words| dice.pick(words)).copied().unwrap_or_default()
    };
    let mut names = Vec::new();
    for _ in 0..1 + dice.below(3) {
        let (family, given) = (one_of("family", dice), one_of("given", dice));
        let initial = |name: &str| name.chars().next().map(String::from).unwrap_or_default();
        names.push(match language {
            "zh" | "ja" | "ko" => format!("{family}{given}"),
            "ar" => format!("{family}، {given}"),
            "pt" => format!("{}, {given}", family.to_uppercase()),
            _ if dice.chance(60) => {
                format!("{family} {}. {}.", initial(given), initial(one_of("given", dice)))
            }
            _ => format!("{family}, {}.", initial(given)),
        });
    }
    let joined = match language {
        "zh" => ", ",
        "ja" => "・",
        "ar" => "؛ ",
        "pt" => "; ",
        _ => ", ",
    };
    names.join(joined)
}

/// Two to nine words of the language.
fn title(language: &str, words: &Words, dice: &mut Dice) -> String {
    let stock = words.get(format!("{language} word").as_str());
    let count = 2 + dice.below(if matches!(language, "zh" | "ja") { 4 } else { 8 });
    let chosen = (0..count).filter_map(|_| stock.and_then(|stock| dice.pick(stock)).copied());
    let joint = if matches!(language, "zh" | "ja") { "" } else { " " };
    let text = chosen.collect::<Vec<_>>().join(joint);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(text)
}
