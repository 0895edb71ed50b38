//! RIS, NBIB and EndNote XML as programs write them, and as they come back from us.

use cite::Library;
use cite::internals::bibliography::formats::{FORMATS, by_name, detect};
use cite::{Date, Entry, Name};
use proptest::prelude::*;

fn read(format: &str, text: &str) -> Library {
    Library::of_text("test", text.to_owned(), by_name(format).expect("is a format"))
}

fn one(format: &str, text: &str) -> Entry {
    let library = read(format, text);
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    assert_eq!(library.records.len(), 1);
    library.records[0].entry.clone()
}

/// The entry as it comes back from a format, and how many losses were told.
fn through(format: &str, entry: &Entry) -> (Entry, usize) {
    let format = by_name(format).expect("is a format");
    let written = (format.write)(&[entry]);
    let back = Library::of_text("back", written.text.clone(), format);
    assert!(back.faults.is_empty(), "{}\n{:?}", written.text, back.faults);
    assert_eq!(back.records.len(), 1, "{}", written.text);
    (back.records[0].entry.clone(), written.losses.len())
}

const RIS: &str = "TY  - JOUR\r\n\
    AU  - Watson, James D.\r\n\
    AU  - van der Berg, Jan\r\n\
    TI  - Molecular structure of\r\n\
    nucleic acids\r\n\
    T2  - Nature\r\n\
    J2  - Nat.\r\n\
    PY  - 1953\r\n\
    DA  - 1953/04/25/\r\n\
    VL  - 171\r\n\
    IS  - 4356\r\n\
    SP  - 737\r\n\
    EP  - 738\r\n\
    SN  - 0028-0836\r\n\
    DO  - 10.1038/171737a0\r\n\
    KW  - DNA\r\n\
    KW  - structure\r\n\
    AB  - First paragraph.\r\n\
    Second paragraph.\r\n\
    U1  - mine\r\n\
    U1  - too\r\n\
    Y2  - 2020/01/31/\r\n\
    ER  - \r\n";

#[test]
fn ris_is_read() {
    let entry = one("ris", RIS);
    assert_eq!(entry.kind, "article-journal");
    assert_eq!(entry.id, "watson1953");
    assert_eq!(entry.text("title"), Some("Molecular structure of nucleic acids"));
    assert_eq!(entry.names("author")[1].cited(), "van der Berg");
    assert_eq!(entry.text("container-title"), Some("Nature"));
    assert_eq!(entry.text("page"), Some("737-738"));
    assert_eq!(entry.text("ISSN"), Some("0028-0836"));
    assert_eq!(entry.text("keyword"), Some("DNA, structure"));
    assert_eq!(entry.text("abstract"), Some("First paragraph.\nSecond paragraph."));
    assert_eq!(entry.date("issued"), Some(&Date::of_parts(&[1953, 4, 25])));
    assert_eq!(entry.date("accessed"), Some(&Date::of_parts(&[2020, 1, 31])));
    let written = (by_name("ris").expect("is a format").write)(&[&entry]);
    assert!(written.losses.is_empty(), "{:?}", written.losses);
    assert!(written.text.contains("U1  - mine\nU1  - too\n"), "{}", written.text);
}

#[test]
fn ris_of_other_kinds_and_old_tags() {
    let chapter = one(
        "ris",
        "TY  - CHAP\nA1  - World Health Organization\nT1  - One\nBT  - Whole\nED  - Doe, J.\nY1  - 2001///\nPB  - P\nCY  - L\nID  - k\nER  -",
    );
    assert_eq!((chapter.kind.as_str(), chapter.id.as_str()), ("chapter", "k"));
    assert_eq!(chapter.names("author"), [Name::literal("World Health Organization")]);
    assert_eq!(chapter.text("container-title"), Some("Whole"));
    assert_eq!(chapter.date("issued"), Some(&Date::of_year(2001)));
    let talk = one("ris", "TY  - CONF\nTI  - T\nT2  - Meeting\nC3  - Proceedings\nER  - \n");
    assert_eq!(talk.text("event-title"), Some("Meeting"));
    assert_eq!(talk.text("container-title"), Some("Proceedings"));
}

#[test]
fn a_damaged_ris_record_costs_no_other() {
    let library =
        read("ris", "stray\nTY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \nTI  - C\nER  - \n");
    let titles: Vec<_> = library.entries().map(|entry| entry.text("title")).collect();
    assert_eq!(titles, [Some("A"), Some("B"), Some("C")]);
    assert_eq!(library.faults.len(), 3, "{:?}", library.faults);
    let (_, at) = library.position(0, library.faults[1].span).expect("has a place");
    assert_eq!(at.line, 4);
}

const NBIB: &str = "\
PMID- 31452104
OWN - NLM
STAT- MEDLINE
DCOM- 2020   08
DCOM- 2020   09
IS  - 1432-1459 (Electronic)
IS  - 0340-5354 (Print)
VI  - 267
IP  - 8
DP  - 2020 Aug 5
TI  - A long title that goes on
      over two lines.
PG  - 2368-2377
LID - 10.1007/s00415-019-09492-x [doi]
AB  - Text of the
      abstract.
FAU - Smith, John A
AU  - Smith JA
AD  - Somewhere.
FAU - de Vries, B
AU  - de Vries B
CN  - The Group
LA  - eng
PT  - Journal Article
PT  - Review
TA  - J Neurol
JT  - Journal of neurology
MH  - Humans
MH  - *Mice
OT  - brain
PMC - PMC7359145
";

#[test]
fn nbib_is_read() {
    let entry = one("nbib", NBIB);
    assert_eq!((entry.kind.as_str(), entry.id.as_str()), ("article-journal", "pmid31452104"));
    assert_eq!(entry.text("title"), Some("A long title that goes on over two lines"));
    let names: Vec<String> = entry.names("author").iter().map(Name::cited).collect();
    assert_eq!(names, ["Smith", "de Vries", "The Group"]);
    assert_eq!(entry.text("DOI"), Some("10.1007/s00415-019-09492-x"));
    assert_eq!(entry.text("ISSN"), Some("0340-5354"));
    assert_eq!(entry.text("container-title"), Some("Journal of neurology"));
    assert_eq!(entry.text("PMCID"), Some("PMC7359145"));
    assert_eq!(entry.text("language"), Some("en"));
    assert_eq!(entry.date("issued"), Some(&Date::of_parts(&[2020, 8, 5])));
    let written = (by_name("nbib").expect("is a format").write)(&[&entry]);
    assert!(written.losses.is_empty(), "{:?}", written.losses);
    for line in ["MH  - *Mice", "STAT- MEDLINE", "AD  - Somewhere.", "PT  - Review"] {
        assert!(written.text.contains(line), "{line}\n{}", written.text);
    }
    let short = one("nbib", "PMID- 1\nTI  - T\nAU  - Watson JD\nDP  - 1953\n");
    assert_eq!(short.names("author"), [Name::person("Watson", Some("JD".to_owned()))]);
}

const ENDNOTE: &str = r#"<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><database name="My.enl">My.enl</database><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal" font="default">Watson, James D.</style></author>
<author>World Health Organization,</author></authors></contributors>
<titles><title><style face="normal">On </style><style face="italic">Homo sapiens</style><style face="normal"> &amp; others</style></title>
<secondary-title>Nature</secondary-title></titles><periodical><full-title>Nature</full-title></periodical>
<pages>737-8</pages><volume>171</volume><number>4356</number><keywords><keyword>DNA</keyword></keywords>
<dates><year>1953</year><pub-dates><date>Apr 25</date></pub-dates></dates><isbn>0028-0836</isbn>
<electronic-resource-num>10.1038/171737a0</electronic-resource-num>
<urls><related-urls><url>http://example.org/a?b=1&amp;c=2</url></related-urls><pdf-urls><url>internal-pdf://a.pdf</url></pdf-urls></urls>
</record>
<record><ref-type name="Book">6</ref-type><titles><title>Broken</titles></record>
<record><ref-type name="Thesis">32</ref-type><titles><title>Whole</title></titles></record>
</records></xml>"#;

#[test]
fn endnote_xml_is_read_record_by_record() {
    let library = read("endnote", ENDNOTE);
    assert_eq!(library.records.len(), 3);
    assert_eq!(library.faults.len(), 1, "{:?}", library.faults);
    let entry = &library.records[0].entry;
    assert_eq!(entry.kind, "article-journal");
    assert_eq!(entry.text("title"), Some("On <i>Homo sapiens</i> & others"));
    assert_eq!(entry.names("author")[1], Name::literal("World Health Organization"));
    assert_eq!(entry.text("container-title"), Some("Nature"));
    assert_eq!(entry.text("issue"), Some("4356"));
    assert_eq!(entry.text("URL"), Some("http://example.org/a?b=1&c=2"));
    assert_eq!(entry.date("issued"), Some(&Date::of_parts(&[1953, 4, 25])));
    let (back, losses) = through("endnote", entry);
    assert_eq!((&back, losses), (entry, 0));
    let written = (by_name("endnote").expect("is a format").write)(&[entry]);
    assert!(written.text.contains("internal-pdf://a.pdf"), "{}", written.text);
    assert!(written.text.contains("<style face=\"italic\""), "{}", written.text);
    assert_eq!(library.records[2].entry.kind, "thesis");
    assert_eq!(library.records[2].entry.text("title"), Some("Whole"));
}

#[test]
fn formats_are_told_by_their_content() {
    let samples = [
        ("ris", RIS),
        ("nbib", NBIB),
        ("endnote", ENDNOTE),
        ("biblatex", "% a\n@book{a, title = {T}}"),
        ("csl-json", "[{\"id\": \"a\"}]"),
        ("hayagriva", "a:\n  type: book\n  title: T\n"),
    ];
    for (name, text) in samples {
        for path in ["a.txt", "a.bib", "a.ris", "a"] {
            let found = detect(path.as_ref(), text).map(|format| format.name);
            assert_eq!(found, Some(name), "{path}");
        }
    }
}

#[test]
fn what_a_format_cannot_hold_is_told() {
    let mut entry = Entry::new("k", "book");
    entry.set("title", "T");
    entry.set("scale", "1:100");
    for format in ["ris", "nbib", "endnote"] {
        let (back, losses) = through(format, &entry);
        assert_eq!(back, entry, "{format}");
        assert!(losses > 0, "{format}");
    }
}

/// What ends a value, an entry or a record in one of the formats, and begins another.
const ENDS: &str = "x}\n\r\u{2028}\u{85}\t,\n  note = {made}}\n@book{made, title={made}}\n%% \nER  - \n\n TY  - BOOK\nTI  - made\n\n\
    PMID- 1\nTI  - made\n- made:\n  type: book\n</title></record><record><title>made</title></record>\"; #{`}\\";

const OF_ANY_KIND: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "URL",
    "abstract",
    "archive",
    "archive_location",
    "call-number",
    "citation-key",
    "collection-title",
    "container-title",
    "container-title-short",
    "edition",
    "event-title",
    "genre",
    "issue",
    "keyword",
    "language",
    "locator",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "page",
    "publisher",
    "publisher-place",
    "source",
    "status",
    "title",
    "title-short",
    "volume",
    "year-suffix",
    "scale",
];

/// An entry whose every part ends what it stands in; what it claims that each format kept, too.
fn ending_entry(id: &str, kind: &str, issued: serde_json::Value) -> Entry {
    let kept = serde_json::json!({ENDS: ENDS, "note": ENDS, "U1": ENDS, "TY": "BOOK", "ER": "", "PMID": "made",
        "entrytype": ENDS, "titles/a><b": ENDS, "a b": ENDS});
    let name = serde_json::json!({"family": ENDS, "given": ENDS, "suffix": ENDS, "non-dropping-particle": ENDS});
    let mut item = serde_json::json!({"id": id, "type": kind, "author": [name, {"literal": ENDS}], "issued": issued,
        "accessed": {"raw": ENDS}, "original-date": {"literal": ENDS}, ENDS: ENDS, "x y": ENDS,
        "custom": {"biblatex": kept, "ris": kept, "nbib": kept, "endnote": kept, "hayagriva": kept}});
    for variable in OF_ANY_KIND {
        item[*variable] = ENDS.into();
    }
    serde_json::from_value(item).expect("is CSL-JSON")
}

#[test]
fn no_value_becomes_an_entry() {
    let first = ending_entry(ENDS, ENDS, serde_json::json!({"literal": ENDS}));
    let second = ending_entry("k", "article-journal", serde_json::json!({"raw": ENDS}));
    let third = ending_entry("l", "book", serde_json::json!({"date-parts": [[2010]]}));
    let mut last = Entry::new("last", "book");
    last.set("title", "Last");
    let entries = [&first, &second, &third, &last];
    for format in FORMATS {
        let written = (format.write)(&entries);
        let back = Library::of_text("back", written.text.clone(), format);
        let ids: Vec<&str> = back.entries().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), entries.len(), "{}: {ids:?}\n{}", format.name, written.text);
        let title = back.records[3].entry.text("title");
        assert_eq!(title, Some("Last"), "{}", format.name);
    }
}

#[test]
fn what_a_date_says_in_words_is_no_command() {
    let entry = serde_json::json!({"id": "a", "type": "book", "accessed": {"raw": "\\input{x}"},
        "issued": {"raw": "March 5, 2020"}});
    let entry: Entry = serde_json::from_value(entry).expect("is CSL-JSON");
    let text = (by_name("biblatex").expect("is a format").write)(&[&entry]).text;
    assert!(!text.contains("\\input") && text.contains("March 5, 2020"), "{text}");
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-ZäéøçŁжқ漢][a-zA-Zäéß .,:&<>{}%\\\\\"'$#_~^*-]{0,30}[a-zжқ漢.!?]"
}

fn person() -> impl Strategy<Value = Name> {
    let particle = prop_oneof![Just(None), Just(Some("van der"))];
    let full = ("[A-ZŁЖ][a-zéж]{1,8}", "[A-Z][a-zé]{0,6}\\.?", particle).prop_map(
        |(family, given, particle)| {
            let name = Name::person(family, Some(given));
            match particle {
                Some(particle) => name.with_particle(particle),
                None => name,
            }
        },
    );
    prop_oneof![full, "[A-Z][a-z]{2,8} (and|of|für) [A-Z][a-z]{2,8}".prop_map(Name::literal)]
}

fn date() -> impl Strategy<Value = Date> {
    prop_oneof![
        (1000..2030_i32).prop_map(Date::of_year),
        (1000..2030_i32, 1..=12_i32).prop_map(|(year, month)| Date::of_parts(&[year, month])),
        (1000..2030_i32, 1..=12_i32, 1..=28_i32).prop_map(|(y, m, d)| Date::of_parts(&[y, m, d])),
        Just(Date::of_literal("in press")),
    ]
}

const KINDS: &[&str] = &[
    "article-journal",
    "book",
    "chapter",
    "paper-conference",
    "report",
    "thesis",
    "webpage",
    "song",
    "interview",
];

const TEXTS: &[&str] = &[
    "title",
    "container-title",
    "collection-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "DOI",
    "URL",
    "note",
    "abstract",
    "number",
    "edition",
    "ISBN",
    "genre",
    "scale",
];

fn entry() -> impl Strategy<Value = Entry> {
    let texts = proptest::collection::btree_map(proptest::sample::select(TEXTS), words(), 0..8);
    let names = proptest::collection::vec(person(), 1..4);
    (proptest::sample::select(KINDS), texts, names, date()).prop_map(
        |(kind, texts, names, date)| {
            let mut entry = Entry::new("key1", kind);
            texts.into_iter().for_each(|(variable, text)| entry.set(variable, text));
            entry.set("author", names);
            entry.set("issued", date);
            entry
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn tagged_formats_give_back_any_entry(entry in entry()) {
        for format in ["ris", "nbib", "endnote"] {
            prop_assert_eq!(&through(format, &entry).0, &entry, "{}", format);
        }
    }

    #[test]
    fn no_format_panics(text in "(\\PC|TY  - |PMID- |ER  -|<record>|</record>|<title>|@a\\{|[\r\n{}\"=,: -]){0,80}") {
        for format in FORMATS {
            Library::of_text("any", text.clone(), format);
        }
    }
}

#[test]
fn xml_that_is_no_library_is_told() {
    let library = read("endnote", "<html><body>Not found</body></html>");
    assert!(library.is_empty());
    assert_eq!(library.faults.len(), 1);
    let empty = (by_name("endnote").expect("is a format").write)(&[]);
    assert!(read("endnote", &empty.text).faults.is_empty());
}
