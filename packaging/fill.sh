#!/usr/bin/env bash
# Fills the recipes of package managers with the version, the address and the checksums of a release.
#
#   packaging/fill.sh VERSION [SUMS [REPOSITORY [FOLDER]]]
#
# SUMS is the file SHA256SUMS of the release (default: dist/SHA256SUMS), REPOSITORY the address of the
# repository (default: that of the workflow that runs, else of the remote "origin"). FOLDER (default:
# target/packaging) gets the recipes and release.txt, by which the action and the hook find the release.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
if [ $# -lt 1 ] || [ $# -gt 4 ]; then
  echo "use: packaging/fill.sh VERSION [SUMS [REPOSITORY [FOLDER]]]" >&2
  exit 2
fi
version=$1
sums=${2:-dist/SHA256SUMS}
repository=${3:-}
folder=${4:-$root/target/packaging}

fail() {
  echo "fill.sh: $1" >&2
  exit 1
}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || fail "\"$version\" is no version such as 1.2.3"
[ -f "$sums" ] || fail "there is no file $sums: give the SHA256SUMS of the release"
if [ -z "$repository" ] && [ -n "${GITHUB_REPOSITORY:-}" ]; then
  repository=${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY
fi
if [ -z "$repository" ]; then
  repository=$(git -C "$root" remote get-url origin 2> /dev/null) ||
    fail "the repository has no remote \"origin\": give its address as the third argument"
fi
repository=${repository%/}
repository=${repository%.git}
case $repository in
  git@*:*) repository=https://$(echo "${repository#git@}" | sed 's|:|/|') ;;
  http://* | https://* | file://*) ;;
  *) fail "\"$repository\" is no address such as https://host/owner/name" ;;
esac
base=$repository/releases/download/v$version

# The checksum of the archive for a target, or of the source.
sum_of() {
  local found
  found=$(awk -v name="$1" '$2 == name || $2 == "*" name { print $1 }' "$sums")
  [[ $found =~ ^[0-9a-f]{64}$ ]] || fail "$sums has no checksum of $1"
  echo "$found"
}

mkdir -p "$folder"
script=(
  -e "s|@VERSION@|$version|g"
  -e "s|@REPOSITORY@|$repository|g"
  -e "s|@BASE@|$base|g"
)
for part in \
  X86_64_LINUX_GNU=x86_64-unknown-linux-gnu.tar.gz AARCH64_LINUX_GNU=aarch64-unknown-linux-gnu.tar.gz \
  X86_64_LINUX_MUSL=x86_64-unknown-linux-musl.tar.gz AARCH64_LINUX_MUSL=aarch64-unknown-linux-musl.tar.gz \
  X86_64_MACOS=x86_64-apple-darwin.tar.gz AARCH64_MACOS=aarch64-apple-darwin.tar.gz \
  X86_64_WINDOWS=x86_64-pc-windows-msvc.zip SOURCE=source.tar.gz; do
  sum=$(sum_of "cite-$version-${part#*=}") || exit 1
  script+=(-e "s|@SHA256_${part%%=*}@|$sum|g")
done
for template in "$here"/templates/*.in; do
  name=$(basename "${template%.in}")
  sed "${script[@]}" "$template" > "$folder/$name"
  if grep -n '@[A-Z0-9_]\{1,\}@' "$folder/$name" >&2; then
    fail "$name still has places that were not filled"
  fi
done
{
  echo "# The release that packaging/run.sh takes: where it lies, and what its archives must be."
  echo "base $base"
  awk '{ sub(/^\*/, "", $2); print $1, $2 }' "$sums"
} > "$folder/release.txt"
echo "fill.sh: wrote $(ls "$folder" | tr '\n' ' ')to $folder"
