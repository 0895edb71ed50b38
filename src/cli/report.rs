//! A report, written as its parts come in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::document::FORMATS;
use crate::escape::escaped::Escaped;
use crate::escape::terminal::Terminal;
use crate::report::checked::Summary;
use crate::report::format::Format;
use crate::{Baseline, Safety, Severity};

use super::failure::Failure;
use super::files::Files;
use super::output;
use super::pages::Pages;
use super::paper::Outcome;
use super::selection::{Selection, Statistics};
use super::talk;

/// A report that is being written.
pub(super) struct Report {
    format: &'static Format,
    bar: ProgressBar,
    /// Whether only differences, or only a baseline, are written.
    bare: bool,
    /// Whether the parts are differences in colour, which are escaped already.
    coloured_diff: bool,
    begun: bool,
    /// How many papers came in.
    seen: usize,
    /// Where the findings are kept for a baseline, if one is to be written.
    baseline: Option<(PathBuf, Baseline)>,
    /// Which findings are reported, and where.
    selection: Selection,
    /// The report so far, if it goes to a file.
    text: String,
    statistics: Statistics,
    total: Summary,
    passed_over: usize,
    /// Where the report is a folder of files, these.
    files: Option<Box<dyn Files>>,
    fixed: usize,
    asked: Option<Safety>,
    unsure: usize,
    gone: usize,
    unreadable: bool,
    open: bool,
}

/// Begins the files of a report, if its format and the arguments ask for a folder.
fn files(format: &Format, selection: &Selection) -> Result<Option<Box<dyn Files>>, Failure> {
    #[cfg(feature = "parquet")]
    if format.name == crate::report::tables::FORMAT.name {
        return Ok(Some(Box::new(super::tables::Tables::begin(selection)?)));
    }
    let pages = Pages::wanted(format, selection)?;
    Ok(pages.map(|pages| Box::new(pages) as Box<dyn Files>))
}

/// How a report ended.
pub(super) struct End {
    /// Whether something could not be read.
    pub unreadable: bool,
    /// Whether findings at or above the requested level, or differences, were reported.
    pub found: bool,
    /// Whether something about links could not be determined.
    pub open: bool,
}

impl Report {
    /// Begins a report. `bare`: the parts are not of its format. With `baseline` the findings go to
    /// that file and nothing is reported.
    pub(super) fn begin(
        format: &'static Format,
        bare: bool,
        baseline: Option<PathBuf>,
        selection: Selection,
    ) -> Result<Report, Failure> {
        let coloured_diff = bare && output::colour();
        let bare = bare || baseline.is_some() || selection.statistics;
        let files = if bare { None } else { files(format, &selection)? };
        let mut report = Report {
            format,
            bar: bar(),
            bare,
            coloured_diff,
            begun: false,
            seen: 0,
            baseline: baseline.map(|file| (file.clone(), Baseline::new(&file))),
            selection,
            text: String::new(),
            statistics: Statistics::default(),
            total: Summary::default(),
            passed_over: 0,
            files,
            fixed: 0,
            asked: None,
            unsure: 0,
            gone: 0,
            unreadable: false,
            open: false,
        };
        if !report.bare {
            report.write((format.head)())?;
        }
        Ok(report)
    }

    /// Adds what came of the next paper.
    pub(super) fn add(&mut self, outcome: Outcome) -> Result<(), Failure> {
        self.seen += 1;
        self.bar.inc(1);
        self.bar.set_message(
            Escaped::<Terminal>::line(&outcome.path.display().to_string()).into_string(),
        );
        for line in &outcome.talk {
            self.bar.suspend(|| talk::say(format_args!("cite: {line}")));
        }
        self.unreadable |= outcome.unreadable;
        self.open |= outcome.open;
        self.passed_over += usize::from(outcome.passed_over);
        self.fixed += outcome.fixed;
        self.asked = self.asked.max(outcome.asked);
        self.unsure += outcome.unsure;
        self.gone += outcome.gone;
        self.total.join(&outcome.summary);
        if let Some((_, baseline)) = &mut self.baseline {
            baseline.add(&outcome.path, &outcome.findings);
            return Ok(());
        }
        self.statistics.add(&outcome.findings);
        if outcome.part.is_empty() || self.selection.statistics {
            return Ok(());
        }
        if let Some(files) = &mut self.files {
            self.begun = true;
            return files.add(&outcome);
        }
        let between = if self.begun && !self.bare { self.format.between } else { "" };
        self.begun = true;
        self.write(format!("{between}{}", outcome.part))
    }

    /// Ends the report; findings at or above `fail_on` count as found.
    pub(super) fn end(mut self, fail_on: Option<Severity>) -> Result<End, Failure> {
        self.bar.finish_and_clear();
        if !(self.bare || self.format.shown && self.selection.quiet) {
            self.write((self.format.tail)(&self.total))?;
        }
        if self.selection.statistics {
            self.write(self.statistics.lines())?;
        }
        if let Some(files) = &mut self.files {
            files.end(&self.total)?;
        } else if let Some(file) = &self.selection.output {
            output::write(self.text.as_bytes(), Some(file), self.selection.force)?;
        }
        if !self.selection.quiet {
            self.talk();
        }
        if self.seen == 0 {
            let endings: Vec<&str> = FORMATS
                .iter()
                .filter(|format| format.walked)
                .flat_map(|format| format.extensions)
                .copied()
                .collect();
            let message = format!("no document was found; documents end in {}", endings.join(", "));
            return Err(Failure::Input(message));
        }
        if let Some((file, baseline)) = &self.baseline {
            write_baseline(file, baseline)?;
            return Ok(End { unreadable: self.unreadable, found: false, open: self.open });
        }
        let severe = fail_on.is_some_and(|mildest| self.total.at_least(mildest) > 0);
        let found = if self.bare && !self.selection.statistics { self.begun } else { severe };
        Ok(End { unreadable: self.unreadable, found, open: self.open })
    }

    /// What a person wants to know besides the report.
    fn talk(&self) {
        let say = |number: usize, what: &str| {
            if number > 0 {
                let s = if number == 1 { "" } else { "s" };
                talk::say(format_args!("cite: {number} {}", what.replace("(s)", s)));
            }
        };
        if !self.bare {
            say(self.fixed, "finding(s) repaired");
            match self.asked {
                Some(Safety::Safe) => {
                    say(self.unsure, "finding(s) more with --unsafe-fixes, to be looked at");
                }
                Some(Safety::Unsafe) if self.fixed == 0 => {
                    talk::say("cite: there is nothing that --fix can repair");
                }
                Some(Safety::Unsafe) => {
                    let left = self.total.at_least(Severity::Hint);
                    say(left, "finding(s) left, which --fix cannot repair");
                }
                None => {}
            }
        }
        say(self.passed_over, "file(s) without citations and list skipped");
        say(self.gone, "finding(s) of the baseline gone; write it again with --write-baseline");
    }

    fn write(&mut self, text: String) -> Result<(), Failure> {
        if self.selection.output.is_some() {
            self.text.push_str(&text);
            return Ok(());
        }
        self.bar.suspend(|| match self.format.shown && !self.bare || self.coloured_diff {
            true => output::shown(&text),
            false => output::write(text.as_bytes(), None, false),
        })
    }
}

/// A sign of life on a terminal; nothing elsewhere.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} checked, {elapsed}  {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// Writes a baseline; what is there already is replaced if it is one.
fn write_baseline(file: &Path, baseline: &Baseline) -> Result<(), Failure> {
    if file.exists() {
        Baseline::open(file)?;
    }
    output::write(baseline.to_text().as_bytes(), Some(file), true)?;
    let count = baseline.len();
    let s = if count == 1 { "" } else { "s" };
    talk::say(format_args!("cite: wrote {count} known finding{s} to {}", file.display()));
    Ok(())
}
