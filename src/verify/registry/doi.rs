//! Classifies a DOI by its handle and the record of its registry.

use percent_encoding::utf8_percent_encode;
use serde_json::Value;

use crate::model::evidence::Verdict;

use crate::verify::classify::classification::Classification;
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::retraction;
use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};
use crate::verify::registry::metadata::{Lookup, Metadata, PATH, look_up};
use crate::verify::registry::same_work;

/// What the handle system says of a DOI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Handle {
    /// It is registered, and leads to this address.
    LeadsTo(Option<String>),
    /// There is no such DOI.
    Missing,
    /// It could not be asked; why.
    Unavailable(String),
}

/// A verdict on a DOI, and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DoiClassification {
    /// The verdict.
    pub classification: Classification,
    /// The address that is registered for it.
    pub leads_to: Option<String>,
}

/// Asks for `doi`, which is cited for `work`.
pub(crate) async fn classify(
    network: &Network,
    services: &Services,
    doi: &str,
    work: Option<&ExpectedWork>,
) -> DoiClassification {
    let handle = query_handle(network, services, doi).await;
    let (leads_to, handle_trouble) = match handle {
        Handle::Missing => {
            return DoiClassification {
                classification: Classification::new(Verdict::Dead, "there is no such DOI"),
                leads_to: None,
            };
        }
        Handle::LeadsTo(target) => (target, None),
        Handle::Unavailable(why) => (None, Some(why)),
    };
    if let Some(why) = &handle_trouble
        && !network.connection.is_online()
    {
        // No registry can be reached either.
        let classification = Classification::new(Verdict::Unknown, why.clone());
        return DoiClassification { classification, leads_to };
    }
    let registration = look_up(network, services, doi).await;
    let classification = match (registration, handle_trouble) {
        (Lookup::Known(registered), _) => by_metadata(&registered, work),
        (_, Some(why)) => Classification::new(Verdict::Unknown, why),
        (Lookup::Unknown, None) => {
            Classification::new(Verdict::Ok, "the DOI is registered; its registry gives no more")
        }
        (Lookup::Unavailable(why), None) => Classification::new(
            Verdict::Ok,
            format!("the DOI is registered; what it stands for could not be compared: {why}"),
        ),
    };
    DoiClassification { classification, leads_to }
}

/// The verdict that a registry's record leads to.
pub(crate) fn by_metadata(registered: &Metadata, work: Option<&ExpectedWork>) -> Classification {
    let likest = work.and_then(|work| same_work::most_similar_title(work, registered));
    let dressed = |classification: Classification| Classification {
        title: likest
            .clone()
            .map(|(title, _)| title)
            .or_else(|| registered.titles.first().cloned()),
        similarity: likest.as_ref().map(|(_, similarity)| *similarity),
        ..classification
    };
    if let Some(difference) = work.and_then(|work| same_work::difference(work, registered)) {
        return dressed(Classification::new(Verdict::DoiMismatch, difference));
    }
    if let Some(notice) = registered.notices.iter().find(|notice| notice.retracts()) {
        let year = notice.year.map(|year| format!(" in {year}")).unwrap_or_default();
        let kind = notice.kind.replace('_', " ");
        return dressed(Classification::new(
            Verdict::Retracted,
            format!("the work has a notice of {kind}{year}: https://doi.org/{}", notice.doi),
        ));
    }
    if let Some(title) = registered.titles.iter().find(|title| retraction::is_marked(title))
        && !work.is_some_and(|work| retraction::is_marked(&work.title))
    {
        return dressed(Classification::new(
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
    dressed(Classification::new(Verdict::Ok, reason))
}

/// Asks the handle API (DOI Handbook, proxy server REST API).
async fn query_handle(network: &Network, services: &Services, doi: &str) -> Handle {
    let url = format!(
        "{}/api/handles/{}?type=URL",
        network.settings.bases.doi,
        utf8_percent_encode(doi, PATH)
    );
    let (status, body) = match services.get(network, Service::Doi, &url, "application/json").await {
        Reply::Answered(status, body) => (status, body),
        Reply::Unavailable(why) => return Handle::Unavailable(why),
    };
    let reply: Value = serde_json::from_str(&body).unwrap_or_default();
    match (reply["responseCode"].as_i64(), status) {
        (Some(1 | 200), _) => Handle::LeadsTo(target(&reply)),
        (Some(100), _) | (None, 404) => Handle::Missing,
        (code, status) => Handle::Unavailable(format!(
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
