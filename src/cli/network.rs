//! What commands ask the network, with progress on standard error.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::links::document::of_document;
use crate::model::evidence::{LinkEvidence, VerifiedLink};
use crate::model::link::{CitedLink, Link};
use crate::verify::event::Event;
use crate::verify::run::Verifier;
use crate::verify::settings::Settings;
use crate::{Analysis, Evidence};

use super::argument::ArgumentError;
use super::failure::Failure;
use super::talk;

/// How the network is used.
#[derive(Debug, Args)]
pub(super) struct NetworkArgs {
    /// Ask the network what became of each address and DOI
    #[arg(long)]
    pub verify: bool,

    /// Send nothing: tell what earlier runs found
    #[arg(long)]
    pub offline: bool,

    /// Ask again, however recent what earlier runs found is
    #[arg(long, conflicts_with = "offline")]
    pub refresh: bool,

    /// The longest time for one address, redirects and all [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<f64>,

    /// How many requests may be in flight at once [default: 64]
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    pub concurrency: Option<usize>,
}

/// The longest time for one address that can be set: a day.
const LONGEST: f64 = 86_400.0;

fn seconds(argument: &str) -> Result<f64, ArgumentError> {
    let wanted = || ArgumentError::Seconds(LONGEST);
    let seconds: f64 = argument.parse().map_err(|_| wanted())?;
    (seconds > 0.0 && seconds <= LONGEST).then_some(seconds).ok_or_else(wanted)
}

fn at_least_one(argument: &str) -> Result<usize, ArgumentError> {
    let number = argument.parse().ok().filter(|number: &usize| *number > 0);
    number.ok_or(ArgumentError::Count)
}

impl NetworkArgs {
    /// Whether anything is to be reported of the links.
    pub(super) fn wanted(&self) -> bool {
        self.verify || self.offline
    }

    /// As the environment and then the arguments want it.
    pub(super) fn settings(&self, settings: Settings) -> Result<Settings, Failure> {
        let from_environment = |name: &str| std::env::var(name).ok();
        let mut settings = settings.with_environment(from_environment)?;
        settings.offline |= self.offline;
        settings.timeout = self.timeout.unwrap_or(settings.timeout);
        settings.concurrency = self.concurrency.unwrap_or(settings.concurrency);
        settings.refresh |= self.refresh;
        Ok(settings.validated()?)
    }
}

/// Asks about links, and gives what was found in their order; `each` hears of every link as soon
/// as it is done, and ends the run with its failure.
pub(super) fn ask(
    verifier: &mut Verifier,
    cited: &[CitedLink],
    mut each: impl FnMut(usize, &LinkEvidence) -> Result<(), Failure>,
) -> Result<Vec<Arc<LinkEvidence>>, Failure> {
    let bar = bar(cited.len());
    let mut failure = None;
    let mut tell = |event: Event| match event {
        Event::Trouble(trouble) => bar.suspend(|| talk::say(format_args!("cite: {trouble}"))),
        Event::Done { index, evidence } => {
            bar.inc(1);
            if failure.is_none() {
                failure = bar.suspend(|| each(index, evidence)).err();
            }
        }
    };
    let evidence = verifier.verify(cited, &mut tell);
    bar.finish_and_clear();
    match failure {
        Some(failure) => Err(failure),
        None => Ok(evidence?),
    }
}

/// Asks about the links of papers, all together, so that no server waits for a paper and none is
/// asked twice. Returns what was found for each paper, in their order.
pub(super) fn evidence(
    papers: &[Option<Analysis>],
    verifier: &mut Verifier,
) -> Result<Vec<Evidence>, Failure> {
    let links_of = |paper: &Analysis| of_document(paper.document, &paper.list);
    let links: Vec<Vec<Link>> =
        papers.iter().map(|paper| paper.as_ref().map_or_else(Vec::new, links_of)).collect();
    let mut cited = Vec::new();
    for (paper, links) in papers.iter().zip(&links) {
        let work = |link: &Link| Some(&paper.as_ref()?.reference(link.reference?).entry);
        cited.extend(links.iter().map(|link| CitedLink { link, work: work(link) }));
    }
    let mut found = ask(verifier, &cited, |_, _| Ok(()))?.into_iter();
    let verified = |links: Vec<Link>| {
        let pairs = links.into_iter().zip(found.by_ref());
        let links = pairs.map(|(link, found)| VerifiedLink { link, evidence: (*found).clone() });
        Evidence { links: links.collect() }
    };
    Ok(links.into_iter().map(verified).collect())
}

/// The exit status: 1 if something is wrong, or else 3 if something could not be determined.
pub(super) fn status(wrong: bool, open: bool) -> ExitCode {
    match (wrong, open) {
        (true, _) => ExitCode::from(1),
        (false, true) => ExitCode::from(3),
        (false, false) => ExitCode::SUCCESS,
    }
}

/// How far the run is, on a terminal.
fn bar(links: usize) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(5);
    let bar = ProgressBar::with_draw_target(Some(links as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} links, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}
