//! The README tells the truth: its commands print what it shows, and its picture is the output.
//!
//! `SNAPSHOTS=overwrite cargo test --test readme` draws the picture anew after a wanted change.

use std::path::Path;
use std::{env, fs};

use snapbox::cmd::{Command, cargo_bin};
use snapbox::file;

#[test]
fn commands_print_what_the_pages_show() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md").case("docs/guides/*.md");
}

#[test]
fn the_picture_is_what_the_program_prints() {
    Command::new(cargo_bin!("cite"))
        .args(["check", "examples/paper.md"])
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .code(1)
        .stdout_eq(file!["../docs/check.svg": TermSvg]);
}

/// What the page for Python shows, run as it stands.
#[test]
fn the_page_for_python_is_a_program_that_runs() {
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("SKIPPED: there is no python3");
        return;
    }
    let page = fs::read_to_string("docs/guides/python.md").expect("the page");
    let mut program: String = page
        .split("```python\n")
        .skip(1)
        .filter_map(|piece| Some(piece.split_once("```")?.0))
        .collect();
    program.push_str("for one in parse(['Hurd, I. 1999. \"Legitimacy.\" *Order* 53: 3-4.']):\n");
    program.push_str("    print(one['entry']['id'])\n");
    Command::new("python3")
        .args(["-c", &program])
        .env("PATH", path_with_program())
        .assert()
        .success()
        .stdout_eq(
            "examples/paper.md 3 year-mismatch\nexamples/paper.md 5 author-mismatch\n\
         examples/paper.md 6 missing-reference\nexamples/paper.md 12 uncited-reference\nhurd1999\n",
        );
}

/// Every suite, bench and example that a page names for cargo is there.
#[test]
fn what_the_pages_let_cargo_run_is_there() {
    let manifest = fs::read_to_string("Cargo.toml").expect("the manifest");
    for (page, text) in pages() {
        let mut words = text.split([' ', '`', '\n']).peekable();
        while let Some(word) = words.next() {
            let folder = match word {
                "--test" => "tests",
                "--bench" => "benches",
                "--example" => "examples",
                _ => continue,
            };
            let Some(name) = words.peek().filter(|name| !name.is_empty()) else { continue };
            let file = Path::new(folder).join(name).with_extension("rs");
            let there = file.is_file()
                || Path::new(folder).join(name).join("main.rs").is_file()
                || manifest.contains(&format!("name = \"{name}\""));
            assert!(there || *name == "X", "{page}: {word} {name}");
        }
    }
}

/// The pages and their texts.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in [".", "docs", "docs/guides"] {
        for file in fs::read_dir(folder).expect("a folder of pages") {
            let path = file.expect("a page").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(&path).expect("the page");
                pages.push((path.display().to_string(), text));
            }
        }
    }
    pages
}

/// The path on which the program is found first.
fn path_with_program() -> std::ffi::OsString {
    let beside = cargo_bin!("cite").parent().map(Path::to_owned);
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(beside.into_iter().chain(env::split_paths(&others))).expect("a path")
}

#[cfg(all(unix, feature = "render", feature = "verify"))]
mod commands {
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    use super::{pages, path_with_program};

    /// Commands of the pages that are not run here, by how they begin, and why.
    const NOT_RUN: &[(&str, &str)] = &[
        ("cite serve", "serves until it is stopped"),
        ("cite check paper.pdf", "there is no PDF here"),
        ("cite styles --install", "wants the official styles"),
        ("cite render refs.bib --style plos-one", "the same"),
    ];

    /// The lines of blocks `sh`, which show no answer: each is run in a folder with files of the names that
    /// the pages use, without the network, and is understood.
    #[test]
    fn commands_without_an_answer_are_understood() {
        let folder = tempfile::tempdir().expect("a folder");
        write_files(folder.path()).expect("files for the commands");
        let mut wrong = Vec::new();
        let mut run = 0;
        for (page, line) in commands() {
            if NOT_RUN.iter().any(|(beginning, _)| line.starts_with(beginning)) {
                continue;
            }
            let out = std::process::Command::new("sh")
                .args(["-c", &line])
                .current_dir(folder.path())
                .env("PATH", path_with_program())
                .env("CITE_OFFLINE", "1")
                .env("CITE_CACHE", folder.path().join("cache"))
                .output()
                .expect("a shell");
            run += 1;
            // 3: without the network something about links stays open.
            if !matches!(out.status.code(), Some(0 | 1 | 3)) {
                wrong.push(format!("{page}: {line}\n{}", String::from_utf8_lossy(&out.stderr)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(run > 20, "only {run} commands were found");
    }

    /// The calls of the program in blocks `sh`, each with its page.
    fn commands() -> Vec<(String, String)> {
        let mut commands = Vec::new();
        for (page, text) in pages() {
            for block in text.split("```sh\n").skip(1) {
                let block = block.split("```").next().unwrap_or_default();
                let lines = block.lines().map(|line| line.trim_start_matches("$ ").trim());
                let calls = lines.filter(|line| line.starts_with("cite "));
                commands.extend(calls.map(|line| (page.clone(), line.to_owned())));
            }
        }
        commands
    }

    /// Writes the files that the commands name.
    fn write_files(folder: &Path) -> std::io::Result<()> {
        let paper = fs::read("examples/paper.md")?;
        let bib = "@book{hurd, author = {Hurd, I.}, title = {Hope}, year = 1999}\n";
        let main =
            "\\documentclass{article}\\begin{document}It is so (Hurd 1999).\\end{document}\n";
        for name in ["thesis", "papers", "issue", "refs", "sections"] {
            fs::create_dir(folder.join(name))?;
        }
        for name in ["paper.md", "papers/a.md", "issue/commons.md", "thesis/chapter.md"] {
            fs::write(folder.join(name), &paper)?;
        }
        fs::copy("docs/guides/word.in/thesis.docx", folder.join("thesis.docx"))?;
        for name in ["refs.bib", "a.bib", "refs/library.bib"] {
            fs::write(folder.join(name), bib)?;
        }
        fs::write(folder.join("b.ris"), "TY  - BOOK\nTI  - Hope\nER  - \n")?;
        fs::write(folder.join("c.nbib"), "PMID- 1\nTI  - Hope\n")?;
        fs::write(folder.join("references.txt"), "Hurd, I. 1999. Hope. London: Example.\n")?;
        fs::write(folder.join("main.tex"), main)?;
        let mut archive = zip::ZipWriter::new(fs::File::create(folder.join("paper.zip"))?);
        archive.start_file("main.tex", zip::write::SimpleFileOptions::default())?;
        archive.write_all(main.as_bytes())?;
        archive.finish()?;
        let packed = ["-czf", "paper.tar.gz", "main.tex"];
        std::process::Command::new("tar").args(packed).current_dir(folder).status()?;
        Ok(())
    }
}
