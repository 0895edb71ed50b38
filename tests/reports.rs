//! Reports for programs: they follow the forms that others have set.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use cite::internals::escape::terminal::is_control;
use quick_xml::events::Event;
use serde_sarif::sarif::{ResultLevel, Sarif};

const LIST: &str =
    "\n\n## References\n\nHurd, I. 1999. \"Legitimacy and Authority.\" *Order* 53 (2): 379–408.\n";

/// The report on a paper that is fine, one with a finding and a fix, and one with two findings.
fn report(format: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("a.md", "So it is (Hurd 1999)."),
        ("b, б.md", "So it is 100% right. (Hurd 1999)."),
        ("c.md", "So \"it\" <is> (Lake & Roe 2001; Hurd 1998)."),
    ] {
        fs::write(folder.path().join(name), format!("{text}{LIST}")).expect("written");
    }
    reported(folder.path(), format)
}

fn reported(folder: &Path, format: &str) -> String {
    let mut command = Command::cargo_bin("cite").expect("built");
    let out = command.current_dir(folder).args(["check", ".", "--format", format]).output();
    String::from_utf8(out.expect("runs").stdout).expect("text")
}

/// The types of `serde-sarif` are made from the schema and refuse what it does not know.
#[test]
fn sarif_is_what_its_schema_says() {
    let log: Sarif = serde_json::from_str(&report("sarif")).expect("SARIF");
    let run = &log.runs[0];
    let rules = run.tool.driver.rules.as_ref().expect("rules");
    assert_eq!(rules.len(), cite::internals::rules::RULES.len());
    let results = run.results.as_ref().expect("results");
    let ids: Vec<&str> = results.iter().filter_map(|one| one.rule_id.as_deref()).collect();
    assert_eq!(ids, ["citation-placement", "missing-reference", "year-mismatch"]);
    for result in results {
        let rule = &rules[result.rule_index.expect("an index") as usize];
        assert_eq!(Some(&rule.id), result.rule_id.as_ref());
        let place = result.locations.as_ref().expect("a place")[0].physical_location.as_ref();
        let region = place.and_then(|place| place.region.as_ref()).expect("a region");
        assert!(region.start_line.is_some_and(|line| line >= 1));
        assert!(region.start_column.is_some_and(|column| column >= 1));
        assert!(result.partial_fingerprints.is_some());
    }
    assert_eq!(results[0].level, Some(serde_json::json!("warning")).map(level));
    let uri = |index: usize| {
        let place = results[index].locations.as_ref()?[0].physical_location.as_ref()?;
        place.artifact_location.as_ref()?.uri.clone()
    };
    assert_eq!(uri(0).as_deref(), Some("b%2C%20%D0%B1.md"));
    assert!(rules.iter().all(|rule| rule.help_uri.as_ref().is_some_and(|uri| {
        url::Url::parse(uri).is_ok_and(|address| address.scheme() == "https")
    })));
    let fix = &results[0].fixes.as_ref().expect("a fix")[0];
    let replaced = &fix.artifact_changes[0].replacements[0];
    assert_eq!(replaced.deleted_region.start_column, Some(20));
}

fn level(name: serde_json::Value) -> ResultLevel {
    serde_json::from_value(name).expect("a level")
}

/// A place below the folder of the run is given from there however the file was named; another is absolute.
#[test]
fn sarif_places_are_relative_to_the_run() {
    let here = tempfile::tempdir().expect("a folder");
    let there = tempfile::tempdir().expect("a folder");
    let here = here.path().canonicalize().expect("is there");
    let there = there.path().canonicalize().expect("is there");
    let text = format!("So it is (Lake 2001).{LIST}");
    for folder in [&here, &there] {
        fs::write(folder.join("a b.md"), &text).expect("written");
    }
    let uri = |path: &Path| {
        let mut command = Command::cargo_bin("cite").expect("built");
        let out =
            command.current_dir(&here).args(["check", "--format", "sarif"]).arg(path).output();
        let log: Sarif = serde_json::from_slice(&out.expect("runs").stdout).expect("SARIF");
        let results = log.runs[0].results.clone().expect("results");
        let place = results[0].locations.clone().expect("a place")[0].physical_location.clone();
        place.and_then(|place| place.artifact_location?.uri).expect("an address")
    };
    assert_eq!(uri(&here.join("a b.md")), "a%20b.md");
    assert_eq!(uri(Path::new("./a b.md")), "a%20b.md");
    assert!(uri(&there.join("a b.md")).starts_with("file:///"));
}

/// What a file is called cannot end a line of a report or control a terminal.
#[cfg(unix)]
#[test]
fn names_of_files_stay_names() {
    let here = tempfile::tempdir().expect("a folder");
    let name = "a\n::error::x\u{1b}[2J,b:c\".md";
    fs::write(here.path().join(name), format!("So it is (Lake 2001).{LIST}")).expect("written");
    let log = reported(here.path(), "github");
    assert_eq!(log.lines().count(), 2, "{log:?}");
    assert!(log.lines().all(|line| line.starts_with("::")), "{log:?}");
    assert!(!log.contains('\u{1b}'), "{log:?}");
    assert_eq!(reported(here.path(), "short").lines().count(), 2);
    for format in ["junit", "sarif", "json"] {
        assert!(!reported(here.path(), format).contains('\u{1b}'), "{format}");
    }
    assert!(!reported(here.path(), "human").contains('\u{1b}'));
}

/// Nothing that a paper or a library says controls the terminal of a reader, wherever the report for
/// people quotes it: in a message, in what helps, at a place, in a line of the source.
#[test]
fn what_is_quoted_controls_no_terminal() {
    let here = tempfile::tempdir().expect("a folder");
    let evil = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\u{202e}\u{7f}";
    let write = |name: &str, text: String| {
        fs::write(here.path().join(name), text.replace('!', evil)).expect("written");
    };
    write(
        "refs.bib",
        "@book{key!a, author = {Hurd!, I.}, title = {T!}, year = {1999!}}".to_owned(),
    );
    write(
        "a.tex",
        "\\documentclass{article}\\begin{document}\\input{no!}So \\cite{key!b} (Hurd! 1998).\
         \\bibliography{refs}\\end{document}"
            .to_owned(),
    );
    write(
        "b.md",
        format!(
            "So (Hurd! 1998; Nobody! 2001), and 100% right. (Lake! 1999). Roe![^1!].\n\n[^1!]: Cook! 2001.{LIST}\n\
             Lake!, J. 1997. \"T!.\" *Order!* 3 (2): 9–1. http://a.example/!\n\nLake!, J. 1997. \"T!.\" *Order!* 3 (2): 9–1.\n"
        ),
    );
    let report = reported(here.path(), "human");
    assert!(report.contains("undefined-key") && report.contains("the nearest is"), "{report}");
    let controls: String = report.chars().filter(|ch| is_control(*ch) && *ch != '\n').collect();
    assert!(controls.is_empty(), "{controls:?}: {report:?}");
}

#[test]
fn lines_of_json_are_a_document_each_even_where_one_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), format!("So it is (Lake 2001).{LIST}")).expect("written");
    fs::write(folder.path().join("b.docx"), b"PK\x03\x04broken").expect("written");
    fs::write(folder.path().join("c.md"), format!("So it is (Hurd 1999).{LIST}")).expect("written");
    let mut command = Command::cargo_bin("cite").expect("built");
    command.current_dir(folder.path()).args(["check", ".", "--format", "json-lines"]);
    let out = command.output().expect("runs");
    assert_eq!(out.status.code(), Some(2));
    let text = String::from_utf8(out.stdout).expect("text");
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let path = |line: &serde_json::Value| line["path"].as_str().expect("a path").to_owned();
    let paths: Vec<String> = lines.iter().map(path).collect();
    assert!(paths.iter().map(|path| &path[path.len() - 4..]).eq(["a.md", "docx", "c.md"]));
    assert!(lines[0]["error"].is_null() && !lines[0]["findings"][0]["rule"].is_null());
    let why = lines[1]["error"].as_str().expect("a reason");
    assert!(why.contains("b.docx") && lines[1]["findings"].is_null(), "{why}");
    let whole: serde_json::Value =
        serde_json::from_str(&reported(folder.path(), "json")).expect("JSON");
    assert_eq!(whole["documents"], serde_json::json!([lines[0], lines[2]]));
}

#[test]
fn sarif_of_nothing_is_whole_too() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), format!("So it is (Hurd 1999).{LIST}")).expect("written");
    let log: Sarif = serde_json::from_str(&reported(folder.path(), "sarif")).expect("SARIF");
    assert_eq!(log.runs[0].results.as_ref().map(Vec::len), Some(0));
}

#[test]
fn junit_has_a_suite_for_each_paper() {
    let xml = report("junit");
    let mut reader = quick_xml::Reader::from_str(&xml);
    reader.config_mut().check_end_names = true;
    let mut suites = Vec::new();
    let mut failures = 0;
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) if tag.name().as_ref() == b"testsuite" => {
                let name = tag.try_get_attribute("name").expect("readable").expect("a name");
                let count = tag.try_get_attribute("failures").expect("readable").expect("a count");
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                suites.push((text(&name.value), text(&count.value)));
            }
            Event::Start(tag) if tag.name().as_ref() == b"failure" => failures += 1,
            Event::Eof => break,
            _ => {}
        }
    }
    let suite = |name: &str, count: &str| (name.to_owned(), count.to_owned());
    assert_eq!(suites, [suite("a.md", "0"), suite("b, б.md", "0"), suite("c.md", "2")]);
    assert_eq!(failures, 2, "a warning does not fail the run");
}

#[test]
fn annotations_are_a_line_each() {
    let log = report("github");
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 3, "{log}");
    assert!(lines[0].starts_with("::warning file=b%2C б.md,line=1,col="), "{log}");
    assert!(lines[1].starts_with("::error file=c.md,line=1,col="), "{log}");
    assert!(lines.iter().all(|line| line.matches("::").count() == 2), "{log}");
}

#[test]
fn short_lines_name_place_severity_and_rule() {
    let lines = report("short");
    assert!(lines.starts_with("b, б.md:1:22: warning[citation-placement]: "), "{lines}");
    assert_eq!(lines.lines().count(), 3);
}

/// What is asked for of the findings: an order, a least severity, counts, a file, an exit status.
#[test]
fn findings_are_chosen_and_ordered() {
    let here = tempfile::tempdir().expect("a folder");
    let text = format!("Trust is local. (Hurd 1999).\n\nNot so (Lake 2001).{LIST}");
    fs::write(here.path().join("a.md"), text).expect("written");
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("cite").expect("built");
        let out =
            command.current_dir(here.path()).arg("check").args(arguments).arg("a.md").output();
        let out = out.expect("runs");
        (out.status.code(), String::from_utf8_lossy(&out.stdout).into_owned())
    };
    let rules = |arguments: &[&str]| -> Vec<String> {
        let (_, said) = run(&[&["--format", "short"], arguments].concat());
        let name = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
        said.lines().filter_map(name).collect()
    };
    assert_eq!(rules(&[]), ["citation-placement", "missing-reference"]);
    assert_eq!(rules(&["--sort", "severity"]), ["missing-reference", "citation-placement"]);
    assert_eq!(rules(&["--min-severity", "error"]), ["missing-reference"]);
    assert_eq!(run(&["--fail-on", "never"]).0, Some(0));
    let (code, counts) = run(&["--statistics"]);
    assert_eq!(counts, "     1  error    missing-reference\n     1  warning  citation-placement\n");
    assert_eq!(code, Some(1));
    let (_, quiet) = run(&["--quiet"]);
    assert!(!quiet.contains("2 references") && !quiet.contains("--fix repairs"), "{quiet}");
    assert_eq!(run(&["-o", "out.txt"]), (Some(1), String::new()));
    let written = fs::read_to_string(here.path().join("out.txt")).expect("reads");
    assert!(written.contains("error[missing-reference]"), "{written}");
    assert_eq!(run(&["-o", "out.txt"]).0, Some(2), "it is there already");
}

/// Of a line that is a paragraph the sentence is shown, with its column in the line; of an entry the
/// first 60 characters are underlined.
#[test]
fn of_long_lines_the_sentence_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "So it was said long before, at length and by many people of the time. ".repeat(5);
    let list = format!(
        "\n\n## References\n\nHurd, I. 1999. \"{}.\" *Order* 53 (2): 379–408.\n",
        "Order and more of it ".repeat(6).trim()
    );
    let text = format!("{long}Trust is local (Hurd 1998) and stays there. {long}{list}");
    fs::write(folder.path().join("a.md"), text).expect("written");
    let report = reported(folder.path(), "human");
    assert!(report.contains("a.md:1:367\n"), "{report}");
    assert!(report.contains("1 | Trust is local (Hurd 1998) and stays there.\n"), "{report}");
    assert!(!report.contains(":::\n") && !report.contains("::: \n"), "{report}");
    let dashes = report.chars().filter(|ch| *ch == '-').count();
    assert!(dashes < 80, "{report}");
}
