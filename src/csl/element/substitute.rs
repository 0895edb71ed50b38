//! The substitute element: what stands where there are no names.
//!
//! CSL 1.0.2, "Substitute": the first of its elements that renders something; the variables of it
//! are left out in the rest of the output.

use super::{Place, Renderer};
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{Element, Names};

impl<'a> Renderer<'a> {
    pub(super) fn substitute(&mut self, names: &'a Names, out: &mut Vec<Node>) {
        let outer = std::mem::replace(&mut self.in_substitute, true);
        let first = !self.term_predecessor;
        for element in &names.substitute {
            let mut nodes = Vec::new();
            let calls = self.calls;
            self.substituted(names, element, &mut nodes);
            let rendered = self.calls.found && !calls.found || nodes.iter().any(|n| !n.is_empty());
            if rendered {
                self.note_title(&nodes, first);
                out.append(&mut nodes);
                break;
            }
        }
        self.in_substitute = outer;
    }

    /// Renders one element; names without elements of their own take those of the names they
    /// stand for.
    fn substituted(&mut self, names: &'a Names, element: &'a Element, out: &mut Vec<Node>) {
        match element {
            Element::Names(own) => {
                let variables = self.open_variables(&own.variables);
                let found = variables.iter().any(|variable| !self.item.names(*variable).is_empty());
                self.done.extend(&own.variables);
                if !found {
                    self.calls.attempted = true;
                    return;
                }
                let inherits = own.name.is_none() && own.et_al.is_none() && own.label.is_none();
                let written = if inherits { names } else { own };
                self.names_of(written, names, &variables, out);
            }
            _ => self.element(element, out),
        }
    }

    /// Remembers a text that stands for names, to compare it with that of the next entry.
    fn note_title(&mut self, nodes: &[Node], first: bool) {
        if self.place != Place::Bibliography || !first || self.rendered_names.is_some() {
            return;
        }
        if nodes.iter().any(contains_names) {
            return;
        }
        let mut text = String::new();
        nodes.iter().for_each(|node| node.plain(&mut text));
        self.rendered_names = Some(vec![text]);
    }
}

fn contains_names(node: &Node) -> bool {
    node.mark == Mark::Names
        || matches!(&node.content, Content::Nodes(nodes) if nodes.iter().any(contains_names))
}
