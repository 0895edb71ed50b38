//! What is wrong in a paper: a list whose items lead to their places.

use crate::model::finding::{Edit, Finding, Fix, Safety};
use crate::report::excerpt::{LONGEST, excerpt};
use crate::report::html::page::Page;
use crate::report::html::paper::{Paper, letter, sign};
use crate::text::span::Span;

/// How many other places of a finding are shown; the rest are counted.
const MOST_PLACES: usize = 8;

/// Writes the findings of a paper.
pub(super) fn write(page: &mut Page, paper: &Paper) {
    page.markup("<section class=\"findings\"");
    page.attribute(" aria-labelledby", &paper.label("findings")).markup(">\n<h2");
    page.attribute(" id", &paper.part("findings")).markup(">Findings</h2>\n");
    if paper.findings().is_empty() {
        page.markup("<p>Nothing to report.</p>\n</section>\n");
        return;
    }
    page.markup("<ol>\n");
    for (index, finding) in paper.findings().iter().enumerate() {
        one(page, paper, index + 1, finding);
    }
    page.markup("</ol>\n</section>\n");
}

fn one(page: &mut Page, paper: &Paper, number: usize, finding: &Finding) {
    page.markup("<li").attribute(" id", &paper.name("f", number));
    page.attribute(" class", letter(finding.severity));
    page.attribute(" data-rule", finding.rule).markup(">\n<p class=\"what\">");
    let level = format!(" {} {number}", finding.severity);
    page.markup("<span class=\"level\">").markup(sign(finding.severity)).text(&level);
    page.markup("</span> <a");
    page.attribute(" href", &format!("#{}", paper.part(finding.rule))).markup(">");
    page.text(finding.rule).markup("</a></p>\n<p>").text(&finding.message).markup("</p>\n");
    if let Some(help) = &finding.help {
        page.markup("<p class=\"help\">").text(help).markup("</p>\n");
    }
    if let Some(fix) = &finding.fix {
        proposed(page, paper, fix);
    }
    places(page, paper, number, finding);
    page.markup("</li>\n");
}

/// What a fix takes away and puts in its place.
fn proposed(page: &mut Page, paper: &Paper, fix: &Fix) {
    page.markup("<p class=\"fix\">").markup(match fix.safety {
        Safety::Safe => "Fix: ",
        Safety::Unsafe => "Possible fix, to be looked at: ",
    });
    for (place, Edit { span, text }) in fix.edits.iter().enumerate() {
        let old = paper.analysis().text(*span);
        page.markup(if place > 0 { "; " } else { "" });
        if !old.is_empty() {
            page.markup("<del>").text(&excerpt(old, LONGEST)).markup("</del> ");
        }
        if !text.is_empty() {
            page.markup("<ins>").text(&excerpt(text, LONGEST)).markup("</ins>");
        }
    }
    page.markup("</p>\n");
}

/// Where it stands, and what else it concerns.
fn places(page: &mut Page, paper: &Paper, number: usize, finding: &Finding) {
    if finding.span.is_none() && finding.related.is_empty() {
        return;
    }
    page.markup("<ul class=\"places\">\n");
    if let Some(span) = finding.span {
        place(page, paper, span, Some(paper.name("m", number)), "");
    }
    for related in finding.related.iter().take(MOST_PLACES) {
        place(page, paper, related.span, paper.shown_at(related.span), &related.message);
    }
    let hidden = finding.related.len().saturating_sub(MOST_PLACES);
    if hidden > 0 {
        page.markup("<li>and ").text(&hidden.to_string()).markup(" more places</li>\n");
    }
    page.markup("</ul>\n");
}

fn place(page: &mut Page, paper: &Paper, span: Span, name: Option<String>, message: &str) {
    let place = paper.place(span);
    // The text of a library is not on the page.
    let name = name.filter(|_| paper.analysis().library_file.is_none());
    page.markup("<li>");
    match name {
        Some(name) => {
            page.markup("<a").attribute(" href", &format!("#{name}")).markup(">");
            page.text(&place).markup("</a>");
        }
        None => {
            page.text(&place);
        }
    }
    if !message.is_empty() {
        page.markup(", ").text(message);
    }
    let said = paper.analysis().text(span);
    if !said.trim().is_empty() {
        page.markup(": <q>").text(&excerpt(said, LONGEST)).markup("</q>");
    }
    page.markup("</li>\n");
}
