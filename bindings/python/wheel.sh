#!/usr/bin/env bash
# Makes a wheel with the licences of all that is in it, and with the program `cite`, so that one `pip install` gives both.
#
#   ./wheel.sh PROGRAM OUT [OPTION...]   PROGRAM is a built `cite` for the system of the wheel, or - for a wheel
#                                        without; the options go to maturin: --release, --profile dev
#
# maturin must be installed.
set -euo pipefail
program=$1 out=$(realpath -m "$2")
[ "$program" = - ] || program=$(realpath "$program")
shift 2
cd "$(dirname "$0")"
# What lies in the first of these folders maturin puts where scripts are installed, what in the second beside the metadata.
data=cite_cli._native.data licences=licences
trap 'rm -rf "$data" "$licences"' EXIT
mkdir -p "$licences"
cp ../../LICENSE-MIT ../../LICENSE-APACHE "$licences/"
../../packaging/licences.sh write "$licences/THIRD-PARTY.md" cite-python
if [ "$program" != - ]; then
  case $program in *.exe) name=cite.exe ;; *) name=cite ;; esac
  mkdir -p "$data/scripts"
  install -m 755 "$program" "$data/scripts/$name"
fi
maturin build --locked --out "$out" "$@"
