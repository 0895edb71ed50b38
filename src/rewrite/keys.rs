//! The citations by key of a paper, as the renderer has them.

use std::collections::HashMap;

use super::locator;
use crate::analysis::Analysis;
use crate::model::citation::CitationKind;
use crate::model::ids::RecordId;
use crate::render::citation::{Citation, Cite, Form};

/// What a paper cites by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Keyed {
    /// The records of the library that are cited, in the order of the text.
    pub records: Vec<RecordId>,
    /// The citations in order, with places in `records` for entries.
    pub citations: Vec<Called>,
    /// Keys that the library does not have.
    pub unknown: Vec<String>,
}

/// A citation by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Called {
    /// Its keys, parted by "; ".
    pub keys: String,
    /// The names that stand in the sentence, if they do.
    pub names: Option<Citation>,
    /// The citation itself.
    pub citation: Citation,
}

/// The citations by key of a document.
pub(crate) fn keyed(analysis: &Analysis) -> Keyed {
    let mut keyed = Keyed::default();
    let mut places: HashMap<RecordId, usize> = HashMap::new();
    for citation in &analysis.citations {
        if citation.kind != CitationKind::Key {
            continue;
        }
        // "@doe says so": the name is part of the sentence.
        let narrative = analysis.text(citation.span).starts_with('@');
        let mut called = Called::default();
        let mut keys: Vec<&str> = Vec::new();
        for item in &citation.items {
            let key = item.key.as_deref().unwrap_or_default();
            let Some(record) = item.resolution.record else {
                keyed.unknown.push(key.to_owned());
                continue;
            };
            keys.push(key);
            let records = &mut keyed.records;
            let entry = *places.entry(record).or_insert_with(|| {
                records.push(record);
                records.len() - 1
            });
            let suppressed = narrative || analysis.text(item.span).contains("-@");
            called.citation.cites.push(Cite {
                entry,
                locator: item.locator.as_ref().and_then(|typed| locator::read(&typed.text)),
                prefix: item.prefix.as_ref().map(|prefix| prefix.text.clone()).unwrap_or_default(),
                form: if suppressed { Form::SuppressAuthor } else { Form::Whole },
                ..Cite::default()
            });
            if narrative {
                let cites = vec![Cite { entry, form: Form::AuthorOnly, ..Cite::default() }];
                called.names = Some(Citation { cites, note: 0 });
            }
        }
        if !called.citation.cites.is_empty() {
            called.keys = keys.join("; ");
            keyed.citations.push(called);
        }
    }
    keyed
}
