//! A fix done in the source of a document, proved by reading it again.

use crate::model::document::{BlockKind, Document};
use crate::model::finding::{Edit, Fix};
use crate::text::span::Span;

/// The document with fixes done in its source; nothing if that cannot be done safely.
///
/// The edits are made in the source where their spans stand, and the result is read again: its
/// running text must be the old one with the same edits, its blocks those of before. So markup that
/// hides inside an edit, an escape that a sign would need, or a line that would become a heading,
/// refuses the fix; no format needs code of its own here.
pub fn done(document: &Document, fixes: &[&Fix]) -> Option<Document> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    if document.origin.is_some() {
        return in_file(document, &edits);
    }
    let in_source = edits.iter().map(|edit| (document.to_replace(edit.span), edit.text.as_str()));
    let source = document.source.edited(in_source)?;
    let said: Vec<String> = edits.iter().map(|edit| said(document, &edit.text)).collect();
    let in_text = edits.iter().zip(&said).map(|(edit, said)| (edit.span, said.as_str()));
    let wanted = spliced(&document.text, in_text)?;
    let read = document.read_source(source);
    (*read.text == wanted && kinds(&read) == kinds(document)).then_some(read)
}

/// The same in the file that a document was extracted from, which is read again.
fn in_file(document: &Document, edits: &[&Edit]) -> Option<Document> {
    let edit = document.writer()?.edit?;
    let in_text = edits.iter().map(|edit| (edit.span, edit.text.as_str()));
    let wanted = spliced(&document.text, in_text)?;
    let read = document.extract_again(edit(document, edits)?).ok()?;
    (*read.text == wanted && kinds(&read) == kinds(document)).then_some(read)
}

fn kinds(document: &Document) -> Vec<BlockKind> {
    document.blocks.iter().map(|block| block.kind.clone()).collect()
}

/// A text with segments of it replaced; nothing if two of them overlap.
fn spliced<'a>(text: &str, edits: impl Iterator<Item = (Span, &'a str)>) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in edits {
        out.push_str(text.get(from..span.start)?);
        out.push_str(new);
        from = span.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// What a piece of source says when it is read by itself, with the white space around it.
fn said(document: &Document, source: &str) -> String {
    let bare = source.trim();
    if bare.is_empty() {
        return source.to_owned();
    }
    let read = document.read_again(bare.to_owned());
    source.replacen(bare, read.text.trim_end_matches('\n'), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Safety;

    /// Replaces `old` of the running text by `new`.
    fn replaced(source: &str, old: &str, new: &str) -> Option<String> {
        let document = Document::from_bytes("a.md", source.as_bytes().to_vec());
        let start = document.text.find(old).expect("in the text");
        let edit = Edit { span: Span::new(start, start + old.len()), text: new.to_owned() };
        let fix = Fix { safety: Safety::Safe, edits: vec![edit] };
        Some(done(&document, &[&fix])?.source.text().to_owned())
    }

    #[test]
    fn what_maps_plainly_is_done() {
        for (source, old, new, wanted) in [
            ("So (Hurd, 1999).", "Hurd, ", "Hurd ", "So (Hurd 1999)."),
            (
                "So *it* is\n(Hurd\net. al. 1999).",
                "et. al.",
                "et al.",
                "So *it* is\n(Hurd\net al. 1999).",
            ),
            (r"see a\_b", "_", "", "see ab"),
            (r"at [x.org/a\\_b](http://x.org/a_b)", "\\", "", "at [x.org/a_b](http://x.org/a_b)"),
            ("Hurd &amp; Lake", "&", "and", "Hurd and Lake"),
            ("a *b* c", "c", "*d*", "a *b* *d*"),
        ] {
            assert_eq!(replaced(source, old, new).as_deref(), Some(wanted), "{source}");
        }
    }

    #[test]
    fn what_markup_stands_in_is_refused() {
        for (source, old, new) in [
            // The markup would be lost in part.
            ("a *b* c", "a b", "x"),
            // The new text would become markup.
            ("a b c*", "b", "*b"),
            ("a\n\nb", "b", "# b"),
        ] {
            assert_eq!(replaced(source, old, new), None, "{source}");
        }
    }
}
