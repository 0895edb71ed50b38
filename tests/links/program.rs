//! Runs the program against a stand-in server.

use std::collections::BTreeMap;
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Value, json};

use crate::server::Server;

/// The program with every outside address led to `server`, no cache, no pace and little patience.
pub fn cite(server: &Server) -> Command {
    let mut command = Command::cargo_bin("cite").expect("built");
    command.env_clear();
    let mut rules = vec!["gone.example=nxdomain".to_owned(), "sick.example=servfail".to_owned()];
    rules.push("refusing.example=127.0.0.1:1".to_owned());
    if let Some(secure) = server.secure {
        rules.push(format!("*:443={secure}"));
    }
    rules.push(format!("*={}", server.plain));
    command.env("CITE_RESOLVE", rules.join(","));
    for (name, value) in [
        ("CITE_CACHE", "none"),
        ("CITE_PACE", "0"),
        ("CITE_PER_DOMAIN", "8"),
        ("CITE_TIMEOUT", "4"),
        ("CITE_DOI_BASE", "http://doi.test"),
        ("CITE_CROSSREF_BASE", "http://crossref.test"),
        ("CITE_DATACITE_BASE", "http://datacite.test"),
        ("CITE_WAYBACK_AVAILABILITY", "http://archive.test/wayback/available"),
        ("CITE_CDX_BASE", "http://archive.test/cdx/search/cdx"),
        ("CITE_WAYBACK_BASE", "http://archive.test/web"),
        ("CITE_TIMEMAP_BASE", "http://memento.test/timemap/link"),
        ("CITE_SPN_BASE", "http://archive.test/save"),
    ] {
        command.env(name, value);
    }
    command
}

/// A record of a library in CSL-JSON.
pub fn record(id: &str, url: &str, title: &str) -> Value {
    json!({
        "id": id, "type": "webpage", "URL": url, "title": title,
        "author": [{"family": "Almagambet", "given": "D."}, {"family": "Okonkwo", "given": "C."}],
        "issued": {"date-parts": [[2014]]}, "accessed": {"date-parts": [[2015, 3, 2]]},
    })
}

/// Verifies the links of records; gives them by the record's key, and the output.
pub fn verified(
    server: &Server,
    records: &[Value],
    tune: impl Fn(&mut Command),
) -> (BTreeMap<String, Value>, Output) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("works.json");
    std::fs::write(&path, Value::from(records.to_vec()).to_string()).expect("written");
    let mut command = cite(server);
    command.args(["links", "--verify", "--format", "json"]).arg(&path);
    tune(&mut command);
    let output = command.output().expect("runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let report: Value = serde_json::from_str(&said).unwrap_or_else(|error| {
        panic!("{error}: {said}{}", String::from_utf8_lossy(&output.stderr))
    });
    let links = report["links"].as_array().expect("links").iter();
    let by_key = links.map(|link| {
        let index = link["reference"].as_u64().expect("a record") as usize;
        (records[index]["id"].as_str().expect("a key").to_owned(), link.clone())
    });
    (by_key.collect(), output)
}
