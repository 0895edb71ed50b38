//! Rich Text Format: paragraphs, the numbers of lists, notes, slanted and raised text.
//!
//! The crate `rtf-parser-tt` gives runs of text in order, each with its look and the part of the
//! document that it belongs to; where they stand in the file it does not say. The bytes of pieces are
//! therefore those of the text that was read.

use std::borrow::Cow;

use memchr::memmem;
use rtf_parser_tt::{Painter, Part, RtfDocument, StyleBlock};

use crate::document::format::{File, Format, Reading};
use crate::model::document::{BlockKind, Document, DocumentWriter, MarkKind};
use crate::model::error::Error;
use crate::model::origin::Origin;
use crate::text::span::Span;

/// Rich Text Format.
pub(crate) const FORMAT: Format = Format {
    name: "rtf",
    extensions: &["rtf"],
    walked: true,
    reader: Reading::File(read),
    writer: None,
};

/// How large a file may be: all of its signs are held at once, and pictures are written in digits.
const LARGEST: usize = 64 << 20;

/// Reads a document. Headers, footers and hidden text are left out; deletions that are tracked are
/// read as if they were rejected.
///
/// # Errors
///
/// It is cut off, damaged, or larger than 64 megabytes.
pub(crate) fn read(file: File) -> Result<Document, Error> {
    let refused = |what: String| {
        let message = format!("{what}; open it in the program that wrote it, and save it as .docx");
        Error::Content { path: file.path.clone(), message }
    };
    if file.bytes.len() > LARGEST {
        return Err(refused(format!("this is larger than {} MiB", LARGEST >> 20)));
    }
    let read = RtfDocument::from_bytes(&with_lines_marked(&file.bytes))
        .map_err(|_| refused("this Rich Text document is cut off or damaged".to_owned()))?;
    let origin = Origin {
        bytes: file.bytes.clone(),
        parts: vec!["text".to_owned()],
        original: file.original,
        ..Origin::default()
    };
    let mut reader = Reader {
        writer: DocumentWriter::extracted(file.path.clone(), origin),
        note: None,
        line: Vec::new(),
        at: 0,
    };
    for block in read.body.iter().filter(|block| !block.painter.hidden) {
        reader.block(block);
    }
    reader.paragraph();
    Ok(reader.writer.finish())
}

/// The sign for a typed line end within a paragraph, and how it is written.
const LINE_END: char = '\u{2028}';
const WRITTEN: &[u8] = b"{\\uc1\\u8232?}";

/// The file with its typed line ends (`\line`) written as signs: the crate takes them for the ends of
/// paragraphs.
fn with_lines_marked(bytes: &[u8]) -> Cow<'_, [u8]> {
    const WORD: &[u8] = b"\\line";
    let mut out = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(bytes, WORD) {
        let rest = &bytes[at + WORD.len()..];
        let escaped = bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if escaped || rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        {
            continue;
        }
        out.extend_from_slice(&bytes[from..at]);
        out.extend_from_slice(WRITTEN);
        // A space after a word of control belongs to it.
        from = at + WORD.len() + usize::from(rest.first() == Some(&b' '));
    }
    if from == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend_from_slice(&bytes[from..]);
    Cow::Owned(out)
}

struct Reader<'a> {
    writer: DocumentWriter,
    /// The note that is read, by its number.
    note: Option<u32>,
    /// The runs of the paragraph that is read.
    line: Vec<Run<'a>>,
    /// How much was read.
    at: usize,
}

/// A run of a paragraph.
enum Run<'a> {
    Text(&'a str, &'a Painter),
    /// The call of a note.
    Call(u32),
}

impl<'a> Reader<'a> {
    fn block(&mut self, block: &'a StyleBlock) {
        match block.part {
            Part::Body => self.text(None, block),
            Part::Note(number) => self.text(Some(number), block),
            Part::NoteReference(number) => self.line.push(Run::Call(number)),
            // Running heads are no text, and other parts are not known.
            _ => {}
        }
    }

    /// A run of the text or of a note; its line ends are those of paragraphs.
    fn text(&mut self, note: Option<u32>, block: &'a StyleBlock) {
        if self.note != note {
            self.paragraph();
            self.note = note;
        }
        for (number, line) in block.text.split('\n').enumerate() {
            if number > 0 {
                self.paragraph();
            }
            if !line.is_empty() {
                self.line.push(Run::Text(line, &block.painter));
            }
        }
    }

    /// Ends the paragraph that is read.
    fn paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        let whole: String = line.iter().map(Run::text).collect();
        let (kind, label) = match self.note {
            Some(number) => {
                (BlockKind::Note { label: number.to_string() }, own_number(&whole, number))
            }
            None => item(&whole).unwrap_or((BlockKind::Paragraph, 0)),
        };
        self.writer.begin(kind);
        let mut skipped = label;
        for run in line {
            match run {
                Run::Call(number) => {
                    let call = MarkKind::NoteCall { label: number.to_string() };
                    self.writer.mark(call, self.writer.here());
                }
                Run::Text(text, painter) => {
                    let from = skipped.min(text.len());
                    skipped -= from;
                    self.run(&text[from..], painter);
                }
            }
        }
        self.writer.end();
    }

    fn run(&mut self, text: &str, painter: &Painter) {
        let start = self.writer.here();
        for (number, line) in text.split(LINE_END).enumerate() {
            if number > 0 {
                let source = self.passed(1);
                self.writer.push_break_from_part(0, source);
            }
            // A soft hyphen is no part of a word.
            for piece in line.split('\u{AD}') {
                let source = self.passed(piece.len());
                self.writer.push_from_part(piece, 0, source);
            }
        }
        for (is, kind) in [
            (painter.italic, MarkKind::Emphasis),
            (painter.bold, MarkKind::Strong),
            (painter.superscript, MarkKind::Superscript),
            (painter.subscript, MarkKind::Subscript),
        ] {
            if is && self.writer.len() > start.offset {
                self.writer.mark(kind, start);
            }
        }
    }
}

impl Reader<'_> {
    /// The next bytes of the text that was read.
    fn passed(&mut self, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        span
    }
}

impl<'a> Run<'a> {
    fn text(&self) -> &'a str {
        match self {
            Run::Text(text, _) => text,
            Run::Call(_) => "",
        }
    }
}

/// How long the number is with which a note begins that is called by it.
fn own_number(text: &str, number: u32) -> usize {
    let rest = text.trim_start().strip_prefix(&number.to_string());
    rest.map_or(0, |rest| text.len() - rest.trim_start().len())
}

/// Whether a paragraph is an item of a list, and how long its number or sign is: a tab parts it from
/// the text.
fn item(text: &str) -> Option<(BlockKind, usize)> {
    let (label, _) = text.split_once('\t')?;
    let mark = label.trim();
    let digits = mark.trim_end_matches(['.', ')']);
    let ordinal: Option<u64> = digits.parse().ok().filter(|_| digits.len() < 5);
    let is_sign = mark.chars().count() == 1 && !mark.starts_with(char::is_alphanumeric);
    let item = BlockKind::ListItem { ordinal };
    (ordinal.is_some() || is_sign).then_some((item, label.len() + 1))
}
