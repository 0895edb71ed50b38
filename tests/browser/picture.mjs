// Draws the picture of the README: `node tests/browser/picture.mjs PROGRAM BROWSER` in the folder of the project.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, executablePath] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "cite-picture-"));
const file = join(folder, "report.html");
spawnSync(program, ["check", "--format", "html", "-o", file, "examples/paper.md"]);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1180, height: 760 }, colorScheme: "light" });
await page.goto(pathToFileURL(file).href);
await page.screenshot({ path: "docs/report.png" });
await browser.close();
rmSync(folder, { recursive: true });
