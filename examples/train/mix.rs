//! Records of all kinds, put together of parts of known ones.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;

use cite::{Date, Entry, Name, Value};

use crate::dice::Dice;

/// Variables, each with a share in a hundred.
type Shares = &'static [(&'static str, usize)];

/// Kinds of works, how many of a hundred records are of each, and their variables, each with how
/// many of a hundred works of the kind have it.
const KINDS: [(&str, usize, Shares); 9] = [
    (
        "article-journal",
        40,
        &[("container-title", 100), ("volume", 95), ("issue", 55), ("page", 92), ("DOI", 15)],
    ),
    (
        "book",
        20,
        &[
            ("publisher", 96),
            ("publisher-place", 85),
            ("edition", 20),
            ("editor", 15),
            ("translator", 20),
            ("collection-title", 12),
            ("volume", 6),
            ("number-of-pages", 30),
        ],
    ),
    (
        "chapter",
        15,
        &[
            ("container-title", 100),
            ("editor", 80),
            ("publisher", 96),
            ("publisher-place", 85),
            ("page", 90),
            ("edition", 8),
            ("collection-title", 8),
        ],
    ),
    (
        "paper-conference",
        9,
        &[
            ("container-title", 100),
            ("publisher", 50),
            ("publisher-place", 60),
            ("page", 80),
            ("editor", 15),
            ("volume", 10),
        ],
    ),
    ("thesis", 4, &[("publisher", 100), ("publisher-place", 40), ("genre", 90)]),
    ("report", 4, &[("publisher", 100), ("publisher-place", 50), ("genre", 60)]),
    ("article-newspaper", 3, &[("container-title", 100), ("page", 40)]),
    ("webpage", 3, &[("container-title", 50), ("URL", 100)]),
    ("entry-encyclopedia", 2, &[("container-title", 100), ("publisher", 70), ("page", 60)]),
];

/// Parts of which records are put together.
pub struct Parts {
    /// What works of each kind have under each variable.
    values: BTreeMap<(String, String), Vec<Value>>,
    /// What works of any kind have under each variable.
    all: BTreeMap<String, Vec<Value>>,
    journals: Vec<String>,
    given: Vec<String>,
    families: Vec<String>,
}

impl Parts {
    /// The parts of records, and the names of people and journals of the lists in a folder.
    pub fn new(records: &[Entry], lists: &Path) -> Result<Parts, Box<dyn Error>> {
        let mut values: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
        let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for record in records {
            for (variable, value) in &record.variables {
                let key = (record.kind.to_string(), variable.to_string());
                values.entry(key).or_default().push(value.clone());
                all.entry(variable.to_string()).or_default().push(value.clone());
            }
        }
        let lines = |name: &str| -> Result<Vec<String>, Box<dyn Error>> {
            let text = read_to_string(lists.join(name))?;
            let latin = |line: &&str| line.chars().all(|c| c < '\u{250}');
            Ok(text.lines().filter(latin).map(str::to_owned).collect())
        };
        Ok(Parts {
            values,
            all,
            journals: lines("journals.txt")?,
            given: lines("given.txt")?,
            families: lines("surnames.txt")?,
        })
    }

    /// A record of any kind.
    pub fn record(&self, id: String, dice: &mut Dice) -> Entry {
        let mut number = dice.below(100);
        let chosen = KINDS.iter().find(|(_, share, _)| {
            let found = number < *share;
            number = number.saturating_sub(*share);
            found
        });
        let (kind, _, variables) = chosen.unwrap_or(&KINDS[0]);
        let mut entry = Entry::new(id, *kind);
        let mut put = |variable: &str, value: Option<Value>| {
            if let Some(value) = value {
                entry.set(variable, value);
            }
        };
        put("title", self.value(kind, "title", dice));
        // Bodies made what they published, and are among those who made known works.
        let body = match *kind {
            "report" | "webpage" => 40,
            "book" => 10,
            _ => 0,
        };
        let body = if dice.chance(body) { self.value(kind, "publisher", dice) } else { None };
        if let Some(Value::Text(name)) = body {
            put("author", Some(Value::Names([Name::literal(name)].into())));
        } else if dice.chance(65) {
            put("author", Some(self.people(dice)));
        } else if dice.chance(80) || !variables.iter().any(|(variable, _)| *variable == "editor") {
            put("author", self.value(kind, "author", dice));
        }
        put("issued", Some(self.date(kind, dice).into()));
        for (variable, share) in *variables {
            if dice.chance(*share) {
                let value = match *variable {
                    "editor" | "translator" => Some(self.people(dice)),
                    "number-of-pages" => Some((60 + dice.below(700)).to_string().into()),
                    "container-title" if *kind == "article-journal" && dice.chance(60) => {
                        dice.pick(&self.journals).map(|name| Value::from(name.as_str()))
                    }
                    _ => self.value(kind, variable, dice),
                };
                put(variable, value);
            }
        }
        entry
    }

    /// What a work of this kind, or else of any, has under a variable.
    fn value(&self, kind: &str, variable: &str, dice: &mut Dice) -> Option<Value> {
        const FEW: usize = 20;
        let own = self.values.get(&(kind.to_owned(), variable.to_owned()));
        let own = own.filter(|values| values.len() >= FEW);
        dice.pick(own.or_else(|| self.all.get(variable))?).cloned()
    }

    fn date(&self, kind: &str, dice: &mut Dice) -> Date {
        let year = 2025 - (dice.below(11) * dice.below(11)) as i32;
        let (month, day) = (1 + dice.below(12) as i32, 1 + dice.below(28) as i32);
        match kind {
            "article-newspaper" => Date::of_parts(&[year, month, day]),
            _ if dice.chance(6) => Date::of_parts(&[year, month, day]),
            _ if dice.chance(6) => Date::of_parts(&[year, month]),
            _ => Date::of_year(year),
        }
    }

    /// One to nine people, of whom few works have many.
    fn people(&self, dice: &mut Dice) -> Value {
        let most = 1 + dice.below(9);
        let count = 1 + dice.below(most);
        let known = self.all.get("author").map_or(&[][..], Vec::as_slice);
        let initials = dice.chance(60);
        let people = (0..count).filter_map(|_| {
            if dice.chance(70) {
                let Value::Names(names) = dice.pick(known)? else {
                    return None;
                };
                return dice.pick(names).cloned().filter(|name| name.literal.is_none());
            }
            let family = dice.pick(&self.families)?.clone();
            let mut given = dice.pick(&self.given)?.clone();
            if initials {
                given = format!("{}.", given.chars().next()?);
                if dice.chance(40) {
                    let second = dice.pick(&self.given)?;
                    given = format!("{given} {}.", second.chars().next()?);
                }
            }
            Some(Name::person(family, Some(given)))
        });
        Value::Names(people.collect())
    }
}
