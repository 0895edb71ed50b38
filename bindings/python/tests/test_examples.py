"""The examples run, and lose no paper."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAPER = "So it is (Hurd 1999).\n\n# References\n\nAmes, B. 2001. Life. Oslo: Example.\n"


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_text(PAPER)
    (folder / "bad.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return folder


def run(example, *arguments):
    command = [sys.executable, str(ROOT / "examples" / example), *map(str, arguments)]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def documents(tables):
    """Returns which papers have an error."""
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(tables / "documents").to_pylist()
    return {Path(row["path"]).name: row["error"] is not None for row in rows}


EXPECTED = {"a.md": False, "b.md": False, "bad.docx": True}


def test_a_folder_becomes_tables_that_answer(papers, tmp_path):
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "tables"
    assert "missing-reference" in run("python/folder_to_parquet.py", papers, out)
    assert documents(out) == EXPECTED
    questions = (ROOT / "examples/duckdb/questions.sql").read_text()
    for table in ("documents", "references", "citations", "findings"):
        questions = questions.replace(f"'{table}/", f"'{out}/{table}/")
    connection = duckdb.connect()
    answers = [
        connection.execute(statement).fetchall()
        for statement in connection.extract_statements(questions)
    ]
    assert [Path(path).name for path, _ in answers[4]] == ["bad.docx"]
    assert answers[6] == [("life 2001", "Life", 2)]


def test_spark_takes_up_what_was_broken_off(papers, tmp_path):
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("java is not there")
    out = tmp_path / "tables"
    assert "to check: 3\n" in run("spark/check_papers.py", papers, out)
    assert documents(out) == EXPECTED
    (papers / "c.md").write_text(PAPER)
    assert "to check: 1\n" in run("spark/check_papers.py", papers, out)
    assert documents(out) == {**EXPECTED, "c.md": False}


def test_the_page_prints_what_it_shows(monkeypatch, capsys):
    page = (ROOT / "docs/python.md").read_text()
    program = page.split("```python\n")[1].split("```")[0]
    shown = page.split("```text\n")[1].split("```")[0]
    monkeypatch.chdir(ROOT)
    exec(compile(program, "docs/python.md", "exec"), {})
    assert capsys.readouterr().out == shown
