// Save a report in every format that this service writes, and what was said of it.

import { byId, el, fill, hint } from "./dom.js";
import { save } from "./files.js";
import { t } from "./labels.js";
import { post } from "./service.js";
import { state, text, tree } from "./state.js";

// The name of a format, how the service calls it, the end of a file, and the part that writes it.
export const FORMATS = [
  ["JSON", "json", "json", null],
  ["FHIR", "fhir", "fhir.json", "fhir"],
  ["DICOM SR", "dicom-sr", "dcm", "dicom-sr"],
  ["HL7 v2", "hl7v2", "hl7", "hl7v2"],
  [null, "text", "txt", "say"],
];

export function showExport(view, told) {
  if (!view.valid) {
    fill(byId("export-body"), hint(t("only_report")));
    return;
  }
  const name = String(tree()?.id ?? "report").replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "report";
  const button = (title, path, file, accept) =>
    el("button", { type: "button", onclick: () => saved(path, file, accept, told) }, title);
  fill(byId("export-body"),
    FORMATS.filter(([, , , part]) => part === null || state.parts[part])
      .map(([title, to, suffix]) =>
        button(title ?? t("prose"), `v1/convert?to=${to}`, `${name}.${suffix}`)),
    button(t("workup"), workupPath(), `${name}.workup.json`),
    button(t("explanation"), "v1/explain", `${name}.md`, "text/markdown"),
    el("button", { type: "button", onclick: () => print() }, t("print")));
}

function workupPath() {
  if (!state.parts["current-topics"]) return "v1/recommend";
  const facts = Object.entries(state.stated)
    .map(([name, value]) => `&fact=${encodeURIComponent(`${name}=${value}`)}`);
  return `v1/recommend?topics=current${facts.join("")}`;
}

async function saved(path, name, accept, told) {
  try {
    const answer = await post(path, text.value, { accept });
    save(name, answer.headers.get("content-type"), await answer.blob());
    byId("export-note").textContent = t("saved", { name });
  } catch (error) {
    byId("export-note").textContent = told(error);
  }
}
