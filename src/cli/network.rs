//! What commands ask the network, with progress on standard error.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use cite::links::document::of_document;
use cite::model::evidence::{LinkEvidence, VerifiedLink};
use cite::model::link::{CitedLink, Link};
use cite::verify::event::Event;
use cite::verify::run::verify;
use cite::verify::settings::Settings;
use cite::{Evidence, Facts};

use super::failure::Failure;

/// How the network is asked.
#[derive(Debug, Args)]
pub struct NetworkArgs {
    /// Ask the network what became of each address and DOI
    #[arg(long)]
    pub verify: bool,

    /// Send nothing: tell what earlier runs found
    #[arg(long)]
    pub offline: bool,

    /// The longest time for one address, redirects and all [default: 30]
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<f64>,

    /// How many requests may be in flight at once [default: 64]
    #[arg(long, value_name = "NUMBER")]
    pub concurrency: Option<usize>,
}

impl NetworkArgs {
    /// Whether anything is to be told of the links.
    pub fn wanted(&self) -> bool {
        self.verify || self.offline
    }

    /// As the environment and then the arguments want it.
    pub fn settings(&self, settings: Settings) -> Result<Settings, Failure> {
        let from_environment = |name: &str| std::env::var(name).ok();
        let mut settings = settings.with_environment(from_environment).map_err(Failure::Input)?;
        settings.offline |= self.offline;
        settings.timeout = self.timeout.unwrap_or(settings.timeout);
        settings.concurrency = self.concurrency.unwrap_or(settings.concurrency);
        Ok(settings)
    }
}

/// Asks about links, and gives what was found in their order; `each` hears of every link as soon
/// as it is done, and ends the run with its failure. `save` asks for archived copies.
pub fn ask(
    cited: &[CitedLink],
    settings: &Settings,
    save: bool,
    mut each: impl FnMut(usize, &LinkEvidence) -> Result<(), Failure>,
) -> Result<Vec<LinkEvidence>, Failure> {
    let bar = bar(cited.len());
    let mut failure = None;
    let mut tell = |event: Event| match event {
        Event::Begins { .. } => {}
        Event::Trouble(trouble) => bar.suspend(|| anstream::eprintln!("cite: {trouble}")),
        Event::Done { index, evidence } => {
            bar.inc(1);
            if failure.is_none() {
                failure = bar.suspend(|| each(index, evidence)).err();
            }
        }
    };
    let evidence = verify(cited, settings, save, &mut tell);
    bar.finish_and_clear();
    match failure {
        Some(failure) => Err(failure),
        None => evidence.map_err(Failure::Input),
    }
}

/// What the network says of the links of a document.
pub fn evidence(facts: &Facts, settings: &Settings) -> Result<Evidence, Failure> {
    let links = of_document(facts.document, &facts.list);
    let work = |link: &Link| Some(&facts.references().get(link.reference?)?.entry);
    let cited: Vec<CitedLink> =
        links.iter().map(|link| CitedLink { link, work: work(link) }).collect();
    let found = ask(&cited, settings, false, |_, _| Ok(()))?;
    let pairs = links.into_iter().zip(found);
    Ok(Evidence { links: pairs.map(|(link, evidence)| VerifiedLink { link, evidence }).collect() })
}

/// The exit status: 1 if something is wrong, or else 3 if something could not be told.
pub fn status(wrong: bool, open: bool) -> ExitCode {
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
