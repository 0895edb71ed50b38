//! Fixtures of the official CSL test suite: reading them, and what our processor prints.
//!
//! The format: <https://github.com/citation-style-language/test-suite>.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use cite::csl::Position;
use cite::csl::{Cite, CiteForm, Cluster, ClusterMode, Formatted, Item, Locales, Processor, Style};
use serde_json::Value;

/// What became of a fixture.
pub struct Outcome {
    /// The fixture's name.
    pub name: String,
    /// What is wanted.
    pub wanted: String,
    /// What we print, or why nothing could be printed.
    pub printed: Result<String, String>,
}

impl Outcome {
    /// Whether we print what is wanted.
    pub fn passes(&self) -> bool {
        self.printed.as_ref().is_ok_and(|printed| *printed == self.wanted)
    }
}

/// Runs all fixtures of a folder on two threads, in the order of their names.
pub fn all(folder: &Path, locales: &Locales) -> Vec<Outcome> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    std::thread::scope(|scope| {
        let work =
            |part: &'_ [PathBuf]| part.iter().map(|path| run(path, locales)).collect::<Vec<_>>();
        let threads: Vec<_> = paths
            .chunks(paths.len().div_ceil(2).max(1))
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("ends")).collect()
    })
}

fn run(path: &Path, locales: &Locales) -> Outcome {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let sections = sections(&text);
    let section = |name: &str| sections.get(name).cloned().unwrap_or_default();
    let wanted = folded(&section("RESULT"));
    let printed = std::panic::catch_unwind(|| print(&sections, locales));
    let printed = printed.unwrap_or_else(|_| Err("panic".to_owned())).map(|text| folded(&text));
    Outcome { name, wanted, printed }
}

fn print(sections: &HashMap<String, String>, locales: &Locales) -> Result<String, String> {
    let section = |name: &str| sections.get(name).map(String::as_str).unwrap_or_default();
    let style = Style::parse(section("CSL")).map_err(|error| error.to_string())?;
    let input: Vec<Value> = serde_json::from_str(section("INPUT")).map_err(|e| e.to_string())?;
    let items: Vec<Item> = input
        .iter()
        .map(|item| Item::from_json(item).map_err(|e| e.to_string()))
        .collect::<Result<_, _>>()?;
    let bibliography = section("MODE").starts_with("bibliography");
    if let Some(steps) = sections.get("CITATIONS") {
        let steps: Vec<Value> = serde_json::from_str(steps).map_err(|e| e.to_string())?;
        return text(&style, locales, &items, &steps, bibliography);
    }
    let mut processor = Processor::new(&style, locales, None);
    processor.set_items(items.clone());
    if bibliography {
        return Ok(list(&processor));
    }
    let clusters: Vec<Cluster> = match sections.get("CITATION-ITEMS") {
        Some(lists) => {
            let lists: Vec<Value> = serde_json::from_str(lists).map_err(|e| e.to_string())?;
            lists
                .iter()
                .map(|list| {
                    let cites = list.as_array().into_iter().flatten().map(|c| cite(c, true));
                    Cluster { cites: cites.collect(), positioned: true, ..Cluster::default() }
                })
                .collect()
        }
        None => {
            let mut ids: Vec<&str> = items.iter().map(Item::id).collect();
            let mut seen = std::collections::HashSet::new();
            ids.retain(|id| seen.insert(*id));
            let cites = ids.into_iter().map(Cite::new).collect();
            vec![Cluster { cites, positioned: true, ..Cluster::default() }]
        }
    };
    let texts = processor.citations(&clusters);
    Ok(texts.iter().map(Formatted::to_html).collect::<Vec<_>>().join("\n"))
}

fn list(processor: &Processor<'_>) -> String {
    let entries = processor.bibliography();
    let lines = entries.iter().filter(|entry| !entry.text.is_empty());
    let lines: String = lines
        .map(|entry| format!("  <div class=\"csl-entry\">{}</div>\n", entry.text.to_html()))
        .collect();
    format!("<div class=\"csl-bib-body\">\n{lines}</div>")
}

/// A text that is written citation by citation: each step gives a citation and the ids and notes
/// of those before and after it.
fn text(
    style: &Style,
    locales: &Locales,
    items: &[Item],
    steps: &[Value],
    bibliography: bool,
) -> Result<String, String> {
    let mut known: HashMap<String, Value> = HashMap::new();
    let mut states: Vec<Vec<(String, u64)>> = vec![Vec::new()];
    let mut changed = String::new();
    for step in steps {
        let citation = &step[0];
        changed = citation["citationID"].as_str().unwrap_or_default().to_owned();
        known.insert(changed.clone(), citation.clone());
        let note = citation["properties"]["noteIndex"].as_u64().unwrap_or(0);
        let mut state = listed(&step[1]);
        state.push((changed.clone(), note));
        state.extend(listed(&step[2]));
        states.push(state);
    }
    let after = states.pop().unwrap_or_default();
    let before = states.pop().unwrap_or_default();
    let render = |state: &[(String, u64)]| {
        let clusters: Vec<Cluster> = state
            .iter()
            .map(|(id, note)| Cluster { note: *note, ..cluster(&known[id], false) })
            .collect();
        let mut ids: Vec<&str> = Vec::new();
        for cite in clusters.iter().flat_map(|cluster| &cluster.cites) {
            if !ids.contains(&cite.id.as_str()) {
                ids.push(&cite.id);
            }
        }
        let cited = ids.iter().filter_map(|id| items.iter().find(|item| item.id() == *id).cloned());
        let mut processor = Processor::new(style, locales, None);
        processor.set_items(cited.collect());
        let texts: Vec<String> =
            processor.citations(&clusters).iter().map(Formatted::to_html).collect();
        (list(&processor), texts)
    };
    let (entries, texts) = render(&after);
    if bibliography {
        return Ok(entries);
    }
    let old = render(&before).1;
    let line = |(place, text): (usize, &String)| {
        let id = &after[place].0;
        let kept = before.iter().position(|(other, _)| other == id);
        let same = kept.is_some_and(|kept| old[kept] == *text) && *id != changed;
        format!("{}[{place}] {text}", if same { ".." } else { ">>" })
    };
    Ok(texts.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"))
}

/// Reads a citation of citeproc-js.
pub fn cluster(value: &Value, positioned: bool) -> Cluster {
    let properties = &value["properties"];
    let text = |name: &str| properties[name].as_str().unwrap_or_default().to_owned();
    let note = properties["noteIndex"].as_u64().or_else(|| value["noteIndex"].as_u64());
    let cites = value["citationItems"].as_array().into_iter().flatten();
    Cluster {
        cites: cites.map(|item| cite(item, positioned)).collect(),
        note: note.unwrap_or(0),
        mode: match properties["mode"].as_str() {
            Some("author-only") => ClusterMode::AuthorOnly,
            Some("suppress-author") => ClusterMode::SuppressAuthor,
            Some("composite") => ClusterMode::Composite,
            _ => ClusterMode::Whole,
        },
        infix: text("infix"),
        prefix: text("prefix"),
        suffix: text("suffix"),
        positioned,
    }
}

fn cite(item: &Value, positioned: bool) -> Cite {
    let holds = |name: &str| match &item[name] {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_i64() != Some(0),
        _ => false,
    };
    let text = |name: &str| Some(scalar(&item[name])).filter(|text| !text.is_empty());
    let position = match item["position"].as_u64().filter(|_| positioned) {
        Some(1) => Position::Subsequent,
        Some(2) => Position::Ibid,
        Some(3) => Position::IbidWithLocator,
        _ => Position::First,
    };
    Cite {
        locator: text("locator"),
        label: text("label"),
        prefix: scalar(&item["prefix"]),
        suffix: scalar(&item["suffix"]),
        form: match (holds("author-only"), holds("suppress-author")) {
            (true, _) => CiteForm::AuthorOnly,
            (_, true) => CiteForm::SuppressAuthor,
            _ => CiteForm::Whole,
        },
        position,
        near_note: positioned && holds("near-note"),
        first_note: item["first-reference-note-number"].as_u64().filter(|_| positioned),
        ..Cite::new(scalar(&item["id"]))
    }
}

fn listed(pairs: &Value) -> Vec<(String, u64)> {
    let pair = |pair: &Value| (scalar(&pair[0]), pair[1].as_u64().unwrap_or(0));
    pairs.as_array().into_iter().flatten().map(pair).collect()
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The sections of a file: `>>== NAME ==>>` … `<<== NAME ==<<`.
fn sections(text: &str) -> HashMap<String, String> {
    let mut sections = HashMap::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        let name = |line: &str| line.trim_matches(['<', '>', '=', ' ']).to_owned();
        if line.starts_with(">>=") {
            open = Some((name(line), String::new()));
        } else if line.starts_with("<<=") {
            if let Some((name, text)) = open.take() {
                sections.insert(name, text.trim().to_owned());
            }
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    sections
}

/// A bibliography without the line breaks and indents between its elements.
fn folded(text: &str) -> String {
    if !text.starts_with("<div") {
        return text.trim().to_owned();
    }
    text.lines().map(str::trim_start).collect()
}
