//! Notes typed by hand: numbered paragraphs under "Notes", or paragraphs with a raised number.
//!
//! Markup tells its own notes; typists number theirs. What is a note is not looked through for a
//! list of references, and may name works in full, in short or by "ibid.".

use std::collections::HashSet;

use crate::lexicon::headings::{heads_notes, heads_references};
use crate::lexicon::lists::lists;
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::span::Span;
use crate::text::superscript;

/// How many raised numbers in a row at least are those of notes.
const FEWEST: usize = 3;

/// The document with its typed notes told.
///
/// A section "Notes" holds them where the document has a list of references besides, or where one of
/// them points back ("ibid."): else it may be the list itself.
pub(crate) fn told(mut document: Document) -> Document {
    for (at, span, label) in typed(&document) {
        document.blocks[at] = Block { kind: BlockKind::Note { label }, span };
    }
    document
}

/// The blocks that are notes, by their indexes, each without its number, and the number.
fn typed(document: &Document) -> Vec<(usize, Span, String)> {
    let listed = document.blocks.iter().any(|block| is_heading(block, document, heads_references));
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.blocks.len() {
        let headed = is_heading(&document.blocks[at], document, heads_notes);
        let first = at + usize::from(headed);
        let notes = behind_all(document, first, listed).filter(|_| !headed);
        if let Some(notes) = notes {
            at = first + notes.len();
            found.extend(notes);
            continue;
        }
        let number = |at: usize| numbered(document, at, headed);
        let notes: Vec<(usize, Span, String)> =
            (first..document.blocks.len()).map_while(number).collect();
        at = first + notes.len().max(usize::from(!headed));
        let apart =
            headed && (listed || notes.iter().any(|(_, span, _)| points_back(document, *span)));
        let superscript = !headed && is_run(&notes) && !follows_list_heading(document, first);
        if apart || superscript {
            found.extend(notes);
        }
    }
    found
}

/// The paragraphs from `first` to the end of the document that begin with numbers in square brackets, from
/// 1 on, where the text has these numbers, and what they say is no list: behind the entries of one that
/// have no numbers, or where no list is headed, some point back ("ibid."); or each gives but a page.
fn behind_all(
    document: &Document,
    first: usize,
    listed: bool,
) -> Option<Vec<(usize, Span, String)>> {
    /// A note that gives but a page is hardly longer, in bytes.
    const SHORT: usize = 16;
    let block = document.blocks.get(first)?;
    if block.kind != BlockKind::Paragraph || !document.slice(block.span).starts_with("[1]") {
        return None;
    }
    let bracketed = |at: &usize| document.slice(document.blocks[*at].span).starts_with('[');
    let number = |at: usize| numbered(document, at, true);
    let in_turn =
        |(at, note): (usize, (usize, Span, String))| (note.2.parse() == Ok(at + 1)).then_some(note);
    let notes: Vec<(usize, Span, String)> = (first..document.blocks.len())
        .take_while(bracketed)
        .map_while(number)
        .enumerate()
        .map_while(in_turn)
        .collect();
    let above = &document.text[..block.span.start];
    let last = first + notes.len() == document.blocks.len();
    let entries =
        first.checked_sub(1).map(|before| &document.blocks[before]).is_some_and(|before| {
            // Any line may head a list, set off in any type.
            let text = document.slice(before.span);
            let words = text.trim_matches(|c: char| !c.is_alphanumeric());
            !text.starts_with('[') && !heads_references(words)
        });
    // A title may have such a word in it; of notes it is the first word of many.
    let back = notes.iter().filter(|(_, span, _)| points_back(document, *span)).count();
    let back = back * 10 >= notes.len();
    let pages = listed && notes.iter().all(|(_, span, _)| span.len() <= SHORT);
    let called = || {
        let labels = above.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
        let known: HashSet<&str> = labels.map(|(label, _)| label).collect();
        let called = notes.iter().filter(|(_, _, label)| known.contains(label.as_str()));
        called.count() * 4 >= notes.len() * 3
    };
    let may_be = is_run(&notes) && last && entries && (back || pages);
    (may_be && called()).then_some(notes)
}

fn is_heading(block: &Block, document: &Document, heads: fn(&str) -> bool) -> bool {
    matches!(block.kind, BlockKind::Heading(_)) && heads(document.slice(block.span))
}

/// The block at an index as a note, if a number begins it: a raised one, or under "Notes" any.
fn numbered(document: &Document, at: usize, headed: bool) -> Option<(usize, Span, String)> {
    let block = document.blocks.get(at)?;
    let text = document.slice(block.span);
    let from = |number: usize, label: String| {
        let rest = text[number..].trim_start_matches(['.', ')', ']']).trim_start();
        let span = Span::new(block.span.end - rest.len(), block.span.end);
        (!label.is_empty() && !rest.is_empty()).then_some((at, span, label))
    };
    match block.kind {
        BlockKind::ListItem { ordinal: Some(ordinal) } if headed => from(0, ordinal.to_string()),
        BlockKind::Paragraph => {
            let (superscript, length) = superscript::number(text);
            let marked = document.marks_in(block.span).find(|mark| {
                mark.kind == MarkKind::Superscript && mark.span.start == block.span.start
            });
            let marked = marked.map_or("", |mark| document.slice(mark.span));
            let typed = text.trim_start_matches('[');
            let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
            if !superscript.is_empty() {
                from(length, superscript)
            } else if is_number(marked) {
                from(marked.len(), marked.to_owned())
            } else if headed && is_number(&typed[..digits]) {
                from(text.len() - typed.len() + digits, typed[..digits].to_owned())
            } else {
                None
            }
        }
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    (1..4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the numbers go up one by one.
fn is_run(notes: &[(usize, Span, String)]) -> bool {
    let numbers = notes.iter().filter_map(|(_, _, label)| label.parse::<u32>().ok());
    let numbers: Vec<u32> = numbers.collect();
    let next = numbers.windows(2).filter(|pair| pair[0].checked_add(1) == Some(pair[1])).count();
    notes.len() >= FEWEST && next * 4 >= (notes.len() - 1) * 3
}

/// Whether the heading above a block announces a list of references.
fn follows_list_heading(document: &Document, at: usize) -> bool {
    let before = document.blocks[..at].iter().rev();
    let mut headings = before.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    headings.next().is_some_and(|block| heads_references(document.slice(block.span)))
}

/// Whether a note stands for a work named before.
fn points_back(document: &Document, span: Span) -> bool {
    let words = document.slice(span).to_lowercase();
    // Shorter ones are parts of other words.
    let mut phrases = lists(&["ibid", "op-cit"]).filter(|phrase| phrase.len() > 3);
    phrases.any(|phrase| words.contains(&phrase.trim_end_matches('.').to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> Vec<(String, String)> {
        let document = Document::from_bytes("a.md", text.as_bytes().to_vec());
        let blocks = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Note { label } => {
                Some((label.clone(), document.slice(block.span).to_owned()))
            }
            _ => None,
        });
        blocks.collect()
    }

    #[test]
    fn paragraphs_with_numbers_in_brackets_behind_all() {
        let text = "Text.[1] More.[2] And more.[3]\n\n## Bibliography\n\nHurd, I. 1999. *Anarchy*. Oslo: Fjord.\n\n* * *\n\n";
        let typed = "\\[1\\] Hurd, *Anarchy*, 12.\n\n\\[2\\] Ibid., 14.\n\n\\[3\\] Hurd, 3.\n";
        let labels =
            |text: &str| notes(text).into_iter().map(|(label, _)| label).collect::<String>();
        assert_eq!(labels(&format!("{text}{typed}")), "123");
        // Pages alone are no works.
        let pages = "\\[1\\] p. 12\n\n\\[2\\] p. 14\n\n\\[3\\] pp. 3-4\n";
        assert_eq!(labels(&format!("{text}{pages}")), "123");
        // Right under its heading it is the list, however entries are shortened.
        for heading in ["## Bibliography", "**Bibliography**"] {
            let list = format!("Text.[1] More.[2] And more.[3]\n\n{heading}\n\n");
            assert_eq!(labels(&format!("{list}{typed}")), "");
        }
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(label, text)| ((*label).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn numbered_paragraphs_under_notes() {
        let text = "Text.\n\n## Notes\n\n1. Hurd, *Anarchy*, 12.\n\n2. Kim, *Order*, 3.\n\n## Bibliography\n\nHurd, I. 1999. *Anarchy*.\n";
        assert_eq!(notes(text), owned(&[("1", "Hurd, Anarchy, 12."), ("2", "Kim, Order, 3.")]));
        // Without a list beside them they may be the list.
        assert_eq!(notes(&text[..text.find("## Bib").expect("is there")]), []);
        let back = "Text.\n\n## Notes\n\n[1] Hurd, *Anarchy*, 12.\n\n[2] Ibid., 3.\n";
        assert_eq!(notes(back), owned(&[("1", "Hurd, Anarchy, 12."), ("2", "Ibid., 3.")]));
    }

    #[test]
    fn paragraphs_with_raised_numbers() {
        let text =
            "Text¹ and text².\n\n¹ Hurd, 12.\n\n² Kim, 3.\n\n³ Lee, 4.\n\n## Next\n\nText.\n";
        assert_eq!(notes(text), owned(&[("1", "Hurd, 12."), ("2", "Kim, 3."), ("3", "Lee, 4.")]));
        let marked = "T.\n\n<sup>1</sup>Hurd, 12.\n\n<sup>2</sup>Kim, 3.\n\n<sup>3</sup>Lee, 4.\n";
        assert_eq!(notes(marked), owned(&[("1", "Hurd, 12."), ("2", "Kim, 3."), ("3", "Lee, 4.")]));
        let list = "T.\n\n## References\n\n¹ Hurd, 12.\n\n² Kim, 3.\n\n³ Lee, 4.\n";
        assert_eq!(notes(list), []);
    }
}
