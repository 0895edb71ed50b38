//! What of an entry a citation can name.

use crate::lexicon::lists::{list, lists};
use crate::lexicon::numerals::is_small_roman;
use crate::lexicon::years::year_of;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::creator::{given_initials, is_others, keys_of, words};
use crate::model::entry::Entry;
use crate::model::key_lists::KeyLists;
use crate::text::fold::{fold, is_dash, surname_key};
use crate::text::misspelling::is_misspelling;
use crate::text::short::ShortWord;

/// What of an entry a citation can name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexedWork {
    /// The creators in order, each with the keys under which it can be cited, the usual one first.
    pub creators: KeyLists,
    /// The initials of each creator's given names, in lower case, as a list of one; empty if unknown.
    pub given: KeyLists,
    /// Whether the list itself leaves creators out ("et al.").
    pub more_creators: bool,
    /// The year of publication, or the folded words in its place ("nd", "inpress").
    pub year: Option<ShortWord>,
    /// The folded title.
    pub title: Box<str>,
    /// How many bytes of it are the title without its subtitle, and how many are the first words of
    /// a long title.
    main_title: u32,
    title_start: u32,
    /// What most works have nothing of.
    rare: Option<Box<Rare>>,
}

/// What most works have nothing of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    body: Box<[String]>,
    other_years: Box<[String]>,
    suffix: Option<ShortWord>,
    lead: Box<str>,
    short_forms: Box<[String]>,
    address: Box<str>,
}

impl IndexedWork {
    /// The work of an entry, written as `raw`; `shorts` has the other forms of names by their keys.
    pub fn of(entry: &Entry, raw: &str, shorts: &HashMap<String, Vec<String>>) -> IndexedWork {
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
        let goes_on = entry.creators_variable().is_some_and(|variable| entry.has_others(variable))
            || entry.creators().iter().any(is_others);
        let named = || {
            entry
                .creators()
                .iter()
                .filter(|name| !is_others(name) && !fold(&name.cited()).is_empty())
        };
        let mut creators: Vec<Vec<String>> = named().map(|name| keys_of(name, shorts)).collect();
        if creators.is_empty() {
            creators = title_keys(title);
        }
        let first = entry.creators().first();
        let body = first.and_then(|name| name.literal.as_deref());
        add_lead(&mut creators, raw, first.is_none() || body.is_some());
        let rare = Rare {
            body: body.map(words).unwrap_or_default().into(),
            other_years: years
                .map(i32::to_string)
                .chain(original.map(|year| year.to_string()))
                .chain(year_of_other_edition(raw))
                .collect(),
            suffix: entry.text("year-suffix").map(ShortWord::from),
            lead: body_lead(raw).into(),
            short_forms: short_forms(raw).into(),
            address: entry.text("URL").map(address_key).unwrap_or_default().into(),
        };
        IndexedWork {
            more_creators: goes_on,
            given: named().map(|name| vec![given_initials(name)]).collect(),
            creators: creators.into_iter().collect(),
            year: year.map(Into::into),
            title: fold(title).into(),
            main_title: main_title(title),
            title_start: title_start(title),
            rare: rare.or_none(),
        }
        .or_as_written(raw)
    }

    /// With the year that stands after the first name, where the reading of the entry found none:
    /// "Aviagen 2014b", "(in press)".
    fn or_as_written(mut self, raw: &str) -> IndexedWork {
        if self.year.is_none()
            && let Some((year, suffix)) = early_year(raw)
        {
            self.year = Some(fold(year).into());
            let mut rare = self.rare.take().map_or_else(Rare::default, |rare| *rare);
            rare.suffix = suffix.map(|letter| letter.to_string().into());
            self.rare = rare.or_none();
        }
        self
    }

    /// The same creators as those of another work.
    pub(crate) fn with_creators_of(self, other: &IndexedWork) -> IndexedWork {
        let mut rare = self.rare.map_or_else(Rare::default, |rare| *rare);
        rare.body = other.body().into();
        IndexedWork {
            creators: other.creators.clone(),
            given: other.given.clone(),
            more_creators: other.more_creators,
            rare: rare.or_none(),
            ..self
        }
    }

    /// The folded words of the first creator's name, if it is a body.
    pub fn body(&self) -> &[String] {
        self.rare.as_ref().map_or(&[], |rare| &rare.body)
    }

    /// The key of the address at which it stands; empty if it has none.
    pub(crate) fn address(&self) -> &str {
        self.rare.as_ref().map_or("", |rare| &rare.address)
    }

    /// Further years that a citation may name: the end of a range, the year of the original, of a
    /// translation or a reprint.
    pub fn other_years(&self) -> &[String] {
        self.rare.as_ref().map_or(&[], |rare| &rare.other_years)
    }

    /// The letter after the year.
    pub fn suffix(&self) -> Option<&str> {
        self.rare.as_ref()?.suffix.as_deref()
    }

    /// All that stands before the year or a bracket, folded, if it is the name of a body; empty if
    /// it is not. A reader may split such a name at its commas.
    pub fn lead(&self) -> &str {
        self.rare.as_ref().map_or("", |rare| &rare.lead)
    }

    /// The folded short forms of names that stand in the entry: "KEBS", or what a site is called.
    pub fn short_forms(&self) -> &[String] {
        self.rare.as_ref().map_or(&[], |rare| &rare.short_forms)
    }

    /// The folded title without its subtitle; empty if it has none.
    pub fn main_title(&self) -> &str {
        &self.title[..self.main_title as usize]
    }

    /// The folded first words of a long title, which may have been read too far; empty if it is short.
    pub fn title_start(&self) -> &str {
        &self.title[..self.title_start as usize]
    }

    /// Whether these names are, in order, nearly all of the name of a body.
    pub fn is_spelt(&self, names: &[String]) -> bool {
        let mut rest = self.lead();
        let first = names.first().is_some_and(|name| rest.starts_with(name.as_str()));
        let all = names.iter().all(|name| match rest.split_once(name.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        });
        let covered: usize = names.iter().map(String::len).sum();
        first && all && covered * 4 >= self.lead().len() * 3
    }

    /// Whether this is its year or one of its other years.
    pub fn is_of(&self, year: &str) -> bool {
        self.year.as_deref() == Some(year) || self.other_years().iter().any(|other| other == year)
    }

    /// Whether the work is dated, and by none of its years with this one.
    pub fn is_of_another_year(&self, year: &str) -> bool {
        self.year.is_some() && !self.is_of(year)
    }

    /// Whether a folded title, perhaps short, is that of this work: its words stand in the work's
    /// title, or it goes on with a subtitle.
    pub fn is_called(&self, title: &str) -> bool {
        let short = title.chars().count() > 3 && self.title.contains(title);
        short || (self.title.chars().count() > 3 && title.starts_with(&*self.title))
    }

    /// Whether the first of these keys is that of the first creator but for a slip, and the others are
    /// those of the further creators; `et_al` stands for those left out.
    pub(crate) fn is_misspelt(&self, names: &[String], et_al: bool) -> bool {
        let Some((name, rest)) = names.split_first() else {
            return false;
        };
        let near = || self.creators.keys(0).any(|key| is_misspelling(name, key));
        let mut others = rest.iter().enumerate();
        let counted = et_al || names.len() == self.creators.len() || self.more_creators;
        counted && near() && others.all(|(at, key)| self.is_creator(at + 1, key))
    }

    /// Whether some creator can be cited under `key`.
    pub fn has_creator(&self, key: &str) -> bool {
        self.creators.all().any(|known| known == key)
    }

    /// Whether its first creator is a person whose given names, or initials, are known.
    pub fn is_by_person(&self) -> bool {
        self.body().is_empty() && self.given.first(0).is_some_and(|given| !given.is_empty())
    }

    /// Whether creator number `index` can be cited under `key`.
    pub fn is_creator(&self, index: usize, key: &str) -> bool {
        self.creators.keys(index).any(|known| known == key)
    }
}

impl Rare {
    /// Boxed, or nothing where it holds nothing.
    fn or_none(self) -> Option<Box<Rare>> {
        (self != Rare::default()).then(|| Box::new(self))
    }
}

/// How long the title is up to its first colon, stop or question mark, folded, if words follow.
fn main_title(title: &str) -> u32 {
    let main = title.split_once([':', '.', '?', '!']).map_or("", |(main, _)| main);
    folded_length(main)
}

/// How long the first words of a title that has many are, folded.
fn title_start(title: &str) -> u32 {
    const FIRST: usize = 6;
    const MANY: usize = 9;
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.len() < MANY { 0 } else { folded_length(&words[..FIRST].concat()) }
}

/// How many bytes the beginning of a text is, folded. Each character is folded by itself, so this is
/// how long it is in the whole.
fn folded_length(start: &str) -> u32 {
    u32::try_from(fold(start).len()).unwrap_or_default()
}

/// How far into an entry its year is looked for, in bytes.
const EARLY: usize = 200;

/// A year with its letter after at most a few names, or what stands for one in brackets.
fn early_year(raw: &str) -> Option<(&str, Option<char>)> {
    let places = raw.match_indices([' ', '(']).take_while(|(at, _)| *at < EARLY);
    places.filter(|(at, _)| *at > 1).find_map(|(at, sign)| {
        let rest = &raw[at + 1..];
        let coming = || rest.split_once(')').map(|(inside, _)| inside).filter(|_| sign == "(");
        let coming = || coming().filter(|inside| IN_PLACE_OF_YEAR.contains(&fold(inside)));
        lettered_year(rest).or_else(|| Some((coming()?, None)))
    })
}

/// What stands in brackets for a year, folded.
static IN_PLACE_OF_YEAR: LazyLock<HashSet<String>> =
    LazyLock::new(|| lists(&["forthcoming", "no-date"]).map(fold).collect());

/// The year that a text begins with and its letter, where at most a sign parts it from a space.
fn lettered_year(text: &str) -> Option<(&str, Option<char>)> {
    let year = text.get(..4).filter(|year| year_of(year).is_some())?;
    let rest = &text[4..];
    let letter = rest.chars().next().filter(char::is_ascii_lowercase);
    let rest = &rest[letter.map_or(0, char::len_utf8)..];
    let rest = rest.trim_start_matches([')', '.', ',', ':', ';']);
    rest.starts_with(' ').then_some((year, letter))
}

/// The year of a translation or a reprint, named in a bracket of its own: "(Trad. cast. …, 2010)".
/// Authors quote the edition that they have read.
fn year_of_other_edition(raw: &str) -> Option<String> {
    let bracket = raw.match_indices(['(', '[']).find_map(|(at, _)| {
        let inside = &raw[at + 1..];
        let start: String = inside.chars().take(12).flat_map(char::to_lowercase).collect();
        list("other-edition").iter().any(|word| start.starts_with(word)).then_some(inside)
    })?;
    let numbers = bracket.rsplit(|c: char| !c.is_ascii_digit());
    numbers.into_iter().find(|year| year_of(year).is_some()).map(str::to_owned)
}

/// Adds to the keys of the first creator the words that begin the text of the entry, which may be the
/// name of a body.
fn add_lead(creators: &mut Vec<Vec<String>>, raw: &str, of_body: bool) {
    let lead = lead(raw);
    let part = if of_body { with_part(raw, lead) } else { "" };
    let keys = [
        surname_key(lead),
        fold(lead),
        fold(short_after(raw, lead)),
        fold(bracketed_lead(raw)),
        fold(part),
    ];
    let joins = lead.split_whitespace().any(|word| list("and").contains(&word));
    if creators.is_empty() {
        creators.push(Vec::new());
    }
    for key in keys.into_iter().filter(|key| key.len() > 1) {
        // "Sugihara G. and May R. 1990": the names of two are no name of the first.
        let of_two = joins
            && creators
                .get(1)
                .is_some_and(|second| second.iter().any(|name| key.ends_with(name.as_str())));
        if !creators[0].contains(&key) && !of_two {
            creators[0].push(key);
        }
    }
    creators.retain(|keys| !keys.is_empty());
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

/// The lead with the words between the next two full stops, which may be a part of the body:
/// "Brasil. Ministério da Saúde."
fn with_part<'a>(raw: &'a str, lead: &str) -> &'a str {
    const LONGEST: usize = 100;
    let start = raw.find(lead).filter(|_| !lead.is_empty()).unwrap_or(raw.len());
    let Some(rest) = raw[start + lead.len().min(raw.len() - start)..].strip_prefix(". ") else {
        return "";
    };
    let end =
        rest.find(|c: char| !(c.is_alphabetic() || matches!(c, ' ' | '-' | ','))).unwrap_or(0);
    let part = &rest[..end];
    let named = part.starts_with(char::is_uppercase) && part.contains(' ') && end < LONGEST;
    if named { raw[start..raw.len() - rest.len() + end].trim_end() } else { "" }
}

/// The short form in brackets right after the lead: "Kenya Bureau of Standards (KEBS)".
fn short_after<'a>(raw: &'a str, lead: &str) -> &'a str {
    let rest = raw.find(lead).filter(|_| !lead.is_empty()).map(|at| &raw[at + lead.len()..]);
    let inside = rest.map_or("", str::trim_start).strip_prefix(['(', '[']);
    let short = inside.and_then(|inside| inside.split([')', ']']).next()).unwrap_or_default();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    // "Copper(II)" is an ion.
    let named = capitals >= 2 && short.chars().all(char::is_alphabetic) && !is_small_roman(short);
    if named { short } else { "" }
}

/// All that stands before the year, if short forms in brackets are part of it: "Palace Museum (PM)
/// and Bureau of Sites (BS)". Some cite such names as a whole.
fn bracketed_lead(raw: &str) -> &str {
    let end = raw.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let lead = raw[..end].trim_end_matches(|c: char| !c.is_alphabetic() && c != ')');
    let whole = lead.matches('(').count() == lead.matches(')').count();
    if lead.contains('(') && whole && end < 200 { lead } else { "" }
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

/// What ends the first name of an entry, Chinese and Japanese signs included.
const ENDS_LEAD: &str = ",;([:“\"，、；（：．。・";

/// The text before the first comma, bracket, year or full stop; empty if that is long, or if a line
/// stands for the names of the entry before: "———. “Title.”"
fn lead(raw: &str) -> &str {
    let behind_line = raw.trim_start_matches(|c| is_dash(c) || c == '_');
    if behind_line.len() < raw.len() && !behind_line.trim_start().starts_with(char::is_alphanumeric)
    {
        return "";
    }
    let raw = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut before = '\0';
    let mut letters = 0;
    let end = raw.char_indices().find_map(|(at, c)| {
        // The full stop of an initial ends nothing.
        let stop = c == '.' && letters > 1;
        let year = c.is_ascii_digit() && before == ' ';
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
        before = c;
        (stop || year || ENDS_LEAD.contains(c)).then_some(at)
    });
    let lead = raw[..end.unwrap_or(0)].trim();
    if lead.split_whitespace().count() <= 9 { lead } else { "" }
}

/// A work without creators is cited by its title or the title's first words.
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

/// What two spellings of one address have in common: the address without its scheme, "www.", the place in
/// the page and the slash at its end, in lower case. Empty where no path tells the page from the others of
/// its host.
pub(crate) fn address_key(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let bare = bare.split('#').next().unwrap_or_default().trim_end_matches('/');
    match bare.contains('/') {
        true => bare.to_lowercase(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::Name;

    #[test]
    fn a_translation_is_cited_by_its_own_year() {
        let raw = "Foucault, M. Le Courage de la vérité. Paris: Seuil, 2009 (Trad. cast. El coraje de la \
                   verdad. Buenos Aires: FCE, 2010).";
        assert_eq!(year_of_other_edition(raw).as_deref(), Some("2010"));
        assert_eq!(year_of_other_edition("Le Courage (Paris, 2009)."), None);
    }

    #[test]
    fn a_year_after_the_names_is_seen_as_written() {
        for (raw, wanted) in [
            ("Aviagen 2014b, Nutrition", Some(("2014", Some('b')))),
            ("Kim, J. (2010). On x", Some(("2010", None))),
            ("Kim, J. (in press). On x", Some(("in press", None))),
            ("Kim, J. On x 20101 pages", None),
            ("Kim, J. (see 1999)", None),
        ] {
            assert_eq!(early_year(raw), wanted, "{raw}");
        }
    }

    #[test]
    fn who_stands_first_can_be_cited_though_misread() {
        let mut misread = Entry::new("x", "book");
        misread.set("author", vec![Name::literal("QGIS Geographic")]);
        let raw = "QGIS Development Team. 2022. QGIS Geographic Information System.";
        let work = IndexedWork::of(&misread, raw, &HashMap::new());
        assert!(work.is_creator(0, "qgisdevelopmentteam"));
        for (raw, wanted) in [
            ("J. R. R. Tolkien, The Hobbit", "J. R. R. Tolkien"),
            ("Frese SA, Benson AK (2011)", "Frese SA"),
            ("World Bank 2020", "World Bank"),
            ("NICK42. Clocks, GitHub", "NICK42"),
        ] {
            assert_eq!(lead(raw), wanted);
        }
        let both = "Palace Museum (PM) and Bureau of Sites (BS) (1985) Digs. Acta 77";
        assert_eq!(bracketed_lead(both), "Palace Museum (PM) and Bureau of Sites (BS)");
    }
}
