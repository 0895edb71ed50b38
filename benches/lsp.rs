//! How fast the language server answers a change, and whether its memory grows; how long a page of
//! the longest paper takes.
//!
//! `cargo bench --bench lsp -- [PAPERS]`: PAPERS is a folder of folders, each with `paper.md`.

#[path = "../tests/support/editor.rs"]
mod editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use editor::{Editor, memory};
use serde_json::json;

/// How many changes are made in a text.
const CHANGES: i64 = 10_000;

fn main() {
    let given = std::env::args().skip(1).find(|argument| argument != "--bench");
    let folder = given.map_or_else(|| PathBuf::from("../shared/data/papers"), PathBuf::from);
    let one = folder.join("../../papers/kazakhstan/paper.md");
    if let Ok(text) = fs::read_to_string(&one) {
        changes("the user's paper", &text, CHANGES);
    }
    let papers = fs::read_dir(&folder).into_iter().flatten().flatten();
    let paths = papers.map(|paper| paper.path().join("paper.md"));
    let texts = paths.filter_map(|path| Some((fs::read_to_string(&path).ok()?, path)));
    match texts.max_by_key(|(text, _)| text.len()) {
        Some((text, path)) => {
            changes("the longest paper", &text, CHANGES / 10);
            page(&path, text.len());
        }
        None => eprintln!("no papers under {}", folder.display()),
    }
}

/// Types a letter and takes it away again, and waits for the diagnostics each time.
fn changes(name: &str, text: &str, count: i64) {
    const URI: &str = "file:///paper.md";
    let mut editor = Editor::start(Path::new("."));
    editor.open(URI, "markdown", text);
    let line = text.lines().count() / 2;
    let mut times: Vec<Duration> = Vec::new();
    let mut early = 0;
    for version in 2..count + 2 {
        let (end, new) = if version % 2 == 0 { (0, "x") } else { (1, "") };
        let range = json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": end}});
        let begun = Instant::now();
        editor.change(URI, version, json!([{"range": range, "text": new}]));
        editor.found(URI, version);
        times.push(begun.elapsed());
        if version == count / 10 {
            early = memory(&editor);
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let (bytes, late) = (text.len(), memory(&editor));
    println!(
        "{name}, {bytes} bytes, {count} changes: diagnostics after {:.1?} in the median, {:.1?} at the 95th percentile, {:.1?} at best; {early} kB after a tenth, {late} kB at the end",
        at(50),
        at(95),
        at(0)
    );
}

/// The program with and without the page, each the best of several runs.
fn page(path: &Path, bytes: usize) {
    let run = |format: &str| {
        let begun = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cite"));
        let out = command.args(["check", "--format", format]).arg(path).output();
        (begun.elapsed(), out.map_or(0, |out| out.stdout.len()))
    };
    let best = |format| (0..9).map(|_| run(format)).min();
    if let (Some((with, size)), Some((without, _))) = (best("html"), best("short")) {
        println!(
            "the page of the longest paper: {size} bytes for {bytes}, {:.1?} more than one line for each finding",
            with.saturating_sub(without)
        );
    }
}
