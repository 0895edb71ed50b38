"""Judges the licences of all crates, and writes those of what is in the program; see licences.sh."""

import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# Files of a crate that hold its licence or what its licence asks to be passed on.
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)
# A build dependency of which data goes into the program.
DATA_OF_BUILD = {"hayagriva"}


def main(arguments):
    match arguments:
        case ["check"]:
            return check(metadata())
        case ["write", path]:
            return write(metadata(), pathlib.Path(path), "cite-cli")
        case ["write", path, package]:
            return write(metadata(), pathlib.Path(path), package)
    print("use: licences.sh check | licences.sh write FILE [PACKAGE]", file=sys.stderr)
    return 2


def metadata():
    """What cargo knows of the crates of the lock file."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE)
    if done.returncode != 0:
        print("licences: cargo cannot tell of the crates: are all at hand, or is there a network?", file=sys.stderr)
        sys.exit(3)
    return json.loads(done.stdout)


def allowed_licences():
    lines = (HERE / "allowed-licences.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def is_allowed(expression, allowed):
    """Whether an SPDX expression can be met with allowed licences. A/B is an old form of A OR B."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    place = 0

    def word():
        return words[place] if place < len(words) else None

    def take():
        nonlocal place
        place += 1
        return words[place - 1]

    def alternatives():
        met = together()
        while word() == "OR":
            take()
            met = together() or met
        return met

    def together():
        met = single()
        while word() == "AND":
            take()
            met = single() and met
        return met

    def single():
        if word() in (None, ")", "OR", "AND", "WITH"):
            raise ValueError("it is no SPDX expression")
        name = take()
        if name == "(":
            met = alternatives()
            if word() != ")":
                raise ValueError("a parenthesis is not closed")
            take()
            return met
        if word() == "WITH":
            take()
            name = f"{name} WITH {take() if word() else ''}"
        return name in allowed

    met = alternatives()
    if word() is not None:
        raise ValueError(f"what does {word()!r} mean?")
    return met


def check(data):
    """Says which crates have no allowed licence; 1 if there are any."""
    allowed = allowed_licences()
    refused = []
    for package in data["packages"]:
        name = f"{package['name']} {package['version']}"
        if not package["license"]:
            refused.append(f"{name} states no licence")
            continue
        try:
            if not is_allowed(package["license"], allowed):
                refused.append(f"{name} is under {package['license']}")
        except ValueError as error:
            refused.append(f"{name}: {package['license']}: {error}")
    for line in refused:
        print(f"licences: {line}: not in packaging/allowed-licences.txt", file=sys.stderr)
    if not refused:
        print(f"licences: {len(data['packages'])} crates, all under allowed licences")
    return 1 if refused else 0


def in_the_program(data, root):
    """The crates that are compiled into what a crate is built to, or of which it holds data, by name."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    packages = {package["id"]: package for package in data["packages"]}
    root = next(one for one in data["workspace_members"] if packages[one]["name"] == root)
    reached, open_ids = set(), [root]
    while open_ids:
        for dependency in nodes[open_ids.pop()]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            name = packages[dependency["pkg"]]["name"]
            wanted = None in kinds or ("build" in kinds and name in DATA_OF_BUILD)
            if wanted and dependency["pkg"] not in reached:
                reached.add(dependency["pkg"])
                open_ids.append(dependency["pkg"])
    found = [packages[one] for one in reached if one != root]
    return sorted(found, key=lambda package: (package["name"], package["version"]))


def licence_texts(package):
    """The texts that come with a crate, trailing white space aside."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [path for path in folder.iterdir() if LICENCE_FILE.search(path.name)]
    for path in [one for one in files if one.is_dir()]:
        files.extend(path.iterdir())
    if package["license_file"]:
        files.append(folder / package["license_file"])
    for path in sorted({one.resolve() for one in files if one.is_file()}):
        if path.suffix not in (".rs", ".toml", ".json"):
            text = path.read_text(encoding="utf-8", errors="replace")
            yield "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


def write(data, path, root):
    """Writes the licences of all that is in the program; each text once, with the crates it is of."""
    crates = in_the_program(data, root)
    texts, silent = collections.OrderedDict(), []
    for package in crates:
        name = f"{package['name']} {package['version']}"
        found = list(licence_texts(package))
        if not found:
            silent.append(name)
        for text in found:
            texts.setdefault(text, []).append(name)
    parts = [
        "# Licences of what is in the program\n",
        "`cite` itself is under MIT or Apache-2.0, as you like (LICENSE-MIT, LICENSE-APACHE). The program\n"
        "also holds what is listed here. Made by `packaging/licences.sh write`, for the default features\n"
        "and all systems.\n",
        (HERE / "data-licences.md").read_text(encoding="utf-8"),
        "## The model and the lists of words\n",
        fenced((ROOT / "refs/NOTICE").read_text(encoding="utf-8")),
        "## Crates\n",
        "| crate | version | licence | authors |\n| --- | --- | --- | --- |\n"
        + "".join(map(row, crates)),
    ]
    if silent:
        parts.append(
            "These come without a file of their licence; what they state in the table holds: "
            + ", ".join(silent) + ".\n"
        )
    parts.append("## Texts\n")
    for text, names in texts.items():
        parts += [f"### {', '.join(dict.fromkeys(names))}\n", fenced(text)]
    path.write_text("\n".join(parts), encoding="utf-8")
    print(f"licences: {len(crates)} crates, {len(texts)} texts, written to {path}")
    return 0


def row(package):
    authors = ", ".join(re.sub(r"\s*<[^>]*>", "", one) for one in package["authors"])
    cells = (package["name"], package["version"], package["license"], authors.replace("|", "/"))
    return "| " + " | ".join(cell or "–" for cell in cells) + " |\n"


def fenced(text):
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
