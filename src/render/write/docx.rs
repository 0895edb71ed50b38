//! Word documents (Office Open XML, ECMA-376) that hold a list.
//!
//! A file of bytes, and so none of the formats of text: [`document`] gives the whole of it.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::escape::escaped::Escaped;
use crate::escape::xml::Xml;
use crate::render::formatted::{
    Display, FontStyle, FontVariant, FontWeight, Formatted, Piece, TextDecoration, VerticalAlign,
};

/// The name of the format on the command line.
pub(crate) const NAME: &str = "docx";

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
</Types>";

const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
</Relationships>";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

const TAIL: &str = "<w:sectPr/></w:body></w:document>";

/// Returns the bytes of a document with a paragraph for each text, the lines after the first indented.
///
/// # Errors
///
/// It is larger than a zip file can be.
pub(crate) fn document(texts: &[&Formatted]) -> Result<Vec<u8>, ZipError> {
    let mut body = Escaped::<Xml>::markup(HEAD);
    for text in texts {
        body.push(&paragraph(text));
    }
    let body = body.then(&Escaped::markup(TAIL)).into_string();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of writing is left out: the same list gives the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let parts =
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &body)];
    for (name, content) in parts {
        out.start_file(name, options)?;
        out.write_all(content.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

fn paragraph(text: &Formatted) -> Escaped<Xml> {
    let mut runs = Escaped::<Xml>::new();
    let mut block = text.pieces.first().and_then(|piece| piece.block);
    for piece in &text.pieces {
        if piece.block != block && !runs.is_empty() {
            // Text in the margin is separated by a tab, another block by a line end.
            let margin = block.is_some_and(|(_, display)| display == Display::LeftMargin);
            runs.push(&Escaped::markup(if margin { TAB } else { BREAK }));
        }
        block = piece.block;
        runs.push(&run(piece));
    }
    runs.between("<w:p><w:pPr><w:ind w:left=\"720\" w:hanging=\"720\"/></w:pPr>", "</w:p>")
}

const TAB: &str = "<w:r><w:tab/></w:r>";
const BREAK: &str = "<w:r><w:br/></w:r>";

/// A run of text that is set in one way; elements stand in the order of the schema.
fn run(piece: &Piece) -> Escaped<Xml> {
    let face = piece.face;
    let set = [
        (face.font_weight == FontWeight::Bold, "<w:b/>"),
        (face.font_style != FontStyle::Normal, "<w:i/>"),
        (face.font_variant == FontVariant::SmallCaps, "<w:smallCaps/>"),
        (face.text_decoration == TextDecoration::Underline, "<w:u w:val=\"single\"/>"),
        (face.vertical_align == VerticalAlign::Sup, "<w:vertAlign w:val=\"superscript\"/>"),
        (face.vertical_align == VerticalAlign::Sub, "<w:vertAlign w:val=\"subscript\"/>"),
    ];
    let mut out = Escaped::<Xml>::markup("<w:r>");
    let codes: Escaped<Xml> =
        set.into_iter().filter(|(is, _)| *is).map(|(_, code)| Escaped::markup(code)).collect();
    if !codes.is_empty() {
        out.push(&codes.between("<w:rPr>", "</w:rPr>"));
    }
    let text = Escaped::<Xml>::text(&piece.text);
    out.then(&text.between("<w:t xml:space=\"preserve\">", "</w:t></w:r>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::formatted::Face;
    use std::io::Read;

    #[test]
    fn a_list_is_a_word_document() {
        let face = Face { font_style: FontStyle::Italic, ..Face::default() };
        let piece = |text: &str, face| Piece { text: text.to_owned(), face, ..Piece::default() };
        let text =
            Formatted { pieces: vec![piece("Ends & <b> ", Face::default()), piece("it", face)] };
        let bytes = document(&[&text]).expect("is written");
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("is an archive");
        let mut xml = String::new();
        zip.by_name("word/document.xml")
            .expect("is there")
            .read_to_string(&mut xml)
            .expect("reads");
        assert!(xml.contains("preserve\">Ends &amp; &lt;b&gt; </w:t>"), "{xml}");
        assert!(xml.contains("<w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">it<"), "{xml}");
    }
}
