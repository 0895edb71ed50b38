//! `cite parse` as a person meets it: papers, lists, strings, lines; records that read back.

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use cite::Library;
use cite::internals::bibliography::formats::FORMATS;
use cite::{Document, Entry};
use serde_json::Value;

fn cite(arguments: &[&str]) -> Output {
    Command::cargo_bin("cite").expect("built").args(arguments).output().expect("runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn written(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, content).expect("written");
    path.to_str().expect("a name").to_owned()
}

const LIST: &str = "\
Hurd, I. 1999. \"Legitimacy and Authority in International Politics.\" *International \
Organization* 53 (2): 379–408.

Knuth, D. E. 1984. *The TeXbook*. Reading, MA: Addison-Wesley.

Zürn, M., and M. Ecker-Ehrhardt. 2013. *Die Politisierung der Weltpolitik*. Berlin: Suhrkamp.
";

const PAPER: &str = "# On Order\n\nSo it is (Hurd 1999; Knuth 1984).\n\n## References\n\n";

#[test]
fn papers_and_bare_lists_give_records() {
    let folder = tempfile::tempdir().expect("a folder");
    for text in [LIST.to_owned(), format!("{PAPER}{LIST}")] {
        let path = written(folder.path(), "paper.md", &text);
        let records: Value = serde_json::from_slice(&cite(&["parse", &path]).stdout).expect("JSON");
        let ids: Vec<&str> =
            records.as_array().expect("a list").iter().filter_map(|r| r["id"].as_str()).collect();
        assert_eq!(ids, ["hurd1999", "knuth1984", "zurn2013"]);
        assert_eq!(records[0]["type"], "article-journal");
        assert_eq!(records[0]["container-title"], "International Organization");
        assert_eq!(records[0]["page"], "379–408");
        assert_eq!(records[1]["type"], "book");
        assert_eq!(records[1]["publisher-place"], "Reading, MA");
        assert_eq!(records[2]["author"][1]["family"], "Ecker-Ehrhardt");
    }
}

#[test]
fn what_ends_a_reference_is_none_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrapped = "Lind, A. 2003. Dry rivers of the steppe.
http://example.org/rivers.
Accessed March 3, 2020.

Moe, B. 2010. Wells and the law.
Retrieved 12 May 2011 from http://example.org/wells
";
    let path = written(folder.path(), "list.md", wrapped);
    let records: Value = serde_json::from_slice(&cite(&["parse", &path]).stdout).expect("JSON");
    let ids: Vec<&str> =
        records.as_array().expect("a list").iter().filter_map(|r| r["id"].as_str()).collect();
    assert_eq!(ids, ["lind2003", "moe2010"]);
}

#[test]
fn a_reference_that_holds_another_is_doubted() {
    let folder = tempfile::tempdir().expect("a folder");
    let two = "Lind, A. (2003). Dry rivers of the steppe. Water Policy, 7(2), 47–59. \
               Moe, B. (2010). Wells and law. Journal of Water Law, 3(1), 12–15.\n\n\
               Zoe, C. (2011). Ice and salt. Journal of Water Law, 4(1), 1–5.\n";
    let path = written(folder.path(), "list.md", two);
    let output = cite(&["parse", &path]);
    let doubt = "list.md:1:71: a second reference seems to begin here, in the middle of another\n";
    assert!(said(&output.stderr).ends_with(doubt), "{}", said(&output.stderr));
}

#[test]
fn every_format_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), "list.md", LIST);
    let document = Document::open(&path).expect("readable");
    let entries: Vec<Entry> = cite::internals::references::parse_list(&document)
        .references
        .into_iter()
        .map(|r| r.entry)
        .collect();
    assert_eq!(entries.len(), 3);
    for format in FORMATS {
        let out = cite(&["parse", &path, "--to", format.name]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out.stderr));
        let library = Library::of_text("back", said(&out.stdout), format);
        let back: Vec<Entry> = library.entries().map(plain_pages).collect();
        let wanted: Vec<Entry> = entries.iter().map(plain_pages).collect();
        assert_eq!(back, wanted, "{}", format.name);
    }
}

/// The record with a hyphen in its pages, as BibLaTeX and hayagriva give them back.
fn plain_pages(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let Some(pages) = entry.text("page").map(|pages| pages.replace('–', "-")) {
        entry.set("page", pages);
    }
    entry
}

#[test]
fn the_output_file_names_the_format_and_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), "list.md", LIST);
    let target = folder.path().join("list.bib");
    let target = target.to_str().expect("a name");
    assert_eq!(cite(&["parse", &path, "-o", target]).status.code(), Some(0));
    let first = fs::read_to_string(target).expect("written");
    assert!(first.contains("@article{hurd1999,"), "{first}");
    let again = cite(&["parse", &path, "-o", target]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again.stderr).contains("exists already"), "{}", said(&again.stderr));
    assert_eq!(cite(&["parse", &path, "-o", target, "--force"]).status.code(), Some(0));
}

#[test]
fn strings_are_read_and_their_keys_differ() {
    let text = "Lake, D. 2009. Hierarchy in International Relations. Ithaca: Cornell.";
    let out = cite(&["parse", "--text", text, "--text", text, "--confidence"]);
    let records: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(records[0]["id"], "lake2009");
    assert_eq!(records[1]["id"], "lake2009-2");
    let sure = said(&out.stderr);
    let (number, id) = sure.lines().next().and_then(|line| line.split_once(' ')).expect("a line");
    assert!((0.5..=1.0).contains(&number.parse::<f32>().expect("a number")), "{sure}");
    assert_eq!(id, "lake2009");
}

#[test]
fn lines_give_an_object_each_whatever_they_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = [
        "Knuth D. The TeXbook. Reading: Addison-Wesley; 1984.",
        "",
        "\u{0}\u{301}((((",
        "Қазақстан тарихы. Алматы: Атамұра, 2010. 672 б.",
    ];
    let path = written(folder.path(), "lines.txt", &lines.join("\r\n"));
    let out = cite(&["parse", "--lines", &path, "--confidence"]);
    let objects: Vec<Value> = said(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    let texts: Vec<&str> = objects.iter().filter_map(|object| object["text"].as_str()).collect();
    assert_eq!(texts, lines);
    assert_eq!(objects[0]["fields"]["title"], serde_json::json!(["The TeXbook"]));
    assert_eq!(objects[0]["fields"]["date"], serde_json::json!(["1984"]));
    assert_eq!(objects[0]["entry"]["publisher"], "Addison-Wesley");
    assert!(objects[0]["confidence"]["reference"].as_f64().is_some_and(|sure| sure > 0.5));
    let plain = said(&cite(&["parse", "--lines", &path]).stdout);
    assert!(!plain.contains("confidence"));
}

#[test]
fn long_input_keeps_its_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> =
        (0..9000).map(|n| format!("Lake, D. 2009. Hierarchy {n}. Ithaca: Cornell.")).collect();
    let path = written(folder.path(), "lines.txt", &lines.join("\n"));
    let target = folder.path().join("out.jsonl");
    let out = cite(&["parse", "--lines", &path, "-o", target.to_str().expect("a name")]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out.stderr));
    let read = fs::read_to_string(&target).expect("written");
    let texts = read.lines().map(|line| {
        let object: Value = serde_json::from_str(line).expect("an object");
        object["text"].as_str().expect("a text").to_owned()
    });
    assert!(texts.eq(lines));
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = written(folder.path(), "none.md", "# Results\n\nSo it is.\n");
    let out = cite(&["parse", &none]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out.stderr).contains("no reference list was found"), "{}", said(&out.stderr));
    assert!(said(&out.stderr).contains("\"Results\""), "{}", said(&out.stderr));
    let out = cite(&["parse", &none, "--to", "wordperfect"]);
    assert!(said(&out.stderr).contains("unknown format"), "{}", said(&out.stderr));
    for arguments in [&["parse", "no/such.md"][..], &["parse", "--lines", "no/such.txt"]] {
        let out = cite(arguments);
        assert_eq!(out.status.code(), Some(2));
        assert!(said(&out.stderr).contains("no such file"), "{}", said(&out.stderr));
    }
    assert_eq!(cite(&["parse"]).status.code(), Some(2));
}

/// The first creators and the titles of the entries of a list.
fn titles(name: &str, list: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), name, list);
    let out = cite(&["parse", &path, "--to", "csl-json"]);
    let entries: Vec<Value> = serde_json::from_str(&said(&out.stdout)).expect("JSON");
    let of = |entry: &Value| {
        let creators = entry["author"].as_array().cloned().unwrap_or_default();
        let family = creators.iter().map(|name| name["family"].as_str().unwrap_or("-").to_owned());
        let family: Vec<String> = family.collect();
        format!("{}: {}", family.join(", "), entry["title"].as_str().unwrap_or("-"))
    };
    entries.iter().map(of).collect()
}

#[test]
fn heads_of_pages_are_no_entries() {
    let list = "References

Abel, K. (2009). Rivers of the north. Oslo: Steppe Press.

214 K. MOE AND OTHERS

Hurd, I. (2010). Wells of the north. Journal of Wells, 1(2), 11-20.

DRY RIVERS 215

Kvarn, I. (2010). Wells of the west. Journal of Wells, 1(2), 31-40.

216 K. MOE AND OTHERS

Moe, K. (2010). Wells of the end. Journal of Wells, 1(2), 71-80.

DRY RIVERS 217

Nord, K. (2010). Wells of the beginning. Journal of Wells, 1(2), 81-90.

218 K. MOE AND OTHERS

Zorn, B. (2011). Wells of the east. Journal of Wells, 2(2), 11-20.

DRY RIVERS 219

Zuse, B. (2012). Wells of the far east. Journal of Wells, 2(2), 21-30.
";
    let read = titles("list.txt", list);
    let creators: Vec<&str> = read.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(creators, ["Abel", "Hurd", "Kvarn", "Moe", "Nord", "Zorn", "Zuse"]);
}

#[test]
fn entries_without_a_year_and_with_elided_particles_begin_where_they_begin() {
    let list = "# Литература

Абель К. Реки севера. М.: Наука, 2009.
Иванов И. И. Колодцы севера // Вопросы рек. 2010. № 2. С. 11–20.
Петров А. Б. б. г. Колодцы востока. М.: Наука.
d’Hurd, I. (2012). Wells of the south. Journal of Wells, 3(2), 11-20.
Яковлев Б. Колодцы запада // Вопросы рек. 2011. № 2. С. 11–20.
";
    let read = titles("list.md", list);
    assert_eq!(
        read,
        [
            "Абель: Реки севера",
            "Иванов: Колодцы севера",
            "Петров: Колодцы востока",
            "d’Hurd: Wells of the south",
            "Яковлев: Колодцы запада",
        ]
    );
}

#[test]
fn a_dash_before_further_names_is_the_first_of_the_entry_before() {
    let list = "# References

Abel, J.-P., 1989: Sparse methods for tides. Steppe Press.

——, 1990: Sparse methods for wells. Steppe Press.

——, and J.-P. Lindqvist, 2008: Lichens as witnesses. Steppe Press.
";
    let read = titles("list.md", list);
    assert_eq!(
        read,
        [
            "Abel: Sparse methods for tides",
            "Abel: Sparse methods for wells",
            "Abel, Lindqvist: Lichens as witnesses",
        ]
    );
}

#[test]
fn years_stand_in_the_keys_alone() {
    let list = "# References

Abel *et al.* 2009 J. Abel, D. Moe, “Wells of the south: an analysis of trials,” *The Lancet*, 374, pp. 1533–1542.

Berg *et al.* 2008a H. Berg, G. Lind, “Patterns of wells: causes of rivers,” *Steppe Journal*, 78, pp. 106–113.

Dahl 2010 K. Dahl, “A trial to compare the wells of the north,” *Steppe Journal*, 5, pp. 11–25.

Egger, Smith 1997 M. Egger, G. Smith, “Wells: principles and procedures,” *Steppe Journal*, 315, pp. 1533–1537.

Kvarn 2006 B. Kvarn, “Wells for all: the case of the south,” *Steppe Journal*, 11, pp. 983–991.
";
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path(), "list.md", list);
    let out = cite(&["parse", &path, "--to", "csl-json"]);
    let entries: Vec<Value> = serde_json::from_str(&said(&out.stdout)).expect("JSON");
    let years: Vec<i64> =
        entries.iter().filter_map(|entry| entry["issued"]["date-parts"][0][0].as_i64()).collect();
    assert_eq!(years, [2009, 2008, 2010, 1997, 2006]);
}
