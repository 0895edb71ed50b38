//! The index of several pages: a table of the papers and of how much was found in each.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::report::checked::Summary;
use crate::report::html::page::Page;
use crate::report::html::{head, tail};

/// A paper of the index.
pub(crate) struct Row {
    /// The file of its page, beside the index.
    pub(crate) file: String,
    /// The paper.
    pub(crate) paper: String,
    /// How much was found in it.
    pub(crate) summary: Summary,
}

/// What a column counts.
type Counted = fn(&Summary) -> usize;

/// The columns after the name of the paper.
const COLUMNS: [(&str, Counted); 5] = [
    ("Errors", |summary| summary.errors),
    ("Warnings", |summary| summary.warnings),
    ("Hints", |summary| summary.hints),
    ("References", |summary| summary.references),
    ("Citations", |summary| summary.citations),
];

/// Returns the page that leads to those of the papers, those with the most errors first.
pub(crate) fn index(rows: &[Row], total: &Summary) -> String {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| {
        std::cmp::Reverse((row.summary.errors, row.summary.warnings, row.summary.hints))
    });
    let mut page = Page::default();
    page.markup("<div class=\"index\">\n<h1>Citations checked</h1>\n<table>\n<thead><tr>");
    page.markup("<th scope=\"col\">Paper</th>");
    for (name, _) in COLUMNS {
        page.markup("<th scope=\"col\">").markup(name).markup("</th>");
    }
    page.markup("</tr></thead>\n<tbody>\n");
    for row in rows {
        let address = utf8_percent_encode(&row.file, NON_ALPHANUMERIC).to_string();
        page.markup("<tr><th scope=\"row\"><a").attribute(" href", &address).markup(">");
        page.text(&row.paper).markup("</a></th>");
        counts(&mut page, &row.summary);
    }
    page.markup("</tbody>\n<tfoot><tr><th scope=\"row\">All</th>");
    counts(&mut page, total);
    page.markup("</tfoot>\n</table>\n</div>\n");
    format!("{}{}{}", head(), page.into_string(), tail(total))
}

fn counts(page: &mut Page, summary: &Summary) {
    for (_, number) in COLUMNS {
        page.markup("<td>").text(&number(summary).to_string()).markup("</td>");
    }
    page.markup("</tr>\n");
}
