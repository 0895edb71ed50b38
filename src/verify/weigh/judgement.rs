//! A verdict and what it rests on.

use crate::model::evidence::Verdict;

/// A verdict and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a sentence without its full stop.
    pub reason: String,
    /// The title that was found.
    pub title: Option<String>,
    /// How like the cited title it is.
    pub likeness: Option<f32>,
    /// Whether what the server says of a page that is not there would settle it.
    pub doubtful: bool,
}

impl Judgement {
    /// A verdict that nothing more would change.
    pub fn new(verdict: Verdict, reason: impl Into<String>) -> Judgement {
        Judgement { verdict, reason: reason.into(), title: None, likeness: None, doubtful: false }
    }

    /// The same, open to what the server says of a page that is not there.
    pub fn doubtful(mut self) -> Judgement {
        self.doubtful = true;
        self
    }
}
