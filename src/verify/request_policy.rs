//! Which addresses are requested at all: none that holds a secret or belongs to a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;
use reqwest::Url;
use url::Host;

use crate::text::pattern::regex;
use crate::verify::settings::Settings;
use crate::verify::url_parameters::{self, ParameterKind};

/// Where an address was found; a server hands out other keys than its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// In a file of the user.
    Written,
    /// In a redirect.
    Redirect,
}

/// Returns why `url` is not requested, in words that follow "it"; nothing if it may be.
///
/// Signed addresses ([`ParameterKind::Signature`]) are secrets of the user who wrote them down, but
/// not of a server that redirects everybody to a fresh one.
pub(super) fn refusal(url: &Url, origin: Origin, settings: &Settings) -> Option<&'static str> {
    let private = match url.host() {
        Some(Host::Domain(name)) => is_private_name(name).then_some(PRIVATE_NAME),
        Some(Host::Ipv4(address)) => is_private(address.into()).then_some(PRIVATE_NUMBER),
        Some(Host::Ipv6(address)) => is_private(address.into()).then_some(PRIVATE_NUMBER),
        None => None,
    };
    if private.is_some() && !settings.private_hosts && !settings.bases.cover(url) {
        return private;
    }
    (!settings.credentials).then(|| secret(url, origin)).flatten()
}

const PRIVATE_NAME: &str = "names a host of a private network";
const PRIVATE_NUMBER: &str = "is in a private network or on this machine";

/// Returns the kind of secret that an address holds.
fn secret(url: &Url, origin: Origin) -> Option<&'static str> {
    if !url.username().is_empty() || url.password().is_some() {
        return Some("holds a user's name or password");
    }
    let kinds: &[ParameterKind] = match origin {
        Origin::Written => &[ParameterKind::Secret, ParameterKind::Signature],
        Origin::Redirect => &[ParameterKind::Secret],
    };
    let pairs = url_parameters::of(url);
    let named = pairs
        .iter()
        .any(|(name, value)| url_parameters::is_one_of(kinds, name) && value.len() >= 4);
    let is_drawn = |(name, value): &(String, String)| {
        is_key(value) || VAGUE.contains(&name.as_str()) && url_parameters::is_random(value)
    };
    let shaped = origin == Origin::Written && pairs.iter().any(is_drawn);
    (named || shaped).then_some("holds a password, key or token")
}

/// Parameters that hold a key if their value looks like one.
const VAGUE: [&str; 6] = ["auth", "code", "hash", "key", "pass", "sign"];

/// Returns whether a value has the form in which well-known services write their keys.
fn is_key(value: &str) -> bool {
    static KEY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|sk-[\w-]{20,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*)$",
        )
    });
    KEY.is_match(value)
}

/// Returns whether a name cannot be one of the public internet: it has a single label, or an
/// ending that is reserved for other uses (RFC 6761, 6762, 7686, 8375, 9476) or that private
/// networks commonly give themselves. `.test`, `.example` and `.invalid` lead nowhere and harm
/// nobody.
pub(super) fn is_private_name(name: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "localhost",
        "local",
        "localdomain",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "private",
        "arpa",
        "onion",
        "alt",
        "domain",
        "workgroup",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match name.rsplit_once('.') {
        Some((_, ending)) => ENDINGS.contains(&ending),
        None => true,
    }
}

/// Returns whether a number is not one of the public internet (IANA special-purpose registries).
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || matches!(
            (a, b, c),
            (0 | 240..=255, ..) | (100, 64..=127, _) | (198, 18..=19, _) | (192, 0, 0)
        )
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // Addresses that stand for one of version 4: mapped, compatible, translated, 6to4.
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] => inner(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        [0x2002, high, low, ..] => inner(high, low),
        // All others of the public internet begin with the bits 001 (IANA, "Internet Protocol
        // Version 6 Address Space").
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str, origin: Origin) -> bool {
        let url = Url::parse(url).expect("an address");
        refusal(&url, origin, &Settings::default()).is_some()
    }

    #[test]
    fn addresses_of_private_networks_are_not_requested() {
        for url in [
            "http://localhost/",
            "http://localhost:8080/x",
            "http://a.localhost/",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://192.168.0.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[64:ff9b:1::a00:1]/",
            "http://[::ffff:0:127.0.0.1]/",
            "http://[2002:7f00:1::]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://①②⑦.⓪.⓪.①/",
            "http://127.0.0.1./",
            "http://017700000001/",
            "http://intranet/",
            "http://wiki.corp/",
            "http://printer.local./",
            "http://x.onion/",
        ] {
            assert!(refused(url, Origin::Written), "{url}");
            assert!(refused(url, Origin::Redirect), "{url}");
        }
    }

    #[test]
    fn addresses_with_secrets_are_not_requested() {
        for url in [
            "http://user:word@host.example/",
            "http://user@host.example/",
            "http://host.example/?access_token=abc123",
            "http://host.example/?a=b&API_KEY=abc123",
            "http://host.example/#access_token=abc123",
            "http://host.example/?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN",
            "http://host.example/?q=AKIAIOSFODNN7EXAMPLE",
        ] {
            assert!(refused(url, Origin::Written), "{url}");
        }
        let signed = "http://host.example/a.pdf?X-Amz-Expires=60&X-Amz-Signature=00ff00ff";
        assert!(refused(signed, Origin::Written) && !refused(signed, Origin::Redirect));
    }

    #[test]
    fn ordinary_addresses_are_requested() {
        for url in [
            "http://host.example/",
            "http://93.184.216.34/",
            "http://[2606:2800:220:1::1]/",
            "http://host.example/?id=17&page=2",
            "http://host.example/show?key=17",
            "http://host.example/?token=",
            "http://host.example/tokens/access_token.html",
            "http://host.example/a;jsessionid=12?sid=17",
            "https://medium.example/@user/paper",
        ] {
            assert!(!refused(url, Origin::Written), "{url}");
        }
    }
}
