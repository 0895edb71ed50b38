//! The questions of a run, each once.

use std::collections::HashMap;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::model::link::CitedLink;

use crate::verify::cache::CacheEntry;
use crate::verify::check_link::LinkQuery;
use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::timestamps;

/// A question and the links that ask it.
pub(super) struct PlannedQuery {
    /// The question; none once it is answered, since there may be very many.
    pub question: Option<Arc<LinkQuery>>,
    /// Under which it is remembered: the address, and what it is cited for.
    pub key: Arc<str>,
    /// The links, by their place.
    pub links: SmallVec<[usize; 1]>,
    /// What an earlier run found.
    pub memory: Option<Box<CacheEntry>>,
}

/// Puts links that ask the same into one question; `save` asks for archived copies.
pub(super) fn plan(links: &[CitedLink], save: bool) -> Vec<PlannedQuery> {
    let mut questions: Vec<PlannedQuery> = Vec::with_capacity(links.len());
    let mut known: HashMap<Arc<str>, usize> = HashMap::new();
    for (index, link) in links.iter().enumerate() {
        let question = question(link, save);
        let key: Arc<str> = key(&question).into();
        let at = *known.entry(key.clone()).or_insert(questions.len());
        if at == questions.len() {
            let question = Some(Arc::new(question));
            questions.push(PlannedQuery { question, key, links: SmallVec::new(), memory: None });
        }
        questions[at].links.push(index);
    }
    questions
}

fn question(cited: &CitedLink, save: bool) -> LinkQuery {
    let CitedLink { link, work: entry } = *cited;
    let issued = entry.and_then(|entry| entry.date("issued"));
    LinkQuery {
        url: link.url.clone(),
        others: link.others.clone(),
        doi: link.doi.clone(),
        work: entry.and_then(ExpectedWork::of),
        when: link.accessed.as_deref().or(issued).and_then(timestamps::end_of),
        save,
    }
}

fn key(question: &LinkQuery) -> String {
    let work = question.work.as_ref().map(|work| {
        let year = work.year.map(|year| year.to_string()).unwrap_or_default();
        format!("{}\n{}\n{year}", work.title, work.creators.join(", "))
    });
    format!("{}\n{}", question.url, work.unwrap_or_default())
}
