//! Records that are lists of tagged values: what RIS, MEDLINE and EndNote XML have in common.
//!
//! - [`form`]: what sets such formats apart; reading and writing them
//! - [`lines`]: text with a tag at the beginning of each line to values
//! - [`taker`]: values to a record
//! - [`putter`]: a record to values
//! - [`remainder`]: what the values do not hold of a record
//! - [`names`]: `Family, Given, Suffix`
//! - [`dates`]: `2019/03/25`, `2019 Mar 25`
//! - [`keys`]: keys for records that come without one

pub mod dates;
pub mod form;
pub mod keys;
pub mod lines;
pub mod names;
pub mod putter;
pub mod remainder;
pub mod taker;
