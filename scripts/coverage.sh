#!/usr/bin/env bash
# Line coverage of the library by all tests; fails below 90 %. `--html` leaves a report in target/llvm-cov/html.
# Needs cargo-llvm-cov, and llvm-profdata and llvm-cov of the compiler's LLVM: the rustup component llvm-tools, or a package.
set -euo pipefail
cd "$(dirname "$0")/.."
llvm=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
if command -v "llvm-cov-$llvm" >/dev/null; then
  export LLVM_COV=llvm-cov-$llvm LLVM_PROFDATA=llvm-profdata-$llvm
fi
# A tenth of the cases: what a law reaches, it reaches soon, and counting lines slows each case down.
export PROPTEST_CASES=${PROPTEST_CASES:-100}
# The command line is not the library; its tests run the program and count all the same for what they reach below it.
cargo llvm-cov --locked --ignore-filename-regex 'src/(cli/|main\.rs)|tests/|registry' --fail-under-lines 90 "$@" -- \
  --skip a_file_that_may_not_grow --skip runs_touch_what_they_are_given # the counters are files, too
