//! What kind of work a record is.
//!
//! Everything in the entry speaks for some kinds and against others: which fields it has, words that
//! name a kind and where they stand, names of places where works of one kind lie. What each is worth
//! is data, `refs/kinds.toml`; the kind for which most speaks is taken.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;

use crate::lexicon::inside::ends_inside;
use crate::lexicon::lists::list;
use crate::model::creator::initials;
use crate::model::entry::Entry;
use crate::model::reference::{Field, Label};
use crate::references::attributes::list_key;
use crate::references::fields::bodies::{is_body, is_newspaper, is_serial};
use crate::references::lists::built_in;
use crate::references::tokens::is_han;
use crate::text::fold::fold;
use crate::text::host::is_host;
use crate::text::pattern::regex;
use crate::text::span::Span;

/// A kind of work and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Kind {
    /// CSL's item type.
    pub name: &'static str,
    /// How sure it is, from 0 to 1.
    pub sure: f32,
}

/// The kind of a record that was read from `text`, of which `fields` are known.
pub(crate) fn of(text: &str, fields: &[Field], entry: &Entry) -> Kind {
    let parts = Parts::of(text, fields, entry);
    if let Some(name) = marked(text) {
        return Kind { name, sure: 1.0 };
    }
    let weights = &*WEIGHTS;
    let mut scores = weights.prior.clone();
    let mut add = |worth: &[(usize, f32)]| {
        worth.iter().for_each(|(kind, worth)| scores[*kind] += worth);
    };
    for fact in facts(text, &parts, entry) {
        add(weights.facts.get(fact).map_or(&[], Vec::as_slice));
    }
    let said = Part::ALL.map(|part| weights.words.found_in(parts.get(part)));
    for (list, worths) in weights.worths.iter().enumerate() {
        for (part, worth) in worths {
            if said[*part as usize][list] {
                add(worth);
            }
        }
    }
    let names = weights.names.found_in(&parts.names());
    if let Some(name) = names.iter().position(|found| *found) {
        add(&[(weights.named[name], NAMED)]);
    }
    let best = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |best| best.0);
    let odds: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    Kind { name: &weights.kinds[best], sure: 1.0 / odds }
}

/// What it says that a work lies where works of one kind do.
const NAMED: f32 = 6.0;

/// A part of an entry in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Title,
    Container,
    Publisher,
    /// What the entry itself calls its kind.
    Genre,
    /// All but title, container, publisher and creators, and brackets in the title.
    Outside,
}

impl Part {
    const ALL: [Part; 5] =
        [Part::Title, Part::Container, Part::Publisher, Part::Genre, Part::Outside];
}

/// The parts of an entry in lower case.
struct Parts {
    title: String,
    container: String,
    publisher: String,
    genre: String,
    outside: String,
    address: String,
    doi: String,
    note: String,
    /// Whether a word such as "In" stands before the container.
    inside: bool,
    /// Whether the volume stands straight behind the container: "Steppe Rivers 42".
    numbered: bool,
}

impl Parts {
    fn of(text: &str, fields: &[Field], entry: &Entry) -> Parts {
        let lower = |variable: &str| entry.text(variable).unwrap_or_default().to_lowercase();
        let container = fields.iter().find(|field| field.label == Label::Container);
        let editors = fields.iter().find(|field| field.label == Label::Editor);
        let title_end = fields.iter().find(|field| field.label == Label::Title);
        let title_end = title_end.map_or(0, |title| title.span.end);
        let first = [container, editors].into_iter().flatten();
        let first = first.map(|field| field.span.start).filter(|start| *start >= title_end).min();
        Parts {
            title: lower("title"),
            container: lower("container-title"),
            publisher: lower("publisher"),
            genre: lower("genre"),
            outside: outside(text, fields).to_lowercase(),
            address: lower("URL"),
            doi: lower("DOI"),
            note: lower("note"),
            numbered: fields.windows(2).any(|pair| {
                let gap = text.get(pair[0].span.end..pair[1].span.start).unwrap_or("-").trim();
                let labels = [pair[0].label, pair[1].label];
                let number = pair[1].span.of(text).starts_with(|c: char| c.is_ascii_digit());
                labels == [Label::Container, Label::Volume]
                    && matches!(gap, "" | "," | ".")
                    && number
            }),
            inside: first.is_some_and(|start| ends_inside(&text[..start])),
        }
    }

    fn get(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.title,
            Part::Container => &self.container,
            Part::Publisher => &self.publisher,
            Part::Genre => &self.genre,
            Part::Outside => &self.outside,
        }
    }

    /// Where the work lies: what it is part of, who has it, its address. Where neither is named a note
    /// may say it ("Available at SSRN 4594515"); publishers keep works of all kinds in repositories.
    fn names(&self) -> String {
        let address = self.address.split_once("//").map_or(&*self.address, |(_, rest)| rest);
        let host = address.split('/').next().unwrap_or_default();
        let doi = self.doi.split('/').next().filter(|_| self.publisher.is_empty());
        let nowhere = self.container.is_empty() && self.publisher.is_empty();
        let note = if nowhere { &*self.note } else { "" };
        format!("{} {} {host} {} {note}", self.container, self.publisher, doi.unwrap_or_default())
    }
}

/// What a clue is worth for kinds, by their place in `Weights::kinds`.
type Worth = Vec<(usize, f32)>;

/// What each clue is worth.
struct Weights {
    kinds: Vec<String>,
    prior: Vec<f32>,
    facts: HashMap<String, Worth>,
    words: Lists,
    /// What the words of each list are worth in the parts of an entry.
    worths: Vec<Vec<(Part, Worth)>>,
    names: Lists,
    /// The kind of what lies at each name.
    named: Vec<usize>,
    /// The names of places that keep data.
    repositories: HashSet<String>,
}

/// Several lists of words, all looked for at once.
struct Lists {
    automaton: Option<AhoCorasick>,
    /// The list of each word.
    list_of: Vec<usize>,
    count: usize,
}

impl Lists {
    fn of<'a>(lists: impl Iterator<Item = &'a [&'a str]>) -> Lists {
        let lists: Vec<&[&str]> = lists.collect();
        let numbered = lists.iter().enumerate();
        let list_of = numbered.flat_map(|(at, words)| std::iter::repeat_n(at, words.len()));
        let list_of = list_of.collect();
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton = AhoCorasick::builder().kind(kind).build(lists.iter().copied().flatten());
        Lists { automaton: automaton.ok(), list_of, count: lists.len() }
    }

    /// For each list whether one of its words begins a word of a text.
    fn found_in(&self, text: &str) -> Vec<bool> {
        let mut found = vec![false; self.count];
        let hits = self.automaton.iter().flat_map(|words| words.find_overlapping_iter(text));
        for hit in hits {
            // Words of Han are written without spaces between them.
            let joins = |c: char| c.is_alphanumeric() && !is_han(c);
            let begins = !text[..hit.start()].ends_with(joins);
            found[self.list_of[hit.pattern().as_usize()]] |= begins;
        }
        found
    }
}

/// The file as it is written.
#[derive(Debug, Default, serde::Deserialize)]
struct Written {
    prior: BTreeMap<String, f32>,
    facts: BTreeMap<String, BTreeMap<String, f32>>,
    words: BTreeMap<String, BTreeMap<Part, BTreeMap<String, f32>>>,
    names: BTreeMap<String, Vec<String>>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: it cannot be wrong here.
    let file = include_str!(concat!(env!("OUT_DIR"), "/kinds.json"));
    let written: Written = serde_json::from_str(file).unwrap_or_default();
    let (kinds, prior): (Vec<String>, Vec<f32>) = written.prior.into_iter().unzip();
    let place = |kind: &String| kinds.iter().position(|known| known == kind);
    let worth = |table: &BTreeMap<String, f32>| -> Worth {
        table.iter().filter_map(|(kind, worth)| Some((place(kind)?, *worth))).collect()
    };
    let parts = |parts: &BTreeMap<Part, BTreeMap<String, f32>>| {
        parts.iter().map(|(part, table)| (*part, worth(table))).collect()
    };
    let repositories = written.names.get("dataset").into_iter().flatten().cloned().collect();
    let names = written.names.iter().filter_map(|(kind, names)| Some((place(kind)?, names)));
    let names = names.flat_map(|(kind, names)| names.iter().map(move |name| (kind, &**name)));
    let (named, names): (Vec<usize>, Vec<&str>) = names.unzip();
    Weights {
        facts: written.facts.iter().map(|(fact, table)| (fact.clone(), worth(table))).collect(),
        words: Lists::of(written.words.keys().map(|name| list(name))),
        worths: written.words.values().map(parts).collect(),
        names: Lists::of(names.chunks(1)),
        named,
        repositories,
        prior,
        kinds,
    }
});

/// What the fields of an entry say, by the names of `refs/kinds.toml`.
fn facts(text: &str, parts: &Parts, entry: &Entry) -> Vec<&'static str> {
    let has = |variable: &str| entry.text(variable).is_some();
    let container = entry.text("container-title").unwrap_or_default();
    let author = entry.names("author").first().and_then(|name| name.literal.as_deref());
    let body = author.filter(|author| is_body(author) || author.chars().all(|c| !c.is_lowercase()));
    let own = author.is_some_and(|author| publishes_itself(author, &parts.publisher));
    let paper = parts.address.trim_end_matches('/').ends_with(".pdf");
    let day = entry.date("issued").is_some_and(|date| date.day().is_some());
    // Publishers' addresses hold the DOI.
    let keyed = parts.address.contains("/10.");
    let site = has("container-title") && has("URL") && !keyed && is_site(container, entry);
    // What has editors, a publisher or a place is a book.
    let issued = has("publisher") || has("publisher-place") || !entry.names("editor").is_empty();
    let numbered = parts.numbered && has("page");
    let known = !container.is_empty() && built_in().journals.contains(list_key(container));
    [
        ("container", has("container-title")),
        ("no-container", !has("container-title")),
        ("inside", parts.inside),
        ("volume", has("volume")),
        ("issue", has("issue")),
        ("page", has("page")),
        ("publisher", has("publisher")),
        ("place", has("publisher-place")),
        ("editor", !entry.names("editor").is_empty()),
        ("edition", has("edition")),
        ("doi", has("DOI") || keyed),
        ("address", has("URL")),
        ("accessed", entry.date("accessed").is_some()),
        ("day", day),
        ("dated-part", day && has("container-title") && has_person(entry)),
        ("known-journal", known),
        ("body", body.is_some()),
        ("own-publisher", own),
        ("document-address", paper),
        ("site", site),
        ("numbered-serial", numbered && !issued),
        ("newspaper-inside", parts.inside && !issued && !has("volume") && is_newspaper(container)),
        ("no-site", has("container-title") && has("URL") && !site),
        ("version", has("version")),
        ("arxiv", has("archive_location")),
        ("acronym", !has("volume") && !day && is_acronym(container)),
        ("book-number", has("ISBN") || parts.doi.contains("/978") || parts.doi.contains("978-")),
        ("standard-number", STANDARD.is_match(text)),
        ("reporter", entry.names("author").is_empty() && names_parties(text)),
        ("statute", names_statute(text)),
    ]
    .into_iter()
    .filter_map(|(name, holds)| holds.then_some(name))
    .collect()
}

/// Whether the author is the publisher, too, by its name, the beginning of its name or its initials.
fn publishes_itself(author: &str, publisher: &str) -> bool {
    let (author, short) = (fold(author), initials(author).map(|short| fold(&short)));
    let publisher = fold(publisher);
    !author.is_empty()
        && (publisher.starts_with(&author) || short.is_some_and(|short| short == publisher))
}

/// Whether a container is called by capitals alone, as conferences are: "ICDM", "CHI '19".
pub(crate) fn is_acronym(container: &str) -> bool {
    let mut words = container.split_whitespace();
    let first = words.next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let year = words.next().is_none_or(|word| word.contains(|c: char| c.is_ascii_digit()));
    (3..=8).contains(&first.len()) && capitals * 2 > first.len() && year && words.next().is_none()
}

/// The number of a standard: "ISO 9001:2015", "DIN EN 206", "IEEE Std 802.11".
static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?-u:\b)(?:ISO(?:/IEC|/TS|/TR)?|IEC|DIN(?: EN)?(?: ISO)?|BS(?: EN)?|ASTM [A-Z]|IEEE Std\.?|ANSI(?:/[A-Z]+)?|NBR(?: ISO)?|RFC|GB/T|NF EN|ETSI (?:EN|TS|TR)|NISO Z|ITU-T [A-Z]\.?|3GPP T[SR])|ÖNORM|ГОСТ(?: Р)?) ?(?:[0-9]{3}|[0-9]{2}\.[0-9])",
    )
});

/// Whether a text names two parties.
fn names_parties(text: &str) -> bool {
    // Hardly any does: the pattern, a large one, is rarely made.
    let against = [" v. ", " vs. ", " v ", " vs "].iter().any(|sign| text.contains(sign));
    against && REPORTER.is_match(text)
}

/// Two parties: "Brown v. Board of Education", before the reporter's volume and page.
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\W*[\p{Lu}][^.,]{2,60} vs?\.? [\p{Lu}].{0,80}?[,(\[] ?[(\[]?\d{1,4}[)\]]? ")
});

/// Whether a text names a section of a code of laws: "33 U.S.C. § 1251", "42 CFR § 3".
fn names_statute(text: &str) -> bool {
    let is_code = |after: &str| {
        let mut signs = after.chars().filter(|c| !matches!(c, '.' | ',' | ' '));
        let letters = [signs.next(), signs.next(), signs.next()];
        let section = |c: char| c == '§' || c.is_ascii_digit();
        [['U', 'S', 'C'], ['C', 'F', 'R']].iter().any(|code| letters == code.map(Some))
            && signs.next().is_some_and(section)
    };
    let digit = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
    text.match_indices(' ').any(|(at, _)| digit(&text[..at]) && is_code(&text[at + 1..]))
}

/// The kind that a letter in square brackets says, as Chinese lists have it (GB/T 7714-2015, annex B).
/// A book before "//" is a part of one.
fn marked(text: &str) -> Option<&'static str> {
    let inside = text.split('[').skip(1).filter_map(|part| part.split_once(']'));
    inside.into_iter().find_map(|(inside, after)| match of_code(inside)? {
        "book" if after.trim_start().starts_with("//") => Some("chapter"),
        kind => Some(kind),
    })
}

/// The kind that a code of GB/T 7714 stands for: "J", "M/OL".
pub(crate) fn of_code(code: &str) -> Option<&'static str> {
    let (letter, carrier) = code.split_once('/').unwrap_or((code, ""));
    if carrier.len() > 2 || carrier.chars().any(|c| !c.is_ascii_uppercase()) {
        return None;
    }
    Some(match letter {
        "J" => "article-journal",
        "D" => "thesis",
        "C" => "paper-conference",
        "R" => "report",
        "N" => "article-newspaper",
        "P" => "patent",
        "S" => "standard",
        "M" => "book",
        "EB" => "webpage",
        "DB" | "DS" => "dataset",
        "CP" => "software",
        _ => return None,
    })
}

/// Whether a name is that of a place that keeps data and programs and publishes them: "Zenodo".
pub(crate) fn is_repository(name: &str) -> bool {
    WEIGHTS.repositories.contains(&name.to_lowercase())
}

/// The text without names, titles and publisher; brackets in titles stay, since they say what kind of
/// work it is.
fn outside(text: &str, fields: &[Field]) -> String {
    let taken = [Label::Title, Label::Container, Label::Publisher, Label::Author, Label::Editor];
    let mut spans: Vec<Span> = fields
        .iter()
        .filter(|field| taken.contains(&field.label))
        .map(|field| field.span)
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut outside = String::with_capacity(text.len());
    let mut end = 0;
    for span in spans {
        outside.push_str(text.get(end..span.start).unwrap_or_default());
        outside.push(' ');
        let inside = span.of(text);
        outside.push_str(inside.rfind(['[', '(']).map_or("", |at| &inside[at..]));
        outside.push(' ');
        end = span.end.max(end);
    }
    outside.push_str(text.get(end..).unwrap_or_default());
    outside
}

/// Whether a container is a web site and not a periodical that is read at some address: sites are
/// named by their hosts, whole, by a word of theirs or by their initials.
fn is_site(container: &str, entry: &Entry) -> bool {
    let Some(url) = entry.text("URL").and_then(|url| url::Url::parse(url).ok()) else {
        return entry.text("URL").is_some();
    };
    let host = fold(url.host_str().unwrap_or_default());
    let words = container.split(|c: char| !c.is_alphanumeric()).map(fold);
    let short = initials(container).map(|short| fold(&short));
    let named = words.chain(short).any(|word| word.len() > 1 && host.contains(&word));
    named && !is_serial(container) || is_body(container) || is_host(container) || !has_person(entry)
}

/// Whether a person is among the creators.
fn has_person(entry: &Entry) -> bool {
    entry.names("author").iter().any(|name| name.family.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::parse_one;

    #[test]
    fn the_file_can_be_read() {
        let written: Written = toml::from_str(include_str!("../../refs/kinds.toml")).expect("TOML");
        let tables =
            written.facts.values().chain(written.words.values().flat_map(|all| all.values()));
        let kinds = tables.flat_map(BTreeMap::keys).chain(written.names.keys());
        for kind in kinds {
            assert!(written.prior.contains_key(kind), "{kind}");
        }
        for name in written.words.keys() {
            assert!(!list(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn kinds_from_all_of_an_entry() {
        for (text, kind) in [
            (
                "Lind, A. (2003). Biosynthesis and anthesis in steppe grasses. Water Policy, 7(2), 47–59.",
                "article-journal",
            ),
            (
                "Lind, A. (2003). Dry rivers [Unpublished doctoral dissertation]. University of Oslo.",
                "thesis",
            ),
            (
                "Moe B. On rivers. In Proc. IEEE Int. Conf. Acoust., 2010, pp. 3–9.",
                "paper-conference",
            ),
            (
                "SOUZA, P. Poços do sertão. Monografia. Universidade Federal da Bahia, 2014. Disponível em: http://example.org/1.pdf.",
                "thesis",
            ),
            (
                "Lind, A., Moe, B. (2025). Dry rivers and their banks. International Journal of Wells/Rivers. https://journals.example.com/doi/10.1177/1940.",
                "article-journal",
            ),
            ("Lind, A. “Wells for all: a citizens' survey.” Available at SSRN 4594515.", "article"),
            ("3GPP TS 23.402: \"Architecture of wells\".", "standard"),
            (
                "Lind, A. 2023. Grammar of wells (5 edn.). Berlin: Steppe Press. DOI: 10.5281/zenodo.7376.",
                "book",
            ),
            ("MOE GROUP, \"Cost of Wells 2024\", Oslo, Moe Group Research, 2024.", "report"),
            ("陈明, 李强．河流分类方法研究．中国国际供水会议, CICE2006．", "paper-conference"),
            (
                "KVARN R. Sparse wells[M]//GALL L, CASTELL B. Crafts of Wells. Berlin: Steppe, 1980: 265-294.",
                "chapter",
            ),
            (
                "Lind, Jan (1964): Dialects of the valley. In: Steppe Rivers and Wells 42, S. 440–465.",
                "article-journal",
            ),
            (
                "Lind, Jan (2009): Hand washing in schools. In: Morning Gazette, S. 10.",
                "article-newspaper",
            ),
            ("刘建平. 河流研究[D]. 杭州: 浙江大学, 2005.", "thesis"),
            ("吴江涛. 河流测试[J]. 中国测试, 2021, 47(2): 1-5.", "article-journal"),
        ] {
            assert_eq!(parse_one(text).entry.kind, kind, "{text}");
        }
    }
}
