//! What the stages decide, told on standard error where it is asked for.

use std::io::{self, Write};

use clap::{Arg, ArgAction, ArgMatches};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::{FmtSpan, Writer};
use tracing_subscriber::fmt::{self, time::FormatTime};
use tracing_subscriber::prelude::*;

use super::talk;

/// The name of the argument.
const VERBOSE: &str = "verbose";

/// Returns the argument that asks for it; every command has it.
pub(super) fn argument() -> Arg {
    Arg::new(VERBOSE)
        .short('v')
        .long("verbose")
        .global(true)
        .action(ArgAction::Count)
        .help("Tell on standard error what each stage decides; -vv: also what was tried, and times")
        .long_help(
            "Tell on standard error what each stage decides: how the document was read, where the \
             reference list was found and why, which way of citing was chosen, what was judged. \
             -vv tells also what else was tried, with scores, and how long each stage took; -vvv \
             also each rule. What each citation was tied to and why, --format matches of cite check shows",
        )
}

/// Begins to tell as much as the arguments ask for.
pub(super) fn begin(matches: &ArgMatches) {
    let (level, times) = match matches.get_count(VERBOSE) {
        0 => return,
        1 => (LevelFilter::INFO, FmtSpan::NONE),
        2 => (LevelFilter::DEBUG, FmtSpan::CLOSE),
        _ => (LevelFilter::TRACE, FmtSpan::CLOSE),
    };
    let told = fmt::layer()
        .with_span_events(times)
        .with_writer(Lines::default)
        .with_ansi(false)
        .with_target(false)
        .with_timer(NoClock);
    // What the crates below tell of connections is not asked for.
    let own = Targets::new().with_target("cite", level);
    // Who embeds the command line may listen already: then that one hears it.
    let _ = tracing_subscriber::registry().with(told.with_filter(own)).try_init();
}

/// Lines are told as things happen: what o'clock it is, nobody asks. Times of stages are told all the
/// same.
struct NoClock;

impl FormatTime for NoClock {
    fn format_time(&self, _: &mut Writer<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// Collects what is written, and says it as lines: names of files may hold control characters.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        for line in String::from_utf8_lossy(&self.0).lines() {
            talk::say(line.trim_start());
        }
    }
}
