//! Whether this machine is connected at all, known from the requests of the run themselves.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::verify::http::error::FetchError;

/// The passes of a run. A host that cannot be resolved or reached is tried twice: once in its turn,
/// and once more after all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// A host that cannot be reached is deferred.
    First,
    /// A host that cannot be reached is classified.
    Second,
}

/// Counts what the requests of a run show about the connection. If every host fails alike, this
/// machine is not connected, and nothing is known about any host.
#[derive(Debug, Default)]
pub(super) struct Connectivity {
    reached: AtomicBool,
    failures: AtomicUsize,
}

/// After so many failures and no answer, hosts are deferred without a request.
const ENOUGH: usize = 32;

impl Connectivity {
    /// Records that a request failed, or that it was answered.
    pub(super) fn record(&self, fault: Option<&FetchError>) {
        match fault {
            Some(fault) if fault.is_connectivity() => {
                self.failures.fetch_add(1, Ordering::Relaxed);
            }
            Some(FetchError::Timeout | FetchError::Setup(_) | FetchError::Private) => {}
            _ => self.reached.store(true, Ordering::Relaxed),
        }
    }

    /// Returns whether any host answered.
    pub(super) fn is_online(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }

    /// Returns whether so many hosts failed, and none answered, that no more need to be tried.
    pub(super) fn seems_offline(&self) -> bool {
        !self.is_online() && self.failures.load(Ordering::Relaxed) >= ENOUGH
    }
}
