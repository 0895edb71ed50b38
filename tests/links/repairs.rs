//! `--fix`: better addresses and archived copies are written, and nothing else.

use std::fs;
use std::process::Output;

use serde_json::json;

use crate::pages::{self, missing, only, to, work};
use crate::program::cite;
use crate::server::{Answer, Request, Server, answer};

fn play(request: &Request) -> Answer {
    match (request.host.as_str(), request.path.as_str()) {
        ("moved.example", "/old_paper") => to(301, "/paper"),
        ("moved.example", _) => only(request, work()),
        ("evil.example", "/old") => {
            to(301, "/new)[click](http://other.example/*_x_*)<b>`{}|&copy;\\")
        }
        ("evil.example", "/user") => to(301, "http://me:word@evil.example/paper"),
        ("evil.example", "/new") => work(),
        ("evil.example", path) if path.starts_with("/new)") => work(),
        ("lost.example", _) => missing(),
        ("archive.test", path) if path.starts_with("/cdx/") && path.contains("lost%2Eexample") => {
            answer(
                200,
                &[("Content-Type", "application/json")],
                json!([[
                    "20150201000000",
                    "http://lost.example/paper)\n\n# Bought! [x](y)",
                    "200"
                ]])
                .to_string(),
            )
        }
        ("archive.test", path) if path.starts_with("/cdx/") && path.contains("gone%2Eexample") => {
            answer(
                200,
                &[("Content-Type", "application/json")],
                json!([
                    ["timestamp", "original", "statuscode"],
                    ["20150201000000", "http://gone.example/paper", "200"]
                ])
                .to_string(),
            )
        }
        ("archive.test", path) if path.starts_with("/web/") => {
            answer(200, &[], pages::html("Trust and Its Limits", pages::PROSE))
        }
        _ => missing(),
    }
}

/// Runs `cite links --verify` on a file with this content; gives the file afterwards.
fn mended(name: &str, content: &str, flag: &str) -> (String, Output) {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    let mut command = cite(&server);
    // The name of the rules is taken for a host that is not there; here it is one.
    let rules = format!("*={}", server.plain);
    command.env("CITE_RESOLVE", rules).args(["links", "--verify", flag]).arg(&path);
    let output = command.output().expect("runs");
    (fs::read_to_string(&path).expect("reads"), output)
}

fn paper(oil: &str, trust: &str) -> String {
    format!(
        "# Wells\r\n\r\nSo it is (Almagambet 2014; Hurd 2009).\r\n\r\n## References\r\n\r\n\
         Almagambet, D. 2014. \"{}.\" Steppe Papers. {oil} Accessed 2 March 2015.\r\n\r\n\
         Hurd, I. 2009. \"Trust and Its Limits.\" Example Institute. {trust} Accessed 2 March 2015.\r\n",
        pages::TITLE
    )
}

#[test]
fn a_document_is_mended_in_place() {
    let before = paper("http://moved.example/old\\_paper.", "<http://gone.example/paper>.");
    let (after, output) = mended("paper.md", &before, "--fix");
    let wanted = paper(
        "http://moved.example/paper.",
        "<http://gone.example/paper> (archived 2015-02-01: <http://archive.test/web/20150201000000/http://gone.example/paper>).",
    );
    assert_eq!(after, wanted);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("-Almagambet, D. 2014."), "{said}");
    let (again, _) = mended("paper.md", &after, "--fix");
    assert_eq!(again, after, "a second run changes nothing");
}

#[test]
fn a_diff_writes_nothing() {
    let before = paper("http://moved.example/old\\_paper.", "<http://gone.example/paper>.");
    let (after, output) = mended("paper.md", &before, "--diff");
    assert_eq!(after, before);
    assert!(String::from_utf8_lossy(&output.stderr).contains("+Hurd, I. 2009."));
}

#[test]
fn a_library_is_mended_without_touching_other_bytes() {
    let before = format!(
        "% our works\n@online{{oil,\n  title = {{{{{0}}}}},\n  url   =  {{http://moved.example/old_paper}} ,\n  odd = \"kept\"\n}}\n\n\
         @online{{trust, title = {{Trust}},\n\turl = {{http://gone.example/paper}},\n\turldate = {{2015-03-02}}\n}}\n",
        pages::TITLE
    );
    let (after, _) = mended("works.bib", &before, "--fix");
    let wanted = before
        .replace("moved.example/old_paper", "moved.example/paper")
        .replace("{2015-03-02}\n}", "{2015-03-02},\n\taddendum = {Archived 2015-02-01 at \\url{http://archive.test/web/20150201000000/http://gone.example/paper}},\n}");
    assert_eq!(after, wanted);
}

#[test]
fn a_file_that_is_not_utf8_is_left_alone() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("works.bib");
    let before = b"@online{oil, title = {\xc9tude}, url = {http://moved.example/old_paper}}\n";
    fs::write(&path, before).expect("written");
    let output =
        cite(&server).args(["links", "--verify", "--fix"]).arg(&path).output().expect("runs");
    assert_eq!(fs::read(&path).expect("reads"), before);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("was not changed"));
}

#[test]
fn records_of_every_format_name_the_copy() {
    let copy = "http://archive.test/web/20150201000000/http://gone.example/paper";
    let cases = [
        (
            "works.ris",
            "TY  - ELEC\r\nTI  - Trust and Its Limits\r\nUR  - http://gone.example/paper\r\nER  - \r\n",
            "ER  - ",
            format!("DB  - archived 2015-02-01\r\nAV  - {copy}\r\nER  - "),
        ),
        (
            "works.xml",
            "<xml><records><record><ref-type name=\"Web Page\">12</ref-type><titles><title>Trust and Its Limits</title></titles><urls><related-urls><url>http://gone.example/paper</url></related-urls></urls></record></records></xml>\n",
            "</record>",
            format!("<notes>Archived 2015-02-01 at {copy}</notes></record>"),
        ),
        (
            "works.yaml",
            "trust:\n  type: web\n  title: Trust and Its Limits\n  url: http://gone.example/paper\n",
            "/paper\n",
            format!("/paper\n  note: Archived 2015-02-01 at {copy}\n"),
        ),
        (
            "works.json",
            "[{\"id\": \"trust\", \"title\": \"Trust and Its Limits\", \"URL\": \"http://gone.example/paper\"}]\n",
            "/paper\"}",
            format!(
                "/paper\", \"archive\": \"archived 2015-02-01\", \"archive_location\": \"{copy}\"}}"
            ),
        ),
    ];
    for (name, before, place, added) in cases {
        let (after, _) = mended(name, before, "--fix");
        assert_eq!(after, before.replacen(place, &added, 1), "{name}");
        let (again, _) = mended(name, &after, "--fix");
        assert_eq!(again, after, "{name}: a second run changes nothing");
    }
}

#[test]
fn a_server_writes_no_markup_into_a_file() {
    let target = "http://evil.example/new%29%5Bclick%5D%28http://other.example/%2A";
    let (after, _) = mended(
        "paper.md",
        &paper("http://evil.example/old.", "<http://evil.example/old>."),
        "--fix",
    );
    let wanted = paper(
        &format!("{target}_x%5F%2A%29%3Cb%3E%60%7B%7D%7C&amp;copy;/."),
        &format!("<{target}_x_%2A%29%3Cb%3E%60%7B%7D%7C&amp;copy;/>."),
    );
    assert_eq!(after, wanted);
    let (after, _) = mended(
        "works.bib",
        "@online{a, title = {Oil}, url = {http://evil.example/old}}\n",
        "--fix",
    );
    assert_eq!(
        after,
        format!(
            "@online{{a, title = {{Oil}}, url = {{{target}_x_%2A%29%3Cb%3E%60%7B%7D%7C&copy;/}}}}\n"
        )
    );
}

#[test]
fn an_archive_writes_no_markup_into_a_file() {
    let (after, output) = mended(
        "paper.md",
        &paper("http://alive.example/x.", "<http://lost.example/paper>."),
        "--fix",
    );
    assert!(!after.contains("Bought") && !after.contains("[x]"), "{after}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("is not written: it holds control characters"), "{said}");
}
