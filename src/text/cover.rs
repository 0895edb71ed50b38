//! What a set of spans covers.

use super::span::Span;

/// The segments that a set of spans covers, in order and joined where they overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cover {
    segments: Vec<Span>,
}

impl Cover {
    /// What these spans cover.
    pub(crate) fn of(spans: impl IntoIterator<Item = Span>) -> Cover {
        let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let mut segments: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match segments.last_mut().filter(|last| last.end > span.start) {
                Some(last) => *last = last.join(span),
                None => segments.push(span),
            }
        }
        Cover { segments }
    }

    /// Whether some of `span` is covered.
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        self.at(span).is_some_and(|segment| segment.overlaps(span))
    }

    /// Whether one segment covers all of `span`.
    pub(crate) fn contains(&self, span: Span) -> bool {
        self.at(span).is_some_and(|segment| segment.contains(span))
    }

    /// The first segment that ends after the start of `span`.
    fn at(&self, span: Span) -> Option<Span> {
        let next = self.segments.partition_point(|segment| segment.end <= span.start);
        self.segments.get(next).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_are_one_segment() {
        let cover = Cover::of([Span::new(8, 9), Span::new(0, 3), Span::new(2, 5), Span::new(5, 6)]);
        assert!(cover.contains(Span::new(1, 5)) && !cover.contains(Span::new(4, 6)));
        assert!(cover.overlaps(Span::new(4, 7)) && cover.overlaps(Span::new(5, 6)));
        assert!(!cover.overlaps(Span::new(6, 8)) && !cover.overlaps(Span::new(9, 20)));
    }
}
