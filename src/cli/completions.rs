//! `cite completions`: what a shell needs to complete the command line.

use std::process::ExitCode;

use clap::{Args, FromArgMatches};
use clap_complete::{Shell, generate};

use super::failure::Failure;
use super::{Command, output, program};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || CompletionsArgs::augment_args(clap::Command::new("completions")),
    run: |matches| run(CompletionsArgs::from_arg_matches(matches)?),
};

/// Print the completions of the command line for a shell
///
/// For bash: cite completions bash > ~/.local/share/bash-completion/completions/cite
#[derive(Debug, Args)]
struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

fn run(args: CompletionsArgs) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut program(), "cite", &mut script);
    output::write(&script, None, false)?;
    Ok(ExitCode::SUCCESS)
}
