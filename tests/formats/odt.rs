//! Writes papers as OpenDocument texts.

use cite::internals::model::document::BlockKind;

use super::docx::zipped;
use super::paper::{Paper, Run, escaped};

/// The paper as an OpenDocument text.
pub fn written(paper: &Paper) -> Vec<u8> {
    let notes: Vec<(String, String)> = paper
        .notes()
        .into_iter()
        .map(|(label, blocks)| {
            let inside =
                blocks.iter().map(|block| format!("<text:p>{}</text:p>", runs(&block.runs, &[])));
            (label, inside.collect())
        })
        .collect();
    let mut body = String::new();
    for block in &paper.blocks {
        let inside = runs(&block.runs, &notes);
        body.push_str(&match &block.kind {
            BlockKind::Note { .. } => String::new(),
            BlockKind::Heading(level) => {
                format!("<text:h text:outline-level=\"{level}\">{inside}</text:h>")
            }
            BlockKind::ListItem { ordinal } => format!(
                "<text:list text:style-name=\"{}\"><text:list-item{}><text:p>{inside}</text:p></text:list-item></text:list>",
                if ordinal.is_some() { "N" } else { "B" },
                ordinal.map_or(String::new(), |number| format!(" text:start-value=\"{number}\"")),
            ),
            BlockKind::TableCell => format!(
                "<table:table><table:table-row><table:table-cell><text:p>{inside}</text:p></table:table-cell></table:table-row></table:table>"
            ),
            _ => format!("<text:p>{inside}</text:p>"),
        });
    }
    of_body(&body)
}

/// An OpenDocument text with this body.
pub fn of_body(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         office:version=\"1.3\"><office:automatic-styles>{STYLES}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        ("content.xml", content),
        ("META-INF/manifest.xml", MANIFEST.to_owned()),
    ])
}

fn runs(runs: &[Run], notes: &[(String, String)]) -> String {
    let one = |run: &Run| {
        let mut text = escaped(&run.text).replace("  ", " <text:s/>");
        if let Some(rest) = text.strip_prefix(' ') {
            text = format!("<text:s/>{rest}");
        }
        for (is, style) in
            [(run.italic, "I"), (run.bold, "S"), (run.raised, "U"), (run.lowered, "L")]
        {
            if is {
                text = format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
            }
        }
        if let Some(address) = &run.link {
            text = format!("<text:a xlink:href=\"{}\">{text}</text:a>", escaped(address));
        }
        let call =
            run.call.as_ref().and_then(|label| notes.iter().find(|(known, _)| known == label));
        let call = call.map(|(label, inside)| {
            format!("<text:note text:note-class=\"footnote\"><text:note-citation>{}</text:note-citation><text:note-body>{inside}</text:note-body></text:note>", escaped(label))
        });
        let line = if run.on_new_line { "<text:line-break/>" } else { "" };
        format!("{}{line}{text}", call.unwrap_or_default())
    };
    runs.iter().map(one).collect()
}

const STYLES: &str = r#"<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="S" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="L" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style><text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>"#;

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
