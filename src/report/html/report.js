"use strict";
// Filters findings by level and rule. The page is whole without it.
(() => {
  const tools = document.querySelector(".tools");
  const findings = [...document.querySelectorAll(".findings > ol > li")];
  const papers = [...document.querySelectorAll(".paper")];
  const add = (parent, name, text = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const named = (paper) => paper.querySelector("h1").textContent;
  if (papers.length === 1) document.title = `${named(papers[0])}: citations checked`;
  if (papers.length > 1) {
    const nav = document.createElement("nav");
    nav.className = "papers";
    nav.setAttribute("aria-label", "Papers");
    const list = add(nav, "ul");
    for (const paper of papers) {
      const item = add(list, "li");
      add(item, "a", named(paper)).href = `#${paper.id}`;
      item.append(` ${paper.querySelectorAll(".counts")[1].textContent}`);
    }
    document.querySelector("main").prepend(nav);
  }
  if (findings.length === 0) return;

  // What belongs to a finding in the text: its marks and its number.
  const marks = new Map();
  for (const link of document.querySelectorAll("a.n")) {
    const name = link.getAttribute("href").slice(1);
    const mark = name.replace("-f", "-m");
    marks.set(name, [...(marks.get(name) ?? []), link, ...document.querySelectorAll(`#${mark}, [data-of="${mark}"]`)]);
  }
  const boxes = [["e", "errors", "✖"], ["w", "warnings", "▲"], ["h", "hints", "●"]].map(([letter, name, sign]) => {
    const label = add(tools, "label");
    const box = add(label, "input");
    box.type = "checkbox";
    box.checked = true;
    box.value = letter;
    const count = findings.filter((one) => one.classList.contains(letter)).length;
    label.append(`${sign} ${count} ${name}`);
    return box;
  });
  const label = add(tools, "label", "rule ");
  const select = add(label, "select");
  add(select, "option", "all").value = "";
  for (const rule of [...new Set(findings.map((one) => one.dataset.rule))].sort()) {
    const count = findings.filter((one) => one.dataset.rule === rule).length;
    add(select, "option", `${rule} (${count})`).value = rule;
  }
  const before = add(tools, "button", "Previous");
  const after = add(tools, "button", "Next");
  const shown = add(tools, "output");

  const filter = () => {
    const levels = boxes.filter((box) => box.checked).map((box) => box.value);
    let count = 0;
    for (const finding of findings) {
      const wanted = levels.includes(finding.className) && ["", finding.dataset.rule].includes(select.value);
      finding.hidden = !wanted;
      count += wanted;
      for (const mark of marks.get(finding.id) ?? []) mark.classList.toggle("off", !wanted);
    }
    shown.textContent = `${count} of ${findings.length} shown`;
  };
  const step = (by) => {
    const list = findings.filter((one) => !one.hidden);
    const here = list.findIndex((one) => `#${one.id}` === location.hash);
    const next = list[(here + by + list.length) % list.length] ?? list[0];
    if (!next) return;
    location.hash = next.id;
    next.querySelector("a").focus({ preventScroll: true });
    document.getElementById(next.id.replace("-f", "-m"))?.scrollIntoView({ block: "center" });
  };
  for (const control of [...boxes, select]) control.addEventListener("change", filter);
  before.addEventListener("click", () => step(-1));
  after.addEventListener("click", () => step(1));
  tools.hidden = false;
  filter();
})();
