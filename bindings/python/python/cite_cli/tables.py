"""Reports and records as Arrow tables, for Parquet and for engines that compute on tables.

A batch has a row for each document: `path`, `error` where it could not be read, `system`, `version`, and lists of its
`references`, `citations` and `findings`. `flat` makes of it one of the tables of `NAMES`, tied together by `path`;
`references` of a citation and `reference` of a finding count the references of their document (`index`).

pyarrow is needed here, and nowhere else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, Optional, Sequence, Union

from . import _native
from .checker import Checker, count

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

    Array = Union[pyarrow.Array, pyarrow.ChunkedArray]

#: The flat tables.
NAMES = ("documents", "references", "citations", "findings")


def check_batch(
    contents: Array,
    *,
    paths: Optional[Array] = None,
    threads: int = 0,
    checker: Optional[Checker] = None,
) -> pyarrow.RecordBatch:
    """Returns the reports on documents, texts or bytes, a row each in their order.

    The arrays are not copied. `paths` are names for the documents, whose endings tell their formats; `threads` and
    what cannot be read are as in `Checker.check_batch`.

    >>> import pyarrow
    >>> batch = check_batch(pyarrow.array(["So it is (Hurd 1999).", None]))
    >>> batch.column("error").to_pylist()
    [None, 'there is no content']
    """
    import pyarrow

    checker = checker or Checker()
    contents = _bytes(contents)
    paths = pyarrow.nulls(len(contents), pyarrow.string()) if paths is None else paths
    return pyarrow.record_batch(checker.check_array(contents, _bytes(paths), count(threads)))


def check_files(
    paths: Iterable[Union[str, os.PathLike[str]]],
    *,
    threads: int = 0,
    checker: Optional[Checker] = None,
) -> pyarrow.RecordBatch:
    """Returns the reports on files, with those that they bring in, as `check_batch` does."""
    return of((checker or Checker()).check_files(paths, threads=threads))


def of(reports: Sequence[str]) -> pyarrow.RecordBatch:
    """Returns the batch of reports in JSON: those of `cite_cli.check_batch`, or the lines of
    `cite check --format json-lines`.
    """
    import pyarrow

    return pyarrow.record_batch(_native.documents(list(reports)))


def parse_batch(texts: Array, *, threads: int = 0) -> pyarrow.RecordBatch:
    """Returns references, each as it is typed in a list, as records: `entry` is the whole as CSL-JSON, the other
    columns what is asked for most. Of what is null all columns are null.

    >>> import pyarrow
    >>> batch = parse_batch(pyarrow.array(["Hurd, I. 1999. Hope and Law. London: Example Press."]))
    >>> batch.column("title").to_pylist(), batch.column("year").to_pylist()
    (['Hope and Law'], [1999])
    """
    import pyarrow

    return pyarrow.record_batch(_native.parse_array(_bytes(texts), count(threads)))


def flat(batch: pyarrow.RecordBatch, name: str) -> pyarrow.RecordBatch:
    """Returns one of the tables of `NAMES`, of a batch of documents.

    >>> import pyarrow
    >>> batch = check_batch(pyarrow.array(["So it is (Hurd 1999)."]), paths=pyarrow.array(["a.md"]))
    >>> flat(batch, "citations").select(["path", "text", "year"]).to_pylist()
    [{'path': 'a.md', 'text': '(Hurd 1999)', 'year': '1999'}]
    """
    import pyarrow

    return pyarrow.record_batch(_native.flat(batch, name))


def table(*batches: pyarrow.RecordBatch) -> pyarrow.Table:
    """Returns batches as one table, without a copy."""
    import pyarrow

    return pyarrow.Table.from_batches(batches)


def schema(name: Optional[str] = None) -> pyarrow.Schema:
    """Returns the columns of a flat table, or without a name those of a batch. The metadata `cite.version` changes
    when a column changes its meaning or goes.

    >>> schema("findings").names[:4]
    ['path', 'id', 'rule', 'severity']
    """
    batch = of([])
    return batch.schema if name is None else flat(batch, name).schema


def _bytes(array: Any) -> Any:
    """The array with 64-bit offsets and without a type of text, which copies no values."""
    import pyarrow

    if isinstance(array, pyarrow.ChunkedArray):
        array = array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()
    return array.cast(pyarrow.large_binary())
