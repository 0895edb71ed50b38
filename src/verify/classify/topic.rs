//! What a page is about, compared with the work that it is cited for.

use crate::verify::classify::expected_work::ExpectedWork;
use crate::verify::classify::language;
use crate::verify::classify::page_signals::PageSignals;
use crate::verify::classify::signal_phrases::{is_generic, plain};
use crate::verify::classify::title_similarity;
use crate::verify::content::page::Page;

/// Returns the title of a page that is most similar to the cited one.
pub(crate) fn best_title(page: &Page, work: &ExpectedWork) -> Option<(String, f32)> {
    let scored =
        page.titles.iter().map(|title| (title, title_similarity::of(&work.title, &title.text)));
    let best = scored.fold(None, |best: Option<(&_, f32)>, (title, similarity)| match best {
        Some((_, most)) if most >= similarity => best,
        _ => Some((title, similarity)),
    });
    best.map(|(title, similarity)| (title.text.clone(), similarity))
}

/// Returns the title of the page if it is certainly that of the work.
pub(crate) fn shows_the_work(page: &Page, work: &ExpectedWork) -> Option<(String, f32)> {
    let (title, similarity) = best_title(page, work)?;
    let telling = title_similarity::content_words(&work.title).len() >= 3;
    let sure =
        similarity >= 0.9 && telling && PageSignals::of(page, Some(work)).not_found().is_none();
    sure.then_some((title, similarity))
}

/// Returns whether a title says something about a page: not "Home", not the name of the site.
pub(crate) fn is_telling(title: &str, work: &ExpectedWork) -> bool {
    !is_generic(&plain(title))
        && !work.is_place(title)
        && title_similarity::content_words(title).len() >= 2
        && !is_file_name(title)
}

/// "Microsoft Word - final2.doc", "untitled.indd": titles that programs give.
fn is_file_name(title: &str) -> bool {
    let title = plain(title);
    let ending = title.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=5).contains(&end.len()) && end.chars().all(char::is_alphanumeric)
    });
    ending
        || [
            "microsoft word",
            "microsoft powerpoint",
            "powerpoint",
            "untitled",
            "layout 1",
            "slide 1",
        ]
        .iter()
        .any(|name| title.starts_with(name))
}

/// Returns whether titles and text, in the language of the cited title, contain almost none of its
/// words.
pub(crate) fn is_about_something_else(work: &ExpectedWork, titles: &[&str], text: &str) -> bool {
    let all = format!("{}\n{text}", titles.join("\n"));
    let words = title_similarity::content_words(&work.title).len();
    let allowed = if words >= 3 { 0.34 } else { 0.0 };
    words >= 2
        && language::comparable(&work.title, &all)
        && title_similarity::coverage(&work.title, &all) <= allowed
        && title_similarity::content_words(&all).len() >= 8
}
