//! Follows an address, hop by hop, to its last answer.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use cookie_store::CookieStore;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, SET_COOKIE};

use crate::verify::connection::Look;
use crate::verify::content::charset;
use crate::verify::content::kind::{self, Kind};
use crate::verify::content::page::{self, Page};
use crate::verify::http::fault::Fault;
use crate::verify::http::fetch::{Answer, Ending, Network, Request, text};
use crate::verify::http::pace::domain;
use crate::verify::http::retry;
use crate::verify::reach::{Origin, refusal};
use crate::verify::settings::Settings;

/// A way that was followed, and where it ended.
#[derive(Debug)]
pub struct Visit {
    /// The address that was asked for.
    pub from: Url,
    /// Every hop, in order.
    pub hops: Vec<Hop>,
    /// Where it ended.
    pub end: End,
    /// How long the server wants not to be asked, if that was too long to wait.
    pub retry_after: Option<Duration>,
}

/// A step from one address to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Where it leads.
    pub to: Url,
    /// Whether it is meant to last: status 301 or 308. A page that sends its reader on says nothing
    /// of that.
    pub lasting: bool,
}

/// Where a way ends.
#[derive(Debug)]
pub enum End {
    /// With an answer.
    Answer(Box<Answer>, Box<Content>),
    /// Without one.
    Fault(Fault),
    /// At an address that was on the way already.
    Loop,
    /// After too many hops.
    TooManyHops,
    /// At a redirect to what is no address on the web; what it says.
    Astray(String),
    /// At an address that is not requested; why not, in words that follow "it".
    Withheld(&'static str),
}

/// What an answer's body holds.
#[derive(Debug)]
pub enum Content {
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
    /// The address at which it ended.
    pub fn last(&self) -> &Url {
        self.hops.last().map_or(&self.from, |hop| &hop.to)
    }

    /// The answer at the end, if there is one.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.end {
            End::Answer(answer, _) => Some(answer),
            _ => None,
        }
    }

    /// The page at the end, if there is one.
    pub fn page(&self) -> Option<&Page> {
        match &self.end {
            End::Answer(_, content) => match &**content {
                Content::Page(page) => Some(page),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Follows `from` to its end, and tries nothing twice.
pub async fn visit_once(network: &Network, from: &Url) -> Visit {
    walk(network, from, None, 0).await
}

/// Follows `from` to its end. With `etag`, the first answer may be that nothing changed (304).
pub async fn visit(network: &Network, from: &Url, etag: Option<&str>) -> Visit {
    walk(network, from, etag, network.settings.retries).await
}

async fn walk(network: &Network, from: &Url, etag: Option<&str>, retries: u32) -> Visit {
    let budget = Cell::new(Settings::seconds(network.settings.timeout));
    let mut way = Way {
        network,
        retries,
        budget: &budget,
        jar: None,
        seen: HashSet::new(),
        hops: Vec::new(),
        knocked: false,
        retry_after: None,
    };
    let end = way.follow(from.clone(), etag).await;
    Visit { from: from.clone(), hops: way.hops, end, retry_after: way.retry_after }
}

/// The state of following an address.
struct Way<'n> {
    network: &'n Network,
    /// How often a request that failed for a passing cause is made again.
    retries: u32,
    budget: &'n Cell<Duration>,
    /// Cookies that were given on this way; made when the first comes.
    jar: Option<CookieStore>,
    /// Addresses with the cookies that were shown there.
    seen: HashSet<(String, Option<String>)>,
    hops: Vec<Hop>,
    /// Whether a wall was asked again with the cookies that it gave.
    knocked: bool,
    retry_after: Option<Duration>,
}

impl Way<'_> {
    async fn follow(&mut self, mut url: Url, mut etag: Option<&str>) -> End {
        loop {
            if let Some(why) = refusal(&url, self.origin(), &self.network.settings) {
                return End::Withheld(why);
            }
            let cookies = self.cookies(&url);
            let mut plain = url.clone();
            plain.set_fragment(None);
            if !self.seen.insert((plain.into(), cookies.clone())) {
                return End::Loop;
            }
            let answer = match self.ask(&url, cookies, etag.take()).await {
                Ok(answer) => answer,
                Err(fault) => return End::Fault(fault),
            };
            let fresh = self.keep_cookies(&answer);
            if fresh && !self.knocked && matches!(answer.status, 401 | 403 | 503) {
                self.knocked = true;
                continue;
            }
            match self.next(&url, &answer) {
                Next::Stay(content) => return End::Answer(Box::new(answer), Box::new(content)),
                Next::Astray(target) => return End::Astray(target),
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

    /// Where the address that is next was found.
    fn origin(&self) -> Origin {
        if self.hops.is_empty() { Origin::Written } else { Origin::Redirect }
    }

    /// Asks, and asks again after failures that pass.
    async fn ask(
        &mut self,
        url: &Url,
        cookies: Option<String>,
        etag: Option<&str>,
    ) -> Result<Answer, Fault> {
        let mut request = Request { url, cookies, etag, plain: false, budget: self.budget };
        let mut tries = 0;
        loop {
            let result = self.network.get(&request).await;
            let wait = match &result {
                Err(Fault::Encoding) if !request.plain => {
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
                Ok(answer) if retry::is_passing(answer.status) => match self.wait(answer, tries) {
                    Some(wait) => wait,
                    None => return result,
                },
                Ok(answer) if broke_off_empty(answer) => retry::pause(tries),
                Err(fault) if fault.is_of_connection() && !self.tries_again() => return result,
                Err(fault) if fault.may_pass() => retry::pause(tries),
                _ => return result,
            };
            tries += 1;
            if tries > self.retries || self.budget.get().is_zero() {
                return result;
            }
            tokio::time::sleep(wait).await;
        }
    }

    /// Whether a host that cannot be reached is tried again at once: not if it will be looked for
    /// later, nor where no host can be reached.
    fn tries_again(&self) -> bool {
        self.network.look == Look::Second && self.network.connection.is_reached()
    }

    /// How long to wait before a server that is busy is asked again; absent, and noted, if that is
    /// too long.
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
            self.network.pace.hold(&domain(&answer.url), wait);
        }
        Some(wait)
    }

    /// The cookies for an address, as the header has them.
    fn cookies(&self, url: &Url) -> Option<String> {
        let jar = self.jar.as_ref()?;
        let pairs: Vec<String> =
            jar.get_request_values(url).map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Keeps the cookies of an answer; whether there were any that are new.
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

    /// Where an answer leads.
    fn next(&self, url: &Url, answer: &Answer) -> Next {
        let location = location(&answer.headers);
        if let (301..=303 | 307 | 308, Some(target)) = (answer.status, location) {
            return hop(url, &target, matches!(answer.status, 301 | 308));
        }
        let content = content(answer);
        let target = match (&content, header_refresh(&answer.headers)) {
            (_, Some((_, target))) => Some(target),
            (Content::Page(page), None) => sends_on(page),
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

/// What follows an answer.
enum Next {
    Stay(Content),
    Hop(Hop),
    Astray(String),
}

/// A hop to `target`, seen from `url`; the fragment goes along (RFC 9110 §10.2.2).
fn hop(url: &Url, target: &str, lasting: bool) -> Next {
    match url.join(target.trim()) {
        Ok(mut to) if matches!(to.scheme(), "http" | "https") && to.has_host() => {
            if to.fragment().is_none() {
                to.set_fragment(url.fragment());
            }
            Next::Hop(Hop { to, lasting })
        }
        _ => Next::Astray(target.to_owned()),
    }
}

fn location(headers: &HeaderMap) -> Option<String> {
    Some(text(headers, LOCATION.as_str())).filter(|target| !target.is_empty())
}

fn header_refresh(headers: &HeaderMap) -> Option<(f64, String)> {
    page::refresh(&text(headers, "refresh")).filter(|(seconds, _)| *seconds <= LONGEST_REFRESH)
}

/// A page that sends its reader on later than this is meant to be read first.
const LONGEST_REFRESH: f64 = 15.0;

/// A page with more text than this is more than a signpost.
const SIGNPOST: usize = 400;

/// Where a page that is only a signpost sends its reader.
fn sends_on(page: &Page) -> Option<String> {
    if page.text.len() > SIGNPOST {
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

/// Whether a status says that the page is there.
pub const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// Reads what a body holds.
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

/// Whether a connection broke before anything of a body was there.
fn broke_off_empty(answer: &Answer) -> bool {
    answer.body.is_empty() && answer.ending == Ending::Broken(Fault::Broken)
}

fn is_undecodable(answer: &Answer) -> bool {
    answer.body.is_empty() && answer.ending == Ending::Broken(Fault::Encoding)
}
