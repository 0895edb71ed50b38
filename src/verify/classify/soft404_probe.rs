//! Requests a page that cannot exist, to see what the server answers then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use reqwest::Url;

use crate::verify::classify::title_similarity::content_words;
use crate::verify::content::page::Page;
use crate::verify::http::fetch::Network;
use crate::verify::http::redirects::{Visit, is_success, visit};

/// What a server answered for a page that cannot exist.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProbeResult {
    /// The last status, if an answer came.
    pub status: Option<u16>,
    /// Whether it is the same page as the one that is classified.
    pub is_same_page: bool,
    /// Whether the home page of the site exists.
    pub home_is_there: bool,
}

/// Visits to neighbours that were made in this run, by folder and ending.
#[derive(Default)]
pub(crate) struct Probes {
    known: Mutex<HashMap<String, Arc<Visit>>>,
}

impl Probes {
    /// What the server says of a random neighbour of the page that was visited; absent if the page
    /// has none.
    pub(crate) async fn ask(&self, network: &Network, seen: &Visit) -> Option<ProbeResult> {
        let (folder, address) = address_beside(&seen.from)?;
        let known = self.known().get(&folder).cloned();
        let other = match known {
            Some(visit) => visit,
            None => Arc::new(visit(network, &address, None).await),
        };
        self.known().insert(folder, other.clone());
        let status = other.answer().map(|answer| answer.status);
        let odd = seen.answer().is_some_and(|answer| !is_success(answer.status));
        Some(ProbeResult {
            status,
            is_same_page: is_same_page(seen, &other),
            home_is_there: odd && home_is_there(network, &seen.from).await,
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Arc<Visit>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An address beside `url` under which nothing can be: its last part (or the value of its last
/// parameter) replaced by random letters, the ending kept. With it, what all such addresses have
/// in common.
fn address_beside(url: &Url) -> Option<(String, Url)> {
    let name = random_name();
    let mut beside = url.clone();
    beside.set_fragment(None);
    let path = url.path();
    if let Some(query) = url.query().filter(|query| query.contains('=')) {
        let (head, value) = query.rsplit_once('=')?;
        let random = if value.chars().all(|c| c.is_ascii_digit()) { "987654321098" } else { &name };
        beside.set_query(Some(&format!("{head}={random}")));
        let mut folder = url.clone();
        folder.set_query(Some(head));
        return Some((folder.into(), beside));
    }
    let trimmed = path.trim_end_matches('/');
    let (folder, last) = trimmed.rsplit_once('/')?;
    if last.is_empty() {
        return None;
    }
    let ending = last.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.len() <= 5);
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let slash = if path.ends_with('/') { "/" } else { "" };
    beside.set_query(None);
    beside.set_path(&format!("{folder}/{name}{ending}{slash}"));
    let mut common = beside.clone();
    common.set_path(&format!("{folder}/*{ending}{slash}"));
    Some((common.into(), beside))
}

/// Letters that no page is called by.
fn random_name() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let mut seed = now.as_nanos() as u64 ^ u64::from(std::process::id()) << 32;
    (0..16)
        .map(|_| {
            // xorshift64*: any spread of letters will do.
            seed ^= seed >> 12;
            seed ^= seed << 25;
            seed ^= seed >> 27;
            char::from(b'a' + (seed.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 59) as u8 % 26)
        })
        .collect()
}

/// Whether two visits came to the same page.
fn is_same_page(seen: &Visit, other: &Visit) -> bool {
    let there = |visit: &Visit| visit.answer().is_some_and(|answer| is_success(answer.status));
    if !there(seen) || !there(other) {
        return false;
    }
    let path = |visit: &Visit| visit.last().path().to_owned();
    if !seen.hops.is_empty()
        && !other.hops.is_empty()
        && path(seen) == path(other)
        && seen.last().host_str() == other.last().host_str()
    {
        return true;
    }
    match (seen.page(), other.page()) {
        (Some(seen_page), Some(other_page)) => says_the_same(seen_page, other_page),
        _ => seen.answer().map(|answer| &answer.body) == other.answer().map(|answer| &answer.body),
    }
}

/// Whether two pages have one title and next to the same words; a page may name its own address.
fn says_the_same(a: &Page, b: &Page) -> bool {
    let title = |page: &Page| page.titles.first().map(|title| title.text.clone());
    let (words_a, words_b) = (content_words(&a.text), content_words(&b.text));
    let most = words_a.len().max(words_b.len());
    let common = words_a.intersection(&words_b).count();
    title(a) == title(b) && common + 2 >= most.min(10) && (common + 3) * 10 >= most * 9
}

async fn home_is_there(network: &Network, url: &Url) -> bool {
    let Ok(home) = url.join("/") else {
        return false;
    };
    let visit = visit(network, &home, None).await;
    visit.answer().is_some_and(|answer| is_success(answer.status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::content::page::read;

    #[test]
    fn a_neighbour_stands_in_the_same_folder() {
        let beside = |url: &str| address_beside(&Url::parse(url).expect("an address"));
        let (_, html) = beside("http://example.org/a/b.html?x#f").expect("has one");
        assert!(
            html.as_str().starts_with("http://example.org/a/") && html.path().ends_with(".html")
        );
        assert_ne!(html.path(), "/a/b.html");
        let (_, slash) = beside("http://example.org/a/b/").expect("has one");
        assert!(slash.path().starts_with("/a/") && slash.path().ends_with('/'));
        let (_, query) = beside("http://example.org/a?p=2&id=17").expect("has one");
        assert!(
            query.as_str().starts_with("http://example.org/a?p=2&id=")
                && !query.as_str().ends_with("=17")
        );
        assert!(beside("http://example.org/").is_none());
    }

    #[test]
    fn pages_that_differ_in_their_own_name_are_the_same() {
        let shell = |name: &str| {
            read(
                &format!(
                    "<title>Site</title><p>We could not show you {name}, here is our front page with much news"
                ),
                false,
            )
        };
        assert!(says_the_same(&shell("abc"), &shell("xyz")));
        let other = read(
            "<title>Site</title><p>Oil and politics in Kazakhstan by Smith, a story of two decades and their end",
            false,
        );
        assert!(!says_the_same(&shell("abc"), &other));
    }
}
