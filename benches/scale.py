"""How many papers a second the program, the package for Python, Spark and Ray check on this machine.

    python benches/scale.py PROGRAM PAPERS [--copies 100] [--partitions 2 8 64]

PROGRAM is a built `cite` of the same state as the installed package; PAPERS is a folder with papers, which are taken
over and over under other names. Each engine runs the example of this repository as a process of its own, its start
included, and the program runs before and after it: the ratio is to the mean of these two. Processor time is that of all
processes of a run, looked at twice a second: what other work on the machine costs least. Memory is what they hold
together at most, shared pages counted once (Linux).
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = """
import sys, cite_cli, pathlib
from cite_cli import tables
files = sorted(pathlib.Path(sys.argv[1]).iterdir())
checker = cite_cli.Checker(budget=cite_cli.Budget() if sys.argv[2] == "budget" else None)
for start in range(0, len(files), 64):
    tables.check_files(files[start : start + 64], checker=checker)
"""


def main():
    options = argparse.ArgumentParser(description="Papers a second, by engine.")
    options.add_argument("program", type=Path)
    options.add_argument("papers", type=Path)
    options.add_argument("--copies", type=int, default=100)
    options.add_argument("--partitions", type=int, nargs="*", default=[2, 8, 64])
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        papers = copied(options.papers, options.copies, folder / "papers")
        number, size = len(papers), sum(paper.stat().st_size for paper in papers)
        print(f"{number} papers, {size / 1e6:.0f} MB, {os.cpu_count()} processors")
        print(f"{'engine':<26}{'papers/s':>10}{'to program':>12}{'seconds':>9}{'of processor':>14}{'MB':>7}")
        program = [options.program, "check", folder / "papers", "--format", "json-lines"]
        program += ["--fail-on", "never", "-o", folder / "reports.jsonl", "--force", "--quiet"]
        before = run(program)
        show("program", number, before, before)
        for name, command in engines(folder, size + number * OPEN, options.partitions):
            measured = run(command)
            after = run(program)
            show(name, number, measured, ((before[0] + after[0]) / 2,))
            before = after
        show("program again", number, before, before)


#: What Spark counts for opening a file, as examples/spark/check_papers.py says it.
OPEN = 1 << 14


def engines(folder, size, partitions):
    """Returns names and commands of what is installed here."""
    package = [sys.executable, "-c", PACKAGE, folder / "papers"]
    yield "package", [*package, "none"]
    yield "package, with a budget", [*package, "budget"]
    if there("pyspark") and shutil.which("java"):
        spark = [sys.executable, ROOT / "examples/spark/check_papers.py", folder / "papers"]
        for count in partitions:
            bytes_each = ["--partition-bytes", str(size // count + 1)]
            out = folder / f"spark-{count}"
            yield f"Spark, {count} partitions", [*spark, out, *bytes_each]
    if there("ray"):
        ray = [sys.executable, ROOT / "examples/ray/check_papers.py", folder / "papers"]
        yield "Ray Data", [*ray, folder / "ray"]


def there(module):
    return importlib.util.find_spec(module) is not None


def copied(papers, copies, out):
    """Writes copies of papers under other names and returns them."""
    out.mkdir()
    found = sorted(papers.rglob("*.md"))
    for copy in range(copies):
        for paper in found:
            name = "-".join(paper.relative_to(papers).with_suffix("").parts)
            shutil.copyfile(paper, out / f"{name}-{copy}.md")
    return sorted(out.iterdir())


def run(command):
    """Returns how long a command took, how much processor time, and what it held of memory at most."""
    start = time.monotonic()
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    )
    worked, most = {}, [0]
    watch = threading.Thread(target=watched, args=(process, worked, most))
    watch.start()
    said = process.communicate()[0]
    watch.join()
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed:\n{said.decode(errors='replace')}")
    return time.monotonic() - start, sum(worked.values()), most[0]


def watched(process, worked, most):
    """Notes the processor time of each process, and the memory of all, as long as the first runs."""
    while process.poll() is None:
        processes = [process.pid, *children(process.pid)]
        worked.update((one, time_of(one)) for one in processes if time_of(one))
        most[0] = max(most[0], sum(map(held, processes)))
        time.sleep(0.5)


def stat(process):
    """Returns what the system says of a process, from its state on; nothing if it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def time_of(process):
    """Returns the processor time of a process in seconds."""
    fields = stat(process)
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") if fields else 0


def children(parent):
    """Returns the processes that a process started, and those that these started."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        fields = stat(entry.name)
        if fields:
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [parent]
    for one in found:
        found += parents.get(one, [])
    return found[1:]


def held(process):
    """Returns the memory of a process in bytes, its share of what several hold."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def show(name, number, measured, program):
    seconds, processor, memory = measured
    rate, ratio = number / seconds, program[0] / seconds
    print(
        f"{name:<26}{rate:>10.0f}{ratio:>12.2f}{seconds:>9.1f}{processor:>14.1f}{memory / 1e6:>7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
