//! How fast documents are checked: many papers, long papers, long lists.
//!
//! `cargo bench --bench check -- [PAPERS]`: PAPERS is a folder of folders, each with `paper.md`. All
//! work is done in one process on one core, reading included. The body of the longest paper many
//! times over shows that time grows in step with length. Last, the program itself checks folders of
//! ever more copies of the papers, on all cores: its memory does not grow.

mod measured;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cite::{Document, Library, check};

use measured::measured;

/// How many entries and citations the made-up document has.
const ENTRIES: usize = 10_000;
const CITATIONS: usize = 50_000;

fn main() {
    let given = std::env::args().skip(1).find(|argument| argument != "--bench");
    let folder = given.map_or_else(|| PathBuf::from("../shared/data/papers"), PathBuf::from);
    let papers = papers(&folder);
    if papers.is_empty() {
        eprintln!("no papers under {}", folder.display());
    } else {
        many(&papers);
        long(&papers);
        folders(&papers);
    }
    let (entries, citations) = (ENTRIES, CITATIONS);
    let made = made_up(entries, citations);
    let (time, findings) = timed("made.md", made.as_bytes());
    report(
        &format!("{entries} entries, {citations} citations, {findings} findings"),
        made.len(),
        time,
    );
}

/// All papers once, after a first round that loads what is loaded once.
fn many(papers: &[Vec<u8>]) {
    timed("paper.md", &papers[0]);
    let size = papers.iter().map(Vec::len).sum();
    let time = papers.iter().map(|paper| timed("paper.md", paper).0).sum();
    report(&format!("{} papers", papers.len()), size, time);
}

/// The body of the longest paper 1, 10 and 100 times, before its list.
fn long(papers: &[Vec<u8>]) {
    let Some(longest) = papers.iter().max_by_key(|paper| paper.len()) else { return };
    let text = String::from_utf8_lossy(longest);
    let half = text.floor_char_boundary(text.len() / 2);
    let list = text.get(half..).and_then(|rest| rest.find("\n#").map(|at| half + at));
    let (body, list) = text.split_at(list.unwrap_or(half));
    for count in [1, 10, 100] {
        let whole = format!("{}{list}", body.repeat(count));
        let (time, _) = timed("long.md", whole.as_bytes());
        report(&format!("the longest {count} times"), whole.len(), time);
    }
}

/// The program on a folder of 1, 10 and 50 copies of each paper.
fn folders(papers: &[Vec<u8>]) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for copies in [1, 10, 50] {
        for copy in count / papers.len()..copies {
            for (number, paper) in papers.iter().enumerate() {
                let path = folder.path().join(format!("{copy}-{number}.md"));
                std::fs::write(path, paper).expect("written");
                count += 1;
            }
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_cite"));
        program.args(["check", "--format", "json"]).arg(folder.path());
        println!("{:<55} {}", format!("a folder of {count} papers"), measured(&mut program));
    }
}

fn timed(name: &str, bytes: &[u8]) -> (Duration, usize) {
    let start = Instant::now();
    let document = Document::from_bytes(name, bytes.to_vec());
    let findings = check(&document, &Library::none()).len();
    (start.elapsed(), findings)
}

fn report(what: &str, bytes: usize, time: Duration) {
    let (megabytes, seconds) = (bytes as f64 / 1e6, time.as_secs_f64());
    println!("{what:<55} {megabytes:8.2} MB {seconds:8.3} s {:8.2} MB/s", megabytes / seconds);
}

/// A paper of many citations and a list of many entries.
fn made_up(entries: usize, citations: usize) -> String {
    let surname = |at: usize| {
        let letters = |at: usize| (b'a' + (at % 26) as u8) as char;
        format!(
            "M{}{}{}{}son",
            letters(at),
            letters(at / 26),
            letters(at / 676),
            letters(at / 17576)
        )
    };
    let year = |at: usize| 1950 + at % 70;
    let mut text = String::new();
    for at in 0..citations {
        let cited = at * 7919 % entries;
        let end = if at % 10 == 9 { ".\n\n" } else { ", " };
        let _ = write!(text, "this is said elsewhere ({} {}){end}", surname(cited), year(cited));
    }
    text.push_str("\n## References\n\n");
    for at in 0..entries {
        let _ = writeln!(
            text,
            "{}, A. {}. \"On the matter of {at}.\" *Journal of Matters* {}: {}–{}.\n",
            surname(at),
            year(at),
            at % 50 + 1,
            at,
            at + 9
        );
    }
    text
}

fn papers(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path().join("paper.md")).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}
