//! Resolves host names, and distinguishes why that fails.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use dns_lookup::LookupErrorKind;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::verify::error::VerifyError;
use crate::verify::request_policy::is_private;
use crate::verify::settings::{Bases, Settings};

/// Why a host has no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DnsError {
    /// The name server says that there is no such host (NXDOMAIN, or no address).
    NoSuchHost,
    /// The name server did not answer, or failed (SERVFAIL).
    ServerFailed,
    /// Its address is in a private network.
    Private,
}

impl std::error::Error for DnsError {}

impl fmt::Display for DnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DnsError::NoSuchHost => "no such host",
            DnsError::ServerFailed => "the name server failed",
            DnsError::Private => "its address is in a private network",
        })
    }
}

/// The system's way to find addresses, with rules that go before it.
#[derive(Debug, Clone)]
pub(crate) struct Resolver {
    rules: Arc<Vec<Rule>>,
    /// Port 443 or 80: which rules with a port hold.
    port: u16,
    /// Hosts that may be in a private network; absent if all may.
    trusted: Option<Arc<Vec<String>>>,
}

/// What holds for a host or, with `*.`, for all hosts below a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    host: String,
    port: Option<u16>,
    answer: Result<SocketAddr, DnsError>,
}

impl Resolver {
    /// A resolver for http (`port` 80) or https (443) with the rules of
    /// [`Settings::resolve`](crate::verify::settings::Settings::resolve). Of the addresses that the
    /// system gives for other hosts, those of private networks are left out unless the settings
    /// allow them: a public name may lead there too.
    ///
    /// # Errors
    ///
    /// A rule that cannot be read, with what was expected.
    pub(crate) fn new(settings: &Settings, port: u16) -> Result<Resolver, VerifyError> {
        let rules = settings.resolve.iter().map(|rule| read_rule(rule));
        let rules = Arc::new(rules.collect::<Result<Vec<_>, _>>()?);
        let trusted = (!settings.private_hosts).then(|| Arc::new(trusted_hosts(&settings.bases)));
        Ok(Resolver { rules, port, trusted })
    }

    /// What the rules say of a host, or what its name says by itself (RFC 6761).
    fn known(&self, host: &str) -> Option<Result<Vec<SocketAddr>, DnsError>> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let rule = self.rules.iter().find(|rule| rule.covers(&host, self.port));
        if let Some(rule) = rule {
            return Some(rule.answer.map(|address| vec![address]));
        }
        let last = host.rsplit('.').next().unwrap_or("");
        match last {
            "invalid" => Some(Err(DnsError::NoSuchHost)),
            "localhost" if host != "localhost" => Some(Ok(vec![
                SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
            ])),
            _ => None,
        }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let known = self.known(&host);
        let anywhere = self.trusted.as_ref().is_none_or(|hosts| hosts.contains(&host));
        Box::pin(async move {
            let found = match known {
                Some(known) => known,
                None => tokio::task::spawn_blocking(move || look_up(&host, anywhere)).await?,
            };
            Ok(Box::new(found?.into_iter()) as Addrs)
        })
    }
}

/// Returns the hosts of the services and of the proxies of the environment.
fn trusted_hosts(bases: &Bases) -> Vec<String> {
    let proxies = ["http_proxy", "https_proxy", "all_proxy"].into_iter();
    let proxies = proxies.flat_map(|name| [name.to_owned(), name.to_uppercase()]);
    let proxies = proxies.filter_map(|name| std::env::var(name).ok());
    let host = |address: String| {
        let whole = if address.contains("://") { address } else { format!("http://{address}") };
        Some(url::Url::parse(&whole).ok()?.host_str()?.to_owned())
    };
    proxies.chain(bases.all().into_iter().map(str::to_owned)).filter_map(host).collect()
}

/// Asks the system; `anywhere` says whether addresses of private networks count.
fn look_up(host: &str, anywhere: bool) -> Result<Vec<SocketAddr>, DnsError> {
    match dns_lookup::lookup_host(host) {
        Ok(found) => {
            let found = found.filter(|address| anywhere || !is_private(*address));
            let found: Vec<_> = found.map(|address| SocketAddr::new(address, 0)).collect();
            if found.is_empty() { Err(DnsError::Private) } else { Ok(found) }
        }
        Err(error) => Err(match error.kind() {
            LookupErrorKind::NoName | LookupErrorKind::NoData => DnsError::NoSuchHost,
            _ => DnsError::ServerFailed,
        }),
    }
}

impl Rule {
    fn covers(&self, host: &str, port: u16) -> bool {
        let named = match self.host.strip_prefix("*.") {
            Some(above) => {
                host.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            None => self.host == "*" || self.host == host,
        };
        named && self.port.is_none_or(|own| own == port)
    }
}

/// Reads `host[:port]=address[:port]`, `host=nxdomain`, `host=servfail`.
fn read_rule(rule: &str) -> Result<Rule, VerifyError> {
    let expected = || VerifyError::HostRule(rule.to_owned());
    let (host, answer) = rule.split_once('=').ok_or_else(expected)?;
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().map_err(|_| expected())?)),
        None => (host, None),
    };
    let answer = match answer.trim().to_ascii_lowercase().as_str() {
        "nxdomain" => Err(DnsError::NoSuchHost),
        "servfail" => Err(DnsError::ServerFailed),
        address => Ok(read_address(address).ok_or_else(expected)?),
    };
    let host = url::Host::parse(host.trim().trim_start_matches("*.")).map(|parsed| {
        if host.trim().starts_with("*.") { format!("*.{parsed}") } else { parsed.to_string() }
    });
    Ok(Rule { host: host.unwrap_or_else(|_| "*".to_owned()), port, answer })
}

fn read_address(text: &str) -> Option<SocketAddr> {
    text.parse().ok().or_else(|| {
        let address: IpAddr = text.trim_matches(['[', ']']).parse().ok()?;
        Some(SocketAddr::new(address, 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(rules: &[&str], host: &str, port: u16) -> Option<Result<Vec<SocketAddr>, DnsError>> {
        let resolve = rules.iter().map(|rule| (*rule).to_owned()).collect();
        let settings = Settings { resolve, ..Settings::default() };
        Resolver::new(&settings, port).expect("reads").known(host)
    }

    #[test]
    fn rules_go_before_the_system() {
        let address = |text: &str| Some(Ok(vec![text.parse().expect("an address")]));
        assert_eq!(known(&["a.example=127.0.0.1:81"], "A.example.", 80), address("127.0.0.1:81"));
        assert_eq!(known(&["*.example=127.0.0.1"], "b.a.example", 80), address("127.0.0.1:0"));
        assert_eq!(known(&["a.example:443=[::1]:9"], "a.example", 443), address("[::1]:9"));
        assert_eq!(known(&["a.example:443=127.0.0.1:9"], "a.example", 80), None);
        assert_eq!(
            known(&["a.example=nxdomain"], "a.example", 80),
            Some(Err(DnsError::NoSuchHost))
        );
        assert_eq!(known(&["*=servfail"], "b.example", 80), Some(Err(DnsError::ServerFailed)));
        assert_eq!(
            known(&["пример.рф=127.0.0.1"], "xn--e1afmkfd.xn--p1ai", 80),
            address("127.0.0.1:0")
        );
        assert_eq!(known(&[], "never.invalid", 80), Some(Err(DnsError::NoSuchHost)));
    }

    #[test]
    fn a_wrong_rule_is_named() {
        let settings = Settings { resolve: vec!["a.example".to_owned()], ..Settings::default() };
        let error = Resolver::new(&settings, 80).expect_err("is wrong").to_string();
        assert!(error.contains("a.example") && error.contains("nxdomain"), "{error}");
    }

    #[test]
    fn a_name_may_not_lead_into_a_private_network() {
        assert_eq!(look_up("localhost", false), Err(DnsError::Private));
        assert!(look_up("localhost", true).is_ok());
    }
}
