//! Trains the reference labeller and measures it.

mod lists;
mod optimise;
mod strings;
mod synthesis;
mod write;

use std::path::PathBuf;

use strings::{Labelled, read};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = PathBuf::from(&args[1]);
    let mode = args[2].as_str();
    let out = PathBuf::from(&args[3]);
    std::fs::create_dir_all(&out).unwrap();
    let sources: Vec<Vec<Labelled>> = ["anystyle-core", "anystyle-good", "grobid"]
        .iter()
        .map(|name| read(&dir.join(format!("{name}.jsonl"))))
        .collect();
    let epochs: usize = std::env::var("EPOCHS").ok().and_then(|v| v.parse().ok()).unwrap_or(8);
    match mode {
        "dev" => {
            // every fifth of each source (grobid: by file)
            let mut train = Vec::new();
            let mut test = Vec::new();
            for source in &sources {
                for (i, l) in source.iter().enumerate() {
                    let key = match &l.file {
                        Some(f) => cite::parse::hash::hash(f),
                        None => cite::parse::hash::hash(&format!("{i}")),
                    };
                    if key % 5 == 0 { test.push(l.clone()) } else { train.push(l.clone()) }
                }
            }
            synth(&mut train);
            run(&train, &test, epochs, &out.join("dev"));
        }
        "cross" => {
            for held in 0..3 {
                let mut train: Vec<Labelled> =
                    (0..3).filter(|i| *i != held).flat_map(|i| sources[i].clone()).collect();
                synth(&mut train);
                run(&train, &sources[held], epochs, &out.join(format!("cross{held}")));
            }
        }
        "lists" => std::fs::write(
            "refs/references.lists",
            lists::bytes(std::path::Path::new("refs/lists")),
        )
        .unwrap(),
        "final" => {
            let mut train: Vec<Labelled> = sources.concat();
            synth(&mut train);
            let model = optimise::train(&train, epochs);
            std::fs::write(&out.join("references.model"), write::bytes(&model)).unwrap();
        }
        _ => panic!(),
    }
}

fn synth(train: &mut Vec<Labelled>) {
    let n: usize = std::env::var("SYNTH").ok().and_then(|v| v.parse().ok()).unwrap_or(0);
    if n == 0 {
        return;
    }
    let mut dice = synthesis::Dice(7);
    std::panic::set_hook(Box::new(|_| {}));
    let styles = synthesis::styles(std::path::Path::new("/work/shared/data/csl/styles"));
    let locales = hayagriva::archive::locales();
    let records: Vec<cite::Entry> = train
        .iter()
        .enumerate()
        .filter_map(|(i, l)| {
            let mut e = strings::record(&l.line)?;
            e.id = format!("r{i}");
            let good = e.text("title").is_some_and(|t| t.len() > 8)
                && !e.makers().is_empty()
                && e.date("issued").is_some_and(|d| d.date_parts.len() <= 1);
            good.then_some(e)
        })
        .collect();
    eprintln!("{} styles, {} records", styles.len(), records.len());
    let t = std::time::Instant::now();
    let mut made: Vec<Labelled> = Vec::new();
    let mut tries = 0;
    while made.len() < n && tries < n {
        tries += 1;
        let style = &styles[dice.below(styles.len())];
        let chosen: Vec<&cite::Entry> =
            (0..4).map(|_| &records[dice.below(records.len())]).collect();
        made.extend(synthesis::render(&chosen, style, &locales, None));
    }
    eprintln!("{} strings in {:?}", made.len(), t.elapsed());
    if std::env::var("SHOW").is_ok() {
        for l in made.iter().take(60) {
            let mut s = String::new();
            let mut end = 0;
            for (tok, tag) in l.tokens.iter().zip(&l.tags) {
                s.push_str(&l.text[end..tok.whole.start]);
                let name = cite::parse::label::CHAIN[tag.label].map_or("-", |l| l.name());
                if tag.start {
                    s.push_str(&format!("⟨{name}⟩"));
                }
                s.push_str(tok.whole.of(&l.text));
                end = tok.whole.end;
            }
            eprintln!("{s}");
        }
    }
    train.extend(made);
}

fn run(train: &[Labelled], test: &[Labelled], epochs: usize, out: &std::path::Path) {
    let t = std::time::Instant::now();
    let model = optimise::train(train, epochs);
    eprintln!("trained in {:?}", t.elapsed());
    let mut gold = String::new();
    let mut pred = String::new();
    for l in test {
        gold.push_str(&l.line);
        gold.push('\n');
        let fields = model.label(&l.text);
        pred.push_str(&serde_json::json!({"text": l.text, "fields": fields}).to_string());
        pred.push('\n');
    }
    std::fs::write(out.with_extension("gold.jsonl"), gold).unwrap();
    std::fs::write(out.with_extension("pred.jsonl"), pred).unwrap();
    let o = std::process::Command::new("python3")
        .args(["/work/shared/tools/score_references.py"])
        .arg(out.with_extension("gold.jsonl"))
        .arg(out.with_extension("pred.jsonl"))
        .output()
        .unwrap();
    println!("{}\n{}", out.display(), String::from_utf8_lossy(&o.stdout));
}
