#!/usr/bin/env bash
# Changes the code of src/timex, src/graph and src/compare in one place at a time and asks whether a test notices; wants 80 %.
#
#   scripts/mutants.sh 3/65      every 65th of the 6,500 changes, beginning with the third: a sample that is the same each time
#   scripts/mutants.sh 0/1       all of them: days on two cores
#
# Needs cargo-mutants. What stands in target/mutants/mutants.out/missed.txt went unnoticed.
set -euo pipefail
cd "$(dirname "$0")/.."
shard=${1:-0/65}
[ $# -gt 0 ] && shift
out=target/mutants
mkdir -p "$out"
# Unoptimized: most of the time goes into building. The stories and the tests of the library itself; the laws would see more.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0 CARGO_INCREMENTAL=1
status=0
cargo mutants --no-shuffle --sharding round-robin --shard "$shard" --output "$out" --timeout 300 --no-default-features \
  --cargo-arg=--config=profile.test.package.demarche.opt-level=0 \
  -f 'src/timex/**' -f 'src/graph/**' -f 'src/compare/**' "$@" -- --lib --test fixtures --test times || status=$?
[ "$status" = 2 ] || [ "$status" = 3 ] || [ "$status" = 0 ] || exit "$status" # 2: some went unnoticed, 3: some hung
python3 - "$out/mutants.out" <<'PYTHON'
import pathlib, sys
lines = lambda name: len(pathlib.Path(sys.argv[1], name).read_text().splitlines())
caught, missed = lines("caught.txt") + lines("timeout.txt"), lines("missed.txt")
print(f"{caught} of {caught + missed} noticed ({100 * caught / max(1, caught + missed):.1f} %), {lines('unviable.txt')} do not build")
sys.exit(caught < 0.8 * (caught + missed))
PYTHON
