//! Hostile input: no file ends the program otherwise than with a result or a message.
//!
//! The files are made here (`documents`, `packed`, `libraries`, `styles`, `settings`): each is small, and each is
//! meant to overflow, to grow or to take for ever. The built program reads them with little memory
//! and processor time (`guarded`).
#![cfg(unix)]

mod documents;
mod guarded;
mod libraries;
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod settings;
#[cfg(feature = "render")]
mod styles;

use guarded::{Run, all};

/// A file that means harm.
pub struct Hostile {
    /// What it does, in a word or two; with `ending` its name.
    pub name: &'static str,
    /// The ending of the file's name.
    pub ending: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Hostile {
    fn new(name: &'static str, ending: &'static str, bytes: impl Into<Vec<u8>>) -> Hostile {
        Hostile { name, ending, bytes: bytes.into() }
    }
}

/// What is done with a document; each file is put to one of them, with each ending to another.
const ON_DOCUMENTS: [&[&str]; 8] = [
    &["check"],
    &["check", "--format", "json"],
    &["parse", "--to", "biblatex"],
    &["links", "--format", "json"],
    &["check", "--diff", "--unsafe-fixes"],
    &["check", "--format", "sarif"],
    &["parse", "--to", "csl-json"],
    &["check", "--style", "apa"],
];

/// What is done with a library.
const ON_LIBRARIES: [&[&str]; 7] = [
    &["check"],
    &["convert", "--to", "csl-json"],
    &["convert", "--to", "hayagriva"],
    &["convert", "--to", "biblatex"],
    &["convert", "--to", "ris"],
    &["convert", "--to", "endnote"],
    &["links"],
];

#[test]
fn documents_end_in_a_result() {
    let files = documents::all();
    assert!(files.len() >= 150, "{}", files.len());
    let runs = files.iter().enumerate().map(|(at, file)| Run::of(file, ON_DOCUMENTS[at % 8]));
    assert_eq!(all(runs.collect()), Vec::<String>::new());
}

#[test]
fn packed_files_end_in_a_result() {
    let files = packed::documents();
    assert!(files.len() >= 50, "{}", files.len());
    let answers: [&[&str]; 3] = [
        &["check", "--annotate", "notes.out"],
        &["check", "--fix", "--unsafe-fixes", "-o", "fixed.out"],
        &["links", "--format", "json"],
    ];
    let runs = files.iter().enumerate().map(|(at, file)| match at % 4 {
        3 => Run::of(file, ON_DOCUMENTS[at % 8]),
        answer => Run::of(file, answers[answer]),
    });
    assert_eq!(all(runs.collect()), Vec::<String>::new());
}

#[test]
fn archives_end_in_a_result() {
    let files = packed::archives();
    assert!(files.len() >= 15, "{}", files.len());
    let both = files.iter().enumerate().flat_map(|(at, file)| {
        [Run::of(file, &["check"]), Run::of(file, ON_DOCUMENTS[1 + at % 7])]
    });
    assert_eq!(all(both.collect()), Vec::<String>::new());
}

#[cfg(feature = "pdf")]
#[test]
fn typeset_files_end_in_a_result() {
    let files = pdf::all();
    assert!(files.len() >= 60, "{}", files.len());
    let commands = ON_DOCUMENTS.map(|command| match command.contains(&"--diff") {
        true => &["check", "--annotate", "notes.pdf"][..],
        false => command,
    });
    let runs = files.iter().enumerate().map(|(at, file)| Run::of(file, commands[at % 8]));
    assert_eq!(all(runs.collect()), Vec::<String>::new());
}

#[test]
fn libraries_end_in_a_result() {
    let files = libraries::all();
    let both = files.iter().enumerate().flat_map(|(at, file)| {
        [Run::of(file, ON_LIBRARIES[0]), Run::of(file, ON_LIBRARIES[1 + at % 6])]
    });
    let runs: Vec<Run> = both.collect();
    assert!(runs.len() >= 120, "{}", runs.len());
    assert_eq!(all(runs), Vec::<String>::new());
}

#[cfg(feature = "render")]
#[test]
fn styles_end_in_a_result() {
    let files = styles::all();
    let runs = files
        .iter()
        .map(|file| Run::of(file, &["render", "--all", "--style"]).with("list.bib", styles::LIST));
    let runs: Vec<Run> = runs.collect();
    assert!(runs.len() >= 25, "{}", runs.len());
    assert_eq!(all(runs), Vec::<String>::new());
}

#[test]
fn settings_end_in_a_result() {
    let files = settings::all();
    let runs =
        files.iter().map(|file| Run::of(file, &["check", "--config"]).with("a.md", "Text.\n"));
    assert_eq!(all(runs.collect()), Vec::<String>::new());
}

#[cfg(feature = "render")]
#[test]
fn a_style_out_of_bounds_is_refused_by_the_name_of_its_macro() {
    for name in ["a macro that calls itself", "macros in a circle", "macros that double"] {
        let file = styles::all().into_iter().find(|file| file.name == name).expect("is made");
        let out =
            Run::of(&file, &["render", "--all", "--style"]).with("list.bib", styles::LIST).out();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains("macro \"") && said.lines().count() < 4, "{name}: {said}");
    }
}

#[test]
fn a_named_pipe_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["pipe.md", "pipe.bib"] {
        let pipe = folder.path().join(name);
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("runs");
        assert!(made.success());
        let out = assert_cmd::Command::cargo_bin("cite")
            .expect("built")
            .timeout(std::time::Duration::from_secs(60))
            .arg("check")
            .arg(&pipe)
            .output()
            .expect("ends");
        assert_eq!(out.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("pipe"), "{name}");
    }
}
