//! What the network says of links; the only room that waits.
//!
//! The way of a link: [`run`] makes a `plan`, remembers (`cache`) and hands what is open to the
//! `askers`; each of them takes one link after the other to `ask`: `http` visits the address,
//! `content` reads what comes, `weigh` judges it; DOIs go to `registry`; of what is gone, `archive`
//! finds copies.
//!
//! - [`settings`]: what can be set
//! - [`event`]: what a run tells while it goes on
//! - [`run`]: all links of a run; `absent` in its place in a program built without verification
//! - `plan`: what is to be asked, each question once
//! - `askers`: the threads that ask
//! - `ask`: one link, from question to evidence
//! - `reach`: which addresses are requested at all
//! - `parameters`: parameters of addresses that are secrets, or hold for one visit only
//! - `http`, `content`, `weigh`, `registry`, `archive`: rooms of their own
//! - `connection`: whether this machine is connected at all
//! - `cache`: what earlier runs found
//! - `clock`: moments as services and reports write them

#[cfg(feature = "verify")]
mod archive;
#[cfg(feature = "verify")]
mod ask;
#[cfg(feature = "verify")]
mod askers;
#[cfg(feature = "verify")]
mod cache;
#[cfg(feature = "verify")]
mod clock;
#[cfg(feature = "verify")]
mod connection;
#[cfg(feature = "verify")]
mod content;
pub mod event;
#[cfg(feature = "verify")]
mod http;
#[cfg(feature = "verify")]
mod parameters;
#[cfg(feature = "verify")]
mod plan;
#[cfg(feature = "verify")]
mod reach;
#[cfg(feature = "verify")]
mod registry;
#[cfg_attr(not(feature = "verify"), path = "absent.rs")]
pub mod run;
pub mod settings;
#[cfg(feature = "verify")]
mod weigh;
