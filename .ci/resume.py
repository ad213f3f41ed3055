"""Kills a run of many documents at random moments and resumes it: the bytes at the end are those of an unbroken run.

    python3 .ci/resume.py target/release/demarche [--kills 100] [--seed 1]
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

TEXT = "France recalled its ambassador on Monday. "


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / "in.jsonl"
        with source.open("w") as file:
            for number in range(4000):
                record = {"id": number, "text": TEXT * chance.randint(1, 8), "published": "2024-02-13"}
                line = json.dumps(record)
                file.write((line[: len(line) // 2] if number % 50 == 7 else line) + "\n")

        def command(name):
            outputs = ["-o", folder / f"{name}.jsonl", "-o", folder / f"{name}.csv", "--errors", folder / f"{name}.errors"]
            return [arguments.binary, "timeline", "--jsonl", "-q", source, *outputs]

        def made(name):
            return [(folder / f"{name}{ending}").read_bytes() for ending in (".jsonl", ".csv", ".errors")]

        started = time.monotonic()
        code = subprocess.run(command("whole"), stderr=subprocess.DEVNULL).returncode
        assert code == 3, f"exit code {code}"
        unbroken = time.monotonic() - started
        kills, resumed, rounds = 0, 0, 0
        while kills < arguments.kills:
            run = subprocess.Popen(command("out") + ["--resume"], stderr=subprocess.DEVNULL)
            resumed += (folder / "out.jsonl.resume").exists()
            try:
                code = run.wait(timeout=chance.uniform(0, unbroken / 3))
            except subprocess.TimeoutExpired:
                run.kill()
                code = run.wait()
                kills += code < 0
            if code >= 0:
                rounds += finished(code, made("out"), made("whole"))
        code = subprocess.run(command("out") + ["--resume"], stderr=subprocess.DEVNULL).returncode
        rounds += finished(code, made("out"), made("whole"))
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith("out."))
        assert left == ["out.csv", "out.errors", "out.jsonl"], left
        print(f"{kills} kills, {resumed} runs resumed, {rounds} runs at their end, each the same bytes as unbroken")


def finished(code, found, wanted):
    assert code == 3, f"exit code {code}"
    if found != wanted:
        sys.exit("not the bytes of the unbroken run")
    return 1


main()
