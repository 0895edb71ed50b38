"""Documents checked in processes of their own, each within a budget of time and memory.

A worker is `cite_cli.worker` run by the same interpreter. It takes documents one after the other and is replaced when one
of them ends it, so that whatever a document does, it costs but its own row.
"""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import tempfile
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

#: A document's name, and its bytes if they are not to be read from there.
Work = Tuple[str, Union[bytes, memoryview, None]]

#: What goes before a document: how long its name and its content are, -1 for none.
HEAD = struct.Struct("<qq")
#: What goes before settings and reports: how long they are.
LENGTH = struct.Struct("<q")


class Budget(NamedTuple):
    """What one document may take: `seconds` of time, and bytes of `memory` (on Linux)."""

    seconds: float = 60.0
    memory: int = 1 << 30


class Workers:
    """Processes that check documents with the same settings; they end with this object."""

    def __init__(self, settings: Dict[str, Any], budget: Budget) -> None:
        if not (budget.seconds > 0 and budget.memory > 0):
            raise ValueError("a budget must be more than nothing")
        self._budget = budget
        self._settings = json.dumps({**settings, **budget._asdict()}).encode()
        self._idle: "queue.LifoQueue[_Worker]" = queue.LifoQueue()
        weakref.finalize(self, _end, self._idle)

    def reports(self, works: Sequence[Work], threads: int) -> List[str]:
        """Returns the reports on documents in their order, as JSON; `threads` are checked at once."""
        threads = min(threads or _processors(), len(works))
        if threads <= 1:
            return [self._report(work) for work in works]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self._report, works))

    def _report(self, work: Work) -> str:
        worker = self._worker()
        try:
            report = worker.report(work)
        except (OSError, EOFError):
            return json.dumps({"path": work[0], "error": worker.why(self._budget)})
        self._idle.put(worker)
        return report


    def _worker(self) -> _Worker:
        try:
            while True:
                worker = self._idle.get_nowait()
                if worker.lives():
                    return worker
                worker.end()
        except queue.Empty:
            return _Worker(self._settings)


class _Worker:
    """A process that checks one document at a time."""

    def __init__(self, settings: bytes) -> None:
        # What it says last tells why it ended.
        self._said = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cite_cli.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._process.stdin and self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._in.write(LENGTH.pack(len(settings)) + settings)

    def report(self, work: Work) -> str:
        path, content = os.fsencode(work[0]), work[1]
        self._in.write(HEAD.pack(len(path), -1 if content is None else len(content)) + path)
        self._in.write(content or b"")
        self._in.flush()
        return read(self._out, *LENGTH.unpack(read(self._out, LENGTH.size))).decode()

    def lives(self) -> bool:
        return self._process.poll() is None

    def why(self, budget: Budget) -> str:
        """Returns why the process ended, and ends it."""
        self.end()
        said = self._last.decode(errors="replace").strip()
        if "Timeout (" in said:
            return f"took more than {budget.seconds:g} seconds"
        if "memory allocation" in said or "MemoryError" in said:
            return f"took more than {budget.memory / (1 << 20):g} MiB of memory"
        last = said.splitlines()[-1:] or ["it said nothing"]
        return f"ended its process with status {self._process.returncode}: {last[0]}"

    def end(self) -> None:
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except OSError:
                pass
        self._process.wait()
        with self._said as said:
            said.seek(0)
            self._last = said.read()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end(idle: "queue.LifoQueue[_Worker]") -> None:
    while not idle.empty():
        idle.get_nowait().end()


def read(stream: IO[bytes], length: int) -> bytes:
    """Returns so many bytes; raises `EOFError` if there are fewer."""
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found
