//! Reads a single reference.

use std::sync::Arc;

use crate::model::reference::{Field, Label, Reference};
use crate::references::corrections::correct::correct;
use crate::references::corrections::creators::part_body_before_colon;
use crate::references::crf::Best;
use crate::references::doubts::doubts;
use crate::references::entry;
use crate::references::entry_memo::{Alone, EntryMemo, EntryText};
use crate::references::fields::name_form::NameForm;
use crate::references::form::{self, Form, Words};
use crate::references::frames::{Frame, frames};
use crate::references::key;
use crate::references::label::{self, Weighed};
use crate::references::model::{Model, built_in};
use crate::references::numbering::{self, Shape};
use crate::text::memo::Last;
use crate::text::shared::{SharedPiece, SharedText};
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
    let head = key.map_or(0, |(_, length)| length);
    let (frames, _, _, fields) = labelled(built_in(), &raw[head..], &[]);
    let reference = record(text, span, head, fields, &frames, NameForm::Individual, None);
    reference.placed(text, span, number.or(key.map(|(key, _)| key.to_owned())))
}

/// Which segment of a reference is what, by this model and after the second look.
pub fn fields_by(model: &Model, text: &str) -> Vec<Field> {
    let (frames, _, _, fields) = labelled(model, text, &[]);
    correct(text, fields, &frames)
}

/// The words of a reference, weighed, and which segment is what; spans count bytes of `said`.
fn labelled(
    model: &Model,
    said: &str,
    emphasised: &[Span],
) -> (Vec<Frame>, Weighed, Best, Vec<Field>) {
    let frames = frames(said, emphasised);
    let weighed = Weighed::of(model, said, &frames);
    let best = weighed.best(model, said, None);
    let fields = label::fields(said, &weighed.tokens, &best);
    (frames, weighed, best, fields)
}

/// The record of the reference under `span` of `text`, as if it stood at the start of a text: its
/// spans count from there, and its own text is not set. `head` bytes are the key before its words, in
/// which `fields` and `frames` count.
fn record(
    text: &SharedText,
    span: Span,
    head: usize,
    fields: Vec<Field>,
    frames: &[Frame],
    names: NameForm,
    link: Option<&str>,
) -> Reference {
    let raw = span.of(text);
    let mut fields = correct(&raw[head..], fields, frames);
    if names == (NameForm::Marked { colon: true }) {
        part_body_before_colon(&raw[head..], &mut fields);
    }
    fields.iter_mut().for_each(|field| field.span = field.span.shift(head));
    if !fields.iter().any(|field| field.label == Label::Date)
        && let Some(year) = numbering::year_of_key(&raw[..head])
    {
        // Some lists print the year in the key alone.
        fields.insert(0, Field { label: Label::Date, span: year, confidence: 1.0 });
    }
    let (entry, kind_confidence) = entry::entry_of(raw, &fields, names, link);
    let confidence = entry::confidence(raw, &fields);
    let mut reference = Reference {
        span: Span::new(0, raw.len()),
        raw: text.piece(span),
        label: None,
        fields: fields.into_iter().collect(),
        entry,
        kind_confidence,
        confidence,
        doubts: Box::default(),
    };
    reference.doubts = doubts(&reference).into();
    reference.raw = SharedPiece::default();
    reference
}

/// A reference of which it is known what each segment is, but that is no record yet.
pub(crate) struct Reading<'t> {
    text: &'t SharedText,
    span: Span,
    number: Option<String>,
    key: Option<&'t str>,
    /// Its text, after the key.
    said: &'t str,
    alone: Arc<Alone>,
    /// What is what by the form of the list, where that decides.
    fields: Option<Vec<Field>>,
    memo: &'t EntryMemo,
}

impl<'t> Reading<'t> {
    /// Reads the words under `span` of `text` by themselves. `key` is the key with which they begin,
    /// with its length and that of the signs after it; `emphasised` counts from the start of `span`.
    /// The weights of the words are held if `weigh` says so of how sure the least sure word is.
    pub(crate) fn of(
        text: &'t SharedText,
        span: Span,
        number: Option<String>,
        key: Option<(&'t str, usize)>,
        emphasised: Vec<Span>,
        memo: &'t EntryMemo,
        weigh: impl Fn(f32) -> bool,
    ) -> Reading<'t> {
        let raw = span.of(text);
        let key = key.or_else(|| numbering::printed_key(raw));
        let head = key.map_or(0, |(_, len)| len);
        let said = &raw[head..];
        let alone = || {
            let inside = emphasised.iter().filter(|span| span.start >= head);
            let inside = inside.map(|span| Span::new(span.start - head, span.end - head));
            let (frames, weighed, best, fields) =
                labelled(built_in(), said, &inside.collect::<Vec<_>>());
            let words = Words { places: form::places(said, &weighed.tokens, &frames), best };
            let weighed = weigh(words.least_sure()).then_some(weighed);
            let (again, record) = (Last::default(), Last::default());
            Arc::new(Alone { frames, fields, words, weighed, again, record })
        };
        let from = || EntryText { raw: raw.into(), head, emphasised: emphasised.clone() };
        let alone = memo.alone.get(from, alone);
        let key = key.map(|(key, _)| key);
        Reading { text, span, number, key, said, alone, fields: None, memo }
    }

    /// What the words say by themselves.
    pub(crate) fn alone(&self) -> &Arc<Alone> {
        &self.alone
    }

    /// Gives up what only the form of the list asks for.
    pub(crate) fn forget_words(&mut self) {
        if let Some(alone) = Arc::get_mut(&mut self.alone) {
            alone.words = Words::default();
        }
    }

    /// The first segment with this label.
    pub(crate) fn segment(&self, label: Label) -> Option<&'t str> {
        self.first(label).map(|span| span.of(self.said))
    }

    /// Whether a colon follows the first segment with this label.
    pub(crate) fn colon_after(&self, label: Label) -> bool {
        self.first(label).is_some_and(|span| {
            self.said[span.end..].trim_start_matches(['.', ' ']).starts_with(':')
        })
    }

    fn first(&self, label: Label) -> Option<Span> {
        let fields = self.fields.as_ref().unwrap_or(&self.alone.fields);
        fields.iter().find(|field| field.label == label).map(|field| field.span)
    }

    /// Reads the words once more, in the form of the other entries of the list, which is what it is but
    /// for this entry where `number` is the same. They are weighed again where the weights were not
    /// kept.
    pub(crate) fn read_again(&mut self, form: &mut Form, number: Option<u64>) {
        let Alone { frames, words, weighed, again, .. } = &*self.alone;
        let mut read = || {
            form.count(words, -1.0);
            let transitions = |all: &_| form.transitions(&words.places, all);
            let own;
            let weighed = match weighed {
                Some(weighed) => weighed,
                None => {
                    own = Weighed::of(built_in(), self.said, frames);
                    &own
                }
            };
            let best = weighed.best(built_in(), self.said, Some(&transitions));
            form.count(words, 1.0);
            label::fields(self.said, &weighed.tokens, &best)
        };
        self.fields = Some(match number {
            Some(number) => again.get(number, |_| read()),
            None => read(),
        });
    }

    /// The record of what was read. `link` is the address to which the entry links in the source; it
    /// stands in the record where the text has none.
    pub(crate) fn reference(self, names: NameForm, link: Option<&str>) -> Reference {
        let Reading { text, span, number, key, said, alone, fields, memo } = self;
        let head = span.len() - said.len();
        let fields = fields.unwrap_or_else(|| alone.fields.clone());
        let of = |fields: Vec<Field>| record(text, span, head, fields, &alone.frames, names, link);
        let reference = match memo.alone.keeps() {
            true => {
                let from = (fields, names, link.map(str::to_owned));
                alone.record.get(from, |(fields, ..)| of(fields.clone()))
            }
            false => of(fields),
        };
        reference.placed(text, span, number.or(key.map(str::to_owned)))
    }
}
