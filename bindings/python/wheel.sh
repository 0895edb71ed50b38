#!/usr/bin/env bash
# Makes a wheel that installs the program `cite` too, so that one `pip install` gives both.
#
#   ./wheel.sh PROGRAM OUT [OPTION...]   PROGRAM is a built `cite` for the system of the wheel; the
#                                        options go to maturin: --release, --profile dev
#
# maturin must be installed.
set -euo pipefail
program=$(realpath "$1") out=$(realpath -m "$2")
shift 2
cd "$(dirname "$0")"
case $program in *.exe) name=cite.exe ;; *) name=cite ;; esac
# What lies in this folder maturin puts where scripts are installed.
data=cite_cli._native.data
trap 'rm -rf "$data"' EXIT
mkdir -p "$data/scripts"
install -m 755 "$program" "$data/scripts/$name"
maturin build --locked --out "$out" "$@"
