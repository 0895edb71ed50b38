//! The pages of the rules that found something, as they stand in `cite explain`.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::report::html::page::Page;
use crate::report::html::paper::Paper;
use crate::rules::RULES;

/// Writes what the rules mean that found something in a paper.
pub(super) fn write(page: &mut Page, paper: &Paper) {
    let found = |name: &str| paper.findings().iter().any(|finding| finding.rule == name);
    let rules: Vec<_> = RULES.iter().filter(|rule| found(rule.name)).collect();
    if rules.is_empty() {
        return;
    }
    page.markup("<section class=\"rules\"");
    page.attribute(" aria-labelledby", &paper.label("rules")).markup(">\n<h2");
    page.attribute(" id", &paper.part("rules")).markup(">What the rules mean</h2>\n");
    for rule in rules {
        page.markup("<article").attribute(" id", &paper.part(rule.name)).markup(">\n<h3>");
        page.text(rule.name).markup("</h3>\n");
        formatted(page, &rule.page());
        page.markup("</article>\n");
    }
    page.markup("</section>\n");
}

/// Writes the Markdown of a rule's page. The marks at the line ends of examples say what is found
/// there.
fn formatted(page: &mut Page, markdown: &str) {
    for event in Parser::new(markdown) {
        match event {
            Event::Start(tag) => page.markup(opening(&tag)),
            Event::End(tag) => page.markup(closing(tag)),
            Event::Text(text) => page.text(&text),
            Event::Code(code) => page.markup("<code>").text(&code).markup("</code>"),
            Event::SoftBreak | Event::HardBreak => page.markup("\n"),
            _ => page,
        };
    }
}

fn opening(tag: &Tag) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => "<pre>",
        Tag::List(None) => "<ul>",
        Tag::List(Some(_)) => "<ol>",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        _ => "",
    }
}

fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::CodeBlock => "</pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        _ => "",
    }
}
