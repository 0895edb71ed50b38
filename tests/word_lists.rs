//! No list of words of a natural language stands in code: they are lists in `refs/lang/`.
//!
//! A list is a row of string literals that stand near each other: in an array, in the arms of a
//! match, in a table of pairs; or the alternatives of one pattern. It is one of words if three or
//! more of its literals are single words, and two or more of these stand in a list of some
//! language. Names that a format, a protocol or a standard prescribes look alike; the files that
//! hold such are named here, each under its reason. Words in another script than ours are
//! prescribed by nobody: of these two are too many everywhere.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders whose lists of words are names, and whose names these are.
const PRESCRIBED: &[(&str, &[&str])] = &[
    ("fields, types, months and commands of BibTeX and BibLaTeX", &["bibliography/biblatex/"]),
    ("commands of TeX", &["bibliography/tex/", "document/latex/commands.rs"]),
    (
        "types and tags of EndNote, NBIB and RIS",
        &[
            "bibliography/endnote/",
            "bibliography/nbib.rs",
            "bibliography/ris.rs",
            "bibliography/tagged/dates.rs",
        ],
    ),
    ("types and fields of Hayagriva, words of YAML", &["bibliography/hayagriva/"]),
    (
        "variables, types, terms and elements of CSL",
        &[
            "csl/cite/locator.rs",
            "csl/style/known.rs",
            "csl/variable.rs",
            "model/entry.rs",
            "model/variables.rs",
            "references/fields/roles.rs",
            "references/kind.rs",
            "render/conventions.rs",
            "rewrite/plausible.rs",
            "rules/missing_field.rs",
        ],
    ),
    (
        "small words of English, months and abbreviations that citeproc-js prescribes to all CSL processors",
        &[
            "csl/citation_label.rs",
            "csl/element/number.rs",
            "csl/item/dates.rs",
            "csl/item/numbers.rs",
            "csl/output/text_case.rs",
        ],
    ),
    (
        "elements of HTML, JATS and of Citavi's part of a Word file, types of schema.org",
        &[
            "document/docx/citavi.rs",
            "document/html.rs",
            "document/jats.rs",
            "render/write/linked.rs",
        ],
    ),
    ("prefixes of labels in LaTeX and Quarto", &["citations/cross_reference.rs"]),
    ("ligatures", &["document/pdf/fonts.rs"]),
    ("signs of units and elements", &["citations/power.rs"]),
    ("letters, not words", &["text/fold.rs"]),
    ("names of styles", &["render/style.rs"]),
    (
        "schemes of addresses, parts of requests, top-level domains",
        &[
            "links/escaping.rs",
            "references/identifiers.rs",
            "text/extent.rs",
            "verify/classify/response.rs",
            "verify/request_policy.rs",
        ],
    ),
    (
        "arguments, columns and values of our own",
        &[
            "cli/parse.rs",
            "report/csv.rs",
            "report/json.rs",
            "report/tables/columns.rs",
            "verify/settings.rs",
        ],
    ),
    (
        "the names of the languages and of their lists",
        &["lexicon/languages.rs", "lexicon/months.rs"],
    ),
];

/// At most so many other tokens stand between two literals of a list: `("p", Label::Page),`.
const BETWEEN: usize = 6;

/// A row of literals, and the line on which it begins.
struct Row {
    line: usize,
    literals: Vec<String>,
}

/// What source text consists of, as far as it matters here.
enum Token {
    Literal(String),
    /// Ends what belongs together.
    End,
    Other,
}

/// The tokens of a file with their lines; its own tests left out.
fn tokens(source: &str) -> Vec<(usize, Token)> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let (length, token) = token(rest, c);
        if let Some(token) = token {
            tokens.push((line, token));
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    tokens
}

/// The length of what begins here, and what it is; comments and white space are nothing.
fn token(rest: &str, c: char) -> (usize, Option<Token>) {
    let hashes = rest[1.min(rest.len())..].bytes().take_while(|byte| *byte == b'#').count();
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if c == '"' {
        let end = literal_end(rest);
        (end + 1, Some(Token::Literal(rest[1..end].to_owned())))
    } else if c == 'r' && rest[1 + hashes..].starts_with('"') {
        let start = hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = rest[start..].find(&close).expect("raw literals end");
        let text = rest[start..start + length].to_owned();
        (start + length + close.len(), Some(Token::Literal(text)))
    } else if c == '\'' {
        // A character; or the name of a lifetime, whose sign alone is passed.
        let escaped = rest[1..].starts_with('\\');
        let close = rest[1 + usize::from(escaped)..].char_indices().skip(1).take(10);
        let close = close.into_iter().find(|(_, c)| *c == '\'').map(|(at, _)| at);
        let is_character = escaped || rest.chars().nth(2) == Some('\'');
        let length = close.filter(|_| is_character).map_or(1, |at| at + 2 + usize::from(escaped));
        (length, Some(Token::Other))
    } else if c.is_alphanumeric() || c == '_' {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        (end, Some(if &rest[..end] == "fn" { Token::End } else { Token::Other }))
    } else {
        let token = match c {
            ';' | '{' | '}' => Some(Token::End),
            _ if c.is_whitespace() => None,
            _ => Some(Token::Other),
        };
        (c.len_utf8(), token)
    }
}

/// Where the quotation mark is that ends a literal.
fn literal_end(rest: &str) -> usize {
    let mut escaped = false;
    let closes = |(_, c): &(usize, char)| {
        let close = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        close
    };
    rest.char_indices().skip(1).find(closes).expect("literals end").0
}

/// The rows of literals of a file.
fn rows(source: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut between = BETWEEN + 1;
    for (line, token) in tokens(source) {
        match token {
            Token::Literal(text) => {
                if between > BETWEEN {
                    rows.push(Row { line, literals: Vec::new() });
                }
                rows.last_mut().expect("one was begun").literals.push(text);
                between = 0;
            }
            Token::End => between = BETWEEN + 1,
            Token::Other => between += 1,
        }
    }
    rows
}

/// The words among literals: those that are one, and the alternatives of a pattern.
fn words(literals: &[String]) -> Vec<String> {
    let is_word = |text: &str| {
        let bare = text.strip_suffix('.').unwrap_or(text);
        !bare.is_empty() && bare.chars().all(char::is_alphabetic)
    };
    let parts = literals.iter().flat_map(|literal| {
        let parts: Vec<&str> = literal.trim_matches(['^', '$', '(', ')']).split('|').collect();
        if parts.iter().all(|part| is_word(part)) { parts } else { Vec::new() }
    });
    parts.map(|word| word.trim_end_matches('.').to_lowercase()).collect()
}

/// Every word of every list of every language.
fn dictionary() -> HashSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("refs/lang");
    let mut words = HashSet::new();
    for file in fs::read_dir(folder).expect("the languages").flatten() {
        if file.path().extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(file.path()).expect("readable");
            let lists: BTreeMap<String, Vec<String>> = toml::from_str(&text).expect("lists");
            for phrase in lists.into_values().flatten() {
                let parts = phrase.split(|c: char| c.is_whitespace() || c == '|');
                words.extend(parts.map(|word| word.trim_matches('.').to_lowercase()));
            }
        }
    }
    words
}

/// What is wrong with a row of a file, if anything.
fn fault(literals: &[String], dictionary: &HashSet<String>, prescribed: bool) -> Option<String> {
    let words = words(literals);
    let known: Vec<&String> = words.iter().filter(|word| dictionary.contains(*word)).collect();
    let foreign = known.iter().filter(|word| !word.is_ascii()).count();
    let is_list = words.len() >= 3 && known.len() >= 2 && !prescribed;
    (is_list || foreign >= 2).then(|| format!("{words:?}"))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, found),
            path if path.extension().is_some_and(|ending| ending == "rs") => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn words_of_languages_stand_in_the_lexicon() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let dictionary = dictionary();
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut needed: HashSet<&str> = HashSet::new();
    let mut wrong = Vec::new();
    for path in found {
        let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
        let names = PRESCRIBED.iter().flat_map(|(_, files)| files.iter());
        let is_there =
            |file: &&&str| **file == name || file.ends_with('/') && name.starts_with(**file);
        let prescribed = names.into_iter().find(is_there);
        for row in rows(&fs::read_to_string(&path).expect("readable")) {
            if let Some(fault) = fault(&row.literals, &dictionary, prescribed.is_some()) {
                wrong.push(format!("src/{name}:{}: {fault}", row.line));
            }
            if fault(&row.literals, &dictionary, false).is_some() {
                needed.extend(prescribed);
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "these belong into refs/lang:\n{}", wrong.join("\n"));
    let listed = PRESCRIBED.iter().flat_map(|(_, files)| files.iter());
    let idle: Vec<&&str> = listed.filter(|file| !needed.contains(*file)).collect();
    assert!(idle.is_empty(), "no list is left in {idle:?}");
}

#[test]
fn a_list_is_noticed_however_it_is_written() {
    let dictionary = dictionary();
    let is_noticed = |source: &str, prescribed: bool| {
        rows(source).iter().any(|row| fault(&row.literals, &dictionary, prescribed).is_some())
    };
    assert!(is_noticed(r#"const A: &[&str] = &["chapter", "page", "banana"];"#, false));
    assert!(is_noticed(r#"matches!(word, "and" | "und" | "et")"#, false));
    assert!(is_noticed(r#"match word { "p." => Page, "pp." => Page, "fig." => Figure, }"#, false));
    assert!(is_noticed("Regex::new(r\"^(see|vgl|voir)$\")", false));
    assert!(is_noticed(r#"[("стр.", 1), ("гл.", 2)]"#, true));
    assert!(!is_noticed(r#"["chapter", "page", "banana"]"#, true));
    assert!(!is_noticed(r#"f("page"); g("chapter"); h("and")"#, false));
    assert!(!is_noticed(r#"// "page", "chapter", "and"#, false));
}
