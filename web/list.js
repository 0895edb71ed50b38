// Converting a list: to records, or to a list in a style.
import { Engine } from "./engine.js";
import { renamed, save, taken } from "./files.js";
import { ending, fill } from "./formats.js";
import { readable } from "./pdf.js";
import { count, fail, tell } from "./status.js";

const $ = (id) => document.getElementById(id);
const status = $("list-status");
const engines = { lists: new Engine("check.wasm"), styles: new Engine("render.wasm") };
let given = null;
let styles;

fill($("list-to"));

// The names of styles, once a style is wanted.
async function offerStyles() {
  const wanted = $("list-to").value === "style";
  $("style-line").hidden = !wanted;
  if (!wanted || styles) return;
  try {
    styles = (await engines.styles.ask({ do: "styles" })).line.styles;
    const option = ([value, label]) => Object.assign(document.createElement("option"), { value, label });
    $("styles").replaceChildren(...styles.map(option));
  } catch (error) {
    fail(status, error);
  }
}

async function convert() {
  const text = $("list-text").value;
  const input = text.trim() === "" ? given : { name: "list.txt", bytes: new TextEncoder().encode(text) };
  if (!input) return tell(status, "Choose a file, or paste a list.");
  const to = $("list-to").value;
  const inStyle = to === "style";
  const { bytes, drawn } = await readable(input);
  const read = await engines.lists.ask({ do: "read", name: input.name, drawn, to: inStyle ? "csl-json" : to }, bytes);
  const { entries, lost } = read.line;
  const styled = inStyle && entries > 0
    ? await engines.styles.ask({ do: "render", style: $("style").value.trim(), to: "text" }, read.bytes)
    : read;
  $("list-out").value = new TextDecoder().decode(styled.bytes);
  $("list-result").hidden = entries === 0;
  $("list-save").dataset.name = renamed(input.name, inStyle ? "txt" : ending(to));
  return tell(status, entries === 0 ? "No reference was found." : `${count(entries, "reference")} read.`, lost);
}

$("list-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await convert();
  } catch (error) {
    $("list-result").hidden = true;
    fail(status, error);
  }
});
$("list-to").addEventListener("change", offerStyles);
$("list-file").addEventListener("change", async ({ target }) => {
  await give(target.files[0] ? await taken(target.files[0]) : null);
});
$("list-save").addEventListener("click", ({ target }) => save(target.dataset.name, $("list-out").value));
$("list-copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText($("list-out").value);
  tell(status, "Copied.");
});

// Takes a file as the list.
export async function give(file) {
  given = file;
  if (file) {
    $("list-text").value = "";
    tell(status, `${file.name} is ready.`);
  }
}

$("style-line").hidden = true;
