// Files: how they come in, and how they are saved.

// What a file that was given holds.
export async function taken(file) {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

// Endings of libraries; every other file is a paper.
const LIBRARY = /\.(bib|json|ya?ml|ris|nbib|enw|enl)$/i;

// The paper and the library among files that were dropped together.
export function sorted(files) {
  const library = files.find((file) => LIBRARY.test(file.name));
  const paper = files.find((file) => file !== library);
  return { paper, library };
}

// Whether comments can be written into it.
export const takesComments = (name) => /\.(docx|odt|pdf)$/i.test(name);

// Whether it is text that can stand in a text field; nothing if it is not, or is in another encoding than UTF-8.
export function asText(bytes) {
  if (bytes.subarray(0, 4096).includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function save(name, bytes, type = "application/octet-stream") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A name with another ending.
export const renamed = (name, ending) => `${name.replace(/\.[^.]*$/, "")}.${ending}`;
