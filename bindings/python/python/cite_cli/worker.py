"""A process that checks documents from standard input, each within a budget; see `budget`."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from typing import IO

from . import _native
from .budget import HEAD, LENGTH, read

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

#: What is read first, so that no document pays for what is loaded once.
_FIRST = b"So it is (Hurd 1999).\n\n# References\n\nHurd, I. 1999. Hope. London: Example.\n"
#: What a document takes of memory in any case: the stack of the thread that reads it.
_STACK = 64 << 20


def _limit(memory: int) -> None:
    """Bounds what this process may take beside what it has already."""
    if resource is None or not os.path.exists("/proc/self/status"):
        return
    with open("/proc/self/status", encoding="ascii") as status:
        has = next(int(line.split()[1]) << 10 for line in status if line.startswith("VmData:"))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    soft = has + _STACK + memory
    resource.setrlimit(resource.RLIMIT_DATA, (soft if hard < 0 else min(soft, hard), hard))


def _work(documents: IO[bytes], reports: IO[bytes]) -> None:
    settings = json.loads(read(documents, *LENGTH.unpack(read(documents, LENGTH.size))))
    seconds, memory = settings.pop("seconds"), settings.pop("memory")
    checker = _native.Checker(**settings)
    checker.check_batch([_FIRST], ["first.md"], 1)
    _limit(memory)
    while True:
        head = documents.read(HEAD.size)
        if not head:
            return
        path_length, length = HEAD.unpack(head)
        faulthandler.dump_traceback_later(seconds, exit=True)
        path = os.fsdecode(read(documents, path_length))
        if length < 0:
            (report,) = checker.check_files([path], 1)
        else:
            (report,) = checker.check_batch([read(documents, length)], [path], 1)
        faulthandler.cancel_dump_traceback_later()
        written = report.encode()
        reports.write(LENGTH.pack(len(written)) + written)
        reports.flush()


if __name__ == "__main__":
    _work(sys.stdin.buffer, sys.stdout.buffer)
