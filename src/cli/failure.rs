//! Why a command could not be run, and the code it exits with.

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::verify::error::VerifyError;
use crate::verify::settings_error::SettingsError;

use super::talk;

/// What stops a command.
#[derive(Debug)]
pub(super) enum Failure {
    /// Wrong use or unreadable input: exit status 2.
    Input(String),
    /// The reader of our output went away; that is no error.
    ClosedPipe,
}

impl Failure {
    /// Says what happened on standard error and gives the exit status.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Failure::Input(message) => {
                for line in message.lines() {
                    talk::say(format_args!("cite: {line}"));
                }
                ExitCode::from(2)
            }
            Failure::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Input(message) => f.write_str(message),
            Failure::ClosedPipe => f.write_str("the reader of the output went away"),
        }
    }
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Failure {
        Failure::Input(error.to_string())
    }
}

impl From<ignore::Error> for Failure {
    fn from(error: ignore::Error) -> Failure {
        Failure::Input(error.to_string())
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Failure {
        Failure::Input(error.to_string())
    }
}

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Failure {
        Failure::Input(error.to_string())
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Failure {
        Failure::Input(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Input(error.to_string()),
        }
    }
}
