//! Where running text stands in the source.

use crate::text::span::Span;

/// From running text to source: runs of text, each taken from one stretch of the source.
#[derive(Debug, Clone, Default)]
pub struct Map {
    pub(super) runs: Vec<Run>,
}

/// A run of running text and the stretch of source that it was made of. Where both are of one
/// length the bytes are the same; otherwise the run was decoded as a whole (`&amp;`, `\_`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) text: Span,
    pub(super) source: Span,
}

impl Map {
    pub(super) fn push(&mut self, text: Span, source: Span) {
        if let Some(last) = self.runs.last_mut()
            && last.text.end == text.start
            && last.source.end == source.start
            && last.text.len() == last.source.len()
            && text.len() == source.len()
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.runs.push(Run { text, source });
    }

    /// The runs under a stretch of the text, cut to it.
    pub(super) fn runs_in(&self, span: Span) -> impl Iterator<Item = Run> {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let under = self.runs[first..].iter().take_while(move |run| run.text.start < span.end);
        under.map(move |run| {
            if run.text.len() != run.source.len() {
                return *run;
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
        let index = self.runs.partition_point(|run| run.text.end <= offset);
        match self.runs.get(index) {
            Some(run) if offset <= run.text.start => run.source.start,
            Some(run) if run.text.len() == run.source.len() => {
                run.source.start + (offset - run.text.start)
            }
            Some(run) => run.source.start,
            None => self.runs.last().map_or(0, |run| run.source.end),
        }
    }

    /// The source byte after the text byte before `offset`.
    pub(super) fn end_in_source(&self, offset: usize) -> usize {
        let index = self.runs.partition_point(|run| run.text.start < offset);
        match index.checked_sub(1).map(|index| self.runs[index]) {
            Some(run) if offset >= run.text.end => run.source.end,
            Some(run) if run.text.len() == run.source.len() => {
                run.source.start + (offset - run.text.start)
            }
            Some(run) => run.source.end,
            None => 0,
        }
    }
}
