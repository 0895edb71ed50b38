//! Works cited together: with places, words around them, and parts left out.

use crate::csl::{self, CiteForm, Cluster};

pub(crate) use citationberg::taxonomy::Locator as Label;

/// Works that are cited together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Citation {
    /// The works in the order of the text.
    pub cites: Vec<Cite>,
    /// The number of the note that it stands in; 0 is the text itself.
    pub note: usize,
}

/// One work within a citation.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Cite {
    /// The place of the entry in the list that is rendered.
    pub entry: usize,
    /// The place within the work.
    pub locator: Option<Locator>,
    /// What stands before it: "see"; may hold the tags of CSL-JSON.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
    /// Which part of it is written.
    pub form: Form,
    /// Where it stands among the cites before it; found by their order if it is not given.
    pub position: Option<Position>,
}

/// A place within a work.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Locator {
    /// What is counted: pages, chapters …
    pub label: Label,
    /// Which of them: "12–14".
    pub text: String,
}

/// Which part of a cite is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// All of it.
    #[default]
    Whole,
    /// All but the names, which the sentence has already.
    SuppressAuthor,
    /// The names alone, to stand in the sentence.
    AuthorOnly,
}

/// Where a cite stands among those before it (CSL 1.0.2, "Choose", `position`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// The work was cited before.
    pub subsequent: bool,
    /// It was cited just before.
    pub ibid: bool,
    /// It was cited just before, at another place.
    pub ibid_with_locator: bool,
    /// It was cited a few notes before.
    pub near_note: bool,
    /// The note that cites it first.
    pub first_note: Option<usize>,
}

impl Citation {
    /// Returns it as the processor takes it; entries are known by their places.
    pub(super) fn cluster(&self) -> Cluster {
        Cluster {
            cites: self.cites.iter().map(Cite::cite).collect(),
            note: self.note as u64,
            positioned: self.cites.iter().any(|cite| cite.position.is_some()),
            ..Cluster::default()
        }
    }
}

impl Cite {
    fn cite(&self) -> csl::Cite {
        let position = self.position.unwrap_or_default();
        csl::Cite {
            id: self.entry.to_string(),
            locator: self.locator.as_ref().map(|locator| locator.text.clone()),
            label: self.locator.as_ref().and_then(Locator::label_name),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            form: match self.form {
                Form::Whole => CiteForm::Whole,
                Form::SuppressAuthor => CiteForm::SuppressAuthor,
                Form::AuthorOnly => CiteForm::AuthorOnly,
            },
            position: position.place(),
            near_note: position.near_note,
            first_note: position.first_note.map(|note| note as u64),
        }
    }
}

impl Locator {
    /// The name of the term that it is labelled with: `page`, `sub verbo`.
    fn label_name(&self) -> Option<String> {
        let name = serde_json::to_value(self.label).ok()?;
        name.as_str().map(str::to_owned)
    }
}

impl Position {
    fn place(self) -> csl::Position {
        match self {
            Position { ibid: true, .. } => csl::Position::Ibid,
            Position { ibid_with_locator: true, .. } => csl::Position::IbidWithLocator,
            Position { subsequent: true, .. } => csl::Position::Subsequent,
            _ => csl::Position::First,
        }
    }
}
