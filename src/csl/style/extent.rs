//! How far rendering may go: styles that grow without bound are refused.

use super::element::{Element, Source, Text};
use crate::csl::error::CslError;

/// Elements nested deeper than this, through macros, are refused.
const MAX_DEPTH: usize = 150;

/// Styles that go through more elements than this for one entry are refused.
const MAX_COUNT: u64 = 1_000_000;

/// How many elements rendering goes through at most, macros included, and how deep.
#[derive(Clone, Copy, Default)]
pub(super) struct Extent {
    count: u64,
    depth: usize,
}

impl Extent {
    /// The extent of elements, given those of the macros.
    pub(super) fn of(elements: &[Element], macros: &[Extent]) -> Extent {
        elements.iter().map(|element| Extent::of_one(element, macros)).fold(
            Extent::default(),
            |sum, one| Extent {
                count: sum.count.saturating_add(one.count),
                depth: sum.depth.max(one.depth),
            },
        )
    }

    fn of_one(element: &Element, macros: &[Extent]) -> Extent {
        let inner = match element {
            Element::Text(Text { source: Source::Macro(number), .. }) => {
                macros.get(*number).copied().unwrap_or_default()
            }
            Element::Names(names) => Extent::of(&names.substitute, macros),
            Element::Group(group) => Extent::of(&group.children, macros),
            Element::Choose(branches) => {
                let all = branches.iter().map(|branch| Extent::of(&branch.children, macros));
                all.fold(Extent::default(), |most, one| Extent {
                    count: most.count.max(one.count),
                    depth: most.depth.max(one.depth),
                })
            }
            _ => Extent::default(),
        };
        Extent { count: inner.count.saturating_add(1), depth: inner.depth + 1 }
    }

    /// Fails where a style goes further than any needs.
    pub(super) fn check(self, line: usize, name: &str) -> Result<(), CslError> {
        if self.depth > MAX_DEPTH || self.count > MAX_COUNT {
            return Err(CslError::TooDeep { line, element: name.to_owned() });
        }
        Ok(())
    }
}
