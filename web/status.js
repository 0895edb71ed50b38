// What the page tells, in its live region: a sentence, and lines below it.
import { Refused, Stopped, Trapped } from "./engine.js";

export function tell(region, sentence, lines = []) {
  region.classList.remove("failed");
  show(region, sentence, lines);
}

export function fail(region, error) {
  region.classList.add("failed");
  show(region, told(error), []);
}

function show(region, sentence, lines) {
  region.hidden = false;
  const list = document.createElement("ul");
  for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  region.replaceChildren(sentence, ...(lines.length > 0 ? [list] : []));
}

function told(error) {
  if (error instanceof Stopped) return "Stopped.";
  if (error instanceof Refused) return error.message;
  if (error instanceof Trapped) {
    return `The checker failed on this and was started again; you can go on with another paper, or with this one after a change. This is a mistake of the program: please report it. (${error.message})`;
  }
  return `That did not work: ${error.message}`;
}

// 1 finding, 2 findings.
export const count = (number, name) => `${number} ${name}${number === 1 ? "" : "s"}`;
