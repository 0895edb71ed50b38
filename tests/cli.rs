//! The program as a person meets it: exit status, messages, bad input.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

fn cite(arguments: &[&str]) -> Output {
    Command::cargo_bin("cite").expect("built").args(arguments).output().expect("runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Writes `content` to a file and checks it.
fn checked(name: &str, content: impl AsRef<[u8]>) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    cite(&["check", path.to_str().expect("a name")])
}

const LIST: &str =
    "\n\n## References\n\nHurd, I. 1999. \"Legitimacy and Authority.\" *Order* 53 (2): 379–408.\n";

#[test]
fn the_exit_status_tells_what_was_found() {
    assert_eq!(checked("a.md", format!("So it is (Hurd 1999).{LIST}")).status.code(), Some(0));
    assert_eq!(checked("a.md", format!("So it is (Lake 2001).{LIST}")).status.code(), Some(1));
}

#[test]
fn fail_on_moves_the_bar() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    // An entry that is never cited is a warning.
    fs::write(&path, format!("So (Hurd 1999).{LIST}\nLake, D. 2001. *Order*. Yale: Press.\n"))
        .expect("written");
    let path = path.to_str().expect("a name");
    let code = |arguments: &[&str]| cite(&[&["check", path], arguments].concat()).status.code();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["--rule", "uncited-reference=error"]), Some(1));
    assert_eq!(code(&["--fail-on", "hint", "--rule", "uncited-reference=off"]), Some(0));
}

#[test]
fn an_unknown_rule_names_the_nearest() {
    let out = cite(&["check", "--rule", "missing-refrence=off", "x.md"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("nearest: missing-reference"), "{}", said(&out.stderr));
    let out = cite(&["explain", "ibidem"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("nearest: ibid"));
}

#[test]
fn explain_prints_the_page_of_a_rule() {
    let out = cite(&["explain", "year-mismatch"]);
    assert_eq!(out.status.code(), Some(0));
    let page = said(&out.stdout);
    assert!(page.starts_with("# year-mismatch (error)\n\nThe authors fit an entry"), "{page}");
    assert!(page.contains("```paper\n"));
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder() {
    let out = cite(&["check", "no/such/paper.md"]);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(said(&out.stderr), "cite: no such file: no/such/paper.md\n");
    let folder = tempfile::tempdir().expect("a folder");
    let out = cite(&["check", folder.path().to_str().expect("a name")]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out.stderr));
    assert!(said(&out.stderr).contains("no document was found"), "{}", said(&out.stderr));
}

#[test]
fn what_cannot_be_read_costs_the_others_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    fs::write(&path, format!("So it is (Lake 2001).{LIST}")).expect("written");
    let path = path.to_str().expect("a name");
    let out = cite(&["check", "no/such/paper.md", path, "--format", "short"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("no such file: no/such/paper.md"));
    assert!(said(&out.stdout).contains("missing-reference"), "{}", said(&out.stdout));
}

#[test]
fn the_program_describes_itself_for_shells_readers_and_editors() {
    assert!(said(&cite(&["completions", "bash"]).stdout).contains("--write-baseline"));
    assert!(said(&cite(&["man", "check"]).stdout).contains(".TH"));
    assert_eq!(cite(&["man", "chekc"]).status.code(), Some(2));
    let help = said(&cite(&["check", "--help"]).stdout);
    assert!(help.contains("cite check --fix paper.md"), "{help}");
}

#[test]
fn damaged_utf8_is_read_with_a_warning_that_names_the_line() {
    let mut paper = b"So caf\xe9.\n\nIt is (Lake 2001).".to_vec();
    paper.extend_from_slice(LIST.as_bytes());
    let out = checked("a.md", paper);
    assert_eq!(out.status.code(), Some(1));
    assert!(said(&out.stderr).contains("line 1 is not UTF-8"), "{}", said(&out.stderr));
    assert!(said(&out.stdout).contains("\"Lake 2001\" is cited"));
}

#[test]
fn what_holds_no_list_says_so() {
    let empty = said(&checked("a.md", "").stdout);
    assert!(empty.contains("the document is empty"), "{empty}");
    let none =
        said(&checked("a.md", "# Results\n\nSo it is (Lake 2001; Reus 2003; Hurd 1999).\n").stdout);
    assert!(none.contains("no reference list was found") && none.contains("\"Results\""), "{none}");
    let bare = said(
        &checked("a.md", "So it is (Lake 2001; Reus 2003; Hurd 1999).\n\n## References\n").stdout,
    );
    assert!(bare.contains("the section \"References\" holds no entry"), "{bare}");
    for text in [empty, none, bare] {
        assert!(!text.contains("nothing to report"), "{text}");
    }
}

#[test]
fn a_list_of_one_entry_is_a_list() {
    let out = checked("a.md", format!("So it is (Hurd 1999).{LIST}"));
    assert!(
        said(&out.stdout).contains("1 reference, 1 citation by author and date: nothing to report"),
        "{}",
        said(&out.stdout)
    );
}

#[test]
fn strange_bytes_and_shapes_do_no_harm() {
    for (name, content) in [
        ("nul.md", format!("So\0 it (Hurd 1999).\0{LIST}")),
        ("brackets.md", format!("{}So it (Hurd 1999).{LIST}", "([{".repeat(20_000))),
        ("open.txt", "(Hurd 1999 ".repeat(20_000)),
        ("list.md", format!("{}\n", "- ".repeat(5_000))),
        ("quotes.md", format!("{}x\n", "> ".repeat(5_000))),
        ("html.md", "<a <b <!-- ".repeat(20_000)),
        ("stars.md", "*_".repeat(50_000)),
        ("carets.md", "^a".repeat(50_000)),
        ("and.md", format!("({} 1999){LIST}", "Hurd and ".repeat(20_000))),
        ("years.md", format!("(Hurd {}){LIST}", "1999, ".repeat(20_000))),
        ("numbers.md", format!("[{}1]", "1–9, ".repeat(20_000))),
    ] {
        let out = checked(name, content);
        assert!(matches!(out.status.code(), Some(0 | 1)), "{name}: {}", said(&out.stderr));
    }
}

#[test]
fn a_large_file_and_a_long_line_are_read() {
    let paragraph = "It was so in the old days (Hurd 1999), and it is so now. ".repeat(20) + "\n\n";
    let large = paragraph.repeat(50_000_000 / paragraph.len()) + LIST;
    assert_eq!(checked("large.md", large).status.code(), Some(0));
    let line = "It was so in the old days (Hurd 1999), and it is so now. ".repeat(90_000);
    assert_eq!(checked("line.md", line + LIST).status.code(), Some(0));
}

#[test]
fn json_follows_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    fs::write(&path, format!("Қазақ *ақ* (see Hurd 1998,\np. 12).{LIST}")).expect("written");
    let out = cite(&["check", "--format", "json", path.to_str().expect("a name")]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(report["version"], 1);
    let document = &report["documents"][0];
    let text = fs::read_to_string(&path).expect("text");
    let under = |span: &Value| {
        let at = |name: &str| span[name].as_u64().expect("a number") as usize;
        text[at("start")..at("end")].to_owned()
    };
    let citation = &document["citations"][0];
    assert_eq!(under(&citation["span"]), "(see Hurd 1998,\np. 12)");
    assert_eq!(citation["text"], "(see Hurd 1998, p. 12)");
    assert_eq!(citation["span"]["line"], 1);
    assert_eq!(citation["span"]["column"], 12);
    let item = &citation["items"][0];
    assert_eq!(item["names"], serde_json::json!(["Hurd"]));
    assert_eq!(item["locator"], "p. 12");
    assert_eq!(item["match"], "year-differs");
    assert_eq!(item["references"], serde_json::json!([0]));
    let finding = &document["findings"][0];
    assert_eq!(finding["rule"], "year-mismatch");
    assert_eq!(finding["reference"], 0);
    assert!(under(&finding["related"][0]["span"]).starts_with("Hurd, I. 1999"));
    assert_eq!(document["references"][0]["entry"]["issued"]["date-parts"][0][0], 1999);
    assert_eq!(report["summary"]["errors"], 1);
}

#[test]
fn json_says_of_citations_what_the_text_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let text = "So (Hurd 1999, 2001), and again (ibid., 14). Tversky’s rule (1974) holds.";
    let more = "\nHurd, I. 2001. *After Order*. Yale: Press.\n\n\
                Tversky, A., and D. Kahneman. 1974. \"Judgment.\" *Science* 185: 1–9.\n";
    fs::write(&path, format!("{text}{LIST}{more}")).expect("written");
    let out = cite(&["check", "--format", "json", path.to_str().expect("a name")]);
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let item = |citation: usize, item: usize| {
        report["documents"][0]["citations"][citation]["items"][item].clone()
    };
    // Names that stand at the work before are printed, and marked.
    assert_eq!(item(0, 0)["names_inherited"], Value::Null);
    assert_eq!(item(0, 1)["names"], serde_json::json!(["Hurd"]));
    assert_eq!(item(0, 1)["names_inherited"], true);
    // "ibid." is no title.
    assert_eq!((&item(1, 0)["title"], &item(1, 0)["points_back"]), (&Value::Null, &"ibid.".into()));
    // The entry has two authors, the sentence names one, and no "et al." stands anywhere.
    assert_eq!((&item(2, 0)["et_al"], &item(2, 0)["match"]), (&false.into(), &"exact".into()));
}

#[test]
fn what_the_stages_decide_is_told_where_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    fs::write(&path, format!("So it is (Hurd 1999).{LIST}")).expect("written");
    let path = path.to_str().expect("a name");
    let quiet = cite(&["check", path]);
    assert_eq!(said(&quiet.stderr), "");
    let told = cite(&["check", "-v", path]);
    assert_eq!(told.stdout, quiet.stdout);
    let told = said(&told.stderr);
    assert!(told.contains("format=\"markdown\""), "{told}");
    assert!(told.contains("heading=\"References\" why=\"under its heading\""), "{told}");
    assert!(told.contains("way of citing chosen way=\"author and date\""), "{told}");
    assert!(!told.contains("way of citing tried") && !told.contains("time.busy"), "{told}");
    // What was tried, and times; before the command too.
    let all = said(&cite(&["-vv", "check", path]).stderr);
    assert!(all.contains("way of citing tried") && all.contains("time.busy"), "{all}");
}

#[test]
fn standard_input_is_a_document() {
    let mut command = Command::cargo_bin("cite").expect("built");
    let out = command
        .args(["check", "-"])
        .write_stdin(format!("So (Hurd 1999).{LIST}"))
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(0));
    assert!(said(&out.stdout).starts_with("-: 1 reference"), "{}", said(&out.stdout));
    assert!(!Path::new("-").exists());
}

#[test]
#[cfg(feature = "render")]
fn a_style_is_the_measure_of_citations() {
    let list = "\n\n## References\n\nHurd, I., Lake, D., & Roe, K. (1999). Legitimacy and authority. *Order*, 53(2), 379–408.\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let path = path.to_str().expect("a name");
    let rules = |text: &str, style: &str| {
        fs::write(path, format!("{text}{list}")).expect("written");
        said(&cite(&["check", path, "--format", "short", "--style", style]).stdout)
    };
    // APA has a comma before the year, and "et al." from three authors on.
    let plain = rules("It is so (Hurd et al. 1999).", "apa");
    assert!(plain.contains("warning[citation-style]") && !plain.contains("et-al"), "{plain}");
    let full = rules("It is so (Hurd, Lake, & Roe, 1999).", "apa");
    assert!(full.contains("warning[et-al]"), "{full}");
    assert_eq!(rules("It is so (Hurd et al., 1999).", "apa"), "");
    // Chicago asks for short forms in place of "ibid.".
    let notes = "It is so.[^1] So it is.[^2]\n\n[^1]: Ivan Hurd, *After Order* (York: Press, 2007), 12.\n\n\
                 [^2]: Ibid., 14.\n\n## Bibliography\n\nHurd, Ivan. *After Order*. York: Press, 2007.\n";
    fs::write(path, notes).expect("written");
    let said_of = |arguments: &[&str]| {
        said(&cite(&[&["check", path, "--format", "short"], arguments].concat()).stdout)
    };
    assert_eq!(said_of(&[]), "");
    assert!(said_of(&["--style", "chicago-notes"]).contains("hint[ibid]"));
    let out = cite(&["check", path, "--style", "apaa"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("apa"), "{}", said(&out.stderr));
}
