#!/usr/bin/env bash
# Fuzzes every target in turn, so many seconds each (default 300), one process at a time, until it is stopped.
#
#   scripts/fuzz.sh [SECONDS [TARGET...]]     needs a nightly compiler and cargo-fuzz (cargo install cargo-fuzz)
#   scripts/fuzz.sh --totals                  what was run so far, by target
#
# fuzz/runs.log keeps a line a slice: when, target, how it ended, seconds of CPU, executions. What breaks a promise stays in
# fuzz/artifacts; it becomes a test of the rule it concerns and a file of fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=fuzz/runs.log

if [ "${1:-}" = --totals ]; then
  awk '{ split($4, cpu, "="); split($5, execs, "="); seconds[$2] += cpu[2]; count[$2] += execs[2]; bad[$2] += $3 != "ok" }
       END { for (t in seconds) printf "%-14s %7.1f CPU minutes %12d executions %3d found\n", t, seconds[t] / 60, count[t], bad[t] }' \
    "$runs" | sort
  exit
fi

seconds=${1:-300}
[ $# -gt 0 ] && shift
cargo +nightly fuzz build
read -ra targets <<<"${*:-$(cargo +nightly fuzz list | tr '\n' ' ')}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
while :; do
  for target in "${targets[@]}"; do
    # what the fuzzer learns goes into target/, apart from the small corpus that is kept
    mkdir -p "fuzz/target/corpus/$target" "fuzz/artifacts/$target"
    found=ok
    TIMEFORMAT='%U %S'
    { time nice cargo +nightly fuzz run "$target" "fuzz/target/corpus/$target" "fuzz/corpus/$target" -- \
      -dict=fuzz/words.dict -max_len=1500 -timeout=60 -max_total_time="$seconds" -print_final_stats=1 -close_fd_mask=1 \
      >"$log" 2>&1 || found=broken; } 2>"$log.time"
    execs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
    cpu=$(awk '{ printf "%d", $1 + $2 }' "$log.time")
    rm -f "$log.time"
    printf '%s %s %s cpu=%s execs=%s\n' "$(date -u +%FT%TZ)" "$target" "$found" "$cpu" "${execs:-0}" | tee -a "$runs"
    [ "$found" = ok ] || tail -40 "$log"
  done
done
