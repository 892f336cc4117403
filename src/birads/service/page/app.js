// The page: open a report, see what is wrong, what follows and why, mend it, save it.

import { byId, el, fill, visible } from "/page/dom.js";
import { kindOf, save, textOf } from "/page/files.js";
import { Form } from "/page/form.js";
import { countWords, showIssues, showMarked } from "/page/issues.js";
import { lineOf, valueAt } from "/page/places.js";
import { showProse } from "/page/prose.js";
import { Refused, get, post } from "/page/service.js";
import { showQuestions, showWorkup } from "/page/workup.js";

const text = byId("text");
const status = byId("status");
const WAIT = 250;
const TABS = ["text", "form", "marked"];
const FORMATS = [
  ["JSON", "json", "json", null],
  ["FHIR", "fhir", "fhir.json", "fhir"],
  ["DICOM SR", "dicom-sr", "dcm", "dicom-sr"],
  ["HL7 v2", "hl7v2", "hl7", "hl7v2"],
  ["Prose", "text", "txt", "say"],
];

const state = { parts: {}, variant: "", view: null, tab: "text", form: null, round: null };
let timer = null;

function say(words) {
  status.textContent = words;
}

// ---- asking

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

async function ask() {
  clearTimeout(timer);
  state.round?.abort();
  const round = new AbortController();
  state.round = round;
  const given = text.value;
  byId("read").hidden = !(given.trim() && !given.trimStart().startsWith("{"));
  if (!given.trim()) {
    for (const part of ["issues", "workup", "questions", "export"]) {
      fill(byId(`${part}-body`), el("p", { class: "hint" }, "Nothing is open yet."));
    }
    say("");
    return;
  }
  const query = state.variant ? `?variant=${state.variant}` : "";
  try {
    const view = await (await post(`/page/view${query}`, given, { signal: round.signal })).json();
    if (round.signal.aborted) return;
    state.view = view;
    show(given, view);
    await prose(given, view, round.signal);
  } catch (error) {
    if (error.name !== "AbortError") say(told(error));
  }
}

function told(error) {
  return error instanceof Refused ? visible(error.message) : "The service cannot be reached.";
}

function show(given, view) {
  say(`${view.valid ? "A valid report. " : "Not a report. "}${countWords(view.issues)}`);
  showIssues(byId("issues-body"), view.issues, given, go);
  showMarked(byId("panel-marked"), view.issues, given);
  showWorkup(byId("workup-body"), view, state.variant, (variant) => {
    state.variant = variant;
    ask().then(() => byId("variant")?.focus());
  });
  showQuestions(byId("questions-body"), view, answerQuestion);
  showExport(view);
}

function go(place) {
  choose("text");
  text.focus();
  text.setSelectionRange(place.start, place.end);
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (lineOf(text.value, place.start) - 4) * height);
}

// ---- editing

function put(given) {
  text.value = given;
  state.variant = "";
  if (state.tab === "form") drawForm();
  return ask();
}

function tree() {
  try {
    const found = JSON.parse(text.value);
    return found && typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

function answerQuestion(pointers, change) {
  const whole = tree();
  if (!whole) return;
  for (const pointer of new Set(pointers.map((one) => one.split("/").slice(0, 3).join("/")))) {
    const finding = valueAt(whole, pointer);
    if (finding) {
      for (const [fact, value] of Object.entries(change)) finding[fact] = written(fact, value);
    }
  }
  put(`${JSON.stringify(whole, null, 2)}\n`);
}

function written(fact, value) {
  if (fact === "morphology") return value.split("+");
  if (fact === "groups") return value === "single" ? 1 : value;
  return value;
}

async function drawForm() {
  const panel = byId("panel-form");
  const whole = text.value.trim() ? tree() : { edition: "2013" };
  if (!whole) {
    fill(panel, el("p", { class: "hint" }, "A form needs JSON that can be read. Mend the text first."));
    return;
  }
  if (!state.form) fill(panel, el("p", { class: "hint" }, "The form is being made."));
  try {
    state.form ??= new Form(panel, await get("/v1/schemas/report"), (made) => {
      text.value = `${JSON.stringify(made, null, 2)}\n`;
      later();
    });
    state.form.show(whole);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fill(panel, el("p", { class: "hint" }, told(error)));
  }
}

function choose(name, focus = false) {
  state.tab = name;
  for (const one of TABS) {
    const tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    byId(`panel-${one}`).hidden = one !== name;
    if (focus && one === name) tab.focus();
  }
  if (name === "form") drawForm();
}

function turn(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = (TABS.indexOf(state.tab) + step + TABS.length) % TABS.length;
  choose(TABS[next], true);
  event.preventDefault();
}

// ---- opening

async function openBytes(bytes) {
  const kind = kindOf(bytes);
  const plain = textOf(bytes);
  hideSource();
  if (kind === "application/json") {
    if (plain === null) say("The file is not UTF-8.");
    else await put(plain);
    return;
  }
  if (kind === "text/plain" && plain !== null) {
    await put(plain);
    if (state.parts["read-text"]) await readProse();
    return;
  }
  await convert(bytes, kind, plain);
}

async function convert(bytes, kind, plain) {
  try {
    const answer = await (await post("/v1/convert?to=json&envelope=1", bytes, { kind })).json();
    const [first] = answer.documents;
    await put(`${JSON.stringify(first.report ?? first.draft ?? {}, null, 2)}\n`);
    showSource(kind === "application/dicom" ? null : plain, first.issues, {});
    const drafted = first.report ? "A report was read." : "Only a draft was read.";
    say(`${drafted} ${answer.documents.length > 1 ? "The first of several is shown. " : ""}`
      + `Not everything may have been read: ${countWords(first.issues)}`);
  } catch (error) {
    say(told(error));
    showSource(plain, error.told?.issues ?? [], {});
  }
}

async function readProse() {
  const prose = text.value;
  try {
    const answer = await (await post("/v1/read-text", prose, { kind: "text/plain" })).json();
    await put(`${JSON.stringify(answer.report ?? answer.draft, null, 2)}\n`);
    showSource(prose, answer.issues, answer.spans);
    say(`${answer.report ? "A report was read." : "Only a draft was read."} `
      + `Look at what was not read: ${countWords(answer.issues)}`);
  } catch (error) {
    say(told(error));
  }
}

// Show what was read: the words that values stand on are marked.
function showSource(prose, issues, spans) {
  byId("source").hidden = prose === null && !issues.length;
  const parts = [];
  if (issues.length) {
    parts.push(el("ul", { class: "issues" }, issues.map((issue) =>
      el("li", { class: `issue ${issue.severity}` },
        el("p", {}, el("span", { class: "severity" }, `${issue.severity} `), visible(issue.message)),
        issue.hint ? el("p", { class: "dim" }, visible(issue.hint)) : null))));
  }
  if (prose !== null) parts.push(el("div", { class: "prose" }, marked(prose, spans)));
  fill(byId("source-body"), parts);
}

function marked(prose, spans) {
  const letters = [...prose];
  const edges = Object.values(spans).flat().sort((one, other) => one[0] - other[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of edges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(letters.slice(at, from).join(""), el("mark", {}, letters.slice(from, end).join("")));
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

function hideSource() {
  byId("source").hidden = true;
}

// ---- prose and export

async function prose(given, view, signal) {
  if (!state.parts.say || !view.valid) {
    byId("prose").hidden = byId("prose-link").hidden = true;
    return;
  }
  const query = `?style=${byId("prose-style").value}&language=${byId("prose-language").value}`;
  byId("prose").hidden = byId("prose-link").hidden = false;
  try {
    const answer = await (await post(`/page/prose${query}`, given, { signal })).json();
    showProse(byId("prose-body"), byId("prose-map"), answer, given, go);
  } catch (error) {
    if (error.name === "AbortError") return;
    fill(byId("prose-body"), el("p", { class: "hint" }, told(error)));
    fill(byId("prose-map"));
  }
}

function showExport(view) {
  if (!view.valid) {
    fill(byId("export-body"), el("p", { class: "hint" }, "Only a report can be exported."));
    return;
  }
  const name = (tree()?.id ?? "report").replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "report";
  const buttons = FORMATS.filter(([, , , part]) => part === null || state.parts[part])
    .map(([title, to, suffix]) => button(title, `/v1/convert?to=${to}`, `${name}.${suffix}`));
  fill(byId("export-body"), buttons,
    button("Workup", "/v1/recommend", `${name}.workup.json`),
    button("Explanation", "/v1/explain", `${name}.md`, "text/markdown"),
    el("button", { type: "button", onclick: () => print() }, "Print"));
}

function button(title, path, name, accept) {
  return el("button", { type: "button", onclick: async () => {
    try {
      const answer = await post(path, text.value, { accept });
      save(name, answer.headers.get("content-type"), await answer.blob());
      byId("export-note").textContent = `${name} was saved.`;
    } catch (error) {
      byId("export-note").textContent = told(error);
    }
  } }, title);
}

// ---- the start

function wire() {
  text.addEventListener("input", later);
  text.addEventListener("paste", () => setTimeout(ask));
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await openBytes(new Uint8Array(await file.arrayBuffer()));
    event.target.value = "";
  });
  byId("sample").addEventListener("click", async () => {
    hideSource();
    await put(await (await fetch("/page/sample.json")).text());
  });
  byId("new").addEventListener("click", async () => {
    hideSource();
    await put('{\n  "edition": "2013"\n}\n');
    choose("form");
  });
  byId("tidy").addEventListener("click", () => {
    const whole = tree();
    if (whole) put(`${JSON.stringify(whole, null, 2)}\n`);
    else say("Only JSON that can be read can be indented.");
  });
  byId("read").addEventListener("click", readProse);
  for (const name of TABS) {
    byId(`tab-${name}`).addEventListener("click", () => choose(name));
    byId(`tab-${name}`).addEventListener("keydown", turn);
  }
  for (const name of ["style", "language"]) {
    byId(`prose-${name}`).addEventListener("change", ask);
  }
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const [file] = event.dataTransfer.files;
    if (file) await openBytes(new Uint8Array(await file.arrayBuffer()));
  });
}

async function begin() {
  wire();
  try {
    const health = await get("/health");
    state.parts = health.parts;
    const drafts = health.tables.filter((one) => one.review !== "reviewed").length;
    byId("about").textContent = `birads ${health.version}; ${drafts} of ${health.tables.length} `
      + "tables await the signature of a radiologist.";
    const known = ["JSON", ...FORMATS.slice(1, 4).filter(([, , , part]) => state.parts[part])
      .map(([title]) => title), ...(state.parts["read-text"] ? ["prose"] : [])];
    byId("formats").textContent = `Open, paste or drop a report: ${known.join(", ")}.`;
  } catch (error) {
    say(told(error));
  }
  if (text.value.trim()) await ask();
  document.documentElement.dataset.ready = "yes";
}

begin();
