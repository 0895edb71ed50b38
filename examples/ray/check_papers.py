"""Checks a folder of papers with Ray Data into four tables in Parquet.

    pip install ./bindings/python "ray[data]"
    python examples/ray/check_papers.py papers/ tables/

A paper that cannot be read, or that takes more than a minute or 1 GiB of memory, is a row with its error.
"""

import os
import sys

import cite_cli
import ray
from cite_cli import tables


def check(batch):
    """Checks some papers, each within a budget."""
    checker = cite_cli.Checker(budget=cite_cli.Budget(seconds=60, memory=1 << 30))
    paths, contents = batch.column("path"), batch.column("bytes")
    # One thread: Ray counts the processors.
    return tables.table(tables.check_batch(contents, paths=paths, threads=1, checker=checker))


def flat(name):
    """Returns what makes a flat table of reports."""
    return lambda reports: tables.table(*(tables.flat(one, name) for one in reports.to_batches()))


def main(papers, out):
    files = ray.data.read_binary_files(papers, include_paths=True)
    # Enough papers for one start of the process that checks them.
    reports = files.map_batches(check, batch_format="pyarrow", batch_size=256).materialize()
    for name in tables.NAMES:
        found = reports.map_batches(flat(name), batch_format="pyarrow")
        found.write_parquet(os.path.abspath(os.path.join(out, name)), mode="overwrite")


if __name__ == "__main__":
    main(*sys.argv[1:])
