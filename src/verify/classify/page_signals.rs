//! Signals that a page is not the one that was cited.

use std::cell::OnceCell;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;
use reqwest::Url;

use crate::text::pattern::regex;

use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::language::is_stop_word;
use crate::verify::classify::signal_phrases::{Found, SOURCES, Signal, WORDS, is_spaceless, plain};
use crate::verify::classify::title_similarity;
use crate::verify::content::page::{Page, Place};
use crate::verify::http::fetch::{Answer, text};

/// On a page with less text than this (in bytes) a sentence speaks of the whole page.
pub(crate) const SHORT: usize = 2000;

/// A page with less text than this does not contain a work.
const NO_CONTENT: usize = 500;

/// How much of a long text precedes the work itself.
const LEAD: usize = 1500;

/// The signals in the titles, first headings and text of a page.
pub(crate) struct PageSignals<'p> {
    page: &'p Page,
    words: OwnWords<'p>,
    titles: Found,
    /// The predicate by which a title says that something is missing.
    missing: Option<&'static str>,
    /// Whether an author of the work is named.
    named: bool,
    text: OnceCell<(String, Found)>,
    sources: OnceCell<Found>,
}

impl<'p> PageSignals<'p> {
    /// Finds the signals of a page. Words that the title of `work`, its creators or its container
    /// contain themselves are no signals.
    pub(crate) fn of(page: &'p Page, work: Option<&ExpectedWork>) -> PageSignals<'p> {
        let names = work.into_iter().flat_map(|work| work.places.iter().chain(&work.creators));
        let words = OwnWords {
            cited: work.map(|work| plain(&work.title)).unwrap_or_default(),
            names: names.map(|name| plain(name)).collect(),
            domain: match page.host.strip_prefix("www.").unwrap_or(&page.host) {
                name if name.contains('.') => name,
                // A local name may be any word.
                _ => "",
            },
        };
        let long = page.text.len() >= SHORT;
        let named = work.is_some_and(|work| work.has_creator_in(&page.text));
        let own = page.titles.iter().filter(|title| title.place >= Place::Element);
        let titles = own.map(|title| title.text.as_str());
        let heads =
            page.headings.iter().map(String::as_str).take(main_headings(page, work, long, named));
        let most_words = long.then(|| usize::from(work.is_some() && !named));
        let lines: Vec<String> = titles
            .chain(heads)
            .map(|line| signal_parts(words.of(plain(line)), most_words))
            .collect();
        let missing = lines.iter().find_map(|line| words.missing_in_title(line));
        let titles = words.find(&lines.join("\n"));
        let (text, sources) = (OnceCell::new(), OnceCell::new());
        PageSignals { page, words, titles, missing, named, text, sources }
    }

    fn is_short(&self) -> bool {
        self.page.text.len() < SHORT
    }

    /// Returns the signals in the whole text.
    fn text(&self) -> &Found {
        &self.read().1
    }

    fn read(&self) -> &(String, Found) {
        self.text.get_or_init(|| {
            let text = self.words.of(self.page.text.to_lowercase());
            let found = self.words.find(&text);
            (text, found)
        })
    }

    /// Returns a predicate that has its noun in a short text.
    fn missing_in_text(&self) -> Option<&'static str> {
        let (text, found) = self.read();
        found.missing(text, &[Signal::MissingPredicate]).filter(|_| self.is_short())
    }

    fn in_titles(&self, sign: Signal) -> Option<&'static str> {
        self.titles.first(sign)
    }

    /// Returns a signal of a short text; one sentence of a long text says nothing of the page.
    fn in_text(&self, sign: Signal) -> Option<&'static str> {
        self.text().first(sign).filter(|_| self.is_short())
    }

    fn in_sources(&self, sign: Signal) -> Option<&'static str> {
        let read = || SOURCES.find(&self.page.sources.to_lowercase());
        self.sources.get_or_init(read).first(sign)
    }

    /// Returns the signal of a challenge to robots.
    pub(crate) fn challenge(&self) -> Option<&'static str> {
        let built =
            || self.in_sources(Signal::Challenge).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Signal::Challenge).or_else(|| self.in_text(Signal::Challenge)).or_else(built)
    }

    /// Returns the signal of a page that is withheld in some countries.
    pub(crate) fn withheld(&self) -> Option<&'static str> {
        self.in_titles(Signal::Withheld).or_else(|| self.in_text(Signal::Withheld))
    }

    /// Returns the signal of a page that is not the requested one.
    pub(crate) fn not_found(&self) -> Option<&'static str> {
        self.not_found_title()
            .or_else(|| self.in_text(Signal::NotFoundText))
            .or_else(|| self.in_text(Signal::Unavailable))
            .or_else(|| self.missing_in_text())
    }

    /// Returns the signal in a title of a page that is not the requested one.
    pub(crate) fn not_found_title(&self) -> Option<&'static str> {
        self.missing.or_else(|| self.in_titles(Signal::NotFoundTitle))
    }

    /// Returns the signal of a page that has the cited title although its content is gone: in a
    /// heading, in a very short text, or in a sentence about this very content.
    pub(crate) fn content_removed(&self) -> Option<&'static str> {
        let few = self.page.text.len() < NO_CONTENT;
        self.not_found_title()
            .or_else(|| self.in_titles(Signal::Unavailable))
            .or_else(|| self.in_text(Signal::NotFoundText).filter(|_| few))
            .or_else(|| self.missing_in_text().filter(|_| few))
            .or_else(|| self.in_text(Signal::Unavailable).filter(|_| few || !self.named))
    }

    /// Returns the signal of a retraction: in a title, in a short text, or in the first lines of a long
    /// one, where notices about a whole page are.
    pub(crate) fn retracted(&self) -> Option<&'static str> {
        self.in_titles(Signal::Retracted).or_else(|| match self.is_short() {
            true => self.in_text(Signal::Retracted),
            false => self.retracted_above(),
        })
    }

    fn retracted_above(&self) -> Option<&'static str> {
        let text = &self.page.text;
        let lead = text[..text.floor_char_boundary(LEAD.min(text.len()))].to_lowercase();
        self.words.find(&self.words.of(lead)).first(Signal::Retracted)
    }

    /// Returns the signal of a page that requires consent or a log-in.
    pub(crate) fn gate(&self) -> Option<&'static str> {
        let few = || self.in_text(Signal::Gate).filter(|_| self.page.text.len() < SHORT / 2);
        self.in_titles(Signal::Gate).or_else(few)
    }

    /// Returns the signal of a domain that is for sale or has lapsed.
    pub(crate) fn parked(&self) -> Option<&'static str> {
        self.in_titles(Signal::Parked)
            .or_else(|| self.in_text(Signal::Parked))
            .or_else(|| self.in_sources(Signal::Parked).filter(|_| self.is_short()))
    }

    /// Returns the signal of a log-in form.
    pub(crate) fn login(&self) -> Option<&'static str> {
        self.in_titles(Signal::LoginTitle).filter(|_| self.page.password || self.is_short())
    }

    /// Returns the signal of a paywall.
    pub(crate) fn paywall(&self) -> Option<&'static str> {
        self.text().first(Signal::Paywall)
    }

    /// Returns the signal of a failure that the status does not report.
    pub(crate) fn failing(&self) -> Option<&'static str> {
        let few = || self.in_text(Signal::Failing).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Signal::Failing).or_else(few)
    }

    /// Returns the signal of a site that does not exist any more, or not yet.
    pub(crate) fn empty_site(&self) -> Option<&'static str> {
        let few = || self.in_text(Signal::EmptySite).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Signal::EmptySite).or_else(few)
    }

    /// Returns whether there are several words of the trades that take over lapsed domains.
    pub(crate) fn spam(&self) -> bool {
        let (titles, text) = (self.titles.count(Signal::Spam), self.text().count(Signal::Spam));
        titles >= 2 || text >= 5 || titles >= 1 && text >= 3
    }
}

/// Returns how many of the first headings speak of the whole page: below the name of a site the second
/// may say "Page not found", below the title of an article it speaks of something else.
fn main_headings(page: &Page, work: Option<&ExpectedWork>, long: bool, named: bool) -> usize {
    if page.headings.len() < 2 {
        return page.headings.len();
    }
    let first = page.headings.first().map_or("", String::as_str);
    let shown =
        work.is_some_and(|work| title_similarity::of(&work.title, first) >= title_similarity::SAME);
    if shown || long && (named || work.is_none()) { 1 } else { 2 }
}

/// Returns the parts of a title that can contain signals. On a page with much text these are the parts
/// with at most `most_words` other words ("Page not found | Daily"), since headlines of articles use
/// the same words ("The lake that no longer exists").
fn signal_parts(line: String, most_words: Option<usize>) -> String {
    let Some(most_words) = most_words else {
        return line;
    };
    let bare = |part: &&str| words_in(&WORDS.blank(part)) <= most_words;
    parts(&line).filter(bare).collect::<Vec<_>>().join("\n")
}

/// Returns the parts of a title between the usual separators.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(['|', '\u{2013}', '\u{2014}', '»', '«', '·', '｜', '\n']);
    parts.flat_map(|part| part.split(" - "))
}

/// Counts the content words; in scripts without spaces, four letters count as one.
fn words_in(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = |word: &str| match word.chars().any(is_spaceless) {
        true => word.chars().count().div_ceil(4),
        false => usize::from(!is_stop_word(word)),
    };
    words.map(count).sum()
}

/// What the words of a page must be compared with.
struct OwnWords<'p> {
    /// The cited title, plain: its own words are no signals.
    cited: String,
    /// The names of its container and creators, plain: no signals either.
    names: Vec<String>,
    /// The host of the page: "oil.example is for sale" speaks of this domain.
    domain: &'p str,
}

impl OwnWords<'_> {
    /// Returns a plain text without the cited title, and with the host replaced by "this domain".
    fn of(&self, text: String) -> String {
        let replaced = |text: String, what: &str, with: &str| match what.is_empty() {
            true => text,
            false if text.contains(what) => text.replace(what, with),
            false => text,
        };
        replaced(replaced(text, &self.cited, " "), self.domain, "this domain")
    }

    /// Returns the phrases of a text that the work itself does not contain.
    fn find(&self, text: &str) -> Found {
        let found = WORDS.find(text);
        match self.cited.is_empty() {
            true => found,
            false => found.without(std::slice::from_ref(&self.cited)).without(&self.names),
        }
    }

    /// Returns the predicate by which a title says that something is missing: with its noun, or
    /// without any other word.
    fn missing_in_title(&self, line: &str) -> Option<&'static str> {
        parts(line).find_map(|part| {
            let found = self.find(part);
            let predicates = [Signal::MissingPredicate, Signal::MissingParticiple];
            let bare = || words_in(&WORDS.blank(part)) == 0;
            let alone = || {
                let mut signs = predicates[..1].iter().chain(&[Signal::MissingAlone]);
                signs.find_map(|sign| found.first(*sign)).filter(|_| bare())
            };
            found.missing(part, &predicates).or_else(alone)
        })
    }
}

/// Returns the header by which a server declares a challenge to robots.
pub(crate) fn challenge_header(answer: &Answer) -> Option<&'static str> {
    let has =
        |name: &str, value: &str| text(&answer.headers, name).to_ascii_lowercase().contains(value);
    match () {
        () if has("cf-mitigated", "challenge") => Some("cf-mitigated: challenge"),
        () if has("x-amzn-waf-action", "c") => Some("x-amzn-waf-action"),
        () if has("x-datadome", "protected") => Some("x-datadome: protected"),
        () if answer.headers.contains_key("x-vercel-challenge-token") => {
            Some("x-vercel-challenge-token")
        }
        () => None,
    }
}

/// Returns whether an address is a log-in.
pub(crate) fn is_login(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|[/._-])(?:log-?in|log-?on|sign-?in|signon|sso|auth|authn|authenticate|authentication|authorize|oauth2?|saml2?|shibboleth|wayf|cas|idp|openid|account/login|session/new|accessdenied|access-denied)(?:$|[/._?-])",
        )
    });
    static HOST: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^(?:login|signin|sso|auth|idp|accounts?|id|wayf|cas|shibboleth|passport)\.")
    });
    PATH.is_match(url.path()) || HOST.is_match(url.host_str().unwrap_or(""))
}

/// Returns whether an address is that of a gate: consent to cookies or terms, age, country, payment, a
/// challenge to robots.
pub(crate) fn is_gate(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|[/._-])(?:(?:cookie|privacy|gdpr)[-_]?(?:consent|wall|gate|check|absent|notice|settings)|cookieabsent|consent|gdpr|eu-?visitors?|geo-?(?:block(?:ed)?|restrict(?:ed|ion)?|fenc(?:e|ing))|(?:unavailable|not-?available|blocked)-?(?:in-?(?:your-?)?(?:country|region|location|eu))|country-?(?:select(?:or|ion)?|blocked|restricted)|region-?(?:blocked|restricted|select(?:or)?)|age-?(?:gate|check|verification|verify|restrict(?:ed|ion)?)|terms-?(?:of-?(?:use|service)|and-?conditions|accept(?:ance)?)|accept-?terms|disclaimer|pay-?wall|metered|subscribe|subscription|subscriptions|register-?wall|reg-?wall|abo|abonnement|captcha|robot-?check|bot-?check|human-?check|validatecaptcha|challenge|access-?check|security-?check|queue|waiting-?room)(?:$|[/._?-])",
        )
    });
    let host = url.host_str().unwrap_or("");
    let own = ["consent.", "cmp.", "privacy.", "captcha.", "validate.", "subscribe.", "gdpr."];
    own.iter().any(|start| host.starts_with(start)) || PATH.is_match(url.path())
}

/// Returns whether an address names the one that led to it, in order to lead back: `?return=/paper`.
pub(crate) fn leads_back(url: &Url, from: &Url) -> bool {
    let path = from.path();
    let whole = from.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let names = |value: &str| {
        let value = decoded(value);
        let (value, twice) = (value.as_str(), decoded(&value));
        let is_path = |text: &str| {
            path.len() > 1 && (text.split(['?', '#']).next() == Some(path) || text == &path[1..])
        };
        [value, &twice].into_iter().any(|text| is_path(text) || text.contains(whole))
    };
    url.path() != path && url.query_pairs().any(|(_, value)| names(&value))
}

/// Returns whether an address is that of an error page.
pub(crate) fn is_not_found(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)/(?:error/?)?(?:404|page-?not-?found|not[-_]?found|notfound|page-?404|error-?404|404-?error|no-?such-?page|missing-?page|page-?missing|gone|error|errors|errorpage|error-?page|fehler|fehlerseite|erreur|oops)(?:\.\w{2,5})?/?$",
        )
    });
    PATH.is_match(url.path())
        || url
            .query()
            .is_some_and(|query| query.contains("404;") || query.contains("aspxerrorpath="))
}

/// Returns whether an address is that of a search.
pub(crate) fn is_search(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)/(?:search|suche|recherche|buscar|busqueda|pesquisa|ricerca|zoeken|poisk|find)(?:[-_]?results?)?(?:\.\w{2,5})?/?$",
        )
    });
    PATH.is_match(url.path()) && url.query().is_some_and(|query| query.contains('='))
}

/// Returns whether an address is that of a home page; a fragment that scripts read ("#/paper") may
/// name any other page.
pub(crate) fn is_home(url: &Url) -> bool {
    static HOME: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main|start|welcome|homepage)(?:\.\w{2,5})?)?/?$",
        )
    });
    let routed = url.fragment().is_some_and(|fragment| fragment.starts_with(['/', '!']));
    HOME.is_match(url.path())
        && !routed
        && url.query().is_none_or(|query| {
            query.len() < 4 || query.starts_with("utm_") || query.starts_with("ref")
        })
}
