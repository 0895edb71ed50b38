#!/usr/bin/env bash
# Tries a static program alone in an empty root: nothing of the system is there but /etc/resolv.conf.
#
#   sudo packaging/try-static.sh PROGRAM [HOST]
#
# Fails if the program needs a library, is greater than 30 MB, does not check the paper of this repository, or does not
# find the address of a host: of HOST, or without one, of a name that a name server on this machine knows (wants python3).
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "use: packaging/try-static.sh PROGRAM [HOST]" >&2
  exit 2
fi
program=$1 host=${2:-}
repository=$(cd "$(dirname "$0")/.." && pwd)
empty=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$empty"' EXIT

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

# The verdict on the one link of a paper, and why.
asked() {
  printf 'See <https://%s/>.\n' "$1" > "$empty/link.md"
  CITE_CACHE=none chroot "$empty" /cite links link.md --verify --format json || true
}
if [ -n "$host" ]; then
  answer=$(asked "$host")
  grep -q '"verdict"' <<< "$answer" || fail "cite links told nothing of https://$host/: $answer"
  ! grep -Eq '"verdict": *"(dns-error|unknown)"' <<< "$answer" || fail "the address of $host was not found: $answer"
  resolved="finds $host"
elif command -v python3 > /dev/null; then
  address=127.0.0.153 host=static.example
  coproc python3 "$repository/packaging/nameserver.py" "$address" "$host"
  server=$COPROC_PID
  read -r -t 10 _ <&"${COPROC[0]}" || fail "the name server did not start"
  echo "nameserver $address" > "$empty/etc/resolv.conf"
  answer=$(asked "$host")
  # That it is found shows in that it is refused.
  grep -q 'its name leads to an address of a private network' <<< "$answer" || fail "$host was not found: $answer"
  answer=$(asked "no.$host")
  ! grep -q 'its name leads' <<< "$answer" || fail "no.$host was found: $answer"
  resolved="finds a host by its name"
else
  resolved="SKIPPED: there is no python3 to serve a name"
fi
echo "try-static.sh: $size bytes, works alone, $resolved"
