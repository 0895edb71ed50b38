//! Where running text stands in the source.

use crate::text::span::{ShortSpan, Span};

/// From running text to source: runs of text, each taken from one segment of the source.
#[derive(Debug, Clone, Default)]
pub struct Map {
    runs: Vec<Held>,
}

/// A run as it is held: a text has several for each of its lines.
#[derive(Debug, Clone, Copy)]
struct Held {
    text: ShortSpan,
    source: ShortSpan,
}

/// A run of running text and the segment of source that it was made of. Where both are of one
/// length the bytes are the same; otherwise the run was decoded as a whole (`&amp;`, `\_`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) text: Span,
    pub(super) source: Span,
}

impl Held {
    fn run(self) -> Run {
        Run { text: self.text.span(), source: self.source.span() }
    }
}

impl Map {
    pub(super) fn push(&mut self, text: Span, source: Span) {
        let mut run = Run { text, source };
        if let Some(last) = self.runs.last().map(|last| last.run())
            && last.text.end == text.start
            && last.source.end == source.start
            && last.text.len() == last.source.len()
            && text.len() == source.len()
        {
            self.runs.pop();
            run = Run { text: last.text.join(text), source: last.source.join(source) };
        }
        self.runs.push(Held { text: run.text.into(), source: run.source.into() });
    }

    /// Takes off the runs from a place of the text on.
    pub(super) fn cut(&mut self, start: usize) {
        while self.runs.last().is_some_and(|last| last.run().text.start >= start) {
            self.runs.pop();
        }
    }

    /// Takes no more room than its runs do.
    pub(super) fn shrink(&mut self) {
        self.runs.shrink_to_fit();
    }

    /// The runs under a segment of the text, cut to it.
    pub(super) fn runs_in(&self, span: Span) -> impl Iterator<Item = Run> {
        let first = self.runs.partition_point(|held| held.run().text.end <= span.start);
        let runs = self.runs[first..].iter().map(|held| held.run());
        let under = runs.take_while(move |run| run.text.start < span.end);
        under.map(move |run| {
            if run.text.len() != run.source.len() {
                return run;
            }
            let text = Span::new(run.text.start.max(span.start), run.text.end.min(span.end));
            let start = run.source.start + (text.start - run.text.start);
            Run { text, source: Span::new(start, start + text.len()) }
        })
    }

    pub(super) fn to_source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_in_source(span.start);
            return Span::new(at, at);
        }
        let start = self.start_in_source(span.start);
        Span::new(start, self.end_in_source(span.end).max(start))
    }

    /// The source byte at which the text byte at `offset` begins.
    fn start_in_source(&self, offset: usize) -> usize {
        let index = self.runs.partition_point(|held| held.run().text.end <= offset);
        match self.runs.get(index).map(|held| held.run()) {
            Some(run) if offset <= run.text.start => run.source.start,
            Some(run) if run.text.len() == run.source.len() => {
                run.source.start + (offset - run.text.start)
            }
            Some(run) => run.source.start,
            None => self.runs.last().map_or(0, |held| held.run().source.end),
        }
    }

    /// The source byte after the text byte before `offset`.
    pub(super) fn end_in_source(&self, offset: usize) -> usize {
        let index = self.runs.partition_point(|held| held.run().text.start < offset);
        match index.checked_sub(1).map(|index| self.runs[index].run()) {
            Some(run) if offset >= run.text.end => run.source.end,
            Some(run) if run.text.len() == run.source.len() => {
                run.source.start + (offset - run.text.start)
            }
            Some(run) => run.source.end,
            None => 0,
        }
    }
}
