//! How long a bibliography takes, beside hayagriva, pandoc and citeproc-js.
//!
//! `cargo bench --bench render_speed -- [start] [beside] [several] [COUNT…]`:
//!
//! - `start`: processor time of whole processes: `cite --version`, and ten entries in several styles;
//! - `beside`: processor time of whole processes for each count of entries (10 and 1000 if none is
//!   given), and how many times ours the others take. hayagriva runs in this program, with all its locales;
//!   pandoc if it is installed; citeproc-js if node finds it (`npm install citeproc`, `NODE_PATH`) and the
//!   official locales are beside the project;
//! - `several`: the time in several styles at once, beside the sum of their times.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use cite::Entry;
use cite::internals::render::bibliography::{at_once, render};
use cite::internals::render::style::Style;
use hayagriva::archive;
use hayagriva::citationberg::Style as Csl;
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use serde_json::{Value, json};

#[path = "measured/mod.rs"]
mod measured;

use measured::measured;

/// Styles by author and date, by number and by note.
const STYLES: [&str; 4] = ["apa", "ieee", "chicago-author-date", "chicago-notes"];

/// Processes of which the mean is taken where one is too short to be timed.
const RUNS: usize = 100;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [task, style, entries] = &words[..]
        && task == "--hayagriva"
    {
        return hayagrivas(style, Path::new(entries));
    }
    let counts: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let tasks: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    let does = |task: &str| tasks.is_empty() || tasks.iter().any(|one| *one == task);
    if does("start") {
        start();
    }
    if does("beside") {
        beside(if counts.is_empty() { &[10, 1_000] } else { &counts });
    }
    if does("several") {
        several(&(0..1_000).map(article).collect::<Vec<Value>>());
    }
}

fn cite() -> Command {
    Command::new(env!("CARGO_BIN_EXE_cite"))
}

/// Times whole processes that have little to do.
fn start() {
    let files = Files::new(10);
    let mean = |command: &mut Command| {
        let sum: f64 = (0..RUNS).map(|_| measured(command).processor).sum();
        1e3 * sum / RUNS as f64
    };
    println!("cite --version: {:.1} ms CPU, mean of {RUNS}", mean(cite().arg("--version")));
    for style in STYLES {
        let mut command = cite();
        command.arg("render").arg(files.entries()).args(["--style", style]);
        println!("10 entries, {style}: {:.1} ms CPU, mean of {RUNS}", mean(&mut command));
    }
}

/// Times ours and the others in turn.
fn beside(counts: &[usize]) {
    println!("seconds of CPU of whole processes; in brackets: how many times ours");
    println!(
        "{:27} {:>8} {:>16} {:>16} {:>16}",
        "entries", "cite", "hayagriva", "pandoc", "citeproc-js"
    );
    for style in STYLES {
        for &count in counts {
            let files = Files::new(count);
            let runs = if count <= 100 { 10 } else { 1 };
            let times = files.programs(style).map(|mut program| seconds(&mut program, runs));
            let ours = times[0].expect("cite renders");
            print!("{:27} {ours:8.3}", format!("{count}, {style}"));
            for theirs in &times[1..] {
                match theirs {
                    Some(theirs) => print!(" {theirs:8.3} ({:5.1})", theirs / ours),
                    None => print!(" {:>16}", "SKIPPED"),
                }
            }
            println!();
        }
    }
}

/// The mean processor time of a program; none if it is not there or fails.
fn seconds(program: &mut Command, runs: usize) -> Option<f64> {
    let works = program.stdout(Stdio::null()).stderr(Stdio::null()).status();
    works.is_ok_and(|status| status.success()).then(|| {
        let sum: f64 = (0..runs).map(|_| measured(program).processor).sum();
        sum / runs as f64
    })
}

/// Entries in a file, and styles beside them.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new(count: usize) -> Files {
        let files = Files { folder: tempfile::tempdir().expect("a folder") };
        let values: Vec<Value> = (0..count).map(article).collect();
        std::fs::write(files.entries(), Value::from(values).to_string()).expect("written");
        files
    }

    fn entries(&self) -> PathBuf {
        self.folder.path().join("entries.json")
    }

    /// Ours, hayagriva, pandoc and citeproc-js, each rendering the entries in a style.
    fn programs(&self, style: &str) -> [Command; 4] {
        let csl = self.folder.path().join("style.csl");
        let name = Style::find(style, &[]).expect("is in the archive").name;
        std::fs::write(&csl, archived(&name).to_xml().expect("is a style")).expect("written");
        let mut ours = cite();
        ours.arg("render").arg(self.entries()).args(["--style", style]);
        let mut hayagriva = Command::new(std::env::current_exe().expect("is known"));
        hayagriva.arg("--hayagriva").arg(&name).arg(self.entries());
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--from", "csljson", "--to", "plain", "--citeproc", "--csl"]);
        pandoc.arg(&csl).arg(self.entries());
        // As hayagriva writes them, citeproc-js does not take all styles.
        let official = Path::new("../shared/data/csl/styles").join(&name).with_extension("csl");
        let read = if official.exists() { official } else { csl };
        let mut citeproc_js = Command::new("node");
        citeproc_js.arg("benches/beside/citeproc.js").arg(self.entries()).arg(read);
        citeproc_js.arg("../shared/data/csl/locales");
        [ours, hayagriva, pandoc, citeproc_js]
    }
}

/// Times several styles at once, and one after another.
fn several(values: &[Value]) {
    let styles = STYLES.map(|name| Style::find(name, &[]).expect("is in the archive"));
    let sum: f64 = styles.iter().map(|style| ours(values, style)).sum();
    let start = Instant::now();
    at_once(&styles, |style| ours(values, style));
    let together = start.elapsed().as_secs_f64();
    println!(
        "{} styles, {}: {together:.2} s at once, {sum:.2} s in turn",
        styles.len(),
        values.len()
    );
}

/// An article that differs from the others in author, year and title.
fn article(number: usize) -> Value {
    let family = ["Abay", "Brown", "Cruz", "Doe", "Évrard", "Fischer", "García"][number % 7];
    json!({
        "id": format!("a{number}"), "type": "article-journal",
        "author": [{"family": format!("{family}{}", number / 40), "given": "Jane Anne"},
                   {"family": "Roe", "given": "Max"}],
        "title": format!("On the {number}th view of things and their names"),
        "container-title": "Journal of Things", "volume": (number % 90).to_string(),
        "page": format!("{number}-{}", number + 12),
        "issued": {"date-parts": [[1950 + number % 70]]},
    })
}

fn ours(values: &[Value], style: &Style) -> f64 {
    let read = |value: &Value| serde_json::from_value(value.clone()).expect("is an entry");
    let entries: Vec<Entry> = values.iter().map(read).collect();
    let entries: Vec<&Entry> = entries.iter().collect();
    let start = Instant::now();
    assert_eq!(render(&entries, style, None).bibliography.len(), values.len());
    start.elapsed().as_secs_f64()
}

/// Renders entries in a style of hayagriva's archive with hayagriva, and prints them.
fn hayagrivas(style: &str, entries: &Path) {
    let text = std::fs::read_to_string(entries).expect("is there");
    let items: Vec<Item> = serde_json::from_str(&text).expect("are items");
    let locales = archive::locales();
    let Csl::Independent(csl) = archived(style) else { panic!("is independent") };
    let mut driver = BibliographyDriver::new();
    for item in &items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, &csl, None, &locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(&csl, None, &locales));
    let list = rendered.bibliography.expect("has one");
    assert_eq!(list.items.len(), items.len());
    list.items.iter().for_each(|item| println!("{:#}", item.content));
}

/// The style of this name as hayagriva has it.
fn archived(name: &str) -> Csl {
    archive::ArchivedStyle::by_name(name).expect("is in the archive").get()
}
