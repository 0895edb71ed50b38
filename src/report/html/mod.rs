//! One page without outside resources: the text with its citations and findings where they stand,
//! the findings and the list beside it, each linked to the other.
//!
//! Several papers stand one after another on one page. All of it is there without the script,
//! which filters only.
//!
//! - [`page`]: markup of our own and foreign text that was escaped
//! - [`paper`]: one paper, and the names of its places
//! - [`marked`]: running text with what is marked in it
//! - [`text`], [`list`], [`finding`]: the three parts of a paper
//! - [`chart`]: the pictures of a paper
//! - [`explained`]: what the rules mean
//! - [`index`]: the index of several pages

mod chart;
mod explained;
mod finding;
mod index;
mod list;
mod marked;
mod page;
mod paper;
mod text;

pub(crate) use index::{Row, index};

use crate::model::citation::System;
use crate::model::finding::Severity;
use crate::report::checked::{Checked, Summary};
use crate::report::format::Format;
use crate::report::html::marked::Marked;
use crate::report::html::page::Page;
use crate::report::html::paper::{Paper, sign};
use crate::rules::words::count;

/// One page for people.
pub(crate) const FORMAT: Format = Format {
    name: "html",
    about: "one page to read and to hand over",
    shown: false,
    head,
    document: |checked, _| document(checked),
    unreadable: |_, _| String::new(),
    between: "",
    tail,
};

/// How the page looks.
const STYLE: &str = include_str!("report.css");

/// What filters it.
const SCRIPT: &str = include_str!("report.js");

/// What the page may use: its own style and script, by their SHA-256, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-0zqwIHcFnNvafzUfgafjR8OvH3maxf1Bkiju5kvM4KY='; \
    script-src 'sha256-+dCIE/6rgfbJIQIBPYnwE7BeK59h/07WtRi6gp6Q6N4='";

fn head() -> String {
    let mut page = Page::default();
    page.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"").markup(POLICY);
    page.markup("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.markup("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.markup("<title>Citations checked</title>\n<style>").markup(STYLE);
    page.markup("</style>\n</head>\n<body>\n<section class=\"tools\" aria-label=\"Filter\" hidden></section>\n<main>\n");
    page.into_string()
}

fn document(checked: &Checked) -> String {
    let paper = Paper::of(checked);
    let marked = Marked::of(&paper);
    let mut page = Page::default();
    page.markup("<article class=\"paper\"").attribute(" id", &paper.part("paper"));
    page.markup(">\n<header>\n<h1")
        .attribute(" id", &paper.part("head"))
        .markup(">")
        .text(&paper.document().path().display().to_string());
    page.markup("</h1>\n");
    counts(&mut page, checked);
    chart::write(&mut page, &paper);
    page.markup("</header>\n<div class=\"columns\">\n<div class=\"beside\">\n");
    finding::write(&mut page, &paper);
    list::write(&mut page, &paper, &marked);
    page.markup("</div>\n");
    if checked.analysis.library_file.is_none() {
        page.markup("<section class=\"text\"");
        page.attribute(" aria-labelledby", &paper.label("text")).markup(">\n<h2");
        page.attribute(" id", &paper.part("text")).markup(">The text</h2>\n");
        text::write(&mut page, &paper, &marked);
        page.markup("</section>\n");
    }
    page.markup("</div>\n");
    explained::write(&mut page, &paper);
    page.markup("</article>\n");
    page.into_string()
}

/// What was read, and how much was found.
fn counts(page: &mut Page, checked: &Checked) {
    let mut summary = Summary::default();
    summary.add(checked);
    let listed = match checked.analysis.library_file {
        Some(_) => count(summary.references, "record"),
        None => count(summary.references, "reference"),
    };
    page.markup("<p class=\"counts\">").text(&listed);
    if checked.analysis.library_file.is_none() {
        page.markup(", ").text(&count(summary.citations, "citation"));
    }
    if checked.analysis.system != System::None {
        page.markup(" by ").text(checked.analysis.system.described());
    }
    page.markup("</p>\n<p class=\"counts\">");
    let levels = [
        (summary.errors, Severity::Error, "e"),
        (summary.warnings, Severity::Warning, "w"),
        (summary.hints, Severity::Hint, "h"),
    ];
    for (number, severity, letter) in levels {
        page.markup("<span").attribute(" class", &format!("level {letter}")).markup(">");
        page.markup(sign(severity)).markup(" ").text(&count(number, &severity.to_string()));
        page.markup("</span> ");
    }
    page.markup("</p>\n");
}

fn tail(summary: &Summary) -> String {
    let mut page = Page::default();
    page.markup("</main>\n<footer><p>").text(&count(summary.documents, "document"));
    page.markup(", checked by cite ").markup(env!("CARGO_PKG_VERSION"));
    page.markup("</p></footer>\n<script>").markup(SCRIPT).markup("</script>\n</body>\n</html>\n");
    page.into_string()
}
