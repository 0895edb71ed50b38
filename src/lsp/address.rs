//! The files behind the addresses that an editor uses.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use url::Url;

/// Returns the file at an address; a text that has none yet gets the ending of its language.
pub(super) fn path(uri: &Uri, language: &str) -> PathBuf {
    let file = Url::parse(uri.as_str()).ok().and_then(|url| url.to_file_path().ok());
    file.unwrap_or_else(|| PathBuf::from(format!("untitled.{}", ending(language))))
}

/// Returns the address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let url = Url::from_file_path(std::path::absolute(path).ok()?).ok()?;
    Uri::from_str(url.as_str()).ok()
}

/// The ending of files in a language, as editors name it.
fn ending(language: &str) -> &str {
    match language {
        "quarto" | "rmd" => "qmd",
        "latex" | "tex" => "tex",
        "typst" => "typ",
        "bibtex" | "biblatex" => "bib",
        "html" => "html",
        "plaintext" => "txt",
        _ => "md",
    }
}
