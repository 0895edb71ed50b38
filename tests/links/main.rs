//! `cite links`: what it lists, and what it makes of pages, DOIs and archives on loopback.

#[cfg(feature = "verify")]
mod pages;
#[cfg(feature = "verify")]
mod program;
#[cfg(feature = "verify")]
mod server;
#[cfg(feature = "verify")]
mod verified;

mod listed;
