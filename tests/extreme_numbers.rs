//! Numbers that no counter can hold, wherever a file has a number: reading, judging, writing and
//! rendering end in a result.
#![cfg(feature = "render")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use cite::internals::bibliography::formats::{self, FORMATS};
use cite::internals::render::bibliography;
use cite::internals::render::style::Style;
use cite::{Document, Entry, Library};

/// What takes the place of a number.
const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "256",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551615",
    "99999999999999999999",
];

const DOCUMENTS: [(&str, &str); 6] = [
    (
        "a.md",
        "---\ntitle: 7\nnumber: 3\n---\n\n1. one (Smith 2010a, 12–15; Roe 2011, 2012)\n2. two [3–5, 7]\n3. three [1]\n\n\
         So Smith (2010: 17, n. 4) and ^4^ it is.[^1] And ibid., p. 5.[^2] More.[^3]\n\n[^1]: Smith 2010, 3.\n\
         [^2]: Ibid., 5.\n[^3]: See note 1, above, 7.\n\n## References\n\nRoe, J. 2011/2012. \"On 5.\" *Order* 53 (2): 379–408. doi:10.1000/182. Accessed May 10, 2023.\n\n\
         Smith, J. 2010 [1925]. *On it*, 2nd ed., vol. 3. Oslo: Press. 312 pp. http://a.example/2010/5\n",
    ),
    (
        "b.md",
        "It is known [1, 2], [3-5] and [2: 17].\n\n## References\n\n[1] Smith J. On it. Order 2010; 53(2): 379-408.\n\n\
         [2] Roe J. 3rd ed. Oslo: Press; 1999. 7 p.\n\n[3] Lake D. A. 2001;1:2–3.\n\n[4] Hurd I. B. 1999 May 5.\n\n[5] Cook A. C. 2004.\n",
    ),
    (
        "c.html",
        "<ol start=\"3\"><li value=\"5\">one</li><li>two (Smith 2010)</li></ol><p>So<sup>4</sup> it is &#8211; <a href=\"#n5\">5</a>.</p>\
         <h2>References</h2><ol start=\"7\"><li id=\"n5\">Smith, J. 2010. <i>On it</i>. 3 vols. Oslo: Press.</li><li>Roe, J. 1999. <i>It</i>. Oslo: Press.</li></ol>",
    ),
    (
        "d.tex",
        "\\documentclass{article}\\begin{document}\\setcounter{footnote}{4}So (Smith 2010)\\footnote[3]{See 5.} \\cite[7]{a} \\hspace{3em}\n\
         \\begin{enumerate}\\item[2] x\\end{enumerate}\\section*{References}\\begin{thebibliography}{99}\\bibitem[Smith(2010)]{a} Smith, J. 2010. \\emph{On it}. Oslo: Press.\\end{thebibliography}\\end{document}",
    ),
    (
        "e.typ",
        "#set enum(start: 4)\n+ one\n5. two @a[p. 7]\n\n#v(3em) So (Smith 2010)#footnote[See 6.].\n\n= References\n\nSmith, J. 2010. _On it_. Oslo: Press.\n",
    ),
    (
        "f.xml",
        "<article><body><p>So <xref ref-type=\"bibr\" rid=\"r1\">[1]</xref> (Smith 2010).</p></body><back><ref-list><ref id=\"r1\"><label>1</label>\
         <mixed-citation><string-name><surname>Smith</surname></string-name>. <year>2010</year>. <source>On it</source>. <volume>3</volume>: <fpage>7</fpage>.</mixed-citation></ref>\
         <ref id=\"r2\"><label>2</label><mixed-citation>Roe J. 1999.</mixed-citation></ref></ref-list></back></article>",
    ),
];

const LIBRARIES: [(&str, &str); 6] = [
    (
        "biblatex",
        "@article{a1, author = {Smith, J.}, title = {On 5}, date = {1999-03-04/2000-05}, volume = 3, number = {2--4}, pages = {1--9, 12}, \
         pagetotal = 7, edition = 2, year = 1998, month = 3, day = 4, urldate = {2010-05-06}, eventdate = {-0044-03}, origdate = {19XX}}\n",
    ),
    (
        "ris",
        "TY  - JOUR\nAU  - Smith, J.\nTI  - On 5\nPY  - 1999/03/04/spring\nY2  - 2010/5/6\nVL  - 3\nIS  - 2\nSP  - 1\nEP  - 9\nET  - 2\nER  - \n",
    ),
    (
        "nbib",
        "PMID- 1\nFAU - Smith, John A\nTI  - On 5.\nDP  - 2010 Mar 4-5\nVI  - 3\nIP  - 2\nPG  - 1-9\nEDAT- 2010/03/04 06:00\nCON - 7\n\n",
    ),
    (
        "endnote",
        "<xml><records><record><rec-number>1</rec-number><ref-type name=\"Book\">6</ref-type><titles><title>On 5</title></titles><pages>1-9</pages>\
         <volume>3</volume><edition>2</edition><dates><year>2010</year><pub-dates><date>March 4</date></pub-dates></dates></record></records></xml>",
    ),
    (
        "csl-json",
        r#"[{"id": 7, "type": "book", "title": "On 5", "author": [{"family": "Smith"}], "volume": 3, "page": "1-9", "number-of-pages": 7, "edition": 2,
            "issued": {"date-parts": [[2010, 3, 4], [2011, 5]], "season": 1}, "accessed": {"date-parts": [["2010", "3"]]}, "original-date": {"raw": "1999-03-04/2000"}}]"#,
    ),
    (
        "hayagriva",
        "a:\n  type: article\n  title: On 5\n  author: Smith, J.\n  date: 2010-03-04\n  volume: 3\n  issue: 2\n  edition: 2\n  page-range: 1-9\n  page-total: 7\n  runtime: 00:03:12\n  volume-total: 4\n  time-range: 1:02-3:04\n",
    ),
];

const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US"><info><title>A</title><id>a</id></info>
    <citation et-al-min="3" et-al-use-first="1" et-al-subsequent-min="4" near-note-distance="5"><sort><key variable="issued" names-min="3" names-use-first="2"/></sort>
    <layout><names variable="author"><name et-al-min="2" et-al-use-first="1" initialize-with="2"/></names><date variable="issued" form="numeric"><date-part name="year"/></date></layout></citation>
    <bibliography hanging-indent="true" line-spacing="2" entry-spacing="1" second-field-align="flush" subsequent-author-substitute="3">
    <layout><number variable="volume" form="ordinal"/><number variable="edition" form="long-ordinal"/><number variable="issue" form="roman"/>
    <text variable="page"/><label variable="page"/><date variable="issued" form="text" date-parts="year-month-day"/><text variable="citation-number"/></layout></bibliography></style>"#;

/// The text with each of its numbers in turn, and with all of them, replaced.
fn variants(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 {
            places.push((at, at + length));
        }
        at += length.max(1);
    }
    let mut variants = Vec::new();
    for number in NUMBERS {
        let mut all = text.to_owned();
        for &(start, end) in places.iter().rev() {
            all.replace_range(start..end, number);
            variants.push(format!("{}{number}{}", &text[..start], &text[end..]));
        }
        variants.push(all);
    }
    variants
}

/// What broke, a line each: the file, the text and where.
fn broken(name: &str, text: &str, work: impl Fn(&str)) -> Vec<String> {
    let fails = |text: &String| catch_unwind(AssertUnwindSafe(|| work(text))).is_err();
    variants(text).into_iter().filter(fails).map(|text| format!("{name}: {text}")).collect()
}

#[test]
fn documents_with_extreme_numbers_end_in_a_result() {
    for (name, text) in DOCUMENTS {
        let broken = broken(name, text, |text| {
            let document = Document::read(name, text.as_bytes().to_vec(), false).expect("is text");
            cite::check(&document, &Library::none());
            let list = cite::internals::references::parse_list(&document);
            let entries: Vec<&Entry> = list.references.iter().map(|one| &one.entry).collect();
            FORMATS.iter().for_each(|format| drop((format.write)(&entries)));
        });
        assert_eq!(broken, Vec::<String>::new());
    }
}

#[test]
fn libraries_with_extreme_numbers_end_in_a_result() {
    let styles =
        ["apa", "chicago-notes", "ieee"].map(|name| Style::find(name, &[]).expect("is there"));
    for (name, text) in LIBRARIES {
        let format = formats::by_name(name).expect("is a format");
        let broken = broken(name, text, |text| {
            let library = Library::of_text("library", text.to_owned(), format);
            cite::check_library(&library);
            let entries: Vec<&Entry> = library.entries().collect();
            FORMATS.iter().for_each(|format| drop((format.write)(&entries)));
            styles.iter().for_each(|style| drop(bibliography::render(&entries, style, None)));
        });
        assert_eq!(broken, Vec::<String>::new());
    }
}

#[test]
fn styles_with_extreme_numbers_end_in_a_result() {
    let (name, text) = LIBRARIES[0];
    let library = Library::of_text("l", text.to_owned(), formats::by_name(name).expect("is one"));
    let entries: Vec<&Entry> = library.entries().collect();
    let broken = broken("a style", STYLE, |text| {
        if let Ok(style) = Style::from_xml("a", text, &[]) {
            bibliography::render(&entries, &style, None);
        }
    });
    assert_eq!(broken, Vec::<String>::new());
}
