//! Situations in which a link can be: what a server does, and what is to be said of it.

mod alive;
mod classes;
mod rotten;
mod undecidable;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::pages::{self, TITLE};
use crate::program::{cite, record, verified};
use crate::server::{Answer, Play, Request, Server};

/// A link to `http://NAME.example/paper`, and what its server does.
pub struct Situation {
    name: &'static str,
    path: &'static str,
    /// The title under which the page is cited.
    cited: &'static str,
    /// The surname of its first author.
    by: &'static str,
    /// What the work is part of.
    within: &'static str,
    /// The verdicts that are right.
    verdicts: &'static [&'static str],
    play: Play,
}

const fn case(name: &'static str, verdicts: &'static [&'static str], play: Play) -> Situation {
    Situation { name, path: "/paper", cited: TITLE, by: "Almagambet", within: "", verdicts, play }
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

    const fn within(mut self, place: &'static str) -> Situation {
        self.within = place;
        self
    }

    const fn cited(mut self, title: &'static str) -> Situation {
        self.cited = title;
        self
    }
}

fn all() -> impl Iterator<Item = &'static Situation> {
    let all = alive::CASES.iter().chain(rotten::CASES).chain(undecidable::CASES);
    all.chain(classes::CASES)
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

/// Verifies all situations in one run, with so many seconds for each, compares the verdicts, and
/// prints how many are right.
fn check(what: &str, situations: &[Situation], patience: &str) {
    let server = Server::start(play, None);
    let records: Vec<_> = situations
        .iter()
        .map(|one| {
            let url = format!("http://{}.example{}", one.name, one.path);
            let mut record = record(one.name, &url, one.cited);
            record["author"][0]["family"] = one.by.into();
            if !one.within.is_empty() {
                record["container-title"] = one.within.into();
            }
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
    let (all, right) = (situations.len(), situations.len() - wrong.len());
    println!("{what}: {right} of {all} judged right");
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
    check("living pages", alive::CASES, "20");
}

/// Living pages that look like dead ones to those who do not know what they should show.
const LIKE_DEAD: [&str; 4] =
    ["about-not-found", "about-domains", "shows-with-404", "comments-closed"];

#[test]
fn no_false_alarm_where_only_the_address_is_known() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.md");
    let known = alive::CASES.iter().filter(|one| !LIKE_DEAD.contains(&one.name));
    let lines = known.map(|one| format!("See <http://{}.example{}>.\n\n", one.name, one.path));
    std::fs::write(&path, lines.collect::<String>()).expect("written");
    let mut command = cite(&server);
    command.args(["links", "--verify", "--timeout", "20", "--format", "json"]).arg(&path);
    let output = command.output().expect("runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let links = report["links"].as_array().expect("links");
    let harmless = ["ok", "moved", "blocked", "server-error", "unknown"];
    let is_alarm = |link: &&Value| !harmless.contains(&link["verdict"].as_str().unwrap_or(""));
    let alarms: Vec<String> = links
        .iter()
        .filter(is_alarm)
        .map(|link| format!("{}: {}: {}", link["url"], link["verdict"], link["reason"]))
        .collect();
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
    assert_eq!(links.len(), alive::CASES.len() - LIKE_DEAD.len());
}

#[test]
fn rotten_pages_are_found() {
    check("rotten pages", rotten::CASES, "20");
}

#[test]
fn what_cannot_be_told_is_called_so() {
    check("undecidable", undecidable::CASES, "4");
}

#[test]
fn every_class_is_judged_right() {
    check("situations by class", classes::CASES, "20");
}

#[test]
fn situations_have_names_of_their_own() {
    let mut seen = std::collections::HashSet::new();
    for situation in all() {
        assert!(seen.insert(situation.name), "{} stands twice", situation.name);
    }
}
