"""What the package does, and that it does not lose a batch to one document."""

import doctest
import importlib.metadata
import json
import pickle
import threading
import time
import warnings

import pytest

import cite_cli

PAPER = """So it is (Hurd 1999; Ames 2001).

# References

Hurd, I. 1999. Hope and Law. London: Example Press.
"""


def test_doctests():
    failed, tried = doctest.testmod(cite_cli)
    assert failed == 0 and tried >= 8
    assert doctest.testmod(cite_cli.checker).failed == 0


def test_text_and_file_and_bytes_give_the_same(tmp_path):
    file = tmp_path / "paper.md"
    file.write_text(PAPER)
    of_file = cite_cli.check(path=file)
    assert of_file["path"] == str(file)
    assert cite_cli.check(PAPER, path=file) == of_file
    assert cite_cli.check(PAPER.encode(), path=str(file)) == of_file
    assert [finding["rule"] for finding in of_file["findings"]] == ["missing-reference"]
    assert of_file["references"][0]["entry"]["title"] == "Hope and Law"
    assert of_file["citations"][0]["items"][0]["references"] == [0]


def test_results_have_the_keys_of_their_types():
    from cite_cli import results

    document = cite_cli.check(PAPER)
    for value, kind in [
        (document, results.Document),
        (document["references"][0], results.Reference),
        (document["citations"][0], results.Citation),
        (document["citations"][0]["items"][0], results.CitedItem),
        (document["findings"][0], results.Finding),
        (document["findings"][0]["span"], results.Place),
    ]:
        assert kind.__required_keys__ <= set(value) <= set(kind.__annotations__) | _inherited(kind)


def _inherited(kind):
    return kind.__required_keys__ | kind.__optional_keys__


def test_levels_headings_and_libraries(tmp_path):
    assert cite_cli.check(PAPER, levels={"missing-reference": "off"})["findings"] == []
    hint = cite_cli.check(PAPER, levels={"missing-reference": "hint"})["findings"]
    assert hint[0]["severity"] == "hint"
    other = PAPER.replace("References", "Zorbl")
    assert len(cite_cli.check(other, headings=["Zorbl"])["references"]) == 1
    library = tmp_path / "refs.bib"
    library.write_text("@book{hurd, author = {Hurd, Ian}, title = {Hope}, year = 1999}")
    keyed = "So it is [@hurd; @lost].\n"
    findings = cite_cli.check(keyed, library=library)["findings"]
    assert [finding["rule"] for finding in findings] == ["undefined-key"]


def test_errors_say_what_and_where(tmp_path):
    with pytest.raises(FileNotFoundError) as missing:
        cite_cli.check(path=tmp_path / "none.md")
    assert missing.value.filename == str(tmp_path / "none.md")
    with pytest.raises(cite_cli.CiteError, match="is a folder") as folder:
        cite_cli.check(path=tmp_path)
    assert folder.value.path == tmp_path
    with pytest.raises(cite_cli.CiteError, match="unknown style"):
        cite_cli.render([{"id": "a", "type": "book"}], style="no-such-style")
    with pytest.raises(cite_cli.CiteError, match="unknown format"):
        cite_cli.parse("x", format="no-such-format")
    with pytest.raises(cite_cli.CiteError, match="line 1"):
        cite_cli.parse('[{"id": "a", ', format="csl-json")
    with pytest.raises(ValueError, match="is no level"):
        cite_cli.check(PAPER, levels={"ibid": "loud"})
    with pytest.raises(TypeError):
        cite_cli.check()
    copy = pickle.loads(pickle.dumps(folder.value))
    assert (str(copy), copy.path) == (str(folder.value), tmp_path)


def test_bad_documents_become_rows(tmp_path):
    bad = [None, 7, "\ud800", b"\x89PNG\r\n\x1a\n" + bytes(40), b"PK\x03\x04" + bytes(40)]
    texts = [PAPER, *bad, PAPER]
    paths = [f"{index}.md" for index in range(len(texts))]
    for threads in (0, 1, 3):
        rows = [json.loads(row) for row in cite_cli.check_batch(texts, paths=paths, threads=threads)]
        assert [row["path"] for row in rows] == paths
        errors = ["error" in row for row in rows]
        assert errors == [False] + [True] * len(bad) + [False], rows
        assert rows[0]["findings"] == rows[-1]["findings"] != []
    assert cite_cli.check_batch([]) == []
    with pytest.raises(ValueError, match="one path for each"):
        cite_cli.check_batch([PAPER], paths=[])


def test_files_that_cannot_be_read_become_rows(tmp_path):
    (tmp_path / "part.tex").write_text("So it is (Hurd 1999; Ames 2001).\n")
    main = tmp_path / "main.tex"
    main.write_text("\\input{part}\n\\section*{References}\n\nHurd, I. 1999. Hope. London: Ex.\n")
    lost = tmp_path / "none.md"
    rows = [json.loads(row) for row in cite_cli.check_files([main, lost, tmp_path])]
    assert [citation["text"] for citation in rows[0]["citations"]] == ["(Hurd 1999; Ames 2001)"]
    assert [row["error"] for row in rows[1:]] == [
        f"no such file: {lost}",
        f"{tmp_path} is a folder; a file is needed here",
    ]
    with pytest.raises(ValueError, match="threads"):
        cite_cli.check_files([main], threads=-1)


def test_a_batch_says_the_same_as_single_checks():
    texts = [PAPER.replace("Ames", name) for name in ("Ames", "Bates", "Cole", "Dale")] * 8
    rows = cite_cli.check_batch(texts)
    assert [json.loads(row) for row in rows] == [cite_cli.check(text) for text in texts]


def test_deep_nesting_does_not_end_the_process():
    rows = cite_cli.check_batch(["[" * 3000 + "x" + "]" * 3000, ">" * 3000 + " x"])
    assert all("error" not in json.loads(row) for row in rows)


def test_others_run_while_it_works():
    done = threading.Event()
    text = PAPER.replace("\n\n#", " It is so (Hurd 1999)." * 4000 + "\n\n#")

    def work():
        cite_cli.check_batch([text], threads=1)
        done.set()

    worker = threading.Thread(target=work)
    ticks = 0
    worker.start()
    while not done.wait(0):
        time.sleep(0.001)
        ticks += 1
    worker.join()
    assert ticks > 3


def test_libraries_are_read_converted_and_rendered():
    bib = "@book{hurd, author = {Hurd, Ian}, title = {Hope}, publisher = {Press}, year = 1999}"
    records = cite_cli.parse(bib)
    assert records[0]["author"] == [{"family": "Hurd", "given": "Ian"}]
    assert cite_cli.parse(cite_cli.convert(bib, to="ris"))[0]["title"] == "Hope"
    assert json.loads(cite_cli.convert(bib, "bibtex"))[0]["id"] == "hurd"
    assert cite_cli.render(records) == "Hurd, I. (1999). Hope. Press.\n"
    assert "<" in cite_cli.render(records, to="html")


def test_what_cannot_be_read_is_warned_of():
    with pytest.warns(cite_cli.CiteWarning, match="^text:2:19: "):
        records = cite_cli.parse("@book{a, title = {A}, year = 1999}\n@book{b, title = {", "bibtex")
    assert records[0]["id"] == "a"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cite_cli.parse("@book{a, title = {A}, year = 1999}")


def test_the_package_carries_the_licences_of_what_is_in_it():
    files = {file.name: file for file in importlib.metadata.files("cite-cli")}
    assert {"LICENSE-MIT", "LICENSE-APACHE"} <= set(files)
    third_party = files["THIRD-PARTY.md"].read_text()
    assert "| pyo3 |" in third_party and "| serde |" in third_party
