//! The et-al element: the words for the names that a list leaves out.
//!
//! CSL 1.0.2, "Et-al", "Name" (`delimiter-precedes-et-al`).

use super::Renderer;
use super::name_style::NameStyle;
use crate::csl::output::characters::starts_alphabetic;
use crate::csl::output::tree::Node;
use crate::csl::style::element::EtAl;
use crate::csl::style::options::Precedes;

impl Renderer<'_> {
    /// The term for further names after `count` names.
    pub(super) fn et_al(
        &mut self,
        count: usize,
        et_al: Option<&EtAl>,
        style: &NameStyle<'_>,
    ) -> Option<Node> {
        let name = et_al.map_or("et-al", |et_al| &et_al.term);
        let term = self.setting.locale.long(name).to_owned();
        let delimiter = style.delimiter;
        let several = count > 1;
        let prefix = match style.options.delimiter_precedes_et_al {
            Some(Precedes::Always) => delimiter,
            Some(Precedes::Never) => " ",
            Some(Precedes::AfterInvertedName) => {
                if several {
                    " "
                } else {
                    delimiter
                }
            }
            _ if several => delimiter,
            _ => " ",
        };
        let common = et_al.map_or(&*super::EMPTY, |et_al| &et_al.common);
        let mut node = self.leaf_of(common, &term, common.text_case);
        let spaced = starts_alphabetic(&term) || prefix != " ";
        node.prefix = if spaced { prefix.to_owned() } else { String::new() };
        node.suffix.clear();
        (!term.is_empty()).then_some(node)
    }
}
