//! Links for people, grouped by what to do.

use std::fmt::Write;
use std::io;
use std::path::Path;

use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;
use crate::model::evidence::{LinkEvidence, Verdict};
use crate::report::links::format::Format;
use crate::report::links::listed::{Listed, counts};
use crate::rules::words::count;

/// For people.
pub(crate) const FORMAT: Format =
    Format { name: "human", about: "for people", shown: true, each: None, whole };

/// Links about which the same is to be done.
struct Group {
    /// Its name, and what to do.
    title: &'static str,
    /// Which links are in it.
    holds: fn(&LinkEvidence) -> bool,
}

/// The groups, the most severe first; a link is in the first that holds it.
const GROUPS: &[Group] = &[
    Group {
        title: "Gone: cite the archived copy, or find the work elsewhere",
        holds: |evidence| evidence.verdict.is_gone(),
    },
    Group {
        title: "Another work, or one that was taken back: look at the reference itself",
        holds: |evidence| matches!(evidence.verdict, Verdict::DoiMismatch | Verdict::Retracted),
    },
    Group {
        title: "Misprinted: write the address that works",
        holds: |evidence| evidence.repaired.is_some(),
    },
    Group {
        title: "Moved: write the new address",
        holds: |evidence| evidence.verdict == Verdict::Moved,
    },
    Group {
        title: "The page is there, the place in it is not: look for it",
        holds: |evidence| evidence.verdict == Verdict::FragmentMissing,
    },
    Group {
        title: "No program is let in: look for yourself",
        holds: |evidence| evidence.verdict == Verdict::Blocked,
    },
    Group {
        title: "Could not be told: ask again later",
        holds: |evidence| evidence.verdict.is_open(),
    },
];

fn whole(links: &[Listed], colour: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let text = match links.iter().any(|listed| listed.evidence.is_some()) {
        true => verified(links, colour),
        false => list(links, colour),
    };
    out.write_all(text.as_bytes())
}

/// The links as they stand in the files.
fn list(links: &[Listed], colour: bool) -> String {
    let mut out = String::new();
    let mut file: Option<&Path> = None;
    for listed in links {
        if file != Some(listed.path()) {
            let gap = if file.is_some() { "\n" } else { "" };
            let _ = writeln!(out, "{gap}{}", bold(&shown(listed.path().display()), colour));
            file = Some(listed.path());
        }
        let position = listed.standing.source.position(listed.standing.span.start);
        let place = format!("{}:{}", position.line, position.column);
        let _ = writeln!(out, "  {place:>7}  {}{}", shown(&listed.link.url), remarks(listed));
    }
    let dois = links.iter().filter(|listed| listed.link.doi.is_some()).count();
    let of_them =
        if dois > 0 { format!(", {} among them", count(dois, "DOI")) } else { String::new() };
    let gap = if links.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{gap}{}{of_them}; --verify tests them", count(links.len(), "link"));
    out
}

/// What is known of a link without asking.
fn remarks(listed: &Listed) -> String {
    let mut remarks = Vec::new();
    if let Some(accessed) = &listed.link.accessed {
        remarks.push(format!("read {accessed}"));
    }
    if !listed.link.repairs.is_empty() {
        let repairs: Vec<String> = listed.link.repairs.iter().map(ToString::to_string).collect();
        remarks.push(format!("repaired: {}", repairs.join(", ")));
    }
    match remarks.is_empty() {
        true => String::new(),
        false => format!("  ({})", remarks.join("; ")),
    }
}

/// The links that something is to be done about, and how many there are of each kind.
fn verified(links: &[Listed], colour: bool) -> String {
    let mut out = String::new();
    let mut left: Vec<&Listed> = links.iter().collect();
    for group in GROUPS {
        let (inside, others): (Vec<&Listed>, Vec<&Listed>) =
            left.into_iter().partition(|one| one.evidence.is_some_and(group.holds));
        left = others;
        if !inside.is_empty() {
            let _ = writeln!(out, "{}\n", bold(group.title, colour));
            inside.iter().for_each(|listed| one(&mut out, listed, colour));
        }
    }
    let counts: Vec<String> =
        counts(links).iter().map(|(verdict, number)| format!("{number} {verdict}")).collect();
    let _ = writeln!(out, "{}: {}", count(links.len(), "link"), counts.join(", "));
    out
}

fn one(out: &mut String, listed: &Listed, colour: bool) {
    let Some(evidence) = listed.evidence else {
        return;
    };
    let position = listed.standing.source.position(listed.standing.span.start);
    let (line, column) = (position.line, position.column);
    let (path, url) = (shown(listed.path().display()), shown(&listed.link.url));
    let _ = writeln!(out, "  {path}:{line}:{column}  {url}");
    let verdict = painted(evidence.verdict, colour);
    let _ = writeln!(out, "      {verdict}: {}", shown(&evidence.reason));
    if let Some(title) = &evidence.title {
        let _ = writeln!(out, "      found there: {}", shown(title));
    }
    if let Some(address) = evidence.better() {
        let _ = writeln!(out, "      write: {}", shown(address));
    }
    if let Some(doi) = evidence.doi.as_ref().filter(|_| listed.link.doi.is_none()) {
        let _ = writeln!(out, "      its DOI: https://doi.org/{}", shown(doi));
    }
    if let Some(copy) = &evidence.archive {
        let _ = writeln!(out, "      archived {}: {}", copy.day(), shown(&copy.url));
    }
    if let Some(moment) = &evidence.retry_after {
        let _ = writeln!(out, "      ask again after {}", shown(moment));
    }
    out.push('\n');
}

/// Foreign text as it is shown on a line.
fn shown(text: impl std::fmt::Display) -> String {
    Escaped::<Terminal>::line(&text.to_string()).into_string()
}

fn bold(text: &str, colour: bool) -> String {
    if colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

/// The verdict in the colour of how much it matters.
fn painted(verdict: Verdict, colour: bool) -> String {
    use crate::model::finding::Severity;
    let code = match verdict.severity() {
        Some(Severity::Error) => "31",
        Some(Severity::Warning) => "33",
        _ => "36",
    };
    if colour { format!("\x1b[1;{code}m{verdict}\x1b[0m") } else { verdict.to_string() }
}
