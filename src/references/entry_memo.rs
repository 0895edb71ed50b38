//! What is kept of the entries of a list while its document changes.

use std::sync::Arc;

use crate::references::form::Form;
use crate::references::parse_one::{Alone, EntryText};
use crate::text::memo::{Memo, Numbered};

/// What is kept of the entries of a list while its document changes.
#[derive(Debug)]
pub(crate) struct EntryMemo {
    /// What entries say by themselves.
    pub(super) alone: Memo<EntryText, Arc<Alone>>,
    forms: Numbered<Form>,
}

impl EntryMemo {
    /// A memo that keeps what entries say.
    pub(crate) fn keeping() -> EntryMemo {
        EntryMemo { alone: Memo::keeping(), forms: Numbered::default() }
    }

    /// A memo that keeps nothing.
    pub(crate) fn none() -> EntryMemo {
        EntryMemo { alone: Memo::none(), forms: Numbered::default() }
    }

    /// The number of the form of a list, where forms are kept.
    pub(super) fn number(&self, form: &Form) -> Option<u64> {
        let number = || self.forms.number(|other| other == form, || form.clone());
        self.alone.keeps().then(number)
    }

    /// Drops what the check that has ended did not ask for.
    pub(crate) fn sweep(&mut self) {
        self.alone.sweep();
        self.forms.sweep();
    }
}
