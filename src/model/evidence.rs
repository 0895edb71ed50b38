//! What the network said of the links.

use std::borrow::Cow;
use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::model::finding::Severity;
use crate::model::link::Link;

/// What verification found of the links of a document; empty if no link was checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The links that were checked, in text order.
    pub links: Vec<VerifiedLink>,
}

/// A link and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedLink {
    /// The link.
    pub link: Link,
    /// What is known of it.
    pub evidence: LinkEvidence,
}

/// What is known of one link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkEvidence {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub reason: Cow<'static, str>,
    /// The last HTTP status.
    pub status: Option<u16>,
    /// Where the chain of redirects ended, if not at the address itself.
    pub final_url: Option<String>,
    /// Every hop, in order, without the address itself.
    #[serde(default)]
    pub redirects: Vec<String>,
    /// Where the page lives now, if its server says that it moved for good.
    #[serde(default)]
    pub moved_to: Option<String>,
    /// The address that works where the one in the text does not, print's damage read otherwise.
    #[serde(default)]
    pub repaired: Option<String>,
    /// The DOI that the page gives itself, if the address is none.
    #[serde(default)]
    pub doi: Option<String>,
    /// The title that the page gives itself.
    pub title: Option<String>,
    /// How like the cited title it is: 0 to 1.
    pub title_similarity: Option<f32>,
    /// An archived copy; most links need none.
    pub archive: Option<Box<ArchivedCopy>>,
    /// When to ask again, RFC 3339, UTC.
    pub retry_after: Option<String>,
    /// When it was checked, RFC 3339, UTC.
    pub checked: Option<CompactString>,
}

/// A copy of a page in a web archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedCopy {
    /// Its address.
    pub url: String,
    /// When it was taken: 14 digits, year to second, UTC.
    pub timestamp: String,
}

impl ArchivedCopy {
    /// The day on which it was taken, as in ISO 8601.
    pub fn day(&self) -> String {
        let part = |from: usize, to: usize| self.timestamp.get(from..to).unwrap_or_default();
        format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8))
    }
}

/// What became of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The work is there.
    Ok,
    /// The work is there, permanently under another address.
    Moved,
    /// Gone: the server says so.
    Dead,
    /// The server says 200, the page says that it is not there.
    #[serde(rename = "soft-404")]
    Soft404,
    /// A page that sells the domain.
    Parked,
    /// A page about something else than the work cited.
    Drifted,
    /// A wall for robots, a log-in or a paywall: nothing can be said.
    Blocked,
    /// The server failed.
    ServerError,
    /// No answer in time.
    Timeout,
    /// The connection was refused or broke.
    ConnectionError,
    /// The host name does not resolve.
    DnsError,
    /// The certificate or the handshake failed.
    TlsError,
    /// The page is there, the place in it is not.
    FragmentMissing,
    /// The DOI belongs to another work.
    DoiMismatch,
    /// The work was retracted.
    Retracted,
    /// Could not be determined.
    Unknown,
    /// Was not checked.
    Unchecked,
}

impl Evidence {
    /// Nothing was requested from the network.
    pub fn none() -> Evidence {
        Evidence::default()
    }

    /// Whether something could not be determined.
    pub fn is_open(&self) -> bool {
        self.links.iter().any(|one| one.evidence.verdict.is_open())
    }
}

impl Verdict {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Moved => "moved",
            Verdict::Dead => "dead",
            Verdict::Soft404 => "soft-404",
            Verdict::Parked => "parked",
            Verdict::Drifted => "drifted",
            Verdict::Blocked => "blocked",
            Verdict::ServerError => "server-error",
            Verdict::Timeout => "timeout",
            Verdict::ConnectionError => "connection-error",
            Verdict::DnsError => "dns-error",
            Verdict::TlsError => "tls-error",
            Verdict::FragmentMissing => "fragment-missing",
            Verdict::DoiMismatch => "doi-mismatch",
            Verdict::Retracted => "retracted",
            Verdict::Unknown => "unknown",
            Verdict::Unchecked => "unchecked",
        }
    }
}

impl LinkEvidence {
    /// A verdict with nothing else known.
    pub fn new(verdict: Verdict, reason: impl Into<Cow<'static, str>>) -> LinkEvidence {
        LinkEvidence {
            verdict,
            reason: reason.into(),
            status: None,
            final_url: None,
            redirects: Vec::new(),
            moved_to: None,
            repaired: None,
            doi: None,
            title: None,
            title_similarity: None,
            archive: None,
            retry_after: None,
            checked: None,
        }
    }
}

impl LinkEvidence {
    /// The address that should be written in place of the one in the text, if that is known.
    pub fn better(&self) -> Option<&str> {
        self.repaired.as_deref().or(self.moved_to.as_deref())
    }
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 17] = [
        Verdict::Ok,
        Verdict::Moved,
        Verdict::Dead,
        Verdict::Soft404,
        Verdict::Parked,
        Verdict::Drifted,
        Verdict::Blocked,
        Verdict::ServerError,
        Verdict::Timeout,
        Verdict::ConnectionError,
        Verdict::DnsError,
        Verdict::TlsError,
        Verdict::FragmentMissing,
        Verdict::DoiMismatch,
        Verdict::Retracted,
        Verdict::Unknown,
        Verdict::Unchecked,
    ];

    /// Whether the work could not be had at the address, or another is there.
    pub const fn is_gone(self) -> bool {
        matches!(
            self,
            Verdict::Dead
                | Verdict::Soft404
                | Verdict::Parked
                | Verdict::Drifted
                | Verdict::DnsError
                | Verdict::ConnectionError
                | Verdict::TlsError
        )
    }

    /// Whether it could not be determined now, and a later attempt may succeed.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Verdict::Unknown | Verdict::Timeout | Verdict::ServerError | Verdict::Unchecked
        )
    }

    /// How much it matters; absent where nothing is wrong or nothing could be determined.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Verdict::Dead
            | Verdict::Soft404
            | Verdict::Parked
            | Verdict::Drifted
            | Verdict::DnsError
            | Verdict::ConnectionError
            | Verdict::DoiMismatch
            | Verdict::Retracted => Some(Severity::Error),
            Verdict::TlsError | Verdict::FragmentMissing | Verdict::Moved => {
                Some(Severity::Warning)
            }
            Verdict::Blocked => Some(Severity::Hint),
            _ => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
