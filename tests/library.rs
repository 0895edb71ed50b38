//! Library files: what is read, what survives, what is written.

use std::path::Path;

use cite::Library;
use cite::internals::bibliography::formats::{FORMATS, by_name};
use cite::internals::model::library::FaultKind;
use cite::{Date, Dates, Entry, Name, Value};

fn read(format: &str, text: &str) -> Library {
    let format = by_name(format).expect("is a format");
    Library::of_text("test", text.to_owned(), format)
}

fn entries(library: &Library) -> Vec<&Entry> {
    library.entries().collect()
}

/// Writes in one format and reads that back.
fn through(format: &str, entries: &[&Entry]) -> Library {
    let written = (by_name(format).expect("is a format").write)(entries);
    read(format, &written.text)
}

fn sample() -> Library {
    Library::open("refs/library.bib").expect("opens")
}

#[test]
fn the_sample_library_is_read_whole() {
    let library = sample();
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    assert_eq!(library.records.len(), 11);
    let get = |key: &str| &library.get(key).expect(key).entry;

    let article = get("watson1953");
    assert_eq!(article.kind, "article-journal");
    assert_eq!(article.date("issued"), Some(&Date::of_parts(&[1953, 4, 25])));
    assert_eq!(article.text("issue"), Some("4356"));
    assert_eq!(article.text("page"), Some("737-738"));

    let paper = get("vaswani2017");
    assert_eq!(
        paper.text("container-title"),
        Some("Advances in Neural Information Processing Systems")
    );
    assert!(paper.has_others("author"));
    assert_eq!(paper.names("editor")[1].cited(), "von Luxburg");
    assert_eq!(paper.text("archive"), Some("arXiv"));
    assert_eq!(paper.text("archive_location"), Some("1706.03762"));

    assert_eq!(get("shannon1940").text("genre"), Some("PhD thesis"));
    assert_eq!(get("shannon1940").text("publisher"), Some("Massachusetts Institute of Technology"));
    assert_eq!(get("who2020").names("author"), [Name::literal("World Health Organization")]);
    assert_eq!(get("goedel1931").names("author")[0].cited(), "Gödel");
    assert!(
        get("goedel1931")
            .text("title")
            .is_some_and(|title| title.contains("<i>Principia Mathematica</i>"))
    );
    assert_eq!(get("kant1998").date("original-date"), Some(&Date::of_year(1781)));
    assert_eq!(get("ryle1949").text("publisher"), Some("Oxford University Press; Hutchinson"));
    assert_eq!(
        get("anscombe1981").text("container-title"),
        Some(
            "From <span class=\"nocase\">Parmenides</span> to <span class=\"nocase\">Wittgenstein</span>"
        )
    );
}

#[test]
fn every_format_gives_back_what_it_was_given() {
    let library = sample();
    for format in FORMATS {
        let back = through(format.name, &entries(&library));
        assert!(back.faults.is_empty(), "{}: {:?}", format.name, back.faults);
        assert_eq!(back.records.len(), library.records.len(), "{}", format.name);
        for (before, after) in library.entries().zip(back.entries()) {
            assert_eq!(without_custom(before), without_custom(after), "{}", format.name);
        }
    }
}

/// The entry without what only one format holds; that names go on is kept.
fn without_custom(entry: &Entry) -> Entry {
    let mut plain = entry.clone();
    plain.variables.remove("custom");
    for variable in ["author", "editor"] {
        if entry.has_others(variable) {
            plain.set_others(variable);
        }
    }
    plain
}

#[test]
fn unknown_fields_survive_byte_for_byte() {
    let tex = "a  {B}\\c{ć}% \\\"o \n $x$";
    let library = read("biblatex", &format!("@book{{k, title = {{T}}, groups = {{{tex}}}}}"));
    for format in ["biblatex", "bibtex", "csl-json"] {
        let back = through(format, &entries(&library));
        let written = (by_name("biblatex").expect("is a format").write)(&entries(&back));
        assert!(written.text.contains(&format!("groups = {{{tex}}}")), "{}", written.text);
    }
}

#[test]
fn our_biblatex_is_read_by_the_biblatex_crate() {
    let library = sample();
    let written = (by_name("biblatex").expect("is a format").write)(&entries(&library));
    let read = biblatex::Bibliography::parse(&written.text).expect("parses");
    assert_eq!(read.len(), library.records.len());
    for entry in library.entries() {
        let there = read.get(&entry.id).expect("has the key");
        let plain = |text: &str| text.replace("<span class=\"nocase\">", "").replace("</span>", "");
        let title = plain(entry.text("title").unwrap_or(""));
        if !title.contains('<') {
            assert_eq!(chunks(there.title().expect("has a title")), title);
        }
        for author in there.author().unwrap_or_default() {
            let ours = entry.names("author").iter().any(|name| {
                author.name == "others"
                    || name.literal.as_deref() == Some(author.name.as_str())
                    || name.family.as_deref() == Some(author.name.as_str())
            });
            assert!(ours, "{author:?}");
        }
        assert!(there.date().is_ok(), "{}", entry.id);
    }
}

/// Why Hayagriva's YAML is not read by its own crate: when this fails, the crate can be asked again.
#[test]
fn one_bad_entry_costs_the_hayagriva_crate_the_file() {
    let text = "a:\n  type: book\n  title: Hope\nb:\n  type: book\n  title: Law\n  date: soon\n";
    assert!(hayagriva::io::from_yaml_str(text).is_err());
    let library = read("hayagriva", text);
    let keys: Vec<&str> = library.entries().map(|entry| entry.id.as_str()).collect();
    assert_eq!(keys, ["a", "b"]);
    assert_eq!(library.faults.len(), 1, "{:?}", library.faults);
    assert_eq!(library.fault_lines()[0].split(':').nth(1), Some("4"));
    let text = "a:\n  type: book\n  title: Hope\n  shelf: B 12\n";
    let theirs = hayagriva::io::from_yaml_str(text).expect("reads");
    let theirs = hayagriva::io::to_yaml_str(&theirs).expect("writes");
    assert!(!theirs.contains("B 12"), "{theirs}");
    let ours =
        (by_name("hayagriva").expect("is a format").write)(&entries(&read("hayagriva", text)));
    assert!(ours.text.contains("B 12"), "{}", ours.text);
}

#[test]
fn our_yaml_is_read_by_the_hayagriva_crate() {
    let library = sample();
    let written = (by_name("hayagriva").expect("is a format").write)(&entries(&library));
    let read = hayagriva::io::from_yaml_str(&written.text).expect("parses");
    assert_eq!(read.len(), library.records.len());
    for entry in library.entries() {
        let there = read.get(&entry.id).expect("has the key");
        let ours = entry.date("issued").and_then(Date::year);
        assert_eq!(there.date_any().map(|date| date.year), ours, "{}", entry.id);
        let authors = there.authors().unwrap_or_default();
        assert_eq!(authors.len(), entry.names("author").len(), "{}", entry.id);
        for (theirs, ours) in authors.iter().zip(entry.names("author")) {
            let name = ours.literal.as_deref().or(ours.family.as_deref());
            assert_eq!(Some(theirs.name.as_str()), name, "{}", entry.id);
        }
        assert_eq!(there.doi(), entry.text("DOI"), "{}", entry.id);
        if ["article-journal", "chapter", "paper-conference"].contains(&entry.kind.as_str()) {
            assert!(!there.parents().is_empty(), "{}", entry.id);
        }
    }
}

fn chunks(chunks: &[biblatex::Spanned<biblatex::Chunk>]) -> String {
    chunks.iter().map(|chunk| chunk.v.get()).collect()
}

#[test]
fn our_csl_json_is_read_by_citationberg() {
    let library = sample();
    // The crate does not know the variable `custom`, which is an object by CSL's schema.
    let mut plain: Vec<Entry> = library.entries().map(without_custom).collect();
    plain.iter_mut().for_each(|entry| drop(entry.variables.remove("custom")));
    let written =
        (by_name("csl-json").expect("is a format").write)(&plain.iter().collect::<Vec<_>>());
    let items: Vec<citationberg::json::Item> = serde_json::from_str(&written.text).expect("parses");
    assert_eq!(items.len(), library.records.len());
}

#[test]
fn damage_costs_no_more_than_its_entry() {
    let text = "@book{a, title = {A}, year = {in press}, publisher = undefd}\n\
                @book{b, title = {B\n year = 1999}\n\
                @book{a, title = {A again}}\n\
                @book{c, title = {C}, crossref = {c}}\n\
                @book{d title = {D}}\n\
                @book(e, title = \"E\")\n\
                @book{f, title = {F}, month = {25 March}, year = 2001}";
    let library = read("biblatex", text);
    let ids: Vec<&str> = library.entries().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), 7, "{ids:?}");
    let titles: Vec<_> = library.entries().map(|entry| entry.text("title")).collect();
    assert!(titles.iter().all(Option::is_some), "{titles:?}");
    for kind in [
        FaultKind::Syntax,
        FaultKind::UndefinedString,
        FaultKind::DuplicateKey,
        FaultKind::Inheritance,
        FaultKind::Value,
    ] {
        assert!(library.faults.iter().any(|fault| fault.kind == kind), "{kind:?}");
    }
    let last = library.records.last().expect("is there");
    assert_eq!(last.entry.date("issued"), Some(&Date::of_parts(&[2001, 3, 25])));
    let (path, position) = library.position(last.source, last.span).expect("has a place");
    assert_eq!((path, position.line, position.column), (Path::new("test"), 8, 1));
}

#[test]
fn latin_1_is_read_and_told() {
    let folder = tempfile::tempdir().expect("makes a folder");
    let path = folder.path().join("old.bib");
    std::fs::write(&path, b"@book{a,\n author = {M\xfcller, K.},\n title = {\xc3\x84}}")
        .expect("writes");
    let library = Library::open(&path).expect("opens");
    let entry = &library.records[0].entry;
    assert_eq!(entry.names("author")[0].cited(), "Müller");
    assert_eq!(entry.text("title"), Some("Ä"));
    let fault = library.faults.iter().find(|f| f.kind == FaultKind::Encoding).expect("is told");
    let (_, position) = library.position(fault.source, fault.span).expect("has a place");
    assert_eq!(position.line, 2);
}

#[test]
fn a_folder_is_one_library() {
    let library = Library::open("refs").expect("opens");
    assert!(library.get("watson1953").is_some());
}

#[test]
fn csl_json_as_programs_write_it() {
    let library = read(
        "csl-json",
        r#"{"items": [
            {"id": 7, "type": "book", "volume": 3, "issued": {"date-parts": [["1999"]]}, "x": null},
            {"id": "b", "type": "book", "issued": "2001-02", "author": [{"family": "Ä"}]}
        ]}"#,
    );
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    let found = entries(&library);
    assert_eq!(found[0].id, "7");
    assert_eq!(found[0].text("volume"), Some("3"));
    assert_eq!(found[1].date("issued"), Some(&Date::of_parts(&[2001, 2])));
    let damaged = read(
        "csl-json",
        r#"[{"id": "a", "title": "x"}, {"id": "b", "title": "y" "z"}, {"id": "c"}]"#,
    );
    let ids: Vec<&str> = damaged.entries().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(damaged.faults.len(), 2);
}

#[test]
fn hayagriva_as_people_write_it() {
    let library = read(
        "hayagriva",
        "kinetics:
    type: Article
    title: \"Kinetics of {BEC}\"
    author: [\"Doan, T. D.\", \"van der Berg, Jan\"]
    serial-number:
        doi: \"10.1103/x\"
    page-range: 165126-165139
    date: 2020-10-14
    parent:
        title: Physical Review B
        volume: 102
        publisher: American Physical Society
conf:
    type: article
    title: A talk
    parent:
        - type: Proceedings
          title: Proc
        - type: Conference
          title: World Wide
          location: Mountain View, CA
    odd: {x: [1, 2]}
",
    );
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    let found = entries(&library);
    assert_eq!(found[0].kind, "article-journal");
    assert_eq!(found[0].text("container-title"), Some("Physical Review B"));
    assert_eq!(found[0].text("volume"), Some("102"));
    assert_eq!(found[0].names("author")[1].cited(), "van der Berg");
    assert_eq!(found[1].kind, "paper-conference");
    assert_eq!(found[1].text("event-place"), Some("Mountain View, CA"));
    let back = through("hayagriva", &found);
    assert_eq!(entries(&back), found);
}

#[test]
fn other_variables_survive_every_format() {
    let mut entry = Entry::new("x", "interview");
    entry.set("title", "T");
    entry.set("interviewer", vec![Name::person("Doe", Some("Jane".to_owned()))]);
    entry.set("event-date", Date::of_parts(&[2001, 2]));
    entry.set("reviewed-title", "R & D");
    entry.variables.insert(
        "issued".to_owned(),
        Value::from(Date {
            date_parts: Dates::from_vec(vec![[2001, 1, 5].into(), [2001, 2, 7].into()]),
            ..Date::default()
        }),
    );
    for format in FORMATS {
        let back = through(format.name, &[&entry]);
        let mut after = back.records[0].entry.clone();
        if format.name.starts_with("bibtex") {
            // BibTeX has no days that reach into another month.
            let issued = entry.variables.get("issued").expect("has a date");
            after.variables.insert("issued", issued.clone());
        }
        assert_eq!(after, entry, "{}", format.name);
    }
}
