//! What is not requested, and what is sent to whom.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::pages::{TITLE, missing, to, work};
use crate::program::{record, verified};
use crate::server::{Answer, Request, Server, answer};

fn play(request: &Request) -> Answer {
    match (request.host.as_str(), request.path.as_str()) {
        ("alive.example", path) if path.starts_with("/paper") => work(),
        ("leads.example", "/number") => to(302, "http://127.0.0.1:9/admin"),
        ("leads.example", "/name") => to(301, "http://intranet/admin"),
        ("leads.example", "/user") => to(302, "http://user:word@alive.example/paper"),
        ("leads.example", "/token") => to(302, "http://alive.example/paper?access_token=abcd1234"),
        ("leads.example", "/refresh") => answer(
            200,
            &[],
            "<title>Wait</title><meta http-equiv=refresh content='0;url=http://10.0.0.1/'>",
        ),
        ("leads.example", "/signed") => {
            to(302, "http://alive.example/paper?X-Amz-Signature=00ff&X-Amz-Expires=60")
        }
        ("archive.test", path) if path.starts_with("/cdx/") => answer(200, &[], "[]"),
        ("archive.test", path) if path.starts_with("/wayback/") => {
            answer(200, &[], json!({"archived_snapshots": {}}).to_string())
        }
        ("memento.test", _) => answer(404, &[], ""),
        _ => missing(),
    }
}

fn asked(server: &Server) -> Vec<(String, String)> {
    server.log.lock().expect("a log").clone()
}

#[test]
fn secrets_and_private_hosts_are_not_requested() {
    let server = Server::start(play, None);
    let port = server.plain.port();
    let addresses = [
        "http://user:word@alive.example/paper".to_owned(),
        "http://alive.example/paper?access_token=abcd1234".to_owned(),
        "http://alive.example/paper?X-Amz-Signature=00ff".to_owned(),
        format!("http://127.0.0.1:{port}/paper"),
        format!("http://localhost:{port}/paper"),
        format!("http://[::1]:{port}/paper"),
        "http://192.168.1.1/paper".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://intranet/paper".to_owned(),
        "http://wiki.internal/paper".to_owned(),
    ];
    let records: Vec<_> = addresses.iter().map(|address| record(address, address, TITLE)).collect();
    let (links, output) = verified(&server, &records, |_| {});
    for (address, link) in &links {
        assert_eq!(link["verdict"], "unchecked", "{address}: {link}");
        assert!(link["reason"].as_str().is_some_and(|why| why.starts_with("not requested: it ")));
        assert_eq!(link["archive"], Value::Null);
    }
    assert_eq!(links.len(), addresses.len());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(asked(&server), []);
}

#[test]
fn redirects_to_them_are_not_followed() {
    let server = Server::start(play, None);
    let address = |name: &str| format!("http://leads.example/{name}");
    let names = ["number", "name", "user", "token", "refresh"];
    let records: Vec<_> = names.iter().map(|name| record(name, &address(name), TITLE)).collect();
    let (links, _) = verified(&server, &records, |_| {});
    for name in names {
        assert_eq!(links[name]["verdict"], "unchecked", "{name}: {}", links[name]);
    }
    let hosts: BTreeSet<String> = asked(&server).into_iter().map(|(host, _)| host).collect();
    assert_eq!(hosts, BTreeSet::from(["leads.example".to_owned()]));
    // A server hands a signed address to everybody: that is no secret.
    let (links, _) = verified(&server, &[record("a", &address("signed"), TITLE)], |_| {});
    assert_eq!(links["a"]["verdict"], "ok", "{}", links["a"]);
}

#[test]
fn settings_allow_them() {
    let server = Server::start(play, None);
    let address = format!("http://user:word@127.0.0.1:{}/paper", server.plain.port());
    let (links, _) = verified(&server, &[record("a", &address, TITLE)], |command| {
        command.env("CITE_PRIVATE_HOSTS", "1").env("CITE_CREDENTIALS", "1");
    });
    assert_eq!(links["a"]["verdict"], "dead", "{}", links["a"]);
}

#[test]
fn numbers_that_cannot_be_used_are_refused() {
    let server = Server::start(play, None);
    for arguments in
        [["--timeout", "NaN"], ["--timeout", "0"], ["--timeout", "inf"], ["--concurrency", "0"]]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("paper.md");
        std::fs::write(&path, "See <http://alive.example/paper>.\n").expect("written");
        let mut command = crate::program::cite(&server);
        command.args(["links", "--verify"]).args(arguments).arg(&path);
        let output = command.output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&arguments[0][2..]) && said.contains("expected"), "{said}");
    }
    assert_eq!(asked(&server), []);
}

/// What docs/links.md says is sent, request by request: host and path.
#[test]
fn no_more_is_sent_than_the_documentation_says() {
    let server = Server::start(play, None);
    let records = [
        record("alive", "http://alive.example/paper#part", TITLE),
        record("dead", "http://dead.example/papers/oil.html?page=2", TITLE),
        record("doi", "https://doi.org/10.5555/x", TITLE),
    ];
    verified(&server, &records, |command| {
        command.env("CITE_CONTACT", "me@example.org");
    });
    let mut sent = asked(&server);
    sent.sort();
    sent.dedup();
    let dead = "http%3A%2F%2Fdead%2Eexample%2Fpapers%2Foil%2Ehtml%3Fpage%3D2";
    let rows = "output=json&fl=timestamp,original,statuscode&filter=statuscode:200";
    let wanted = [
        ("alive.example", "/paper".to_owned()),
        ("archive.test", format!("/cdx/search/cdx?url={dead}&{rows}&from=20150302235959&limit=3")),
        ("archive.test", format!("/cdx/search/cdx?url={dead}&{rows}&to=20150302235959&limit=-3")),
        ("archive.test", format!("/wayback/available?url={dead}&timestamp=20150302235959")),
        ("dead.example", "/papers/oil.html?page=2".to_owned()),
        ("doi.test", "/api/handles/10.5555/x?type=URL".to_owned()),
        ("memento.test", "/timemap/link/http://dead.example/papers/oil.html?page=2".to_owned()),
    ];
    assert_eq!(sent, wanted.map(|(host, path)| (host.to_owned(), path)));
}
