//! What a style asks of citations in the text, seen in what it writes.
//!
//! Samples are rendered and looked at: works by one author, by two, and by more. So a convention is
//! found wherever the style hides it, in macros, branches or inherited options.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::json;

use super::bibliography::cited;
use super::citation::{Citation, Cite};
use super::style::Style;
use crate::model::entry::Entry;
use crate::model::style_conventions::{StyleConventions, Titles};

/// How many authors a sample has at most: no manual names more in a citation.
const MOST_AUTHORS: usize = 12;

/// The family names of the samples' authors; none is part of another.
const NAMES: [&str; MOST_AUTHORS] = [
    "Abara", "Bolek", "Cidri", "Dovan", "Ewerk", "Fasul", "Gidor", "Hamuk", "Izorl", "Jaket",
    "Koruv", "Lemdi",
];

const YEAR: &str = "1984";

/// Returns what a style asks of citations in the text.
pub(crate) fn conventions(style: &Style) -> StyleConventions {
    let alone = |authors: usize| written(style, &[sample(&NAMES[..authors])], &[0]).remove(0);
    let texts: Vec<String> = (1..=MOST_AUTHORS).map(alone).collect();
    let named = |authors: usize| texts[authors - 1].contains(NAMES[authors - 1]);
    let et_al_min = (2..=MOST_AUTHORS).find(|authors| !named(*authors)).filter(|_| named(1));
    // A work, the same again, another one, and the first once more.
    let two = [sample(&NAMES[..1]), sample(&NAMES[1..2])];
    let notes = written(style, &two, &[0, 0, 1, 0]);
    let (again, later) = (&notes[1], &notes[3]);
    StyleConventions {
        name: style.title().to_owned(),
        et_al_min,
        comma: between(&texts[0], NAMES[0], YEAR).map(|range| texts[0][range].contains(',')),
        ampersand: between(&texts[1], NAMES[0], NAMES[1])
            .map(|range| texts[1][range].contains('&')),
        numeric: !texts[0].contains(char::is_alphabetic) && !texts[0].contains(YEAR),
        ibid: again != later && !again.contains(NAMES[0]),
        sentence_case: sentence_case(&style.name),
    }
}

/// The styles whose manuals ask for sentence case, by the titles that stand in it.
#[derive(Default, Deserialize)]
struct SentenceCase {
    all: Vec<String>,
    parts: Vec<String>,
}

static SENTENCE_CASE: LazyLock<SentenceCase> =
    LazyLock::new(|| toml::from_str(include_str!("../../refs/manuals.toml")).unwrap_or_default());

/// Which titles the manual of a style wants in sentence case. CSL cannot say it: a processor does not know
/// names from other words, so that styles leave titles as they are.
fn sentence_case(name: &str) -> Option<Titles> {
    let is_of = |style: &String| {
        name.strip_prefix(style.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match &*SENTENCE_CASE {
        manuals if manuals.all.iter().any(is_of) => Some(Titles::All),
        manuals if manuals.parts.iter().any(is_of) => Some(Titles::Parts),
        _ => None,
    }
}

/// What stands between two words of a text, close to each other.
fn between(text: &str, first: &str, second: &str) -> Option<Range<usize>> {
    const FARTHEST: usize = 12;
    let start = text.find(first)? + first.len();
    let end = start + text[start..].find(second)?;
    (end - start <= FARTHEST).then_some(start..end)
}

/// What a style writes where these works are cited in a row, each in a note of its own.
fn written(style: &Style, samples: &[Entry], order: &[usize]) -> Vec<String> {
    let entries: Vec<&Entry> = samples.iter().collect();
    let notes = order.iter().enumerate();
    let citations: Vec<Citation> = notes
        .map(|(note, entry)| Citation {
            cites: vec![Cite { entry: *entry, ..Cite::default() }],
            note: note + 1,
        })
        .collect();
    let (_, texts) = cited(&entries, &citations, style, Some("en-US"));
    texts.iter().map(|text| text.plain()).collect()
}

/// A book by these authors.
fn sample(authors: &[&str]) -> Entry {
    let names: Vec<_> =
        authors.iter().map(|name| json!({"family": name, "given": "Ruth"})).collect();
    serde_json::from_value(json!({
        "id": authors.join(" "),
        "type": "book",
        "title": "A Sample of Works",
        "author": names,
        "issued": {"date-parts": [[1984]]},
        "publisher": "Press",
        "publisher-place": "Town",
    }))
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(inner: &str) -> StyleConventions {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
            <info><title>Example</title><id>example</id><updated>2026-01-01T00:00:00+00:00</updated></info>
            <macro name="who"><names variable="author"><name form="short" and="symbol"/></names></macro>
            <macro name="when"><date variable="issued"><date-part name="year"/></date></macro>
            <citation et-al-min="3" et-al-use-first="1"><layout prefix="(" suffix=")">{inner}</layout></citation>
            </style>"#
        );
        conventions(&Style::from_xml("example", &xml, &[]).expect("a style"))
    }

    #[test]
    fn a_style_shows_its_conventions() {
        let text = r#"<text macro="who"/><text macro="when"/>"#;
        let comma = style(&format!(r#"<group delimiter=", ">{text}</group>"#));
        assert_eq!(comma.et_al_min, Some(3));
        assert_eq!((comma.comma, comma.ampersand), (Some(true), Some(true)));
        let nested = format!(
            r#"<group delimiter=", "><group delimiter=" ">{text}</group><text variable="locator"/></group>"#
        );
        assert_eq!(style(&nested).comma, Some(false));
        assert_eq!(style(r#"<text macro="who"/>"#).comma, None);
        let again = format!(
            r#"<choose><if position="ibid"><text value="ibid."/></if><else>{text}</else></choose>"#
        );
        assert!(style(&again).ibid && !style(text).ibid);
    }

    #[test]
    fn the_manuals_ask_what_they_ask() {
        let of = |name: &str| conventions(&Style::find(name, &[]).expect("is there"));
        let apa = of("apa");
        assert_eq!((apa.et_al_min, apa.comma, apa.ampersand), (Some(3), Some(true), Some(true)));
        let chicago = of("chicago-author-date");
        assert_eq!((chicago.comma, chicago.ampersand), (Some(false), Some(false)));
        assert_eq!(of("ieee").comma, None);
        assert_eq!(apa.sentence_case, Some(Titles::All));
        assert_eq!(of("ieee").sentence_case, Some(Titles::Parts));
        assert_eq!(chicago.sentence_case, None);
        assert!(of("ieee").numeric && of("nature").numeric && !apa.numeric && !chicago.numeric);
    }
}
