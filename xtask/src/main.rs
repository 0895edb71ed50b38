//! What is done in this repository, by name: `cargo xtask` lists it, `cargo xtask NAME` does it.

mod imports;
mod tasks;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use tasks::{TASKS, Task};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(name) = arguments.next() else {
        list();
        return ExitCode::SUCCESS;
    };
    let rest: Vec<String> = arguments.collect();
    if name == "imports" {
        return imports::check(&root().join("src"));
    }
    match TASKS.iter().find(|task| task.name == name) {
        Some(task) => run(task, &rest),
        None => {
            eprintln!("xtask: there is no task {name}; `cargo xtask` lists them");
            ExitCode::from(2)
        }
    }
}

/// The folder of the repository.
fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

fn list() {
    println!("cargo xtask NAME [ARGUMENT...]\n");
    println!("  {:<14} {}\n", "imports", imports::ABOUT);
    for task in TASKS {
        println!(
            "  {:<14} {}\n  {:14} cargo {}\n",
            task.name,
            task.about,
            "",
            task.cargo.join(" ")
        );
    }
}

/// Runs a task's command with further arguments in the folder of the repository, and returns its
/// exit status.
fn run(task: &Task, rest: &[String]) -> ExitCode {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(task.cargo).args(rest).current_dir(root()).status();
    match status {
        Ok(status) => {
            ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
        }
        Err(error) => {
            eprintln!("xtask: cargo cannot be run: {error}");
            ExitCode::from(2)
        }
    }
}
