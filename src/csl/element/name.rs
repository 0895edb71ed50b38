//! The name element: the parts of one name in the order that the place asks for.
//!
//! CSL 1.0.2, "Name", "Name-part order", "Non-western and mononymous names".

use super::name_part::{Parts, affixed};
use super::name_style::NameStyle;
use super::{Purpose, Renderer};
use crate::csl::item::name::Name;
use crate::csl::output::characters::{has_alphabetic_script, starts_alphabetic};
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::Common;
use crate::csl::style::options::{Demote, SortOrder};

/// How the script of a name orders it.
#[derive(PartialEq)]
enum Script {
    /// Written without spaces: family and given name together.
    Unspaced,
    /// Family name first.
    FamilyFirst,
    Western,
}

/// A rendered name.
pub(super) struct Rendered {
    pub node: Node,
    pub inverted: bool,
    pub institution: bool,
}

impl<'a> Renderer<'a> {
    /// Renders a name, the one at `place` in its list; `level` says how much of the given name.
    pub(super) fn person(
        &mut self,
        name: &Name,
        style: &NameStyle<'_>,
        place: usize,
        level: u8,
    ) -> Option<Rendered> {
        if let Some(literal) = &name.literal {
            return Some(self.institution(literal, style));
        }
        let parts = self.name_parts(name, style, level);
        let sort_order = match style.options.name_as_sort_order {
            Some(SortOrder::All) => true,
            Some(SortOrder::First) => place == 0,
            None => false,
        };
        let script = self.script(name);
        let in_key = self.purpose == Purpose::Sort;
        let inverted = script == Script::Western && !name.static_ordering && !in_key && sort_order;
        let node = if script == Script::Unspaced {
            join([parts.non_dropping, parts.family, parts.given], "")
        } else if script == Script::FamilyFirst || self.is_static(name) {
            let first = join([parts.non_dropping, parts.family], self.no_break());
            join([first, parts.given], " ")
        } else if in_key {
            self.sorted(parts)
        } else if sort_order {
            self.inverted(name, parts, style)
        } else {
            self.straight(name, parts, style)
        };
        Some(Rendered { node: node?, inverted, institution: false })
    }

    fn institution(&mut self, literal: &str, style: &NameStyle<'_>) -> Rendered {
        let literal = literal.replace('|', style.delimiter);
        let family = style.family.unwrap_or(&super::EMPTY);
        let mut common = Common {
            decor: style.name_decor.to_vec(),
            text_case: family.text_case,
            strip_periods: family.strip_periods,
            ..Common::default()
        };
        if !family.decor.is_empty() {
            common.decor = family.decor.clone();
        }
        let node = self.name_leaf(&common, &literal);
        Rendered { node: Node::group(vec![node]), inverted: false, institution: true }
    }

    fn script(&self, name: &Name) -> Script {
        if !has_alphabetic_script(&name.family.as_str().replace('"', "")) {
            return match starts_alphabetic(&name.given) {
                true => Script::FamilyFirst,
                false => Script::Unspaced,
            };
        }
        let language = self.item.language.as_deref().unwrap_or_default();
        match language.starts_with("ja") || language.starts_with("zh") {
            true => Script::FamilyFirst,
            false => Script::Western,
        }
    }

    /// Whether a name keeps the order that it is written in.
    fn is_static(&self, name: &Name) -> bool {
        name.static_ordering
            || self.item.language.as_deref().is_some_and(|lang| matches!(lang, "vi" | "hu"))
    }

    fn no_break(&self) -> &'static str {
        let lang = &self.setting.locale.lang;
        match ["fr", "ru", "cs"].iter().any(|other| lang.starts_with(other)) {
            true => "\u{a0}",
            false => " ",
        }
    }

    fn sorted(&self, parts: Parts) -> Option<Node> {
        let Parts { family, given, dropping, non_dropping, suffix } = parts;
        let merged = if self.setting.style.demote == Demote::Never {
            let first = join([non_dropping, family], self.no_break());
            let first = join([first, dropping], " ");
            join([first, given], "|")
        } else {
            let second = join([given, dropping, non_dropping], " ");
            join([family, second], "|")
        };
        join([merged, suffix], " ")
    }

    fn inverted(&self, name: &Name, parts: Parts, style: &NameStyle<'_>) -> Option<Node> {
        let Parts { family, given, dropping, non_dropping, suffix } = parts;
        let comma = if name.comma_dropping { ", " } else { " " };
        let separator = match &*name.given {
            "Lord" | "Lady" => ", ",
            _ => style.sort_separator,
        };
        let (first, second) = if self.setting.style.demote == Demote::DisplayAndSort {
            let second = join([given, dropping], comma);
            (family, join([second, non_dropping], " "))
        } else {
            let space = if ends_joined(&non_dropping) { "" } else { self.no_break() };
            (join([non_dropping, family], space), join([given, dropping], comma))
        };
        let first = affixed(first, style.family);
        let second = affixed(second, style.given);
        let merged = join([first, second], separator);
        join([merged, suffix], separator)
    }

    fn straight(&self, name: &Name, parts: Parts, style: &NameStyle<'_>) -> Option<Node> {
        let Parts { mut family, given, mut dropping, non_dropping, suffix } = parts;
        let particle = &*name.dropping_particle;
        let stem = particle.strip_suffix(['\'', 'ʼ', '’', '-']);
        let joined = stem.is_some_and(|stem| stem != "de");
        if joined && non_dropping.is_none() && dropping.is_some() {
            family = join([dropping.take(), family], "");
        }
        let space = self.no_break();
        let second = if ends_joined(&non_dropping) {
            let second = join([non_dropping, family], "");
            join([dropping, second], space)
        } else {
            join([dropping, non_dropping, family], space)
        };
        let suffix_space = if name.comma_suffix { ", " } else { " " };
        let second = affixed(join([second, suffix], suffix_space), style.family);
        let given = affixed(given, style.given);
        let with = style.options.initialize_with.as_deref().unwrap_or_default();
        let spaced = style.given.is_some_and(|given| given.suffix.ends_with(char::is_whitespace));
        let gap = match spaced {
            true => "",
            false if with.contains(['\u{a0}', '\u{feff}']) => space,
            false => " ",
        };
        let bare = second.as_ref().is_none_or(|node| node.prefix.is_empty());
        let comma = if name.comma_dropping && bare { "," } else { "" };
        join([given, second], &format!("{comma}{gap}"))
    }
}

/// Joins what is there.
pub(super) fn join<const N: usize>(nodes: [Option<Node>; N], delimiter: &str) -> Option<Node> {
    let mut nodes: Vec<Node> =
        nodes.into_iter().flatten().filter(|node| !node.is_empty()).collect();
    let count = nodes.len();
    if count == 0 {
        return None;
    }
    nodes[..count - 1].iter_mut().for_each(|node| node.suffix.push_str(delimiter));
    Some(Node::group(nodes))
}

/// Whether a particle is joined to the name without a space.
fn ends_joined(node: &Option<Node>) -> bool {
    fn ends(node: &Node) -> bool {
        match &node.content {
            Content::Text(text) => text.ends_with(['’', '\'', '-', ' ']),
            Content::Nodes(nodes) => nodes.last().is_some_and(ends),
        }
    }
    node.as_ref().is_some_and(ends)
}
