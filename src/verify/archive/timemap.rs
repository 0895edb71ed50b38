//! Captures in other archives, by the Memento protocol (RFC 7089).

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern::regex;
use crate::verify::archive::error::ArchiveError;
use crate::verify::http::fetch::Network;
use crate::verify::http::service::{Reply, Service, Services};
use crate::verify::timestamps;

use crate::verify::archive::captures::{Capture, Captures};

/// The mementos that the aggregator lists, oldest first.
pub(crate) async fn list(network: &Network, services: &Services, url: &str) -> Captures {
    let base = &network.settings.bases.timemap;
    if base.is_empty() {
        return Ok(Vec::new());
    }
    match services
        .get(network, Service::TimeMap, &format!("{base}/{url}"), "application/link-format")
        .await
    {
        Reply::Answered(200, body) => Ok(mementos(&body)),
        Reply::Answered(404, _) => Ok(Vec::new()),
        Reply::Answered(status, _) => {
            Err(ArchiveError::Status { archive: "the Memento aggregator", status })
        }
        Reply::Unavailable(why) => Err(ArchiveError::Unavailable(why)),
    }
}

/// Reads link format (RFC 6690): commas stand inside addresses and dates too, so links are found
/// by their angle brackets and quotation marks.
fn mementos(body: &str) -> Vec<Capture> {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)"#));
    static PARAMETER: LazyLock<Regex> =
        LazyLock::new(|| regex(r#";\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s",;]+))"#));
    let parameter = |all: &str, name: &str| {
        let found =
            PARAMETER.captures_iter(all).find(|found| found[1].eq_ignore_ascii_case(name))?;
        found.get(2).or(found.get(3)).map(|value| value.as_str().to_owned())
    };
    let mut captures: Vec<Capture> = LINK
        .captures_iter(body)
        .filter(|link| {
            parameter(&link[2], "rel")
                .is_some_and(|rel| rel.split_whitespace().any(|word| word == "memento"))
        })
        .filter_map(|link| {
            Some(Capture {
                timestamp: timestamps::from_http_date(&parameter(&link[2], "datetime")?)?,
                url: link[1].to_owned(),
                raw: None,
            })
        })
        .collect();
    captures.sort();
    captures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_no_addresses_or_dates() {
        let body = "<http://a.example/x,y>; rel=\"original\",\n\
            <http://archive.example/web/1/http://a.example/x,y>; rel=\"first memento\"; datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n\
            <http://archive.example/web/2/http://a.example/x,y>; rel=memento; datetime=\"Wed, 21 Jun 2000 04:41:56 GMT\"";
        let found = mementos(body);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].timestamp, "20000620180259");
        assert_eq!(found[1].url, "http://archive.example/web/2/http://a.example/x,y");
    }
}
