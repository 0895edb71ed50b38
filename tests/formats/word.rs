//! What is read of Word files, and what is written into them.

use cite::Safety;
use cite::internals::fix::annotate::annotated;
use cite::internals::fix::repair::repair;
use cite::internals::model::document::{BlockKind, MarkKind};
use cite::{Document, Error, Finding, Library};

use super::docx::{of_body, zipped};

fn read(body: &str) -> Document {
    Document::read("a.docx", of_body(body, &[]), false).expect("readable")
}

fn original(body: &str) -> Document {
    Document::read("a.docx", of_body(body, &[]), true).expect("readable")
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| document.slice(block.span)).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A complex field.
fn field(code: &str, shown: &str) -> String {
    let code = code.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        run(shown)
    )
}

#[test]
fn tracked_changes_are_accepted_or_rejected() {
    let body = paragraph(&format!(
        "{}<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>1999</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"A\">{}</w:ins>{}",
        run("So (Hurd "),
        run("2001"),
        run(").")
    ));
    assert_eq!(texts(&read(&body)), ["So (Hurd 2001)."]);
    assert_eq!(texts(&original(&body)), ["So (Hurd 1999)."]);
    let joined = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"A\"/></w:rPr></w:pPr>{}</w:p>{}",
        run("One "),
        paragraph(&run("line."))
    );
    assert_eq!(texts(&read(&joined)), ["One line."]);
    assert_eq!(texts(&original(&joined)), ["One ", "line."]);
    let row = "<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>\
               <w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(texts(&read(row)), ["kept"]);
}

#[test]
fn characters_that_are_no_text() {
    let body = paragraph(
        "<w:r><w:t>soft\u{AD}hyphen</w:t><w:softHyphen/><w:t>s 12</w:t><w:noBreakHyphen/><w:t>14</w:t>\
         <w:tab/><w:sym w:font=\"Symbol\" w:char=\"F061\"/><w:br/><w:t>A &amp; B</w:t></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    );
    let document = read(&body);
    assert_eq!(texts(&document), ["softhyphens 12-14\tα A & B"]);
    assert_eq!(document.source.text(), "softhyphens 12-14\tα\nA & B\n");
}

#[test]
fn raised_text_over_several_runs_is_one_mark() {
    let raised = |text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let styled = "<w:r><w:rPr><w:rStyle w:val=\"Up\"/></w:rPr><w:t>7</w:t></w:r>";
    let moved = "<w:r><w:rPr><w:position w:val=\"6\"/></w:rPr><w:t>8</w:t></w:r>";
    let body = paragraph(&format!(
        "{}{}{}{styled}{moved}{}",
        run("help"),
        raised("3"),
        raised(","),
        run(" so")
    ));
    let document = read(&body);
    assert_eq!(document.marks.len(), 1);
    assert_eq!(document.marks[0].kind, MarkKind::Superscript);
    assert_eq!(document.slice(document.marks[0].span), "3,78");
}

#[test]
fn numbers_are_counted() {
    let item = |id: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let styled =
        |text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"Entry\"/></w:pPr>{}</w:p>", run(text));
    let body = [styled("A"), item(2, "B"), item(1, "C"), styled("D"), item(0, "E")].concat();
    let kinds: Vec<BlockKind> = read(&body).blocks.into_iter().map(|block| block.kind).collect();
    let numbered = |ordinal| BlockKind::ListItem { ordinal };
    assert_eq!(
        kinds,
        [
            numbered(Some(1)),
            numbered(Some(2)),
            numbered(None),
            numbered(Some(3)),
            BlockKind::Paragraph
        ]
    );
}

#[test]
fn text_boxes_controls_and_cells_are_read_once() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent xmlns:mc=\"x\"><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>\
         <w:sdt><w:sdtPr><w:tag w:val=\"t\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        run("before "),
        boxed("box"),
        boxed("box"),
        run("after"),
        paragraph(&run("control")),
        paragraph(&run("Click here")),
        paragraph(&run("one")),
        paragraph(&run("two")),
        paragraph(&run("inner")),
    );
    assert_eq!(texts(&read(&body)), ["before after", "box", "control", "one", "two", "inner"]);
}

#[test]
fn fields_show_their_text_and_name_their_works() {
    let csl = r#"ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1,"itemData":{"id":1,"type":"book","title":"Beyond Anarchy","author":[{"family":"Lake","given":"D."}],"issued":{"date-parts":[[2001]]}}}]} RNDabc"#;
    let nested = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        field("MERGEFIELD a", "not shown"),
        run("shown")
    );
    let body = format!(
        "{}{}{}",
        paragraph(&format!("{}{}.", run("So it is "), field(csl, "(Lake 2001)"))),
        paragraph(&nested),
        paragraph(&field(" TOC \\o \"1-3\" ", "References 7")),
    );
    let document = read(&body);
    assert_eq!(texts(&document), ["So it is (Lake 2001)", "shown"]);
    let [cited] = document.fields.as_slice() else { panic!("one field") };
    assert_eq!((cited.software, document.slice(cited.span)), ("Zotero", "(Lake 2001)"));
    assert_eq!(cited.works[0].entry.as_ref().and_then(|entry| entry.year()), Some(2001));
}

/// A paper with a fault that can be mended, one that cannot, and a field.
fn faulty() -> Vec<u8> {
    let heading = |text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>", run(text))
    };
    let body = [
        heading("Trust"),
        paragraph(&format!(
            "{}<w:r w:rsidR=\"00A\"><w:rPr><w:b/></w:rPr><w:t>(Hurd 2003; Kim et. al. 2010)</w:t></w:r>{}",
            run("Trust is local "),
            run(", and so on &amp; on.")
        )),
        paragraph(&run("So says Lake (2001), and North (1991).")),
        heading("References"),
        paragraph(&run(
            "Hurd, I. 1999. Legitimacy and Authority. International Organization 53 (2): 379–408.",
        )),
        paragraph(&run("Kim, A., Lee, B., and Doe, C. 2010. Order. Journal of Order 4 (1): 1–20.")),
        paragraph(&run("Lake, D. 2001. Beyond Anarchy. Princeton: Princeton University Press.")),
    ];
    of_body(&body.concat(), &[])
}

fn checked(document: &Document) -> Vec<Finding> {
    cite::check(document, &Library::none())
}

#[test]
fn annotating_twice_is_annotating_once() {
    let document = Document::read("a.docx", faulty(), false).expect("readable");
    let findings = checked(&document);
    assert!(findings.len() >= 2, "{findings:?}");
    let once = annotated(&document, &findings).expect("written");
    let again = Document::read("a.docx", once.clone(), false).expect("readable");
    assert_eq!(again.text, document.text);
    assert_eq!(checked(&again), findings);
    assert_eq!(annotated(&again, &findings).expect("written"), once);
    let none = annotated(&again, &[]).expect("written");
    assert_eq!(Document::read("a.docx", none, false).expect("readable").text, document.text);
}

#[test]
fn a_file_without_findings_is_copied_as_it_is() {
    let before = of_body(&paragraph(&run("Trust is local.")), &[]);
    let document = Document::read("a.docx", before.clone(), false).expect("readable");
    assert_eq!(annotated(&document, &[]).expect("written"), before);
    let paper = std::fs::read("tests/formats/fixtures/paper.odt").expect("there");
    let document = Document::read("a.odt", paper.clone(), false).expect("readable");
    assert_eq!(annotated(&document, &[]).expect("written"), paper);
}

#[test]
fn fields_inside_fields_show_their_text_once() {
    let link = field("HYPERLINK \"http://x.org\"", "Lake");
    let outer = field(
        r#"ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":1,"itemData":{"id":1,"type":"book","title":"Beyond Anarchy","author":[{"family":"Lake"}],"issued":{"date-parts":[[2001]]}}}]}"#,
        "SHOWN",
    );
    let shown = format!("{}{link}{}", run("("), run(" 2001)"));
    let document = read(&paragraph(&format!(
        "{}{}{}",
        run("Trust "),
        outer.replace(&run("SHOWN"), &shown),
        run(" is local.")
    )));
    assert_eq!(texts(&document), ["Trust (Lake 2001) is local."]);
    assert_eq!(document.fields.len(), 1);
    assert_eq!(document.slice(document.fields[0].span), "(Lake 2001)");
}

#[test]
fn a_typed_number_in_a_numbered_list_is_no_part_of_the_entry() {
    let item = |text: &str| {
        let properties = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>";
        format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(text))
    };
    let document = read(
        &[
            paragraph(&run("So it is [1, 2], and here [3].")),
            paragraph(&run("References")),
            item("1. Hurd, I. 1999. Legitimacy and Authority. London: Ex."),
            item("2. Lake, D. 2001. Beyond Anarchy. Princeton: Princeton University Press."),
            item("3. Wendt, A. 1992. Anarchy. Paris: Seuil."),
        ]
        .concat(),
    );
    let library = Library::none();
    let analysis = cite::internals::Analysis::gather(&document, &library);
    let entries: Vec<&str> = analysis.references().iter().map(|one| &*one.raw).collect();
    assert_eq!(entries.len(), 3);
    assert!(
        entries.iter().all(|raw| !raw.starts_with(|c: char| c.is_ascii_digit())),
        "{entries:?}"
    );
}

#[test]
fn an_empty_part_of_comments_is_filled() {
    let relationship = "<Relationship Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>";
    let before = faulty();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(before)).expect("a zip");
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut members: Vec<(&str, String)> = Vec::new();
    for name in &names {
        let mut text = String::new();
        let mut part = zip.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        if name == "word/_rels/document.xml.rels" {
            text = text.replace("</Relationships>", relationship);
        }
        members.push((name, text));
    }
    members.push(("word/comments.xml", String::new()));
    let document = Document::read("a.docx", zipped(&members), false).expect("readable");
    let findings = checked(&document);
    let after = annotated(&document, &findings).expect("written");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(after)).expect("a zip");
    let mut text = String::new();
    let mut part = zip.by_name("word/comments.xml").expect("a part");
    std::io::Read::read_to_string(&mut part, &mut text).expect("text");
    assert_eq!(text.matches("<w:comment ").count(), findings.len(), "{text}");
}

#[test]
fn comments_stand_at_their_places_and_the_rest_is_kept() {
    let before = faulty();
    let document = Document::read("a.docx", before.clone(), false).expect("readable");
    let findings = checked(&document);
    let after = annotated(&document, &findings).expect("written");
    let part = |bytes: &[u8], name: &str| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).expect("a zip");
        let mut text = String::new();
        let mut file = zip.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut file, &mut text).expect("text");
        text
    };
    for name in ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "_rels/.rels"] {
        assert_eq!(part(&before, name), part(&after, name), "{name}");
    }
    let xml = part(&after, "word/document.xml");
    assert!(xml.contains(
        "<w:commentRangeStart w:id=\"0\"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Hurd 2003</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>"
    ), "{xml}");
    assert_eq!(part(&after, "word/comments.xml").matches("<w:comment ").count(), findings.len());
    assert!(part(&after, "[Content_Types].xml").contains("/word/comments.xml"));
}

#[test]
fn fixes_are_tracked_changes() {
    let document = Document::read("a.docx", faulty(), false).expect("readable");
    let none = Library::none();
    let repaired = repair(&document, &none, None, &cite::Levels::new(), Safety::Safe);
    assert!(repaired.done >= 1);
    assert!(repaired.document.text.contains("Kim et al. 2010"), "{}", &*repaired.document.text);
    let bytes = repaired.document.origin.as_ref().expect("a file").bytes.to_vec();
    let rejected = Document::read("a.docx", bytes, true).expect("readable");
    assert_eq!(rejected.text, document.text);
}

#[test]
fn what_cannot_be_read_says_so() {
    let message = |name: &str, bytes: Vec<u8>| match Document::read(name, bytes, false) {
        Err(Error::Content { message, .. }) => message,
        other => panic!("{other:?}"),
    };
    let whole = faulty();
    assert!(message("a.docx", whole[..whole.len() / 2].to_vec()).contains("cut off or damaged"));
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), wide(name)].concat();
    assert!(message("a.docx", compound("EncryptedPackage")).contains("password"));
    assert!(message("a.docx", compound("WordDocument")).contains(".doc"));
    let sheet =
        zipped(&[("[Content_Types].xml", String::new()), ("xl/workbook.xml", String::new())]);
    assert!(message("a.docx", sheet).contains("spreadsheet"));
    assert!(message("a.md", zipped(&[("a.txt", String::new())])).contains("ZIP archive"));
    let bomb = zipped(&[
        ("[Content_Types].xml", String::new()),
        ("word/document.xml", " ".repeat(300 << 20)),
    ]);
    assert!(bomb.len() < 1 << 20);
    assert!(message("a.docx", bomb).contains("unpack to more"));
}

#[test]
fn no_cut_of_the_text_breaks_anything() {
    let part = |inside: &str| {
        let head = "\u{FEFF}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
        zipped(&[
            ("[Content_Types].xml", "<Types></Types>".to_owned()),
            ("word/document.xml", format!("{head}{inside}")),
        ])
    };
    let whole = [
        paragraph(&format!("{}{}", run("So (Hurd 1999; Kim et. al. 2010) &amp; é "), field("ADDIN EN.CITE <x>", "(Lake 2001)"))),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        paragraph("<w:ins w:id=\"1\"><w:r><w:t>in</w:t></w:r></w:ins><w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r>"),
    ]
    .concat();
    for cut in (0..=whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
        let document = Document::read("a.docx", part(&whole[..cut]), false).expect("readable");
        let spans: Vec<_> = document.blocks.iter().map(|block| block.span).collect();
        let finding = |span| Finding::new("ibid", cite::Severity::Hint, "x").at(span);
        let findings: Vec<Finding> = spans.into_iter().map(finding).collect();
        let once = annotated(&document, &findings).expect("written");
        let again = Document::read("a.docx", once.clone(), false).expect("readable");
        assert_eq!(again.text, document.text, "{cut}");
        assert_eq!(annotated(&again, &findings).expect("written"), once, "{cut}");
    }
}

#[test]
fn damaged_xml_gives_what_can_be_read() {
    let document = zipped(&[
        ("[Content_Types].xml", String::new()),
        (
            "word/document.xml",
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>So it is.</w:t></w:r></w:p><w:p><w:r><w:t foo".to_owned(),
        ),
    ]);
    let document = Document::read("a.docx", document, false).expect("readable");
    assert_eq!(texts(&document), ["So it is."]);
    assert_eq!(document.faults.len(), 1);
}
