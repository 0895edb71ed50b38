//! What was read of a document, as Markdown with its citations and entries marked.
//!
//! A citation is a bracketed span of the class `citation` that names its entries, an entry one of the
//! class `reference` with its number: `[(Hurd 1999)]{.citation refs="3"}`, `[Hurd, I. …]{#ref-3
//! .reference}`. Pandoc and Quarto read them.

use std::fmt::Write;

use crate::analysis::Analysis;
use crate::model::document::{Block, BlockKind, Document, MarkKind};
use crate::text::span::Span;

/// Something that is written at a place of the text.
type Insertion = (usize, u8, String);

/// What was read of a document, as Markdown.
pub fn markdown(analysis: &Analysis) -> String {
    let document = analysis.document;
    let mut insertions = marked(document);
    insertions.extend(spans(analysis));
    insertions.sort_by_key(|(at, order, _)| (*at, *order));
    let mut out = String::with_capacity(document.text.len() * 2);
    for (index, block) in document.blocks.iter().enumerate() {
        let same_note = |other: &Block| other.kind == block.kind;
        let goes_on =
            index.checked_sub(1).is_some_and(|before| same_note(&document.blocks[before]));
        out.push_str(&prefix(&block.kind, goes_on));
        let first = insertions.partition_point(|(at, ..)| *at < block.span.start);
        let last = insertions.partition_point(|(at, ..)| *at <= block.span.end);
        write_block(&mut out, document, block, &insertions[first..last]);
        out.push_str("\n\n");
    }
    out
}

/// What begins a block.
fn prefix(kind: &BlockKind, goes_on: bool) -> String {
    match kind {
        BlockKind::Heading(level) => format!("{} ", "#".repeat(usize::from(*level).clamp(1, 6))),
        BlockKind::ListItem { ordinal: Some(number) } => format!("{number}. "),
        BlockKind::ListItem { ordinal: None } => "- ".to_owned(),
        BlockKind::Note { .. } if goes_on => "    ".to_owned(),
        BlockKind::Note { label } => format!("[^{label}]: "),
        BlockKind::Code | BlockKind::Metadata => "    ".to_owned(),
        _ => String::new(),
    }
}

fn write_block(out: &mut String, document: &Document, block: &Block, insertions: &[Insertion]) {
    let is_plain = matches!(block.kind, BlockKind::Code | BlockKind::Metadata | BlockKind::Math);
    let mut from = block.span.start;
    for (at, _, text) in insertions {
        escape(out, &document.text[from..*at], is_plain);
        out.push_str(text);
        from = *at;
    }
    escape(out, &document.text[from..block.span.end], is_plain);
}

/// Appends text, with a backslash before what would be markup.
fn escape(out: &mut String, text: &str, is_plain: bool) {
    for c in text.chars() {
        if !is_plain
            && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '^' | '#' | '|')
        {
            out.push('\\');
        }
        out.push(c);
    }
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
                insertions.push((mark.span.start, 3, format!("[^{label}]")));
                continue;
            }
            _ => continue,
        };
        let span = mark.span.trim(&document.text);
        if !span.is_empty() {
            insertions.push((span.start, 5, sign.to_owned()));
            insertions.push((span.end, 1, sign.to_owned()));
        }
    }
    insertions
}

/// The spans around citations and entries.
fn spans(analysis: &Analysis) -> Vec<Insertion> {
    let mut insertions = Vec::new();
    let mut wrap = |span: Span, attributes: String| {
        insertions.push((span.start, 4, "[".to_owned()));
        insertions.push((span.end, 2, format!("]{{{attributes}}}")));
    };
    for (citation, resolutions) in analysis.citations.iter().zip(&analysis.resolutions) {
        let mut references = String::new();
        for index in resolutions.iter().flat_map(|resolution| &resolution.references) {
            let _ =
                write!(references, "{}{}", if references.is_empty() { "" } else { " " }, index + 1);
        }
        wrap(citation.span, format!(".citation refs=\"{references}\""));
    }
    for (index, reference) in analysis.references().iter().enumerate() {
        wrap(reference.span, format!("#ref-{} .reference", index + 1));
    }
    insertions
}
