//! Times `cite check` as a whole process beside `pandoc -t json`.
//!
//! `cargo bench --bench beside_pandoc -- [PAPER]`: the two run in turn on the same paper, so that a
//! change in the machine's speed touches both; the medians and the ratio are printed, and the time
//! for the paper 1, 10 and 100 times in one file. Without pandoc, only our own times are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs that count, after one that does not.
const RUNS: usize = 21;

fn main() {
    let given = std::env::args().skip(1).find(|argument| argument != "--bench");
    let paper = given.map_or_else(paper, PathBuf::from);
    println!("{} ({} bytes)", paper.display(), std::fs::metadata(&paper).expect("a paper").len());
    match Command::new("pandoc").arg("--version").stdout(Stdio::null()).status() {
        Ok(_) => beside(&paper),
        Err(_) => println!("pandoc is not installed: nothing to compare with"),
    }
    growth(&paper);
}

/// The user's paper beside the repository, or a paper of our own.
fn paper() -> PathBuf {
    let shared = PathBuf::from("../shared/papers/kazakhstan/paper.md");
    if shared.exists() { shared } else { PathBuf::from("tests/documents/tides.md") }
}

/// Times both programs in turn.
fn beside(paper: &Path) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let (one, other) = (cite(paper), pandoc(paper));
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(&theirs)
        .map(|(one, other)| one.as_secs_f64() / other.as_secs_f64())
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("cite check      {:8.2} ms (median of {RUNS})", median(&mut ours));
    println!("pandoc -t json  {:8.2} ms", median(&mut theirs));
    println!("ratio, by pairs {:8.3}", ratios[RUNS / 2]);
}

/// Times the paper 1, 10 and 100 times over in one file.
fn growth(paper: &Path) {
    let text = std::fs::read_to_string(paper).expect("a paper");
    let folder = tempfile::tempdir().expect("a folder");
    for times in [1, 10, 100] {
        let path = folder.path().join(format!("{times}.md"));
        std::fs::write(&path, longer(&text, times)).expect("written");
        let mut runs: Vec<Duration> = (0..5).map(|_| cite(&path)).collect();
        let size = std::fs::metadata(&path).expect("written").len() as f64 / 1e6;
        println!("{times:>3} times        {:8.2} ms for {size:.2} MB", median(&mut runs));
    }
}

/// The paper with its body and its list so many times longer.
fn longer(text: &str, times: usize) -> String {
    let heading = text.rfind("\n## ").or_else(|| text.rfind("\n# ")).unwrap_or(text.len());
    let (body, list) = text.split_at(heading);
    let entries = list.trim_start().split_once('\n').map_or("", |(_, entries)| entries);
    [&body.repeat(times), list, &entries.repeat(times - 1)].concat()
}

fn cite(paper: &Path) -> Duration {
    timed(Command::new(env!("CARGO_BIN_EXE_cite")).arg("check").arg(paper))
}

fn pandoc(paper: &Path) -> Duration {
    timed(Command::new("pandoc").args(["-t", "json"]).arg(paper))
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("runs");
    start.elapsed()
}

/// The middle one, in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
