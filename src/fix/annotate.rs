//! Findings as comments in the file itself.

use crate::document::format::Note;
use crate::model::document::Document;
use crate::model::error::Error;
use crate::model::finding::{Finding, Safety};
use crate::text::span::Span;

/// How many other places of a finding are named; the rest are counted.
const MOST_PLACES: usize = 4;

/// The file that the document was extracted from, with a comment at the place of each finding.
/// Comments that this program wrote before are replaced; all else keeps its bytes.
///
/// # Errors
///
/// Comments cannot be written into files of this format, or the file is damaged.
pub fn annotated(document: &Document, findings: &[Finding]) -> Result<Vec<u8>, Error> {
    let Some(writer) = document.writer() else {
        let message = "comments cannot be written into files of this format; they can into .docx, \
                       .odt and .pdf";
        let path = document.path().to_owned();
        return Err(Error::Content { path, message: message.to_owned() });
    };
    (writer.annotate)(document, &notes(document, findings))
}

/// The comments that say what was found, in the order in which they stand.
pub fn notes(document: &Document, findings: &[Finding]) -> Vec<Note> {
    let mut notes: Vec<Note> = findings.iter().map(|finding| note(document, finding)).collect();
    notes.sort_by_key(|note| (note.span.start, note.span.end));
    notes
}

fn note(document: &Document, finding: &Finding) -> Note {
    let first = document.blocks.first().map_or(Span::default(), |block| block.span);
    let mut text = vec![format!("{} ({}): {}", finding.rule, finding.severity, finding.message)];
    for related in finding.related.iter().take(MOST_PLACES) {
        let place = document.place(related.span.start).unwrap_or_default();
        text.push(format!("{place}: \"{}\" {}", document.slice(related.span), related.message));
    }
    let hidden = finding.related.len().saturating_sub(MOST_PLACES);
    if hidden > 0 {
        text.push(format!("and {hidden} more places"));
    }
    text.extend(finding.help.clone());
    if finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe) {
        text.push("cite check --fix makes this change".to_owned());
    }
    Note { span: finding.span.unwrap_or(first), text }
}
