//! One request and its answer, as much of it as is needed.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap,
    IF_NONE_MATCH,
};
use reqwest::{Method, Response, Url, Version};
use tokio::time::{Instant, timeout_at};

use crate::verify::connectivity::{Connectivity, Pass};
use crate::verify::http::client::Client;
use crate::verify::http::error::FetchError;
use crate::verify::http::rate_limit::{RateLimiter, domain};
use crate::verify::settings::Settings;

/// What the requests of a thread share.
pub(crate) struct Network {
    /// Sends the requests.
    pub client: Client,
    /// Limits the requests to each domain.
    pub rate_limiter: Arc<RateLimiter>,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Whether this machine is connected.
    pub connection: Arc<Connectivity>,
    /// The pass of the run.
    pub pass: Pass,
}

/// A request for a page.
#[derive(Debug, Clone)]
pub(crate) struct Request<'a> {
    /// Its address.
    pub url: &'a Url,
    /// The cookies to send, as a header value.
    pub cookies: Option<String>,
    /// The version that is known; the page is sent only if it is another.
    pub etag: Option<&'a str>,
    /// Whether the body must not be compressed.
    pub plain: bool,
    /// The time that is left for this request and those after it.
    pub budget: &'a Cell<Duration>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The address that was requested.
    pub url: Url,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decompressed, as far as it was read.
    pub body: Vec<u8>,
    /// How the body ended.
    pub ending: Ending,
}

/// How a body ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All of it was read.
    Whole,
    /// The limit was reached.
    Cut,
    /// It broke off.
    Broken(FetchError),
}

/// The media types of pages.
const WANTED: &str = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8";

/// No more is read of the body of a redirect or an error.
const SHORT_BODY: usize = 64 << 10;

impl Network {
    /// Requests a page as soon as its domain may be asked. Waiting for that does not count against the
    /// budget.
    pub(crate) async fn get(&self, request: &Request<'_>) -> Result<Answer, FetchError> {
        let _permit = self.rate_limiter.acquire(&domain(request.url)).await;
        let start = Instant::now();
        let answer = self.get_by(request, start + request.budget.get()).await;
        request.budget.set(request.budget.get().saturating_sub(start.elapsed()));
        answer
    }

    async fn get_by(&self, request: &Request<'_>, deadline: Instant) -> Result<Answer, FetchError> {
        let send = self.prepare(request)?.send();
        let response = timeout_at(deadline, send).await.map_err(|_| FetchError::Timeout)?;
        let response = response.map_err(|error| FetchError::of(&error));
        self.connection.record(response.as_ref().err());
        let response = response?;
        let headless = response.version() == Version::HTTP_09;
        let answer = self.read(request.url, response, deadline).await;
        // Anything that is no HTTP looks like an answer of HTTP/0.9, which has no head.
        let body = answer.body.trim_ascii_start();
        match headless && !body.starts_with(b"<") && !body.starts_with(b"%PDF") {
            true => Err(FetchError::Protocol("it has no head".to_owned())),
            false => Ok(answer),
        }
    }

    fn prepare(&self, request: &Request) -> Result<reqwest::RequestBuilder, FetchError> {
        let mut builder = self.client.request(Method::GET, request.url.clone())?;
        builder = builder.header(ACCEPT, WANTED).header(ACCEPT_LANGUAGE, "en;q=0.8,*;q=0.5");
        if let Some(cookies) = &request.cookies {
            builder = builder.header(COOKIE, cookies);
        }
        if let Some(etag) = request.etag {
            builder = builder.header(IF_NONE_MATCH, etag);
        }
        if request.plain {
            builder = builder.header(ACCEPT_ENCODING, "identity");
        }
        Ok(builder)
    }

    /// Reads as much of the body as is needed.
    async fn read(&self, url: &Url, mut response: Response, deadline: Instant) -> Answer {
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let limit = self.limit(url, status, &headers);
        let mut body = Vec::new();
        // A body that trickles is judged by what came of it.
        let patience = Settings::seconds(self.settings.timeout / 3.0);
        let enough = deadline.min(Instant::now() + patience);
        let ending = loop {
            if body.len() >= limit {
                break Ending::Cut;
            }
            let until = if body.is_empty() { deadline } else { enough };
            match timeout_at(until, response.chunk()).await {
                Ok(Ok(Some(bytes))) => {
                    body.extend_from_slice(&bytes[..bytes.len().min(limit - body.len())])
                }
                Ok(Ok(None)) => break Ending::Whole,
                Ok(Err(error)) => break Ending::Broken(FetchError::of(&error)),
                Err(_) => break Ending::Broken(FetchError::Timeout),
            }
        };
        Answer { url: url.clone(), status, headers, body, ending }
    }

    /// Returns how much of a body is needed: text and PDF contain titles, of other files the first
    /// bytes suffice.
    fn limit(&self, url: &Url, status: u16, headers: &HeaderMap) -> usize {
        let kind = text(headers, CONTENT_TYPE.as_str()).to_ascii_lowercase();
        let tells = kind.is_empty()
            || ["text/", "html", "xml", "json", "pdf", "octet-stream"]
                .iter()
                .any(|name| kind.contains(name));
        let length: Option<usize> = text(headers, CONTENT_LENGTH.as_str()).parse().ok();
        match (status, tells) {
            (200..=299, true) if url.fragment().is_some() => {
                self.settings.max_body.saturating_mul(4)
            }
            (200..=299, true) => self.settings.max_body,
            (200..=299, false) if length.is_some_and(|length| length > SHORT_BODY) => 512,
            _ => SHORT_BODY.min(self.settings.max_body),
        }
    }
}

/// Returns the text of a header; bytes that are not ASCII are read as UTF-8, or else as Latin-1.
pub(crate) fn text(headers: &HeaderMap, name: &str) -> String {
    let Some(value) = headers.get(name) else {
        return String::new();
    };
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.trim().to_owned(),
        Err(_) => value.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
    }
}
