//! The group element.
//!
//! CSL 1.0.2, "Group": a group of which variables are called but none is set renders nothing.

use super::{Calls, Renderer};
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::{Element, Group};

impl<'a> Renderer<'a> {
    pub(super) fn group(&mut self, group: &'a Group, out: &mut Vec<Node>) {
        if let Some(nodes) = self.grouped(&group.children) {
            let mut node = Node::with(&group.common, Content::Nodes(nodes));
            node.delimiter = String::from(&*group.delimiter);
            out.push(node);
        }
    }

    /// Renders elements as a group; `None` where the group is left out.
    pub(crate) fn grouped(&mut self, elements: &'a [Element]) -> Option<Vec<Node>> {
        let before = self.term_predecessor;
        let outer = std::mem::take(&mut self.calls);
        let mut nodes = Vec::new();
        self.elements(elements, &mut nodes);
        let inner = std::mem::replace(&mut self.calls, outer);
        let Calls { term, attempted, found } = inner;
        if found || (term && !attempted) {
            self.calls.found = true;
            Some(nodes)
        } else {
            self.term_predecessor = before;
            self.calls.attempted |= attempted;
            None
        }
    }
}
