//! Words such as "In", which what holds a work follows.

use crate::lexicon::lists::list;

/// Whether a word is one of them, in whatever case.
pub(crate) fn is_inside(word: &str) -> bool {
    list("inside").contains(&word.to_lowercase().as_str())
}

/// Whether a text ends with one of them, or with the sign that GB/T 7714 and GOST have for them, which
/// stands before journals, too.
pub(crate) fn opens_host(text: &str) -> bool {
    text.trim_end().ends_with("//") || ends_inside(text)
}

/// Whether a text ends with one of them.
pub(crate) fn ends_inside(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    is_inside(text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
}
