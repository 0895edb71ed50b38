//! Parameters of addresses that are secrets, or that hold for one visit or one reader only.

use std::collections::HashMap;
use std::sync::LazyLock;

use reqwest::Url;

/// What a parameter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterKind {
    /// It lets its bearer in: a password, a key, a token.
    Secret,
    /// It lets its bearer in for a while: a part of a signed address.
    Signature,
    /// It names a visit: a session, a ticket, a moment.
    Visit,
    /// It says where a reader came from.
    Tracking,
}

/// The names of parameters, in lower case, `-` and `_` left out.
static NAMES: LazyLock<HashMap<String, ParameterKind>> = LazyLock::new(|| {
    let lists = [
        (ParameterKind::Secret, include_str!("../../refs/links/parameters-secret.txt")),
        (ParameterKind::Signature, include_str!("../../refs/links/parameters-signature.txt")),
        (ParameterKind::Visit, include_str!("../../refs/links/parameters-visit.txt")),
        (ParameterKind::Tracking, include_str!("../../refs/links/parameters-tracking.txt")),
    ];
    let names = |(kind, list): (ParameterKind, &'static str)| {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(move |line| (key(line), kind))
    };
    lists.into_iter().flat_map(names).collect()
});

/// Returns the parameters of an address: of its query, its fragment, and those that follow a `;` in
/// its path.
pub(super) fn of(url: &Url) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let fragment = url.fragment().filter(|fragment| fragment.contains('='));
    let in_path = url.path().split('/').flat_map(|segment| segment.split(';').skip(1));
    for text in fragment.into_iter().chain(in_path) {
        pairs.extend(url::form_urlencoded::parse(text.as_bytes()).into_owned());
    }
    pairs
}

/// Returns whether a parameter of this name is of one of these kinds.
pub(super) fn is_one_of(kinds: &[ParameterKind], name: &str) -> bool {
    let name = key(name);
    let family = |prefix: &str, kind| name.starts_with(prefix).then_some(kind);
    let kind = NAMES.get(&name).copied();
    let kind = kind
        .or_else(|| family("utm", ParameterKind::Tracking))
        .or_else(|| family("xamz", ParameterKind::Signature))
        .or_else(|| family("xgoog", ParameterKind::Signature))
        .or_else(|| family("aspsession", ParameterKind::Visit));
    kind.is_some_and(|kind| kinds.contains(&kind))
}

/// Returns whether `target` holds for one visit or one reader only, while `from` does not: it has
/// a parameter of any of the kinds, or a long random value, that is not in `from`.
pub(super) fn is_for_one_visit(from: &Url, target: &Url) -> bool {
    use ParameterKind::{Secret, Signature, Tracking, Visit};
    let old = of(from);
    let own_user = (target.username(), target.password()) != (from.username(), from.password());
    let is_transient = |(name, value): &(String, String)| {
        let known =
            old.iter().any(|(_, old)| old == value) || from.as_str().contains(value.as_str());
        let passing = is_one_of(&[Secret, Signature, Visit, Tracking], name);
        (passing && !old.iter().any(|pair| pair.0 == *name && pair.1 == *value))
            || !known && is_random(value)
    };
    // A session in the path, as ASP.NET writes it: "/(S(lit3py55t21z5v55vlm25s55))/".
    let in_path = target.path().contains("/(S(") && !from.path().contains("/(S(");
    own_user || in_path || of(target).iter().any(is_transient)
}

/// Returns whether a value looks drawn at random: long, of letters and digits in a mixture that no
/// word or date has.
pub(super) fn is_random(value: &str) -> bool {
    let value = value.trim_end_matches('=');
    let plain = value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '.'));
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(char::is_ascii_alphabetic).count();
    let turns = value.as_bytes().windows(2);
    let turns = turns.filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    plain && value.len() >= 20 && digits >= 4 && letters >= 4 && turns >= 8
}

fn key(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passing(from: &str, target: &str) -> bool {
        let url = |text: &str| Url::parse(text).expect("an address");
        is_for_one_visit(&url(from), &url(target))
    }

    #[test]
    fn addresses_for_one_visit_are_known() {
        let from = "http://a.example/paper";
        for target in [
            "http://a.example/paper?sid=17",
            "http://a.example/paper;jsessionid=8F3A",
            "http://a.example/(S(lit3py55t21z5v55vlm25s55))/paper",
            "http://a.example/paper?utm_source=x",
            "http://a.example/paper?fbclid=abc",
            "http://a.example/paper?Expires=1700000000&Signature=ab",
            "http://a.example/paper?x=9f8a7b6c5d4e3f2a1b0c9d8e",
            "http://u:p@a.example/paper",
            "http://a.example/paper#access_token=ab",
        ] {
            assert!(passing(from, target), "{target}");
        }
        for target in [
            "http://a.example/papers/2014/oil-rents",
            "http://a.example/paper?id=17",
            "http://a.example/paper?name=rents-and-trust-in-the-steppe-2014",
            "http://a.example/paper?date=2014-03-02T10:00:00",
        ] {
            assert!(!passing(from, target), "{target}");
        }
        assert!(!passing("http://a.example/?sid=17", "https://a.example/?sid=17"));
    }
}
