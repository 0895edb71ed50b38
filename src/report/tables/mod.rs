//! Reports and records as tables of Arrow: for Parquet, and for engines that compute on tables.
//!
//! - [`rows`]: what of a report stands in which column
//! - [`columns`]: the columns of the tables
//!
//! A batch has a row for each document, with lists of its references, citations and findings. A flat
//! table has a row for each of these, and the path of its document.

pub(crate) mod columns;
pub(crate) mod rows;

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, ListArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::{ArrowError, FieldRef, Fields, Schema};
use serde::Serialize;

use columns::NAMES;

#[cfg(feature = "parquet")]
use crate::report::{format::Format, json};

/// `cite check --format parquet`: the reports on documents, of which tables are made.
#[cfg(feature = "parquet")]
pub(crate) const FORMAT: Format = Format {
    name: "parquet",
    about: "tables for engines that compute on them, in the folder of --output",
    ..json::LINES
};

/// Returns rows as a table with these columns.
///
/// # Errors
///
/// The rows have other columns.
pub fn batch<T: Serialize>(fields: &[FieldRef], rows: &[T]) -> Result<RecordBatch, ArrowError> {
    let batch = serde_arrow::to_record_batch(fields, &rows)
        .map_err(|error| ArrowError::SchemaError(error.to_string()))?;
    batch.with_schema(columns::schema(fields.to_vec()).into())
}

/// Returns one of the tables of [`columns::NAMES`], of a batch of documents.
///
/// # Errors
///
/// The batch is none of documents, or there is no table of this name.
pub fn flat(batch: &RecordBatch, name: &str) -> Result<RecordBatch, ArrowError> {
    let schema = batch.schema();
    let column = |name: &str| {
        let field = schema.field_with_name(name)?;
        Ok::<_, ArrowError>((Arc::new(field.clone()), batch.column(schema.index_of(name)?)))
    };
    let list = |name: &str| {
        let (_, column) = column(name)?;
        let no_list = || ArrowError::SchemaError(format!("{name} is no list"));
        column.as_list_opt::<i32>().ok_or_else(no_list)
    };
    let mut fields: Vec<FieldRef> = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    if name == NAMES[0] {
        for one in ["path", "error", "system", "version"] {
            let (field, array) = column(one)?;
            fields.push(field);
            arrays.push(array.clone());
        }
        for one in &NAMES[1..] {
            fields.push(columns::number(one));
            arrays.push(Arc::new(lengths(list(one)?)));
        }
    } else {
        let rows = list(name)?;
        let (field, paths) = column("path")?;
        let paths = paths.as_string::<i32>();
        let path =
            |row: usize| std::iter::repeat_n(paths.value(row), rows.value_length(row) as usize);
        let path: StringArray = (0..rows.len()).flat_map(path).map(Some).collect();
        fields.push(field);
        arrays.push(Arc::new(path));
        let (first, end) = (rows.value_offsets()[0], rows.value_offsets()[rows.len()]);
        let items = rows.values().slice(first as usize, (end - first) as usize);
        let items = items.as_struct();
        fields.extend(items.fields().iter().cloned());
        arrays.extend(items.columns().iter().cloned());
    }
    let schema = Schema::new_with_metadata(Fields::from(fields), schema.metadata().clone());
    RecordBatch::try_new(schema.into(), arrays)
}

/// How many items each list has; nothing where there is no list.
fn lengths(lists: &ListArray) -> PrimitiveArray<Int32Type> {
    let length = |row| lists.is_valid(row).then(|| lists.value_length(row));
    (0..lists.len()).map(length).collect()
}
