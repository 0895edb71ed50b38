//! Small words of a sentence that were read as particles of a name.

use std::collections::HashMap;

use crate::lexicon::lists::list;
use crate::model::citation::{Citation, CitationKind};
use crate::model::citation_index::CitationIndex;
use crate::text::span::Span;

/// Takes the word with which the first name of a citation in a sentence begins for one of the sentence, if the
/// list does not know the name with it, and the document uses it before other words than names: "wird
/// von Lind (1999) gezeigt", "segundo dados da Moe (2004)".
pub(super) fn without_sentence_words(
    text: &str,
    citation_index: &CitationIndex,
    citations: &mut [Citation],
) {
    let mut known: HashMap<String, bool> = HashMap::new();
    for citation in citations.iter_mut().filter(|one| one.kind == CitationKind::Narrative) {
        let Some(item) = citation.items.first_mut() else { continue };
        let Some(name) = item.names.first_mut() else { continue };
        let (begins_item, begins) =
            (item.span.start == name.span.start, citation.span.start == name.span.start);
        while let Some((word, rest)) = particle_of(&name.text) {
            let listed = citation_index.knows(&citation_index.key_of(&name.text));
            if listed || !*known.entry(word.to_owned()).or_insert_with(|| is_word(text, word)) {
                break;
            }
            let cut = name.text.len() - rest.len();
            // The name as written may be wrapped; its end is where it was.
            let written = name.span.of(text);
            let Some(start) = written.find(char::is_whitespace) else { break };
            let start = start + written[start..].len() - written[start..].trim_start().len();
            name.span = Span::new(name.span.start + start, name.span.end);
            name.text.drain(..cut);
        }
        if begins_item {
            item.span.start = name.span.start;
        }
        if begins {
            citation.span.start = name.span.start;
        }
    }
}

/// The particle in lower case with which a name of several words begins, and the rest of the name.
fn particle_of(name: &str) -> Option<(&str, &str)> {
    let (word, rest) = name.split_once(' ')?;
    let particle = word.chars().all(char::is_lowercase) && list("particle").contains(&word);
    particle.then_some((word, rest))
}

/// Whether a text has a word before another in lower case that is no particle itself: "von einem".
fn is_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "'’-".contains(c));
        let next = text[at + word.len()..].strip_prefix(' ').unwrap_or_default();
        let next: &str = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        free && next.starts_with(char::is_lowercase) && !list("particle").contains(&next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_text_stand_before_others() {
        let text = "Das wird von einem Modell von der Leine getragen, by de la Cruz.";
        assert!(is_word(text, "von"));
        assert!(!is_word(text, "de") && !is_word(text, "la") && !is_word("avon einem", "von"));
        assert_eq!(particle_of("von Lind"), Some(("von", "Lind")));
        assert_eq!(particle_of("Von Lind"), None);
    }
}
