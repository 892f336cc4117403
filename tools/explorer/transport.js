// Ask the library itself, which runs in a worker of this page: what is opened stays here.

const HOME = new URL("..", import.meta.url);
const FILE = /^page\/[^/?]+\.(json|svg|css)$/;
const worker = new Worker(new URL("worker.js", HOME), { type: "module" });
const waiting = new Map();
let count = 0;

export const loads = true;

worker.addEventListener("message", ({ data }) => {
  const { resolve, reject } = waiting.get(data.number);
  waiting.delete(data.number);
  if (data.fault) reject(new Error(data.fault));
  else resolve(new Response(data.body, { status: data.status, headers: data.headers }));
});

export function reach(path, { method = "GET", headers = {}, body = "", signal } = {}) {
  if (FILE.test(path)) return fetch(new URL(path, HOME));
  const [route, query = ""] = path.split("?");
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const number = count += 1;
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    signal?.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
    worker.postMessage({ number, method, path: `/${route}`, query, headers, body: bytes });
  });
}
