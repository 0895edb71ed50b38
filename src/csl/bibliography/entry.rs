//! Entries of a bibliography.
//!
//! CSL 1.0.2, "Bibliography", "Whitespace", "Reference Grouping".

use crate::csl::cite::ambiguity::Ambiguity;
use crate::csl::element::names::AuthorSubstitute;
use crate::csl::element::{Place, Purpose, Renderer, Setting};
use crate::csl::item::Item;
use crate::csl::output::finish::finish;
use crate::csl::output::formatted::Formatted;
use crate::csl::output::punctuation;
use crate::csl::output::tree::{Content, Node};
use crate::csl::style::element::{Area, Display, Element};

/// What an entry is rendered from.
pub(crate) struct Source<'a> {
    pub item: &'a Item,
    pub number: usize,
    pub year_suffix: Option<usize>,
    pub request: Option<&'a Ambiguity>,
}

/// Renders an entry; `last` are the names of the entry before, and then those of this one.
pub(crate) fn render(
    setting: Setting<'_>,
    area: &Area,
    source: &Source<'_>,
    last: &mut Option<Vec<String>>,
) -> Formatted {
    let mut renderer =
        Renderer::new(setting, area, Place::Bibliography, Purpose::Print, source.item);
    renderer.number = source.number;
    renderer.year_suffix = source.year_suffix;
    renderer.request = source.request;
    renderer.substitute_names =
        area.options.subsequent_author_substitute.as_deref().map(|with| AuthorSubstitute {
            with,
            rule: area.options.subsequent_author_substitute_rule,
            last: last.take(),
        });
    let nodes = renderer.layout();
    *last = renderer.rendered_names.take();
    let mut entry = assemble(area, nodes);
    entry.purge();
    punctuation::adjust(&mut entry, setting.locale.punctuation_in_quote);
    finish(&entry, setting.marks, setting.fields)
}

/// Sets the affixes of the layout, and the part beside the first field.
fn assemble(area: &Area, mut nodes: Vec<Node>) -> Node {
    let layout = &area.layout.common;
    let first = area.layout.children.first().map(Element::common);
    let displayed = first.is_some_and(|common| common.display.is_some());
    let mut top = if area.options.second_field_align.is_some() && nodes.len() > 1 {
        let rest = nodes.split_off(1);
        let mut right = Node::group(rest);
        right.display = Some(Display::RightInline);
        right.suffix = layout.suffix.to_string();
        nodes.push(right);
        Node::group(nodes)
    } else if displayed {
        if let Some(last) = nodes.last_mut() {
            last.suffix = layout.suffix.to_string();
        }
        Node::group(nodes)
    } else {
        let mut top = Node::group(nodes);
        top.suffix = layout.suffix.to_string();
        top
    };
    if let Content::Nodes(nodes) = &mut top.content
        && let Some(first) = nodes.first_mut()
    {
        first.prefix.insert_str(0, &layout.prefix);
    }
    let mut entry = Node::group(vec![top]);
    entry.decor = layout.decor.clone();
    entry
}
