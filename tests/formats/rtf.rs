//! Writes papers in Rich Text Format, and reads it.

use cite::Document;
use cite::internals::model::document::{BlockKind, MarkKind};

use super::paper::{Paper, Run};

/// The paper as Word writes it: numbers of lists as text before a tab, notes where they are called.
pub fn written(paper: &Paper) -> Vec<u8> {
    let notes = paper.notes();
    let note = |label: &str| -> String {
        let found = notes.iter().find(|(own, _)| own == label);
        let blocks = found.map(|(_, blocks)| blocks.as_slice()).unwrap_or_default();
        let paragraphs: Vec<String> = blocks
            .iter()
            .map(|block| block.runs.iter().map(|run| text(run, "")).collect())
            .collect();
        format!("{{\\footnote\\pard\\plain{{\\super\\chftn}} {}}}", paragraphs.join("\\par "))
    };
    let mut out =
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}{\\info{\\title T}}{\\header Head\\par}"
            .to_owned();
    for block in &paper.blocks {
        let label = match &block.kind {
            BlockKind::Note { .. } => continue,
            BlockKind::ListItem { ordinal: Some(number) } => {
                format!("{{\\listtext {number}.\\tab}}")
            }
            BlockKind::ListItem { ordinal: None } => "{\\listtext\\bullet\\tab}".to_owned(),
            _ => String::new(),
        };
        let runs = block.runs.iter().map(|run| {
            let call = run.call.as_ref().map(|label| format!("{{\\super\\chftn}}{}", note(label)));
            text(run, &call.unwrap_or_default())
        });
        out.push_str(&format!("\\pard {label}{}\\par\n", runs.collect::<String>()));
    }
    (out + "}").into_bytes()
}

fn text(run: &Run, call: &str) -> String {
    let mut out = String::new();
    for ch in run.text.chars() {
        match ch {
            '\\' | '{' | '}' => out.extend(['\\', ch]),
            '\t' => out.push_str("\\tab "),
            ' '..='~' => out.push(ch),
            _ => {
                let mut units = [0; 2];
                for unit in ch.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{}?", *unit as i16));
                }
            }
        }
    }
    for (is, word) in
        [(run.italic, "i"), (run.bold, "b"), (run.raised, "super"), (run.lowered, "sub")]
    {
        if is && !out.is_empty() {
            out = format!("{{\\{word} {out}}}");
        }
    }
    let line = if run.on_new_line { "\\line " } else { "" };
    format!("{call}{line}{out}")
}

fn read(text: &str) -> Document {
    Document::read("a.rtf", text.as_bytes().to_vec(), false).expect("readable")
}

#[test]
fn text_notes_and_lists_are_read() {
    let document = read(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\header Head\\par}\\pard So {\\i it} is\\endash caf\\'e9\\u1071? \
         (Hurd 1999).{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} Cook 2001, 5.}\\par{\\v hidden}\
         {\\listtext 2.\\tab}Second\\par{\\field{\\*\\fldinst HYPERLINK \\\"x\\\"}{\\fldrslt the map}}{\\super 3}\\par}",
    );
    let texts: Vec<&str> = document.blocks.iter().map(|block| document.slice(block.span)).collect();
    assert_eq!(texts, ["So it is–caféЯ (Hurd 1999).", "Second", "the map3", "Cook 2001, 5."]);
    let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(*kinds[1], BlockKind::ListItem { ordinal: Some(2) });
    assert_eq!(*kinds[3], BlockKind::Note { label: "1".to_owned() });
    let marks: Vec<(&MarkKind, &str)> =
        document.marks.iter().map(|mark| (&mark.kind, document.slice(mark.span))).collect();
    assert!(marks.contains(&(&MarkKind::Emphasis, "it")), "{marks:?}");
    assert!(marks.contains(&(&MarkKind::Superscript, "3")), "{marks:?}");
    assert!(marks.contains(&(&MarkKind::NoteCall { label: "1".to_owned() }, "")), "{marks:?}");
}

#[test]
fn what_is_cut_off_is_refused() {
    for text in ["{\\rtf1 So it is (Hurd", "{\\rtf", "{\\rtf1 \\'zz}"] {
        let error =
            Document::read("a.txt", text.as_bytes().to_vec(), false).expect_err("is damaged");
        assert!(error.to_string().contains("save it as .docx"), "{error}");
    }
}
