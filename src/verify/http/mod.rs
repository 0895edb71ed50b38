//! Sends requests and returns answers.
//!
//! - [`client`]: the HTTP client, with [`tls`] and [`dns`]
//! - [`rate_limit`]: how fast each domain is asked
//! - [`fetch`]: one request, and as much of the answer as is needed
//! - [`retry`]: when to try again
//! - [`error`]: why no answer came
//! - [`redirects`]: follows an address to its last answer
//! - [`service`]: the services that know about DOIs and archives

pub(super) mod client;
pub(super) mod dns;
pub(super) mod error;
pub(super) mod fetch;
pub(super) mod rate_limit;
pub(super) mod redirects;
pub(super) mod retry;
pub(super) mod service;
pub(super) mod tls;
