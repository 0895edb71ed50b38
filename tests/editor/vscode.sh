#!/bin/sh
# Tests the packed extension (editors/vscode/package.sh) in Visual Studio Code as code-server serves it, in Chromium:
# `sh tests/editor/vscode.sh [PROGRAM]`. CODE_SERVER is the command that starts code-server, where it is not on the path
# (`npm install --global code-server`). What is needed and is not there is said, and the test is skipped.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="${1:-$root/target/debug/cite}"
skip() { echo "SKIPPED the extension in Visual Studio Code: $1"; exit 0; }

server="${CODE_SERVER:-$(command -v code-server || true)}"
[ -n "$server" ] || skip "there is no code-server"
browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
[ -n "$browser" ] || skip "no Chromium is installed"
[ -x "$program" ] || skip "$program is not built"
[ -f "$root/editors/vscode/cite-checker.vsix" ] || skip "it is not packed"
[ -d "$root/tests/browser/node_modules/playwright-core" ] || (cd "$root/tests/browser" && npm ci --no-audit --no-fund >/dev/null 2>&1) \
  || skip "the packages of tests/browser/package.json could not be fetched"
program="$(cd "$(dirname "$program")" && pwd)/$(basename "$program")"
mkdir -p "$root/target/browser"
# shellcheck disable=SC2086
exec timeout 600 node "$here/vscode.mjs" "$program" "$browser" "$root" $server
