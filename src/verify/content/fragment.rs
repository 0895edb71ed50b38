//! Whether the place that a fragment names is on a page.

use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::verify::content::page::Page;
use crate::verify::http::fetch::{Answer, Ending};

/// Whether `url` names a place that its page surely does not have.
///
/// Fragments that scripts read ("#!/a", "#/a"), that point into text or media (`:~:text=`, `t=`,
/// `page=`), and those of pages that scripts build, are left alone.
pub(crate) fn is_missing(url: &Url, answer: &Answer, page: &Page) -> bool {
    let Some(fragment) = url.fragment().filter(|fragment| names_a_place(fragment)) else {
        return false;
    };
    let whole = answer.ending == Ending::Whole;
    let built = page.scripts > 0 && (page.text.len() < 1000 || page.anchors.is_empty());
    whole && !built && !has(page, fragment)
}

fn names_a_place(fragment: &str) -> bool {
    let script = fragment.starts_with(['!', '/', ':', '?', '&']);
    let own = fragment.contains([':', '=', '~', '&', '/', ',', '(']);
    let line = fragment
        .trim_start_matches(['L', 'l'])
        .split('-')
        .all(|part| part.trim_start_matches('L').parse::<u32>().is_ok());
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !script && !own && !line
}

/// Whether a page has the place, as it is written or in one of the forms that sites make of it.
fn has(page: &Page, fragment: &str) -> bool {
    let decoded = percent_decode_str(fragment).decode_utf8_lossy();
    let forms = [
        fragment.to_owned(),
        decoded.to_string(),
        format!("user-content-{decoded}"),
        decoded.replace(' ', "_"),
        decoded.to_lowercase(),
        format!("user-content-{}", decoded.to_lowercase()),
    ];
    forms.iter().any(|form| page.anchors.contains(form))
        || page.anchors.iter().any(|anchor| anchor.eq_ignore_ascii_case(&decoded))
}
