//! What kind of work a record is.

use crate::model::entry::Entry;

/// CSL's item type for a record that was read from `text`.
pub fn of(text: &str, entry: &Entry) -> &'static str {
    let has = |variable: &str| entry.text(variable).is_some();
    let words = text.to_lowercase();
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if says(&["dissertation", "thesis", "диссертац", "tese de", "tesis doctoral", "thèse"])
    {
        return "thesis";
    }
    if says(&["presented at", "proceedings of", "conference on", "paper presented"])
        && !has("volume")
    {
        return "paper-conference";
    }
    if says(&["[data set]", "[dataset]", "data set]"]) {
        return "dataset";
    }
    if says(&["[computer software]", "[software]", "version "]) && has("URL") && !has("volume") {
        return "software";
    }
    if says(&["patent"]) && says(&["us patent", "u.s. patent", "patent no"]) {
        return "patent";
    }
    let exact_day = entry.date("issued").is_some_and(|date| date.day().is_some());
    match (has("container-title"), has("publisher")) {
        (true, _) if has("volume") || has("issue") => "article-journal",
        (true, true) => "chapter",
        (true, false) if exact_day => "article-newspaper",
        (true, false) if has("page") || has("DOI") => "article-journal",
        (true, false) if has("URL") => "webpage",
        (true, false) => "article-journal",
        (false, true) if has("publisher-place") => "book",
        (false, true) if says(&["report", "working paper", "policy brief", "briefing"]) => "report",
        (false, _) if has("URL") && entry.date("accessed").is_some() => "webpage",
        (false, true) => "book",
        (false, false) if has("URL") => "webpage",
        (false, false) => "document",
    }
}
