#!/bin/sh
# Typesets the papers that the tests wrote into the folder $1: with typst (its command, or the Python
# package of this name), pdflatex and LibreOffice, where they are installed.
set -u
cd "$1" || exit 2

for layout in typst1 typst2; do
    for file in "$layout"/*.typ; do
        if command -v typst > /dev/null; then
            typst compile "$file"
        else
            "${PYTHON:-python3}" -c 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[1][:-3] + "pdf")' "$file"
        fi
    done
done
for layout in latex1 latex2; do
    command -v pdflatex > /dev/null || break
    for file in "$layout"/*.tex; do
        (cd "$layout" && timeout 60 pdflatex -interaction=nonstopmode "$(basename "$file")" > /dev/null)
    done
    rm -f "$layout"/*.aux "$layout"/*.log
done
if command -v soffice > /dev/null; then
    soffice --headless --convert-to pdf --outdir word word/*.docx > /dev/null
fi
