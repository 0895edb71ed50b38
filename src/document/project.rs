//! The files of a project as one text: LaTeX's `\input`, Typst's `#include`.
//!
//! A named file is put after the command that names it, where the typesetter reads it; every byte of
//! the joined text knows the file that it came from. Only files with the endings of their format are
//! followed, and none by an absolute path: a manuscript from elsewhere must not bring other files of
//! the machine into a report.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::text::source::{Piece, Source};
use crate::text::span::Span;

/// How deep files may nest.
const DEEPEST: usize = 16;

/// How long the joined text may become, in bytes.
const LONGEST: usize = 64 << 20;

/// How many times longer than the files that it is made of the joined text may become: files that
/// each bring the next one in ten times would make gigabytes of a few lines.
const MOST_REPEATED: usize = 8;

/// A text that is shorter than this may be made of any number of repetitions.
const SHORT: usize = 1 << 20;

/// A command that brings in a file.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// Where it stands in its file.
    pub span: Span,
    /// The files to try, in order.
    pub paths: Vec<PathBuf>,
    /// Whether it is a fault if none of them is there.
    pub needed: bool,
}

/// How the files of one format name others.
pub(crate) trait Inputs {
    /// Returns the commands in the file `path`, whose text is `text`, that bring in others.
    fn inputs(&self, path: &Path, text: &str) -> Vec<Input>;

    /// Returns the files of which this one makes use, text or not: they are parts of its project.
    fn parts(&self, path: &Path, text: &str) -> Vec<PathBuf> {
        self.inputs(path, text).into_iter().flat_map(|input| input.paths).collect()
    }

    /// The endings of files that may be brought in.
    fn endings(&self) -> &'static [&'static str];
}

/// What a project holds.
#[derive(Debug)]
pub(crate) struct Project {
    /// All its files as one text.
    pub source: Source,
    /// The inputs that could not be followed, in words, with where they stand in the joined text.
    pub faults: Vec<(Span, String)>,
}

/// Joins the files of the project whose main file is `path` with this `text`. `load` gives the text of
/// a file, or nothing where it cannot be read.
pub(crate) fn join(
    path: &Path,
    text: String,
    inputs: &dyn Inputs,
    load: &dyn Fn(&Path) -> Option<String>,
) -> Project {
    let mut joiner = Joiner {
        inputs,
        load,
        text: String::with_capacity(text.len()),
        pieces: Vec::new(),
        faults: Vec::new(),
        open: Vec::new(),
        seen: HashSet::new(),
        size: text.len(),
        said: HashSet::new(),
    };
    joiner.file(path.to_owned(), &text);
    let source = match joiner.pieces.len() {
        0 | 1 => Source::new(path, joiner.text),
        _ => Source::joined(path, joiner.text, joiner.pieces),
    };
    Project { source, faults: joiner.faults }
}

struct Joiner<'l> {
    inputs: &'l dyn Inputs,
    load: &'l dyn Fn(&Path) -> Option<String>,
    text: String,
    pieces: Vec<Piece>,
    faults: Vec<(Span, String)>,
    /// The files that are being read, the main file first.
    open: Vec<PathBuf>,
    /// The files that were brought in, and how long they and the main file are together.
    seen: HashSet<PathBuf>,
    size: usize,
    /// What was said of inputs that could not be followed.
    said: HashSet<String>,
}

impl Joiner<'_> {
    fn file(&mut self, path: PathBuf, text: &str) {
        self.open.push(path.clone());
        let mut from = 0;
        for input in self.inputs.inputs(&path, text) {
            // The command itself stays, so that the pieces of a file make up all of it.
            let before = self.pieces.len();
            self.piece(&path, text, Span::new(from, input.span.end));
            match self.follow(&input) {
                true => from = input.span.end,
                false => {
                    // Nothing came between: the piece goes on.
                    self.pieces.truncate(before);
                    self.text.truncate(self.text.len() - (input.span.end - from));
                }
            }
        }
        self.piece(&path, text, Span::new(from, text.len()));
        self.open.pop();
    }

    fn piece(&mut self, path: &Path, text: &str, span: Span) {
        self.pieces.push(Piece::new(self.text.len(), path, text, span.start));
        self.text.push_str(span.of(text));
    }

    /// Appends the file that an input names; returns whether it did.
    fn follow(&mut self, input: &Input) -> bool {
        let at = Span::new(self.text.len(), self.text.len());
        let allowed = input.paths.iter().filter(|path| self.is_followed(path));
        let found = allowed.filter_map(|path| Some((path.clone(), (self.load)(path)?))).next();
        let Some((path, text)) = found else {
            if let (Some(path), true) = (input.paths.first(), input.needed) {
                self.fault(at, format!("{} is not there, or may not be read", path.display()));
            }
            return false;
        };
        if self.seen.insert(path.clone()) {
            self.size += text.len();
        }
        let longest = LONGEST.min(SHORT.max(self.size.saturating_mul(MOST_REPEATED)));
        let reason = match () {
            () if self.open.contains(&path) => "brings itself in",
            () if self.open.len() >= DEEPEST => "is nested too deeply",
            () if self.text.len() + text.len() > longest => "would make the text too long",
            () => {
                self.file(path, &text);
                return true;
            }
        };
        self.fault(at, format!("{} {reason}; it was skipped", path.display()));
        false
    }

    /// Notes what is wrong, the first time.
    fn fault(&mut self, at: Span, message: String) {
        if self.said.insert(message.clone()) {
            self.faults.push((at, message));
        }
    }

    /// Whether a file has an ending of its format, and so has the one that it leads to where it is a
    /// link.
    fn is_followed(&self, path: &Path) -> bool {
        let fits = |path: &Path| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
            self.inputs.endings().contains(&ending)
        };
        fits(path) && path.canonicalize().map_or(true, |whole| fits(&whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files named in square brackets are brought in.
    struct Bracketed;

    impl Inputs for Bracketed {
        fn inputs(&self, _: &Path, text: &str) -> Vec<Input> {
            let open = text.match_indices('[').map(|(at, _)| at);
            let input = |start: usize| {
                let end = start + text[start..].find(']')? + 1;
                let paths = vec![PathBuf::from(&text[start + 1..end - 1])];
                Some(Input { span: Span::new(start, end), paths, needed: true })
            };
            open.filter_map(input).collect()
        }

        fn endings(&self) -> &'static [&'static str] {
            &["t"]
        }
    }

    fn joined(main: &str, files: &[(&str, &str)]) -> Project {
        let load = |path: &Path| {
            let found = files.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| (*text).to_owned())
        };
        join(Path::new("main.t"), main.to_owned(), &Bracketed, &load)
    }

    #[test]
    fn files_stand_after_their_commands() {
        let project = joined("a [b.t] c", &[("b.t", "b [d.t]!"), ("d.t", "d")]);
        assert_eq!(project.source.text(), "a [b.t]b [d.t]d! c");
        assert!(project.faults.is_empty());
        let files = project.source.files().expect("each once");
        assert_eq!(files[0].1, "a [b.t] c");
        assert_eq!(files[1].1, "b [d.t]!");
    }

    #[test]
    fn files_that_bring_each_other_in_again_and_again_come_to_an_end() {
        let names: Vec<String> = (0..12).map(|number| format!("{number}.t")).collect();
        let texts: Vec<String> =
            (1..=12).map(|number| format!("[{number}.t]").repeat(10)).collect();
        let files: Vec<(&str, &str)> =
            names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let project = joined("[0.t]", &files);
        assert!(project.source.text().len() <= 2 * SHORT, "{}", project.source.text().len());
        assert!(project.faults.iter().any(|(_, why)| why.contains("too long")));
    }

    #[test]
    fn circles_and_other_files_are_not_followed() {
        let project =
            joined("a [b.t] [x.t] [y.key]", &[("b.t", "[main.t]"), ("main.t", "a"), ("y.key", "")]);
        assert_eq!(project.source.text(), "a [b.t][main.t] [x.t] [y.key]");
        assert_eq!(project.faults.len(), 3);
    }
}
