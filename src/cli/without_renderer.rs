//! Stands for a command that this program was built without.

use clap::Command as Clap;

use super::Command;
use super::failure::Failure;

/// The command of the module's name; it says what to do.
pub const COMMAND: Command = Command { clap, run: |_| Err(absent()) };

fn name() -> &'static str {
    module_path!().rsplit("::").next().unwrap_or_default()
}

fn clap() -> Clap {
    let paths = clap::Arg::new("paths").num_args(0..).allow_hyphen_values(true).hide(true);
    Clap::new(name()).about("Not in this program: it was built without the renderer").arg(paths)
}

fn absent() -> Failure {
    Failure::Input(format!(
        "this program was built without \"{}\"; build it with the feature \"render\"",
        name()
    ))
}
