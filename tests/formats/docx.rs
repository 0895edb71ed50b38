//! Writes papers as Word files.

use std::io::{Cursor, Write};

use cite::internals::model::document::BlockKind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::paper::{Block, Paper, Run, escaped};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The paper as a Word file; runs are cut after every `cut` characters, as Word does after edits.
pub fn written(paper: &Paper, cut: usize) -> Vec<u8> {
    let fields: Vec<String> = (0..paper.fields.len()).map(|at| instruction(paper, at)).collect();
    let mut body = String::new();
    for (at, block) in paper.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Note { .. } => {}
            BlockKind::TableCell => body.push_str(&format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                paragraph(block, at, cut, &fields)
            )),
            _ => body.push_str(&paragraph(block, at, cut, &fields)),
        }
    }
    let notes = paper.notes().into_iter().map(|(label, blocks)| {
        let paragraphs =
            blocks.iter().map(|block| format!("<w:p>{}</w:p>", runs(&block.runs, cut, &fields)));
        (label, paragraphs.collect())
    });
    let starts = paper.blocks.iter().enumerate().filter_map(|(at, block)| match block.kind {
        BlockKind::ListItem { ordinal: Some(number) } => Some((FIRST_NUMBERING + at, number)),
        _ => None,
    });
    of_parts(&body, &notes.collect::<Vec<_>>(), &starts.collect::<Vec<_>>())
}

/// A Word file with this body and these footnotes: label and paragraphs.
pub fn of_body(body: &str, notes: &[(String, String)]) -> Vec<u8> {
    of_parts(body, notes, &[])
}

/// The same with numberings that begin with these numbers.
fn of_parts(body: &str, notes: &[(String, String)], starts: &[(usize, u64)]) -> Vec<u8> {
    let footnotes: String = notes
        .iter()
        .map(|(label, paragraphs)| {
            format!("<w:footnote w:id=\"{}\">{paragraphs}</w:footnote>", escaped(label))
        })
        .collect();
    let xml = |root: &str, inside: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{WORD}\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{inside}</w:{root}>"
        )
    };
    zipped(&[
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONSHIPS.to_owned()),
        ("word/document.xml", xml("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/styles.xml", xml("styles", STYLES)),
        ("word/numbering.xml", xml("numbering", &numbering(starts))),
        ("word/footnotes.xml", xml("footnotes", &footnotes)),
    ])
}

/// A zip file of these members.
pub fn zipped(members: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(content.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// A paragraph.
fn paragraph(block: &Block, at: usize, cut: usize, fields: &[String]) -> String {
    let properties = match &block.kind {
        BlockKind::Heading(level) => format!("<w:pStyle w:val=\"Heading{level}\"/>"),
        BlockKind::ListItem { ordinal: Some(_) } => format!(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>",
            // Each number has a numbering of its own that begins with it.
            FIRST_NUMBERING + at
        ),
        BlockKind::ListItem { ordinal: None } => {
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>".to_owned()
        }
        BlockKind::Caption => "<w:pStyle w:val=\"Caption\"/>".to_owned(),
        BlockKind::Code => "<w:pStyle w:val=\"SourceCode\"/>".to_owned(),
        _ => String::new(),
    };
    // Where the file is printed, paragraphs are apart.
    let properties = format!("{properties}<w:spacing w:after=\"120\"/>");
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", runs(&block.runs, cut, fields))
}

fn runs(runs: &[Run], cut: usize, fields: &[String]) -> String {
    let mut out = String::new();
    let mut open = None;
    for run in runs {
        if run.field != open {
            out.push_str(if open.is_some() { FIELD_END } else { "" });
            out.push_str(run.field.map_or("", |field| &fields[field]));
            open = run.field;
        }
        out.push_str(&one(run, cut));
    }
    out.push_str(if open.is_some() { FIELD_END } else { "" });
    out
}

const FIELD_END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// The beginning of a field as Zotero writes it, up to what it shows.
fn instruction(paper: &Paper, field: usize) -> String {
    let items = paper.fields[field]
        .iter()
        .map(|work| serde_json::json!({"id": work, "itemData": paper.works[*work]}));
    let json = serde_json::json!({"citationItems": items.collect::<Vec<_>>()});
    let code = escaped(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {json}"));
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \
         {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    )
}

fn one(run: &Run, cut: usize) -> String {
    let mut look = String::new();
    for (is, element) in [
        (run.italic, "<w:i/>"),
        (run.bold, "<w:b/>"),
        (run.raised, "<w:vertAlign w:val=\"superscript\"/>"),
        (run.lowered, "<w:vertAlign w:val=\"subscript\"/>"),
    ] {
        if is {
            look.push_str(element);
        }
    }
    let mut out = String::new();
    if let Some(label) = &run.call {
        out.push_str(&format!("<w:r><w:footnoteReference w:id=\"{}\"/></w:r>", escaped(label)));
    }
    if run.on_new_line {
        out.push_str("<w:r><w:br/></w:r>");
    }
    let linked = run.link.as_ref().map(|address| {
        format!("<w:fldSimple w:instr=\"HYPERLINK &quot;{}&quot;\">", escaped(address))
    });
    out.push_str(linked.as_deref().unwrap_or_default());
    let letters: Vec<char> = run.text.chars().collect();
    for piece in letters.chunks(cut.max(1)) {
        let text: String = piece.iter().collect();
        let text = escaped(&text);
        out.push_str(&format!(
            "<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        ));
    }
    if linked.is_some() {
        out.push_str("</w:fldSimple>");
    }
    out
}

const FIRST_NUMBERING: usize = 10;

fn numbering(starts: &[(usize, u64)]) -> String {
    let mut out = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>".to_owned();
    out.push_str("<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>");
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    out.push_str("<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>");
    for (id, number) in starts {
        out.push_str(&format!(
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{number}\"/></w:lvlOverride></w:num>"
        ));
    }
    out
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://x.org/a" TargetMode="External"/></Relationships>"#;

const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/></w:style><w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="heading 4"/></w:style><w:style w:type="paragraph" w:styleId="Heading5"><w:name w:val="heading 5"/></w:style><w:style w:type="paragraph" w:styleId="Heading6"><w:name w:val="heading 6"/></w:style><w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style><w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style><w:style w:type="paragraph" w:styleId="Entry"><w:name w:val="Entry"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style><w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"#;
