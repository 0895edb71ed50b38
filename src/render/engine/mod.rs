//! Hayagriva, and what is done before and after it.
//!
//! The engine decides what is said: conditions, groups, names, disambiguation. How it is
//! punctuated, quoted, cased and sorted is decided here, because there the engine departs from what
//! styles are written for (citeproc-js). The way: [`prepare`] rewrites the style so that all
//! punctuation of the style and all its wishes come out as [`marks`], and [`mend`]s what the engine
//! misreads; [`item`] gives the engine its records; [`order`] sorts them; [`run`] drives the
//! engine; [`substitute`] puts dashes for names that come again; [`flatten`] lays its tree out as
//! one row of [`cell`]s; [`case`], [`quotes`] and [`collide`] fulfil the marks; [`settle`] calls
//! them in turn.

pub mod case;
pub mod cell;
pub mod collide;
pub mod flatten;
pub mod item;
pub mod marks;
pub mod mend;
pub mod order;
pub mod prepare;
pub mod quotes;
pub mod run;
pub mod settle;
pub mod substitute;
