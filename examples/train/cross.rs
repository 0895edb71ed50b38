//! Tests on strings that were not learned from, beside a plain CRF.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use cite::model::reference::Field;
use cite::parse::crf;
use cite::parse::label::{fields, label};
use cite::parse::model::Model;
use serde_json::{Map, Value, json};

use crate::optimise::{Settings, train, train_on};
use crate::strings::{Labelled, sources};
use crate::{Data, baseline, made, write};

/// Of the strings of all sources every so many are kept aside in the last of the trials.
const ASIDE: usize = 10;

/// What is learned from, and what is tested on.
struct Trial {
    name: String,
    known: Vec<Labelled>,
    test: Vec<Labelled>,
}

/// In each trial trains our reader and a plain CRF, which has the same strings without those that
/// were made, and prints the figures of the script `score` for both. There is a trial for each
/// source, learned from all others, and a last one for the strings kept aside of all sources;
/// `only` takes one of them by its number.
pub fn run(
    data: &Data,
    score: &Path,
    out: &Path,
    only: Option<usize>,
) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(out)?;
    let sources = sources(&data.strings)?;
    let trials = (0..=sources.len()).filter(|trial| only.is_none_or(|only| only == *trial));
    let mut unseen = Vec::new();
    for trial in trials {
        let figures = attempt(&Trial::new(&sources, trial), data, score, out)?;
        if trial < sources.len() {
            unseen.push(figures);
        }
    }
    if !unseen.is_empty() {
        let mean = |of: fn(&(f64, f64)) -> f64| {
            100.0 * unseen.iter().map(of).sum::<f64>() / unseen.len() as f64
        };
        let (plain, ours) = (mean(|figures| figures.0), mean(|figures| figures.1));
        println!(
            "unseen sources, mean micro F1: plain {plain:.1}, ours {ours:.1}, {:+.1}",
            ours - plain
        );
    }
    Ok(())
}

impl Trial {
    fn new(sources: &[Vec<Labelled>], trial: usize) -> Trial {
        let tested = |source: usize, string: usize| match trial < sources.len() {
            true => source == trial,
            false => string % ASIDE == 0,
        };
        let numbered = sources.iter().enumerate().flat_map(|(source, strings)| {
            strings.iter().enumerate().map(move |(at, string)| (tested(source, at), string.clone()))
        });
        let (test, known): (Vec<_>, Vec<_>) = numbered.partition(|(tested, _)| *tested);
        let strings =
            |part: Vec<(bool, Labelled)>| part.into_iter().map(|(_, string)| string).collect();
        let name = match trial < sources.len() {
            true => format!("source {trial}"),
            false => "kept aside".to_owned(),
        };
        Trial { name, known: strings(known), test: strings(test) }
    }
}

/// Trains both; gives the micro F1 of the plain chain and of ours.
fn attempt(
    trial: &Trial,
    data: &Data,
    score: &Path,
    out: &Path,
) -> Result<(f64, f64), Box<dyn Error>> {
    let Trial { name, known, test } = trial;
    // It looks at few things, of which none can be left out, and its size does not matter.
    let settings = Settings { dropout: 0, weights: usize::MAX / 2, ..data.settings.clone() };
    let plain = write::bytes(&train_on(known, &settings, baseline::features))?;
    let plain = Model::read(&plain).ok_or("the model cannot be read")?;
    let plain = judge(&format!("{name}, plain"), test, score, out, |string| {
        let scores = plain.scores(&baseline::features(&string.text, &string.tokens));
        fields(&string.text, &string.tokens, &crf::best(&scores, &plain.transitions))
    })?;
    let ours = write::bytes(&train(&made::with_made(known.clone(), data)?, &data.settings))?;
    let ours = Model::read(&ours).ok_or("the model cannot be read")?;
    let read = |string: &Labelled| label(&ours, &string.text);
    Ok((plain, judge(&format!("{name}, ours"), test, score, out, read)?))
}

/// Reads the strings, prints the figures, and gives the micro F1.
fn judge(
    name: &str,
    test: &[Labelled],
    score: &Path,
    out: &Path,
    read: impl Fn(&Labelled) -> Vec<Field>,
) -> Result<f64, Box<dyn Error>> {
    let (mut gold, mut predicted) = (String::new(), String::new());
    for string in test {
        gold += &format!("{}\n", string.line);
        let mut named: Map<String, Value> = Map::new();
        for field in read(string) {
            let values = named.entry(field.label.name()).or_insert_with(|| json!([]));
            if let Some(values) = values.as_array_mut() {
                values.push(field.span.of(&string.text).into());
            }
        }
        predicted += &format!("{}\n", json!({"text": string.text, "fields": named}));
    }
    let file = name.replace([' ', ','], "");
    let paths = [out.join(format!("{file}.gold.jsonl")), out.join(format!("{file}.jsonl"))];
    std::fs::write(&paths[0], gold)?;
    std::fs::write(&paths[1], predicted)?;
    let figures =
        |json: &[&str]| Command::new("python3").arg(score).args(&paths).args(json).output();
    println!("{name}\n{}", String::from_utf8_lossy(&figures(&[])?.stdout));
    let figures: Value = serde_json::from_slice(&figures(&["--json"])?.stdout)?;
    figures["micro"][2].as_f64().ok_or_else(|| "the script gives no micro F1".into())
}
