"""Checks papers with Spark into four Parquet tables.

    pip install ./bindings/python "pyspark[sql]"
    python examples/spark/check_papers.py papers/ tables/
    python examples/spark/check_papers.py --parquet papers.parquet tables/

The papers are the files of a folder, or Parquet with the columns `path` and `content` (text or
bytes). What `tables/reports` holds already is not checked again: after a break, run the same again.
Of a folder, Spark itself passes over files without a byte.
"""

import argparse
import os

import cite_cli
import pyarrow
from cite_cli import tables
from pyspark.sql import SparkSession
from pyspark.sql.functions import col

REPORTS = "path string, report string"


def check(batches):
    """Checks the papers of a partition. A paper that cannot be read is a row with its error."""
    checker = cite_cli.Checker()
    for batch in batches:
        paths = batch.column("path").to_pylist()
        # One thread: Spark counts the processors.
        reports = checker.check_batch(batch.column("content").to_pylist(), paths=paths, threads=1)
        yield pyarrow.RecordBatch.from_pydict({"path": paths, "report": reports})


def rows_of(table):
    """Returns what makes the rows of a table of reports."""

    def rows(batches):
        for batch in batches:
            found = tables.rows(batch.column("report").to_pylist())[table]
            yield pyarrow.RecordBatch.from_pylist(found, tables.schema(table))

    return rows


def ddl(table):
    """Returns the columns of a table as Spark names them."""
    names = {"string": "string", "int32": "int", "int64": "bigint", "float64": "double"}
    columns = []
    for name, kind in tables.COLUMNS[table]:
        one = names[kind.removesuffix("[]")]
        columns.append(f"`{name}` " + (f"array<{one}>" if kind.endswith("[]") else one))
    return ", ".join(columns)


def papers_in(spark, source, is_parquet):
    """Returns path and content of the papers."""
    if is_parquet:
        return spark.read.parquet(source).select("path", "content")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return files.load(source).select("path", "content")


def main():
    options = argparse.ArgumentParser(description="Checks papers into Parquet tables.")
    options.add_argument("papers")
    options.add_argument("tables")
    options.add_argument("--parquet", action="store_true", help="the papers are Parquet")
    options = options.parse_args()
    spark = (
        SparkSession.builder.appName("cite")
        # A batch stands in memory as a whole: 64 papers, not 10 000.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 64)
        # What a task has done stays when a later one fails.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 2)
        .getOrCreate()
    )
    reports = os.path.join(options.tables, "reports")
    # An empty part, so that there is something to read at the first run.
    spark.createDataFrame([], REPORTS).write.mode("append").parquet(reports)
    known = spark.read.schema(REPORTS).parquet(reports).select("path")
    papers = papers_in(spark, options.papers, options.parquet).join(known, "path", "left_anti")
    papers = papers.repartition(4 * spark.sparkContext.defaultParallelism)
    print("to check:", papers.count())
    checked = papers.mapInArrow(check, REPORTS)
    checked.write.mode("append").parquet(reports, compression="zstd")

    done = spark.read.parquet(reports)
    for table in tables.COLUMNS:
        found = done.mapInArrow(rows_of(table), ddl(table))
        found.write.mode("overwrite").parquet(os.path.join(options.tables, table), compression="zstd")
    documents = spark.read.parquet(os.path.join(options.tables, "documents"))
    print("documents:", documents.count())
    print("not read:", documents.where(col("error").isNotNull()).count())
    spark.stop()


if __name__ == "__main__":
    main()
