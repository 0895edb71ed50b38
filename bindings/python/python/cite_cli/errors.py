"""What can go wrong, as exceptions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional, Sequence, Tuple


class Place(NamedTuple):
    """A place in a file that is wrong; line and column count from 1."""

    line: int
    column: int
    message: str


class CiteError(ValueError):
    """An input that could not be used: `path` names it and `places` say where, as far as known.

    What the system refuses (no such file, no access) is an `OSError` instead.
    """

    path: Optional[Path]
    places: Tuple[Place, ...]

    def __init__(
        self,
        message: str,
        path: Optional[Path] = None,
        places: Sequence[Tuple[int, int, str]] = (),
    ) -> None:
        super().__init__(message, path, tuple(places))
        self.path = None if path is None else Path(path)
        self.places = tuple(Place(*place) for place in places)

    def __str__(self) -> str:
        return str(self.args[0])


class CiteWarning(UserWarning):
    """Something that could not be read, or that a format has no place for."""
