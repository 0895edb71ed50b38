//! Round brackets within round brackets become square ones, in notes.

use crate::csl::output::tree::{Content, Node};

/// How deep brackets are open.
#[derive(Debug, Default)]
pub(crate) struct Depth(u32);

impl Depth {
    /// Changes the brackets of the affixes in a tree, in the order of the text.
    pub(crate) fn change(&mut self, node: &mut Node) {
        let affix = matches!(node.mark, crate::csl::output::tree::Mark::CiteAffix);
        match &mut node.content {
            Content::Nodes(nodes) => {
                self.text(&mut node.prefix);
                nodes.iter_mut().for_each(|node| self.change(node));
                self.text(&mut node.suffix);
            }
            Content::Text(text) if affix => self.text(text),
            Content::Text(_) => {}
        }
    }

    /// Changes the brackets of one text.
    pub(crate) fn text(&mut self, text: &mut String) {
        if !text.contains(['(', ')']) {
            return;
        }
        *text = text
            .chars()
            .map(|ch| match ch {
                '(' => {
                    self.0 += 1;
                    if self.0.is_multiple_of(2) { '[' } else { '(' }
                }
                ')' => {
                    let nested = self.0.is_multiple_of(2) && self.0 > 0;
                    self.0 = self.0.saturating_sub(1);
                    if nested { ']' } else { ')' }
                }
                ch => ch,
            })
            .collect();
    }
}
