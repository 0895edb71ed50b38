//! Text with a tag at the beginning of each line to values: RIS and MEDLINE.

use super::values::{Tagged, Values};
use crate::model::library::{Fault, FaultKind};
use crate::text::span::Span;

/// How the lines of a format are distinguished.
pub(crate) struct Lines {
    /// Tag and the beginning of the value in a line, if it has a tag.
    pub tag: fn(&str) -> Option<(&str, usize)>,
    /// The tag that begins a record.
    pub first: &'static str,
    /// The tag that ends a record, if the format has one.
    pub last: Option<&'static str>,
    /// What stands between the lines of one value, by its tag.
    pub joint: fn(&str) -> &'static str,
}

/// Cuts a text into records. Lines without a tag go on with the value before them.
pub(crate) fn cut(text: &str, lines: &Lines) -> (Vec<Values>, Vec<Fault>) {
    let mut cutter = Cutter { text, lines, records: Vec::new(), open: None, faults: Vec::new() };
    for span in line_spans(text) {
        cutter.line(span);
    }
    cutter.end();
    (cutter.records, cutter.faults)
}

struct Cutter<'l> {
    text: &'l str,
    lines: &'l Lines,
    records: Vec<Values>,
    open: Option<Values>,
    faults: Vec<Fault>,
}

impl Cutter<'_> {
    fn line(&mut self, span: Span) {
        let Some((tag, start)) = (self.lines.tag)(span.of(self.text)) else {
            return self.go_on(span);
        };
        let value = Span::new(span.start + start, span.end).trim(self.text);
        if self.lines.last == Some(tag) {
            if let Some(open) = &mut self.open {
                open.span.end = span.end;
            }
            return self.end();
        }
        if tag == self.lines.first {
            if self.open.is_some() && self.lines.last.is_some() {
                self.fault(span, "the record before this one has no end; it was ended here");
            }
            self.end();
        } else if self.open.is_none() {
            self.fault(span, "a value outside any record; a record was begun here");
        }
        let open = self.open.get_or_insert_with(|| Values { span, values: Vec::new() });
        open.span.end = span.end;
        let text = value.of(self.text).to_owned();
        open.values.push(Tagged { tag: tag.to_owned(), text, span: value });
    }

    fn go_on(&mut self, span: Span) {
        let line = span.of(self.text).trim();
        let last = self.open.as_mut().and_then(|open| open.values.last_mut());
        match last {
            _ if line.is_empty() => {}
            Some(value) => {
                if !value.text.is_empty() {
                    value.text.push_str((self.lines.joint)(&value.tag));
                }
                value.text.push_str(line);
                value.span.end = span.end;
            }
            None => self.fault(span, "this line stands in no record; it was skipped"),
        }
    }

    fn end(&mut self) {
        self.records.extend(self.open.take());
    }

    fn fault(&mut self, span: Span, message: &str) {
        let message = message.to_owned();
        self.faults.push(Fault { kind: FaultKind::Syntax, source: 0, span, entry: None, message });
    }
}

/// The lines of a text without their ends, be these CR, LF or both.
fn line_spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}
