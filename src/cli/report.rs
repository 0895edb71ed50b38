//! A report, written as its parts come in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use cite::document::FORMATS;
use cite::report::checked::Summary;
use cite::report::format::Format;
use cite::{Baseline, Severity};

use super::failure::Failure;
use super::output;
use super::paper::Outcome;

/// A report that is being written.
pub struct Report {
    format: &'static Format,
    bar: ProgressBar,
    /// Whether only differences, or only a baseline, are written.
    bare: bool,
    begun: bool,
    /// How many papers came in.
    seen: usize,
    /// Where the findings are kept for a baseline, if one is to be written.
    baseline: Option<(PathBuf, Baseline)>,
    total: Summary,
    passed_over: usize,
    fixed: usize,
    gone: usize,
    unreadable: bool,
    open: bool,
}

/// How a report ended.
pub struct End {
    /// Whether something could not be read.
    pub unreadable: bool,
    /// Whether findings as grave as asked for, or differences, were reported.
    pub found: bool,
    /// Whether something about links could not be told.
    pub open: bool,
}

impl Report {
    /// Begins a report. `bare`: the parts are not of its format. With `baseline` the findings go to
    /// that file and nothing is reported.
    pub fn begin(
        format: &'static Format,
        bare: bool,
        baseline: Option<PathBuf>,
    ) -> Result<Report, Failure> {
        let report = Report {
            format,
            bar: bar(),
            bare: bare || baseline.is_some(),
            begun: false,
            seen: 0,
            baseline: baseline.map(|file| (file.clone(), Baseline::new(&file))),
            total: Summary::default(),
            passed_over: 0,
            fixed: 0,
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
    pub fn add(&mut self, outcome: Outcome) -> Result<(), Failure> {
        self.seen += 1;
        self.bar.inc(1);
        self.bar.set_message(outcome.path.display().to_string());
        for line in &outcome.talk {
            self.bar.suspend(|| anstream::eprintln!("cite: {line}"));
        }
        self.unreadable |= outcome.unreadable;
        self.open |= outcome.open;
        self.passed_over += usize::from(outcome.passed_over);
        self.fixed += outcome.fixed;
        self.gone += outcome.gone;
        self.total.join(&outcome.summary);
        if let Some((_, baseline)) = &mut self.baseline {
            baseline.add(&outcome.path, &outcome.findings);
            return Ok(());
        }
        if outcome.part.is_empty() {
            return Ok(());
        }
        let between = if self.begun && !self.bare { self.format.between } else { "" };
        self.begun = true;
        self.write(format!("{between}{}", outcome.part))
    }

    /// Ends the report; findings as grave as `fail_on` count as found.
    pub fn end(self, fail_on: Severity) -> Result<End, Failure> {
        self.bar.finish_and_clear();
        if !self.bare {
            self.write((self.format.tail)(&self.total))?;
        }
        self.talk();
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
        let found = if self.bare { self.begun } else { self.total.at_least(fail_on) > 0 };
        Ok(End { unreadable: self.unreadable, found, open: self.open })
    }

    /// What a person wants to know besides the report.
    fn talk(&self) {
        let say = |number: usize, what: &str| {
            if number > 0 {
                let s = if number == 1 { "" } else { "s" };
                anstream::eprintln!("cite: {number} {}", what.replace("(s)", s));
            }
        };
        if !self.bare {
            say(self.fixed, "finding(s) mended");
        }
        say(self.passed_over, "file(s) without citations and list passed over");
        say(self.gone, "finding(s) of the baseline gone; write it anew with --write-baseline");
    }

    fn write(&self, text: String) -> Result<(), Failure> {
        self.bar.suspend(|| output::write(text.as_bytes(), None, false))
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
    anstream::eprintln!("cite: wrote {count} known finding{s} to {}", file.display());
    Ok(())
}
