//! Rendering a cluster: its cites, what stands between them, what they leave out.
//!
//! CSL 1.0.2, "Citation", "Cite Grouping", "Cite Collapsing".

use super::affix;
use super::ambiguity::Ambiguity;
use super::cluster::{Cite, CiteForm, Cluster, ClusterMode};
use super::collapse::{Joint, Tail, joints, tail};
use super::nested_brackets::Depth;
use crate::csl::element::{EMPTY, Place, Purpose, Renderer, Repetition, Setting};
use crate::csl::item::Item;
use crate::csl::output::finish::finish;
use crate::csl::output::formatted::Formatted;
use crate::csl::output::inline::Inline;
use crate::csl::output::punctuation;
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::options::Collapse;

/// What is known of a cited item.
pub(crate) struct Known<'a> {
    pub item: &'a Item,
    pub number: usize,
    pub year_suffix: Option<usize>,
    pub request: Option<&'a Ambiguity>,
}

/// A rendered cite.
struct Part {
    node: Node,
    delimiter: String,
    author_only: bool,
}

/// Renders a cluster; `known` gives what is known of each of its cites.
pub(crate) fn cluster(setting: Setting<'_>, cluster: &Cluster, known: &[Known<'_>]) -> Formatted {
    match cluster.mode {
        ClusterMode::Whole => whole(setting, cluster, known),
        ClusterMode::AuthorOnly => whole(setting, &formed(cluster, CiteForm::AuthorOnly), known),
        ClusterMode::SuppressAuthor => {
            whole(setting, &formed(cluster, CiteForm::SuppressAuthor), known)
        }
        ClusterMode::Composite => {
            let mut author = whole(setting, &formed(cluster, CiteForm::AuthorOnly), known);
            let rest = match setting.style.note {
                true => whole(setting, &formed(cluster, CiteForm::Whole), known),
                false => whole(setting, &formed(cluster, CiteForm::SuppressAuthor), known),
            };
            let joined = cluster.infix.starts_with(['.', '!', '?', ':', ',', '’', '\'']);
            if !cluster.infix.is_empty() {
                let space = if joined { "" } else { " " };
                author.content.push(Inline::Text(format!("{space}{}", cluster.infix)));
            }
            if !author.is_empty() && !rest.is_empty() {
                author.content.push(Inline::Text(" ".to_owned()));
            }
            author.content.extend(rest.content);
            author
        }
    }
}

/// A cluster whose first cite is rendered in a form.
fn formed(cluster: &Cluster, form: CiteForm) -> Cluster {
    let mut cluster = cluster.clone();
    if let Some(first) = cluster.cites.first_mut() {
        first.form = form;
    }
    cluster
}

fn whole(setting: Setting<'_>, cluster: &Cluster, known: &[Known<'_>]) -> Formatted {
    let area = &setting.style.citation;
    let mut parts = parts(setting, cluster, known);
    let layout = &area.layout.common;
    let mut depth = Depth::default();
    let mut prefix = format!("{}{}", layout.prefix, affix::prefix(&cluster.prefix));
    let mut suffix = layout.suffix.to_string();
    if suffix.starts_with([':', '.', ';', '!', '?']) {
        suffix.truncate(1);
    }
    suffix.insert_str(0, &affix::suffix(&cluster.suffix));
    let author_only = parts.iter().any(|part| part.author_only);
    if setting.style.note {
        depth.text(&mut prefix);
        parts.iter_mut().for_each(|part| depth.change(&mut part.node));
        depth.text(&mut suffix);
    }
    parts.iter_mut().for_each(|part| part.node.purge());
    if !author_only {
        if let Some(last) = parts.iter_mut().rev().find(|part| !part.node.is_empty()) {
            last.node.suffix = suffix.clone();
        }
        if let Some(first) = parts.first_mut() {
            first.node.prefix = prefix.clone();
        }
    }
    for part in &mut parts {
        punctuation::adjust(&mut part.node, setting.locale.punctuation_in_quote);
    }
    let mut node = join(setting, parts, (&prefix, &suffix));
    if !author_only {
        node.decor = layout.decor.clone();
    }
    let formatted = finish(&node, setting.marks, setting.fields);
    if formatted.is_empty() {
        return Formatted { content: vec![Inline::Text("[NO_PRINTED_FORM]".to_owned())] };
    }
    formatted
}

/// Renders the cites one after another.
fn parts(setting: Setting<'_>, cluster: &Cluster, known: &[Known<'_>]) -> Vec<Part> {
    let area = &setting.style.citation;
    let options = &area.options;
    let groups = options.collapse.is_some() || options.cite_group_delimiter.is_some();
    let mut repetition = Repetition::default();
    let mut parts: Vec<Part> = Vec::new();
    let mut term_predecessor = false;
    let mut last_collapsed = false;
    for (at, (cite, known)) in cluster.cites.iter().zip(known).enumerate() {
        let mut renderer =
            Renderer::new(setting, area, Place::Citation, Purpose::Print, known.item);
        renderer.cite = Some(cite);
        renderer.number = known.number;
        renderer.year_suffix = known.year_suffix;
        renderer.request = known.request;
        renderer.term_predecessor = term_predecessor;
        renderer.repetition = Repetition {
            active: groups,
            collapsed: options.collapse.is_some(),
            last_names: repetition.last_names.take(),
            last_years: std::mem::take(&mut repetition.years),
            ..Repetition::default()
        };
        let node = one(&mut renderer, cite);
        term_predecessor = renderer.term_predecessor;
        repetition = std::mem::take(&mut renderer.repetition);
        let before = at.checked_sub(1).map(|before| &cluster.cites[before]);
        let delimiter = delimiter(setting, &repetition, before, last_collapsed, cite);
        last_collapsed = repetition.collapsed;
        let author_only = cite.author_only();
        parts.push(Part { node, delimiter, author_only });
        if author_only {
            break;
        }
    }
    parts
}

/// One cite with its affixes.
fn one(renderer: &mut Renderer<'_>, cite: &Cite) -> Node {
    let mut nodes = Vec::new();
    if !cite.prefix.is_empty() && !cite.author_only() {
        let text = affix::prefix(&cite.prefix);
        let before = renderer.term_predecessor;
        let mut node = renderer.leaf(&EMPTY, &text);
        node.mark = Mark::CiteAffix;
        nodes.push(node);
        renderer.term_predecessor = before || !affix::ends_sentence(&text);
        if affix::ends_sentence(&text) {
            renderer.term_predecessor = false;
        }
    }
    nodes.extend(renderer.layout());
    if !cite.suffix.is_empty() && !cite.author_only() {
        let mut node = renderer.leaf(&EMPTY, &affix::suffix(&cite.suffix));
        node.mark = Mark::CiteAffix;
        nodes.push(node);
    }
    Node::group(nodes)
}

/// What stands before a cite.
fn delimiter(
    setting: Setting<'_>,
    repetition: &Repetition,
    before: Option<&Cite>,
    last_collapsed: bool,
    cite: &Cite,
) -> String {
    let area = &setting.style.citation;
    let options = &area.options;
    let layout = &*area.layout.delimiter;
    let collapsed = repetition.collapsed;
    let last_locator = before.is_some_and(|before| before.locator.is_some());
    let mut delimiter = if let Some(after) = &options.after_collapse_delimiter {
        let suffixes = options.collapse == Some(Collapse::YearSuffix);
        if last_locator || (!collapsed && (last_collapsed || !suffixes)) { after } else { layout }
    } else if repetition.same_names && options.cite_group_delimiter.is_some() {
        options.cite_group_delimiter.as_deref().unwrap_or(layout)
    } else if collapsed && !setting.style.note && options.collapse != Some(Collapse::CitationNumber)
    {
        ", "
    } else {
        layout
    };
    if let Some(before) = before {
        let ended = before.suffix.ends_with([';', '.', ',']);
        let begun = before.suffix.is_empty() && cite.prefix.starts_with([';', '.', ',']);
        if ended || begun {
            let space = delimiter.find(' ');
            delimiter = match space {
                Some(space) if !begun => &delimiter[space..],
                _ => "",
            };
        }
    }
    delimiter.to_owned()
}

/// Joins the cites, numbers that follow each other as ranges.
fn join(setting: Setting<'_>, parts: Vec<Part>, affixes: (&str, &str)) -> Node {
    let options = &setting.style.citation.options;
    let ranged =
        matches!(options.collapse, Some(Collapse::CitationNumber | Collapse::YearSuffixRanged));
    let counts = matches!(
        options.collapse,
        Some(Collapse::CitationNumber | Collapse::YearSuffix | Collapse::YearSuffixRanged)
    );
    let last = parts.iter().rposition(|part| !part.node.is_empty()).unwrap_or(0);
    let tails: Vec<Option<Tail>> = match counts {
        true => parts.iter().enumerate().map(|(at, part)| bare_tail(part, at, last)).collect(),
        false => vec![None; parts.len()],
    };
    let mut nodes: Vec<Node> = Vec::new();
    for (at, (part, joint)) in parts.into_iter().zip(joints(&tails, ranged)).enumerate() {
        let mut node = part.node;
        if node.is_empty() {
            if at == 0 && !part.author_only && last == 0 {
                let (prefix, suffix) = affixes;
                let text = "[CSL STYLE ERROR: reference with no printed form.]";
                nodes.push(Node::text(format!("{prefix}{text}{suffix}")));
            }
            continue;
        }
        let suffix_delimiter = options
            .cite_group_delimiter
            .as_deref()
            .or(options.year_suffix_delimiter.as_deref())
            .unwrap_or(&setting.style.citation.layout.delimiter);
        let year_suffix = matches!(tails[at], Some(Tail { mark: Mark::YearSuffix(_), .. }));
        let delimiter = match joint {
            Joint::Hidden => continue,
            Joint::RangeEnd => setting.locale.citation_range_delimiter(),
            Joint::Next if year_suffix => suffix_delimiter,
            Joint::Next => &setting.style.citation.layout.delimiter,
            Joint::Apart => &part.delimiter,
        };
        if !nodes.is_empty() {
            nodes.push(Node::text(delimiter));
        }
        if let Content::Nodes(children) = &mut node.content {
            children.retain(|child| !child.is_empty());
        }
        nodes.push(node);
    }
    Node::group(nodes)
}

/// The number that a cite ends in; the affixes of the layout do not count.
fn bare_tail(part: &Part, at: usize, last: usize) -> Option<Tail> {
    let mut node = part.node.clone();
    if at == last {
        node.suffix.clear();
    }
    if at == 0 {
        node.prefix.clear();
    }
    tail(&node)
}
