//! The language server as an editor meets it: the built program, over standard input and output.

#![cfg(feature = "lsp")]

#[path = "support/editor.rs"]
mod editor;
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use editor::{Editor, memory};
use serde_json::{Value, json};

fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("a path").to_string()
}

fn rules(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|one| one["code"].as_str()).collect()
}

/// Where a piece of a text stands, in lines and units of UTF-16.
fn place(text: &str, what: &str) -> Value {
    let at = text.find(what).expect("in the text");
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let column: usize = text[start..at].chars().map(char::len_utf16).sum();
    json!({"line": line, "character": column})
}

/// The piece of a text at a range of the protocol.
fn piece<'a>(text: &'a str, range: &Value) -> &'a str {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().expect("a line") as usize;
        let mut left = place["character"].as_u64().expect("a column") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        for (at, ch) in text[start..].char_indices() {
            if left == 0 {
                return start + at;
            }
            left -= ch.len_utf16();
        }
        text.len()
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

const PAPER: &str = "# Über 王 👩‍🔬\n\nҚазақ 👩‍🔬 sagt (Zorn 1998), 王 (Hurd 1999a; Lake and Roe 2001).\n\nSo it is 100% right. (Lake and Roe 2001).\n\n## References\n\nHurd, I. 1999a. \"Legitimacy.\" *Order* 53 (2): 379–408.\n\nHurd, I. 1999b. \"Trust.\" *Order* 53 (3): 479–508.\n\nLake, D., and R. Roe. 2001. *Trust*. York: Press.\n\nZorn, A. 1999. *Memory*. York: Press.\n";

const A: &str = "file:///tmp/a.md";

#[test]
fn findings_stand_where_they_are_in_utf16() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path());
    let found = editor.open(A, "markdown", PAPER);
    let year = found.iter().find(|one| one["code"] == "year-mismatch").expect("found");
    assert_eq!(piece(PAPER, &year["range"]), "Zorn 1998");
    assert_eq!(year["severity"], 1);
    let related = &year["relatedInformation"][0]["location"]["range"];
    assert!(piece(PAPER, related).starts_with("Zorn, A. 1999"), "{related}");
    let all = format!("{:?}", rules(&found));
    assert!(all.contains("citation-placement") && all.contains("uncited-reference"), "{all}");
}

#[test]
fn what_is_typed_is_checked_and_the_last_state_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path());
    editor.open(A, "markdown", PAPER);
    let mut text = PAPER.to_owned();
    // 1998 becomes 1999, step by step, and nothing is awaited between.
    let mut version = 1;
    for (old, new) in [("1998", "199"), ("(Zorn 199)", "(Zorn 19)"), ("(Zorn 19)", "(Zorn 1999)")] {
        version += 1;
        let start = place(&text, old);
        let end = json!({"line": start["line"],
            "character": start["character"].as_u64().expect("a column") + old.len() as u64});
        let change = json!([{"range": {"start": start, "end": end}, "text": new}]);
        editor.change(A, version, change);
        text = text.replacen(old, new, 1);
    }
    let found = editor.found(A, version);
    assert!(!rules(&found).contains(&"year-mismatch"), "{found:?}");
    // The same as a check of the whole text says.
    let other = editor.open("file:///tmp/b.md", "markdown", &text);
    assert_eq!(rules(&found), rules(&other));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": A}}));
    while editor.diagnostics[A].1 != Vec::<Value>::new() {
        editor.read();
    }
}

#[test]
fn fixes_are_those_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path());
    let found = editor.open(A, "markdown", PAPER);
    let finding = found.iter().find(|one| one["code"] == "citation-placement").expect("found");
    let params = json!({"textDocument": {"uri": A}, "range": finding["range"],
        "context": {"diagnostics": [finding]}});
    let actions = editor.ask("textDocument/codeAction", params);
    let actions = actions.as_array().expect("actions");
    let preferred = actions.iter().find(|one| one["isPreferred"] == true).expect("a fix");
    let repaired = applied(PAPER, &preferred["edit"]["changes"][A]);
    assert!(repaired.contains("So it is 100% right (Lake and Roe 2001)."), "{repaired}");
    let ignore = actions
        .iter()
        .find(|one| one["title"].as_str().is_some_and(|t| t.starts_with("Ignore")))
        .expect("an order");
    let silenced = applied(PAPER, &ignore["edit"]["changes"][A]);
    let again = editor.open("file:///tmp/c.md", "markdown", &silenced);
    assert!(!rules(&again).contains(&"citation-placement"), "{again:?}");
    // All safe fixes, and what the program makes of the file.
    let params = json!({"textDocument": {"uri": A}, "range": finding["range"],
        "context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let all = editor.ask("textDocument/codeAction", params);
    let all = applied(PAPER, &all[0]["edit"]["changes"][A]);
    let file = folder.path().join("a.md");
    fs::write(&file, PAPER).expect("written");
    Command::new(env!("CARGO_BIN_EXE_cite"))
        .arg("check")
        .arg("--fix")
        .arg(&file)
        .output()
        .expect("runs");
    assert_eq!(all, fs::read_to_string(&file).expect("read"));
}

/// A text with the edits of the protocol made.
fn applied(text: &str, edits: &Value) -> String {
    let mut pieces: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let old = piece(text, &edit["range"]);
            let start = old.as_ptr() as usize - text.as_ptr() as usize;
            (start, start + old.len(), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    pieces.sort_unstable();
    let mut out = String::new();
    let mut from = 0;
    for (start, end, new) in pieces {
        out.push_str(&text[from..start]);
        out.push_str(new);
        from = end;
    }
    out + &text[from..]
}

fn at(uri: &str, text: &str, what: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "position": place(text, what),
        "context": {"includeDeclaration": false}})
}

#[test]
fn places_lead_to_one_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path());
    editor.open(A, "markdown", PAPER);
    let hover = editor.ask("textDocument/hover", at(A, PAPER, "Lake and Roe"));
    let said = hover["contents"]["value"].as_str().expect("a text");
    assert!(said.contains("York: Press") && said.contains("cited in 2 places"), "{said}");
    let hover = editor.ask("textDocument/hover", at(A, PAPER, "Zorn 1998"));
    assert!(hover["contents"]["value"].as_str().is_some_and(|said| said.contains("year-mismatch")));
    let entry = editor.ask("textDocument/definition", at(A, PAPER, "Lake and Roe"));
    assert!(piece(PAPER, &entry[0]["range"]).starts_with("Lake, D."), "{entry}");
    let citing = editor.ask("textDocument/references", at(A, PAPER, "Lake, D."));
    let citing = citing.as_array().expect("places");
    assert_eq!(citing.len(), 2);
    assert!(citing.iter().all(|one| piece(PAPER, &one["range"]).contains("Lake and Roe 2001")));
    let lenses = editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": A}}));
    let titles: Vec<&str> = lenses
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|one| one["command"]["title"].as_str())
        .collect();
    assert!(titles.contains(&"cited in 2 places") && titles.contains(&"not cited"), "{titles:?}");
    let nothing = editor.ask("textDocument/hover", at(A, PAPER, "# Über"));
    assert!(nothing.is_null(), "{nothing}");
}

#[test]
fn a_year_is_renamed_in_text_and_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path());
    editor.open(A, "markdown", PAPER);
    let range = editor.ask("textDocument/prepareRename", at(A, PAPER, "Hurd 1999a"));
    assert_eq!(piece(PAPER, &range["range"]), "1999a");
    let mut params = at(A, PAPER, "Hurd, I. 1999a");
    params["newName"] = json!("1999c");
    let edit = editor.ask("textDocument/rename", params.clone());
    let renamed = applied(PAPER, &edit["changes"][A]);
    assert_eq!(renamed, PAPER.replace("1999a", "1999c"));
    params["newName"] = json!("soon");
    let refused = editor.answer("textDocument/rename", params);
    assert!(refused["error"]["message"].as_str().is_some_and(|said| said.contains("is no year")));
}

#[test]
fn keys_and_works_are_proposed() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("refs.bib"), "@article{hurd99, author={Hurd, Ian}, title={Order}, date={1999}}\n@book{lake01, author={Lake, D.}, title={Trust}, date={2001}}\n").expect("written");
    fs::write(folder.path().join("cite.toml"), "library = [\"refs.bib\"]\n").expect("written");
    let path = folder.path().join("a.md");
    let text = "🎓 So [@hurd99; @";
    let mut editor = Editor::start(folder.path());
    editor.open(&uri(&path), "markdown", text);
    let ask = |editor: &mut Editor, uri: &str, text: &str| {
        let column: usize = text.lines().last().unwrap_or("").chars().map(char::len_utf16).sum();
        let line = text.lines().count().saturating_sub(1);
        let params =
            json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}});
        let answer = editor.ask("textDocument/completion", params);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .filter_map(|one| one["textEdit"]["newText"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(ask(&mut editor, &uri(&path), text), ["hurd99", "lake01"]);
    let tex = uri(&folder.path().join("a.tex"));
    editor.open(&tex, "latex", "So \\cite{la");
    assert_eq!(ask(&mut editor, &tex, "So \\cite{la"), ["lake01"]);
    // A list is found before what is typed at the end.
    let text = format!("{PAPER}\n## After\n\nSo (");
    editor.open(A, "markdown", &text);
    let works = ask(&mut editor, A, &text);
    assert!(works.contains(&"Lake and Roe 2001".to_owned()), "{works:?}");
    // From a key to its record.
    let paper = "So it is [@hurd99], so [@lake01] too.\n";
    let two = uri(&folder.path().join("b.md"));
    editor.open(&two, "markdown", paper);
    let entry = editor.ask("textDocument/definition", at(&two, paper, "hurd99"));
    assert!(entry[0]["uri"].as_str().is_some_and(|file| file.ends_with("refs.bib")), "{entry}");
}

#[test]
fn settings_and_libraries_are_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let settings = folder.path().join("cite.toml");
    let mut editor = Editor::start(folder.path());
    let found = editor.open(&uri(&path), "markdown", PAPER);
    assert!(rules(&found).contains(&"uncited-reference"));
    fs::write(&settings, "[rules]\nuncited-reference = \"off\"\n").expect("written");
    let changes = json!({"changes": [{"uri": uri(&settings), "type": 1}]});
    editor.diagnostics.clear();
    editor.tell("workspace/didChangeWatchedFiles", changes.clone());
    let found = editor.found(&uri(&path), 1);
    assert!(!rules(&found).contains(&"uncited-reference"), "{found:?}");
    // What is wrong with the settings is said, and the check goes on without them.
    fs::write(&settings, "rulez = 1\n").expect("written");
    editor.tell("workspace/didChangeWatchedFiles", changes);
    let said = loop {
        let message = editor.read();
        if message["method"] == "window/showMessage" {
            break message["params"]["message"].as_str().expect("a text").to_owned();
        }
    };
    assert!(said.contains("cite.toml:1:1"), "{said}");
}

#[test]
fn other_formats_are_checked_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = |name: &str| uri(&folder.path().join(name));
    let mut editor = Editor::start(folder.path());
    let library = "@article{a, author={Hurd, Ian}, title={Order}, journal={O}, year={1999}}\n@article{a, author={Lake}, title={Trust}, journal={O}, year={2001}}\n";
    let found = editor.open(&here("refs.bib"), "bibtex", library);
    assert!(rules(&found).contains(&"duplicate-key"), "{found:?}");
    let typst = "So it is (Hurd 1998).\n\n= References\n\nHurd, I. 1999. \"Legitimacy.\" _Order_ 53 (2): 379–408.\n";
    let found = editor.open(&here("a.typ"), "typst", typst);
    assert!(rules(&found).contains(&"year-mismatch"), "{found:?}");
    // A text that has no file yet.
    let quarto = "So it is (Hurd 1998).\n\n# References\n\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n";
    let found = editor.open("untitled:Untitled-1", "quarto", quarto);
    assert!(rules(&found).contains(&"year-mismatch"), "{found:?}");
}

/// The list may stand in another file than the text, and both in the editor, not yet saved.
#[test]
fn the_files_of_a_project_are_one_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = |name: &str| uri(&folder.path().join(name));
    let part = "So it is \\emph{🎓} (Hurd 1998).\n";
    fs::write(folder.path().join("part.tex"), "Not saved yet.\n").expect("written");
    let main = "\\documentclass{article}\n\\begin{document}\n\\input{part}\n\\section*{References}\n\nHurd, I. 1999. Legitimacy. \\emph{Order} 53 (2): 379--408.\n\n\\end{document}\n";
    let mut editor = Editor::start(folder.path());
    editor.open(&here("part.tex"), "latex", part);
    editor.open(&here("main.tex"), "latex", main);
    let found = loop {
        let found = editor.found(&here("part.tex"), 1);
        if rules(&found).contains(&"year-mismatch") {
            break found;
        }
        editor.read();
    };
    let finding = found.iter().find(|one| one["code"] == "year-mismatch").expect("found");
    assert_eq!(piece(part, &finding["range"]), "Hurd 1998");
    let entry = editor.ask("textDocument/definition", at(&here("part.tex"), part, "Hurd 1998"));
    assert!(entry[0]["uri"].as_str().is_some_and(|file| file.ends_with("main.tex")), "{entry}");
}

/// Nothing is kept of the texts that were overtaken. The times are measured by `cargo bench --bench lsp`.
#[test]
fn memory_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = PAPER.repeat(3);
    let mut editor = Editor::start(folder.path());
    editor.open(A, "markdown", &text);
    let mut early = 0;
    for version in 2..120 {
        let (end, new) = if version % 2 == 0 { (0, "x") } else { (1, "") };
        let range =
            json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": end}});
        editor.change(A, version, json!([{"range": range, "text": new}]));
        editor.found(A, version);
        if version == 20 {
            early = memory(&editor);
        }
    }
    let late = memory(&editor);
    assert!(late <= early + early / 2, "{early} kB became {late} kB");
}
