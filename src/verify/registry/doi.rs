//! Judges a DOI by what the handle system and the registries say; its publisher is not asked.

use percent_encoding::utf8_percent_encode;
use serde_json::Value;

use crate::model::evidence::Verdict;

use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};
use crate::verify::registry::compare;
use crate::verify::registry::registered::{PATH, Registered, Registration, look_up};
use crate::verify::weigh::judgement::Judgement;
use crate::verify::weigh::withdrawn;
use crate::verify::weigh::work::Work;

/// What the handle system says of a DOI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handle {
    /// It is registered, and leads to this address.
    LeadsTo(Option<String>),
    /// There is no such DOI.
    Missing,
    /// It could not be asked; why.
    Trouble(String),
}

/// A verdict on a DOI, and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub struct DoiJudgement {
    /// The verdict.
    pub judgement: Judgement,
    /// The address that is registered for it.
    pub leads_to: Option<String>,
}

/// Asks for `doi`, which is cited for `work`.
pub async fn judge(
    network: &Network,
    services: &Services,
    doi: &str,
    work: Option<&Work>,
) -> DoiJudgement {
    let handle = ask_handle(network, services, doi).await;
    let (leads_to, handle_trouble) = match handle {
        Handle::Missing => {
            return DoiJudgement {
                judgement: Judgement::new(Verdict::Dead, "there is no such DOI"),
                leads_to: None,
            };
        }
        Handle::LeadsTo(target) => (target, None),
        Handle::Trouble(why) => (None, Some(why)),
    };
    if let Some(why) = &handle_trouble
        && !network.connection.is_reached()
    {
        // No registry can be reached either.
        let judgement = Judgement::new(Verdict::Unknown, why.clone());
        return DoiJudgement { judgement, leads_to };
    }
    let registration = look_up(network, services, doi).await;
    let judgement = match (registration, handle_trouble) {
        (Registration::Known(registered), _) => by_metadata(&registered, work),
        (_, Some(why)) => Judgement::new(Verdict::Unknown, why),
        (Registration::Unknown, None) => {
            Judgement::new(Verdict::Ok, "the DOI is registered; its registry gives no more")
        }
        (Registration::Trouble(why), None) => Judgement::new(
            Verdict::Ok,
            format!("the DOI is registered; what it stands for could not be compared: {why}"),
        ),
    };
    DoiJudgement { judgement, leads_to }
}

/// The verdict that a registry's record leads to.
pub fn by_metadata(registered: &Registered, work: Option<&Work>) -> Judgement {
    let likest = work.and_then(|work| compare::likest_title(work, registered));
    let dressed = |judgement: Judgement| Judgement {
        title: likest
            .clone()
            .map(|(title, _)| title)
            .or_else(|| registered.titles.first().cloned()),
        likeness: likest.as_ref().map(|(_, likeness)| *likeness),
        ..judgement
    };
    if let Some(difference) = work.and_then(|work| compare::difference(work, registered)) {
        return dressed(Judgement::new(Verdict::DoiMismatch, difference));
    }
    if let Some(notice) = registered.notices.iter().find(|notice| notice.retracts()) {
        let year = notice.year.map(|year| format!(" in {year}")).unwrap_or_default();
        let kind = notice.kind.replace('_', " ");
        return dressed(Judgement::new(
            Verdict::Retracted,
            format!("the work has a notice of {kind}{year}: https://doi.org/{}", notice.doi),
        ));
    }
    if let Some(title) = registered.titles.iter().find(|title| withdrawn::says(title))
        && !work.is_some_and(|work| withdrawn::says(&work.title))
    {
        return dressed(Judgement::new(
            Verdict::Retracted,
            format!("it is registered under the title \"{title}\""),
        ));
    }
    let reason = match registered.notices.first() {
        Some(notice) => format!(
            "the DOI is the work's; there is a notice about it: {} (https://doi.org/{})",
            notice.kind.replace('_', " "),
            notice.doi
        ),
        None if work.is_some() => "the DOI is the work's".to_owned(),
        None => "the DOI is registered".to_owned(),
    };
    dressed(Judgement::new(Verdict::Ok, reason))
}

/// Asks the handle API (DOI Handbook, proxy server REST API).
async fn ask_handle(network: &Network, services: &Services, doi: &str) -> Handle {
    let url = format!(
        "{}/api/handles/{}?type=URL",
        network.settings.bases.doi,
        utf8_percent_encode(doi, PATH)
    );
    let (status, body) = match services.get(network, Service::Doi, &url, "application/json").await {
        Reply::Said(status, body) => (status, body),
        Reply::Trouble(why) => return Handle::Trouble(why),
    };
    let reply: Value = serde_json::from_str(&body).unwrap_or_default();
    match (reply["responseCode"].as_i64(), status) {
        (Some(1 | 200), _) => Handle::LeadsTo(target(&reply)),
        (Some(100), _) | (None, 404) => Handle::Missing,
        (code, status) => Handle::Trouble(format!(
            "the DOI proxy says {status}, code {}",
            code.unwrap_or_default()
        )),
    }
}

/// The address among a handle's values.
fn target(reply: &Value) -> Option<String> {
    let values = reply["values"].as_array()?;
    let url = values.iter().find(|value| value["type"] == "URL")?;
    url["data"]["value"].as_str().map(str::to_owned)
}
