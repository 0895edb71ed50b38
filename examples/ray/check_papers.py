"""Checks a folder of papers with Ray Data into four tables in Parquet.

    pip install ./bindings/python "ray[data]"
    python examples/ray/check_papers.py papers/ tables/
"""

import os
import sys

import cite_cli
import pyarrow
import ray
from cite_cli import tables


def check(batch):
    """Checks some papers. A paper that cannot be read is a row with its error."""
    paths, contents = batch.column("path"), batch.column("bytes")
    # One thread: Ray counts the processors.
    reports = cite_cli.check_batch(contents.to_pylist(), paths=paths.to_pylist(), threads=1)
    return pyarrow.table({"report": reports})


def rows_of(table):
    """Returns what makes the rows of a table of reports."""

    def rows(batch):
        found = tables.rows(batch.column("report").to_pylist())[table]
        return pyarrow.Table.from_pylist(found, tables.schema(table))

    return rows


def main(papers, out):
    files = ray.data.read_binary_files(papers, include_paths=True)
    reports = files.map_batches(check, batch_format="pyarrow", batch_size=64).materialize()
    for table in tables.COLUMNS:
        found = reports.map_batches(rows_of(table), batch_format="pyarrow")
        found.write_parquet(os.path.abspath(os.path.join(out, table)), mode="overwrite")


if __name__ == "__main__":
    main(*sys.argv[1:])
