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
        "never.example" => answer(429, &[("Retry-After", "1000000000000000000")], ""),
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

/// A server may ask for patience, but not for ever; and who asks again, asks.
#[test]
fn no_server_is_left_alone_for_ever() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let records = [
        record("alive", "http://alive.example/paper", TITLE),
        record("never", "http://never.example/paper", TITLE),
    ];
    let links = run(&server, &cache, &records, &[]);
    let (until, now) = (&links["never"]["retry_after"], &links["never"]["checked"]);
    let moment = |text: &Value| {
        humantime::parse_rfc3339(text.as_str().expect("a moment")).expect("RFC 3339")
    };
    let wait = moment(until).duration_since(moment(now)).expect("later");
    assert!(wait <= Duration::from_secs(25 * 3600), "{until}");
    let before = (asked(&server, "alive.example"), asked(&server, "never.example"));
    run(&server, &cache, &records, &["--refresh"]);
    let after = (asked(&server, "alive.example"), asked(&server, "never.example"));
    assert!(after.0 > before.0 && after.1 > before.1, "{before:?} {after:?}");
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

/// The program on a library of these records, which lies beside the cache. What stands in `before`
/// a shell does before it.
fn prepared(
    server: &Server,
    cache: &Path,
    records: &[Value],
    before: &str,
) -> std::process::Command {
    let library = cache.with_file_name("works.json");
    fs::write(&library, Value::from(records.to_vec()).to_string()).expect("written");
    let ours = cite(server);
    let mut command = match before {
        "" => std::process::Command::new(ours.get_program()),
        _ => std::process::Command::new("sh"),
    };
    if !before.is_empty() {
        command.args(["-c", &format!("{before}exec \"$0\" \"$@\"")]).arg(ours.get_program());
    }
    command.args(["links", "--verify", "--format", "json"]).arg(&library);
    command.env_clear();
    for (name, value) in ours.get_envs() {
        value.map(|value| command.env(name, value));
    }
    command.env("CITE_CACHE", cache).env("CITE_PER_DOMAIN", "1");
    command
}

/// Starts a run on many links and waits until so many were asked for.
fn started(server: &Server, cache: &Path, asked_for: usize) -> std::process::Child {
    let mut command = prepared(server, cache, &many(), "");
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

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_once_and_costs_nothing() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let url = |n: usize| format!("http://alive.example/paper?{n}");
    let records: Vec<_> = (0..300).map(|n| record(&n.to_string(), &url(n), TITLE)).collect();
    // No file may grow beyond 64 blocks: to write more fails, as on a full disk.
    let mut full = prepared(&server, &cache, &records, "trap '' XFSZ; ulimit -f 64; ");
    let output = full.output().expect("runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a whole report");
    assert_eq!(report["summary"]["verdicts"], serde_json::json!({"dead": 300}));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.matches("the cache cannot be used any more").count(), 1, "{said}");
    assert_eq!(output.status.code(), Some(1));
    // With room again, the same file serves.
    let output = prepared(&server, &cache, &records, "").output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let count = server.log.lock().expect("a log").len();
    let offline = run(&server, &cache, &records, &["--offline"]);
    assert!(offline.values().all(|link| link["verdict"] == "dead"));
    assert_eq!(server.log.lock().expect("a log").len(), count);
}
