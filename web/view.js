// The report on a paper as a part of this page: the same as `cite check --format html` writes.
import { filterReport } from "./filter.js";

const policy = globalThis.trustedTypes?.createPolicy("report", { createHTML: (text) => text });
const parsed = (text) => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");

const report = document.querySelector("#report");
const tools = document.querySelector(".tools");

// Shows a report, with buttons that make corrections where they can be made. The engine has escaped all foreign text in it; nothing in it can run, since the page's policy allows
// no script but its own files.
export function show(html, findings, accept) {
  // The head has the look and the filter of the report where it stands alone.
  const main = html.slice(html.indexOf("<main>"), html.lastIndexOf("<footer>"));
  const papers = parsed(main).querySelectorAll("article.paper");
  const open = report.querySelector("details.charts")?.open ?? false;
  report.replaceChildren(...papers);
  tools.replaceChildren();
  tools.hidden = true;
  const charts = report.querySelector("details.charts");
  if (charts) charts.open = open;
  const items = [...report.querySelectorAll(".findings > ol > li")];
  if (accept) findings.forEach((finding, index) => finding.fix && items[index]?.append(button(finding, index, accept)));
  // The worst first; among equals, in the order of the text.
  for (const level of ["e", "w", "h"]) {
    for (const item of items.filter((one) => one.classList.contains(level))) item.parentElement.append(item);
  }
  const title = document.title;
  filterReport();
  document.title = title;
}

export function clear() {
  report.replaceChildren();
  tools.replaceChildren();
  tools.hidden = true;
}

// The button that does the fix of a finding.
function button(finding, index, accept) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "accept";
  button.textContent = finding.fix === "safe" ? "Make this correction" : "Make this correction (look at it)";
  button.setAttribute("aria-label", `${button.textContent}: ${finding.severity} ${index + 1}, ${finding.rule}`);
  button.addEventListener("click", () => accept(finding, [...button.closest("ol").children].indexOf(button.closest("li"))));
  return button;
}

// Leads the keyboard to the finding that stands now at the place in the list where one was done.
export function focusFinding(place) {
  const items = report.querySelectorAll(".findings > ol > li");
  const item = items[Math.min(place, items.length - 1)];
  const target = item?.querySelector(".accept") ?? item?.querySelector("a");
  target?.focus();
}
