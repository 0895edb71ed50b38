//! Reports as tables in Parquet: `--format parquet -o tables/`.

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use crate::report::checked::Summary;
use crate::report::tables::columns::NAMES;
use crate::report::tables::rows::DocumentRow;
use crate::report::tables::{batch, columns, flat};

use super::failure::Failure;
use super::files::Files;
use super::output;
use super::paper::Outcome;
use super::selection::Selection;

/// How many bytes of reports one file of each table holds at most, before they are packed.
const PART: usize = 64 << 20;

/// The tables so far: a folder for each, with files that are numbered from 0.
pub(super) struct Tables {
    folder: PathBuf,
    /// Whether tables that are there already are replaced.
    replace: bool,
    rows: Vec<DocumentRow>,
    /// How many bytes the reports of `rows` had.
    size: usize,
    /// How many files of each table are written.
    parts: usize,
}

impl Tables {
    /// Begins them in the folder of `--output`.
    ///
    /// # Errors
    ///
    /// No folder is given, or it holds tables already and `--force` is not said.
    pub(super) fn begin(selection: &Selection) -> Result<Tables, Failure> {
        let Some(folder) = selection.output.clone() else {
            let why = "the tables are files in a folder: give its name, as in -o tables/";
            return Err(Failure::Input(why.to_owned()));
        };
        for name in NAMES {
            let files = folder.join(name);
            fs::create_dir_all(&files).map_err(|error| unwritable(&files, &error))?;
            if !selection.force && files.join(file_name(0)).exists() {
                let why = "there are tables already; give another folder or --force";
                return Err(Failure::Input(format!("{}: {why}", folder.display())));
            }
        }
        let replace = selection.force;
        Ok(Tables { folder, replace, rows: Vec::new(), size: 0, parts: 0 })
    }

    /// Writes the next file of each table.
    fn write(&mut self) -> Result<(), Failure> {
        let documents = batch(&columns::documents(), &self.rows);
        let documents = documents.map_err(|error| Failure::Input(error.to_string()))?;
        for name in NAMES {
            let file = self.folder.join(name).join(file_name(self.parts));
            let packed = flat(&documents, name).map_err(ParquetError::from).and_then(packed);
            let packed = packed.map_err(|error| unwritable(&file, &error))?;
            output::write(&packed, Some(&file), self.replace)?;
        }
        self.parts += 1;
        self.size = 0;
        self.rows.clear();
        Ok(())
    }
}

impl Files for Tables {
    fn add(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        let row = DocumentRow::of(&outcome.part);
        self.rows.push(row.map_err(|error| Failure::Input(error.to_string()))?);
        self.size += outcome.part.len();
        if self.size >= PART { self.write() } else { Ok(()) }
    }

    /// Writes what is left, and removes files of longer tables that were there before.
    fn end(&mut self, _: &Summary) -> Result<(), Failure> {
        if self.parts == 0 || !self.rows.is_empty() {
            self.write()?;
        }
        for name in NAMES {
            let more = (self.parts..).map(|part| self.folder.join(name).join(file_name(part)));
            for file in more.take_while(|file| file.exists()) {
                fs::remove_file(&file).map_err(|error| unwritable(&file, &error))?;
            }
        }
        Ok(())
    }
}

fn file_name(part: usize) -> String {
    format!("{part}.parquet")
}

fn packed(table: RecordBatch) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), table.schema(), Some(properties))?;
    writer.write(&table)?;
    writer.into_inner()
}

fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::Input(format!("{}: {error}", path.display()))
}
