//! What there is to report of one link.

use std::collections::BTreeMap;
use std::path::Path;

use crate::links::file_links::{FileLinks, LinkPosition};
use crate::model::evidence::{LinkEvidence, Verdict};
use crate::model::link::Link;

/// A link, where it stands, and what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'a> {
    /// The link.
    pub link: &'a Link,
    /// Where it stands.
    pub standing: LinkPosition<'a>,
    /// Whether the text was taken out of a file that is none.
    pub extracted: bool,
    /// What is known of it; absent if it was not checked.
    pub evidence: Option<&'a LinkEvidence>,
}

impl<'a> Listed<'a> {
    /// The links of all files, without evidence.
    pub(crate) fn of(files: &'a [FileLinks]) -> Vec<Listed<'a>> {
        let links = files.iter().flat_map(|file| file.links.iter().map(move |link| (file, link)));
        let listed = links.filter_map(|(file, link)| {
            let standing = file.standing(link)?;
            Some(Listed { link, standing, extracted: file.is_extracted(), evidence: None })
        });
        listed.collect()
    }

    /// The file.
    pub(crate) fn path(&self) -> &'a Path {
        self.standing.source.path()
    }

    /// What stands in the file.
    pub(crate) fn as_written(&self) -> &'a str {
        self.standing.span.of(self.standing.source.text())
    }

    /// What became of it.
    pub(crate) fn verdict(&self) -> Verdict {
        self.evidence.map_or(Verdict::Unchecked, |evidence| evidence.verdict)
    }
}

/// How many links there are of each verdict.
pub(crate) fn counts(links: &[Listed]) -> BTreeMap<Verdict, usize> {
    let mut counts = BTreeMap::new();
    for link in links {
        *counts.entry(link.verdict()).or_default() += 1;
    }
    counts
}
