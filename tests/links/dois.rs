//! DOIs, with stand-ins for the DOI proxy, Crossref and DataCite.

use serde_json::{Value, json};

use crate::pages::TITLE;
use crate::program::{record, verified};
use crate::server::{Answer, Request, Server, answer};

fn json_answer(status: u16, body: &Value) -> Answer {
    answer(status, &[("Content-Type", "application/json")], body.to_string())
}

/// The DOI that is asked about, its slash decoded.
fn asked(request: &Request, before: &str) -> Option<String> {
    let rest = request.path.strip_prefix(before)?;
    Some(rest.split('?').next()?.replace("%2F", "/").to_ascii_lowercase())
}

fn handle(doi: &str) -> Answer {
    match doi {
        "10.5555/none" | "10.5555/ri-ght" => {
            json_answer(404, &json!({"responseCode": 100, "handle": doi}))
        }
        "10.5555/sick" => json_answer(500, &json!({"responseCode": 2, "handle": doi})),
        "10.5555/busy" => answer(429, &[("Retry-After", "3600")], ""),
        "10.5555/valueless" => {
            json_answer(200, &json!({"responseCode": 200, "handle": doi, "values": []}))
        }
        _ => json_answer(
            200,
            &json!({"responseCode": 1, "handle": doi, "values": [
                {"index": 1, "type": "URL", "data": {"format": "string", "value": format!("http://publisher.example/{doi}")}, "ttl": 86400}
            ]}),
        ),
    }
}

fn work(doi: &str, title: &str, family: &str, year: i32, updates: &[&str]) -> Answer {
    let updates: Vec<Value> = updates
        .iter()
        .map(|kind| json!({"DOI": "10.5555/notice", "type": kind, "source": "publisher", "updated": {"date-parts": [[2020, 2, 6]]}}))
        .collect();
    let mut message = json!({
        "DOI": doi, "type": "journal-article", "title": [title],
        "author": [{"family": family, "given": "D.", "sequence": "first"}],
        "issued": {"date-parts": [[year]]}, "container-title": ["Steppe Papers"],
    });
    if !updates.is_empty() {
        message["updated-by"] = Value::from(updates);
    }
    json_answer(200, &json!({"status": "ok", "message-type": "work", "message": message}))
}

fn crossref(doi: &str) -> Answer {
    let ours = |updates: &[&str]| work(doi, TITLE, "Almagambet", 2014, updates);
    match doi {
        "10.5555/right" | "10.5555/valueless" | "10.5555/busy" => ours(&[]),
        "10.5555/upper" => work(doi, &TITLE.to_uppercase(), "ALMAGAMBET", 2015, &[]),
        "10.5555/other" => work(doi, "Migration of Arctic Terns", "Novak", 1999, &[]),
        "10.5555/same-author" => {
            work(doi, "Snow Fences along Mountain Railways", "Almagambet", 2014, &[])
        }
        "10.5555/retracted" => ours(&["correction", "retraction"]),
        "10.5555/withdrawn" => ours(&["withdrawal"]),
        "10.5555/removed" => ours(&["removal"]),
        "10.5555/partly" => ours(&["partial_retraction"]),
        "10.5555/titled" => work(doi, &format!("RETRACTED: {TITLE}"), "Almagambet", 2014, &[]),
        "10.5555/corrected" => ours(&["correction", "erratum"]),
        "10.5555/concern" => ours(&["expression_of_concern"]),
        "10.5555/alias" => answer(301, &[("Location", "/works/10.5555%2Fretracted")], ""),
        "10.5555/figure" => json_answer(
            200,
            &json!({"message": {"DOI": doi, "type": "component", "title": ["Map of the wells in winter"]}}),
        ),
        "10.5555/crossref-down" => answer(500, &[], ""),
        _ => answer(404, &[("Content-Type", "text/plain")], "Resource not found."),
    }
}

fn datacite(doi: &str) -> Answer {
    match doi {
        "10.5555/data" => json_answer(
            200,
            &json!({"data": {"id": doi, "type": "dois", "attributes": {
                "doi": doi, "titles": [{"title": TITLE}], "creators": [{"name": "Almagambet, D.", "familyName": "Almagambet"}],
                "publisher": "Steppe Data", "publicationYear": 2014, "state": "findable"}}}),
        ),
        _ => json_answer(
            404,
            &json!({"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}),
        ),
    }
}

fn play(request: &Request) -> Answer {
    let found = match request.host.as_str() {
        "doi.test" => asked(request, "/api/handles/").map(|doi| handle(&doi)),
        "crossref.test" => asked(request, "/works/").map(|doi| crossref(&doi)),
        "datacite.test" => asked(request, "/dois/").map(|doi| datacite(&doi)),
        // A page that names its DOI.
        "named.example" => Some(answer(
            200,
            &[],
            format!("<title>{TITLE}</title><meta name=citation_doi content='10.5555/retracted'>"),
        )),
        _ => None,
    };
    found.unwrap_or_else(|| answer(403, &[], "robots keep out"))
}

const CASES: &[(&str, &str, &str)] = &[
    ("10.5555/right", "ok", "the DOI is the work's"),
    ("10.5555/RIGHT", "ok", "the DOI is the work's"),
    ("10.5555/upper", "ok", ""),
    ("10.5555/valueless", "ok", ""),
    ("10.5555/data", "ok", "the DOI is the work's"),
    ("10.5555/elsewhere", "ok", "its registry gives no more"),
    ("10.5555/alias", "retracted", "notice of retraction in 2020"),
    ("10.5555/figure", "ok", "its registry gives no more"),
    ("10.5555/crossref-down", "ok", "could not be compared"),
    ("10.5555/none", "dead", "there is no such DOI"),
    ("10.5555/other", "doi-mismatch", "Migration of Arctic Terns"),
    ("10.5555/same-author", "doi-mismatch", "Snow Fences along Mountain Railways"),
    ("10.5555/retracted", "retracted", "notice of retraction in 2020"),
    ("10.5555/withdrawn", "retracted", "withdrawal"),
    ("10.5555/removed", "retracted", "removal"),
    ("10.5555/partly", "retracted", "partial retraction"),
    ("10.5555/titled", "retracted", "RETRACTED"),
    ("10.5555/corrected", "ok", "correction"),
    ("10.5555/concern", "ok", "expression of concern"),
    ("10.5555/sick", "unknown", "the DOI proxy"),
];

#[test]
fn dois_are_judged_by_their_registries() {
    let server = Server::start(play, None);
    let records: Vec<_> = CASES
        .iter()
        .map(|(doi, ..)| record(doi, &format!("https://doi.org/{doi}"), TITLE))
        .collect();
    let (links, output) = verified(&server, &records, |_| {});
    for (doi, verdict, reason) in CASES {
        let link = &links[*doi];
        assert_eq!(link["verdict"], *verdict, "{link}");
        assert!(link["reason"].as_str().is_some_and(|said| said.contains(reason)), "{link}");
    }
    assert_eq!(links["10.5555/right"]["final_url"], "http://publisher.example/10.5555/right");
    assert_eq!(output.status.code(), Some(1));
    // The page that a sound DOI leads to is asked for once; that it lets nobody in says nothing.
    let log = server.log.lock().expect("a log");
    let asked = |path: &str| log.iter().filter(|(_, own)| own == path).count();
    assert_eq!(asked("/10.5555/upper"), 1, "{log:?}");
    assert_eq!(asked("/10.5555/other"), 0);
}

#[test]
fn the_page_that_a_doi_leads_to_is_looked_at() {
    fn play_targets(request: &Request) -> Answer {
        if let Some(doi) = asked(request, "/api/handles/").filter(|_| request.host == "doi.test") {
            let target = format!("http://{}.example/paper", doi.rsplit('/').next().unwrap_or(""));
            return json_answer(
                200,
                &json!({"responseCode": 1, "handle": doi, "values": [
                    {"index": 1, "type": "URL", "data": {"format": "string", "value": target}}]}),
            );
        }
        let page = |title: &str, body: &str| answer(200, &[], crate::pages::html(title, body));
        match (request.host.as_str(), request.path.as_str()) {
            ("crossref.test", _) => work("10.5555/x", TITLE, "Almagambet", 2014, &[]),
            ("there.example", _) => crate::pages::work(),
            ("wall.example", _) => answer(403, &[], ""),
            ("fails.example", _) => answer(500, &[], ""),
            ("shell.example", _) => {
                page("Steppe Papers", "<div id=root></div><script src=a.js></script>")
            }
            ("missing.example", _) => answer(404, &[], ""),
            ("softly.example", _) => {
                page("Page not found", "<p>The article could not be found.</p>")
            }
            ("withdrawn.example", _) => page(
                TITLE,
                &format!(
                    "<h1>{TITLE}</h1><p>This article has been withdrawn at the request of the authors.</p>"
                ),
            ),
            _ => answer(404, &[], ""),
        }
    }
    let server = Server::start(play_targets, None);
    let cases = [
        ("there", "ok"),
        ("wall", "ok"),
        ("fails", "ok"),
        ("shell", "ok"),
        ("missing", "dead"),
        ("softly", "dead"),
        ("gone", "dead"),
        ("withdrawn", "retracted"),
    ];
    let records: Vec<_> = cases
        .iter()
        .map(|(id, _)| record(id, &format!("https://doi.org/10.5555/{id}"), TITLE))
        .collect();
    let (links, _) = verified(&server, &records, |_| {});
    for (id, verdict) in cases {
        assert_eq!(links[id]["verdict"], verdict, "{id}: {}", links[id]);
    }
    let log = server.log.lock().expect("a log");
    assert_eq!(log.iter().filter(|(host, _)| host == "fails.example").count(), 1);
}

#[test]
fn a_busy_proxy_says_nothing_of_a_doi() {
    let server = Server::start(play, None);
    // The registry still tells that the DOI is the work's.
    let (links, _) =
        verified(&server, &[record("a", "https://doi.org/10.5555/busy", TITLE)], |_| {});
    assert_eq!(links["a"]["verdict"], "ok", "{}", links["a"]);
}

#[test]
fn the_doi_of_a_page_tells_of_a_retraction() {
    let server = Server::start(play, None);
    let (links, _) = verified(&server, &[record("a", "http://named.example/paper", TITLE)], |_| {});
    assert_eq!(links["a"]["verdict"], "retracted");
    assert_eq!(links["a"]["page_doi"], "10.5555/retracted");
}

#[test]
fn a_doi_broken_over_a_line_is_put_right() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let paper = format!(
        "# Wells\n\nSo it is (Almagambet 2014).\n\n## References\n\nAlmagambet, D. 2014. \"{TITLE}.\" *Steppe Papers* 3 (1): 1-9. https://doi.org/10.5555/ri-\nght.\n"
    );
    let path = folder.path().join("paper.md");
    std::fs::write(&path, paper).expect("written");
    let output = crate::program::cite(&server)
        .args(["links", "--verify", "--format", "json"])
        .arg(&path)
        .output()
        .expect("runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let link = &report["links"][0];
    assert_eq!(link["verdict"], "ok", "{link}");
    assert_eq!(link["repaired"], "https://doi.org/10.5555/right");
}

#[test]
fn a_registry_is_asked_no_faster_than_it_says() {
    fn limited(request: &Request) -> Answer {
        let limits = [("X-Rate-Limit-Limit", "5"), ("X-Rate-Limit-Interval", "1s")];
        match request.host.as_str() {
            "crossref.test" => answer(404, &limits, "Resource not found."),
            _ => play(request),
        }
    }
    let server = Server::start(limited, None);
    let url = |n: usize| format!("https://doi.org/10.5555/elsewhere{n}");
    let records: Vec<_> = (0..5).map(|n| record(&n.to_string(), &url(n), TITLE)).collect();
    let start = std::time::Instant::now();
    // The pace of the tests is none, but a server that states its limits is obeyed.
    let (links, _) = verified(&server, &records, |command| {
        command.env("CITE_PER_DOMAIN", "1");
    });
    assert!(links.values().all(|link| link["verdict"] == "ok"), "{links:?}");
    assert!(start.elapsed() >= std::time::Duration::from_millis(600));
}

/// A service that says that it wants one request in thirty years does not hold a run up.
#[test]
fn a_registry_does_not_hold_a_run_up() {
    fn limited(request: &Request) -> Answer {
        let limits = [("X-Rate-Limit-Limit", "1"), ("X-Rate-Limit-Interval", "1000000000s")];
        match request.host.as_str() {
            "crossref.test" => answer(404, &limits, "Resource not found."),
            _ => play(request),
        }
    }
    let server = Server::start(limited, None);
    let url = |n: usize| format!("https://doi.org/10.5555/elsewhere{n}");
    let records: Vec<_> = (0..4).map(|n| record(&n.to_string(), &url(n), TITLE)).collect();
    let start = std::time::Instant::now();
    let (links, _) = verified(&server, &records, |command| {
        command.env("CITE_MAX_WAIT", "0.2");
    });
    assert!(links.values().all(|link| link["verdict"] == "ok"), "{links:?}");
    assert!(start.elapsed() < std::time::Duration::from_secs(60));
}
