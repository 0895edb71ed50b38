//! Situations in which a link can be: what a server does, and what is to be said of it.

mod alive;
mod rotten;
mod undecidable;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::pages::{self, TITLE};
use crate::program::{record, verified};
use crate::server::{Answer, Play, Request, Server};

/// A link to `http://NAME.example/paper`, and what its server does.
pub struct Situation {
    name: &'static str,
    path: &'static str,
    /// The title under which the page is cited.
    cited: &'static str,
    /// The surname of its first author.
    by: &'static str,
    /// The verdicts that are right.
    verdicts: &'static [&'static str],
    play: Play,
}

const fn case(name: &'static str, verdicts: &'static [&'static str], play: Play) -> Situation {
    Situation { name, path: "/paper", cited: TITLE, by: "Almagambet", verdicts, play }
}

impl Situation {
    const fn at(mut self, path: &'static str) -> Situation {
        self.path = path;
        self
    }

    const fn by(mut self, surname: &'static str) -> Situation {
        self.by = surname;
        self
    }

    const fn cited(mut self, title: &'static str) -> Situation {
        self.cited = title;
        self
    }
}

fn all() -> impl Iterator<Item = &'static Situation> {
    alive::CASES.iter().chain(rotten::CASES).chain(undecidable::CASES)
}

fn play(request: &Request) -> Answer {
    static PLAYS: LazyLock<HashMap<&str, Play>> =
        LazyLock::new(|| all().map(|situation| (situation.name, situation.play)).collect());
    let host = request.host.trim_end_matches(".example");
    let name = host.rsplit('.').next().unwrap_or_default();
    match PLAYS.get(name) {
        Some(play) => play(request),
        None => pages::missing(),
    }
}

/// Verifies all situations in one run, with so many seconds for each, and compares the verdicts.
fn check(situations: &[Situation], patience: &str) {
    let server = Server::start(play, None);
    let records: Vec<_> = situations
        .iter()
        .map(|one| {
            let url = format!("http://{}.example{}", one.name, one.path);
            let mut record = record(one.name, &url, one.cited);
            record["author"][0]["family"] = one.by.into();
            record
        })
        .collect();
    let (links, output) = verified(&server, &records, |command| {
        command.args(["--timeout", patience]);
    });
    let wrong: Vec<String> = situations
        .iter()
        .filter(|one| !one.verdicts.contains(&links[one.name]["verdict"].as_str().unwrap_or("")))
        .map(|one| {
            let link = &links[one.name];
            format!("{}: {} for {:?}: {}", one.name, link["verdict"], one.verdicts, link["reason"])
        })
        .collect();
    let noise = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{}\n{noise}",
        wrong.len(),
        situations.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_false_alarm_on_living_pages() {
    check(alive::CASES, "20");
}

#[test]
fn rotten_pages_are_found() {
    check(rotten::CASES, "20");
}

#[test]
fn what_cannot_be_told_is_called_so() {
    check(undecidable::CASES, "4");
}

#[test]
fn situations_have_names_of_their_own() {
    let mut seen = std::collections::HashSet::new();
    for situation in all() {
        assert!(seen.insert(situation.name), "{} stands twice", situation.name);
    }
}
