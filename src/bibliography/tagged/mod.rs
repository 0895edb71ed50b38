//! Records that are lists of tagged values: what RIS, MEDLINE and EndNote XML have in common.
//!
//! - [`mod@format`]: what sets such formats apart; reading and writing them
//! - [`values`]: the tagged values of a record
//! - [`lines`]: text with a tag at the beginning of each line to values
//! - [`reader`]: values to a record
//! - [`writer`]: a record to values
//! - [`remainder`]: what the values do not hold of a record
//! - [`names`]: `Family, Given, Suffix`
//! - [`dates`]: `2019/03/25`, `2019 Mar 25`
//! - [`keys`]: keys for records that come without one

pub(crate) mod dates;
pub(crate) mod format;
pub(crate) mod keys;
pub(crate) mod lines;
pub(crate) mod names;
pub(crate) mod reader;
pub(crate) mod remainder;
pub(crate) mod values;
pub(crate) mod writer;
