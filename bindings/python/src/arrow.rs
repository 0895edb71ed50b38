//! Arrow arrays from Python and back, by the capsules of Arrow's C data interface: nothing is copied.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::{Array, ArrayRef, LargeBinaryArray, RecordBatch, StructArray, make_array};
use arrow_schema::{ArrowError, FieldRef, Schema};
use cite::internals::report::tables;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde::Serialize;

const ARRAY: &std::ffi::CStr = c"arrow_array";
const SCHEMA: &std::ffi::CStr = c"arrow_schema";

/// A table, for whoever takes Arrow (`pyarrow.record_batch`).
#[pyclass(frozen)]
pub struct Batch(RecordBatch);

impl Batch {
    /// Returns rows as a table with these columns.
    pub fn of<T: Serialize>(fields: &[FieldRef], rows: &[T]) -> PyResult<Batch> {
        let batch = tables::batch(fields, rows);
        Ok(Batch(batch.map_err(|error| PyRuntimeError::new_err(error.to_string()))?))
    }

    /// Returns one of the flat tables of a batch of documents.
    pub fn flat(batch: &Bound<'_, PyAny>, name: &str) -> PyResult<Batch> {
        let (columns, schema) = imported(batch)?;
        let schema = Schema::try_from(&schema).map_err(refused)?;
        let no_batch = || PyTypeError::new_err("expected a record batch");
        let columns = RecordBatch::from(columns.as_struct_opt().ok_or_else(no_batch)?);
        let flat = columns.with_schema(schema.into()).and_then(|batch| tables::flat(&batch, name));
        Ok(Batch(flat.map_err(|error| PyValueError::new_err(error.to_string()))?))
    }
}

#[pymethods]
impl Batch {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The columns are what they are; the protocol lets the asker convert them.
        let _ = requested_schema;
        let data = StructArray::from(self.0.clone()).into_data();
        let schema = FFI_ArrowSchema::try_from(self.0.schema_ref().as_ref()).map_err(refused)?;
        let array = FFI_ArrowArray::new(&data);
        let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
        Ok((schema, PyCapsule::new_with_value(py, array, ARRAY)?))
    }
}

/// Returns an array of `pyarrow` of the type `large_binary`.
pub fn bytes(object: &Bound<'_, PyAny>) -> PyResult<LargeBinaryArray> {
    let (array, _) = imported(object)?;
    let kind = || PyTypeError::new_err(format!("expected large_binary, not {}", array.data_type()));
    array.as_binary_opt::<i64>().cloned().ok_or_else(kind)
}

/// Returns what an object of `pyarrow` holds, and of what type that is.
fn imported(object: &Bound<'_, PyAny>) -> PyResult<(ArrayRef, FFI_ArrowSchema)> {
    let capsules = object.call_method0("__arrow_c_array__")?;
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules with these names hold these structures. Both are moved out of their capsules,
    // which then release nothing.
    unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
        let data = from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), &schema).map_err(refused)?;
        Ok((make_array(data), schema))
    }
}

fn refused(error: ArrowError) -> PyErr {
    PyTypeError::new_err(error.to_string())
}
