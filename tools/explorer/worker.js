// Run the library in this worker and hand it one request after the other.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const at = (name) => new URL(name, import.meta.url).href;
const started = start();
let before = Promise.resolve();

async function start() {
  const [python, packages] = await Promise.all([
    loadPyodide({ indexURL: at("pyodide/") }),
    fetch(at("packages.zip")).then((response) => response.arrayBuffer()),
  ]);
  python.unpackArchive(packages, "zip", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.insert(0, '/packages')");
  return python.pyimport("explorer_answer").answer;
}

async function answered({ number, method, path, query, headers, body }) {
  try {
    const answer = await started;
    const told = await answer(method, path, query, JSON.stringify(headers), body);
    const [status, head, bytes] = told.toJs();
    told.destroy();
    postMessage({ number, status, headers: JSON.parse(head), body: bytes }, [bytes.buffer]);
  } catch (error) {
    postMessage({ number, fault: String(error) });
  }
}

addEventListener("message", ({ data }) => {
  before = before.then(() => answered(data));
});
