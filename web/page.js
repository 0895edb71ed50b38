// The page: its two views, files that are dropped, and what is kept for work without a network.
import * as check from "./check.js";
import { script } from "./engine.js";
import { sorted, taken } from "./files.js";
import * as list from "./list.js";

const views = { check: document.getElementById("check-view"), list: document.getElementById("list-view") };
const buttons = [...document.querySelectorAll("[data-view]")];

for (const button of buttons) {
  button.addEventListener("click", () => {
    for (const other of buttons) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "page");
    for (const [name, view] of Object.entries(views)) view.hidden = name !== button.dataset.view;
  });
}

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("dropping"));
addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const files = [...event.dataTransfer.files];
  if (files.length === 0) return;
  if (!views.list.hidden) {
    await list.give(await taken(files[0]));
    return;
  }
  const { paper, library } = sorted(files);
  await check.give(paper && (await taken(paper)), library && (await taken(library)));
});

// For measuring.
globalThis.citeTimes = check.times;

// The engine is there when the paper comes.
check.start().catch(() => {});

// What was loaded once is there without a network; not where the program itself serves the page, under an address that
// holds for one run.
if (location.hostname !== "127.0.0.1") navigator.serviceWorker?.register(script("offline.js")).catch(() => {});
