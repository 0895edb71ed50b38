//! `cite links`: what it lists, and what it makes of pages, DOIs and archives on loopback.

#[cfg(feature = "verify")]
mod archives;
#[cfg(feature = "verify")]
mod cache;
#[cfg(feature = "verify")]
mod connectivity;
#[cfg(feature = "verify")]
mod dois;
#[cfg(feature = "verify")]
mod pages;
#[cfg(feature = "verify")]
mod program;
#[cfg(feature = "verify")]
mod repairs;
#[cfg(feature = "verify")]
mod request_policy;
#[cfg(feature = "verify")]
mod server;
#[cfg(feature = "verify")]
mod situations;
#[cfg(feature = "verify")]
mod tls;
#[cfg(feature = "verify")]
mod verified;

mod listed;
