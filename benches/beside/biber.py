"""Whether biber and pandoc take what `cite parse` writes.

python3 benches/beside/biber.py PROGRAM [PAPERS …]: reads the lists of papers until there are 500 entries, and
writes them as BibLaTeX. biber, asked to validate, must find no field that its data model does not have; pandoc must
read as many works and print each once. What the papers themselves leave out ("missing mandatory field") and volumes
that are no numbers are counted apart.
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WANTED = 500


def entries(program, folders):
    """Entries of papers as BibLaTeX, a few of each paper."""
    papers = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*/paper.md"))
    each = max(1, WANTED // max(1, len(papers)) + 1)
    found = []
    for paper in papers:
        run = subprocess.run(
            [program, "parse", str(paper), "--to", "biblatex"], capture_output=True, text=True
        )
        parts = ["@" + part for part in re.split(r"(?m)^@", run.stdout) if part.strip()]
        step = max(1, len(parts) // each)
        found += parts[::step][:each]
    numbered = enumerate(found[:WANTED])
    return [re.sub(r"\{[^,]*,", "{e%d," % number, part, count=1) for number, part in numbered]


def biber(file):
    """What biber says, by what it is about."""
    run = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", f"{file}.out", str(file)],
        capture_output=True,
        text=True,
    )
    said = collections.Counter()
    for line in (run.stdout + run.stderr).splitlines():
        if line.startswith("ERROR"):
            said["errors"] += 1
        elif "Missing mandatory" in line:
            said["missing in the paper"] += 1
        elif "must be datatype 'integer'" in line:
            said["volumes that are no numbers"] += 1
        elif line.startswith("WARN"):
            said["outside the data model"] += 1
            print(line)
    return said


def pandoc(file, count):
    """How many works pandoc reads, and which it prints twice."""
    page = pathlib.Path(file).with_suffix(".md")
    page.write_text(f"---\nbibliography: {file}\nnocite: '@*'\n---\n", encoding="utf-8")
    run = subprocess.run(
        ["pandoc", "--citeproc", str(page), "-t", "html", "--wrap=none"], capture_output=True, text=True
    )
    works = re.findall(r'<div id="ref-(e\d+)"[^>]*>(.*?)</div>', run.stdout, re.S)
    run = subprocess.run(["pandoc", "-f", "biblatex", str(file), "-t", "csljson"], capture_output=True, text=True)
    titles = {item["id"]: item.get("title", "") for item in json.loads(run.stdout)}
    plain = lambda text: re.sub(r"\W+", " ", re.sub(r"<[^>]+>", "", text)).lower().strip()
    twice = [
        key for key, text in works
        if len(titles.get(key, "")) > 30 and plain(text).count(plain(titles[key])) > 1
    ]
    return len(works), twice


def main():
    program, *folders = sys.argv[1:]
    folders = folders or ["../shared/data/papers", "../shared/data/papers-wider"]
    for tool in ("biber", "pandoc"):
        if not shutil.which(tool):
            print(f"SKIPPED: no {tool}")
            return 0
    found = entries(program, folders)
    if not found:
        print("SKIPPED: no papers")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "entries.bib"
        file.write_text("\n".join(found), encoding="utf-8")
        said = biber(file)
        works, twice = pandoc(file, len(found))
    print(f"{len(found)} entries; biber: {dict(said)}; pandoc: {works} works, {len(twice)} printed twice {twice}")
    wrong = said["errors"] + said["outside the data model"] + len(twice) + abs(works - len(found))
    return 1 if wrong else 0


sys.exit(main())
