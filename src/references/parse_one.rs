//! Reads a single reference.

use crate::model::reference::{Label, Reference};
use crate::references::corrections::correct;
use crate::references::crf::{Best, Tag};
use crate::references::doubts::doubts;
use crate::references::entry;
use crate::references::fields::name_form::NameForm;
use crate::references::form::{self, Form};
use crate::references::frames::{Frame, frames};
use crate::references::key;
use crate::references::label;
use crate::references::model::built_in;
use crate::references::numbering::{self, Shape};
use crate::references::tokens::Token;
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
    Reading::of(text, span, number, None, &[]).reference(NameForm::Told, None)
}

/// A reference of which it is known what each word is, but that is no record yet.
pub(crate) struct Reading<'t> {
    text: &'t SharedText,
    span: Span,
    raw: &'t str,
    number: Option<String>,
    key: Option<&'t str>,
    /// Where its text begins, after the key.
    head: usize,
    frames: Vec<Frame>,
    places: Vec<u64>,
    tokens: Vec<Token>,
    best: Best,
}

impl<'t> Reading<'t> {
    /// Reads the words under `span` of `text`. `key` is the key with which they begin, with its length
    /// and that of the signs after it; `emphasised` counts from the start of `span`.
    pub(crate) fn of(
        text: &'t SharedText,
        span: Span,
        number: Option<String>,
        key: Option<(&'t str, usize)>,
        emphasised: &[Span],
    ) -> Reading<'t> {
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
        let (tokens, best) = label::read(built_in(), said, &frames, None);
        let edges: Vec<(usize, usize)> = frames
            .iter()
            .filter(|frame| !frame.quoted)
            .map(|frame| (frame.span.start, frame.span.end))
            .collect();
        let places = form::places(said, &tokens, &edges);
        let key = key.map(|(key, _)| key);
        Reading { text, span, raw, number, key, head, frames, places, tokens, best }
    }

    /// The text after the key.
    fn said(&self) -> &'t str {
        &self.raw[self.head..]
    }

    /// The signs before each word, and its kind, as keys.
    pub(crate) fn places(&self) -> &[u64] {
        &self.places
    }

    /// What each word is.
    pub(crate) fn path(&self) -> &[Tag] {
        &self.best.path
    }

    /// How sure the least sure of its words is.
    pub(crate) fn least_sure(&self) -> f32 {
        let margin = self.best.margins.iter().copied().fold(f32::INFINITY, f32::min);
        1.0 / (1.0 + (-margin).exp())
    }

    /// The first stretch with this label.
    pub(crate) fn words(&self, label: Label) -> Option<&'t str> {
        let fields = label::fields(self.said(), &self.tokens, &self.best);
        let field = fields.into_iter().find(|field| field.label == label)?;
        Some(field.span.of(self.said()))
    }

    /// Reads the words once more, in the form of the other entries of the list.
    pub(crate) fn read_again(&mut self, form: &Form) {
        let transitions = |all: &_| form.transitions(&self.places, all);
        let (_, best) = label::read(built_in(), self.said(), &self.frames, Some(&transitions));
        self.best = best;
    }

    /// The record of what was read. `link` is the address to which the entry links in the source; it
    /// stands in the record where the text has none.
    pub(crate) fn reference(self, names: NameForm, link: Option<&str>) -> Reference {
        let (said, raw) = (self.said(), self.raw);
        let mut fields = correct(said, label::fields(said, &self.tokens, &self.best));
        fields.iter_mut().for_each(|field| field.span = field.span.shift(self.head));
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
