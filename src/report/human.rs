//! For people: source lines with both places underlined, why, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use memchr::{memchr, memrchr};

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;
use crate::model::citation::System;
use crate::model::document::Document;
use crate::model::finding::{Finding, Safety, Severity};
use crate::report::checked::{Checked, Summary};
use crate::report::excerpt::underlined;
use crate::report::format::{Format, Options};
use crate::rules::words::count;
use crate::text::span::Span;

/// For people.
pub(crate) const FORMAT: Format = Format {
    name: "human",
    about: "for people",
    shown: true,
    head: String::new,
    document: |checked, options| {
        let findings = findings(checked, options);
        match options.quiet {
            true => findings.into_string(),
            false => findings.then(&summary(checked)).into_string(),
        }
    },
    unreadable: |_, _| String::new(),
    between: "",
    tail,
};

/// The narrowest report that can be read.
const NARROWEST: usize = 40;

/// How many other places of a finding are shown; the rest are counted.
const MOST_PLACES: usize = 4;

/// The longest line that is given whole, in bytes; of a longer one the sentence is shown. The renderer
/// cuts what does not fit the screen.
const LONGEST: usize = 240;

/// How many bytes before and after a place are shown of a sentence at most.
const AROUND: usize = 200;

/// The same where a line is a paragraph.
const LONGEST_PARAGRAPH: usize = 100;

/// The same of the words of a paragraph.
const WORDS_AROUND: usize = 40;

/// The findings of a document, in colour and as wide as the options say.
fn findings(checked: &Checked, options: &Options) -> Escaped<Terminal> {
    let renderer = match options.colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let renderer = match options.width {
        Some(width) => renderer.term_width(width.max(NARROWEST)),
        None => renderer,
    };
    let mut out = Escaped::new();
    for finding in &checked.findings {
        let drawn = one(checked.analysis.document, finding, &renderer);
        out.push(&Escaped::<Terminal>::drawn(drawn).between("", "\n\n"));
    }
    out
}

fn one(document: &Document, finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let mut group =
        Group::with_title(level.primary_title(shown(&finding.message)).id(finding.rule));
    let windows = windows(document, finding);
    for window in &windows {
        let (file, _) = document.source.in_file(window.start);
        let path = Escaped::<Terminal>::line(&file.display().to_string()).into_string();
        let first = window.places.first().map_or(window.start, |(place, ..)| place.start);
        group = match document.place(first) {
            Some(place) => group
                .element(Origin::path(format!("{path}: {place}")))
                .element(snippet(window).line_numbering(false)),
            // The renderer counts columns from where the piece begins.
            None if window.is_cut => {
                let at = document.source.position(first);
                let origin = Origin::path(path).line(at.line).char_column(at.column);
                group.element(origin).element(snippet(window))
            }
            None => group.element(snippet(window).path(path)),
        };
    }
    let hidden = finding.related.len().saturating_sub(MOST_PLACES);
    if hidden > 0 {
        group = group.element(Level::NOTE.message(format!("and {hidden} more places")));
    }
    if let Some(help) = help(finding) {
        group = group.element(Level::HELP.message(shown(&help)));
    }
    let rendered = renderer.render(&[group]);
    match document.origin.is_some() || windows.iter().any(|window| window.is_cut) {
        true => without_empty_paths(&rendered),
        false => rendered,
    }
}

/// What was drawn without the lines that name no path: the renderer begins a piece of text without a
/// path with a line of its own.
fn without_empty_paths(drawn: &str) -> String {
    let is_empty_path = |line: &&str| {
        // Colours end in "m".
        let bare = line.split('\x1b').enumerate().map(|(at, part)| match at {
            0 => part,
            _ => part.split_once('m').map_or("", |(_, rest)| rest),
        });
        bare.collect::<String>().trim() == ":::"
    };
    let lines: Vec<&str> = drawn.split('\n').filter(|line| !is_empty_path(line)).collect();
    lines.join("\n")
}

/// A text as the renderer takes it: not all that it draws does it make visible.
fn shown(text: &str) -> String {
    Escaped::<Terminal>::text(text).into_string()
}

/// What to do, and which option does it.
fn help(finding: &Finding) -> Option<String> {
    let option = finding.fix.as_ref().map(|fix| match fix.safety {
        Safety::Safe => "--fix does it",
        Safety::Unsafe => "--fix --unsafe-fixes does it",
    });
    match (&finding.help, option) {
        (Some(help), Some(option)) => Some(format!("{help} ({option})")),
        (Some(help), None) => Some(help.clone()),
        (None, option) => option.map(str::to_owned),
    }
}

/// A segment of the source that is shown, with the places in it.
struct Window<'a> {
    text: &'a str,
    line: usize,
    start: usize,
    /// Whether it begins within a line.
    is_cut: bool,
    places: Vec<(Span, bool, &'a str)>,
}

/// The segments of source that a finding shows: that of its own place, and those of the others.
fn windows<'a>(document: &'a Document, finding: &'a Finding) -> Vec<Window<'a>> {
    let in_source = |span| document.in_source(underlined(&document.text, span));
    let own = finding.span.map(|span| (in_source(span), true, ""));
    let others = finding
        .related
        .iter()
        .take(MOST_PLACES)
        .map(|related| (in_source(related.span), false, related.message.as_str()));
    let mut windows: Vec<Window> = Vec::new();
    for (place, primary, label) in own.into_iter().chain(others) {
        let shown = around(document, place);
        let place = Span::new(place.start.max(shown.start), place.end.min(shown.end));
        match windows.iter_mut().find(|window| {
            Span::new(window.start, window.start + window.text.len()).contains(place)
        }) {
            Some(window) => window.places.push((place, primary, label)),
            None => windows.push(Window {
                text: shown.of(document.source.text()),
                line: document.source.position(shown.start).line,
                start: shown.start,
                is_cut: shown.start > 0 && !document.source.text()[..shown.start].ends_with('\n'),
                places: vec![(place, primary, label)],
            }),
        }
    }
    windows
}

/// The lines around a place; of long ones the sentence.
fn around(document: &Document, place: Span) -> Span {
    let text = document.source.text();
    // A line may be as long as the text, and have many places: no more of it is looked through than
    // is shown.
    let (before, after) = (place.start.saturating_sub(LONGEST), place.end + LONGEST + 1);
    let bytes = text.as_bytes();
    let line_start =
        memrchr(b'\n', &bytes[before..place.start]).map_or(before, |at| before + at + 1);
    let rest = &bytes[place.end..text.len().min(after)];
    let line_end = memchr(b'\n', rest).map_or(place.end + rest.len(), |at| place.end + at);
    // A paragraph that has no lines is shown as the words around the place.
    let (longest, around) = match document.origin {
        Some(_) => (LONGEST_PARAGRAPH, WORDS_AROUND),
        None => (LONGEST, AROUND),
    };
    let whole = line_start > before || before == 0;
    if whole && line_end - line_start <= longest {
        return Span::new(line_start, line_end);
    }
    let start = text.floor_char_boundary(line_start.max(place.start.saturating_sub(around)));
    let end = line_end.min(place.end.min(place.start + 4 * AROUND) + around);
    let end = text.ceil_char_boundary(end);
    // From the end of the sentence before to the end of this one; or else whole words, as far as
    // there are some.
    let before = &text[start..place.start];
    let word = || before.find(' ').filter(|_| start > line_start).map_or(0, |space| space + 1);
    let start = start + last_end(before).unwrap_or_else(word);
    let behind = place.end.min(end);
    let after = &text[behind..end];
    let word = || if end < line_end { after.rfind(' ') } else { None };
    let end = first_end(after).or_else(word).map_or(end, |at| behind + at);
    Span::new(start, end)
}

/// Where the sentence begins in which a text ends, if another ends in it.
fn last_end(text: &str) -> Option<usize> {
    ends(text).map(|at| at + 1).last()
}

/// Where the first sentence of a text ends.
fn first_end(text: &str) -> Option<usize> {
    ends(text).next()
}

/// The spaces between sentences: after a closing sign, which is not that of an initial or of a short
/// word, and before what does not go on in lower case.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(' ').map(|(at, _)| at).filter(|at| {
        let before = text[..*at].trim_end_matches([')', '"', '”', '’', ']', '*', '_']);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let closes = before.ends_with(['.', '!', '?', '…']) && word.chars().count() > 4;
        let next = text[at + 1..].chars().next();
        closes && next.is_some_and(|ch| !ch.is_lowercase() && !ch.is_numeric())
    })
}

fn snippet<'a>(window: &Window<'a>) -> Snippet<'a, Annotation<'a>> {
    let annotations = window.places.iter().map(|(place, primary, label)| {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let span = place.start - window.start..place.end - window.start;
        match label.is_empty() {
            true => kind.span(span),
            false => kind.span(span).label(shown(label)),
        }
    });
    Snippet::source(window.text).line_start(window.line).annotations(annotations)
}

/// The line that ends what is said of a document: what was read, and what was found.
fn summary(checked: &Checked) -> Escaped<Terminal> {
    let mut summary = Summary::default();
    summary.add(checked);
    let cited = count(summary.citations, "citation");
    let cited = match checked.analysis.system {
        System::None => cited,
        system => format!("{cited} by {}", system.described()),
    };
    let path = checked.analysis.document.path().display();
    let listed = count(summary.references, "reference");
    let read = match (checked.analysis.library_file, checked.analysis.library.records.len()) {
        (Some(_), _) => count(summary.references, "record"),
        (None, 0) => format!("{listed}, {cited}"),
        (None, records) if summary.references == 0 => format!("a library of {records}, {cited}"),
        (None, records) => format!("{listed} and a library of {records}, {cited}"),
    };
    let text = format!("{path}: {read}: {}", found(&summary));
    Escaped::<Terminal>::line(&text).between("", "\n")
}

/// The line that ends a report on several documents.
fn tail(summary: &Summary) -> String {
    match summary.documents {
        0 | 1 => String::new(),
        documents => format!("\n{}: {}\n", count(documents, "document"), found(summary)),
    }
}

/// How many findings of each severity there are.
fn found(summary: &Summary) -> String {
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.hints, "hint")];
    let found: Vec<String> = found
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    let repaired = match summary.fixable {
        0 => String::new(),
        fixable => format!("; --fix repairs {fixable}"),
    };
    match found.is_empty() {
        true => "nothing to report".to_owned(),
        false => format!("{}{repaired}", found.join(", ")),
    }
}
