//! Hayagriva, and what is done before and after it.
//!
//! The engine writes one cite or one entry: conditions, groups, names, dates. What stands between
//! them, how it is punctuated, quoted, cased and sorted is decided here, because there the engine
//! departs from what styles are written for (citeproc-js).
//!
//! Before: [`prepare`] rewrites the style, [`elements`] by elements: [`asked`] puts the terms that
//! it asks for first, [`marked`] makes all its punctuation and wishes come out as [`marks`], [`mend`]
//! rewrites what the engine misreads, [`carry`] what only we know; [`parts`] makes a style of its
//! own of citation and bibliography; [`dates`] and [`day`] write the dates that the engine cannot
//! hold; [`words`] looks words up; [`item`] gives the engine its records, with their names from
//! [`people`] and a [`label`].
//!
//! The engine: [`write`](mod@write) lets it write, with what may hold of a record ([`fit`]);
//! [`writer`] lets it write cites as they are told apart.
//!
//! Between cites and entries: [`cited`] goes the whole way; [`order`] sorts; [`position`] finds
//! first, subsequent and ibid; [`apart`] tells works apart; [`cluster`] groups and collapses;
//! [`substitute`] puts dashes for names that come again.
//!
//! After: [`flatten`] lays a tree out as one row of [`cell`]s; [`fill`](mod@fill) puts numbers and
//! suffixes; [`terms`] raises "ibid."; [`case`], [`quotes`] and [`collide`] fulfil the other marks; [`addresses`] links;
//! [`settle`] calls them.

pub mod addresses;
pub mod apart;
pub mod asked;
pub mod carry;
pub mod case;
pub mod cell;
pub mod cited;
pub mod cluster;
pub mod collide;
pub mod dates;
pub mod day;
pub mod elements;
pub mod fill;
pub mod fit;
pub mod flatten;
pub mod item;
pub mod label;
pub mod marked;
pub mod marks;
pub mod mend;
pub mod order;
pub mod parts;
pub mod people;
pub mod position;
pub mod prepare;
pub mod quotes;
pub mod settle;
pub mod substitute;
pub mod terms;
pub mod words;
pub mod write;
pub mod writer;
