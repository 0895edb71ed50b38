//! What is cited at one place of a text.
//!
//! CSL 1.0.2, "Citation": a citation has one or more cites, each of one item.

/// A cluster of cites: one citation.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// The cites in order.
    pub cites: Vec<Cite>,
    /// The number of the note that it stands in; 0 in the text.
    pub note: u64,
    /// Which part of the citation is wanted.
    pub mode: ClusterMode,
    /// Text between the author and the rest in [`ClusterMode::Composite`].
    #[doc(hidden)]
    pub infix: String,
    /// Text before the first cite.
    #[doc(hidden)]
    pub prefix: String,
    /// Text after the last cite.
    #[doc(hidden)]
    pub suffix: String,
    /// Whether the positions of the cites are given; else they are found from those before.
    #[doc(hidden)]
    pub positioned: bool,
}

/// Which part of a citation is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClusterMode {
    /// All of it.
    #[default]
    Whole,
    /// What it begins with: the author or what stands for it.
    AuthorOnly,
    /// All but that.
    SuppressAuthor,
    /// The author in the text, then the rest.
    Composite,
}

/// One cite: an item with what is said of it at this place.
#[derive(Debug, Clone, Default)]
pub struct Cite {
    /// The identifier of the item.
    pub id: String,
    /// The place within the work, `12-15`.
    pub locator: Option<String>,
    /// What the locator counts, `page` or another locator term of CSL.
    pub label: Option<String>,
    /// Text before the cite.
    pub prefix: String,
    /// Text after the cite.
    pub suffix: String,
    /// Which part of the cite is wanted.
    pub form: CiteForm,
    /// Where the cite stands among those of its item, where its cluster is `positioned`.
    #[doc(hidden)]
    pub position: Position,
    /// Whether an earlier cite of the item is near.
    #[doc(hidden)]
    pub near_note: bool,
    /// The note in which the item was cited first.
    #[doc(hidden)]
    pub first_note: Option<u64>,
}

/// Which part of a cite is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CiteForm {
    /// All of it.
    #[default]
    Whole,
    /// The author only.
    AuthorOnly,
    /// All but the author.
    SuppressAuthor,
}

/// Where a cite stands. CSL 1.0.2, "Choose", `position`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Position {
    /// The first cite of its item.
    #[default]
    First,
    /// A later one.
    Subsequent,
    /// Right after a cite of the same item and place.
    Ibid,
    /// Right after a cite of the same item at another place.
    IbidWithLocator,
}

impl Cite {
    /// A cite of an item.
    pub fn new(id: impl Into<String>) -> Cite {
        Cite { id: id.into(), ..Cite::default() }
    }

    pub(crate) fn suppresses_author(&self) -> bool {
        self.form == CiteForm::SuppressAuthor
    }

    pub(crate) fn author_only(&self) -> bool {
        self.form == CiteForm::AuthorOnly
    }
}
