//! Checks one link: from query to evidence.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::Url;
use reqwest::header::ETAG;

use crate::model::evidence::{LinkEvidence, Verdict};
use crate::text::address::Reading;
use crate::text::doi as doi_text;

use crate::verify::archive::find::find;
use crate::verify::archive::save;
use crate::verify::classify::classification::Classification;
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::response;
use crate::verify::classify::soft404_probe::Probes;
use crate::verify::classify::title_similarity;
use crate::verify::connectivity::{Connectivity, Pass};
use crate::verify::content::fragment;
use crate::verify::error::VerifyError;
use crate::verify::http::client::{Client, Trusted};
use crate::verify::http::error::FetchError;
use crate::verify::http::fetch::{Network, text};
use crate::verify::http::rate_limit::RateLimiter;
use crate::verify::http::redirects::{End, Visit, visit, visit_once};
use crate::verify::http::service::Services;
use crate::verify::registry::doi::{self, DoiClassification};
use crate::verify::registry::metadata::{Lookup, look_up};
use crate::verify::request_policy::{Origin, refusal};
use crate::verify::settings::Settings;
use crate::verify::timestamps;

/// One address and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinkQuery {
    /// The address, with damage from printing repaired.
    pub url: String,
    /// Other ways to read what is printed.
    pub others: Vec<Reading>,
    /// The DOI, if the address is one.
    pub doi: Option<String>,
    /// The work that should be there.
    pub work: Option<ExpectedWork>,
    /// The end of the day on which it was read, or else on which the work came out: 14 digits.
    pub when: Option<String>,
    /// Whether a copy is to be made of what is there.
    pub save: bool,
}

/// What all threads of a run share.
#[derive(Clone)]
pub(super) struct RunContext {
    /// The settings.
    pub settings: Arc<Settings>,
    /// The certificates that secure connections trust.
    pub trusted: Arc<Trusted>,
    /// Limits the requests to each domain.
    pub rate_limiter: Arc<RateLimiter>,
    /// The services that know about DOIs and archives.
    pub services: Arc<Services>,
    /// What servers answer for pages that cannot exist.
    pub probes: Arc<Probes>,
    /// Whether this machine is connected.
    pub connection: Arc<Connectivity>,
}

/// What one thread uses for all its queries.
pub(super) struct WorkerContext {
    /// Sends the requests.
    pub network: Network,
    /// The services that know about DOIs and archives.
    pub services: Arc<Services>,
    /// What servers answer for pages that cannot exist.
    pub probes: Arc<Probes>,
}

impl RunContext {
    /// Returns the shared state of a run with these settings.
    pub(super) fn new(settings: &Settings) -> RunContext {
        RunContext {
            settings: Arc::new(settings.clone()),
            trusted: Arc::default(),
            rate_limiter: Arc::new(RateLimiter::new(settings)),
            services: Arc::default(),
            probes: Arc::default(),
            connection: Arc::default(),
        }
    }
}

impl WorkerContext {
    /// Whether links are looked at for the first time.
    fn is_first_pass(&self) -> bool {
        self.network.pass == Pass::First
    }

    /// Returns the context of one thread; connections belong to a thread, so each has its own client.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub(super) fn new(common: &RunContext, pass: Pass) -> Result<WorkerContext, VerifyError> {
        let RunContext { settings, trusted, rate_limiter, services, probes, connection } =
            common.clone();
        let client = Client::new(settings.clone(), trusted)?;
        let network = Network { client, rate_limiter, settings, connection, pass };
        Ok(WorkerContext { network, services, probes })
    }
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// The link was checked.
    Answered(Box<LinkAnswer>),
    /// The page has not changed since an earlier run.
    Unchanged,
    /// The host could not be resolved or reached. The query is to be repeated later; if no host at
    /// all can be reached, nothing is known about it.
    Deferred,
}

/// Evidence about a link.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinkAnswer {
    /// The evidence.
    pub evidence: LinkEvidence,
    /// The version of the page (ETag).
    pub etag: Option<String>,
    /// Whether its host could not be found or reached.
    pub unreachable: bool,
}

impl From<LinkAnswer> for Outcome {
    fn from(answered: LinkAnswer) -> Outcome {
        Outcome::Answered(Box::new(answered))
    }
}

/// A visit and its classification.
struct ClassifiedVisit {
    visit: Visit,
    classification: Classification,
}

/// Checks a link; with `etag`, the result may be that nothing changed.
pub(super) async fn ask(room: &WorkerContext, question: &LinkQuery, etag: Option<&str>) -> Outcome {
    if room.is_first_pass() && room.network.connection.seems_offline() {
        return Outcome::Deferred;
    }
    let mut outcome = match &question.doi {
        Some(doi) => check_doi(room, question, doi).await,
        None => check_page(room, question, etag).await,
    };
    if let Outcome::Answered(answered) = &mut outcome {
        add_copies(room, question, &mut answered.evidence).await;
        let unknown = answered.unreachable && !room.network.connection.is_online();
        return if unknown { Outcome::Deferred } else { outcome };
    }
    outcome
}

/// Adds the archived copy of a page that is gone, and requests one of a page that is there.
async fn add_copies(room: &WorkerContext, question: &LinkQuery, evidence: &mut LinkEvidence) {
    evidence.checked = Some(timestamps::rfc3339(SystemTime::now()).into());
    if question.doi.is_none() && wants_copy(evidence.verdict) && room.network.settings.archives {
        add_copy(room, question, evidence).await;
    }
    if question.save && matches!(evidence.verdict, Verdict::Ok | Verdict::Moved) {
        match save::save(&room.network, &room.services, &question.url).await {
            Ok(copy) => evidence.archive = Some(Box::new(copy)),
            Err(why) => add_remark(evidence, &format!("no copy was made: {why}")),
        }
    }
}

/// Whether an archived copy would help the reader.
fn wants_copy(verdict: Verdict) -> bool {
    verdict.is_gone() || matches!(verdict, Verdict::ServerError | Verdict::Timeout)
}

async fn add_copy(room: &WorkerContext, question: &LinkQuery, evidence: &mut LinkEvidence) {
    let when = question.when.as_deref().unwrap_or("99991231235959");
    let found =
        find(&room.network, &room.services, &question.url, when, question.work.as_ref()).await;
    evidence.archive = found.copy.map(Box::new);
    if let Some(why) = found.trouble {
        add_remark(evidence, &format!("archived copies could not be looked for: {why}"));
    }
}

fn add_remark(evidence: &mut LinkEvidence, remark: &str) {
    let reason = evidence.reason.to_mut();
    reason.push_str("; ");
    reason.push_str(remark);
}

/// Checks a DOI, and its other readings if it does not exist.
async fn check_doi(room: &WorkerContext, question: &LinkQuery, name: &str) -> Outcome {
    let work = question.work.as_ref();
    let mut found = doi::classify(&room.network, &room.services, name, work).await;
    let mut repaired = None;
    if found.classification.verdict == Verdict::Dead {
        for other in &question.others {
            let Some(doi) = doi_text::in_url(&other.url).filter(|name| name.fault.is_none()) else {
                continue;
            };
            let tried = doi::classify(&room.network, &room.services, &doi.text, work).await;
            if tried.classification.verdict == Verdict::Ok {
                found = tried;
                found.classification.reason = format!("works with {}", other.change).into();
                repaired = Some(other.url.clone());
                break;
            }
        }
    }
    let status = check_doi_target(room, &mut found, work).await;
    let mut evidence = LinkEvidence::new(found.classification.verdict, found.classification.reason);
    evidence.status = status;
    evidence.final_url = found.leads_to;
    evidence.repaired = repaired;
    evidence.title = found.classification.title;
    evidence.title_similarity = found.classification.similarity;
    let unreachable = !room.network.connection.is_online();
    LinkAnswer { evidence, etag: None, unreachable }.into()
}

/// Visits the page that a valid DOI leads to, once, and returns its status. Changes the verdict if
/// the page is gone or retracts the work; a publisher that blocks programs changes nothing.
async fn check_doi_target(
    room: &WorkerContext,
    found: &mut DoiClassification,
    work: Option<&ExpectedWork>,
) -> Option<u16> {
    let url = Url::parse(found.leads_to.as_deref()?).ok()?;
    let network = &room.network;
    let open = found.classification.verdict == Verdict::Ok
        && matches!(url.scheme(), "http" | "https")
        && refusal(&url, Origin::Redirect, &network.settings).is_none();
    if !open {
        return None;
    }
    let mut seen = visit_once(network, &url).await;
    if matches!(seen.end, End::FetchError(FetchError::NoSuchHost)) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        seen = visit_once(network, &url).await;
    }
    let judged = response::classify(&seen, work, None);
    let classification = &mut found.classification;
    match judged.verdict {
        Verdict::Retracted => {
            classification.verdict = Verdict::Retracted;
            classification.reason = judged.reason;
        }
        Verdict::Dead | Verdict::Soft404 | Verdict::Parked | Verdict::DnsError => {
            classification.verdict = Verdict::Dead;
            classification.reason = format!(
                "the DOI is registered, but the page that it leads to is gone: {}",
                judged.reason
            )
            .into();
        }
        _ => {}
    }
    seen.answer().map(|answer| answer.status)
}

/// Checks a web page.
async fn check_page(room: &WorkerContext, question: &LinkQuery, etag: Option<&str>) -> Outcome {
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
    let first = visit_and_classify(room, &url, question.work.as_ref(), etag).await;
    if etag.is_some()
        && first.visit.hops.is_empty()
        && first.visit.answer().is_some_and(|answer| answer.status == 304)
    {
        return Outcome::Unchanged;
    }
    let unreachable = matches!(&first.visit.end, End::FetchError(fault) if fault.is_connectivity());
    if unreachable && room.is_first_pass() {
        return Outcome::Deferred;
    }
    let mut repaired = None;
    let mut seen = first;
    if seen.classification.verdict.is_gone()
        && let Some((better, address, change)) = try_others(room, question, &url, &seen).await
    {
        seen = better;
        seen.classification.reason = format!("works with {change}").into();
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
    LinkAnswer { evidence, etag: None, unreachable: false }.into()
}

/// Visits an address and classifies the answer; if that is not sure, the server is probed with a
/// page that cannot exist.
async fn visit_and_classify(
    room: &WorkerContext,
    url: &Url,
    work: Option<&ExpectedWork>,
    etag: Option<&str>,
) -> ClassifiedVisit {
    let visit = visit(&room.network, url, etag).await;
    let mut classification = response::classify(&visit, work, None);
    if classification.needs_probe
        && room.network.settings.probe
        && let Some(probe) = room.probes.ask(&room.network, &visit).await
    {
        classification = response::classify(&visit, work, Some(&probe));
    }
    ClassifiedVisit { visit, classification }
}

/// Tries what may work where the address does not: other readings of what is printed, and https
/// where nothing answers to http.
async fn try_others(
    room: &WorkerContext,
    question: &LinkQuery,
    url: &Url,
    seen: &ClassifiedVisit,
) -> Option<(ClassifiedVisit, String, &'static str)> {
    let mut tries: Vec<(String, &'static str)> =
        question.others.iter().map(|other| (other.url.clone(), other.change)).collect();
    let silent = matches!(
        &seen.visit.end,
        End::FetchError(FetchError::Refused | FetchError::Unreachable | FetchError::Broken)
    );
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
        let tried = visit_and_classify(room, &other, question.work.as_ref(), None).await;
        if tried.classification.verdict == Verdict::Ok && !tried.classification.needs_probe {
            return Some((tried, address, change));
        }
    }
    None
}

/// Changes the verdict if the fragment that the address names is not on its page.
fn check_fragment(seen: &mut ClassifiedVisit) {
    let (Some(answer), Some(page)) = (seen.visit.answer(), seen.visit.page()) else {
        return;
    };
    let last = seen.visit.last();
    if seen.classification.verdict == Verdict::Ok && fragment::is_missing(last, answer, page) {
        let place = last.fragment().unwrap_or("");
        seen.classification.verdict = Verdict::FragmentMissing;
        seen.classification.reason =
            format!("the page is there, the place \"#{place}\" in it is not").into();
    }
}

/// Returns the DOI of a page that shows the work, or the one in the address of a page that is
/// blocked; changes the verdict if its registry has a notice of retraction.
async fn check_registry(
    room: &WorkerContext,
    question: &LinkQuery,
    seen: &mut ClassifiedVisit,
) -> Option<String> {
    question.work.as_ref()?;
    let shown = seen.classification.verdict == Verdict::Ok
        && seen.classification.similarity.unwrap_or(0.0) >= title_similarity::SAME;
    let own = seen.visit.page().filter(|_| shown).and_then(|page| page.doi.clone());
    let walled = seen.classification.verdict == Verdict::Blocked;
    let doi = own.or_else(|| doi_text::in_path(&question.url).filter(|_| shown || walled))?;
    if let Lookup::Known(registered) = look_up(&room.network, &room.services, &doi).await {
        let judged = doi::by_metadata(&registered, question.work.as_ref());
        if judged.verdict == Verdict::Retracted {
            seen.classification.verdict = judged.verdict;
            seen.classification.reason = judged.reason;
        } else if walled && judged.verdict == Verdict::Ok {
            seen.classification.reason += "; its DOI is registered for the work";
        } else if walled {
            return None;
        }
    }
    Some(doi)
}

/// Returns the evidence of a visit.
fn answered(seen: ClassifiedVisit, repaired: Option<String>) -> LinkAnswer {
    let ClassifiedVisit { visit, classification } = seen;
    let moved = response::moved_to(&visit)
        .map(Url::to_string)
        .filter(|_| classification.verdict == Verdict::Ok);
    let mut evidence = LinkEvidence::new(classification.verdict, classification.reason);
    if let Some(target) = moved.filter(|_| repaired.is_none()) {
        evidence.verdict = Verdict::Moved;
        evidence.reason = format!("moved for good to {target}; {}", evidence.reason).into();
        evidence.moved_to = Some(target);
    }
    evidence.status = visit.answer().map(|answer| answer.status);
    evidence.final_url = visit.hops.last().map(|hop| hop.to.to_string());
    evidence.redirects = visit.hops.iter().map(|hop| hop.to.to_string()).collect();
    evidence.repaired = repaired;
    evidence.title = classification.title;
    evidence.title_similarity = classification.similarity;
    evidence.retry_after = visit.retry_after.and_then(timestamps::after);
    let etag = visit
        .answer()
        .filter(|_| visit.hops.is_empty())
        .map(|answer| text(&answer.headers, ETAG.as_str()));
    LinkAnswer { evidence, etag: etag.filter(|etag| !etag.is_empty()), unreachable: false }
}
