//! The name-part element: case and formatting of given and family names, with their particles.
//!
//! CSL 1.0.2, "Name-part", "Name" (`form`, `initialize-with`).

use super::initials::{Initials, initialize};
use super::name_style::NameStyle;
use super::{Purpose, Renderer};
use crate::csl::item::name::Name;
use crate::csl::output::tree::Node;
use crate::csl::style::element::Common;

/// The parts of a name as nodes; `None` where empty.
pub(super) struct Parts {
    pub family: Option<Node>,
    pub given: Option<Node>,
    pub dropping: Option<Node>,
    pub non_dropping: Option<Node>,
    pub suffix: Option<Node>,
}

impl Renderer<'_> {
    /// The parts of a name, each with its case and formatting.
    pub(super) fn name_parts(&mut self, name: &Name, style: &NameStyle<'_>, level: u8) -> Parts {
        let family_common = bare(style.family);
        let given_common = bare(style.given);
        let given = self.given(name, style, level);
        let particle = |text: &str| match self.purpose {
            Purpose::Sort => text.replacen(['\'', '’'], "", 1),
            _ => text.to_owned(),
        };
        let (dropping, non_dropping) =
            (particle(&name.dropping_particle), particle(&name.non_dropping_particle));
        let leaf = |this: &Self, common: &Common, text: &str| {
            (!text.is_empty()).then(|| this.name_leaf(common, text))
        };
        let shown = level > 0 && !given.is_empty();
        let et_al = is_et_al(&name.dropping_particle);
        Parts {
            family: leaf(self, &family_common, &name.family),
            given: leaf(self, &given_common, &given).filter(|_| level > 0),
            dropping: leaf(self, &given_common, &dropping).filter(|_| level > 0 && !et_al),
            non_dropping: leaf(self, &family_common, &non_dropping),
            suffix: self.suffix(name, style).filter(|_| level > 0 && (shown || !given.is_empty())),
        }
    }

    fn given(&self, name: &Name, style: &NameStyle<'_>, level: u8) -> String {
        let with = style.options.initialize_with.as_deref();
        let rule = self.setting.style.citation.options.given_name_rule;
        if level != 1 || name.family.is_empty() || (with.is_none() && !rule.with_initials()) {
            return name.given.to_string();
        }
        let how = Initials {
            with: with.unwrap_or_default(),
            hyphen: self.setting.style.initialize_with_hyphen,
            only_initials: style.options.initialize == Some(false),
        };
        initialize(&name.given, how)
    }

    fn suffix(&self, name: &Name, style: &NameStyle<'_>) -> Option<Node> {
        if name.suffix.is_empty() {
            return None;
        }
        let text = match style.options.initialize_with.as_deref() {
            Some(with) => {
                let hyphen = self.setting.style.initialize_with_hyphen;
                initialize(&name.suffix, Initials { with, hyphen, only_initials: true })
            }
            None => name.suffix.to_string(),
        };
        let stop = text.ends_with('.');
        let text = text.strip_suffix('.').unwrap_or(&text);
        let mut node = self.name_leaf(&super::EMPTY, text);
        if stop {
            node.suffix.insert(0, '.');
        }
        Some(node)
    }

    pub(super) fn name_leaf(&self, common: &Common, text: &str) -> Node {
        let text = super::spaced(text);
        let stripped;
        let text = if self.strip_periods || common.strip_periods {
            stripped = text.replace('.', "");
            &stripped
        } else {
            &text
        };
        self.leaf_of(common, text, common.text_case)
    }
}

/// Whether a dropping particle is an "et al." that was written as a part of a name.
pub(super) fn is_et_al(particle: &str) -> bool {
    particle.starts_with("et") && particle.ends_with("al.") && particle.len() <= 6
}

/// Formatting without affixes: these go around several parts.
fn bare(common: Option<&Common>) -> Common {
    let common = common.cloned().unwrap_or_default();
    Common { prefix: "".into(), suffix: "".into(), text_case: common.text_case, ..common }
}

/// Sets the affixes of a name-part around what it is written with: particles, suffixes.
pub(super) fn affixed(node: Option<Node>, common: Option<&Common>) -> Option<Node> {
    let mut node = node?;
    if let Some(common) = common {
        node.prefix = common.prefix.to_string();
        node.suffix = common.suffix.to_string();
    }
    Some(node)
}
