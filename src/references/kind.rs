//! What kind of work a record is.

use crate::lexicon::lists::list;
use crate::model::creator::initials;
use crate::model::entry::Entry;
use crate::references::fields::bodies::is_body;
use crate::text::fold::fold;
use crate::text::host::is_host;

/// CSL's item type for a record that was read from `text`.
pub fn of(text: &str, entry: &Entry) -> &'static str {
    let has = |variable: &str| entry.text(variable).is_some();
    let words = text.to_lowercase();
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let has_any = |name: &str| list(name).iter().any(|word| words.contains(word.as_str()));
    if has_any("thesis-word") {
        return "thesis";
    }
    if has_any("conference-word") && !has("volume") {
        return "paper-conference";
    }
    if says(&["[data set]", "[dataset]", "data set]"]) {
        return "dataset";
    }
    if says(&["[computer software]", "[software]", "version "]) && has("URL") && !has("volume") {
        return "software";
    }
    if says(&["r package", "python package", "github repository", "gitlab repository"]) {
        return "software";
    }
    if says(&["available at ssrn", "ssrn electronic", "ssrn working"]) {
        return "article";
    }
    if says(&["patent"]) && says(&["us patent", "u.s. patent", "patent no"]) {
        return "patent";
    }
    let container = entry.text("container-title").unwrap_or_default();
    if !has("volume") && is_report(&container.to_lowercase(), entry) {
        return "report";
    }
    let exact_day = entry.date("issued").is_some_and(|date| date.day().is_some());
    match (has("container-title"), has("publisher")) {
        (true, _) if has("volume") || has("issue") => "article-journal",
        (true, true) => "chapter",
        (true, false) if exact_day => "article-newspaper",
        (true, false) if has("page") || has("DOI") => "article-journal",
        (true, false) if is_site(container, entry) => "webpage",
        (true, false) => "article-journal",
        (false, true) if has("publisher-place") => "book",
        (false, true) if has_any("report-word") => "report",
        (false, _) if has("URL") && entry.date("accessed").is_some() => "webpage",
        (false, true) => "book",
        (false, false) if has("URL") => "webpage",
        (false, false) => "document",
    }
}

/// Whether a work without a volume stands in a series of reports, or is a paper that a body has on
/// its site.
fn is_report(container: &str, entry: &Entry) -> bool {
    let series = list("report-series").iter().any(|series| container.contains(series.as_str()));
    let paper = entry.text("URL").is_some_and(|url| url.to_lowercase().ends_with(".pdf"));
    let publisher = entry.text("publisher").unwrap_or_default();
    series || paper && (is_body(container) || is_body(publisher))
}

/// Whether a container is a web site and not a periodical that is read at some address: sites are
/// named by their hosts, whole, by a word of theirs or by their initials.
fn is_site(container: &str, entry: &Entry) -> bool {
    let Some(url) = entry.text("URL").and_then(|url| url::Url::parse(url).ok()) else {
        return entry.text("URL").is_some();
    };
    let host = fold(url.host_str().unwrap_or_default());
    let words = container.split(|c: char| !c.is_alphanumeric()).map(fold);
    let short = initials(container).map(|short| fold(&short));
    let named = words.chain(short).any(|word| word.len() > 1 && host.contains(&word));
    named || is_body(container) || is_host(container) || !has_person(entry)
}

/// Whether a person is among the creators.
fn has_person(entry: &Entry) -> bool {
    entry.names("author").iter().any(|name| name.family.is_some())
}
