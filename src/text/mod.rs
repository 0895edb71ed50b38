//! Source text: spans, lines and columns, addresses, and keys for comparing words.
//!
//! - [`span`]: a segment of a text, in bytes
//! - [`shared`]: text that is held once, however many hold it
//! - [`short`]: texts of which most are short
//! - [`source`]: a text that was read, and where its lines begin
//! - [`cover`]: what a set of spans covers
//! - `check_digits`: the last digits of ISBNs and ISSNs
//! - [`day`]: a day of the calendar
//! - `digits`: the digits of Arabic and of Persian
//! - [`fold`]: keys under which two spellings of one word are the same
//! - `letters`: letters, told quickly
//! - [`address`]: the addresses and DOIs in a text, print's damage repaired
//! - [`doi`]: DOIs in any dress
//! - [`repair`]: what had to be repaired in an address
//! - [`extent`]: how far an address in a text goes
//! - [`gap`]: whether an address goes on after white space
//! - [`host`]: names of hosts, whole or cut
//! - `shape`: the letters and length of a word, to compare words quickly
//! - [`superscript`]: raised digits
//! - [`misspelling`]: slips of the hand
//! - [`memo`]: values that were computed before and may be needed again
//! - [`pattern`]: compiles the patterns that are part of the program

pub(crate) mod address;
pub(crate) mod check_digits;
pub(crate) mod cover;
pub(crate) mod day;
pub(crate) mod digits;
pub(crate) mod doi;
pub(crate) mod extent;
pub(crate) mod fold;
pub(crate) mod gap;
pub(crate) mod host;
pub(crate) mod letters;
pub(crate) mod memo;
pub(crate) mod misspelling;
pub(crate) mod pattern;
pub(crate) mod repair;
pub(crate) mod shape;
pub(crate) mod shared;
pub(crate) mod short;
pub(crate) mod source;
pub(crate) mod span;
pub(crate) mod superscript;
