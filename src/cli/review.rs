//! `cite parse --review`: the entries whose reading is in doubt, and what is doubted.

use std::fmt::Write as _;

use crate::Document;
use crate::model::reference::{Label, Reference};
use crate::references::sure::sure;
use crate::text::span::Span;

/// A field that is less sure than this is doubted.
const DOUBTED: f32 = 0.8;

/// Says of each entry that is in doubt where it stands, how it begins, and what is doubted; then how
/// many there are. `document` holds the entries, unless they were given as texts of their own.
pub(super) fn review(document: Option<&Document>, references: &[Reference]) -> String {
    let mut out = String::new();
    let mut doubted = 0;
    for reference in references {
        let doubts = doubts(reference, document);
        if doubts.is_empty() {
            continue;
        }
        doubted += 1;
        let place = document.map(|document| {
            let at = document.source.position(document.in_source(reference.span).start);
            format!("{}:{}: ", at.line, at.column)
        });
        let _ = writeln!(out, "{}{}", place.unwrap_or_default(), beginning(&reference.raw));
        for doubt in doubts {
            let _ = writeln!(out, "    {doubt}");
        }
    }
    let _ = writeln!(out, "{doubted} of {} entries are in doubt", references.len());
    out
}

/// What is doubted of a reference.
fn doubts(reference: &Reference, document: Option<&Document>) -> Vec<String> {
    let text = document.map(|document| &*document.text);
    let words = |span: Span| match text {
        Some(text) => span.of(text),
        None => span.of(&reference.raw),
    };
    let mut doubts: Vec<String> =
        reference.doubts.iter().map(|doubt| doubt.message.clone()).collect();
    if reference.entry.creators().is_empty() {
        doubts.push("no author was found".to_owned());
    }
    if reference.entry.date("issued").is_none() {
        doubts.push("no date was found".to_owned());
    }
    if reference.entry.text("title").is_none() {
        doubts.push("no title was found".to_owned());
    }
    for field in reference.fields.iter().filter(|field| field.label != Label::Note) {
        let sure = sure(&field);
        if sure < DOUBTED {
            let (name, words) = (field.label.name(), beginning(words(field.span)));
            doubts.push(format!("{name} ({sure:.2}): {words}"));
        }
    }
    doubts
}

/// The beginning of a text, in one line.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 72;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
