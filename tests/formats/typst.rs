//! Writes papers as Typst.

use cite::internals::model::document::BlockKind;

use super::paper::{Block, Paper, Run};

/// The paper as a Typst file.
pub fn written(paper: &Paper) -> Vec<u8> {
    let body = body(paper, &|block, note| written_block(block, note));
    format!("#set page(margin: 2cm)\n\n{body}\n").into_bytes()
}

/// How a note of this label is called.
type NoteCall<'a> = dyn Fn(&str) -> String + 'a;

/// The blocks of the paper as `written` gives them.
fn body(paper: &Paper, written: &dyn Fn(&Block, &NoteCall) -> String) -> String {
    let notes = paper.notes();
    let note = |label: &str| {
        let blocks = notes.iter().find(|(known, _)| known == label).map(|(_, blocks)| blocks);
        let texts = blocks.into_iter().flatten().map(|block| runs(&block.runs, &|_| String::new()));
        format!("#footnote[{}]", texts.collect::<Vec<_>>().join("\n\n"))
    };
    let blocks = paper.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Note { .. }));
    blocks.map(|block| written(block, &note)).collect::<Vec<_>>().join("\n\n")
}

/// The paper with a preamble, its entries as `entry` gives them.
pub fn laid_out(paper: &Paper, preamble: &str, entry: &dyn Fn(&Block, &str) -> String) -> String {
    let body = body(paper, &|block, note| match &block.kind {
        _ if block.entry.is_some() => entry(block, &runs(&block.runs, note)),
        BlockKind::Caption => format!("#figure(rect(), caption: [{}])", runs(&block.runs, note)),
        _ => written_block(block, note),
    });
    format!("{preamble}\n{body}\n")
}

fn written_block(block: &Block, note: &dyn Fn(&str) -> String) -> String {
    let text = runs(&block.runs, note);
    match &block.kind {
        BlockKind::Heading(level) => format!("{} {text}", "=".repeat(usize::from(*level))),
        BlockKind::ListItem { ordinal: Some(number) } => format!("{number}. {text}"),
        BlockKind::ListItem { ordinal: None } => format!("- {text}"),
        BlockKind::TableCell => format!("#table(columns: 1, [{text}])"),
        BlockKind::Caption => format!("#figure(image(\"a.png\"), caption: [{text}])"),
        BlockKind::Code | BlockKind::Metadata | BlockKind::Math => {
            let plain: String = block.runs.iter().map(|run| run.text.as_str()).collect();
            format!("```\n{plain}\n```")
        }
        _ => text,
    }
}

fn runs(runs: &[Run], note: &dyn Fn(&str) -> String) -> String {
    runs.iter().map(|run| one(run, note)).collect()
}

fn one(run: &Run, note: &dyn Fn(&str) -> String) -> String {
    let mut text = escaped(&run.text);
    for (is, function) in
        [(run.raised, "super"), (run.lowered, "sub"), (run.italic, "emph"), (run.bold, "strong")]
    {
        if is {
            text = format!("#{function}[{text}]");
        }
    }
    let call = run.call.as_deref().map(note).unwrap_or_default();
    let line = if run.on_new_line { "\n" } else { "" };
    // A bracket or a full stop after a call would belong to it.
    let end = if text.starts_with('#') { ";" } else { "" };
    format!("{call}{line}{text}{end}")
}

/// `text` for Typst.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '#' | '*' | '_' | '`' | '$' | '<' | '>' | '@' | '[' | ']' | '~' | '=' | '-'
            | '+' | '/' | '\'' | '"' | '.' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
