//! One link, from question to evidence.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::Url;
use reqwest::header::ETAG;

use crate::model::evidence::{LinkEvidence, Verdict};
use crate::text::address::Reading;
use crate::text::doi as doi_text;

use crate::verify::archive::find::find;
use crate::verify::archive::save;
use crate::verify::clock;
use crate::verify::connection::{Connection, Look};
use crate::verify::content::fragment;
use crate::verify::http::client::{Client, Trusted};
use crate::verify::http::fault::Fault;
use crate::verify::http::fetch::{Network, text};
use crate::verify::http::pace::Pace;
use crate::verify::http::service::Services;
use crate::verify::http::visit::{End, Visit, visit, visit_once};
use crate::verify::reach::{Origin, refusal};
use crate::verify::registry::doi::{self, DoiJudgement};
use crate::verify::registry::registered::{Registration, look_up};
use crate::verify::settings::Settings;
use crate::verify::weigh::judge;
use crate::verify::weigh::judgement::Judgement;
use crate::verify::weigh::likeness;
use crate::verify::weigh::neighbour::Neighbours;
use crate::verify::weigh::work::Work;

/// What is asked of one address.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The address, mended.
    pub url: String,
    /// Other ways to read what is printed.
    pub others: Vec<Reading>,
    /// The DOI, if the address is one.
    pub doi: Option<String>,
    /// The work that should be there.
    pub work: Option<Work>,
    /// The end of the day on which it was read, or else on which the work came out: 14 digits.
    pub when: Option<String>,
    /// Whether a copy is to be made of what is there.
    pub save: bool,
}

/// What all threads of a run have in common.
#[derive(Clone)]
pub struct Common {
    /// As the user wants it.
    pub settings: Arc<Settings>,
    /// Whom secure connections trust.
    pub trusted: Arc<Trusted>,
    /// Hands out the turns.
    pub pace: Arc<Pace>,
    /// The services that know of DOIs and archives.
    pub services: Arc<Services>,
    /// What servers say of pages that are not there.
    pub neighbours: Arc<Neighbours>,
    /// What is known of the connection.
    pub connection: Arc<Connection>,
}

/// What one thread holds for all its questions.
pub struct Room {
    /// The way out.
    pub network: Network,
    /// The services that know of DOIs and archives.
    pub services: Arc<Services>,
    /// What servers say of pages that are not there.
    pub neighbours: Arc<Neighbours>,
}

impl Common {
    /// What a run as the settings want it begins with.
    pub fn new(settings: &Settings) -> Common {
        Common {
            settings: Arc::new(settings.clone()),
            trusted: Arc::default(),
            pace: Arc::new(Pace::new(settings)),
            services: Arc::default(),
            neighbours: Arc::default(),
            connection: Arc::default(),
        }
    }
}

impl Room {
    /// Whether links are looked at for the first time.
    fn is_first_look(&self) -> bool {
        self.network.look == Look::First
    }

    /// A room for one thread. Connections belong to it, so a client is its own.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub fn new(common: &Common, look: Look) -> Result<Room, String> {
        let Common { settings, trusted, pace, services, neighbours, connection } = common.clone();
        let client = Client::new(settings.clone(), trusted)?;
        let network = Network { client, pace, settings, connection, look };
        Ok(Room { network, services, neighbours })
    }
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An answer.
    Answered(Box<Answered>),
    /// What is remembered still holds.
    Unchanged,
    /// The host could not be found or reached: the question is to be asked once more, or else
    /// nothing is known, since no host can be reached.
    PutOff,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The evidence.
    pub evidence: LinkEvidence,
    /// The version of the page.
    pub etag: Option<String>,
    /// Whether its host could not be found or reached.
    pub unreachable: bool,
}

impl From<Answered> for Outcome {
    fn from(answered: Answered) -> Outcome {
        Outcome::Answered(Box::new(answered))
    }
}

/// A visit and its verdict.
struct Seen {
    visit: Visit,
    judgement: Judgement,
}

/// Answers a question; with `etag`, the answer may be that nothing changed.
pub async fn ask(room: &Room, question: &Question, etag: Option<&str>) -> Outcome {
    if room.is_first_look() && room.network.connection.is_hopeless() {
        return Outcome::PutOff;
    }
    let mut outcome = match &question.doi {
        Some(doi) => ask_doi(room, question, doi).await,
        None => ask_page(room, question, etag).await,
    };
    if let Outcome::Answered(answered) = &mut outcome {
        add_copies(room, question, &mut answered.evidence).await;
        let unknown = answered.unreachable && !room.network.connection.is_reached();
        return if unknown { Outcome::PutOff } else { outcome };
    }
    outcome
}

/// Adds the archived copy of what is gone, and asks for one of what is there.
async fn add_copies(room: &Room, question: &Question, evidence: &mut LinkEvidence) {
    evidence.checked = Some(clock::rfc3339(SystemTime::now()));
    if question.doi.is_none() && wants_copy(evidence.verdict) && room.network.settings.archives {
        add_copy(room, question, evidence).await;
    }
    if question.save && matches!(evidence.verdict, Verdict::Ok | Verdict::Moved) {
        match save::save(&room.network, &room.services, &question.url).await {
            Ok(copy) => evidence.archive = Some(copy),
            Err(why) => add_remark(evidence, &format!("no copy was made: {why}")),
        }
    }
}

/// Whether an archived copy would help the reader.
fn wants_copy(verdict: Verdict) -> bool {
    verdict.is_gone() || matches!(verdict, Verdict::ServerError | Verdict::Timeout)
}

async fn add_copy(room: &Room, question: &Question, evidence: &mut LinkEvidence) {
    let when = question.when.as_deref().unwrap_or("99991231235959");
    let found =
        find(&room.network, &room.services, &question.url, when, question.work.as_ref()).await;
    evidence.archive = found.copy;
    if let Some(why) = found.trouble {
        add_remark(evidence, &format!("archived copies could not be looked for: {why}"));
    }
}

fn add_remark(evidence: &mut LinkEvidence, remark: &str) {
    evidence.reason.push_str("; ");
    evidence.reason.push_str(remark);
}

/// Asks about a DOI, and about its other readings if there is none of that name.
async fn ask_doi(room: &Room, question: &Question, name: &str) -> Outcome {
    let work = question.work.as_ref();
    let mut found = doi::judge(&room.network, &room.services, name, work).await;
    let mut repaired = None;
    if found.judgement.verdict == Verdict::Dead {
        for other in &question.others {
            let Some(doi) = doi_text::in_url(&other.url).filter(|name| name.fault.is_none()) else {
                continue;
            };
            let tried = doi::judge(&room.network, &room.services, &doi.text, work).await;
            if tried.judgement.verdict == Verdict::Ok {
                found = tried;
                found.judgement.reason = format!("works with {}", other.change);
                repaired = Some(other.url.clone());
                break;
            }
        }
    }
    let status = look_at_target(room, &mut found, work).await;
    let mut evidence = LinkEvidence::new(found.judgement.verdict, found.judgement.reason);
    evidence.status = status;
    evidence.final_url = found.leads_to;
    evidence.repaired = repaired;
    evidence.title = found.judgement.title;
    evidence.title_similarity = found.judgement.likeness;
    let unreachable = !room.network.connection.is_reached();
    Answered { evidence, etag: None, unreachable }.into()
}

/// Visits the page to which a sound DOI leads, once, and takes the verdict down if it is gone or
/// takes the work back; gives its status. A publisher that lets no program in says nothing.
async fn look_at_target(room: &Room, found: &mut DoiJudgement, work: Option<&Work>) -> Option<u16> {
    let url = Url::parse(found.leads_to.as_deref()?).ok()?;
    let network = &room.network;
    let open = found.judgement.verdict == Verdict::Ok
        && matches!(url.scheme(), "http" | "https")
        && refusal(&url, Origin::Redirect, &network.settings).is_none();
    if !open {
        return None;
    }
    let mut seen = visit_once(network, &url).await;
    if matches!(seen.end, End::Fault(Fault::NoSuchHost)) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        seen = visit_once(network, &url).await;
    }
    let judged = judge::judge(&seen, work, None);
    let judgement = &mut found.judgement;
    match judged.verdict {
        Verdict::Retracted => {
            judgement.verdict = Verdict::Retracted;
            judgement.reason = judged.reason;
        }
        Verdict::Dead | Verdict::Soft404 | Verdict::Parked | Verdict::DnsError => {
            judgement.verdict = Verdict::Dead;
            judgement.reason = format!(
                "the DOI is registered, but the page that it leads to is gone: {}",
                judged.reason
            );
        }
        _ => {}
    }
    seen.answer().map(|answer| answer.status)
}

/// Asks for a page.
async fn ask_page(room: &Room, question: &Question, etag: Option<&str>) -> Outcome {
    let url = match Url::parse(&question.url) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url,
        Ok(url) => {
            let reason = format!("addresses of the kind \"{}\" are not asked for", url.scheme());
            return unasked(Verdict::Unknown, reason);
        }
        Err(error) => {
            let reason = format!("no program can follow the address: {error}");
            return unasked(Verdict::Dead, reason);
        }
    };
    let first = see(room, &url, question.work.as_ref(), etag).await;
    if etag.is_some()
        && first.visit.hops.is_empty()
        && first.visit.answer().is_some_and(|answer| answer.status == 304)
    {
        return Outcome::Unchanged;
    }
    let unreachable = matches!(&first.visit.end, End::Fault(fault) if fault.is_of_connection());
    if unreachable && room.is_first_look() {
        return Outcome::PutOff;
    }
    let mut repaired = None;
    let mut seen = first;
    if seen.judgement.verdict.is_gone()
        && let Some((better, address, change)) = try_others(room, question, &url, &seen).await
    {
        seen = better;
        seen.judgement.reason = format!("works with {change}");
        repaired = Some(address);
    }
    check_fragment(&mut seen);
    let doi = check_registry(room, question, &mut seen).await;
    let mut answered = answered(seen, repaired);
    answered.evidence.doi = doi;
    answered.unreachable = unreachable;
    answered.into()
}

fn unasked(verdict: Verdict, reason: String) -> Outcome {
    let evidence = LinkEvidence::new(verdict, reason);
    Answered { evidence, etag: None, unreachable: false }.into()
}

/// Visits an address and judges it; a page in doubt is held against a neighbour.
async fn see(room: &Room, url: &Url, work: Option<&Work>, etag: Option<&str>) -> Seen {
    let visit = visit(&room.network, url, etag).await;
    let mut judgement = judge::judge(&visit, work, None);
    if judgement.doubtful
        && room.network.settings.probe
        && let Some(neighbour) = room.neighbours.ask(&room.network, &visit).await
    {
        judgement = judge::judge(&visit, work, Some(&neighbour));
    }
    Seen { visit, judgement }
}

/// Tries what may work where the address does not: other readings of what is printed, and https
/// where nothing answers to http.
async fn try_others(
    room: &Room,
    question: &Question,
    url: &Url,
    seen: &Seen,
) -> Option<(Seen, String, &'static str)> {
    let mut tries: Vec<(String, &'static str)> =
        question.others.iter().map(|other| (other.url.clone(), other.change)).collect();
    let silent =
        matches!(&seen.visit.end, End::Fault(Fault::Refused | Fault::Unreachable | Fault::Broken));
    let mut secure = url.clone();
    if silent
        && url.scheme() == "http"
        && url.port().is_none()
        && secure.set_scheme("https").is_ok()
    {
        tries.push((secure.into(), "https in place of http"));
    }
    for (address, change) in tries {
        let Ok(other) = Url::parse(&address) else {
            continue;
        };
        let tried = see(room, &other, question.work.as_ref(), None).await;
        if tried.judgement.verdict == Verdict::Ok && !tried.judgement.doubtful {
            return Some((tried, address, change));
        }
    }
    None
}

/// Takes the verdict down where the place that the address names is not on its page.
fn check_fragment(seen: &mut Seen) {
    let (Some(answer), Some(page)) = (seen.visit.answer(), seen.visit.page()) else {
        return;
    };
    let last = seen.visit.last();
    if seen.judgement.verdict == Verdict::Ok && fragment::is_missing(last, answer, page) {
        let place = last.fragment().unwrap_or("");
        seen.judgement.verdict = Verdict::FragmentMissing;
        seen.judgement.reason = format!("the page is there, the place \"#{place}\" in it is not");
    }
}

/// The DOI of a page that shows a work, or whose address carries one behind a wall; if the registry
/// has a notice that takes the work back, so does the verdict.
async fn check_registry(room: &Room, question: &Question, seen: &mut Seen) -> Option<String> {
    question.work.as_ref()?;
    let shown = seen.judgement.verdict == Verdict::Ok
        && seen.judgement.likeness.unwrap_or(0.0) >= likeness::SAME;
    let own = seen.visit.page().filter(|_| shown).and_then(|page| page.doi.clone());
    let walled = seen.judgement.verdict == Verdict::Blocked;
    let doi = own.or_else(|| doi_text::in_path(&question.url).filter(|_| shown || walled))?;
    if let Registration::Known(registered) = look_up(&room.network, &room.services, &doi).await {
        let judged = doi::by_metadata(&registered, question.work.as_ref());
        if judged.verdict == Verdict::Retracted {
            seen.judgement.verdict = judged.verdict;
            seen.judgement.reason = judged.reason;
        } else if walled && judged.verdict == Verdict::Ok {
            seen.judgement.reason.push_str("; its DOI is registered for the work");
        } else if walled {
            return None;
        }
    }
    Some(doi)
}

/// The evidence of a visit.
fn answered(seen: Seen, repaired: Option<String>) -> Answered {
    let Seen { visit, judgement } = seen;
    let moved =
        judge::moved_to(&visit).map(Url::to_string).filter(|_| judgement.verdict == Verdict::Ok);
    let mut evidence = LinkEvidence::new(judgement.verdict, judgement.reason);
    if let Some(target) = moved.filter(|_| repaired.is_none()) {
        evidence.verdict = Verdict::Moved;
        evidence.reason = format!("moved for good to {target}; {}", evidence.reason);
        evidence.moved_to = Some(target);
    }
    evidence.status = visit.answer().map(|answer| answer.status);
    evidence.final_url = visit.hops.last().map(|hop| hop.to.to_string());
    evidence.redirects = visit.hops.iter().map(|hop| hop.to.to_string()).collect();
    evidence.repaired = repaired;
    evidence.title = judgement.title;
    evidence.title_similarity = judgement.likeness;
    evidence.retry_after = visit.retry_after.and_then(clock::after);
    let etag = visit
        .answer()
        .filter(|_| visit.hops.is_empty())
        .map(|answer| text(&answer.headers, ETAG.as_str()));
    Answered { evidence, etag: etag.filter(|etag| !etag.is_empty()), unreachable: false }
}
