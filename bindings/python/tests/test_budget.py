"""A document costs no more than its budget, and the others nothing."""

import json
import os
import subprocess
import sys
import textwrap
import time

import cite_cli
import pytest
from cite_cli import Budget, Checker

PAPER = "So it is (Hurd 1999; Ames 2001).\n\n# References\n\nHurd, I. 1999. Hope. London: Example.\n"
#: A paper that takes much more of both than any budget below.
HUGE = PAPER.replace("\n\n#", " It is so (Hurd 1999; Ames 2001)." * 1_000_000 + "\n\n#")


def rows(reports):
    return [json.loads(report) for report in reports]


def test_reports_are_the_same_within_a_budget(tmp_path):
    file = tmp_path / "paper.md"
    file.write_text(PAPER)
    texts = [PAPER, PAPER.encode(), b"PK\x03\x04" + bytes(40), None, "\ud800"]
    free, bounded = Checker(levels={"ibid": "off"}), Checker(levels={"ibid": "off"}, budget=Budget())
    for threads in (1, 2):
        assert bounded.check_batch(texts, threads=threads) == free.check_batch(texts)
    files = [file, tmp_path / "none.md"]
    assert bounded.check_files(files) == free.check_files(files)
    with pytest.raises(ValueError, match="one path for each"):
        bounded.check_batch([PAPER], paths=[])
    with pytest.raises(ValueError, match="more than nothing"):
        Checker(budget=Budget(seconds=0))


def test_a_document_that_takes_too_long_is_a_row():
    checker = Checker(budget=Budget(seconds=0.5))
    began = time.monotonic()
    found = rows(checker.check_batch([PAPER, HUGE, PAPER], paths=["a.md", "b.md", "c.md"], threads=1))
    assert time.monotonic() - began < 60
    assert found[1] == {"path": "b.md", "error": "took more than 0.5 seconds"}
    assert [row["path"] for row in found if "error" not in row] == ["a.md", "c.md"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only")
def test_a_document_that_takes_too_much_memory_is_a_row(tmp_path):
    (tmp_path / "huge.md").write_text(HUGE)
    (tmp_path / "paper.md").write_text(PAPER)
    checker = Checker(budget=Budget(memory=50 << 20))
    found = rows(checker.check_files([tmp_path / "huge.md", tmp_path / "paper.md"], threads=1))
    assert found[0]["error"] == "took more than 50 MiB of memory"
    assert len(found[1]["findings"]) == 1


def test_a_process_that_was_ended_from_outside_is_replaced():
    checker = Checker(budget=Budget())
    for _ in range(2):
        assert "error" not in rows(checker.check_batch([PAPER], threads=1))[0]
        (worker,) = checker._workers._idle.queue
        worker._process.kill()
        worker._process.wait()


def test_processes_end_with_those_that_began_them():
    program = f"""
        from cite_cli import Budget, Checker
        checker = Checker(budget=Budget())
        checker.check_batch([{PAPER!r}] * 4, threads=2)
        print(*(worker._process.pid for worker in checker._workers._idle.queue))
    """
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stderr == ""
    for process in map(int, done.stdout.split()):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_the_short_calls_take_a_budget():
    assert rows(cite_cli.check_batch([PAPER], budget=Budget())) == rows(cite_cli.check_batch([PAPER]))
