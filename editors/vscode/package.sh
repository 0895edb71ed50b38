#!/bin/sh
# Packs the extension: cite-checker.vsix. It needs Node and npm; the packages it is made with are fetched.
set -eu
cd "$(dirname "$0")"
cp ../../LICENSE-MIT LICENSE
npm ci --omit=dev --no-audit --no-fund
npx --yes @vscode/vsce package --allow-missing-repository --out cite-checker.vsix
