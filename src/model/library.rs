//! Works as known: a collection of entries and where each stood.

use std::path::Path;

use crate::model::document::{Comment, Document};
use crate::model::entry::Entry;
use crate::model::ids::RecordId;
use crate::model::variables::Variables;
use crate::text::source::{Position, Source};
use crate::text::span::{ShortSpan, Span};

/// A collection of bibliographic records, read from one file or several.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The files that it was read from.
    #[doc(hidden)]
    pub sources: Vec<Source>,
    /// The records, in the order of the files and of the places in them.
    #[doc(hidden)]
    pub records: Vec<Record>,
    /// What could not be read as it should be, in the same order.
    #[doc(hidden)]
    pub faults: Vec<Fault>,
}

/// An entry and where it stood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The work.
    pub entry: Entry,
    /// The file, as an index into [`Library::sources`].
    pub source: usize,
    /// The whole entry in the file's text.
    pub span: Span,
    /// Where the value of a variable stands, by CSL name; only those that the file itself spells
    /// out for this entry.
    pub places: Variables<ShortSpan>,
}

/// Something in a library file that could not be read as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of trouble it is.
    pub kind: FaultKind,
    /// The file, as an index into [`Library::sources`].
    pub source: usize,
    /// Where, in the file's text.
    pub span: Span,
    /// The key of the entry that it concerns, if that is known.
    pub entry: Option<String>,
    /// What is wrong, what was expected, and what was done about it.
    pub message: String,
}

/// The kinds of trouble that a library file can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// The entry or a part of it does not follow the format; what could be read of it was kept.
    Syntax,
    /// A second entry under a key that is taken. Both are kept.
    DuplicateKey,
    /// A name used as an abbreviation (`@string`) that nothing defines.
    UndefinedString,
    /// A parent (`crossref`, `xdata`) that does not exist, or that leads back to its child.
    Inheritance,
    /// A value that is not what its field asks for: a date, a number, a name.
    Value,
    /// Bytes that are not valid in the file's encoding.
    Encoding,
}

impl Library {
    /// No library at all.
    pub fn none() -> Library {
        Library::default()
    }

    /// The entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.records.iter().map(|record| &record.entry)
    }

    /// The first record with this key.
    ///
    /// Costs time in step with the size of the library; for many keys build a map.
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.entry.id == id)
    }

    /// The records of one of its files.
    pub(crate) fn records_of(&self, source: usize) -> &[Record] {
        let start = self.records.partition_point(|record| record.source < source);
        let end = self.records.partition_point(|record| record.source <= source);
        &self.records[start..end]
    }

    /// Whether it holds no records.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Adds all that `other` holds behind what is here.
    pub fn append(&mut self, other: Library) {
        let shift = self.sources.len();
        self.sources.extend(other.sources);
        self.records.extend(
            other
                .records
                .into_iter()
                .map(|record| Record { source: record.source + shift, ..record }),
        );
        self.faults.extend(
            other.faults.into_iter().map(|fault| Fault { source: fault.source + shift, ..fault }),
        );
    }

    /// One of its files as a document whose running text is the file itself, so that spans count
    /// in both. Lines that begin with `%` or `#` and an order for this program are its comments.
    pub(crate) fn document(&self, source: usize) -> Option<Document> {
        let source = self.sources.get(source)?;
        let mut document = Document::of_source(source.clone());
        document.comments = comments(source);
        Some(document)
    }

    /// What could not be read as it should be in one of its files.
    pub(crate) fn faults_of(&self, source: usize) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(move |fault| fault.source == source)
    }

    /// Returns the record with an id of this library.
    pub(crate) fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.index())
    }

    /// File, line and column of a place in one of its sources.
    #[doc(hidden)]
    pub fn position(&self, source: usize, span: Span) -> Option<(&Path, Position)> {
        let source = self.sources.get(source)?;
        Some((source.path(), source.position(span.start)))
    }
}

/// The comments of a file that hold an order: `% cite: ignore[missing-field] lost`.
fn comments(source: &Source) -> Vec<Comment> {
    let mut next = 0;
    let lines = source.text().split_inclusive('\n').map(|line| {
        let span = Span::new(next, next + line.trim_end_matches(['\n', '\r']).len());
        next += line.len();
        span
    });
    let comment = |span: Span| {
        let line = span.of(source.text());
        let text = line.trim_start().strip_prefix(['%', '#'])?.trim();
        let start = span.end - line.trim_start().len();
        let whole = Span::new(start, span.end);
        let is_order = text.starts_with("cite:");
        is_order.then(|| Comment { text: text.to_owned(), source: whole, at: start })
    };
    lines.filter_map(comment).collect()
}

impl FaultKind {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            FaultKind::Syntax => "syntax",
            FaultKind::DuplicateKey => "duplicate-key",
            FaultKind::UndefinedString => "undefined-string",
            FaultKind::Inheritance => "inheritance",
            FaultKind::Value => "value",
            FaultKind::Encoding => "encoding",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appended_records_keep_their_files() {
        let part = |name: &str| Library {
            sources: vec![Source::new(name, "x\ny".to_owned())],
            records: vec![Record {
                entry: Entry::new(name, "book"),
                span: Span::new(2, 3),
                ..Record::default()
            }],
            faults: Vec::new(),
        };
        let mut library = part("a.bib");
        library.append(part("b.bib"));
        let record = library.get("b.bib").expect("is there");
        let (path, position) = library.position(record.source, record.span).expect("has a place");
        assert_eq!(path, Path::new("b.bib"));
        assert_eq!((position.line, position.column), (2, 1));
    }
}
