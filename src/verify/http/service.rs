//! Requests to the services that know about DOIs and archives.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, HeaderMap};
use reqwest::{Method, RequestBuilder, Response, Url};
use tokio::time::timeout;

use crate::verify::http::error::FetchError;
use crate::verify::http::fetch::{Network, text};
use crate::verify::http::retry;
use crate::verify::settings::Settings;

/// A service with rate limits of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Service {
    /// The DOI proxy.
    Doi,
    /// Crossref.
    Crossref,
    /// DataCite.
    DataCite,
    /// The Wayback Machine's Availability API.
    Availability,
    /// The Wayback Machine's CDX server.
    Cdx,
    /// A Memento aggregator.
    TimeMap,
    /// Save Page Now.
    Save,
}

/// The answer of a service.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reply {
    /// The status, and the body as text.
    Answered(u16, String),
    /// The service failed, is busy or cannot be reached, with the reason. It never means "there is
    /// none".
    Unavailable(String),
}

/// Counts how often in a row each service has failed, so that a run does not wait for it again and
/// again.
#[derive(Default)]
pub(crate) struct Services {
    failures: Mutex<HashMap<Service, u32>>,
}

/// After so many failures in a row a service is not asked again in the run.
const MOST_FAILURES: u32 = 3;

/// A DOI that is another's alias, or a service that moved, is a redirect away.
const MOST_HOPS: usize = 3;

/// No answer of a service is longer.
const MOST_BYTES: usize = 4 << 20;

impl Service {
    /// Its lane, and the name in messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Service::Doi => "the DOI proxy",
            Service::Crossref => "Crossref",
            Service::DataCite => "DataCite",
            Service::Availability => "the Wayback Machine",
            Service::Cdx => "the Wayback Machine's index",
            Service::TimeMap => "the Memento aggregator",
            Service::Save => "Save Page Now",
        }
    }

    /// Milliseconds between two requests where its answers do not say: what its keepers ask for,
    /// or less.
    const fn interval(self) -> u64 {
        match self {
            Service::Doi => 100,
            Service::Crossref => 200,
            Service::DataCite => 600,
            Service::Availability | Service::TimeMap => 1000,
            Service::Cdx => 2000,
            Service::Save => 9000,
        }
    }
}

impl Services {
    /// Requests `url` from a service; `accept` is the media type.
    pub(crate) async fn get(
        &self,
        network: &Network,
        service: Service,
        url: &str,
        accept: &str,
    ) -> Reply {
        let Ok(url) = Url::parse(url) else {
            return Reply::Unavailable(format!("{} has no usable address: {url}", service.name()));
        };
        let make = || Ok(network.client.request(Method::GET, url.clone())?.header(ACCEPT, accept));
        self.send(network, service, make).await
    }

    /// Resets the failures of all services.
    pub(crate) fn reset_failures(&self) {
        self.failures().values_mut().for_each(|count| *count = 0);
    }

    /// Sends the request that `make` returns, and repeats it after transient failures.
    pub(crate) async fn send(
        &self,
        network: &Network,
        service: Service,
        make: impl Fn() -> Result<RequestBuilder, FetchError>,
    ) -> Reply {
        if self.failures_of(network, service) >= MOST_FAILURES {
            return Reply::Unavailable(format!(
                "{} did not answer earlier in this run",
                service.name()
            ));
        }
        let mut tries = 0;
        let reply = loop {
            let (reply, wait) = self.once(network, service, &make).await;
            tries += 1;
            match wait {
                Some(wait)
                    if tries <= network.settings.retries
                        && wait <= Settings::seconds(network.settings.max_wait) =>
                {
                    tokio::time::sleep(wait).await
                }
                _ => break reply,
            }
        };
        let mut failures = self.failures();
        let count = failures.entry(service).or_default();
        *count = match reply {
            Reply::Answered(..) => 0,
            Reply::Unavailable(_) => *count + 1,
        };
        drop(failures);
        reply
    }

    fn failures(&self) -> MutexGuard<'_, HashMap<Service, u32>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often in a row it failed; a service that is asked for the first time is given its pace.
    fn failures_of(&self, network: &Network, service: Service) -> u32 {
        *self.failures().entry(service).or_insert_with(|| {
            network
                .rate_limiter
                .set_interval(service.name(), Duration::from_millis(service.interval()));
            0
        })
    }

    /// Sends one request; returns the reply, and how long to wait before another try if one may help.
    async fn once(
        &self,
        network: &Network,
        service: Service,
        make: impl Fn() -> Result<RequestBuilder, FetchError>,
    ) -> (Reply, Option<Duration>) {
        let name = service.name();
        let trouble = |why: String, wait| (Reply::Unavailable(format!("{name}: {why}")), wait);
        let _permit = network.rate_limiter.acquire(name).await;
        let limit = Settings::seconds(network.settings.timeout);
        let answer = timeout(limit, async {
            let request = make()?.build().map_err(|error| FetchError::of(&error))?;
            let response = network.client.send(request, MOST_HOPS).await?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = body(response).await.map_err(|error| FetchError::of(&error))?;
            Ok::<_, FetchError>((status, headers, body))
        });
        let answer = answer.await;
        if let Ok(answer) = &answer {
            network.connection.record(answer.as_ref().err());
        }
        match answer {
            Err(_) => trouble(FetchError::Timeout.to_string(), None),
            Ok(Err(fault)) => {
                let again = fault.is_transient()
                    && fault != FetchError::NameServer
                    && network.connection.is_online();
                let wait = again.then(|| retry::pause(0));
                trouble(fault.to_string(), wait)
            }
            Ok(Ok((status, headers, body))) => {
                adopt_limits(network, name, &headers);
                match retry::is_transient(status) || status == 403 {
                    true => trouble(
                        format!("it says {status}"),
                        (status != 403).then(|| {
                            retry::after(&headers, SystemTime::now()).unwrap_or(retry::pause(0))
                        }),
                    ),
                    false => (Reply::Answered(status, body), None),
                }
            }
        }
    }
}

/// Applies the limits that a service states: Crossref says how many requests it wants at most in
/// an interval ("1s"), and how many at once. No longer is waited between two requests than for any
/// other wish of a server.
fn adopt_limits(network: &Network, lane: &str, headers: &HeaderMap) {
    let number = |name: &str| text(headers, name).trim_end_matches('s').parse::<f64>().ok();
    let limit = number("x-rate-limit-limit").filter(|limit| *limit > 0.0);
    let gap = limit.zip(number("x-rate-limit-interval"));
    let longest = network.settings.max_wait;
    let gap = gap.map(|(limit, interval)| Settings::seconds((interval / limit).min(longest)));
    let at_once = number("x-concurrency-limit").map(|limit| limit as usize);
    network.rate_limiter.apply_limits(lane, gap, at_once);
}

async fn body(mut response: Response) -> reqwest::Result<String> {
    let mut body = Vec::new();
    while let Some(bytes) = response.chunk().await? {
        body.extend_from_slice(&bytes);
        if body.len() > MOST_BYTES {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}
