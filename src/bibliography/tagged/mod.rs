//! Records that are lists of tagged values: what RIS, MEDLINE and EndNote XML have in common.
//!
//! - [`mod@format`]: what sets such formats apart; reading and writing them
//! - [`lines`]: text with a tag at the beginning of each line to values
//! - [`reader`]: values to a record
//! - [`writer`]: a record to values
//! - [`remainder`]: what the values do not hold of a record
//! - [`names`]: `Family, Given, Suffix`
//! - [`dates`]: `2019/03/25`, `2019 Mar 25`
//! - [`keys`]: keys for records that come without one

pub mod dates;
pub mod format;
pub mod keys;
pub mod lines;
pub mod names;
pub mod reader;
pub mod remainder;
pub mod writer;
