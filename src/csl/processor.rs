//! The processor: a style, a language and items; bibliographies and citations come out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ecow::EcoString;

use super::bibliography::entry;
use super::bibliography::sort::{Keys, Sorter};
use super::cite::ambiguity::{Ambiguity, NameRegister};
use super::cite::cluster::{Cite, Cluster, Position};
use super::cite::disambiguate::{self, Look};
use super::cite::{locator, position, render};
use super::collation::Collation;
use super::element::{Place, Purpose, Renderer, Setting};
use super::item::Item;
use super::locale::{Locale, Locales, fallback};
use super::output::formatted::Formatted;
use super::output::markup::QuoteMarks;
use super::output::tree::Node;
use super::style::Style;
use super::style::options::{Demote, SecondFieldAlign};

/// An entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// The identifier of the item.
    pub id: String,
    /// The entry; empty where the style renders nothing of the item.
    pub text: Formatted,
}

/// How a bibliography is laid out. CSL 1.0.2, "Whitespace".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BibliographyLayout {
    /// Whether the lines of an entry after the first are indented.
    pub hanging_indent: bool,
    /// How the first field of an entry is set beside the rest, if it is.
    pub second_field_align: Option<SecondFieldAlign>,
    /// The distance of lines, in lines.
    pub line_spacing: u32,
    /// The distance of entries, in lines.
    pub entry_spacing: u32,
}

/// What is known of one item.
#[derive(Debug, Clone, Default)]
struct Entry {
    number: usize,
    year_suffix: Option<usize>,
    /// What tells it from others. Most items need the same.
    ambiguity: Option<Arc<Ambiguity>>,
    first_note: Option<u64>,
}

/// Renders the items of one document in one style.
pub struct Processor<'a> {
    style: &'a Style,
    locale: Locale,
    marks: QuoteMarks,
    collation: Collation,
    items: Vec<Item>,
    by_id: HashMap<EcoString, usize>,
    entries: Vec<Entry>,
    order: Vec<usize>,
    register: NameRegister,
    /// Names of the bibliography too: where given names are added for all, they count there.
    listed: NameRegister,
    fields: bool,
}

impl<'a> Processor<'a> {
    /// Makes a processor of a style, in the style's own language or, where it has none, in `lang`.
    pub fn new(style: &'a Style, locales: &Locales, lang: Option<&str>) -> Processor<'a> {
        Processor::in_language(style, locales, style.default_locale().or(lang).unwrap_or("en-US"))
    }

    /// Makes a processor of a style that speaks `lang`, whatever language the style asks for.
    pub fn in_language(style: &'a Style, locales: &Locales, lang: &str) -> Processor<'a> {
        let locale = Locale::build(style, locales, lang);
        let mark = |name: &str| locale.long(name).to_owned();
        let marks = QuoteMarks {
            open: mark("open-quote"),
            close: mark("close-quote"),
            open_inner: mark("open-inner-quote"),
            close_inner: mark("close-inner-quote"),
        };
        let collation = Collation::new(&locale.lang);
        Processor {
            style,
            locale,
            marks,
            collation,
            items: Vec::new(),
            by_id: HashMap::new(),
            entries: Vec::new(),
            order: Vec::new(),
            register: NameRegister::default(),
            listed: NameRegister::default(),
            fields: false,
        }
    }

    /// Makes what comes out tell which variable of the item is written where ([`Inline::Field`]).
    ///
    /// [`Inline::Field`]: super::Inline::Field
    #[doc(hidden)]
    pub fn tell_fields(&mut self) {
        self.fields = true;
    }

    /// Returns the locales that a processor of this style may ask for, the most general first.
    pub fn locales_needed(style: &Style, lang: Option<&str>) -> Vec<String> {
        fallback::needed(style.default_locale().or(lang).unwrap_or("en-US"))
    }

    /// Sets the items of the document, in the order in which they are cited; those that look
    /// alike are told apart, and all are sorted and numbered.
    pub fn set_items(&mut self, items: Vec<Item>) {
        (self.items, self.by_id) = distinct(items);
        self.entries = vec![Entry::default(); self.items.len()];
        for (at, entry) in self.entries.iter_mut().enumerate() {
            entry.number = at + 1;
        }
        self.register = self.registered();
        self.listed = self.listed();
        self.order = self.sorted(&self.bibliography_keys());
        self.disambiguate();
        let order = self.order.clone();
        for (number, at) in order.iter().enumerate() {
            self.entries[*at].number = number + 1;
        }
        self.number_backwards();
    }

    /// Renders the bibliography, in its order; empty where the style has none.
    pub fn bibliography(&self) -> Vec<BibliographyEntry> {
        let Some(area) = &self.style.bibliography else { return Vec::new() };
        let by_cite = self.style.citation.options.by_cite();
        let register = if by_cite { &self.register } else { &self.listed };
        let setting = Setting { register, ..self.setting() };
        let mut last = None;
        let options = &self.style.citation.options;
        let rendered = self.order.iter().map(|&at| {
            let entry = &self.entries[at];
            let asked = entry.ambiguity.as_deref();
            let kept = |asked: &Ambiguity| Ambiguity {
                names: if options.add_names { asked.names.clone() } else { Vec::new() },
                givens: if options.add_given_name { asked.givens.clone() } else { Vec::new() },
                disambiguate: asked.disambiguate,
            };
            let own = asked.map(kept);
            let request = own.as_ref();
            let source = entry::Source {
                item: &self.items[at],
                number: entry.number,
                year_suffix: entry.year_suffix,
                request,
            };
            let text = entry::render(setting, area, &source, &mut last);
            BibliographyEntry { id: self.items[at].id.to_string(), text }
        });
        rendered.collect()
    }

    /// Returns how the bibliography is laid out; `None` where the style has none.
    pub fn bibliography_layout(&self) -> Option<BibliographyLayout> {
        let options = &self.style.bibliography.as_ref()?.options;
        Some(BibliographyLayout {
            hanging_indent: options.hanging_indent,
            second_field_align: options.second_field_align,
            line_spacing: options.line_spacing,
            entry_spacing: options.entry_spacing,
        })
    }

    /// Renders the citations of a document, all of them in order. Cites of unknown items are left
    /// out.
    pub fn citations(&mut self, clusters: &[Cluster]) -> Vec<Formatted> {
        let mut clusters = clusters.to_vec();
        for cluster in &mut clusters {
            cluster.cites.retain(|cite| self.by_id.contains_key(&*cite.id));
            for cite in &mut cluster.cites {
                locator::read(cite, &self.items[self.by_id[&*cite.id]], &self.locale);
            }
        }
        self.sort_cites(&mut clusters);
        if self.uses_positions() {
            position::set(&mut clusters, self.style.citation.options.near_note_distance);
            self.first_notes(&clusters);
        }
        clusters.iter().map(|cluster| self.citation(cluster)).collect()
    }

    /// Whether where a cite stands changes how it is rendered.
    fn uses_positions(&self) -> bool {
        let names = &self.style.citation.options.names.or(&self.style.names);
        self.style.tests_position
            || names.et_al_subsequent_min.is_some()
            || names.et_al_subsequent_use_first.is_some()
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            style: self.style,
            locale: &self.locale,
            marks: &self.marks,
            register: &self.register,
            fields: self.fields,
        }
    }

    fn citation(&self, cluster: &Cluster) -> Formatted {
        let known: Vec<render::Known<'_>> = cluster
            .cites
            .iter()
            .map(|cite| {
                let at = self.by_id[&*cite.id];
                let entry = &self.entries[at];
                render::Known {
                    item: &self.items[at],
                    number: entry.number,
                    year_suffix: entry.year_suffix,
                    request: entry.ambiguity.as_deref(),
                }
            })
            .collect();
        render::cluster(self.setting(), cluster, &known)
    }

    fn bibliography_keys(&self) -> Vec<Keys> {
        let area = self.style.bibliography.as_ref().filter(|area| !area.sort.is_empty());
        let Some(area) = area else { return Vec::new() };
        let sorter = Sorter::new(self.setting(), area, Place::Bibliography, &self.collation);
        let items = self.items.iter().zip(&self.entries);
        items.map(|(item, entry)| sorter.keys(item, entry.number, None)).collect()
    }

    fn sorted(&self, keys: &[Keys]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        if !keys.is_empty() {
            order.sort_by_key(|at| &keys[*at]);
        }
        order
    }

    /// Numbers the other way round where the bibliography is sorted by falling numbers.
    fn number_backwards(&mut self) {
        use super::style::element::SortBy;
        use super::variable::Variable;
        let keys = self.style.bibliography.iter().flat_map(|area| &area.sort);
        let falls = keys.into_iter().any(|key| {
            key.descending && matches!(key.by, SortBy::Variable(Some(Variable::CitationNumber)))
        });
        if falls {
            let count = self.entries.len();
            for entry in &mut self.entries {
                entry.number = count + 1 - entry.number;
            }
        }
    }

    /// Registers the names of all cites, to know whose given names are needed.
    fn registered(&self) -> NameRegister {
        let rules = &self.style.citation.options;
        let mut register = NameRegister::new(self.style.demote == Demote::Never);
        if !rules.add_given_name {
            return register;
        }
        for item in self.items.iter().filter(|item| !rules.by_cite() || item.shares_families()) {
            let mut renderer = self.comparer(item);
            let _ = renderer.layout();
            for (place, name) in &renderer.met_names {
                register.add(rules, &item.id, name, *place);
            }
        }
        register
    }

    /// Registers the names that cites and entries may have.
    fn listed(&self) -> NameRegister {
        let rules = &self.style.citation.options;
        let mut register = NameRegister::new(self.style.demote == Demote::Never);
        if !rules.add_given_name || rules.by_cite() {
            return register;
        }
        for item in &self.items {
            for variable in &self.style.name_variables {
                for (place, name) in item.names(*variable).iter().enumerate() {
                    if name.is_person() {
                        register.add(rules, &item.id, name, place);
                    }
                }
            }
        }
        register
    }

    /// A renderer of a cite as it is compared with others.
    fn comparer<'b>(&'b self, item: &'b Item) -> Renderer<'b> {
        let area = &self.style.citation;
        let mut renderer =
            Renderer::new(self.setting(), area, Place::Citation, Purpose::Compare, item);
        renderer.cite = Some(&COMPARED);
        renderer
    }

    /// The look of a cite under what is asked for to tell it apart.
    fn look(&self, at: usize, request: Option<&Ambiguity>) -> Look {
        let item = &self.items[at];
        let mut renderer = self.comparer(item);
        renderer.request = request;
        let cite;
        if let Some(note) = self.entries[at].first_note.filter(|_| request.is_some()) {
            cite = Cite { first_note: Some(note), ..COMPARED.clone() };
            renderer.cite = Some(&cite);
        }
        let mut node = Node::group(renderer.layout());
        node.purge();
        let mut text = String::new();
        node.plain(&mut text);
        Look {
            text,
            settings: std::mem::take(&mut renderer.settings),
            counts: std::mem::take(&mut renderer.name_counts),
            tests: renderer.disambiguate_met,
        }
    }

    fn disambiguate(&mut self) {
        let options = &self.style.citation.options;
        let wanted = options.add_names
            || options.add_given_name
            || options.add_year_suffix
            || self.style.tests_disambiguate;
        if !wanted {
            return;
        }
        let mut shared = Shared::default();
        let mut classes = disambiguate::Classes::default();
        for at in 0..self.items.len() {
            let look = self.look(at, None);
            classes.add(at, look.text);
            self.entries[at].ambiguity = Some(shared.of(look.settings));
        }
        let places = self.places();
        for class in classes.ambiguous() {
            let looks = class.iter().map(|at| (*at, self.look(*at, None))).collect();
            let mut render = |at: usize, base: &Ambiguity| self.look(at, Some(base));
            let found = disambiguate::resolve(self.style, class, &looks, &mut render);
            self.tell_apart(found, &places, &mut shared);
        }
    }

    /// Takes over what distinguishes the items of a class; year suffixes follow the bibliography.
    fn tell_apart(
        &mut self,
        found: Vec<disambiguate::Found>,
        places: &[usize],
        shared: &mut Shared,
    ) {
        for one in found {
            if let Some(mut same) = one.same {
                same.sort_by_key(|at| places[*at]);
                for (suffix, at) in same.into_iter().enumerate() {
                    self.entries[at].year_suffix = Some(suffix);
                }
            }
            self.entries[one.item].ambiguity = Some(shared.of(one.ambiguity));
        }
    }

    /// The place of each item in the bibliography.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for (place, at) in self.order.iter().enumerate() {
            places[*at] = place;
        }
        places
    }

    fn sort_cites(&self, clusters: &mut [Cluster]) {
        let area = &self.style.citation;
        let sorter = Sorter::new(self.setting(), area, Place::Citation, &self.collation);
        if sorter.is_empty() {
            return;
        }
        let mut cache: HashMap<usize, Keys> = HashMap::new();
        for cluster in clusters.iter_mut().filter(|cluster| cluster.cites.len() > 1) {
            let mut keyed: Vec<(Keys, Cite)> = Vec::new();
            for cite in cluster.cites.drain(..) {
                let at = self.by_id[&*cite.id];
                let keys = cache.entry(at).or_insert_with(|| {
                    let entry = &self.entries[at];
                    sorter.keys(&self.items[at], entry.number, entry.year_suffix)
                });
                keyed.push((keys.clone(), cite));
            }
            keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
            cluster.cites = keyed.into_iter().map(|(_, cite)| cite).collect();
            self.group_cites(cluster);
        }
    }

    /// Brings cites of the same names together, where the style groups them.
    fn group_cites(&self, cluster: &mut Cluster) {
        let options = &self.style.citation.options;
        let grouped = (!self.style.note && options.collapse.is_some())
            || options.cite_group_delimiter.is_some();
        if !grouped {
            return;
        }
        let mut groups: Vec<(String, Vec<Cite>)> = Vec::new();
        for cite in cluster.cites.drain(..) {
            let at = self.by_id[&*cite.id];
            let names = self.names_of(at);
            match groups.iter_mut().find(|(other, _)| *other == names) {
                Some((_, cites)) => cites.push(cite),
                None => groups.push((names, vec![cite])),
            }
        }
        cluster.cites = groups.into_iter().flat_map(|(_, cites)| cites).collect();
    }

    /// The names that a cite begins with.
    fn names_of(&self, at: usize) -> String {
        let mut renderer = self.comparer(&self.items[at]);
        renderer.request = self.entries[at].ambiguity.as_deref();
        let nodes = renderer.layout();
        let mut text = String::new();
        if let Some(names) = nodes.iter().find_map(first_names) {
            names.plain(&mut text);
        }
        text
    }

    fn first_notes(&mut self, clusters: &[Cluster]) {
        if !self.style.citation.options.by_cite() {
            return;
        }
        for cluster in clusters {
            for cite in &cluster.cites {
                let entry = &mut self.entries[self.by_id[&*cite.id]];
                entry.first_note = entry.first_note.or(cite.first_note);
            }
        }
    }
}

/// The items without repeated identifiers (the last with an identifier, in the place of the first), and
/// their places.
fn distinct(items: Vec<Item>) -> (Vec<Item>, HashMap<EcoString, usize>) {
    let mut places: HashMap<EcoString, usize> = HashMap::with_capacity(items.len());
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        match places.get(&item.id) {
            Some(&place) => kept[place] = item,
            None => {
                places.insert(item.id.clone(), kept.len());
                kept.push(item);
            }
        }
    }
    (kept, places)
}

/// What tells items apart, each once.
#[derive(Default)]
struct Shared {
    known: HashSet<Arc<Ambiguity>>,
}

impl Shared {
    fn of(&mut self, ambiguity: Ambiguity) -> Arc<Ambiguity> {
        if let Some(known) = self.known.get(&ambiguity) {
            return known.clone();
        }
        let new = Arc::new(ambiguity);
        self.known.insert(new.clone());
        new
    }
}

fn first_names(node: &Node) -> Option<&Node> {
    use super::output::tree::{Content, Mark};
    if node.mark == Mark::Names {
        return Some(node);
    }
    match &node.content {
        Content::Nodes(nodes) => nodes.iter().find_map(first_names),
        Content::Text(_) => None,
    }
}

/// Cites are compared in their later form.
static COMPARED: std::sync::LazyLock<Cite> = std::sync::LazyLock::new(|| Cite {
    position: Position::Subsequent,
    near_note: true,
    ..Cite::default()
});
