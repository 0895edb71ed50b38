"""The examples run, and lose no paper."""

import json
import os
import re
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
    answers = asked("questions.sql", out)
    assert [Path(path).name for path, _ in answers[0]] == ["bad.docx"]
    assert answers[2] == [("papers", 2, 2, 2)]
    assert answers[3] == [("life 2001", "Life", 2)]


def asked(questions, tables):
    """Returns the answers to questions of examples/duckdb."""
    duckdb = pytest.importorskip("duckdb")
    text = (ROOT / "examples/duckdb" / questions).read_text()
    text = re.sub(r"'(\w+/|links)", rf"'{tables}/\1", text)
    connection = duckdb.connect()
    statements = connection.extract_statements(text)
    answers = [connection.execute(statement).fetchall() for statement in statements]
    return [answer for statement, answer in zip(statements, answers) if "CREATE" not in statement.query]


def test_dead_links_are_told_beside_what_the_network_said(papers, tmp_path):
    pytest.importorskip("pyarrow")
    paper = papers / "a.md"
    paper.write_text(PAPER.replace("Example.", "Example. https://a.example/life"))
    out = tmp_path / "tables"
    run("python/folder_to_parquet.py", papers, out)
    archive = {"url": "https://web.archive.org/web/2015/https://a.example/life", "timestamp": "20150101000000"}
    link = {"url": "https://a.example/life", "path": str(paper), "reference": 0, "verdict": "dead", "archive": archive}
    other = {**link, "url": "https://b.example/", "reference": None, "verdict": "ok", "archive": None}
    (out / "links.jsonl").write_text("".join(json.dumps(one) + "\n" for one in (link, other)))
    hosts, works = asked("links.sql", out)
    assert hosts == [("a.example", 1, 1, 1), ("b.example", 1, 0, 0)]
    assert works == [("Life", link["url"], "dead", archive["url"])]


def test_spark_takes_up_what_was_broken_off(papers, tmp_path):
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("java is not there")
    out = tmp_path / "tables"
    # A paper that needs more than the budget below.
    (papers / "huge.md").write_text(PAPER.replace("\n\n#", " It is so (Hurd 1999)." * 1_000_000 + "\n\n#"))
    budget = ["--memory", str(50 << 20)]
    assert "to check: 4\n" in run("spark/check_papers.py", papers, out, *budget)
    assert documents(out) == {**EXPECTED, "huge.md": True}
    (papers / "c.md").write_text(PAPER)
    assert "to check: 1\n" in run("spark/check_papers.py", papers, out, *budget)
    assert documents(out) == {**EXPECTED, "huge.md": True, "c.md": False}
    assert len(asked("questions.sql", out)) == 6


def test_ray_gives_the_same_tables(papers, tmp_path):
    pytest.importorskip("ray")
    out = tmp_path / "tables"
    run("ray/check_papers.py", papers, out)
    assert documents(out) == EXPECTED


PAGES = ["docs/python.md", "docs/guides/archive.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_prints_what_it_shows(page, tmp_path, monkeypatch, capsys):
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    place = (ROOT / page).with_suffix(".in")
    if place.exists():
        shutil.copytree(place, tmp_path, dirs_exist_ok=True)
        monkeypatch.chdir(tmp_path)
    else:
        monkeypatch.chdir(ROOT)
    text = (ROOT / page).read_text()
    program = "".join(re.findall(r"^```python\n(.*?)^```", text, re.M | re.S))
    shown = "".join(re.findall(r"It prints:\n\n```text\n(.*?)^```", text, re.M | re.S))
    assert shown
    exec(compile(program, page, "exec"), {})
    assert capsys.readouterr().out == shown
