// What a user of Visual Studio Code meets, in its own workbench and extension host, which code-server serves: the packed
// extension starts `cite lsp`; findings are underlined and listed; fixes, hover, definition, rename and the lines above
// entries do what they say.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, executablePath, root, ...codeServer] = process.argv.slice(2);
const extension = join(root, "editors/vscode/cite-checker.vsix");
const { chromium } = createRequire(join(root, "tests/browser/package.json"))("playwright-core");

const home = mkdtempSync(join(tmpdir(), "cite-vscode-"));
const folder = join(home, "work");
const paper = join(folder, "paper.md");
mkdirSync(folder);
mkdirSync(join(home, "data/User"), { recursive: true });
cpSync(join(root, "tests/editor/paper.md"), paper);
writeFileSync(join(home, "data/User/settings.json"), JSON.stringify({
  "cite.path": program,
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "files.autoSave": "off",
  "editor.codeActionsOnSave": { "source.fixAll.cite": "explicit" },
}));

const [command, ...first] = codeServer;
const common = [...first, "--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions"), "--config", join(home, "config.yaml")];
const environment = { ...process.env, HOME: home };
const installed = spawnSync(command, [...common, "--install-extension", extension], { env: environment, encoding: "utf8" });
assert.match(installed.stdout, /successfully installed/, installed.stderr);

const server = spawn(command, [...common, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"], {
  env: environment, stdio: ["ignore", "pipe", "ignore"],
});
const address = await new Promise((resolve, reject) => {
  let said = "";
  server.stdout.on("data", (text) => {
    said += text;
    const found = said.match(/listening on (http:\S+)/);
    if (found) resolve(found[1]);
  });
  server.on("exit", () => reject(new Error(`code-server does not start: ${said}`)));
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

let passed = 0;
const test = async (name, run) => {
  await run();
  passed += 1;
  console.log(`ok ${name}`);
};

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(new URL(`?folder=${encodeURIComponent(folder)}`, address).href);
  const run = async (title) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input[type=text]").fill(`>${title}`);
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().click();
  };
  const goTo = async (place) => {
    await page.keyboard.press("Control+G");
    await page.locator(".quick-input-widget input[type=text]").fill(`:${place}`);
    await page.keyboard.press("Enter");
  };
  const text = () => readFileSync(paper, "utf8");
  const until = async (what, holds) => {
    for (let at = 0; at < 600; at += 1) {
      if (await holds()) return;
      await page.waitForTimeout(100);
    }
    assert.fail(`not so: ${what}\n${text()}`);
  };
  await page.getByRole("treeitem", { name: "paper.md" }).dblclick();
  const editor = page.locator(".editor-instance .monaco-editor").first();
  await editor.waitFor();
  const problems = page.locator(".markers-panel .monaco-list-row");

  await test("findings are underlined, and listed with their rules", async () => {
    await editor.locator(".squiggly-error").first().waitFor();
    await run("View: Focus Problems");
    await problems.filter({ hasText: "year-mismatch" }).first().waitFor();
    assert.equal(await problems.filter({ hasText: "citation-placement" }).count(), 1);
  });

  await test("from a finding to its place, behind emoji and letters of three alphabets", async () => {
    const problem = problems.filter({ hasText: "year-mismatch" }).first();
    const column = text().split("\n")[2].indexOf("Zorn 1998") + 1;
    assert.ok((await problem.textContent()).includes(`[Ln 3, Col ${column}]`), await problem.textContent());
    await problem.click();
    await page.keyboard.press("Enter");
    await page.locator(".statusbar-item", { hasText: `(${"Zorn 1998".length} selected)` }).waitFor();
  });

  await test("hover shows the entry", async () => {
    await goTo(`3:${text().split("\n")[2].indexOf("Lake and Roe") + 3}`);
    await run("Show or Focus Hover");
    await page.locator(".monaco-hover", { hasText: "York: Press" }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  await test("from a citation to its entry", async () => {
    await goTo(`3:${text().split("\n")[2].indexOf("Lake and Roe") + 3}`);
    await page.keyboard.press("F12");
    await page.locator(".statusbar-item", { hasText: "Ln 13, Col 1" }).waitFor();
  });

  await test("the lines above entries count citations, and list them", async () => {
    await goTo("9:1");
    const lens = page.locator(".codelens-decoration a", { hasText: "cited in 2 places" });
    await lens.first().click();
    await page.locator(".peekview-widget .monaco-list-row", { hasText: "Lake and Roe 2001" }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  await test("a year is renamed in the list and where it is cited", async () => {
    await goTo("9:11");
    await page.keyboard.press("F2");
    const field = page.locator(".rename-box input");
    await field.fill("1999c");
    await page.keyboard.press("Enter");
    await page.locator(".tab.dirty").waitFor();
  });

  await test("all safe fixes are made when the file is saved", async () => {
    await page.keyboard.press("Control+S");
    await until("renamed", () => text().includes("(Hurd 1999c;") && text().includes("Hurd, I. 1999c."));
    await until("fixed", () => text().includes("So it is 100% right (Lake and Roe 2001)."));
  });

  await test("the server can be started again", async () => {
    const running = () => spawnSync("pgrep", ["-f", `^${program} lsp$`], { encoding: "utf8" }).stdout.trim();
    const before = running();
    assert.notEqual(before, "");
    await run("cite: Restart the server");
    await until("another runs", () => ![before, ""].includes(running()));
    await editor.locator(".squiggly-error").first().waitFor();
  });
} catch (error) {
  await browser.contexts()[0]?.pages()[0]?.screenshot({ path: join(root, "target/browser/vscode-failed.png") });
  throw error;
} finally {
  await browser.close();
  server.kill();
  rmSync(home, { recursive: true, force: true });
}
console.log(`${passed} passed, 0 failed`);
