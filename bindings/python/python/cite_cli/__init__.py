"""Checks the citations of papers against their reference lists, and reads, converts and renders
references.

>>> import cite_cli
>>> text = "So it is (Hurd 1999; Ames 2001).\\n\\n# References\\n\\nHurd, I. 1999. Hope. London: Example.\\n"
>>> for finding in cite_cli.check(text)["findings"]:
...     print(finding["span"]["line"], finding["rule"])
1 missing-reference
"""

from __future__ import annotations

import json
import warnings
from os import PathLike
from typing import Iterable, List, Mapping, Optional, Sequence, Union, cast

from . import _native
from .errors import CiteError, CiteWarning, Place
from .results import Document, Item

__all__ = [
    "Checker",
    "CiteError",
    "CiteWarning",
    "Document",
    "Item",
    "Place",
    "check",
    "check_batch",
    "check_files",
    "convert",
    "parse",
    "parse_references",
    "render",
]

Path = Union[str, "PathLike[str]"]
Paths = Union[Path, Iterable[Path]]


class Checker:
    """A check with settings: libraries are read once, and any number of documents checked.

    `library` names library files, or folders of them, in which keys (`@smith04`) are looked up;
    `headings` are headings of reference lists besides the known ones; `levels` says for rules how
    much they matter: `error`, `warning`, `hint` or `off`.

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
    ) -> None:
        named = [library] if isinstance(library, (str, PathLike)) else list(library)
        self._native = _native.Checker(named, list(headings), dict(levels or {}))

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
        named = None if paths is None else list(paths)
        return self._native.check_batch(list(texts), named, _count(threads))

    def check_files(self, paths: Iterable[Path], *, threads: int = 0) -> List[str]:
        """Returns the reports on files, with those that they bring in (`\\input`), as `check_batch`
        does.
        """
        return self._native.check_files(list(paths), _count(threads))


def check(
    text: Union[str, bytes, None] = None,
    *,
    path: Optional[Path] = None,
    library: Paths = (),
    headings: Iterable[str] = (),
    levels: Optional[Mapping[str, str]] = None,
) -> Document:
    """Returns the report on one document; see `Checker` for the settings and `Checker.check`."""
    return Checker(library=library, headings=headings, levels=levels).check(text, path=path)


def check_batch(
    texts: Iterable[Union[str, bytes, None]],
    *,
    paths: Optional[Sequence[Path]] = None,
    threads: int = 0,
    library: Paths = (),
    headings: Iterable[str] = (),
    levels: Optional[Mapping[str, str]] = None,
) -> List[str]:
    """Returns the reports on documents as JSON strings; see `Checker.check_batch`.

    >>> rows = check_batch(["So it is (Hurd 1999).", None])
    >>> "error" in json.loads(rows[0]), "error" in json.loads(rows[1])
    (False, True)
    """
    checker = Checker(library=library, headings=headings, levels=levels)
    return checker.check_batch(texts, paths=paths, threads=threads)


def check_files(
    paths: Iterable[Path],
    *,
    threads: int = 0,
    library: Paths = (),
    headings: Iterable[str] = (),
    levels: Optional[Mapping[str, str]] = None,
) -> List[str]:
    """Returns the reports on files as JSON strings; see `Checker.check_files`."""
    checker = Checker(library=library, headings=headings, levels=levels)
    return checker.check_files(paths, threads=threads)


def parse_references(texts: Iterable[str]) -> List[Item]:
    """Returns references, each as it is typed in a list, as CSL-JSON records with keys that differ.

    >>> parse_references(["Hurd, I. 1999. Hope and Law. London: Example Press."])[0]["title"]
    'Hope and Law'
    """
    return cast(List[Item], json.loads(_native.parse_references(list(texts))))


def parse(text: str, format: Optional[str] = None) -> List[Item]:
    """Returns the records of a library (BibTeX, CSL-JSON, RIS …) as CSL-JSON. `format` is needed
    only where the text does not tell it. What could not be read is warned of (`CiteWarning`).

    Raises `CiteError` if nothing could be read.

    >>> parse("@book{hurd, title = {Hope}, year = 1999}")[0]["id"]
    'hurd'
    """
    records, said = _native.parse(text, format)
    _warn(said)
    return cast(List[Item], json.loads(records))


def convert(text: str, source: Optional[str] = None, to: str = "csl-json") -> str:
    """Returns a library in another format of `cite convert --to`. What could not be read, or has no
    place in the format, is warned of (`CiteWarning`).

    >>> print(convert("@book{hurd, title = {Hope}, year = 1999}", to="ris").splitlines()[0])
    TY  - BOOK
    """
    written, said = _native.convert(text, source, to)
    _warn(said)
    return written


def render(items: Sequence[Item], style: str = "apa", to: str = "text") -> str:
    """Returns the bibliography of CSL-JSON records in a style (a name, or the path of a CSL file),
    as `text`, `html`, `markdown`, `latex`, `typst` or `rtf`.

    >>> render(parse_references(["Hurd, I. 1999. Hope and Law. London: Example Press."]))
    'Hurd, I. (1999). Hope and Law. Example Press.\\n'
    """
    return _native.render(json.dumps(list(items)), style, to)


def _count(threads: int) -> int:
    if threads < 0:
        raise ValueError("threads must be 0 (all processors) or more")
    return threads


def _warn(said: Sequence[str]) -> None:
    for line in said:
        warnings.warn(line, CiteWarning, stacklevel=3)
