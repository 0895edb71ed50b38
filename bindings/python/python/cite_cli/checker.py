"""A check with settings."""

from __future__ import annotations

import json
import os
from os import PathLike
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union, cast

from . import _native
from .budget import Budget, Work, Workers
from .results import Document

Path = Union[str, "PathLike[str]"]
Paths = Union[Path, Iterable[Path]]


class Checker:
    """A check with settings: libraries are read once, and any number of documents checked.

    `library` names library files, or folders of them, in which keys (`@smith04`) are looked up;
    `headings` are headings of reference lists besides the known ones; `levels` says for rules how
    much they matter: `error`, `warning`, `hint` or `off`. With a `budget`, the documents of batches are checked in
    processes of their own, and one that takes more time or memory, or ends its process, is a row with an error.

    >>> checker = Checker(levels={"missing-reference": "off"})
    >>> checker.check("So it is (Hurd 1999).\\n\\n# References\\n\\nAmes, B. 2001. Life. Oslo: Ex.\\n")["system"]
    'author-date'
    """

    def __init__(
        self,
        *,
        library: Paths = (),
        headings: Iterable[str] = (),
        levels: Optional[Mapping[str, str]] = None,
        budget: Optional[Budget] = None,
    ) -> None:
        named = [library] if isinstance(library, (str, PathLike)) else list(library)
        settings: Dict[str, Any] = {
            "library": [os.fspath(path) for path in named],
            "headings": list(headings),
            "levels": dict(levels or {}),
        }
        self._native = _native.Checker(**settings)
        self._workers = None if budget is None else Workers(settings, budget)

    def check(
        self, text: Union[str, bytes, None] = None, *, path: Optional[Path] = None
    ) -> Document:
        """Returns the report on a document: the file `path`, or `text`, then under the name `path`,
        whose ending tells the format (Markdown without one). Bytes may be of any format that is read,
        Word and PDF too.

        Raises `OSError` if the file cannot be read, `CiteError` if it is no document.
        """
        if text is None and path is None:
            raise TypeError("check() needs a text or a path")
        name = "text.md" if path is None else path
        return cast(Document, json.loads(self._native.check(name, text)))

    def check_batch(
        self,
        texts: Iterable[Union[str, bytes, None]],
        *,
        paths: Optional[Sequence[Path]] = None,
        threads: int = 0,
    ) -> List[str]:
        """Returns the reports on documents as JSON, one string each, in their order.

        What cannot be read makes a row `{"path": …, "error": …}`, never an exception. `paths` are
        names for the documents. `threads` documents are checked at once: 0 takes all processors, 1
        is for workers of an engine that counts processors itself.
        """
        contents, named = list(texts), None if paths is None else list(paths)
        if self._workers is None:
            return self._native.check_batch(contents, named, count(threads))
        if named is not None and len(named) != len(contents):
            raise ValueError("there must be one path for each document")
        names = ["text.md"] * len(contents) if named is None else [os.fspath(path) for path in named]
        return self._within_budget(self._workers, names, contents, threads)

    def check_files(self, paths: Iterable[Path], *, threads: int = 0) -> List[str]:
        """Returns the reports on files, with those that they bring in (`\\input`), as `check_batch`
        does.
        """
        if self._workers is None:
            return self._native.check_files(list(paths), count(threads))
        return self._workers.reports([(os.fspath(path), None) for path in paths], count(threads))

    def _within_budget(
        self,
        workers: Workers,
        names: List[str],
        contents: List[Union[str, bytes, None]],
        threads: int,
    ) -> List[str]:
        rows: List[Optional[str]] = []
        works: List[Work] = []
        for name, content in zip(names, contents):
            try:
                # A buffer of any kind is sent as it is.
                sent = content.encode() if isinstance(content, str) else memoryview(cast(bytes, content))
            except (TypeError, UnicodeEncodeError):
                # What is no document is told as without a budget.
                rows.extend(self._native.check_batch([content], [name], 1))
            else:
                works.append((name, sent))
                rows.append(None)
        reports = iter(workers.reports(works, count(threads)))
        return [next(reports) if row is None else row for row in rows]

    def check_array(self, contents: Any, paths: Any, threads: int) -> Any:
        """Returns the reports on Arrow arrays of the type `large_binary`, as something that pyarrow takes for a
        batch; `tables.check_batch` is for everyone.
        """
        if self._workers is None:
            return self._native.check_array(contents, paths, threads)
        named = ["text.md" if path is None else os.fsdecode(path) for path in paths.to_pylist()]
        reports = self._within_budget(self._workers, named, contents.to_pylist(), threads)
        return _native.documents(reports)


def count(threads: int) -> int:
    """Returns a number of threads that may be; raises `ValueError` for others."""
    if threads < 0:
        raise ValueError("threads must be 0 (all processors) or more")
    return threads
