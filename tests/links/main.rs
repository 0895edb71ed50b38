//! `cite links`: what it lists, and what it makes of pages, DOIs and archives on loopback.

#[cfg(feature = "verify")]
mod archives;
#[cfg(feature = "verify")]
mod dois;
#[cfg(feature = "verify")]
mod mending;
#[cfg(feature = "verify")]
mod pages;
#[cfg(feature = "verify")]
mod program;
#[cfg(feature = "verify")]
mod reach;
#[cfg(feature = "verify")]
mod remembered;
#[cfg(feature = "verify")]
mod secure;
#[cfg(feature = "verify")]
mod server;
#[cfg(feature = "verify")]
mod situations;
#[cfg(feature = "verify")]
mod unconnected;
#[cfg(feature = "verify")]
mod verified;

mod listed;
