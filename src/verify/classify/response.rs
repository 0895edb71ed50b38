//! Classifies an answer.

use std::borrow::Cow;

use reqwest::Url;

use crate::model::evidence::Verdict;
use crate::text::fold::fold;

use crate::verify::classify::classification::Classification;
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::page;
use crate::verify::classify::page_signals::{self, PageSignals};
use crate::verify::classify::requested_file;
use crate::verify::classify::soft404_probe::ProbeResult;
use crate::verify::classify::title_similarity;
use crate::verify::classify::topic::{is_about_something_else, is_telling, shows_the_work};
use crate::verify::content::page::Page;
use crate::verify::content::pdf;
use crate::verify::http::error::FetchError;
use crate::verify::http::fetch::{Answer, Ending};
use crate::verify::http::redirects::{Content, End, Visit, is_success};
use crate::verify::http::retry;
use crate::verify::url_parameters::is_for_one_visit;

/// Classifies a visit that was made for `work`; `probe` is what the server answered for a page that
/// cannot exist, if it was asked.
pub(crate) fn classify(
    visit: &Visit,
    work: Option<&ExpectedWork>,
    probe: Option<&ProbeResult>,
) -> Classification {
    match &visit.end {
        End::FetchError(fault) => of_fault(fault),
        End::Loop => Classification::new(Verdict::Dead, "its redirects lead in a circle"),
        End::TooManyHops => Classification::new(
            Verdict::Dead,
            format!("it redirects more than {} times", visit.hops.len() - 1),
        ),
        End::InvalidTarget(target) if is_elsewhere(target) => Classification::new(
            Verdict::Unknown,
            format!("it redirects to {target}, and addresses of that kind are not asked for"),
        ),
        End::InvalidTarget(target) => Classification::new(
            Verdict::Dead,
            format!("it redirects to \"{target}\", which is no address on the web"),
        ),
        End::NotAllowed(why) => of_withheld(visit, why),
        End::Answer(answer, content) if is_success(answer.status) => {
            of_content(visit, answer, content, work, probe)
        }
        End::Answer(answer, content) => of_status(visit, answer, content, work, probe),
    }
}

/// Returns whether a target may exist, though this program cannot request it.
fn is_elsewhere(target: &str) -> bool {
    let nowhere = ["http", "https", "about", "data", "file", "javascript", "mailto"];
    Url::parse(target).is_ok_and(|url| !nowhere.contains(&url.scheme()))
}

/// Classifies a visit that ended at an address that is not requested.
fn of_withheld(visit: &Visit, why: &str) -> Classification {
    let last = visit.last();
    match visit.hops.is_empty() {
        true => Classification::new(Verdict::Unchecked, format!("not requested: it {why}")),
        false if page_signals::is_login(last) => {
            let host = last.host_str().unwrap_or_default();
            Classification::new(Verdict::Blocked, format!("it leads to a log-in at {host}"))
        }
        false => Classification::new(
            Verdict::Unchecked,
            format!("it redirects to an address that is not requested: that {why}"),
        ),
    }
}

fn of_fault(fault: &FetchError) -> Classification {
    let verdict = match fault {
        FetchError::NoSuchHost => Verdict::DnsError,
        FetchError::NameServer | FetchError::Setup(_) => Verdict::Unknown,
        FetchError::Private => Verdict::Unchecked,
        FetchError::Refused
        | FetchError::Unreachable
        | FetchError::Broken
        | FetchError::Protocol(_) => Verdict::ConnectionError,
        FetchError::Timeout => Verdict::Timeout,
        FetchError::Tls(_) => Verdict::TlsError,
        FetchError::Encoding => Verdict::Unknown,
    };
    Classification::new(verdict, fault.to_string())
}

/// Classifies an answer whose status reports a failure.
fn of_status(
    visit: &Visit,
    answer: &Answer,
    content: &Content,
    work: Option<&ExpectedWork>,
    probe: Option<&ProbeResult>,
) -> Classification {
    let status = answer.status;
    if let (Content::Page(page), Some(work)) = (content, work)
        && let Some(shown) = shows_the_work(page, work)
    {
        let reason = format!("the server says {status}, but the page shows the work");
        return Classification {
            title: Some(shown.0),
            similarity: Some(shown.1),
            ..Classification::new(Verdict::Ok, reason)
        };
    }
    if let Some(wall) = wall(answer, content) {
        return Classification::new(
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
        _ => return of_odd_status(answer, probe),
    };
    let again = if retry::is_transient(status) && visit.retry_after.is_none() {
        ", time and again"
    } else {
        ""
    };
    Classification::new(verdict, format!("{reason} ({status}{again})"))
}

/// Classifies statuses that may concern the request rather than the page, by what the server answers
/// to other requests.
fn of_odd_status(answer: &Answer, probe: Option<&ProbeResult>) -> Classification {
    let status = answer.status;
    let alone = probe.is_some_and(|probe| probe.home_is_there && probe.status != Some(status));
    match (status, probe) {
        (400 | 405 | 406 | 414 | 421 | 422, None) => {
            Classification::new(Verdict::Unknown, format!("the server says {status}")).needs_probe()
        }
        (400 | 414 | 422, Some(probe)) if probe.home_is_there => {
            let says =
                if alone { "to this address alone" } else { "to addresses that are not there" };
            Classification::new(
                Verdict::Dead,
                format!("the server is well, and says {status} {says}"),
            )
        }
        (300..=399, _) => Classification::new(
            Verdict::Unknown,
            format!("the server says {status}, but not where to go"),
        ),
        _ => Classification::new(Verdict::Unknown, format!("the server says {status}")),
    }
}

/// Returns the signal of a challenge to robots, in headers or words.
fn wall(answer: &Answer, content: &Content) -> Option<&'static str> {
    if let Some(sign) = page_signals::challenge_header(answer) {
        return Some(sign);
    }
    match content {
        Content::Page(page) if !matches!(answer.status, 404 | 410) => {
            PageSignals::of(page, None).challenge()
        }
        _ => None,
    }
}

/// Classifies an answer with a status of success.
fn of_content(
    visit: &Visit,
    answer: &Answer,
    content: &Content,
    work: Option<&ExpectedWork>,
    probe: Option<&ProbeResult>,
) -> Classification {
    if let Some(sign) = page_signals::challenge_header(answer) {
        return Classification::new(Verdict::Blocked, format!("a wall against robots ({sign})"));
    }
    let classification = match content {
        _ if answer.body.is_empty() => of_nothing(answer),
        Content::Page(page) => page::classify(visit, page, work, probe),
        Content::Pdf => of_pdf(answer, work),
        Content::Text(text) => of_text(visit, text, work),
        Content::Other if requested_file::is_picture_of_document(&visit.from, answer) => {
            Classification::new(Verdict::Soft404, "a picture is sent in place of the document")
        }
        Content::Other => Classification::new(Verdict::Ok, "the file is there"),
    };
    match &answer.ending {
        Ending::Broken(fault) if classification.verdict == Verdict::Ok => Classification {
            reason: format!("{}; its end did not come: {fault}", classification.reason).into(),
            ..classification
        },
        _ => classification,
    }
}

fn of_nothing(answer: &Answer) -> Classification {
    match &answer.ending {
        Ending::Broken(FetchError::Timeout) => Classification::new(
            Verdict::Timeout,
            "the server says 200, and then nothing came in time",
        ),
        Ending::Broken(fault) => Classification::new(
            Verdict::ConnectionError,
            format!("the server says {}, and then {fault}", answer.status),
        ),
        _ => Classification::new(
            Verdict::Unknown,
            format!("the server says {} and sends an empty page", answer.status),
        ),
    }
}

fn of_text(visit: &Visit, text: &str, work: Option<&ExpectedWork>) -> Classification {
    let short = text.len() < page_signals::SHORT;
    if let Some(phrase) = PageSignals::of(&beginning(text), work).not_found().filter(|_| short) {
        return Classification::new(
            Verdict::Soft404,
            format!("the server says 200, the text \"{phrase}\""),
        );
    }
    let shows = work.is_some_and(|work| {
        title_similarity::is_in(&work.title, &fold(text)) || work.has_creator_in(text)
    });
    match requested_file::is_file(&visit.from)
        && short
        && !shows
        && !visit.from.path().ends_with("csv")
    {
        true => Classification::new(Verdict::Soft404, "a few words are sent in place of the file"),
        false => Classification::new(Verdict::Ok, "the text is there"),
    }
}

/// The beginning of a text that is no page, to be looked through as one.
fn beginning(text: &str) -> Page {
    Page { text: text.chars().take(page_signals::SHORT).collect(), ..Page::default() }
}

/// Classifies a PDF. A title or text that confirms the work is certain; one that does not proves
/// nothing, since many files have the title of a template or none.
fn of_pdf(answer: &Answer, work: Option<&ExpectedWork>) -> Classification {
    let found = pdf::read(&answer.body);
    let Some(work) = work else {
        return Classification {
            title: found.title,
            ..Classification::new(Verdict::Ok, "the file is there")
        };
    };
    let similarity = found.title.as_deref().map(|title| title_similarity::of(&work.title, title));
    let classification = |verdict, reason: Cow<'static, str>| Classification {
        title: found.title.clone(),
        similarity,
        ..Classification::new(verdict, reason)
    };
    let text = fold(&found.text);
    if let Some(phrase) = PageSignals::of(&beginning(&found.text), Some(work)).content_removed() {
        return classification(Verdict::Soft404, format!("the file says \"{phrase}\"").into());
    }
    if similarity.is_some_and(|similarity| similarity >= title_similarity::SAME) {
        return classification(Verdict::Ok, "the file has the cited title".into());
    }
    if title_similarity::is_in(&work.title, &text) || work.has_creator_in(&found.text) {
        return classification(Verdict::Ok, "the file holds the cited work".into());
    }
    let telling = found.title.as_deref().is_some_and(|title| is_telling(title, work));
    let alien = similarity.is_some_and(|similarity| similarity < title_similarity::UNRELATED);
    if telling
        && alien
        && is_about_something_else(work, &[found.title.as_deref().unwrap_or("")], &found.text)
    {
        return classification(
            Verdict::Drifted,
            "the file has another title, and nothing of the cited work is in it".into(),
        );
    }
    classification(Verdict::Ok, "the file is there; its title says nothing for or against".into())
}

/// Returns the address to which a chain of permanent redirects leads, unless it is valid for one visit
/// only.
pub(crate) fn moved_to(visit: &Visit) -> Option<&Url> {
    let lasting = visit.hops.iter().take_while(|hop| hop.lasting);
    let target = &lasting.last()?.to;
    let stable = !is_for_one_visit(&visit.from, target);
    (target.as_str() != visit.from.as_str() && stable).then_some(target)
}
