#!/usr/bin/env bash
# Makes the documentation a site in target/site, with mdBook. The pages are gathered and their links checked in any case;
# where there is no mdBook, that is said and the site is left out.
#
#   packaging/site.sh             gather, check, and build if mdBook is there
#   packaging/site.sh --install   the same; installs mdBook with cargo first if it is missing (some minutes)
set -euo pipefail
cd "$(dirname "$0")/.."
mdbook_version=0.5.4

if ! command -v python3 > /dev/null; then
  echo "site: SKIPPED: there is no python3, which gathers the pages"
  exit 0
fi
python3 -B packaging/site.py target/site-source
if [ "${1:-}" = --install ] && ! command -v mdbook > /dev/null; then
  cargo install --locked --version "$mdbook_version" mdbook || true
fi
if ! command -v mdbook > /dev/null; then
  echo "site: the pages are sound; SKIPPED: there is no mdBook to build the site with"
  exit 0
fi
mdbook build target/site-source
echo "site: target/site/index.html"
