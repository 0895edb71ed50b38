//! Entries that are invented, of the kinds that most bibliographies hold.

use serde::Deserialize;
use serde_json::{Value, json};

/// The words that entries are made of.
#[derive(Debug, Deserialize)]
struct Words {
    family: Vec<String>,
    given: Vec<String>,
    opening: Vec<String>,
    ending: Vec<String>,
    journal: Vec<String>,
    volume: Vec<String>,
    conference: Vec<String>,
    publisher: Vec<[String; 2]>,
    school: Vec<[String; 2]>,
    body: Vec<[String; 2]>,
    newspaper: Vec<String>,
    site: Vec<String>,
}

/// Numbers that look like chance, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from `from`, below `to`.
    fn number(&mut self, from: u64, to: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        from + (self.0 >> 11) % (to - from)
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.number(0, all.len() as u64) as usize]
    }
}

/// So many entries in CSL-JSON.
pub fn entries(dice: &mut Dice, count: usize) -> Vec<Value> {
    let words: Words = toml::from_str(include_str!("words.toml")).expect("TOML");
    (0..count).map(|number| entry(&words, dice, number)).collect()
}

fn entry(words: &Words, dice: &mut Dice, number: usize) -> Value {
    let mut entry = match dice.number(0, 100) {
        0..50 => article(words, dice),
        50..66 => book(words, dice),
        66..78 => chapter(words, dice),
        78..85 => paper(words, dice),
        85..89 => thesis(words, dice),
        89..93 => report(words, dice),
        93..96 => news(words, dice),
        _ => page(words, dice),
    };
    entry["id"] = json!(format!("e{number}"));
    if entry["title"].is_null() {
        entry["title"] = json!(title(words, dice));
    }
    if entry["issued"].is_null() {
        entry["issued"] = json!({"date-parts": [[dice.number(1962, 2025)]]});
    }
    entry
}

fn article(words: &Words, dice: &mut Dice) -> Value {
    let mut entry = json!({
        "type": "article-journal",
        "author": people(words, dice, 6),
        "container-title": dice.pick(&words.journal),
        "volume": dice.number(1, 120).to_string(),
        "page": pages(dice),
    });
    if dice.number(0, 100) < 70 {
        entry["issue"] = json!(dice.number(1, 13).to_string());
    }
    if dice.number(0, 100) < 60 {
        entry["DOI"] =
            json!(format!("10.{}/hl.{}", dice.number(1000, 9999), dice.number(10_000, 99_999)));
    }
    entry
}

fn book(words: &Words, dice: &mut Dice) -> Value {
    let mut entry = json!({"type": "book", "author": people(words, dice, 3)});
    if dice.number(0, 100) < 20 {
        entry["edition"] = json!(dice.number(2, 7).to_string());
    }
    published(&mut entry, dice.pick(&words.publisher))
}

fn chapter(words: &Words, dice: &mut Dice) -> Value {
    let mut entry = json!({
        "type": "chapter",
        "author": people(words, dice, 3),
        "editor": people(words, dice, 3),
        "container-title": dice.pick(&words.volume),
        "page": pages(dice),
    });
    published(&mut entry, dice.pick(&words.publisher))
}

fn paper(words: &Words, dice: &mut Dice) -> Value {
    json!({
        "type": "paper-conference",
        "author": people(words, dice, 5),
        "container-title": dice.pick(&words.conference),
        "page": pages(dice),
    })
}

fn thesis(words: &Words, dice: &mut Dice) -> Value {
    let mut entry = json!({
        "type": "thesis",
        "genre": "Doctoral dissertation",
        "author": people(words, dice, 2),
    });
    published(&mut entry, dice.pick(&words.school))
}

fn report(words: &Words, dice: &mut Dice) -> Value {
    let mut entry = json!({
        "type": "report",
        "genre": "Technical report",
        "author": people(words, dice, 3),
        "number": dice.number(1, 400).to_string(),
    });
    published(&mut entry, dice.pick(&words.body))
}

fn news(words: &Words, dice: &mut Dice) -> Value {
    let day = [dice.number(1995, 2025), dice.number(1, 13), dice.number(1, 29)];
    json!({
        "type": "article-newspaper",
        "author": people(words, dice, 2),
        "container-title": dice.pick(&words.newspaper),
        "issued": {"date-parts": [day]},
        "page": dice.number(1, 40).to_string(),
    })
}

fn page(words: &Words, dice: &mut Dice) -> Value {
    let site = dice.pick(&words.site);
    json!({
        "type": "webpage",
        "author": [{"literal": site}],
        "URL": format!("https://example.org/{}/{}", site.split(' ').next().unwrap_or("a").to_lowercase(), dice.number(1, 900)),
        "accessed": {"date-parts": [[2025, dice.number(1, 13), dice.number(1, 29)]]},
    })
}

fn published(entry: &mut Value, [publisher, place]: &[String; 2]) -> Value {
    entry["publisher"] = json!(publisher);
    entry["publisher-place"] = json!(place);
    entry.take()
}

fn title(words: &Words, dice: &mut Dice) -> String {
    let opening = dice.pick(&words.opening);
    match dice.number(0, 100) < 60 {
        true => format!("{opening}: {}", dice.pick(&words.ending)),
        false => opening.clone(),
    }
}

fn people(words: &Words, dice: &mut Dice, below: u64) -> Value {
    let person = |dice: &mut Dice| {
        let name = dice.pick(&words.family);
        let family = name.trim_start_matches(|c: char| c.is_lowercase() || c == ' ');
        let mut person = json!({"family": family, "given": dice.pick(&words.given)});
        if family.len() < name.len() {
            person["non-dropping-particle"] = json!(name[..name.len() - family.len()].trim_end());
        }
        person
    };
    let mut all: Vec<Value> = (0..dice.number(1, below)).map(|_| person(dice)).collect();
    all.dedup_by(|a, b| a["family"] == b["family"]);
    Value::from(all)
}

fn pages(dice: &mut Dice) -> String {
    let first = dice.number(1, 900);
    format!("{first}-{}", first + dice.number(5, 40))
}
