//! `cite explain`: what a rule means, with examples.

use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::rules::{self, RULES};

use super::failure::Failure;
use super::{Command, input, output};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ExplainArgs::augment_args(clap::Command::new("explain")),
    run: |matches| run(ExplainArgs::from_arg_matches(matches)?),
};

/// Explain a rule, with examples; without a name, list all rules
#[derive(Debug, Args)]
struct ExplainArgs {
    /// The rule's name
    rule: Option<String>,
}

fn run(args: ExplainArgs) -> Result<ExitCode, Failure> {
    let text = match args.rule {
        None => RULES
            .iter()
            .map(|rule| format!("{:<26} {:<8} {}\n", rule.name, rule.severity, rule.summary()))
            .collect(),
        Some(name) => match rules::by_name(&name) {
            Some(rule) => rule.explained(),
            None => return Err(Failure::Input(input::unknown_rule(&name))),
        },
    };
    output::write(text.as_bytes(), None, false)?;
    Ok(ExitCode::SUCCESS)
}
