// The report in a browser: links lead somewhere, filters filter, foreign text runs nothing, nothing is fetched, and no
// rule of accessibility is broken; in light and dark, on a desktop, a telephone and paper, with and without script.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, executablePath, root] = process.argv.slice(2);
const paper = join(root, "tests/browser/paper.md");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "cite-browser-"));

const report = (name, papers) => {
  const file = join(folder, name);
  const { status, stderr } = spawnSync(program, ["check", "--format", "html", "-o", file, ...papers]);
  assert.ok(status < 2, String(stderr));
  return pathToFileURL(file).href;
};
const findings = (path) => {
  const { stdout } = spawnSync(program, ["check", "--format", "json", path]);
  return JSON.parse(stdout).documents[0].findings;
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const requests = [];
const open = async (address, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => request.url().startsWith("file:") || requests.push(request.url()));
  page.on("pageerror", (error) => assert.fail(error));
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  await page.goto(address);
  return page;
};
// The policy of the page lets nothing else in; the tester is put into the page by the browser itself.
const violations = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await page.reload();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
};
const test = async (name, run) => {
  await run();
  console.log(`ok ${name}`);
};

try {
  const one = report("one.html", [paper]);
  const told = findings(paper);
  assert.ok(told.length >= 4);

  await test("findings, marks and links", async () => {
    const page = await open(one);
    assert.equal(await page.locator(".findings > ol > li").count(), told.length);
    for (const link of await page.locator("a[href^='#']").all()) {
      const target = (await link.getAttribute("href")).slice(1);
      assert.equal(await page.locator(`[id="${target}"]`).count(), 1, target);
    }
    await page.locator("a.c").first().click();
    const target = page.locator(":target");
    assert.match(await target.textContent(), /Hurd/);
    assert.ok(await target.isVisible());
    await page.locator(".findings .places a[href*='-m']").first().click();
    assert.equal(await page.locator("mark:target").count(), 1);
    assert.match(await page.title(), /paper\.md: citations checked$/);
  });

  await test("filters by level and rule, with the keyboard", async () => {
    const page = await open(one);
    const shown = () => page.locator(".findings > ol > li:visible").count();
    const hints = told.filter((one) => one.severity === "hint").length;
    const errors = told.filter((one) => one.severity === "error").length;
    await page.locator(".tools input").nth(2).focus();
    await page.keyboard.press("Space");
    assert.equal(await shown(), told.length - hints);
    await page.keyboard.press("Space");
    await page.locator(".tools input").nth(0).uncheck();
    assert.equal(await shown(), told.length - errors);
    assert.equal(await page.locator("a.n.e:visible").count(), 0);
    await page.locator(".tools input").nth(0).check();
    await page.locator(".tools select").selectOption("uncited-reference");
    assert.equal(await shown(), told.filter((one) => one.rule === "uncited-reference").length);
    await page.locator(".tools select").selectOption("");
    await page.getByRole("button", { name: "Next" }).click();
    assert.equal(await page.locator(".findings li:target").count(), 1);
  });

  await test("foreign text runs nothing", async () => {
    const page = await open(one);
    assert.notEqual(await page.title(), "run");
    assert.equal(await page.locator("img").count(), 0);
    assert.match(await page.locator(".list").textContent(), /<img src=x/);
  });

  await test("whole without script", async () => {
    const page = await open(one, { javaScriptEnabled: false });
    assert.equal(await page.locator(".findings > ol > li").count(), told.length);
    assert.ok(await page.locator(".tools").isHidden());
    assert.ok(await page.locator(".text mark").first().isVisible());
  });

  await test("accessible in light and dark, on a desktop and a telephone", async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, viewport] of [["desktop", { width: 1280, height: 900 }], ["telephone", { width: 360, height: 740 }]]) {
        const page = await open(one, { colorScheme, viewport, bypassCSP: true });
        await page.locator("details.charts > summary").click();
        await page.screenshot({ path: join(root, `target/browser/${name}-${colorScheme}.png`), fullPage: name === "telephone" });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
        assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
      }
    }
  });

  await test("on paper", async () => {
    const page = await open(one);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".tools").isHidden());
    await page.screenshot({ path: join(root, "target/browser/print.png"), fullPage: true });
  });

  await test("several papers and a library on one page", async () => {
    const page = await open(report("many.html", [paper, join(root, "examples/paper.md")]));
    assert.equal(await page.locator(".paper").count(), 2);
    assert.equal(await page.locator("nav.papers a").count(), 2);
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: join(root, "target/browser/many.png") });
  });

  assert.deepEqual(requests, [], "something was fetched");
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log("all passed");
