//! The commands, one file for each; they use the library through its public door only.

mod argument;
mod check;
mod choice;
mod completions;
mod convert;
mod difference;
mod explain;
mod failure;
mod files;
mod input;
mod lines;
mod links;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod mcp;
mod network;
mod ordered;
mod output;
mod pages;
mod paper;
mod parse;
mod read;
mod report;
mod review;
mod schema;
mod selection;
#[cfg(feature = "serve")]
mod serve;
#[cfg_attr(not(feature = "render"), path = "without_styles.rs")]
mod styled;
#[cfg(feature = "parquet")]
mod tables;
mod talk;
mod target;
mod trace;
mod version;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Command as Clap};

use crate::escape::terminal::is_control;

use failure::Failure;

/// The commands in the order of `cite --help`.
const COMMANDS: &[Command] = &[
    check::COMMAND,
    parse::COMMAND,
    read::COMMAND,
    links::COMMAND,
    convert::COMMAND,
    styled::RENDER,
    styled::STYLES,
    explain::COMMAND,
    mcp::COMMAND,
    #[cfg(feature = "lsp")]
    lsp::COMMAND,
    #[cfg(feature = "serve")]
    serve::COMMAND,
    schema::COMMAND,
    completions::COMMAND,
    man::COMMAND,
];

/// A command of the program: its arguments and what it does with them.
struct Command {
    /// Its name and arguments.
    clap: fn() -> Clap,
    /// Does the work; the code says how it ended.
    run: fn(&ArgMatches) -> Result<ExitCode, Failure>,
}

/// Reads the arguments and runs the command that they name.
pub fn run() -> ExitCode {
    let matches = match program().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return refused(&error),
    };
    trace::begin(&matches);
    let Some((name, arguments)) = matches.subcommand() else {
        return ExitCode::from(2);
    };
    let command = COMMANDS.iter().find(|command| (command.clap)().get_name() == name);
    match command.map(|command| (command.run)(arguments)) {
        Some(Ok(code)) => code,
        Some(Err(failure)) => failure.report(),
        None => ExitCode::from(2),
    }
}

/// Says what is wrong with the arguments, or what was asked for: help, the version. An argument may
/// be the name of a file.
fn refused(error: &clap::Error) -> ExitCode {
    let controls = |argument: OsString| argument.to_string_lossy().contains(is_control);
    match error.use_stderr() && std::env::args_os().any(controls) {
        true => talk::say_lines(error.render()),
        // Where nobody listens the exit status has to do.
        false => drop(error.print()),
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// The whole command line.
fn program() -> Clap {
    Clap::new("cite")
        .about("Checks the citations of a manuscript against its reference list")
        .version(version::SHORT)
        .long_version(version::LONG.as_str())
        .arg(trace::argument())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(COMMANDS.iter().map(|command| (command.clap)()))
}
