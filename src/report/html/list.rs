//! The reference list of a paper, each entry with the places that cite it.

use crate::model::ids::ReferenceId;
use crate::report::html::marked::Marked;
use crate::report::html::page::Page;
use crate::report::html::paper::Paper;

/// Writes the list; nothing where a paper has none.
pub(super) fn write(page: &mut Page, paper: &Paper, marked: &Marked) {
    let references = paper.analysis().references();
    if references.is_empty() {
        return;
    }
    page.markup("<section class=\"list\"").attribute(" id", &paper.part("list"));
    page.attribute(" aria-labelledby", &paper.label("list-head")).markup(">\n<h2");
    page.attribute(" id", &paper.part("list-head")).markup(">The list</h2>\n<ol>\n");
    for (id, reference) in paper.analysis().each_reference() {
        let index = id.index();
        page.markup("<li").attribute(" id", &paper.name("r", index + 1)).markup(">");
        let number = (index + 1).to_string();
        let label = reference.label.as_deref().unwrap_or(&number);
        page.markup("<span class=\"number\">").text(label).markup("</span> ");
        marked.write(page, reference.span);
        cited(page, paper, id);
        page.markup("</li>\n");
    }
    page.markup("</ol>\n</section>\n");
}

/// Where an entry is cited.
fn cited(page: &mut Page, paper: &Paper, id: ReferenceId) {
    let Some(citing) = paper.citing.get(&id) else {
        page.markup(" <span class=\"cited none\">not cited</span>");
        return;
    };
    page.markup(" <span class=\"cited\">cited");
    for (place, item) in citing.iter().enumerate() {
        page.markup(" <a").attribute(" href", &paper.link("c", item + 1)).markup(">");
        page.text(&(place + 1).to_string()).markup("</a>");
    }
    page.markup("</span>");
}
