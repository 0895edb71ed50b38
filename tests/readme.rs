//! The README tells the truth: its commands print what it shows, and its picture is the output.
//!
//! `SNAPSHOTS=overwrite cargo test --test readme` draws the picture anew after a wanted change.

use std::path::Path;
use std::{env, fs};

use snapbox::cmd::{Command, cargo_bin};
use snapbox::file;

#[test]
fn commands_print_what_the_pages_show() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md").case("docs/guides/*.md");
}

#[test]
fn the_picture_is_what_the_program_prints() {
    Command::new(cargo_bin!("cite"))
        .args(["check", "examples/paper.md"])
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .code(1)
        .stdout_eq(file!["../docs/check.svg": TermSvg]);
}

/// What the page for Python shows, run as it stands.
#[test]
fn the_page_for_python_is_a_program_that_runs() {
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("SKIPPED: there is no python3");
        return;
    }
    let page = fs::read_to_string("docs/guides/python.md").expect("the page");
    let mut program: String = page
        .split("```python\n")
        .skip(1)
        .filter_map(|piece| Some(piece.split_once("```")?.0))
        .collect();
    program.push_str("for one in parse(['Hurd, I. 1999. \"Legitimacy.\" *Order* 53: 3-4.']):\n");
    program.push_str("    print(one['entry']['id'])\n");
    let beside = cargo_bin!("cite").parent().map(Path::to_owned);
    let others = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(beside.into_iter().chain(env::split_paths(&others)));
    Command::new("python3")
        .args(["-c", &program])
        .env("PATH", path.expect("a path"))
        .assert()
        .success()
        .stdout_eq(
            "examples/paper.md 3 year-mismatch\nexamples/paper.md 5 author-mismatch\n\
         examples/paper.md 6 missing-reference\nexamples/paper.md 12 uncited-reference\nhurd1999\n",
        );
}
