//! From a request to its answer.

use serde::Deserialize;
use serde_json::{Value, json};

#[cfg(feature = "check")]
use crate::paper;
#[cfg(feature = "pdf")]
use crate::pdf;
#[cfg(feature = "render")]
use crate::styled;
#[cfg(feature = "check")]
use crate::works;

/// What comes back: a line that a program reads, and bytes.
pub(crate) type Answer = Result<(Value, Vec<u8>), String>;

/// What is asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Task {
    /// Check a paper, which is kept for the tasks that follow.
    #[cfg(feature = "check")]
    Check(paper::Check),
    /// Make ready for the first paper.
    #[cfg(feature = "check")]
    Ready,
    /// Do all fixes that are safe, or with `all` the others too.
    #[cfg(feature = "check")]
    Fix {
        #[serde(default)]
        all: bool,
    },
    /// Do the fix of one finding.
    #[cfg(feature = "check")]
    Accept { id: String },
    /// The file as it is now.
    #[cfg(feature = "check")]
    File,
    /// The file with a comment at each finding.
    #[cfg(feature = "check")]
    Annotate,
    /// The comments and their places, where another module writes them: the paper is a PDF.
    #[cfg(feature = "check")]
    Notes,
    /// The reference list of the paper as records.
    #[cfg(feature = "check")]
    References { to: String },
    /// A list or a library as records.
    #[cfg(feature = "check")]
    Read(works::Read),
    /// What the pages of a PDF draw.
    #[cfg(feature = "pdf")]
    Draw { name: String },
    /// A PDF with these comments.
    #[cfg(feature = "pdf")]
    Write(pdf::Write),
    /// Records (CSL-JSON) in a style.
    #[cfg(feature = "render")]
    Render { style: String, to: String },
    /// The styles that have names.
    #[cfg(feature = "render")]
    Styles,
}

/// Returns the answer to a request; what could not be done is said as `failed`.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let (head, body) = match request.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&request[..end], &request[end + 1..]),
        None => (request, &[][..]),
    };
    let done = match serde_json::from_slice(head) {
        Ok(task) => done(task, body),
        Err(error) => Err(format!("this is no task: {error}")),
    };
    let (line, bytes) = done.unwrap_or_else(|message| (json!({"failed": message}), Vec::new()));
    let mut answer = line.to_string().into_bytes();
    answer.push(b'\n');
    answer.extend(bytes);
    answer
}

fn done(task: Task, body: &[u8]) -> Answer {
    match task {
        #[cfg(feature = "check")]
        Task::Check(check) => paper::check(check, body),
        #[cfg(feature = "check")]
        Task::Ready => paper::ready(),
        #[cfg(feature = "check")]
        Task::Fix { all } => paper::fix(all),
        #[cfg(feature = "check")]
        Task::Accept { id } => paper::accept(&id),
        #[cfg(feature = "check")]
        Task::File => paper::file(),
        #[cfg(feature = "check")]
        Task::Annotate => paper::annotate(),
        #[cfg(feature = "check")]
        Task::Notes => paper::notes(),
        #[cfg(feature = "check")]
        Task::References { to } => paper::references(&to),
        #[cfg(feature = "check")]
        Task::Read(read) => works::read(read, body),
        #[cfg(feature = "pdf")]
        Task::Draw { name } => pdf::draw(&name, body),
        #[cfg(feature = "pdf")]
        Task::Write(write) => pdf::write(write, body),
        #[cfg(feature = "render")]
        Task::Render { style, to } => styled::render(&style, &to, body),
        #[cfg(feature = "render")]
        Task::Styles => styled::styles(),
    }
}
