//! What is kept of the entries of a list while its document changes.

use std::sync::Arc;

use crate::model::reference::{Field, Reference};
use crate::references::fields::name_form::NameForm;
use crate::references::form::{Form, Words};
use crate::references::frames::Frame;
use crate::references::label::Weighed;
use crate::text::memo::{Last, Memo, Numbered};
use crate::text::span::Span;

/// The words of an entry of a list, and all that decides how they are read by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct EntryText {
    /// The text, with the key before its words.
    pub(super) raw: Box<str>,
    /// How long the key is, with the signs after it.
    pub(super) head: usize,
    /// What is emphasised, counted from the start of the text.
    pub(super) emphasised: Vec<Span>,
}

/// What the words of an entry say by themselves; and, where the text is kept, what they said last in
/// the light of the others.
#[derive(Debug)]
pub(crate) struct Alone {
    pub(super) frames: Vec<Frame>,
    /// What is what; spans count bytes of the words after the key.
    pub(super) fields: Vec<Field>,
    /// The words, as they tell the form of the list.
    pub(super) words: Words,
    /// The weights of the words, where they are in doubt.
    pub(super) weighed: Option<Weighed>,
    pub(super) again: Last<u64, Vec<Field>>,
    pub(super) record: Last<(Vec<Field>, NameForm, Option<String>), Reference>,
}

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
