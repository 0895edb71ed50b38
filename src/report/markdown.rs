//! What was read of a document, as Markdown with its citations and entries marked.
//!
//! A citation is a bracketed span of the class `citation` that names its entries, an entry one of the
//! class `reference` with its number: `[(Hurd 1999)]{.citation refs="3"}`, `[Hurd, I. …]{#ref-3
//! .reference}`. Pandoc and Quarto read them.

use crate::analysis::Analysis;
use crate::escape::escaped::Escaped;
use crate::escape::markdown::Markdown;
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::span::Span;

/// Something that is written at a place of the text.
type Insertion = (usize, u8, Escaped<Markdown>);

/// What was read of a document, as Markdown.
pub fn markdown(analysis: &Analysis) -> String {
    let document = analysis.document;
    let mut insertions = marked(document);
    insertions.extend(spans(analysis));
    insertions.sort_by_key(|(at, order, _)| (*at, *order));
    let mut out = Escaped::<Markdown>::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let same_note = |other: &Block| other.kind == block.kind;
        let goes_on =
            index.checked_sub(1).is_some_and(|before| same_note(&document.blocks[before]));
        let first = insertions.partition_point(|(at, ..)| *at < block.span.start);
        let last = insertions.partition_point(|(at, ..)| *at <= block.span.end);
        out.push(&match block.kind {
            BlockKind::Code | BlockKind::Metadata => Escaped::code(document.slice(block.span)),
            BlockKind::Heading(_) => prefix(&block.kind, goes_on).then(&content(
                document,
                block,
                &insertions[first..last],
            )),
            _ => prefix(&block.kind, goes_on)
                .then(&content(document, block, &insertions[first..last]).block()),
        });
        out.push(&Escaped::markup("\n\n"));
    }
    out.into_string()
}

/// What begins a block.
fn prefix(kind: &BlockKind, goes_on: bool) -> Escaped<Markdown> {
    const HEADINGS: [&str; 6] = ["# ", "## ", "### ", "#### ", "##### ", "###### "];
    match kind {
        BlockKind::Heading(level) => {
            Escaped::markup(HEADINGS[usize::from(*level).clamp(1, HEADINGS.len()) - 1])
        }
        BlockKind::ListItem { ordinal: Some(number) } => {
            Escaped::number(*number as usize).then(&Escaped::markup(". "))
        }
        BlockKind::ListItem { ordinal: None } => Escaped::markup("- "),
        BlockKind::Note { .. } if goes_on => Escaped::markup("    "),
        BlockKind::Note { label } => Escaped::label(label).then(&Escaped::markup(": ")),
        _ => Escaped::new(),
    }
}

fn content(document: &Document, block: &Block, insertions: &[Insertion]) -> Escaped<Markdown> {
    let mut out = Escaped::new();
    let mut from = block.span.start;
    for (at, _, text) in insertions {
        out.push(&Escaped::text(&document.text[from..*at]));
        out.push(text);
        from = *at;
    }
    out.then(&Escaped::text(&document.text[from..block.span.end]))
}

/// The marks of the text as markup.
fn marked(document: &Document) -> Vec<Insertion> {
    let mut insertions = Vec::new();
    for mark in &document.marks {
        let sign = match &mark.kind {
            MarkKind::Emphasis => "*",
            MarkKind::Strong => "**",
            MarkKind::Superscript => "^",
            MarkKind::Subscript => "~",
            MarkKind::NoteCall { label } => {
                insertions.push((mark.span.start, 3, Escaped::label(label)));
                continue;
            }
            _ => continue,
        };
        let span = mark.span.trim(&document.text);
        if !span.is_empty() {
            insertions.push((span.start, 5, Escaped::markup(sign)));
            insertions.push((span.end, 1, Escaped::markup(sign)));
        }
    }
    insertions
}

/// The spans around citations and entries.
fn spans(analysis: &Analysis) -> Vec<Insertion> {
    let mut insertions = Vec::new();
    let mut wrap = |span: Span, attributes: Escaped<Markdown>| {
        insertions.push((span.start, 4, Escaped::markup("[")));
        insertions.push((span.end, 2, attributes.between("]{", "}")));
    };
    for citation in &analysis.citations {
        let mut references = Escaped::new();
        for index in citation.items.iter().flat_map(|item| &item.resolution.references) {
            let parted = if references.is_empty() { "" } else { " " };
            references.push(&Escaped::number(index.index() + 1).between(parted, ""));
        }
        wrap(citation.span, references.between(".citation refs=\"", "\""));
    }
    for (index, reference) in analysis.references().iter().enumerate() {
        wrap(reference.span, Escaped::number(index + 1).between("#ref-", " .reference"));
    }
    insertions
}
