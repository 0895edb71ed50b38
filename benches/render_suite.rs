//! How many fixtures of the official CSL test suite we print as wanted.
//!
//! `cargo bench --bench render_suite -- [FOLDER] [--show NAME] [--failing] [--write]`: `--show`
//! prints what is wanted and what is printed for the fixtures whose names begin so; `--failing` for
//! all that fail; `--write` writes `tests/csl_suite/passing.txt` and the list of those that fail in
//! `docs/styles.md`.

#[path = "../tests/csl_suite/fixture.rs"]
mod fixture;
#[path = "../tests/csl_suite/outcome.rs"]
mod outcome;

use std::collections::BTreeMap;
use std::path::PathBuf;

use outcome::Outcome;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut folder = PathBuf::from("../shared/data/csl/suite");
    let (mut show, mut write) = (None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--show" => show = arguments.next(),
            "--failing" => show = Some(String::new()),
            "--write" => write = true,
            _ => folder = PathBuf::from(argument),
        }
    }
    // The engine's panics are counted, not shown.
    std::panic::set_hook(Box::new(|_| {}));
    let outcomes = outcome::all(&folder);
    let failing: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.passes()).collect();
    if let Some(start) = show {
        for outcome in failing.iter().filter(|outcome| outcome.name.starts_with(&start)) {
            match &outcome.printed {
                Ok(printed) => {
                    println!("{}\n  - {}\n  + {printed}", outcome.name, outcome.wanted);
                }
                Err(error) => println!("{}\n  ! {error}", outcome.name),
            }
        }
    }
    println!("{} of {} fixtures pass", outcomes.len() - failing.len(), outcomes.len());
    for (class, names) in by_class(&failing) {
        println!("{:5} {class}", names.len());
    }
    if write {
        record(&outcomes, &failing);
    }
}

/// The fixtures that fail, by why: what could not be done, or what the fixture is about.
fn by_class<'a>(failing: &[&'a Outcome]) -> BTreeMap<String, Vec<&'a str>> {
    let mut classes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for outcome in failing {
        let about = outcome.name.split('_').next().unwrap_or_default();
        let class = match &outcome.printed {
            Ok(_) => format!("other text: {about}"),
            Err(error) => {
                let what = error.split(':').next().unwrap_or_default();
                format!("cannot be run: {what}")
            }
        };
        classes.entry(class).or_default().push(&outcome.name);
    }
    classes
}

/// Writes the ratchet and the list in the documentation.
fn record(outcomes: &[Outcome], failing: &[&Outcome]) {
    let passing = outcomes.iter().filter(|outcome| outcome.passes());
    let names: String = passing.map(|outcome| format!("{}\n", outcome.name)).collect();
    std::fs::write("tests/csl_suite/passing.txt", names).expect("can be written");
    let start = "<!-- failing fixtures: begin -->\n";
    let end = "<!-- failing fixtures: end -->";
    let page = std::fs::read_to_string("docs/styles.md").expect("is there");
    let (before, rest) = page.split_once(start).expect("holds the mark of the begin");
    let (_, after) = rest.split_once(end).expect("holds the mark of the end");
    let mut list = format!("{} of {} pass.\n\n", outcomes.len() - failing.len(), outcomes.len());
    for (class, names) in by_class(failing) {
        list.push_str(&format!("- {class} ({}): `{}`\n", names.len(), names.join("`, `")));
    }
    let page = format!("{before}{start}{list}{end}{after}");
    std::fs::write("docs/styles.md", page).expect("can be written");
}
