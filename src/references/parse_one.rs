//! Reads a single reference.

use crate::model::reference::Reference;
use crate::references::corrections::correct;
use crate::references::doubts::doubts;
use crate::references::entry;
use crate::references::key;
use crate::references::label::label;
use crate::references::model::built_in;
use crate::references::numbering::{self, Shape};
use crate::text::shared::SharedText;
use crate::text::span::Span;

/// Reads one reference from a string that holds nothing else. Spans count bytes of `text`.
///
/// ```
/// use cite::internals::model::reference::Label;
/// let text = "Knuth, D. E. 1984. The TeXbook. Reading, MA: Addison-Wesley.";
/// let reference = cite::internals::references::parse_one(text);
/// assert_eq!(reference.entry.year(), Some(1984));
/// let place = reference.field(Label::Location).map(|field| field.span.of(text));
/// assert_eq!(place, Some("Reading, MA"));
/// ```
pub fn parse_one(text: &str) -> Reference {
    let text = &SharedText::from(text.to_owned());
    let whole = Span::new(0, text.len()).trim(text);
    let shape = numbering::read(whole.of(text))
        .map(|number| number.shape)
        .filter(|shape| *shape != Shape::Bare);
    let (span, number) = numbering::strip(text, whole, shape);
    let mut reference = read(text, span, number);
    key::assign(std::slice::from_mut(&mut reference));
    reference
}

/// Reads the reference that stands under `span` of `text`.
pub(crate) fn read(text: &SharedText, span: Span, number: Option<String>) -> Reference {
    let raw = span.of(text);
    let key = numbering::printed_key(raw);
    let head = key.map_or(0, |(_, len)| len);
    let said = &raw[head..];
    let mut fields = correct(said, label(built_in(), said));
    fields.iter_mut().for_each(|field| field.span = field.span.shift(head));
    let entry = entry::entry(raw, &fields);
    let confidence = entry::confidence(raw, &fields);
    let mut reference = Reference {
        span,
        raw: text.piece(span),
        label: number.or(key.map(|(key, _)| key.to_owned())),
        fields: fields
            .into_iter()
            .map(|mut field| {
                field.span = field.span.shift(span.start);
                field
            })
            .collect(),
        entry,
        confidence,
        doubts: Vec::new(),
    };
    reference.fields.shrink_to_fit();
    reference.doubts = doubts(&reference);
    reference
}
