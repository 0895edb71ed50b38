//! Where styles are looked for by name.

use std::path::{Path, PathBuf};

use crate::Error;
use crate::render::listed::list;
use crate::render::style::Style;

use crate::cli::failure::Failure;
use crate::cli::talk;

/// The name of the pack that is installed.
const PACK: &str = "styles.zip";

/// The style of this name or at this path; what it says that CSL does not know is reported, and a name that
/// is not known with what to do.
pub(super) fn find(name: &str) -> Result<Style, Failure> {
    let places = places();
    let style = Style::find(name, &places).map_err(|error| match error {
        Error::Unknown { name, nearest, .. } => unknown(&name, &nearest, list(&places).len()),
        other => other.into(),
    })?;
    for remark in &style.remarks {
        talk::say(format_args!("the style {}: {remark}", style.name));
    }
    Ok(style)
}

fn unknown(name: &str, nearest: &[String], count: usize) -> Failure {
    let nearest = match nearest {
        [] => String::new(),
        names => format!("; nearest: {}", names.join(", ")),
    };
    Failure::Input(format!(
        "unknown style \"{name}\": it is not among the {count} styles at hand{nearest}\n\
         a style file (.csl) can be given by its path; \"cite styles --install\" adds all styles of a folder or archive"
    ))
}

/// The folders and packs in which styles are looked for, the first first: the folder `styles` here;
/// what `CITE_STYLES_DIR` names, or else the user's own folder and those of the system, and what came
/// with the program.
pub(super) fn places() -> Vec<PathBuf> {
    let mut places = vec![PathBuf::from("styles")];
    match set("CITE_STYLES_DIR") {
        Some(folder) => places.extend([folder.clone(), folder.join(PACK)]),
        None => {
            let folders = home().into_iter().chain(of_system()).chain(of_program());
            places.extend(folders.map(|folder| folder.join(PACK)));
        }
    }
    places
}

/// Where a pack is installed.
pub(super) fn installed() -> Result<PathBuf, Failure> {
    let folder = set("CITE_STYLES_DIR").or_else(home).ok_or_else(|| {
        let why = "no folder for styles is known; set CITE_STYLES_DIR to one";
        Failure::Input(why.to_owned())
    })?;
    Ok(folder.join(PACK))
}

/// The folder of this program in the user's folder for data.
fn home() -> Option<PathBuf> {
    let folder = absolute("XDG_DATA_HOME")
        .or_else(|| absolute("LOCALAPPDATA"))
        .or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(folder.join("cite"))
}

/// The folders of this program in the system's folders for data.
fn of_system() -> Vec<PathBuf> {
    let folders = set("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let folders = std::env::split_paths(&folders).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join("cite")).collect()
}

/// The folders in which a release or a package puts data beside the program.
fn of_program() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let Some(folder) = program.as_deref().and_then(Path::parent) else { return Vec::new() };
    let above = folder.parent().map(|above| above.join("share/cite"));
    std::iter::once(folder.to_owned()).chain(above).collect()
}

fn absolute(name: &str) -> Option<PathBuf> {
    set(name).filter(|path| path.is_absolute())
}

fn set(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
