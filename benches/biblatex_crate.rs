//! What the `biblatex` crate reads of real .bib entries, beside what we read.
//!
//! `cargo bench --no-default-features --bench biblatex_crate -- FOLDER [--list N]`: every entry of every .bib
//! file below FOLDER that we read is given to the crate alone, together with the `@string`s of its
//! file, so that one bad entry costs only itself and no inheritance can run in a circle. Names and
//! dates are compared. `--list` prints N differences of each kind.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use biblatex::{Bibliography, ChunksExt, DateValue, Entry as Theirs, PermissiveType, Person};
use cite::{Entry, Library, Name};

/// What came of one field or entry, and how often; with a few examples.
type Counts = BTreeMap<&'static str, (usize, Vec<String>)>;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        println!("give a folder of .bib files to measure with");
        return;
    };
    let examples = arguments.skip_while(|word| word != "--list").nth(1);
    let examples = examples.and_then(|number| number.parse().ok()).unwrap_or(0);
    std::panic::set_hook(Box::new(|_| {}));
    let mut paths = Vec::new();
    collect(Path::new(&folder), &mut paths);
    let (mut counts, mut ours, mut theirs) = (Counts::new(), Duration::ZERO, Duration::ZERO);
    for path in paths {
        let before = Instant::now();
        let Ok(library) = Library::open(&path) else { continue };
        ours += before.elapsed();
        let before = Instant::now();
        compare(&library, examples, &mut counts);
        theirs += before.elapsed();
    }
    for (what, (count, shown)) in &counts {
        println!("{count:8} {what}");
        shown.iter().for_each(|example| println!("         {example}"));
    }
    println!("ours {ours:.1?} for whole files; the crate, entry by entry, {theirs:.1?}");
}

fn count(
    counts: &mut Counts,
    examples: usize,
    what: &'static str,
    example: impl FnOnce() -> String,
) {
    let (count, shown) = counts.entry(what).or_default();
    *count += 1;
    if shown.len() < examples {
        shown.push(example());
    }
}

fn compare(library: &Library, examples: usize, counts: &mut Counts) {
    let strings: Vec<_> = library.sources.iter().map(|source| strings(source.text())).collect();
    for record in &library.records {
        let text = record.span.of(library.sources[record.source].text());
        let needed = strings[record.source].iter().filter(|(name, _)| text.contains(name));
        let needed: String = needed.map(|(_, line)| format!("{line}\n")).collect();
        let text = format!("{needed}{text}");
        let entry = &record.entry;
        match catch_unwind(|| Bibliography::parse(&text)) {
            Err(_) => count(counts, examples, "entries: the crate panics", || text.clone()),
            Ok(Err(error)) => {
                let what = match error.kind {
                    biblatex::ParseErrorKind::UnknownAbbreviation(_) => {
                        "entries lost: unknown abbreviation"
                    }
                    biblatex::ParseErrorKind::DuplicateKey(_) => "entries lost: duplicate key",
                    biblatex::ParseErrorKind::ResolutionError(_) => "entries lost: resolution",
                    _ => "entries lost: syntax",
                };
                count(counts, examples, what, || format!("{error} {text}"));
            }
            Ok(Ok(read)) => match read.iter().next() {
                None => count(counts, examples, "entries lost: nothing is read", || text.clone()),
                Some(theirs) => {
                    count(counts, 0, "entries read by both", String::new);
                    names(entry, theirs, examples, counts);
                    dates(entry, theirs, examples, counts);
                }
            },
        }
    }
}

/// The `@string`s of a file, by their names.
fn strings(source: &str) -> Vec<(&str, &str)> {
    source
        .lines()
        .filter_map(|line| {
            let start = line.trim_start();
            let head = start.get(..7)?;
            let (name, _) = start.get(8..)?.split_once('=')?;
            head.eq_ignore_ascii_case("@string").then_some((name.trim(), line))
        })
        .collect()
}

fn names(ours: &Entry, theirs: &Theirs, examples: usize, counts: &mut Counts) {
    let Ok(people) = theirs.author() else { return };
    let wanted: Vec<String> =
        ours.names("author").iter().filter(|name| !is_others(name)).map(shown).collect();
    let others =
        people.iter().any(|person| person.name == "others" && person.given_name.is_empty());
    let read: Vec<String> =
        people.iter().filter(|person| person.name != "others").map(shown_person).collect();
    let what = if wanted == read {
        "names: the same"
    } else if wanted.len() != read.len() {
        "names: another number of people"
    } else if ours.names("author").iter().any(|name| name.literal.is_some()) {
        "names: a body in braces, which the crate splits"
    } else if fold(&wanted) == fold(&read) {
        "names: signs and spaces"
    } else {
        "names: other parts"
    };
    count(counts, examples, what, || format!("{wanted:?} | {read:?}"));
    if others {
        count(counts, 0, "names: 'others' is a person to the crate", String::new);
    }
}

fn fold(names: &[String]) -> Vec<String> {
    let plain = |name: &String| name.chars().filter(|c| c.is_alphanumeric()).collect();
    names.iter().map(plain).collect()
}

fn is_others(name: &Name) -> bool {
    name.literal.as_deref() == Some("others")
}

fn shown(name: &Name) -> String {
    let parts = [
        name.dropping_particle(),
        name.non_dropping_particle(),
        name.family.as_deref(),
        name.literal.as_deref(),
        name.suffix(),
        name.given.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}

fn shown_person(person: &Person) -> String {
    let parts = [&person.prefix, &person.name, &person.suffix, &person.given_name];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(AsRef::<str>::as_ref)
        .collect::<Vec<_>>()
        .join("/")
}

fn dates(ours: &Entry, theirs: &Theirs, examples: usize, counts: &mut Counts) {
    let wanted = ours.date("issued");
    let wanted = wanted.map(|date| {
        let from = date.date_parts.first().cloned().unwrap_or_default();
        from.iter().map(i32::to_string).collect::<Vec<_>>().join("-")
    });
    let read = match catch_unwind(std::panic::AssertUnwindSafe(|| theirs.date())) {
        Err(_) => {
            return count(counts, examples, "dates: the crate panics", || format!("{wanted:?}"));
        }
        Ok(Err(biblatex::RetrievalError::Missing(_))) => None,
        Ok(Err(error)) => {
            return count(counts, examples, "dates: an error of the crate", || {
                format!("{wanted:?}: {error}")
            });
        }
        Ok(Ok(PermissiveType::Typed(date))) => Some(match date.value {
            DateValue::At(at)
            | DateValue::After(at)
            | DateValue::Before(at)
            | DateValue::Between(at, _) => {
                let month = at.month.map(|month| i32::from(month) + 1);
                let parts = [Some(at.year), month, at.day.map(|day| i32::from(day) + 1)];
                parts
                    .into_iter()
                    .flatten()
                    .map(|part| part.to_string())
                    .collect::<Vec<_>>()
                    .join("-")
            }
        }),
        Ok(Ok(PermissiveType::Chunks(chunks))) => {
            Some(format!("words: {}", chunks.format_verbatim()))
        }
    };
    let words = read.as_ref().is_some_and(|read| read.starts_with("words"));
    let what = match (&wanted, &read) {
        (ours, theirs) if ours == theirs => "dates: the same",
        (Some(date), _) if words && !date.is_empty() => "dates: read by us, words to the crate",
        (Some(date), _) if words && date.is_empty() => "dates: words to both",
        (Some(_), None) => "dates: read by us alone",
        (None, Some(_)) => "dates: read by the crate alone",
        _ => "dates: others",
    };
    count(counts, examples, what, || format!("{wanted:?} | {read:?}"));
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => collect(&path, paths),
            path if path.extension().is_some_and(|ending| ending == "bib") => paths.push(path),
            _ => {}
        }
    }
    paths.sort();
}
