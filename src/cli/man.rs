//! `cite man`: the manual page, of the program or of a command.

use std::process::ExitCode;

use clap::{Args, FromArgMatches};
use clap_mangen::Man;

use super::failure::Failure;
use super::{Command, output, program};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ManArgs::augment_args(clap::Command::new("man")),
    run: |matches| run(ManArgs::from_arg_matches(matches)?),
};

/// Print the manual page of the program or of a command
///
/// To read it: cite man check | man -l -
#[derive(Debug, Args)]
struct ManArgs {
    /// The command; without one, the program
    command: Option<String>,
}

fn run(args: ManArgs) -> Result<ExitCode, Failure> {
    let mut program = program();
    program.build();
    let command = match &args.command {
        None => Some(program.clone()),
        Some(name) => program.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        let name = args.command.unwrap_or_default();
        let names: Vec<&str> = program.get_subcommands().map(|one| one.get_name()).collect();
        let message = format!("there is no command \"{name}\"; there are {}", names.join(", "));
        return Err(Failure::Input(message));
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    output::write(&page, None, false)?;
    Ok(ExitCode::SUCCESS)
}
