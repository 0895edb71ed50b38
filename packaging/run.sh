#!/usr/bin/env bash
# Runs cite: the program of the release that packaging/release.txt names, checked by its checksum, or where
# there is no such file or no program for this system, one that is built here with cargo. Either is kept in
# $CITE_PROGRAMS, or else in the user's folder for caches.
#
#   packaging/run.sh [ARGUMENTS OF cite]
#   packaging/run.sh --where          prints the path of the program
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
release=${CITE_RELEASE:-$here/release.txt}
version=$("$here/version.sh")

# The Rust target of which the program runs on this system; fails if there is none.
target() {
  local machine
  case $(uname -m) in
    x86_64 | amd64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) return 1 ;;
  esac
  case $(uname -s) in
    Linux) echo "$machine-unknown-linux-musl" ;;
    Darwin) echo "$machine-apple-darwin" ;;
    MINGW* | MSYS* | CYGWIN*) echo "x86_64-pc-windows-msvc" ;;
    *) return 1 ;;
  esac
}

sha256_of() {
  if command -v sha256sum > /dev/null; then
    sha256sum "$1" | cut -d ' ' -f 1
  else
    shasum -a 256 "$1" | cut -d ' ' -f 1
  fi
}

programs() {
  if [ -n "${CITE_PROGRAMS:-}" ]; then
    echo "$CITE_PROGRAMS"
  elif [ -n "${LOCALAPPDATA:-}" ]; then
    echo "$LOCALAPPDATA/cite/programs"
  else
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/cite/programs"
  fi
}

# Fetches the archive, refuses it unless its checksum is the one of release.txt, and unpacks it.
take_release() {
  local base=$1 sum=$2 archive=$3 folder=$4 found
  echo "cite: fetching $base/$archive" >&2
  if ! curl --fail --silent --show-error --location --retry 3 -o "$folder/$archive" "$base/$archive"; then
    echo "cite: $base/$archive cannot be fetched" >&2
    return 1
  fi
  found=$(sha256_of "$folder/$archive")
  if [ "$found" != "$sum" ]; then
    echo "cite: $archive is not what was released: its SHA-256 is $found, not $sum" >&2
    return 1
  fi
  case $archive in
    *.zip) (cd "$folder" && unzip -q "$archive") || return 1 ;;
    *) tar -xzf "$folder/$archive" -C "$folder" || return 1 ;;
  esac
  rm "$folder/$archive"
  mv "$folder"/cite-*/* "$folder/"
}

# Builds the program of this source.
build() {
  if ! command -v cargo > /dev/null; then
    echo "cite: there is no released program for this system here, and no cargo to build one (https://rustup.rs)" >&2
    return 1
  fi
  CITE_COMMIT=$(git -C "$root" rev-parse HEAD 2> /dev/null || echo "not known") \
    cargo install --locked --path "$root" --root "$1" >&2 || return 1
  mv "$1"/bin/* "$1/"
}

place() {
  local target base="" sum="" archive="" key kept work
  if target=$(target) && [ -f "$release" ]; then
    base=$(awk '$1 == "base" { print $2 }' "$release")
    read -r sum archive < <(awk -v part="-$target." 'index($2, part) { print $1, $2 }' "$release") || true
  fi
  if [ -n "$sum" ]; then
    key=$sum
  else
    # What is built is kept by the state of the source.
    key=built-$version-$(git -C "$root" rev-parse HEAD 2> /dev/null || echo source)
  fi
  kept=$(programs)/$key
  if [ ! -d "$kept" ]; then
    mkdir -p "$(programs)"
    work=$(mktemp -d "$(programs)/new.XXXXXX")
    # Put in its place in one step: another run may do the same at the same time.
    if { [ -n "$sum" ] && take_release "$base" "$sum" "$archive" "$work"; } ||
      { [ -z "$sum" ] && build "$work"; }; then
      mv -T "$work" "$kept" 2> /dev/null || { [ -d "$kept" ] || mv "$work" "$kept"; }
    fi
    rm -rf "$work"
    [ -d "$kept" ] || return 1
  fi
  if [ -f "$kept/cite.exe" ]; then echo "$kept/cite.exe"; else echo "$kept/cite"; fi
}

program=$(place) || exit 2
if [ "${1:-}" = --where ]; then
  echo "$program"
else
  exec "$program" "$@"
fi
