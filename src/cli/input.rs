//! What commands read: documents, and the names of rules.

use std::io::Read;
use std::path::Path;

use cite::library::formats;
use cite::rules::RULES;
use cite::{Document, Library, Severity};

use super::failure::Failure;

/// The document at `path`; `-` is standard input.
pub fn document(path: &Path) -> Result<Document, Failure> {
    if path != Path::new("-") {
        return Ok(Document::open(path)?);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Document::from_bytes("-", bytes))
}

/// The library at `path`, if its name is that of a library file.
pub fn library(path: &Path) -> Result<Option<Library>, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match formats::by_extension(&extension) {
        Some(_) => Ok(Some(Library::open(path)?)),
        None => Ok(None),
    }
}

/// Reads `NAME=LEVEL` for a rule that there is.
pub fn level(argument: &str) -> Result<(String, Option<Severity>), String> {
    let (name, level) =
        argument.split_once('=').ok_or("expected NAME=LEVEL, for example ibid=off")?;
    if !RULES.iter().any(|rule| rule.name == name) {
        return Err(unknown_rule(name));
    }
    match level {
        "off" => Ok((name.to_owned(), None)),
        _ => Ok((
            name.to_owned(),
            Some(level.parse().map_err(|error: String| format!("{error}, or off"))?),
        )),
    }
}

/// What is said when there is no rule of this name: the nearest ones.
pub fn unknown_rule(name: &str) -> String {
    let mut near: Vec<(usize, &str)> = RULES
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(name, rule.name), rule.name))
        .collect();
    near.sort();
    let names: Vec<&str> = near.into_iter().take(3).map(|(_, name)| name).collect();
    format!("there is no rule \"{name}\"; nearest: {}", names.join(", "))
}
