//! Text that is held once, however many hold it.

use std::ops::Deref;
use std::sync::Arc;

use crate::text::span::{ShortSpan, Span};

/// Text that takes no more room when it is cloned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedText(Arc<String>);

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> SharedText {
        SharedText(Arc::new(text))
    }
}

/// A segment of a text that is held once.
#[derive(Debug, Clone, Default)]
pub struct SharedPiece {
    whole: SharedText,
    place: ShortSpan,
}

impl SharedText {
    /// The segment under a span; empty if it does not lie in the text.
    pub fn piece(&self, span: Span) -> SharedPiece {
        SharedPiece { whole: self.clone(), place: span.into() }
    }
}

impl Deref for SharedPiece {
    type Target = str;

    fn deref(&self) -> &str {
        self.place.span().of(&self.whole)
    }
}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
