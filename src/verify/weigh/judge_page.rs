//! Judges a page that the server says is there.

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::content::page::Page;
use crate::verify::http::visit::Visit;
use crate::verify::weigh::judgement::Judgement;
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
    if likeness >= 0.5 || work.has_maker_in(&page.text) {
        return Judgement::new(
            Verdict::Ok,
            "the page is there, and names the work's title in part or its author",
        );
    }
    of_doubt(page, work, neighbour)
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

/// What a page's own signs say, the surest first.
fn by_signs(visit: &Visit, page: &Page, signs: &Signs, likeness: f32) -> Option<Judgement> {
    let last = visit.last();
    let redirected = !visit.hops.is_empty() && last.path() != visit.from.path();
    let quoted = |verdict, what: &str, phrase: &str| {
        Some(Judgement::new(verdict, format!("{what} (\"{phrase}\")")))
    };
    if let Some(phrase) = signs.challenge() {
        return quoted(Verdict::Blocked, "a wall against robots", phrase);
    }
    if let Some(phrase) = signs.withheld() {
        return quoted(Verdict::Blocked, "not shown to readers in every country", phrase);
    }
    if let Some(phrase) = signs.not_found() {
        return quoted(
            Verdict::Soft404,
            "the server says 200, the page that it is not there",
            phrase,
        );
    }
    if let Some(phrase) = signs.parked() {
        return quoted(Verdict::Parked, "the domain is for sale or lapsed", phrase);
    }
    if redirected
        && (signs::is_login(last) || signs::is_consent(last))
        && !signs::is_login(&visit.from)
    {
        return Some(Judgement::new(
            Verdict::Blocked,
            format!("it leads to a log-in or a gate: {last}"),
        ));
    }
    if let Some(phrase) = signs.login().filter(|_| likeness < 0.5) {
        return quoted(Verdict::Blocked, "a log-in", phrase);
    }
    if let Some(phrase) = signs.failing() {
        return quoted(
            Verdict::ServerError,
            "the server says 200, the page that something failed",
            phrase,
        );
    }
    if let Some(phrase) = signs.empty_site() {
        return quoted(Verdict::Soft404, "no site is there any more", phrase);
    }
    if redirected && signs::is_not_found(last) {
        return Some(Judgement::new(
            Verdict::Soft404,
            format!("it leads to a page for errors: {last}"),
        ));
    }
    if signs::is_home(last)
        && !signs::is_home(&visit.from)
        && !visit.hops.is_empty()
        && likeness < likeness::SAME
    {
        return Some(Judgement::new(
            Verdict::Soft404,
            "it leads to the home page, not to the work",
        ));
    }
    if redirected
        && signs::is_search(last)
        && !signs::is_search(&visit.from)
        && likeness < likeness::SAME
    {
        return Some(Judgement::new(Verdict::Soft404, "it leads to a search, not to the work"));
    }
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
fn of_doubt(page: &Page, work: &Work, neighbour: Option<&Neighbour>) -> Judgement {
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
