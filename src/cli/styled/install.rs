//! Styles packed into one file, and put where they are found by name.

use std::path::{Path, PathBuf};

use crate::files::write;
use crate::render::pack::gather::Gathered;

use super::places;
use crate::cli::failure::Failure;
use crate::cli::talk;

/// Adds what lies in `sources` to the styles that are installed.
pub(super) fn install(sources: &[PathBuf]) -> Result<(), Failure> {
    let target = places::installed()?;
    let mut gathered = Gathered::default();
    if target.exists() {
        gathered.add(&target)?;
    }
    add(&mut gathered, sources)?;
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::Input(format!("{}: {error}", folder.display())))?;
    }
    save(&gathered, &target, true)
}

/// Packs what lies in `sources` into the file `target`.
pub(super) fn pack(sources: &[PathBuf], target: &Path, replace: bool) -> Result<(), Failure> {
    let mut gathered = Gathered::default();
    add(&mut gathered, sources)?;
    save(&gathered, target, replace)
}

fn add(gathered: &mut Gathered, sources: &[PathBuf]) -> Result<(), Failure> {
    for source in sources {
        let before = (gathered.len(), gathered.locales());
        let mut found = Gathered::default();
        found.add(source)?;
        if found.is_empty() {
            let expected = "expected CSL styles (.csl) or locales (locales-*.xml) in it";
            return Err(Failure::Input(format!("{}: {expected}", source.display())));
        }
        for why in &found.refused {
            talk::say(format_args!("left out: {why}"));
        }
        gathered.merge(found);
        let after = (gathered.len(), gathered.locales());
        talk::say(format_args!(
            "{}: {} styles and {} locales that are new",
            source.display(),
            after.0 - before.0,
            after.1 - before.1
        ));
    }
    Ok(())
}

fn save(gathered: &Gathered, target: &Path, replace: bool) -> Result<(), Failure> {
    let bytes = gathered
        .pack()
        .map_err(|error| Failure::Input(format!("{}: {error}", target.display())))?;
    write::write(target, &bytes, replace)?;
    talk::say(format_args!(
        "{}: {} styles ({} of them dependent ones and former names), {} locales, {} kB",
        target.display(),
        gathered.len(),
        gathered.dependent(),
        gathered.locales(),
        bytes.len().div_ceil(1000)
    ));
    Ok(())
}
