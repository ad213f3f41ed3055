#!/usr/bin/env python3
"""Keeps the dependency table of docs/architecture.md true.

The reasons in it are written by hand; licences and sizes come from `cargo metadata`. Without arguments it says what is wrong
and exits 1; with --write it puts that right, and leaves a row without a reason to whoever added the dependency.

Size is what a dependency brings: the crates of its tree, itself and procedural macros among them, for Linux with the features
that are switched on, and their lines of Rust that are neither blank nor a comment; libc and linux-raw-sys, which list what the
operating system has, count as crates but not by their lines. Trees overlap: the last row is all of them.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/architecture.md"
LISTS = ("libc", "linux-raw-sys")
HEAD = ["| crate | why | licence | crates | lines |", "|---|---|---|---:|---:|"]


def metadata():
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def lines_of(package):
    """Lines of Rust that say something."""
    if package["name"] in LISTS:
        return 0
    count = 0
    folder = pathlib.Path(package["manifest_path"]).parent
    for kind in package["targets"]:
        if {"lib", "proc-macro", "rlib"} & set(kind["kind"]):
            folder = pathlib.Path(kind["src_path"]).parent
    for path in folder.rglob("*.rs"):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            line = line.strip()
            count += bool(line) and not line.startswith("//")
    return count


def trees(meta):
    """Name → (whether the program has it, its package, the ids of its tree), of all that Cargo.toml names."""
    packages = {package["id"]: package for package in meta["packages"]}
    nodes = {node["id"]: node for node in meta["resolve"]["nodes"]}
    root = meta["resolve"]["root"]

    def below(start):
        seen, open_ = set(), [start]
        while open_:
            at = open_.pop()
            if at not in seen:
                seen.add(at)
                open_ += [
                    dep["pkg"] for dep in nodes[at]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])
                ]
        return seen

    direct = {}
    for dep in nodes[root]["deps"]:
        package = packages[dep["pkg"]]
        used = any(kind["kind"] is None for kind in dep["dep_kinds"])
        direct[package["name"]] = (used, package, below(dep["pkg"]))
    return packages, direct


def rows(reasons):
    packages, direct = trees(metadata())
    sizes = {}

    def size(ids):
        for id_ in ids:
            if id_ not in sizes:
                sizes[id_] = lines_of(packages[id_])
        return f"{len(ids)} | {sum(sizes[id_] for id_ in ids):,}"

    wanted = list(HEAD)
    for used in (True, False):
        for name, (in_program, package, ids) in sorted(direct.items()):
            if in_program == used:
                why = reasons.get(name, "")
                wanted.append(f"| `{name}` | {why} | {package['license'].replace('/', ' OR ')} | {size(ids)} |")
        every = set().union(*(ids for in_program, _, ids in direct.values() if in_program or not used))
        what = "all that is in the program" if used else "all, with those of the tests"
        wanted.append(f"| {what} | | | {size(every)} |")
    return wanted


def main():
    text = PAGE.read_text(encoding="utf-8").split("\n")
    start = text.index(HEAD[0])
    end = next(at for at in range(start, len(text) + 1) if at == len(text) or not text[at].startswith("|"))
    found = text[start:end]
    reasons = {}
    for row in found[2:]:
        name, why = [cell.strip() for cell in row.split("|")[1:3]]
        reasons[name.strip("`")] = why
    wanted = rows(reasons)
    if "--write" in sys.argv[1:]:
        PAGE.write_text("\n".join(text[:start] + wanted + text[end:]), encoding="utf-8")
        found = wanted
    wrong = [f"- {row}" for row in found if row not in wanted] + [f"+ {row}" for row in wanted if row not in found]
    wrong += [f"no reason: {row}" for row in wanted[2:] if "`" in row and row.split("|")[2].strip() == ""]
    if wrong:
        print(f"{PAGE.relative_to(ROOT)}: run scripts/dependencies.py --write", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
