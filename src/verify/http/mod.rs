//! Goes out and comes back with answers.
//!
//! - [`client`]: who we say we are, and whom we trust; with [`tls`] and [`resolve`]
//! - [`pace`]: turns for each domain
//! - [`fetch`]: one request, and as much of the answer as is wanted
//! - [`retry`]: when to ask again
//! - [`fault`]: why no answer came
//! - [`visit`]: an address, hop by hop, to its last answer
//! - [`service`]: the services that know of DOIs and archives

pub mod client;
pub mod fault;
pub mod fetch;
pub mod pace;
pub mod resolve;
pub mod retry;
pub mod service;
pub mod tls;
pub mod visit;
