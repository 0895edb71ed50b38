//! Tests on strings that were not learned from, beside a plain CRF.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use cite::internals::model::reference::Field;
use cite::internals::references::crf;
use cite::internals::references::label::{fields, label};
use cite::internals::references::model::Model;
use cite::internals::references::parse_one::fields_by;
use cite::internals::references::written::as_written;
use clap::Args;
use serde_json::{Value, json};

use crate::optimise::{Settings, train_on};
use crate::strings::{Labelled, sources};
use crate::{Data, baseline, mean, write};

/// Of the strings of all sources every so many are kept aside in the last of the trials.
const ASIDE: usize = 10;

/// What is tried, and how it is judged.
#[derive(Debug, Args)]
pub struct Trials {
    /// The script that compares predictions with answers
    #[arg(long, default_value = "../shared/tools/score_references.py")]
    score: PathBuf,
    /// Where answers and predictions are left
    #[arg(long, default_value = "target/train")]
    out: PathBuf,
    /// Only the trial of this number, from 0; the last is that of the tenth; may be given again
    #[arg(long = "only")]
    only: Vec<usize>,
    /// Leave the plain CRF out
    #[arg(long)]
    alone: bool,
}

/// What is learned from, and what is tested on.
struct Trial {
    name: String,
    known: Vec<Labelled>,
    test: Vec<Labelled>,
}

/// In each trial trains our reader and a plain CRF, which has the same strings without those that
/// were made, and prints the figures of the script for both. There is a trial for each source,
/// learned from all others, and a last one for the strings kept aside of all sources.
pub fn run(data: &Data, trials: &Trials) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(&trials.out)?;
    let sources = sources(&data.strings)?;
    let chosen = |trial: &usize| trials.only.is_empty() || trials.only.contains(trial);
    let (mut plain, mut ours, mut corrected) = (Vec::new(), Vec::new(), Vec::new());
    for number in (0..=sources.len()).filter(chosen) {
        let trial = Trial::new(&sources, number);
        let unseen = number < sources.len();
        if !trials.alone {
            let figure = trials.plain(&trial, data)?;
            plain.extend(unseen.then_some(figure));
        }
        let [labelled, looked_at] = trials.ours(&trial, data)?;
        ours.extend(unseen.then_some(labelled));
        corrected.extend(unseen.then_some(looked_at));
    }
    for (name, figures) in [("plain", plain), ("ours", ours), ("ours, corrected", corrected)] {
        if !figures.is_empty() {
            let mean = figures.iter().sum::<f64>() / figures.len() as f64;
            println!("unseen sources, {name}: mean micro F1 {:.2}", 100.0 * mean);
        }
    }
    Ok(())
}

impl Trial {
    fn new(sources: &[Vec<Labelled>], trial: usize) -> Trial {
        let tested = |source: usize, string: usize| match trial < sources.len() {
            true => source == trial,
            false => string.is_multiple_of(ASIDE),
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

impl Trials {
    /// Trains the plain chain and gives its micro F1.
    fn plain(&self, trial: &Trial, data: &Data) -> Result<f64, Box<dyn Error>> {
        // It looks at few things, of which none can be left out; its table holds about so many weights.
        let settings = Settings { dropout: 0, weights: 500_000, ..data.settings.clone() };
        let model = write::bytes(&train_on(&trial.known, &settings, baseline::features))?;
        let model = Model::read(&model).ok_or("the model cannot be read")?;
        self.judge(&format!("{}, plain", trial.name), &trial.test, |string| {
            let scores = model.scores(&baseline::features(&string.text, &string.tokens));
            fields(&string.text, &string.tokens, &crf::best(&scores, &model.transitions))
        })
    }

    /// Trains our reader and gives its micro F1: of the labels, and after the second look at them.
    fn ours(&self, trial: &Trial, data: &Data) -> Result<[f64; 2], Box<dyn Error>> {
        let model = write::bytes(&mean::learn(&trial.known, data)?)?;
        let model = Model::read(&model).ok_or("the model cannot be read")?;
        let judge = |name: &str, read: fn(&Model, &str) -> Vec<Field>| {
            let name = format!("{}, {name}", trial.name);
            self.judge(&name, &trial.test, |string| read(&model, &string.text))
        };
        Ok([judge("ours", label)?, judge("ours, corrected", fields_by)?])
    }

    /// Reads the strings, prints the figures, and gives the micro F1.
    fn judge(
        &self,
        name: &str,
        test: &[Labelled],
        read: impl Fn(&Labelled) -> Vec<Field>,
    ) -> Result<f64, Box<dyn Error>> {
        let gold: String = test.iter().map(|string| format!("{}\n", string.line)).collect();
        let predicted = test.iter().map(|string| predicted(&string.text, &read(string)));
        let file = name.replace([' ', ','], "");
        let paths =
            [self.out.join(format!("{file}.gold.jsonl")), self.out.join(format!("{file}.jsonl"))];
        std::fs::write(&paths[0], gold)?;
        std::fs::write(&paths[1], predicted.collect::<String>())?;
        let score = |json: &[&str]| {
            Command::new("python3").arg(&self.score).args(&paths).args(json).output()
        };
        println!("{name}\n{}", String::from_utf8_lossy(&score(&[])?.stdout));
        let figures: Value = serde_json::from_slice(&score(&["--json"])?.stdout)?;
        figures["micro"][2].as_f64().ok_or_else(|| "the script gives no micro F1".into())
    }
}

/// A line of predictions: the stretches of each label as they are written.
fn predicted(text: &str, fields: &[Field]) -> String {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for field in fields {
        let (label, span) = as_written(text, field);
        named.entry(label.name()).or_default().push(span.of(text));
    }
    format!("{}\n", json!({"text": text, "fields": named}))
}
