//! Sends requests and returns answers.
//!
//! - [`client`]: the HTTP client, with [`tls`] and [`dns`]
//! - [`rate_limit`]: how fast each domain is asked
//! - [`fetch`]: one request, and as much of the answer as is needed
//! - [`retry`]: when to try again
//! - [`error`]: why no answer came
//! - [`redirects`]: follows an address to its last answer
//! - [`service`]: the services that know about DOIs and archives

pub mod client;
pub mod dns;
pub mod error;
pub mod fetch;
pub mod rate_limit;
pub mod redirects;
pub mod retry;
pub mod service;
pub mod tls;
