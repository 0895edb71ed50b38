//! Chooses the archived copy that shows what the author read.

use reqwest::Url;

use crate::model::evidence::{ArchivedCopy, Verdict};
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::response;
use crate::verify::http::fetch::Network;
use crate::verify::http::redirects::visit;
use crate::verify::http::service::Services;

use crate::verify::archive::captures::{self, Capture};
use crate::verify::archive::timemap;

/// How many copies are looked at before the next best is taken.
const MOST_LOOKS: usize = 4;

/// What a search for archived copies gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Found {
    /// The copy.
    pub copy: Option<ArchivedCopy>,
    /// Why it cannot be said that there is none.
    pub trouble: Option<String>,
}

/// The copy of `url` nearest before `when` (14 digits), or else the nearest after it, that shows
/// the work.
///
/// What archives kept after a page died is often the page that says so: copies are looked at, and
/// those that a living page would not be called by are skipped.
pub(crate) async fn find(
    network: &Network,
    services: &Services,
    url: &str,
    when: &str,
    work: Option<&ExpectedWork>,
) -> Found {
    let quick = captures::nearest(network, services, url, when).await;
    let (mut captures, mut trouble) = match captures::around(network, services, url, when).await {
        Ok(captures) => (captures, None),
        // The index cannot be asked: the quick answer has to do.
        Err(why) => (quick.clone().unwrap_or_default(), Some(why.to_string())),
    };
    if captures.is_empty() {
        match timemap::list(network, services, url).await {
            Ok(mementos) => captures = in_order(mementos, when),
            Err(why) => trouble = trouble.or(Some(why.to_string())),
        }
    }
    if captures.is_empty() {
        captures = quick.unwrap_or_default();
    }
    let chosen = choose(network, &captures, work).await;
    Found {
        trouble: trouble.filter(|_| chosen.is_none()),
        copy: chosen.map(|capture| ArchivedCopy {
            url: capture.url.clone(),
            timestamp: capture.timestamp.clone(),
        }),
    }
}

/// Those up to `when`, newest first, and then the later ones, oldest first.
fn in_order(captures: Vec<Capture>, when: &str) -> Vec<Capture> {
    let (mut before, after): (Vec<Capture>, Vec<Capture>) =
        captures.into_iter().partition(|capture| capture.timestamp.as_str() <= when);
    before.reverse();
    before.extend(after);
    before
}

/// The first that shows the work; one that could not be looked at is believed.
async fn choose<'c>(
    network: &Network,
    captures: &'c [Capture],
    work: Option<&ExpectedWork>,
) -> Option<&'c Capture> {
    for capture in captures.iter().take(MOST_LOOKS) {
        if shows_the_work(network, capture, work).await {
            return Some(capture);
        }
    }
    None
}

async fn shows_the_work(network: &Network, capture: &Capture, work: Option<&ExpectedWork>) -> bool {
    let Ok(url) = Url::parse(capture.raw.as_deref().unwrap_or(&capture.url)) else {
        return false;
    };
    let seen = visit(network, &url, None).await;
    let verdict = response::classify(&seen, work, None).verdict;
    // A redirect inside the archive is no redirect of the page.
    !matches!(verdict, Verdict::Dead | Verdict::Soft404 | Verdict::Parked | Verdict::Drifted)
}
