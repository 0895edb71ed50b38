// The engine as the page sees it: tasks for a worker, and another worker in the place of one that trapped.

// What a browser says of a module that could not go on, in the words of the page.
export class Trapped extends Error {}
// What the engine says it cannot do.
export class Refused extends Error {}
// What the user stopped.
export class Stopped extends Error {}

const own = globalThis.trustedTypes?.createPolicy("own-files", {
  createScriptURL: (name) => new URL(name, import.meta.url).href,
});
// The address of a script of this page, as browsers want it that ask where scripts come from.
export const script = (name) => (own ? own.createScriptURL(name) : new URL(name, import.meta.url));

const modules = new Map();

// The compiled module of a file; it is fetched once.
function compiled(file) {
  if (!modules.has(file)) {
    const fetched = fetch(new URL(file, import.meta.url)).then(async (response) => {
      if (!response.ok) throw new Error(`${file} could not be loaded (${response.status})`);
      const type = response.headers.get("content-type") ?? "";
      if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
      return WebAssembly.compile(await response.arrayBuffer());
    });
    fetched.catch(() => modules.delete(file));
    modules.set(file, fetched);
  }
  return modules.get(file);
}

// One module in a worker.
export class Engine {
  #file;
  #worker = null;
  #waiting = new Map();
  #number = 0;

  constructor(file) {
    this.#file = file;
  }

  // Fetches and starts it, so that the first answer comes sooner.
  async start() {
    const module = await compiled(this.#file);
    if (this.#worker) return;
    const worker = new Worker(script("worker.js"), { type: "module" });
    worker.addEventListener("message", ({ data }) => (data.trapped ? this.#end(new Trapped(data.trapped)) : this.#take(data)));
    worker.addEventListener("error", (event) => this.#end(new Trapped(event.message)));
    worker.postMessage({ module });
    this.#worker = worker;
  }

  // Gives a task and the bytes that belong to it; the answer is its line of JSON and its bytes.
  async ask(task, ...parts) {
    await this.start();
    const number = ++this.#number;
    const answer = await new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, task, parts });
    });
    if (answer.line.failed) throw new Refused(answer.line.failed);
    return answer;
  }

  // Ends what is running.
  stop() {
    this.#end(new Stopped());
  }

  #take(answer) {
    this.#waiting.get(answer.number)?.resolve(answer);
    this.#waiting.delete(answer.number);
  }

  #end(why) {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(why);
  }
}
