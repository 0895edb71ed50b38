//! From what was seen to a verdict.

use reqwest::Url;

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::content::page::Page;
use crate::verify::content::pdf;
use crate::verify::http::fault::Fault;
use crate::verify::http::fetch::{Answer, Ending};
use crate::verify::http::retry;
use crate::verify::http::visit::{Content, End, Visit, is_success};
use crate::verify::parameters::is_for_one_visit;
use crate::verify::weigh::asked_kind;
use crate::verify::weigh::judge_page;
use crate::verify::weigh::judgement::Judgement;
use crate::verify::weigh::likeness;
use crate::verify::weigh::neighbour::Neighbour;
use crate::verify::weigh::signs::{self, Signs};
use crate::verify::weigh::subject::{is_about_something_else, is_telling, shows_the_work};
use crate::verify::weigh::work::Work;

/// Judges a visit made for `work`; `neighbour` is what the server said of a page that cannot be
/// there, if it was asked.
pub fn judge(visit: &Visit, work: Option<&Work>, neighbour: Option<&Neighbour>) -> Judgement {
    match &visit.end {
        End::Fault(fault) => of_fault(fault),
        End::Loop => Judgement::new(Verdict::Dead, "its redirects lead in a circle"),
        End::TooManyHops => Judgement::new(
            Verdict::Dead,
            format!("it redirects more than {} times", visit.hops.len() - 1),
        ),
        End::Astray(target) if is_elsewhere(target) => Judgement::new(
            Verdict::Unknown,
            format!("it redirects to {target}, and addresses of that kind are not asked for"),
        ),
        End::Astray(target) => Judgement::new(
            Verdict::Dead,
            format!("it redirects to \"{target}\", which is no address on the web"),
        ),
        End::Withheld(why) => of_withheld(visit, why),
        End::Answer(answer, content) if is_success(answer.status) => {
            of_content(visit, answer, content, work, neighbour)
        }
        End::Answer(answer, content) => of_status(visit, answer, content, work, neighbour),
    }
}

/// Whether a target may be something, though nothing that this program can ask for.
fn is_elsewhere(target: &str) -> bool {
    let nowhere = ["http", "https", "about", "data", "file", "javascript", "mailto"];
    Url::parse(target).is_ok_and(|url| !nowhere.contains(&url.scheme()))
}

/// Judges a visit that ended at an address that is not requested.
fn of_withheld(visit: &Visit, why: &str) -> Judgement {
    let last = visit.last();
    match visit.hops.is_empty() {
        true => Judgement::new(Verdict::Unchecked, format!("not requested: it {why}")),
        false if signs::is_login(last) => {
            let host = last.host_str().unwrap_or_default();
            Judgement::new(Verdict::Blocked, format!("it leads to a log-in at {host}"))
        }
        false => Judgement::new(
            Verdict::Unchecked,
            format!("it redirects to an address that is not requested: that {why}"),
        ),
    }
}

fn of_fault(fault: &Fault) -> Judgement {
    let verdict = match fault {
        Fault::NoSuchHost => Verdict::DnsError,
        Fault::NameServer | Fault::Setup(_) => Verdict::Unknown,
        Fault::Private => Verdict::Unchecked,
        Fault::Refused | Fault::Unreachable | Fault::Broken | Fault::Protocol(_) => {
            Verdict::ConnectionError
        }
        Fault::Timeout => Verdict::Timeout,
        Fault::Tls(_) => Verdict::TlsError,
        Fault::Encoding => Verdict::Unknown,
    };
    Judgement::new(verdict, fault.to_string())
}

/// Judges an answer whose status says that something is wrong.
fn of_status(
    visit: &Visit,
    answer: &Answer,
    content: &Content,
    work: Option<&Work>,
    neighbour: Option<&Neighbour>,
) -> Judgement {
    let status = answer.status;
    if let (Content::Page(page), Some(work)) = (content, work)
        && let Some(shown) = shows_the_work(page, work)
    {
        let reason = format!("the server says {status}, but the page shows the work");
        return Judgement {
            title: Some(shown.0),
            likeness: Some(shown.1),
            ..Judgement::new(Verdict::Ok, reason)
        };
    }
    if let Some(wall) = wall(answer, content) {
        return Judgement::new(
            Verdict::Blocked,
            format!("a wall against robots ({wall}); the server says {status}"),
        );
    }
    let (verdict, reason) = match status {
        404 | 410 => (Verdict::Dead, "the page is gone"),
        401 | 407 | 511 => (Verdict::Blocked, "a log-in is asked for"),
        402 => (Verdict::Blocked, "payment is asked for"),
        403 | 418 | 498 | 499 | 999 => (Verdict::Blocked, "the server lets no robots in"),
        451 => (Verdict::Blocked, "withheld for legal reasons"),
        429 => (Verdict::Unknown, "too many requests; the server wants to be asked later"),
        503 if visit.retry_after.is_some() => {
            (Verdict::Unknown, "the server wants to be asked later")
        }
        408 => (Verdict::Timeout, "the server got tired of waiting"),
        500..=599 => (Verdict::ServerError, "the server failed"),
        _ => return of_odd_status(answer, neighbour),
    };
    let again = if retry::is_passing(status) && visit.retry_after.is_none() {
        ", time and again"
    } else {
        ""
    };
    Judgement::new(verdict, format!("{reason} ({status}{again})"))
}

/// Statuses that say something of the request rather than of the page: what the server says to
/// other requests tells which.
fn of_odd_status(answer: &Answer, neighbour: Option<&Neighbour>) -> Judgement {
    let status = answer.status;
    let alone = neighbour
        .is_some_and(|neighbour| neighbour.home_is_there && neighbour.status != Some(status));
    match (status, neighbour) {
        (400 | 405 | 406 | 414 | 421 | 422, None) => {
            Judgement::new(Verdict::Unknown, format!("the server says {status}")).doubtful()
        }
        (400 | 414 | 422, Some(neighbour)) if neighbour.home_is_there => {
            let says =
                if alone { "to this address alone" } else { "to addresses that are not there" };
            Judgement::new(Verdict::Dead, format!("the server is well, and says {status} {says}"))
        }
        (300..=399, _) => Judgement::new(
            Verdict::Unknown,
            format!("the server says {status}, but not where to go"),
        ),
        _ => Judgement::new(Verdict::Unknown, format!("the server says {status}")),
    }
}

/// A wall against robots, by headers or words.
fn wall(answer: &Answer, content: &Content) -> Option<&'static str> {
    if let Some(sign) = signs::challenge_header(answer) {
        return Some(sign);
    }
    match content {
        Content::Page(page) if !matches!(answer.status, 404 | 410) => {
            Signs::of(page, None).challenge()
        }
        _ => None,
    }
}

/// Judges an answer whose status says that the page is there.
fn of_content(
    visit: &Visit,
    answer: &Answer,
    content: &Content,
    work: Option<&Work>,
    neighbour: Option<&Neighbour>,
) -> Judgement {
    if let Some(sign) = signs::challenge_header(answer) {
        return Judgement::new(Verdict::Blocked, format!("a wall against robots ({sign})"));
    }
    let judgement = match content {
        _ if answer.body.is_empty() => of_nothing(answer),
        Content::Page(page) => judge_page::judge(visit, page, work, neighbour),
        Content::Pdf => of_pdf(answer, work),
        Content::Text(text) => of_text(visit, text, work),
        Content::Other if asked_kind::is_picture_of_document(&visit.from, answer) => {
            Judgement::new(Verdict::Soft404, "a picture is sent in place of the document")
        }
        Content::Other => Judgement::new(Verdict::Ok, "the file is there"),
    };
    match &answer.ending {
        Ending::Broken(fault) if judgement.verdict == Verdict::Ok => Judgement {
            reason: format!("{}; its end did not come: {fault}", judgement.reason),
            ..judgement
        },
        _ => judgement,
    }
}

fn of_nothing(answer: &Answer) -> Judgement {
    match &answer.ending {
        Ending::Broken(Fault::Timeout) => {
            Judgement::new(Verdict::Timeout, "the server says 200, and then nothing came in time")
        }
        Ending::Broken(fault) => Judgement::new(
            Verdict::ConnectionError,
            format!("the server says {}, and then {fault}", answer.status),
        ),
        _ => Judgement::new(
            Verdict::Unknown,
            format!("the server says {} and sends an empty page", answer.status),
        ),
    }
}

fn of_text(visit: &Visit, text: &str, work: Option<&Work>) -> Judgement {
    let short = text.len() < signs::SHORT;
    let page = Page { text: text.chars().take(signs::SHORT).collect(), ..Page::default() };
    if let Some(phrase) = Signs::of(&page, work).not_found().filter(|_| short) {
        return Judgement::new(
            Verdict::Soft404,
            format!("the server says 200, the text \"{phrase}\""),
        );
    }
    let shows = work
        .is_some_and(|work| likeness::is_in(&work.title, &fold(text)) || work.has_creator_in(text));
    match asked_kind::is_file(&visit.from) && short && !shows && !visit.from.path().ends_with("csv")
    {
        true => Judgement::new(Verdict::Soft404, "a few words are sent in place of the file"),
        false => Judgement::new(Verdict::Ok, "the text is there"),
    }
}

/// Judges a PDF: what its title and text confirm is certain; what they do not say is no fault,
/// for many files carry the title of a template or none.
fn of_pdf(answer: &Answer, work: Option<&Work>) -> Judgement {
    let found = pdf::read(&answer.body);
    let Some(work) = work else {
        return Judgement {
            title: found.title,
            ..Judgement::new(Verdict::Ok, "the file is there")
        };
    };
    let likeness = found.title.as_deref().map(|title| likeness::of(&work.title, title));
    let judgement = |verdict, reason: &str| Judgement {
        title: found.title.clone(),
        likeness,
        ..Judgement::new(verdict, reason)
    };
    let text = fold(&found.text);
    let page = Page { text: found.text.chars().take(signs::SHORT).collect(), ..Page::default() };
    if let Some(phrase) = Signs::of(&page, Some(work)).husk() {
        return judgement(Verdict::Soft404, &format!("the file says \"{phrase}\""));
    }
    if likeness.is_some_and(|likeness| likeness >= likeness::SAME) {
        return judgement(Verdict::Ok, "the file has the cited title");
    }
    if likeness::is_in(&work.title, &text) || work.has_creator_in(&found.text) {
        return judgement(Verdict::Ok, "the file holds the cited work");
    }
    let telling = found.title.as_deref().is_some_and(|title| is_telling(title, work));
    let alien = likeness.is_some_and(|likeness| likeness < likeness::ALIEN);
    if telling
        && alien
        && is_about_something_else(work, &[found.title.as_deref().unwrap_or("")], &found.text)
    {
        return judgement(
            Verdict::Drifted,
            "the file has another title, and nothing of the cited work is in it",
        );
    }
    judgement(Verdict::Ok, "the file is there; its title says nothing for or against")
}

/// The address to which a chain of lasting redirects leads from its start, unless it holds for one
/// visit only.
pub fn moved_to(visit: &Visit) -> Option<&Url> {
    let lasting = visit.hops.iter().take_while(|hop| hop.lasting);
    let target = &lasting.last()?.to;
    let stable = !is_for_one_visit(&visit.from, target);
    (target.as_str() != visit.from.as_str() && stable).then_some(target)
}
