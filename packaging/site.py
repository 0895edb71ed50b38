"""Gathers the pages of the site, makes those of the rules, and checks every link between them; see site.sh.

Fails, with a line for each fault, if a link leads nowhere, or a page is missing in docs/SUMMARY.md.
"""

import os
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
# Pages of the repository's root, and what they are called on the site.
OF_ROOT = {"SECURITY.md": "reporting.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
RULES_LINE = "- [Rules](rules/index.md)\n"
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
RULE = re.compile(r"\bRULE: Rule =\s+Rule \{\s*name: \"([^\"]+)\",\s*severity: Severity::(\w+)")


def main(arguments):
    if len(arguments) != 1:
        print("use: site.py FOLDER", file=sys.stderr)
        return 2
    out = pathlib.Path(arguments[0])
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(DOCS, out)
    for name, page in OF_ROOT.items():
        shutil.copy(ROOT / name, out / page)
    rules = read_rules()
    write_rules(rules, out)

    faults = []
    for page in sorted(out.rglob("*.md")):
        place = page.relative_to(out)
        if not any(part.endswith((".in", ".out")) for part in place.parts):
            text = mend_links(page.read_text(encoding="utf-8"), place, out, faults)
            page.write_text(text, encoding="utf-8")
    check_summary(out, faults)
    for fault in faults:
        print(f"site: {fault}", file=sys.stderr)
    if not faults:
        print(f"site: {len(list(out.rglob('*.md')))} pages, {len(rules)} of them of rules")
    return 1 if faults else 0


def read_rules():
    """Name, severity and page of all rules, in the order of src/rules/mod.rs."""
    every = (ROOT / "src/rules/mod.rs").read_text(encoding="utf-8")
    listed = re.search(r"pub const RULES[^=]*= &\[(.*?)\];", every, re.S)
    rules = []
    for module in re.findall(r"&(\w+)::RULE", listed.group(1)):
        text = (ROOT / f"src/rules/{module}.rs").read_text(encoding="utf-8")
        found = RULE.search(text)
        if not found:
            raise SystemExit(f"site: src/rules/{module}.rs states no RULE with a name and a severity")
        lines = []
        for line in text.splitlines():
            if not line.startswith("//!"):
                break
            lines.append(line[3:].removeprefix(" "))
        rules.append((found.group(1), found.group(2).lower(), "\n".join(lines).strip()))
    return rules


def write_rules(rules, out):
    """A page for each rule, one that lists them, and their lines in the table of contents."""
    folder = out / "rules"
    folder.mkdir()
    index = (
        "# Rules\n\nWhat `cite check` can find; `cite explain RULE` prints the same pages. How much a rule matters is "
        "[set](../configuration.md) in `cite.toml` or with `--rule`. In the examples, `{rule}` at the end of a line "
        "stands for a finding on that line.\n\n| rule | severity | what it says |\n| --- | --- | --- |\n"
    )
    contents = ""
    for name, severity, page in rules:
        (folder / f"{name}.md").write_text(f"# {name} ({severity})\n\n{page}\n", encoding="utf-8")
        summary = page.splitlines()[0].replace("|", "\\|")
        index += f"| [{name}]({name}.md) | {severity} | {summary} |\n"
        contents += f"  - [{name}](rules/{name}.md)\n"
    (folder / "index.md").write_text(index, encoding="utf-8")
    summary = out / "SUMMARY.md"
    text = summary.read_text(encoding="utf-8")
    if RULES_LINE not in text:
        raise SystemExit(f"site: docs/SUMMARY.md has no line {RULES_LINE.strip()!r}")
    summary.write_text(text.replace(RULES_LINE, RULES_LINE + contents), encoding="utf-8")


def mend_links(text, place, out, faults):
    """The page with the links of the repository led to pages of the site. A link to a file that is not on
    the site becomes its text; one that leads nowhere is a fault."""
    source = source_of(place)
    mended = ""
    for block in re.split(r"(^```.*?^```[^\n]*$)", text, flags=re.S | re.M):
        if not block.startswith("```"):
            block = LINK.sub(lambda found: mend(found, place, source, out, faults), block)
        mended += block
    return mended


def source_of(place):
    """The file of the repository that a page of the site was made from."""
    for name, page in OF_ROOT.items():
        if place == pathlib.Path(page):
            return ROOT / name
    return DOCS / place


def mend(found, place, source, out, faults):
    picture, words, address = found.groups()
    if re.match(r"[a-z][a-z0-9+.-]*:", address):
        return found.group(0)
    path, _, anchor = address.partition("#")
    target = out / place if not path else on_site(path, place, source, out)
    if target is None:
        if (source.parent / path).exists():
            return words
        faults.append(f"{source.relative_to(ROOT)}: [{words}]({address}) leads nowhere")
        return found.group(0)
    if target.suffix == ".md" and anchor and anchor not in anchors(target):
        faults.append(f"{source.relative_to(ROOT)}: [{words}]({address}): {target.name} has no such heading")
    if target.is_dir():
        return words
    there = os.path.relpath(target, (out / place).parent).replace(os.sep, "/") if path else ""
    return f"{picture}[{words}]({there}{'#' + anchor if anchor else ''})"


def on_site(path, place, source, out):
    """The page or picture of the site that a path of the repository leads to; None if it has none."""
    target = pathlib.Path(os.path.normpath(source.parent / path))
    if target.parent == ROOT and target.name in OF_ROOT:
        return out / OF_ROOT[target.name]
    if target.is_relative_to(DOCS):
        there = out / target.relative_to(DOCS)
        return there if there.exists() else None
    return None


def anchors(page):
    """The names of the headings of a page, as mdBook and GitHub make them."""
    text = re.sub(r"^```.*?^```[^\n]*$", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    names = set()
    for heading in re.findall(r"^#+ +(.+)$", text, re.M):
        heading = LINK.sub(r"\2", heading).lower().strip()
        name = re.sub(r"[^\w\s-]", "", heading).replace(" ", "-")
        number = 1
        while f"{name}-{number}" in names:
            number += 1
        names.add(f"{name}-{number}" if name in names else name)
    return names


def check_summary(out, faults):
    """Every page stands in the table of contents once, and every line of it leads to a page."""
    listed = [address for _, _, address in LINK.findall((out / "SUMMARY.md").read_text(encoding="utf-8"))]
    for address in sorted({one for one in listed if listed.count(one) > 1}):
        faults.append(f"docs/SUMMARY.md lists {address} twice")
    for page in out.rglob("*.md"):
        place = page.relative_to(out)
        within = any(part.endswith((".in", ".out")) for part in place.parts)
        if not within and place.as_posix() not in [*listed, "SUMMARY.md"]:
            faults.append(f"docs/SUMMARY.md does not list {place.as_posix()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
