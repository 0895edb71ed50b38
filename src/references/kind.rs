//! What kind of work a record is.

use crate::lexicon::lists::list;
use crate::model::creator::initials;
use crate::model::entry::Entry;
use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_body;
use crate::text::fold::fold;
use crate::text::host::is_host;
use crate::text::span::Span;

/// CSL's item type for a record that was read from `text`, of which `fields` are known.
pub(crate) fn of(text: &str, fields: &[Field], entry: &Entry) -> &'static str {
    let has = |variable: &str| entry.text(variable).is_some();
    let words = text.to_lowercase();
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let has_any = |name: &str| list(name).iter().any(|word| words.contains(word.as_str()));
    if let Some(kind) = marked(text) {
        return kind;
    }
    let serial = has("container-title") && has("volume");
    if !serial && says_thesis(&outside_titles(text, fields)) {
        return "thesis";
    }
    let container = entry.text("container-title").unwrap_or_default();
    let proceedings = has_any("conference-word") || begins_with_any(container, "conference-name");
    if proceedings && !has("volume") {
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

/// The kind that a letter in square brackets says, as Chinese lists have it (GB/T 7714-2015, annex B).
fn marked(text: &str) -> Option<&'static str> {
    let inside = text.split('[').skip(1).filter_map(|part| part.split_once(']')?.0.into());
    inside.into_iter().find_map(|inside: &str| {
        let letter = inside.split('/').next().unwrap_or_default();
        Some(match letter {
            "J" => "article-journal",
            "D" => "thesis",
            "C" => "paper-conference",
            "R" => "report",
            "N" => "article-newspaper",
            "P" => "patent",
            "S" => "standard",
            "M" => "book",
            "EB" => "webpage",
            "DB" | "DS" => "dataset",
            "CP" => "software",
            _ => return None,
        })
    })
}

/// The text without what the work and its container are called; brackets in titles stay, since they
/// say what kind of work it is.
fn outside_titles(text: &str, fields: &[Field]) -> String {
    let mut outside = text.to_owned();
    let titles =
        fields.iter().filter(|field| matches!(field.label, Label::Title | Label::Container));
    let mut spans: Vec<Span> = titles.map(|field| field.span).collect();
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    for span in spans {
        let inside = span.of(text);
        let kept = inside.find(['[', '(']).map_or("", |at| &inside[at..]);
        outside.replace_range(span.start..span.end, kept);
    }
    outside
}

/// Whether a word for a thesis stands in a text, and not inside another word: "biosynthesis".
fn says_thesis(text: &str) -> bool {
    let lower = text.to_lowercase();
    list("thesis-word").iter().any(|word| begins_word(&lower, word))
}

/// Whether a word of a list begins a word of a text.
fn begins_with_any(text: &str, name: &str) -> bool {
    let lower = text.to_lowercase();
    list(name).iter().any(|word| begins_word(&lower, word))
}

fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
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

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    #[test]
    fn kinds_from_all_of_an_entry() {
        for (text, kind) in [
            (
                "Lind, A. (2003). Biosynthesis and anthesis in steppe grasses. Water Policy, 7(2), 47–59.",
                "article-journal",
            ),
            (
                "Lind, A. (2003). Dry rivers [Unpublished doctoral dissertation]. University of Oslo.",
                "thesis",
            ),
            (
                "Moe B. On rivers. In Proc. IEEE Int. Conf. Acoust., 2010, pp. 3–9.",
                "paper-conference",
            ),
            ("刘建平. 河流研究[D]. 杭州: 浙江大学, 2005.", "thesis"),
            ("吴江涛. 河流测试[J]. 中国测试, 2021, 47(2): 1-5.", "article-journal"),
        ] {
            assert_eq!(parse_one(text).entry.kind, kind, "{text}");
        }
    }
}
