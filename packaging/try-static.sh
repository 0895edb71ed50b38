#!/usr/bin/env bash
# Tries a static program alone in an empty root: nothing of the system but /etc/resolv.conf is there.
#
#   sudo packaging/try-static.sh PROGRAM [HOST]
#
# Fails if the program needs a library, is greater than 30 MB, does not check the paper of this repository,
# or, with HOST, does not find the address of that host.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "use: packaging/try-static.sh PROGRAM [HOST]" >&2
  exit 2
fi
program=$1 host=${2:-}
repository=$(cd "$(dirname "$0")/.." && pwd)
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT

fail() {
  echo "try-static.sh: $1" >&2
  exit 1
}
size=$(wc -c < "$program")
[ "$size" -le 30000000 ] || fail "the program has $size bytes, more than 30 MB"
mkdir "$empty/etc" "$empty/tmp"
cp "$program" "$empty/cite"
cp "$repository/examples/paper.md" "$empty/paper.md"
cp /etc/resolv.conf "$empty/etc/" 2> /dev/null || true

chroot "$empty" /cite --version || fail "the program does not start in an empty root"
status=0
found=$(chroot "$empty" /cite check paper.md --format short) || status=$?
[ "$status" = 1 ] || fail "cite check ended with $status, not 1"
grep -q 'error\[missing-reference\]' <<< "$found" || fail "cite check did not find what it should: $found"

if [ -n "$host" ]; then
  printf 'See <https://%s/>.\n' "$host" > "$empty/link.md"
  answer=$(CITE_CACHE=none chroot "$empty" /cite links link.md --verify --format json) || true
  grep -q '"verdict"' <<< "$answer" || fail "cite links told nothing of https://$host/: $answer"
  ! grep -Eq '"verdict": *"(dns-error|unknown)"' <<< "$answer" || fail "the address of $host was not found: $answer"
fi
echo "try-static.sh: $size bytes, works alone"
