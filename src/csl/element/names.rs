//! The names element: the names of one or more variables with their labels.
//!
//! CSL 1.0.2, "Names", "Name", "Et-al", "Delimiter-precedes-last", "Et-al Abbreviation".

use super::name_list::Cut;
use super::name_part;
use super::name_style::NameStyle;
use super::{Place, Purpose, Renderer};
use crate::csl::cite::cluster::Position;
use crate::csl::item::name::Name as Value;
use crate::csl::output::tree::{Content, Mark, Node};
use crate::csl::style::element::{EtAl, Label, Name, Names, NamesLabel, Plural};
use crate::csl::style::options::{NameForm, NameOptions, SubstituteRule};
use crate::csl::variable::Variable;

/// What stands for names that repeat those of the entry before.
pub(crate) struct AuthorSubstitute<'a> {
    pub with: &'a str,
    pub rule: SubstituteRule,
    pub last: Option<Vec<String>>,
}

/// The limits of a list.
struct Limits {
    min: usize,
    use_first: usize,
    use_last: bool,
}

impl<'a> Renderer<'a> {
    pub(super) fn names(&mut self, names: &'a Names, out: &mut Vec<Node>) {
        self.calls.attempted = true;
        let variables = self.open_variables(&names.variables);
        let inherited = self
            .inherited_names
            .filter(|_| names.name.is_none() && names.et_al.is_none() && names.label.is_none());
        let written = inherited.unwrap_or(names);
        if inherited.is_some() && self.substituted {
            return;
        }
        let has_names = variables.iter().any(|variable| !self.item.names(*variable).is_empty());
        if has_names {
            if self.in_substitute {
                self.done.extend(&names.variables);
            }
            self.substituted |= inherited.is_some();
            self.names_of(written, written, &variables, out);
        } else {
            self.substitute(names, out);
        }
    }

    pub(super) fn open_variables(&self, variables: &[Variable]) -> Vec<Variable> {
        variables.iter().copied().filter(|variable| !self.done.contains(variable)).collect()
    }

    /// Renders the names of variables as `names` says; `around` is the element that the affixes
    /// come from.
    pub(crate) fn names_of(
        &mut self,
        names: &'a Names,
        around: &'a Names,
        variables: &[Variable],
        out: &mut Vec<Node>,
    ) {
        let first_names = !self.term_predecessor;
        let options = self.resolved(names);
        let name = names.name.as_ref();
        let style = NameStyle {
            options: &options,
            delimiter: options.delimiter.as_deref().unwrap_or(", "),
            sort_separator: options.sort_separator.as_deref().unwrap_or(", "),
            family: name.and_then(|name| name.family.as_ref()),
            given: name.and_then(|name| name.given.as_ref()),
            name_decor: name.map_or(&[], |name| &name.common.decor),
            own_delimiter: name.and_then(|name| name.options.delimiter.as_deref()),
            outer_precedes: self.area.options.names.delimiter_precedes_last.or(self
                .setting
                .style
                .names
                .delimiter_precedes_last),
        };
        let common_term = self.common_term(variables, names.label.as_ref());
        let shown = if common_term.is_some() { &variables[..1] } else { variables };
        let (base, mut count) = (self.name_lists, 0);
        let mut lists = Vec::new();
        let mut printed = Vec::new();
        for (at, variable) in variables.iter().enumerate() {
            let values = self.item.names(*variable);
            if values.is_empty() {
                continue;
            }
            self.name_lists += 1;
            let list = self.list(values, base + at, name, names.et_al.as_ref(), &style);
            if !shown.contains(variable) {
                continue;
            }
            count += list.count;
            printed.extend(list.shown.iter().map(|at| values[*at].whole()));
            if let Some(node) = list.node {
                let term = common_term.as_deref().unwrap_or(variable.name());
                lists.push(self.labelled(node, term, values.len(), names));
            }
        }
        if options.form == Some(NameForm::Count) {
            self.calls.found = true;
            if count > 0 || self.purpose == Purpose::Sort {
                out.push(Node::with(&around.common, Content::Text(count.to_string())));
            }
            return;
        }
        self.calls.found = true;
        self.term_predecessor = true;
        let hidden = self.hides_names();
        self.rendered_something |= self.printing();
        let delimiter = names.delimiter.as_deref().or(options.names_delimiter.as_deref());
        let node = self.joined(lists, delimiter.unwrap_or_default(), printed, first_names);
        if let Some(node) = node.filter(|_| !hidden) {
            let mut node = Node::with(&around.common, Content::Nodes(vec![node]));
            node.field = shown.iter().copied().find(|one| !self.item.names(*one).is_empty());
            out.push(node);
        }
    }

    /// The options of an element with those that it inherits.
    fn resolved(&self, names: &Names) -> NameOptions {
        let outer = self.area.options.names.or(&self.setting.style.names);
        match &names.name {
            Some(name) => name.options.or(&outer),
            None => outer,
        }
    }

    /// Whether a cite leaves out these names: the first ones where it leaves out its author, all
    /// after the first where it is the author only.
    fn hides_names(&self) -> bool {
        (self.suppresses_author() && !self.rendered_something)
            || (self.author_only() && self.rendered_something)
    }

    /// Joins the lists; names that repeat those of the cite or entry before are left out.
    fn joined(
        &mut self,
        lists: Vec<Labelled>,
        delimiter: &str,
        printed: Vec<String>,
        first_names: bool,
    ) -> Option<Node> {
        if self.repetition.active && self.printing() && !lists.is_empty() {
            let mut text = String::new();
            lists.last()?.node.plain(&mut text);
            let repeats = self.repetition.last_names.as_ref() == Some(&text);
            self.repetition.same_names = repeats;
            if repeats && self.area.options.collapse.is_some() {
                return None;
            }
            if !repeats {
                self.repetition.last_names = Some(text);
                self.repetition.collapsed = false;
            }
        }
        let mut lists = lists;
        if self.place == Place::Bibliography && self.printing() && first_names {
            self.author_substitute(&mut lists, printed);
        }
        let nodes: Vec<Node> = lists.into_iter().map(Labelled::whole).collect();
        if nodes.is_empty() {
            return None;
        }
        let mut node = Node::group(nodes);
        node.delimiter = delimiter.to_owned();
        node.mark = Mark::Names;
        Some(node)
    }

    /// CSL 1.0.2, "Reference Grouping".
    fn author_substitute(&mut self, lists: &mut [Labelled], printed: Vec<String>) {
        if self.rendered_names.is_some() || lists.is_empty() {
            return;
        }
        if let Some(substitute) = &self.substitute_names {
            let last = substitute.last.as_deref().unwrap_or_default();
            let same = printed.iter().zip(last).take_while(|(one, other)| one == other).count();
            let all = same == printed.len() && last.len() == printed.len();
            let stand_in = || Node::text(substitute.with);
            match substitute.rule {
                SubstituteRule::CompleteAll if all => {
                    lists[0].node = stand_in();
                    lists[1..].iter_mut().for_each(|list| list.node = Node::default());
                }
                SubstituteRule::CompleteEach if all => {
                    let entries = lists.iter_mut().flat_map(|list| list.node.entries());
                    entries.for_each(|entry| entry.content = Content::Nodes(vec![stand_in()]));
                }
                SubstituteRule::PartialEach | SubstituteRule::PartialFirst => {
                    let first = substitute.rule == SubstituteRule::PartialFirst;
                    let count = if first { same.min(1) } else { same };
                    let entries = lists.iter_mut().flat_map(|list| list.node.entries());
                    for entry in entries.take(count) {
                        entry.content = Content::Nodes(vec![stand_in()]);
                    }
                }
                _ => {}
            }
        }
        self.rendered_names = Some(printed);
    }

    /// The common term of two variables with the same names: an editor who is the translator too.
    fn common_term(&self, variables: &[Variable], label: Option<&NamesLabel>) -> Option<String> {
        let [first, second] = variables else { return None };
        let mut names = [first.name(), second.name()];
        names.sort_unstable();
        let (one, other) = (self.item.names(*first), self.item.names(*second));
        let form = label?.label.form;
        let locale = &self.setting.locale;
        let worded = |term: String| {
            let words = locale.term(&term, form, false, None)?;
            Some((term, words.is_empty()))
        };
        // Of the two spellings that CSL 1.0.2 has, a locale may lack one.
        let (term, empty) = [names.concat(), names.join("-")].into_iter().find_map(worded)?;
        (one == other && !one.is_empty() && !empty).then_some(term)
    }

    fn limits(&self, options: &NameOptions) -> Limits {
        let subsequent = self.place == Place::Citation
            && self.purpose != Purpose::Sort
            && (self.purpose == Purpose::Compare
                || self.cite.is_some_and(|cite| cite.position > Position::First));
        let min = options.et_al_min.unwrap_or(0);
        let first = options.et_al_use_first.unwrap_or(usize::MAX);
        if subsequent {
            return Limits {
                min: options.et_al_subsequent_min.filter(|min| *min > 0).unwrap_or(min),
                use_first: options
                    .et_al_subsequent_use_first
                    .filter(|first| *first > 0)
                    .unwrap_or(first),
                use_last: false,
            };
        }
        Limits {
            min: self.limits.min.unwrap_or(min),
            use_first: self.limits.use_first.unwrap_or(first),
            use_last: self.limits.use_last.unwrap_or(options.et_al_use_last == Some(true)),
        }
    }

    /// How many names are shown, before the last one of a cut list.
    fn shown(&self, count: usize, limits: &Limits, list: usize) -> usize {
        let asked = self.request.and_then(|request| request.names.get(list).copied()).unwrap_or(0);
        let mut shown = limits.min;
        if self.purpose != Purpose::Print {
            if asked > 0 {
                shown = asked;
            } else if count >= limits.min {
                shown = limits.use_first;
            }
        } else {
            if asked > limits.use_first {
                shown = if count < limits.min { count } else { asked };
            } else if count >= limits.min {
                shown = limits.use_first;
            }
            if limits.use_last && shown.checked_add(2).is_some_and(|most| most > limits.min) {
                shown = limits.min.saturating_sub(2);
            }
        }
        match limits.min >= limits.use_first && count > shown {
            true => shown,
            false => count,
        }
    }

    fn list(
        &mut self,
        values: &'a [Value],
        list: usize,
        name: Option<&'a Name>,
        et_al: Option<&'a EtAl>,
        style: &NameStyle<'_>,
    ) -> List {
        let levels = self.given_levels(values, list, style.options);
        let limits = self.limits(style.options);
        let shown = self.shown(values.len(), &limits, list);
        let whole = shown >= values.len();
        let mut cut = match (whole, limits.use_last) {
            (true, _) => Cut::Whole,
            (false, true) => Cut::UseLast,
            (false, false) => Cut::EtAl,
        };
        let mut picked: Vec<usize> = (0..shown.min(values.len())).collect();
        if cut == Cut::UseLast {
            picked.push(values.len() - 1);
        }
        if picked.len() == values.len() {
            cut = Cut::Whole;
        }
        self.name_counts.push(values.len());
        self.settings.set_names(list, picked.len());
        if self.purpose == Purpose::Sort {
            cut = Cut::Whole;
        }
        let written = values.iter().any(|value| name_part::is_et_al(&value.dropping_particle));
        if written {
            cut = if limits.use_last { Cut::UseLast } else { Cut::EtAl };
        }
        let goes_on = values.last().is_some_and(|value| value.goes_on);
        if goes_on && self.purpose != Purpose::Sort {
            // The last of those who are known is not the last of all.
            if cut == Cut::UseLast {
                picked.pop();
            }
            cut = Cut::EtAl;
        }
        let wrapper = name.map(|name| &name.common);
        let mut rendered = Vec::new();
        for (place, at) in picked.iter().enumerate() {
            let level = levels.get(*at).copied().unwrap_or(2);
            if let Some(mut one) = self.person(&values[*at], style, place, level) {
                if !one.institution
                    && let Some(common) = wrapper
                {
                    one.node = Node::with(common, Content::Nodes(vec![one.node]));
                }
                rendered.push(one);
            }
        }
        let count = rendered.len();
        let node = self.join_list(rendered, cut, et_al, style, wrapper);
        List { node, count, shown: picked }
    }

    /// How much of each given name is shown: nothing, initials, all.
    fn given_levels(&mut self, values: &'a [Value], list: usize, options: &NameOptions) -> Vec<u8> {
        let short = options.form.is_some_and(|form| form != NameForm::Long);
        let initials = options.initialize_with.is_some();
        let default = match (short, initials) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let rules = &self.setting.style.citation.options;
        let register = self.setting.register;
        let id = &self.item.id;
        let alone = rules.by_cite() && !crate::csl::item::names::shares_families(values);
        let mut levels = Vec::with_capacity(values.len());
        for (at, value) in values.iter().enumerate() {
            if !value.is_person() {
                levels.push(2);
                continue;
            }
            if self.purpose == Purpose::Compare {
                self.met_names.push((at, value));
            }
            let plain = match alone {
                true => default,
                false => register.level(rules, id, value, at, 0, default, initials),
            };
            let asked = self.request.and_then(|request| request.given(list, at));
            let level = match (self.request.is_some(), asked) {
                (true, asked) => {
                    let mut level = asked.unwrap_or(plain);
                    if level == 1 && rules.by_cite() && !initials {
                        level = 2;
                    }
                    if alone {
                        level = level.max(default);
                    } else if rules.add_given_name && !value.given.is_empty() {
                        level = register.level(rules, id, value, at, level, default, initials);
                    }
                    level
                }
                (false, _) => plain,
            };
            self.settings.set_given(list, at, level);
            levels.push(level.max(default));
        }
        levels
    }

    /// Sets the label of a list before or after it.
    fn labelled(&mut self, node: Node, term: &str, count: usize, names: &Names) -> Labelled {
        let mut labelled = Labelled { node, before: None, after: None };
        let Some(label) = names.label.as_ref().filter(|_| self.purpose != Purpose::Sort) else {
            return labelled;
        };
        let plural = match label.label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => count > 1,
        };
        let node = self.names_label(&label.label, term, plural);
        if label.before {
            labelled.before = node;
        } else {
            labelled.after = node;
        }
        labelled
    }

    fn names_label(&mut self, label: &Label, term: &str, plural: bool) -> Option<Node> {
        let text = self.label_text(label, term, plural)?;
        Some(self.leaf_of(&label.common, &text, label.common.text_case))
    }
}

struct List {
    node: Option<Node>,
    count: usize,
    /// Which of the names are shown.
    shown: Vec<usize>,
}

/// A list of names with its label.
struct Labelled {
    node: Node,
    before: Option<Node>,
    after: Option<Node>,
}

impl Labelled {
    fn whole(self) -> Node {
        match (self.before, self.after) {
            (None, None) => self.node,
            (before, after) => {
                let list = before.into_iter().chain([self.node]).chain(after);
                Node::group(list.collect())
            }
        }
    }
}

impl Node {
    /// The nodes of single names in a list of names.
    fn entries(&mut self) -> Vec<&mut Node> {
        match &mut self.content {
            Content::Nodes(nodes) => {
                nodes.iter_mut().filter(|node| matches!(node.content, Content::Nodes(_))).collect()
            }
            Content::Text(_) => Vec::new(),
        }
    }
}
