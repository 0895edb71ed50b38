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
from typing import Iterable, List, Mapping, Optional, Sequence, Union, cast

from . import _native
from .budget import Budget
from .checker import Checker, Path, Paths, count
from .errors import CiteError, CiteWarning, Place
from .results import Document, Item

__all__ = [
    "Budget",
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
    budget: Optional[Budget] = None,
) -> List[str]:
    """Returns the reports on documents as JSON strings; see `Checker.check_batch`.

    >>> rows = check_batch(["So it is (Hurd 1999).", None])
    >>> "error" in json.loads(rows[0]), "error" in json.loads(rows[1])
    (False, True)
    """
    checker = Checker(library=library, headings=headings, levels=levels, budget=budget)
    return checker.check_batch(texts, paths=paths, threads=threads)


def check_files(
    paths: Iterable[Path],
    *,
    threads: int = 0,
    library: Paths = (),
    headings: Iterable[str] = (),
    levels: Optional[Mapping[str, str]] = None,
    budget: Optional[Budget] = None,
) -> List[str]:
    """Returns the reports on files as JSON strings; see `Checker.check_files`."""
    checker = Checker(library=library, headings=headings, levels=levels, budget=budget)
    return checker.check_files(paths, threads=threads)


def parse_references(texts: Iterable[str], *, threads: int = 0) -> List[Item]:
    """Returns references, each as it is typed in a list, as CSL-JSON records with keys that differ.
    So many `threads` are used; 0 takes all processors.

    >>> parse_references(["Hurd, I. 1999. Hope and Law. London: Example Press."])[0]["title"]
    'Hope and Law'
    """
    return cast(List[Item], json.loads(_native.parse_references(list(texts), count(threads))))


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


def _warn(said: Sequence[str]) -> None:
    for line in said:
        warnings.warn(line, CiteWarning, stacklevel=3)
