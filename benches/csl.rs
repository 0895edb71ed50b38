//! How near our CSL processor comes to citeproc-js and to the official suite.
//!
//! `cargo bench --bench csl -- [suite] [texts] [clusters] [ten] [speed] [--kept] [--every N]
//! [--set PREFIX] [--style NAME] [--diff FILE] [--show NAME]`: the official suite; the texts, citation
//! clusters and ten entries that citeproc-js rendered. Of the styles, two thirds are developed with;
//! `--kept` takes the last third, `--all` takes all. `--set` names other entries than those that are
//! developed with (`run.sh` beside them makes some). `--diff` writes what differs, one JSON object a line.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use cite::csl::{Cite, Cluster, Item, LocaleData, Locales, Processor, Style};
use serde_json::{Value, json};

#[path = "../tests/csl/fixture.rs"]
mod fixture;

struct Arguments {
    tasks: Vec<String>,
    kept: bool,
    all: bool,
    every: usize,
    set: PathBuf,
    style: Option<String>,
    diff: Option<Mutex<std::fs::File>>,
    show: Option<String>,
}

fn main() {
    let arguments = arguments();
    let does = |task: &str| arguments.tasks.is_empty() || arguments.tasks.iter().any(|t| t == task);
    let data = data();
    if does("suite") {
        suite(&data, &arguments);
    }
    if does("ten") {
        ten(&data, &arguments);
    }
    if does("texts") {
        texts(&data, &arguments);
    }
    if does("clusters") {
        clusters(&data, &arguments);
    }
    if arguments.tasks.iter().any(|task| task == "every") {
        every(&data, &arguments);
    }
    if does("speed") {
        speed(&data);
    }
}

fn arguments() -> Arguments {
    let mut parsed = Arguments {
        tasks: Vec::new(),
        kept: false,
        all: false,
        every: 1,
        set: data().join("csl-wide/dev"),
        style: None,
        diff: None,
        show: None,
    };
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        match word.as_str() {
            "--kept" => parsed.kept = true,
            "--all" => parsed.all = true,
            "--every" => parsed.every = words.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--set" => parsed.set = words.next().map(PathBuf::from).unwrap_or(parsed.set),
            "--style" => parsed.style = words.next(),
            "--show" => parsed.show = words.next(),
            "--diff" => {
                let file =
                    words.next().map(|path| std::fs::File::create(path).expect("is written"));
                parsed.diff = file.map(Mutex::new);
            }
            _ => parsed.tasks.push(word),
        }
    }
    parsed
}

fn data() -> PathBuf {
    PathBuf::from("../shared/data")
}

/// Whether a style is one to develop with: two of three, by its name.
fn developed(name: &str) -> bool {
    let hash =
        name.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
    !hash.is_multiple_of(3)
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("is there");
    text.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect()
}

fn locales(data: &Path) -> Locales {
    let mut locales = Locales::new();
    for file in std::fs::read_dir(data.join("csl/locales")).expect("is there").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("is read");
        locales.add(LocaleData::parse(&text).expect("is a locale"));
    }
    locales
}

/// Runs a job for each line on two threads; the style of a line decides whether it is run.
fn run(plan: Vec<Value>, arguments: &Arguments, job: impl Fn(&Value) -> Counts + Sync) -> Counts {
    let wanted: Vec<Value> = plan
        .into_iter()
        .filter(|line| {
            let name = line["style"].as_str().unwrap_or_default();
            match &arguments.style {
                Some(style) => style == name,
                None => arguments.all || developed(name) != arguments.kept,
            }
        })
        .step_by(arguments.every)
        .collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let total = Mutex::new(Counts::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(line) = wanted.get(at) else { break };
                    let counts = job(line);
                    total.lock().expect("is free").add(&counts);
                }
            });
        }
    });
    total.into_inner().expect("is free")
}

#[derive(Default)]
struct Counts {
    styles: usize,
    whole: usize,
    texts: usize,
    same: usize,
    strict: usize,
    formatted: usize,
    ordered: usize,
    failed: usize,
}

impl Arguments {
    /// A file of the entries and texts that are measured with.
    fn of_set(&self, name: &str) -> PathBuf {
        let mut path = self.set.clone().into_os_string();
        path.push(name);
        path.into()
    }
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.styles += other.styles;
        self.whole += other.whole;
        self.texts += other.texts;
        self.same += other.same;
        self.strict += other.strict;
        self.formatted += other.formatted;
        self.ordered += other.ordered;
        self.failed += other.failed;
    }

    fn print(&self, what: &str) {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        println!(
            "{what}: same {:.2}% of {}; strict {:.2}%; formatting {:.2}% of these; whole {} and in order {} of {}; failed {}",
            share(self.same, self.texts),
            self.texts,
            share(self.strict, self.texts),
            share(self.formatted, self.same),
            self.whole,
            self.ordered,
            self.styles,
            self.failed
        );
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn loose(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let start = text
        .chars()
        .next()
        .filter(|ch| !ch.is_alphanumeric() && *ch != '_')
        .map_or(0, char::len_utf8);
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return text;
    }
    let rest = text[start + digits..].trim_start_matches(['.', ']', ')']);
    if rest.is_empty() || rest.starts_with(|ch: char| ch.is_ascii_digit()) {
        text
    } else {
        rest.to_owned()
    }
}

/// HTML without blocks and spaces, and without a leading number.
fn formatting(html: &str) -> String {
    let mut text = html.replace("</div>", "");
    while let Some(start) = text.find("<div") {
        let end = text[start..].find('>').map_or(text.len(), |end| start + end + 1);
        text.replace_range(start..end, "");
    }
    loose(&text)
}

fn items(path: &Path) -> HashMap<String, Value> {
    let text = std::fs::read_to_string(path).expect("is there");
    let list: Vec<Value> = serde_json::from_str(&text).expect("is JSON");
    list.into_iter()
        .map(|item| (item["id"].as_str().unwrap_or_default().to_owned(), item))
        .collect()
}

fn style(data: &Path, name: &str) -> Result<Style, String> {
    let path = data.join("csl/styles").join(format!("{name}.csl"));
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    Style::parse(&text).map_err(|error| error.to_string())
}

fn texts(data: &Path, arguments: &Arguments) {
    let start = Instant::now();
    let locales = locales(data);
    let items = items(&arguments.of_set("-items.json"));
    let plan = lines(&arguments.of_set("-expected.jsonl"));
    let job = |line: &Value| {
        let ids: Vec<&str> =
            line["items"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        entries(data, &locales, line, &ids, &items, arguments, ("text", Some("html")))
    };
    run(plan, arguments, job).print("200 entries");
    println!("  {:.1} s", start.elapsed().as_secs_f64());
}

fn ten(data: &Path, arguments: &Arguments) {
    let locales = locales(data);
    let items = items(&data.join("csl/items.json"));
    let text = std::fs::read_to_string(data.join("csl/items.json")).expect("is there");
    let list: Vec<Value> = serde_json::from_str(&text).expect("is JSON");
    let ids: Vec<String> =
        list.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let plan = lines(&data.join("csl/expected.jsonl"));
    let job =
        |line: &Value| entries(data, &locales, line, &ids, &items, arguments, ("entries", None));
    run(plan, arguments, job).print("ten entries");
}

fn entries(
    data: &Path,
    locales: &Locales,
    line: &Value,
    ids: &[&str],
    items: &HashMap<String, Value>,
    arguments: &Arguments,
    (texts, html): (&str, Option<&str>),
) -> Counts {
    let name = line["style"].as_str().unwrap_or_default();
    let mut counts = Counts { styles: 1, ..Counts::default() };
    let style = match style(data, name) {
        Ok(style) => style,
        Err(error) => {
            println!("{name}: {error}");
            counts.failed = 1;
            counts.texts = line[texts].as_object().map_or(0, |texts| texts.len());
            return counts;
        }
    };
    let list: Vec<Item> =
        ids.iter().map(|id| Item::from_json(&items[*id]).expect("is an item")).collect();
    let mut processor = Processor::new(&style, locales, None);
    processor.set_items(list);
    let have = processor.bibliography();
    let order: Vec<&str> = have.iter().map(|entry| entry.id.as_str()).collect();
    let wanted: Vec<&str> =
        line["order"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    counts.ordered = usize::from(order == wanted);
    let have: HashMap<&str, &cite::csl::Formatted> =
        have.iter().map(|entry| (entry.id.as_str(), &entry.text)).collect();
    let mut whole = true;
    for (id, want) in line[texts].as_object().into_iter().flatten() {
        let want = want.as_str().unwrap_or_default();
        let entry = have.get(id.as_str());
        let text = entry.map(|entry| tidy(&entry.to_plain())).unwrap_or_default();
        counts.texts += 1;
        let same = loose(&text) == loose(want);
        counts.strict += usize::from(text == want);
        counts.same += usize::from(same);
        whole &= same;
        let mut wrong_format = None;
        if let (true, Some(html)) = (same, html) {
            let have = entry.map(|entry| formatting(&entry.to_html())).unwrap_or_default();
            let want = formatting(line[html][id].as_str().unwrap_or_default());
            counts.formatted += usize::from(have == want);
            wrong_format = Some((have, want)).filter(|(have, want)| have != want);
        }
        if !same || arguments.style.is_some() {
            note(arguments, json!({"style": name, "id": id, "want": want, "have": text}));
        } else if let Some((have, want)) = wrong_format {
            note(
                arguments,
                json!({"style": name, "id": id, "format": true, "want": want, "have": have}),
            );
        }
    }
    if order != wanted {
        note(arguments, json!({"style": name, "order": true, "want": wanted, "have": order}));
    }
    counts.whole = usize::from(whole);
    counts
}

/// All entries in all styles: none may fail.
fn every(data: &Path, arguments: &Arguments) {
    let locales = locales(data);
    let text = std::fs::read_to_string(arguments.of_set("-items.json")).expect("is there");
    let list: Vec<Value> = serde_json::from_str(&text).expect("is JSON");
    let items: Vec<Item> =
        list.iter().map(|item| Item::from_json(item).expect("is an item")).collect();
    let files = std::fs::read_dir(data.join("csl/styles")).expect("is there").flatten();
    let plan = files
        .filter_map(|file| Some(json!({"style": file.path().file_stem()?.to_str()?})))
        .collect();
    let job = |line: &Value| {
        let name = line["style"].as_str().unwrap_or_default();
        let render = || {
            let style = style(data, name)?;
            let mut processor = Processor::new(&style, &locales, None);
            processor.set_items(items.clone());
            let cites = items.iter().map(|item| Cite::new(item.id())).collect();
            processor.citations(&[Cluster { cites, ..Cluster::default() }]);
            Ok::<usize, String>(processor.bibliography().len())
        };
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(render)) {
            Ok(Ok(texts)) => Counts { styles: 1, texts, ..Counts::default() },
            Ok(Err(error)) => {
                println!("{name}: {error}");
                Counts { styles: 1, failed: 1, ..Counts::default() }
            }
            Err(_) => {
                println!("{name}: panics");
                Counts { styles: 1, failed: 1, ..Counts::default() }
            }
        }
    };
    run(plan, arguments, job).print("every style");
}

fn note(arguments: &Arguments, value: Value) {
    if let Some(file) = &arguments.diff {
        writeln!(file.lock().expect("is free"), "{value}").expect("is written");
    }
}

fn clusters(data: &Path, arguments: &Arguments) {
    let locales = locales(data);
    let items = items(&arguments.of_set("-items.json"));
    let plan = lines(&arguments.of_set("-citations.jsonl"));
    let job = |line: &Value| {
        let name = line["style"].as_str().unwrap_or_default();
        let mut counts = Counts { styles: 1, ..Counts::default() };
        let Ok(style) = style(data, name) else { return Counts { failed: 1, ..counts } };
        let list: Vec<&Value> = line["citations"].as_array().into_iter().flatten().collect();
        let clusters: Vec<Cluster> =
            list.iter().map(|value| fixture::cluster(value, false)).collect();
        let mut ids: Vec<&str> = Vec::new();
        for cite in clusters.iter().flat_map(|cluster| &cluster.cites) {
            if !ids.contains(&cite.id.as_str()) {
                ids.push(&cite.id);
            }
        }
        let cited: Vec<Item> =
            ids.iter().map(|id| Item::from_json(&items[*id]).expect("is an item")).collect();
        let mut processor = Processor::new(&style, &locales, None);
        processor.set_items(cited);
        let have = processor.citations(&clusters);
        let mut whole = true;
        for (at, want) in line["texts"].as_array().into_iter().flatten().enumerate() {
            let want = want.as_str().unwrap_or_default();
            let text = tidy(&have[at].to_plain());
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            let same = plain(&text) == plain(want);
            counts.texts += 1;
            counts.same += usize::from(same);
            counts.strict += usize::from(text == want);
            whole &= same;
            if !same || arguments.style.is_some() {
                note(
                    arguments,
                    json!({"style": name, "cluster": at, "want": want, "have": text, "cites": list[at]}),
                );
            }
        }
        counts.whole = usize::from(whole);
        counts
    };
    run(plan, arguments, job).print("clusters");
}

fn suite(data: &Path, arguments: &Arguments) {
    let locales = locales(data);
    let outcomes = fixture::all(&data.join("csl/suite"), &locales);
    let failing: Vec<_> = outcomes.iter().filter(|outcome| !outcome.passes()).collect();
    if let Some(start) = &arguments.show {
        for outcome in failing.iter().filter(|outcome| outcome.name.starts_with(start)) {
            println!("{}\n  - {}", outcome.name, outcome.wanted);
            match &outcome.printed {
                Ok(printed) => println!("  + {printed}"),
                Err(error) => println!("  ! {error}"),
            }
        }
    }
    println!("suite: {} of {}", outcomes.len() - failing.len(), outcomes.len());
}

/// CPU time for a thousand and ten thousand entries, on one thread, from items to text; the least of three
/// runs counts.
fn speed(data: &Path) {
    // First, while nothing that was given back can be used again.
    memory(data);
    let locales = locales(data);
    for name in ["chicago-author-date", "chicago-notes-bibliography", "ieee", "apa"] {
        let Ok(style) = style(data, name) else { continue };
        let times = [1_000, 10_000].map(|count| {
            (0..3).map(|_| rendered(&style, &locales, count)).fold(f64::INFINITY, f64::min)
        });
        println!(
            "{name}: 1000 entries {:.3} s, 10000 {:.3} s: {:.1} times",
            times[0],
            times[1],
            times[1] / times[0].max(1e-9)
        );
    }
    let start = cpu();
    let path = data.join("csl/styles/apa.csl");
    for _ in 0..20 {
        let text = std::fs::read_to_string(&path).expect("is read");
        let _ = Style::parse(&text).expect("is a style");
    }
    println!("reading apa: {:.2} ms", 50.0 * (cpu() - start));
    look_alikes(data);
}

/// The time in which entries are sorted and written.
fn rendered(style: &Style, locales: &Locales, count: usize) -> f64 {
    let items: Vec<Item> = (0..count).map(article).collect();
    let start = cpu();
    let mut processor = Processor::new(style, locales, None);
    processor.set_items(items);
    let entries = processor.bibliography();
    let length: usize = entries.iter().map(|entry| entry.text.to_plain().len()).sum();
    assert!(length > count, "nothing is written");
    cpu() - start
}

/// The memory that entries take while they are rendered, besides their text.
fn memory(data: &Path) {
    let locales = locales(data);
    let names = ["chicago-author-date", "ieee", "apa"];
    let styles: Vec<Style> = names.iter().filter_map(|name| style(data, name).ok()).collect();
    // None is given back meanwhile, so that none is used twice.
    let mut kept = Vec::new();
    for (name, style) in names.iter().zip(&styles) {
        let count = 20_000;
        let before = resident();
        let mut processor = Processor::new(style, &locales, None);
        processor.set_items((0..count).map(article).collect());
        println!("{name}: {} bytes an entry", resident().saturating_sub(before) / count);
        kept.push(processor);
    }
}

/// Bytes of memory that are in use; 0 where the system does not say.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = status.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or_default() * 4096
}

/// Works that need disambiguation: the same author and year, by their co-authors or not at all. The
/// least time of five runs counts.
fn look_alikes(data: &Path) {
    let locales = locales(data);
    for name in ["chicago-author-date", "apa"] {
        let Ok(style) = style(data, name) else { continue };
        let time = |count: usize| {
            let items: Vec<Item> = (0..count).map(look_alike).collect();
            let mut processor = Processor::new(&style, &locales, None);
            let start = cpu();
            processor.set_items(items);
            cpu() - start
        };
        let [few, many] = [100, 1_000]
            .map(|count| (0..5).map(|_| time(count)).fold(f64::INFINITY, f64::min).max(1e-9));
        println!("{name}: 100 look-alikes {few:.4} s, 1000 {many:.4} s: {:.1} times", many / few);
    }
}

fn look_alike(number: usize) -> Item {
    let author = |family: String, given: &str| json!({"family": family, "given": given});
    let item = json!({
        "id": format!("a{number}"), "type": "book", "title": format!("Book {number}"),
        "author": [author("Doe".to_owned(), "Jane"), author("Roe".to_owned(), "Max"),
                   author(format!("Poe{}", number % 50), "Ann"), author("Coe".to_owned(), "Al")],
        "issued": {"date-parts": [[2001]]},
    });
    Item::from_json(&item).expect("is an item")
}

/// Seconds of CPU that the program has used; wall time where the system does not say.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).map_or(0.0, |ns| ns / 1e9)
}

fn article(number: usize) -> Item {
    let family = ["Abay", "Brown", "Cruz", "Doe", "Évrard", "Fischer", "García"][number % 7];
    let item = json!({
        "id": format!("a{number}"), "type": "article-journal",
        "author": [{"family": format!("{family}{}", number / 40), "given": "Jane Anne"},
                   {"family": "Roe", "given": "Max"}],
        "title": format!("On the {number}th view of things and their names"),
        "container-title": "Journal of Things", "volume": (number % 90).to_string(),
        "page": format!("{number}-{}", number + 12),
        "issued": {"date-parts": [[1950 + number % 70]]},
    });
    Item::from_json(&item).expect("is an item")
}
