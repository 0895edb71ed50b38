//! Fits how much each fact weighs for and against a finding, and writes `refs/confidence.toml`.
//!
//! ```console
//! $ cargo run --profile quick --example confidence -- tests/judged/findings.jsonl --wrong RESTYLED --right MUTATED
//! ```
//!
//! - a file of JSON lines, one for each finding that was judged by reading or by known answers: `path` of the
//!   document, `rule`, `start` and `end` (bytes of the source), `right` (true or false) and `weight`;
//! - `--wrong FOLDER`: papers in which every finding is a false alarm (`tools/restyle.mjs`);
//! - `--right FOLDER`: papers with known faults put into them (`tools/mutate.py`); what hits one is right, the
//!   rest is not looked at;
//! - besides, the papers in `tests/documents/` with the findings that they mark.
//!
//! The odds of each rule and the weights of the facts are those of a logistic regression that is held near
//! nothing; how right it is on documents that it was not fitted on is printed, level by level.

mod fit;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cite::Finding;
use cite::internals::check::weighed;
use cite::internals::{Analysis, Evidence};
use cite::{Document, Library, Severity};
use serde::Deserialize;

use fit::{Model, Sample};

/// Where the result is written.
const FILE: &str = "refs/confidence.toml";

/// The rules that are weighed, and the group whose facts count for them.
const RULES: [(&str, &str); 12] = [
    ("missing-reference", "missing"),
    ("year-mismatch", "tie"),
    ("author-mismatch", "tie"),
    ("misspelled-author", "tie"),
    ("missing-year", "undated"),
    ("ambiguous-citation", "tie"),
    ("year-suffix", "tie"),
    ("et-al", "tie"),
    ("uncited-reference", "list"),
    ("duplicate-reference", "list"),
    ("missing-field", "entry"),
    ("reference-order", "entry"),
];

/// What counts in each group.
const FACTS: [(&str, &[&str]); 5] = [
    (
        "missing",
        &[
            "beside-tied",
            "in-sentence",
            "placed",
            "several-names",
            "with-place",
            "name-listed",
            "name-written",
            "short-form",
            "many-words",
            "in-table",
            "in-note",
            "repeated",
            "many-years",
            "odd-year",
            "unnamed-entry",
            "well-tied",
            "badly-tied",
            "well-reached",
            "badly-reached",
        ],
    ),
    (
        "tie",
        &[
            "no-creator",
            "creator-in-doubt",
            "creators-whole",
            "bare-creators",
            "name-unwritten",
            "by-person",
            "undated",
            "read-in-doubt",
            "namesake",
            "cited-elsewhere",
            "beside-tied",
            "in-sentence",
            "several-names",
            "with-place",
            "short-form",
            "many-words",
            "in-table",
            "in-note",
            "repeated",
            "odd-year",
            "well-tied",
            "badly-tied",
            "hint",
        ],
    ),
    (
        "undated",
        &[
            "no-creator",
            "creator-in-doubt",
            "undated",
            "cited-elsewhere",
            "beside-tied",
            "in-sentence",
            "several-names",
            "with-place",
            "in-table",
            "in-note",
            "repeated",
            "badly-tied",
            "often-bare",
        ],
    ),
    (
        "list",
        &[
            "no-creator",
            "creator-in-doubt",
            "bare-creators",
            "by-person",
            "undated",
            "untitled",
            "read-in-doubt",
            "long-entry",
            "short-entry",
            "namesake",
            "further-list",
            "well-tied",
            "badly-tied",
            "well-reached",
            "badly-reached",
            "by-number",
            "rare-form",
            "author-named",
            "author-dated",
            "title-named",
        ],
    ),
    (
        "entry",
        &[
            "no-creator",
            "creator-in-doubt",
            "bare-creators",
            "by-person",
            "undated",
            "read-in-doubt",
            "with-issue",
            "volume-elsewhere",
            "common-journal",
            "online",
            "further-list",
            "badly-reached",
            "by-number",
        ],
    ),
];

/// How sure a finding has to be on each level.
const LEVELS: [(Severity, f64); 3] =
    [(Severity::Error, 0.8), (Severity::Warning, 0.45), (Severity::Hint, 0.5)];

/// How much a finding counts on a paper that was made for measuring: they are many and alike.
const MADE_WRONG: f64 = 0.25;
const MADE_RIGHT: f64 = 0.12;

/// How much a finding counts that a paper of our own marks.
const MARKED: f64 = 0.5;

/// A finding that was judged; without a rule all findings at this place.
#[derive(Debug, Deserialize)]
struct Verdict {
    path: String,
    rule: String,
    start: usize,
    end: usize,
    right: bool,
    weight: f64,
}

fn main() {
    let mut verdicts = marked(Path::new("tests/documents"));
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut folder = || papers(&arguments.next().unwrap_or_default());
        match argument.as_str() {
            "--wrong" => verdicts.extend(folder().into_iter().map(all_wrong)),
            "--right" => verdicts.extend(folder().into_iter().flat_map(with_faults)),
            file => verdicts.extend(judged(file)),
        }
    }
    let mut by_path: BTreeMap<String, Vec<Verdict>> = BTreeMap::new();
    for verdict in verdicts {
        by_path.entry(verdict.path.clone()).or_default().push(verdict);
    }
    let samples: Vec<Sample> =
        by_path.iter().flat_map(|(path, verdicts)| samples(path, verdicts)).collect();
    println!("{} judged findings of {} documents", samples.len(), by_path.len());
    let sure = fit::left_out(&samples);
    print_levels(&samples, &sure);
    print_borders(&samples, &sure);
    let text = written(&Model::fitted(&samples));
    fs::write(FILE, text).unwrap_or_else(|error| panic!("{FILE}: {error}"));
    println!("written to {FILE}");
}

/// The verdicts of a file.
fn judged(file: &str) -> Vec<Verdict> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let verdict = |line: &str| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}: {line}"))
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(verdict).collect()
}

/// The folders of papers in a folder.
fn papers(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut papers: Vec<PathBuf> = entries.filter_map(|one| Some(one.ok()?.path())).collect();
    papers.sort();
    papers
}

fn all_wrong(paper: PathBuf) -> Verdict {
    let path = paper.join("paper.md").to_string_lossy().into_owned();
    let rule = String::new();
    Verdict { path, rule, start: 0, end: usize::MAX, right: false, weight: MADE_WRONG }
}

/// The places of the faults that were put into a paper.
fn with_faults(paper: PathBuf) -> Vec<Verdict> {
    let path = paper.join("paper.md");
    let (Ok(text), Ok(truth)) =
        (fs::read_to_string(&path), fs::read_to_string(paper.join("truth.json")))
    else {
        return Vec::new();
    };
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let truth: Vec<serde_json::Value> = serde_json::from_str(&truth).unwrap_or_default();
    let place = |fault: &serde_json::Value| {
        let at = |name: &str| bytes.get(usize::try_from(fault[name].as_u64()?).ok()?).copied();
        let path = path.to_string_lossy().into_owned();
        let (start, end) = (at("start")?, at("end")?);
        Some(Verdict { path, rule: String::new(), start, end, right: true, weight: MADE_RIGHT })
    };
    truth.iter().filter_map(place).collect()
}

/// The findings that papers of our own mark: `{rule}` on their line.
fn marked(folder: &Path) -> Vec<Verdict> {
    let mut found = Vec::new();
    for path in papers(&folder.to_string_lossy()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let rules = line.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            found.extend(rules.map(|(rule, _)| Verdict {
                path: path.to_string_lossy().into_owned(),
                rule: rule.to_owned(),
                start,
                end,
                right: true,
                weight: MARKED,
            }));
            start = end;
        }
    }
    found
}

/// The findings of a document that have a verdict.
fn samples(path: &str, verdicts: &[Verdict]) -> Vec<Sample> {
    let Ok(document) = Document::open(Path::new(path)) else {
        eprintln!("{path}: not readable");
        return Vec::new();
    };
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let groups: HashMap<&str, &str> = RULES.into_iter().collect();
    let found = weighed(&analysis, &Evidence::none());
    let sample = |finding: &Finding| {
        let group = groups.get(finding.rule)?;
        let source = document.in_source(finding.span.unwrap_or_default());
        let same = |verdict: &&Verdict| {
            // Papers that were made say nothing of the fields that their entries lack.
            let of_made = verdict.rule.is_empty() && *group != "entry";
            (of_made || verdict.rule == finding.rule)
                && verdict.start < source.end.max(source.start + 1)
                && source.start < verdict.end.max(verdict.start + 1)
        };
        let verdict = verdicts.iter().find(same)?;
        let facts =
            FACTS.iter().find(|(name, _)| name == group).map_or(&[][..], |(_, facts)| facts);
        Some(Sample::new(path, finding, (group, facts), verdict.right, verdict.weight))
    };
    found.iter().filter_map(sample).collect()
}

/// How right each level is on documents that were left out of the fit.
fn print_levels(samples: &[Sample], sure: &[f64]) {
    let border = |severity: Severity| {
        LEVELS.iter().find(|(level, _)| *level == severity).map_or(1.0, |(_, border)| *border)
    };
    let level = |sample: &Sample, sure: f64| match sample.severity {
        Severity::Error if sure >= border(Severity::Error) => Some(Severity::Error),
        Severity::Error | Severity::Warning => {
            Some(Severity::Warning).filter(|warning| sure >= border(*warning))
        }
        Severity::Hint => Some(Severity::Hint).filter(|hint| sure >= border(*hint)),
    };
    for (severity, _) in LEVELS {
        let mut counts: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
        for (sample, sure) in samples.iter().zip(sure) {
            let row = |counts: &mut BTreeMap<&str, [f64; 4]>, place: usize| {
                for name in ["all", sample.rule] {
                    counts.entry(name).or_default()[place] += sample.weight;
                }
            };
            let before = 2 + usize::from(!sample.right);
            if sample.severity == severity {
                row(&mut counts, before);
            }
            if level(sample, *sure) == Some(severity) {
                row(&mut counts, before - 2);
            }
        }
        println!("{severity}s, with weights: right and wrong now, before");
        for (name, [right, wrong, right_before, wrong_before]) in counts {
            let share = right / (right + wrong);
            println!(
                "    {name:24} {right:6.1} {wrong:6.1} = {share:.3}   {right_before:6.1} {wrong_before:6.1}"
            );
        }
    }
}

/// How right the findings of each level are that are at least so sure, and which part of the right ones is,
/// on documents that were left out of the fit.
fn print_borders(samples: &[Sample], sure: &[f64]) {
    for (severity, _) in LEVELS {
        let of_level = samples.iter().zip(sure).filter(|(one, _)| one.severity == severity);
        let weigh = |right: bool, border: f64| -> f64 {
            let counted =
                of_level.clone().filter(|(one, sure)| one.right == right && **sure >= border);
            counted.map(|(one, _)| one.weight).sum()
        };
        println!("{severity}s by how sure they are: right, and the part of the right ones");
        for border in (6..20).map(|step| f64::from(step) * 0.05) {
            let (right, wrong) = (weigh(true, border), weigh(false, border));
            let (share, kept) = (right / (right + wrong), right / weigh(true, 0.0));
            println!("    {border:.2} {share:.3} {kept:.3}");
        }
    }
}

/// The file with the weights.
fn written(model: &Model) -> String {
    let mut text =
        "# How much each fact weighs for and against a finding, as the logarithm of odds.\n\
                    # Made by `cargo run --profile quick --example confidence`.\n\n\
                    [levels]\n"
            .to_owned();
    for (severity, border) in LEVELS {
        let _ = writeln!(text, "{severity} = {border}");
    }
    let _ = writeln!(text, "\n[rules]");
    for (rule, group) in RULES {
        let odds = model.odds(rule);
        let _ = writeln!(text, "{rule} = {{ group = \"{group}\", odds = {odds:.2} }}");
    }
    for (group, _) in FACTS {
        let _ = writeln!(text, "\n[groups.{group}]");
        for (fact, weight) in model.weights(group) {
            let _ = writeln!(text, "{fact} = {weight:.2}");
        }
    }
    text
}
