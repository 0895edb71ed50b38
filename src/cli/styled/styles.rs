//! `cite styles`: the styles that can be named.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::Entry;
use crate::render::bibliography;
use crate::render::style::{self, Listed, Style};

use crate::cli::failure::Failure;
use crate::cli::{Command, output};

/// The command.
pub const COMMAND: Command = Command {
    clap: || StylesArgs::augment_args(clap::Command::new("styles")),
    run: |matches| run(StylesArgs::from_arg_matches(matches)?),
};

/// List the styles that "cite render" knows by name, with a sample entry in each
#[derive(Debug, Args)]
struct StylesArgs {
    /// Show only styles with all of these words in name or title
    query: Vec<String>,
}

/// A work that shows what styles differ in.
const SAMPLE: &str = r#"{"id": "watson1953", "type": "article-journal",
    "title": "Molecular structure of nucleic acids: A structure for deoxyribose nucleic acid",
    "author": [{"family": "Watson", "given": "James D."}, {"family": "Crick", "given": "Francis H. C."}],
    "container-title": "Nature", "volume": "171", "issue": "4356", "page": "737-738",
    "issued": {"date-parts": [[1953, 4, 25]]}, "DOI": "10.1038/171737a0"}"#;

fn run(args: StylesArgs) -> Result<ExitCode, Failure> {
    let folders = [PathBuf::from("styles")];
    let words: Vec<String> = args.query.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<Listed> =
        style::list(&folders).into_iter().filter(|listed| fits(listed, &words)).collect();
    if found.is_empty() {
        let sought = args.query.join(" ");
        return Err(Failure::Input(format!(
            "no style with \"{sought}\" in its name or title; a style file (.csl) can be given by its path"
        )));
    }
    let sample: Entry = serde_json::from_str(SAMPLE)
        .map_err(|error| Failure::Input(format!("the sample entry: {error}")))?;
    let mut out = String::new();
    for listed in &found {
        let style = Style::find(&listed.name, &folders)?;
        out.push_str(&format!("{}  ({})\n", listed.name, listed.title));
        let rendered = bibliography::render(&[&sample], &style, None);
        let shown = rendered.bibliography.first().or(rendered.citations.first());
        let text = shown.map(|line| line.text.plain()).unwrap_or_default();
        out.push_str(&format!("    {text}\n"));
    }
    output::write(out.as_bytes(), None, false)?;
    Ok(ExitCode::SUCCESS)
}

fn fits(listed: &Listed, words: &[String]) -> bool {
    let text = format!("{} {}", listed.name, listed.title.to_lowercase());
    words.iter().all(|word| text.contains(word.as_str()))
}
