//! A machine without a network: nothing is said of any link, and nothing is kept.

use std::time::{Duration, Instant};

use crate::pages::{self, TITLE};
use crate::program::{cite, record, verified};
use crate::server::{Answer, Request, Server};

fn play(request: &Request) -> Answer {
    match request.host.as_str() {
        "alive.example" => pages::only(request, pages::work()),
        _ => pages::missing(),
    }
}

/// Addresses on many hosts, and DOIs.
fn records() -> Vec<serde_json::Value> {
    let url = |n: usize| match n % 4 {
        0 => format!("https://doi.org/10.5555/n{n}"),
        _ => format!("http://host{n}.example/paper"),
    };
    (0..28).map(|n| record(&n.to_string(), &url(n), TITLE)).collect()
}

#[test]
fn nothing_is_known_of_any_link() {
    let server = Server::start(play, None);
    for failure in ["nxdomain", "servfail", "127.0.0.1:1"] {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path().join("links.sqlite");
        let start = Instant::now();
        let (links, output) = verified(&server, &records(), |command| {
            command.env("CITE_RESOLVE", format!("*={failure}")).env("CITE_CACHE", &cache);
            command.env_remove("CITE_PACE");
        });
        assert!(start.elapsed() < Duration::from_secs(3), "{failure}: {:?}", start.elapsed());
        for link in links.values() {
            assert_eq!(link["verdict"], "unknown", "{failure}: {link}");
        }
        assert_eq!(output.status.code(), Some(3), "{failure}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("not connected"), "{said}");
        // A later run, connected, finds everything out for itself.
        let (links, _) =
            verified(&server, &[record("a", "http://alive.example/paper", TITLE)], |command| {
                command.env("CITE_CACHE", &cache);
            });
        assert_eq!(links["a"]["verdict"], "ok");
        let (links, _) = verified(&server, &records(), |command| {
            command.env("CITE_CACHE", &cache).arg("--offline");
        });
        assert!(links.values().all(|link| link["verdict"] == "unchecked"), "{failure}");
    }
    assert_eq!(server.log.lock().expect("a log").len(), 3);
}

#[test]
fn a_check_reports_no_dead_link() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.md");
    let paper = format!(
        "# Wells\n\nSo it is (Almagambet and Okonkwo 2014).\n\n## References\n\n\
         Almagambet, D., and C. Okonkwo. 2014. \"{TITLE}.\" Steppe Papers. http://alive.example/paper\n"
    );
    std::fs::write(&path, paper).expect("written");
    let mut command = cite(&server);
    command.env("CITE_RESOLVE", "*=nxdomain");
    let output = command.args(["check", "--verify", "--format", "short"]).arg(&path).output();
    let output = output.expect("runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!said.contains("dead-link"), "{said}");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn one_host_that_is_gone_is_told_from_a_broken_connection() {
    let server = Server::start(play, None);
    // The archives that are asked for a copy show that the machine is connected.
    let gone = [record("a", "http://gone.example/paper", TITLE)];
    let (links, output) = verified(&server, &gone, |_| {});
    assert_eq!(links["a"]["verdict"], "dns-error", "{}", links["a"]);
    assert_eq!(output.status.code(), Some(1));
    // Without them nothing does.
    let (links, output) = verified(&server, &gone, |command| {
        command.env("CITE_ARCHIVES", "0");
    });
    assert_eq!(links["a"]["verdict"], "unknown", "{}", links["a"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn that_a_host_is_gone_is_not_kept_on_one_try() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("links.sqlite");
    let records =
        [record("a", "http://alive.example/paper", TITLE), record("b", "http://b.example/", TITLE)];
    let verdict = |rules: Option<&str>, argument: &str| {
        let (links, _) = verified(&server, &records, |command| {
            command.env("CITE_CACHE", &cache);
            rules.map(|rules| command.env("CITE_RESOLVE", rules));
            (!argument.is_empty()).then(|| command.arg(argument));
        });
        links["a"]["verdict"].as_str().expect("a verdict").to_owned()
    };
    let gone = format!("alive.example=nxdomain,*={}", server.plain);
    assert_eq!(verdict(Some(&gone), ""), "dns-error");
    assert_eq!(verdict(Some(&gone), "--offline"), "unchecked");
    assert_eq!(verdict(None, ""), "ok");
    assert_eq!(verdict(Some(&gone), ""), "ok");
    // What is kept is asked again on request only.
    assert_eq!(verdict(Some(&gone), "--refresh"), "dns-error");
}
