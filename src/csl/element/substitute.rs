//! The substitute element: what stands where there are no names.
//!
//! CSL 1.0.2, "Substitute": the first of its elements that renders something; the variables of it
//! are left out in the rest of the output.

use super::{Place, Renderer};
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{Element, Names, Source, Text};

impl<'a> Renderer<'a> {
    pub(super) fn substitute(&mut self, names: &'a Names, out: &mut Vec<Node>) {
        let outer = std::mem::replace(&mut self.in_substitute, true);
        let inherited = self.inherited_names.replace(names);
        let substituted = std::mem::take(&mut self.substituted);
        let first = !self.term_predecessor;
        for element in &names.substitute {
            let mut nodes = Vec::new();
            let found = std::mem::take(&mut self.calls.found);
            self.text_met = false;
            self.element(element, &mut nodes);
            let rendered = self.calls.found || nodes.iter().any(|node| !node.is_empty());
            self.calls.found |= found;
            if rendered || is_words(element) {
                self.substitute_text(&mut nodes, first);
                out.append(&mut nodes);
                break;
            }
        }
        self.inherited_names = inherited;
        self.substituted = substituted;
        self.in_substitute = outer;
    }

    /// Replaces a text that stands for names and repeats that of the entry before.
    fn substitute_text(&mut self, nodes: &mut Vec<Node>, first: bool) {
        let printing = self.place == Place::Bibliography && self.printing();
        if !printing || !first || !self.text_met || self.rendered_names.is_some() {
            return;
        }
        if nodes.is_empty() || nodes.iter().any(contains_names) {
            return;
        }
        let mut text = String::new();
        nodes.iter().for_each(|node| node.plain(&mut text));
        let printed = vec![text];
        if let Some(substitute) = &self.substitute_names
            && substitute.last.as_ref() == Some(&printed)
        {
            *nodes = vec![Node::text(substitute.with)];
        }
        self.rendered_names = Some(printed);
    }
}

/// Whether an element renders words of the style, even none.
fn is_words(element: &Element) -> bool {
    matches!(element, Element::Text(Text { source: Source::Term { .. } | Source::Value(_), .. }))
}

fn contains_names(node: &Node) -> bool {
    node.mark == Mark::Names
        || matches!(&node.content, Content::Nodes(nodes) if nodes.iter().any(contains_names))
}
