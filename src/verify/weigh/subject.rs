//! What a page is about, held against the work that it is cited for.

use crate::verify::content::page::Page;
use crate::verify::weigh::language;
use crate::verify::weigh::likeness;
use crate::verify::weigh::phrases::{is_generic, plain};
use crate::verify::weigh::signs::Signs;
use crate::verify::weigh::work::Work;

/// The title of a page that is likest to the cited one.
pub fn best_title(page: &Page, work: &Work) -> Option<(String, f32)> {
    let scored = page.titles.iter().map(|title| (title, likeness::of(&work.title, &title.text)));
    let best = scored.fold(None, |best: Option<(&_, f32)>, (title, likeness)| match best {
        Some((_, most)) if most >= likeness => best,
        _ => Some((title, likeness)),
    });
    best.map(|(title, likeness)| (title.text.clone(), likeness))
}

/// The page's title, if it surely is the work's.
pub fn shows_the_work(page: &Page, work: &Work) -> Option<(String, f32)> {
    let (title, likeness) = best_title(page, work)?;
    let telling = likeness::content_words(&work.title).len() >= 3;
    let sure = likeness >= 0.9 && telling && Signs::of(page, Some(work)).not_found().is_none();
    sure.then_some((title, likeness))
}

/// Whether a title says something of a page: not "Home", not the name of the site.
pub fn is_telling(title: &str, work: &Work) -> bool {
    !is_generic(&plain(title))
        && !work.is_place(title)
        && likeness::content_words(title).len() >= 2
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

/// Whether titles and text, in the language of the cited title, have next to none of its words.
pub fn is_about_something_else(work: &Work, titles: &[&str], text: &str) -> bool {
    let all = format!("{}\n{text}", titles.join("\n"));
    let words = likeness::content_words(&work.title).len();
    let allowed = if words >= 3 { 0.34 } else { 0.0 };
    words >= 2
        && language::comparable(&work.title, &all)
        && likeness::coverage(&work.title, &all) <= allowed
        && likeness::content_words(&all).len() >= 8
}
