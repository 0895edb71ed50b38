//! What a set of spans covers.

use super::span::Span;

/// The stretches that a set of spans covers, in order and joined where they overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cover {
    stretches: Vec<Span>,
}

impl Cover {
    /// What these spans cover.
    pub(crate) fn of(spans: impl IntoIterator<Item = Span>) -> Cover {
        let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        let mut stretches: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match stretches.last_mut().filter(|last| last.end > span.start) {
                Some(last) => *last = last.join(span),
                None => stretches.push(span),
            }
        }
        Cover { stretches }
    }

    /// Whether some of `span` is covered.
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        self.at(span).is_some_and(|stretch| stretch.overlaps(span))
    }

    /// Whether one stretch covers all of `span`.
    pub(crate) fn contains(&self, span: Span) -> bool {
        self.at(span).is_some_and(|stretch| stretch.contains(span))
    }

    /// The first stretch that ends after the start of `span`.
    fn at(&self, span: Span) -> Option<Span> {
        let next = self.stretches.partition_point(|stretch| stretch.end <= span.start);
        self.stretches.get(next).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_are_one_stretch() {
        let cover = Cover::of([Span::new(8, 9), Span::new(0, 3), Span::new(2, 5), Span::new(5, 6)]);
        assert!(cover.contains(Span::new(1, 5)) && !cover.contains(Span::new(4, 6)));
        assert!(cover.overlaps(Span::new(4, 7)) && cover.overlaps(Span::new(5, 6)));
        assert!(!cover.overlaps(Span::new(6, 8)) && !cover.overlaps(Span::new(9, 20)));
    }
}
