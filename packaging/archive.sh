#!/usr/bin/env bash
# Packs a built program for a release, with its licences, manual pages and completions.
#
#   packaging/archive.sh PROGRAM TARGET THIRD_PARTY FOLDER
#
# PROGRAM is the file that was built, TARGET its Rust target triple, THIRD_PARTY what
# `packaging/licences.sh write` wrote. FOLDER gets cite-VERSION-TARGET.tar.gz, for Windows .zip.
set -euo pipefail
if [ $# -ne 4 ]; then
  echo "use: packaging/archive.sh PROGRAM TARGET THIRD_PARTY FOLDER" >&2
  exit 2
fi
program=$1 target=$2 third_party=$3 folder=$4
root=$(cd "$(dirname "$0")/.." && pwd)
version=$("$root/packaging/version.sh")
name="cite-$version-$target"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name/completions" "$work/$name/man" "$folder"
folder=$(cd "$folder" && pwd)
cp "$program" "$work/$name/"
cp "$third_party" "$work/$name/THIRD-PARTY.md"
cp "$root"/{README.md,CHANGELOG.md,LICENSE-MIT,LICENSE-APACHE} "$work/$name/"
"$program" man > "$work/$name/man/cite.1"
commands=$("$program" --help | tr -d '\r' | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on && /^  [a-z]/ { print $1 }')
for command in $commands; do
  [ "$command" = help ] || "$program" man "$command" > "$work/$name/man/cite-$command.1"
done
for shell in bash elvish fish zsh; do
  "$program" completions "$shell" > "$work/$name/completions/cite.$shell"
done
"$program" completions powershell > "$work/$name/completions/cite.ps1"

cd "$work"
case $target in
  *windows*) 7z a -bd -tzip "$folder/$name.zip" "$name" > /dev/null ;;
  *) tar -czf "$folder/$name.tar.gz" "$name" ;;
esac
