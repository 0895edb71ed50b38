//! The tasks that are one command of cargo each: suites, figures and training.

/// A task.
pub struct Task {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does or prints.
    pub about: &'static str,
    /// The arguments of cargo; those of the command line follow them.
    pub cargo: &'static [&'static str],
}

/// Release code without link-time optimisation and without what a measurement does not need.
macro_rules! bench {
    ($name:literal $(, $argument:literal)*) => {
        &["bench", "--profile", "quick", "--bench", $name, "--" $(, $argument)*]
    };
}

/// All tasks, in the order in which they are listed.
pub const TASKS: &[Task] = &[
    Task {
        name: "accuracy",
        about: "how right `check` and `parse` are, on the corpora that are at hand",
        cargo: &["test", "--test", "accuracy", "--"],
    },
    Task { name: "speed", about: "speed of `check` in one process", cargo: bench!("check") },
    Task {
        name: "parse-speed",
        about: "references read in a second; first what the words of the languages cost at the start",
        cargo: bench!("parse_speed"),
    },
    Task {
        name: "limits",
        about: "growth of time and memory with the size of the input; `million` for a million entries",
        cargo: bench!("limits"),
    },
    Task {
        name: "links",
        about: "time and memory for 10 000 addresses on servers of our own",
        cargo: bench!("links"),
    },
    Task {
        name: "lists",
        about: "fields of the reference lists of papers; a folder of strings as an argument",
        cargo: bench!("parse_papers"),
    },
    Task {
        name: "bibliography",
        about: "corrections that a list in a style drawn at random needs once it is read: `--seed N`",
        cargo: bench!("bibliography"),
    },
    Task {
        name: "documents",
        about: "papers in the other formats beside Markdown: `papers`, `fields` or `speed`",
        cargo: bench!("documents"),
    },
    Task {
        name: "libraries",
        about: "what survives of the bibliography files of a folder",
        cargo: bench!("library_survival"),
    },
    Task {
        name: "biblatex",
        about: "what the `biblatex` crate reads of the entries of a folder, beside what we read",
        cargo: bench!("biblatex_crate"),
    },
    Task {
        name: "csl",
        about: "agreement with the suite of CSL and with texts of citeproc-js: `suite`, `texts`, `clusters`",
        cargo: bench!("csl"),
    },
    Task { name: "rewrite", about: "papers rewritten in a style", cargo: bench!("rewrite") },
    Task {
        name: "render-speed",
        about: "speed of rendering: `start`, `beside` (other processors)",
        cargo: bench!("render_speed"),
    },
    Task { name: "editor", about: "how soon the language server answers", cargo: bench!("lsp") },
    Task {
        name: "train",
        about: "makes the model and the weights of borders again: `borders`, or the model",
        cargo: &["run", "--profile", "quick", "--example", "train", "--"],
    },
    Task {
        name: "confidence",
        about: "makes the weights of confidence again from judged findings",
        cargo: &["run", "--profile", "quick", "--example", "confidence", "--"],
    },
];
