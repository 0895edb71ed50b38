//! Limits how fast and how many at once each domain is asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::verify::settings::Settings;

/// Limits the requests of a run; all of them go through one of these.
pub(crate) struct RateLimiter {
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
    all: Arc<Semaphore>,
    interval: Duration,
    slots: usize,
}

/// The limits of one domain or service.
struct Lane {
    slots: Arc<Semaphore>,
    times: Mutex<Schedule>,
}

/// When the requests of a lane may begin.
struct Schedule {
    /// How many requests may be in flight.
    slots: usize,
    /// The least time between two requests.
    interval: Duration,
    /// When the next request may begin.
    next: Instant,
}

/// The permission for a request, until it is dropped.
pub(crate) struct Permit {
    _slots: [OwnedSemaphorePermit; 2],
}

impl RateLimiter {
    /// Returns a limiter with these settings.
    pub(crate) fn new(settings: &Settings) -> RateLimiter {
        RateLimiter {
            lanes: Mutex::default(),
            all: Arc::new(Semaphore::new(settings.concurrency.max(1))),
            interval: Settings::seconds(settings.pace),
            slots: settings.per_domain.max(1),
        }
    }

    /// Waits until a request may begin in the lane of this name; a new lane has the limits of the
    /// settings.
    pub(crate) async fn acquire(&self, name: &str) -> Permit {
        let lane = self.lane(name);
        let slot = permit(&lane.slots).await;
        let now = Instant::now();
        let start = lane.times().begin(now);
        if start > now {
            sleep_until(start).await;
        }
        Permit { _slots: [slot, permit(&self.all).await] }
    }

    /// Delays a lane: no request begins within `wait` from now.
    pub(crate) fn delay(&self, name: &str, wait: Duration) {
        let lane = self.lane(name);
        let mut times = lane.times();
        times.next = times.next.max(Instant::now() + wait);
    }

    /// Sets the least time between two requests of a lane, unless the settings switch limits off.
    pub(crate) fn set_interval(&self, name: &str, interval: Duration) {
        if !self.interval.is_zero() {
            self.lane(name).times().interval = interval;
        }
    }

    /// Applies the limits that a server states, whatever the settings are: the least time between two
    /// requests, and how many may be in flight.
    pub(crate) fn apply_limits(&self, name: &str, interval: Option<Duration>, most: Option<usize>) {
        let lane = self.lane(name);
        let mut times = lane.times();
        times.interval = interval.unwrap_or(times.interval);
        // A slot that is taken now is removed when the next answer says the same.
        let surplus = times.slots.saturating_sub(most.map_or(usize::MAX, |most| most.max(1)));
        times.slots -= lane.slots.forget_permits(surplus);
    }

    fn lane(&self, name: &str) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(name) {
            return lane.clone();
        }
        let times = Schedule { slots: self.slots, interval: self.interval, next: Instant::now() };
        let slots = Arc::new(Semaphore::new(self.slots));
        let lane = Arc::new(Lane { slots, times: Mutex::new(times) });
        lanes.insert(name.to_owned(), lane.clone());
        lane
    }
}

impl Lane {
    fn times(&self) -> MutexGuard<'_, Schedule> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Schedule {
    /// Returns when the next request may begin.
    fn begin(&mut self, now: Instant) -> Instant {
        let start = self.next.max(now);
        self.next = start + self.interval;
        start
    }
}

/// A permit of a semaphore that is never closed; it waits in vain for one that is.
async fn permit(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    match semaphore.clone().acquire_owned().await {
        Ok(permit) => permit,
        Err(_) => std::future::pending().await,
    }
}

/// The registrable domain of an address, to which all its hosts belong; for an address of numbers
/// or a local name, host and port.
pub(crate) fn domain(url: &Url) -> String {
    let host = url.host_str().unwrap_or("");
    let registrable = url.domain().and_then(psl::domain_str).filter(|_| host != "localhost");
    match (registrable, url.port()) {
        (Some(domain), _) => domain.to_owned(),
        (None, Some(port)) => format!("{host}:{port}"),
        (None, None) => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_owner_share_their_turns() {
        let domain = |url: &str| domain(&Url::parse(url).expect("an address"));
        assert_eq!(domain("http://a.b.example.co.uk/x"), "example.co.uk");
        assert_eq!(domain("https://example.co.uk:8443/x"), "example.co.uk");
        assert_eq!(domain("http://127.0.0.1:8080/"), "127.0.0.1:8080");
        assert_eq!(domain("http://localhost:8080/"), "localhost:8080");
        assert_eq!(domain("http://localhost/"), "localhost");
        assert_eq!(domain("http://[::1]/"), "[::1]");
    }

    #[tokio::test(start_paused = true)]
    async fn requests_of_a_domain_are_a_gap_apart() {
        let settings = Settings { pace: 1.0, ..Settings::default() };
        let rate_limiter = RateLimiter::new(&settings);
        let start = Instant::now();
        for _ in 0..3 {
            drop(rate_limiter.acquire("a").await);
        }
        drop(rate_limiter.acquire("b").await);
        assert_eq!(start.elapsed().as_secs(), 2);
        rate_limiter.delay("b", Duration::from_secs(5));
        drop(rate_limiter.acquire("b").await);
        assert_eq!(start.elapsed().as_secs(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_two_are_in_flight() {
        let settings = Settings { pace: 0.0, ..Settings::default() };
        let rate_limiter = RateLimiter::new(&settings);
        let _turns = [rate_limiter.acquire("a").await, rate_limiter.acquire("a").await];
        let third = tokio::time::timeout(Duration::from_secs(60), rate_limiter.acquire("a")).await;
        assert!(third.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_s_own_limits_hold_without_a_pace() {
        let rate_limiter = RateLimiter::new(&Settings { pace: 0.0, ..Settings::default() });
        let start = Instant::now();
        let first = rate_limiter.acquire("a").await;
        rate_limiter.apply_limits("a", Some(Duration::from_secs(3)), Some(1));
        assert!(
            tokio::time::timeout(Duration::from_secs(60), rate_limiter.acquire("a")).await.is_err()
        );
        drop(first);
        drop(rate_limiter.acquire("a").await);
        drop(rate_limiter.acquire("a").await);
        assert_eq!(start.elapsed().as_secs(), 63);
    }
}
