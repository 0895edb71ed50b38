#!/bin/sh
# Tests `cite lsp` in Neovim without a screen: `sh tests/editor/run.sh [PROGRAM]`. Without Neovim the test is skipped.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
program="${1:-$here/../../target/debug/cite}"
skip() { echo "SKIPPED: $1"; exit 0; }

command -v nvim >/dev/null || skip "Neovim is not installed"
[ -x "$program" ] || skip "$program is not built"
program="$(cd "$(dirname "$program")" && pwd)/$(basename "$program")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cp "$here/paper.md" "$folder/paper.md"
cd "$folder"
CITE="$program" XDG_STATE_HOME="$folder" XDG_DATA_HOME="$folder" XDG_CACHE_HOME="$folder" \
  timeout 120 nvim --headless --clean -n paper.md -S "$here/nvim.lua"
