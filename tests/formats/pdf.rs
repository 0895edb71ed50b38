//! PDF files: what is read of pages, and the notes that are appended.

use std::sync::Arc;

use cite::internals::Analysis;
use cite::internals::document::format::Note;
use cite::internals::document::pdf::{packed, placed, unpacked, written as write_notes};
use cite::internals::model::document::{BlockKind, MarkKind};
use cite::{Document, Library, Span};

use super::pdf_file::written;

/// A piece of text on a page: where it begins from the left and the top, its size, and what it says.
#[derive(Clone)]
struct Text(f32, f32, f32, &'static str);

/// A file with these pages of 600 by 800 points, in Helvetica.
fn file(pages: &[Vec<Text>]) -> Vec<u8> {
    turned(pages, "")
}

/// The same with an entry for each page.
fn turned(pages: &[Vec<Text>], entry: &str) -> Vec<u8> {
    let contents = pages.iter().map(|texts| {
        let shown = texts.iter().map(|Text(x, y, size, text)| {
            format!("/F1 {size} Tf 1 0 0 1 {x} {} Tm ({}) Tj\n", 800.0 - y, escaped(text))
        });
        format!("BT\n{}ET", shown.collect::<String>())
    });
    written(&contents.collect::<Vec<_>>(), entry)
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")
}

/// Lines one below the other.
fn lines(x: f32, top: f32, size: f32, lines: &[&'static str]) -> Vec<Text> {
    let place =
        |(at, line): (usize, &&'static str)| Text(x, top + at as f32 * size * 1.2, size, line);
    lines.iter().enumerate().map(place).collect()
}

fn read(bytes: Vec<u8>) -> Document {
    Document::read("paper.pdf", bytes, false).expect("readable")
}

fn blocks(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| document.slice(block.span)).collect()
}

const LEFT: [&str; 8] = [
    "Trust is local, and so is fear; what holds",
    "for one harbour need not hold for the next,",
    "since those who sail from it know only one",
    "another, and the sea between two coasts is",
    "wider than any map will have it. Order in",
    "ports is made by those who come again, and",
    "by them alone, as the oldest books of inter-",
    "national trade say of all the larger ports",
];

const RIGHT: [&str; 8] = [
    "in the north (Hurd 1999). Those who come",
    "once only pay in full, and they are told so",
    "in every port and by every man they meet;",
    "there is no other law. What is international",
    "in this is only the coin, and the coin was",
    "never good for long. So the harbours kept",
    "to their own, and the sea kept its counsel,",
    "which is the whole of the matter here.",
];

/// Pages of two columns with a running head and a page number. Only the first one makes sense: the
/// lines of the second stand on their head, the columns of the third have changed places.
fn two_columns() -> Vec<Vec<Text>> {
    let page = |number: &'static str, left: &[&'static str], right: &[&'static str]| {
        let mut page =
            vec![Text(50.0, 40.0, 9.0, "A. Author et al. (2019)"), Text(290.0, 770.0, 9.0, number)];
        page.extend(lines(50.0, 80.0, 10.0, left));
        page.extend(lines(320.0, 80.0, 10.0, right));
        page
    };
    let reversed = |lines: [&'static str; 8]| lines.into_iter().rev().collect::<Vec<_>>();
    vec![
        page("1", &LEFT, &RIGHT),
        page("2", &reversed(LEFT), &reversed(RIGHT)),
        page("3", &RIGHT, &LEFT),
    ]
}

#[test]
fn columns_are_read_one_after_the_other_without_heads_and_numbers() {
    let document = read(file(&two_columns()));
    assert!(!document.text.contains("Author"), "{}", &*document.text);
    let numbers: String = document.text.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(numbers, "1999".repeat(3), "{}", &*document.text);
    assert!(
        document.text.contains("all the larger ports in the north (Hurd 1999)"),
        "{}",
        &*document.text
    );
    assert!(document.text.contains("books of international trade"), "{}", &*document.text);
    let last = document.text.rfind("(Hurd").expect("there");
    assert_eq!(document.place(last).as_deref().map(|place| &place[..6]), Some("page 3"));
}

#[test]
fn lines_drawn_across_columns_are_put_in_order() {
    let mut pages = two_columns();
    for page in &mut pages {
        page.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
    }
    let document = read(file(&pages));
    assert!(
        document.text.contains("all the larger ports in the north (Hurd 1999)"),
        "{}",
        &*document.text
    );
}

#[test]
fn lists_with_hanging_indents_have_their_entries() {
    let entries: [(f32, &str); 7] = [
        (50.0, "Hurd, I. 1999. Legitimacy and Authority in International Politics. International"),
        (70.0, "Organization 53 (2): 379-408."),
        (50.0, "Keohane, R. 1984. After Hegemony: Cooperation and Discord in the World Political"),
        (70.0, "Economy. Princeton: Princeton University Press."),
        (50.0, "Lake, D. 2009. Hierarchy in International Relations, and What It Costs the Small"),
        (
            70.0,
            "States of the North. Ithaca: Cornell University Press, third printing, with a long",
        ),
        (70.0, "foreword. ISBN none."),
    ];
    let mut page =
        lines(50.0, 60.0, 10.0, &["Order is made (Hurd 1999; Keohane 1984; Lake 2009)."]);
    page.push(Text(50.0, 100.0, 14.0, "References"));
    let list = entries.iter().enumerate();
    page.extend(list.map(|(at, (x, line))| Text(*x, 130.0 + at as f32 * 12.0, 10.0, line)));
    let document = read(file(&[page]));
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let names: Vec<&str> = analysis.references().iter().map(|one| &one.raw[..4]).collect();
    assert_eq!(names, ["Hurd", "Keoh", "Lake"], "{}", document.source.text());
}

#[test]
fn notes_are_parted_from_the_text_and_called_in_it() {
    let mut page = lines(50.0, 60.0, 10.0, &["Trust is local, as has been said before"]);
    page.push(Text(230.0, 56.5, 6.0, "1"));
    page.push(Text(236.0, 60.0, 10.0, "and often."));
    page.extend(lines(50.0, 72.0, 10.0, &LEFT));
    page.push(Text(50.0, 736.0, 5.0, "1"));
    page.push(Text(53.5, 739.0, 8.0, "Ian Hurd, Legitimacy (1999), 3, where more is said of"));
    page.push(Text(50.0, 749.0, 8.0, "trust and of fear."));
    let document = read(file(&[page]));
    let notes: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Note { label: "1".to_owned() })
        .map(|block| document.slice(block.span))
        .collect();
    assert_eq!(notes, ["Ian Hurd, Legitimacy (1999), 3, where more is said of trust and of fear."]);
    let calls = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::NoteCall { .. }));
    assert_eq!(calls.count(), 1);
    assert!(document.text.contains("before and often."), "{}", &*document.text);
}

#[test]
fn turned_pages_are_read_upright() {
    // The page is shown turned to the left; its text runs up the sheet.
    let bytes = String::from_utf8(turned(
        &[lines(50.0, 60.0, 10.0, &["Trust is local (Hurd 1999)."])],
        "/Rotate 90",
    ))
    .expect("ASCII")
    .replace("1 0 0 1 50 740 Tm", "0 1 -1 0 100 50 Tm");
    let document = read(bytes.into_bytes());
    assert_eq!(blocks(&document), ["Trust is local (Hurd 1999)."]);
}

#[test]
fn what_has_no_text_is_refused_in_one_line() {
    let refused =
        |bytes: Vec<u8>| Document::read("a.pdf", bytes, false).expect_err("no text").to_string();
    let message = refused(file(&[Vec::new()]));
    assert!(message.contains("OCR"), "{message}");
    let message = refused(b"%PDF-1.4\nnothing".to_vec());
    assert!(message.contains("damaged"), "{message}");
    assert!(!message.contains('\n'));
}

#[test]
fn notes_are_appended_once_and_the_file_keeps_its_bytes() {
    let bytes = file(&two_columns());
    let document = read(bytes.clone());
    let start = document.text.find("(Hurd").expect("there");
    let notes = [
        Note {
            span: Span::new(start, start + "(Hurd 1999)".len()),
            text: vec!["is it?".to_owned()],
        },
        Note { span: Span::default(), text: vec!["of the whole".to_owned()] },
    ];
    let annotate =
        |document: &Document| (document.writer().expect("one").annotate)(document, &notes);
    let annotated = annotate(&document).expect("written");
    assert_eq!(&annotated[..bytes.len()], &bytes[..]);
    let text = String::from_utf8_lossy(&annotated[bytes.len()..]).into_owned();
    assert_eq!(text.matches("/Highlight").count(), 2, "{text}");
    // The words stand at the top of the right column.
    let rectangle = text.split("/Rect [").nth(1).expect("a box");
    let number =
        |at: usize| rectangle.split([' ', ']']).nth(at).and_then(|n| n.parse::<f32>().ok());
    let (left, foot) = (number(0).expect("a number"), number(1).expect("a number"));
    assert!((320.0..420.0).contains(&left), "{left}");
    assert!((715.0..721.0).contains(&foot), "{foot}");
    let again = read(annotated.clone());
    assert_eq!(again.text, document.text);
    assert_eq!(annotate(&again).expect("written"), annotated);
    let shared: Arc<[u8]> = bytes.into();
    assert_eq!(document.origin.expect("one").bytes, shared);
}

/// As the page in a browser does, whose modules for PDF and for papers share no memory.
#[test]
fn what_pages_draw_is_handed_on_as_bytes() {
    let bytes = file(&two_columns());
    let document = read(bytes.clone());
    let (pages, faults) = packed("paper.pdf".as_ref(), bytes.clone()).expect("readable");
    let handed = unpacked("paper.pdf".into(), &pages, faults).expect("the same");
    assert_eq!(handed.text, document.text);
    assert_eq!((&handed.blocks, &handed.marks), (&document.blocks, &document.marks));
    let start = document.text.find("(Hurd").expect("there");
    let notes = [Note { span: Span::new(start, start + 5), text: vec!["is it?".to_owned()] }];
    let direct = (document.writer().expect("one").annotate)(&document, &notes).expect("written");
    let placed = placed(&handed, &notes);
    assert_eq!(write_notes("paper.pdf".as_ref(), &bytes, &placed).expect("written"), direct);
    assert!(unpacked("paper.pdf".into(), &pages[..pages.len() - 1], Vec::new()).is_err());
}
