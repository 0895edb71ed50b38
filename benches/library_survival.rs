//! How much of real .bib files survives being read, and how long that takes.
//!
//! `cargo bench --no-default-features --bench library_survival -- FOLDER [--list]`: reads each .bib
//! file below FOLDER, and sets the keys that were read against those that another, much simpler
//! look at the file expects: `@type{key,` at the beginning of a line. With `--list` it names the
//! keys that were lost and the slowest files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cite::Library;
use regex::bytes::Regex;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        println!("give a folder of .bib files to measure with");
        return;
    };
    let list = arguments.any(|argument| argument == "--list");
    let mut paths = Vec::new();
    collect(Path::new(&folder), &mut paths);
    paths.sort();
    let measured: Vec<Measured> = paths.iter().filter_map(|path| measure(path)).collect();
    if list {
        print_lost(&measured);
        print_slowest(&measured);
    }
    print_sums(&measured);
}

/// What came of one file.
struct Measured {
    path: PathBuf,
    bytes: usize,
    expected: usize,
    read: usize,
    faults: usize,
    lost: Vec<String>,
    time: Duration,
}

fn measure(path: &Path) -> Option<Measured> {
    let bytes = std::fs::read(path).ok()?;
    let mut wanted: HashMap<String, usize> = HashMap::new();
    let keys = expected(&bytes);
    let expected = keys.len();
    keys.into_iter().for_each(|key| *wanted.entry(key).or_default() += 1);
    let before = Instant::now();
    // A file that is refused whole counts as one of which nothing was read.
    let library = Library::open(path).unwrap_or_default();
    let time = before.elapsed();
    for entry in library.entries() {
        if let Some(count) = wanted.get_mut(entry.id.as_str()) {
            *count = count.saturating_sub(1);
        }
    }
    let lost = wanted.into_iter().flat_map(|(key, count)| std::iter::repeat_n(key, count));
    Some(Measured {
        path: path.to_owned(),
        bytes: bytes.len(),
        expected,
        read: library.records.len(),
        faults: library.faults.len(),
        lost: lost.collect(),
        time,
    })
}

/// The keys after `@type{` at the beginning of a line, up to a comma.
fn expected(bytes: &[u8]) -> Vec<String> {
    let form =
        r"(?m)(?:^|\r)[ \t]*@[ \t]*([A-Za-z]+)[ \t\r\n]*[{(][ \t\r\n]*([^\s,{}()=@%#]+)[ \t\r\n]*,";
    let Ok(form) = Regex::new(form) else { return Vec::new() };
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
    };
    let no_entry = |kind: &str| ["comment", "string", "preamble"].contains(&kind);
    form.captures_iter(bytes)
        .filter(|found| !no_entry(&text(&found[1]).to_lowercase()))
        .map(|found| text(&found[2]))
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("bib")) {
            paths.push(path);
        }
    }
}

fn print_lost(measured: &[Measured]) {
    for file in measured.iter().filter(|file| !file.lost.is_empty()) {
        println!("{}: {}", file.path.display(), file.lost.join(" "));
    }
}

fn print_slowest(measured: &[Measured]) {
    let pace = |file: &Measured| file.time.as_secs_f64() / (file.bytes + 10_000) as f64;
    let mut files: Vec<&Measured> = measured.iter().collect();
    files.sort_by(|a, b| pace(b).total_cmp(&pace(a)));
    for file in files.into_iter().take(5) {
        println!("{}: {} bytes in {:?}", file.path.display(), file.bytes, file.time);
    }
}

fn print_sums(measured: &[Measured]) {
    let sum = |count: fn(&Measured) -> usize| measured.iter().map(count).sum::<usize>();
    let (expected, lost) = (sum(|file| file.expected), sum(|file| file.lost.len()));
    let lost_whole = measured.iter().filter(|file| file.expected > 0 && file.read == 0).count();
    let megabytes = sum(|file| file.bytes) as f64 / 1e6;
    let time: f64 = measured.iter().map(|file| file.time.as_secs_f64()).sum();
    let survived = 100.0 * (expected - lost) as f64 / expected.max(1) as f64;
    println!("files:            {}, lost whole: {lost_whole}", measured.len());
    println!("entries expected: {expected}");
    println!("of these read:    {} ({survived:.3} %)", expected - lost);
    println!("entries read:     {}, faults told: {}", sum(|file| file.read), sum(|f| f.faults));
    println!(
        "time:             {megabytes:.1} MB in {time:.2} s, {:.3} s for 10 MB",
        10.0 * time / megabytes
    );
}
