//! The keys under which the works of a list can be cited.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::model::entry::{Entry, Name};
use crate::text::fold::{fold, surname_key};

/// The scanner's dictionary: who is in the list, under which names, with which years.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    works: Vec<Work>,
    /// Works by the keys of their first maker.
    by_first: HashMap<String, Vec<usize>>,
    /// Keys of all makers.
    keys: HashSet<String>,
    /// Words of which keys are made: what no key holds needs no look-up.
    longest: usize,
}

/// What of an entry a citation can name.
#[derive(Debug, Clone, Default)]
pub struct Work {
    /// The makers in order, each with the keys under which it can be cited, the usual one first.
    pub makers: Vec<Vec<String>>,
    /// The folded words of the first maker's name, if it is a body.
    pub body: Vec<String>,
    /// The initials of each maker's given names, in lower case; empty if unknown.
    pub given: Vec<String>,
    /// Whether the list itself leaves makers out ("et al.").
    pub more_makers: bool,
    /// The year of publication, or the folded words in its place ("nd", "inpress").
    pub year: Option<String>,
    /// Further years that a citation may name: the end of a range, the year of the original, of a
    /// translation or a reprint.
    pub other_years: Vec<String>,
    /// The letter after the year.
    pub suffix: Option<String>,
    /// The folded title.
    pub title: String,
    /// All that stands before the year or a bracket, folded, if it is the name of a body; empty if
    /// it is not. A reader may take such a name apart at its commas.
    pub lead: String,
    /// The folded short forms of names that stand in the entry: "KEBS", or what a site is called.
    pub short_forms: Vec<String>,
}

/// A year with its letter after at most a few names, or in brackets what stands for one.
static EARLY_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let coming = r"\((in press|forthcoming|n\. ?d\.|no date|submitted)\)";
    Regex::new(&format!(
        r"(?i)^.{{2,200}}?(?:[ (]((?:1[5-9]|20)[0-9]{{2}})([a-z])?[).,:;]? |{coming})"
    ))
    .ok()
});

/// An abbreviation that the text introduces for a longer name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The name in full.
    pub long: String,
    /// The short form.
    pub short: String,
}

impl Roster {
    /// The roster of these entries, in their order, each with its text as written: who stands first
    /// there can be cited even where the entry was misread. The text may be empty.
    pub fn new<'a>(
        entries: impl IntoIterator<Item = (&'a Entry, &'a str)>,
        abbreviations: &[Abbreviation],
    ) -> Roster {
        let mut shorts: HashMap<String, Vec<String>> = HashMap::new();
        for Abbreviation { long, short } in abbreviations {
            shorts.entry(fold(long)).or_default().push(fold(short));
            shorts.entry(fold(short)).or_default().push(fold(long));
        }
        let mut roster = Roster::default();
        for (entry, raw) in entries {
            roster.add(Work::of(entry, raw, &shorts));
        }
        roster
    }

    fn add(&mut self, work: Work) {
        let index = self.works.len();
        for key in work.makers.first().into_iter().flatten() {
            self.by_first.entry(key.clone()).or_default().push(index);
        }
        for key in work.makers.iter().flatten() {
            self.longest = self.longest.max(key.len());
            self.keys.insert(key.clone());
        }
        self.works.push(work);
    }

    /// Whether there is no work at all.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The works in list order.
    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// Whether some maker of some work has this key.
    pub fn knows(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The works whose first maker has this key, in list order.
    pub fn with_first(&self, key: &str) -> &[usize] {
        self.by_first.get(key).map_or(&[], Vec::as_slice)
    }

    /// The key under which a name is known: as it stands, or without initials.
    pub fn key_of(&self, name: &str) -> String {
        let whole = fold(name);
        if self.knows(&whole) { whole } else { surname_key(name) }
    }

    /// The keys of all first makers.
    pub fn first_keys(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.by_first.iter().map(|(key, works)| (key.as_str(), works.as_slice()))
    }

    /// The length of the longest key, in bytes.
    pub fn longest_key(&self) -> usize {
        self.longest
    }
}

impl Work {
    fn of(entry: &Entry, raw: &str, shorts: &HashMap<String, Vec<String>>) -> Work {
        let issued = entry.date("issued");
        let mut years = issued
            .into_iter()
            .flat_map(|date| date.date_parts.iter())
            .filter_map(|parts| parts.first());
        let year = match years.next() {
            Some(year) => Some(year.to_string()),
            None => issued.and_then(|date| date.literal.as_deref()).map(fold),
        };
        let original = entry.date("original-date").and_then(|date| date.year());
        let title = entry.text("title").unwrap_or_default();
        let goes_on = entry.makers_variable().is_some_and(|variable| entry.has_others(variable))
            || entry.makers().iter().any(is_others);
        let named = || {
            entry.makers().iter().filter(|name| !is_others(name) && !fold(&name.cited()).is_empty())
        };
        let mut makers: Vec<Vec<String>> = named().map(|name| keys_of(name, shorts)).collect();
        if makers.is_empty() {
            makers = title_keys(title);
        }
        add_lead(&mut makers, raw);
        let body = entry.makers().first().and_then(|name| name.literal.as_deref());
        Work {
            more_makers: goes_on,
            given: named().map(given_initials).collect(),
            makers,
            body: body.map(words).unwrap_or_default(),
            year,
            other_years: years
                .map(i32::to_string)
                .chain(original.map(|year| year.to_string()))
                .chain(year_of_other_edition(raw))
                .collect(),
            suffix: entry.text("year-suffix").map(str::to_owned),
            title: fold(title),
            lead: body_lead(raw),
            short_forms: short_forms(raw),
        }
        .or_as_written(raw)
    }

    /// With the year that stands after the first name, where the reading of the entry found none:
    /// "Aviagen 2014b", "(in press)".
    fn or_as_written(mut self, raw: &str) -> Work {
        if self.year.is_none()
            && let Some(found) = EARLY_YEAR.as_ref().and_then(|form| form.captures(raw))
        {
            self.year = found.get(1).or(found.get(3)).map(|year| fold(year.as_str()));
            self.suffix = found.get(2).map(|letter| letter.as_str().to_owned());
        }
        self
    }

    /// Whether these names are, in order, nearly all of the name of a body.
    pub fn is_spelt(&self, names: &[String]) -> bool {
        let mut rest = self.lead.as_str();
        let first = names.first().is_some_and(|name| rest.starts_with(name.as_str()));
        let all = names.iter().all(|name| match rest.split_once(name.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        });
        let covered: usize = names.iter().map(String::len).sum();
        first && all && covered * 4 >= self.lead.len() * 3
    }

    /// Whether maker number `index` can be cited under `key`.
    pub fn is_maker(&self, index: usize, key: &str) -> bool {
        self.makers.get(index).is_some_and(|keys| keys.iter().any(|known| known == key))
    }
}

/// What begins the bracket that names another edition of a work, in lower case.
const OTHER_EDITIONS: [&str; 14] = [
    "trad",
    "trans",
    "transl",
    "engl. trans",
    "reprint",
    "repr",
    "reimpr",
    "reed",
    "orig",
    "ed. orig",
    "original",
    "übers",
    "пер.",
    "перевод",
];

/// The year of a translation or a reprint, named in a bracket of its own: "(Trad. cast. …, 2010)".
/// Authors quote the edition that they have read.
fn year_of_other_edition(raw: &str) -> Option<String> {
    let bracket = raw.match_indices('(').find_map(|(at, _)| {
        let inside = &raw[at + 1..];
        let start: String = inside.chars().take(12).flat_map(char::to_lowercase).collect();
        OTHER_EDITIONS.iter().any(|cue| start.starts_with(cue)).then_some(inside)
    })?;
    let numbers = bracket.rsplit(|c: char| !c.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .find(|year| ("1500".."2100").contains(year))
        .map(str::to_owned)
}

/// The first letters of the given names, in lower case.
fn given_initials(name: &Name) -> String {
    let given = name.given.as_deref().unwrap_or_default();
    let words = given.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "JC" without stops stands for two names, "Joan" for one.
    let letters = words.flat_map(|word| match word.chars().all(char::is_uppercase) {
        true => word.chars().collect::<Vec<_>>(),
        false => word.chars().take(1).collect(),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether the name stands for those left out.
pub fn is_others(name: &Name) -> bool {
    let others = |text: &str| matches!(fold(text).as_str(), "others" | "etal" | "идр" | "等");
    name.literal.as_deref().is_some_and(others) || name.family.as_deref().is_some_and(others)
}

/// The folded words of a name.
pub fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Adds to the keys of the first maker what stands first in the text of the entry.
fn add_lead(makers: &mut Vec<Vec<String>>, raw: &str) {
    let lead = lead(raw);
    let keys = [surname_key(lead), fold(lead), fold(short_after(raw, lead))];
    if makers.is_empty() {
        makers.push(Vec::new());
    }
    for key in keys.into_iter().filter(|key| key.len() > 1) {
        if !makers[0].contains(&key) {
            makers[0].push(key);
        }
    }
    makers.retain(|keys| !keys.is_empty());
}

/// What stands before the first digit or bracket, folded, if it can be the name of a body: several
/// words with a comma or "and" among them, and no initials.
fn body_lead(raw: &str) -> String {
    let end = raw.find(|c: char| c.is_ascii_digit() || "([“\"".contains(c)).unwrap_or(0);
    let lead = &raw[..end];
    let words: Vec<&str> = lead.split(|c: char| !c.is_alphabetic()).collect();
    let short = |word: &&&str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let people = words.iter().filter(short).count() > 0;
    if people || words.len() < 4 || end > 200 { String::new() } else { fold(lead) }
}

/// The short form in brackets right after the lead: "Kenya Bureau of Standards (KEBS)".
fn short_after<'a>(raw: &'a str, lead: &str) -> &'a str {
    let rest = raw.find(lead).filter(|_| !lead.is_empty()).map(|at| &raw[at + lead.len()..]);
    let inside = rest.map_or("", str::trim_start).strip_prefix(['(', '[']);
    let short = inside.and_then(|inside| inside.split([')', ']']).next()).unwrap_or_default();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    if capitals >= 2 && short.chars().all(char::is_alphabetic) { short } else { "" }
}

/// Words of three or more capitals in an entry, and the parts of its address.
fn short_forms(raw: &str) -> Vec<String> {
    let capitals = |word: &&str| {
        word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase()) && word.len() < 16
    };
    let mut forms: Vec<String> =
        raw.split(|c: char| !c.is_alphanumeric()).filter(capitals).map(fold).collect();
    let address = raw.find("://").map_or("", |at| &raw[at + 3..]);
    let address = address.split_whitespace().next().unwrap_or_default();
    let parts = address.split(['/', '.']).filter(|part| part.len() > 4);
    forms.extend(parts.filter(|part| part.bytes().all(|b| b.is_ascii_lowercase())).map(fold));
    forms
}

/// The text before the first comma, bracket, year or full stop; empty if that is long.
fn lead(raw: &str) -> &str {
    let raw = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut before = '\0';
    let mut letters = 0;
    let end = raw.char_indices().find_map(|(at, c)| {
        // The full stop of an initial ends nothing.
        let stop = c == '.' && letters > 1;
        let year = c.is_ascii_digit() && before == ' ';
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        before = c;
        (stop || year || matches!(c, ',' | ';' | '(' | '[' | ':' | '“' | '"')).then_some(at)
    });
    let lead = raw[..end.unwrap_or(0)].trim();
    if lead.split_whitespace().count() <= 9 { lead } else { "" }
}

/// A work without makers is cited by its title or the title's first words.
fn title_keys(title: &str) -> Vec<Vec<String>> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut keys: Vec<String> = [words.len(), 4, 3, 2]
        .into_iter()
        .filter(|&count| count <= words.len() && count > 1)
        .map(|count| fold(&words[..count].concat()))
        .collect();
    keys.dedup();
    if keys.is_empty() { Vec::new() } else { vec![keys] }
}

/// The keys under which a person or body can be cited, the usual one first.
fn keys_of(name: &Name, shorts: &HashMap<String, Vec<String>>) -> Vec<String> {
    let mut keys = vec![fold(&name.cited())];
    match &name.literal {
        Some(literal) => keys.extend(body_keys(literal)),
        None => keys.extend(person_keys(name)),
    }
    let known: Vec<String> =
        keys.iter().filter_map(|key| shorts.get(key)).flatten().cloned().collect();
    keys.extend(known);
    let mut seen = HashSet::new();
    keys.retain(|key| !key.is_empty() && seen.insert(key.clone()));
    keys
}

/// Other forms of a person's name: with or without the particle.
fn person_keys(name: &Name) -> Vec<String> {
    let Some(family) = &name.family else {
        return Vec::new();
    };
    let with = |particle: &Option<String>| particle.as_ref().map(|p| fold(&format!("{p}{family}")));
    let mut keys = vec![fold(family)];
    if let Some(body) = inverted_body(name) {
        keys.push(body);
    }
    keys.extend(with(&name.non_dropping_particle));
    keys.extend(with(&name.dropping_particle));
    keys.extend(full_names(name, family));
    keys
}

/// A person's name in full, in both orders: a compound surname that was taken apart is known by it
/// ("BRACHT BRANHAM"), and so are names cited as they stand (田中太郎).
fn full_names(name: &Name, family: &str) -> Vec<String> {
    let given = name.given.as_deref().unwrap_or_default();
    let spelt = given.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
        || given.chars().any(|c| c as u32 >= 0x2E80);
    match spelt {
        true => vec![fold(&format!("{given}{family}")), fold(&format!("{family}{given}"))],
        false => Vec::new(),
    }
}

/// A body whose name a formatter took for a person's and turned round: "Team, R. C." for "R Core
/// Team". Its key is that of [`short_key`].
fn inverted_body(name: &Name) -> Option<String> {
    let initials = given_initials(name);
    (!initials.is_empty())
        .then(|| format!("{initials} {}", fold(name.family.as_deref().unwrap_or_default())))
}

/// The key of a name of several words by its initials and last word: "rc team" of "R Core Team".
pub fn short_key(name: &str) -> Option<String> {
    let (first, last) = name.rsplit_once(char::is_whitespace)?;
    let initials: String = first
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    Some(format!("{initials} {}", fold(last)))
}

/// Other forms of a body's name: without what stands in brackets, that alone, and its initials.
fn body_keys(literal: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut name = literal.to_owned();
    if let Some((long, short)) = in_brackets(literal) {
        keys.push(fold(&long));
        keys.push(fold(&short));
        name = long;
    }
    if let Some(rest) = name.strip_prefix("The ") {
        keys.push(fold(rest));
    }
    keys.extend(initials(&name).map(|short| fold(&short)));
    keys
}

/// "World Health Organization (WHO)" parted into the two names.
fn in_brackets(literal: &str) -> Option<(String, String)> {
    let open = literal.find(['(', '['])?;
    let close = literal[open..].find([')', ']']).map_or(literal.len(), |length| open + length);
    let short = literal[open + 1..close].trim();
    let rest = literal[close..].trim_start_matches([')', ']', ' ', ',', '.']);
    let long = format!("{} {rest}", literal[..open].trim());
    (!short.is_empty()).then(|| (long.trim().to_owned(), short.to_owned()))
}

/// The initials of the capitalised words of a body's name, if there are at least two.
pub fn initials(name: &str) -> Option<String> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
    let short: String =
        words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    (short.chars().count() > 1).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::Date;

    fn entry(names: Vec<Name>, year: i32) -> Entry {
        let mut entry = Entry::new("x", "book");
        entry.set("author", names);
        entry.set("issued", Date::of_year(year));
        entry
    }

    #[test]
    fn a_translation_is_cited_by_its_own_year() {
        let raw = "Foucault, M. Le Courage de la vérité. Paris: Seuil, 2009 (Trad. cast. El coraje de la \
                   verdad. Buenos Aires: FCE, 2010).";
        assert_eq!(year_of_other_edition(raw).as_deref(), Some("2010"));
        assert_eq!(year_of_other_edition("Le Courage (Paris, 2009)."), None);
    }

    #[test]
    fn bodies_are_known_by_their_short_forms() {
        let who = entry(vec![Name::literal("World Health Organization (WHO)")], 2010);
        let roster = Roster::new([(&who, "")], &[]);
        for key in ["worldhealthorganization", "who", "worldhealthorganizationwho"] {
            assert_eq!(roster.with_first(key), [0], "{key}");
        }
    }

    #[test]
    fn abbreviations_of_the_text_are_keys() {
        let body = entry(vec![Name::literal("Ghana Statistical Service")], 2013);
        let short =
            Abbreviation { long: "Ghana Statistical Service".into(), short: "GStat".into() };
        assert_eq!(Roster::new([(&body, "")], &[short]).with_first("gstat"), [0]);
    }

    #[test]
    fn who_stands_first_can_be_cited_though_misread() {
        let misread = entry(vec![Name::literal("QGIS Geographic")], 2022);
        let raw = "QGIS Development Team. 2022. QGIS Geographic Information System.";
        let roster = Roster::new([(&misread, raw)], &[]);
        assert_eq!(roster.with_first("qgisdevelopmentteam"), [0]);
        assert_eq!(lead("J. R. R. Tolkien, The Hobbit"), "J. R. R. Tolkien");
        assert_eq!(lead("Frese SA, Benson AK (2011)"), "Frese SA");
        assert_eq!(lead("World Bank 2020"), "World Bank");
    }

    #[test]
    fn particles_may_be_left_out() {
        let mut name = Name::person("Vorst", Some("H.".into()));
        name.non_dropping_particle = Some("van der".into());
        let work = entry(vec![name], 2000);
        let roster = Roster::new([(&work, "")], &[]);
        assert!(roster.knows("vandervorst") && roster.knows("vorst"));
        assert_eq!(roster.works()[0].makers[0][0], "vandervorst");
    }
}
