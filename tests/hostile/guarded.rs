//! Runs of the built program with little memory and processor time.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use crate::Hostile;

/// The most address space of a run, in kilobytes, and the most processor time, in seconds: the
/// program as it is built for tests takes a tenth of either.
const MEMORY: &str = "1500000";
const TIME: &str = "20";

/// The most that is said on standard error, in bytes.
const LONGEST_TALK: usize = 2_000_000;

/// A command, and the files that it reads.
pub struct Run<'h> {
    hostile: &'h Hostile,
    command: Vec<&'static str>,
    other: Option<(&'static str, &'static str)>,
}

impl<'h> Run<'h> {
    /// A run of `command` with the file's path behind it.
    pub fn of(hostile: &'h Hostile, command: &[&'static str]) -> Run<'h> {
        Run { hostile, command: command.to_vec(), other: None }
    }

    /// The same, with another file named last.
    pub fn with(self, name: &'static str, text: &'static str) -> Run<'h> {
        Run { other: Some((name, text)), ..self }
    }

    /// What the program gives.
    pub fn out(&self) -> Output {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("hostile.{}", self.hostile.ending);
        std::fs::write(folder.path().join(&name), &self.hostile.bytes).expect("writes");
        let mut arguments = self.command.clone();
        arguments.push(&name);
        if let Some((name, text)) = self.other {
            std::fs::write(folder.path().join(name), text).expect("writes");
            arguments.push(name);
        }
        run(folder.path(), &arguments)
    }

    /// What is wrong with how the run ended; nothing, if it ended with a result or a message.
    fn fault(&self) -> Option<String> {
        let out = self.out();
        let talk = String::from_utf8_lossy(&out.stderr);
        let fault = match out.status.code() {
            None => format!("{}", out.status),
            Some(0..=3) if talk.contains("panicked at") => "a panic".to_owned(),
            Some(0..=3) if talk.len() > LONGEST_TALK => format!("{} bytes of talk", talk.len()),
            Some(0..=3) => return None,
            Some(code) => format!("exit status {code}"),
        };
        let Hostile { name, ending, .. } = self.hostile;
        let first: String = talk.chars().take(300).collect();
        Some(format!("{name} (.{ending}), cite {}: {fault}: {first}", self.command.join(" ")))
    }
}

/// What is wrong with how these runs ended, a line each. Several go on at a time.
pub fn all(runs: Vec<Run>) -> Vec<String> {
    let waiting = Mutex::new(runs.into_iter());
    let next = || waiting.lock().expect("no thread broke").next();
    let faults = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, |count| count.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(run) = next() {
                    faults.lock().expect("no thread broke").extend(run.fault());
                }
            });
        }
    });
    let mut faults = faults.into_inner().expect("no thread broke");
    faults.sort();
    faults
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let limits = format!("ulimit -v {MEMORY}; ulimit -t {TIME}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .current_dir(folder)
        .args(["-c", &limits, env!("CARGO_BIN_EXE_cite")])
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .expect("runs")
}
