//! What is kept of the passages of a document while it changes.

use std::collections::HashSet;
use std::sync::Arc;

use crate::citations::candidates::Candidates;
use crate::citations::passage::{Passage, PassageText};
use crate::citations::titles::FoldedWords;
use crate::citations::tokens::{Token, Tokens, tokens_of};
use crate::model::citation::Citation;
use crate::model::citation_index::{Abbreviation, CitationIndex};
use crate::text::memo::{Memo, Numbered};

/// What is kept of the passages of a document while it changes.
#[derive(Debug)]
pub(crate) struct PassageMemo {
    candidates: Memo<(u64, PassageText), Arc<Candidates>>,
    titled: Memo<(u64, PassageText), Arc<[Citation]>>,
    /// The short forms that blocks introduce.
    short_forms: Memo<Box<str>, Arc<[Abbreviation]>>,
    /// What texts are made of, whatever is looked for in them.
    tokens: Memo<Box<str>, Arc<[Token]>>,
    folded: Memo<Box<str>, Arc<FoldedWords>>,
    lists: Numbered<List>,
}

/// All of a list that decides what is found in a text.
#[derive(Debug)]
struct List {
    citation_index: CitationIndex,
    keys: HashSet<String>,
    latest: u32,
}

/// What is kept of the passages of a document that were scanned for the works of one list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanned<'a> {
    memo: &'a PassageMemo,
    /// The number of the list.
    list: u64,
}

impl PassageMemo {
    /// A memo that keeps what is found.
    pub(crate) fn keeping() -> PassageMemo {
        PassageMemo {
            candidates: Memo::keeping(),
            titled: Memo::keeping(),
            short_forms: Memo::keeping(),
            tokens: Memo::keeping(),
            folded: Memo::keeping(),
            lists: Numbered::default(),
        }
    }

    /// A memo that keeps nothing.
    pub(crate) fn none() -> PassageMemo {
        PassageMemo {
            candidates: Memo::none(),
            titled: Memo::none(),
            short_forms: Memo::none(),
            tokens: Memo::none(),
            folded: Memo::none(),
            lists: Numbered::default(),
        }
    }

    /// What is kept of passages that were scanned for these works and keys; `latest` is the last year of
    /// a work whose names the list does not know.
    pub(crate) fn scanned_for(
        &self,
        citation_index: &CitationIndex,
        keys: &HashSet<&str>,
        latest: u32,
    ) -> Scanned<'_> {
        let same = |list: &List| {
            let same_keys = || {
                list.keys.len() == keys.len()
                    && list.keys.iter().all(|key| keys.contains(key.as_str()))
            };
            list.latest == latest && list.citation_index == *citation_index && same_keys()
        };
        let list = || List {
            citation_index: citation_index.clone(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            latest,
        };
        let list = match self.candidates.keeps() {
            true => self.lists.number(same, list),
            false => 0,
        };
        Scanned { memo: self, list }
    }

    /// The short forms that a block introduces, which `find` finds.
    pub(crate) fn short_forms(
        &self,
        text: &str,
        find: impl FnOnce() -> Vec<Abbreviation>,
    ) -> Arc<[Abbreviation]> {
        self.short_forms.get(|| text.into(), || find().into())
    }

    /// Drops what the check that has ended did not ask for.
    pub(crate) fn sweep(&mut self) {
        self.candidates.sweep();
        self.titled.sweep();
        self.short_forms.sweep();
        self.tokens.sweep();
        self.folded.sweep();
        self.lists.sweep();
    }
}

impl Scanned<'_> {
    /// The tokens of a text.
    pub(super) fn tokens<'t>(self, text: &'t str) -> Tokens<'t> {
        let tokens = || tokens_of(text, 0..text.len()).all();
        Tokens::again(text, self.memo.tokens.get(|| text.into(), tokens))
    }

    /// The words of a text, folded.
    pub(super) fn folded(self, text: &str) -> Arc<FoldedWords> {
        self.memo.folded.get(|| text.into(), || Arc::new(FoldedWords::of(text)))
    }

    /// What may be a citation in a passage, which `scan` finds.
    pub(super) fn candidates(
        self,
        passage: &Passage,
        scan: impl FnOnce() -> Candidates,
    ) -> Candidates {
        let from = || (self.list, passage.key());
        Arc::unwrap_or_clone(self.memo.candidates.get(from, || Arc::new(scan())))
    }

    /// The works that a passage names by author and title, which `find` finds.
    pub(super) fn titled(
        self,
        passage: &Passage,
        find: impl FnOnce() -> Vec<Citation>,
    ) -> Arc<[Citation]> {
        let from = || (self.list, passage.key());
        self.memo.titled.get(from, || find().into())
    }
}
