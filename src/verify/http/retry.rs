//! When to try again.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// Whether a status speaks of the moment rather than of the page (RFC 9110 §15; 520 to 527 are
/// Cloudflare's words for a server behind it that fails).
pub(crate) const fn is_transient(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 507 | 509 | 520..=524 | 527 | 529)
}

/// How long a server wants not to be asked: seconds or a date (RFC 9110 §10.2.3).
pub(crate) fn after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds.max(0.0)).ok().or(Some(LONGEST));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// What a wait that is too long to be counted is taken for.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// How long to wait before the try after `tries` tries, if the server does not say.
pub(crate) fn pause(tries: u32) -> Duration {
    Duration::from_millis(500) * 2u32.saturating_pow(tries.min(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(value: &str) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, value.parse().expect("a header"));
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").expect("a date");
        after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(wait("120"), Some(120));
        assert_eq!(wait("-3"), Some(0));
        assert_eq!(wait("1e300"), Some(LONGEST.as_secs()));
        assert_eq!(wait("Sun, 06 Nov 1994 08:50:37 GMT"), Some(60));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
        assert_eq!(wait("soon"), None);
    }
}
