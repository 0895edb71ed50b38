//! Asks Save Page Now for a copy of a page.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, Url};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::model::evidence::ArchivedCopy;
use crate::verify::archive::error::ArchiveError;
use crate::verify::http::error::FetchError;
use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};

/// A capture takes two minutes at the most; then its job is given up.
const LONGEST: Duration = Duration::from_secs(150);

/// Asks for a copy and waits for it.
///
/// # Errors
///
/// What the service said, or why it could not be asked.
pub(crate) async fn save(
    network: &Network,
    services: &Services,
    url: &str,
) -> Result<ArchivedCopy, ArchiveError> {
    let base = network.settings.bases.save.clone();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("url", url)
        .append_pair("skip_first_archive", "1")
        .finish();
    let submitted = said(ask(network, services, Method::POST, &base, Some(form)).await)?;
    let Some(job) = submitted["job_id"].as_str() else {
        return Err(refusal(&submitted));
    };
    let status = format!("{base}/status/{job}");
    let start = Instant::now();
    let mut pause = Duration::from_millis(500);
    while start.elapsed() < LONGEST {
        let state = said(ask(network, services, Method::GET, &status, None).await)?;
        match state["status"].as_str() {
            Some("success") => return copy(network, &state, url),
            Some("pending") => sleep(pause).await,
            _ => return Err(refusal(&state)),
        }
        pause = (pause * 2).min(Duration::from_secs(8));
    }
    Err(ArchiveError::SaveLate)
}

async fn ask(
    network: &Network,
    services: &Services,
    method: Method,
    url: &str,
    form: Option<String>,
) -> Reply {
    let Ok(url) = Url::parse(url) else {
        return Reply::Unavailable(format!("Save Page Now has no usable address: {url}"));
    };
    let make = || -> Result<reqwest::RequestBuilder, FetchError> {
        let mut request =
            network.client.request(method.clone(), url.clone())?.header(ACCEPT, "application/json");
        if let Some(key) = &network.settings.archive_key {
            request = request.header(AUTHORIZATION, format!("LOW {key}"));
        }
        if let Some(form) = &form {
            request = request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone());
        }
        Ok(request)
    };
    services.send(network, Service::Save, make).await
}

fn said(reply: Reply) -> Result<Value, ArchiveError> {
    match reply {
        Reply::Answered(401, _) => Err(ArchiveError::Key),
        Reply::Answered(_, body) => {
            serde_json::from_str(&body).map_err(|_| ArchiveError::SaveUnreadable)
        }
        Reply::Unavailable(why) => Err(ArchiveError::Unavailable(why)),
    }
}

/// Errors come with status 200 and words of their own.
fn refusal(state: &Value) -> ArchiveError {
    let words = ["message", "exception", "status_ext"].iter().find_map(|key| state[*key].as_str());
    ArchiveError::SaveRefused(words.unwrap_or("no reason was given").to_owned())
}

/// The copy that a finished job made. It is not in the index at once, so the job is believed.
fn copy(network: &Network, state: &Value, url: &str) -> Result<ArchivedCopy, ArchiveError> {
    let timestamp = state["timestamp"].as_str().ok_or(ArchiveError::SaveUndated)?;
    let original = state["original_url"].as_str().unwrap_or(url);
    Ok(ArchivedCopy {
        url: format!("{}/{timestamp}/{original}", network.settings.bases.wayback),
        timestamp: timestamp.to_owned(),
    })
}
