//! `cite check --format parquet`: what is in the files.

use std::fs::{self, File};
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use assert_cmd::Command;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const PAPER: &str = "So it is (Hurd 1999) and (Cook 2004).\n\n# References\n\nHurd, I. 1999. Hope and Law. London: Example Press.\n\n";

/// A file of a table, as one batch.
fn table(folder: &Path, name: &str) -> RecordBatch {
    let file = File::open(folder.join(name).join("0.parquet")).expect("a file of the table");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
    let version = reader.schema().metadata().get("cite.version").cloned();
    assert_eq!(version.as_deref(), Some("1"));
    let mut batches = reader.build().expect("a reader").map(|batch| batch.expect("rows"));
    let first = batches.next().expect("rows");
    assert!(batches.next().is_none());
    first
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<String> {
    let column = batch.column_by_name(column).expect("a column").as_string::<i32>();
    column.iter().map(|text| text.unwrap_or("-").to_owned()).collect()
}

fn numbers(batch: &RecordBatch, column: &str) -> Vec<Option<i32>> {
    batch.column_by_name(column).expect("a column").as_primitive::<Int32Type>().iter().collect()
}

fn check(folder: &Path, more: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("cite").expect("the program");
    command.current_dir(folder).args(["check", "--format", "parquet"]).args(more).assert()
}

#[test]
fn four_tables_are_tied_by_path_and_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.md"), PAPER).expect("written");
    fs::write(folder.join("b.docx"), b"PK\x03\x04 and no more").expect("written");
    check(folder, &["a.md", "b.docx", "-o", "tables/"]).code(2);

    let tables = folder.join("tables");
    let documents = table(&tables, "documents");
    assert_eq!(texts(&documents, "path"), ["a.md", "b.docx"]);
    assert_eq!(texts(&documents, "error")[0], "-");
    assert!(texts(&documents, "error")[1].len() > 1, "why it could not be read");
    assert_eq!(numbers(&documents, "references"), [Some(1), None]);
    assert_eq!(numbers(&documents, "citations"), [Some(2), None]);

    let references = table(&tables, "references");
    assert_eq!(texts(&references, "path"), ["a.md"]);
    assert_eq!(texts(&references, "title"), ["Hope and Law"]);
    assert_eq!(numbers(&references, "year"), [Some(1999)]);

    let citations = table(&tables, "citations");
    assert_eq!(texts(&citations, "path"), ["a.md", "a.md"]);
    assert_eq!(texts(&citations, "year"), ["1999", "2004"]);
    let tied = citations.column_by_name("references").expect("a column").as_list::<i32>();
    assert_eq!([tied.value_length(0), tied.value_length(1)], [1, 0]);

    let findings = table(&tables, "findings");
    assert_eq!(texts(&findings, "rule"), ["missing-reference"]);
}

#[test]
fn tables_are_replaced_only_with_force_and_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.md"), PAPER).expect("written");
    let message = "cite: the tables are files in a folder: give its name, as in -o tables/\n";
    check(folder, &["a.md"]).code(2).stderr(message);
    check(folder, &["a.md", "-o", "tables"]).code(1);
    check(folder, &["a.md", "-o", "tables"]).code(2);
    // A run before was longer.
    fs::write(folder.join("tables/citations/1.parquet"), "of a run before").expect("written");
    check(folder, &["a.md", "-o", "tables", "--force"]).code(1);
    assert!(!folder.join("tables/citations/1.parquet").exists());
    assert_eq!(table(&folder.join("tables"), "citations").num_rows(), 2);
}
