#!/usr/bin/env bash
# docs/report.png: the report of the seed article, as Chromium shows it. Run it after a change of the report.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cargo run --quiet --locked --release -- timeline fixtures/ukraine-2022-02-15/article.txt --published 2022-02-15 --quiet -o "$folder/report.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1060,1080 \
  --screenshot="$folder/report.png" "file://$folder/report.html" 2>/dev/null
mv "$folder/report.png" docs/report.png
