//! What a page shows that it is, if it is not what was asked for.

use std::sync::LazyLock;

use regex::Regex;
use reqwest::Url;

use crate::text::pattern::regex;

use crate::verify::content::page::{Page, Place};
use crate::verify::http::fetch::{Answer, text};
use crate::verify::weigh::phrases::{self, Phrases, plain};

/// A page with less text than this (in bytes) can be taken at its word.
pub const SHORT: usize = 2000;

/// A page with less text than this holds no work.
const HUSK: usize = 500;

/// Titles and first headings as the phrases are written, and the same of the text if it is short.
pub struct Signs<'p> {
    page: &'p Page,
    titles: Vec<String>,
    text: Option<String>,
}

impl<'p> Signs<'p> {
    /// Reads a page for signs; what `title`, the title cited, says itself is no sign.
    pub fn of(page: &'p Page, title: Option<&str>) -> Signs<'p> {
        let cited = title.map(plain).unwrap_or_default();
        let without = |text: &str| {
            let text = plain(text);
            if cited.is_empty() { text } else { text.replace(&cited, " ") }
        };
        let in_titles = page
            .titles
            .iter()
            .filter(|title| title.place >= Place::Element)
            .map(|title| without(&title.text));
        let headings = page.headings.iter().take(2).map(|heading| without(heading));
        Signs {
            page,
            titles: in_titles.chain(headings).collect(),
            text: (page.text.len() < SHORT).then(|| without(&page.text)),
        }
    }

    fn in_titles(&self, list: &Phrases) -> Option<&'static str> {
        self.titles.iter().find_map(|title| list.find(title))
    }

    fn in_text(&self, list: &Phrases) -> Option<&'static str> {
        list.find(self.text.as_deref()?)
    }

    /// A wall against robots: what it says.
    pub fn challenge(&self) -> Option<&'static str> {
        let sources = self.page.sources.to_lowercase();
        let built = || {
            phrases::CHALLENGE_SOURCES.find(&sources).filter(|_| self.page.text.len() < SHORT / 4)
        };
        self.in_titles(&phrases::CHALLENGE)
            .or_else(|| self.in_text(&phrases::CHALLENGE))
            .or_else(built)
    }

    /// The page is kept from readers in some countries: what it says.
    pub fn withheld(&self) -> Option<&'static str> {
        self.in_titles(&phrases::WITHHELD).or_else(|| self.in_text(&phrases::WITHHELD))
    }

    /// The page says that it is not the one asked for: how.
    pub fn not_found(&self) -> Option<&'static str> {
        self.in_titles(&phrases::NOT_FOUND_TITLE).or_else(|| self.in_text(&phrases::NOT_FOUND_TEXT))
    }

    /// The page has the cited title, and yet says that its content is gone: in a heading, or in
    /// the few words that it has.
    pub fn is_husk(&self) -> bool {
        let few = self.page.text.len() < HUSK;
        self.in_titles(&phrases::NOT_FOUND_TITLE).is_some()
            || few && self.in_text(&phrases::NOT_FOUND_TEXT).is_some()
    }

    /// The domain is for sale, or its fees were not paid.
    pub fn parked(&self) -> Option<&'static str> {
        let sources = self.page.sources.to_lowercase();
        self.in_titles(&phrases::PARKED).or_else(|| self.in_text(&phrases::PARKED)).or_else(|| {
            phrases::PARKED_SOURCES.find(&sources).filter(|_| self.page.text.len() < SHORT)
        })
    }

    /// A log-in form.
    pub fn login(&self) -> Option<&'static str> {
        self.in_titles(&phrases::LOGIN_TITLE)
            .filter(|_| self.page.password || self.page.text.len() < SHORT)
    }

    /// A wall that wants money.
    pub fn paywall(&self) -> Option<&'static str> {
        phrases::PAYWALL.find(&plain(&self.page.text))
    }

    /// The server failed, and did not say so in its status.
    pub fn failing(&self) -> Option<&'static str> {
        self.in_titles(&phrases::FAILING).or_else(|| {
            self.in_text(&phrases::FAILING).filter(|_| self.page.text.len() < SHORT / 4)
        })
    }

    /// The site is gone, or was never there.
    pub fn empty_site(&self) -> Option<&'static str> {
        self.in_titles(&phrases::EMPTY_SITE).or_else(|| {
            self.in_text(&phrases::EMPTY_SITE).filter(|_| self.page.text.len() < SHORT / 4)
        })
    }

    /// Words of the trades that take over lapsed domains, if there are several.
    pub fn spam(&self) -> bool {
        let titles = self.titles.join(" \n ");
        phrases::SPAM.count(&titles) >= 2
            || phrases::SPAM.count(&plain(&self.page.text)) >= 5
            || phrases::SPAM.count(&titles) >= 1
                && phrases::SPAM.count(&plain(&self.page.text)) >= 3
    }
}

/// A wall that a server owns up to in its headers.
pub fn challenge_header(answer: &Answer) -> Option<&'static str> {
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

/// Whether an address is a log-in or a gate before one.
pub fn is_login(url: &Url) -> bool {
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

/// Whether an address is that of a page for consent to cookies.
pub fn is_consent(url: &Url) -> bool {
    let host = url.host_str().unwrap_or("");
    host.starts_with("consent.")
        || url.path().to_ascii_lowercase().contains("cookie-consent")
        || url.path().ends_with("/cookieAbsent")
}

/// Whether an address says itself that nothing was found.
pub fn is_not_found(url: &Url) -> bool {
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

/// Whether an address is that of a site's home page.
pub fn is_home(url: &Url) -> bool {
    static HOME: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main|start|welcome|homepage)(?:\.\w{2,5})?)?/?$",
        )
    });
    HOME.is_match(url.path())
        && url.query().is_none_or(|query| {
            query.len() < 4 || query.starts_with("utm_") || query.starts_with("ref")
        })
}
