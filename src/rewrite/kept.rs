//! Why a place of a paper stays as it is, and what to do.

/// Why a citation or an entry is not written in the style.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kept {
    /// A citation is by key.
    #[error("it is cited by key")]
    ByKey,
    /// A citation stands in a note.
    #[error("it stands in a note")]
    InNote,
    /// A citation points back.
    #[error("it points to the one before")]
    PointsBack,
    /// A narrative citation has no bracket to replace, or several.
    #[error("it has no bracket of its own, or several")]
    NoOneBracket,
    /// A citation stands in no bracket of its own.
    #[error("it stands in no bracket of its own")]
    NoBracket,
    /// Words stand between numbers.
    #[error("words stand between its numbers; part it into two")]
    WordsBetween,
    /// A word in a citation is not understood.
    #[error("\"{0}\" stands within a work in it, and is no part of that")]
    Stray(String),
    /// Markup stands in a citation.
    #[error("it holds markup")]
    Markup,
    /// Not all that is cited is a work of the list.
    #[error("not all in it is a work of the list; part it into two")]
    Mixed,
    /// Not all numbers are in the list.
    #[error("not all of its numbers are in the list; add the entries")]
    NumbersMissing,
    /// The page or chapter is not understood.
    #[error("the place \"{0}\" is not understood; write \"p. 12\" or \"chap. 3\"")]
    Place(String),
    /// No entry is meant.
    #[error("no entry of the list is meant by it; add the entry, or repair the name or the year")]
    NoEntry,
    /// The entry that is meant differs.
    #[error("its name or year differs from the entry that seems to be meant; repair one of them")]
    Differs,
    /// Several entries may be meant.
    #[error("several entries may be meant; distinguish them by a letter after the year")]
    Several,
    /// Part of an entry is in doubt.
    #[error("\"{text}\" in it is not understood: {doubt}")]
    Doubt {
        /// The beginning of the part.
        text: String,
        /// What the doubt is.
        doubt: String,
    },
    /// An entry was read, but hardly rightly.
    #[error("it is not sure how it is to be read; write it by hand")]
    Unsure,
    /// What was read of an entry is no work.
    #[error("{0}")]
    Implausible(String),
    /// A name of an entry is written unlike all others of its list.
    #[error(
        "\"{0}\" in it is written unlike the names of the other entries, and may be no person's; write it by hand"
    )]
    Unlike(String),
    /// An entry that names nobody does not begin with its title.
    #[error("no author was found in it, and it does not begin with its title; write it by hand")]
    Headless,
    /// A word of an entry is in no field.
    #[error("\"{0}\" in it was read as no part of the work; drop it, or write the entry by hand")]
    Lost(String),
    /// An entry without names follows one without a title.
    #[error("it may belong to the entry before it, of which no title was found; join or part them")]
    GoesOn,
    /// An entry stands in no paragraph.
    #[error("it stands in no paragraph")]
    NoParagraph,
    /// An entry spreads over paragraphs.
    #[error("it spreads over several paragraphs; join them")]
    Spread,
    /// The style cites in notes.
    #[error("the style cites in notes")]
    StyleOfNotes,
    /// Written, it would be read otherwise.
    #[error("it would not be understood again in the new style; write it by hand")]
    NotReadAgain,
}
