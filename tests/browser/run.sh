#!/bin/sh
# Tests the report and the page in a real browser: `sh tests/browser/run.sh [PROGRAM] [PAGE]`, where PAGE is what web/build
# makes. What it needs and is not there is said, and the test is skipped. Screenshots go to target/browser/.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="${1:-$root/target/debug/cite}"
page="${2:-$root/target/page}"
skip() { echo "SKIPPED: $1"; exit 0; }

command -v node >/dev/null || skip "node is not installed"
browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
[ -n "$browser" ] || skip "no Chromium is installed"
[ -x "$program" ] || skip "$program is not built"
[ -d "$here/node_modules/playwright-core" ] || (cd "$here" && npm ci --no-audit --no-fund >/dev/null 2>&1) \
  || skip "the packages of package.json could not be fetched"
mkdir -p "$root/target/browser"
node "$here/report.mjs" "$program" "$browser" "$root"
[ -f "$page/index.html" ] || skip "the page is not built (web/build)"
exec node "$here/page.mjs" "$program" "$browser" "$root" "$page"
