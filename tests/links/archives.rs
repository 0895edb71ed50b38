//! Archived copies, with stand-ins for the Wayback Machine, a Memento aggregator and Save Page Now.

use serde_json::{Value, json};
use url::Url;

use crate::pages::{self, TITLE, html, missing, work};
use crate::program::{record, verified};
use crate::server::{Answer, Request, Server, answer};

/// What the Wayback Machine has of a page: moments and what each capture shows.
fn captures(page: &str) -> &'static [(&'static str, Shown)] {
    match page {
        "http://kept.example/paper" => &[
            ("20101010101010", Shown::Work),
            ("20150101120000", Shown::Work),
            ("20150301120000", Shown::Work),
            ("20190301120000", Shown::Work),
        ],
        "http://later.example/paper" => {
            &[("20160101000000", Shown::Work), ("20170101000000", Shown::Work)]
        }
        "http://rotten.example/paper" => {
            &[("20140101000000", Shown::Work), ("20150201000000", Shown::NotFound)]
        }
        "http://unlisted.example/paper" => &[("20150201000000", Shown::Work)],
        _ => &[],
    }
}

#[derive(Clone, Copy)]
enum Shown {
    Work,
    NotFound,
}

fn json_answer(body: &Value) -> Answer {
    answer(200, &[("Content-Type", "application/json")], body.to_string())
}

fn availability(request: &Request) -> Answer {
    let page = parameter(request, "url");
    // Often empty for pages that are there: only one is told.
    let closest = match page.as_str() {
        "http://unlisted.example/paper" => json!({"closest": {
            "status": "200", "available": true, "timestamp": "20150201000000",
            "url": "http://web.archive.org/web/20150201000000/http://unlisted.example/paper"}}),
        _ => json!({}),
    };
    json_answer(&json!({"url": page, "archived_snapshots": closest}))
}

fn cdx(request: &Request) -> Answer {
    let page = parameter(request, "url");
    if page.contains("unlisted") || page.contains("unknowable") {
        return answer(503, &[], "");
    }
    let (from, to) = (parameter(request, "from"), parameter(request, "to"));
    let limit: i64 = parameter(request, "limit").parse().unwrap_or(1000);
    let mut rows: Vec<&str> = captures(&page).iter().map(|(moment, _)| *moment).collect();
    rows.retain(|moment| {
        (from.is_empty() || *moment >= from.as_str()) && (to.is_empty() || *moment <= to.as_str())
    });
    let most = limit.unsigned_abs() as usize;
    if limit < 0 {
        rows = rows.split_off(rows.len().saturating_sub(most));
    }
    rows.truncate(most);
    let rows = rows.into_iter().map(|moment| json!([moment, page, "200"]));
    let all: Vec<Value> =
        std::iter::once(json!(["timestamp", "original", "statuscode"])).chain(rows).collect();
    json_answer(&if all.len() == 1 { json!([]) } else { Value::from(all) })
}

fn parameter(request: &Request, name: &str) -> String {
    let url = Url::parse(&format!("http://archive.test{}", request.path)).expect("an address");
    let found = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    found.unwrap_or_default()
}

fn shown(request: &Request) -> Answer {
    let rest = request.path.trim_start_matches("/web/");
    let (moment, page) = rest.split_once('/').unwrap_or_default();
    let moment = moment.trim_end_matches("id_");
    match captures(page).iter().find(|(own, _)| *own == moment) {
        Some((_, Shown::Work)) => work(),
        Some((_, Shown::NotFound)) => answer(
            200,
            &[],
            html("Page not found", "<p>The page you are looking for does not exist.</p>"),
        ),
        None => missing(),
    }
}

fn save(request: &Request) -> Answer {
    let refused = |ext: &str, message: &str| {
        json_answer(&json!({"status": "error", "status_ext": ext, "message": message}))
    };
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/save") if request.header("authorization") != "LOW key:secret" => {
            answer(401, &[], "")
        }
        ("POST", "/save") if request.body.contains("overdone") => refused(
            "error:too-many-daily-captures",
            "This URL has been already captured 10 times today.",
        ),
        ("POST", "/save") => {
            json_answer(&json!({"url": "http://alive.example/paper", "job_id": "spn2-0123"}))
        }
        (_, "/save/status/spn2-0123") if request.times == 1 => {
            json_answer(&json!({"status": "pending", "job_id": "spn2-0123", "resources": []}))
        }
        (_, "/save/status/spn2-0123") => json_answer(
            &json!({"status": "success", "job_id": "spn2-0123", "original_url": "http://alive.example/paper", "timestamp": "20261123101112", "http_status": 200}),
        ),
        _ => missing(),
    }
}

fn play(request: &Request) -> Answer {
    let path = request.path.as_str();
    match request.host.as_str() {
        "archive.test" if path.starts_with("/wayback/available") => availability(request),
        "archive.test" if path.starts_with("/cdx/") => cdx(request),
        "archive.test" if path.starts_with("/web/") => shown(request),
        "archive.test" if path.starts_with("/save") => save(request),
        "memento.test" if path.ends_with("http://elsewhere.example/paper") => answer(
            200,
            &[("Content-Type", "application/link-format")],
            "<http://elsewhere.example/paper>; rel=\"original\",\n<http://other-archive.example/2015/paper>; rel=\"memento\"; datetime=\"Sun, 01 Feb 2015 00:00:00 GMT\",\n<http://other-archive.example/2018/paper>; rel=\"memento\"; datetime=\"Thu, 01 Feb 2018 00:00:00 GMT\"\n",
        ),
        "other-archive.example" | "alive.example" | "overdone.example" => work(),
        _ => pages::missing(),
    }
}

#[test]
fn the_copy_nearest_before_the_access_date_is_found() {
    let server = Server::start(play, None);
    let cases = [
        // Read on 2 March 2015.
        (
            "kept",
            json!({"timestamp": "20150301120000", "url": "http://archive.test/web/20150301120000/http://kept.example/paper"}),
        ),
        (
            "later",
            json!({"timestamp": "20160101000000", "url": "http://archive.test/web/20160101000000/http://later.example/paper"}),
        ),
        (
            "rotten",
            json!({"timestamp": "20140101000000", "url": "http://archive.test/web/20140101000000/http://rotten.example/paper"}),
        ),
        (
            "unlisted",
            json!({"timestamp": "20150201000000", "url": "http://archive.test/web/20150201000000/http://unlisted.example/paper"}),
        ),
        (
            "elsewhere",
            json!({"timestamp": "20150201000000", "url": "http://other-archive.example/2015/paper"}),
        ),
        ("never", Value::Null),
    ];
    let records: Vec<_> = cases
        .iter()
        .map(|(id, _)| record(id, &format!("http://{id}.example/paper"), TITLE))
        .collect();
    let (links, _) = verified(&server, &records, |_| {});
    for (id, copy) in cases {
        assert_eq!(links[id]["verdict"], "dead", "{id}: {}", links[id]);
        assert_eq!(links[id]["archive"], copy, "{id}: {}", links[id]);
    }
}

#[test]
fn an_archive_that_fails_is_not_taken_for_an_empty_one() {
    let server = Server::start(play, None);
    let (links, _) =
        verified(&server, &[record("a", "http://unknowable.example/paper", TITLE)], |_| {});
    let reason = links["a"]["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("could not be looked for"), "{reason}");
}

#[test]
fn copies_are_asked_for_with_the_user_s_key() {
    let server = Server::start(play, None);
    let records = [
        record("alive", "http://alive.example/paper", TITLE),
        record("overdone", "http://overdone.example/paper", TITLE),
        record("dead", "http://dead.example/paper", TITLE),
    ];
    let (links, _) = verified(&server, &records, |command| {
        command
            .arg("--archive")
            .env("IA_ACCESS_KEY_ID", "key")
            .env("IA_SECRET_ACCESS_KEY", "secret");
    });
    assert_eq!(
        links["alive"]["archive"],
        json!({"timestamp": "20261123101112", "url": "http://archive.test/web/20261123101112/http://alive.example/paper"})
    );
    assert_eq!(links["overdone"]["verdict"], "ok");
    let reason = links["overdone"]["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("captured 10 times today"), "{reason}");
    assert_eq!(links["dead"]["archive"], Value::Null);
}

#[test]
fn a_key_that_is_not_accepted_is_told() {
    let server = Server::start(play, None);
    let (links, _) =
        verified(&server, &[record("a", "http://alive.example/paper", TITLE)], |command| {
            command.arg("--archive");
        });
    let reason = links["a"]["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("does not accept the key"), "{reason}");
}
