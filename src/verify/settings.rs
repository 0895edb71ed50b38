//! The settings of verification.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::verify::settings_error::{Expected, SettingsError};

/// How verification asks, whom, and what it remembers: the table `[links]` of `cite.toml`.
///
/// Times are in seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Settings {
    /// Nothing is sent; what the cache holds is used, however old.
    pub offline: bool,
    /// The longest time for one address, redirects and all.
    pub timeout: f64,
    /// The longest time for a connection.
    pub connect_timeout: f64,
    /// The longest time that a server's wish to be asked later is waited for.
    pub max_wait: f64,
    /// How often a request that failed for a passing cause is made again.
    pub retries: u32,
    /// Time between two requests to one registrable domain; 0 for none.
    pub pace: f64,
    /// Requests in flight to one registrable domain.
    pub per_domain: usize,
    /// Requests in flight in all.
    pub concurrency: usize,
    /// The most hops that are followed; browsers follow 20 (<https://fetch.spec.whatwg.org/#http-redirect-fetch>).
    pub max_hops: usize,
    /// The most bytes of a page that are read, after decompression.
    pub max_body: usize,
    /// An e-mail address that is told to every server, so that its keeper can write to you.
    pub contact: Option<String>,
    /// What the program calls itself instead of its own name.
    pub user_agent: Option<String>,
    /// Whether archived copies are looked for when a page is gone.
    pub archives: bool,
    /// Whether a random neighbour of a doubtful page is asked for, to see what the server says of
    /// pages that are not there.
    pub probe: bool,
    /// Whether addresses of this machine and of private networks are requested.
    pub private_hosts: bool,
    /// Whether addresses that hold a password, a key or a token are requested.
    pub credentials: bool,
    /// Whether every address is asked again, however recent what the cache holds is: the argument
    /// `--refresh`.
    #[serde(skip)]
    pub refresh: bool,
    /// A file of certificates (PEM) that are trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Addresses for hosts: `example.org=127.0.0.1:8080`, `*.example.org=127.0.0.1`,
    /// `gone.example=nxdomain`, `sick.example=servfail`. A port holds where the address names none;
    /// `example.org:443=…` is for https alone.
    pub resolve: Vec<String>,
    /// The file of the cache; empty for none. Without it, one in the user's folder for caches.
    pub cache: Option<PathBuf>,
    /// For how many days a verdict is believed, by its name.
    pub days: BTreeMap<String, f64>,
    /// Where the services are.
    pub bases: Bases,
    /// Keys for Save Page Now, as `accesskey:secret`; from the environment only, since settings
    /// are shared.
    #[serde(skip)]
    pub archive_key: Option<String>,
}

/// The addresses of the services, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Bases {
    /// The DOI proxy and its handle API.
    pub doi: String,
    /// Crossref's REST API.
    pub crossref: String,
    /// DataCite's REST API.
    pub datacite: String,
    /// The Wayback Machine's Availability API, whole.
    pub availability: String,
    /// The Wayback Machine's CDX server, whole.
    pub cdx: String,
    /// Where the Wayback Machine shows its captures.
    pub wayback: String,
    /// A Memento TimeMap in link format, to which the address is added; empty for none.
    pub timemap: String,
    /// Save Page Now.
    pub save: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            offline: false,
            timeout: 30.0,
            connect_timeout: 10.0,
            max_wait: 10.0,
            retries: 2,
            pace: 1.0,
            per_domain: 2,
            concurrency: 64,
            max_hops: 20,
            max_body: 2 << 20,
            contact: None,
            user_agent: None,
            archives: true,
            probe: true,
            private_hosts: false,
            credentials: false,
            refresh: false,
            ca_file: None,
            resolve: Vec::new(),
            cache: None,
            days: BTreeMap::new(),
            bases: Bases::default(),
            archive_key: None,
        }
    }
}

impl Bases {
    /// Returns whether `url` is on the host and port of one of the services.
    #[cfg(feature = "verify")]
    pub(crate) fn cover(&self, url: &url::Url) -> bool {
        let same =
            |base: &str| url::Url::parse(base).is_ok_and(|base| base.origin() == url.origin());
        self.all().into_iter().any(same)
    }

    /// Returns the addresses of all services.
    pub(crate) fn all(&self) -> [&str; 8] {
        [
            &self.doi,
            &self.crossref,
            &self.datacite,
            &self.availability,
            &self.cdx,
            &self.wayback,
            &self.timemap,
            &self.save,
        ]
    }
}

impl Default for Bases {
    fn default() -> Bases {
        let base = str::to_owned;
        Bases {
            doi: base("https://doi.org"),
            crossref: base("https://api.crossref.org"),
            datacite: base("https://api.datacite.org"),
            availability: base("https://archive.org/wayback/available"),
            cdx: base("https://web.archive.org/cdx/search/cdx"),
            wayback: base("https://web.archive.org/web"),
            timemap: base("https://timetravel.mementoweb.org/timemap/link"),
            save: base("https://web.archive.org/save"),
        }
    }
}

/// An environment variable that sets something.
pub(crate) struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it sets, for the help page.
    pub says: &'static str,
    /// Sets it; the text of an error says what is expected.
    set: Set,
}

/// The environment variables that are read, in the order of the help page. An empty value sets
/// nothing.
pub(crate) const VARIABLES: &[Variable] = &[
    variable("CITE_OFFLINE", "1: send nothing, use the cache only", |s, v| {
        yes(&v).map(|on| s.offline = on)
    }),
    variable("CITE_CONTACT", "an e-mail address that is told to the servers", |s, v| {
        text(&mut s.contact, v)
    }),
    variable("CITE_USER_AGENT", "what the program calls itself", |s, v| text(&mut s.user_agent, v)),
    variable("CITE_TIMEOUT", "seconds for one address [30]", |s, v| {
        number(&v).map(|n| s.timeout = n)
    }),
    variable("CITE_CONNECT_TIMEOUT", "seconds for a connection [10]", |s, v| {
        number(&v).map(|n| s.connect_timeout = n)
    }),
    variable("CITE_MAX_WAIT", "longest Retry-After that is waited for [10]", |s, v| {
        number(&v).map(|n| s.max_wait = n)
    }),
    variable("CITE_RETRIES", "new tries after a passing failure [2]", |s, v| {
        count(&v).map(|n| s.retries = n as u32)
    }),
    variable("CITE_PACE", "seconds between requests to one domain, 0 for none [1]", |s, v| {
        number(&v).map(|n| s.pace = n)
    }),
    variable("CITE_PER_DOMAIN", "requests in flight to one domain [2]", |s, v| {
        count(&v).map(|n| s.per_domain = n)
    }),
    variable("CITE_CONCURRENCY", "requests in flight in all [64]", |s, v| {
        count(&v).map(|n| s.concurrency = n)
    }),
    variable("CITE_ARCHIVES", "0: look for no archived copies", |s, v| {
        yes(&v).map(|on| s.archives = on)
    }),
    variable("CITE_PROBE", "0: ask for no random neighbours of doubtful pages", |s, v| {
        yes(&v).map(|on| s.probe = on)
    }),
    variable("CITE_PRIVATE_HOSTS", "1: request addresses of private networks too", |s, v| {
        yes(&v).map(|on| s.private_hosts = on)
    }),
    variable("CITE_CREDENTIALS", "1: request addresses with passwords or keys too", |s, v| {
        yes(&v).map(|on| s.credentials = on)
    }),
    variable("CITE_CA_FILE", "certificates (PEM) to trust besides the system's", |s, v| {
        path(&mut s.ca_file, v)
    }),
    variable(
        "CITE_RESOLVE",
        "host=address[:port], …; also host=nxdomain, host=servfail",
        |s, v| {
            s.resolve
                .extend(v.split([',', ' ']).filter(|rule| !rule.is_empty()).map(str::to_owned));
            Ok(())
        },
    ),
    variable("CITE_CACHE", "the file of the cache, \"none\" for no cache", |s, v| {
        path(&mut s.cache, v)
    }),
    variable("CITE_DAYS", "verdict=days, …: how long verdicts are believed", |s, v| {
        for pair in v.split([',', ' ']).filter(|pair| !pair.is_empty()) {
            let (verdict, days) = pair.split_once('=').ok_or(Expected::DaysOfVerdict)?;
            s.days.insert(verdict.to_owned(), number(days)?);
        }
        Ok(())
    }),
    variable("CITE_DOI_BASE", "the DOI proxy [https://doi.org]", |s, v| base(&mut s.bases.doi, &v)),
    variable("CITE_CROSSREF_BASE", "Crossref [https://api.crossref.org]", |s, v| {
        base(&mut s.bases.crossref, &v)
    }),
    variable("CITE_DATACITE_BASE", "DataCite [https://api.datacite.org]", |s, v| {
        base(&mut s.bases.datacite, &v)
    }),
    variable(
        "CITE_WAYBACK_AVAILABILITY",
        "Availability API [https://archive.org/wayback/available]",
        |s, v| base(&mut s.bases.availability, &v),
    ),
    variable("CITE_CDX_BASE", "CDX server [https://web.archive.org/cdx/search/cdx]", |s, v| {
        base(&mut s.bases.cdx, &v)
    }),
    variable("CITE_WAYBACK_BASE", "captures [https://web.archive.org/web]", |s, v| {
        base(&mut s.bases.wayback, &v)
    }),
    variable(
        "CITE_TIMEMAP_BASE",
        "Memento TimeMap, \"none\" for none [https://timetravel.mementoweb.org/timemap/link]",
        |s, v| base(&mut s.bases.timemap, if v == "none" { "" } else { &v }),
    ),
    variable("CITE_SPN_BASE", "Save Page Now [https://web.archive.org/save]", |s, v| {
        base(&mut s.bases.save, &v)
    }),
    variable("CITE_ARCHIVE_KEY", "Save Page Now: accesskey:secret", |s, v| {
        text(&mut s.archive_key, v)
    }),
];

/// No time that can be set is longer: a day, in seconds.
const LONGEST: u32 = 86_400;

/// No more requests than this can be in flight.
const MOST_AT_ONCE: usize = 65_535;

type Set = fn(&mut Settings, String) -> Result<(), Expected>;

const fn variable(name: &'static str, says: &'static str, set: Set) -> Variable {
    Variable { name, says, set }
}

impl Settings {
    /// These settings, changed by the environment; `get` gives the value of a variable.
    ///
    /// # Errors
    ///
    /// A value that cannot be read, with what was expected.
    pub(crate) fn with_environment(
        mut self,
        get: impl Fn(&str) -> Option<String>,
    ) -> Result<Settings, SettingsError> {
        for variable in VARIABLES {
            let Some(value) = get(variable.name).filter(|value| !value.trim().is_empty()) else {
                continue;
            };
            let name = variable.name;
            (variable.set)(&mut self, value.trim().to_owned())
                .map_err(|expected| SettingsError::Variable { name, value, expected })?;
        }
        if self.archive_key.is_none()
            && let (Some(access), Some(secret)) =
                (get("IA_ACCESS_KEY_ID"), get("IA_SECRET_ACCESS_KEY"))
        {
            self.archive_key = Some(format!("{access}:{secret}"));
        }
        Ok(self)
    }

    /// Checks that every number can be used.
    ///
    /// # Errors
    ///
    /// The first one that cannot, with what was expected.
    pub(crate) fn validated(self) -> Result<Settings, SettingsError> {
        let seconds = [
            ("timeout", self.timeout, f64::MIN_POSITIVE),
            ("connect-timeout", self.connect_timeout, f64::MIN_POSITIVE),
            ("max-wait", self.max_wait, 0.0),
            ("pace", self.pace, 0.0),
        ];
        for (name, value, least) in seconds {
            if !(least..=f64::from(LONGEST)).contains(&value) {
                let of = if least > 0.0 { Expected::SecondsAbove } else { Expected::SecondsFrom };
                return Err(SettingsError::number(name, value, of(LONGEST)));
            }
        }
        let counts = [
            ("per-domain", self.per_domain, 1, MOST_AT_ONCE),
            ("concurrency", self.concurrency, 1, MOST_AT_ONCE),
            ("max-hops", self.max_hops, 0, 1000),
            ("max-body", self.max_body, 1, 1 << 30),
            ("retries", self.retries as usize, 0, 100),
        ];
        for (name, value, least, most) in counts {
            if !(least..=most).contains(&value) {
                return Err(SettingsError::number(name, value, Expected::CountFrom(least, most)));
            }
        }
        let is_time = |days: &f64| (0.0..=36_500.0).contains(days);
        match self.days.iter().find(|(_, days)| !is_time(days)) {
            Some((name, days)) => {
                Err(SettingsError::number(&format!("days.{name}"), days, Expected::Days))
            }
            None => Ok(self),
        }
    }

    /// A number of seconds as a duration; what is no time is none at all.
    pub(crate) fn seconds(seconds: f64) -> Duration {
        Duration::try_from_secs_f64(seconds).unwrap_or_default()
    }
}

fn yes(value: &str) -> Result<bool, Expected> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err(Expected::Switch),
    }
}

fn number(value: &str) -> Result<f64, Expected> {
    match value.parse::<f64>() {
        Ok(number) if number >= 0.0 && number.is_finite() => Ok(number),
        _ => Err(Expected::Number),
    }
}

fn count(value: &str) -> Result<usize, Expected> {
    value.parse().map_err(|_| Expected::Count)
}

fn text(slot: &mut Option<String>, value: String) -> Result<(), Expected> {
    *slot = Some(value);
    Ok(())
}

fn path(slot: &mut Option<PathBuf>, value: String) -> Result<(), Expected> {
    *slot = Some(match value.as_str() {
        "none" => PathBuf::new(),
        _ => PathBuf::from(value),
    });
    Ok(())
}

fn base(slot: &mut String, value: &str) -> Result<(), Expected> {
    if !value.is_empty() && !value.starts_with("http://") && !value.starts_with("https://") {
        return Err(Expected::Address);
    }
    *slot = value.trim_end_matches('/').to_owned();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_overrides() {
        let get = |name: &str| match name {
            "CITE_DOI_BASE" => Some("http://127.0.0.1:9/".to_owned()),
            "CITE_PACE" => Some("0".to_owned()),
            "CITE_RESOLVE" => Some("a.example=127.0.0.1:80, b.example=nxdomain".to_owned()),
            "CITE_TIMEMAP_BASE" => Some("none".to_owned()),
            _ => None,
        };
        let settings = Settings::default().with_environment(get).expect("reads");
        assert_eq!(settings.bases.doi, "http://127.0.0.1:9");
        assert_eq!(settings.pace, 0.0);
        assert_eq!(settings.resolve, ["a.example=127.0.0.1:80", "b.example=nxdomain"]);
        assert_eq!(settings.bases.timemap, "");
    }

    #[test]
    fn numbers_that_cannot_be_used_are_refused() {
        let change = |change: fn(&mut Settings)| {
            let mut settings = Settings::default();
            change(&mut settings);
            settings.validated().err().map(|error| error.to_string())
        };
        assert_eq!(change(|_| ()), None);
        assert_eq!(change(|s| s.pace = 0.0), None);
        for (wrong, name) in [
            (change(|s| s.timeout = f64::NAN), "timeout is NaN"),
            (change(|s| s.timeout = f64::INFINITY), "timeout is inf"),
            (change(|s| s.timeout = -1.0), "timeout is -1"),
            (change(|s| s.timeout = 0.0), "timeout is 0"),
            (change(|s| s.connect_timeout = 1e300), "connect-timeout is 1"),
            (change(|s| s.pace = f64::NAN), "pace is NaN"),
            (change(|s| s.concurrency = 0), "concurrency is 0"),
            (change(|s| s.concurrency = usize::MAX), "concurrency is 18"),
            (change(|s| s.per_domain = 0), "per-domain is 0"),
            (change(|s| s.days = [("ok".to_owned(), f64::NAN)].into()), "days.ok is NaN"),
        ] {
            assert!(wrong.as_ref().is_some_and(|text| text.starts_with(name)), "{name}: {wrong:?}");
        }
    }

    #[test]
    fn a_wrong_value_is_named() {
        let get = |name: &str| (name == "CITE_PACE").then(|| "fast".to_owned());
        let error = Settings::default().with_environment(get).expect_err("is wrong").to_string();
        assert!(error.contains("CITE_PACE=fast") && error.contains("number"), "{error}");
    }
}
