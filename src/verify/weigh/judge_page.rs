//! Judges a page that the server says is there.

use reqwest::Url;

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::content::page::Page;
use crate::verify::http::visit::Visit;
use crate::verify::weigh::asked_kind;
use crate::verify::weigh::judgement::Judgement;
use crate::verify::weigh::language;
use crate::verify::weigh::likeness;
use crate::verify::weigh::neighbour::Neighbour;
use crate::verify::weigh::signs::{self, SHORT, Signs};
use crate::verify::weigh::subject::{best_title, is_about_something_else, is_telling};
use crate::verify::weigh::withdrawn;
use crate::verify::weigh::work::Work;

/// A page with less text than this says nothing.
const HARDLY: usize = 60;

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
    match () {
        () if is_nothing(page) => Judgement::new(Verdict::Unknown, "the page is empty"),
        () if asked_kind::is_file(&visit.from) && !asked_kind::names_file(page, &visit.from) => {
            Judgement::new(Verdict::Unknown, "a page is shown in place of the file")
        }
        () => Judgement::new(Verdict::Ok, "the page is there"),
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
    if likeness >= likeness::SAME && signs.husk().is_none() {
        return of_the_work(page, work, &signs, "the page has the cited title");
    }
    let holds = likeness::is_in(&work.title, &text);
    if holds && signs.husk().is_none() && signs.challenge().is_none() {
        return of_the_work(page, work, &signs, "the page holds the cited title");
    }
    if let Some(judgement) = by_signs(visit, page, &signs, likeness) {
        return judgement;
    }
    if let Some(phrase) = signs.paywall() {
        return Judgement::new(Verdict::Blocked, format!("a paywall (\"{phrase}\")"));
    }
    if neighbour.is_some_and(|neighbour| neighbour.is_same) {
        return of_catch_all(page, work);
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

/// Judges a page that shows the work; `how` says how.
fn of_the_work(page: &Page, work: &Work, signs: &Signs, how: &str) -> Judgement {
    if withdrawn::says(&work.title) {
        return Judgement::new(Verdict::Ok, how);
    }
    let title = page.titles.iter().find(|title| withdrawn::says(&title.text));
    let said = title
        .map(|title| title.text.as_str())
        .or_else(|| signs.retracted())
        .or_else(|| withdrawn::badge(page, work));
    match said {
        Some(said) => {
            Judgement::new(Verdict::Retracted, format!("its page takes it back: \"{said}\""))
        }
        None => Judgement::new(Verdict::Ok, how),
    }
}

/// What a page says of itself, or the way that led to it; the surest first.
fn by_signs(visit: &Visit, page: &Page, signs: &Signs, likeness: f32) -> Option<Judgement> {
    let by_way = || by_way(visit, likeness);
    by_words(signs, likeness).or_else(by_way).or_else(|| by_own_address(visit, page, likeness))
}

const NOT_THERE: &str = "the server says 200, the page that it is not there";

/// What the words of a page are signs of.
fn by_words(signs: &Signs, likeness: f32) -> Option<Judgement> {
    let said = [
        (signs.challenge(), Verdict::Blocked, "a wall against robots"),
        (signs.withheld(), Verdict::Blocked, "not shown to readers in every country"),
        (signs.retracted(), Verdict::Retracted, "the page takes its work back"),
        (signs.not_found_title(), Verdict::Soft404, NOT_THERE),
        (signs.gate(), Verdict::Blocked, "a gate that lets in who agrees or logs in"),
        (signs.not_found(), Verdict::Soft404, NOT_THERE),
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
    if redirected && (led(signs::is_login) || led(signs::is_gate)) {
        let reason = format!("it leads to a log-in or a gate: {last}");
        return Some(Judgement::new(Verdict::Blocked, reason));
    }
    if redirected && led(signs::is_not_found) {
        let reason = format!("it leads to a page for errors: {last}");
        return Some(Judgement::new(Verdict::Soft404, reason));
    }
    if led(signs::is_search) && elsewhere {
        return Some(Judgement::new(Verdict::Soft404, "it leads to a search, not to the work"));
    }
    if !visit.hops.is_empty() && elsewhere && signs::leads_back(last, from) {
        let reason = format!("it leads to a gate that leads back: {last}");
        return Some(Judgement::new(Verdict::Blocked, reason));
    }
    if led(signs::is_home) && elsewhere && !has_own_home(from, last) {
        let reason = "it leads to the home page, not to the work";
        return Some(Judgement::new(Verdict::Soft404, reason));
    }
    None
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
fn of_catch_all(page: &Page, work: &Work) -> Judgement {
    match is_shell(page) || is_next_to_nothing(page, work) || page.text.len() < HARDLY / 2 {
        true => Judgement::new(
            Verdict::Unknown,
            "the page is next to empty or built by scripts, and the server sends the same for any address",
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
    if is_next_to_nothing(page, work) {
        return Judgement::new(Verdict::Unknown, "the page is next to empty").doubtful();
    }
    if asked_kind::is_file(&visit.from) {
        return in_place_of_file(visit, page, work);
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

/// Judges a page that came in place of a file and does not show the work.
fn in_place_of_file(visit: &Visit, page: &Page, work: &Work) -> Judgement {
    match language::comparable(&work.title, &page.text) {
        _ if asked_kind::names_file(page, &visit.from) => {
            Judgement::new(Verdict::Ok, "a page is shown that names the file")
        }
        true => Judgement::new(
            Verdict::Soft404,
            "a page is shown in place of the file, and nothing of the work is on it",
        ),
        false => Judgement::new(Verdict::Unknown, "a page is shown in place of the file"),
    }
}

/// Whether a page has next to no text, and a title that says nothing.
fn is_next_to_nothing(page: &Page, work: &Work) -> bool {
    page.text.len() < HARDLY && !page.titles.iter().any(|title| is_telling(&title.text, work))
}

/// Whether a page has neither text nor what could bring any.
fn is_nothing(page: &Page) -> bool {
    page.text.is_empty() && page.titles.is_empty() && page.scripts == 0 && page.frames == 0
}

/// Whether what a reader sees is brought by scripts or frames.
fn is_shell(page: &Page) -> bool {
    page.text.len() < SHELL && page.text.len() < SHORT && (page.scripts > 0 || page.frames > 0)
}
