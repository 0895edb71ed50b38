//! Library files with every kind of damage: each is told with its place, and costs its entry only.

use cite::Date;
use cite::Library;
use cite::internals::bibliography::formats::by_name;
use cite::internals::model::library::FaultKind;
use proptest::prelude::*;

fn read(text: &str) -> Library {
    Library::of_text("test.bib", text.to_owned(), by_name("biblatex").expect("is a format"))
}

/// Reads bytes as a file.
fn open(name: &str, bytes: &[u8]) -> Library {
    let folder = tempfile::tempdir().expect("makes a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("writes");
    Library::open(&path).expect("opens")
}

/// The damaged entry between two sound ones: which keys are read, and which faults are told where
/// (line and kind).
fn check(damaged: &str, keys: &[&str], faults: &[(usize, FaultKind)]) {
    let before = "@book{first, title = {A}, year = 1999}\n";
    let after = "\n@book{last, title = {Z}, year = 2001}\n";
    let library = read(&[before, damaged, after].concat());
    let found: Vec<&str> = library.entries().map(|entry| entry.id.as_str()).collect();
    let expected: Vec<&str> = ["first"].iter().chain(keys).chain(&["last"]).copied().collect();
    assert_eq!(found, expected, "{damaged}");
    let last = &library.records.last().expect("is there").entry;
    assert_eq!(last.text("title"), Some("Z"), "{damaged}");
    assert_eq!(last.date("issued"), Some(&Date::of_year(2001)), "{damaged}");
    let told: Vec<(usize, FaultKind)> = library
        .faults
        .iter()
        .map(|fault| (library.position(0, fault.span).expect("has a place").1.line, fault.kind))
        .collect();
    assert_eq!(told, faults, "{damaged}\n{:?}", library.faults);
}

#[test]
fn every_fault_has_its_place_and_costs_its_entry() {
    use FaultKind::{DuplicateKey, Inheritance, Syntax, UndefinedString, Value};
    check("@book{k,\n title = {T}\n year = 1999}", &["k"], &[(4, Syntax)]);
    check("@book{k,\n title = {T,\n year = {1999}\n}", &["k"], &[(3, Syntax)]);
    check("@book{k,\n title = \"T,\n year = {1999}\n}", &["k"], &[(3, Syntax)]);
    check("@book{k, title = {T}", &["k"], &[(3, Syntax)]);
    check("@book{k, title = {T},\n publisher = nowhere}", &["k"], &[(3, UndefinedString)]);
    check("@book{first, title = {B}}", &["first"], &[(2, DuplicateKey)]);
    check("@book{k, title = {T}, year = {in press}}", &["k"], &[(2, Value)]);
    check("@book{k, title = {T}, crossref = {k}}", &["k"], &[(2, Inheritance)]);
    check("@book{k, title = {T}, xdata = {gone}}", &["k"], &[(2, Inheritance)]);
    check("@book{k, title = {T}, month = {25 March}, year = 1999}", &["k"], &[]);
    check("@book{k, % a comment {\n title = {T}\n}", &["k"], &[]);
    check("@Comment{ @book{no, title = {N}} }", &[], &[]);
    check("@comment @book{k, title = {T}}", &["k"], &[]);
    check("@book(k, title = {T (x)})", &["k"], &[]);
    check("@BOOK { k , TITLE = {T} , }", &["k"], &[]);
    check("@preamble{\"\\newcommand{\\x}{y}\"}\n@string{a = {b}}", &[], &[]);
    check("@book{k, title = {T}}}}", &["k"], &[]);
    check("some words, an at@sign.org and a { brace", &[], &[]);
    check("@book{,\n title = {T}}", &[""], &[(2, Syntax)]);
}

#[test]
fn cycles_and_long_chains_of_parents_end() {
    let library = read(
        "@book{a, crossref = {b}}\n@book{b, crossref = {c}}\n@book{c, crossref = {a}, year = 1999}",
    );
    assert_eq!(library.records.len(), 3);
    assert!(library.faults.iter().all(|fault| fault.kind == FaultKind::Inheritance));
    assert_eq!(library.faults.len(), 3);
    let mut text = String::new();
    for n in 0..5000 {
        text += &format!("@book{{k{n}, crossref = {{k{}}}, title = {{T}}}}\n", n + 1);
    }
    assert_eq!(read(&text).records.len(), 5000);
    let parents: Vec<String> = (0..2000).map(|n| format!("k{n}")).collect();
    let text = format!("@book{{a, xdata = {{{}}}, title = {{T}}}}", parents.join(","));
    assert_eq!(read(&text).records.len(), 1);
}

#[test]
fn deep_nesting_is_no_trouble() {
    let deep = |n: usize| {
        format!(
            "@book{{k, title = {{{}x{}}}}}\n@book{{l, title = {{L}}}}",
            "{".repeat(n),
            "}".repeat(n)
        )
    };
    let library = read(&deep(200_000));
    assert_eq!(library.records.len(), 2);
    assert_eq!(library.records[1].entry.text("title"), Some("L"));
    let commands = "\\emph{".repeat(100_000);
    assert_eq!(
        read(&format!("@book{{k, title = {{{commands}}}}}\n@book{{l, title = {{L}}}}"))
            .records
            .len(),
        2
    );
    let json =
        format!("[{{\"id\": \"a\", \"x\": {}1{}}}]", "[".repeat(100_000), "]".repeat(100_000));
    Library::of_text("a", json, by_name("csl-json").expect("is a format"));
    let xml = format!("<xml><records><record>{}</record></records></xml>", "<a>".repeat(100_000));
    Library::of_text("a", xml, by_name("endnote").expect("is a format"));
    let yaml = format!("a:\n  title: {}", "[".repeat(100_000));
    Library::of_text("a", yaml, by_name("hayagriva").expect("is a format"));
}

#[test]
fn encodings_and_line_ends() {
    let text = "@book{k,\r title = {Ünï},\r year = 1999}\r@book{l, title = {L}}\r";
    for library in [read(text), read(&text.replace('\r', "\r\n")), read(&text.replace('\r', "\n"))]
    {
        assert!(library.faults.is_empty(), "{:?}", library.faults);
        assert_eq!(library.records.len(), 2);
        assert_eq!(library.records[0].entry.year(), Some(1999));
    }
    let utf16 = |big: bool| {
        let units = "\u{FEFF}@book{k, title = {Ünï}}".encode_utf16();
        units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect::<Vec<u8>>()
    };
    for bytes in [utf16(true), utf16(false), "\u{FEFF}@book{k, title = {Ünï}}".into()] {
        let library = open("a.bib", &bytes);
        assert_eq!(library.records[0].entry.text("title"), Some("Ünï"));
    }
    let library = open("a.bib", b"@book{k, title = {T\0x}}\n\0\0\n@book{l, title = {\xff}}");
    assert_eq!(library.records.len(), 2);
    assert_eq!(library.faults.iter().filter(|fault| fault.kind == FaultKind::Encoding).count(), 1);
}

#[test]
fn large_damage_comes_to_an_end() {
    // What would take hours if time were not in step with size: one unit, many thousand times.
    for unit in [
        "@book{k",
        "@book{k, title = {",
        "\"",
        "{",
        "}",
        "@",
        "a = ",
        "@book{k,\n a = \"b\n",
        "@string{a = b # b}",
        "\\emph{",
        "@book{a,\n%\n",
        "@book{a, b = {\n c = {",
        "@book{a, b = 1, ",
        "a = \"b\n",
        "a = {b\n",
        "a = {b},\n",
    ] {
        read(&unit.repeat(200_000 / unit.len()));
        read(&format!("@book{{k, {}", unit.repeat(200_000 / unit.len())));
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        read(&format!("@book{{a, title = {{T}}}}\n{text}\n@book{{b, title = {{B}}}}"));
    }

    #[test]
    fn entries_beside_a_damaged_one_survive(
        damage in "(title = |[a-z]{1,4}|[{}(),=\"#%\\\\]|\n){0,30}",
    ) {
        let text = format!("@book{{a, title = {{A}}}}\n@book{{k, {damage}\n\n@book{{b, title = {{B}}, year = 1999}}\n");
        let library = read(&text);
        let whole = |key: &str| library.get(key).and_then(|record| record.entry.text("title").map(str::to_owned));
        prop_assert_eq!(whole("a"), Some("A".to_owned()));
        prop_assert_eq!(whole("b"), Some("B".to_owned()));
    }
}
