//! Writes papers as LaTeX.

use cite::internals::model::document::BlockKind;

use super::paper::{Block, Paper, Run};

/// The paper as a LaTeX file.
pub fn written(paper: &Paper) -> Vec<u8> {
    let notes = paper.notes();
    let note = |label: &str| {
        let blocks = notes.iter().find(|(known, _)| known == label).map(|(_, blocks)| blocks);
        let texts = blocks.into_iter().flatten().map(|block| runs(&block.runs, &|_| String::new()));
        let text = texts.collect::<Vec<_>>().join("\n\n");
        format!("\\footnote[{label}]{{{text}}}")
    };
    let blocks = paper.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Note { .. }));
    let body: Vec<String> = blocks.map(|block| written_block(block, &note)).collect();
    let text = format!(
        "\\documentclass{{article}}\n\\usepackage{{hyperref}}\n\\begin{{document}}\n{}\n\\end{{document}}\n",
        body.join("\n\n")
    );
    text.into_bytes()
}

/// The paper with a preamble, its entries as `entry` gives them.
pub fn laid_out(paper: &Paper, preamble: &str, entry: &dyn Fn(&Block, &str) -> String) -> String {
    let notes = paper.notes();
    let note = |label: &str| {
        let blocks = notes.iter().find(|(known, _)| known == label).map(|(_, blocks)| blocks);
        let texts = blocks.into_iter().flatten().map(|block| runs(&block.runs, &|_| String::new()));
        format!("\\footnote{{{}}}", texts.collect::<Vec<_>>().join("\n\n"))
    };
    let blocks = paper.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Note { .. }));
    let written = |block: &Block| match block.entry.is_some() {
        true => entry(block, &runs(&block.runs, &note)),
        false => written_block(block, &note),
    };
    let body: Vec<String> = blocks.map(written).collect();
    format!("{preamble}{}\n\\end{{document}}\n", body.join("\n\n"))
}

fn written_block(block: &Block, note: &dyn Fn(&str) -> String) -> String {
    let text = runs(&block.runs, note);
    match &block.kind {
        BlockKind::Heading(1) => format!("\\chapter*{{{text}}}"),
        BlockKind::Heading(2) => format!("\\section*{{{text}}}"),
        BlockKind::Heading(3) => format!("\\subsection{{{text}}}"),
        BlockKind::Heading(_) => format!("\\subsubsection*{{{text}}}"),
        BlockKind::ListItem { ordinal: Some(number) } => {
            format!("\\begin{{enumerate}}\\item[{number}.] {text}\\end{{enumerate}}")
        }
        BlockKind::ListItem { ordinal: None } => {
            format!("\\begin{{itemize}}\n\\item {text}\n\\end{{itemize}}")
        }
        BlockKind::TableCell => format!("\\begin{{tabular}}{{l}}\n{text} \\\\\n\\end{{tabular}}"),
        BlockKind::Caption => format!("\\begin{{figure}}[ht]\\caption{{{text}}}\\end{{figure}}"),
        BlockKind::Code | BlockKind::Metadata | BlockKind::Math => {
            let plain: String = block.runs.iter().map(|run| run.text.as_str()).collect();
            format!("\\begin{{verbatim}}\n{plain}\n\\end{{verbatim}}")
        }
        _ => text,
    }
}

fn runs(runs: &[Run], note: &dyn Fn(&str) -> String) -> String {
    runs.iter().map(|run| one(run, note)).collect()
}

fn one(run: &Run, note: &dyn Fn(&str) -> String) -> String {
    let mut text = escaped(&run.text);
    for (is, command) in [
        (run.raised, "textsuperscript"),
        (run.lowered, "textsubscript"),
        (run.italic, "emph"),
        (run.bold, "textbf"),
    ] {
        if is {
            text = format!("\\{command}{{{text}}}");
        }
    }
    let call = run.call.as_deref().map(note).unwrap_or_default();
    let line = if run.on_new_line { "\n" } else { "" };
    format!("{call}{line}{text}")
}

/// `text` for LaTeX; accented letters as commands, as many type them.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '%' | '&' | '#' | '_' | '$' | '{' | '}' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '-' | '\'' | '`' | ',' if out.ends_with(c) => out.extend(['{', '}', c]),
            'é' => out.push_str("\\'e"),
            'ü' => out.push_str("{\\\"u}"),
            'ç' => out.push_str("\\c{c}"),
            '–' => out.push_str("--"),
            '“' => out.push_str("``"),
            '”' => out.push_str("''"),
            '\u{A0}' => out.push('~'),
            _ => out.push(c),
        }
    }
    out
}
