"""Checks a folder of papers into four tables in Parquet, and asks them a question.

    pip install ./bindings/python pyarrow duckdb
    python examples/python/folder_to_parquet.py papers/ tables/
"""

import sys
from pathlib import Path

import cite_cli
import duckdb
import pyarrow
import pyarrow.parquet
from cite_cli import tables

ENDINGS = {".md", ".qmd", ".txt", ".tex", ".typ", ".html", ".docx", ".odt", ".xml", ".epub", ".pdf"}
papers, out = Path(sys.argv[1]), Path(sys.argv[2])
for name in tables.COLUMNS:
    (out / name).mkdir(parents=True, exist_ok=True)
files = sorted(file for file in papers.rglob("*") if file.suffix.lower() in ENDINGS)

schemas = {name: tables.schema(name) for name in tables.COLUMNS}
writers = {
    name: pyarrow.parquet.ParquetWriter(out / name / "0.parquet", schema, compression="zstd")
    for name, schema in schemas.items()
}
for start in range(0, len(files), 64):  # so many papers stand in memory at once
    reports = cite_cli.check_files(files[start : start + 64])
    for name, rows in tables.rows(reports).items():
        writers[name].write_table(pyarrow.Table.from_pylist(rows, schemas[name]))
for writer in writers.values():
    writer.close()

print(
    duckdb.sql(f"""
        SELECT rule, severity, count(*) AS findings, count(DISTINCT path) AS papers
        FROM '{out}/findings/*.parquet' GROUP BY ALL ORDER BY findings DESC LIMIT 10
    """)
)
