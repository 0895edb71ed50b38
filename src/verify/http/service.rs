//! Asks the services that know of DOIs and archives.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, HeaderMap};
use reqwest::{Method, RequestBuilder, Response, Url};
use tokio::time::timeout;

use crate::verify::http::fault::Fault;
use crate::verify::http::fetch::{Network, text};
use crate::verify::http::pace::Pace;
use crate::verify::http::retry;
use crate::verify::settings::Settings;

/// A service with a pace of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
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

/// What a service said.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Something: the status, and the body as text.
    Said(u16, String),
    /// Nothing that counts, for this reason: it failed, is busy, or cannot be reached. Never to be
    /// taken for "there is none".
    Trouble(String),
}

/// How often in a row each service that was asked has failed, so that a run does not wait for it
/// again and again.
#[derive(Default)]
pub struct Services {
    failures: Mutex<HashMap<Service, u32>>,
}

/// After so many failures in a row a service is left alone for the run.
const PATIENCE: u32 = 3;

/// A DOI that is another's alias, or a service that moved, is a redirect away.
const MOST_HOPS: usize = 3;

/// No answer of a service is longer.
const MOST_BYTES: usize = 4 << 20;

impl Service {
    /// Its lane, and the name in messages.
    pub const fn name(self) -> &'static str {
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
    const fn gap(self) -> u64 {
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
    /// Asks a service for `url`; `accept` is the type that is wanted.
    pub async fn get(&self, network: &Network, service: Service, url: &str, accept: &str) -> Reply {
        let Ok(url) = Url::parse(url) else {
            return Reply::Trouble(format!("{} has no usable address: {url}", service.name()));
        };
        let make = || Ok(network.client.request(Method::GET, url.clone())?.header(ACCEPT, accept));
        self.send(network, service, make).await
    }

    /// Forgets which services failed.
    pub fn forgive(&self) {
        self.failures().values_mut().for_each(|count| *count = 0);
    }

    /// Sends what `make` makes, and sends it again after failures that pass.
    pub async fn send(
        &self,
        network: &Network,
        service: Service,
        make: impl Fn() -> Result<RequestBuilder, Fault>,
    ) -> Reply {
        if self.failures_of(network, service) >= PATIENCE {
            return Reply::Trouble(format!(
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
            Reply::Said(..) => 0,
            Reply::Trouble(_) => *count + 1,
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
            network.pace.set_gap(service.name(), Duration::from_millis(service.gap()));
            0
        })
    }

    /// One request: what was said, and how long to wait before the next try if one may help.
    async fn once(
        &self,
        network: &Network,
        service: Service,
        make: impl Fn() -> Result<RequestBuilder, Fault>,
    ) -> (Reply, Option<Duration>) {
        let name = service.name();
        let trouble = |why: String, wait| (Reply::Trouble(format!("{name}: {why}")), wait);
        let _turn = network.pace.turn(name).await;
        let limit = Settings::seconds(network.settings.timeout);
        let answer = timeout(limit, async {
            let request = make()?.build().map_err(|error| Fault::of(&error))?;
            let response = network.client.send(request, MOST_HOPS).await?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = body(response).await.map_err(|error| Fault::of(&error))?;
            Ok::<_, Fault>((status, headers, body))
        });
        let answer = answer.await;
        if let Ok(answer) = &answer {
            network.connection.note(answer.as_ref().err());
        }
        match answer {
            Err(_) => trouble(Fault::Timeout.to_string(), None),
            Ok(Err(fault)) => {
                let again = fault.may_pass()
                    && fault != Fault::NameServer
                    && network.connection.is_reached();
                let wait = again.then(|| retry::pause(0));
                trouble(fault.to_string(), wait)
            }
            Ok(Ok((status, headers, body))) => {
                adopt_limits(&network.pace, name, &headers);
                match retry::is_passing(status) || status == 403 {
                    true => trouble(
                        format!("it says {status}"),
                        (status != 403).then(|| {
                            retry::after(&headers, SystemTime::now()).unwrap_or(retry::pause(0))
                        }),
                    ),
                    false => (Reply::Said(status, body), None),
                }
            }
        }
    }
}

/// Takes over the limits that a service states: Crossref says how many requests it wants at most in
/// an interval ("1s"), and how many at once.
fn adopt_limits(pace: &Pace, lane: &str, headers: &HeaderMap) {
    let number = |name: &str| text(headers, name).trim_end_matches('s').parse::<f64>().ok();
    let limit = number("x-rate-limit-limit").filter(|limit| *limit > 0.0);
    let gap = limit.zip(number("x-rate-limit-interval"));
    let gap = gap.map(|(limit, interval)| Settings::seconds(interval / limit));
    let at_once = number("x-concurrency-limit").map(|limit| limit as usize);
    pace.obey(lane, gap, at_once);
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
