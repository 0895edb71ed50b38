//! What is kept between the checks of one document.

use crate::citations::passage_memo::PassageMemo;
use crate::references::entry_memo::EntryMemo;

/// What is kept between the checks of one document while it changes: how its entries were read and what
/// was found in its passages, by all that decides it. A check in a session finds what a check without
/// one finds. What the last check did not need is dropped.
#[derive(Debug)]
pub struct Session {
    pub(crate) entries: EntryMemo,
    pub(crate) passages: PassageMemo,
}

impl Session {
    /// A session that keeps nothing, for a document that is checked once.
    pub fn once() -> Session {
        Session { entries: EntryMemo::none(), passages: PassageMemo::none() }
    }

    /// Drops what the check that has ended did not need.
    pub(crate) fn end_check(&mut self) {
        self.entries.sweep();
        self.passages.sweep();
    }
}

impl Default for Session {
    fn default() -> Session {
        Session { entries: EntryMemo::keeping(), passages: PassageMemo::keeping() }
    }
}
