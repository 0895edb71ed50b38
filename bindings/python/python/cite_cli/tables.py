"""Reports as rows of four flat tables: documents, references, citations, findings.

The rows are plain dictionaries; `schema` gives the columns for pyarrow, which is needed for nothing
else. `path` ties the tables together, `references` of a citation and `reference` of a finding count
the references of their document (`index`). A document that could not be read has a row in
`documents` with its `error`, and none elsewhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Optional, Tuple

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

#: The version of the columns; it changes when one changes its meaning or goes.
VERSION = 1

_PLACE = [("line", "int32"), ("start", "int64"), ("end", "int64")]
#: The columns of each table and the names of their types in Arrow; `[]` is a list.
COLUMNS: Dict[str, List[Tuple[str, str]]] = {
    "documents": [
        ("path", "string"),
        ("error", "string"),
        ("system", "string"),
        ("references", "int32"),
        ("citations", "int32"),
        ("findings", "int32"),
        ("version", "int32"),
    ],
    "references": [
        ("path", "string"),
        ("index", "int32"),
        ("raw", "string"),
        ("label", "string"),
        ("confidence", "float64"),
        ("type", "string"),
        ("title", "string"),
        ("container", "string"),
        ("year", "int32"),
        ("doi", "string"),
        ("url", "string"),
        ("entry", "string"),
        *_PLACE,
    ],
    "citations": [
        ("path", "string"),
        ("citation", "int32"),
        ("item", "int32"),
        ("kind", "string"),
        ("text", "string"),
        ("names", "string[]"),
        ("year", "string"),
        ("suffix", "string"),
        ("locator", "string"),
        ("key", "string"),
        ("match", "string"),
        ("references", "int32[]"),
        *_PLACE,
    ],
    "findings": [
        ("path", "string"),
        ("id", "string"),
        ("rule", "string"),
        ("severity", "string"),
        ("message", "string"),
        ("help", "string"),
        ("reference", "int32"),
        ("fix", "string"),
        *_PLACE,
    ],
}

Row = Dict[str, Any]


def rows(reports: Iterable[str]) -> Dict[str, List[Row]]:
    """Returns the rows of the reports of `check_batch`, by table.

    >>> from cite_cli import check_batch
    >>> tables = rows(check_batch(["So it is (Hurd 1999).", None], paths=["a.md", "b.md"]))
    >>> [row["path"] for row in tables["documents"] if row["error"]]
    ['b.md']
    """
    tables: Dict[str, List[Row]] = {name: [] for name in COLUMNS}
    for report in reports:
        document = json.loads(report)
        for name, of in _ROWS.items():
            tables[name].extend(of(document))
    return tables


def schema(table: str) -> "pyarrow.Schema":
    """Returns the columns of a table for pyarrow."""
    import pyarrow

    fields = []
    for name, kind in COLUMNS[table]:
        one = pyarrow.type_for_alias(kind[:-2] if kind.endswith("[]") else kind)
        fields.append((name, pyarrow.list_(one) if kind.endswith("[]") else one))
    return pyarrow.schema(fields, metadata={"cite.table": table, "cite.version": str(VERSION)})


def _place(span: Optional[Row]) -> Row:
    return {name: span[name] if span else None for name, _ in _PLACE}


def _documents(document: Row) -> Iterator[Row]:
    row: Row = {"path": document["path"], "error": document.get("error"), "version": VERSION}
    row["system"] = document.get("system")
    for part in ("references", "citations", "findings"):
        row[part] = len(document[part]) if part in document else None
    yield row


def _references(document: Row) -> Iterator[Row]:
    for one in document.get("references", ()):
        entry = one["entry"]
        year = (entry.get("issued") or {}).get("date-parts", [[None]])[0][:1]
        yield {
            "path": document["path"],
            **{name: one[name] for name in ("index", "raw", "label", "confidence")},
            **{name: entry.get(name) for name in ("type", "title")},
            "container": entry.get("container-title"),
            "year": year[0] if year else None,
            "doi": entry.get("DOI"),
            "url": entry.get("URL"),
            "entry": json.dumps(entry, ensure_ascii=False),
            **_place(one["span"]),
        }


def _citations(document: Row) -> Iterator[Row]:
    for number, citation in enumerate(document.get("citations", ())):
        for position, item in enumerate(citation["items"]):
            named = ("names", "year", "suffix", "locator", "match", "references")
            yield {
                "path": document["path"],
                "citation": number,
                "item": position,
                "kind": citation["kind"],
                "text": citation["text"],
                "key": item.get("key"),
                **{name: item[name] for name in named},
                **_place(item["span"]),
            }


def _findings(document: Row) -> Iterator[Row]:
    for one in document.get("findings", ()):
        named = ("id", "rule", "severity", "message", "help", "reference")
        yield {
            "path": document["path"],
            **{name: one[name] for name in named},
            "fix": one["fix"]["safety"] if "fix" in one else None,
            **_place(one["span"]),
        }


_ROWS = {
    "documents": _documents,
    "references": _references,
    "citations": _citations,
    "findings": _findings,
}
