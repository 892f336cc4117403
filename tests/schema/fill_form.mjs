// Fill a form of the report in a headless Chromium; what was seen and made goes out as JSON.
//
// node fill_form.mjs CHROMIUM FOLDER, with playwright-core to be found; the folder holds form.js
// (examples/form.mjs and what it needs, in one file) and schema.json, and takes seen.json.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [, , executablePath, folder] = process.argv;
const require = createRequire(`${process.env.BIRADS_PAGE}/node_modules/`);
const { chromium } = require("playwright-core");
const schema = JSON.parse(readFileSync(`${folder}/schema.json`, "utf8"));
const seen = { told: [], kinds: {} };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
page.on("console", (told) => seen.told.push(told.text()));
page.on("pageerror", (error) => seen.told.push(`fault: ${error.message}`));
await page.setContent("<!doctype html><html lang='en'><title>form</title><main></main>");
await page.addScriptTag({ content: readFileSync(`${folder}/form.js`, "utf8") });
await page.evaluate((told) => {
  globalThis.kept = {};
  const keep = (name) => (value) => { globalThis.kept[name] = structuredClone(value); };
  globalThis.form.showForm(document.querySelector("main"), told,
    { onChange: keep("now"), onSubmit: keep("made"), onError: keep("wrong") });
}, schema);
await page.waitForSelector("form");

const now = () => page.evaluate(() => globalThis.kept.now);
// A person cannot choose what is chosen already.
async function choose(id, ...labels) {
  const chosen = await page.$$eval(`#${id} option:checked`, (all) => all.map((one) => one.text));
  if (chosen.join() !== labels.join()) {
    await page.selectOption(`#${id}`, labels.map((label) => ({ label })));
  }
}
const add = (list) => page.click(`#${list}__add`);

// What stands under a heading: the names of its members, and the choices of each list of words.
const under = (id) => page.evaluate((one) => {
  const part = document.getElementById(one);
  const names = [...part.querySelectorAll("label, legend")].map((told) => told.textContent);
  const lists = [...part.querySelectorAll("select")].map((list) =>
    [list.id, { several: list.multiple, words: [...list.options].map((word) => word.text) }]);
  return { names, lists: Object.fromEntries(lists) };
}, id);

await choose("root_edition", "2013");
seen.untouched = await now();
await add("root_exams");
await page.waitForSelector("#root_exams_0__oneof_select");
await choose("root_exams_0__oneof_select", "Mammography");
await page.fill("#root_exams_0_id", "mg");
await choose("root_exams_0_purpose", "diagnostic");
await add("root_findings");
await page.waitForSelector("#root_findings_0__oneof_select");
const kinds = await page.$$eval("#root_findings_0__oneof_select option",
  (all) => all.map((one) => one.textContent));
for (const kind of kinds) {
  await choose("root_findings_0__oneof_select", kind);
  await page.waitForTimeout(20);
  seen.kinds[kind] = { ...await under("root_findings_0"), made: (await now()).findings[0] };
}
await choose("root_findings_0__oneof_select", "Mass (mammography)");
await page.fill("#root_findings_0_id", "m1");
await page.fill("#root_findings_0_exam", "mg");
await choose("root_findings_0_location_breast", "left");
await choose("root_findings_0_category", "4B - moderate suspicion");
await choose("root_findings_0_shape", "irregular");
await choose("root_findings_0_margin", "indistinct", "spiculated");
await page.click("form button[type=submit]");
await page.waitForFunction(() => globalThis.kept.made || globalThis.kept.wrong);
Object.assign(seen, await page.evaluate(() => globalThis.kept));
writeFileSync(`${folder}/seen.json`, JSON.stringify(seen));
await browser.close();
