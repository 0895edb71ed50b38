//! Fits the weights by which lists are cut, on lists that are typed in many ways from known strings.

use std::error::Error;
use std::path::PathBuf;

use cite::Document;
use cite::internals::references::cut::clues::Clue;
use cite::internals::references::cut::evidence;
use cite::internals::references::cut::search::Evidence;
use cite::internals::references::cut::weights::Weights;
use cite::internals::references::lines::lines;
use clap::Args;

use crate::dice::Dice;
use crate::strings::{Labelled, sources};
use crate::typed::{Typed, typed};

/// What is learned from, and how.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// The folder with the sources of labelled strings, one JSON-lines file for each
    #[arg(default_value = "../shared/data/reference-strings")]
    strings: PathBuf,
    /// The file to write
    #[arg(long, default_value = "refs/cuts.toml")]
    out: PathBuf,
    /// How many lists are typed; every tenth is kept aside to measure
    #[arg(long, default_value_t = 3000)]
    lists: usize,
    /// How often all of them are learned from
    #[arg(long, default_value_t = 12)]
    epochs: usize,
    /// How far a weight may go from nothing: the larger, the less far
    #[arg(long, default_value_t = 0.02)]
    tether: f64,
    /// Where the dice begin
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A list: what is seen of it, and where its entries begin.
struct Known {
    evidence: Evidence,
    starts: Vec<bool>,
    dress: String,
}

/// Fits the weights, prints how well unseen lists are cut with them, and writes them.
pub fn run(settings: &Settings) -> Result<(), Box<dyn Error>> {
    let sources = sources(&settings.strings)?;
    let mut dice = Dice::new(settings.seed);
    let all: Vec<Known> = (0..settings.lists)
        .filter_map(|_| known(&typed(&draw(&sources, &mut dice), &mut dice)))
        .collect();
    let (aside, learned): (Vec<_>, Vec<_>) =
        all.iter().enumerate().partition(|(at, _)| at.is_multiple_of(10));
    let learned: Vec<&Known> = learned.into_iter().map(|(_, known)| known).collect();
    let weights = fit(&learned, settings, &mut dice);
    measure(aside.into_iter().map(|(_, known)| known), &weights);
    std::fs::write(&settings.out, toml(&weights))?;
    Ok(())
}

/// Strings that may stand in one list: neighbours of one source.
fn draw<'a>(sources: &'a [Vec<Labelled>], dice: &mut Dice) -> Vec<&'a str> {
    let Some(source) = dice.pick(sources) else {
        return Vec::new();
    };
    let count = 3 + dice.below(60);
    let from = dice.below(source.len().saturating_sub(count));
    let strings = source[from..].iter().take(count).map(|string| string.text.as_str());
    // What is torn from its beginning is no entry that anyone typed.
    let amid = |text: &str| text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    strings.filter(|text| !text.contains('\n') && !amid(text)).collect()
}

fn known(typed: &Typed) -> Option<Known> {
    let document = Document::from_bytes(typed.name, typed.text.clone().into_bytes());
    let (lines, evidence) = evidence(&document, &lines(&document));
    let starts: Vec<bool> = lines
        .iter()
        .map(|line| {
            let source = document.in_source(line.span);
            typed.starts.iter().any(|at| source.start <= *at && *at < source.end)
        })
        .collect();
    // What the document reads as something else than lines of a list teaches nothing.
    let whole = starts.iter().filter(|start| **start).count() == typed.starts.len();
    (whole && starts.first() == Some(&true)).then(|| Known {
        evidence,
        starts,
        dress: typed.dress.clone(),
    })
}

/// Raises the likelihood of the known cuts, list by list (AdaGrad).
fn fit(all: &[&Known], settings: &Settings, dice: &mut Dice) -> Weights {
    let mut weights = Weights::default();
    let mut squares = vec![1e-6; Clue::ALL.len()];
    let mut order: Vec<&Known> = all.to_vec();
    for epoch in 0..settings.epochs {
        dice.shuffle(&mut order);
        let rate = 0.3 / (1.0 + epoch as f64 / 3.0);
        for known in &order {
            let slope = slope(known, &weights);
            for ((weight, square), slope) in
                weights.all_mut().iter_mut().zip(&mut squares).zip(slope)
            {
                let slope = slope - settings.tether * *weight;
                *square += slope * slope;
                *weight += rate * slope / square.sqrt();
            }
        }
    }
    weights
}

/// How often each clue stands in the known cut more often than in all cuts by their odds.
fn slope(known: &Known, weights: &Weights) -> Vec<f64> {
    let mut slope = vec![0.0; Clue::ALL.len()];
    let mut from = 0;
    for to in 1..=known.starts.len() {
        if to == known.starts.len() || known.starts[to] {
            known.evidence.clues(from, to).for_each(|clue| slope[clue as usize] += 1.0);
            from = to;
        }
    }
    known.evidence.shares(weights, |from, to, share| {
        if share > 1e-6 {
            known.evidence.clues(from, to).for_each(|clue| slope[clue as usize] -= share);
        }
    });
    slope
}

/// Prints how many entries are cut right, and how sure borders are that are right.
fn measure<'a>(aside: impl Iterator<Item = &'a Known>, weights: &Weights) {
    let (mut wanted, mut right, mut lists, mut whole) = (0, 0, 0, 0);
    let mut sure: [(usize, usize); 10] = Default::default();
    for known in aside {
        let best = known.evidence.best(weights).starts;
        let ends = |starts: &[bool]| -> Vec<(usize, usize)> {
            let mut at: Vec<usize> = (0..starts.len()).filter(|at| starts[*at]).collect();
            at.push(starts.len());
            at.windows(2).map(|pair| (pair[0], pair[1])).collect()
        };
        let (gold, ours) = (ends(&known.starts), ends(&best));
        wanted += gold.len();
        right += gold.iter().filter(|piece| ours.contains(piece)).count();
        lists += 1;
        whole += usize::from(gold == ours);
        if gold != ours {
            println!("{}: {} entries, {} cut", known.dress, gold.len(), ours.len());
        }
        let shares = known.evidence.shares(weights, |_, _, _| {});
        for (share, start) in shares.iter().zip(&known.starts).skip(1) {
            let tenth = &mut sure[((share * 10.0) as usize).min(9)];
            tenth.0 += 1;
            tenth.1 += usize::from(*start);
        }
    }
    println!("{lists} lists, {whole} cut right; {right} of {wanted} entries");
    for (tenth, (all, starts)) in sure.iter().enumerate().filter(|(_, (all, _))| *all > 0) {
        let share = *starts as f64 / *all as f64;
        println!("borders said to be 0.{tenth} to 0.{}: {all}, {share:.3} are", tenth + 1);
    }
}

fn toml(weights: &Weights) -> String {
    let head = "# How much each clue to a border in a reference list weighs, in logarithms of odds.\n\
                # Written by `cargo run --release --features render --example train -- borders`.\n\n";
    let line = |clue: &Clue| format!("{} = {:.2}\n", clue.name(), weights.of(*clue));
    Clue::ALL.iter().map(line).fold(head.to_owned(), |text, line| text + &line)
}
