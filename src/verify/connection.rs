//! Whether this machine is connected at all, learnt from the requests of the run themselves.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::verify::http::fault::Fault;

/// How often a link is looked at. A host that cannot be found or reached is looked for twice: once
/// in its turn, and once more when all others had theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// For the first time: a host that cannot be reached is put off.
    First,
    /// For the second time: it is judged.
    Second,
}

/// What the requests of a run showed of the connection. Where every host fails alike, it is this
/// machine that is not connected, and nothing is known of any host.
#[derive(Debug, Default)]
pub struct Connection {
    reached: AtomicBool,
    failures: AtomicUsize,
}

/// After so many failures and no answer, hosts are put off without being looked for.
const ENOUGH: usize = 32;

impl Connection {
    /// Notes that a request failed, or that it was answered.
    pub fn note(&self, fault: Option<&Fault>) {
        match fault {
            Some(fault) if fault.is_of_connection() => {
                self.failures.fetch_add(1, Ordering::Relaxed);
            }
            Some(Fault::Timeout | Fault::Setup(_) | Fault::Private) => {}
            _ => self.reached.store(true, Ordering::Relaxed),
        }
    }

    /// Returns whether any host answered.
    pub fn is_reached(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }

    /// Returns whether so many hosts failed, and none answered, that more need not be looked for.
    pub fn is_hopeless(&self) -> bool {
        !self.is_reached() && self.failures.load(Ordering::Relaxed) >= ENOUGH
    }
}
