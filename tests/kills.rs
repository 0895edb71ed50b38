//! A run that is killed while it writes loses nothing and leaves nothing behind.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A paper whose fixes are many, so that it takes time to write them.
fn paper() -> String {
    let entry = "Hurd, I. 1999. \"Legitimacy.\" Order Institute. <http://example.org/on\\_trust>. (accessed May 10, 2023).\n\n";
    let text = "*So* it is (Hurd 1999).\n\n".repeat(300);
    format!("# A\n\n{text}## References\n\n{}", entry.repeat(40))
}

const BIB: &str =
    "@article{b, author = {Hurd, Ian}, title = {On {DNA}}, journal = {J}, year = 1999}\n";

/// The files of a folder and what is in them.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        std::fs::read_dir(folder).expect("is there").map(|entry| entry.expect("is there"));
    entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("is read"))
        })
        .collect()
}

/// Runs `arguments` in a folder made by `set_up`, kills it at ever later times, and says what is in
/// the folder: it must be as before, or as after a run that was not killed.
fn killed(arguments: &[&str], set_up: impl Fn(&Path)) {
    let run = |wait: Option<Duration>| {
        let folder = tempfile::tempdir().expect("a folder");
        set_up(folder.path());
        let before = files(folder.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_cite"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        if let Some(wait) = wait {
            std::thread::sleep(wait);
            // SIGKILL; the program may have ended already.
            let _ = child.kill();
        }
        child.wait().expect("ends");
        (before, files(folder.path()))
    };
    let start = std::time::Instant::now();
    let (_, after) = run(None);
    let whole = start.elapsed();
    for step in 0..12 {
        let (before, left) = run(Some(whole * step / 10));
        assert!(left == before || left == after, "after {step}/10 of a run: {:?}", left.keys());
    }
}

#[test]
fn a_killed_fix_leaves_the_old_paper_or_the_new() {
    killed(&["check", "--fix", "paper.md"], |folder| {
        std::fs::write(folder.join("paper.md"), paper()).expect("writes");
    });
}

#[test]
fn a_killed_conversion_leaves_a_whole_file_or_none() {
    killed(&["convert", "refs.bib", "-o", "out.ris"], |folder| {
        std::fs::write(folder.join("refs.bib"), BIB.repeat(1_000)).expect("writes");
    });
}

#[test]
fn a_killed_replacement_leaves_the_old_file_or_the_new() {
    killed(&["convert", "refs.bib", "-o", "out.ris", "--force"], |folder| {
        std::fs::write(folder.join("refs.bib"), BIB.repeat(1_000)).expect("writes");
        std::fs::write(folder.join("out.ris"), "TY  - BOOK\nTI  - Old\nER  - \n").expect("writes");
    });
}
