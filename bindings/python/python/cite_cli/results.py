"""The shape of results: the JSON of `cite check --format json`, one document of it."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, TypedDict

#: A record as CSL-JSON.
Item = Dict[str, Any]


class _Place(TypedDict):
    start: int
    end: int
    line: int
    column: int


class Place(_Place, total=False):
    """Bytes of the file from `start` to before `end`; line and column from 1."""

    path: str
    place: str


class Reference(TypedDict):
    """An entry of the reference list."""

    index: int
    span: Place
    raw: str
    label: Optional[str]
    confidence: float
    fields: Dict[str, Place]
    entry: Item


class _CitedItem(TypedDict):
    span: Place
    names: List[str]
    et_al: bool
    year: Optional[str]
    suffix: Optional[str]
    locator: Optional[str]
    references: List[int]
    match: Optional[str]


class CitedItem(_CitedItem, total=False):
    """One work of a citation; `references` index the references of the document."""

    numbers: List[int]
    names_inherited: bool
    prefix: str
    title: str
    points_back: str
    signals: List[Any]
    key: str
    record: Dict[str, Any]
    exempt: Any


class Citation(TypedDict):
    """A citation in the text."""

    span: Place
    text: str
    kind: str
    items: List[CitedItem]


class Related(TypedDict):
    """Another place that a finding is about."""

    span: Place
    message: str


class Edit(TypedDict):
    """A stretch of the file and what is to stand there."""

    span: Place
    text: str


class Fix(TypedDict):
    """What would mend a finding; `safety` is `safe` or `unsafe`."""

    safety: str
    edits: List[Edit]


class _Finding(TypedDict):
    id: str
    rule: str
    severity: str
    message: str
    help: Optional[str]
    span: Optional[Place]
    reference: Optional[int]
    related: List[Related]


class Finding(_Finding, total=False):
    """Something that is wrong; `cite explain RULE` tells what a rule means."""

    confidence: float
    grounds: List[Any]
    fix: Fix


class Fault(TypedDict):
    """Something that could not be read as it should be."""

    message: str
    span: Optional[Place]


class _Document(TypedDict):
    path: str
    system: Any
    references: List[Reference]
    citations: List[Citation]
    findings: List[Finding]
    faults: List[Fault]


class Document(_Document, total=False):
    """The report on one document."""

    extracted: bool
