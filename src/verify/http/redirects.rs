//! Follows an address through its redirects to the last answer.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use cookie_store::CookieStore;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, SET_COOKIE};

use crate::verify::connectivity::Pass;
use crate::verify::content::charset;
use crate::verify::content::kind::{self, Kind};
use crate::verify::content::page::{self, Page};
use crate::verify::http::error::FetchError;
use crate::verify::http::fetch::{Answer, Ending, Network, Request, text};
use crate::verify::http::rate_limit::domain;
use crate::verify::http::retry;
use crate::verify::request_policy::{Origin, refusal};
use crate::verify::settings::Settings;

/// The visit of an address: its redirects, and how it ended.
#[derive(Debug)]
pub(crate) struct Visit {
    /// The address that was asked for.
    pub from: Url,
    /// The redirects, in order.
    pub hops: Vec<Hop>,
    /// How it ended.
    pub end: End,
    /// How long the server wants no request, if that was too long to wait.
    pub retry_after: Option<Duration>,
}

/// A redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hop {
    /// Where it leads.
    pub to: Url,
    /// Whether it is permanent: status 301 or 308. A redirect by a page (refresh, script) is not.
    pub lasting: bool,
}

/// How a visit ends.
#[derive(Debug)]
pub(crate) enum End {
    /// With an answer.
    Answer(Box<Answer>, Box<Content>),
    /// Without one.
    FetchError(FetchError),
    /// At an address that was visited already.
    Loop,
    /// After too many redirects.
    TooManyHops,
    /// At a redirect to something that is not a web address, as it was written.
    InvalidTarget(String),
    /// At an address that is not requested, with the reason in words that follow "it".
    NotAllowed(&'static str),
}

/// The content of an answer.
#[derive(Debug)]
pub(crate) enum Content {
    /// A page.
    Page(Box<Page>),
    /// A PDF file.
    Pdf,
    /// Text of another kind.
    Text(String),
    /// Anything else.
    Other,
}

impl Visit {
    /// Returns the address at which it ended.
    pub(crate) fn last(&self) -> &Url {
        self.hops.last().map_or(&self.from, |hop| &hop.to)
    }

    /// Returns the last answer, if there is one.
    pub(crate) fn answer(&self) -> Option<&Answer> {
        match &self.end {
            End::Answer(answer, _) => Some(answer),
            _ => None,
        }
    }

    /// Returns the last page, if there is one.
    pub(crate) fn page(&self) -> Option<&Page> {
        match &self.end {
            End::Answer(_, content) => match &**content {
                Content::Page(page) => Some(page),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Visits `from` without retries.
pub(crate) async fn visit_once(network: &Network, from: &Url) -> Visit {
    walk(network, from, None, 0).await
}

/// Visits `from`. With `etag`, the first answer may be that nothing changed (304).
pub(crate) async fn visit(network: &Network, from: &Url, etag: Option<&str>) -> Visit {
    walk(network, from, etag, network.settings.retries).await
}

async fn walk(network: &Network, from: &Url, etag: Option<&str>, retries: u32) -> Visit {
    let budget = Cell::new(Settings::seconds(network.settings.timeout));
    let mut walk = RedirectWalk {
        network,
        retries,
        budget: &budget,
        jar: None,
        seen: HashSet::new(),
        hops: Vec::new(),
        retried_with_cookies: false,
        retry_after: None,
    };
    let end = walk.follow(from.clone(), etag).await;
    Visit { from: from.clone(), hops: walk.hops, end, retry_after: walk.retry_after }
}

/// The state of a visit.
struct RedirectWalk<'n> {
    network: &'n Network,
    /// How often a request that failed for a passing cause is made again.
    retries: u32,
    budget: &'n Cell<Duration>,
    /// The cookies of this visit; created with the first one.
    jar: Option<CookieStore>,
    /// The addresses that were requested, with the cookies that were sent.
    seen: HashSet<(String, Option<String>)>,
    hops: Vec<Hop>,
    /// Whether a refused request was repeated with the cookies that the answer set.
    retried_with_cookies: bool,
    retry_after: Option<Duration>,
}

impl RedirectWalk<'_> {
    async fn follow(&mut self, mut url: Url, mut etag: Option<&str>) -> End {
        loop {
            if let Some(why) = refusal(&url, self.origin(), &self.network.settings) {
                return End::NotAllowed(why);
            }
            let cookies = self.cookies(&url);
            let mut plain = url.clone();
            plain.set_fragment(None);
            if !self.seen.insert((plain.into(), cookies.clone())) {
                return End::Loop;
            }
            let answer = match self.ask(&url, cookies, etag.take()).await {
                Ok(answer) => answer,
                Err(fault) => return End::FetchError(fault),
            };
            let fresh = self.keep_cookies(&answer);
            if fresh && !self.retried_with_cookies && matches!(answer.status, 401 | 403 | 503) {
                self.retried_with_cookies = true;
                continue;
            }
            match self.next(&url, &answer) {
                Next::Stay(content) => return End::Answer(Box::new(answer), Box::new(content)),
                Next::InvalidTarget(target) => return End::InvalidTarget(target),
                Next::Hop(hop) => {
                    url = hop.to.clone();
                    self.hops.push(hop);
                }
            }
            if self.hops.len() > self.network.settings.max_hops {
                return End::TooManyHops;
            }
        }
    }

    /// Returns where the next address comes from.
    fn origin(&self) -> Origin {
        if self.hops.is_empty() { Origin::Written } else { Origin::Redirect }
    }

    /// Sends a request, and repeats it after transient failures.
    async fn ask(
        &mut self,
        url: &Url,
        cookies: Option<String>,
        etag: Option<&str>,
    ) -> Result<Answer, FetchError> {
        let mut request = Request { url, cookies, etag, plain: false, budget: self.budget };
        let mut tries = 0;
        loop {
            let result = self.network.get(&request).await;
            let wait = match &result {
                Err(FetchError::Encoding) if !request.plain => {
                    request.plain = true;
                    continue;
                }
                Ok(answer) if is_undecodable(answer) && !request.plain => {
                    request.plain = true;
                    continue;
                }
                Ok(answer) if answer.status == 406 && !request.plain => {
                    request.plain = true;
                    continue;
                }
                Ok(answer) if retry::is_transient(answer.status) => {
                    match self.wait(answer, tries) {
                        Some(wait) => wait,
                        None => return result,
                    }
                }
                Ok(answer) if broke_off_empty(answer) => retry::pause(tries),
                Err(fault) if fault.is_connectivity() && !self.may_retry_host() => return result,
                Err(fault) if fault.is_transient() => retry::pause(tries),
                _ => return result,
            };
            tries += 1;
            if tries > self.retries || self.budget.get().is_zero() {
                return result;
            }
            tokio::time::sleep(wait).await;
        }
    }

    /// Returns whether a host that cannot be reached is tried again at once: not in the first pass,
    /// nor if no host can be reached.
    fn may_retry_host(&self) -> bool {
        self.network.pass == Pass::Second && self.network.connection.is_online()
    }

    /// Returns how long to wait before a busy server is asked again; if that is too long, nothing,
    /// and the time is recorded.
    fn wait(&mut self, answer: &Answer, tries: u32) -> Option<Duration> {
        let Some(wait) = retry::after(&answer.headers, SystemTime::now()) else {
            return Some(retry::pause(tries));
        };
        let longest = Settings::seconds(self.network.settings.max_wait);
        if wait > longest {
            self.retry_after = Some(wait);
            return None;
        }
        if answer.status == 429 {
            self.network.rate_limiter.delay(&domain(&answer.url), wait);
        }
        Some(wait)
    }

    /// Returns the cookies for an address, as a header value.
    fn cookies(&self, url: &Url) -> Option<String> {
        let jar = self.jar.as_ref()?;
        let pairs: Vec<String> =
            jar.get_request_values(url).map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Stores the cookies of an answer, and returns whether any are new.
    fn keep_cookies(&mut self, answer: &Answer) -> bool {
        let before = self.cookies(&answer.url);
        for cookie in answer.headers.get_all(SET_COOKIE) {
            if let Ok(cookie) = cookie.to_str() {
                // A cookie that cannot be read is as good as none.
                let _ = self.jar.get_or_insert_default().parse(cookie, &answer.url);
            }
        }
        self.cookies(&answer.url) != before
    }

    /// Returns where an answer leads.
    fn next(&self, url: &Url, answer: &Answer) -> Next {
        let location = location(&answer.headers);
        if let (301..=303 | 307 | 308, Some(target)) = (answer.status, location) {
            return hop(url, &target, matches!(answer.status, 301 | 308));
        }
        let content = content(answer);
        let target = match (&content, header_refresh(&answer.headers)) {
            (_, Some((_, target))) => Some(target),
            (Content::Page(page), None) => page_redirect(page),
            _ => None,
        };
        let Some(target) = target else {
            return Next::Stay(content);
        };
        match hop(url, &target, false) {
            Next::Hop(hop) if is_success(answer.status) && !same_page(&hop.to, url) => {
                Next::Hop(hop)
            }
            _ => Next::Stay(content),
        }
    }
}

/// The step after an answer.
enum Next {
    Stay(Content),
    Hop(Hop),
    InvalidTarget(String),
}

/// Returns the redirect from `url` to `target`; the fragment is kept (RFC 9110 §10.2.2).
fn hop(url: &Url, target: &str, lasting: bool) -> Next {
    match url.join(target.trim()) {
        Ok(mut to) if matches!(to.scheme(), "http" | "https") && to.has_host() => {
            if to.fragment().is_none() {
                to.set_fragment(url.fragment());
            }
            Next::Hop(Hop { to, lasting })
        }
        _ => Next::InvalidTarget(target.to_owned()),
    }
}

fn location(headers: &HeaderMap) -> Option<String> {
    Some(text(headers, LOCATION.as_str())).filter(|target| !target.is_empty())
}

fn header_refresh(headers: &HeaderMap) -> Option<(f64, String)> {
    page::refresh(&text(headers, "refresh")).filter(|(seconds, _)| *seconds <= LONGEST_REFRESH)
}

/// A page with a later refresh is meant to be read first.
const LONGEST_REFRESH: f64 = 15.0;

/// A page with more text than this is more than a redirect.
const REDIRECT_TEXT: usize = 400;

/// Returns where a page that is only a redirect leads.
fn page_redirect(page: &Page) -> Option<String> {
    if page.text.len() > REDIRECT_TEXT {
        return None;
    }
    let refresh = page.refresh.clone().filter(|(seconds, _)| *seconds <= LONGEST_REFRESH);
    refresh.map(|(_, target)| target).or_else(|| page.script_target.clone())
}

fn same_page(a: &Url, b: &Url) -> bool {
    let page = |url: &Url| {
        let mut url = url.clone();
        url.set_fragment(None);
        url
    };
    page(a) == page(b)
}

/// Returns whether a status means success.
pub(crate) const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// Reads the content of an answer.
fn content(answer: &Answer) -> Content {
    match kind::of(answer) {
        Kind::Html => {
            let page = page::read(&decoded(answer), answer.url.fragment().is_some());
            let host = answer.url.host_str().unwrap_or_default().to_owned();
            Content::Page(Box::new(Page { host, ..page }))
        }
        Kind::Pdf => Content::Pdf,
        Kind::Text => Content::Text(decoded(answer).into_owned()),
        Kind::Other => Content::Other,
    }
}

fn decoded(answer: &Answer) -> Cow<'_, str> {
    charset::decode(&answer.body, &text(&answer.headers, CONTENT_TYPE.as_str()))
}

/// Returns whether a connection broke before any of the body came.
fn broke_off_empty(answer: &Answer) -> bool {
    answer.body.is_empty() && answer.ending == Ending::Broken(FetchError::Broken)
}

fn is_undecodable(answer: &Answer) -> bool {
    answer.body.is_empty() && answer.ending == Ending::Broken(FetchError::Encoding)
}
