"""Ten times the text takes no more than twelve times the time, whatever the text: long lines, many sentences, many dates,
markup without end. User time of the process, less what the start takes; where it seems too much, the least of several runs.

    python3 .ci/linear.py target/release/demarche [--bytes 100000] [--only NAME] [--most 12]

At full size (--bytes 10000000) the larger text has 100 MB.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

MONTHS = "January February March April May June July August September October November December".split()
STATES = "France Germany India China Japan Mali Russia Ukraine Iran Israel Egypt Kenya Brazil Canada Mexico Chile".split()
VERBS = "attacked threatened thanked praised sanctioned invaded warned accused bombed met".split()


# The clock of a busy machine is believed at the third time.
RUNS = 3


def story(size):
    """News of many days between many states, a paragraph each."""
    number, parts, length = 0, [], 0
    while length < size:
        one, other = STATES[number % 16], STATES[(number // 16 + number + 1) % 16]
        verb, month = VERBS[number % 7], MONTHS[number // 28 % 12]
        part = f"{one} {verb} {other} on {month} {number % 28 + 1}, {1950 + number // 336 % 80}. Its president was angry.\n\n"
        parts.append(part)
        length += len(part)
        number += 1
    return "".join(parts)


SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi xo za".split()


def name(number):
    """A name of its own for each number, five letters and more, begun with a capital."""
    letters = ""
    while number or len(letters) < 6:
        letters += SYLLABLES[number % 15]
        number //= 15
    return letters.capitalize()


def people(size):
    """Nobody is named twice: 10,000 people in 900 kB."""
    number, parts, length = 0, [], 0
    while length < size:
        one, other = name(number), name(number * 7 + 3)
        part = f"Foreign Minister {one} {other} was glad. He knew {other} {one} of Chile. The minister is old.\n"
        parts.append(part)
        length += len(part)
        number += 1
    return "".join(parts)


def repeated(text):
    return lambda size: (text * (size // len(text) + 1))[:size]


def within(head, text, tail):
    return lambda size: head + repeated(text)(size) + tail


TEXTS = {
    "one line": lambda size: story(size).replace("\n", " "),
    "a story": story,
    "short sentences": repeated("They met. "),
    "the same event": repeated("France attacked Mali on Monday. "),
    "steps": repeated("Two days after Iran expelled an envoy, Peru attacked Chile on Monday. "),
    "moves": repeated("Peru attacked Chile. The move comes two days after Iran expelled an envoy. "),
    "dates": repeated("May 3, 2021; "),
    "days without a date": repeated("on Tuesday "),
    "one sentence": repeated("the talks and "),
    "names": repeated("Jean Moreau, Rohan Mehta and "),
    "people": people,
    "people in small letters": lambda size: people(size).lower(),
    "pronouns": repeated("He said they met her. "),
    "one word": repeated("a"),
    "digits": repeated("1"),
    "capitals": repeated("United States "),
    "stops": repeated(". "),
    "quotes": repeated("“"),
    "straight quotes": repeated('"'),
    "brackets": repeated("("),
    "dashes": repeated("- "),
    "line ends": repeated("\n"),
    "blanks": repeated(" "),
    "accents": repeated("e\u0301"),
    "zero width": repeated("\u200b"),
    "open tags": within("<html><body>", "<div><p>a ", ""),
    "open angles": within("<html>", "<", ""),
    "attributes": within("<html><p ", "a=1 ", ">They met."),
    "entities": within("<html><p>", "&amp;&#x41;&nope; ", ""),
    "metadata": within("<html>", '<script type="application/ld+json">{"a":[</script>', ""),
    "times of a page": within("<html><article>", "<time datetime=2024-01-01>x</time> they met. ", ""),
    "TimeML": within("<TimeML><TEXT>", "They <EVENT>met</EVENT> on <TIMEX3>Monday</TIMEX3>. ", "</TEXT></TimeML>"),
    "front matter": within("---\n", "key: value\n", "---\nThey met."),
    "front matter without end": within("---\n", "a: b\n", ""),
}


def seconds(binary, command, path):
    """User time of one run."""
    child = subprocess.Popen([binary, *command, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 4):
        sys.exit(f"exit code {child.returncode}: {command}")
    return used.ru_utime, used.ru_maxrss / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--bytes", type=int, default=100_000, help="of the smaller text")
    parser.add_argument("--only")
    parser.add_argument("--most", type=float, default=12, help="times the time that ten times the text may take")
    arguments = parser.parse_args()
    # the command, and how many times the size it gets: what is fast needs more to be measured
    commands = {
        "timeline": (1, ["timeline", "-q", "-f", "json", "--published", "2024-03-13"]),
        "times": (4, ["times", "-q", "-f", "json", "--published", "2024-03-13"]),
        "undated": (1, ["timeline", "-q", "-f", "json"]),
    }
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.txt"
        path.write_text("They met.")
        start = {
            name: min(seconds(arguments.binary, command, path)[0] for _ in range(7))
            for name, (_, command) in commands.items()
        }
        print(f"{'text':26}{'command':10}{'small s':>9}{'large s':>9}{'ratio':>7}{'MB':>8}")
        for name, text in TEXTS.items():
            if arguments.only and arguments.only != name:
                continue
            for what, (factor, command) in commands.items():
                # what is counted from other events takes another way where no day is known
                if what == "undated" and name not in ("a story", "steps", "moves"):
                    continue
                small = factor * arguments.bytes
                taken, memory = [99999.0, 99999.0], 0
                for _ in range(RUNS):
                    for place, size in enumerate((small, 10 * small)):
                        path.write_text(text(size))
                        time, memory = seconds(arguments.binary, command, path)
                        taken[place] = min(taken[place], max(time - start[what], 0.005))
                    ratio = taken[1] / taken[0]
                    # what takes less than half a second is within the reach of the clock
                    bad = ratio > arguments.most and taken[1] > 0.5
                    if not bad:
                        break
                print(f"{name:26}{what:10}{taken[0]:9.3f}{taken[1]:9.3f}{ratio:7.1f}{memory:8.0f}{'  too slow' if bad else ''}", flush=True)
                if bad:
                    wrong.append(f"{what} of {name}")
    if wrong:
        sys.exit("more than linear: " + ", ".join(wrong))


main()
