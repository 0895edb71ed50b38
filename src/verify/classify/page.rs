//! Classifies an HTML page that was answered with success.

use reqwest::Url;

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::classify::classification::Classification;
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::language;
use crate::verify::classify::page_signals::{self, PageSignals, SHORT};
use crate::verify::classify::requested_file;
use crate::verify::classify::retraction;
use crate::verify::classify::soft404_probe::ProbeResult;
use crate::verify::classify::title_similarity;
use crate::verify::classify::topic::{best_title, is_about_something_else, is_telling};
use crate::verify::content::page::Page;
use crate::verify::http::redirects::Visit;

/// A page with less text than this (in bytes) says nothing.
const ALMOST_BLANK: usize = 60;

/// A page with scripts and less text than this is built by the scripts.
const SHELL: usize = 200;

/// Classifies a page by its title, its words and the redirects that led to it.
pub(crate) fn classify(
    visit: &Visit,
    page: &Page,
    work: Option<&ExpectedWork>,
    probe: Option<&ProbeResult>,
) -> Classification {
    let best = work.and_then(|work| best_title(page, work));
    let similarity = best.as_ref().map(|(_, similarity)| *similarity);
    let classification = match work {
        Some(work) => for_work(visit, page, work, similarity.unwrap_or(0.0), probe),
        None => for_any(visit, page),
    };
    Classification {
        title: best
            .map(|(title, _)| title)
            .or_else(|| page.titles.first().map(|title| title.text.clone())),
        similarity,
        ..classification
    }
}

/// Classifies a page of which only the address is known.
fn for_any(visit: &Visit, page: &Page) -> Classification {
    let signs = PageSignals::of(page, None);
    if let Some(classification) = by_signs(visit, page, &signs, 0.0) {
        return classification;
    }
    match () {
        () if is_blank(page) => Classification::new(Verdict::Unknown, "the page is empty"),
        () if requested_file::is_file(&visit.from)
            && !requested_file::names_file(page, &visit.from) =>
        {
            Classification::new(Verdict::Unknown, "a page is shown in place of the file")
        }
        () => Classification::new(Verdict::Ok, "the page is there"),
    }
}

/// Classifies a page that should show a work; `similarity` is that of its most similar title.
fn for_work(
    visit: &Visit,
    page: &Page,
    work: &ExpectedWork,
    similarity: f32,
    probe: Option<&ProbeResult>,
) -> Classification {
    let signs = PageSignals::of(page, Some(work));
    let text = fold(&page.text);
    if similarity >= title_similarity::SAME && signs.content_removed().is_none() {
        return of_the_work(page, work, &signs, "the page has the cited title");
    }
    let holds = title_similarity::is_in(&work.title, &text);
    if holds && signs.content_removed().is_none() && signs.challenge().is_none() {
        return of_the_work(page, work, &signs, "the page holds the cited title");
    }
    if let Some(classification) = by_signs(visit, page, &signs, similarity) {
        return classification;
    }
    if let Some(phrase) = signs.paywall() {
        return Classification::new(Verdict::Blocked, format!("a paywall (\"{phrase}\")"));
    }
    if probe.is_some_and(|probe| probe.is_same_page) {
        return of_catch_all(page, work);
    }
    if signs.spam() {
        return Classification::new(
            Verdict::Drifted,
            "the domain was taken over: the page advertises something else",
        );
    }
    if similarity >= 0.5 || work.has_creator_in(&page.text) {
        return Classification::new(
            Verdict::Ok,
            "the page is there, and names the work's title in part or its author",
        );
    }
    without_signal(visit, page, work, probe)
}

/// Returns whether redirects lead from a page to a folder above it.
fn redirects_to_parent(visit: &Visit) -> bool {
    let (from, last) = (&visit.from, visit.last());
    let folder = format!("{}/", last.path().trim_end_matches('/'));
    let rest = from.path().strip_prefix(&folder).unwrap_or_default().trim_end_matches('/');
    let index = rest.split('.').next().is_some_and(|name| matches!(name, "index" | "default"));
    from.host_str() == last.host_str() && !rest.is_empty() && !index
}

/// Classifies a page that shows the work; `how` is the reason if nothing is wrong.
fn of_the_work(
    page: &Page,
    work: &ExpectedWork,
    signs: &PageSignals,
    how: &'static str,
) -> Classification {
    if retraction::is_marked(&work.title) {
        return Classification::new(Verdict::Ok, how);
    }
    let title = page.titles.iter().find(|title| retraction::is_marked(&title.text));
    let said = title
        .map(|title| title.text.as_str())
        .or_else(|| signs.retracted())
        .or_else(|| retraction::badge(page, work));
    match said {
        Some(said) => {
            Classification::new(Verdict::Retracted, format!("its page takes it back: \"{said}\""))
        }
        None => Classification::new(Verdict::Ok, how),
    }
}

/// Classifies by signals of the page and of its redirects, the surest first.
fn by_signs(
    visit: &Visit,
    page: &Page,
    signs: &PageSignals,
    similarity: f32,
) -> Option<Classification> {
    let by_redirects = || by_redirects(visit, similarity);
    by_words(signs, similarity)
        .or_else(by_redirects)
        .or_else(|| by_own_address(visit, page, similarity))
}

const NOT_THERE: &str = "the server says 200, the page that it is not there";

/// Classifies by the words of the page.
fn by_words(signs: &PageSignals, similarity: f32) -> Option<Classification> {
    let said = [
        (signs.challenge(), Verdict::Blocked, "a wall against robots"),
        (signs.withheld(), Verdict::Blocked, "not shown to readers in every country"),
        (signs.retracted(), Verdict::Retracted, "the page takes its work back"),
        (signs.not_found_title(), Verdict::Soft404, NOT_THERE),
        (signs.gate(), Verdict::Blocked, "a gate that lets in who agrees or logs in"),
        (signs.not_found(), Verdict::Soft404, NOT_THERE),
        (signs.parked(), Verdict::Parked, "the domain is for sale or lapsed"),
        (signs.login().filter(|_| similarity < 0.5), Verdict::Blocked, "a log-in"),
        (
            signs.failing(),
            Verdict::ServerError,
            "the server says 200, the page that something failed",
        ),
        (signs.empty_site(), Verdict::Soft404, "no site is there any more"),
    ];
    said.into_iter().find_map(|(phrase, verdict, what)| {
        Some(Classification::new(verdict, format!("{what} (\"{}\")", phrase?)))
    })
}

/// Classifies by the target of the redirects.
fn by_redirects(visit: &Visit, similarity: f32) -> Option<Classification> {
    let (from, last) = (&visit.from, visit.last());
    let led = |is: fn(&Url) -> bool| !visit.hops.is_empty() && is(last) && !is(from);
    let redirected = last.path() != from.path();
    let elsewhere = similarity < title_similarity::SAME;
    if redirected && (led(page_signals::is_login) || led(page_signals::is_gate)) {
        let reason = format!("it leads to a log-in or a gate: {last}");
        return Some(Classification::new(Verdict::Blocked, reason));
    }
    if redirected && led(page_signals::is_not_found) {
        let reason = format!("it leads to a page for errors: {last}");
        return Some(Classification::new(Verdict::Soft404, reason));
    }
    if led(page_signals::is_search) && elsewhere {
        return Some(Classification::new(
            Verdict::Soft404,
            "it leads to a search, not to the work",
        ));
    }
    if !visit.hops.is_empty() && elsewhere && page_signals::leads_back(last, from) {
        let reason = format!("it leads to a gate that leads back: {last}");
        return Some(Classification::new(Verdict::Blocked, reason));
    }
    if led(page_signals::is_home) && elsewhere && !has_own_home(from, last) {
        let reason = "it leads to the home page, not to the work";
        return Some(Classification::new(Verdict::Soft404, reason));
    }
    None
}

/// Returns whether a home page may be the new place of the page: a part of a site, or somebody's pages
/// in it, may have moved to a host of their own.
fn has_own_home(from: &Url, last: &Url) -> bool {
    let part = from.path().ends_with('/') || from.path().starts_with("/~");
    part && from.host_str() != last.host_str()
}

/// Classifies a page that declares the home page as its canonical address.
fn by_own_address(visit: &Visit, page: &Page, similarity: f32) -> Option<Classification> {
    let last = visit.last();
    let own = page.canonical.as_deref().and_then(|own| last.join(own).ok());
    let elsewhere = own.is_some_and(|own| {
        own.host_str() == last.host_str()
            && page_signals::is_home(&own)
            && !page_signals::is_home(last)
    });
    (elsewhere && similarity < 0.5 && page.text.len() > SHELL).then(|| {
        Classification::new(Verdict::Soft404, "the home page is shown in place of the page")
            .needs_probe()
    })
}

/// Classifies a page that the server also sends for an address that cannot exist.
fn of_catch_all(page: &Page, work: &ExpectedWork) -> Classification {
    match is_shell(page) || is_almost_blank(page, work) || page.text.len() < ALMOST_BLANK / 2 {
        true => Classification::new(
            Verdict::Unknown,
            "the page is next to empty or built by scripts, and the server sends the same for any address",
        ),
        false => Classification::new(
            Verdict::Soft404,
            "the server shows the same page for addresses that cannot be",
        ),
    }
}

/// Classifies a page that neither shows the work nor has any signal.
fn without_signal(
    visit: &Visit,
    page: &Page,
    work: &ExpectedWork,
    probe: Option<&ProbeResult>,
) -> Classification {
    if is_blank(page) {
        return Classification::new(Verdict::Unknown, "the page is empty");
    }
    if is_shell(page) {
        return match probe {
            None => {
                Classification::new(Verdict::Unknown, "the page is built by scripts").needs_probe()
            }
            Some(_) => Classification::new(
                Verdict::Ok,
                "the page is there, built by scripts; the server knows it from others",
            ),
        };
    }
    if is_almost_blank(page, work) {
        return Classification::new(Verdict::Unknown, "the page is next to empty").needs_probe();
    }
    if requested_file::is_file(&visit.from) {
        return in_place_of_file(visit, page, work);
    }
    if redirects_to_parent(visit) && language::comparable(&work.title, &page.text) {
        let reason = "it leads to the pages above it, and the work is not among them";
        return Classification::new(Verdict::Soft404, reason);
    }
    let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_str()).collect();
    let telling = titles.iter().any(|title| is_telling(title, work));
    if telling && is_about_something_else(work, &titles, &page.text) {
        return Classification::new(
            Verdict::Drifted,
            "the page is about something else: neither the cited title nor an author is on it",
        )
        .needs_probe();
    }
    Classification::new(Verdict::Ok, "the page is there; its title is not the cited one, but nothing shows that it is another work").needs_probe()
}

/// Classifies a page that was sent in place of a file and does not show the work.
fn in_place_of_file(visit: &Visit, page: &Page, work: &ExpectedWork) -> Classification {
    match language::comparable(&work.title, &page.text) {
        _ if requested_file::names_file(page, &visit.from) => {
            Classification::new(Verdict::Ok, "a page is shown that names the file")
        }
        true => Classification::new(
            Verdict::Soft404,
            "a page is shown in place of the file, and nothing of the work is on it",
        ),
        false => Classification::new(Verdict::Unknown, "a page is shown in place of the file"),
    }
}

/// Returns whether a page has almost no text, and no informative title.
fn is_almost_blank(page: &Page, work: &ExpectedWork) -> bool {
    page.text.len() < ALMOST_BLANK && !page.titles.iter().any(|title| is_telling(&title.text, work))
}

/// Returns whether a page has neither text nor scripts or frames that could add some.
fn is_blank(page: &Page) -> bool {
    page.text.is_empty() && page.titles.is_empty() && page.scripts == 0 && page.frames == 0
}

/// Returns whether scripts or frames build what a reader sees.
fn is_shell(page: &Page) -> bool {
    page.text.len() < SHELL && page.text.len() < SHORT && (page.scripts > 0 || page.frames > 0)
}
