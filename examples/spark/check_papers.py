"""Checks papers with Spark into four Parquet tables.

    pip install ./bindings/python "pyspark[sql]"
    python examples/spark/check_papers.py papers/ tables/
    python examples/spark/check_papers.py --parquet papers.parquet tables/

The papers are the files of a folder, or Parquet with the columns `path` and `content` (text or bytes). What
`tables/reports` holds already is not checked again: after a break, run the same again. A paper that takes more than its
budget of time and memory is a row with its error, as is one that cannot be read. Of a folder, Spark itself passes over
files without a byte.
"""

import argparse
import os

import cite_cli
from cite_cli import tables
from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast, col
from pyspark.sql.pandas.types import from_arrow_schema

LENGTHS = [f"CASE WHEN error IS NULL THEN size({name}) END AS {name}" for name in tables.NAMES[1:]]
DOCUMENTS = ["path", "error", "system", "version", *LENGTHS]


def check(budget):
    """Returns what checks the papers of a partition, each within a budget."""

    def checked(batches):
        checker = cite_cli.Checker(budget=budget)
        for batch in batches:
            content, path = batch.column("content"), batch.column("path")
            # One thread: Spark counts the processors.
            yield tables.check_batch(content, paths=path, threads=1, checker=checker)

    return checked


def papers_in(spark, source, is_parquet):
    """Returns path and content of the papers."""
    if is_parquet:
        return spark.read.parquet(source).select("path", "content")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return files.load(source).select("path", "content")


def write_reports(spark, papers, reports, budget):
    """Checks those papers of which there are no reports yet."""
    schema = from_arrow_schema(tables.schema())
    # An empty part, so that there is something to read at the first run.
    spark.createDataFrame([], schema).write.mode("append").parquet(reports)
    known = spark.read.schema(schema).parquet(reports).select("path")
    if not known.isEmpty():
        papers = papers.join(broadcast(known), "path", "left_anti")
    print("to check:", papers.select("path").count())
    checked = papers.mapInArrow(check(budget), schema)
    checked.write.mode("append").parquet(reports, compression="zstd")


def write_tables(spark, reports, out):
    """Writes the flat tables of all reports."""
    done = spark.read.parquet(reports)
    for name in tables.NAMES:
        columns = DOCUMENTS if name == "documents" else ["path", f"inline({name})"]
        found = done.selectExpr(*columns)
        found.write.mode("overwrite").parquet(os.path.join(out, name), compression="zstd")


def main():
    options = argparse.ArgumentParser(description="Checks papers into Parquet tables.")
    options.add_argument("papers")
    options.add_argument("tables")
    options.add_argument("--parquet", action="store_true", help="the papers are Parquet")
    options.add_argument("--seconds", type=float, default=60, help="what a paper may take of time")
    options.add_argument("--memory", type=int, default=1 << 30, help="and of memory, in bytes")
    options.add_argument("--partition-bytes", type=int, default=8 << 20, help="papers of a partition")
    options = options.parse_args()
    spark = (
        SparkSession.builder.appName("cite")
        # A batch stands in memory as a whole: 64 papers, not 10 000.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 64)
        # By their size, and what it costs to open them.
        .config("spark.sql.files.maxPartitionBytes", options.partition_bytes)
        .config("spark.sql.files.openCostInBytes", 1 << 14)
        # What a task has done stays when a later one fails.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 2)
        .getOrCreate()
    )
    reports = os.path.join(options.tables, "reports")
    budget = cite_cli.Budget(options.seconds, options.memory)
    write_reports(spark, papers_in(spark, options.papers, options.parquet), reports, budget)
    write_tables(spark, reports, options.tables)

    documents = spark.read.parquet(os.path.join(options.tables, "documents"))
    print("documents:", documents.count())
    print("not read:", documents.where(col("error").isNotNull()).count())
    spark.stop()


if __name__ == "__main__":
    main()
