//! Which setting cannot be used.

use std::fmt::Display;

/// A setting that cannot be used, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SettingsError {
    /// A variable of the environment.
    #[error("{name}={value}: {expected}")]
    Variable {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// What was expected.
        expected: Expected,
    },
    /// A number out of its range.
    #[error("{name} is {value}: {expected}")]
    Number {
        /// The name of the setting.
        name: String,
        /// The number as written.
        value: String,
        /// What was expected.
        expected: Expected,
    },
}

impl SettingsError {
    /// Returns the error for a number out of its range.
    pub(super) fn number(name: &str, value: impl Display, expected: Expected) -> SettingsError {
        SettingsError::Number { name: name.to_owned(), value: value.to_string(), expected }
    }
}

/// What was expected in the place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Expected {
    /// On or off.
    #[error("expected 1 or 0")]
    Switch,
    /// A number of anything.
    #[error("expected a number that is not negative")]
    Number,
    /// A count.
    #[error("expected a whole number")]
    Count,
    /// A count in a range.
    #[error("expected a whole number from {0} to {1}")]
    CountFrom(usize, usize),
    /// A time; none at all will not do.
    #[error("expected a number of seconds, more than 0 to {0}")]
    SecondsAbove(u32),
    /// A time.
    #[error("expected a number of seconds, from 0 to {0}")]
    SecondsFrom(u32),
    /// A number of days.
    #[error("expected a number of days, from 0 to 36500")]
    Days,
    /// A verdict with a number of days.
    #[error("expected verdict=days")]
    DaysOfVerdict,
    /// An address.
    #[error("expected an address that begins with http:// or https://")]
    Address,
}
