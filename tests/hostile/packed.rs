//! Hostile files of word processors, and what is packed: Word, OpenDocument, Rich Text, EPUB, and archives
//! of projects.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::Hostile;
use crate::pieces::{each, nested, noise};

/// Documents of each kind, with parts that mean harm.
pub fn documents() -> Vec<Hostile> {
    let files = word().into_iter().chain(odt()).chain(epub()).chain(rich());
    let whole: Vec<Hostile> = files.collect();
    let cut = whole.iter().step_by(5).map(|file| {
        Hostile::new("a file that is cut off", file.ending, &file.bytes[..file.bytes.len() / 2])
    });
    let broken = whole.iter().step_by(4).map(|file| {
        let mut bytes = file.bytes.clone();
        let middle = bytes.len() / 3;
        let other = noise(64, 7);
        bytes.iter_mut().skip(middle).zip(other).for_each(|(byte, other)| *byte = other);
        Hostile::new("a file with noise in it", file.ending, bytes)
    });
    let more: Vec<Hostile> = cut.chain(broken).collect();
    whole.into_iter().chain(more).collect()
}

/// Archives of projects.
pub fn archives() -> Vec<Hostile> {
    let zips = [
        (
            "names that lead out",
            zip(&[("../a.md", PAPER), ("/etc/b.md", PAPER), ("..\\c.md", PAPER)]),
        ),
        (
            "names of signs",
            zip(&[("\u{1b}[2J\u{202e}.md", PAPER), ("a\nb.md", PAPER), ("\0.md", PAPER)]),
        ),
        ("one name twice", zip(&[("A.md", PAPER), ("a.md", PAPER), ("a.md/b.md", PAPER)])),
        ("a folder that is deep", zip(&[(&format!("{}a.md", "d/".repeat(5_000)), PAPER)])),
        ("an archive in an archive", zip(&[("a.zip", "PK\u{3}\u{4}"), ("b.md", PAPER)])),
        ("a text of gigabytes", bomb("a.md", "word ", 300)),
        ("a project of gigabytes", bomb("main.tex", "\\input{a} ", 200)),
        ("nothing in it", zip(&[])),
        ("sizes that are no sizes", lying(zip(&[("a.md", &PAPER.repeat(200_000))]))),
        ("files that bring in each other", project(&|at| format!("\\input{{{at}}} ").repeat(10))),
        ("files that bring in nothing", project(&|_| "\\input{none} ".repeat(20_000))),
    ];
    let zips = zips.into_iter().map(|(name, bytes)| Hostile::new(name, "zip", bytes));
    let tars = [
        ("links out of it", tar(&[("a.md", b'2', "/etc/passwd", 0), ("b.md", b'1', "../../b", 0)])),
        (
            "devices and pipes",
            tar(&[("a.md", b'3', "", 0), ("b.md", b'6', "", 0), ("c.md", b'5', "", 0)]),
        ),
        ("a size of all bits", tar(&[("a.md", b'0', "", 20), ("b.md", b'0', "", u64::MAX)])),
        (
            "a size of half the bits",
            tar(&[("a.md", b'0', "", 20), ("b.md", b'0', "", u64::MAX - 600)]),
        ),
        ("a size of gigabytes", tar(&[("a.md", b'0', "", 1 << 40)])),
        ("a name of a megabyte", tar(&[("a.md", b'L', "", 1 << 20)])),
    ];
    zips.chain(tars.into_iter().map(|(name, bytes)| Hostile::new(name, "tar", bytes))).collect()
}

const PAPER: &str =
    "So it is (Smith 2010).\n\n## References\n\nSmith, J. 2010. On it. Oslo: Press.\n";

/// A zip file with these members.
fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        // A name that is there already is left out.
        if zip.start_file(*name, SimpleFileOptions::default()).is_ok() {
            zip.write_all(content.as_bytes()).expect("in memory");
        }
    }
    zip.finish().expect("in memory").into_inner()
}

/// A zip file with one member of so many megabytes.
fn bomb(name: &str, text: &str, megabytes: usize) -> Vec<u8> {
    packed(&[(name, "", text, megabytes, "")])
}

/// A zip file of members that are long: what they begin with, what they repeat for so many
/// megabytes, and their end.
fn packed(members: &[(&str, &str, &str, usize, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    for (name, start, text, megabytes, end) in members {
        zip.start_file(*name, options).expect("begun");
        zip.write_all(start.as_bytes()).expect("in memory");
        let piece = text.repeat((1 << 20) / text.len());
        for _ in 0..*megabytes {
            zip.write_all(piece.as_bytes()).expect("in memory");
        }
        zip.write_all(end.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// The file with another size said of each member, in both places.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    for (sign, at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let found: Vec<usize> = bytes
            .windows(4)
            .enumerate()
            .filter(|(_, four)| four == sign)
            .map(|(at, _)| at)
            .collect();
        for place in found {
            bytes[place + at..place + at + 4].copy_from_slice(&100u32.to_le_bytes());
        }
    }
    bytes
}

/// A LaTeX project of sixteen files; `text` says what is in the one that can bring in the file of this
/// number.
fn project(text: &dyn Fn(usize) -> String) -> Vec<u8> {
    let main = format!("\\documentclass{{a}}\\begin{{document}}{}\\end{{document}}", text(0));
    let names: Vec<String> = (0..16).map(|at| format!("{at}.tex")).collect();
    let texts: Vec<String> = (1..=16).map(text).collect();
    let parts = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str()));
    zip(&[("main.tex", main.as_str())].into_iter().chain(parts).collect::<Vec<_>>())
}

/// A tar file of entries: name, kind, where a link leads, size.
fn tar(entries: &[(&str, u8, &str, u64)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, kind, link, size) in entries {
        let mut head = [0u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[100..108].copy_from_slice(b"0000644\0");
        // Sizes beyond eight gigabytes are written in binary.
        head[124] = 0x80;
        head[128..136].copy_from_slice(&size.to_be_bytes());
        head[156] = *kind;
        head[157..157 + link.len()].copy_from_slice(link.as_bytes());
        head[257..265].copy_from_slice(b"ustar\x0000");
        head[148..156].copy_from_slice(b"        ");
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        bytes.extend(head);
        bytes.extend([b'a'; 512]);
    }
    bytes
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word file whose text has this inside, with other parts.
fn docx(inside: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = format!(
        "<w:document xmlns:w=\"{WORD}\"><w:body>{inside}<w:p><w:r><w:t>So it is (Nobody 1999).</w:t></w:r></w:p></w:body></w:document>"
    );
    let members = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", main.as_str())];
    zip(&[&members[..], others].concat())
}

fn word() -> Vec<Hostile> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let styles = |inside: &str| format!("<w:styles xmlns:w=\"{WORD}\">{inside}</w:styles>");
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    const LINKS: &str = "word/_rels/document.xml.rels";
    let comments = |id: &str| {
        format!(
            "<w:comments xmlns:w=\"{WORD}\"><w:comment w:id=\"{id}\" w:author=\"x\"><w:p/></w:comment></w:comments>"
        )
    };
    let noted = |kind: &str, note: &str| {
        let name = format!("word/{kind}s.xml");
        let xml = format!("<w:{kind}s xmlns:w=\"{WORD}\">{note}</w:{kind}s>");
        docx(
            &format!("<w:p><w:r><w:{kind}Reference w:id=\"1\"/></w:r></w:p>").repeat(2_000),
            &[(LINKS, &related(&format!("{kind}s"), &format!("{kind}s.xml"))), (&name, &xml)],
        )
    };
    let mut files = vec![
        ("nothing in it", docx("", &[])),
        ("text without paragraphs", docx("words (Smith 2010) &amp; more", &[])),
        (
            "tables in tables",
            docx(&nested("<w:tbl><w:tr><w:tc>", "<w:p/>", "</w:tc></w:tr></w:tbl>", 5_000), &[]),
        ),
        (
            "boxes in boxes",
            docx(
                &nested("<w:p><w:r><w:txbxContent>", "", "</w:txbxContent></w:r></w:p>", 5_000),
                &[],
            ),
        ),
        ("paragraphs in paragraphs", docx(&nested("<w:p>", "x", "</w:p>", 20_000), &[])),
        ("runs that stay open", docx(&"<w:p><w:r><w:t>x".repeat(5_000), &[])),
        ("ends without beginnings", docx(&"</w:p></w:r></w:t>".repeat(5_000), &[])),
        (
            "fields in fields",
            docx(
                &paragraph("x")
                    .replace("<w:t>", "<w:fldChar w:fldCharType=\"begin\"/><w:t>")
                    .repeat(5_000),
                &[],
            ),
        ),
        (
            "changes in changes",
            docx(&nested("<w:ins w:id=\"1\">", "<w:p/>", "</w:ins>", 5_000), &[]),
        ),
        (
            "an entity of entities",
            docx(
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>&b;&b;",
                &[],
            ),
        ),
        (
            "a number of an other sign",
            docx(&paragraph("&#0;&#x1b;&#xD800;&#x110000;&#99999999999;"), &[]),
        ),
        ("attributes without end", docx(&format!("<w:p {}/>", "w:a=\"b\" ".repeat(50_000)), &[])),
        (
            "an address of a megabyte",
            docx("", &[(LINKS, &related("hyperlink", &"a".repeat(1 << 20)))]),
        ),
        (
            "a part that leads out",
            docx("", &[(LINKS, &related("footnotes", "../../../../etc/passwd"))]),
        ),
        ("a part that is itself", docx("", &[(LINKS, &related("footnotes", "document.xml"))])),
        (
            "the number of a comment",
            docx(
                "",
                &[
                    (LINKS, &related("comments", "comments.xml")),
                    ("word/comments.xml", &comments("18446744073709551615")),
                ],
            ),
        ),
        (
            "the number of a comment of Word",
            docx(
                "",
                &[
                    (LINKS, &related("comments", "comments.xml")),
                    ("word/comments.xml", &comments("2147483647")),
                ],
            ),
        ),
        (
            "the number of a change",
            docx("<w:ins w:id=\"18446744073709551615\"><w:r><w:t>x</w:t></w:r></w:ins>", &[]),
        ),
        (
            "comments that end nothing",
            docx(
                &"<w:commentRangeEnd w:id=\"1\"/><w:commentReference w:id=\"1\"/>".repeat(3_000),
                &[],
            ),
        ),
        (
            "notes that are called again",
            noted(
                "footnote",
                &format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("Smith 2010.")),
            ),
        ),
        (
            "notes that call themselves",
            noted(
                "endnote",
                "<w:endnote w:id=\"1\"><w:p><w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p></w:endnote>",
            ),
        ),
        (
            "a style on itself",
            docx(
                "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr></w:p>",
                &[
                    (LINKS, &related("styles", "styles.xml")),
                    (
                        "word/styles.xml",
                        &styles(
                            "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>",
                        ),
                    ),
                ],
            ),
        ),
        (
            "a row of styles",
            docx(
                "<w:p><w:pPr><w:pStyle w:val=\"s0\"/></w:pPr></w:p>",
                &[
                    (LINKS, &related("styles", "styles.xml")),
                    (
                        "word/styles.xml",
                        &styles(&each(20_000, |at| {
                            format!(
                                "<w:style w:styleId=\"s{at}\"><w:basedOn w:val=\"s{}\"/></w:style>",
                                at + 1
                            )
                        })),
                    ),
                ],
            ),
        ),
        (
            "numbers of lists",
            docx(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99999999999\"/><w:numId w:val=\"-7\"/></w:numPr></w:pPr></w:p>",
                &[],
            ),
        ),
        (
            "UTF-16 that is none",
            zip(&[
                ("[Content_Types].xml", "<Types/>"),
                ("word/document.xml", "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"),
            ]),
        ),
        ("prefixes of their own", docx("<x:p xmlns:x=\"y\"><x:r/></x:p><p/><w:/>", &[])),
    ];
    let xml = format!("<w:document xmlns:w=\"{WORD}\"><w:body>");
    files.push((
        "paragraphs of gigabytes",
        packed(&[
            ("[Content_Types].xml", "<Types/>", " ", 0, ""),
            (
                "word/document.xml",
                &xml,
                "<w:p><w:r><w:t>So it is (Smith 2010). </w:t></w:r></w:p>",
                200,
                "</w:body></w:document>",
            ),
        ]),
    ));
    files.into_iter().map(|(name, bytes)| Hostile::new(name, "docx", bytes)).collect()
}

fn odt() -> Vec<Hostile> {
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let odt = |inside: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{inside}<text:p>So it is (Nobody 1999).</text:p></office:text></office:body></office:document-content>"
        );
        zip(&[mime, ("content.xml", &content)])
    };
    let note =
        "<text:note text:id=\"1\"><text:note-citation>1</text:note-citation><text:note-body>";
    let files = [
        ("spaces without end", odt("<text:p>a<text:s text:c=\"4294967295\"/>b</text:p>")),
        ("more spaces", odt("<text:p>a<text:s text:c=\"99999999999999999999\"/>b<text:s text:c=\"-1\"/></text:p>")),
        ("rows that are repeated", odt("<table:table><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000000\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>")),
        ("lists in lists", odt(&nested("<text:list><text:list-item>", "<text:p>x</text:p>", "</text:list-item></text:list>", 5_000))),
        ("notes in notes", odt(&nested(&format!("<text:p>x{note}"), "", "</text:note-body></text:note></text:p>", 3_000))),
        ("comments of ours", odt(&"<office:annotation office:name=\"cite1\"><dc:creator>cite</dc:creator></office:annotation><office:annotation-end office:name=\"cite1\"/>".repeat(10_000))),
        ("comments that stay open", odt(&"<office:annotation><dc:creator>cite".repeat(2_000))),
        ("changes", odt(&"<text:change-start text:change-id=\"cite-0-\"/>x".repeat(3_000))),
        ("a list that begins high", odt("<text:list><text:list-item text:start-value=\"18446744073709551615\"><text:p>x</text:p></text:list-item><text:list-item><text:p>y</text:p></text:list-item></text:list>")),
        ("a style on itself", odt("<office:automatic-styles><style:style style:name=\"a\" style:parent-style-name=\"a\"/></office:automatic-styles><text:p text:style-name=\"a\">x</text:p>")),
        ("paragraphs of gigabytes", packed(&[("mimetype", mime.1, " ", 0, ""), ("content.xml", "<office:text>", "<text:p>So it is (Smith 2010). </text:p>", 200, "</office:text>")])),
    ];
    files.into_iter().map(|(name, bytes)| Hostile::new(name, "odt", bytes)).collect()
}

fn rich() -> Vec<Hostile> {
    let rich = |inside: String| format!("{{\\rtf1\\ansi So it is (Nobody 1999).\\par {inside}}}");
    let numbers = ["99999999999", "-2147483648", "2147483647", "65536", "-1", ""];
    let words = ["u", "uc", "bin", "fs", "li", "ansicpg", "f", "cs", "trowd\\cellx", "chftn"];
    let files = [
        ("groups in groups", rich(nested("{", "x", "}", 100_000))),
        ("notes in notes", rich(nested("{\\footnote x", "", "}", 20_000))),
        (
            "notes",
            rich("x{\\super\\chftn}{\\footnote{\\super\\chftn} Smith 2010.}\\par ".repeat(2_000)),
        ),
        ("groups that stay open", "{\\rtf1 {\\b x".repeat(20_000)),
        ("groups that end twice", rich("}}}} x {{".repeat(5_000))),
        ("words of control", rich("\\b".repeat(200_000))),
        ("an endless word", rich(format!("\\{}", "a".repeat(300_000)))),
        ("signs of no number", rich("\\u-10179?\\u55357?\\u0?\\'zz\\'\\u".repeat(2_000))),
        ("bytes that are not there", "{\\rtf1 \\bin2147483647 x}".to_owned()),
        ("tables that stay open", rich("\\trowd\\cellx1 a\\cell ".repeat(10_000))),
        (
            "fields in fields",
            rich(nested("{\\field{\\*\\fldinst x}{\\fldrslt ", "x", "}}", 10_000)),
        ),
        (
            "lists",
            rich(
                "{\\listtext 18446744073709551615.\\tab}x\\par {\\listtext\\tab}\\par "
                    .repeat(2_000),
            ),
        ),
    ];
    let extreme = words.iter().flat_map(|word| {
        numbers.map(|number| {
            Hostile::new("an extreme number", "rtf", rich(format!("\\{word}{number} x")))
        })
    });
    let files = files.into_iter().map(|(name, text)| Hostile::new(name, "rtf", text));
    files.chain(extreme).collect()
}

fn epub() -> Vec<Hostile> {
    let container = ("META-INF/container.xml", "<rootfile full-path=\"a.opf\"/>");
    let mime = ("mimetype", "application/epub+zip");
    let spine = |count: usize| {
        format!(
            "<package><item id=\"a\" href=\"a.xhtml\"/>{}</package>",
            "<itemref idref=\"a\"/>".repeat(count)
        )
    };
    let epub =
        |list: &str, chapter: &str| zip(&[mime, container, ("a.opf", list), ("a.xhtml", chapter)]);
    let files = [
        (
            "a chapter again and again",
            epub(
                &spine(5_000),
                &format!("<p>So it is (Smith 2010).</p>{}", "<p>words</p>".repeat(20_000)),
            ),
        ),
        ("chapters that are not there", epub(&spine(50_000).replace("a.xhtml", "b.xhtml"), "")),
        ("a chapter that leads out", epub(&spine(3).replace("a.xhtml", "../../../etc/passwd"), "")),
        ("a list of itself", epub(&spine(3).replace("a.xhtml", "a.opf"), "")),
        ("a list that stays open", epub(&"<item id=\"a\"".repeat(20_000), "<p>x")),
        ("no list", zip(&[mime, ("META-INF/container.xml", "<rootfile full-path=\"../../a\"/>")])),
        (
            "chapters of gigabytes",
            packed(&[
                (mime.0, mime.1, " ", 0, ""),
                (container.0, container.1, " ", 0, ""),
                ("a.opf", &spine(40), " ", 0, ""),
                ("a.xhtml", "", "<p>So it is (Smith 2010).</p> ", 100, ""),
            ]),
        ),
    ];
    files.into_iter().map(|(name, bytes)| Hostile::new(name, "epub", bytes)).collect()
}
