// The formats in which records are saved, with the endings of their files.
export const FORMATS = [
  ["biblatex", "BibLaTeX", "bib"],
  ["bibtex", "BibTeX", "bib"],
  ["csl-json", "CSL-JSON", "json"],
  ["ris", "RIS (Zotero, EndNote, Mendeley)", "ris"],
  ["hayagriva", "Hayagriva (Typst)", "yaml"],
];

// Puts them before what a selection holds already.
export function fill(select) {
  const options = FORMATS.map(([value, name]) => Object.assign(document.createElement("option"), { value, textContent: name }));
  select.prepend(...options);
  select.selectedIndex = 0;
}

export const ending = (format) => FORMATS.find(([name]) => name === format)?.[2] ?? "txt";
