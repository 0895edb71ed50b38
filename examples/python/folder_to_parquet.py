"""Checks a folder of papers into four tables in Parquet, and asks them a question.

    pip install ./bindings/python pyarrow duckdb
    python examples/python/folder_to_parquet.py papers/ tables/
"""

import sys
from pathlib import Path

import cite_cli
import duckdb
from cite_cli import tables
from pyarrow.parquet import ParquetWriter

ENDINGS = {".md", ".qmd", ".txt", ".tex", ".typ", ".html", ".docx", ".odt", ".xml", ".epub", ".pdf"}


def main(papers, out):
    files = sorted(file for file in papers.rglob("*") if file.suffix.lower() in ENDINGS)
    checker = cite_cli.Checker(budget=cite_cli.Budget(seconds=60, memory=1 << 30))
    writers = {}
    for name in tables.NAMES:
        (out / name).mkdir(parents=True, exist_ok=True)
        file = out / name / "0.parquet"
        writers[name] = ParquetWriter(file, tables.schema(name), compression="zstd")
    for start in range(0, len(files), 64):  # so many papers stand in memory at once
        batch = tables.check_files(files[start : start + 64], checker=checker)
        for name, writer in writers.items():
            writer.write_batch(tables.flat(batch, name))
    for writer in writers.values():
        writer.close()
    print(
        duckdb.sql(f"""
            SELECT rule, severity, count(*) AS findings, count(DISTINCT path) AS papers
            FROM '{out}/findings/*.parquet' GROUP BY ALL ORDER BY findings DESC LIMIT 10
        """)
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
