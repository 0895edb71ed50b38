//! Writes papers as articles in JATS.

use cite::internals::model::document::BlockKind;

use super::paper::{Block, Paper, Run, escaped};

/// The paper as an article, without links.
pub fn written(paper: &Paper) -> Vec<u8> {
    let mut body = String::new();
    for block in &paper.blocks {
        let inside = runs(&block.runs, &paper.fields);
        body.push_str(&match &block.kind {
            _ if block.entry.is_some() && !paper.fields.is_empty() => linked_entry(block, &inside),
            BlockKind::Note { .. } => String::new(),
            BlockKind::Heading(1) => format!("<title>{inside}</title>"),
            BlockKind::Heading(level) => {
                let (open, close) = (
                    "<sec>".repeat(usize::from(*level) - 1),
                    "</sec>".repeat(usize::from(*level) - 1),
                );
                format!("{open}<title>{inside}</title>{close}")
            }
            BlockKind::ListItem { ordinal: Some(number) } => {
                format!(
                    "<ref><label>{number}</label><mixed-citation>{inside}</mixed-citation></ref>"
                )
            }
            BlockKind::ListItem { ordinal: None } => {
                format!("<list><list-item><p>{inside}</p></list-item></list>")
            }
            BlockKind::TableCell => {
                format!("<table-wrap><table><tr><td>{inside}</td></tr></table></table-wrap>")
            }
            BlockKind::Caption => format!("<fig><caption><p>{inside}</p></caption></fig>"),
            BlockKind::Code => format!("<preformat>{inside}</preformat>"),
            _ => format!("<p>{inside}</p>"),
        });
    }
    let notes: String = paper
        .notes()
        .iter()
        .map(|(label, blocks)| {
            let paragraphs: String = blocks
                .iter()
                .map(|block| format!("<p>{}</p>", runs(&block.runs, &paper.fields)))
                .collect();
            format!("<fn id=\"{}\">{paragraphs}</fn>", escaped(label))
        })
        .collect();
    let fns =
        if notes.is_empty() { String::new() } else { format!("<fn-group>{notes}</fn-group>") };
    format!("<?xml version=\"1.0\"?>\n<article dtd-version=\"1.3\"><body>{body}</body><back>{fns}</back></article>").into_bytes()
}

/// An entry to which links lead.
fn linked_entry(block: &Block, inside: &str) -> String {
    let label = match block.kind {
        BlockKind::ListItem { ordinal: Some(number) } => format!("<label>{number}</label>"),
        _ => String::new(),
    };
    let id = block.entry.unwrap_or_default();
    format!("<ref id=\"r{id}\">{label}<mixed-citation>{inside}</mixed-citation></ref>")
}

/// Runs, those in a field as a link to what it cites.
fn runs(runs: &[Run], fields: &[Vec<usize>]) -> String {
    let mut out = String::new();
    let mut open = None;
    for one in runs {
        if one.field != open {
            out.push_str(if open.is_some() { "</xref>" } else { "" });
            if let Some(field) = one.field {
                let ids: Vec<String> = fields[field].iter().map(|id| format!("r{id}")).collect();
                out.push_str(&format!("<xref ref-type=\"bibr\" rid=\"{}\">", ids.join(" ")));
            }
            open = one.field;
        }
        out.push_str(&run(one));
    }
    out.push_str(if open.is_some() { "</xref>" } else { "" });
    out
}

fn run(run: &Run) -> String {
    let mut text = escaped(&run.text);
    for (is, name) in
        [(run.italic, "italic"), (run.bold, "bold"), (run.raised, "sup"), (run.lowered, "sub")]
    {
        if is && !text.is_empty() {
            text = format!("<{name}>{text}</{name}>");
        }
    }
    if let Some(address) = &run.link {
        text = format!("<ext-link href=\"{}\">{text}</ext-link>", escaped(address));
    }
    let call = run.call.as_ref().map(|label| {
        format!(
            "<xref ref-type=\"fn\" rid=\"{}\"><sup>{}</sup></xref>",
            escaped(label),
            escaped(label)
        )
    });
    let line = if run.on_new_line { "<break/>" } else { "" };
    format!("{}{line}{text}", call.unwrap_or_default())
}
