// What the tests in a browser share.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What axe has against the page as it is; it is put in by the browser, which goes past the page's policy.
export async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), RULES);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
}

// What the program says of a paper.
export function checked(program, path, ...more) {
  const { stdout, stderr } = spawnSync(program, ["check", "--format", "json", ...more, path], { maxBuffer: 1 << 28 });
  assert.ok(String(stdout).startsWith("{"), String(stderr));
  return JSON.parse(stdout).documents[0];
}

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".md": "text/markdown", ".svg": "image/svg+xml",
  ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

// Serves a folder as any web server does; `cite serve` leaves out what is for work without a network.
export async function served(folder) {
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    try {
      const bytes = readFileSync(join(folder, name.replaceAll("..", "")));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

let passed = 0;
export async function test(name, run) {
  const started = performance.now();
  await run();
  passed += 1;
  console.log(`ok ${name} (${Math.round(performance.now() - started)} ms)`);
}
export const closing = () => console.log(`${passed} passed, 0 failed`);
