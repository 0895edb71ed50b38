//! Trains the labeller of references and measures it; how is told in `docs/reading.md`.

mod align;
mod baseline;
mod borders;
mod chain;
mod changed;
mod cross;
mod dice;
mod lists;
mod made;
mod mean;
mod mix;
mod optimise;
mod render;
mod strings;
mod templates;
mod typed;
mod write;

use std::error::Error;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Train the labeller of references, and measure it
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
enum Job {
    /// Train on all sources but one and test on that one, in all ways, then on a tenth of all that
    /// was kept aside; beside a plain CRF
    Cross {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        trials: cross::Trials,
    },
    /// Train on all sources and write the model
    Model {
        #[command(flatten)]
        data: Data,
        /// The file to write
        #[arg(long, default_value = "refs/references.model")]
        out: PathBuf,
    },
    /// Fit the weights by which lists are cut, and measure them
    Borders {
        #[command(flatten)]
        settings: borders::Settings,
    },
    /// Make the sets of names, places and journals from their lists
    Lists {
        /// The folder of the lists
        #[arg(default_value = "refs/lists")]
        folder: PathBuf,
        /// The file to write
        #[arg(long, default_value = "refs/references.lists")]
        out: PathBuf,
    },
}

/// What is learned from, and how.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// The folder with the sources of labelled strings, one JSON-lines file for each
    #[arg(default_value = "../shared/data/reference-strings")]
    strings: PathBuf,
    /// The folder of CSL styles in which known records are rendered
    #[arg(long, default_value = "../shared/data/csl/styles")]
    styles: PathBuf,
    /// The folder of the locales that they speak
    #[arg(long, default_value = "../shared/data/csl/locales")]
    locales: PathBuf,
    /// How many strings are made by rendering
    #[arg(long, default_value_t = 12_000)]
    rendered: usize,
    /// How many strings are rendered from records that are put together of parts of known ones
    #[arg(long, default_value_t = 6_000)]
    mixed: usize,
    /// The folder of the lists of names and journals, from which such records take some
    #[arg(long, default_value = "refs/lists")]
    lists: PathBuf,
    /// How many strings are made from the templates of kinds that the sources lack
    #[arg(long, default_value_t = 4_500)]
    templated: usize,
    /// How many of a hundred strings are there once more without their title
    #[arg(long, default_value_t = 10)]
    untitled: usize,
    /// How many of a hundred strings are there once more with blanks before signs or without blanks, as
    /// the text of a page has them
    #[arg(long, default_value_t = 8)]
    misplaced: usize,
    /// Of how many trainings, each with made strings of its own, the weights are the mean
    #[arg(long, default_value_t = 4)]
    trainings: u64,
    #[command(flatten)]
    settings: optimise::Settings,
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().job {
        Job::Cross { data, trials } => cross::run(&data, &trials),
        Job::Model { data, out } => {
            let model = mean::learn(&strings::sources(&data.strings)?.concat(), &data)?;
            std::fs::write(out, write::bytes(&model)?)?;
            Ok(())
        }
        Job::Borders { settings } => borders::run(&settings),
        Job::Lists { folder, out } => Ok(std::fs::write(out, lists::bytes(&folder)?)?),
    }
}
