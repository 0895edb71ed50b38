//! The calls of the library that take a user's data from end to end; each is one line over the rooms.

use crate::bibliography::formats;
use crate::files::encoding::decode;
use crate::fix::edits;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::error::Error;
use crate::model::finding::Fix;
use crate::model::library::Library;
use crate::references;
use crate::rules;
use crate::text::day::Day;
use crate::text::source::{Position, PositionUnit};

/// Reads one reference, as it is typed in a list, as a record.
///
/// ```
/// let entry = cite::parse_reference("Hurd, I. 1999. Hope and Law. London: Example Press.");
/// assert_eq!(entry.year(), Some(1999));
/// assert_eq!(entry.creators()[0].family.as_deref(), Some("Hurd"));
/// ```
pub fn parse_reference(text: &str) -> Entry {
    references::parse_one(text).entry
}

/// Reads references, each as it is typed in a list, as records with keys that differ.
pub fn parse_references<T: AsRef<str> + Sync>(texts: &[T]) -> Vec<Entry> {
    let mut read = references::parse_all(texts);
    references::key::assign(&mut read);
    read.into_iter().map(|reference| reference.entry).collect()
}

/// Returns the page of a rule in Markdown, as `cite explain` shows it; none if no rule has this name.
///
/// ```
/// assert!(cite::explain("ibid").is_some_and(|page| page.starts_with("# ibid")));
/// ```
pub fn explain(rule: &str) -> Option<String> {
    rules::by_name(rule).map(rules::rule::Rule::explained)
}

/// Tells the library what day it is, as days after 1970-01-01, where it cannot ask a clock: in
/// WebAssembly without a system. Elsewhere the clock goes before it.
pub fn tell_day(days_after_epoch: i32) {
    Day::tell(days_after_epoch);
}

impl Document {
    /// Returns the records of the document's typed reference list, in its order; none where no list
    /// was found.
    ///
    /// ```
    /// let text = "So it is (Hurd 1999).\n\n# References\n\nHurd, I. 1999. Hope. London: Example.\n";
    /// let document = cite::Document::from_bytes("paper.md", text.into());
    /// assert_eq!(document.references()[0].text("title"), Some("Hope"));
    /// ```
    pub fn references(&self) -> Vec<Entry> {
        let read = references::parse_list(self).references;
        read.into_iter().map(|reference| reference.entry).collect()
    }

    /// Returns the running text in which the spans of findings count bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the file of the document, for example of a repaired one. `before` are the bytes that it
    /// was read from: a text keeps their encoding.
    pub fn to_bytes(&self, before: &[u8]) -> Vec<u8> {
        match &self.origin {
            Some(origin) => origin.bytes.to_vec(),
            None => decode(before.to_vec()).encoding.encode(self.source.text()),
        }
    }

    /// Returns the document with one fix done; none where it cannot be done safely, because the text
    /// has changed or markup stands in the way.
    pub fn with_fix(&self, fix: &Fix) -> Option<Document> {
        edits::done(self, &[fix])
    }

    /// Returns where the byte at `offset` of the running text stands in the file, with columns in
    /// `unit`. An offset past the end is taken as the end.
    pub fn position(&self, offset: usize, unit: PositionUnit) -> Position {
        let at = crate::text::span::Span::new(offset, offset);
        self.source.position_in(self.in_source(at).start, unit)
    }
}

impl Library {
    /// Returns what could not be read as it should be: of each kind in each file the first, a line
    /// each, with file, line and column.
    ///
    /// ```
    /// let library = cite::Library::from_bytes("a.bib", b"@book{a, title = {Hope}".to_vec())?;
    /// assert!(library.fault_lines()[0].starts_with("a.bib:1:"));
    /// # Ok::<(), cite::Error>(())
    /// ```
    pub fn fault_lines(&self) -> Vec<String> {
        crate::check::first_faults(self)
    }

    /// Returns all entries in a format of `cite convert --to`: `biblatex`, `csl-json`, `hayagriva`,
    /// `ris` …, and what the format has no place for, a line each.
    ///
    /// # Errors
    ///
    /// No format has this name.
    ///
    /// ```
    /// let entry = cite::parse_reference("Hurd, I. 1999. Hope and Law. London: Example Press.");
    /// let library: cite::Library = [entry].into_iter().collect();
    /// let (text, lost) = library.write("biblatex")?;
    /// assert!(text.starts_with("@book{hurd1999"), "{text}");
    /// assert!(lost.is_empty());
    /// # Ok::<(), cite::Error>(())
    /// ```
    pub fn write(&self, format: &str) -> Result<(String, Vec<String>), Error> {
        let entries: Vec<&Entry> = self.entries().collect();
        let written = (formats::by_name(format)?.write)(&entries);
        let line =
            |loss: crate::bibliography::format::Loss| format!("{}: {}", loss.entry, loss.message);
        Ok((written.text, written.losses.into_iter().map(line).collect()))
    }
}

impl FromIterator<Entry> for Library {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Library {
        let mut library = Library::none();
        let record = |entry| crate::model::library::Record { entry, ..Default::default() };
        library.sources.push(crate::text::source::Source::new("-", String::new()));
        library.records.extend(entries.into_iter().map(record));
        library
    }
}

/// Returns the bibliography of entries in a CSL style, in a format of `cite render --to`: `text`,
/// `html`, `markdown`, `latex`, `typst` or `rtf`. The style is a name (`apa`), or the path of a CSL
/// file.
///
/// # Errors
///
/// No style or format has this name, or the style cannot be read.
///
/// ```
/// let entry = cite::parse_reference("Hurd, I. 1999. Hope and Law. London: Example Press.");
/// let text = cite::render(&[entry], "apa", "text")?;
/// assert_eq!(text, "Hurd, I. (1999). Hope and Law. Example Press.\n");
/// # Ok::<(), cite::Error>(())
/// ```
#[cfg(feature = "render")]
pub fn render(entries: &[Entry], style: &str, format: &str) -> Result<String, Error> {
    let style = crate::render::style::Style::find(style, &[])?;
    let format = crate::render::write::formats::by_name(format)?;
    let entries: Vec<Entry> =
        entries.iter().cloned().map(crate::render::initials::parted).collect();
    let entries: Vec<&Entry> = entries.iter().collect();
    let rendered = crate::render::bibliography::cited(&entries, &[], &style, None).0;
    let lines = rendered.bibliography.iter().map(|line| (line.id.as_str(), &line.text));
    Ok((format.list)(&lines.collect::<Vec<_>>()))
}

/// Returns the names and titles of the styles that [`render`] knows by name.
///
/// ```
/// let all = cite::styles();
/// assert!(all.iter().any(|(name, _)| name == "american-psychological-association"));
/// ```
#[cfg(feature = "render")]
pub fn styles() -> Vec<(String, String)> {
    let all = crate::render::listed::list(&[]);
    all.into_iter().map(|style| (style.name, style.title)).collect()
}

/// Asks the network what became of the addresses and DOIs of a document, and returns the answers as
/// the JSON of `cite links --verify --format json`. What is sent is listed in `docs/links.md`;
/// nothing of the text is.
///
/// `variable` gives the settings that `cite links --help` lists as variables of the environment,
/// for example `CITE_CACHE`.
///
/// # Errors
///
/// A setting that cannot be read, or a network stack that cannot be started. A host that does not
/// answer is no error: it is the verdict of its links.
#[cfg(feature = "verify")]
pub fn verify_links(
    document: Document,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<String, Error> {
    use crate::links::file_links::FileLinks;
    use crate::report::links::{json, listed::Listed};
    use crate::verify::{run::Verifier, settings::Settings, settings_error::SettingsError};

    let path = document.path().to_owned();
    let wrong = |message| Error::Content { path: path.clone(), message };
    let unusable = |error: SettingsError| wrong(error.to_string());
    let settings = Settings::default().with_environment(variable).map_err(unusable)?;
    let settings = settings.validated().map_err(unusable)?;
    let files = [FileLinks::of_document(document)];
    let cited: Vec<_> = files[0].cited().collect();
    let evidence = Verifier::new(&settings, false).verify(&cited, &mut |_| ());
    let evidence = evidence.map_err(|error| wrong(error.to_string()))?;
    let mut listed: Vec<Listed> = Listed::of(&files);
    for (listed, evidence) in listed.iter_mut().zip(&evidence) {
        listed.evidence = Some(evidence);
    }
    let mut out = Vec::new();
    (json::FORMAT.whole)(&listed, false, &mut out)
        .map_err(|error| Error::File { path: path.clone(), error })?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
