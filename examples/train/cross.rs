//! Tests on each source what was learned from the others, beside a plain CRF.

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

/// Trains on all sources but one, tests on that one, and prints the figures of the script `score`
/// for our reader and for the plain CRF, which has the same strings without those that were made.
pub fn run(
    data: &Data,
    score: &Path,
    out: &Path,
    only: Option<usize>,
) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(out)?;
    let sources = sources(&data.strings)?;
    let chosen = (0..sources.len()).filter(|source| only.is_none_or(|only| only == *source));
    for tested in chosen {
        let others = sources.iter().enumerate().filter(|(source, _)| *source != tested);
        let known: Vec<Labelled> = others.flat_map(|(_, source)| source.clone()).collect();
        let test = &sources[tested];
        // It looks at few things; none can be left out.
        let settings = Settings { dropout: 0, ..data.settings.clone() };
        let plain = write::bytes(&train_on(&known, &settings, baseline::features))?;
        let plain = Model::read(&plain).ok_or("the model cannot be read")?;
        judge(&format!("{tested}-plain"), test, score, out, |string| {
            let scores = plain.scores(&baseline::features(&string.text, &string.tokens));
            fields(&string.text, &string.tokens, &crf::best(&scores, &plain.transitions))
        })?;
        let ours = write::bytes(&train(&made::with_made(known, data)?, &data.settings))?;
        let ours = Model::read(&ours).ok_or("the model cannot be read")?;
        judge(&format!("{tested}-ours"), test, score, out, |string| label(&ours, &string.text))?;
    }
    Ok(())
}

/// Reads the strings and prints the figures.
fn judge(
    name: &str,
    test: &[Labelled],
    score: &Path,
    out: &Path,
    read: impl Fn(&Labelled) -> Vec<Field>,
) -> Result<(), Box<dyn Error>> {
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
    let paths = [out.join(format!("{name}.gold.jsonl")), out.join(format!("{name}.jsonl"))];
    std::fs::write(&paths[0], gold)?;
    std::fs::write(&paths[1], predicted)?;
    let figures = Command::new("python3").arg(score).args(&paths).output()?;
    println!("source {name}\n{}", String::from_utf8_lossy(&figures.stdout));
    Ok(())
}
