// The page: open a report, see what is wrong, what follows and why, mend it, save it.

import { showCurrent } from "./current.js";
import { byId, fill, hint, visible } from "./dom.js";
import { FORMATS, showExport } from "./exporting.js";
import { Form } from "./form.js";
import { countWords, showIssues, showMarked } from "./issues.js";
import { language, speak, t } from "./labels.js";
import { hideSource, openBytes, readProse } from "./opening.js";
import { lineOf, valueAt } from "./places.js";
import { showProse } from "./prose.js";
import { showQuestions } from "./questions.js";
import { Refused, get, post } from "./service.js";
import { say, state, text, tree, written } from "./state.js";
import { loads, reach } from "./transport.js";
import { showWorkup } from "./workup.js";

const WAIT = 250;
const TABS = ["text", "form", "marked"];
const BODIES = ["issues", "workup", "questions", "export"];
let timer = null;

// ---- asking

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

function query() {
  const facts = Object.entries(state.stated).map(([name, value]) => ["fact", `${name}=${value}`]);
  const asked = new URLSearchParams(state.variant ? [["variant", state.variant], ...facts] : facts);
  return asked.size ? `?${asked}` : "";
}

async function ask() {
  clearTimeout(timer);
  state.round?.abort();
  const round = new AbortController();
  state.round = round;
  const given = text.value;
  byId("read").hidden = !(given.trim() && !given.trimStart().startsWith("{"));
  if (!given.trim()) {
    showNothing();
    return;
  }
  try {
    const answer = await post(`page/view${query()}`, given, { signal: round.signal });
    const view = await answer.json();
    if (round.signal.aborted) return;
    state.view = view;
    show(given, view);
    await prose(given, view, round.signal);
  } catch (error) {
    if (error.name !== "AbortError") say(told(error));
  }
}

function told(error) {
  return error instanceof Refused ? visible(error.message) : t("unreachable");
}

function showNothing() {
  for (const part of BODIES) fill(byId(`${part}-body`), hint(t("nothing")));
  for (const part of ["current", "current-link", "prose", "prose-link"]) byId(part).hidden = true;
  fill(byId("panel-marked"));
  say("");
}

function show(given, view) {
  say(`${t(view.valid ? "valid" : "invalid")} ${countWords(view.issues)}`);
  showIssues(byId("issues-body"), view.issues, given, go);
  showMarked(byId("panel-marked"), view.issues, given);
  showWorkup(byId("workup-body"), view, state.variant, (variant) => {
    state.variant = variant;
    ask().then(() => byId("variant")?.focus());
  });
  showCurrent(byId("current"), byId("current-body"), view, (fact) => stating(fact, null));
  byId("current-link").hidden = byId("current").hidden;
  showQuestions(byId("questions-body"), view, answerQuestion, stating);
  showExport(view, told);
}

function go(place) {
  choose("text");
  text.focus();
  text.setSelectionRange(place.start, place.end);
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (lineOf(text.value, place.start) - 4) * height);
}

async function prose(given, view, signal) {
  byId("prose").hidden = byId("prose-link").hidden = !state.parts.say || !view.valid;
  if (byId("prose").hidden) return;
  const asked = `?style=${byId("prose-style").value}&language=${byId("prose-language").value}`;
  try {
    const answer = await (await post(`page/prose${asked}`, given, { signal })).json();
    showProse(byId("prose-body"), byId("prose-map"), answer, given, go);
  } catch (error) {
    if (error.name === "AbortError") return;
    fill(byId("prose-body"), hint(told(error)));
    fill(byId("prose-map"));
  }
}

// ---- editing

function put(given, stated = {}) {
  text.value = given;
  state.variant = "";
  state.stated = stated;
  if (state.tab === "form") drawForm();
  return ask();
}

// State a fact beside the report, or take it back.
async function stating(fact, value) {
  if (value === null) delete state.stated[fact];
  else state.stated[fact] = value;
  await ask();
  byId("questions").focus();
}

function answerQuestion(pointers, change) {
  const whole = tree();
  if (!whole) return;
  for (const pointer of new Set(pointers.map((one) => one.split("/").slice(0, 3).join("/")))) {
    const finding = valueAt(whole, pointer);
    if (finding) {
      for (const [fact, value] of Object.entries(change)) finding[fact] = member(fact, value);
    }
  }
  put(written(whole), state.stated);
}

function member(fact, value) {
  if (fact === "morphology") return value.split("+");
  if (fact === "groups") return value === "single" ? 1 : value;
  return value;
}

async function drawForm() {
  const panel = byId("panel-form");
  const whole = text.value.trim() ? tree() : { edition: "2013" };
  if (!whole) {
    fill(panel, hint(t("form_needs")));
    return;
  }
  if (!state.form) fill(panel, hint(t("form_coming")));
  try {
    state.form ??= new Form(panel, await get("v1/schemas/report"), (made) => {
      text.value = written(made);
      later();
    });
    state.form.show(whole);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fill(panel, hint(told(error)));
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

// ---- the start

async function openFile(file) {
  if (file) await openBytes(new Uint8Array(await file.arrayBuffer()), put, told);
}

async function changeLanguage(wanted) {
  const { chosen, draft } = await speak(wanted);
  byId("language").value = chosen;
  byId("draft").hidden = chosen === "en" || !draft;
  byId("prose-language").value = chosen;
  if (state.health) showAbout(state.health);
  if (state.tab === "form") drawForm();
}

function wire() {
  text.addEventListener("input", later);
  text.addEventListener("paste", () => setTimeout(ask));
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    await openFile(file);
    event.target.value = "";
  });
  byId("sample").addEventListener("click", async () => {
    hideSource();
    await put(await (await reach("page/sample.json")).text());
  });
  byId("new").addEventListener("click", async () => {
    hideSource();
    await put('{\n  "edition": "2013"\n}\n');
    choose("form");
  });
  byId("tidy").addEventListener("click", () => {
    const whole = tree();
    if (whole) put(written(whole));
    else say(t("cannot_indent"));
  });
  byId("read").addEventListener("click", () => readProse(put, told));
  for (const name of TABS) {
    byId(`tab-${name}`).addEventListener("click", () => choose(name));
    byId(`tab-${name}`).addEventListener("keydown", turn);
  }
  for (const name of ["style", "language"]) byId(`prose-${name}`).addEventListener("change", ask);
  byId("language").addEventListener("change", async (event) => {
    const address = new URL(location);
    address.searchParams.set("lang", event.target.value);
    history.replaceState(null, "", address);
    await changeLanguage(event.target.value);
    await ask();
  });
  wireDrops();
}

function wireDrops() {
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    await openFile(event.dataTransfer.files[0]);
  });
}

function showAbout(health) {
  const drafts = health.tables.filter((one) => one.review !== "reviewed").length;
  byId("about").textContent = t("about", {
    version: health.version, drafts, all: health.tables.length,
  });
  const known = ["JSON", ...FORMATS.slice(1, 4).filter(([, , , part]) => state.parts[part])
    .map(([title]) => title), ...(state.parts["read-text"] ? [t("prose")] : [])];
  byId("formats").textContent = t("formats", { formats: known.join(", ") });
}

async function begin() {
  await changeLanguage(new URLSearchParams(location.search).get("lang") ?? language());
  wire();
  if (loads) say(t("loading"));
  try {
    state.health = await get("health");
    state.parts = state.health.parts;
    showAbout(state.health);
  } catch (error) {
    say(told(error));
  }
  await ask();
  document.documentElement.dataset.ready = "yes";
}

begin();
