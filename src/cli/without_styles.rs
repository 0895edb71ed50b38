//! Stands for what needs CSL styles in a program that was built without them.

use clap::{ArgMatches, Command as Clap};
use std::process::ExitCode;

use crate::model::style_conventions::StyleConventions;

use super::Command;
use super::failure::Failure;

/// In the place of `cite render`.
pub(crate) const RENDER: Command = Command { clap: || absent("render"), run: refused };

/// In the place of `cite styles`.
pub(crate) const STYLES: Command = Command { clap: || absent("styles"), run: refused };

/// In the place of the manual that a style stands for: says what to do.
pub(crate) fn conventions(_: &str) -> Result<StyleConventions, Failure> {
    let what = "this program was built without styles; build it with the feature \"render\"";
    Err(Failure::Input(what.to_owned()))
}

fn absent(name: &'static str) -> Clap {
    let paths = clap::Arg::new("paths").num_args(0..).allow_hyphen_values(true).hide(true);
    Clap::new(name).about("Not in this program: it was built without styles").arg(paths)
}

fn refused(_: &ArgMatches) -> Result<ExitCode, Failure> {
    conventions("").map(|_| ExitCode::SUCCESS)
}
