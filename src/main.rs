//! Reads the arguments, runs one command, exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    cite::cli::run()
}
