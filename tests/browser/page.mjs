// The page in a browser, served by `cite serve`: papers are dropped, findings seen, corrections made, files saved; all
// that is found is what the program finds, nothing but the page's own files is asked for, and no rule of accessibility is
// broken.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import { checked, closing, served, test, violations } from "./support.mjs";

const [program, executablePath, root, built] = process.argv.slice(2);
const shared = join(root, "../shared");
const example = join(root, "examples/paper.md");
const users = join(shared, "papers/kazakhstan");
const folder = mkdtempSync(join(tmpdir(), "cite-page-"));
const figures = [];

const server = spawn(program, ["serve", "--page", built], { stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => server.kill());
const address = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(String(text).trim())));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// Everything that is asked for, of every page.
const requests = [];
const open = async (options = {}, where = address) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  context.on("request", (request) => requests.push({ url: request.url(), method: request.method(), body: request.postData() }));
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => assert.fail(error));
  page.on("console", (message) => message.type() === "error" && assert.fail(message.text()));
  page.on("dialog", (dialog) => assert.fail(dialog.message()));
  await page.goto(where);
  return page;
};
// The findings as the page lists them, each as level, rule and message.
const listed = (page) =>
  page.locator("#report .findings > ol > li").evaluateAll((items) =>
    items.map((item) => [item.className, item.dataset.rule, item.querySelectorAll("p")[1].textContent].join(" | ")));
const told = (findings) => findings.map((one) => [one.severity[0], one.rule, one.message].join(" | "));
const status = (page) => page.locator("#status");
// Until the page shows what was found in a file of this name.
const give = async (page, files, name) => {
  await page.evaluate(() => document.getElementById("status").replaceChildren());
  await page.locator("#paper-file").setInputFiles(files);
  await shown(page, name);
};
const shown = (page, name) =>
  page.waitForFunction((name) => {
    const said = document.getElementById("status").textContent;
    const title = document.querySelector("#report h1")?.textContent;
    return said.startsWith(name) && (title === name || /cannot|failed/.test(said));
  }, name);
const drop = async (page, paths) => {
  const files = paths.map((path) => [basename(path), readFileSync(path).toString("base64")]);
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (ch) => ch.charCodeAt(0))], name));
    return data;
  }, files);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
};
const saved = async (page, button) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};
const fixed = (path) => {
  const copy = join(folder, basename(path));
  // Written, not copied: the copy of a file that may not be written is one too.
  writeFileSync(copy, readFileSync(path));
  spawnSync(program, ["check", "--fix", "--fail-on", "never", copy]);
  return readFileSync(copy);
};
const same = (page, path, expected = checked(program, path).findings) =>
  listed(page).then((found) => assert.deepEqual(found.toSorted(), told(expected).toSorted(), path));

try {
  await test("a paper is dropped and judged as by the program", async () => {
    const page = await open();
    await drop(page, [example]);
    await shown(page, "paper.md");
    await same(page, example);
    const errors = checked(program, example).findings.filter((one) => one.severity === "error").length;
    assert.ok((await status(page).textContent()).startsWith(`paper.md checked: ${errors} error`));
    const levels = (await listed(page)).map((one) => one[0]).join("");
    assert.match(levels, /^e*w*h*$/, "the worst come first");
    assert.ok(await page.locator("#report .rules article h3").first().isVisible(), "rules are explained");
  });

  await test("text is pasted, changed, corrected, taken back", async () => {
    const page = await open();
    await page.locator("#paper-text").fill("So it is 100% right. (Hurd 1999).\n\n## References\n\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n");
    await shown(page, "paper.md");
    assert.match((await listed(page)).join("\n"), /citation-placement/);
    await page.locator("#report .accept").first().click();
    await page.waitForFunction(() => document.getElementById("status").textContent.includes("corrected"));
    assert.match(await page.locator("#paper-text").inputValue(), /^So it is 100% right \(Hurd 1999\)\./);
    await page.locator("#undo").click();
    await page.waitForFunction(() => document.getElementById("status").textContent.includes("as it was"));
    assert.match(await page.locator("#paper-text").inputValue(), /^So it is 100% right\. \(Hurd 1999\)\./);
    await page.locator("#paper-text").fill("So it is 100% right (Hurd 1998).\n\n## References\n\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n");
    await page.waitForFunction(() => document.querySelector("#report").textContent.includes("year-mismatch"));
  });

  const papers = [example, join(root, "tests/browser/paper.md"), ...(existsSync(users) ? [join(users, "paper.md")] : [])];
  await test("all safe corrections give the bytes of check --fix", async () => {
    const page = await open();
    for (const [at, path] of papers.entries()) {
      // Each under a name of its own, so that what is shown is known to be of it.
      const own = join(folder, `given-${at}.md`);
      writeFileSync(own, readFileSync(path));
      await give(page, own, basename(own));
      if (await page.locator("#fix-safe").isEnabled()) {
        await page.locator("#fix-safe").click();
        await page.waitForFunction(() => document.getElementById("status").textContent.includes("repaired"));
      }
      const { name, bytes } = await saved(page, "#save-paper");
      assert.equal(name, basename(own));
      assert.ok(bytes.equals(fixed(own)), path);
      await same(page, path, checked(program, own).findings);
    }
  });

  await test("lines that end in CR LF, and a byte order mark, are kept", async () => {
    const page = await open();
    const path = join(folder, "windows.md");
    const text = "\uFEFFSo it is 100% right. (Hurd 1999).\r\n\r\n## References\r\n\r\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\r\n";
    writeFileSync(path, text);
    await give(page, path, "windows.md");
    await page.locator("#fix-safe").click();
    await page.waitForFunction(() => document.getElementById("status").textContent.includes("repaired"));
    const { bytes } = await saved(page, "#save-paper");
    assert.equal(String(bytes), text.replace("right. (Hurd 1999).", "right (Hurd 1999)."));
  });

  if (existsSync(users)) {
    await test("the user's paper: what is wanted stands on top", async () => {
      const path = join(users, "paper.md");
      const page = await open();
      await drop(page, [path]);
      await shown(page, "paper.md");
      const { findings } = checked(program, path);
      const bytes = readFileSync(path);
      const letters = [...String(bytes)];
      const offset = (at) => Buffer.byteLength(letters.slice(0, at).join(""));
      const truth = JSON.parse(readFileSync(join(users, "truth.json"), "utf8")).filter((one) => !one.optional);
      const order = await page.locator("#report .findings > ol > li").evaluateAll((items) => items.map((item) => Number(item.id.split("-f")[1]) - 1));
      const hint = order.findIndex((at) => findings[at].severity === "hint");
      const above = order.slice(0, hint < 0 ? order.length : hint).map((at) => findings[at]);
      const covers = (finding, one) =>
        [finding.span, ...finding.related.map((other) => other.span)].some(
          (span) => span && span.start < offset(one.end) && offset(one.start) < span.end);
      assert.deepEqual(truth.filter((one) => !findings.some((finding) => covers(finding, one))), [], "all that is wanted is found");
      // What the rules themselves call a hint can stand above no hint.
      const hints = truth.filter((one) => !above.some((finding) => covers(finding, one)));
      assert.deepEqual(hints.map((one) => one.kind).filter((kind) => kind !== "s_missing_name"), []);
      figures.push(`the user's paper: ${findings.length} findings; of ${truth.length} wanted ${truth.length - hints.length} above every hint, ${hints.length} a hint itself`);
    });
  } else console.log("SKIPPED the user's paper: there is no ../shared");

  const corpus = join(shared, "data/papers");
  if (existsSync(corpus)) {
    await test("30 papers are judged as by the program", async () => {
      const page = await open();
      const names = readdirSync(corpus).filter((name) => existsSync(join(corpus, name, "paper.md"))).slice(0, 30);
      assert.equal(names.length, 30);
      for (const name of names) {
        const path = join(corpus, name, "paper.md");
        await give(page, path, "paper.md");
        await same(page, path);
      }
    });
  } else console.log("SKIPPED 30 papers: there is no ../shared");

  await test("keys are looked up in a library that is dropped beside the paper", async () => {
    const [paper, library] = [join(folder, "keys.md"), join(folder, "refs.bib")];
    writeFileSync(paper, "So it is [@hurd1999; @lost2001].\n");
    writeFileSync(library, "@book{hurd1999, author = {Hurd, Ian}, title = {Order}, publisher = {Yale}, address = {Yale}, year = {1999}}\n");
    const page = await open();
    await drop(page, [library, paper]);
    await shown(page, "keys.md");
    await same(page, paper, checked(program, paper, "--library", library).findings);
    assert.match((await listed(page)).join(), /undefined-key.*lost2001/);
  });

  await test("Word: comments and tracked changes", async () => {
    const page = await open();
    const docx = join(folder, "paper.docx");
    const made = spawnSync("pandoc", [example, "-o", docx]);
    const given = made.status === 0 ? docx : readdirSync(join(root, "tests/formats"), { recursive: true }).map((name) => join(root, "tests/formats", name)).find((name) => name.endsWith(".docx"));
    if (!given) return console.log("SKIPPED Word: there is neither pandoc nor a Word file");
    await give(page, given, basename(given));
    await same(page, given);
    const { name, bytes } = await saved(page, "#save-comments");
    assert.match(name, /-with-comments\.docx$/);
    const out = join(folder, "comments.docx");
    spawnSync(program, ["check", "--fail-on", "never", "--annotate", out, given]);
    assert.ok(bytes.equals(readFileSync(out)), "comments are those of check --annotate");
  });

  await test("PDF: another module reads it, and writes comments into it", async () => {
    const page = await open();
    const loaded = () => requests.filter(({ url }) => url.endsWith("/pdf.wasm")).length;
    const before = loaded();
    const path = join(folder, "printed.pdf");
    await give(page, example, "paper.md");
    const printer = await browser.newPage();
    await printer.setContent("<p>A pasture that is open to all is grazed until nothing grows (Hardin 1986).</p><h2>References</h2><p>Hardin, G. 1968. “The Tragedy of the Commons.” <i>Science</i> 162 (3859): 1243–1248.</p><p>Ostrom, E. 1990. <i>Governing the Commons</i>. Cambridge: Cambridge University Press.</p>");
    writeFileSync(path, await printer.pdf());
    await printer.close();
    assert.equal(loaded(), before);
    await give(page, path, "printed.pdf");
    assert.equal(loaded(), before + 1);
    await same(page, path);
    assert.match((await listed(page)).join(), /year-mismatch/);
    assert.equal(await page.locator("#report .accept:visible, #fix-safe:visible").count(), 0, "no correction is offered that cannot be made");
    const { name, bytes } = await saved(page, "#save-comments");
    assert.equal(name, "printed-with-comments.pdf");
    const out = join(folder, "comments.pdf");
    spawnSync(program, ["check", "--fail-on", "never", "--annotate", out, path]);
    assert.ok(bytes.equals(readFileSync(out)), "comments are those of check --annotate");
    await page.getByRole("button", { name: "Convert a list" }).click();
    await page.locator("#list-file").setInputFiles(path);
    await page.locator("#list-to").selectOption("bibtex");
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    await page.locator("#list-out").waitFor();
    assert.match(await page.locator("#list-out").inputValue(), /@article\{hardin1968,[^]*@book\{ostrom1990,/);
  });

  await test("a list becomes records, and a list in a style", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Convert a list" }).click();
    await page.locator("#list-text").fill("Hurd, I. 1999. Hope and Law. London: Example Press.\n\nHardin, G. 1968. \"The Tragedy of the Commons.\" Science 162 (3859): 1243–1248.");
    await page.locator("#list-to").selectOption("biblatex");
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    const out = page.locator("#list-out");
    await out.waitFor();
    assert.match(await out.inputValue(), /^@book\{hurd1999,[^]*@article\{hardin1968,/);
    await page.locator("#list-to").selectOption("style");
    await page.waitForFunction(() => document.getElementById("styles").children.length > 80);
    await page.locator("#style").fill("apa");
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    await page.waitForFunction(() => document.getElementById("list-out").value.includes("(1999)."));
    assert.match(await out.inputValue(), /Hurd, I\. \(1999\)\. Hope and Law\. Example Press\.$/m);
    await page.locator("#style").fill("no-such-style");
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    await page.waitForFunction(() => document.getElementById("list-status").textContent.includes("unknown style"));
  });

  await test("foreign text stays text", async () => {
    const hostile = "<img src=x onerror=\"globalThis.run=1\"><script>globalThis.run=1</script>";
    const path = join(folder, "<img src=x onerror=alert(1)>.md");
    writeFileSync(path, `So ${hostile} (Hurd 1998; Lost${hostile} 2001).\n\n## References\n\nHurd, I. 1999. \"${hostile}.\" *Order ${hostile}* 53 (2): 379–408. https://x.example/?a="><script>alert(1)</script>\n`);
    const page = await open();
    await give(page, path, basename(path));
    assert.equal(await page.locator("#report img, #report script, #status img").count(), 0);
    assert.equal(await page.evaluate(() => globalThis.run), undefined);
    assert.ok(await page.locator("#report").textContent().then((text) => text.includes("<img src=x onerror=")));
    page.removeAllListeners("console");
    // Were something let through, the page's policy would still run nothing.
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.run = 1";
      document.body.append(script);
    }).catch(() => {});
    assert.equal(await page.evaluate(() => globalThis.run), undefined);
    const sent = await page.evaluate(() => fetch("https://example.org/?paper").then(() => "sent", () => "refused"));
    assert.equal(sent, "refused");
  });

  await test("a module that fails is replaced, and the user is told", async () => {
    const page = await open();
    let workers = 0;
    page.on("worker", () => (workers += 1));
    // (memory 1), room and answered give 0, answer is unreachable.
    const failing = Buffer.from(
      "0061736d01000000010a026000017f60017f017f0304030100000503010001072504066d656d6f7279020004726f6f6d0000" +
        "06616e73776572000108616e73776572656400020a0f03040041000b0300000b040041000b",
      "hex",
    );
    await page.route("**/check.wasm", (route) => route.fulfill({ body: failing, contentType: "application/wasm" }));
    await page.reload();
    for (const expected of [1, 2]) {
      await page.evaluate(() => document.getElementById("status").replaceChildren());
      await page.locator("#example").click();
      await page.waitForFunction(() => document.getElementById("status").textContent.includes("was started again"));
      assert.ok(workers >= expected, `${workers} workers`);
    }
  });

  await test("a file of another kind is refused in words", async () => {
    const page = await open();
    const path = join(folder, "picture.png");
    writeFileSync(path, Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000", "hex"));
    await page.locator("#paper-file").setInputFiles(path);
    await page.waitForFunction(() => document.getElementById("status").textContent.includes("an image (PNG)"));
  });

  await test("with the keyboard alone", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("#example").focus();
    await page.keyboard.press("Enter");
    await shown(page, "paper.md");
    await page.locator(".tools button", { hasText: "Next" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".findings li:target").count(), 1);
  });

  await test("accessible in light and dark, on a desktop and a telephone", async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, viewport] of [["desktop", { width: 1280, height: 900 }], ["telephone", { width: 360, height: 740 }]]) {
        const page = await open({ colorScheme, viewport, bypassCSP: true });
        const look = async (part) => {
          await page.screenshot({ path: join(root, `target/browser/page-${part}-${name}-${colorScheme}.png`), fullPage: name === "telephone" });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${part}, ${name}: ${wide} pixels too wide`);
          assert.deepEqual(await violations(page), [], `${part}, ${name}, ${colorScheme}`);
        };
        await look("empty");
        await page.locator("#example").click();
        await shown(page, "paper.md");
        await look("checked");
        await page.getByRole("button", { name: "Convert a list" }).click();
        await page.locator("#list-text").fill("Hurd, I. 1999. Hope and Law. London: Example Press.");
        await page.getByRole("button", { name: "Convert", exact: true }).click();
        await page.locator("#list-out").waitFor();
        await look("list");
      }
    }
  });

  await test("nothing but the page's own files was asked for", async () => {
    assert.ok(requests.length > 50);
    const outside = requests.filter(({ url }) => !url.startsWith(address) && !url.startsWith("blob:") && !url.startsWith("https://example.org/?paper"));
    assert.deepEqual(outside, []);
    const files = new Set(readdirSync(built));
    for (const { url, method, body } of requests.filter(({ url }) => url.startsWith(address))) {
      const name = url.slice(address.length);
      assert.ok((name === "" || files.has(name)) && method === "GET" && body === null, url);
    }
  });

  await test("without a network, once it was loaded", async () => {
    const site = await served(built);
    const page = await open({}, site.address);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    site.close();
    await page.context().setOffline(true);
    await page.reload();
    await page.locator("#example").click();
    await shown(page, "paper.md");
    await same(page, example);
  });

  const measured = existsSync(users) ? join(users, "paper.md") : example;
  await test("how long it takes", async () => {
    const page = await open();
    await page.waitForLoadState("networkidle");
    await give(page, measured, "paper.md");
    const times = () => page.evaluate(() => ({ ...globalThis.citeTimes }));
    const round = (value) => `${Math.round(value * 10) / 10} ms`;
    const first = await times();
    figures.push(`first paper: judged ${round(first.judged)} after it came (${round(first.engine)} of it in the module), shown after ${round(first.shown)}`);
    const changes = [];
    for (let at = 0; at < 15; at += 1) {
      await page.evaluate(() => document.getElementById("status").replaceChildren());
      await page.locator("#paper-text").evaluate((field, at) => {
        field.value = field.value.replace(/^/, `${at} `);
        field.dispatchEvent(new Event("input"));
      }, at);
      await shown(page, "paper.md");
      changes.push(await times());
    }
    const middle = (name) => changes.map((one) => one[name]).sort((a, b) => a - b)[changes.length >> 1];
    figures.push(`each change: judged after ${round(middle("judged"))} (${round(middle("engine"))} of it in the module), shown after ${round(middle("shown"))}; median of ${changes.length}`);
    const cold = performance.now();
    const fresh = await open();
    await fresh.locator("#example").click();
    await shown(fresh, "paper.md");
    figures.push(`from opening the page to the first answer, the example: ${round(performance.now() - cold)}`);
  });
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}
for (const line of figures) console.log(line);
closing();
