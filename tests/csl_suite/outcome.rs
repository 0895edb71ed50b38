//! Fixtures of the official CSL test suite: what we print for them.

use std::path::{Path, PathBuf};

use cite::Entry;
use cite::render::bibliography::{Rendered, cited};
use cite::render::citation::Citation;
use cite::render::formatted::Formatted;
use cite::render::style::Style;
use cite::render::write::html;

use crate::fixture::{Cited, Fixture};

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

/// Runs all fixtures of a folder on all cores, in the order of their names.
pub fn all(folder: &Path) -> Vec<Outcome> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let cores = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        let share = paths.len().div_ceil(cores).max(1);
        let work = |part: &'_ [PathBuf]| part.iter().map(|path| run(path)).collect::<Vec<_>>();
        let threads: Vec<_> =
            paths.chunks(share).map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("ends")).collect()
    })
}

/// Runs one fixture.
pub fn run(path: &Path) -> Outcome {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match Fixture::open(path) {
        Err(error) => Outcome { name, wanted: String::new(), printed: Err(error) },
        Ok(fixture) => {
            let printed = std::panic::catch_unwind(|| print(&fixture));
            let printed = printed.unwrap_or_else(|_| Err("panic".to_owned()));
            Outcome { name, wanted: folded(&fixture.result), printed }
        }
    }
}

fn print(fixture: &Fixture) -> Result<String, String> {
    let style =
        Style::from_xml("fixture", &fixture.csl, &[]).map_err(|error| format!("style: {error}"))?;
    let cited = fixture.cited()?;
    let render = |citations: &[Citation], only_cited: bool| {
        let entries = entries(fixture, citations, only_cited);
        let (entries, citations) = renumbered(&entries, fixture, citations);
        rendered(&entries, &citations, &style)
    };
    match cited {
        Cited::Alone(citations) => {
            let (rendered, citations) = render(&citations, false)?;
            Ok(match fixture.bibliography {
                true => list(&rendered),
                false => citations.join("\n"),
            })
        }
        Cited::Text { after, .. } if fixture.bibliography => Ok(list(&render(&after, true)?.0)),
        Cited::Text { before, after, changed, kept } => {
            let (before, after) = (render(&before, true)?.1, render(&after, true)?.1);
            let line = |(place, text): (usize, &String)| {
                let same = kept[place].is_some_and(|old| before.get(old) == Some(text));
                let mark = if same && place != changed { ".." } else { ">>" };
                format!("{mark}[{place}] {text}")
            };
            Ok(after.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The works in the order of the input, or those cited in the order of citing.
fn entries(fixture: &Fixture, citations: &[Citation], only_cited: bool) -> Vec<usize> {
    if !only_cited {
        return (0..fixture.entries.len()).collect();
    }
    let mut order: Vec<usize> = Vec::new();
    for cite in citations.iter().flat_map(|citation| &citation.cites) {
        if !order.contains(&cite.entry) {
            order.push(cite.entry);
        }
    }
    order
}

fn renumbered<'a>(
    order: &[usize],
    fixture: &'a Fixture,
    citations: &[Citation],
) -> (Vec<&'a Entry>, Vec<Citation>) {
    let mut citations = citations.to_vec();
    for cite in citations.iter_mut().flat_map(|citation| &mut citation.cites) {
        cite.entry = order.iter().position(|entry| *entry == cite.entry).unwrap_or(0);
    }
    (order.iter().map(|entry| &fixture.entries[*entry]).collect(), citations)
}

fn rendered(
    entries: &[&Entry],
    citations: &[Citation],
    style: &Style,
) -> Result<(Rendered, Vec<String>), String> {
    let (rendered, citations) = cited(entries, citations, style, None);
    if !rendered.failed.is_empty() {
        return Err("the engine panics".to_owned());
    }
    Ok((rendered, citations.iter().map(in_notation).collect()))
}

fn list(rendered: &Rendered) -> String {
    let entry = |line| format!("<div class=\"csl-entry\">{line}</div>");
    let lines = rendered.bibliography.iter().map(|line| in_notation(&line.text)).map(entry);
    folded(&format!("<div class=\"csl-bib-body\">{}</div>", lines.collect::<String>()))
}

/// Text in the notation of the suite: HTML without links, with numbers for the marks of HTML.
fn in_notation(text: &Formatted) -> String {
    let mut text = text.clone();
    text.pieces.iter_mut().for_each(|piece| piece.link = None);
    let html = (html::FORMAT.inline)(&text);
    html.replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;")
}

/// A bibliography without the line breaks and indents between its elements.
fn folded(text: &str) -> String {
    if !text.starts_with("<div") {
        return text.trim().to_owned();
    }
    text.lines().map(str::trim_start).collect()
}
