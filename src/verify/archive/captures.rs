//! Captures of an address in the Wayback Machine.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::verify::archive::error::ArchiveError;
use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};

/// A capture of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Capture {
    /// When it was taken: 14 digits.
    pub timestamp: String,
    /// Where it is shown.
    pub url: String,
    /// Where its bytes are as they were, without the archive's additions.
    pub raw: Option<String>,
}

/// Captures with status 200 around a moment, or why they cannot be had.
pub(crate) type Captures = Result<Vec<Capture>, ArchiveError>;

/// The capture nearest to `when` by the Availability API; its word that there is none is weak.
pub(crate) async fn nearest(
    network: &Network,
    services: &Services,
    url: &str,
    when: &str,
) -> Captures {
    let base = &network.settings.bases.availability;
    let asked = format!("{base}?url={}&timestamp={when}", encoded(url));
    let body = match services.get(network, Service::Availability, &asked, "application/json").await
    {
        Reply::Answered(200, body) => body,
        Reply::Answered(status, _) => {
            return Err(ArchiveError::Status { archive: "the Wayback Machine", status });
        }
        Reply::Unavailable(why) => return Err(ArchiveError::Unavailable(why)),
    };
    let reply: Value =
        serde_json::from_str(&body).map_err(|error| ArchiveError::Unreadable(error.to_string()))?;
    let closest = &reply["archived_snapshots"]["closest"];
    let found = closest["status"] == "200" && closest["available"] == true;
    let capture = closest["timestamp"]
        .as_str()
        .filter(|timestamp| found && is_timestamp(timestamp))
        .map(|timestamp| shown(network, timestamp, url));
    Ok(capture.into_iter().collect())
}

/// The last captures up to `when`, newest first, and the first after it, oldest first.
pub(crate) async fn around(
    network: &Network,
    services: &Services,
    url: &str,
    when: &str,
) -> Captures {
    let mut before = list(network, services, url, &format!("to={when}&limit=-3")).await?;
    before.reverse();
    let after = list(network, services, url, &format!("from={when}&limit=3")).await?;
    before.extend(after);
    before.dedup();
    Ok(before)
}

/// Rows of the CDX server, oldest first.
async fn list(network: &Network, services: &Services, url: &str, range: &str) -> Captures {
    let base = &network.settings.bases.cdx;
    let asked = format!(
        "{base}?url={}&output=json&fl=timestamp,original,statuscode&filter=statuscode:200&{range}",
        encoded(url)
    );
    let body = match services.get(network, Service::Cdx, &asked, "application/json").await {
        Reply::Answered(200, body) => body,
        Reply::Answered(404, _) => return Ok(Vec::new()),
        Reply::Answered(status, _) => {
            return Err(ArchiveError::Status { archive: "the Wayback Machine's index", status });
        }
        Reply::Unavailable(why) => return Err(ArchiveError::Unavailable(why)),
    };
    Ok(rows(&body)
        .into_iter()
        .map(|(timestamp, original)| shown(network, &timestamp, &original))
        .collect())
}

/// Reads rows of timestamp, original address and status, as JSON with its header row or as text.
fn rows(body: &str) -> Vec<(String, String)> {
    let row = |fields: &[&str]| match fields {
        [timestamp, original, "200", ..] if is_timestamp(timestamp) => {
            Some(((*timestamp).to_owned(), (*original).to_owned()))
        }
        _ => None,
    };
    match serde_json::from_str::<Vec<Vec<String>>>(body) {
        Ok(rows) => rows
            .iter()
            .filter_map(|fields| row(&fields.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect(),
        Err(_) => {
            body.lines().filter_map(|line| row(&line.split(' ').collect::<Vec<_>>())).collect()
        }
    }
}

fn shown(network: &Network, timestamp: &str, original: &str) -> Capture {
    let base = &network.settings.bases.wayback;
    Capture {
        timestamp: timestamp.to_owned(),
        url: format!("{base}/{timestamp}/{original}"),
        raw: Some(format!("{base}/{timestamp}id_/{original}")),
    }
}

fn is_timestamp(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn encoded(url: &str) -> String {
    utf8_percent_encode(url, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_both_forms() {
        let wanted = vec![("20130919044612".to_owned(), "http://example.com/".to_owned())];
        let json = r#"[["timestamp","original","statuscode"],["20130919044612","http://example.com/","200"],["20140919044612","http://example.com/","404"]]"#;
        assert_eq!(rows(json), wanted);
        assert_eq!(
            rows("20130919044612 http://example.com/ 200\n20130919044613 http://example.com/ -\n"),
            wanted
        );
        assert_eq!(rows("[]"), []);
        assert_eq!(rows(""), []);
    }
}
