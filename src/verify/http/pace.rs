//! Turns: how fast and how many at once each domain is asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::verify::settings::Settings;

/// Hands out turns; all requests of a run go through one of these.
pub struct Pace {
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
    all: Arc<Semaphore>,
    gap: Duration,
    seats: usize,
}

/// The turns of one domain or service.
struct Lane {
    seats: Arc<Semaphore>,
    times: Mutex<Times>,
}

/// When the turns of a lane are.
struct Times {
    /// How many seats there are, taken or not.
    seats: usize,
    /// The least time between two requests.
    gap: Duration,
    /// When the next request may begin.
    next: Instant,
}

/// A turn; it ends when this is dropped.
pub struct Turn {
    _seats: [OwnedSemaphorePermit; 2],
}

impl Pace {
    /// Turns as the settings want them.
    pub fn new(settings: &Settings) -> Pace {
        Pace {
            lanes: Mutex::default(),
            all: Arc::new(Semaphore::new(settings.concurrency.max(1))),
            gap: Settings::seconds(settings.pace),
            seats: settings.per_domain.max(1),
        }
    }

    /// Waits for a turn in the lane of this name; a new lane has the pace of the settings.
    pub async fn turn(&self, name: &str) -> Turn {
        let lane = self.lane(name);
        let seat = permit(&lane.seats).await;
        let now = Instant::now();
        let start = lane.times().begin(now);
        if start > now {
            sleep_until(start).await;
        }
        Turn { _seats: [seat, permit(&self.all).await] }
    }

    /// Slows a lane down: no request begins within `wait` from now.
    pub fn hold(&self, name: &str, wait: Duration) {
        let lane = self.lane(name);
        let mut times = lane.times();
        times.next = times.next.max(Instant::now() + wait);
    }

    /// Sets the least time between two requests of a lane, unless pacing is off.
    pub fn set_gap(&self, name: &str, gap: Duration) {
        if !self.gap.is_zero() {
            self.lane(name).times().gap = gap;
        }
    }

    /// Keeps a lane to the limits that its server states, pacing or not: the least time between
    /// two requests, and how many may be in flight.
    pub fn obey(&self, name: &str, gap: Option<Duration>, most: Option<usize>) {
        let lane = self.lane(name);
        let mut times = lane.times();
        times.gap = gap.unwrap_or(times.gap);
        // A seat that is taken now is removed when the next answer says the same.
        let surplus = times.seats.saturating_sub(most.map_or(usize::MAX, |most| most.max(1)));
        times.seats -= lane.seats.forget_permits(surplus);
    }

    fn lane(&self, name: &str) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(name) {
            return lane.clone();
        }
        let times = Times { seats: self.seats, gap: self.gap, next: Instant::now() };
        let seats = Arc::new(Semaphore::new(self.seats));
        let lane = Arc::new(Lane { seats, times: Mutex::new(times) });
        lanes.insert(name.to_owned(), lane.clone());
        lane
    }
}

impl Lane {
    fn times(&self) -> MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Times {
    /// When the request that is next may begin.
    fn begin(&mut self, now: Instant) -> Instant {
        let start = self.next.max(now);
        self.next = start + self.gap;
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
pub fn domain(url: &Url) -> String {
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
        let pace = Pace::new(&settings);
        let start = Instant::now();
        for _ in 0..3 {
            drop(pace.turn("a").await);
        }
        drop(pace.turn("b").await);
        assert_eq!(start.elapsed().as_secs(), 2);
        pace.hold("b", Duration::from_secs(5));
        drop(pace.turn("b").await);
        assert_eq!(start.elapsed().as_secs(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_two_are_in_flight() {
        let settings = Settings { pace: 0.0, ..Settings::default() };
        let pace = Pace::new(&settings);
        let _turns = [pace.turn("a").await, pace.turn("a").await];
        let third = tokio::time::timeout(Duration::from_secs(60), pace.turn("a")).await;
        assert!(third.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_s_own_limits_hold_without_a_pace() {
        let pace = Pace::new(&Settings { pace: 0.0, ..Settings::default() });
        let start = Instant::now();
        let first = pace.turn("a").await;
        pace.obey("a", Some(Duration::from_secs(3)), Some(1));
        assert!(tokio::time::timeout(Duration::from_secs(60), pace.turn("a")).await.is_err());
        drop(first);
        drop(pace.turn("a").await);
        drop(pace.turn("a").await);
        assert_eq!(start.elapsed().as_secs(), 63);
    }
}
