//! What a style manual asks of citations in the text.

/// The demands of a manual, as far as its CSL style shows them; what it leaves open is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyleConventions {
    /// What the style is called.
    pub(crate) name: String,
    /// From how many authors on a citation names the first and "et al.".
    pub(crate) et_al_min: Option<usize>,
    /// Whether a comma stands between names and year.
    pub(crate) comma: Option<bool>,
    /// Whether "&" joins the last two names in brackets; otherwise a word does.
    pub(crate) ampersand: Option<bool>,
    /// Whether the style has a form of its own for the work cited just before ("ibid.").
    pub(crate) ibid: bool,
    /// Whether works are cited by number.
    pub(crate) numeric: bool,
    /// Which titles are to stand in sentence case, where the style leaves it to the data.
    pub(crate) sentence_case: Option<Titles>,
}

/// Titles of which a manual asks something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Titles {
    /// All but those of journals.
    All,
    /// Those of parts of other works: articles, chapters.
    Parts,
}
