//! What is found in a document, to be compared with what is found in another form of it.

use std::collections::BTreeSet;

use cite::internals::{Analysis, Evidence, judge};
use cite::{Document, Levels, Library};

/// What is compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    pub entries: Vec<String>,
    pub citations: Vec<String>,
    pub links: Vec<String>,
    pub findings: BTreeSet<String>,
}

impl Reading {
    /// What is found in a document.
    pub fn of(document: &Document) -> Reading {
        let library = Library::none();
        let analysis = Analysis::gather(document, &library);
        let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let findings = judge(&analysis, &Evidence::none(), &Levels::new());
        Reading {
            entries: analysis.references().iter().map(|one| bare(&one.raw)).collect(),
            citations: analysis
                .cited_works()
                .map(|one| bare(analysis.text(one.item.span)))
                .collect(),
            links: analysis
                .cited_works()
                .map(|one| {
                    format!(
                        "{} {:?}",
                        bare(analysis.text(one.item.span)),
                        one.resolution().references
                    )
                })
                .collect(),
            findings: findings.iter().map(|one| format!("{}: {}", one.rule, one.message)).collect(),
        }
    }

    /// The first thing that is not the same.
    pub fn difference(&self, other: &Reading) -> Option<String> {
        let first = |what: &str, a: &[String], b: &[String]| {
            let at = (0..a.len().max(b.len())).find(|&at| a.get(at) != b.get(at))?;
            Some(format!(
                "{what} {at} of {}, {}: {:?} / {:?}",
                a.len(),
                b.len(),
                a.get(at),
                b.get(at)
            ))
        };
        first("entry", &self.entries, &other.entries)
            .or_else(|| first("citation", &self.citations, &other.citations))
            .or_else(|| first("link", &self.links, &other.links))
            .or_else(|| {
                let mut other = self.findings.symmetric_difference(&other.findings);
                other.next().map(|finding| format!("finding {finding}"))
            })
    }
}
