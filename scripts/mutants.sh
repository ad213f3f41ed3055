#!/usr/bin/env bash
# Changes the code of src/timex, src/graph and src/compare in one place at a time and asks whether a test notices; wants 80 %.
#
#   scripts/mutants.sh           a sample, the same each time: of each room every so many-th change, 140 of 6,590; half an hour
#   scripts/mutants.sh 1         another one, and so on: it begins with the change after the first
#   scripts/mutants.sh all       all of them: a day
#
# Each change is shown to the tests of its own room first, which take a second or two; what they let pass, to all tests inside
# the library, the stories, collections, imports, the corpus of the fuzzers and the command line. The laws would notice more,
# and take minutes each.
# Needs cargo-mutants. What went unnoticed stands in target/mutants/unnoticed.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
sample=${1:-0}
out=$PWD/target/mutants
mkdir -p "$out"
rm -rf "$out"/*/mutants.out "$out"/*.txt

# A change costs a build and a run, so both are kept short: no debug information, no optimizing of the crate, no command line
# where it is not needed, one folder for all builds.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0 CARGO_INCREMENTAL=1 CARGO_TARGET_DIR=$out/build
export CARGO_TERM_COLOR=never

# try FOLDER ARGUMENT… -- TESTS…; what is built has to be named with --cargo-arg, or every test is linked anew for each change.
# Flags of one bit each: to join them with ^ is to join them with |.
try() {
  local folder=$out/$1 status=0
  shift
  mkdir -p "$folder"
  cargo mutants --no-shuffle --colors never --output "$folder" --exclude-re 'replace \| with \^' \
    --cargo-arg=--config=profile.test.package.demarche.opt-level=0 "$@" || status=$?
  [ "$status" = 0 ] || [ "$status" = 2 ] || [ "$status" = 3 ] || exit "$status" # 2: some went unnoticed, 3: some hung
}

for room in timex/80 graph/25 compare/10; do
  every=${room#*/} room=${room%/*}
  shard=(--sharding round-robin --shard "$((sample % every))/$every")
  [ "$sample" != all ] || shard=()
  tests=(--cargo-arg=--lib)
  [ "$room" != timex ] || tests+=(--cargo-arg=--test=times)
  try "$room" "${shard[@]}" --file "src/$room/**" --timeout 60 --no-default-features "${tests[@]}" -- -- "$room::" examples quiet
done

cat "$out"/*/mutants.out/missed.txt >"$out/second.txt"
if [ -s "$out/second.txt" ]; then
  # names alone let through every deleted field of the crate, so the files are named as well
  mapfile -t names < <(python3 -c 'import re, sys
for name in sys.stdin: print("--file=" + name.split(":")[0], "--re=^" + re.escape(name.rstrip("\n")) + "$", sep="\n")' <"$out/second.txt")
  tests=(--cargo-arg=--lib --cargo-arg=--test={fixtures,times,merge,imports,cli,corpus})
  try second "${names[@]}" "${tests[@]}" --timeout 300 -- -- --skip text::html --skip syntax::
fi

python3 - "$out" <<'PYTHON'
import pathlib, sys

out = pathlib.Path(sys.argv[1])
lines = lambda folder, name: (out / folder / "mutants.out" / name).read_text().splitlines() if (out / folder).exists() else []
late = set(lines("second", "caught.txt") + lines("second", "timeout.txt"))
unnoticed, total = [], [0, 0]
for room in ["timex", "graph", "compare"]:
    seen, hung, missed = (lines(room, f"{name}.txt") for name in ["caught", "timeout", "missed"])
    still = [name for name in missed if name not in late]
    unnoticed += still
    changes = len(seen) + len(hung) + len(missed)
    total = [total[0] + changes - len(still), total[1] + changes]
    print(f"{room:8} {changes - len(still)} of {changes} noticed, {len(hung)} by hanging, {len(missed) - len(still)} late;"
          f" {len(lines(room, 'unviable.txt'))} more do not build")
(out / "unnoticed.txt").write_text("".join(f"{name}\n" for name in unnoticed))
print(f"{total[0]} of {total[1]} noticed: {100 * total[0] / max(1, total[1]):.1f} %")
sys.exit(total[0] < 0.8 * total[1])
PYTHON
