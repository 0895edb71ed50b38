//! The cache: what is asked again, and what an interruption costs.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::pages::{self, TITLE, only, work};
use crate::program::{cite, record, verified};
use crate::server::{Answer, Request, Server, Step, answer};

fn play(request: &Request) -> Answer {
    match request.host.as_str() {
        "alive.example" => only(request, work()),
        "tagged.example" if request.header("if-none-match") == "\"v1\"" => answer(304, &[], ""),
        "tagged.example" => answer(200, &[("ETag", "\"v1\"")], pages::html(TITLE, pages::PROSE)),
        "busy.example" => answer(429, &[("Retry-After", "3600")], ""),
        // One link after the other, for as long as the test lets it run.
        "steady.example" => [vec![Step::Wait(100)], work()].into_iter().flatten().collect(),
        _ => pages::missing(),
    }
}

fn asked(server: &Server, host: &str) -> usize {
    let log = server.log.lock().expect("a log");
    log.iter().filter(|(own, _)| own == host).count()
}

fn run(
    server: &Server,
    cache: &Path,
    records: &[Value],
    more: &[&str],
) -> std::collections::BTreeMap<String, Value> {
    let (mut links, _) = verified(server, records, |command| {
        command.env("CITE_CACHE", cache).args(more);
    });
    // The library is another file each time.
    links.values_mut().for_each(|link| link["path"] = Value::Null);
    links
}

#[test]
fn what_is_known_is_not_asked_again() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let records = [
        record("alive", "http://alive.example/paper", TITLE),
        record("dead", "http://dead.example/paper", TITLE),
        record("busy", "http://busy.example/paper", TITLE),
    ];
    let first = run(&server, &cache, &records, &[]);
    let count = server.log.lock().expect("a log").len();
    let second = run(&server, &cache, &records, &[]);
    assert_eq!(first, second);
    assert_eq!(server.log.lock().expect("a log").len(), count);
    let offline = run(&server, &cache, &records, &["--offline"]);
    assert_eq!(first, offline);
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let records = [record("tagged", "http://tagged.example/paper", TITLE)];
    let first = run(&server, &cache, &records, &[]);
    // Verdicts that are not believed for any time are asked about again.
    let config = "CITE_DAYS";
    let again = verified(&server, &records, |command| {
        command.env("CITE_CACHE", &cache).env(config, "ok=0");
    });
    assert_eq!(again.0["tagged"]["verdict"], "ok");
    assert_eq!(again.0["tagged"]["title"], first["tagged"]["title"]);
    assert_eq!(asked(&server, "tagged.example"), 2);
}

/// Many links to one host that is asked for one after the other, a tenth of a second each.
fn many() -> Vec<Value> {
    let url = |n: usize| format!("http://steady.example/{n}");
    (0..200).map(|n| record(&n.to_string(), &url(n), TITLE)).collect()
}

/// Starts a run on many links and waits until so many were asked for.
fn started(server: &Server, cache: &Path, asked_for: usize) -> std::process::Child {
    let library = cache.with_file_name("works.json");
    fs::write(&library, Value::from(many()).to_string()).expect("written");
    let prepared = cite(server);
    let mut command = std::process::Command::new(prepared.get_program());
    command.env_clear();
    for (name, value) in prepared.get_envs() {
        value.map(|value| command.env(name, value));
    }
    command.env("CITE_CACHE", cache).env("CITE_PER_DOMAIN", "1");
    command.args(["links", "--verify", "--format", "json"]).arg(&library);
    let child = command.stdout(Stdio::piped()).spawn().expect("starts");
    let start = Instant::now();
    while asked(server, "steady.example") < asked_for && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let mut child = started(&server, &cache, 40);
    child.kill().expect("is killed");
    child.wait().expect("ends");
    let before = asked(&server, "steady.example");
    let known = run(&server, &cache, &many(), &["--offline"]);
    let kept = known.values().filter(|link| link["verdict"] == "ok").count();
    // One link takes a tenth of a second: no more than a second of them is lost.
    assert!(kept + 11 >= before, "{kept} of {before} are remembered");
    assert!(known.values().any(|link| link["verdict"] == "unchecked"));
    assert_eq!(asked(&server, "steady.example"), before);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_reports_what_it_knows() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let child = started(&server, &folder.path().join("links.sqlite"), 20);
    let interrupted = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("runs");
    assert!(interrupted.success());
    let output = child.wait_with_output().expect("ends");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a whole report");
    let verdicts = &report["summary"]["verdicts"];
    assert!(verdicts["ok"].as_u64().is_some_and(|ok| ok >= 10), "{verdicts}");
    assert!(verdicts["unchecked"].as_u64().is_some_and(|rest| rest > 0), "{verdicts}");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let records = [record("alive", "http://alive.example/paper", TITLE)];
    // A folder stands where the file should be.
    let (links, output) = verified(&server, &records, |command| {
        command.env("CITE_CACHE", folder.path());
    });
    assert_eq!(links["alive"]["verdict"], "ok");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the cache cannot be used"), "{said}");
}
