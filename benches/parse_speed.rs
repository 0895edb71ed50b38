//! How fast references are read, on one core, in the process.
//!
//! `cargo bench --no-default-features --bench parse_speed`: the labelled strings of the tests, so
//! that the figure is the same everywhere; then one text that grows, whose time must grow in step;
//! first how long the words of languages, the model and the lists take to load, and how large they are.

use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let loaded = Instant::now();
    black_box(cite::internals::lexicon::lists::list("and"));
    println!("words of languages: {:.2} ms", loaded.elapsed().as_secs_f64() * 1e3);
    let loaded = Instant::now();
    black_box(cite::internals::references::model::built_in());
    black_box(cite::internals::references::lists::built_in());
    println!("loading: {:.2} ms", loaded.elapsed().as_secs_f64() * 1e3);
    let size: u64 = ["refs/references.model", "refs/references.lists"]
        .iter()
        .filter_map(|file| std::fs::metadata(file).ok())
        .map(|file| file.len())
        .sum();
    println!("model and lists: {size} bytes");
    let texts = texts();
    let each = |text: &String| drop(black_box(cite::internals::references::parse_one(text)));
    let time = fastest(|| texts.iter().for_each(each));
    println!(
        "{:.0} references a second, of {}",
        texts.len() as f64 / time.as_secs_f64(),
        texts.len()
    );
    for length in [1_000, 10_000, 100_000] {
        let text = texts.join(" ").repeat(8);
        let text = &text[..text.floor_char_boundary(length)];
        let time = fastest(|| drop(black_box(cite::internals::references::parse_one(text))));
        println!("one text of {length} bytes: {:.2} ms", time.as_secs_f64() * 1e3);
    }
}

/// The references of the tests, without the braces around their fields.
fn texts() -> Vec<String> {
    let files = std::fs::read_dir("tests/strings").into_iter().flatten().flatten();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let bare = |line: &str| {
        let mut text = line.replace('}', "");
        while let Some(open) = text.find('{') {
            let value = text[open..].find(": ").map_or(open + 1, |at| open + at + 2);
            text.replace_range(open..value, "");
        }
        text
    };
    texts.flat_map(|text| text.lines().map(bare).collect::<Vec<_>>()).collect()
}

/// The least time of several runs.
fn fastest(mut run: impl FnMut()) -> Duration {
    let times = (0..10).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
