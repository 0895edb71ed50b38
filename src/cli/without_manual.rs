//! Stands for manuals in a program that was built without styles.

use cite::model::manual::Manual;

use super::failure::Failure;

/// Says what to do.
pub fn manual(_: &str) -> Result<Manual, Failure> {
    let what = "this program was built without styles; build it with the feature \"render\"";
    Err(Failure::Input(what.to_owned()))
}
