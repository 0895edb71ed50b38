//! How files are read and written: what is no text, what must not be replaced, and what stays as it
//! was.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const PAPER: &str = "Trust is local. (Hurd 1999).\n\n## References\n\nHurd, I. 1999. \"Legitimacy and \
                     Authority in International Politics.\" *International Organization* 53 (2): 379–408.\n";

fn cite(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cite").expect("built");
    command.timeout(std::time::Duration::from_secs(20));
    command.current_dir(folder).args(arguments).output().expect("runs")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// What every command says of a file that it cannot read: one line, its name in it, and exit status
/// 2.
#[test]
fn what_is_no_text_is_refused_by_name_in_one_line() {
    let here = folder();
    let write =
        |name: &str, bytes: &[u8]| fs::write(here.path().join(name), bytes).expect("written");
    write("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n");
    write("a.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    write("a.docx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2\x6c\x5a");
    let noise: Vec<u8> =
        (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    write("noise.txt", &noise);
    write("noise.bib", &noise);
    write(
        "notes.yaml",
        b"# Notes\n\nSome text: that is *Markdown*.\n\n- and: no\n  library\n\n## More\n\nEnd.\n",
    );
    for (name, kind) in [
        ("a.pdf", if cfg!(feature = "pdf") { "this PDF is damaged" } else { "a PDF document" }),
        ("a.md", "an image (PNG)"),
        ("a.docx", "a Word document"),
        ("noise.txt", "no text"),
    ] {
        for command in ["check", "parse", "links", "render"] {
            let out = cite(here.path(), &[command, name]);
            assert_eq!(out.status.code(), Some(2), "{command} {name}: {}", said(&out));
            let said = said(&out);
            assert_eq!(said.lines().count(), 1, "{command} {name}: {said}");
            assert!(said.contains(name) && said.contains(kind), "{command} {name}: {said}");
        }
    }
    for name in ["noise.bib", "notes.yaml"] {
        for command in ["check", "links", "render", "convert"] {
            let more = if command == "convert" { &["--to", "csl-json"][..] } else { &[] };
            let out = cite(here.path(), &[&[command, name], more].concat());
            assert_eq!(out.status.code(), Some(2), "{command} {name}: {}", said(&out));
            assert_eq!(said(&out).lines().count(), 1, "{command} {name}: {}", said(&out));
        }
    }
}

#[test]
fn an_empty_folder_is_nothing_to_read() {
    let here = folder();
    fs::create_dir(here.path().join("empty")).expect("made");
    for arguments in [
        &["check", "empty"][..],
        &["links", "empty"],
        &["render", "empty"],
        &["convert", "empty", "--to", "csl-json"],
        &["parse", "empty"],
    ] {
        let out = cite(here.path(), arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", said(&out));
        assert_eq!(said(&out).lines().count(), 1, "{arguments:?}: {}", said(&out));
    }
}

/// A text that is read as a library, since its name says so, and has no entry.
#[test]
fn a_text_without_entries_is_no_library() {
    let here = folder();
    for (name, text, code) in [
        ("a.yaml", "# Changes\n\n- it does this\n- and that (see LICENSE)\n", 2),
        ("a.bib", "Some words, and no entry.\n", 2),
        ("a.ris", "Some words, and no entry.\n", 2),
        ("a.json", "{\"words\": 7}", 2),
        ("b.json", "[]", 0),
        ("b.yaml", "# Nothing yet\n", 0),
        ("b.bib", "@string{a = {b}}\n", 0),
        ("c.bib", "", 0),
    ] {
        fs::write(here.path().join(name), text).expect("written");
        let out = cite(here.path(), &["check", name]);
        assert_eq!(out.status.code(), Some(code), "{name}: {}", said(&out));
        assert!(code == 0 || said(&out).lines().count() == 1, "{name}: {}", said(&out));
    }
}

#[test]
fn damage_is_said_once_with_a_count() {
    let here = folder();
    let mut bytes = Vec::new();
    for line in 0..50 {
        bytes.extend(format!("So it is, {line}: caf").bytes());
        bytes.extend(b"\xe9 society.\n\n");
    }
    fs::write(here.path().join("a.md"), bytes).expect("written");
    let out = cite(here.path(), &["check", "a.md"]);
    assert_eq!(said(&out).lines().count(), 1, "{}", said(&out));
    assert!(said(&out).contains("nor are 49 more lines"), "{}", said(&out));
}

#[test]
fn times_and_numbers_that_are_none_are_refused() {
    let here = folder();
    fs::write(here.path().join("a.md"), PAPER).expect("written");
    for (option, value) in
        [("--timeout", "NaN"), ("--timeout", "-1"), ("--timeout", "inf"), ("--concurrency", "0")]
    {
        let argument = format!("{option}={value}");
        let out = cite(here.path(), &["links", "--verify", "--offline", &argument, "a.md"]);
        assert_eq!(out.status.code(), Some(2), "{argument}: {}", said(&out));
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("is there").permissions().mode() & 0o777
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path).expect("reads")
    }

    /// The names in a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry.expect("an entry").file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    fn fifo(path: &Path) {
        let status = std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo");
        assert!(status.success());
    }

    #[test]
    fn pipes_and_devices_are_not_read() {
        let here = folder();
        fifo(&here.path().join("a.md"));
        fifo(&here.path().join("a.bib"));
        for arguments in [
            &["check", "a.md"][..],
            &["check", "/dev/zero"],
            &["parse", "a.md"],
            &["parse", "--lines", "a.md"],
            &["links", "a.bib"],
            &["convert", "a.bib", "--to", "ris"],
            &["render", "a.bib"],
            &["check", ".", "--config", "a.md"],
            &["check", ".", "--baseline", "a.md"],
        ] {
            let out = cite(here.path(), arguments);
            assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", said(&out));
            let said = said(&out);
            assert!(
                said.contains("named pipe") || said.contains("device"),
                "{arguments:?}: {said}"
            );
        }
    }

    #[test]
    fn what_is_no_file_is_not_written() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        fifo(&here.path().join("pipe"));
        fs::create_dir(here.path().join("folder")).expect("made");
        for target in ["pipe", "folder", "/dev/null"] {
            let out = cite(here.path(), &["parse", "a.md", "-o", target, "--to", "ris", "--force"]);
            assert_eq!(out.status.code(), Some(2), "{target}: {}", said(&out));
        }
        assert!(fs::metadata("/dev/null").is_ok_and(|there| !there.is_file()));
    }

    #[test]
    fn links_are_written_through() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        fs::create_dir(here.path().join("far")).expect("made");
        fs::write(here.path().join("far/there.ris"), "old").expect("written");
        symlink("far/there.ris", here.path().join("link.ris")).expect("linked");
        symlink("far/new.ris", here.path().join("dangling.ris")).expect("linked");
        for (target, file) in [("link.ris", "far/there.ris"), ("dangling.ris", "far/new.ris")] {
            let out = cite(here.path(), &["parse", "a.md", "-o", target, "--force"]);
            assert_eq!(out.status.code(), Some(0), "{target}: {}", said(&out));
            let link = fs::symlink_metadata(here.path().join(target)).expect("is there");
            assert!(link.is_symlink(), "{target}");
            assert!(text(&here.path().join(file)).contains("TY  -"), "{target}");
        }
        assert_eq!(names(&here.path().join("far")), ["new.ris", "there.ris"]);
        symlink("round", here.path().join("round")).expect("linked");
        let out = cite(here.path(), &["parse", "a.md", "-o", "round", "--to", "ris", "--force"]);
        assert_eq!(out.status.code(), Some(2));
    }

    #[test]
    fn a_fix_keeps_what_the_file_is() {
        let here = folder();
        let paper = here.path().join("a.md");
        let fix = || cite(here.path(), &["check", "--fix", "a.md"]);
        let repaired = PAPER.replace("local. (Hurd 1999).", "local (Hurd 1999).");

        fs::write(&paper, PAPER).expect("written");
        fs::set_permissions(&paper, fs::Permissions::from_mode(0o640)).expect("set");
        assert_eq!(fix().status.code(), Some(0), "{}", said(&fix()));
        assert_eq!((text(&paper), mode(&paper)), (repaired.clone(), 0o640));

        fs::write(&paper, PAPER).expect("written");
        fs::hard_link(&paper, here.path().join("b.md")).expect("linked");
        let before = fs::metadata(&paper).expect("is there").ino();
        assert_eq!(fix().status.code(), Some(0));
        assert_eq!(text(&here.path().join("b.md")), repaired);
        assert_eq!(fs::metadata(&paper).expect("is there").ino(), before);
        fs::remove_file(here.path().join("b.md")).expect("removed");

        fs::write(&paper, PAPER).expect("written");
        fs::set_permissions(&paper, fs::Permissions::from_mode(0o444)).expect("set");
        let out = fix();
        assert_eq!(out.status.code(), Some(2), "{}", said(&out));
        assert!(said(&out).contains("read-only"), "{}", said(&out));
        assert_eq!(text(&paper), PAPER);
        assert_eq!(names(here.path()), ["a.md"]);
    }

    /// Who may give files away (in a container, mostly root) does not take them.
    #[test]
    fn a_fix_keeps_the_owner() {
        let here = folder();
        let paper = here.path().join("a.md");
        fs::write(&paper, PAPER).expect("written");
        if std::os::unix::fs::chown(&paper, Some(12_345), Some(23_456)).is_err() {
            println!("SKIPPED: only root may give files away");
            return;
        }
        let out = cite(here.path(), &["check", "--fix", "a.md"]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        let there = fs::metadata(&paper).expect("is there");
        assert!(text(&paper).contains("local (Hurd 1999)."));
        assert_eq!((there.uid(), there.gid()), (12_345, 23_456));
    }

    #[test]
    fn a_fix_keeps_the_encoding() {
        let here = folder();
        let paper = here.path().join("a.md");
        let repaired = PAPER.replace("local. (Hurd 1999).", "local (Hurd 1999).");
        let utf16 = |text: &str, mark: bool| -> Vec<u8> {
            let mark = if mark { "\u{feff}" } else { "" };
            mark.encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        for (before, after) in [
            (format!("\u{feff}{PAPER}").into_bytes(), format!("\u{feff}{repaired}").into_bytes()),
            (utf16(PAPER, true), utf16(&repaired, true)),
            (utf16(PAPER, false), utf16(&repaired, false)),
        ] {
            fs::write(&paper, before).expect("written");
            let out = cite(here.path(), &["check", "--fix", "a.md"]);
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
            assert!(fs::read(&paper).expect("reads") == after, "the encoding is another");
        }
        let latin: Vec<u8> = [b"caf\xe9. ", PAPER.replace('–', "-").as_bytes()].concat();
        fs::write(&paper, &latin).expect("written");
        let out = cite(here.path(), &["check", "--fix", "a.md"]);
        assert_eq!(out.status.code(), Some(2), "{}", said(&out));
        assert!(fs::read(&paper).expect("reads") == latin, "it was changed");
    }

    /// What `sh` gives for a line in which `cite` is the program.
    fn sh(folder: &Path, line: &str) -> Output {
        let program = assert_cmd::cargo::cargo_bin("cite");
        let line = format!("cite() {{ \"{}\" \"$@\"; }}; {line}", program.display());
        std::process::Command::new("sh")
            .current_dir(folder)
            .args(["-c", &line])
            .env("RUST_BACKTRACE", "0")
            .output()
            .expect("runs")
    }

    /// A full disk, a closed descriptor, a reader that went away: what cannot be said changes no exit
    /// status but that of the report itself.
    #[test]
    fn where_nobody_listens_the_exit_status_speaks() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        for (line, code) in [
            ("cite check none.md 2>/dev/full", 2),
            ("cite check none.md 2>&-", 2),
            ("cite check --none 2>/dev/full", 2),
            ("cite -vvv check a.md 2>/dev/full", 0),
            ("cite check --fix none.md 2>/dev/full", 2),
            ("cite parse a.md --confidence 2>/dev/full", 0),
            ("cite check a.md >/dev/full", 2),
            ("cite check a.md --format json >/dev/full", 2),
            ("cite links a.md >/dev/full", 2),
            ("cite explain ibid >/dev/full", 2),
        ] {
            let out = sh(here.path(), line);
            assert_eq!(out.status.code(), Some(code), "{line}: {}", said(&out));
        }
        let out = sh(here.path(), "{ cite check none.md; echo $? >status; } 2>&1 | true");
        assert_eq!(out.status.code(), Some(0));
        assert_eq!(text(&here.path().join("status")).trim(), "2");
    }

    #[test]
    fn a_file_with_a_long_name_is_fixed() {
        let here = folder();
        let name = format!("{}.md", "n".repeat(252));
        fs::write(here.path().join(&name), PAPER).expect("written");
        let out = cite(here.path(), &["check", "--fix", &name]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        assert!(text(&here.path().join(&name)).contains("local (Hurd 1999)."));
        assert_eq!(names(here.path()), [name]);
    }

    /// A file with several names is written in its own place; where that fails, it is as it was.
    #[test]
    fn a_full_disk_leaves_the_file_as_it_was() {
        for linked in [false, true] {
            let here = folder();
            let paper = PAPER.replace("## Ref", &format!("{}\n\n## Ref", "x ".repeat(3000)));
            fs::write(here.path().join("a.md"), &paper).expect("written");
            if linked {
                fs::hard_link(here.path().join("a.md"), here.path().join("b.md")).expect("linked");
            }
            let out = sh(here.path(), "trap '' XFSZ; ulimit -f 1; cite check --fix a.md");
            assert_eq!(out.status.code(), Some(2), "linked: {linked}: {}", said(&out));
            assert!(text(&here.path().join("a.md")) == paper, "linked: {linked}");
            let left = if linked { vec!["a.md", "b.md"] } else { vec!["a.md"] };
            assert_eq!(names(here.path()), left);
        }
    }

    #[test]
    fn runs_that_write_the_same_file_do_not_hinder_each_other() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        let program = assert_cmd::cargo::cargo_bin("cite");
        let runs: Vec<std::process::Child> = (0..24)
            .map(|_| {
                std::process::Command::new(&program)
                    .current_dir(here.path())
                    .args(["parse", "a.md", "-o", "out.ris", "--force"])
                    .stderr(std::process::Stdio::piped())
                    .spawn()
                    .expect("runs")
            })
            .collect();
        for run in runs {
            let out = run.wait_with_output().expect("ends");
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        }
        assert_eq!(names(here.path()), ["a.md", "out.ris"]);
        assert!(text(&here.path().join("out.ris")).contains("\nER  -"));
    }

    #[test]
    fn standard_output_has_no_name() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        for arguments in [&["parse", "a.md", "-o", "-"][..], &["check", "a.md", "-o", "-"]] {
            let out = cite(here.path(), arguments);
            assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", said(&out));
        }
        assert_eq!(names(here.path()), ["a.md"]);
    }

    /// A document may name any library, but not the terminal of its reader.
    #[test]
    fn a_document_does_not_read_standard_input() {
        let here = folder();
        let paper = format!("---\nbibliography: \"-\"\n---\n\n{PAPER}");
        fs::write(here.path().join("a.md"), paper).expect("written");
        let waits = std::process::Command::new("timeout")
            .current_dir(here.path())
            .arg("20")
            .arg(assert_cmd::cargo::cargo_bin("cite"))
            .args(["check", "a.md"])
            // It is open, and nothing comes.
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output);
        let out = waits.expect("runs");
        assert_eq!(out.status.code(), Some(2), "{}", said(&out));
        assert!(said(&out).contains("./-"), "{}", said(&out));
    }

    #[test]
    fn folders_that_lead_to_themselves_come_to_an_end() {
        let here = folder();
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        let refs = here.path().join("refs");
        fs::create_dir_all(refs.join("one/two")).expect("made");
        fs::write(refs.join("one/two/b.bib"), "@book{b, title = {T}}\n").expect("written");
        for link in 0..12 {
            symlink("..", refs.join(format!("one/link{link}"))).expect("linked");
        }
        let out = cite(here.path(), &["check", "--library", "refs", "a.md"]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    }

    /// By a link too, a manuscript brings nothing into a report but what has an ending of its format.
    #[test]
    fn a_manuscript_brings_in_no_other_files_of_the_machine() {
        let here = folder();
        fs::write(here.path().join("secret.key"), "Hidden words (Secret 1999).\n")
            .expect("written");
        symlink("secret.key", here.path().join("part.tex")).expect("linked");
        let paper = "\\documentclass{article}\\begin{document}A \\input{part} \\input{secret.key} \
                     \\input{../../etc/passwd} \\input{/etc/passwd}\\end{document}\n";
        fs::write(here.path().join("main.tex"), paper).expect("written");
        for format in ["human", "json", "html", "matches"] {
            let out = cite(here.path(), &["check", "main.tex", "--format", format]);
            let shown = String::from_utf8_lossy(&out.stdout).into_owned() + &said(&out);
            assert!(!shown.contains("Secret 1999") && !shown.contains("root:"), "{shown}");
        }
    }

    /// What an agent asks `cite mcp` to read lies in the folder where it runs, whatever a document in
    /// it names.
    #[test]
    fn an_agent_reads_the_current_folder_only() {
        let here = folder();
        let work = here.path().join("work");
        fs::create_dir(&work).expect("made");
        let outside = |name: &str, text: &str| {
            fs::write(here.path().join(name), text).expect("written");
        };
        outside("secret.md", "Hidden words (Secret 1999).\n");
        outside("secret.tex", "Hidden words (Secret 1999).\n");
        outside(
            "secret.bib",
            "@book{secret1999, author = {Secret, S.}, title = {T}, year = 1999}\n",
        );
        outside("cite.toml", "library = [\"secret.bib\"]\n");
        outside("_quarto.yml", "bibliography: secret.bib\n");
        symlink("../secret.md", work.join("link.md")).expect("linked");
        symlink("../secret.tex", work.join("part.tex")).expect("linked");
        let header = "---\nbibliography: [../secret.bib, \"-\"]\n---\n\nSo it is [@secret1998].\n";
        fs::write(work.join("header.md"), header).expect("written");
        fs::write(work.join("plain.qmd"), "So it is [@secret1998].\n").expect("written");
        let project = "\\documentclass{article}\\begin{document}\\input{../secret}\\input{part}\
                       \\cite{secret1998}\\bibliography{../secret}\\end{document}\n";
        fs::write(work.join("main.tex"), project).expect("written");
        fs::write(work.join("own.md"), PAPER).expect("written");
        let call = |arguments: serde_json::Value| {
            let params = serde_json::json!({"name": "check", "arguments": arguments});
            let message = serde_json::json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
            message.to_string() + "\n"
        };
        let asked = |arguments: serde_json::Value| {
            let mut command = Command::cargo_bin("cite").expect("built");
            command.timeout(std::time::Duration::from_secs(20)).current_dir(&work);
            let out = command.arg("mcp").write_stdin(call(arguments)).output().expect("runs");
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
            String::from_utf8(out.stdout).expect("text")
        };
        for path in ["link.md", "../secret.md", "header.md", "plain.qmd", "main.tex"] {
            let answer = asked(serde_json::json!({"path": path}));
            assert!(answer.contains("\"result\""), "{path}: {answer}");
            let known = answer.contains("secret1999") || answer.contains("Secret 1999");
            assert!(!known, "{path}: {answer}");
        }
        let text = "---\nbibliography: ../secret.bib\n---\n\nSo it is [@secret1998].\n";
        let answer = asked(serde_json::json!({"text": text}));
        assert!(!answer.contains("secret1999"), "{answer}");
        let answer = asked(serde_json::json!({"path": "own.md", "format": "short"}));
        assert!(answer.contains("citation-placement"), "{answer}");
    }

    /// Bytes that are no text are answered as any message that cannot be read.
    #[test]
    fn an_agent_s_noise_is_answered() {
        let mut command = Command::cargo_bin("cite").expect("built");
        let ping = b"{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"ping\"}\n";
        let noise = [&b"\xff\xfe{\n[[[[\nnull\n7\n"[..], ping].concat();
        let out = command.arg("mcp").write_stdin(noise).output().expect("runs");
        let answers = String::from_utf8_lossy(&out.stdout).into_owned();
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        assert!(answers.lines().last().is_some_and(|last| last.contains("\"id\":7")), "{answers}");
    }

    /// Callers that say nothing, more than there is room for, do not end `cite serve`.
    #[cfg(feature = "serve")]
    #[test]
    fn silent_callers_do_not_end_the_server() {
        use std::io::{BufRead, Read, Write};
        use std::net::TcpStream;
        let here = folder();
        fs::write(here.path().join("index.html"), "the page").expect("written");
        let program = assert_cmd::cargo::cargo_bin("cite");
        let line = format!("ulimit -n 40; exec \"{}\" serve --page .", program.display());
        let mut server = std::process::Command::new("sh")
            .current_dir(here.path())
            .args(["-c", &line])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("runs");
        let mut address = String::new();
        let out = server.stdout.take().expect("piped");
        std::io::BufReader::new(out).read_line(&mut address).expect("says where");
        let address = address.trim().strip_prefix("http://").expect("an address").to_owned();
        let (host, path) = address.split_once('/').expect("a path");
        let silent: Vec<TcpStream> =
            (0..100).filter_map(|_| TcpStream::connect(host).ok()).collect();
        assert!(silent.len() >= 60, "{}", silent.len());
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(silent);
        let mut asked = TcpStream::connect(host).expect("it is there");
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        asked.write_all(request.as_bytes()).expect("asks");
        asked.set_read_timeout(Some(std::time::Duration::from_secs(20))).expect("set");
        let mut answer = String::new();
        asked.read_to_string(&mut answer).expect("answers");
        assert!(answer.ends_with("the page"), "{answer}");
        server.kill().expect("killed");
        server.wait().expect("ended");
    }

    /// Packs of styles are files like all others.
    #[cfg(feature = "render")]
    #[test]
    fn styles_are_not_read_from_pipes() {
        let here = folder();
        fifo(&here.path().join("styles.zip"));
        for arguments in [
            &["styles", "--install", "styles.zip"][..],
            &["styles", "--pack", "styles.zip", "-o", "p.zip"],
        ] {
            let out = cite(here.path(), arguments);
            assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", said(&out));
            assert!(said(&out).contains("named pipe"), "{}", said(&out));
        }
    }

    /// A file may be called like an option, and an argument may be wrong.
    #[test]
    fn arguments_do_not_control_a_terminal() {
        let here = folder();
        let evil = "--x\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\u{202e}";
        for arguments in [
            &["check", evil][..],
            &["check", "--rule", evil],
            &["check", "--format", evil],
            &[evil],
        ] {
            let out = cite(here.path(), arguments);
            assert_eq!(out.status.code(), Some(2), "{arguments:?}");
            let shown = said(&out);
            assert!(shown.contains("<U+202E>") || shown.contains("␛"), "{shown:?}");
            assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{shown:?}");
        }
    }

    /// Killed at any moment, a run leaves the old file or the new one, and no other.
    #[test]
    fn nothing_is_left_of_a_run_that_is_killed() {
        let here = folder();
        let program = assert_cmd::cargo::cargo_bin("cite");
        fs::write(here.path().join("a.md"), PAPER).expect("written");
        for millis in (0..24).map(|step| step * 4) {
            let mut child = std::process::Command::new(&program)
                .current_dir(here.path())
                .args(["parse", "a.md", "-o", "out.ris", "--force"])
                .stderr(std::process::Stdio::null())
                .spawn()
                .expect("runs");
            std::thread::sleep(std::time::Duration::from_millis(millis));
            child.kill().expect("killed");
            child.wait().expect("ended");
            let names = names(here.path());
            assert!(names == ["a.md"] || names == ["a.md", "out.ris"], "{names:?}");
        }
    }

    /// On a terminal control characters are pictures of themselves; in a file data stays data.
    #[test]
    fn terminals_are_not_controlled() {
        let here = folder();
        let records = "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\\u001b]0;x\\u0007\\u009b2J\\u202eB\", \
                       \"issued\": {\"date-parts\": [[1999]]}}]";
        fs::write(here.path().join("a.json"), records).expect("written");
        let out = cite(here.path(), &["convert", "a.json", "--to", "ris"]);
        assert!(String::from_utf8_lossy(&out.stdout).contains('\u{1b}'), "data was changed");
        let program = assert_cmd::cargo::cargo_bin("cite");
        for command in ["convert a.json --to ris", "render a.json", "check a.json --format short"] {
            let line = format!("{} {command}", program.display());
            let shown = std::process::Command::new("script")
                .current_dir(here.path())
                .args(["-qec", &line, "/dev/null"])
                .output();
            let Ok(shown) = shown else {
                println!("SKIPPED: there is no script(1)");
                return;
            };
            let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
            assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{202e}']), "{command}: {shown:?}");
            assert!(!shown.contains("\u{1b}]0;"), "{command}: {shown:?}");
        }
    }
}
