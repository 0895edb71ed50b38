//! Judges a page that the server says is there.

use reqwest::Url;

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::content::page::Page;
use crate::verify::http::visit::Visit;
use crate::verify::weigh::judgement::Judgement;
use crate::verify::weigh::language;
use crate::verify::weigh::likeness;
use crate::verify::weigh::neighbour::Neighbour;
use crate::verify::weigh::signs::{self, SHORT, Signs};
use crate::verify::weigh::subject::{best_title, is_about_something_else, is_telling};
use crate::verify::weigh::withdrawn;
use crate::verify::weigh::work::Work;

/// A page with less text than this is built by its scripts, if it has any.
const SHELL: usize = 200;

/// Judges a page by its title, its words and the way that led to it.
pub fn judge(
    visit: &Visit,
    page: &Page,
    work: Option<&Work>,
    neighbour: Option<&Neighbour>,
) -> Judgement {
    let best = work.and_then(|work| best_title(page, work));
    let likeness = best.as_ref().map(|(_, likeness)| *likeness);
    let judgement = match work {
        Some(work) => for_work(visit, page, work, likeness.unwrap_or(0.0), neighbour),
        None => for_any(visit, page),
    };
    Judgement {
        title: best
            .map(|(title, _)| title)
            .or_else(|| page.titles.first().map(|title| title.text.clone())),
        likeness,
        ..judgement
    }
}

/// Judges a page of which nothing is known but its address.
fn for_any(visit: &Visit, page: &Page) -> Judgement {
    let signs = Signs::of(page, None);
    if let Some(judgement) = by_signs(visit, page, &signs, 0.0) {
        return judgement;
    }
    match is_nothing(page) {
        true => Judgement::new(Verdict::Unknown, "the page is empty"),
        false => Judgement::new(Verdict::Ok, "the page is there"),
    }
}

/// Judges a page that should show a work; `likeness` is that of its likest title.
fn for_work(
    visit: &Visit,
    page: &Page,
    work: &Work,
    likeness: f32,
    neighbour: Option<&Neighbour>,
) -> Judgement {
    let signs = Signs::of(page, Some(work));
    let text = fold(&page.text);
    if likeness >= likeness::SAME && !signs.is_husk() {
        return of_the_work(page, work);
    }
    if likeness::is_in(&work.title, &text) && !signs.is_husk() && signs.challenge().is_none() {
        return Judgement::new(Verdict::Ok, "the page holds the cited title");
    }
    if let Some(judgement) = by_signs(visit, page, &signs, likeness) {
        return judgement;
    }
    if let Some(phrase) = signs.paywall() {
        return Judgement::new(Verdict::Blocked, format!("a paywall (\"{phrase}\")"));
    }
    if neighbour.is_some_and(|neighbour| neighbour.is_same) {
        return of_catch_all(page);
    }
    if signs.spam() {
        return Judgement::new(
            Verdict::Drifted,
            "the domain was taken over: the page advertises something else",
        );
    }
    if likeness >= 0.5 || work.has_creator_in(&page.text) {
        return Judgement::new(
            Verdict::Ok,
            "the page is there, and names the work's title in part or its author",
        );
    }
    of_doubt(visit, page, work, neighbour)
}

/// Whether redirects lead from a page to a folder that it stood in.
fn leads_above(visit: &Visit) -> bool {
    let (from, last) = (&visit.from, visit.last());
    let folder = format!("{}/", last.path().trim_end_matches('/'));
    let rest = from.path().strip_prefix(&folder).unwrap_or_default().trim_end_matches('/');
    let index = rest.split('.').next().is_some_and(|name| matches!(name, "index" | "default"));
    from.host_str() == last.host_str() && !rest.is_empty() && !index
}

/// Judges a page that shows the title cited.
fn of_the_work(page: &Page, work: &Work) -> Judgement {
    let cited_so = withdrawn::says(&work.title);
    match page.titles.iter().find(|title| withdrawn::says(&title.text) && !cited_so) {
        Some(title) => {
            Judgement::new(Verdict::Retracted, format!("its page is headed \"{}\"", title.text))
        }
        None => Judgement::new(Verdict::Ok, "the page has the cited title"),
    }
}

/// What a page says of itself, or the way that led to it; the surest first.
fn by_signs(visit: &Visit, page: &Page, signs: &Signs, likeness: f32) -> Option<Judgement> {
    let by_way = || by_way(visit, likeness);
    by_words(signs, likeness).or_else(by_way).or_else(|| by_own_address(visit, page, likeness))
}

/// What the words of a page are signs of.
fn by_words(signs: &Signs, likeness: f32) -> Option<Judgement> {
    let said = [
        (signs.challenge(), Verdict::Blocked, "a wall against robots"),
        (signs.withheld(), Verdict::Blocked, "not shown to readers in every country"),
        (signs.not_found(), Verdict::Soft404, "the server says 200, the page that it is not there"),
        (signs.parked(), Verdict::Parked, "the domain is for sale or lapsed"),
        (signs.login().filter(|_| likeness < 0.5), Verdict::Blocked, "a log-in"),
        (
            signs.failing(),
            Verdict::ServerError,
            "the server says 200, the page that something failed",
        ),
        (signs.empty_site(), Verdict::Soft404, "no site is there any more"),
    ];
    said.into_iter().find_map(|(phrase, verdict, what)| {
        Some(Judgement::new(verdict, format!("{what} (\"{}\")", phrase?)))
    })
}

/// What redirects tell by where they lead.
fn by_way(visit: &Visit, likeness: f32) -> Option<Judgement> {
    let (from, last) = (&visit.from, visit.last());
    let led = |is: fn(&Url) -> bool| !visit.hops.is_empty() && is(last) && !is(from);
    let redirected = last.path() != from.path();
    let elsewhere = likeness < likeness::SAME;
    if redirected && (led(signs::is_login) || led(signs::is_consent)) {
        let reason = format!("it leads to a log-in or a gate: {last}");
        return Some(Judgement::new(Verdict::Blocked, reason));
    }
    if redirected && led(signs::is_not_found) {
        let reason = format!("it leads to a page for errors: {last}");
        return Some(Judgement::new(Verdict::Soft404, reason));
    }
    if led(signs::is_home) && elsewhere && !has_own_home(from, last) {
        let reason = "it leads to the home page, not to the work";
        return Some(Judgement::new(Verdict::Soft404, reason));
    }
    (led(signs::is_search) && elsewhere)
        .then(|| Judgement::new(Verdict::Soft404, "it leads to a search, not to the work"))
}

/// Whether the home page at the end may be the place itself: what was a part of a site, or
/// somebody's pages in it, has a host of its own now.
fn has_own_home(from: &Url, last: &Url) -> bool {
    let part = from.path().ends_with('/') || from.path().starts_with("/~");
    part && from.host_str() != last.host_str()
}

/// Whether a page calls the home page its own address.
fn by_own_address(visit: &Visit, page: &Page, likeness: f32) -> Option<Judgement> {
    let last = visit.last();
    let own = page.canonical.as_deref().and_then(|own| last.join(own).ok());
    let elsewhere = own.is_some_and(|own| {
        own.host_str() == last.host_str() && signs::is_home(&own) && !signs::is_home(last)
    });
    (elsewhere && likeness < 0.5 && page.text.len() > SHELL).then(|| {
        Judgement::new(Verdict::Soft404, "the home page is shown in place of the page").doubtful()
    })
}

/// The same page comes for an address that cannot be.
fn of_catch_all(page: &Page) -> Judgement {
    match is_shell(page) {
        true => Judgement::new(
            Verdict::Unknown,
            "the page is built by scripts, and the server sends the same for any address",
        ),
        false => Judgement::new(
            Verdict::Soft404,
            "the server shows the same page for addresses that cannot be",
        ),
    }
}

/// Judges a page that shows neither the work nor anything that is wrong.
fn of_doubt(visit: &Visit, page: &Page, work: &Work, neighbour: Option<&Neighbour>) -> Judgement {
    if is_nothing(page) {
        return Judgement::new(Verdict::Unknown, "the page is empty");
    }
    if is_shell(page) {
        return match neighbour {
            None => Judgement::new(Verdict::Unknown, "the page is built by scripts").doubtful(),
            Some(_) => Judgement::new(
                Verdict::Ok,
                "the page is there, built by scripts; the server knows it from others",
            ),
        };
    }
    if leads_above(visit) && language::comparable(&work.title, &page.text) {
        let reason = "it leads to the pages above it, and the work is not among them";
        return Judgement::new(Verdict::Soft404, reason);
    }
    let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_str()).collect();
    let telling = titles.iter().any(|title| is_telling(title, work));
    if telling && is_about_something_else(work, &titles, &page.text) {
        return Judgement::new(
            Verdict::Drifted,
            "the page is about something else: neither the cited title nor an author is on it",
        )
        .doubtful();
    }
    Judgement::new(Verdict::Ok, "the page is there; its title is not the cited one, but nothing shows that it is another work").doubtful()
}

/// Whether a page has neither text nor what could bring any.
fn is_nothing(page: &Page) -> bool {
    page.text.is_empty() && page.titles.is_empty() && page.scripts == 0 && page.frames == 0
}

/// Whether what a reader sees is brought by scripts or frames.
fn is_shell(page: &Page) -> bool {
    page.text.len() < SHELL && page.text.len() < SHORT && (page.scripts > 0 || page.frames > 0)
}
