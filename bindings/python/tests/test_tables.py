"""Batches are tables of Arrow, which say what the reports say."""

import doctest
import json

import cite_cli
import pytest

pyarrow = pytest.importorskip("pyarrow")
from cite_cli import tables  # noqa: E402

PAPER = """So it is (Hurd 1999, 5; Ames 2001).

# References

Hurd, I. 1999. Hope and Law. London: Example Press. https://doi.org/10.1000/1
"""


def test_doctests():
    failed, tried = doctest.testmod(tables)
    assert failed == 0 and tried >= 8


def test_a_batch_says_what_the_report_says():
    batch = tables.check_batch(pyarrow.array([PAPER, None]), paths=pyarrow.array(["a.md", "b.md"]))
    assert batch.schema.equals(tables.schema(), check_metadata=True)
    report = cite_cli.check(PAPER, path="a.md")
    (reference,) = tables.flat(batch, "references").to_pylist()
    assert json.loads(reference.pop("entry")) == report["references"][0]["entry"]
    place = report["references"][0]["span"]
    assert reference == {
        "path": "a.md",
        "index": 0,
        "raw": report["references"][0]["raw"],
        "label": None,
        "confidence": report["references"][0]["confidence"],
        "type": "book",
        "title": "Hope and Law",
        "container": None,
        "year": 1999,
        "doi": "10.1000/1",
        "url": report["references"][0]["entry"].get("URL"),
        **{name: place[name] for name in ("line", "start", "end")},
    }
    cited = tables.flat(batch, "citations").select(["citation", "item", "names", "locator", "references"])
    assert cited.to_pylist() == [
        {"citation": 0, "item": 0, "names": ["Hurd"], "locator": "5", "references": [0]},
        {"citation": 0, "item": 1, "names": ["Ames"], "locator": None, "references": []},
    ]
    found = tables.flat(batch, "findings").to_pylist()
    assert [one["rule"] for one in found] == [one["rule"] for one in report["findings"]]
    assert [one["line"] for one in found] == [one["span"]["line"] for one in report["findings"]]
    counts = tables.flat(batch, "documents").drop_columns(["system", "version"]).to_pylist()
    assert counts == [
        {"path": "a.md", "error": None, "references": 1, "citations": 2, "findings": len(found)},
        {"path": "b.md", "error": "there is no content", "references": None, "citations": None, "findings": None},
    ]
    assert tables.of(cite_cli.check_batch([PAPER, None], paths=["a.md", "b.md"])).equals(batch)


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary"])
def test_arrays_of_all_kinds_are_read(kind):
    array = pyarrow.array([PAPER, PAPER.replace("Ames", "Bell")]).cast(pyarrow.type_for_alias(kind))
    one_by_one = [cite_cli.check(text)["findings"][0]["id"] for text in array.cast("string").to_pylist()]
    for given in (array, pyarrow.chunked_array([array]), pyarrow.chunked_array([array[:1], array[1:]])):
        batch = tables.check_batch(given, threads=2)
        assert tables.flat(batch, "findings").column("id").to_pylist() == one_by_one
    # A slice begins elsewhere in the same memory.
    assert tables.flat(tables.check_batch(array[1:]), "findings").column("id").to_pylist() == one_by_one[1:]
    assert tables.check_batch(array[:0]).num_rows == 0
    with pytest.raises(ValueError, match="one path for each"):
        tables.check_batch(array, paths=pyarrow.array(["a.md"]))


def test_references_are_parsed_as_a_table():
    texts = ["Hurd, I. 1999. Hope and Law. London: Example Press.", None, "Ames, B. 2001. Life. Oslo: Ex."]
    batch = tables.parse_batch(pyarrow.array(texts), threads=1)
    records = [None if entry is None else json.loads(entry) for entry in batch.column("entry").to_pylist()]
    assert [records[0], records[2]] == cite_cli.parse_references([texts[0], texts[2]])
    assert batch.column("title").to_pylist() == ["Hope and Law", None, "Life"]
    assert batch.column("year").to_pylist() == [1999, None, 2001]


def test_the_memory_of_a_batch_outlives_its_maker():
    batch = tables.check_batch(pyarrow.array([PAPER] * 3))
    cited = batch.column("citations")
    del batch
    assert len(cited) == 3 and cited[2].as_py()[0]["text"] == "(Hurd 1999, 5; Ames 2001)"
