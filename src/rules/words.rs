//! How rules name things in their messages.

use crate::model::entry::Name;
use crate::model::reference::Reference;

/// A reference as it would be cited: "Tallberg and Dellmuth 2017a".
pub(crate) fn name_of(reference: &Reference) -> String {
    let names = creators_of(reference);
    let issued = reference.entry.date("issued");
    let year = match issued.and_then(|date| date.year()) {
        Some(year) => year.to_string(),
        None => issued.and_then(|date| date.literal.as_deref()).unwrap_or_default().to_owned(),
    };
    let suffix = reference.entry.text("year-suffix").unwrap_or_default();
    format!("{names} {year}{suffix}").trim().to_owned()
}

/// Who a reference is by, as it would be cited; its title if it names no one.
pub(crate) fn creators_of(reference: &Reference) -> String {
    let names: Vec<String> = reference.entry.creators().iter().map(Name::cited).collect();
    match names.as_slice() {
        [] => reference
            .entry
            .text("title")
            .map_or_else(|| beginning(&reference.raw), |title| format!("\"{title}\"")),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, ..] => format!("{first} et al."),
    }
}

/// What a kind of work is called: "journal article".
pub(crate) fn kind_name(kind: &str) -> String {
    let name = match kind {
        "article-journal" => "journal article",
        "article-magazine" => "magazine article",
        "article-newspaper" => "newspaper article",
        "paper-conference" => "conference paper",
        "entry-dictionary" => "dictionary entry",
        "entry-encyclopedia" => "encyclopedia entry",
        "post-weblog" => "blog post",
        "webpage" => "web page",
        other => return other.replace(['-', '_'], " "),
    };
    name.to_owned()
}

/// A number with its noun: "1 author", "3 authors".
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The beginning of a longer text.
pub(crate) fn beginning(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
