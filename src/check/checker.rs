//! A check with settings, the same for every surface: command line, editor, bindings.

use std::path::{Path, PathBuf};

use crate::analysis::{Analysis, Session};
use crate::baseline::Baseline;
use crate::check::libraries::{Libraries, NamedLibrary};
use crate::config::project::Project;
use crate::fix::annotate::annotated;
use crate::fix::repair::{Repaired, repair};
use crate::judge::{Levels, judge};
use crate::model::document::Document;
use crate::model::error::Error;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Safety};
use crate::model::library::Library;
use crate::model::style_conventions::StyleConventions;
use crate::report::checked::Checked;
use crate::report::format::{Format, Options};
use crate::report::{formats, html};
use crate::rules;
use crate::text::day::Day;

/// What holds for all documents of a check.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CheckSettings {
    /// The severity of the findings of single rules; `None` switches a rule off.
    pub levels: Levels,
    /// Library files, or folders of them, in which keys (`@smith04`) are looked up, besides those
    /// that a document names itself.
    pub libraries: Vec<PathBuf>,
    /// The same, of entries that are in memory already.
    pub library: Library,
    /// Headings of reference lists besides the known ones.
    pub headings: Vec<String>,
    /// The conventions by which citations are judged; without them, by what the document does most.
    pub conventions: Option<StyleConventions>,
    /// Findings that are known and are not reported.
    pub baseline: Option<Baseline>,
}

/// What a check says of a document, for a page that shows it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Judged {
    /// What is wrong, in text order.
    pub findings: Vec<Finding>,
    /// How many references the list has.
    pub references: usize,
    /// How many citations the text has.
    pub citations: usize,
    /// The report `html`.
    pub page: String,
}

/// Checks documents with settings.
///
/// ```
/// let mut settings = cite::CheckSettings::default();
/// settings.levels.insert("missing-reference".to_owned(), Some(cite::Severity::Hint));
/// let checker = cite::Checker::new(settings)?;
/// let document = cite::Document::from_bytes(
///     "paper.md",
///     b"It began early (Hurd 1999; Ames 2001).\n\n# References\n\nHurd, I. 1999. Hope. London: Ex.\n".to_vec(),
/// );
/// let findings = checker.check(&document);
/// assert_eq!(findings[0].severity, cite::Severity::Hint);
/// # Ok::<(), cite::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Checker {
    settings: CheckSettings,
    libraries: Libraries,
}

impl Checker {
    /// Returns a checker with these settings, whose libraries are read here.
    ///
    /// # Errors
    ///
    /// A library that cannot be read, or a level for a rule that does not exist.
    pub fn new(mut settings: CheckSettings) -> Result<Checker, Error> {
        if let Some(name) = settings.levels.keys().find(|name| rules::by_name(name).is_none()) {
            let nearest = rules::nearest(name).into_iter().map(str::to_owned).collect();
            return Err(Error::Unknown { kind: "rule", name: name.clone(), nearest });
        }
        let given = std::mem::take(&mut settings.library);
        let libraries = Libraries::open(given, &settings.libraries)?;
        Ok(Checker { settings, libraries })
    }

    /// Returns a checker with the settings of the project in which a folder lies, whose style judges
    /// too.
    ///
    /// # Errors
    ///
    /// The settings are not understood, or something that they name cannot be read.
    pub(crate) fn around(folder: &Path) -> Result<Checker, Error> {
        let project = Project::around(folder)?;
        let mut settings = CheckSettings::of_project(&project, true)?;
        settings.conventions = conventions(&project)?;
        Checker::new(settings)
    }

    /// Returns the faults of the libraries of the settings: of each kind in each file the first,
    /// one line each.
    pub fn library_faults(&self) -> Vec<String> {
        self.libraries.faults()
    }

    /// Returns what is wrong in a document, in text order, without what its own comments and the
    /// baseline silence. Libraries that the document names in its header or commands are read.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        self.checked(document, &self.library(document).library, |checked| checked.findings)
    }

    /// Returns the report on a document in a format of `cite check --format`: `json`, `sarif` ….
    ///
    /// # Errors
    ///
    /// No format has this name.
    pub fn report(&self, document: &Document, format: &str) -> Result<String, Error> {
        let format = formats::by_name(format)?;
        let library = self.library(document).library;
        Ok(self.checked(document, &library, |checked| whole(format, &checked)))
    }

    /// Returns what is wrong in a document, and the page of it, by one check in a session.
    #[doc(hidden)]
    pub fn judged(&self, document: &Document, session: &mut Session) -> Judged {
        let library = self.library(document).library;
        self.checked_in(session, document, &library, |checked| Judged {
            references: checked.analysis.reference_count(),
            citations: checked.analysis.citations.len(),
            page: whole(&html::FORMAT, &checked),
            findings: checked.findings,
        })
    }

    /// Returns a document with the fixes done that are at least as sure as `safety`. Nothing is
    /// written to a file.
    pub fn repair(&self, document: &Document, safety: Safety) -> Repaired {
        self.repair_with(document, &self.library(document).library, safety)
    }

    /// Returns the file of a document with a comment at the place of each finding.
    ///
    /// # Errors
    ///
    /// Comments cannot be written into files of this format, or the file is damaged.
    pub fn annotate(&self, document: &Document) -> Result<Vec<u8>, Error> {
        annotated(document, &self.check(document))
    }

    /// Returns what a document cites into: the libraries of the settings and those that it names.
    pub(crate) fn library(&self, document: &Document) -> NamedLibrary {
        self.libraries.of(document)
    }

    /// Returns a document as these settings read it.
    pub(crate) fn prepare(&self, mut document: Document) -> Document {
        document.list_headings.clone_from(&self.settings.headings);
        document
    }

    /// Returns the facts about a document, as the settings want it judged.
    pub(crate) fn analysis<'a>(
        &'a self,
        document: &'a Document,
        library: &'a Library,
    ) -> Analysis<'a> {
        self.analysis_in(&mut Session::once(), document, library)
    }

    /// Returns the same in a session of checks of the document.
    pub(crate) fn analysis_in<'a>(
        &'a self,
        session: &mut Session,
        document: &'a Document,
        library: &'a Library,
    ) -> Analysis<'a> {
        let conventions = self.settings.conventions.as_ref();
        let analysis = Analysis::gather_in(session, document, library, Day::today());
        analysis.with_conventions(conventions)
    }

    /// Judges facts: the findings, and how many of the baseline are gone.
    pub(crate) fn judge(&self, analysis: &Analysis, evidence: &Evidence) -> (Vec<Finding>, usize) {
        let mut findings = judge(analysis, evidence, &self.settings.levels);
        let Some(baseline) = &self.settings.baseline else {
            return (findings, 0);
        };
        let (path, all) = (analysis.document.path(), findings.len());
        findings.retain(|finding| !baseline.knows(path, finding));
        let gone = baseline.count(path).saturating_sub(all - findings.len());
        (findings, gone)
    }

    pub(crate) fn repair_with(
        &self,
        document: &Document,
        library: &Library,
        safety: Safety,
    ) -> Repaired {
        let CheckSettings { conventions, levels, .. } = &self.settings;
        repair(document, library, conventions.as_ref(), levels, safety)
    }

    fn checked<T>(
        &self,
        document: &Document,
        library: &Library,
        then: impl FnOnce(Checked) -> T,
    ) -> T {
        self.checked_in(&mut Session::once(), document, library, then)
    }

    fn checked_in<T>(
        &self,
        session: &mut Session,
        document: &Document,
        library: &Library,
        then: impl FnOnce(Checked) -> T,
    ) -> T {
        let own;
        let document = match self.settings.headings == document.list_headings {
            true => document,
            false => {
                own = self.prepare(document.clone());
                &own
            }
        };
        let analysis = self.analysis_in(session, document, library);
        let evidence = Evidence::none();
        let (findings, _) = self.judge(&analysis, &evidence);
        then(Checked { analysis, evidence: &evidence, findings })
    }
}

impl CheckSettings {
    /// Returns what a project's `cite.toml` sets; its baseline only if it is wanted.
    ///
    /// # Errors
    ///
    /// A baseline that cannot be read. The style is not resolved here: it is named in
    /// `settings.style` and may need the renderer.
    pub(crate) fn of_project(project: &Project, baseline: bool) -> Result<CheckSettings, Error> {
        let settings = &project.settings;
        let levels = settings.rules.iter().map(|(name, level)| (name.clone(), (*level).into()));
        let baseline =
            settings.baseline.as_ref().filter(|_| baseline).map(|file| project.path(file));
        Ok(CheckSettings {
            levels: levels.collect(),
            libraries: settings.library.iter().map(|path| project.path(path)).collect(),
            headings: settings.headings.clone(),
            library: Library::none(),
            conventions: None,
            baseline: baseline.map(|file| Baseline::open(&file)).transpose()?,
        })
    }
}

/// What the style of a project asks of citations.
#[cfg(feature = "render")]
fn conventions(project: &Project) -> Result<Option<StyleConventions>, Error> {
    let Some(name) = &project.settings.style else { return Ok(None) };
    let style = crate::render::style::Style::find(name, &[project.path(Path::new("styles"))])?;
    Ok(Some(crate::render::conventions::conventions(&style)))
}

#[cfg(not(feature = "render"))]
fn conventions(_: &Project) -> Result<Option<StyleConventions>, Error> {
    Ok(None)
}

/// Returns the report on one document alone.
fn whole(format: &Format, checked: &Checked) -> String {
    let mut summary = crate::report::checked::Summary::default();
    summary.add(checked);
    let part = (format.document)(checked, &Options::default());
    format!("{}{part}{}", (format.head)(), (format.tail)(&summary))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::model::reference::Reference;

    /// Papers of several ways of citing and in several languages.
    static PAPERS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
        let files =
            fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        let mut files: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
        files.sort();
        files.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/paper.md"));
        files.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
    });

    /// A change of a text: somewhere in it, as a share of its length.
    #[derive(Debug, Clone)]
    enum Change {
        Type(f64, &'static str),
        Delete(f64, usize),
        /// A line is put before another.
        Move(f64, f64),
        Undo,
    }

    fn change() -> impl Strategy<Value = Change> {
        let typed = prop::sample::select(vec![
            "x",
            "7",
            " ",
            ".",
            "\n",
            "\n\n",
            "(",
            "*",
            "é",
            "ж",
            "Smith 2010",
            "(ibid.)",
            "[1]",
            "[^1]: see Hurd, *After Anarchy*, supra note 1.\n",
            "World Bank (WB)",
            "## References\n",
        ]);
        prop_oneof![
            4 => (0.0..1.0, typed).prop_map(|(at, words)| Change::Type(at, words)),
            3 => (0.0..1.0, 1_usize..12).prop_map(|(at, length)| Change::Delete(at, length)),
            2 => (0.0..1.0, 0.0..1.0).prop_map(|(from, to)| Change::Move(from, to)),
            1 => Just(Change::Undo),
        ]
    }

    fn changed(text: &str, change: &Change) -> String {
        let place = |share: f64| text.floor_char_boundary((text.len() as f64 * share) as usize);
        match *change {
            Change::Type(at, words) => {
                let (before, after) = text.split_at(place(at));
                format!("{before}{words}{after}")
            }
            Change::Delete(at, length) => {
                let end = text.floor_char_boundary((place(at) + length).min(text.len()));
                format!("{}{}", &text[..place(at)], &text[end.max(place(at))..])
            }
            Change::Move(from, to) => {
                let mut lines: Vec<&str> = text.split('\n').collect();
                let at = |share: f64| (lines.len() as f64 * share) as usize;
                let (from, to) = (at(from), at(to));
                let line = lines.remove(from);
                lines.insert(to.min(lines.len()), line);
                lines.join("\n")
            }
            Change::Undo => text.to_owned(),
        }
    }

    /// All that a check says of a text.
    fn said(checker: &Checker, session: &mut Session, text: &str) -> [String; 4] {
        let document = Document::from_bytes("paper.md", text.into());
        let library = Library::none();
        let analysis = checker.analysis_in(session, &document, &library);
        let citations = format!("{:?} {:?}", analysis.citations, analysis.left_out);
        let reference = |one: &Reference| {
            let sure = (one.kind_confidence, one.confidence);
            let read = (&*one.raw, one.span, &one.label, &one.fields, &one.entry, &one.doubts);
            format!("{read:?} {sure:?}")
        };
        let list = analysis.list.references.iter().map(reference).collect();
        let evidence = Evidence::none();
        let (findings, _) = checker.judge(&analysis, &evidence);
        let checked = Checked { analysis, evidence: &evidence, findings };
        let report = |name| whole(formats::by_name(name).expect("a format"), &checked);
        [list, citations, report("json"), report("html")]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_session_says_what_a_single_check_says(
            paper in 0..PAPERS.len(),
            changes in prop::collection::vec(change(), 1..8),
        ) {
            let checker = Checker::default();
            let mut session = Session::default();
            let mut texts = vec![PAPERS[paper].clone()];
            said(&checker, &mut session, &texts[0]);
            for change in &changes {
                let text = match change {
                    Change::Undo if texts.len() > 1 => { texts.pop(); texts[texts.len() - 1].clone() }
                    change => changed(&texts[texts.len() - 1], change),
                };
                let again = said(&checker, &mut session, &text);
                prop_assert_eq!(again, said(&checker, &mut Session::once(), &text));
                texts.push(text);
            }
        }
    }

    #[test]
    fn a_level_needs_a_rule() {
        let with = |name: &str| {
            let levels = Levels::from([(name.to_owned(), None)]);
            Checker::new(CheckSettings { levels, ..CheckSettings::default() })
        };
        assert!(with("ibid").is_ok());
        let said = with("missing-referense").expect_err("no rule").to_string();
        assert!(said.contains("missing-reference"), "{said}");
    }
}
