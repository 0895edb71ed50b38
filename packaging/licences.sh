#!/usr/bin/env bash
# What the program is made of, and under which licences.
#
#   packaging/licences.sh check        fails if a crate has no licence of packaging/allowed-licences.txt
#   packaging/licences.sh write FILE [PACKAGE]
#                                      writes the licences of all that is in the program (THIRD-PARTY.md), or in
#                                      what another package of the workspace is built to (cite-python)
#
# Nothing is compiled; crates that are not at hand are fetched by cargo. Needs python3. Exit status: 0 all is well, 1 a
# crate is refused, 2 wrong use, 3 cargo could not tell of the crates.
set -euo pipefail
exec python3 -B "$(dirname "$0")/licences.py" "$@"
