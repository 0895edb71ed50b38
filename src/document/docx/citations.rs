//! What the fields of reference managers cite.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::csl;
use crate::document::docx::citavi;
use crate::document::docx::fields::Field;
use crate::document::docx::sources::Sources;
use crate::model::field::FieldWork;

/// The works that a field cites, and the program that wrote it; nothing if it is no citation.
pub(super) fn of_field(field: &Field, sources: &Sources) -> Option<(&'static str, Vec<FieldWork>)> {
    let code = field.instruction.trim();
    if let Some(tags) = code.strip_prefix("CITATION ") {
        return Some(("Word", sources.cited(tags)));
    }
    let code = code.strip_prefix("ADDIN")?.trim_start();
    if let Some(json) = code.find("CSL_CITATION").map(|at| &code[at + "CSL_CITATION".len()..]) {
        let software = if code.starts_with("ZOTERO") { "Zotero" } else { "Mendeley" };
        return Some((software, csl::items(json)));
    }
    if code.starts_with("EN.CITE") {
        let kept = decoded(&field.data);
        let xml = code.find("<EndNote").map(|at| code[at..].to_owned()).or(kept);
        return Some(("EndNote", endnote_works(&xml?)));
    }
    let placeholder =
        code.strip_prefix("CitaviPlaceholder").or(code.strip_prefix("CITAVI.PLACEHOLDER"))?;
    let inside = placeholder.trim().trim_start_matches('{').trim_end_matches('}');
    Some(("Citavi", citavi::works(&decoded(inside)?)))
}

/// The same for a content control, by its tag.
pub(super) fn of_control(tag: &str) -> Option<(&'static str, Vec<FieldWork>)> {
    let json = decoded(tag.strip_prefix("MENDELEY_CITATION_v3_")?)?;
    Some(("Mendeley", csl::items(&json)))
}

/// Whether a field shows a list of references.
pub(super) fn is_bibliography(field: &Field) -> bool {
    let code = field.instruction.trim();
    let addin = code.strip_prefix("ADDIN").map(str::trim_start).unwrap_or_default();
    field.name() == "BIBLIOGRAPHY"
        || addin.contains("CSL_BIBLIOGRAPHY")
        || addin.starts_with("EN.REFLIST")
        || addin.starts_with("CitaviBibliography")
        || addin.starts_with("CITAVI.BIBLIOGRAPHY")
}

/// The cites of EndNote: `<EndNote><Cite><record>…`.
fn endnote_works(xml: &str) -> Vec<FieldWork> {
    let cites = xml.split("<Cite").skip(1).filter(|cite| cite.starts_with(['>', ' ']));
    let work = |cite: &str| FieldWork {
        entry: csl::entries("endnote", Some(cite.to_owned())).pop(),
        suppresses_author: cite.starts_with(" ExcludeAuth=\"1\""),
        ..FieldWork::default()
    };
    cites.map(work).collect()
}

/// What is written in base 64, white space aside.
fn decoded(text: &str) -> Option<String> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = STANDARD.decode(packed.trim_end_matches('=')).or_else(|_| STANDARD.decode(&packed));
    let text = String::from_utf8_lossy(&bytes.ok()?).into_owned();
    (!text.is_empty()).then(|| text.trim_end_matches('\0').to_owned())
}
