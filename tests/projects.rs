//! Documents that are made of several files, in folders and archives: LaTeX and Typst.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn cite(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cite"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const LIBRARY: &str = "@book{keohane, author = {Keohane, Robert}, title = {After Hegemony}, year = 1984, publisher = {Princeton University Press}}\n";

#[test]
fn findings_name_the_file_and_line_of_the_project() {
    let folder = project(&[
        (
            "main.tex",
            "\\documentclass{article}\n\\begin{document}\n\\input{parts/one}\nStates agree \\citep{keohane}, and trade \\cite{lost}.\n\\bibliography{refs}\n\\end{document}\n",
        ),
        ("parts/one.tex", "% a part\nTrust is local \\citep[p.~3]{gone}.\n"),
        ("refs.bib", LIBRARY),
    ]);
    let output = cite(folder.path(), &["check", "--format", "short", "main.tex"]);
    let said = out(&output);
    assert!(said.contains("parts/one.tex:2:"), "{said}");
    assert!(said.contains("main.tex:4:"), "{said}");
    assert!(said.contains("\"gone\"") && said.contains("\"lost\""), "{said}");
    assert!(!said.contains("keohane"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_fix_is_written_into_the_file_it_belongs_to() {
    let list = "\\section*{References}\n\nHurd, I. 1999. Legitimacy and Authority in International Politics. \\emph{International Organization} 53 (2): 379--408.\n\nKeohane, R. 1984. \\emph{After Hegemony}. Princeton: Princeton University Press.\n\nLake, D. 2009. \\emph{Hierarchy in International Relations}. Ithaca: Cornell University Press.\n";
    let folder = project(&[
        (
            "main.tex",
            &format!(
                "\\begin{{document}}\n\\input{{one}}\nOrder is made (Lake 2009).\n\n{list}\\end{{document}}\n"
            ),
        ),
        ("one.tex", "Trust is local. (Hurd 1999).\n\nStates agree (Keohane 1984).\n"),
    ]);
    let before = fs::read_to_string(folder.path().join("main.tex")).expect("there");
    cite(folder.path(), &["check", "--fix", "main.tex"]);
    let part = fs::read_to_string(folder.path().join("one.tex")).expect("there");
    assert!(part.contains("Trust is local (Hurd 1999)."), "{part}");
    assert_eq!(fs::read_to_string(folder.path().join("main.tex")).expect("there"), before);
}

#[test]
fn typed_lists_have_keys() {
    let folder = project(&[(
        "paper.tex",
        "\\begin{document}\nTrust is local \\cite{hurd,lost}.\n\\begin{thebibliography}{9}\n\\bibitem{hurd} Hurd, I. 1999. Legitimacy and Authority in International Politics. \\emph{International Organization} 53 (2): 379--408.\n\\bibitem{lake} Lake, D. 2009. \\emph{Hierarchy in International Relations}. Ithaca: Cornell University Press.\n\\end{thebibliography}\n\\end{document}\n",
    )]);
    let said = out(&cite(folder.path(), &["check", "--format", "short", "paper.tex"]));
    assert!(said.contains("undefined-key") && said.contains("\"lost\""), "{said}");
    assert!(said.contains("uncited-reference") && said.contains("Lake"), "{said}");
    assert!(!said.contains("\"hurd\""), "{said}");
}

#[test]
fn files_that_are_not_there_are_said() {
    let folder = project(&[("main.tex", "\\begin{document}\\input{gone}\nText.\\end{document}")]);
    let output = cite(folder.path(), &["check", "main.tex"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("gone.tex is not there"), "{said}");
}

#[test]
fn typst_includes_are_read() {
    let folder = project(&[
        (
            "main.typ",
            "= Trust\n#include \"one.typ\"\nStates agree @keohane.\n#bibliography(\"refs.bib\")\n",
        ),
        ("one.typ", "Trust is local @gone.\n"),
        ("refs.bib", LIBRARY),
    ]);
    let said = out(&cite(folder.path(), &["check", "--format", "short", "main.typ"]));
    assert!(said.contains("one.typ:1:") && said.contains("\"gone\""), "{said}");
    assert!(!said.contains("keohane"), "{said}");
}

#[test]
fn a_library_that_is_not_there_is_said_once() {
    let folder = project(&[(
        "main.tex",
        "\\documentclass{article}\n\\begin{document}\nTrust \\cite{a,b}, \\citep{c}.\n\\bibliography{gone}\n\\end{document}\n",
    )]);
    let output = cite(folder.path(), &["check", "--format", "short", "main.tex"]);
    assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("gone.bib"), "{said}");
}

#[test]
fn entries_that_are_not_cited_and_parents_are_no_findings() {
    let library = "@book{parent, editor = {Lee, A.}, title = {A Book}, year = 2001, publisher = {P}, address = {London}}\n@incollection{child, author = {Kim, B.}, title = {A Chapter}, crossref = {parent}, pages = {1--5}}\n";
    for cited in ["\\cite{child}", "\\nocite{*}"] {
        let text = format!(
            "\\documentclass{{article}}\n\\begin{{document}}\nTrust {cited}.\n\\bibliography{{refs,more}}\n\\end{{document}}\n"
        );
        let folder =
            project(&[("main.tex", text.as_str()), ("refs.bib", library), ("more.bib", LIBRARY)]);
        let output = cite(folder.path(), &["check", "--format", "short", "main.tex"]);
        assert_eq!(out(&output), "", "{cited}");
        assert_eq!(output.status.code(), Some(0));
    }
}

const MAIN: &str = "\\documentclass{article}\n\\begin{document}\n\\input{parts/one}\nStates agree \\citep{keohane}, and trade \\cite{lost}.\n\\bibliography{refs}\n\\end{document}\n";

const PART: &str = "% a part\nTrust is local \\citep[p.~3]{gone}.\n";

/// A zip file of these members in this folder.
fn zipped(folder: &Path, name: &str, members: &[(&str, &str)]) {
    let file = fs::File::create(folder.join(name)).expect("made");
    let mut zip = zip::ZipWriter::new(file);
    for (member, text) in members {
        zip.start_file(*member, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("ended");
}

#[test]
fn an_archive_is_read_like_its_folder() {
    let folder = project(&[]);
    let members =
        [("paper/main.tex", MAIN), ("paper/parts/one.tex", PART), ("paper/refs.bib", LIBRARY)];
    zipped(folder.path(), "paper.zip", &members);
    let output = cite(folder.path(), &["check", "--format", "short", "paper.zip"]);
    let said = out(&output);
    assert!(said.contains("paper.zip/paper/parts/one.tex:2:"), "{said}");
    assert!(said.contains("paper.zip/paper/main.tex:4:"), "{said}");
    assert!(!said.contains("keohane"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_archive_of_several_manuscripts_gives_all_or_asks() {
    let folder = project(&[]);
    let text = "It began early (Hurd 1999; Ames 2001).\n\n# References\n\nHurd, I. 1999. Hope. London: Ex.\n";
    zipped(folder.path(), "all.zip", &[("a.md", text), ("b/c.md", text)]);
    let said = out(&cite(folder.path(), &["check", "--format", "short", "all.zip"]));
    assert!(said.contains("all.zip/a.md:1:") && said.contains("all.zip/b/c.md:1:"), "{said}");
    let output = cite(folder.path(), &["read", "all.zip"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("2 manuscripts") && error.contains("all.zip/a.md"), "{error}");
    assert_eq!(output.status.code(), Some(2));
    let read = cite(folder.path(), &["read", "all.zip/b/c.md"]);
    assert!(out(&read).contains("Hurd"), "{read:?}");
}

#[test]
fn an_archive_is_never_changed() {
    let folder = project(&[]);
    let text = "States agree. (Hurd 1999).\n\n# References\n\nHurd, I. 1999. Legitimacy and Authority. London: Ex.\n";
    zipped(folder.path(), "a.zip", &[("a.md", text)]);
    let before = fs::read(folder.path().join("a.zip")).expect("there");
    let output = cite(folder.path(), &["check", "--fix", "a.zip"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("is in an archive, which is not changed"), "{error}");
    assert_eq!(fs::read(folder.path().join("a.zip")).expect("there"), before);
}

#[test]
fn a_folder_gives_main_files_only() {
    let folder = project(&[("main.tex", MAIN), ("parts/one.tex", PART), ("refs.bib", LIBRARY)]);
    let said = out(&cite(folder.path(), &["check", "--format", "short", "."]));
    assert_eq!(said.matches("\"gone\"").count(), 1, "{said}");
    assert!(said.contains("parts/one.tex:2:"), "{said}");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_called_damaged() {
    let folder = project(&[]);
    zipped(folder.path(), "a.docx", &[("word/document.xml", "<w:document/>")]);
    fs::write(folder.path().join("b.odt"), [0_u8, 1, 2, 3, 4, 5, 6, 7].repeat(30))
        .expect("written");
    for (file, what) in [("a.docx", "[Content_Types].xml is missing"), ("b.odt", "does not begin")]
    {
        let output = cite(folder.path(), &["check", file]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("damaged") && error.contains(what), "{error}");
        assert_eq!(output.status.code(), Some(2));
    }
}

/// A copy is that of one document: of several in an archive none is written, of the only one it is.
#[test]
fn a_copy_is_of_one_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let word = |text: &str| {
        let name = format!("{text}.docx");
        let main = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>\
             So it is {text} (Nobody 1999; Roe 2001).</w:t></w:r></w:p></w:body></w:document>"
        );
        zipped(
            folder.path(),
            &name,
            &[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &main)],
        );
        fs::read(folder.path().join(name)).expect("reads")
    };
    let (one, two) = (word("one"), word("two"));
    let packed = |name: &str, members: &[(&str, &[u8])]| {
        let file = fs::File::create(folder.path().join(name)).expect("made");
        let mut zip = zip::ZipWriter::new(file);
        for (member, bytes) in members {
            zip.start_file(*member, zip::write::SimpleFileOptions::default()).expect("begun");
            zip.write_all(bytes).expect("written");
        }
        zip.finish().expect("ended");
    };
    packed("both.zip", &[("one.docx", &one), ("two.docx", &two)]);
    packed("single.zip", &[("one.docx", &one)]);
    for arguments in [
        &["check", "both.zip", "--annotate", "out.docx"][..],
        &["check", "both.zip", "--annotate", "out.docx", "--force"],
        &["check", "both.zip", "--fix", "-o", "out.docx"],
        &["check", "one.docx", "two.docx", "--annotate", "out.docx"],
        &["check", ".", "--annotate", "out.docx"],
    ] {
        let output = cite(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("one document"), "{arguments:?}: {said}");
        assert!(!folder.path().join("out.docx").exists(), "{arguments:?}");
    }
    let output = cite(folder.path(), &["check", "single.zip", "--annotate", "out.docx"]);
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("out.docx").exists());
}
