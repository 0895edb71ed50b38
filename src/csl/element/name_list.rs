//! Lists of names: what stands between names.
//!
//! CSL 1.0.2, "Name" (`and`, `delimiter`, `delimiter-precedes-last`, `et-al-use-last`).

use super::name::Rendered;
use super::name_style::NameStyle;
use super::{Purpose, Renderer};
use crate::csl::output::characters::starts_alphabetic;
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::{Common, EtAl};
use crate::csl::style::options::{And, Precedes};

/// How a list is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Whole,
    EtAl,
    /// An ellipsis, then the last name.
    UseLast,
}

impl Renderer<'_> {
    /// Joins the names of a list; a cut one ends in "et al.", or in an ellipsis and its last name.
    pub(super) fn join_list(
        &mut self,
        mut list: Vec<Rendered>,
        cut: Cut,
        et_al: Option<&EtAl>,
        style: &NameStyle<'_>,
        wrapper: Option<&Common>,
    ) -> Option<Node> {
        list.retain(|one| !one.node.is_empty());
        let count = list.len();
        if count == 0 {
            return None;
        }
        let delimiter = style.delimiter;
        let inverted = count > 1 && list[count - 2].inverted;
        let institution = list[count - 1].institution;
        let joiner = match cut {
            Cut::UseLast if count > 1 => Some(ellipsis(count, style, inverted)),
            Cut::Whole if count > 1 && self.purpose != Purpose::Sort => {
                Some(self.conjunction(count, style, inverted, institution))
            }
            _ => None,
        };
        let mut nodes: Vec<Node> = list.into_iter().map(|one| one.node).collect();
        let joined = nodes.len() - 1 - usize::from(joiner.is_some() && nodes.len() > 1);
        nodes[..joined].iter_mut().for_each(|node| node.suffix.push_str(delimiter));
        if let Some(joiner) = joiner {
            nodes.insert(count - 1, joiner);
        }
        let names = Node::group(nodes);
        if cut != Cut::EtAl {
            return Some(names);
        }
        let term = self.et_al(count, et_al, style);
        let nodes = [Some(names), term].into_iter().flatten().collect();
        Some(Node::with(wrapper.unwrap_or(&super::EMPTY), Content::Nodes(nodes)))
    }

    /// The "and" between the last two names.
    fn conjunction(
        &self,
        count: usize,
        style: &NameStyle<'_>,
        inverted: bool,
        institution: bool,
    ) -> Node {
        let delimiter = match institution {
            true => style.own_delimiter.unwrap_or(", "),
            false => style.delimiter,
        };
        let precedes = match institution {
            true => style.outer_precedes,
            false => style.options.delimiter_precedes_last,
        };
        let after_inverted =
            style.options.delimiter_precedes_last == Some(Precedes::AfterInvertedName);
        let term = match style.options.and {
            Some(And::Text) => self.setting.locale.long("and").to_owned(),
            Some(And::Symbol) => "&".to_owned(),
            None => return Node::text(delimiter),
        };
        let mut node = Node::text(term.clone());
        if !starts_alphabetic(&term) {
            if precedes == Some(Precedes::Always) && count == 2 {
                node.prefix = delimiter.to_owned();
            }
            return node;
        }
        let several = count > 2;
        node.prefix = match precedes {
            _ if after_inverted && inverted => style.delimiter,
            Some(Precedes::Always) => delimiter,
            Some(Precedes::Never) => " ",
            Some(Precedes::AfterInvertedName) if !institution && !several => delimiter,
            Some(Precedes::AfterInvertedName) if !institution => " ",
            _ if several => delimiter,
            _ => " ",
        }
        .to_owned();
        node.suffix = " ".to_owned();
        node
    }
}

fn ellipsis(count: usize, style: &NameStyle<'_>, inverted: bool) -> Node {
    let mut node = Node::text("…");
    let after = style.options.delimiter_precedes_last == Some(Precedes::AfterInvertedName);
    let several = count > 2 || (after && inverted);
    node.prefix = if several { style.delimiter.to_owned() } else { " ".to_owned() };
    node.suffix = " ".to_owned();
    node
}
