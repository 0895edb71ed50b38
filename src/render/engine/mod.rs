//! Hayagriva, and what is done before and after it.
//!
//! The engine decides what is said: conditions, groups, names, disambiguation. How it is
//! punctuated, quoted and cased is decided here, because there the engine departs from what
//! styles are written for (citeproc-js). The way: [`prepare`] rewrites the style so that all
//! punctuation of the style and all its wishes come out as [`marks`]; [`item`] gives the engine
//! its records; [`run`] drives it; [`flatten`] lays its tree out as one row of [`cell`]s;
//! [`case`], [`quotes`] and [`collide`] fulfil the marks; [`settle`] calls them in turn.

pub mod case;
pub mod cell;
pub mod collide;
pub mod flatten;
pub mod item;
pub mod marks;
pub mod prepare;
pub mod quotes;
pub mod run;
pub mod settle;
