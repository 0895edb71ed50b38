//! One name: its parts in the order that the place asks for.
//!
//! CSL 1.0.2, "Name", "Name-part", "Name-part order", "Non-western and mononymous names".

use super::initials::{Initials, initialize};
use super::name_style::NameStyle;
use super::{Purpose, Renderer};
use crate::csl::item::name::Name;
use crate::csl::output::characters::{has_alphabetic_script, starts_alphabetic};
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::Common;
use crate::csl::style::options::{Demote, SortOrder};

/// The parts of a name as nodes; `None` where empty.
struct Parts {
    family: Option<Node>,
    given: Option<Node>,
    dropping: Option<Node>,
    non_dropping: Option<Node>,
    suffix: Option<Node>,
}

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

    fn name_parts(&mut self, name: &Name, style: &NameStyle<'_>, level: u8) -> Parts {
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

    fn name_leaf(&self, common: &Common, text: &str) -> Node {
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

    fn script(&self, name: &Name) -> Script {
        if !has_alphabetic_script(&name.family.replace('"', "")) {
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
        let gap = if with.contains(['\u{a0}', '\u{feff}']) { space } else { " " };
        let bare = second.as_ref().is_none_or(|node| node.prefix.is_empty());
        let comma = if name.comma_dropping && bare { "," } else { "" };
        join([given, second], &format!("{comma}{gap}"))
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

fn affixed(node: Option<Node>, common: Option<&Common>) -> Option<Node> {
    let mut node = node?;
    if let Some(common) = common {
        node.prefix = common.prefix.to_string();
        node.suffix = common.suffix.to_string();
    }
    Some(node)
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
