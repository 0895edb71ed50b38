//! The README tells the truth: its commands print what it shows, and its picture is the output.
//!
//! `SNAPSHOTS=overwrite cargo test --test readme` draws the picture anew after a wanted change.

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
