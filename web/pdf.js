// Files in PDF. A module of its own, loaded for the first of them, says what their pages draw; the one that checks papers
// makes the text of it, and what it has to say is written into the file by the other again.
import { Engine } from "./engine.js";

const engine = new Engine("pdf.wasm");

// Some programs write a few bytes before it.
const isPdf = (bytes) => new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");

// The bytes of a file as papers and lists are read from, and for a PDF what its module said of them.
export async function readable({ name, bytes }) {
  if (!isPdf(bytes)) return { bytes };
  const pages = await engine.ask({ do: "draw", name }, bytes);
  return { bytes: pages.bytes, drawn: pages.line };
}

// The file with comments.
export async function withNotes({ name, bytes }, notes) {
  return (await engine.ask({ do: "write", name, notes }, bytes)).bytes;
}

// Ends what is running.
export const stop = () => engine.stop();
