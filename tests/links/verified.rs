//! What `cite links --verify` makes of pages.

use crate::pages::{self, TITLE};
use crate::program::{cite, record, verified};
use crate::server::{Answer, Request, Server, Step, answer};
use cite::internals::escape::terminal::is_control;

fn play(request: &Request) -> Answer {
    match request.host.as_str() {
        "alive.example" => pages::only(request, pages::work()),
        "moved.example" if request.path == "/old" => pages::to(301, "/paper"),
        "moved.example" => pages::only(request, pages::work()),
        "slow.example" => vec![Step::Wait(30_000)],
        _ => pages::missing(),
    }
}

#[test]
fn the_plainest_cases() {
    let server = Server::start(play, None);
    let cases = [
        ("alive", "http://alive.example/paper", "ok"),
        ("dead", "http://alive.example/elsewhere", "dead"),
        ("moved", "http://moved.example/old", "moved"),
        ("slow", "http://slow.example/paper", "timeout"),
        ("refused", "http://refusing.example/paper", "connection-error"),
        ("nameless", "http://gone.example/paper", "dns-error"),
    ];
    let records: Vec<_> = cases.iter().map(|(id, url, _)| record(id, url, TITLE)).collect();
    let (links, output) = verified(&server, &records, |_| {});
    for (id, _, verdict) in cases {
        assert_eq!(links[id]["verdict"], verdict, "{id}: {}", links[id]);
    }
    assert_eq!(links["moved"]["moved_to"], "http://moved.example/paper");
    assert_eq!(links["moved"]["final_url"], "http://moved.example/paper");
    assert_eq!(links["dead"]["status"], 404);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_exit_status_says_whether_all_could_be_told() {
    let server = Server::start(play, None);
    let code = |url| verified(&server, &[record("a", url, TITLE)], |_| {}).1.status.code();
    assert_eq!(code("http://alive.example/paper"), Some(0));
    assert_eq!(code("http://sick.example/paper"), Some(3));
    assert_eq!(code("http://alive.example/elsewhere"), Some(1));
}

#[test]
fn offline_nothing_is_sent() {
    let server = Server::start(play, None);
    let records = [record("a", "http://alive.example/paper", TITLE)];
    let (links, output) = verified(&server, &records, |command| {
        command.arg("--offline");
    });
    assert_eq!(links["a"]["verdict"], "unchecked");
    assert_eq!(output.status.code(), Some(3));
    assert!(server.log.lock().expect("a log").is_empty());
}

#[test]
fn a_check_reports_what_the_network_says() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.md");
    let paper = |url: &str| {
        format!(
            "# Wells\n\nSo it is (Almagambet and Okonkwo 2014).\n\n## References\n\n\
             Almagambet, D., and C. Okonkwo. 2014. \"{TITLE}.\" Steppe Papers. {url}\n"
        )
    };
    let checked = |url: &str| {
        std::fs::write(&path, paper(url)).expect("written");
        let mut command = cite(&server);
        let output = command.args(["check", "--verify", "--format", "short"]).arg(&path).output();
        let output = output.expect("runs");
        (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
    };
    let (said, code) = checked("http://alive.example/elsewhere");
    assert!(said.contains("dead-link") && said.contains("404"), "{said}");
    assert_eq!(code, Some(1));
    let (said, code) = checked("http://moved.example/old");
    assert!(said.contains("moved-link") && said.contains("http://moved.example/paper"), "{said}");
    assert_eq!(code, Some(0));
    let (said, code) = checked("http://sick.example/paper");
    assert!(!said.contains("-link"), "{said}");
    assert_eq!(code, Some(3));
}

#[test]
fn names_of_every_script_are_asked_for() {
    let server = Server::start(play, None);
    // The stand-in knows hosts by their names in ASCII.
    let (links, _) = verified(&server, &[record("a", "http://дала.example/кітап", TITLE)], |_| {});
    assert_eq!(links["a"]["verdict"], "dead");
    let log = server.log.lock().expect("a log");
    assert_eq!(
        log[0],
        ("xn--80aak3a.example".to_owned(), "/%D0%BA%D1%96%D1%82%D0%B0%D0%BF".to_owned())
    );
}

#[test]
fn papers_of_one_run_ask_together() {
    let server = Server::start(play, None);
    let folder = tempfile::tempdir().expect("a folder");
    for (name, own) in [("a.md", "http://alive.example/a"), ("b.md", "http://alive.example/b")] {
        let paper = format!(
            "# Wells\n\nSo it is (Almagambet and Okonkwo 2014). See <{own}>.\n\n## References\n\n\
             Almagambet, D., and C. Okonkwo. 2014. \"{TITLE}.\" Steppe Papers. http://alive.example/paper\n"
        );
        std::fs::write(folder.path().join(name), paper).expect("written");
    }
    let mut command = cite(&server);
    let output =
        command.args(["check", "--verify", "--format", "short"]).arg(folder.path()).output();
    let said = String::from_utf8_lossy(&output.expect("runs").stdout).into_owned();
    assert_eq!(said.matches("dead-link").count(), 2, "{said}");
    let mut log = server.log.lock().expect("a log").clone();
    log.retain(|(host, _)| host == "alive.example");
    log.sort();
    let paths: Vec<&str> = log.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(paths, ["/a", "/b", "/paper"]);
}

/// Titles, reasons and targets are what servers make of them; a report for people shows them, and
/// controls no terminal.
#[test]
fn what_servers_say_controls_no_terminal() {
    const EVIL: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\u{202e}";
    fn evil(request: &Request) -> Answer {
        let page = format!(
            "<title>{EVIL} Page not found</title><h1>Page not found {EVIL}</h1><p>words {EVIL}"
        );
        match request.path.as_str() {
            "/location" => {
                let location = format!("javascript:{}", &EVIL[EVIL.len() - 5..]);
                answer(302, &[("Location", &location)], "")
            }
            "/no-http" => vec![Step::Send(format!("{EVIL}\r\n\r\n").into_bytes())],
            "/status" => vec![Step::Send(format!("HTTP/1.1 404 {EVIL}\r\n\r\n").into_bytes())],
            _ => answer(200, &[], page),
        }
    }
    let server = Server::start(evil, None);
    let folder = tempfile::tempdir().expect("a folder");
    let entry = |path: &str| {
        format!(
            "Roe, J. 2014. *Oil rents and trust in the steppe*. http://alive.example/{path}\n\n"
        )
    };
    let list: String = ["page", "location", "no-http", "status"].map(entry).concat();
    let path = folder.path().join("paper.md");
    std::fs::write(&path, format!("So it is (Roe 2014).\n\n## References\n\n{list}"))
        .expect("written");
    for command in [
        &["links", "--verify"][..],
        &["check", "--verify"],
        &["check", "--verify", "--format", "github"],
        &["links", "--verify", "--diff"],
    ] {
        let out = cite(&server).args(command).arg(&path).output().expect("runs");
        for said in [out.stdout, out.stderr] {
            let said = String::from_utf8_lossy(&said).into_owned();
            let controls: Vec<char> =
                said.chars().filter(|ch| is_control(*ch) && *ch != '\n').collect();
            assert!(controls.is_empty(), "{command:?}: {controls:?}: {said:?}");
        }
    }
    assert!(server.log.lock().expect("a log").len() >= 16);
}
