//! Reads a single reference.

use crate::model::reference::{Field, Label, Reference};
use crate::references::corrections::correct::correct;
use crate::references::crf::Best;
use crate::references::doubts::doubts;
use crate::references::entry;
use crate::references::fields::name_form::NameForm;
use crate::references::form::{self, Form, Words};
use crate::references::frames::{Frame, frames};
use crate::references::key;
use crate::references::label::{self, Weighed};
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
    Reading::of(text, span, number, None, &[]).0.reference(NameForm::Individual, None)
}

/// A reference of which it is known what each segment is, but that is no record yet.
pub(crate) struct Reading<'t> {
    text: &'t SharedText,
    span: Span,
    number: Option<String>,
    key: Option<&'t str>,
    /// Its text, after the key.
    said: &'t str,
    frames: Vec<Frame>,
    /// What is what; spans count bytes of `said`.
    fields: Vec<Field>,
}

impl<'t> Reading<'t> {
    /// Reads the words under `span` of `text`. `key` is the key with which they begin, with its length
    /// and that of the signs after it; `emphasised` counts from the start of `span`. Returns beside the
    /// reading the words, weighed, and what each is.
    pub(crate) fn of(
        text: &'t SharedText,
        span: Span,
        number: Option<String>,
        key: Option<(&'t str, usize)>,
        emphasised: &[Span],
    ) -> (Reading<'t>, Weighed, Best) {
        let raw = span.of(text);
        let key = key.or_else(|| numbering::printed_key(raw));
        let head = key.map_or(0, |(_, len)| len);
        let said = &raw[head..];
        let emphasised: Vec<Span> = emphasised
            .iter()
            .filter(|span| span.start >= head)
            .map(|span| Span::new(span.start - head, span.end - head))
            .collect();
        let frames = frames(said, &emphasised);
        let mut weighed = Weighed::of(built_in(), said, &frames);
        let best = weighed.best(built_in(), said, None);
        let fields = label::fields(said, &weighed.tokens, &best);
        let key = key.map(|(key, _)| key);
        (Reading { text, span, number, key, said, frames, fields }, weighed, best)
    }

    /// The words that were read, as they tell the form of a list.
    pub(crate) fn words(&self, weighed: &Weighed, best: Best) -> Words {
        Words { places: form::places(self.said, &weighed.tokens, &self.frames), best }
    }

    /// The first segment with this label.
    pub(crate) fn segment(&self, label: Label) -> Option<&'t str> {
        let field = self.fields.iter().find(|field| field.label == label)?;
        Some(field.span.of(self.said))
    }

    /// Reads the words once more, in the form of the other entries of the list. They are weighed again
    /// where the weights were not kept.
    pub(crate) fn read_again(&mut self, words: &Words, weighed: Option<Weighed>, form: &Form) {
        let transitions = |all: &_| form.transitions(&words.places, all);
        let mut weighed =
            weighed.unwrap_or_else(|| Weighed::of(built_in(), self.said, &self.frames));
        let best = weighed.best(built_in(), self.said, Some(&transitions));
        self.fields = label::fields(self.said, &weighed.tokens, &best);
    }

    /// The record of what was read. `link` is the address to which the entry links in the source; it
    /// stands in the record where the text has none.
    pub(crate) fn reference(self, names: NameForm, link: Option<&str>) -> Reference {
        let raw = self.span.of(self.text);
        let head = raw.len() - self.said.len();
        let mut fields = correct(self.said, self.fields, &self.frames);
        fields.iter_mut().for_each(|field| field.span = field.span.shift(head));
        let (entry, kind_confidence) = entry::entry_of(raw, &fields, names, link);
        let confidence = entry::confidence(raw, &fields);
        fields.iter_mut().for_each(|field| field.span = field.span.shift(self.span.start));
        fields.shrink_to_fit();
        let mut reference = Reference {
            span: self.span,
            raw: self.text.piece(self.span),
            label: self.number.or(self.key.map(str::to_owned)),
            fields,
            entry,
            kind_confidence,
            confidence,
            doubts: Vec::new(),
        };
        reference.doubts = doubts(&reference);
        reference
    }
}
