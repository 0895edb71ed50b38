//! How much of published papers is rewritten in a style, and whether it says what was meant.
//!
//! `cargo bench --bench rewrite -- [--every N] [--style NAME] [--left] [--differs]`: of the papers with
//! known answers, the share of places (citations and entries) that are written in APA, IEEE and
//! Vancouver, of papers that are written whole, and the places that say something else than the
//! answers. These were read one by one; `tests/judged/rewritten.jsonl` holds what each is (see
//! [`Verdict`]), and the bench counts those that are wrong, and those that nobody has read yet. `--left`
//! lists the reasons of what is left, `--differs` all that differs, as lines of that file with the
//! two texts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use cite::internals::Analysis;
use cite::internals::render::style::Style;
use cite::internals::render::write::markdown;
use cite::internals::rewrite::paper;
use cite::{Document, Entry, Library, Span};
use serde::Deserialize;
use serde_json::{Value, json};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|one| one == word);
    let after = |word: &str| {
        let at = words.iter().position(|one| one == word)?;
        words.get(at + 1).cloned()
    };
    let every = after("--every").and_then(|n| n.parse().ok()).unwrap_or(1);
    let styles = after("--style").map_or_else(
        || ["apa", "ieee", "vancouver"].map(str::to_owned).to_vec(),
        |style| vec![style],
    );
    let folder = PathBuf::from("../shared/data").join(after("--papers").unwrap_or("papers".into()));
    let Ok(folders) = std::fs::read_dir(&folder) else {
        return println!("SKIPPED: {} is not on this machine", folder.display());
    };
    let mut papers: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    papers.sort();
    papers.retain(|path| path.join("gold.json").exists());
    let judged = Judged::read();
    for style in styles {
        let style = Style::find(&style, &[]).expect("is a style");
        let mut sum = Counts::default();
        for path in papers.iter().step_by(every) {
            sum.add(path, &style);
        }
        sum.print(&style.name, &judged);
        if has("--left") {
            let mut why: Vec<_> = sum.left_why.iter().collect();
            why.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            why.iter().for_each(|(why, (count, sample))| println!("{count:6} {why}: {sample}"));
        }
        if has("--differs") {
            sum.differing.iter().for_each(|one| println!("{}", one.line(&judged)));
        }
    }
}

#[derive(Default)]
struct Counts {
    places: usize,
    left: usize,
    papers: usize,
    whole: usize,
    differing: Vec<Differing>,
    left_why: BTreeMap<String, (usize, String)>,
}

impl Counts {
    fn add(&mut self, folder: &Path, style: &Style) {
        let gold = std::fs::read_to_string(folder.join("gold.json")).expect("readable");
        let gold: Value = serde_json::from_str(&gold).expect("JSON");
        let document = Document::open(folder.join("paper.md")).expect("readable");
        let source = document.source.text();
        let rewritten = paper::rewrite(&document, style, None, &markdown::FORMAT);
        let library = Library::none();
        let analysis = Analysis::gather(&document, &library);
        self.places += analysis.citations.len() + analysis.references().len();
        let whole = rewritten.skipped.iter().any(|skipped| skipped.span.len() == source.len());
        self.left += match whole {
            true => analysis.citations.len() + analysis.references().len(),
            false => rewritten.skipped.len(),
        };
        self.papers += 1;
        self.whole += usize::from(rewritten.skipped.is_empty());
        for skipped in &rewritten.skipped {
            let (start, sample) = (skipped.span.start, skipped.span.of(source));
            let sample: String = sample.chars().take(150).collect();
            let why = self.left_why.entry(sorted_out(&skipped.why)).or_default();
            why.0 += 1;
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            why.1 = format!(
                "{name}:{}: {sample:?} ({})",
                document.source.position(start).line,
                skipped.why
            );
        }
        let left: Vec<Span> = rewritten.skipped.iter().map(|skipped| skipped.span).collect();
        let written = |span: Span| !left.iter().any(|other| other.overlaps(span));
        let answers = Answers::new(&gold, source);
        let paper = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut add =
            |place: String, (field, found, wanted): (&'static str, String, String), span: Span| {
                let (paper, text) = (paper.to_string(), span.of(source).to_owned());
                self.differing.push(Differing { paper, place, field, found, wanted, text });
            };
        for reference in analysis.references() {
            let span = document.in_source(reference.span);
            let Some(answer) = answers.reference(span).filter(|_| written(span)) else { continue };
            let answer = &answers.references[answer];
            if let Some(difference) = unlike(&reference.entry, answer) {
                add(answer["id"].as_str().unwrap_or_default().to_owned(), difference, span);
            }
        }
        for citation in &analysis.citations {
            let span = document.in_source(citation.span);
            if !written(span) {
                continue;
            }
            let references = citation.items.iter().flat_map(|item| &item.resolution.references);
            let ours: BTreeSet<usize> = references
                .filter_map(|at| {
                    answers.reference(document.in_source(analysis.reference(*at).span))
                })
                .collect();
            let wanted = answers.targets(span);
            if !wanted.is_empty() && !ours.is_subset(&wanted) {
                let difference = ("works", format!("{ours:?}"), format!("{wanted:?}"));
                add(format!("@{}", span.start), difference, span);
            }
        }
    }

    fn print(&self, style: &str, judged: &Judged) {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let count = |verdict: Option<Verdict>| {
            self.differing.iter().filter(|one| judged.of(one) == verdict).count()
        };
        println!(
            "{style}: {:.1} % of {} places written, {} of {} papers whole; {} differ from the answers: \
             {} say the same, {} are right against the answer, {} are open, {} are wrong, {} unread",
            share(self.places - self.left, self.places),
            self.places,
            self.whole,
            self.papers,
            self.differing.len(),
            count(Some(Verdict::Same)),
            count(Some(Verdict::Answer)),
            count(Some(Verdict::Open)),
            count(Some(Verdict::Wrong)),
            count(None)
        );
    }
}

/// A written place that says something else than its answer.
struct Differing {
    paper: String,
    /// The identifier of the answer's reference, or `@` and the byte where a citation begins.
    place: String,
    field: &'static str,
    found: String,
    wanted: String,
    text: String,
}

impl Differing {
    /// A number that tells what was found from other readings of the place: texts of papers are not kept.
    fn print(&self) -> String {
        let mut hasher = fnv::FnvHasher::default();
        hasher.write(self.found.as_bytes());
        format!("{:016x}", hasher.finish())
    }

    fn line(&self, judged: &Judged) -> Value {
        json!({"paper": self.paper, "place": self.place, "field": self.field, "print": self.print(),
            "verdict": judged.of(self).map(|verdict| format!("{verdict:?}").to_lowercase()),
            "found": self.found, "wanted": self.wanted, "text": self.text})
    }
}

/// What a difference from the answers is, read by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// The same in other words, or in another field that the style prints in the same place.
    Same,
    /// What was written is right, and the answer is not: it lacks a name, or cuts a title.
    Answer,
    /// The text itself does not say which is right.
    Open,
    /// What was written is wrong.
    Wrong,
}

/// The differences that were read.
struct Judged {
    verdicts: HashMap<[String; 4], Verdict>,
}

/// A line of the file of differences that were read.
#[derive(Deserialize)]
struct Line {
    paper: String,
    place: String,
    field: String,
    print: String,
    verdict: Verdict,
}

impl Judged {
    fn read() -> Judged {
        let text = include_str!("../tests/judged/rewritten.jsonl");
        let verdicts = text.lines().map(|line| {
            let line: Line = serde_json::from_str(line).expect("a line of judgements");
            ([line.paper, line.place, line.field, line.print], line.verdict)
        });
        Judged { verdicts: verdicts.collect() }
    }

    fn of(&self, one: &Differing) -> Option<Verdict> {
        let key = [one.paper.clone(), one.place.clone(), one.field.to_owned(), one.print()];
        self.verdicts.get(&key).copied()
    }
}

/// A reason without what it quotes.
fn sorted_out(why: &str) -> String {
    why.split('"').step_by(2).collect::<Vec<_>>().join("…")
}

/// The known answers of a paper.
struct Answers {
    references: Vec<Value>,
    places: Vec<Span>,
    citations: Vec<(Span, Vec<usize>)>,
}

impl Answers {
    fn new(gold: &Value, source: &str) -> Answers {
        let bytes: Vec<usize> =
            source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
        let span = |one: &Value| {
            let at = |name: &str| bytes[one[name].as_u64().expect("an offset") as usize];
            Span::new(at("start"), at("end"))
        };
        let references = list("references");
        let ids: HashMap<String, usize> = references
            .iter()
            .enumerate()
            .map(|(at, one)| (one["id"].as_str().unwrap_or_default().to_owned(), at))
            .collect();
        let targets = |one: &Value| {
            let names = one["targets"].as_array().cloned().unwrap_or_default();
            names.iter().filter_map(|id| ids.get(id.as_str()?).copied()).collect()
        };
        Answers {
            places: references.iter().map(span).collect(),
            citations: list("citations").iter().map(|one| (span(one), targets(one))).collect(),
            references,
        }
    }

    /// The answer for the entry there, if there is one.
    fn reference(&self, span: Span) -> Option<usize> {
        let shared =
            |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
        let best = (0..self.places.len()).max_by_key(|at| shared(self.places[*at]))?;
        (shared(self.places[best]) * 2 > span.len()).then_some(best)
    }

    fn targets(&self, span: Span) -> BTreeSet<usize> {
        let there = self.citations.iter().filter(|(place, _)| place.overlaps(span));
        there.flat_map(|(_, targets)| targets.iter().copied()).collect()
    }
}

/// The first field of an answer that an entry has otherwise, with both values.
fn unlike(entry: &Entry, answer: &Value) -> Option<(&'static str, String, String)> {
    let families: Vec<String> = list(answer, "authors")
        .iter()
        .map(|name| plain(name["family"].as_str().or(name["literal"].as_str()).unwrap_or_default()))
        .collect();
    let ours: Vec<String> = entry
        .names("author")
        .iter()
        .map(|name| {
            let own = name.family.as_ref().or(name.literal.as_ref());
            let parts = [name.non_dropping_particle(), name.dropping_particle()];
            let parts = parts.into_iter().flatten().chain(own.map(|part| &**part));
            plain(&parts.collect::<String>())
        })
        .collect();
    let editors: Vec<String> = list(answer, "editors")
        .iter()
        .map(|name| plain(name["family"].as_str().unwrap_or_default()))
        .collect();
    // The answers name more people than the entry where it ends in "et al.".
    let same = match answer["etal"].as_bool().unwrap_or_default() || entry.has_others("author") {
        true => families.starts_with(&ours[..ours.len().min(1)]),
        false => ours == families,
    };
    if !(families.is_empty() || same || ours.is_empty() && families == editors) {
        return Some(("authors", ours.join("; "), families.join("; ")));
    }
    let fields = [
        ("title", "title"),
        ("container", "container-title"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("pages", "page"),
        ("doi", "DOI"),
    ];
    for (theirs, name) in fields {
        let Some(wanted) = answer[theirs].as_str().map(plain) else { continue };
        let found = plain(entry.text(name).unwrap_or_default());
        // A series and a proceedings' name are other fields of the same work.
        let elsewhere = || {
            entry.variables.iter().any(|(_, value)| {
                plain(&serde_json::to_string(value).unwrap_or_default()).contains(&wanted)
            })
        };
        let same = found == wanted
            || found.starts_with(&wanted)
            || wanted.starts_with(&found) && !found.is_empty();
        if !(same || name != "title" && elsewhere()) {
            return Some((theirs, found, wanted));
        }
    }
    let year = answer["year"].as_str().unwrap_or_default();
    let ours = entry.year().map(|year| year.to_string()).unwrap_or_default();
    (year.len() == 4 && ours != year).then(|| ("year", ours, year.to_owned()))
}

fn list<'v>(answer: &'v Value, name: &str) -> &'v [Value] {
    answer[name].as_array().map_or(&[], Vec::as_slice)
}

/// Letters and digits, folded.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|ch| ch.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
