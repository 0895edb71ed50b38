//! Texts with their citations marked: what is cited, which entry of the list it points to, and what
//! only looks like a citation.
//!
//! In `tests/citations/*.md` braces mark one cited work each, and a bar what it points to:
//!
//! - `({Hurd 1999|2})` is cited, and it is the second entry of the list;
//! - `{Hurd 1999|1 2}` may be either; `{Hurd 1999|none}` is cited, and the list has no such work;
//! - `{!Figure 3, 2019|why}` looks like a citation and is none. Where the program considered it, the
//!   reason is what it says (`cite check --format matches`); else it is for the reader.
//!
//! Brackets and stops at the ends of a mark do not matter.
//!
//! What is found and not marked fails, and so does what is marked and not found.

use std::fs;
use std::path::Path;

use cite::internals::Analysis;
use cite::{Document, Library, Span};

/// A text in braces, with what is said of it.
struct Mark {
    span: Span,
    said: Said,
}

#[derive(Debug, PartialEq)]
enum Said {
    /// It cites these entries, by their numbers in the list.
    Cites(Vec<usize>),
    /// It is no citation, and why.
    LooksAlike(String),
}

/// The text without braces, and the marks in it.
fn unmarked(name: &str, marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, inside)) = rest.split_once('{') {
        let (mark, after) = inside.split_once('}').unwrap_or_else(|| panic!("{name}: {inside}"));
        let (cited, said) =
            mark.rsplit_once('|').unwrap_or_else(|| panic!("{name}: {{{mark}}} says nothing"));
        text.push_str(before);
        let start = text.len();
        let said = match cited.strip_prefix('!') {
            Some(_) => Said::LooksAlike(said.to_owned()),
            None if said == "none" => Said::Cites(Vec::new()),
            None => {
                Said::Cites(said.split(' ').map(|one| one.parse().expect("a number")).collect())
            }
        };
        text.push_str(cited.trim_start_matches('!'));
        marks.push(Mark { span: Span::new(start, text.len()), said });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Whether two spans are the same but for brackets and stops at their ends.
fn same(text: &str, a: Span, b: Span) -> bool {
    let core = |span: Span| {
        let inside = |c: char| !matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '.' | '^');
        let part = span.of(text);
        let start = part.find(inside).unwrap_or(0);
        let end = part.rfind(inside).unwrap_or(part.len());
        (span.start + start, span.start + end)
    };
    core(a) == core(b)
}

/// What differs between a text and its marks, a line each.
fn differences(name: &str, marked: &str) -> Vec<String> {
    let (text, marks) = unmarked(name, marked);
    let document = Document::from_bytes(name, text.clone().into_bytes());
    let library = Library::none();
    let analysis = Analysis::gather(&document, &library);
    let mut wrong = Vec::new();
    let mut found: Vec<(Span, Vec<usize>)> = analysis
        .cited_works()
        .map(|work| {
            let entries = work.resolution().references.iter().map(|id| id.index() + 1).collect();
            (document.in_source(work.item.span), entries)
        })
        .collect();
    let line = |span: Span| format!("{name}:{}", document.source.position(span.start).line);
    for Mark { span, said } in &marks {
        let cited = span.of(&text);
        match said {
            Said::Cites(wanted) => {
                match found.iter().position(|(place, _)| same(&text, *place, *span)) {
                    Some(at) => {
                        let (_, entries) = found.remove(at);
                        if entries != *wanted {
                            wrong.push(format!("{}: {cited:?} cites {entries:?}", line(*span)));
                        }
                    }
                    None => wrong.push(format!("{}: {cited:?} was not found", line(*span))),
                }
            }
            Said::LooksAlike(reason) => {
                let considered = analysis
                    .left_out
                    .iter()
                    .find(|one| same(&text, document.in_source(one.span), *span));
                if let Some(one) = considered.filter(|one| one.reason != reason) {
                    wrong.push(format!("{}: {cited:?}: {}", line(*span), one.reason));
                }
            }
        }
    }
    wrong.extend(found.iter().map(|(span, entries)| {
        format!("{}: {:?} is not marked ({entries:?})", line(*span), span.of(&text))
    }));
    wrong
}

#[test]
fn citations_are_found_where_they_are_marked_and_nowhere_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/citations");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the texts are there") {
        let path = entry.expect("readable").path();
        let marked = fs::read_to_string(&path).expect("text");
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        wrong.extend(differences(name, &marked));
        count += 1;
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 12, "only {count} texts");
}

#[test]
fn a_wrong_mark_is_noticed() {
    let list = "\n\n## References\n\nHurd, I. (1999). *Legitimacy*. London: Sea Press.\n\n\
                Cook, A. (2004). *Rule*. London: Sea Press.\n";
    let wrong = |text: &str| differences("a.md", &format!("{text}{list}"));
    assert_eq!(wrong("So it is ({Hurd 1999|1}; {Cook 2004|2})."), Vec::<String>::new());
    assert_eq!(
        wrong("So it is ({Hurd 1999|2}; {Cook 2004|2})."),
        ["a.md:1: \"Hurd 1999\" cites [1]"]
    );
    assert_eq!(
        wrong("So it is ({Hurd 1999|1}; Cook 2004)."),
        ["a.md:1: \"Cook 2004\" is not marked ([2])"]
    );
    assert_eq!(
        wrong("{So|1} it is ({Hurd 1999|1}; {Cook 2004|2})."),
        ["a.md:1: \"So\" was not found"]
    );
}
