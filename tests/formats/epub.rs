//! Writes papers as EPUB.

use cite::internals::model::document::BlockKind;

use super::docx::zipped;
use super::paper::{Paper, Run, escaped};

/// The paper as a book of one chapter.
pub fn written(paper: &Paper) -> Vec<u8> {
    let mut body = String::new();
    for block in &paper.blocks {
        let inside: String = block.runs.iter().map(run).collect();
        body.push_str(&match &block.kind {
            BlockKind::Note { .. } => String::new(),
            BlockKind::Heading(level) => format!("<h{level}>{inside}</h{level}>"),
            BlockKind::ListItem { ordinal: Some(number) } => {
                format!("<ol><li value=\"{number}\">{inside}</li></ol>")
            }
            BlockKind::ListItem { ordinal: None } => format!("<ul><li>{inside}</li></ul>"),
            BlockKind::TableCell => format!("<table><tr><td>{inside}</td></tr></table>"),
            BlockKind::Caption => format!("<figure><figcaption>{inside}</figcaption></figure>"),
            _ => format!("<p>{inside}</p>"),
        });
    }
    for (label, blocks) in paper.notes() {
        let inside: String = blocks
            .iter()
            .map(|block| format!("<p>{}</p>", block.runs.iter().map(run).collect::<String>()))
            .collect();
        body.push_str(&format!(
            "<aside id=\"{0}\" role=\"doc-footnote\">{inside}</aside>",
            escaped(&label)
        ));
    }
    let chapter = format!(
        "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head><body>{body}</body></html>"
    );
    zipped(&[
        ("mimetype", "application/epub+zip".to_owned()),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>".to_owned()),
        ("OEBPS/content.opf", "<package><manifest><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"n\"/><itemref idref=\"a\"/></spine></package>".to_owned()),
        ("OEBPS/nav.xhtml", "<html><body><p>References</p></body></html>".to_owned()),
        ("OEBPS/a.xhtml", chapter),
    ])
}

fn run(run: &Run) -> String {
    let mut text = escaped(&run.text);
    for (is, name) in
        [(run.italic, "i"), (run.bold, "b"), (run.raised, "sup"), (run.lowered, "sub")]
    {
        if is && !text.is_empty() {
            text = format!("<{name}>{text}</{name}>");
        }
    }
    if let Some(address) = &run.link {
        text = format!("<a href=\"{}\">{text}</a>", escaped(address));
    }
    let call = run.call.as_ref().map(|label| {
        format!("<a href=\"#{0}\" role=\"doc-noteref\"><sup>{0}</sup></a>", escaped(label))
    });
    let line = if run.on_new_line { "<br/>" } else { "" };
    format!("{}{line}{text}", call.unwrap_or_default())
}
