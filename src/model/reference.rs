//! An item of a reference list as written: text, spans and doubts.

use serde::{Deserialize, Serialize};

use crate::model::entry::Entry;
use crate::model::library::Record;
use crate::model::variables::Name;
use crate::text::shared::{SharedPiece, SharedText};
use crate::text::short::ShortWord;
use crate::text::span::{ShortSpan, Span};

/// The reference list of a document, cut into its items.
#[derive(Debug, Clone, Default)]
pub struct ReferenceList {
    /// Where the list stands: its headings and blocks, in order. Empty if none was found.
    pub sections: Vec<Section>,
    /// The references in list order.
    pub references: Vec<Reference>,
}

/// A segment of a document that holds references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's span; absent where a list stands without one.
    pub heading: Option<Span>,
    /// From the first byte after the heading to the end of the list.
    pub span: Span,
}

/// An item of a reference list.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Where it stands in the running text, without its number or bullet.
    pub span: Span,
    /// Its running text.
    pub raw: SharedPiece,
    /// Its number or key as printed, without brackets: `4`, `Knu84`.
    pub label: Option<ShortWord>,
    /// What was read where, in text order; one label may stand several times.
    pub fields: Fields,
    /// The work as far as it could be read.
    pub entry: Entry,
    /// How sure the kind of the work is: 0 to 1.
    pub kind_confidence: f32,
    /// How sure the reading of the whole is: 0 to 1.
    pub confidence: f32,
    /// What is in doubt about the reading or the cut, in words for the author.
    pub doubts: Box<[Doubt]>,
}

/// The segments of a reference, in less room: a list has ten of them for each entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(Box<[HeldField]>);

#[derive(Debug, Clone, PartialEq)]
struct HeldField {
    place: ShortSpan,
    confidence: Share,
    label: Label,
}

/// A number from 0 to 1, exact to one in 65 535.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Share(u16);

/// A segment of a reference and what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// What it is.
    pub label: Label,
    /// Where it stands in the running text.
    pub span: Span,
    /// How sure the reading is: 0 to 1.
    pub confidence: f32,
}

/// Something about a reference that is not certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Where, in the running text.
    pub span: Span,
    /// What, in a sentence.
    pub message: String,
}

/// What a segment of a reference can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The number or key before the reference.
    CitationNumber,
    /// All authors together.
    Author,
    /// All editors together.
    Editor,
    /// All translators together.
    Translator,
    /// The date of publication.
    Date,
    /// The title of the work itself.
    Title,
    /// What the work is part of: journal, book, site, conference.
    Container,
    /// A series or collection of books.
    Series,
    /// Volume.
    Volume,
    /// Issue.
    Issue,
    /// Pages, or an article number.
    Pages,
    /// Edition.
    Edition,
    /// Publisher, institution, school.
    Publisher,
    /// Place of publication or of an event.
    Location,
    /// The kind of work in words: "PhD thesis", "[Data set]".
    Genre,
    /// DOI.
    Doi,
    /// Address.
    Url,
    /// A day on which the work was read online.
    Accessed,
    /// ISBN.
    Isbn,
    /// ISSN.
    Issn,
    /// PubMed identifier.
    Pmid,
    /// arXiv identifier.
    Arxiv,
    /// Anything else.
    Note,
}

impl Fields {
    /// The segments, in text order.
    pub fn iter(&self) -> impl Iterator<Item = Field> {
        let held = |HeldField { place, confidence, label }: &HeldField| Field {
            label: *label,
            span: place.span(),
            confidence: confidence.value(),
        };
        self.0.iter().map(held)
    }
}

impl Share {
    fn of(value: f32) -> Share {
        Share((value * f32::from(u16::MAX)).round() as u16)
    }

    fn value(self) -> f32 {
        f32::from(self.0) / f32::from(u16::MAX)
    }
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Fields {
        let held = |Field { label, span, confidence }| HeldField {
            place: span.into(),
            confidence: Share::of(confidence),
            label,
        };
        Fields(fields.into_iter().map(held).collect())
    }
}

impl Label {
    /// All labels.
    pub const ALL: [Label; 23] = [
        Label::CitationNumber,
        Label::Author,
        Label::Editor,
        Label::Translator,
        Label::Date,
        Label::Title,
        Label::Container,
        Label::Series,
        Label::Volume,
        Label::Issue,
        Label::Pages,
        Label::Edition,
        Label::Publisher,
        Label::Location,
        Label::Genre,
        Label::Doi,
        Label::Url,
        Label::Accessed,
        Label::Isbn,
        Label::Issn,
        Label::Pmid,
        Label::Arxiv,
        Label::Note,
    ];

    /// The name in labelled strings and in `cite parse --lines`: `author`, `container` …
    pub const fn name(self) -> &'static str {
        match self {
            Label::CitationNumber => "citation-number",
            Label::Author => "author",
            Label::Editor => "editor",
            Label::Translator => "translator",
            Label::Date => "date",
            Label::Title => "title",
            Label::Container => "container",
            Label::Series => "series",
            Label::Volume => "volume",
            Label::Issue => "issue",
            Label::Pages => "pages",
            Label::Edition => "edition",
            Label::Publisher => "publisher",
            Label::Location => "location",
            Label::Genre => "genre",
            Label::Doi => "doi",
            Label::Url => "url",
            Label::Accessed => "accessed",
            Label::Isbn => "isbn",
            Label::Issn => "issn",
            Label::Pmid => "pmid",
            Label::Arxiv => "arxiv",
            Label::Note => "note",
        }
    }

    /// CSL's variable for it: `container-title`, `issued` …
    pub const fn variable(self) -> &'static str {
        match self {
            Label::CitationNumber => "citation-number",
            Label::Date => "issued",
            Label::Container => "container-title",
            Label::Series => "collection-title",
            Label::Pages => "page",
            Label::Location => "publisher-place",
            Label::Doi => "DOI",
            Label::Url => "URL",
            Label::Isbn => "ISBN",
            Label::Issn => "ISSN",
            Label::Pmid => "PMID",
            Label::Arxiv => "archive_location",
            _ => self.name(),
        }
    }

    /// The label whose variable has this name.
    pub fn of_variable(name: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|label| label.variable() == name)
    }

    /// The label of this name in labelled strings.
    pub fn from_name(name: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|label| label.name() == name)
    }
}

impl Reference {
    /// A record of a library as a reference: `text` is the file that it stands in.
    pub fn of_record(record: &Record, text: &SharedText) -> Reference {
        let delimiters = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"');
        let field = |(name, place): (&Name, &ShortSpan)| {
            let place = place.span();
            let value = place.of(text);
            let start = place.start + (value.len() - value.trim_start_matches(delimiters).len());
            let span = Span::new(start, start + value.trim_matches(delimiters).len());
            Some(Field { label: Label::of_variable(name)?, span, confidence: 1.0 })
        };
        let mut fields: Vec<Field> = record.places.iter().filter_map(field).collect();
        fields.sort_by_key(|field| field.span);
        Reference {
            span: record.span,
            raw: text.piece(record.span),
            label: Some(record.entry.id.as_str().into()),
            fields: fields.into_iter().collect(),
            entry: record.entry.clone(),
            kind_confidence: 1.0,
            confidence: 1.0,
            doubts: Box::default(),
        }
    }

    /// A reference whose spans count from its start, as it stands under a span of a text with this
    /// label before it.
    pub(crate) fn placed(self, text: &SharedText, span: Span, label: Option<String>) -> Reference {
        let label = label.map(ShortWord::from);
        let mut placed = Reference { span, raw: text.piece(span), label, ..self };
        for field in &mut placed.fields.0 {
            field.place = field.place.span().shift(span.start).into();
        }
        for doubt in &mut placed.doubts {
            doubt.span = doubt.span.shift(span.start);
        }
        placed
    }

    /// The segments with this label, in text order.
    pub fn fields(&self, label: Label) -> impl Iterator<Item = Field> {
        self.fields.iter().filter(move |field| field.label == label)
    }

    /// The first segment with this label.
    pub fn field(&self, label: Label) -> Option<Field> {
        self.fields(label).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_by_their_names() {
        for label in Label::ALL {
            assert_eq!(Label::from_name(label.name()), Some(label));
            let json = serde_json::to_value(label).expect("serialises");
            assert_eq!(json, label.name());
        }
    }
}
