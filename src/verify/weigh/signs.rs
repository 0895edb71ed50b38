//! What a page shows that it is, if it is not what was asked for.

use std::cell::OnceCell;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;
use reqwest::Url;

use crate::text::pattern::regex;

use crate::verify::content::page::{Page, Place};
use crate::verify::http::fetch::{Answer, text};
use crate::verify::weigh::language::is_stop_word;
use crate::verify::weigh::likeness;
use crate::verify::weigh::phrases::{Found, SOURCES, Sign, WORDS, is_spaceless, plain};
use crate::verify::weigh::work::Work;

/// A page with less text than this (in bytes) can be taken at its word.
pub const SHORT: usize = 2000;

/// A page with less text than this holds no work.
const HUSK: usize = 500;

/// How much of a long text stands above the work itself.
const LEAD: usize = 1500;

/// What a page's titles, first headings and text are signs of.
pub struct Signs<'p> {
    page: &'p Page,
    said: Said<'p>,
    titles: Found,
    /// What a title says that is missing.
    missing: Option<&'static str>,
    /// Whether an author of the work is named.
    named: bool,
    text: OnceCell<(String, Found)>,
    sources: OnceCell<Found>,
}

impl<'p> Signs<'p> {
    /// Reads a page for signs; what the title of `work`, the work cited, and the names that belong
    /// to it say themselves is no sign.
    pub fn of(page: &'p Page, work: Option<&Work>) -> Signs<'p> {
        let names = work.into_iter().flat_map(|work| work.places.iter().chain(&work.creators));
        let said = Said {
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
        let heads = page.headings.iter().map(String::as_str).take(heads(page, work, long, named));
        let most_words = long.then(|| usize::from(work.is_some() && !named));
        let lines: Vec<String> =
            titles.chain(heads).map(|line| told(said.of(plain(line)), most_words)).collect();
        let missing = lines.iter().find_map(|line| said.missing_in_title(line));
        let titles = said.find(&lines.join("\n"));
        let (text, sources) = (OnceCell::new(), OnceCell::new());
        Signs { page, said, titles, missing, named, text, sources }
    }

    fn is_short(&self) -> bool {
        self.page.text.len() < SHORT
    }

    /// Signs in all of the text.
    fn text(&self) -> &Found {
        &self.read().1
    }

    fn read(&self) -> &(String, Found) {
        self.text.get_or_init(|| {
            let text = self.said.of(self.page.text.to_lowercase());
            let found = self.said.find(&text);
            (text, found)
        })
    }

    /// A predicate of a short text, with its noun.
    fn missing_in_text(&self) -> Option<&'static str> {
        let (text, found) = self.read();
        found.missing(text, &[Sign::MissingPredicate]).filter(|_| self.is_short())
    }

    fn in_titles(&self, sign: Sign) -> Option<&'static str> {
        self.titles.first(sign)
    }

    /// A page with much text is not taken at the words of one sentence.
    fn in_text(&self, sign: Sign) -> Option<&'static str> {
        self.text().first(sign).filter(|_| self.is_short())
    }

    fn in_sources(&self, sign: Sign) -> Option<&'static str> {
        let read = || SOURCES.find(&self.page.sources.to_lowercase());
        self.sources.get_or_init(read).first(sign)
    }

    /// A wall against robots: what it says.
    pub fn challenge(&self) -> Option<&'static str> {
        let built =
            || self.in_sources(Sign::Challenge).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Sign::Challenge).or_else(|| self.in_text(Sign::Challenge)).or_else(built)
    }

    /// The page is kept from readers in some countries: what it says.
    pub fn withheld(&self) -> Option<&'static str> {
        self.in_titles(Sign::Withheld).or_else(|| self.in_text(Sign::Withheld))
    }

    /// The page says that it is not the one asked for: how.
    pub fn not_found(&self) -> Option<&'static str> {
        self.not_found_title()
            .or_else(|| self.in_text(Sign::NotFoundText))
            .or_else(|| self.in_text(Sign::Unavailable))
            .or_else(|| self.missing_in_text())
    }

    /// A title of the page says that it is not the one asked for.
    pub fn not_found_title(&self) -> Option<&'static str> {
        self.missing.or_else(|| self.in_titles(Sign::NotFoundTitle))
    }

    /// The page has the cited title, and yet says that its content is gone: in a heading, in the few
    /// words that it has, or in so many words of this very thing.
    pub fn husk(&self) -> Option<&'static str> {
        let few = self.page.text.len() < HUSK;
        self.not_found_title()
            .or_else(|| self.in_titles(Sign::Unavailable))
            .or_else(|| self.in_text(Sign::NotFoundText).filter(|_| few))
            .or_else(|| self.missing_in_text().filter(|_| few))
            .or_else(|| self.in_text(Sign::Unavailable).filter(|_| few || !self.named))
    }

    /// The page takes the work back: in a title, in a short text, or in the first lines of a long
    /// one, where notices about a whole page stand.
    pub fn retracted(&self) -> Option<&'static str> {
        self.in_titles(Sign::Retracted).or_else(|| match self.is_short() {
            true => self.in_text(Sign::Retracted),
            false => self.retracted_above(),
        })
    }

    fn retracted_above(&self) -> Option<&'static str> {
        let text = &self.page.text;
        let lead = text[..text.floor_char_boundary(LEAD.min(text.len()))].to_lowercase();
        self.said.find(&self.said.of(lead)).first(Sign::Retracted)
    }

    /// A page that lets its readers in when they have agreed to something, or have logged in.
    pub fn gate(&self) -> Option<&'static str> {
        let few = || self.in_text(Sign::Gate).filter(|_| self.page.text.len() < SHORT / 2);
        self.in_titles(Sign::Gate).or_else(few)
    }

    /// The domain is for sale, or its fees were not paid.
    pub fn parked(&self) -> Option<&'static str> {
        self.in_titles(Sign::Parked)
            .or_else(|| self.in_text(Sign::Parked))
            .or_else(|| self.in_sources(Sign::Parked).filter(|_| self.is_short()))
    }

    /// A log-in form.
    pub fn login(&self) -> Option<&'static str> {
        self.in_titles(Sign::LoginTitle).filter(|_| self.page.password || self.is_short())
    }

    /// A wall that wants money.
    pub fn paywall(&self) -> Option<&'static str> {
        self.text().first(Sign::Paywall)
    }

    /// The server failed, and did not say so in its status.
    pub fn failing(&self) -> Option<&'static str> {
        let few = || self.in_text(Sign::Failing).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Sign::Failing).or_else(few)
    }

    /// The site is gone, or was never there.
    pub fn empty_site(&self) -> Option<&'static str> {
        let few = || self.in_text(Sign::EmptySite).filter(|_| self.page.text.len() < SHORT / 4);
        self.in_titles(Sign::EmptySite).or_else(few)
    }

    /// Words of the trades that take over lapsed domains, if there are several.
    pub fn spam(&self) -> bool {
        let (titles, text) = (self.titles.count(Sign::Spam), self.text().count(Sign::Spam));
        titles >= 2 || text >= 5 || titles >= 1 && text >= 3
    }
}

/// How many of the first headings speak of the whole page: under the name of a site the second may
/// say "Page not found", under that of an article it says so of something else.
fn heads(page: &Page, work: Option<&Work>, long: bool, named: bool) -> usize {
    if page.headings.len() < 2 {
        return page.headings.len();
    }
    let first = page.headings.first().map_or("", String::as_str);
    let shown = work.is_some_and(|work| likeness::of(&work.title, first) >= likeness::SAME);
    if shown || long && (named || work.is_none()) { 1 } else { 2 }
}

/// What of a title can be taken for a sign: of a page with much text only those parts that say
/// next to nothing else ("Page not found | Daily"), for headlines of articles use the same words
/// ("The lake that no longer exists"). `most_words` is how many other words a part may have.
fn told(line: String, most_words: Option<usize>) -> String {
    let Some(most_words) = most_words else {
        return line;
    };
    let bare = |part: &&str| words_in(&WORDS.blank(part)) <= most_words;
    parts(&line).filter(bare).collect::<Vec<_>>().join("\n")
}

/// The parts of a title between the signs that sites put between title and name.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(['|', '\u{2013}', '\u{2014}', '»', '«', '·', '｜', '\n']);
    parts.flat_map(|part| part.split(" - "))
}

/// How many words say something; of scripts that part no words, four letters are taken for one.
fn words_in(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = |word: &str| match word.chars().any(is_spaceless) {
        true => word.chars().count().div_ceil(4),
        false => usize::from(!is_stop_word(word)),
    };
    words.map(count).sum()
}

/// How a page's words are to be taken.
struct Said<'p> {
    /// The title cited, plain: what it says itself is no sign.
    cited: String,
    /// The names of what the work is part of and of who made it, plain: no sign either.
    names: Vec<String>,
    /// The page's own name: "oil.example is for sale" speaks of this domain.
    domain: &'p str,
}

impl Said<'_> {
    /// A plain text without what the title cited says, and with its own name read as a word.
    fn of(&self, text: String) -> String {
        let replaced = |text: String, what: &str, with: &str| match what.is_empty() {
            true => text,
            false if text.contains(what) => text.replace(what, with),
            false => text,
        };
        replaced(replaced(text, &self.cited, " "), self.domain, "this domain")
    }

    /// The phrases of a text that the work itself does not say.
    fn find(&self, text: &str) -> Found {
        let found = WORDS.find(text);
        match self.cited.is_empty() {
            true => found,
            false => found.without(std::slice::from_ref(&self.cited)).without(&self.names),
        }
    }

    /// What a title says that is missing: a predicate with its noun, or without any other word.
    fn missing_in_title(&self, line: &str) -> Option<&'static str> {
        parts(line).find_map(|part| {
            let found = self.find(part);
            let predicates = [Sign::MissingPredicate, Sign::MissingParticiple];
            let bare = || words_in(&WORDS.blank(part)) == 0;
            let alone = || {
                let mut signs = predicates[..1].iter().chain(&[Sign::MissingAlone]);
                signs.find_map(|sign| found.first(*sign)).filter(|_| bare())
            };
            found.missing(part, &predicates).or_else(alone)
        })
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

/// Whether an address is that of a gate: consent to cookies or terms, age, country, payment, a
/// question to robots.
pub fn is_gate(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:^|[/._-])(?:(?:cookie|privacy|gdpr)[-_]?(?:consent|wall|gate|check|absent|notice|settings)|cookieabsent|consent|gdpr|eu-?visitors?|geo-?(?:block(?:ed)?|restrict(?:ed|ion)?|fenc(?:e|ing))|(?:unavailable|not-?available|blocked)-?(?:in-?(?:your-?)?(?:country|region|location|eu))|country-?(?:select(?:or|ion)?|blocked|restricted)|region-?(?:blocked|restricted|select(?:or)?)|age-?(?:gate|check|verification|verify|restrict(?:ed|ion)?)|terms-?(?:of-?(?:use|service)|and-?conditions|accept(?:ance)?)|accept-?terms|disclaimer|pay-?wall|metered|subscribe|subscription|subscriptions|register-?wall|reg-?wall|abo|abonnement|captcha|robot-?check|bot-?check|human-?check|validatecaptcha|challenge|access-?check|security-?check|queue|waiting-?room)(?:$|[/._?-])",
        )
    });
    let host = url.host_str().unwrap_or("");
    let own = ["consent.", "cmp.", "privacy.", "captcha.", "validate.", "subscribe.", "gdpr."];
    own.iter().any(|start| host.starts_with(start)) || PATH.is_match(url.path())
}

/// Whether an address names the one that led to it, to lead back there: `?return=/paper`.
pub fn leads_back(url: &Url, from: &Url) -> bool {
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

/// Whether an address is that of a search.
pub fn is_search(url: &Url) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)/(?:search|suche|recherche|buscar|busqueda|pesquisa|ricerca|zoeken|poisk|find)(?:[-_]?results?)?(?:\.\w{2,5})?/?$",
        )
    });
    PATH.is_match(url.path()) && url.query().is_some_and(|query| query.contains('='))
}

/// Whether an address is that of a site's home page; a fragment that scripts read ("#/paper") may
/// name any other.
pub fn is_home(url: &Url) -> bool {
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
