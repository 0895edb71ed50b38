// Checking a paper.
import { Engine, Refused } from "./engine.js";
import { asText, renamed, save, taken, takesComments } from "./files.js";
import { ending, fill } from "./formats.js";
import * as pdf from "./pdf.js";
import { count, fail, tell } from "./status.js";
import { clear, focusFinding, show } from "./view.js";

const $ = (id) => document.getElementById(id);
const status = $("status");
const field = $("paper-text");

const engine = new Engine("check.wasm");

// How long a pause in typing is, in milliseconds, and after how long a check can be stopped.
const PAUSE = 250;
const LONG = 2000;

const state = {
  paper: null, // {name, bytes} as it is, and once it was checked what it is read from
  library: null,
  before: [], // the files before each correction
  running: 0, // the number of the newest task; an older one is not shown
  newline: "\n",
};

// Times in milliseconds of the last check, for measuring: in the module, and until it could be seen.
export const times = {};

// Loads the engine, and lets it make itself ready.
export const start = () => engine.ask({ do: "ready" });

export async function give(paper, library) {
  if (library !== undefined) state.library = library;
  if (paper) {
    state.paper = paper;
    state.before = [];
    fillField(paper);
  }
  if (state.paper) {
    await check("checked");
    if (paper) status.scrollIntoView({ block: "start" });
  } else if (state.library) tell(status, `${state.library.name} is read with the next paper.`);
}

// Shows the text of the file in the field, where it can be changed by hand.
function fillField(paper) {
  const text = paper.pasted ? undefined : asText(paper.bytes);
  if (paper.pasted) return;
  state.newline = text?.includes("\r\n") ? "\r\n" : "\n";
  field.value = text ?? "";
  field.placeholder = text === undefined ? `${paper.name} is no plain text; it is checked as it is.` : "";
}

function task({ name, readable }) {
  const heading = $("headings").value.trim();
  return {
    do: "check",
    name,
    length: readable.bytes.length,
    drawn: readable.drawn,
    library: state.library?.name,
    headings: heading ? [heading] : [],
    day: Math.floor(Date.now() / 86_400_000),
  };
}

async function check(done) {
  const { paper, library } = state;
  await run(async (isNewest) => {
    paper.readable ??= await pdf.readable(paper);
    const answer = await engine.ask(task(paper), paper.readable.bytes, library?.bytes ?? new Uint8Array());
    if (isNewest()) judged(answer, done);
  }, false);
}

// Does a task, during which a long one can be stopped; what an older one says after a newer began is not shown.
async function run(work, stays = true) {
  const number = ++state.running;
  const isNewest = () => number === state.running;
  times.begin = performance.now();
  const timer = setTimeout(() => isNewest() && ($("stop-line").hidden = false), LONG);
  try {
    await work(isNewest);
  } catch (error) {
    if (!isNewest()) return;
    // What is shown stays only where it still stands for the paper: a correction was refused.
    if (!(error instanceof Refused && stays)) {
      clear();
      $("result").hidden = true;
    }
    fail(status, error);
  } finally {
    clearTimeout(timer);
    if (isNewest()) $("stop-line").hidden = true;
  }
}

// Shows what an answer says of the paper.
function judged({ line, bytes, took }, done) {
  const { findings, correctable } = line;
  times.engine = took;
  times.judged = performance.now() - times.begin;
  state.html = new TextDecoder().decode(bytes);
  tell(status, summary(line, done), line.faults);
  show(state.html, findings, correctable ? accept : undefined);
  const safe = correctable ? findings.filter((one) => one.fix === "safe").length : 0;
  $("fix-safe").textContent = `Make all safe corrections (${safe})`;
  $("fix-safe").disabled = safe === 0;
  for (const id of ["fix-safe", "undo", "save-paper"]) $(id).hidden = !correctable;
  $("undo").disabled = state.before.length === 0;
  $("save-comments").hidden = !takesComments(state.paper.name);
  $("save-list").disabled = line.references === 0;
  $("result").hidden = false;
  times.shown = performance.now() - times.begin;
}

function summary({ findings, references, citations }, done) {
  const level = (name) => findings.filter((one) => one.severity === name).length;
  const found = findings.length === 0
    ? "nothing to report"
    : `${count(level("error"), "error")}, ${count(level("warning"), "warning")}, ${count(level("hint"), "hint")}`;
  return `${state.paper.name} ${done}: ${found}; ${count(references, "reference")}, ${count(citations, "citation")}.`;
}

async function accept(finding, place) {
  await run(async () => {
    const answer = await changed({ do: "accept", id: finding.id });
    judged(answer, "corrected");
    focusFinding(place);
  });
}

// Asks for a correction, and keeps the file as it was for "Undo".
async function changed(task) {
  const before = { ...state.paper };
  const answer = await engine.ask(task);
  const file = await engine.ask({ do: "file" });
  state.before.push(before);
  state.paper = { name: before.name, pasted: before.pasted, bytes: file.bytes };
  const text = asText(file.bytes);
  if (text !== undefined) field.value = text;
  return answer;
}

$("fix-safe").addEventListener("click", () =>
  run(async () => {
    const answer = await changed({ do: "fix" });
    judged(answer, `corrected, ${count(answer.line.done, "finding")} repaired`);
  }));

$("undo").addEventListener("click", async () => {
  state.paper = state.before.pop();
  const text = asText(state.paper.bytes);
  if (text !== undefined) field.value = text;
  await check("as it was before");
});

$("stop").addEventListener("click", () => {
  engine.stop();
  pdf.stop();
});

$("save-paper").addEventListener("click", () => save(state.paper.name, state.paper.bytes));

$("save-comments").addEventListener("click", () =>
  run(async () => {
    const { paper } = state;
    const bytes = paper.readable?.drawn
      ? await pdf.withNotes(paper, (await engine.ask({ do: "notes" })).line.notes)
      : (await engine.ask({ do: "annotate" })).bytes;
    save(state.paper.name.replace(/(\.[^.]*)$/, "-with-comments$1"), bytes);
  }));

$("save-report").addEventListener("click", () => save(renamed(state.paper.name, "html"), state.html, "text/html"));

fill($("save-format"));
$("save-list").addEventListener("click", () =>
  run(async () => {
    const to = $("save-format").value;
    const { bytes, line } = await engine.ask({ do: "references", to });
    save(renamed(state.paper.name, ending(to)), bytes);
    tell(status, `${count(line.entries, "record")} saved.`, line.lost);
  }));

// The text of the field, as a file.
function pasted() {
  const known = state.paper;
  const name = known && asText(known.bytes) !== undefined && !known.pasted ? known.name : `paper.${$("paper-format").value}`;
  const text = field.value.replaceAll("\n", state.newline);
  return { name, bytes: new TextEncoder().encode(text), pasted: known?.pasted ?? !known };
}

// What is typed is checked in the pauses. While a check runs, only the newest text waits for the next.
let pause;
let busy = false;
async function typed() {
  if (field.value.trim() === "" || busy) return;
  busy = true;
  const text = field.value;
  state.paper = pasted();
  state.before = [];
  await check("checked");
  busy = false;
  if (field.value !== text) await typed();
}
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(typed, PAUSE);
});

for (const id of ["headings", "paper-format"]) {
  $(id).addEventListener("change", () => {
    if (state.paper?.pasted) state.paper = pasted();
    if (state.paper) check("checked");
  });
}

$("paper-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(pause);
  if (field.value.trim() !== "") await typed();
  else if (state.paper) await check("checked");
  else tell(status, "Choose a paper, drop one on this page, or paste its text.");
});

$("paper-file").addEventListener("change", async ({ target }) => {
  if (target.files[0]) await give(await taken(target.files[0]));
});
$("library-file").addEventListener("change", async ({ target }) => {
  await give(undefined, target.files[0] ? await taken(target.files[0]) : null);
});

$("example").addEventListener("click", async () => {
  const response = await fetch(new URL("example.md", import.meta.url));
  state.library = null;
  await give({ name: "paper.md", bytes: new Uint8Array(await response.arrayBuffer()) });
});
