//! The titles of the list, found in running text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::citation_index::CitationIndex;
use crate::model::ids::ReferenceId;
use crate::text::fold::fold_into;
use crate::text::letters::is_alphanumeric;
use crate::text::span::Span;

/// How long a folded title must be to be looked for, in bytes.
const SHORTEST: usize = 6;

/// The titles of the works of a list.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    automaton: Option<AhoCorasick>,
    /// The works of each pattern of the automaton.
    works: Vec<Vec<ReferenceId>>,
}

/// A title of the list in the text.
#[derive(Debug, Clone)]
pub(crate) struct TitleMatch<'a> {
    /// Where it stands.
    pub span: Span,
    /// The works that have this title.
    pub works: &'a [ReferenceId],
    /// How long it is, folded, in bytes.
    pub length: usize,
}

impl Titles {
    /// The titles of the works of an index, in full, without their subtitles, and the first words of
    /// long ones.
    pub(crate) fn new(citation_index: &CitationIndex) -> Titles {
        let works = ReferenceId::each(citation_index.works());
        let mut patterns: Vec<(&str, ReferenceId)> = works
            .flat_map(|(index, work)| {
                [&*work.title, work.main_title(), work.title_start()].map(|title| (title, index))
            })
            .filter(|(title, _)| title.len() >= SHORTEST)
            .collect();
        patterns.sort_unstable();
        patterns.dedup();
        let mut titles = Titles::default();
        let mut keys: Vec<&str> = Vec::new();
        for (title, index) in patterns {
            match keys.last().zip(titles.works.last_mut()).filter(|(last, _)| **last == title) {
                Some((_, works)) => works.push(index),
                None => {
                    keys.push(title);
                    titles.works.push(vec![index]);
                }
            }
        }
        // A document is short: the quickest automaton would take longer to be made than it saves.
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
        titles.automaton = builder.build(keys).ok();
        titles
    }

    /// The titles in a text with these words, in order; they begin and end with a word.
    pub(crate) fn find(&self, folded: &FoldedWords) -> Vec<TitleMatch<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found = Vec::new();
        let mut from = 0;
        // A match that begins inside a word is given up for one that begins after it.
        while let Some(hit) = automaton.find(&folded.key[from..]) {
            let (start, end) = (from + hit.start(), from + hit.end());
            match folded.source(start, end) {
                Some(span) => {
                    let works = &self.works[hit.pattern().as_usize()];
                    found.push(TitleMatch { span, works, length: end - start });
                    from = end;
                }
                None => from = folded.next_word(start),
            }
        }
        found
    }
}

/// The folded words of a text in a row, and where each stands.
#[derive(Debug)]
pub(crate) struct FoldedWords {
    key: String,
    /// Where each word begins in the key, and its span in the text.
    words: Vec<(usize, Span)>,
}

impl FoldedWords {
    pub(crate) fn of(text: &str) -> FoldedWords {
        let mut folded = FoldedWords { key: String::with_capacity(text.len()), words: Vec::new() };
        let mut at = 0;
        for piece in text.split_inclusive(|c: char| !is_alphanumeric(c)) {
            let word = piece.trim_end_matches(|c: char| !is_alphanumeric(c));
            let start = folded.key.len();
            fold_into(word, &mut folded.key);
            if folded.key.len() > start {
                folded.words.push((start, Span::new(at, at + word.len())));
            }
            at += piece.len();
        }
        folded
    }

    /// Where the segment of the key stands in the text, if it begins and ends with a word.
    fn source(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.words.binary_search_by_key(&start, |(at, _)| *at).ok()?;
        let after = match end == self.key.len() {
            true => self.words.len(),
            false => self.words.binary_search_by_key(&end, |(at, _)| *at).ok()?,
        };
        Some(self.words[first].1.join(self.words[after - 1].1))
    }

    /// Where the word after the one at `start` of the key begins.
    fn next_word(&self, start: usize) -> usize {
        let next = self.words.partition_point(|(at, _)| *at <= start);
        self.words.get(next).map_or(self.key.len(), |(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::Entry;

    #[test]
    fn titles_are_found_with_or_without_their_subtitles() {
        let mut entry = Entry::new("x", "book");
        entry.set("title", "After Anarchy: Legitimacy and Power");
        let titles = Titles::new(&CitationIndex::new([(&entry, "")], &[]));
        for (text, wanted) in [
            ("Hurd, *After Anarchy: legitimacy & power*", None),
            ("Hurd, After anarchy, 12", Some("After anarchy")),
            (
                "see After Anarchy. Legitimacy and Power (2007)",
                Some("After Anarchy. Legitimacy and Power"),
            ),
            ("thereafter anarchy", None),
        ] {
            let found = titles.find(&FoldedWords::of(text));
            let first = found.first().map(|one| one.span.of(text));
            assert_eq!(first, wanted.or(text.contains('&').then_some("After Anarchy")), "{text}");
        }
    }
}
