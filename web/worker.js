// Runs one module of the engine. A request is a line of JSON and bytes behind it; so is an answer. The module comes from
// the page, compiled; a module imports nothing, so it can do nothing but compute.
let engine;

addEventListener("message", ({ data }) => {
  try {
    if (data.module) {
      engine = new WebAssembly.Instance(data.module, {}).exports;
      return;
    }
    const { number, task, parts } = data;
    const started = performance.now();
    const { line, bytes } = ask(task, parts);
    postMessage({ number, line, bytes, took: performance.now() - started }, [bytes.buffer]);
  } catch (error) {
    // A module that trapped is in no state to go on: the page starts another worker.
    postMessage({ trapped: String(error) });
  }
});

function ask(task, parts) {
  const head = new TextEncoder().encode(`${JSON.stringify(task)}\n`);
  const length = parts.reduce((sum, part) => sum + part.length, head.length);
  let at = engine.room(length) >>> 0;
  for (const part of [head, ...parts]) {
    new Uint8Array(engine.memory.buffer, at, part.length).set(part);
    at += part.length;
  }
  const size = engine.answer() >>> 0;
  const answer = new Uint8Array(engine.memory.buffer, engine.answered() >>> 0, size);
  const end = answer.indexOf(10);
  return { line: JSON.parse(new TextDecoder().decode(answer.subarray(0, end))), bytes: answer.slice(end + 1) };
}
