//! How right what was found in a published paper is, by its answers.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use cite::internals::Analysis;
use cite::internals::text::fold::fold;
use cite::{Document, Entry, Severity, Span};
use serde_json::Value;

/// What is measured: the F1 of citations found, the F1 of (bracket, entry) pairs, how many times an
/// entry that is cited was called uncited or a work that is listed was called missing, and the share
/// of the fields of references that are read as in the answers.
#[derive(Debug, Default, Clone, Copy)]
pub struct Figures {
    pub found: f64,
    pub tied: f64,
    pub false_alarms: usize,
    pub fields: f64,
}

/// Citations that the answers tie to a work which they do not name, by their papers and where they begin, in Unicode
/// scalar values: "Li et al., …, 2009" to a work by Liu et al. They were told by reading.
const MISCITED: [(&str, u64); 1] = [("10.7717_peerj.6302", 4255)];

/// Makes the citation of the answers that begins at `start` a fault of the paper.
fn take_for_fault(gold: &mut Value, start: u64) {
    let citations = gold["citations"].as_array_mut().expect("citations");
    let at = citations.iter().position(|one| one["start"].as_u64() == Some(start));
    let fault = citations.remove(at.expect("a citation"));
    for list in ["natural_faults", "unlinked"] {
        match gold[list].as_array_mut() {
            Some(faults) => faults.push(fault.clone()),
            None => gold[list] = Value::from(vec![fault.clone()]),
        }
    }
}

/// A paper with its answers, whose offsets are turned into bytes of the source.
pub struct Paper {
    pub document: Document,
    gold: Value,
    bytes: Vec<usize>,
    /// The entries, by their places in the answers, that each citation of the answers points to.
    targets: Vec<Vec<usize>>,
}

impl Paper {
    pub fn open(folder: &Path) -> Paper {
        let text = fs::read_to_string(folder.join("gold.json")).expect("readable");
        let document = Document::open(folder.join("paper.md")).expect("readable");
        let source = document.source.text();
        let bytes = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let mut gold: Value = serde_json::from_str(&text).expect("JSON");
        for (paper, start) in MISCITED {
            if folder.ends_with(paper) {
                take_for_fault(&mut gold, start);
            }
        }
        let targets = targets(&gold);
        Paper { gold, document, bytes, targets }
    }

    /// How it cites: "author-date" or "numeric".
    pub fn kind(&self) -> &str {
        self.gold["kind"].as_str().unwrap_or_default()
    }

    /// Where a citation, a group or a reference of the answers stands in the source.
    fn span(&self, one: &Value) -> Span {
        let at = |name: &str| self.bytes[one[name].as_u64().expect("an offset") as usize];
        Span::new(at("start"), at("end"))
    }

    fn list(&self, name: &str) -> &[Value] {
        self.gold[name].as_array().map_or(&[], Vec::as_slice)
    }
}

/// What was counted over several papers.
#[derive(Default)]
pub struct Counts {
    /// Of our citations, those in the answers, and all.
    ours: (usize, usize),
    /// Of the answers' citations, those found, and all.
    theirs: (usize, usize),
    /// Pairs of bracket and entry: in both, ours, theirs.
    pairs: (usize, usize, usize),
    false_alarms: usize,
    /// Of the fields in the answers, those read so, and all.
    fields: (usize, usize),
}

impl Counts {
    /// Counts what was found in a paper. `place` gives the place in the paper's source of a span of
    /// the document that was read, which may be another form of it.
    pub fn add(&mut self, paper: &Paper, analysis: &Analysis, place: &dyn Fn(Span) -> Span) {
        let gold: Vec<Span> = paper.list("citations").iter().map(|one| paper.span(one)).collect();
        let ignored: Vec<Span> = paper.list("unlinked").iter().map(|one| paper.span(one)).collect();
        let index = indexes(paper, analysis, place);
        let mut got: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        let mut hit = vec![false; gold.len()];
        for cited_work in analysis.cited_works() {
            let span = place(cited_work.item.span);
            let hits: Vec<usize> = (0..gold.len()).filter(|&at| gold[at].overlaps(span)).collect();
            if hits.is_empty() && ignored.iter().any(|one| one.overlaps(span)) {
                continue;
            }
            self.ours.0 += usize::from(!hits.is_empty());
            self.ours.1 += 1;
            for at in hits {
                hit[at] = true;
                let references =
                    cited_work.resolution().references.iter().filter_map(|one| index[one.index()]);
                got.entry(group(paper, at)).or_default().extend(references);
            }
        }
        self.theirs.0 += hit.iter().filter(|hit| **hit).count();
        self.theirs.1 += gold.len();
        self.resolution(paper, &got);
        self.fields(paper, analysis, &index);
        self.false_alarms += false_alarms(paper, analysis, &gold, &index, place);
    }

    /// Compares the fields of each reference; of one that was not found none is right.
    fn fields(&mut self, paper: &Paper, analysis: &Analysis, index: &[Option<usize>]) {
        for (at, gold) in paper.list("references").iter().enumerate() {
            let ours = index.iter().position(|place| *place == Some(at));
            let entry = ours.map(|place| &analysis.references()[place].entry);
            for (wanted, read) in
                fields(gold, entry).into_iter().filter(|(gold, _)| !gold.is_empty())
            {
                self.fields.0 += usize::from(wanted == read);
                self.fields.1 += 1;
            }
        }
    }

    fn resolution(&mut self, paper: &Paper, got: &HashMap<usize, BTreeSet<usize>>) {
        let mut wanted: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for at in 0..paper.list("citations").len() {
            wanted.entry(group(paper, at)).or_default().extend(&paper.targets[at]);
        }
        let none = BTreeSet::new();
        for (group, wanted) in &wanted {
            let got = got.get(group).unwrap_or(&none);
            self.pairs.0 += got.intersection(wanted).count();
            self.pairs.1 += got.len();
            self.pairs.2 += wanted.len();
        }
    }

    pub fn figures(&self) -> Figures {
        let share = |(part, all): (usize, usize)| part as f64 / all.max(1) as f64;
        let f1 = |precision: f64, recall: f64| 2.0 * precision * recall / (precision + recall);
        let (common, ours, theirs) = self.pairs;
        Figures {
            found: f1(share(self.ours), share(self.theirs)),
            tied: f1(share((common, ours)), share((common, theirs))),
            false_alarms: self.false_alarms,
            fields: share(self.fields),
        }
    }
}

/// The fields of a reference that the answers may hold, folded: as they are there, and as they were read.
pub fn fields(gold: &Value, entry: Option<&Entry>) -> Vec<(String, String)> {
    const VARIABLES: [(&str, &str); 7] = [
        ("title", "title"),
        ("container", "container-title"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("pages", "page"),
        ("publisher", "publisher"),
        ("doi", "DOI"),
    ];
    let text =
        |variable: &str| fold(entry.and_then(|entry| entry.text(variable)).unwrap_or_default());
    let mut fields: Vec<(String, String)> = VARIABLES
        .iter()
        .map(|(field, variable)| (fold(gold[field].as_str().unwrap_or_default()), text(variable)))
        .collect();
    let year = entry.and_then(Entry::year).map(|year| year.to_string());
    let wanted =
        gold["year"].as_str().map(str::to_owned).or(gold["year"].as_i64().map(|y| y.to_string()));
    fields.push((wanted.unwrap_or_default(), year.unwrap_or_default()));
    let names = gold["authors"].as_array().into_iter().flatten();
    let wanted: Vec<String> = names
        .map(|name| fold(name["family"].as_str().or(name["literal"].as_str()).unwrap_or_default()))
        .collect();
    let read = entry.map(Entry::creators).unwrap_or_default();
    let read: Vec<String> = read.iter().map(|name| fold(&name.cited())).collect();
    fields.push((wanted.join("; "), read.join("; ")));
    fields
}

fn group(paper: &Paper, citation: usize) -> usize {
    paper.list("citations")[citation]["group"].as_u64().expect("a group") as usize
}

fn targets(gold: &Value) -> Vec<Vec<usize>> {
    let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
    let places: HashMap<String, usize> = list("references")
        .iter()
        .enumerate()
        .map(|(place, one)| (one["id"].as_str().unwrap_or_default().to_owned(), place))
        .collect();
    let of = |citation: &Value| {
        let ids = citation["targets"].as_array().cloned().unwrap_or_default();
        ids.iter().filter_map(|id| places.get(id.as_str()?).copied()).collect()
    };
    list("citations").iter().map(of).collect()
}

/// For each of our references, the one of the answers that it overlaps most.
fn indexes(paper: &Paper, analysis: &Analysis, place: &dyn Fn(Span) -> Span) -> Vec<Option<usize>> {
    let gold: Vec<Span> = paper.list("references").iter().map(|one| paper.span(one)).collect();
    let shared = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let ours = analysis.references().iter().map(|one| place(one.span));
    ours.map(|span| {
        let best = (0..gold.len()).max_by_key(|&at| shared(span, gold[at]));
        best.filter(|&at| shared(span, gold[at]) > 0)
    })
    .collect()
}

/// Entries called uncited that the answers cite, and citations called missing that the answers tie.
fn false_alarms(
    paper: &Paper,
    analysis: &Analysis,
    gold: &[Span],
    index: &[Option<usize>],
    place: &dyn Fn(Span) -> Span,
) -> usize {
    let cited: BTreeSet<usize> = paper.targets.iter().flatten().copied().collect();
    let faults: Vec<Span> = paper
        .list("natural_faults")
        .iter()
        .filter(|one| one["start"].is_u64())
        .map(|one| paper.span(one))
        .collect();
    let findings =
        cite::internals::judge(analysis, &cite::internals::Evidence::none(), &cite::Levels::new());
    let grave = findings.iter().filter(|finding| finding.severity > Severity::Hint);
    grave
        .filter(|finding| match finding.rule {
            "uncited-reference" => finding
                .reference
                .and_then(|at| index[at.index()])
                .is_some_and(|at| cited.contains(&at)),
            "missing-reference" => finding.span.is_some_and(|span| {
                let span = place(span);
                !faults.iter().any(|fault| fault.overlaps(span))
                    && (0..gold.len())
                        .any(|at| gold[at].overlaps(span) && !paper.targets[at].is_empty())
            }),
            _ => false,
        })
        .count()
}
