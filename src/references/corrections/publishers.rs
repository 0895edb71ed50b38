//! Publishers, places, and the bodies that answer for pages.

use crate::lexicon::inside::opens_host;
use crate::lexicon::lists::{list, lists};
use crate::model::creator::initials;
use crate::model::reference::{Field, Label};
use crate::references::attributes::list_key;
use crate::references::fields::bodies::{is_body, is_serial};
use crate::references::frames::Frame;
use crate::references::kind::is_acronym;
use crate::references::lists::built_in;
use crate::text::fold::fold;
use crate::text::span::Span;

/// The place behind the name of a periodical is no part of it: "Zoologia, Curitiba, v. 26".
pub(super) fn part_places(text: &str, fields: &mut Vec<Field>) {
    let serial = [Label::Volume, Label::Issue];
    let Some(at) = fields
        .windows(2)
        .position(|pair| pair[0].label == Label::Container && serial.contains(&pair[1].label))
    else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let Some((name, _place)) = span.of(text).rsplit_once(',') else {
        return;
    };
    let place = Span::new(span.start + name.len() + 1, span.end).trim(text);
    if name.is_empty() || !built_in().places.contains(list_key(place.of(text))) {
        return;
    }
    fields[at].span = Span::new(span.start, span.start + name.len());
    if !fields.iter().any(|field| field.label == Label::Location) {
        fields.insert(at + 1, Field { label: Label::Location, span: place, confidence });
    }
}

/// What was read as a publisher is the periodical, where a place follows it and the periodical's volume and
/// pages, or its number, follow that: "Polis, São Paulo, v. 18, p. 1–17" (ABNT NBR 6023). A book has its
/// place first.
pub(super) fn name_periodicals(text: &str, fields: &mut [Field]) {
    use Label::{Container, Editor, Issue, Location, Pages, Publisher, Volume};
    let has = |label| fields.iter().any(|field| field.label == label);
    if has(Container) || has(Editor) {
        return;
    }
    let numbered = |label| label == Issue || label == Volume && has(Pages);
    let place = fields.windows(3).position(|three| {
        three[0].label == Publisher
            && three[1].label == Location
            && numbered(three[2].label)
            && !is_publisher(text, three[0].span)
    });
    if let Some(at) = place {
        fields[at].label = Container;
    }
}

/// A place that was taken for a publisher, before the country: "Oslo, Norway".
pub(super) fn join_places(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.windows(2).position(|pair| {
        pair[0].label == Label::Publisher
            && pair[1].label == Label::Location
            && text.get(pair[0].span.end..pair[1].span.start).is_some_and(|gap| gap.trim() == ",")
            && !is_body(pair[0].span.of(text))
            && built_in().places.contains(list_key(pair[0].span.of(text)))
            && built_in().places.contains(list_key(pair[1].span.of(text)))
    }) else {
        return;
    };
    fields[at + 1].span = fields[at].span.join(fields[at + 1].span);
    fields.remove(at);
}

/// Whether a word of publishers stands in a name.
pub(super) fn is_publisher(text: &str, span: Span) -> bool {
    let words = span.of(text).to_lowercase();
    if words.contains('(') {
        return false;
    }
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "International Journal of Press and Politics" is none.
    let ends = [words.next(), words.next_back()];
    let publishes = |word: &str| list("publisher-word").contains(&word);
    ends.into_iter().flatten().any(publishes)
}

/// What was read as a container and is the publisher of a book: it stands behind a place, or plain
/// behind a title that is emphasised, as containers are and publishers are not.
pub(super) fn behind_book(text: &str, fields: &[Field], frames: &[Frame]) -> Option<Span> {
    let at = fields.iter().position(|field| field.label == Label::Container)?;
    let container = fields[at].span;
    if holds_works(text, container) {
        return None;
    }
    let before = fields[..at].last()?;
    let gap = text.get(before.span.end..container.start)?.trim();
    let placed = before.label == Label::Location && matches!(gap, ":" | "," | ";");
    let title = fields[..at].iter().find(|field| field.label == Label::Title)?.span;
    let emphasises = |span: Span| move |frame: &&Frame| !frame.quoted && frame.span.overlaps(span);
    let whole = frames.iter().find(emphasises(title)).is_some_and(|frame| {
        frame.span.start <= title.start + 1 && frame.span.end + 1 >= title.end
    });
    let plain = !frames.iter().any(|frame| emphasises(container)(&frame));
    let printed = !fields.iter().any(|field| field.label == Label::Url);
    (placed || whole && plain && printed).then_some(container)
}

/// Whether a container is named as such: by the word before it, as a conference, as a journal. What a
/// bracket closes is more than a name.
fn holds_works(text: &str, container: Span) -> bool {
    let words = container.of(text);
    let lower = words.to_lowercase();
    let mut announced = lists(&["conference-name", "presented-at", "speech-word"]);
    opens_host(&text[..container.start])
        || is_acronym(words)
        || is_serial(words)
        || words.contains(['(', ')', '[', ']'])
        || announced.any(|name| lower.contains(name))
        || built_in().journals.contains(list_key(words))
}

/// Whether what an address is followed by is the body that answers for the page: the author once
/// more, or a name with its own short form in brackets.
pub(super) fn is_publishing_body(words: &str, author: &str) -> bool {
    let words = words.trim_end_matches(['.', ',']);
    let bracketed = words.strip_suffix(')').and_then(|words| words.rsplit_once('('));
    let introduced =
        bracketed.is_some_and(|(long, short)| initials(long.trim()).as_deref() == Some(short));
    introduced || !author.is_empty() && fold(words) == fold(author)
}

/// The name of a body that nothing else follows and that no field holds.
pub(super) fn body_at_end(text: &str, fields: &[Field]) -> Option<Field> {
    let end = fields.iter().map(|field| field.span.end).max()?;
    let span = Span::new(end, text.len());
    let start = span.of(text).find(|c: char| c.is_alphanumeric())?;
    let words = text[end + start..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let named = words.starts_with(char::is_uppercase) && is_body(words);
    let plain = !words.contains(|c: char| c.is_ascii_digit() || ".:;".contains(c));
    let span = Span::new(end + start, end + start + words.len());
    (named && plain && words.len() < 80).then_some(Field {
        label: Label::Publisher,
        span,
        confidence: 0.5,
    })
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    fn read(text: &str, variable: &str) -> Option<String> {
        parse_one(text).entry.text(variable).map(str::to_owned)
    }

    #[test]
    fn a_body_that_answers_for_a_page_is_its_publisher() {
        let text = "OECD. 2015. \"Water Prices.\" Organisation for Economic Development (OED). https://example.org/water";
        assert_eq!(
            read(text, "publisher").as_deref(),
            Some("Organisation for Economic Development (OED)")
        );
        assert_eq!(read(text, "container-title"), None);
        let text = "Lind, A. 2021. Dry wells. Zenodo. https://doi.org/10.5281/zenodo.4572994.";
        assert_eq!(read(text, "publisher").as_deref(), Some("Zenodo"));
        assert_eq!(read(text, "container-title"), None);
    }
}
