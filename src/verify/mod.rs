//! Verification of links over the network; the only module that waits.
//!
//! [`run`] builds the `queries`, loads earlier results from the `cache` and gives the rest to the
//! `workers`, each of which passes one link after the other to `check_link`: `http` fetches the
//! address, `content` reads the answer, `classify` gives the verdict, `registry` checks DOIs, and
//! `archive` finds copies of pages that are gone.
//!
//! - [`settings`]: the settings; [`settings_error`]: which of them cannot be used
//! - [`error`]: why a run cannot begin or go on
//! - [`event`]: progress of a run
//! - [`run`]: all links of a run; `disabled` replaces it in a program built without verification
//! - `queries`: the questions of a run, each once
//! - `workers`: the threads that check links
//! - `check_link`: one link, from query to evidence
//! - `request_policy`: which addresses are requested at all
//! - `url_parameters`: parameters that are secrets, or that are valid for one visit only
//! - `connectivity`: whether this machine is connected at all
//! - `http`, `content`, `classify`, `registry`, `archive`: the parts of a check
//! - `cache`: results of earlier runs
//! - `timestamps`: dates as services and reports write them

#[cfg(feature = "verify")]
mod archive;
#[cfg(feature = "verify")]
mod cache;
#[cfg(feature = "verify")]
mod check_link;
#[cfg(feature = "verify")]
mod classify;
#[cfg(feature = "verify")]
mod connectivity;
#[cfg(feature = "verify")]
mod content;
pub(crate) mod error;
pub(crate) mod event;
#[cfg(feature = "verify")]
mod http;
#[cfg(feature = "verify")]
mod queries;
#[cfg(feature = "verify")]
mod registry;
#[cfg(feature = "verify")]
mod request_policy;
#[cfg_attr(not(feature = "verify"), path = "disabled.rs")]
pub(crate) mod run;
pub(crate) mod settings;
pub(crate) mod settings_error;
#[cfg(feature = "verify")]
mod timestamps;
#[cfg(feature = "verify")]
mod url_parameters;
#[cfg(feature = "verify")]
mod workers;
