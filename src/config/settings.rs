//! What can be set in `cite.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;

use super::level::{self, Level};
use super::unknown;
use crate::model::error::{Error, Misplaced};
use crate::model::finding::Severity;
use crate::text::source::Source;
use crate::verify::settings::Settings as Links;

/// The settings of a project. What the command line says goes before what is said here. Paths are
/// relative to the folder of the file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "cite.toml")]
pub(crate) struct Settings {
    /// The documents and folders that are checked when the command line names none; without it, all
    /// documents of the project.
    pub paths: Vec<PathBuf>,
    /// Files and folders that are skipped, as patterns of `.gitignore`. A document that the
    /// command line names is always read.
    pub ignore: Vec<String>,
    /// Library files, or folders of them, into which the documents cite by key.
    pub library: Vec<PathBuf>,
    /// The style by whose manual citations are judged: its name, or a CSL file; without it, they
    /// are judged by what each document does most.
    pub style: Option<String>,
    /// Further headings under which a reference list stands.
    pub headings: Vec<String>,
    /// The mildest finding for which the exit status is 1.
    pub fail_on: Option<Severity>,
    /// A file of findings that are known and not reported, as `--write-baseline` writes it.
    pub baseline: Option<PathBuf>,
    /// How much each rule matters, by its name.
    #[schemars(schema_with = "level::of_rules")]
    pub rules: BTreeMap<String, Level>,
    /// How addresses are verified.
    pub links: Links,
}

impl Settings {
    /// Reads settings from the text of a file.
    ///
    /// # Errors
    ///
    /// Everything in the text that is no setting or not of its kind, each with its place.
    pub(crate) fn read(source: &Source) -> Result<Settings, Error> {
        let text = source.text();
        let wrong = |error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            misplaced(source, vec![(at, error.message().to_owned())])
        };
        let unknown = unknown::keys(text, &Settings::schema()).map_err(wrong)?;
        if !unknown.is_empty() {
            let faults = unknown.into_iter().map(|key| (key.at, key.to_string())).collect();
            return Err(misplaced(source, faults));
        }
        toml::from_str(text).map_err(wrong)
    }

    /// Returns the settings described for editors: a JSON Schema, draft 2020-12.
    pub(crate) fn schema() -> serde_json::Value {
        schemars::schema_for!(Settings).into()
    }
}

fn misplaced(source: &Source, faults: Vec<(usize, String)>) -> Error {
    let place = |(at, message)| Misplaced { position: source.position(at), message };
    Error::Places {
        path: source.path().to_owned(),
        faults: faults.into_iter().map(place).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Error> {
        Settings::read(&Source::new("cite.toml", text.to_owned()))
    }

    #[test]
    fn what_is_set_is_read() {
        let settings = read("headings = [\"Sources consulted\"]\nfail-on = \"warning\"\n[rules]\nibid = \"off\"\n[links]\ntimeout = 5\n")
            .expect("reads");
        assert_eq!(settings.headings, ["Sources consulted"]);
        assert_eq!(settings.fail_on, Some(Severity::Warning));
        assert_eq!(settings.rules["ibid"], Level::Off);
        assert_eq!(settings.links.timeout, 5.0);
        assert_eq!(settings.links.retries, Links::default().retries);
    }

    #[test]
    fn every_unknown_key_is_named_with_its_place_and_the_nearest() {
        let error = read(
            "heading = []\n\n[rules]\nmissing-refrence = \"off\"\n[links.bases]\ndoj = \"x\"\n",
        )
        .expect_err("is wrong")
        .to_string();
        assert_eq!(
            error,
            "cite.toml:1:1: there is no setting \"heading\"; nearest: headings\n\
             cite.toml:4:1: there is no setting \"rules.missing-refrence\"; nearest: missing-reference\n\
             cite.toml:6:1: there is no setting \"links.bases.doj\"; nearest: doi"
        );
    }

    #[test]
    fn a_value_of_another_kind_is_named_with_its_place() {
        let error = read("[rules]\nibid = \"of\"\n").expect_err("is wrong").to_string();
        assert!(error.starts_with("cite.toml:2:8: unknown variant `of`"), "{error}");
        let error = read("paths = 3\n").expect_err("is wrong").to_string();
        assert!(error.starts_with("cite.toml:1:9: invalid type"), "{error}");
        let error = read("paths = [\n").expect_err("is wrong").to_string();
        assert!(error.starts_with("cite.toml:"), "{error}");
    }
}
