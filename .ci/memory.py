"""A stream of records of any length needs no more memory than 256 MB and four times the largest document for each thread.

    python3 .ci/memory.py target/release/demarche [--command timeline] [--megabytes 20] [--jobs 2] [--largest 1000000]

The records are paragraphs of fixtures/, mixed, of 0.5 to 8 kB, every 500th ten times as long and one of --largest bytes.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import time


def records(size, largest):
    chance = random.Random(1)
    articles = sorted(pathlib.Path(__file__).parent.parent.glob("fixtures/*/article.txt"))
    texts = [article.read_text() for article in articles]
    paragraphs = [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 80]

    def text(length):
        parts = []
        while length > 0:
            parts.append(chance.choice(paragraphs))
            length -= len(parts[-1]) + 2
        return "\n\n".join(parts)

    written, number = 0, 0
    while written < size:
        length = chance.randint(500, 8000)
        if number % 500 == 499:
            length *= 10
        if number == 50:
            length = largest
        record = {"id": number, "published": "2022-02-15", "text": text(length)}
        line = json.dumps(record).encode() + b"\n"
        written += len(line)
        number += 1
        yield line


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--command", default="timeline", choices=["timeline", "times"])
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--largest", type=int, default=1_000_000)
    arguments = parser.parse_args()
    command = [arguments.binary, arguments.command, "--jsonl", "-f", "json", "-q", "-j", str(arguments.jobs)]
    started = time.monotonic()
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    count, size = 0, 0
    for line in records(arguments.megabytes * 1_000_000, arguments.largest):
        run.stdin.write(line)
        count, size = count + 1, size + len(line)
    run.stdin.close()
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    most = used.ru_maxrss / 1000
    allowed = 256 + 4 * arguments.largest / 1e6 * arguments.jobs
    print(
        f"{count} records, {size / 1e6:.0f} MB, largest {arguments.largest / 1e6:.1f} MB, {arguments.jobs} threads: "
        f"{most:.0f} MB of memory (allowed {allowed:.0f}), {seconds:.0f} s, {used.ru_utime:.0f} s of user time"
    )
    if run.returncode != 0 or most > allowed:
        sys.exit(f"exit code {run.returncode}" if run.returncode else "too much memory")


main()
